"""Forms of the register of follow-up: its filters, a row by hand, rows from a table, and news."""

import uuid
from typing import Any

from django import forms

from collection.forms_kantor import TanggalField
from collection.models import Unit
from measurement.catatan_baku import BUTIR, PERUBAHAN
from measurement.enums import JenisTindakan, StatusTindakLanjut
from measurement.fields import PANJANG_SEL, build_field
from measurement.models import BarisKertasKerja, PengukuranKinerja, TindakLanjut

TERBUKA, TERLAMBAT = "terbuka", "terlambat"
KEADAAN = [("", "Semua"), (TERBUKA, "Masih terbuka"), (TERLAMBAT, "Terlambat"), *StatusTindakLanjut.choices()]


class SaringTindakLanjutForm(forms.Form):
    """What to show of the register; what cannot be read is left out of the filter and told beside the field."""

    cari = forms.CharField(
        label="Cari", required=False, max_length=100, widget=forms.TextInput(attrs={"type": "search"})
    )
    keadaan = forms.ChoiceField(label="Keadaan", required=False, choices=KEADAAN)
    perubahan = forms.ChoiceField(label="Yang diubah", required=False, choices=[("", "Semua"), *PERUBAHAN])
    unit = forms.ModelChoiceField(label="Unit", required=False, queryset=None, empty_label="Semua")
    tahun = forms.TypedChoiceField(label="Tahun pengukuran", required=False, coerce=int, empty_value=None)
    saya = forms.BooleanField(label="Hanya yang kabarnya dapat saya tulis", required=False)

    def __init__(self, kantor: Any, tahun: list[int], *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = Unit.objects.filter(perangkat_daerah__in=kantor)
        self.fields["tahun"].choices = [("", "Semua"), *((satu, satu) for satu in tahun)]


class TindakLanjutForm(forms.Form):
    """A follow-up by hand, of one case of the office."""

    uraian = forms.CharField(
        label="Tindak lanjut", max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Apa yang akan dilakukan.", error_messages={"required": "Tulis apa yang akan dilakukan."},
    )  # fmt: skip
    perubahan = forms.ChoiceField(
        label="Yang diubah", choices=PERUBAHAN, widget=forms.RadioSelect,
        error_messages={"required": "Pilih apa yang diubah."},
    )  # fmt: skip
    unit = forms.ModelChoiceField(
        label="Unit penanggung jawab", required=False, queryset=None, empty_label="Tanpa unit",
        help_text="Unit ini dapat menulis kabarnya sendiri.",
    )  # fmt: skip
    penanggung_jawab = forms.CharField(
        label="Pejabat penanggung jawab", required=False, max_length=PANJANG_SEL,
        help_text="Kosongkan bila cukup unitnya.",
    )  # fmt: skip
    batas = TanggalField(
        label="Batas waktu",
        error_messages={"required": "Tulis batas waktunya.", "invalid": "Tulis tanggal yang benar."},
    )
    baris = forms.ModelChoiceField(label="Indikator", required=False, queryset=None, empty_label="Tanpa indikator")

    def __init__(self, asal: PengukuranKinerja, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        kertas = asal.kertas_kerja_set.first()
        self.fields["unit"].queryset = asal.perangkat_daerah.unit_set.all()
        self.fields["baris"].queryset = BarisKertasKerja.objects.filter(kertas_kerja=kertas)


class SolusiForm(forms.Form):
    """Rows of the register from the lines of a recapitulation, in the columns of the act tindak_lanjut."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for butir in BUTIR[JenisTindakan.TINDAK_LANJUT]:
            self.fields[butir.nama] = build_field(butir, [])

    @property
    def diketik(self) -> dict[str, Any]:
        """What was typed, unchecked."""
        return {n: f.widget.value_from_datadict(self.data, {}, n) for n, f in self.fields.items()}


class KabarForm(forms.Form):
    """News about a follow-up; `kunci` is made with the form."""

    kunci = forms.UUIDField(widget=forms.HiddenInput)
    status = forms.ChoiceField(
        label="Keadaan", choices=StatusTindakLanjut.choices(), widget=forms.RadioSelect,
        error_messages={"required": "Pilih keadaannya."},
    )  # fmt: skip
    keterangan = forms.CharField(
        label="Kabar", max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Apa yang sudah dikerjakan, atau mengapa belum.",
        error_messages={"required": "Tulis apa yang sudah dikerjakan, atau mengapa belum."},
    )  # fmt: skip
    berkas = forms.FileField(
        label="Bukti", required=False, widget=forms.FileInput,
        help_text="PDF, PNG, JPG, XLSX, atau DOCX. Wajib bila dinyatakan selesai dan belum pernah dilampirkan.",
        error_messages={"empty": "Berkas ini kosong. Pilih berkas yang berisi."},
    )  # fmt: skip

    def __init__(self, tindak_lanjut: TindakLanjut, *args: Any, **kwargs: Any):
        awal = {"kunci": uuid.uuid4(), "status": tindak_lanjut.status}
        super().__init__(*args, initial=awal, **kwargs)
