"""The arithmetic against tables of special cases, bands, and properties that always hold."""

from decimal import Decimal

import pytest

from collection.enums import Rumus
from measurement.capaian import (
    PITA_BAKU,
    Aturan,
    Capaian,
    Pita,
    classify,
    compute_capaian,
    compute_efisiensi,
    write_syarat,
)
from measurement.enums import Alasan

SAKIP = {"D": 1, "C": 2, "CC": 3, "B": 4, "BB": 5, "A": 6, "AA": 7}
LABEL_SAKIP = {Decimal(skor): label for label, skor in SAKIP.items()}
AKIP = (
    Pita(Decimal(50), "CC", inklusif=False),
    Pita(Decimal(90), "AA", inklusif=False),
    Pita(Decimal(80), "A", inklusif=False),
    Pita(Decimal(70), "BB", inklusif=False),
    Pita(Decimal(60), "B", inklusif=False),
    Pita(Decimal(30), "C", inklusif=False),
    Pita(None, "D"),
)


def d(teks):
    return None if teks is None else Decimal(teks)


MAKS, SELISIH, RASIO, PREDIKAT = Rumus.MAKS, Rumus.MIN_SELISIH, Rumus.MIN_RASIO, Rumus.PREDIKAT
BAKU = Aturan()
BATAS = Aturan(batas_atas=Decimal(120), batas_bawah=Decimal(0))
TANPA_NILAI = Aturan(nihil_terlampaui=None)
TERCAPAI, TERLAMPAUI = Alasan.TARGET_NIHIL_TERCAPAI, Alasan.TARGET_NIHIL_TERLAMPAUI
TERCAPAI_00 = "Target 0,00, realisasi 0,00: target nihil tercapai, ditetapkan 100,00"
TERLAMPAUI_03 = "Target 0,00, realisasi 3,00: target nihil terlampaui, ditetapkan 0,00"
TANPA_NILAI_03 = "Target 0,00, realisasi 3,00: target nihil terlampaui, menurut Metodologi tanpa nilai."
PEMBAGI_NOL = "target 0 tidak dapat menjadi pembagi."
BALIK = "target negatif membalik arah rumus."
RASIO_NOL = "realisasi 0 atau kurang tidak dapat menjadi pembagi."

