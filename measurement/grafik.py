"""Small pictures of figures over time, as numbers that a template draws: the same on screen and on paper. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from collection.angka import format_angka

LEBAR_KOLOM = 76
TINGGI = 150
ATAS = 22
BAWAH = 24
TEBAL = 40
SUMBU_MIN = Decimal(120)
SUMBU_MAKS = Decimal(200)
SERATUS = Decimal(100)


@dataclass(frozen=True)
class Titik:
    """One moment: its label, the capaian with its band and its decimals, and the serapan; percentages, or none."""

    label: str
    nilai: Decimal | None
    tingkat: int | None = None
    kategori: str = ""
    serapan: Decimal | None = None
    desimal: int = 2


@dataclass(frozen=True)
class Kolom:
    """A moment as drawn. `terpotong`: the value is beyond the axis; its bar ends open and its number says how far."""

    titik: Titik
    x: int
    tengah: int
    y: int
    tinggi: int
    y_serapan: int | None
    terpotong: bool

    @property
    def teks(self) -> str:
        return format_angka(self.titik.nilai, desimal=self.titik.desimal) if self.titik.nilai is not None else "–"

    @property
    def teks_serapan(self) -> str:
        return format_angka(self.titik.serapan) if self.titik.serapan is not None else "–"

    @property
    def y_teks(self) -> int:
        return self.y - 5


@dataclass(frozen=True)
class Grafik:
    """Columns on an axis from 0; `y_seratus` is where 100 % lies, `jalur` the serapan's line through its points."""

    kolom: tuple[Kolom, ...]
    lebar: int
    tinggi: int
    dasar: int
    y_seratus: int
    tebal: int
    jalur: str


def draw_grafik(titik: Sequence[Titik]) -> Grafik:
    """Columns of equal width. The axis reaches 120 %, or the largest figure up to 200 %."""
    nilai = [n for satu in titik for n in (satu.nilai, satu.serapan) if n is not None]
    atas = min(max([SUMBU_MIN, *nilai]), SUMBU_MAKS)
    dasar = ATAS + TINGGI
    kolom = tuple(_draw_kolom(nomor, satu, atas) for nomor, satu in enumerate(titik))
    jalur = " ".join(f"{k.tengah},{k.y_serapan}" for k in kolom if k.y_serapan is not None)
    return Grafik(
        kolom, max(len(kolom), 1) * LEBAR_KOLOM, dasar + BAWAH, dasar, _find_y(SERATUS, atas), TEBAL, jalur
    )


def _draw_kolom(nomor: int, titik: Titik, atas: Decimal) -> Kolom:
    x = nomor * LEBAR_KOLOM + (LEBAR_KOLOM - TEBAL) // 2
    y = _find_y(titik.nilai or Decimal(0), atas)
    serapan = None if titik.serapan is None else _find_y(titik.serapan, atas)
    terpotong = titik.nilai is not None and titik.nilai > atas
    return Kolom(titik, x, x + TEBAL // 2, y, ATAS + TINGGI - y, serapan, terpotong)


def _find_y(nilai: Decimal, atas: Decimal) -> int:
    """Below zero stands on the axis, beyond its end at the end."""
    bagian = min(max(nilai, Decimal(0)), atas) / atas
    return ATAS + TINGGI - round(bagian * TINGGI)
