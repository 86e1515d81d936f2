"""Forms of the Perencana: the Perjanjian Kinerja and the plan. Rules are in services."""

from django import forms
from django.forms import modelform_factory

from collection.forms_kantor import TanggalField
from collection.models import PerjanjianKinerja


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
