"""How long what a case made is kept: the usual values, for offices whose JRA says nothing else. Pure.

Practice of regional offices (a JRA is each government's own, UU 43/2009): reports two years active, three inactive,
then permanent; working papers are destroyed after three to five years, here after the longer time.
"""

import datetime
from dataclasses import dataclass

TAHUN_AKTIF, TAHUN_INAKTIF, TAHUN_KERJA = 2, 3, 5
NASIB_LAPORAN = "permanen"
NASIB_KERJA = "musnah"


@dataclass(frozen=True)
class Retensi:
    """Last days of the case's records, counted from the day on which it was finished."""

    sejak: datetime.date
    aktif: datetime.date
    inaktif: datetime.date
    kerja: datetime.date


def compute_retensi(sejak: datetime.date) -> Retensi:
    """The dates of a case that was finished on `sejak`."""
    aktif = add_tahun(sejak, TAHUN_AKTIF)
    return Retensi(sejak, aktif, add_tahun(aktif, TAHUN_INAKTIF), add_tahun(sejak, TAHUN_KERJA))


def add_tahun(tanggal: datetime.date, tahun: int) -> datetime.date:
    """The same day, years later; 29 February becomes the 28th where there is none."""
    hari = 28 if (tanggal.month, tanggal.day) == (2, 29) else tanggal.day
    return tanggal.replace(year=tanggal.year + tahun, day=hari)