KHUSUS = [
    # rumus, target, realisasi, aturan, mentah, terhitung, alasan, penjelasan
    (MAKS, None, "5", BAKU, None, None, Alasan.TANPA_TARGET, "Tidak ada target pada periode ini."),
    (MAKS, None, None, BAKU, None, None, Alasan.TANPA_TARGET, "Tidak ada target pada periode ini."),
    (MAKS, "5", None, BAKU, None, None, Alasan.BELUM_DIUKUR, "Belum diukur: realisasi belum diisi."),
    (MAKS, "0", None, BAKU, None, None, Alasan.BELUM_DIUKUR, "Belum diukur: realisasi belum diisi."),
    (SELISIH, "0", None, BAKU, None, None, Alasan.BELUM_DIUKUR, "Belum diukur: realisasi belum diisi."),
    (MAKS, "100", "0", BAKU, "0", "0", Alasan.DIHITUNG, "0,00 / 100,00 × 100 = 0,00"),
    (SELISIH, "0", "0", BAKU, "100", "100", TERCAPAI, TERCAPAI_00),
    (RASIO, "0", "0", BAKU, "100", "100", TERCAPAI, TERCAPAI_00),
    (SELISIH, "0", "3", BAKU, "0", "0", TERLAMPAUI, TERLAMPAUI_03),
    (RASIO, "0", "3", BAKU, "0", "0", TERLAMPAUI, TERLAMPAUI_03),
    (SELISIH, "0", "3", TANPA_NILAI, None, None, TERLAMPAUI, TANPA_NILAI_03),
    (RASIO, "0", "3", TANPA_NILAI, None, None, TERLAMPAUI, TANPA_NILAI_03),
    (
        SELISIH,
        "0",
        "-1",
        BAKU,
        "100",
        "100",
        TERCAPAI,
        "Target 0,00, realisasi (-1,00): target nihil tercapai, ditetapkan 100,00",
    ),
    (MAKS, "0", "0", BAKU, None, None, Alasan.TARGET_NOL, f"Target 0,00, realisasi 0,00: {PEMBAGI_NOL}"),
    (MAKS, "0", "5", BAKU, None, None, Alasan.TARGET_NOL, f"Target 0,00, realisasi 5,00: {PEMBAGI_NOL}"),
    (PREDIKAT, "0", "1", BAKU, None, None, Alasan.TARGET_NOL, f"Target 0,00, realisasi 1,00: {PEMBAGI_NOL}"),
    (SELISIH, "5", "0", BAKU, "200", "200", Alasan.DIHITUNG, "(2 × 5,00 − 0,00) / 5,00 × 100 = 200,00"),
    (
        SELISIH,
        "5",
        "0",
        BATAS,
        "200",
        "120",
        Alasan.DIHITUNG,
        "(2 × 5,00 − 0,00) / 5,00 × 100 = 200,00; dihitung 120,00 (batas atas)",
    ),
    (RASIO, "5", "0", BAKU, None, None, Alasan.REALISASI_NOL, f"Target 5,00, realisasi 0,00: {RASIO_NOL}"),
    (
        RASIO,
        "5",
        "0",
        BATAS,
        None,
        "120",
        Alasan.REALISASI_NOL,
        f"Target 5,00, realisasi 0,00: {RASIO_NOL} Dihitung 120,00 (batas atas).",
    ),
    (
        RASIO,
        "5",
        "-1",
        BAKU,
        None,
        None,
        Alasan.REALISASI_NOL,
        f"Target 5,00, realisasi (-1,00): {RASIO_NOL}",
    ),
    (RASIO, "10", "8", BAKU, "125", "125", Alasan.DIHITUNG, "10,00 / 8,00 × 100 = 125,00"),
    (RASIO, "10", "20", BAKU, "50", "50", Alasan.DIHITUNG, "10,00 / 20,00 × 100 = 50,00"),
    (SELISIH, "10", "10", BAKU, "100", "100", Alasan.DIHITUNG, "(2 × 10,00 − 10,00) / 10,00 × 100 = 100,00"),
    (SELISIH, "10", "20", BAKU, "0", "0", Alasan.DIHITUNG, "(2 × 10,00 − 20,00) / 10,00 × 100 = 0,00"),
    (SELISIH, "10", "20", BATAS, "0", "0", Alasan.DIHITUNG, "(2 × 10,00 − 20,00) / 10,00 × 100 = 0,00"),
    (SELISIH, "10", "25", BAKU, "-50", "-50", Alasan.DIHITUNG, "(2 × 10,00 − 25,00) / 10,00 × 100 = -50,00"),
    (
        SELISIH,
        "10",
        "25",
        BATAS,
        "-50",
        "0",
        Alasan.DIHITUNG,
        "(2 × 10,00 − 25,00) / 10,00 × 100 = -50,00; dihitung 0,00 (batas bawah)",
    ),
    (
        SELISIH,
        "10",
        "-1",
        BAKU,
        "210",
        "210",
        Alasan.DIHITUNG,
        "(2 × 10,00 − (-1,00)) / 10,00 × 100 = 210,00",
    ),
    (
        SELISIH,
        "9.2",
        "11.05",
        BAKU,
        "79.89",
        "79.89",
        Alasan.DIHITUNG,
        "(2 × 9,20 − 11,05) / 9,20 × 100 = 79,89",
    ),
    (MAKS, "20", "-14.1", BAKU, "-70.5", "-70.5", Alasan.DIHITUNG, "(-14,10) / 20,00 × 100 = -70,50"),
    (MAKS, "80", "90.499999", BAKU, "113.12", "113.12", Alasan.DIHITUNG, "90,499999 / 80,00 × 100 = 113,12"),
    (MAKS, "1", "7", BAKU, "700", "700", Alasan.DIHITUNG, "7,00 / 1,00 × 100 = 700,00"),
    (
        MAKS,
        "1",
        "7",
        BATAS,
        "700",
        "120",
        Alasan.DIHITUNG,
        "7,00 / 1,00 × 100 = 700,00; dihitung 120,00 (batas atas)",
    ),
    (MAKS, "100", "120", BATAS, "120", "120", Alasan.DIHITUNG, "120,00 / 100,00 × 100 = 120,00"),
    (MAKS, "3", "1.23456", BAKU, "41.15", "41.15", Alasan.DIHITUNG, "1,23456 / 3,00 × 100 = 41,15"),
    (MAKS, "20000", "-0.5", BAKU, "0", "0", Alasan.DIHITUNG, "(-0,50) / 20.000,00 × 100 = 0,00"),
    (
        MAKS,
        "-5",
        "3",
        BAKU,
        None,
        None,
        Alasan.TIDAK_DAPAT_DIUKUR,
        f"Target (-5,00), realisasi 3,00: {BALIK}",
    ),
    (
        SELISIH,
        "-5",
        "3",
        BAKU,
        None,
        None,
        Alasan.TIDAK_DAPAT_DIUKUR,
        f"Target (-5,00), realisasi 3,00: {BALIK}",
    ),
]


