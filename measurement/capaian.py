"""The arithmetic of capaian: pure, from unrounded Decimals, rounded half up once at the end.

PermenPANRB 53/2014 asks that realisasi be compared with the target of the Perjanjian Kinerja and prescribes
no formula. Every choice is therefore named here and told with examples in docs/rumus_capaian.md, the twin
of this module. Percentages are plain numbers: 79.89 means 79,89 %.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext
from typing import NamedTuple

from collection.angka import DESIMAL_MAKS, KONTEKS, NOL, format_angka, format_nilai, round_angka
from collection.enums import Rumus
from measurement.enums import Alasan
from measurement.konsolidasi import (
    SERATUS,
    Kumulasi,
    Rerata,
    compute_rerata,
    compute_serapan,
    consolidate,
    round_persen,
)

__all__ = [
    "ATURAN_BAKU",
    "PITA_BAKU",
    "Aturan",
    "Capaian",
    "Kumulasi",
    "Pita",
    "Rerata",
    "classify",
    "compute_capaian",
    "compute_efisiensi",
    "compute_rerata",
    "compute_serapan",
    "consolidate",
    "round_persen",
]


@dataclass(frozen=True, slots=True)
class Aturan:
    """The settings of a Metodologi that shape a counted capaian, in percent; None means no such bound.

    `nihil_terlampaui` is what a target of 0 gives that was exceeded where lower is better (None: no value).
    Raises ValueError where the floor lies above the cap.
    """

    batas_atas: Decimal | None = None
    batas_bawah: Decimal | None = None
    nihil_terlampaui: Decimal | None = NOL

    def __post_init__(self) -> None:
        bawah, atas = self.batas_bawah, self.batas_atas
        if bawah is not None and atas is not None and bawah > atas:
            raise ValueError("Batas bawah capaian melebihi batas atas.")


@dataclass(frozen=True, slots=True)
class Capaian:
    """One result: raw and counted value in percent with 2 decimals (or None), the reason, the worked line."""

    mentah: Decimal | None
    terhitung: Decimal | None
    alasan: Alasan
    penjelasan: str


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


ATURAN_BAKU = Aturan()

# Permendagri 86/2017, skala nilai peringkat kinerja. Lower bounds only: the regulation leaves gaps (90-91).
PITA_BAKU: tuple[Pita, ...] = (
    Pita(Decimal(91), "Sangat Tinggi", warna="hijau-tua"),
    Pita(Decimal(76), "Tinggi", warna="hijau"),
    Pita(Decimal(66), "Sedang", warna="kuning"),
    Pita(Decimal(51), "Rendah", warna="jingga"),
    Pita(None, "Sangat Rendah", warna="merah"),
)


class _Rumus(NamedTuple):
    hitung: Callable[[Decimal, Decimal], Decimal]
    tulis: str


_RUMUS: dict[Rumus, _Rumus] = {
    Rumus.MAKS: _Rumus(lambda t, r: SERATUS * r / t, "{r} / {t} × 100"),
    Rumus.MIN_SELISIH: _Rumus(lambda t, r: SERATUS * (2 * t - r) / t, "(2 × {t} − {r}) / {t} × 100"),
    Rumus.MIN_RASIO: _Rumus(lambda t, r: SERATUS * t / r, "{t} / {r} × 100"),
    Rumus.PREDIKAT: _Rumus(lambda t, r: SERATUS * r / t, "{r} / {t} × 100"),
}
_MAKIN_RENDAH = (Rumus.MIN_SELISIH, Rumus.MIN_RASIO)


class _Soal(NamedTuple):
    """One calculation: target and realisasi are known, and so is how to write them."""

    rumus: Rumus
    target: Decimal
    realisasi: Decimal
    aturan: Aturan
    desimal: int
    label: Mapping[Decimal, str]

    def write(self, nilai: Decimal) -> str:
        """A value in a worked line: unrounded, a score with its label, a negative one in brackets.

        Only a mean of triwulan has more decimals than are stored; it is shown with the 6 that are.
        """
        if nilai in self.label:
            return f"{self.label[nilai]} ({format_nilai(nilai)})"
        teks = format_nilai(round_angka(nilai, DESIMAL_MAKS), self.desimal)
        return f"({teks})" if nilai < 0 else teks

    def write_pasangan(self) -> str:
        """Both numbers, for a sentence where no formula applies."""
        return f"Target {self.write(self.target)}, realisasi {self.write(self.realisasi)}"

    def refuse(self, alasan: Alasan, sebab: str) -> Capaian:
        """No value: the two numbers and why they make none."""
        return _refuse(alasan, f"{self.write_pasangan()}: {sebab}.")


def compute_capaian(
    rumus: Rumus,
    target: Decimal | None,
    realisasi: Decimal | None,
    aturan: Aturan = ATURAN_BAKU,
    tidak_dapat_diukur: str = "",
    desimal: int = 2,
    label: Mapping[Decimal, str] | None = None,
) -> Capaian:
    """Compare realisasi with target, both in the indicator's unit (for predikat: scores of its scale).

    `tidak_dapat_diukur` is the written reason why there is no number; it goes before everything else.
    `desimal` is the indicator's least number of decimals in the worked line; `label` names scores.
    Never raises for finite numbers: what cannot be a percentage has no value and says why.
    """
    if tidak_dapat_diukur.strip():
        return _refuse(Alasan.TIDAK_DAPAT_DIUKUR, f"Tidak dapat diukur: {tidak_dapat_diukur.strip()}")
    if target is None:
        return _refuse(Alasan.TANPA_TARGET, "Tidak ada target pada periode ini.")
    if realisasi is None:
        return _refuse(Alasan.BELUM_DIUKUR, "Belum diukur: realisasi belum diisi.")
    soal = _Soal(rumus, target, realisasi, aturan, desimal, label or {})
    return _compute_khusus(soal) or _compute_rumus(soal)


def classify(nilai: Decimal | None, pita: Sequence[Pita] = PITA_BAKU) -> Pita | None:
    """The band of a percentage, read off the value as printed (90,995 prints 91,00: Sangat Tinggi).

    The bands may come in any order. None for no value, or below the lowest bound where none is open.
    """
    if nilai is None:
        return None
    tercetak = round_persen(nilai)
    terurut = sorted(pita, key=_get_tinggi, reverse=True)
    return next((p for p in terurut if p.covers(tercetak)), None)


def write_syarat(pita: Pita, skala: Iterable[Pita]) -> str:
    """The rule of a band of that scale, as printed under a table: `≥ 91,00`; of the open one `di bawah 51,00`."""
    if pita.batas_bawah is not None:
        return f"{'≥' if pita.inklusif else '>'} {format_angka(pita.batas_bawah)}"
    terendah = min((p for p in skala if p.batas_bawah is not None), key=_get_tinggi, default=None)
    if terendah is None:
        return "semua nilai"
    return f"{'di bawah' if terendah.inklusif else 'paling tinggi'} {format_angka(terendah.batas_bawah)}"


def compute_efisiensi(
    capaian: Decimal | None,
    serapan: Decimal | None,
    ambang: Decimal = Decimal(5),
    capaian_min: Decimal = SERATUS,
) -> str | None:
    """Label of capaian − serapan in percent points; PermenPANRB 53/2014 asks for it and names no formula.

    None where either is missing, and below `capaian_min`: money left over from work not done is no thrift.
    """
    if capaian is None or serapan is None or capaian < capaian_min:
        return None
    selisih = capaian - serapan
    if selisih > ambang:
        return "Efisien"
    return "Tidak efisien" if selisih < -ambang else "Cukup efisien"


def _compute_khusus(soal: _Soal) -> Capaian | None:
    """The cases that a formula cannot answer: a target of 0 or less, a divisor of 0 or less."""
    if soal.target < 0:
        return soal.refuse(Alasan.TIDAK_DAPAT_DIUKUR, "target negatif membalik arah rumus")
    if soal.target == 0 and soal.rumus in _MAKIN_RENDAH:
        return _compute_nihil(soal)
    if soal.target == 0:
        return soal.refuse(Alasan.TARGET_NOL, "target 0 tidak dapat menjadi pembagi")
    if soal.rumus is Rumus.MIN_RASIO and soal.realisasi <= 0:
        return _compute_realisasi_nol(soal)
    return None


def _compute_nihil(soal: _Soal) -> Capaian:
    """A target of 0 where lower is better: kept gives 100, exceeded gives what the Metodologi says."""
    if soal.realisasi <= 0:
        baris = f"{soal.write_pasangan()}: target nihil tercapai, ditetapkan"
        return _shape(soal, SERATUS, Alasan.TARGET_NIHIL_TERCAPAI, baris)
    alasan, nilai = Alasan.TARGET_NIHIL_TERLAMPAUI, soal.aturan.nihil_terlampaui
    if nilai is None:
        return soal.refuse(alasan, "target nihil terlampaui, menurut Metodologi tanpa nilai")
    return _shape(soal, nilai, alasan, f"{soal.write_pasangan()}: target nihil terlampaui, ditetapkan")


def _compute_realisasi_nol(soal: _Soal) -> Capaian:
    """T / R has no value at 0 and below, but is best there: the cap, where one is set, is what counts."""
    kosong = soal.refuse(Alasan.REALISASI_NOL, "realisasi 0 atau kurang tidak dapat menjadi pembagi")
    if soal.aturan.batas_atas is None:
        return kosong
    batas = round_persen(soal.aturan.batas_atas)
    penjelasan = f"{kosong.penjelasan} Dihitung {format_angka(batas)} (batas atas)."
    return Capaian(None, batas, kosong.alasan, penjelasan)


def _compute_rumus(soal: _Soal) -> Capaian:
    rumus = _RUMUS[soal.rumus]
    baris = rumus.tulis.format(t=soal.write(soal.target), r=soal.write(soal.realisasi))
    with localcontext(KONTEKS):
        return _shape(soal, rumus.hitung(soal.target, soal.realisasi), Alasan.DIHITUNG, f"{baris} =")


def _shape(soal: _Soal, nilai: Decimal, alasan: Alasan, baris: str) -> Capaian:
    """Round, then cap and floor; the worked line ends with the result and what changed it."""
    mentah = round_persen(nilai)
    terhitung, catatan = _limit(mentah, soal.aturan)
    return Capaian(mentah, terhitung, alasan, f"{baris} {format_angka(mentah)}{catatan}")


def _limit(mentah: Decimal, aturan: Aturan) -> tuple[Decimal, str]:
    """The counted value, and a note where a bound of the Metodologi changed it."""
    atas, bawah = aturan.batas_atas, aturan.batas_bawah
    if atas is not None and mentah > atas:
        return round_persen(atas), f"; dihitung {format_angka(atas)} (batas atas)"
    if bawah is not None and mentah < bawah:
        return round_persen(bawah), f"; dihitung {format_angka(bawah)} (batas bawah)"
    return mentah, ""


def _refuse(alasan: Alasan, penjelasan: str) -> Capaian:
    return Capaian(None, None, alasan, penjelasan)


def _get_tinggi(pita: Pita) -> tuple[bool, Decimal, bool]:
    """Sort key: open bottom lowest; of two bands at one bound the strict one (> 90) above the other."""
    return pita.batas_bawah is not None, pita.batas_bawah or NOL, not pita.inklusif
