"""What counted before: figures of earlier triwulan and years, frozen and corrected where they were."""

import datetime
from collections.abc import Iterable, Mapping

from django.db.models import Q, QuerySet

from collection.models import Periode, Realisasi
from collection.nilai import NilaiRealisasi, build_realisasi
from collection.services.riwayat import Lalu
from measurement.enums import JenisSop
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


def list_lalu_terlapor(
    periode: Periode, lapor: Mapping[int, list[Lalu]]
) -> dict[tuple[int, int], NilaiRealisasi | None]:
    """The same of the indicators of `lapor`, whose reported values are at hand (collection `map_lalu`)."""
    if periode.triwulan == 1:
        return {}
    kasus = PengukuranKinerja.objects.filter(
        periode__perangkat_daerah=periode.perangkat_daerah_id, periode__tahun=periode.tahun,
        periode__triwulan__lt=periode.triwulan,
    )  # fmt: skip
    setahun = [(kunci, s) for kunci, semua in lapor.items() for s in semua if s.tahun == periode.tahun]
    beku = _list_beku(kasus, {"indikator__in": list(lapor)})
    return {(kunci, satu.triwulan): satu.terukur for kunci, satu in setahun} | beku


def list_realisasi_tahun_lalu(
    periode: Periode, indikator: Iterable[int] | None = None
) -> dict[int, NilaiRealisasi | None]:
    """Indikator → the value that counted in the same triwulan of the year before."""
    lalu = {"tahun": periode.tahun - 1, "triwulan": periode.triwulan}
    return {kunci: nilai for (kunci, _), nilai in _list_realisasi(periode, lalu, indikator).items()}


def list_realisasi_setahun(
    periode: Periode, tahun: int, indikator: Iterable[int] | None = None
) -> dict[tuple[int, int], NilaiRealisasi | None]:
    """(indikator, triwulan) → the value that counted in each triwulan of that year, up to the triwulan's own."""
    return _list_realisasi(periode, {"tahun": tahun, "triwulan__lte": periode.triwulan}, indikator)


def _list_realisasi(
    periode: Periode, lalu: dict[str, object], indikator: Iterable[int] | None
) -> dict[tuple[int, int], NilaiRealisasi | None]:
    milik = {"perangkat_daerah": periode.perangkat_daerah_id} | lalu
    saring = {} if indikator is None else {"indikator__in": list(indikator)}
    diisi = Realisasi.objects.filter(**_prefix("periode", milik), **saring).exclude(nilai=None, penyebut=None)
    isi = ("nilai", "pembilang", "penyebut", "indikator__pengali")
    semua = diisi.order_by().values_list("indikator", "periode__triwulan", *isi)
    kasus = PengukuranKinerja.objects.filter(**_prefix("periode", milik))
    return {(kunci, tw): build_realisasi(*nilai) for kunci, tw, *nilai in semua} | _list_beku(kasus, saring)


def _list_beku(
    kasus: QuerySet[PengukuranKinerja], saring: dict[str, object]
) -> dict[tuple[int, int], NilaiRealisasi | None]:
    """What was frozen in the cases in force; of a collection and its measurement what the measurement says."""
    hasil = {}
    for satu in _sort_beku(kasus, saring, ringan=True):
        koreksi = list(satu.koreksi_set.all())
        nilai = satu.read_terukur(koreksi[-1] if koreksi else None)
        hasil[satu.indikator_id, satu.kertas_kerja.pengukuran.periode.triwulan] = nilai
    return hasil


def find_baris_beku(periode: Periode) -> dict[int, BarisKertasKerja]:
    """Indikator → the frozen row by which it was measured in the triwulan; none of a case that is computed anew."""
    baris = _sort_beku(PengukuranKinerja.objects.filter(periode=periode))
    putaran = KertasKerja.objects.filter(pengukuran__periode=periode).order_by("putaran")
    terakhir = dict(putaran.values_list("pengukuran", "dibekukan_pada"))
    return {b.indikator_id: b for b in baris if terakhir[b.kertas_kerja.pengukuran_id]}


def _sort_beku(
    kasus: QuerySet[PengukuranKinerja], saring: dict[str, object] | None = None, *, ringan: bool = False
) -> list[BarisKertasKerja]:
    """The frozen rows of those cases that are in force, with what they need; the one that counts last.

    `ringan`: with what was measured only. It is asked at each saved cell, and naming every column takes longer than
    the rows do.
    """
    berlaku = list(kasus.berlaku().values_list("pk", flat=True))
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
