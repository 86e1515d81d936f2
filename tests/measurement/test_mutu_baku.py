"""Printed times and their working minutes."""

import pytest

from measurement.mutu_baku import find_pelanggaran_waktu, parse_waktu


@pytest.mark.parametrize(
    ("teks", "menit"),
    [("", None), (" ", None), ("10 menit", 10), ("4 Jam", 240), ("1 Hari", 450), ("30 Menit", 30), ("45", 45),
     ("1 Hari 2 jam 5 menit", 575), ("2hari", 900)],
)  # fmt: skip
def test_parse_waktu(teks, menit):
    assert parse_waktu(teks) == menit


@pytest.mark.parametrize("teks", ["satu hari", "1,5 jam", "-3 menit", "3 minggu", "1 hari 5", "٣ jam", "9999999"])
def test_parse_waktu_refuses(teks):
    with pytest.raises(ValueError):
        parse_waktu(teks)


def test_parse_waktu_counts_the_day_of_the_sop():
    assert parse_waktu("2 hari", 390) == 780


@pytest.mark.parametrize(
    ("waktu", "menit", "pesan"),
    [
        ("4 Jam", 240, []),
        ("", None, []),
        ("4 Jam", 24, ['Waktu "4 Jam" berarti 240 menit, tetapi tertulis 24 menit.']),
        ("4 Jam", None, ['Waktu "4 Jam" berarti 240 menit, tetapi tertulis tanpa menit.']),
        ("", 5, ['Waktu "" berarti tanpa menit, tetapi tertulis 5 menit.']),
        ("0 menit", 0, ["Menit harus lebih dari nol."]),
        ("x", -1, ["Menit harus lebih dari nol.",
                   'Waktu "x" tidak terbaca; tulis angka dengan menit, jam atau hari.']),
    ],
)  # fmt: skip
def test_find_pelanggaran_waktu_says_why(waktu, menit, pesan):
    assert find_pelanggaran_waktu(waktu, menit, 450) == pesan
