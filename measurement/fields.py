"""Fields of a record's form, one for each kind of Butir; tables and lists are read as the service wants them."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.template.loader import render_to_string

from measurement.butir import Butir, JenisButir, Kolom

BARIS_KOSONG = 3
BARIS_MAKS = 100
PANJANG_SEL = 250
BOLEH_DI_KERTAS = "boleh kosong bila pindaian dilampirkan"
ATRIBUT = {
    JenisButir.TANGGAL: {"type": "date"},
    JenisButir.ANGKA: {"inputmode": "numeric", "maxlength": 4},
}


class TabelWidget(forms.Widget):
    """A small table of inputs; empty rows are left out, and there are always some left to fill in."""

    def __init__(self, kolom: tuple[Kolom, ...]):
        super().__init__()
        self.kolom = kolom

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> list[list[str]]:
        semua = range(len(self.kolom))
        baris = [[data.get(f"{name}-{i}-{j}", "").strip() for j in semua] for i in range(BARIS_MAKS)]
        return [sel for sel in baris if any(sel)]

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return f"{name}-0-0" not in data

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> str:
        isi = [*(value or []), *([[""] * len(self.kolom)] * BARIS_KOSONG)][:BARIS_MAKS]
        baris = [[self._build_sel(name, i, j, sel) for j, sel in enumerate(satu)] for i, satu in enumerate(isi)]
        context = {"kolom": self.kolom, "baris": baris, "attrs": attrs, "nama": name}
        return render_to_string("measurement/_tabel_isian.html", context)

    def _build_sel(self, name: str, i: int, j: int, isi: str) -> dict[str, Any]:
        kolom = self.kolom[j]
        return {
            "nama": f"{name}-{i}-{j}", "label": f"{kolom.label} baris {i + 1}", "isi": isi, "kolom": kolom.label,
            "pilihan": kolom.pilihan, "atribut": ATRIBUT.get(kolom.jenis, {"maxlength": PANJANG_SEL}),
        }  # fmt: skip


class DaftarField(forms.CharField):
    """One entry per line; checked as the text that it is, then read as a list."""

    widget = forms.Textarea(attrs={"rows": 4})

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[str]:
        return [baris.strip() for baris in super().clean(value).splitlines() if baris.strip()]


class TabelField(forms.Field):
    """Rows of cells, each cell checked as a line of text is."""

    def __init__(self, kolom: tuple[Kolom, ...], **kwargs: Any):
        super().__init__(widget=TabelWidget(kolom), **kwargs)

    def validate(self, value: list[list[str]]) -> None:
        super().validate(value)
        for baris in value:
            for sel in baris:
                forms.CharField(max_length=PANJANG_SEL, required=False).clean(sel)


def build_field(butir: Butir, pilihan: list[tuple[str, str]]) -> forms.Field:
    """The field of one item of a record; `pilihan` are the step's own documents for a checklist.

    `boleh_kosong` is when it may stay empty, for its label, where that is not always.
    """
    field = _build_field(butir, pilihan)
    if butir.wajib and butir.di_kertas:
        field.boleh_kosong = BOLEH_DI_KERTAS
    return field


def _build_field(butir: Butir, pilihan: list[tuple[str, str]]) -> forms.Field:
    umum = {"label": butir.label, "help_text": butir.bantuan, "required": butir.wajib and not butir.di_kertas}
    umum["error_messages"] = {"required": f"{butir.label} belum diisi."}
    match butir.jenis:
        case JenisButir.PARAGRAF:
            return forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), max_length=5000, **umum)
        case JenisButir.TANGGAL:
            return forms.CharField(widget=forms.DateInput(attrs={"type": "date"}), **umum)
        case JenisButir.PUKUL:
            return forms.CharField(widget=forms.TimeInput(attrs={"type": "time"}), **umum)
        case JenisButir.ANGKA:
            return forms.CharField(widget=forms.TextInput(attrs={"inputmode": "numeric"}), max_length=3, **umum)
        case JenisButir.DAFTAR:
            return DaftarField(max_length=5000, **umum)
        case JenisButir.TABEL:
            return TabelField(butir.kolom, **umum)
        case JenisButir.PILIHAN:
            return forms.ChoiceField(choices=butir.pilihan, widget=forms.RadioSelect, **umum)
        case JenisButir.CENTANG:
            return forms.MultipleChoiceField(choices=pilihan, widget=forms.CheckboxSelectMultiple, **umum)
    return forms.CharField(max_length=250, **umum)
