"""Ranges, stabil, ya_tidak, components: what the rumus beyond the four plain ones answer, line by line."""

from decimal import Decimal

import pytest

from collection.enums import Konsolidasi, Rumus
from collection.models import Indikator
from measurement.capaian import Aturan, Komponen, Kumulasi, Rentang, compute_capaian, consolidate
from measurement.enums import Alasan

D = Decimal
RENTANG, WAKTU, STABIL, YA = Rumus.RENTANG, Rumus.RENTANG_WAKTU, Rumus.STABIL, Rumus.YA_TIDAK


def rentang(bawah, atas):
    return Rentang(D(bawah), D(atas))


KASUS = [
    (RENTANG, rentang(80, 90), "85", "100", "Target 80,00–90,00, realisasi 85,00: di dalam rentang, ditetapkan 100,00"),
    (RENTANG, rentang(80, 90), "90", "100", "Target 80,00–90,00, realisasi 90,00: di dalam rentang, ditetapkan 100,00"),
    (RENTANG, rentang(80, 90), "92", "102.22", "92,00 / 90,00 × 100 = 102,22"),
    (RENTANG, rentang(80, 90), "70", "87.5", "70,00 / 80,00 × 100 = 87,50"),
    (RENTANG, rentang(0, 5), "0", "100", "Target 0,00–5,00, realisasi 0,00: di dalam rentang, ditetapkan 100,00"),
    (RENTANG, D(80), "92", "115", "92,00 / 80,00 × 100 = 115,00"),
    (WAKTU, rentang(7, 8), "6.5", "107.14", "(2 × 7,00 − 6,50) / 7,00 × 100 = 107,14"),
    (WAKTU, rentang(7, 8), "9", "87.5", "(2 × 8,00 − 9,00) / 8,00 × 100 = 87,50"),
    (WAKTU, rentang(7, 8), "7.5", "100", "Target 7,00–8,00, realisasi 7,50: di dalam rentang, ditetapkan 100,00"),
    (STABIL, D(10), "9", "90", "100 − |9,00 − 10,00| / 10,00 × 100 = 90,00"),
    (STABIL, D(10), "11", "90", "100 − |11,00 − 10,00| / 10,00 × 100 = 90,00"),
    (STABIL, D(10), "25", "-50", "100 − |25,00 − 10,00| / 10,00 × 100 = -50,00"),
    (YA, D(1), "1", "100", "Target Ya (1), realisasi Ya (1): terpenuhi, ditetapkan 100,00"),
    (YA, D(1), "0", "0", "Target Ya (1), realisasi Tidak (0): tidak terpenuhi, ditetapkan 0,00"),
    (YA, D(0), "0", "100", "Target Tidak (0), realisasi Tidak (0): terpenuhi, ditetapkan 100,00"),
    (YA, D(0), "1", "0", "Target Tidak (0), realisasi Ya (1): tidak terpenuhi, ditetapkan 0,00"),
]


@pytest.mark.parametrize(("rumus", "target", "realisasi", "mentah", "baris"), KASUS)
def test_worked_line(rumus, target, realisasi, mentah, baris):
    hasil = compute_capaian(rumus, target, D(realisasi))
    assert (hasil.mentah, hasil.alasan, hasil.penjelasan) == (D(mentah), Alasan.DIHITUNG, baris)


TANPA_NILAI = [
    (RENTANG, rentang(0, 5), "-1", Alasan.TARGET_NOL),
    (RENTANG, rentang(0, 0), "0", Alasan.TARGET_NOL),
    (RENTANG, rentang(-2, 5), "1", Alasan.TIDAK_DAPAT_DIUKUR),
    (WAKTU, rentang(0, 5), "-1", Alasan.TARGET_NOL),
    (STABIL, D(0), "0", Alasan.TARGET_NOL),
    (Rumus.MAKS, rentang(80, 90), "85", Alasan.TIDAK_DAPAT_DIUKUR),
]


@pytest.mark.parametrize(("rumus", "target", "realisasi", "alasan"), TANPA_NILAI)
def test_no_value(rumus, target, realisasi, alasan):
    hasil = compute_capaian(rumus, target, D(realisasi))
    assert (hasil.mentah, hasil.terhitung, hasil.alasan) == (None, None, alasan)


@pytest.mark.parametrize(("realisasi", "mentah"), [("0", 100), ("1", 0)])
def test_a_time_of_0_kept_or_exceeded(realisasi, mentah):
    assert compute_capaian(WAKTU, rentang(0, 0), D(realisasi)).mentah == mentah


def test_a_range_refuses_bounds_in_the_wrong_order():
    with pytest.raises(ValueError, match="Batas bawah rentang"):
        rentang(90, 80)


