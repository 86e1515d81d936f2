"""Calendars and moments as tests of due times need them."""

import datetime
import io
from zoneinfo import ZoneInfo

from openpyxl import Workbook

from collection.jam import TEKS_BIASA
from collection.models import HariLibur, JamKerja, PerangkatDaerah
from measurement.models import PengukuranKinerja


def create_jam(kantor: PerangkatDaerah, mulai: str, selesai: str | None = None, pekan=TEKS_BIASA) -> JamKerja:
    """Working hours from a day on."""
    akhir = datetime.date.fromisoformat(selesai) if selesai else None
    awal = datetime.date.fromisoformat(mulai)
    return JamKerja.objects.create(perangkat_daerah=kantor, nama="Jam uji", mulai=awal, selesai=akhir, pekan=list(pekan))


def create_libur(kantor: PerangkatDaerah, *tanggal: str) -> HariLibur:
    """Days off; gives the last."""
    for satu in tanggal:
        hari = datetime.date.fromisoformat(satu)
        libur = HariLibur.objects.create(perangkat_daerah=kantor, tanggal=hari, nama="Libur uji")
    return libur


def at(kantor: PerangkatDaerah, teks: str) -> datetime.datetime:
    """The moment at which the office's clock shows this."""
    return datetime.datetime.fromisoformat(teks).replace(tzinfo=ZoneInfo(kantor.zona))


def set_sejak(kasus: PengukuranKinerja, saat: datetime.datetime) -> PengukuranKinerja:
    """The present act's turn came then."""
    PengukuranKinerja.objects.filter(pk=kasus.pk).update(tindakan_sejak=saat)
    return PengukuranKinerja.objects.get(pk=kasus.pk)


def build_buku(*baris: list[object]) -> bytes:
    """A workbook with these rows."""
    buku = Workbook()
    for satu in baris:
        buku.active.append(satu)
    berkas = io.BytesIO()
    buku.save(berkas)
    return berkas.getvalue()
