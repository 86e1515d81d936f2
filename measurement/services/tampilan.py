"""A form seen over its semester or its year: what the triwulan so far come to, by each indicator's konsolidasi.

Only read: figures are typed by triwulan. The arithmetic is that of the kertas kerja (services/hitung.py), with the
triwulan before the semester left out; a year's view is the same over all of them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from collection.enums import Konsolidasi
from collection.models import Formulir, Indikator, Realisasi
from collection.models.formulir import ROMAWI
from collection.nilai import NilaiRealisasi
from measurement.capaian import consolidate
from measurement.enums import BentukTampilan
from measurement.queries_lalu import list_realisasi_lalu, list_realisasi_setahun
from measurement.services.cuplikan import build_patokan_formulir
from measurement.services.hitung import Patokan, build_hitungan, compute_hasil

Deret = Sequence[NilaiRealisasi | None]
AWAL_SEMESTER = {1: 1, 2: 1, 3: 3, 4: 3}


@dataclass(frozen=True)
class BarisTampilan:
    """One indicator: (label, target, realisasi) of each triwulan of the span, what they come to, and a year ago.

    Everything in words; `hasil` as compute_hasil gives it, with `target` and `realisasi` s.d. now.
    """

    indikator: Indikator
    triwulan: list[tuple[str, str, str]]
    target: str
    realisasi: str
    hasil: dict
    setahun: str
    tahun_lalu: str


@dataclass(frozen=True)
class Tampilan:
    """The view of a form; `judul` names its span, e.g. "Semester II 2026, s.d. TW III"."""

    bentuk: BentukTampilan
    judul: str
    kolom: list[str]
    baris: list[BarisTampilan]
    desimal: int

    @property
    def ada_lalu(self) -> bool:
        """Whether any indicator has a value of a year ago."""
        return any(satu.tahun_lalu for satu in self.baris)


def build_tampilan(formulir: Formulir, bentuk: BentukTampilan, baris: Sequence[Realisasi]) -> Tampilan:
    """The form over its semester or year; `baris` bring target, indikator and skala. The number of queries is fixed."""
    periode = formulir.periode
    akhir = periode.triwulan
    awal = AWAL_SEMESTER[akhir] if bentuk is BentukTampilan.SEMESTER else 1
    kini, lalu = list_realisasi_lalu(periode), list_realisasi_setahun(periode, periode.tahun - 1)
    patokan = build_patokan_formulir(formulir)
    semester = f"Semester {ROMAWI[1 if akhir < 3 else 2]}"
    nama = f"{semester if bentuk is BentukTampilan.SEMESTER else 'Tahun'} {periode.tahun}"
    return Tampilan(
        bentuk, f"{nama}, s.d. TW {ROMAWI[akhir]}", [f"TW {ROMAWI[tw]}" for tw in range(awal, akhir + 1)],
        [_build_baris(satu, awal, kini, lalu, patokan) for satu in baris], patokan.desimal,
    )  # fmt: skip


def _build_baris(
    realisasi: Realisasi, awal: int, kini: Mapping[tuple[int, int], NilaiRealisasi | None],
    lalu: Mapping[tuple[int, int], NilaiRealisasi | None], patokan: Patokan,
) -> BarisTampilan:  # fmt: skip
    target, indikator = realisasi.target, realisasi.target.indikator
    akhir = realisasi.formulir.periode.triwulan
    semua = [kini.get((indikator.pk, tw)) for tw in range(1, akhir)] + [realisasi.terukur]
    deret = mask(semua, awal)
    hitungan = build_hitungan(indikator, target.triwulan[:akhir], target.setahun)
    hasil = compute_hasil(hitungan, deret, patokan, realisasi.tidak_dapat_diukur)
    tulis, ukur = indikator.write_nilai, indikator.write_terukur
    kumulasi = consolidate(hitungan.konsolidasi, hitungan.target, deret, hitungan.kumulatif)
    triwulan = [
        (f"TW {ROMAWI[tw]}", tulis(target.triwulan[tw - 1]), ukur(deret[tw - 1])) for tw in range(awal, akhir + 1)
    ]
    ada = kumulasi.realisasi is not None
    dulu = mask([lalu.get((indikator.pk, tw)) for tw in range(1, akhir + 1)], awal)
    return BarisTampilan(
        indikator, triwulan, tulis(kumulasi.target) if ada else "", ukur(kumulasi.realisasi), hasil,
        tulis(target.setahun), _write_lalu(indikator, dulu),
    )  # fmt: skip


def mask(deret: Deret, awal: int) -> list[NilaiRealisasi | None]:
    """The series with the triwulan before `awal` (1 to 4) taken for not filled: they add nothing to the span."""
    return [None if tw < awal else nilai for tw, nilai in enumerate(deret, start=1)]


def _write_lalu(indikator: Indikator, deret: Deret) -> str:
    """What the same span came to a year ago; empty where nothing was reported."""
    kumulasi = consolidate(Konsolidasi(indikator.konsolidasi), [None] * len(deret), deret)
    return indikator.write_terukur(kumulasi.realisasi)
