"""Reading and writing numbers: the table of capaian.md section 6, and what must be refused."""

import random
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collection.angka import KONTEKS, format_angka, format_nilai, format_rupiah, is_tanggal, parse_angka, round_angka
from collection.errors import AngkaError

# What the databases hold: 15 digits, of which 0 to 6 are decimals.
TERSIMPAN = st.builds(
    lambda angka, desimal: Decimal(angka).scaleb(-desimal),
    st.integers(min_value=1 - 10**15, max_value=10**15 - 1),
    st.integers(min_value=0, max_value=6),
)

TEKS_TERBACA = [
    ("", None),
    ("   ", None),
    ("\u00a0", None),
    ("0", "0"),
    ("-0", "0"),
    ("007", "7"),
    ("12", "12"),
    ("1234", "1234"),
    ("72,84", "72.84"),
    ("0,5", "0.5"),
    ("1,234", "1.234"),
    ("1.234,50", "1234.50"),
    ("1.234,567", "1234.567"),
    ("1.234.567", "1234567"),
    ("12.345.678,9", "12345678.9"),
    ("999.999.999,999999", "999999999.999999"),
    ("999.999.999.999.999", "999999999999999"),
    ("0,000001", "0.000001"),
    ("95.5", "95.5"),
    ("0.785", "0.785"),
    ("0.125", "0.125"),
    ("1234.567", "1234.567"),
    ("1.2345", "1.2345"),
    ("10.25", "10.25"),
    ("-5", "-5"),
    ("\u22125,5", "-5.5"),
    ("Rp 1.234,00", "1234"),
    ("Rp1.234.567", "1234567"),
    ("rp. 1.234.567", "1234567"),
    ("Rp\u00a01.234.567,50", "1234567.50"),
    ("-Rp1.234.567", "-1234567"),
    ("Rp -5", "-5"),
    ("\u2212Rp5", "-5"),
    ("95,5%", "95.5"),
    ("95,5\u202f%", "95.5"),
    ("\u00a0 12 \u202f", "12"),
    ("1,50000000", "1.5"),
]

TEKS_DITOLAK = [
    "-",
    "--5",
    "-Rp-5",
    "+5",
    "5-",
    "(5)",
    "Rp",
    "%",
    "abc",
    "n/a",
    "100 dari 110",
    "NaN",
    "Infinity",
    "inf",
    "sNaN",
    "1e3",
    "1E5",
    "0x10",
    "1_000",
    "1 234",
    "1.234.56",
    "1.23.456",
    "12.34,5",
    "0.123.456",
    "0.123,5",
    "012.345",
    "1.234,",
    ",5",
    ".5",
    "5.",
    "1,2,3",
    "1,004,422,800",
    "1,234.50",
    "1.000.000,-",
    "=1+1",
    "\u0661\u0662",
    "\uff11\uff12",
    "1\u00b2",
    "1\u200b2",
    "1" * 41,
]


@pytest.mark.parametrize(("teks", "nilai"), TEKS_TERBACA)
def test_parse_angka_reads_text(teks, nilai):
    assert parse_angka(teks) == (None if nilai is None else Decimal(nilai))


@pytest.mark.parametrize("teks", TEKS_DITOLAK)
def test_parse_angka_refuses_text_and_says_what_to_do(teks):
    with pytest.raises(AngkaError) as gagal:
        parse_angka(teks)
    assert str(gagal.value) == (
        f"“{teks[:40]}” bukan angka yang dapat dibaca. "
        "Tulis angka seperti 1.234,50: titik memisahkan ribuan, koma memulai desimal."
    )
    assert gagal.value.pilihan == ()
    assert gagal.value.kesalahan == {"": [str(gagal.value)]}


@pytest.mark.parametrize("teks", [
    "7 Agustus", "7 agt", "07-Aug", "7-Agu", "12 Mei 2026", "31 Des. 2026", "Agustus 2026", "Des-25", "7/8/2026",
    "2026-08-07", "07.08.2026 00:00:00", "Aug 7, 2026",
])  # fmt: skip
def test_parse_angka_calls_a_day_a_day(teks):
    with pytest.raises(AngkaError, match=f"^“{teks}” adalah tanggal, bukan angka. Tulis angka seperti "):
        parse_angka(teks)


@pytest.mark.parametrize("teks", ["12 desa", "3 marga", "5 apresiasi", "7-8", "1.234,50", "8 mekanik", "2026", "Mei"])
def test_what_only_begins_like_a_month_is_none(teks):
    assert not is_tanggal(teks)


@pytest.mark.parametrize(
    ("teks", "pilihan"),
    [
        ("1.234", ("1234", "1,234")),
        ("100.000", ("100000", "100,000")),
        ("-1.234", ("-1234", "-1,234")),
        ("Rp 1.234", ("1234", "1,234")),
        ("12.500 %", ("12500", "12,500")),
    ],
)
def test_parse_angka_ambiguous_dot_offers_both_readings(teks, pilihan):
    with pytest.raises(AngkaError) as gagal:
        parse_angka(teks, desimal=2)
    assert gagal.value.pilihan == pilihan
    assert str(gagal.value) == f"“{teks}” dapat dibaca {pilihan[0]} atau {pilihan[1]}. Tulis salah satunya."


