"""A finished case and its revision: what stands in whose place, since when, and what was measured on old figures."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef

from collection.enums import Peran
from collection.models import Pengguna
from collection.tanggal import write_tanggal
from measurement.enums import Status, StatusDokumen
from measurement.models import Dokumen, PengukuranKinerja
from measurement.queries import find_penugasan, find_tertanda


@dataclass(frozen=True)
class Revisi:
    """A case that stands in another's place, or is to, with its signed report where there is one."""

    kasus: PengukuranKinerja
    dokumen: Dokumen | None = None

    @property
    def menggantikan(self) -> bool:
        """Whether the old report no longer counts: this one is signed, or was finished without a signature."""
        return self.dokumen is not None or self.kasus.status == Status.SELESAI

    @property
    def sejak(self) -> datetime.date:
        """The day on which it was opened, in the office's zone."""
        return self.kasus.dibuat_pada.astimezone(ZoneInfo(self.kasus.perangkat_daerah.zona)).date()

    @property
    def teks(self) -> str:
        """What the old report says of it, to everybody: number and date of a signed report, else only since when."""
        if self.dokumen:
            return f"Digantikan oleh laporan nomor {self.dokumen.nomor} tanggal {write_tanggal(self.dokumen.tanggal)}."
        if self.menggantikan:
            return f"Digantikan oleh hasil pengukuran Revisi {self.kasus.revisi}."
        return f"Sedang direvisi sejak {write_tanggal(self.sejak)}; tetap berlaku sampai revisinya ditandatangani."

    @property
    def kode(self) -> str:
        """Where everybody may see the report that stands in its place; empty while there is none."""
        return self.dokumen.kode if self.dokumen else ""

    @property
    def cip(self) -> str:
        """The same in two words."""
        return "Digantikan" if self.menggantikan else "Sedang direvisi"


def map_revisi(kasus: Iterable[int]) -> dict[int, Revisi]:
    """Key of each case that was opened again → its revision, but for cancelled ones. Two queries at most."""
    semua = PengukuranKinerja.objects.filter(menggantikan__in=kasus).exclude(status=Status.DIBATALKAN.value)
    revisi = list(semua.select_related("sop", "periode", "perangkat_daerah"))
    tertanda = Dokumen.objects.filter(pengukuran__in=revisi, status=StatusDokumen.DITANDATANGANI.value)
    dokumen = {satu.pengukuran_id: satu for satu in tertanda} if revisi else {}
    return {satu.menggantikan_id: Revisi(satu, dokumen.get(satu.pk)) for satu in revisi}


def find_revisi(kasus: PengukuranKinerja) -> Revisi | None:
    """The case's revision, running or finished."""
    return map_revisi([kasus.pk]).get(kasus.pk)


def find_semula(kasus: PengukuranKinerja) -> Revisi | None:
    """What a revision replaces: the case with its signed report."""
    if kasus.menggantikan_id is None:
        return None
    lama = PengukuranKinerja.objects.select_related("sop", "periode", "perangkat_daerah").get(pk=kasus.menggantikan_id)
    return Revisi(lama, find_tertanda(lama))


def list_terdampak(lama: PengukuranKinerja, revisi: PengukuranKinerja | None = None) -> list[PengukuranKinerja]:
    """Cases that were measured on the figures of `lama`: to be looked at again once its revision ends, never a bar.

    The later triwulan of the year, whose figures add up with this one's, and what took its data from `lama`; as long
    as their latest kertas kerja is older than the end of `revisi` (none, or still running: whenever it was computed).
    """
    pengganti = PengukuranKinerja.objects.filter(menggantikan=OuterRef("pk"), status=Status.SELESAI.value)
    semua = PengukuranKinerja.objects.filter(perangkat_daerah=lama.perangkat_daerah, periode__tahun=lama.periode.tahun)
    lain = semua.exclude(status=Status.DIBATALKAN.value).exclude(Exists(pengganti))
    terkait = lain.select_related("sop", "periode").prefetch_related("kertas_kerja_set")
    urut = terkait.order_by("periode__triwulan", "pk")
    akhir = revisi.riwayat[-1].waktu if revisi and revisi.status == Status.SELESAI else None
    return [satu for satu in urut if _stands_on(satu, lama) and _is_lebih_tua(satu, akhir)]


def _stands_on(satu: PengukuranKinerja, lama: PengukuranKinerja) -> bool:
    return satu.periode.triwulan > lama.periode.triwulan or satu.masukan_id == lama.pk


def _is_lebih_tua(satu: PengukuranKinerja, akhir: datetime.datetime | None) -> bool:
    """Whether its latest round was computed before that moment; one that was never computed stands on nothing."""
    putaran = satu.kertas_kerja_set.all()[:1]
    return bool(putaran) and (akhir is None or putaran[0].dihitung_pada < akhir)


def build_revisi(kasus: PengukuranKinerja, user: Pengguna) -> dict[str, Any]:
    """What the case page says of revisions; an unfinished case that is none costs no query."""
    selesai = kasus.status == Status.SELESAI
    pengganti = find_revisi(kasus) if selesai else None
    kepala = selesai and pengganti is None and find_penugasan(user, kasus.perangkat_daerah, Peran.KEPALA)
    semula = find_semula(kasus)
    tampil = semula and kasus.status != Status.DIBATALKAN and not (pengganti and pengganti.menggantikan)
    return {
        "pengganti": pengganti,
        "semula": semula,
        "sudah_menggantikan": bool(semula) and Revisi(kasus, find_tertanda(kasus)).menggantikan,
        "terdampak": list_terdampak(semula.kasus, kasus) if tampil else [],
        "boleh_revisi": bool(kepala),
    }


def write_snapshot_revisi(kasus: PengukuranKinerja) -> dict[str, Any]:
    """What the revision's report says of the one that it replaces, and why; nothing for a first measurement."""
    semula = find_semula(kasus)
    if semula is None:
        return {}
    lama = semula.dokumen
    tanggal = {"tanggal": lama.tanggal.isoformat(), "tanggal_teks": write_tanggal(lama.tanggal)} if lama else {}
    return {
        "revisi": {
            "ke": kasus.revisi, "alasan": kasus.alasan, "oleh": kasus.dibuat_oleh.nama, "sebutan": kasus.sebutan,
            "nomor": lama.nomor if lama else "", "kode": lama.kode if lama else "",
            "sha256": lama.sha256 if lama else "", **tanggal,
        }
    }  # fmt: skip
