"""Properties of working time, over zones, odd hours, exceptions and holidays."""

import datetime
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from collection.enums import ZonaWaktu
from measurement.kalender import Jadwal, Masa, add_minutes, count_minutes, find_pekan, find_tenggat, list_kerja

AWAL, AKHIR = datetime.date(2025, 12, 1), datetime.date(2026, 3, 31)
HARI = st.dates(AWAL, AKHIR)
ZONA = st.sampled_from([ZoneInfo(zona) for zona in ZonaWaktu])
MENIT = st.integers(0, 6000)
SATU = datetime.timedelta(minutes=1)


@st.composite
def rentang(draw):
    menit = sorted(draw(st.lists(st.integers(0, 1440), max_size=6, unique=True)))
    return tuple(zip(menit[::2], menit[1::2], strict=False))


PEKAN = st.lists(rentang(), min_size=7, max_size=7).map(tuple).filter(lambda p: sum(b - a for h in p for a, b in h) > 60)
MASA = st.builds(lambda a, lama, p: Masa(a, a + datetime.timedelta(days=lama) if lama else None, p), HARI, st.integers(0, 40), PEKAN)
JADWAL = st.builds(lambda z, m, lb: Jadwal(z, tuple(m), lb), ZONA, st.lists(MASA, max_size=3), st.frozensets(HARI, max_size=20))
SAAT = st.builds(lambda s, z: s.replace(tzinfo=z), st.datetimes(datetime.datetime(2025, 12, 1), datetime.datetime(2026, 3, 31)), ZONA)


@given(SAAT, MENIT, JADWAL)
def test_counting_undoes_adding(mulai, menit, jadwal):
    assert count_minutes(mulai, add_minutes(mulai, menit, jadwal), jadwal) == menit


@given(SAAT, SAAT, JADWAL)
def test_adding_what_was_counted_comes_within_a_minute_of_work(dari, sampai, jadwal):
    dari, sampai = sorted([dari, sampai])
    sampai_kerja = add_minutes(sampai, 0, jadwal)
    hasil = add_minutes(dari, count_minutes(dari, sampai_kerja, jadwal), jadwal)
    assert hasil <= sampai_kerja
    assert count_minutes(hasil, sampai_kerja, jadwal) <= 1


@given(SAAT, SAAT, MENIT, MENIT, JADWAL)
def test_later_begun_or_longer_is_never_due_earlier(satu, dua, pendek, lebih, jadwal):
    satu, dua = sorted([satu, dua])
    assert add_minutes(satu, pendek, jadwal) <= add_minutes(dua, pendek + lebih, jadwal)


@given(SAAT, MENIT, JADWAL)
def test_due_time_is_working_time_on_a_working_day(mulai, menit, jadwal):
    hasil = add_minutes(mulai, menit, jadwal)
    assert hasil >= mulai
    assert hasil.tzinfo is jadwal.zona
    hari = [hasil.date(), hasil.date() - datetime.timedelta(days=1)]  # 24.00 is 00.00 of the next day
    assert any(a <= hasil <= b for h in hari for a, b in list_kerja(h, jadwal))
    if hasil.time() != datetime.time.min:
        assert hasil.date() not in jadwal.libur
        menit_hari = hasil.hour * 60 + hasil.minute
        assert any(a <= menit_hari <= b for a, b in find_pekan(hasil.date(), jadwal)[hasil.weekday()])


@given(SAAT, SAAT, SAAT, JADWAL)
def test_minutes_of_two_parts_are_those_of_the_whole(a, b, c, jadwal):
    a, b, c = sorted([a, b, c])
    semua = count_minutes(a, c, jadwal)
    assert semua - (count_minutes(a, b, jadwal) + count_minutes(b, c, jadwal)) in (0, 1)  # seconds of the middle


@given(SAAT, MENIT, JADWAL, HARI)
def test_one_more_holiday_never_makes_it_earlier(mulai, menit, jadwal, libur):
    lain = Jadwal(jadwal.zona, jadwal.masa, jadwal.libur | {libur})
    assert add_minutes(mulai, menit, lain) >= add_minutes(mulai, menit, jadwal)


@given(st.datetimes(datetime.datetime(2025, 12, 1), datetime.datetime(2026, 3, 31)), MENIT, JADWAL)
def test_the_same_clock_in_another_zone_is_the_same_due_clock(jam, menit, jadwal):
    hasil = {
        add_minutes(jam.replace(tzinfo=ZoneInfo(z)), menit, Jadwal(ZoneInfo(z), jadwal.masa, jadwal.libur)).replace(tzinfo=None)
        for z in ZonaWaktu
    }
    assert len(hasil) == 1


@given(SAAT, st.integers(1, 6000), SAAT, JADWAL)
def test_late_is_what_took_longer_than_the_norm(mulai, menit, kini, jadwal):
    tenggat = find_tenggat(mulai, menit, kini, jadwal, ambang=240, menit_per_hari=450)
    terpakai = count_minutes(mulai, kini, jadwal)
    assert (tenggat.keadaan == "terlambat") == (terpakai > menit)
    assert tenggat.lewat == (kini >= tenggat.jatuh_tempo)
    assert abs(tenggat.sisa - (menit - terpakai)) <= 1 or kini < mulai
