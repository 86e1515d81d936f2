"""Forms of the Admin: the office, its units, people and roles; and the filters of lists. Rules are in services."""

import datetime
from collections.abc import Callable
from typing import Any, TypeVar

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.forms import modelform_factory
from django.urls import reverse

from collection.enums import Peran, StatusPenugasan
from collection.errors import IsianError
from collection.models import PerangkatDaerah, Unit
from collection.models.perangkat_daerah import RENTANG_TAHUN

T = TypeVar("T")
HASIL = [("", "Semua"), ("diterima", "Diterima"), ("ditolak", "Ditolak")]
RETENSI = ("retensi_aktif", "retensi_inaktif", "retensi_kerja")
RENTANG = [
    MinValueValidator(datetime.date(1970, 1, 1), "Tulis tanggal sejak tahun 1970."),
    MaxValueValidator(datetime.date(2100, 12, 31), "Tulis tanggal sampai tahun 2100."),
]


def try_save(form: forms.BaseForm, simpan: Callable[[], T]) -> T | None:
    """What `simpan` gives, or None where the form or the service refused: then the form says why, per field."""
    if not form.is_valid():
        return None
    try:
        return simpan()
    except IsianError as error:
        if "yakin" in error.kesalahan and isinstance(form, PenugasanForm):
            form.ask_yakin()
        for nama, pesan in error.kesalahan.items():
            form.add_error(nama if nama in form.fields else None, pesan)
    return None


class TanggalField(forms.DateField):
    """A day of the calendar, within bounds that every database and zone can take."""

    default_validators = RENTANG

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}), **kwargs)


class KantorForm(
    modelform_factory(
        PerangkatDaerah,
        fields=[
            "nama", "pemerintah", "alamat", "kota", "zona", "sebutan_kepala", "kode_klasifikasi", "kode_unit_surat",
            "pola_nomor", "wajib_validasi", "retensi_aktif", "retensi_inaktif", "nasib_arsip", "retensi_kerja",
        ],
        labels={
            "nama": "Nama perangkat daerah", "pemerintah": "Pemerintah daerah", "alamat": "Alamat pada kop surat",
            "zona": "Zona waktu", "sebutan_kepala": "Sebutan kepala",
        },
        help_texts={
            "pemerintah": "Baris pertama kop surat, misalnya Pemerintah Kabupaten Banjarnegara.",
            "sebutan_kepala": "Dipakai pada blok tanda tangan, misalnya Kepala Dinas.",
            "zona": "Menentukan kapan hari berganti: masa berlaku peran dan tanggal surat.",
            "pola_nomor": "Bagian yang tersedia: {klasifikasi} {urut} {unit} {tahun}. {urut} dan {tahun} harus ada.",
        },
        error_messages={nama: {"invalid": RENTANG_TAHUN, "min_value": RENTANG_TAHUN} for nama in RETENSI},
    )
):  # fmt: skip
    """The profile. As the pattern is typed, the page shows the number that it makes."""

    def __init__(self, kantor: PerangkatDaerah, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, initial=forms.model_to_dict(kantor), **kwargs)
        contoh = {
            "hx-get": reverse("collection:kantor_nomor", args=[kantor.pk]), "hx-trigger": "input changed delay:300ms",
            "hx-target": "#contoh-nomor", "hx-include": "#id_pola_nomor, #id_kode_klasifikasi, #id_kode_unit_surat",
        }  # fmt: skip
        for nama in ("pola_nomor", "kode_klasifikasi", "kode_unit_surat"):
            self.fields[nama].widget.attrs |= contoh


UnitForm = modelform_factory(
    Unit,
    fields=["singkatan", "nama", "jenis", "urutan"],
    labels={"nama": "Nama unit", "urutan": "Urutan"},
    help_texts={"singkatan": "Misalnya PMD.", "urutan": "Unit dengan angka kecil tampil lebih dahulu."},
)


