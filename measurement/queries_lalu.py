"""What counted before: figures of earlier triwulan and years, frozen and corrected where they were."""

import datetime
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from django.db.models import Q, QuerySet

from collection.hafal import hafal
from collection.models import Periode, Realisasi
from collection.nilai import NilaiRealisasi, build_realisasi
from collection.services.riwayat import Lalu, Sebelum
from measurement.enums import JenisSop, Status
from measurement.models import BarisKertasKerja, KertasKerja, PengukuranKinerja

# Of a frozen row what was measured, and what says which of several counts (`rank_beku`).
TERUKUR = (
    "indikator", "deret", "realisasi_triwulan", "kertas_kerja__dibekukan_pada", "kertas_kerja__putaran",
    "kertas_kerja__pengukuran__status", "kertas_kerja__pengukuran__periode__triwulan",
    "kertas_kerja__pengukuran__sop__jenis",
)  # fmt: skip


def list_realisasi_lalu(
    periode: Periode, indikator: Iterable[int] | None = None
) -> dict[tuple[int, int], NilaiRealisasi | None]:
    """(indikator, triwulan) → the value that counted in the earlier triwulan of the year: corrected where it was.

    Of these indicators only, where any are named.
    """
    lalu = {"tahun": periode.tahun, "triwulan__lt": periode.triwulan}
    return _list_realisasi(periode, lalu, indikator) if periode.triwulan > 1 else {}


class KasusRingkas(NamedTuple):
    """Of a case only what says whether its figures count, and by which Metodologi its triwulan is measured."""

    pk: int
    triwulan: int
    status: str
    revisi: int
    menggantikan: int | None
    metodologi: int | None


def list_kasus_setahun(periode: Periode) -> list[KasusRingkas]:
    """The cases of the year up to the triwulan's own, the latest first. One query, asked at each saved cell."""
    semua = _list_kasus(periode.perangkat_daerah_id, periode.tahun, periode.triwulan)
    return [KasusRingkas(*satu) for satu in semua]


@hafal
def _list_kasus(kantor: int, tahun: int, triwulan: int) -> QuerySet:
    milik = PengukuranKinerja.objects.filter(
        perangkat_daerah=kantor, periode__tahun=tahun, periode__triwulan__lte=triwulan
    )
    kolom = ("pk", "periode__triwulan", "status", "revisi", "menggantikan", "metodologi")
    return milik.order_by("-pk").values_list(*kolom)


def list_berlaku(kasus: Iterable[KasusRingkas]) -> list[int]:
    """Which of all cases of their triwulan count: `PengukuranQuerySet.berlaku` for what was read already."""
    semua = list(kasus)
    diganti = {satu.menggantikan for satu in semua if satu.status == Status.SELESAI}
    return [
        satu.pk for satu in semua
        if satu.pk not in diganti and (satu.status == Status.SELESAI or not satu.revisi)
        and satu.status != Status.DIBATALKAN
    ]  # fmt: skip


def list_lalu_terlapor(
    periode: Periode, lapor: Mapping[int, list[Lalu]], kasus: Iterable[KasusRingkas]
) -> dict[tuple[int, int], NilaiRealisasi | None]:
    """As `list_realisasi_lalu`, of the indicators of `lapor`, whose reported values are at hand (`map_lalu`)."""
    setahun = [(kunci, s) for kunci, semua in lapor.items() for s in semua if s.tahun == periode.tahun]
    berlaku = list_berlaku(satu for satu in kasus if satu.triwulan < periode.triwulan)
    beku = _list_beku(berlaku, {"indikator__in": list(lapor)})
    return {(kunci, satu.triwulan): satu.terukur for kunci, satu in setahun} | beku


def list_realisasi_setahun(
    periode: Periode, tahun: int, indikator: Iterable[int] | None = None
) -> dict[tuple[int, int], NilaiRealisasi | None]:
    """(indikator, triwulan) → the value that counted in each triwulan of that year, up to the triwulan's own."""
    return _list_realisasi(periode, {"tahun": tahun, "triwulan__lte": periode.triwulan}, indikator)


def map_sebelum(
    periode: Periode, indikator: Iterable[int] | None = None
) -> dict[tuple[int, int, int], Sebelum]:
    """(indikator, year, triwulan) → what counted in the earlier triwulan of the year and in the same one a year ago.

    The one place of the figures that stand beside a cell, on the page and in the workbook: what a case handed in and
    is in force, corrected where it was, else what the unit reported there. The number of queries is fixed.
    """
    milik = None if indikator is None else list(indikator)
    sebelum = {"tahun": periode.tahun, "triwulan__lt": periode.triwulan}
    setahun = {"tahun": periode.tahun - 1, "triwulan": periode.triwulan}
    return {
        (kunci, lalu["tahun"], tw): satu
        for lalu in ([sebelum] if periode.triwulan > 1 else []) + [setahun]
        for (kunci, tw), satu in _map_sebelum(periode, lalu, milik).items()
    }


