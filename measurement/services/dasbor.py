"""What the dashboards show: figures in force of offices and years, in a number of queries that never grows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from django.db.models import OuterRef, QuerySet, Subquery

from collection.models import PerangkatDaerah
from collection.models.formulir import ROMAWI
from measurement.enums import JenisSop, Status
from measurement.grafik import Titik
from measurement.models import BarisKertasKerja, Koreksi, PengukuranKinerja, RingkasanKinerja
from measurement.services.baris import write_kelompok
from measurement.services.rekap import map_terverifikasi

TRIWULAN = (1, 2, 3, 4)
TAHUN_TREN = 5
TINGKAT_PERLU = 2
BERAKHIR = (Status.SELESAI.value, Status.DIBATALKAN.value)


class Sel(NamedTuple):
    """A figure of one triwulan with its band; `pk`: the indicator's row of the kertas kerja, or the round itself.

    `kunci`: of a mean, its group in that round.
    """

    capaian: Decimal | None
    kategori: str
    tingkat: int | None
    pk: int
    desimal: int
    cakupan: str = ""
    kunci: str = ""


@dataclass(frozen=True)
class BarisDasbor:
    """A sasaran or an indicator over the year: what it is, and a cell for each triwulan, none where not measured."""

    kode: str
    uraian: str
    sel: tuple[Sel | None, ...]
    jenis: str = ""
    satuan: str = ""
    unit: str = ""
    kelompok: str = ""

    @property
    def terakhir(self) -> Sel | None:
        """The latest one that was measured."""
        return next((sel for sel in reversed(self.sel) if sel), None)


@dataclass
class Kantor:
    """One office over one year: by triwulan the summary in force, and the cases that are under way."""

    kantor: PerangkatDaerah
    ringkasan: dict[int, RingkasanKinerja] = field(default_factory=dict)
    berjalan: list[PengukuranKinerja] = field(default_factory=list)

    @property
    def sel(self) -> tuple[RingkasanKinerja | None, ...]:
        return tuple(self.ringkasan.get(triwulan) for triwulan in TRIWULAN)

    @property
    def terakhir(self) -> RingkasanKinerja | None:
        """Of the latest triwulan that has one."""
        return next((satu for satu in reversed(self.sel) if satu), None)

    @property
    def perlu_mata(self) -> bool:
        """Whether its latest figure is in one of the two lowest bands."""
        return is_perlu(self.terakhir)


def is_perlu(angka: Sel | RingkasanKinerja | None) -> bool:
    """Whether a figure is in one of the two lowest bands."""
    return bool(angka and angka.tingkat and angka.tingkat <= TINGKAT_PERLU)


def scope_dasbor(kasus: QuerySet[PengukuranKinerja]) -> QuerySet[PengukuranKinerja]:
    """Of these cases the ones whose figures count: measurements in force, no collections."""
    return kasus.berlaku().filter(sop__jenis=JenisSop.PENGUKURAN.value)


def list_ringkasan(kasus: QuerySet[PengukuranKinerja], **periode: object) -> list[RingkasanKinerja]:
    """The latest summary of each of the cases in force, oldest triwulan first, each told whether it is `sementara`.

    Two queries, whatever the number of offices and years.
    """
    terakhir = RingkasanKinerja.objects.filter(pengukuran=OuterRef("pengukuran")).order_by("-pk").values("pk")[:1]
    syarat = {f"pengukuran__periode__{nama}": nilai for nama, nilai in periode.items()}
    semua = RingkasanKinerja.objects.filter(pk=Subquery(terakhir), pengukuran__in=scope_dasbor(kasus), **syarat)
    urut = semua.select_related("pengukuran__periode", "kertas_kerja__metodologi").order_by(
        "pengukuran__periode__tahun", "pengukuran__periode__triwulan", "pk"
    )
    return _mark_sementara(list(urut))


def _mark_sementara(semua: list[RingkasanKinerja]) -> list[RingkasanKinerja]:
    """Provisional until every indicator has a result and the Sekretaris has verified."""
    terbuka = {s.pengukuran_id for s in semua if s.pengukuran.status != Status.SELESAI}
    sah = map_terverifikasi(terbuka)
    for satu in semua:
        satu.sementara = satu.belum_diukur > 0 or not sah.get(satu.pengukuran_id, True)
    return semua


def build_kantor(
    semua_kantor: Iterable[PerangkatDaerah], ringkasan: Iterable[RingkasanKinerja],
    berjalan: Iterable[PengukuranKinerja],
) -> list[Kantor]:  # fmt: skip
    """A row for each office in the order given, also where it has nothing yet."""
    rekap = {kantor.pk: Kantor(kantor) for kantor in semua_kantor}
    for satu in ringkasan:
        periode = satu.pengukuran.periode
        rekap[periode.perangkat_daerah_id].ringkasan[periode.triwulan] = satu
    for kasus in berjalan:
        rekap[kasus.perangkat_daerah_id].berjalan.append(kasus)
    return list(rekap.values())


def list_berjalan(kasus: QuerySet[PengukuranKinerja], tahun: int) -> list[PengukuranKinerja]:
    """The year's cases under way, latest triwulan last, with what their line on the page needs."""
    semua = kasus.exclude(status__in=BERAKHIR).filter(periode__tahun=tahun)
    terkait = semua.select_related("periode", "sop", "perangkat_daerah", "tindakan__langkah")
    return list(terkait.order_by("periode__triwulan", "pk"))