def test_parse_angka_offered_readings_are_read_without_asking_again():
    assert [parse_angka(pilihan) for pilihan in ("1234", "1,234")] == [Decimal(1234), Decimal("1.234")]


@pytest.mark.parametrize(
    ("teks", "nilai"),
    [("1.234", "1234"), ("-1.234", "-1234"), ("0.785", "0.785"), ("95.5", "95.5"), ("1,5", "1.5")],
)
def test_parse_angka_without_decimals_groups_thousands(teks, nilai):
    assert parse_angka(teks, desimal=0) == Decimal(nilai)


@pytest.mark.parametrize(
    ("asli", "nilai"),
    [
        (None, None),
        (0, "0"),
        (7, "7"),
        (-3, "-3"),
        (0.1, "0.1"),
        (95.5, "95.5"),
        (1.234, "1.234"),
        (-0.0, "0"),
        (123456789012345.0, "123456789012345"),
        (0.1 + 0.2, "0.3"),
        (12345678901.1 + 0.2, "12345678901.3"),
        (1 - 0.9, "0.1"),
        (Decimal("1E+3"), "1000"),
        (Decimal("12.500000000"), "12.5"),
        (10**15 - 1, "999999999999999"),
    ],
)
def test_parse_angka_takes_native_numbers_as_they_are(asli, nilai):
    assert str(parse_angka(asli, desimal=0)) == str(None if nilai is None else parse_angka(asli))
    assert parse_angka(asli) == (None if nilai is None else Decimal(nilai))


def test_parse_angka_zero_never_keeps_a_sign():
    assert [str(parse_angka(nol)) for nol in ("-0", -0.0, Decimal("-0"))] == ["0", "0", "0"]


@pytest.mark.parametrize(
    ("asli", "nilai"),
    [(0.95, "95"), (0.07, "7"), (1, "100"), (0.9532, "95.32"), (Decimal("0.125"), "12.5"), ("95%", "95")],
)
def test_parse_angka_percentage_cell_is_multiplied_by_100(asli, nilai):
    assert parse_angka(asli, persen=True) == Decimal(nilai)


@pytest.mark.parametrize(
    "asli",
    [
        True,
        False,
        float("nan"),
        float("inf"),
        float("-inf"),
        Decimal("NaN"),
        Decimal("sNaN"),
        date(2026, 1, 1),
    ],
)
@pytest.mark.parametrize("persen", [False, True])
def test_parse_angka_refuses_native_values_that_are_no_number(asli, persen):
    with pytest.raises(AngkaError):
        parse_angka(asli, persen=persen)


@pytest.mark.parametrize(
    "asli",
    [
        "1.000.000.000.000.000",
        "-1.000.000.000.000.000",
        "9" * 40,
        10**15,
        -(10**15),
        10**400,
        1e15,
        1234567890123456.0,
        1e300,
        Decimal("1E+999999"),
        "1.000.000.000,000001",
        "123.456.789.012.345,6",
        Decimal("1234567890.123456"),
        "0,1234567",
        "1.234,0000001",
        1 / 3,
        Decimal("1E-7"),
        Decimal("1E-999999"),
        Decimal("1." + "0" * 50 + "1"),
        Decimal("1." + "0" * 70 + "1"),
    ],
)
def test_parse_angka_too_long_is_refused_not_rounded(asli):
    with pytest.raises(AngkaError) as gagal:
        parse_angka(asli)
    assert str(gagal.value) == (
        "Angka terlalu panjang: paling banyak 15 angka seluruhnya dan 6 di belakang koma. Bulatkan dahulu."
    )


@pytest.mark.parametrize(
    ("nilai", "desimal", "teks"),
    [
        (None, 2, ""),
        (0, 2, "0,00"),
        (Decimal("1234.5"), 2, "1.234,50"),
        (Decimal("1234567.891"), 0, "1.234.568"),
        (Decimal("0.125"), 2, "0,13"),
        (Decimal("113.125"), 2, "113,13"),
        (Decimal("2.5"), 0, "3"),
        (Decimal("-2.5"), 0, "-3"),
        (Decimal("-0.004"), 2, "0,00"),
        (Decimal("-0.005"), 2, "-0,01"),
        (Decimal("-1091.43"), 2, "-1.091,43"),
        (Decimal("1E+3"), 1, "1.000,0"),
        (Decimal("99999999999999999999999999.995"), 2, "100.000.000.000.000.000.000.000.000,00"),
    ],
)
def test_format_angka(nilai, desimal, teks):
    assert format_angka(nilai, desimal=desimal) == teks


