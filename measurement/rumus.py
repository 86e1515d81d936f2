"""The eight rumus: each a number and the worked line that a person could check by hand. Pure.

Nothing is rounded here, and nothing is refused: measurement.capaian asks first whether a rumus can answer at all.
"""

from collections.abc import Callable, Mapping
from decimal import Decimal, localcontext
from typing import NamedTuple

from collection.angka import DESIMAL_MAKS, KONTEKS, format_nilai, round_angka
from collection.enums import RUMUS_RENTANG, Rumus
from measurement.nilai import SERATUS, Komponen, NilaiRealisasi, NilaiTarget, get_batas

MAKIN_RENDAH = (Rumus.MIN_SELISIH, Rumus.MIN_RASIO, Rumus.RENTANG_WAKTU)
LABEL_YA_TIDAK = {Decimal(1): "Ya", Decimal(0): "Tidak"}


class Soal(NamedTuple):
    """One calculation: target and realisasi are known, and so is how to write them.

    `bawah` and `atas` are the bounds of the target, the same where it is one number; `asal` is the realisasi as it
    was given, with its components where it has any, and `realisasi` its unrounded value.
    """

    rumus: Rumus
    bawah: Decimal
    atas: Decimal
    realisasi: Decimal
    asal: NilaiRealisasi
    desimal: int
    label: Mapping[Decimal, str]

    @property
    def batas(self) -> Decimal:
        """What the realisasi is held against: of a range the bound that it lies beyond, inside of it itself."""
        return min(max(self.realisasi, self.bawah), self.atas)

    def write(self, nilai: Decimal) -> str:
        """A value in a worked line: unrounded, a score with its label, a negative one in brackets.

        Only a mean of triwulan has more decimals than are stored; it is shown with the 6 that are.
        """
        if nilai in self.label:
            return f"{self.label[nilai]} ({format_nilai(nilai)})"
        teks = format_nilai(round_angka(nilai, DESIMAL_MAKS), self.desimal)
        return f"({teks})" if nilai < 0 else teks

    def write_target(self) -> str:
        """The target alone: `80,00`, of a range `80,00–90,00`."""
        satu = self.write(self.bawah)
        return satu if self.bawah == self.atas else f"{satu}–{self.write(self.atas)}"

    def write_realisasi(self) -> str:
        """The realisasi inside a formula: its components in brackets where it has them."""
        if not isinstance(self.asal, Komponen):
            return self.write(self.realisasi)
        return f"({write_komponen(self.asal)})"

    def write_pasangan(self) -> str:
        """Both, for a sentence where no formula applies."""
        asal = f"{write_komponen(self.asal)} = " if isinstance(self.asal, Komponen) else ""
        return f"Target {self.write_target()}, realisasi {asal}{self.write(self.realisasi)}"


class Jawaban(NamedTuple):
    """The unrounded percentage and the worked line up to where the rounded result follows."""

    nilai: Decimal
    baris: str


class _Rumus(NamedTuple):
    hitung: Callable[[Decimal, Decimal], Decimal]
    tulis: str


_NAIK = _Rumus(lambda t, r: SERATUS * r / t, "{r} / {t} × 100")
_SELISIH = _Rumus(lambda t, r: SERATUS * (2 * t - r) / t, "(2 × {t} − {r}) / {t} × 100")
_RUMUS: dict[Rumus, _Rumus] = {
    Rumus.MAKS: _NAIK,
    Rumus.MIN_SELISIH: _SELISIH,
    Rumus.MIN_RASIO: _Rumus(lambda t, r: SERATUS * t / r, "{t} / {r} × 100"),
    Rumus.RENTANG: _NAIK,
    Rumus.RENTANG_WAKTU: _SELISIH,
    Rumus.STABIL: _Rumus(lambda t, r: SERATUS - SERATUS * abs(r - t) / t, "100 − |{r} − {t}| / {t} × 100"),
    Rumus.PREDIKAT: _NAIK,
}


def build_soal(
    rumus: Rumus,
    target: NilaiTarget,
    realisasi: NilaiRealisasi,
    desimal: int = 2,
    label: Mapping[Decimal, str] | None = None,
) -> Soal | None:
    """Target as bounds and realisasi as a value; None where the components make no value."""
    bawah, atas = get_batas(target)
    nilai = realisasi.compute_nilai() if isinstance(realisasi, Komponen) else realisasi
    if nilai is None:
        return None
    return Soal(rumus, bawah, atas, nilai, realisasi, desimal, label or _get_label(rumus))


def run_rumus(soal: Soal) -> Jawaban:
    """The percentage of a case that the rumus can answer: divisor above 0, a range only where the rumus takes one.

    Raises DivisionByZero where the caller let such a divisor through.
    """
    if soal.rumus is Rumus.YA_TIDAK:
        return _run_ya_tidak(soal)
    if soal.rumus in RUMUS_RENTANG and soal.batas == soal.realisasi:
        return Jawaban(SERATUS, f"{soal.write_pasangan()}: di dalam rentang, ditetapkan")
    rumus = _RUMUS[soal.rumus]
    with localcontext(KONTEKS):
        nilai = rumus.hitung(soal.batas, soal.realisasi)
    return Jawaban(nilai, rumus.tulis.format(t=soal.write(soal.batas), r=soal.write_realisasi()) + " =")


def write_komponen(komponen: Komponen) -> str:
    """`45 / 60 × 100`: as a person would key it in."""
    pembilang, penyebut = format_nilai(komponen.pembilang), format_nilai(komponen.penyebut)
    kali = "" if komponen.pengali == 1 else f" × {format_nilai(komponen.pengali)}"
    return f"{pembilang} / {penyebut}{kali}"


def _run_ya_tidak(soal: Soal) -> Jawaban:
    """Nothing in between: what was promised is there (100) or is not (0); promised may be that it is not (Tidak, 0)."""
    terpenuhi = soal.realisasi >= soal.bawah if soal.bawah else soal.realisasi <= 0
    kata = "terpenuhi" if terpenuhi else "tidak terpenuhi"
    return Jawaban(SERATUS * terpenuhi, f"{soal.write_pasangan()}: {kata}, ditetapkan")


def _get_label(rumus: Rumus) -> Mapping[Decimal, str]:
    return LABEL_YA_TIDAK if rumus is Rumus.YA_TIDAK else {}