def _list_realisasi(
    periode: Periode, lalu: dict[str, object], indikator: Iterable[int] | None
) -> dict[tuple[int, int], NilaiRealisasi | None]:
    return {kunci: satu.nilai for kunci, satu in _map_sebelum(periode, lalu, indikator).items()}


def _map_sebelum(
    periode: Periode, lalu: dict[str, object], indikator: Iterable[int] | None
) -> dict[tuple[int, int], Sebelum]:
    milik = {"perangkat_daerah": periode.perangkat_daerah_id} | lalu
    saring = {} if indikator is None else {"indikator__in": list(indikator)}
    diisi = Realisasi.objects.filter(**_prefix("periode", milik), **saring).exclude(nilai=None, penyebut=None)
    isi = ("nilai", "pembilang", "penyebut", "indikator__pengali")
    semua = diisi.order_by().values_list("indikator", "periode__triwulan", *isi)
    beku = _map_beku(_fetch_berlaku(PengukuranKinerja.objects.filter(**_prefix("periode", milik))), saring)
    return {(kunci, tw): Sebelum(build_realisasi(*nilai)) for kunci, tw, *nilai in semua} | beku


def _list_beku(
    berlaku: list[int], saring: dict[str, object]
) -> dict[tuple[int, int], NilaiRealisasi | None]:
    return {kunci: satu.nilai for kunci, satu in _map_beku(berlaku, saring).items()}


def _map_beku(berlaku: list[int], saring: dict[str, object]) -> dict[tuple[int, int], Sebelum]:
    """What was frozen in these cases; of a collection and its measurement what the measurement says."""
    hasil = {}
    for satu in _sort_beku(berlaku, saring, ringan=True):
        koreksi = list(satu.koreksi_set.all())
        nilai, semula = satu.read_terukur(koreksi[-1] if koreksi else None), satu.read_terukur(None)
        letak = satu.indikator_id, satu.kertas_kerja.pengukuran.periode.triwulan
        hasil[letak] = Sebelum(nilai, semula if nilai != semula else None)
    return hasil


def find_baris_beku(periode: Periode) -> dict[int, BarisKertasKerja]:
    """Indikator → the frozen row by which it was measured in the triwulan; none of a case that is computed anew."""
    baris = _sort_beku(_fetch_berlaku(PengukuranKinerja.objects.filter(periode=periode)))
    putaran = KertasKerja.objects.filter(pengukuran__periode=periode).order_by("putaran")
    terakhir = dict(putaran.values_list("pengukuran", "dibekukan_pada"))
    return {b.indikator_id: b for b in baris if terakhir[b.kertas_kerja.pengukuran_id]}


def _fetch_berlaku(kasus: QuerySet[PengukuranKinerja]) -> list[int]:
    return list(kasus.berlaku().values_list("pk", flat=True))


def _sort_beku(
    berlaku: list[int], saring: dict[str, object] | None = None, *, ringan: bool = False
) -> list[BarisKertasKerja]:
    """The frozen rows of those cases, with what they need; the one that counts last.

    `ringan`: with what was measured only. It is asked at each saved cell, and naming every column takes longer than
    the rows do.
    """
    if not berlaku:
        return []
    baris = BarisKertasKerja.objects.filter(
        kertas_kerja__dibekukan_pada__isnull=False, kertas_kerja__pengukuran__in=berlaku, **(saring or {})
    )
    jalan = "kertas_kerja__pengukuran"
    semua = baris.select_related(f"{jalan}__periode", f"{jalan}__sop", "kertas_kerja__metodologi")
    if ringan:
        semua = baris.select_related(f"{jalan}__periode", f"{jalan}__sop").only(*TERUKUR)
    return sorted(semua.prefetch_related("koreksi_set"), key=lambda b: rank_beku(b.kertas_kerja))


def rank_beku(kertas: KertasKerja) -> tuple[bool, datetime.datetime, int]:
    """A collection that was revised does not move the measurement in force, which took the old figures."""
    return kertas.pengukuran.sop.jenis == JenisSop.PENGUKURAN, kertas.dibekukan_pada, kertas.putaran


def _prefix(jalan: str, syarat: dict[str, object]) -> dict[str, object]:
    return {f"{jalan}__{kunci}": nilai for kunci, nilai in syarat.items()}


def list_kertas_berlaku(periode: Periode, tahun_awal: int) -> list[KertasKerja]:
    """The frozen rounds in force of the office's earlier triwulan since that year; of one triwulan what counts last."""
    tahun_ini = Q(periode__tahun=periode.tahun, periode__triwulan__lt=periode.triwulan)
    sebelum = Q(periode__tahun__lt=periode.tahun) | tahun_ini
    milik = PengukuranKinerja.objects.filter(sebelum, perangkat_daerah=periode.perangkat_daerah_id)
    kasus = milik.filter(periode__tahun__gte=tahun_awal).berlaku()
    semua = KertasKerja.objects.filter(pengukuran__in=kasus, dibekukan_pada__isnull=False)
    return sorted(semua.select_related("pengukuran__periode", "pengukuran__sop", "metodologi"), key=rank_beku)
