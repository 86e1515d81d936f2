"""One token of digits, dots and commas: every number that its printer may have meant.

Numbers go through collection.angka first. What it refuses in a form, for a person could say what is meant, is offered
here in every reading; which one it was is told by the printed capaian.
"""

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from collection.angka import NOL, is_satuan_hitung, is_satuan_persen, parse_angka
from collection.errors import AngkaError
from measurement.nilai import NilaiTarget

ANGKA, KOMPONEN = "angka", "komponen"
NUM = r"\d{1,20}(?:[.,]\d{1,20}){0,6}"
_RUPIAH = {"rp", "rp.", "rupiah"}
_INGGRIS = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?")
_PASTI_INGGRIS = re.compile(r"[1-9]\d{0,2}(?:,\d{3}){2,}(?:\.\d+)?|[1-9]\d{0,2}(?:,\d{3})+\.\d+")
_PASTI_INDONESIA = re.compile(
    r"[1-9]\d{0,2}(?:\.\d{3}){2,}(?:,\d+)?|[1-9]\d{0,2}(?:\.\d{3})+,\d+|\d+,(?:\d{1,2}|\d{4,})"
)
_PECAHAN_INGGRIS = re.compile(r"\d+\.\d{1,2}")
_PANJANG = re.compile(r"\d{1,20}[.,]\d{3,20}")
_KOMA_TIGA = re.compile(r"[1-9]\d{0,2},\d{3}")
_UKUR = re.compile(r"%|persen|prosen|indeks|index|nilai|skor|score|poin|point|rasio|ratio|tahun|per \d", re.IGNORECASE)


class Bacaan(NamedTuple):
    """One reading: its kind (only like kinds are compared), how it was read, and half of its last printed place."""

    nilai: NilaiTarget
    jenis: str = ANGKA
    cara: str = ""
    toleransi: Decimal = NOL
    desimal: int = 0
    pasti: bool = True


def is_inggris(teks: Iterable[str]) -> bool:
    """Whether the numbers of a table can only be read the English way (1,234,567.80), and none only the Indonesian."""
    angka = [satu for isi in teks for satu in re.findall(NUM, isi)]
    pecahan = any(_PECAHAN_INGGRIS.fullmatch(satu) for satu in angka)  # beside 82.5 the comma of 1,250 groups
    inggris = any(_PASTI_INGGRIS.fullmatch(satu) or (pecahan and _INGGRIS.fullmatch(satu)) for satu in angka)
    return inggris and not any(_PASTI_INDONESIA.fullmatch(satu) for satu in angka)


def is_bulat(satuan: str) -> bool:
    """Whether the unit has no fractions: what is counted, and money."""
    return is_satuan_hitung(satuan) or satuan.strip().casefold() in _RUPIAH


def is_ukur(satuan: str) -> bool:
    """Whether the unit is one of which a whole number may have been rounded: percent, an index, years."""
    return bool(_UKUR.search(satuan)) and not is_bulat(satuan)


def list_angka(angka: str, satuan: str, inggris: bool) -> list[Bacaan]:
    """The readings of one token, the likeliest first; none where it is no number."""
    cara_inggris: list[Bacaan] = []
    if _INGGRIS.fullmatch(angka):
        cara_inggris = build_bacaan(angka.replace(",", ""), satuan, f"“{angka}” dibaca cara Inggris")
    if inggris and re.fullmatch(r"\d+\.\d+", angka):
        return build_bacaan(angka, satuan, "")
    if inggris and cara_inggris:
        return cara_inggris
    try:
        nilai = parse_angka(angka, desimal=0 if is_bulat(satuan) else 2)
    except AngkaError as gagal:
        return _list_ragu(angka, gagal.pilihan, satuan) or _list_panjang(angka, satuan) or cara_inggris
    polos = angka.replace(".", "").replace(",", ".") if "," in angka or nilai == _read_bulat(angka) else angka
    if is_bulat(satuan) and _KOMA_TIGA.fullmatch(angka):
        return _list_ragu(angka, (angka.replace(",", ""), angka), satuan)
    return build_bacaan(polos, satuan, "") + [b._replace(pasti=False) for b in cara_inggris]


def build_bacaan(polos: str, satuan: str, cara: str) -> list[Bacaan]:
    """The reading of a plain number; what is counted was never rounded, nor is a whole number of a unit unknown."""
    nilai = Decimal(polos)
    desimal = count_desimal(nilai)
    tepat = is_bulat(satuan) or (not desimal and not is_ukur(satuan))
    return [Bacaan(nilai, cara=cara, toleransi=NOL if tepat else Decimal(5).scaleb(-desimal - 1), desimal=desimal)]


def count_desimal(nilai: Decimal) -> int:
    """How many decimals it is written with."""
    pangkat = nilai.as_tuple().exponent
    return max(0, -pangkat) if isinstance(pangkat, int) else 0


def _read_bulat(angka: str) -> Decimal:
    """The token with its dots taken for thousands."""
    return Decimal(angka.replace(".", "").replace(",", "."))


def _list_ragu(angka: str, pilihan: tuple[str, ...], satuan: str) -> list[Bacaan]:
    """`1.234`: a thousand group or a fraction; so is `1,234` of what is counted, which has no fractions.

    A percentage of more than 1000 is nobody's target: fraction first.
    """
    terbaca = [
        build_bacaan(satu.replace(",", "."), satuan, f"“{angka}” dibaca {satu}")[0]._replace(pasti=False)
        for satu in pilihan
    ]
    if terbaca and is_satuan_persen(satuan):
        return [terbaca[1]._replace(pasti=True), terbaca[0]]
    return terbaca


def _list_panjang(angka: str, satuan: str) -> list[Bacaan]:
    """More decimals than are stored, as a spreadsheet leaves them."""
    return build_bacaan(angka.replace(",", "."), satuan, "") if _PANJANG.fullmatch(angka) else []