class DataPenggunaForm(forms.Form):
    """What an account says about its person."""

    nama = forms.CharField(label="Nama lengkap dengan gelar", max_length=150)
    nip = forms.CharField(
        label="NIP", required=False, max_length=25, widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        help_text="18 angka. Kosongkan bila bukan ASN.",
    )  # fmt: skip
    jabatan = forms.CharField(label="Jabatan", required=False, max_length=150)
    pangkat = forms.CharField(
        label="Pangkat dan golongan", required=False, max_length=80, help_text="Misalnya Pembina Tingkat I, IV/b."
    )

    def clean_nip(self) -> str:
        """NIP is often written in groups."""
        return self.cleaned_data["nip"].replace(" ", "")


class PenugasanForm(forms.Form):
    """One role in one office."""

    peran = forms.ChoiceField(label="Peran", choices=[("", "Pilih peran"), *Peran.choices()])
    unit = forms.ModelChoiceField(
        label="Unit", queryset=Unit.objects.none(), required=False, empty_label="Seluruh kantor",
        help_text="Wajib untuk Bidang dan Kepala Bidang.",
    )  # fmt: skip
    status = forms.ChoiceField(
        label="Status", choices=StatusPenugasan.choices(), initial=StatusPenugasan.DEFINITIF.value
    )
    mulai = TanggalField(label="Hari pertama bertugas")
    selesai = TanggalField(label="Hari terakhir bertugas", required=False, help_text="Kosongkan bila belum ditentukan.")

    def __init__(self, kantor: PerangkatDaerah, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = kantor.unit_set.all()
        self.fields["mulai"].initial = kantor.hari_ini
        if "yakin" in self.data:
            self.ask_yakin()

    def ask_yakin(self) -> None:
        """The confirmation that the service asked for; a page that was not asked has none."""
        self.fields["yakin"] = forms.BooleanField(label="Ya, memang beberapa orang sekaligus", required=False)

    @property
    def tugas(self) -> dict[str, Any]:
        """The role as the service takes it."""
        isi = {nama: self.cleaned_data[nama] for nama in PenugasanForm.base_fields}
        return isi | {"yakin": self.cleaned_data.get("yakin", False)}


class PenggunaForm(DataPenggunaForm, PenugasanForm):
    """A new account with its first role."""

    username = forms.CharField(
        label="Nama pengguna", max_length=150, help_text="Dipakai untuk masuk, misalnya siti.aminah.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )  # fmt: skip
    field_order = ["username", *DataPenggunaForm.base_fields, *PenugasanForm.base_fields]

    @property
    def data_akun(self) -> dict[str, Any]:
        return {nama: self.cleaned_data[nama] for nama in ("username", *DataPenggunaForm.base_fields)}


class AkhiriForm(forms.Form):
    """The last day of a role."""

    selesai = TanggalField(
        label="Hari terakhir bertugas",
        help_text="Wewenang berlaku sampai akhir hari itu. Pilih kemarin bila harus berhenti sekarang juga.",
    )


class SaringPenggunaForm(forms.Form):
    """Filter of the list of people."""

    q = forms.CharField(label="Cari nama, NIP, atau jabatan", required=False, max_length=100)
    peran = forms.ChoiceField(label="Peran hari ini", required=False, choices=[("", "Semua peran"), *Peran.choices()])


class SaringJejakForm(forms.Form):
    """Filter of the audit trail; `aksi` are the acts on record with their words."""

    pengguna = forms.CharField(label="Oleh", required=False, max_length=100)
    aksi = forms.ChoiceField(label="Tindakan", required=False)
    objek = forms.CharField(label="Yang diubah", required=False, max_length=100)
    dari = TanggalField(label="Dari tanggal", required=False)
    sampai = TanggalField(label="Sampai tanggal", required=False)
    hasil = forms.ChoiceField(label="Hasil", required=False, choices=HASIL)

    def __init__(self, aksi: list[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["aksi"].choices = [("", "Semua tindakan"), *aksi]
