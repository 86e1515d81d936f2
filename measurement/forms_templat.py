"""The form of an office's wording of one kind of paper."""

from typing import Any

from django import forms
from django.urls import reverse

from collection.models import PerangkatDaerah
from measurement.enums import JenisNaskah
from measurement.models import TemplatNaskah
from measurement.naskah import BERNOMOR, TEMPAT, merge_teks
from measurement.naskah_baku import BAGIAN
from measurement.services.templat_naskah import PANJANG_TEKS

AWALAN_POLA = "pola_nomor"


class TemplatForm(forms.Form):
    """One field for each part, the number pattern for letters, and the version that was seen."""

    versi = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self, kantor: PerangkatDaerah, jenis: JenisNaskah, templat: TemplatNaskah | None, *args: Any, **kwargs: Any
    ) -> None:
        teks = merge_teks(jenis, templat.teks if templat else {})
        awal = {"versi": templat.versi if templat else 0, AWALAN_POLA: templat.pola_nomor if templat else ""}
        super().__init__(*args, initial=teks | awal, **kwargs)
        self.jenis = jenis
        pratinjau = {
            "hx-post": reverse("measurement:templat_preview", args=[kantor.pk, jenis.value]),
            "hx-trigger": "input changed delay:500ms", "hx-target": "#pratinjau", "hx-include": "closest form",
        }  # fmt: skip
        for bagian in BAGIAN[jenis]:
            self.fields[bagian.nama] = _TeksField(
                label=bagian.label, required=False, max_length=PANJANG_TEKS,
                widget=_build_widget(bagian.panjang or "\n" in bagian.teks, pratinjau),
            )  # fmt: skip
        if jenis in BERNOMOR:
            self.fields[AWALAN_POLA] = forms.CharField(
                label="Pola nomor jenis ini", required=False, max_length=120, widget=_build_widget(False, pratinjau),
                help_text="Kosongkan untuk memakai pola kantor. Bagian yang tersedia: "
                "{klasifikasi} {urut} {unit} {tahun}. {urut} dan {tahun} harus ada.",
            )  # fmt: skip

    @property
    def isian(self) -> dict[str, Any]:
        """What the service takes."""
        teks = {bagian.nama: self.cleaned_data[bagian.nama] for bagian in BAGIAN[self.jenis]}
        return {"teks": teks, "pola_nomor": self.cleaned_data.get(AWALAN_POLA, ""), "versi": self.cleaned_data["versi"]}


class _TeksField(forms.CharField):
    """Lines end as the usual wording's do, whatever the browser sends."""

    def to_python(self, value: Any) -> str:
        return super().to_python(value).replace("\r\n", "\n")


def _build_widget(panjang: bool, atribut: dict[str, str]) -> forms.Widget:
    return forms.Textarea(attrs={"rows": 3, **atribut}) if panjang else forms.TextInput(attrs=atribut)


def list_tempat() -> list[tuple[str, str]]:
    """The blanks that may stand in a text, with what each becomes."""
    return list(TEMPAT.items())
