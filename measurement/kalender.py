"""Working time: when a step is due, how late it is, how long it took. Pure; all in minutes of working time.

A moment is due at the *end* of its last minute: 30 minutes from Friday 16.00 end on Friday 16.30, not on Monday 07.30.
Between two moments without working time (a night, a weekend, a holiday) nothing grows late.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from collection.jam import TEKS_BIASA, Pekan, parse_pekan
from measurement.enums import KeadaanWaktu

Saat = datetime.datetime
MAKS_HARI = 3660
"""How far a due time is looked for, in days. An office without working hours for ten years is none."""
MENIT_PER_JAM = 60
PEKAN_BIASA = parse_pekan(TEKS_BIASA)
SATU_MENIT = datetime.timedelta(minutes=1)
NOL = datetime.timedelta(0)


class KalenderError(ValueError):
    """No working time where some was looked for."""


@dataclass(frozen=True)
class Masa:
    """Working hours in force from `mulai`; with a last day (`selesai`) they are an exception, e.g. Ramadan."""

    mulai: datetime.date
    selesai: datetime.date | None
    pekan: Pekan


@dataclass(frozen=True)
class Jadwal:
    """An office's calendar: zone, working hours with their days, and the days off."""

    zona: ZoneInfo
    masa: tuple[Masa, ...] = ()
    libur: frozenset[datetime.date] = frozenset()
    _hari: dict[datetime.date, tuple[tuple[Saat, Saat], ...]] = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True)
class Tenggat:
    """When an act is due, seen from one moment. `sisa` is in working minutes, below zero when late."""

    jatuh_tempo: Saat
    sisa: int
    lewat: bool
    keadaan: KeadaanWaktu
    teks: str


def find_pekan(tanggal: datetime.date, jadwal: Jadwal) -> Pekan:
    """The week in force on that day: an exception before the rule, of two the one that began last."""
    berlaku = [m for m in jadwal.masa if m.mulai <= tanggal and (m.selesai is None or tanggal <= m.selesai)]
    if not berlaku:
        return PEKAN_BIASA
    return max(berlaku, key=lambda m: (m.selesai is not None, m.mulai)).pekan


def list_kerja(tanggal: datetime.date, jadwal: Jadwal) -> tuple[tuple[Saat, Saat], ...]:
    """The working spans of one day of the office's zone, as moments in UTC; none on a day off."""
    if tanggal not in jadwal._hari:
        rentang = () if tanggal in jadwal.libur else find_pekan(tanggal, jadwal)[tanggal.weekday()]
        pagi = Saat.combine(tanggal, datetime.time.min, jadwal.zona).astimezone(datetime.UTC)
        jadwal._hari[tanggal] = tuple((pagi + awal * SATU_MENIT, pagi + akhir * SATU_MENIT) for awal, akhir in rentang)
    return jadwal._hari[tanggal]


def add_minutes(mulai: Saat, menit: int, jadwal: Jadwal) -> Saat:
    """The moment at which so many working minutes after `mulai` have passed, in the office's zone.

    Zero minutes give the first moment of work at or after `mulai`. Raises ValueError for a moment without a zone or
    fewer than no minutes, KalenderError where ten years do not hold so much working time.
    """
    if menit < 0:
        raise ValueError(menit)
    saat, sisa = _to_utc(mulai), datetime.timedelta(minutes=menit)
    for awal, akhir in _walk(saat, jadwal):
        dari = max(awal, saat)
        if sisa <= akhir - dari:
            return (dari + sisa).astimezone(jadwal.zona)
        sisa -= akhir - dari
    raise KalenderError(f"Jam kerja kantor ini tidak memuat {menit} menit kerja dalam sepuluh tahun.")


def _walk(saat: Saat, jadwal: Jadwal) -> Iterator[tuple[Saat, Saat]]:
    """The spans that are not over at that moment, in order, for as many days as are looked at."""
    awal = saat.astimezone(jadwal.zona).toordinal()
    for urut in range(awal, min(awal + MAKS_HARI, datetime.date.max.toordinal())):
        for rentang in list_kerja(datetime.date.fromordinal(urut), jadwal):
            if rentang[1] > saat:
                yield rentang


def count_minutes(dari: Saat, sampai: Saat, jadwal: Jadwal) -> int:
    """Whole working minutes between two moments; 0 where the second is not later. Raises ValueError without a zone."""
    mulai, akhir = _to_utc(dari), _to_utc(sampai)
    jumlah = NOL
    hari = range(mulai.astimezone(jadwal.zona).toordinal(), akhir.astimezone(jadwal.zona).toordinal() + 1)
    for urut in hari:
        for awal, tutup in list_kerja(datetime.date.fromordinal(urut), jadwal):
            jumlah += max(min(tutup, akhir) - max(awal, mulai), NOL)
    return jumlah // SATU_MENIT


def _to_utc(saat: Saat) -> Saat:
    if saat.tzinfo is None:
        raise ValueError("a moment needs its zone")
    return saat.astimezone(datetime.UTC)


def find_tenggat(
    mulai: Saat, menit: int | None, kini: Saat, jadwal: Jadwal, *, ambang: int, menit_per_hari: int
) -> Tenggat | None:
    """When an act whose turn came at `mulai` is due, and how that stands now; the one place where it is decided.

    `menit` is the step's mutu baku; without one, and where the calendar cannot hold it, there is no due time.
    `ambang` is how many working minutes before it is called near, at most half of the mutu baku.
    """
    if menit is None:
        return None
    try:
        jatuh_tempo = add_minutes(mulai, menit, jadwal)
    except KalenderError:
        return None
    sisa = count_minutes(kini, jatuh_tempo, jadwal) or -count_minutes(jatuh_tempo, kini, jadwal)
    keadaan = judge_sisa(sisa, menit, ambang)
    return Tenggat(jatuh_tempo, sisa, kini >= jatuh_tempo, keadaan, write_sisa(sisa, menit_per_hari))


def judge_sisa(sisa: int, menit: int, ambang: int) -> KeadaanWaktu:
    """Late from the first working minute after the due time; near in the last `ambang` minutes, or half of the norm."""
    if sisa < 0:
        return KeadaanWaktu.TERLAMBAT
    return KeadaanWaktu.HAMPIR if sisa <= min(ambang, menit // 2) else KeadaanWaktu.TEPAT


def write_sisa(sisa: int, menit_per_hari: int) -> str:
    """What is left or how late, e.g. "2 hari kerja 3 jam lagi", "terlambat 1 hari kerja"."""
    if sisa == 0:
        return "jatuh tempo"
    lama = write_lama(abs(sisa), menit_per_hari)
    if abs(sisa) < menit_per_hari:
        lama += " kerja"  # ten minutes on a Saturday are Monday's
    return f"{lama} lagi" if sisa > 0 else f"terlambat {lama}"


def write_lama(menit: int, menit_per_hari: int) -> str:
    """Working minutes as people say them, in the two largest units: "2 hari kerja 3 jam", "1 jam 15 menit"."""
    hari, sisa = divmod(menit, menit_per_hari)
    jam, lebih = divmod(sisa, MENIT_PER_JAM)
    bagian = [(hari, "hari kerja"), (jam, "jam"), (0 if hari else lebih, "menit")]
    return " ".join(f"{n} {satuan}" for n, satuan in bagian if n) or f"{menit} menit"
