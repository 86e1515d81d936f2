"""Adding up: triwulan to a position in the year, indicators to a mean, money to serapan.

Pure, from unrounded Decimals; docs/rumus_capaian.md tells it with examples. Callers import these names from
measurement.capaian, where the arithmetic of one indicator is.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Context, Decimal, localcontext
from typing import NamedTuple

from collection.angka import KONTEKS, NOL, round_angka
from collection.enums import Konsolidasi
from measurement.nilai import SERATUS, Komponen, NilaiRealisasi, NilaiTarget, Rentang, get_batas

DESIMAL_PERSEN = 2
# A mean of thirds carries an error in its 60th digit; dropping the last 20 heals a tie such as 113,125.
_SETARA = Context(prec=40)


class Kumulasi(NamedTuple):
    """Target and realisasi up to and including a triwulan, unrounded, in the indicator's own unit."""

    target: NilaiTarget | None
    realisasi: NilaiRealisasi | None


@dataclass(frozen=True, slots=True)
class Rerata:
    """A mean in percent, rounded as it is printed, and how many of how many results were counted in it.

    `penuh` is the mean before it was rounded: what the mean above it is taken of.
    """

    nilai: Decimal | None
    dihitung: int
    dari: int
    penuh: Decimal | None = field(default=None, compare=False)

    @property
    def cakupan(self) -> str:
        """`2 dari 3`, printed beside every mean."""
        return f"{self.dihitung} dari {self.dari}"


def round_persen(nilai: Decimal, desimal: int = DESIMAL_PERSEN) -> Decimal:
    """A percentage as it is printed: half up to 2 decimals (113,125 gives 113,13), or as many as the office prints."""
    return round_angka(simplify(nilai), desimal)


def simplify(nilai: Decimal) -> Decimal:
    """The value without the error in its last digits: 40 significant ones, as they are kept."""
    return _SETARA.plus(nilai)


def consolidate(
    konsolidasi: Konsolidasi,
    target: Sequence[NilaiTarget | None],
    realisasi: Sequence[NilaiRealisasi | None],
    kumulatif: bool = False,
) -> Kumulasi:
    """Make one target and one realisasi of the triwulan up to now, given in order and equally many.

    Only triwulan with a realisasi count, for both. One of them without a target adds its realisasi (the
    year needs it) and no target. Nothing filled: the target of all triwulan so far and no realisasi, so
    that the result is `belum_diukur`. `kumulatif` says that the *targets* run up (25|50|75|100); jumlah
    and rata_rata then count the increase of each. Ranges are consolidated bound by bound. A realisasi given by
    its components stays one for akhir and rasio (Σ pembilang / Σ penyebut) and counts by its value elsewhere;
    rasio without components has only its latest value. For the annual figure pass the annual target instead of
    `.target` to compute_capaian. Raises ValueError where the two differ in length.
    """
    naik = konsolidasi in (Konsolidasi.JUMLAH, Konsolidasi.RATA_RATA) and kumulatif
    diisi = [_clean_realisasi(konsolidasi, r) for r in realisasi]
    pasangan = list(zip(_to_kenaikan(target) if naik else target, diisi, strict=True))
    terisi = [(t, r) for t, r in pasangan if r is not None]
    if konsolidasi in _POSISI and terisi:
        posisi, terakhir = terisi[-1]
        rasio = _add_komponen([r for _, r in terisi]) if konsolidasi is Konsolidasi.RASIO else None
        return Kumulasi(posisi, rasio or terakhir)
    gabung = _GABUNG[konsolidasi]
    terkumpul = _fold(gabung, [r for _, r in terisi if isinstance(r, Decimal)])
    return Kumulasi(_fold_target(gabung, [t for t, _ in terisi or pasangan]), terkumpul)