@pytest.mark.parametrize(
    ("nilai", "desimal_min", "teks"),
    [
        (None, 2, ""),
        (Decimal("9.2"), 2, "9,20"),
        (Decimal("9.200000"), 0, "9,2"),
        (Decimal("1234.000000"), 0, "1.234"),
        (Decimal("1234"), 2, "1.234,00"),
        (Decimal("1.234567"), 2, "1,234567"),
        (Decimal("-0.00"), 0, "0"),
        (Decimal("-1234.5"), 1, "-1.234,5"),
        (1000000, 0, "1.000.000"),
    ],
)
def test_format_nilai_loses_no_digit(nilai, desimal_min, teks):
    assert format_nilai(nilai, desimal_min) == teks


@pytest.mark.parametrize(
    ("nilai", "teks"),
    [
        (None, ""),
        (0, "Rp0"),
        (1004422800, "Rp1.004.422.800"),
        (Decimal("1234.50"), "Rp1.234,50"),
        (Decimal("5000.000000"), "Rp5.000"),
        (-2500, "-Rp2.500"),
        (Decimal("-0.3"), "-Rp0,30"),
    ],
)
def test_format_rupiah(nilai, teks):
    assert format_rupiah(nilai) == teks


def test_a_thousand_numbers_are_read_back_and_a_thousand_ambiguous_forms_are_asked_about():
    acak = random.Random(7)
    for _ in range(1000):
        nilai = Decimal(acak.randint(-(10**11), 10**11)).scaleb(-acak.randint(0, 6))
        assert parse_angka(format_nilai(nilai, 2), desimal=2) == nilai
        satuan, ribuan = acak.randint(1, 999), f"{acak.randint(0, 999):03d}"
        with pytest.raises(AngkaError) as gagal:
            parse_angka(f"{satuan}.{ribuan}", desimal=acak.randint(1, 6))
        assert gagal.value.pilihan == (f"{satuan}{ribuan}", f"{satuan},{ribuan}")


@given(TERSIMPAN)
def test_parse_angka_reads_back_what_format_nilai_wrote(nilai):
    assert parse_angka(format_nilai(nilai, 2), desimal=2) == nilai


@given(TERSIMPAN)
def test_parse_angka_reads_back_any_format_where_the_indicator_has_no_decimals(nilai):
    assert parse_angka(format_nilai(nilai), desimal=0) == nilai


@given(TERSIMPAN)
def test_parse_angka_reads_back_what_format_rupiah_wrote(nilai):
    assert parse_angka(format_rupiah(nilai), desimal=0) == nilai


@given(TERSIMPAN, st.integers(min_value=1, max_value=6))
def test_parse_angka_reads_back_what_format_angka_rounded(nilai, desimal):
    assert parse_angka(format_angka(nilai, desimal=desimal), desimal=desimal) == round_angka(nilai, desimal)


@given(TERSIMPAN, st.integers(min_value=0, max_value=6))
def test_round_angka_is_idempotent_and_half_a_step_away_at_most(nilai, desimal):
    bulat = round_angka(nilai, desimal)
    assert round_angka(bulat, desimal) == bulat
    assert abs(bulat - nilai) <= Decimal("0.5").scaleb(-desimal)


@given(st.text(max_size=50))
def test_parse_angka_either_reads_a_finite_number_or_refuses(teks):
    try:
        nilai = parse_angka(teks)
    except AngkaError:
        return
    assert nilai is None or nilai.is_finite()


@given(st.text(alphabet="0123456789.,-Rp% ", max_size=12))
def test_parse_angka_echo_of_what_was_read_is_read_the_same(teks):
    try:
        nilai = parse_angka(teks)
    except AngkaError:
        return
    assert parse_angka(format_nilai(nilai, 2)) == nilai


@given(st.floats())
def test_parse_angka_float_is_its_15_digits_or_refused(asli):
    try:
        nilai = parse_angka(asli)
    except AngkaError:
        return
    assert nilai == Decimal(f"{asli:.15g}")


def read_atau_tolak(masukan):
    try:
        return str(parse_angka(masukan))
    except AngkaError:
        return "ditolak"


@given(st.floats() | TERSIMPAN.map(float) | st.integers(-10**16, 10**16).map(float))
def test_a_float_is_read_as_the_15_digits_that_excel_shows_by_either_way(nilai):
    """The short way for what most cells hold may never differ from the usual one, not even in -0 or a trailing 0."""
    assert read_atau_tolak(nilai) == read_atau_tolak(Decimal(f"{nilai:.15g}"))


@given(TERSIMPAN, st.integers(0, 4))
def test_equal_values_are_written_alike_however_they_are_spelled(nilai, desimal):
    """Writing remembers: Decimal("1.50") asked first must not decide how Decimal("1.5") or another length is written."""
    pendek, panjang = nilai.normalize(), nilai.quantize(Decimal("0.000001"), context=KONTEKS)
    assert format_nilai(panjang, desimal) == format_nilai(pendek, desimal) == format_nilai(nilai, desimal)
    assert len(format_nilai(nilai, desimal).partition(",")[2]) >= desimal
