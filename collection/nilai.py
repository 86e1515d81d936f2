"""What a target and a realisasi may be besides one number: a range, and a numerator over a denominator. Pure.

Every floor above carries these values as they are; only the rows of the database hold a range as two columns
(`tahunan`, `tahunan_atas`) and a quotient as its two parts beside its value.
"""

import re
from dataclasses import dataclass
from decimal import Decimal, localcontext

from collection.angka import ANGKA_PENTING_MAKS, DESIMAL_MAKS, KONTEKS, format_nilai, parse_angka, round_angka
from collection.errors import AngkaError

SERATUS = Decimal(100)
_DARI = re.compile(r"(\d[\d.,]*) dari (\d[\d.,]*)(?: [^\d]+)?", re.IGNORECASE)
_RENTANG = re.compile(
    r"(?P<bawah>[0-9][0-9.,]*\s*%?)\s*(?:[-\u2012-\u2015\u2212]|s\.?\s*/?\s*d\.?|sampai(?:\s+dengan)?|hingga)\s*"
    r"(?P<atas>[0-9][0-9.,]*\s*%?)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Rentang:
    """A target that is kept anywhere from `bawah` to `atas`, both included, in the indicator's unit.

    Raises ValueError where `bawah` lies above `atas`.
    """

    bawah: Decimal
    atas: Decimal

    def __post_init__(self) -> None:
        if self.bawah > self.atas:
            raise ValueError("Batas bawah rentang melebihi batas atasnya.")

    def __str__(self) -> str:
        return f"{format_nilai(self.bawah)}–{format_nilai(self.atas)}"


@dataclass(frozen=True, slots=True)
class Komponen:
    """A realisasi as pembilang over penyebut, each in its own unit, times `pengali` (100 makes a percentage).

    A published table is only reproduced from these: from 6,12 and 10,83 follows 56,51, from their components 56,53.
    """

    pembilang: Decimal | None
    penyebut: Decimal | None
    pengali: Decimal = SERATUS

    @property
    def terisi(self) -> bool:
        """Whether both parts were measured; 0 is a value."""
        return self.pembilang is not None and self.penyebut is not None

    def compute_nilai(self) -> Decimal | None:
        """The unrounded value in the indicator's unit; None where a part is missing or the penyebut is 0."""
        if self.pembilang is None or not self.penyebut:
            return None
        with localcontext(KONTEKS):
            return self.pengali * self.pembilang / self.penyebut

    def __str__(self) -> str:
        return f"{format_nilai(self.pembilang)} / {format_nilai(self.penyebut)}"


NilaiTarget = Decimal | Rentang
NilaiRealisasi = Decimal | Komponen


def get_batas(target: NilaiTarget) -> tuple[Decimal, Decimal]:
    """Lower and upper bound; of one number that number twice."""
    return (target.bawah, target.atas) if isinstance(target, Rentang) else (target, target)


def build_target(bawah: Decimal | None, atas: Decimal | None) -> NilaiTarget | None:
    """A target from its two columns; without an upper bound it is one number."""
    return bawah if bawah is None or atas is None else Rentang(bawah, atas)


def split_target(target: NilaiTarget | None) -> tuple[Decimal | None, Decimal | None]:
    """A target as its two columns: the reverse of `build_target`."""
    return (target.bawah, target.atas) if isinstance(target, Rentang) else (target, None)


def build_realisasi(
    nilai: Decimal | None, pembilang: Decimal | None, penyebut: Decimal | None, pengali: int | Decimal
) -> NilaiRealisasi | None:
    """A realisasi from its columns: by its components where both are filled in."""
    komponen = Komponen(pembilang, penyebut, Decimal(pengali))
    return komponen if komponen.terisi else nilai


def parse_target(
    masukan: str | int | float | Decimal | None, *, desimal: int = 2, persen: bool = False
) -> NilaiTarget | None:
    """One number as `parse_angka` reads it, or a range typed as `80-90`, `80–90`, `80 s.d. 90`, `80 sampai 90`.

    Raises AngkaError, also where the lower bound lies above the upper. Equal bounds are one number.
    """
    if not isinstance(masukan, str) or (cocok := _RENTANG.fullmatch(masukan.strip())) is None:
        return parse_angka(masukan, desimal=desimal, persen=persen)
    bawah, atas = (parse_angka(cocok[sisi], desimal=desimal) for sisi in ("bawah", "atas"))
    if bawah is None or atas is None or bawah == atas:
        return bawah
    if bawah > atas:
        tulis = [format_nilai(satu, desimal) for satu in (bawah, atas)]
        raise AngkaError(f"Batas bawah {tulis[0]} melebihi batas atas {tulis[1]}. Tulis yang lebih kecil lebih dahulu.")
    return Rentang(bawah, atas)


def parse_dari(teks: str, *, persen: bool) -> Decimal | None:
    """`100 dari 110 organisasi` as a number: where the unit is percent the share, as stored, else the 100.

    None for what is written otherwise, and of 0. Raises AngkaError.
    """
    cocok = _DARI.fullmatch(" ".join(teks.split()))
    bagian, semua = (parse_angka(cocok[n], desimal=0) for n in (1, 2)) if cocok else (None, None)
    if bagian is None or not semua:
        return None
    with localcontext(KONTEKS):
        return round_simpan(SERATUS * bagian / semua) if persen else bagian


def is_rentang(teks: str) -> bool:
    """Whether text is written as a range; its bounds may still be refused."""
    return _RENTANG.fullmatch(teks.strip()) is not None


def compute_nilai(nilai: NilaiRealisasi | None) -> Decimal | None:
    """A realisasi as one unrounded number; None where it has none."""
    return nilai.compute_nilai() if isinstance(nilai, Komponen) else nilai


def round_simpan(nilai: Decimal | None) -> Decimal | None:
    """A computed value as a column keeps it: 6 decimals, and no more than 15 digits in all (SQLite)."""
    if nilai is None:
        return None
    return round_angka(nilai, max(0, min(DESIMAL_MAKS, ANGKA_PENTING_MAKS - max(nilai.adjusted() + 1, 0))))


def write_bentuk(nilai: NilaiTarget | NilaiRealisasi | None, desimal: int) -> str:
    """As people read it: `80,00–90,00`; of components the value and what it comes from: `6,153846 (4 / 65)`."""
    if isinstance(nilai, Decimal):
        return format_nilai(nilai, desimal)
    if isinstance(nilai, Rentang):
        return f"{format_nilai(nilai.bawah, desimal)}–{format_nilai(nilai.atas, desimal)}"
    if not isinstance(nilai, Komponen):
        return format_nilai(nilai, desimal)
    hasil = round_simpan(nilai.compute_nilai())
    return str(nilai) if hasil is None else f"{format_nilai(hasil, desimal)} ({nilai})"
