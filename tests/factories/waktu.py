"""Calendars and moments as tests of due times need them."""

import datetime
from zoneinfo import ZoneInfo

from collection.jam import TEKS_BIASA
from collection.models import HariLibur, JamKerja, PerangkatDaerah
from measurement.models import PengukuranKinerja


def create_jam(kantor: PerangkatDaerah, mulai: str, selesai: str | None = None, pekan=TEKS_BIASA) -> JamKerja:
    """Working hours from a day on."""
    akhir = datetime.date.fromisoformat(selesai) if selesai else None
    awal = datetime.date.fromisoformat(mulai)
    return JamKerja.objects.create(perangkat_daerah=kantor, nama="Jam uji", mulai=awal, selesai=akhir, pekan=list(pekan))


def create_libur(kantor: PerangkatDaerah, *tanggal: str) -> None:
    """Days off."""
    for satu in tanggal:
        HariLibur.objects.create(perangkat_daerah=kantor, tanggal=datetime.date.fromisoformat(satu), nama="Libur uji")


def at(kantor: PerangkatDaerah, teks: str) -> datetime.datetime:
    """The moment at which the office's clock shows this."""
    return datetime.datetime.fromisoformat(teks).replace(tzinfo=ZoneInfo(kantor.zona))


def set_sejak(kasus: PengukuranKinerja, saat: datetime.datetime) -> PengukuranKinerja:
    """The present act's turn came then."""
    PengukuranKinerja.objects.filter(pk=kasus.pk).update(tindakan_sejak=saat)
    return PengukuranKinerja.objects.get(pk=kasus.pk)
