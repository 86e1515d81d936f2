"""Fields of a record's form, one for each kind of Butir; tables and lists are read as the service wants them."""

import datetime
import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.template.loader import render_to_string

from measurement.butir import Butir, JenisButir, Kolom

BARIS_KOSONG = 3
BARIS_MAKS = 100
PANJANG_SEL = 250
TANGGAL_BIASA = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")
LEBAR = {
    JenisButir.TANGGAL: "kolom-tanggal", JenisButir.ANGKA: "kolom-sempit", JenisButir.PILIHAN: "kolom-tanggal",
}  # fmt: skip
BOLEH_DI_KERTAS = "boleh kosong bila pindaian dilampirkan"
ATRIBUT = {
    JenisButir.TANGGAL: {"type": "date"},
    JenisButir.ANGKA: {"inputmode": "numeric", "maxlength": 4},
}


def is_tanggal(isi: str) -> bool:
    """Whether a text is a day of the calendar as a date input writes it; another text it would not show."""
    try:
        return datetime.date.fromisoformat(isi).isoformat() == isi
    except ValueError:
        return False


def read_tanggal(isi: str) -> str:
    """A day written as 20/11/2026 in the form that is kept; any other text as it was typed."""
    cocok = TANGGAL_BIASA.fullmatch(isi)
    iso = f"{cocok[3]}-{int(cocok[2]):02}-{int(cocok[1]):02}" if cocok else ""
    return iso if is_tanggal(iso) else isi


class TanggalWidget(forms.DateInput):
    """A date with its calendar; what was typed and is no date stays visible in a field of text."""

    input_type = "date"

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        return read_tanggal(str(data.get(name) or "").strip())

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        isi = context["widget"]["value"]
        context["widget"]["type"] = "text" if isi and not is_tanggal(isi) else "date"
        return context


class TabelWidget(forms.Widget):
    """A small table of inputs; empty rows are left out, and there are always some left to fill in."""

    def __init__(self, kolom: tuple[Kolom, ...]):
        super().__init__()
        self.kolom = kolom

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> list[list[str]]:
        semua = range(len(self.kolom))
        baris = [[self._read_sel(data, name, i, j) for j in semua] for i in range(BARIS_MAKS)]
        return [sel for sel in baris if any(sel)]

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return f"{name}-0-0" not in data

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> str:
        isi = [*(value or []), *([[""] * len(self.kolom)] * BARIS_KOSONG)][:BARIS_MAKS]
        baris = [[self._build_sel(name, i, j, sel) for j, sel in enumerate(satu)] for i, satu in enumerate(isi)]
        kolom = [{"label": k.label, "lebar": LEBAR.get(k.jenis, "kolom-lapang")} for k in self.kolom]
        context = {"kolom": kolom, "baris": baris, "attrs": attrs, "nama": name}
        return render_to_string("measurement/_tabel_isian.html", context)

    def _read_sel(self, data: Mapping[str, Any], name: str, i: int, j: int) -> str:
        isi = data.get(f"{name}-{i}-{j}", "").strip()
        return read_tanggal(isi) if self.kolom[j].jenis == JenisButir.TANGGAL else isi

    def _build_sel(self, name: str, i: int, j: int, isi: str) -> dict[str, Any]:
        kolom = self.kolom[j]
        atribut = ATRIBUT.get(kolom.jenis, {"maxlength": PANJANG_SEL})
        if kolom.jenis == JenisButir.TANGGAL and isi and not is_tanggal(isi):
            atribut = {"maxlength": PANJANG_SEL}
        return {
            "nama": f"{name}-{i}-{j}", "label": f"{kolom.label} baris {i + 1}", "isi": isi, "kolom": kolom.label,
            "pilihan": kolom.pilihan, "atribut": atribut,
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
    """The field of one item of a record; `pilihan`: the step's documents, or the versions.

    `boleh_kosong` is when it may stay empty, for its label, where that is not always.
    """
    field = _build_field(butir, pilihan)
    if butir.wajib and butir.di_kertas:
        field.boleh_kosong = BOLEH_DI_KERTAS
        if butir.kertas:
            field.boleh_kosong = f"boleh kosong bila {butir.kertas.label.lower()} dipindai"
    return field


def _build_field(butir: Butir, pilihan: list[tuple[str, str]]) -> forms.Field:
    umum = {"label": butir.label, "help_text": butir.bantuan, "required": butir.wajib and not butir.di_kertas}
    umum["error_messages"] = {"required": f"{butir.label} belum diisi."}
    match butir.jenis:
        case JenisButir.PARAGRAF:
            return forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), max_length=5000, **umum)
        case JenisButir.TANGGAL:
            return forms.CharField(widget=TanggalWidget(), **umum)
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
        case JenisButir.VERSI:
            return forms.ChoiceField(choices=pilihan, widget=forms.RadioSelect, **umum)
        case JenisButir.CENTANG:
            return forms.MultipleChoiceField(choices=pilihan, widget=forms.CheckboxSelectMultiple, **umum)
    return forms.CharField(max_length=250, **umum)
