"""Forms of the page Periode: opening, closing, and exceptions."""

from typing import Any

from django import forms

from collection.forms_kantor import TanggalField
from collection.models import Formulir, Indikator, Periode
from collection.services.periode import PANJANG_ALASAN, Isian

_ALASAN = forms.Textarea(attrs={"rows": 3})


class BukaForm(forms.Form):
    """The days on which a triwulan takes figures."""

    mulai = TanggalField(label="Hari pertama pengisian", required=False)
    sampai = TanggalField(label="Hari terakhir pengisian", required=False)
    tenggat = TanggalField(
        label="Tenggat penyerahan", required=False,
        help_text="Diberitahukan kepada unit; pengisian tetap terbuka sampai hari terakhir.",
    )  # fmt: skip
    alasan = forms.CharField(label="Alasan", required=False, max_length=PANJANG_ALASAN, widget=_ALASAN)

    def __init__(self, *args: Any, zona: str, lagi: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["mulai"].help_text = f"Mulai pukul 00.00 {zona}. Kosongkan untuk segera."
        self.fields["sampai"].help_text = f"Sampai pukul 23.59 {zona}. Kosongkan untuk tanpa batas."
        self.fields["alasan"].required = lagi

    @property
    def isian(self) -> Isian:
        """As services.periode.open_periode takes it."""
        isi = self.cleaned_data
        return Isian(isi["mulai"], isi["sampai"], isi["tenggat"], isi["alasan"])


class TutupForm(forms.Form):
    """Why a triwulan is closed at once."""

    alasan = forms.CharField(
        label="Alasan", max_length=PANJANG_ALASAN, widget=_ALASAN, help_text="Tampil pada sel yang terkunci."
    )


class PengecualianForm(forms.Form):
    """For whom a closed triwulan stays open, until when and why."""

    formulir = forms.ModelChoiceField(Formulir.objects.none(), label="Unit", required=False, empty_label="–")
    indikator = forms.ModelChoiceField(
        Indikator.objects.none(), label="Atau indikator", required=False, empty_label="–"
    )
    sampai = TanggalField(label="Terbuka sampai")
    alasan = forms.CharField(label="Alasan", max_length=PANJANG_ALASAN, widget=_ALASAN)

    def __init__(self, periode: Periode, *args: Any, zona: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        formulir = Formulir.objects.filter(periode=periode.pk).select_related("unit").order_by("unit__urutan", "pk")
        self.fields["formulir"].queryset = formulir
        self.fields["formulir"].label_from_instance = lambda satu: satu.unit.nama
        self.fields["indikator"].queryset = Indikator.objects.filter(
            pk__in=[] if periode.pk is None else periode_indikator(periode)
        )
        self.fields["sampai"].help_text = f"Sampai pukul 23.59 {zona} hari itu."

    def clean(self) -> dict[str, Any]:
        """Exactly one of unit and indicator."""
        isi = super().clean()
        if bool(isi.get("formulir")) == bool(isi.get("indikator")):
            self.add_error("formulir", "Pilih satu unit atau satu indikator.")
        return isi


def periode_indikator(periode: Periode) -> list[int]:
    """The indicators that the triwulan's forms ask for."""
    return list(periode.formulir_set.values_list("realisasi_set__indikator", flat=True).exclude(realisasi_set=None))
