"""The arithmetic of capaian: pure, from unrounded Decimals, rounded half up once at the end.

PermenPANRB 53/2014 asks that realisasi be compared with the target of the Perjanjian Kinerja and prescribes
no formula. Every choice is therefore named here and told with examples in docs/rumus_capaian.md, the twin
of this module. Percentages are plain numbers: 79.89 means 79,89 %.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from collection.angka import NOL, format_angka
from collection.enums import RUMUS_RENTANG, Rumus
from measurement.enums import Alasan
from measurement.konsolidasi import (
    DESIMAL_PERSEN,
    Kumulasi,
    Rerata,
    compute_rerata,
    compute_serapan,
    consolidate,
    round_persen,
    simplify,
)
from measurement.nilai import SERATUS, Komponen, NilaiRealisasi, NilaiTarget, Rentang
from measurement.pita import PITA_BAKU, Pita, classify, sort_pita, write_syarat
from measurement.rumus import MAKIN_RENDAH, Soal, build_soal, run_rumus, write_komponen

__all__ = [
    "ATURAN_BAKU",
    "PITA_BAKU",
    "Aturan",
    "Capaian",
    "Komponen",
    "Kumulasi",
    "Pita",
    "Rentang",
    "Rerata",
    "classify",
    "compute_capaian",
    "compute_efisiensi",
    "compute_rerata",
    "compute_serapan",
    "consolidate",
    "is_penyebut_nol",
    "round_persen",
    "sort_pita",
    "write_syarat",
]


@dataclass(frozen=True, slots=True)
class Aturan:
    """The settings of a Metodologi that shape a counted capaian, in percent; None means no such bound.

    `nihil_terlampaui` is what a target of 0 gives that was exceeded where lower is better (None: no value); `desimal`
    is how many decimals a capaian is rounded to and printed with. Raises ValueError where the floor lies above the cap.
    """

    batas_atas: Decimal | None = None
    batas_bawah: Decimal | None = None
    nihil_terlampaui: Decimal | None = NOL
    desimal: int = DESIMAL_PERSEN

    def __post_init__(self) -> None:
        bawah, atas = self.batas_bawah, self.batas_atas
        if bawah is not None and atas is not None and bawah > atas:
            raise ValueError("Batas bawah capaian melebihi batas atas.")


@dataclass(frozen=True, slots=True)
class Capaian:
    """One result: raw and counted value in percent, rounded (or None), the reason, the worked line.

    `penuh` is the counted value before it was rounded: what means are taken of.
    """

    mentah: Decimal | None
    terhitung: Decimal | None
    alasan: Alasan
    penjelasan: str
    penuh: Decimal | None = field(default=None, compare=False)


ATURAN_BAKU = Aturan()


def compute_capaian(
    rumus: Rumus,
    target: NilaiTarget | None,
    realisasi: NilaiRealisasi | None,
    aturan: Aturan = ATURAN_BAKU,
    tidak_dapat_diukur: str = "",
    desimal: int = 2,
    label: Mapping[Decimal, str] | None = None,
) -> Capaian:
    """Compare realisasi with target, both in the indicator's unit (for predikat: scores of its scale).

    A target may be a `Rentang` where the rumus takes one; a realisasi may be given by its `Komponen`, and its value
    is then never rounded on the way. `tidak_dapat_diukur` is the written reason why there is no number; it goes
    before everything else but a penyebut of 0, of which it is the reason. `desimal` is the indicator's least number
    of decimals in the worked line; `label` names scores. Never raises for finite numbers: what cannot be a percentage
    has no value and says why.
    """
    tertulis = tidak_dapat_diukur.strip()
    if tertulis and not is_penyebut_nol(realisasi):
        return _refuse(Alasan.TIDAK_DAPAT_DIUKUR, f"Tidak dapat diukur: {tertulis}")
    if target is None:
        return _refuse(Alasan.TANPA_TARGET, "Tidak ada target pada periode ini.")
    if realisasi is None or (isinstance(realisasi, Komponen) and not realisasi.terisi):
        return _refuse(Alasan.BELUM_DIUKUR, "Belum diukur: realisasi belum diisi.")
    soal = build_soal(rumus, target, realisasi, desimal, label)
    return _refuse_penyebut(realisasi, tertulis) if soal is None else compute_soal(soal, aturan)


def compute_soal(soal: Soal, aturan: Aturan = ATURAN_BAKU) -> Capaian:
    """The result of a calculation whose target and realisasi are known."""
    khusus = _compute_khusus(soal, aturan)
    if khusus is not None:
        return khusus
    nilai, baris = run_rumus(soal)
    return _shape(nilai, aturan, Alasan.DIHITUNG, baris)


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


def _compute_khusus(soal: Soal, aturan: Aturan) -> Capaian | None:
    """The cases that a formula cannot answer: a range where one number is needed, a divisor of 0 or less.

    `ya_tidak` divides by nothing: a target of Tidak is kept or not.
    """
    if soal.bawah < 0:
        return _refuse_soal(soal, Alasan.TIDAK_DAPAT_DIUKUR, "target negatif membalik arah rumus")
    if soal.bawah != soal.atas and soal.rumus not in RUMUS_RENTANG:
        return _refuse_soal(soal, Alasan.TIDAK_DAPAT_DIUKUR, "rumus ini memerlukan target satu angka, bukan rentang")
    if soal.atas == 0 and soal.rumus in MAKIN_RENDAH:
        return _compute_nihil(soal, aturan)
    if soal.batas == 0 and soal.rumus is not Rumus.YA_TIDAK and not _is_tepat(soal):
        return _refuse_soal(soal, Alasan.TARGET_NOL, "target 0 tidak dapat menjadi pembagi")
    if soal.rumus is Rumus.MIN_RASIO and soal.realisasi <= 0:
        return _compute_realisasi_nol(soal, aturan)
    return None


def _is_tepat(soal: Soal) -> bool:
    """Inside a true range nothing is divided, not even at a bound of 0."""
    return soal.rumus in RUMUS_RENTANG and soal.bawah < soal.atas and soal.realisasi == soal.batas


def _compute_nihil(soal: Soal, aturan: Aturan) -> Capaian:
    """A target of 0 where lower is better: kept gives 100, exceeded gives what the Metodologi says."""
    if soal.realisasi <= 0:
        baris = f"{soal.write_pasangan()}: target nihil tercapai, ditetapkan"
        return _shape(SERATUS, aturan, Alasan.TARGET_NIHIL_TERCAPAI, baris)
    alasan, nilai = Alasan.TARGET_NIHIL_TERLAMPAUI, aturan.nihil_terlampaui
    if nilai is None:
        return _refuse_soal(soal, alasan, "target nihil terlampaui, menurut Metodologi tanpa nilai")
    return _shape(nilai, aturan, alasan, f"{soal.write_pasangan()}: target nihil terlampaui, ditetapkan")


def _compute_realisasi_nol(soal: Soal, aturan: Aturan) -> Capaian:
    """T / R has no value at 0 and below, but is best there: the cap, where one is set, is what counts."""
    kosong = _refuse_soal(soal, Alasan.REALISASI_NOL, "realisasi 0 atau kurang tidak dapat menjadi pembagi")
    if aturan.batas_atas is None:
        return kosong
    batas = round_persen(aturan.batas_atas, aturan.desimal)
    penjelasan = f"{kosong.penjelasan} Dihitung {format_angka(batas, desimal=aturan.desimal)} (batas atas)."
    return Capaian(None, batas, kosong.alasan, penjelasan, aturan.batas_atas)


def _shape(nilai: Decimal, aturan: Aturan, alasan: Alasan, baris: str) -> Capaian:
    """Round, then cap and floor; the worked line ends with the result and what changed it."""
    mentah = round_persen(nilai, aturan.desimal)
    terhitung, catatan = _limit(mentah, aturan)
    atas, bawah = aturan.batas_atas, aturan.batas_bawah
    penuh = nilai if atas is None else min(nilai, atas)
    penuh = penuh if bawah is None else max(penuh, bawah)
    return Capaian(
        mentah, terhitung, alasan, f"{baris} {format_angka(mentah, desimal=aturan.desimal)}{catatan}", simplify(penuh)
    )


def _limit(mentah: Decimal, aturan: Aturan) -> tuple[Decimal, str]:
    """The counted value, and a note where a bound of the Metodologi changed it."""
    atas, bawah = aturan.batas_atas, aturan.batas_bawah
    if atas is not None and mentah > atas:
        return _set_batas(atas, aturan, "batas atas")
    if bawah is not None and mentah < bawah:
        return _set_batas(bawah, aturan, "batas bawah")
    return mentah, ""


def _set_batas(batas: Decimal, aturan: Aturan, sebutan: str) -> tuple[Decimal, str]:
    nilai = round_persen(batas, aturan.desimal)
    return nilai, f"; dihitung {format_angka(nilai, desimal=aturan.desimal)} ({sebutan})"


def is_penyebut_nol(realisasi: NilaiRealisasi | None) -> bool:
    """Whether both components were measured and make no value: nothing of nothing."""
    return isinstance(realisasi, Komponen) and realisasi.terisi and realisasi.compute_nilai() is None


def _refuse_penyebut(realisasi: NilaiRealisasi, tertulis: str) -> Capaian:
    """Nothing of nothing is no percentage; why there was nothing must be written by a person."""
    rincian = write_komponen(realisasi) if isinstance(realisasi, Komponen) else ""
    sebab = f" Alasan: {tertulis}" if tertulis else ""
    kalimat = f"Realisasi {rincian}: penyebut 0 tidak dapat menjadi pembagi{'.' if sebab else '; tulis alasannya.'}"
    return _refuse(Alasan.PENYEBUT_NOL, kalimat + sebab)


def _refuse_soal(soal: Soal, alasan: Alasan, sebab: str) -> Capaian:
    """No value: the two numbers and why they make none."""
    return _refuse(alasan, f"{soal.write_pasangan()}: {sebab}.")


def _refuse(alasan: Alasan, penjelasan: str) -> Capaian:
    return Capaian(None, None, alasan, penjelasan)
