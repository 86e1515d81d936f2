"""How long steps took, in working minutes of the office, from the trail of Disposisi alone."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from statistics import median

from django.db.models import QuerySet
from django.utils import timezone

from collection.models import Pengguna, PerangkatDaerah
from measurement.enums import Aksi, Status
from measurement.kalender import Jadwal, count_minutes, write_lama
from measurement.models import Disposisi, PengukuranKinerja, Sop
from measurement.queries import scope_pengukuran
from measurement.tenggat import load_jadwal, map_penantian

LEBAR = 1000
"""The axis of a bar, in units of its picture."""
TERKAIT = (
    "tindakan__langkah", "pengukuran__sop", "pengukuran__periode", "pengukuran__perangkat_daerah"
)  # fmt: skip


@dataclass(frozen=True)
class Lintasan:
    """One pass through one step: its acts without a step between them. A return makes another pass."""

    kasus: PengukuranKinerja
    nomor: int
    uraian: str
    sebutan: str
    mulai: datetime.datetime
    selesai: datetime.datetime | None
    menit: int
    norma: int | None

    @property
    def lewat(self) -> int:
        """Working minutes beyond the mutu baku; 0 within it or without one."""
        return max(self.menit - self.norma, 0) if self.norma is not None else 0

    @property
    def teks(self) -> str:
        return write_lama(self.menit, self.kasus.sop.menit_per_hari)

    @property
    def teks_norma(self) -> str:
        return write_lama(self.norma, self.kasus.sop.menit_per_hari) if self.norma is not None else ""

    @property
    def teks_lewat(self) -> str:
        return write_lama(self.lewat, self.kasus.sop.menit_per_hari) if self.lewat else ""


@dataclass(frozen=True)
class Batang:
    """A pass as a bar on the case's axis: how far it and its norm reach, of LEBAR."""

    lintasan: Lintasan
    lebar: int
    garis: int | None


@dataclass(frozen=True)
class RekapLangkah:
    """One step of an SOP over many passes. Times in words."""

    nomor: int
    uraian: str
    norma: str
    jumlah: int
    median: str
    terlama: str
    tepat: int | None


@dataclass(frozen=True)
class LangkahLambat:
    """A step that was late: how many of its passes, and the worst delay in words."""

    nomor: int
    uraian: str
    terlambat: int
    jumlah: int
    terburuk: str


@dataclass(frozen=True)
class RekapKantor:
    """One office over the year: its first cases, the median of what a finished one took, how many passes were late.

    `revisi`: how many of them were opened again; what those took is in none of the other figures.
    """

    kantor: PerangkatDaerah
    kasus: int
    selesai: int
    median: str
    lintasan: int
    terlambat: int
    revisi: int


def list_tahun(user: Pengguna) -> list[int]:
    """The years for which the user's offices have cases, latest first."""
    semua = scope_pengukuran(user).order_by("-periode__tahun").values_list("periode__tahun", flat=True)
    return list(semua.distinct())


def list_lintasan(kasus: QuerySet[PengukuranKinerja]) -> list[Lintasan]:
    """Every pass through a step that was finished or returned, case by case in order; two queries."""
    baris = Disposisi.objects.filter(pengukuran__in=kasus).exclude(aksi=Aksi.BATALKAN).select_related(*TERKAIT)
    semua = list(baris.order_by("pengukuran__perangkat_daerah__nama", "pengukuran__periode", "pengukuran", "urutan"))
    jadwal = load_jadwal({d.pengukuran.perangkat_daerah_id: d.pengukuran.perangkat_daerah for d in semua}.values())
    kunci = groupby(semua, key=lambda d: (d.pengukuran_id, d.tindakan.langkah_id))
    return [_build(list(grup), jadwal) for _, grup in kunci]


def _build(grup: list[Disposisi], jadwal: dict[int, Jadwal]) -> Lintasan:
    kasus, langkah = grup[0].pengukuran, grup[0].tindakan.langkah
    milik = jadwal[kasus.perangkat_daerah_id]
    return Lintasan(
        kasus, langkah.nomor, langkah.uraian, ", ".join(dict.fromkeys(d.sebutan for d in grup)), grup[0].mulai_pada,
        grup[-1].waktu, sum(count_minutes(d.mulai_pada, d.waktu, milik) for d in grup), langkah.menit,
    )  # fmt: skip


def recap_langkah(sop: Sop, lintasan: Iterable[Lintasan]) -> list[RekapLangkah]:
    """Each step of the SOP: passes, median, worst, and how many of a hundred were within the mutu baku.

    Of first cases: a revision begins with the records of the case that it replaces, and is quicker by that.
    """
    per_langkah: dict[int, list[Lintasan]] = {}
    for satu in lintasan:
        if satu.kasus.sop_id == sop.pk and not satu.kasus.revisi:
            per_langkah.setdefault(satu.nomor, []).append(satu)
    return [_recap(langkah, per_langkah.get(langkah.nomor, []), sop) for langkah in sop.langkah_set.all()]


