"""Working hours and days as people write them."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collection.errors import IsianError
from collection.jam import (
    TEKS_BIASA,
    TEKS_RAMADAN,
    count_pekan,
    parse_jam,
    parse_pekan,
    parse_tanggal,
    write_jam,
)


@pytest.mark.parametrize(
    ("teks", "hasil"),
    [
        ("", ()),
        ("07.30-12.00, 13.00-16.00", ((450, 720), (780, 960))),
        (" 7:30 – 11.30 ; 13.00 sampai 16.30 ", ((450, 690), (780, 990))),
        ("00.00-24.00", ((0, 1440),)),
        ("08.00 s.d. 12.00,12.00-13.00", ((480, 720), (720, 780))),
    ],
)
def test_jam_is_read(teks, hasil):
    assert parse_jam(teks) == hasil


@pytest.mark.parametrize(
    ("teks", "pesan"),
    [
        ("8 sampai 12", '"8 sampai 12" bukan rentang jam. Tulis seperti 07.30-12.00, 13.00-16.00.'),
        ("08.60-12.00", '"08.60-12.00" bukan rentang jam. Tulis seperti 07.30-12.00, 13.00-16.00.'),
        ("20.00-24.30", "Jam paling akhir adalah 24.00."),
        ("12.00-08.00", "12.00-08.00: jam selesai harus sesudah jam mulai."),
        ("08.00-08.00", "08.00-08.00: jam selesai harus sesudah jam mulai."),
        ("13.00-16.00, 07.30-12.00", "Rentang jam dalam satu hari harus berurutan dan tidak bertumpang tindih."),
        ("07.30-12.00, 11.59-13.00", "Rentang jam dalam satu hari harus berurutan dan tidak bertumpang tindih."),
    ],
)
def test_jam_that_is_none_is_refused(teks, pesan):
    with pytest.raises(IsianError) as galat:
        parse_jam(teks)
    assert str(galat.value) == pesan


@given(st.lists(st.integers(0, 1440), min_size=2, max_size=8, unique=True))
def test_jam_written_is_read_back(menit):
    semua = tuple(zip(sorted(menit)[::2], sorted(menit)[1::2], strict=False))
    assert parse_jam(write_jam(semua)) == semua


def test_week_of_the_regulation():
    """Perpres 21/2023: 37,5 hours, 450 minutes on each of five days; in Ramadan 32,5 hours, 390 on each."""
    for teks, sehari in ((TEKS_BIASA, 450), (TEKS_RAMADAN, 390)):
        pekan = parse_pekan(teks)
        assert [sum(b - a for a, b in hari) for hari in pekan] == [sehari] * 5 + [0, 0]
        assert count_pekan(pekan) == sehari * 5


def test_week_names_the_day_that_is_wrong():
    with pytest.raises(IsianError) as galat:
        parse_pekan(["", "", "pagi", "", "", "", ""])
    assert list(galat.value.kesalahan) == ["rabu"]
    for teks in ([""] * 7, ["07.30-12.00"] * 6):
        with pytest.raises(IsianError):
            parse_pekan(teks)


@pytest.mark.parametrize(
    "teks",
    ["17 Agustus 2026", "Senin, 17 agustus 2026", "17/08/2026", "17-8-2026", "17.08.2026", "2026-08-17", " 2026-8-17 "],
)
def test_tanggal_is_read(teks):
    assert parse_tanggal(teks) == datetime.date(2026, 8, 17)


@pytest.mark.parametrize("teks", ["", "17 Agustus", "29 Februari 2026", "2026-13-01", "08/17/2026", "17 August 2026", "0/0/0000"])
def test_tanggal_that_is_none_is_refused(teks):
    with pytest.raises(IsianError, match="bukan tanggal"):
        parse_tanggal(teks)


@given(st.dates())
def test_tanggal_in_iso_is_read_back(hari):
    assert parse_tanggal(hari.isoformat()) == hari