def test_components_are_not_rounded_on_the_way():
    """4 of 65 is 6,153846 %, printed 6,15: from the printed value follows 56,79, from the components 56,82."""
    hasil = compute_capaian(Rumus.MAKS, D("10.83"), Komponen(D(4), D(65)))
    assert (hasil.mentah, hasil.penjelasan) == (D("56.82"), "(4 / 65 × 100) / 10,83 × 100 = 56,82")
    assert compute_capaian(Rumus.MAKS, D("10.83"), D("6.15")).mentah == D("56.79")


def test_components_without_a_multiplier():
    hasil = compute_capaian(Rumus.MIN_SELISIH, D(2), Komponen(D(9), D(6), D(1)))
    assert hasil.penjelasan == "(2 × 2,00 − (9 / 6)) / 2,00 × 100 = 125,00"


def test_a_denominator_of_0_asks_for_a_reason():
    hasil = compute_capaian(Rumus.MAKS, D(80), Komponen(D(0), D(0)))
    assert (hasil.mentah, hasil.alasan) == (None, Alasan.PENYEBUT_NOL)
    assert hasil.penjelasan == "Realisasi 0 / 0 × 100: penyebut 0 tidak dapat menjadi pembagi; tulis alasannya."


@pytest.mark.parametrize("komponen", [Komponen(None, D(5)), Komponen(D(5), None), Komponen(None, D(0))])
def test_half_filled_components_are_not_measured_yet(komponen):
    assert compute_capaian(Rumus.MAKS, D(80), komponen).alasan is Alasan.BELUM_DIUKUR


def test_components_in_a_case_without_a_formula():
    hasil = compute_capaian(Rumus.MAKS, D(0), Komponen(D(3), D(4)), Aturan())
    assert hasil.penjelasan == "Target 0,00, realisasi 3 / 4 × 100 = 75,00: target 0 tidak dapat menjadi pembagi."


TIGA = [Komponen(D(1), D(2)), None, Komponen(D(9), D(10))]


@pytest.mark.parametrize(
    ("konsolidasi", "realisasi"),
    [
        (Konsolidasi.RASIO, Komponen(D(10), D(12))),
        (Konsolidasi.AKHIR, TIGA[-1]),
        (Konsolidasi.MAKSIMUM, D(90)),
        (Konsolidasi.RATA_RATA, D(70)),
        (Konsolidasi.JUMLAH, D(140)),
    ],
)
def test_components_over_the_year(konsolidasi, realisasi):
    """Of 1/2 and 9/10 the ratio is 10/12 (83,33), the mean of both 70: the classic mistake of published totals."""
    assert consolidate(konsolidasi, [D(80)] * 3, TIGA).realisasi == realisasi


def test_rasio_of_a_triwulan_with_nothing_to_count():
    deret = [Komponen(D(3), D(4)), Komponen(D(0), D(0)), Komponen(D(5), None)]
    target = [D(70), D(80), D(90)]
    assert consolidate(Konsolidasi.RASIO, target, deret) == Kumulasi(D(80), Komponen(D(3), D(4)))
    assert consolidate(Konsolidasi.RATA_RATA, target, deret) == Kumulasi(D(70), D(75))
    assert consolidate(Konsolidasi.RASIO, target, [D(60), None, D(65)]) == Kumulasi(D(90), D(65))


def test_maksimum_takes_the_highest_of_both_and_positions_stay_positions():
    deret = [D(30), D(50), None]
    assert consolidate(Konsolidasi.MAKSIMUM, [D(40), D(60), D(80)], deret, kumulatif=True) == Kumulasi(D(60), D(50))


@pytest.mark.parametrize(
    ("konsolidasi", "kumulatif", "target"),
    [
        (Konsolidasi.AKHIR, False, rentang(75, 90)),
        (Konsolidasi.JUMLAH, False, rentang(145, 170)),
        (Konsolidasi.JUMLAH, True, rentang(75, 90)),
        (Konsolidasi.RATA_RATA, False, rentang("72.5", 85)),
        (Konsolidasi.MAKSIMUM, False, rentang(75, 90)),
    ],
)
def test_ranges_over_the_year_go_bound_by_bound(konsolidasi, kumulatif, target):
    assert consolidate(konsolidasi, [rentang(70, 80), rentang(75, 90)], [D(1), D(2)], kumulatif).target == target


def test_a_plain_target_beside_ranges_and_ranges_that_grow_narrower():
    assert consolidate(Konsolidasi.JUMLAH, [D(5), rentang(6, 7)], [D(1), D(2)]).target == rentang(11, 12)
    assert consolidate(Konsolidasi.JUMLAH, [rentang(5, 9), rentang(8, 9)], [None, D(2)], True).target == rentang(0, 3)


def test_an_indikator_is_offered_only_what_its_columns_can_hold():
    nilai = {nama: [n for n, _ in Indikator._meta.get_field(nama).choices] for nama in ("rumus", "konsolidasi")}
    assert nilai == {"rumus": list(Rumus), "konsolidasi": list(Konsolidasi)}