def _recap(langkah, lintasan: list[Lintasan], sop: Sop) -> RekapLangkah:
    menit = [satu.menit for satu in lintasan]
    norma = write_lama(langkah.menit, sop.menit_per_hari) if langkah.menit is not None else ""
    tepat = sum(not satu.lewat for satu in lintasan)
    return RekapLangkah(
        langkah.nomor, langkah.uraian, norma, len(menit), write_median(menit, sop.menit_per_hari),
        write_lama(max(menit), sop.menit_per_hari) if menit else "",
        round(100 * tepat / len(menit)) if menit and norma else None,
    )  # fmt: skip


def recap_lambat(lintasan: Iterable[Lintasan]) -> list[LangkahLambat]:
    """The steps that took longer than their mutu baku, the one most often late first."""
    per_langkah: dict[tuple[int, int], list[Lintasan]] = {}
    for satu in lintasan:
        if satu.norma is not None:
            per_langkah.setdefault((satu.kasus.sop_id, satu.nomor), []).append(satu)
    semua = [_recap_lambat(milik) for milik in per_langkah.values() if any(satu.lewat for satu in milik)]
    return sorted(semua, key=lambda satu: (-satu.terlambat, satu.nomor))


def _recap_lambat(lintasan: list[Lintasan]) -> LangkahLambat:
    terburuk = max(lintasan, key=lambda satu: satu.lewat)
    terlambat = sum(satu.lewat > 0 for satu in lintasan)
    return LangkahLambat(terburuk.nomor, terburuk.uraian, terlambat, len(lintasan), terburuk.teks_lewat)


def write_median(menit: list[int], menit_per_hari: int) -> str:
    """The middle one in words; of an even number, the middle between both, in whole minutes."""
    return write_lama(int(median(menit)), menit_per_hari) if menit else ""


def recap_kantor(kasus: Iterable[PengukuranKinerja], lintasan: Iterable[Lintasan]) -> list[RekapKantor]:
    """Each office with a case, by name."""
    milik: dict[int, list[PengukuranKinerja]] = {}
    for satu in kasus:
        milik.setdefault(satu.perangkat_daerah_id, []).append(satu)
    lewat: dict[int, list[Lintasan]] = {pk: [] for pk in milik}
    for satu in lintasan:
        lewat[satu.kasus.perangkat_daerah_id].append(satu)
    hasil = [_recap_kantor(semua, lewat[pk]) for pk, semua in milik.items()]
    return sorted(hasil, key=lambda satu: satu.kantor.nama)


def _recap_kantor(kasus: list[PengukuranKinerja], lintasan: list[Lintasan]) -> RekapKantor:
    pertama = [satu for satu in kasus if not satu.revisi]
    selesai = {satu.pk: 0 for satu in pertama if satu.status == Status.SELESAI}
    dilalui = [satu for satu in lintasan if not satu.kasus.revisi]
    for satu in dilalui:
        if satu.kasus.pk in selesai:
            selesai[satu.kasus.pk] += satu.menit
    return RekapKantor(
        kasus[0].perangkat_daerah, len(pertama), len(selesai),
        write_median(list(selesai.values()), kasus[0].sop.menit_per_hari), len(dilalui),
        sum(satu.lewat > 0 for satu in dilalui), len(kasus) - len(pertama),
    )  # fmt: skip


def list_batang(kasus: PengukuranKinerja) -> list[Batang]:
    """The case's passes and, at the end, its present step so far, on one axis as long as the longest of them.

    A step that waits for another procedure is not under way.
    """
    semua = list_lintasan(PengukuranKinerja.objects.filter(pk=kasus.pk))
    if kasus.tindakan and not map_penantian([kasus]):
        semua.append(_build_kini(kasus))
    panjang = max((max(satu.menit, satu.norma or 0) for satu in semua), default=0) or 1
    return [
        Batang(satu, LEBAR * satu.menit // panjang, LEBAR * satu.norma // panjang if satu.norma else None)
        for satu in semua
    ]


def _build_kini(kasus: PengukuranKinerja) -> Lintasan:
    langkah = kasus.tindakan.langkah
    jadwal = load_jadwal([kasus.perangkat_daerah])[kasus.perangkat_daerah_id]
    menit = count_minutes(kasus.tindakan_sejak, timezone.now(), jadwal)
    peran = kasus.tindakan.get_peran_display()
    return Lintasan(kasus, langkah.nomor, langkah.uraian, peran, kasus.tindakan_sejak, None, menit, langkah.menit)
