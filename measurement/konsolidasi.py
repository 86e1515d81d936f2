"""Adding up: triwulan to a position in the year, indicators to a mean, money to serapan.

Pure, from unrounded Decimals; docs/rumus_capaian.md tells it with examples. Callers import these names from
measurement.capaian, where the arithmetic of one indicator is.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Context, Decimal, localcontext
from typing import NamedTuple

from collection.angka import KONTEKS, NOL, round_angka
from collection.enums import Konsolidasi

SERATUS = Decimal(100)
DESIMAL_PERSEN = 2
# A mean of thirds carries an error in its 60th digit; dropping the last 20 heals a tie such as 113,125.
_SETARA = Context(prec=40)


class Kumulasi(NamedTuple):
    """Target and realisasi up to and including a triwulan, unrounded, in the indicator's own unit."""

    target: Decimal | None
    realisasi: Decimal | None


@dataclass(frozen=True, slots=True)
class Rerata:
    """A mean in percent (2 decimals) and how many of how many results were counted in it."""

    nilai: Decimal | None
    dihitung: int
    dari: int

    @property
    def cakupan(self) -> str:
        """`2 dari 3`, printed beside every mean."""
        return f"{self.dihitung} dari {self.dari}"


def round_persen(nilai: Decimal) -> Decimal:
    """A percentage as it is printed: 2 decimals, half up (113,125 gives 113,13)."""
    return round_angka(_SETARA.plus(nilai), DESIMAL_PERSEN)


def consolidate(
    konsolidasi: Konsolidasi,
    target: Sequence[Decimal | None],
    realisasi: Sequence[Decimal | None],
    kumulatif: bool = False,
) -> Kumulasi:
    """Make one target and one realisasi of the triwulan up to now, given in order and equally many.

    Only triwulan with a realisasi count, for both. One of them without a target adds its realisasi (the
    year needs it) and no target. Nothing filled: the target of all triwulan so far and no realisasi, so
    that the result is `belum_diukur`. `kumulatif` says that the *targets* run up (25|50|75|100); jumlah
    and rata_rata then count the increase of each. For the annual figure pass the annual target instead
    of `.target` to compute_capaian. Raises ValueError where the two differ in length.
    """
    naik = konsolidasi is not Konsolidasi.AKHIR and kumulatif
    pasangan = list(zip(_to_kenaikan(target) if naik else target, realisasi, strict=True))
    terisi = [(t, r) for t, r in pasangan if r is not None]
    if konsolidasi is Konsolidasi.AKHIR and terisi:
        return Kumulasi(*terisi[-1])
    gabung = _GABUNG[konsolidasi]
    return Kumulasi(_fold(gabung, [t for t, _ in terisi or pasangan]), _fold(gabung, [r for _, r in terisi]))


def compute_rerata(nilai: Sequence[Decimal | None], bobot: Sequence[Decimal] | None = None) -> Rerata:
    """Mean of counted capaian in percent, weighted by `bobot` (not negative) where given; None is left out.

    Rounded half up at the end. No value where nothing is counted or the counted weights are all 0.
    Raises ValueError where there are not as many weights as values.
    """
    berat = [Decimal(1)] * len(nilai) if bobot is None else bobot
    terisi = [(n, b) for n, b in zip(nilai, berat, strict=True) if n is not None]
    with localcontext(KONTEKS):
        total = sum((b for _, b in terisi), NOL)
        jumlah = sum((n * b for n, b in terisi), NOL)
        return Rerata(round_persen(jumlah / total) if total else None, len(terisi), len(nilai))


def compute_serapan(realisasi: Sequence[Decimal | None], pagu: Sequence[Decimal | None]) -> Decimal | None:
    """Σ realisasi / Σ pagu × 100 in percent (2 decimals), both in rupiah; never a mean of percentages.

    Every pagu stays in the denominator: a row without realisasi has spent nothing yet.
    No value where nothing was reported at all or the pagu adds up to 0.
    """
    terpakai = _fold(_add, realisasi)
    tersedia = _fold(_add, pagu)
    if terpakai is None or not tersedia:
        return None
    with localcontext(KONTEKS):
        return round_persen(SERATUS * terpakai / tersedia)


def _add(nilai: Sequence[Decimal]) -> Decimal:
    return sum(nilai, NOL)


def _mean(nilai: Sequence[Decimal]) -> Decimal:
    return sum(nilai, NOL) / len(nilai)


_GABUNG: dict[Konsolidasi, Callable[[Sequence[Decimal]], Decimal]] = {
    Konsolidasi.JUMLAH: _add,
    Konsolidasi.AKHIR: lambda nilai: nilai[-1],
    Konsolidasi.RATA_RATA: _mean,
}


def _fold(gabung: Callable[[Sequence[Decimal]], Decimal], nilai: Sequence[Decimal | None]) -> Decimal | None:
    """Fold the values that exist; None where there is none."""
    ada = [n for n in nilai if n is not None]
    with localcontext(KONTEKS):
        return gabung(ada) if ada else None


def _to_kenaikan(target: Sequence[Decimal | None]) -> list[Decimal | None]:
    """Cumulative targets as the increase of each triwulan over the last one that has a target."""
    kenaikan: list[Decimal | None] = []
    sebelumnya = NOL
    for nilai in target:
        kenaikan.append(None if nilai is None else nilai - sebelumnya)
        sebelumnya = sebelumnya if nilai is None else nilai
    return kenaikan
