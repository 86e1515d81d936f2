"""Working time by table: across noon, night, Friday, weekend, holiday, Ramadan, zones, the last second of a day."""

import datetime
from zoneinfo import ZoneInfo

import pytest

from collection.jam import TEKS_RAMADAN, parse_pekan
from measurement.enums import KeadaanWaktu
from measurement.kalender import (
    MAKS_HARI,
    Jadwal,
    KalenderError,
    Masa,
    add_minutes,
    count_minutes,
    find_pekan,
    find_tenggat,
    write_lama,
    write_sisa,
)

WIB, WITA, WIT = (ZoneInfo(nama) for nama in ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"))
HARI = datetime.date
LIBUR = frozenset({HARI(2026, 3, d) for d in (18, 19, 20, 21, 22, 23, 24)} | {HARI(2026, 8, 17)})
RAMADAN = Masa(HARI(2026, 2, 19), HARI(2026, 3, 20), parse_pekan(TEKS_RAMADAN))
KANTOR = Jadwal(WIB, (RAMADAN,), LIBUR)


def at(teks, zona=WIB):
    return datetime.datetime.fromisoformat(teks).replace(tzinfo=zona)


@pytest.mark.parametrize(
    ("mulai", "menit", "jatuh_tempo"),
    [
        ("2026-07-01 09:00", 30, "2026-07-01 09:30"),
        ("2026-07-01 11:30", 30, "2026-07-01 12:00"),  # the end of a span is still in it
        ("2026-07-01 11:30", 31, "2026-07-01 13:01"),  # across the break
        ("2026-07-01 12:15", 10, "2026-07-01 13:10"),  # begun in the break
        ("2026-07-01 06:00", 60, "2026-07-01 08:30"),  # begun before work
        ("2026-07-01 16:00", 1, "2026-07-02 07:31"),  # across the night
        ("2026-07-01 23:59:59", 1, "2026-07-02 07:31"),
        ("2026-07-02 00:00", 1, "2026-07-02 07:31"),
        ("2026-07-01 11:59:30", 1, "2026-07-01 13:00:30"),  # seconds are kept
        ("2026-07-01 07:30", 450, "2026-07-01 16:00"),  # one hari is one day
        ("2026-07-01 10:00", 450, "2026-07-02 10:00"),
        ("2026-07-02 10:00", 450, "2026-07-03 10:00"),  # into Friday
        ("2026-07-03 11:30", 15, "2026-07-03 13:15"),  # Friday's long break
        ("2026-07-03 16:30", 1, "2026-07-06 07:31"),  # across the weekend
        ("2026-07-03 16:29", 1, "2026-07-03 16:30"),
        ("2026-07-04 09:00", 450, "2026-07-06 16:00"),  # begun on a Saturday
        ("2026-08-14 15:30", 120, "2026-08-18 08:30"),  # weekend and 17 August
        ("2026-08-17 09:00", 10, "2026-08-18 07:40"),  # begun on a holiday
        ("2026-02-18 16:00", 390, "2026-02-19 15:00"),  # Ramadan: 390 minutes are a day
        ("2026-02-18 10:00", 450, "2026-02-19 10:30"),
        ("2026-02-19 12:00", 1, "2026-02-19 12:31"),  # its short break
        ("2026-02-20 11:30", 1, "2026-02-20 12:31"),  # its Friday
        ("2026-03-17 14:00", 61, "2026-03-25 07:31"),  # its last day, Nyepi, Idulfitri, ordinary hours again
        ("2026-07-01 09:00", 0, "2026-07-01 09:00"),
        ("2026-07-01 12:00", 0, "2026-07-01 13:00"),
        ("2026-07-03 17:00", 0, "2026-07-06 07:30"),
        ("2026-12-31 15:00", 120, "2027-01-01 08:30"),  # a year that nobody entered holidays for
    ],
)
def test_due_time(mulai, menit, jatuh_tempo):
    assert add_minutes(at(mulai), menit, KANTOR).isoformat() == at(jatuh_tempo).isoformat()


def test_one_moment_is_another_hour_in_each_zone():
    """15.00 WIB is the end of the day in WITA and past it in WIT: the norm runs in the office's own hours."""
    hasil = [add_minutes(at("2026-07-01 15:00"), 60, Jadwal(zona)).isoformat() for zona in (WIB, WITA, WIT)]
    assert hasil == ["2026-07-01T16:00:00+07:00", "2026-07-02T08:30:00+08:00", "2026-07-02T08:30:00+09:00"]


def test_a_holiday_is_the_offices_own_day():
    """The 18th has begun in WIT while it is still the 17th in WIB."""
    libur = frozenset({HARI(2026, 8, 18)})
    saat = at("2026-08-17 22:30")
    assert add_minutes(saat, 1, Jadwal(WIB, libur=libur)) == at("2026-08-19 07:31")
    assert add_minutes(saat, 1, Jadwal(WIT, libur=libur)) == at("2026-08-19 07:31", WIT)


@pytest.mark.parametrize(
    ("dari", "sampai", "menit"),
    [
        ("2026-07-01 09:00", "2026-07-01 09:30", 30),
        ("2026-07-01 11:00", "2026-07-01 14:00", 120),
        ("2026-07-03 16:30", "2026-07-06 07:30", 0),
        ("2026-07-03 16:29:01", "2026-07-06 07:30", 0),
        ("2026-07-01 00:00", "2026-07-01 23:59:59", 450),
        ("2026-06-29 00:00", "2026-07-05 23:59:59", 2250),
        ("2026-07-01 09:30", "2026-07-01 09:00", 0),
        ("2026-02-16 00:00", "2026-02-20 23:59:59", 450 * 3 + 390 * 2),
        ("2026-08-14 15:30", "2026-08-18 08:30", 120),
    ],
)
def test_minutes_between(dari, sampai, menit):
    assert count_minutes(at(dari), at(sampai), KANTOR) == menit


def test_hours_in_force_are_the_exception_then_the_latest():
    lama, baru = (Masa(HARI(2026, m, 1), None, parse_pekan([jam, *[""] * 6])) for m, jam in ((1, "09.00-12.00"), (3, "10.00-12.00")))
    jadwal = Jadwal(WIB, (baru, RAMADAN, lama))
    mulai = {HARI(2025, 12, 31): 450, HARI(2026, 1, 1): 540, HARI(2026, 2, 19): 480, HARI(2026, 3, 20): 480, HARI(2026, 3, 21): 600}
    assert {hari: find_pekan(hari, jadwal)[0][0][0] for hari in mulai} == mulai


def test_an_office_that_never_works_is_told_so():
    tutup = Jadwal(WIB, (Masa(HARI(2000, 1, 1), None, ((),) * 7),))
    with pytest.raises(KalenderError, match="tidak memuat 1 menit kerja dalam sepuluh tahun"):
        add_minutes(at("2026-07-01 09:00"), 1, tutup)
    kini = at("2026-07-01 09:00")
    assert find_tenggat(kini, 1, kini, tutup, ambang=240, menit_per_hari=450) is None
    assert len(tutup._hari) == MAKS_HARI


def test_the_last_year_of_the_calendar_and_a_norm_of_ages_end():
    for mulai, menit in (("9999-12-30 09:00", 450 * 300), ("2026-07-01 09:00", 2**31 - 1)):
        with pytest.raises(KalenderError):
            add_minutes(at(mulai), menit, KANTOR)


def test_a_moment_without_a_zone_and_less_than_nothing_are_refused():
    polos = datetime.datetime(2026, 7, 1, 9)
    for gagal in (lambda: add_minutes(polos, 1, KANTOR), lambda: count_minutes(polos, polos, KANTOR),
                  lambda: add_minutes(at("2026-07-01 09:00"), -1, KANTOR)):  # fmt: skip
        with pytest.raises(ValueError):
            gagal()


@pytest.mark.parametrize(
    ("kini", "keadaan", "sisa", "lewat", "teks"),
    [
        ("2026-07-01 07:30", "tepat", 900, False, "2 hari kerja lagi"),
        ("2026-07-02 11:59", "hampir", 181, False, "3 jam 1 menit kerja lagi"),
        ("2026-07-02 11:00", "hampir", 240, False, "4 jam kerja lagi"),
        ("2026-07-02 10:59", "tepat", 241, False, "4 jam 1 menit kerja lagi"),
        ("2026-07-02 16:00", "hampir", 0, True, "jatuh tempo"),
        ("2026-07-02 22:00", "hampir", 0, True, "jatuh tempo"),  # the night makes nothing late
        ("2026-07-03 07:30:59", "hampir", 0, True, "jatuh tempo"),
        ("2026-07-03 07:31", "terlambat", -1, True, "terlambat 1 menit kerja"),
        ("2026-07-06 07:30", "terlambat", -450, True, "terlambat 1 hari kerja"),
        ("2026-07-06 09:45", "terlambat", -585, True, "terlambat 1 hari kerja 2 jam"),
    ],
)
def test_standing_of_a_step_of_two_days(kini, keadaan, sisa, lewat, teks):
    tenggat = find_tenggat(at("2026-07-01 07:30"), 900, at(kini), KANTOR, ambang=240, menit_per_hari=450)
    assert (tenggat.keadaan, tenggat.sisa, tenggat.lewat, tenggat.teks) == (KeadaanWaktu(keadaan), sisa, lewat, teks)
    assert tenggat.jatuh_tempo == at("2026-07-02 16:00")


def test_a_short_step_is_near_from_its_middle_on():
    """Ten minutes would be "near" for all of their life by the office's four hours."""
    keadaan = [
        find_tenggat(at("2026-07-01 09:00"), 10, at(f"2026-07-01 09:{m:02}"), KANTOR, ambang=240, menit_per_hari=450).keadaan.value
        for m in (0, 4, 5, 10, 11)
    ]
    assert keadaan == ["tepat", "tepat", "hampir", "hampir", "terlambat"]


def test_a_step_without_a_norm_has_no_due_time():
    kini = at("2026-07-01 09:00")
    assert find_tenggat(kini, None, kini, KANTOR, ambang=240, menit_per_hari=450) is None


@pytest.mark.parametrize(
    ("menit", "teks"),
    [
        (0, "0 menit"), (1, "1 menit"), (59, "59 menit"), (60, "1 jam"), (75, "1 jam 15 menit"), (450, "1 hari kerja"),
        (451, "1 hari kerja"), (1080, "2 hari kerja 3 jam"), (6235, "13 hari kerja 6 jam"),
    ],
)  # fmt: skip
def test_minutes_in_words(menit, teks):
    assert write_lama(menit, 450) == teks


def test_a_day_may_be_another_number_of_minutes():
    assert [write_sisa(n, 300) for n in (-300, 660)] == ["terlambat 1 hari kerja", "2 hari kerja 1 jam lagi"]
