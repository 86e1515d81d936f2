"""Bands: the word for a percentage, read off the printed value. Pure; docs/rumus_capaian.md, section 6."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from collection.angka import NOL, format_angka
from measurement.konsolidasi import DESIMAL_PERSEN, round_persen


@dataclass(frozen=True, slots=True)
class Pita:
    """A band of results from its lower bound (percent) up to the next band; None is open at the bottom."""

    batas_bawah: Decimal | None
    label: str
    inklusif: bool = True
    warna: str = ""

    def covers(self, nilai: Decimal) -> bool:
        """Whether a printed value reaches the lower bound."""
        if self.batas_bawah is None:
            return True
        return nilai >= self.batas_bawah if self.inklusif else nilai > self.batas_bawah


# Permendagri 86/2017, skala nilai peringkat kinerja. Lower bounds only: the regulation leaves gaps (90-91).
PITA_BAKU: tuple[Pita, ...] = (
    Pita(Decimal(91), "Sangat Tinggi", warna="hijau-tua"),
    Pita(Decimal(76), "Tinggi", warna="hijau"),
    Pita(Decimal(66), "Sedang", warna="kuning"),
    Pita(Decimal(51), "Rendah", warna="jingga"),
    Pita(None, "Sangat Rendah", warna="merah"),
)


def classify(
    nilai: Decimal | None, pita: Sequence[Pita] = PITA_BAKU, desimal: int = DESIMAL_PERSEN
) -> Pita | None:
    """The band of a percentage, read off the value as printed: 90,995 prints 91,00 and is Sangat Tinggi.

    The bands may come in any order. None for no value, or below the lowest bound where none is open.
    """
    if nilai is None:
        return None
    tercetak = round_persen(nilai, desimal)
    return next((p for p in sort_pita(pita) if p.covers(tercetak)), None)


def write_syarat(pita: Pita, skala: Iterable[Pita]) -> str:
    """The rule of a band of that scale, as printed under a table: `≥ 91,00`; of the open one `di bawah 51,00`."""
    if pita.batas_bawah is not None:
        return f"{'≥' if pita.inklusif else '>'} {format_angka(pita.batas_bawah)}"
    terendah = min((p for p in skala if p.batas_bawah is not None), key=_get_tinggi, default=None)
    if terendah is None:
        return "semua nilai"
    return f"{'di bawah' if terendah.inklusif else 'paling tinggi'} {format_angka(terendah.batas_bawah)}"


def sort_pita(pita: Iterable[Pita]) -> list[Pita]:
    """From the top down, the open bottom last."""
    return sorted(pita, key=_get_tinggi, reverse=True)


def _get_tinggi(pita: Pita) -> tuple[bool, Decimal, bool]:
    """Sort key: open bottom lowest; of two bands at one bound the strict one (> 90) above the other."""
    return pita.batas_bawah is not None, pita.batas_bawah or NOL, not pita.inklusif
