"""Forms of the office's calendar: working hours, days off, a list of them, and the question when a step is due."""

import datetime
from typing import Any

from django import forms

from collection.enums import JenisLibur
from collection.errors import IsianError
from collection.forms_kantor import TanggalField
from collection.jam import HARI, TEKS_BIASA, TEKS_RAMADAN, parse_jam
from collection.models import HariLibur
from collection.services.kalender import TAHUN
from measurement.mutu_baku import parse_waktu

CONTOH_LAMA = "1 Hari"
ISI_AWAL = {"biasa": ("Jam kerja", TEKS_BIASA), "ramadan": ("Ramadan", TEKS_RAMADAN)}
WIDGET_SAAT = forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"})


class LiburForm(forms.ModelForm):
    """One day off."""

    tanggal = TanggalField(label="Tanggal")

    class Meta:
        model = HariLibur
        fields = ["tanggal", "nama", "jenis"]
        labels = {"nama": "Nama hari libur", "jenis": "Jenis"}


class JamForm(forms.Form):
    """A week of working hours from a day on; with a last day an exception."""

    nama = forms.CharField(label="Nama", max_length=80, help_text="Misalnya Jam kerja 2026, atau Ramadan 1448 H.")
    mulai = TanggalField(label="Berlaku mulai")
    selesai = TanggalField(
        label="Berlaku sampai", required=False,
        help_text="Kosongkan untuk jam kerja tetap. Isi untuk pengecualian, misalnya hari terakhir Ramadan.",
    )  # fmt: skip

    def __init__(self, isi: str, *args: Any, **kwargs: Any) -> None:
        nama, teks = ISI_AWAL.get(isi, ISI_AWAL["biasa"])
        awal = {"nama": nama} | {hari.lower(): jam for hari, jam in zip(HARI, teks, strict=True)}
        super().__init__(*args, initial=awal, **kwargs)
        for hari in HARI:
            self.fields[hari.lower()] = forms.CharField(label=hari, required=False, max_length=120)
        self.fields["senin"].help_text = "Misalnya 07.30-12.00, 13.00-16.00. Kosongkan hari yang bukan hari kerja."

    def clean(self) -> dict[str, Any]:
        """Each day's text is spans of hours."""
        isi = super().clean()
        for hari in HARI:
            try:
                parse_jam(isi.get(hari.lower(), ""))
            except IsianError as error:
                self.add_error(hari.lower(), str(error))
        return isi

    @property
    def isian(self) -> dict[str, Any]:
        """As services.kalender.add_jam takes it."""
        isi = self.cleaned_data
        return {n: isi[n] for n in ("nama", "mulai", "selesai")} | {"pekan": [isi[hari.lower()] for hari in HARI]}


class ImporLiburForm(forms.Form):
    """Days off as pasted lines or as a workbook."""

    daftar = forms.CharField(
        label="Tempel daftar", required=False, max_length=60_000, widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Satu hari per baris: tanggal; nama; jenis (boleh kosong). Misalnya 17 Agustus 2026; Proklamasi.",
    )  # fmt: skip
    berkas = forms.FileField(
        label="Atau unggah Excel", required=False, widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        help_text="Format .xlsx: tanggal di kolom A, nama di kolom B, jenis di kolom C (boleh kosong).",
    )  # fmt: skip
    jenis = forms.ChoiceField(
        label="Jenis bila tidak tertulis", choices=JenisLibur.choices(), initial=JenisLibur.NASIONAL.value
    )

    def clean(self) -> dict[str, Any]:
        """One of both ways, not both."""
        isi = super().clean()
        if bool(isi.get("daftar", "").strip()) == bool(isi.get("berkas")):
            raise forms.ValidationError("Tempel daftar, atau unggah satu berkas Excel.")
        return isi


class CobaForm(forms.Form):
    """When a step of this length would be due."""

    lama = forms.CharField(label="Mutu baku waktu", max_length=30, initial=CONTOH_LAMA)
    mulai = forms.DateTimeField(
        label="Mulai", required=False, widget=WIDGET_SAAT, help_text="Kosongkan untuk sekarang."
    )

    def clean_mulai(self) -> datetime.datetime | None:
        """Within the years that a calendar is kept for."""
        mulai = self.cleaned_data["mulai"]
        if mulai and mulai.year not in TAHUN:
            raise forms.ValidationError(f"Tulis tahun {TAHUN[0]} sampai {TAHUN[-1]}.")
        return mulai

    def clean_lama(self) -> str:
        """As an SOP prints it. The minutes are kept beside it."""
        teks = self.cleaned_data["lama"]
        try:
            menit = parse_waktu(teks)
        except ValueError as error:
            raise forms.ValidationError("Tulis angka dengan menit, jam, atau hari, misalnya 1 Hari.") from error
        if menit is None or menit >= 2**31:
            raise forms.ValidationError("Tulis angka dengan menit, jam, atau hari, misalnya 1 Hari.")
        self.menit = menit
        return teks