@pytest.mark.parametrize(("rumus", "target", "realisasi", "aturan", "mentah", "terhitung", "alasan", "teks"), KHUSUS)
def test_compute_capaian_case(rumus, target, realisasi, aturan, mentah, terhitung, alasan, teks):
    hasil = compute_capaian(rumus, d(target), d(realisasi), aturan)
    assert hasil == Capaian(d(mentah), d(terhitung), alasan, teks)


def test_compute_capaian_has_every_reason_in_its_table():
    assert {row[6] for row in KHUSUS} == set(Alasan) - {Alasan.PENYEBUT_NOL, Alasan.BELUM_WAKTUNYA}  # test_rumus.py, test_frekuensi.py


@pytest.mark.parametrize(("target", "realisasi"), [("5", "5"), ("5", None), (None, None), ("0", "0")])
def test_compute_capaian_written_reason_goes_first(target, realisasi):
    hasil = compute_capaian(MAKS, d(target), d(realisasi), tidak_dapat_diukur=" Survei ditunda. ")
    assert hasil == Capaian(None, None, Alasan.TIDAK_DAPAT_DIUKUR, "Tidak dapat diukur: Survei ditunda.")


def test_compute_capaian_blank_reason_is_no_reason():
    assert compute_capaian(MAKS, d("5"), d("5"), tidak_dapat_diukur="  ").mentah == 100


@pytest.mark.parametrize("rumus", list(Rumus))
def test_compute_capaian_target_met_exactly_is_100_in_every_rumus(rumus):
    assert compute_capaian(rumus, d("10"), d("10")).mentah == 100


@pytest.mark.parametrize(
    ("desimal", "teks"),
    [(0, "66 / 32 × 100 = 206,25"), (1, "66,0 / 32,0 × 100 = 206,25"), (2, "66,00 / 32,00 × 100 = 206,25")],
)
def test_compute_capaian_worked_line_has_the_decimals_of_the_indicator(desimal, teks):
    assert compute_capaian(MAKS, d("32"), d("66"), desimal=desimal).penjelasan == teks


def test_compute_capaian_values_from_the_database_show_no_padding():
    hasil = compute_capaian(SELISIH, d("9.200000"), d("11.050000"))
    assert hasil.penjelasan == "(2 × 9,20 − 11,05) / 9,20 × 100 = 79,89"


def test_compute_capaian_predikat_shows_labels():
    hasil = compute_capaian(PREDIKAT, d("5"), d("6.000000"), label=LABEL_SAKIP)
    assert hasil == Capaian(d("120"), d("120"), Alasan.DIHITUNG, "A (6) / BB (5) × 100 = 120,00")


