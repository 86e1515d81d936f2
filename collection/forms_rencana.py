"""Forms of the Perencana: the Perjanjian Kinerja and the plan. Rules are in services."""

from django import forms
from django.forms import modelform_factory

from collection.forms_kantor import TanggalField
from collection.models import PerjanjianKinerja, PerjanjianPejabat


class TeksField(forms.CharField):
    """A text of several lines."""

    def __init__(self, baris: int = 3, **kwargs: object) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": baris}), **kwargs)


class AlasanForm(forms.Form):
    """Why the agreement is changed."""

    alasan = TeksField(
        label="Alasan perubahan", max_length=1000,
        help_text="Misalnya: pergeseran anggaran pada APBD Perubahan, atau perubahan indikator Renstra.",
    )  # fmt: skip


class PkForm(
    modelform_factory(
        PerjanjianKinerja,
        fields=["nomor", "tanggal", "alasan", "pihak_kedua", "jabatan_pihak_kedua"],
        field_classes={"tanggal": TanggalField},
        labels={"nomor": "Nomor", "tanggal": "Tanggal ditandatangani"},
        help_texts={
            "pihak_kedua": "Atasan langsung Kepala yang menandatangani sebagai pihak kedua, misalnya nama Bupati.",
            "jabatan_pihak_kedua": "Misalnya Bupati Banjarnegara.",
        },
    )
):
    """What a draft says of itself; the first version of a year has no reason."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.versi == 1:
            del self.fields["alasan"]


class PejabatForm(
    modelform_factory(
        PerjanjianPejabat,
        fields=["jenjang", "unit", "jabatan", "nama", "nip", "pangkat", "atasan", "nomor", "tanggal"],
        field_classes={"tanggal": TanggalField},
        labels={"nama": "Nama lengkap dengan gelar", "atasan": "Pihak kedua", "tanggal": "Tanggal ditandatangani"},
        help_texts={
            "unit": "Kosongkan hanya untuk Kepala.",
            "atasan": "Atasan langsung. Kosongkan untuk Kepala: pihak keduanya disebut pada Perjanjian Kinerja kantor.",
        },
    )
):
    """One official under one version of the office's agreement."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        pk = self.instance.perjanjian_kinerja
        self.fields["unit"].queryset = pk.perangkat_daerah.unit_set.all()
        self.fields["unit"].empty_label = "Seluruh kantor"
        self.fields["atasan"].queryset = pk.pejabat_set.exclude(pk=self.instance.pk)
        self.fields["atasan"].label_from_instance = lambda satu: f"{satu.jabatan} ({satu.nama or 'belum ada nama'})"
        self.fields["atasan"].empty_label = "Pilih atasan"
