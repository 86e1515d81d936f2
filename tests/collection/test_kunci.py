"""The span in which a triwulan takes figures: its first and last second in the office's zone, and its words."""

import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collection.enums import Frekuensi, ZonaWaktu
from collection.frekuensi import is_waktunya, list_bulan, tell_belum_waktunya
from collection.kunci import (
    Kunci,
    Masa,
    end_hari,
    find_kunci,
    is_terbuka,
    read_hari,
    read_hari_akhir,
    start_hari,
    write_kunci,
    write_sampai,
)

HARI = datetime.date(2026, 10, 20)
ZONA = [satu.value for satu in ZonaWaktu]


def at(zona: str, jam: int, menit: int, detik: int, mikro: int = 0, hari: datetime.date = HARI) -> datetime.datetime:
    return datetime.datetime.combine(hari, datetime.time(jam, menit, detik, mikro), ZoneInfo(zona))


@pytest.mark.parametrize("zona", ZONA)
def test_the_last_second_of_the_last_day_is_open_and_the_next_one_is_closed(zona):
    masa = Masa(start_hari(HARI, zona), end_hari(HARI, zona))
    besok = HARI + datetime.timedelta(days=1)
    lalu = HARI - datetime.timedelta(days=1)
    assert is_terbuka(at(zona, 23, 59, 59, 999_999), masa)
    assert not is_terbuka(at(zona, 0, 0, 0, hari=besok), masa)
    assert is_terbuka(at(zona, 0, 0, 0), masa)
    assert not is_terbuka(at(zona, 23, 59, 59, 999_999, hari=lalu), masa)


def test_the_same_day_ends_two_hours_earlier_in_the_east():
    wib, wit = (end_hari(HARI, zona) for zona in ("Asia/Jakarta", "Asia/Jayapura"))
    assert wib.astimezone(datetime.UTC) - wit.astimezone(datetime.UTC) == datetime.timedelta(hours=2)
    assert is_terbuka(at("Asia/Jayapura", 23, 59, 59), Masa(None, wit))
    assert not is_terbuka(at("Asia/Jakarta", 23, 59, 59), Masa(None, wit))


@given(st.dates(datetime.date(2000, 1, 1), datetime.date(2100, 12, 31)), st.sampled_from(ZONA))
def test_a_day_comes_back_from_both_of_its_moments(hari, zona):
    assert read_hari(start_hari(hari, zona).astimezone(datetime.UTC), zona) == hari
    assert read_hari_akhir(end_hari(hari, zona).astimezone(datetime.UTC), zona) == hari


def test_words_name_the_last_minute_and_the_zone():
    assert write_sampai(end_hari(HARI, "Asia/Makassar"), "Asia/Makassar") == "20 Oktober 2026 pukul 23.59 WITA"
    assert write_sampai(at("Asia/Jakarta", 14, 5, 30), "Asia/Jakarta") == "20 Oktober 2026 pukul 14.05 WIB"


def test_why_it_is_closed_says_since_when_and_until_when():
    zona = "Asia/Jakarta"
    masa = Masa(start_hari(HARI, zona), end_hari(HARI, zona))
    kini = at(zona, 0, 0, 0, hari=HARI + datetime.timedelta(days=1))
    assert write_kunci("Triwulan III 2026", masa, "Rekap dimulai.", zona, kini) == (
        "Triwulan III 2026 ditutup sejak 20 Oktober 2026 pukul 23.59 WIB (Rekap dimulai), sampai Tim SAKIP "
        "membukanya lagi atau memberi pengecualian."
    )
    assert write_kunci("Triwulan III 2026", masa, "", zona, at(zona, 23, 59, 59)) == ""
    belum = write_kunci("Triwulan III 2026", masa, "", zona, at(zona, 23, 59, 59, hari=datetime.date(2026, 10, 19)))
    assert belum == "Triwulan III 2026 belum dibuka: pengisian mulai 20 Oktober 2026 pukul 00.00 WIB."


def test_an_exception_opens_its_form_or_its_indicator_until_its_end():
    zona = "Asia/Jakarta"
    akhir = end_hari(HARI, zona)
    dalam, lewat = at(zona, 23, 59, 59), akhir
    unit, satu = Masa(None, akhir), Masa(None, akhir, 7)
    assert find_kunci("Ditutup.", dalam, [unit]) == Kunci(sampai=unit.sampai)
    assert find_kunci("Ditutup.", lewat, [unit]) == Kunci("Ditutup.")
    kunci = find_kunci("Ditutup.", dalam, [satu])
    assert (kunci.tell(7), kunci.tell(8), kunci.tell(None), kunci.rapat) == ("", "Ditutup.", "Ditutup.", False)
    assert (kunci.find_sampai(7), kunci.find_sampai(8), kunci.find_sampai(None)) == (akhir, None, None)
    assert find_kunci("Ditutup.", lewat, [satu]).rapat
    assert find_kunci("", lewat, [unit, satu]) == Kunci()


@pytest.mark.parametrize(
    ("frekuensi", "diminta"),
    [("", "1234"), ("bulan", "1234"), ("triwulan", "1234"), ("semester", "24"), ("tahun", "4")],
)
def test_the_triwulan_in_which_an_indicator_is_asked_for(frekuensi, diminta):
    assert "".join(str(tw) for tw in (1, 2, 3, 4) if is_waktunya(frekuensi, tw)) == diminta


def test_why_nothing_is_asked_for_yet():
    assert tell_belum_waktunya(Frekuensi.SEMESTER, 3) == "Belum waktunya: diukur setiap semester, pada triwulan II dan IV."
    assert tell_belum_waktunya(Frekuensi.TAHUN, 1) == "Belum waktunya: diukur sekali setahun, pada triwulan IV."
    assert tell_belum_waktunya(Frekuensi.TAHUN, 4) == ""


def test_each_month_belongs_to_one_triwulan():
    assert [bulan for tw in (1, 2, 3, 4) for bulan in list_bulan(tw)] == list(range(1, 13))