def test_compute_capaian_predikat_without_labels_shows_scores():
    assert compute_capaian(PREDIKAT, d("4"), d("3"), desimal=0).penjelasan == "3 / 4 × 100 = 75,00"


def test_compute_capaian_results_carry_two_decimals():
    hasil = compute_capaian(MAKS, d("1"), d("7"), Aturan(batas_atas=Decimal(120)))
    assert (str(hasil.mentah), str(hasil.terhitung)) == ("700.00", "120.00")


def test_compute_capaian_widest_stored_numbers_do_not_overflow():
    hasil = compute_capaian(MAKS, d("0.000001"), d("999999999999999999.999999"))
    assert hasil.mentah == d("99999999999999999999999900")


def test_compute_capaian_target_nihil_is_capped_too():
    longgar = Aturan(batas_bawah=Decimal(10))
    assert compute_capaian(SELISIH, d("0"), d("3"), longgar).terhitung == 10


def test_aturan_refuses_a_floor_above_the_cap():
    with pytest.raises(ValueError, match=r"^Batas bawah capaian melebihi batas atas\.$"):
        Aturan(batas_atas=Decimal(100), batas_bawah=Decimal(101))


@pytest.mark.parametrize(
    ("nilai", "label"),
    [
        ("1091.43", "Sangat Tinggi"),
        ("91", "Sangat Tinggi"),
        ("90.995", "Sangat Tinggi"),
        ("90.994", "Tinggi"),
        ("90.5", "Tinggi"),
        ("76", "Tinggi"),
        ("75.99", "Sedang"),
        ("73.49", "Sedang"),
        ("66", "Sedang"),
        ("63.4", "Rendah"),
        ("51", "Rendah"),
        ("50.5", "Sangat Rendah"),
        ("0", "Sangat Rendah"),
        ("-24.65", "Sangat Rendah"),
    ],
)
def test_classify_permendagri(nilai, label):
    assert classify(Decimal(nilai)).label == label


@pytest.mark.parametrize(
    ("nilai", "label"),
    [
        ("90.01", "AA"),
        ("90", "A"),
        ("80.01", "A"),
        ("80", "BB"),
        ("80.004", "BB"),
        ("70", "B"),
        ("60", "CC"),
        ("50", "C"),
        ("30", "D"),
    ],
)
def test_classify_akip_strict_bounds_in_any_order(nilai, label):
    assert classify(Decimal(nilai), AKIP).label == label


def test_classify_nothing():
    assert classify(None) is None
    assert classify(Decimal(10), [Pita(Decimal(50), "Baik")]) is None


def test_classify_two_bands_at_one_bound():
    pita = [Pita(Decimal(90), "A"), Pita(Decimal(90), "AA", inklusif=False)]
    assert [classify(Decimal(n), pita).label for n in ("90", "90.01")] == ["A", "AA"]


@pytest.mark.parametrize(
    ("pita", "skala", "syarat"),
    [
        (AKIP[0], AKIP, "> 50,00"),
        (Pita(Decimal(91), "x"), PITA_BAKU, "≥ 91,00"),
        (PITA_BAKU[-1], PITA_BAKU, "di bawah 51,00"),
        (AKIP[-1], AKIP, "paling tinggi 30,00"),
        (Pita(None, "x"), [Pita(None, "x")], "semua nilai"),
    ],
)
def test_write_syarat(pita, skala, syarat):
    assert write_syarat(pita, skala) == syarat


@pytest.mark.parametrize(
    ("capaian", "serapan", "label"),
    [
        ("100", "94.99", "Efisien"),
        ("100", "95", "Cukup efisien"),
        ("100", "105", "Cukup efisien"),
        ("100", "105.01", "Tidak efisien"),
        ("99.99", "50", None),
        (None, "50", None),
        ("100", None, None),
    ],
)
def test_compute_efisiensi(capaian, serapan, label):
    assert compute_efisiensi(d(capaian), d(serapan)) == label


def test_compute_efisiensi_settings():
    assert compute_efisiensi(Decimal(90), Decimal(85), Decimal(2), Decimal(80)) == "Efisien"
