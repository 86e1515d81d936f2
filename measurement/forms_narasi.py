"""The form of the report's narratives: the texts of the office, or of one sasaran."""

from collections.abc import Mapping
from typing import Any

from django import forms

from measurement.enums import JenisNarasi
from measurement.services.narasi import PANJANG_NARASI, Tulisan, compute_sidik_narasi, list_jenis

BANTUAN = {
    JenisNarasi.RINGKASAN: "Tercetak pada halaman Ringkasan Eksekutif.",
    JenisNarasi.ANALISIS: "Tercetak pada Bab IV.",
    JenisNarasi.PERBANDINGAN: "Tercetak di bawah tabel perbandingan sasaran ini.",
    JenisNarasi.PENDORONG: "Apa yang membuat target tercapai.",
    JenisNarasi.PENGHAMBAT: "Mengapa target belum tercapai.",
    JenisNarasi.SOLUSI: "Apa yang dilakukan agar tercapai.",
    JenisNarasi.EFISIENSI: "Arti selisih capaian dan serapan anggaran.",
    JenisNarasi.PROGRAM: "Sumbangan program dan kegiatan pada sasaran ini.",
}


class NarasiForm(forms.Form):
    """A text for each kind of the group, with the fingerprint of what the page showed of it."""

    def __init__(self, kelompok: str, tersimpan: Mapping[str, str], *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.jenis = list_jenis(kelompok)
        for jenis in self.jenis:
            teks = tersimpan.get(jenis.value, "")
            self.fields[jenis.value] = forms.CharField(
                label=jenis.label, required=False, initial=teks, max_length=PANJANG_NARASI * 2,
                help_text=BANTUAN[jenis], widget=forms.Textarea(attrs={"rows": 5}),
            )  # fmt: skip
            self.fields[f"sidik_{jenis.value}"] = forms.CharField(
                max_length=64, widget=forms.HiddenInput, initial=compute_sidik_narasi(teks)
            )

    def list_isian(self) -> dict[JenisNarasi, Tulisan]:
        """What was typed, for the service."""
        isi = self.cleaned_data
        return {jenis: Tulisan(isi[jenis.value], isi[f"sidik_{jenis.value}"]) for jenis in self.jenis}
