"""The past of one row of a form as the checks take it: what it is held beside, and by which direction."""

from collections.abc import Iterable
from decimal import Decimal
from operator import itemgetter
from typing import NamedTuple

from django.db.models import Q, QuerySet

from collection.angka import is_satuan_hitung
from collection.enums import RUMUS_RENTANG, Konsolidasi, Rumus
from collection.hafal import hafal
from collection.kecenderungan import Riwayat, list_langkah
from collection.keselarasan import TURUN
from collection.models import Indikator, Periode, Realisasi, Target
from collection.models.formulir import ROMAWI
from collection.nilai import NilaiRealisasi, build_realisasi, get_batas


class Lalu(NamedTuple):
    """What a unit reported of one indicator in an earlier triwulan."""

    tahun: int
    triwulan: int
    nilai: Decimal | None
    terukur: NilaiRealisasi | None = None


class Sebelum(NamedTuple):
    """What counted of an indicator in an earlier triwulan; `semula`: what its unit had reported, where it was
    corrected."""

    nilai: NilaiRealisasi | None
    semula: NilaiRealisasi | None = None


def write_sebelum(indikator: Indikator, sebelum: Sebelum | None) -> str:
    """It in words for grid and workbook alike, e.g. "27,29 (dikoreksi, semula 27,30)"; empty where nothing counted."""
    if sebelum is None or sebelum.nilai is None:
        return ""
    tulis = indikator.write_terukur(sebelum.nilai)
    if sebelum.semula is None:
        return tulis
    return f"{tulis} (dikoreksi, semula {indikator.write_terukur(sebelum.semula)})"


def map_lalu(periode: Periode, indikator: Iterable[int]) -> dict[int, list[Lalu]]:
    """Indikator → what was reported of it in all earlier triwulan, the last one last. One query.

    `nilai` as stored, None of a penyebut of 0; `terukur` is unrounded, by its components.
    """
    hasil: dict[int, list[Lalu]] = {}
    semua = _list_terlapor(list(indikator))
    # Asked at each saved cell: an indicator has few triwulan, and saying it in SQL takes longer than reading them.
    for kunci, tahun, triwulan, nilai, *bagian in sorted(semua, key=itemgetter(1, 2)):
        if (tahun, triwulan) < (periode.tahun, periode.triwulan) and (nilai is not None or bagian[1] is not None):
            hasil.setdefault(kunci, []).append(Lalu(tahun, triwulan, nilai, build_realisasi(nilai, *bagian)))
    return hasil


@hafal
def _list_terlapor(indikator: list[int]) -> QuerySet:
    isi = ("indikator", "periode__tahun", "periode__triwulan", "nilai", "pembilang", "penyebut", "indikator__pengali")
    return Realisasi.objects.filter(indikator__pk__in=indikator).order_by().values_list(*isi)


def filter_lalu(semua: QuerySet, periode: Periode) -> QuerySet:
    """The rows of triwulan before this one, the last one last."""
    tahun, triwulan = periode.tahun, periode.triwulan
    lalu = Q(periode__tahun__lt=tahun) | Q(periode__tahun=tahun, periode__triwulan__lt=triwulan)
    return semua.filter(lalu).order_by("periode__tahun", "periode__triwulan")


def build_riwayat(periode: Periode, baris: Realisasi, lalu: list[Lalu]) -> Riwayat:
    """The past of a row, earliest first in `lalu`, each with a value; the row brings its target and indikator.

    Amounts that are added up follow the seasons, so that one triwulan is held beside the same one a year ago; every
    other value is held beside the last one that there is.
    """
    target = baris.target
    indikator = target.indikator
    jumlah, kumulatif = indikator.konsolidasi == Konsolidasi.JUMLAH, is_kumulatif(target)
    sama = [satu for satu in lalu if (satu.tahun, satu.triwulan) == (periode.tahun - 1, periode.triwulan)]
    banding = sama if jumlah else lalu
    setahun = [satu.nilai for satu in lalu if satu.tahun == periode.tahun]
    return Riwayat(
        arah=find_arah(indikator.rumus), banding=banding[-1].nilai if banding else None,
        sebutan=f"TW {ROMAWI[banding[-1].triwulan]} {banding[-1].tahun}" if banding else "",
        tercapai=is_tercapai(baris, periode.triwulan), kumulatif=kumulatif,
        dasar=setahun[-1] if kumulatif and setahun else None,
        deret=_build_deret(lalu, kumulatif),
    )  # fmt: skip


def find_arah(rumus: str) -> int:
    """1 where higher is better, -1 where lower is, 0 where a range or one value is to be kept."""
    if rumus in RUMUS_RENTANG or rumus == Rumus.STABIL:
        return 0
    return -1 if rumus in TURUN else 1


def is_kumulatif(target: Target) -> bool:
    """Whether the value of a triwulan is what was reached in the year so far, so that it cannot fall.

    A position (`akhir`) whose targets are written as running up, or that counts whole things and is to rise.
    """
    indikator = target.indikator
    if indikator.konsolidasi != Konsolidasi.AKHIR or indikator.label_skala or not find_arah(indikator.rumus):
        return False
    if indikator.target_kumulatif:
        return True
    nilai = [get_batas(satu)[0] for satu in target.triwulan if satu is not None]
    return is_satuan_hitung(indikator.satuan) and nilai == sorted(nilai) and len(set(nilai)) > 1


def is_tercapai(baris: Realisasi, triwulan: int) -> bool:
    """Whether the value itself meets the target of the triwulan; a running target of amounts says nothing of one."""
    target, indikator = baris.target.triwulan[triwulan - 1], baris.target.indikator
    arah = find_arah(indikator.rumus)
    if target is None or baris.nilai is None or not arah:
        return False
    if indikator.konsolidasi == Konsolidasi.JUMLAH and indikator.target_kumulatif:
        return False
    bawah, atas = get_batas(target)
    return baris.nilai >= bawah if arah > 0 else baris.nilai <= atas


def _build_deret(lalu: list[Lalu], kumulatif: bool) -> tuple[Decimal, ...]:
    if kumulatif:
        return list_langkah([(satu.tahun, satu.nilai) for satu in lalu])
    return tuple(satu.nilai for satu in lalu)