def compute_rerata(
    nilai: Sequence[Decimal | None], bobot: Sequence[Decimal] | None = None, desimal: int = DESIMAL_PERSEN
) -> Rerata:
    """Mean of counted capaian in percent, weighted by `bobot` (not negative) where given; None is left out.

    Give it what was not rounded (Capaian.penuh, Rerata.penuh): it is rounded half up to `desimal` once, at the end.
    No value where nothing is counted or the counted weights are all 0.
    Raises ValueError where there are not as many weights as values.
    """
    berat = [Decimal(1)] * len(nilai) if bobot is None else bobot
    terisi = [(n, b) for n, b in zip(nilai, berat, strict=True) if n is not None]
    with localcontext(KONTEKS):
        total = sum((b for _, b in terisi), NOL)
        jumlah = sum((n * b for n, b in terisi), NOL)
        penuh = simplify(jumlah / total) if total else None
    nilai_cetak = None if penuh is None else round_persen(penuh, desimal)
    return Rerata(nilai_cetak, len(terisi), len(nilai), penuh)


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


def _last(nilai: Sequence[Decimal]) -> Decimal:
    return nilai[-1]


_GABUNG: dict[Konsolidasi, Callable[[Sequence[Decimal]], Decimal]] = {
    Konsolidasi.JUMLAH: _add,
    Konsolidasi.AKHIR: _last,
    Konsolidasi.RATA_RATA: _mean,
    Konsolidasi.MAKSIMUM: max,
    Konsolidasi.RASIO: _last,
}
# The target of the last filled triwulan is the one to reach: a position, or a percentage that is no sum.
_POSISI = (Konsolidasi.AKHIR, Konsolidasi.RASIO)


def _clean_realisasi(konsolidasi: Konsolidasi, nilai: NilaiRealisasi | None) -> NilaiRealisasi | None:
    """None for what is not filled; components as their value where parts cannot be told apart any more.

    0 of 0 adds nothing to a ratio of sums and has no value for a sum, mean or maximum of values.
    """
    if not isinstance(nilai, Komponen):
        return nilai
    if konsolidasi in _POSISI:
        return nilai if nilai.terisi else None
    return nilai.compute_nilai()


def _add_komponen(nilai: Sequence[NilaiRealisasi]) -> Komponen | None:
    """Σ pembilang over Σ penyebut; None where one of them is a bare number."""
    komponen = [n for n in nilai if isinstance(n, Komponen)]
    if len(komponen) < len(nilai):
        return None
    pembilang = _fold(_add, [k.pembilang for k in komponen])
    return Komponen(pembilang, _fold(_add, [k.penyebut for k in komponen]), komponen[-1].pengali)


def _fold_target(
    gabung: Callable[[Sequence[Decimal]], Decimal], target: Sequence[NilaiTarget | None]
) -> NilaiTarget | None:
    """Fold plain targets; ranges bound by bound, a plain one among them as a range of one value."""
    if not any(isinstance(t, Rentang) for t in target):
        return _fold(gabung, [t for t in target if isinstance(t, Decimal)])
    bawah, atas = (_fold(gabung, [get_batas(t)[sisi] for t in target if t is not None]) for sisi in (0, 1))
    return None if bawah is None or atas is None else _build_rentang(bawah, atas)


def _build_rentang(satu: Decimal, dua: Decimal) -> Rentang:
    """In order: of running-up ranges that grow narrower the increases may change sides."""
    return Rentang(min(satu, dua), max(satu, dua))


def _fold(gabung: Callable[[Sequence[Decimal]], Decimal], nilai: Sequence[Decimal | None]) -> Decimal | None:
    """Fold the values that exist; None where there is none."""
    ada = [n for n in nilai if n is not None]
    with localcontext(KONTEKS):
        return gabung(ada) if ada else None


def _to_kenaikan(target: Sequence[NilaiTarget | None]) -> list[NilaiTarget | None]:
    """Cumulative targets as the increase of each triwulan over the last one that has a target."""
    kenaikan: list[NilaiTarget | None] = []
    sebelumnya: NilaiTarget = NOL
    for nilai in target:
        kenaikan.append(None if nilai is None else _subtract(nilai, sebelumnya))
        sebelumnya = sebelumnya if nilai is None else nilai
    return kenaikan


def _subtract(nilai: NilaiTarget, kurang: NilaiTarget) -> NilaiTarget:
    if isinstance(nilai, Decimal) and isinstance(kurang, Decimal):
        return nilai - kurang
    (bawah, atas), (kurang_bawah, kurang_atas) = get_batas(nilai), get_batas(kurang)
    return _build_rentang(bawah - kurang_bawah, atas - kurang_atas)
