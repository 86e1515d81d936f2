"""Uploads that are looked at and not kept: a published table, a document to be verified."""

from django import forms


class PeriksaTabelForm(forms.Form):
    """Kind, size and content of the file are judged by services/periksa_berkas.py."""

    berkas = forms.FileField(
        label="Berkas tabel",
        help_text="CSV atau Excel (.xlsx), paling besar 5 MB. Judul kolomnya memuat target dan realisasi; sasaran, "
        "indikator, satuan, arah atau rumus, dan capaian dikenali dari namanya, dalam urutan apa pun.",
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.tsv,.xlsx"}),
        error_messages={
            "required": "Pilih berkas tabel yang akan diperiksa.",
            "empty": "Berkas ini kosong. Pilih berkas yang berisi tabel.",
        },
    )
    lembar = forms.CharField(
        label="Nama lembar", required=False, max_length=100,
        help_text="Hanya bila berkas Excel memuat lebih dari satu tabel.",
    )  # fmt: skip


class VerifikasiBerkasForm(forms.Form):
    """Size and content of the file are judged by services/verifikasi_berkas.py, ending and size by isi_berkas."""

    berkas = forms.FileField(
        label="Berkas PDF",
        help_text="Pilih berkasnya, atau seret ke kotak ini. PDF, paling besar 10 MB.",
        widget=forms.FileInput(attrs={"accept": ".pdf,application/pdf", "class": "seret"}),
        error_messages={
            "required": "Pilih berkas PDF yang akan diperiksa.",
            "empty": "Berkas ini kosong. Pilih berkas PDF yang berisi.",
        },
    )
