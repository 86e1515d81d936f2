"""How long what a case made is kept: years into dates, and where a record stands on a day. Pure.

How many years is each government's own Jadwal Retensi Arsip (UU 43/2009, PP 28/2012): settings of the office, and what
the act of archiving put on record of one case.
"""

import datetime
from dataclasses import dataclass

from collection.enums import NasibArsip
from measurement.enums import KeadaanArsip

NASIB_KERJA = NasibArsip.MUSNAH
HABIS = {
    NasibArsip.MUSNAH: KeadaanArsip.MUSNAH,
    NasibArsip.PERMANEN: KeadaanArsip.PERMANEN,
    NasibArsip.DINILAI: KeadaanArsip.DINILAI,
}


@dataclass(frozen=True)
class Lama:
    """Years: of the report active, then inactive, and what becomes of it; of the working papers (`kerja`)."""

    aktif: int
    inaktif: int
    kerja: int
    nasib: NasibArsip


@dataclass(frozen=True)
class Retensi:
    """Last days of the case's records, counted from the day on which it was finished, and the report's fate."""

    sejak: datetime.date
    aktif: datetime.date
    inaktif: datetime.date
    kerja: datetime.date
    nasib: NasibArsip

    def find_keadaan(self, hari: datetime.date) -> KeadaanArsip:
        """Where the report stands on that day; its last day still counts."""
        if hari <= self.aktif:
            return KeadaanArsip.AKTIF
        return KeadaanArsip.INAKTIF if hari <= self.inaktif else HABIS[self.nasib]

    def is_kerja_habis(self, hari: datetime.date) -> bool:
        """Whether the working papers are over by that day."""
        return hari > self.kerja


def compute_retensi(sejak: datetime.date, lama: Lama) -> Retensi:
    """The dates of a case that was finished on `sejak`."""
    aktif = add_tahun(sejak, lama.aktif)
    return Retensi(sejak, aktif, add_tahun(aktif, lama.inaktif), add_tahun(sejak, lama.kerja), lama.nasib)


def add_tahun(tanggal: datetime.date, tahun: int) -> datetime.date:
    """The same day, years later; 29 February becomes the 28th where there is none."""
    try:
        return tanggal.replace(year=tanggal.year + tahun)
    except ValueError:
        return tanggal.replace(year=tanggal.year + tahun, day=28)