def build_titik_triwulan(kantor: Kantor) -> list[Titik]:
    """The four triwulan of the year as points of a picture, also those that have no figure."""
    return [_build_titik(f"TW {ROMAWI[tw]}", satu) for tw, satu in zip(TRIWULAN, kantor.sel, strict=True)]


def build_titik_tahun(ringkasan: Iterable[RingkasanKinerja]) -> list[Titik]:
    """Of each year its latest triwulan as a point, oldest first."""
    tahunan = {s.pengukuran.periode.tahun: s for s in ringkasan}
    return [_build_titik(str(tahun), satu) for tahun, satu in tahunan.items()]


def _build_titik(label: str, satu: RingkasanKinerja | None) -> Titik:
    if satu is None:
        return Titik(label, None)
    return Titik(label, satu.capaian, satu.tingkat, satu.kategori, satu.serapan, satu.desimal)


def build_sasaran(ringkasan: Iterable[RingkasanKinerja]) -> list[BarisDasbor]:
    """The sasaran of one office's year, by code, as the summaries have them."""
    uraian: dict[str, str] = {}
    sel: dict[str, dict[int, Sel]] = {}
    for satu in ringkasan:
        for isi in satu.sasaran:
            uraian[isi["kode"]] = isi["uraian"]
            nilai = None if isi["capaian"] is None else Decimal(isi["capaian"])
            sel.setdefault(isi["kode"], {})[satu.pengukuran.periode.triwulan] = Sel(
                nilai, isi["kategori"], isi["tingkat"], satu.kertas_kerja_id, satu.desimal, isi["cakupan"], isi["kunci"]
            )
    return [BarisDasbor(kode, uraian[kode], _fill(sel[kode])) for kode in uraian]


def list_indikator(ringkasan: Sequence[RingkasanKinerja]) -> list[BarisDasbor]:
    """Every indicator of one office's year with its figure in force of each triwulan; three queries."""
    sel = _read_sel({s.kertas_kerja_id: (s.pengukuran.periode.triwulan, s.desimal) for s in ringkasan})
    wakil = [milik[max(milik)].pk for milik in sel.values()]
    kolom = ("indikator", "kode", "nama", "jenis", "satuan", "unit", "jalur")
    semua = BarisKertasKerja.objects.filter(pk__in=wakil).order_by("kertas_kerja", "urutan").values_list(*kolom)
    return [_build_indikator(isi, sel[indikator]) for indikator, *isi in semua]


def _read_sel(putaran: dict[int, tuple[int, int]]) -> dict[int, dict[int, Sel]]:
    """Indikator → triwulan → figure; the Kepala's latest correction counts. `putaran`: its triwulan and decimals."""
    kolom = ("capaian", "kategori", "tingkat", "baris__indikator", "baris__kertas_kerja", "baris")
    koreksi = Koreksi.objects.filter(baris__kertas_kerja__in=putaran).order_by("pk").values_list(*kolom)
    asli = BarisKertasKerja.objects.filter(kertas_kerja__in=putaran).order_by()
    hasil: dict[int, dict[int, Sel]] = {}
    semua = asli.values_list("capaian", "kategori", "tingkat", "indikator", "kertas_kerja", "pk")
    for capaian, kategori, tingkat, indikator, kertas, pk in [*semua, *koreksi]:
        triwulan, desimal = putaran[kertas]
        hasil.setdefault(indikator, {})[triwulan] = Sel(capaian, kategori, tingkat, pk, desimal)
    return hasil


def _build_indikator(isi: list, sel: dict[int, Sel]) -> BarisDasbor:
    kode, nama, jenis, satuan, unit, jalur = isi
    return BarisDasbor(kode, nama, _fill(sel), jenis, satuan, unit, write_kelompok(jalur))


def _fill(sel: dict[int, Sel]) -> tuple[Sel | None, ...]:
    return tuple(sel.get(triwulan) for triwulan in TRIWULAN)
