"""The dates of finished cases: by what their act of archiving put on record, else by the office's settings."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Max, QuerySet

from collection.enums import NasibArsip
from collection.models import PerangkatDaerah
from measurement.enums import Aksi, JenisTindakan, KeadaanArsip, StatusDokumen
from measurement.models import Catatan, Dokumen, PengukuranKinerja
from measurement.retensi import Lama, Retensi, compute_retensi

TERKAIT = ("perangkat_daerah", "periode", "sop")


@dataclass(frozen=True)
class BarisArsip:
    """One finished case on a day: `keadaan` of its report, and whether its working papers are over."""

    kasus: PengukuranKinerja
    retensi: Retensi
    klasifikasi: str
    lokasi: str
    nomor: str
    keadaan: KeadaanArsip
    kerja_habis: bool

    @property
    def teks(self) -> str:
        """All that a search looks through, in small letters."""
        kantor = self.kasus.perangkat_daerah
        return f"{self.kasus} {self.nomor} {self.klasifikasi} {self.lokasi} {kantor.nama} {kantor.singkatan}".lower()


def find_tercatat(kasus: PengukuranKinerja) -> Catatan | None:
    """What the act of archiving put on record of classification, place and retention, where the SOP has such an act."""
    semua = [getattr(satu, "isi_catatan", None) for satu in kasus.riwayat if satu.aksi == Aksi.SELESAIKAN]
    return next((satu for satu in reversed(semua) if satu and satu.jenis == JenisTindakan.ARSIP), None)


def find_retensi(kasus: PengukuranKinerja) -> Retensi:
    """The dates of a finished case, by the calendar of its office."""
    catatan = find_tercatat(kasus)
    return _build_retensi(kasus, kasus.riwayat[-1].waktu, catatan.isi if catatan else {})


def find_klasifikasi(kantor: PerangkatDaerah, isi: Mapping[str, Any]) -> str:
    """The archive code on record, else the office's."""
    return str(isi.get("klasifikasi") or kantor.kode_klasifikasi)


def find_lama(kantor: PerangkatDaerah, isi: Mapping[str, Any]) -> Lama:
    """The years of a case: `isi` is the record of its act of archiving; what that leaves out is the office's."""
    return Lama(
        aktif=int(isi.get("retensi_aktif") or kantor.retensi_aktif),
        inaktif=int(isi.get("retensi_inaktif") or kantor.retensi_inaktif),
        kerja=kantor.retensi_kerja,
        nasib=NasibArsip(isi.get("nasib_akhir") or kantor.nasib_arsip),
    )


def _build_retensi(kasus: PengukuranKinerja, akhir: datetime.datetime, isi: Mapping[str, Any]) -> Retensi:
    kantor = kasus.perangkat_daerah
    return compute_retensi(akhir.astimezone(ZoneInfo(kantor.zona)).date(), find_lama(kantor, isi))


def list_arsip(semua: QuerySet[PengukuranKinerja], pada: datetime.date | None = None) -> list[BarisArsip]:
    """Each finished case as it stands on `pada`, or today in its office's zone; four queries whatever their number."""
    kasus = list(semua.select_related(*TERKAIT).annotate(akhir=Max("disposisi_set__waktu")))
    isi, nomor = _map_tercatat(kasus), _map_nomor(kasus)
    return [_build_baris(satu, isi.get(satu.pk, {}), nomor.get(satu.pk, ""), pada) for satu in kasus]


def _build_baris(
    kasus: PengukuranKinerja, isi: Mapping[str, Any], nomor: str, pada: datetime.date | None
) -> BarisArsip:
    kantor = kasus.perangkat_daerah
    retensi, hari = _build_retensi(kasus, kasus.akhir, isi), pada or kantor.hari_ini()
    return BarisArsip(
        kasus, retensi, find_klasifikasi(kantor, isi), str(isi.get("lokasi") or ""), nomor,
        retensi.find_keadaan(hari), retensi.is_kerja_habis(hari),
    )  # fmt: skip


def _map_tercatat(kasus: Iterable[PengukuranKinerja]) -> dict[int, dict[str, Any]]:
    """Case → the record of its last act of archiving."""
    semua = Catatan.objects.filter(
        jenis=JenisTindakan.ARSIP.value, disposisi__aksi=Aksi.SELESAIKAN.value, disposisi__pengukuran__in=kasus
    )
    return dict(semua.order_by("disposisi__urutan").values_list("disposisi__pengukuran", "isi"))


def _map_nomor(kasus: Iterable[PengukuranKinerja]) -> dict[int, str]:
    semua = Dokumen.objects.filter(status=StatusDokumen.DITANDATANGANI.value, pengukuran__in=kasus)
    return dict(semua.order_by().values_list("pengukuran", "nomor"))
