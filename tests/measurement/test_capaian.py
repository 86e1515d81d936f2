"""The arithmetic against every given case, every published table row, and properties that always hold."""

import csv
import doctest
from decimal import ROUND_DOWN, Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collection.angka import format_angka, parse_angka, round_angka
from collection.enums import Konsolidasi, Rumus
from measurement.capaian import (
    Aturan,
    Capaian,
    Pita,
    classify,
    compute_capaian,
    compute_efisiensi,
    compute_rerata,
    compute_serapan,
    consolidate,
    round_persen,
)
from measurement.enums import Alasan

AKAR = Path(__file__).parents[2]
DATA = AKAR / "tests" / "data"

SAKIP = {"D": 1, "C": 2, "CC": 3, "B": 4, "BB": 5, "A": 6, "AA": 7}
OPINI = {"TMP": 1, "TW": 2, "WDP": 3, "WTP": 4}
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


def read_csv(nama):
    with (DATA / nama).open(encoding="utf-8", newline="") as berkas:
        return list(csv.DictReader(berkas))


def d(teks):
    return None if teks is None else Decimal(teks)


def read_deret(teks, desimal=2):
    return [parse_angka(t, desimal=desimal) for t in teks.removeprefix("TW ").split("|")]


# --- policy_cases.csv ---

KASUS = {row["id"]: row for row in read_csv("policy_cases.csv")}
ARAH = {"naik": Rumus.MAKS, "turun": Rumus.MIN_SELISIH, "predikat": Rumus.PREDIKAT}
AGREGASI = {"sum": Konsolidasi.JUMLAH, "akhir": Konsolidasi.AKHIR, "rata": Konsolidasi.RATA_RATA}
BELUM_TERCAKUP = ["P25"]  # the range formula (rentang) is a later capability
SASARAN = ["P29", "P30"]
TAHUNAN = {"P17": Decimal(100)}
TANPA_DESIMAL = ["P26"]
SEL_ANGKA = ["P03"]  # typed "90.995" would be ambiguous; the given file means a native number
KUMULATIF = ["P18"]


def compute_kasus(row):
    rumus, desimal = ARAH[row["arah"]], 0 if row["id"] in TANPA_DESIMAL else 2
    if rumus is Rumus.PREDIKAT:
        skala = SAKIP | OPINI
        return compute_capaian(rumus, Decimal(skala[row["target"]]), Decimal(skala[row["realisasi"]]))
    if row["target"].startswith("TW "):
        target, realisasi = read_deret(row["target"]), read_deret(row["realisasi"])
        terkumpul = consolidate(AGREGASI[row["agregasi"]], target, realisasi, row["id"] in KUMULATIF)
        return compute_capaian(rumus, TAHUNAN.get(row["id"], terkumpul.target), terkumpul.realisasi)
    target, realisasi = row["target"], row["realisasi"].removesuffix(" (entered)").replace("(empty)", "")
    masukan = Decimal(realisasi) if row["id"] in SEL_ANGKA else realisasi
    return compute_capaian(rumus, parse_angka(target, desimal=desimal), parse_angka(masukan, desimal=desimal))


@pytest.mark.parametrize("kode", [k for k in KASUS if k not in BELUM_TERCAKUP + SASARAN])
def test_policy_case(kode):
    row = KASUS[kode]
    hasil = compute_kasus(row)
    pita = classify(hasil.terhitung)
    assert format_angka(hasil.mentah) == row["expected_capaian"]
    assert hasil.terhitung == hasil.mentah
    assert (pita.label if pita else "") == row["expected_band_lower_inclusive"]


def test_policy_cases_leave_out_only_the_range_row():
    assert len(KASUS) == 30
    assert (
        [k for k, row in KASUS.items() if row["arah"] not in {*ARAH, "sasaran"}] == ["P25"] == BELUM_TERCAKUP
    )
    assert [k for k, row in KASUS.items() if row["arah"] == "sasaran"] == SASARAN


def test_policy_case_p29_mean_of_a_sasaran():
    row = KASUS["P29"]
    rerata = compute_rerata(read_deret(row["realisasi"]))
    assert (format_angka(rerata.nilai), rerata.cakupan) == (row["expected_capaian"], "10 dari 10")
    assert classify(rerata.nilai).label == row["expected_band_lower_inclusive"]


def test_policy_case_p30_cap_before_averaging():
    dibatasi = Aturan(batas_atas=Decimal(100))
    hasil = [
        compute_capaian(Rumus.MAKS, Decimal(100), r, dibatasi) for r in read_deret(KASUS["P30"]["realisasi"])
    ]
    mentah = compute_rerata([h.mentah for h in hasil]).nilai
    terhitung = compute_rerata([h.terhitung for h in hasil]).nilai
    expected = f"{format_angka(mentah)} raw / {format_angka(terhitung)} capped at 100"
    assert expected == KASUS["P30"]["expected_capaian"]


@pytest.mark.parametrize(
    ("kode", "alasan"),
    [
        ("P01", Alasan.DIHITUNG),
        ("P11", Alasan.TARGET_NIHIL_TERCAPAI),
        ("P12", Alasan.TARGET_NIHIL_TERLAMPAUI),
        ("P13", Alasan.TARGET_NOL),
        ("P14", Alasan.TARGET_NOL),
        ("P15", Alasan.DIHITUNG),
        ("P20", Alasan.DIHITUNG),
        ("P21", Alasan.BELUM_DIUKUR),
    ],
)
def test_policy_case_reason(kode, alasan):
    assert compute_kasus(KASUS[kode]).alasan is alasan


# --- published tables ---

TERBIT = [
    (f"{nama[:2]}-{n}", row)
    for nama in (
        "02_blora_dpmd_2019",
        "03_blora_dpmd_2019_anggaran",
        "05_kediri_dpmpd_2019",
        "06_polman_2022_bulanan",
    )
    for n, row in enumerate(read_csv(f"published/{nama}.csv"), start=1)
]
COCOK = [pytest.param(row, id=kode) for kode, row in TERBIT if row["verdict"] == "ok"]
TIDAK_COCOK = {kode: row for kode, row in TERBIT if row["verdict"] != "ok"}


def compute_terbit(row):
    """Polewali Mandar prints English thousands, which our reader refuses: its commas are taken out here."""
    inggris = "Polewali Mandar" in row["source"]
    nilai = [row[k].replace(",", "") if inggris else row[k] for k in ("target", "realisasi")]
    desimal = 0 if row["satuan"] == "Rp" else 2
    return compute_capaian(Rumus.MAKS, *(parse_angka(n, desimal=desimal) for n in nilai))


def count_desimal(teks):
    return len(teks.replace(".", ",").partition(",")[2])


@pytest.mark.parametrize("row", COCOK)
def test_published_row_reproduces_at_its_printed_decimals(row):
    tercetak = row["capaian_published"]
    mentah = compute_terbit(row).mentah
    assert str(round_angka(mentah, count_desimal(tercetak))) == tercetak.replace(",", ".")


def test_published_rows_that_do_not_reproduce_are_two():
    assert len(COCOK) == 20
    assert {kode: row["verdict"] for kode, row in TIDAK_COCOK.items()} == {
        "02-3": "truncated instead of rounded",
        "05-2": "n/a",
    }


def test_published_row_02_3_was_truncated_by_its_publisher():
    mentah = compute_terbit(TIDAK_COCOK["02-3"]).mentah
    assert mentah == Decimal("142.86")
    assert str(mentah.quantize(Decimal(1), ROUND_DOWN)) == TIDAK_COCOK["02-3"]["capaian_published"]
    assert round_angka(mentah, 0) == 143


def test_published_row_05_2_hides_its_value():
    assert TIDAK_COCOK["05-2"]["capaian_published"] == ">100%"
    assert compute_terbit(TIDAK_COCOK["05-2"]).mentah == Decimal("341.67")


def test_published_06_serapan_of_the_kegiatan_is_the_sum_of_its_sub_kegiatan():
    realisasi, pagu = [Decimal(805369584), Decimal(195603374)], [Decimal(808430200), Decimal(195992600)]
    assert compute_serapan(realisasi, pagu) == Decimal("99.66")


# --- zero, empty, negative, far above 100 (capaian.md section 2) ---

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


@pytest.mark.parametrize(
    ("rumus", "target", "realisasi", "aturan", "mentah", "terhitung", "alasan", "teks"), KHUSUS
)
def test_compute_capaian_case(rumus, target, realisasi, aturan, mentah, terhitung, alasan, teks):
    hasil = compute_capaian(rumus, d(target), d(realisasi), aturan)
    assert hasil == Capaian(d(mentah), d(terhitung), alasan, teks)


def test_compute_capaian_has_every_reason_in_its_table():
    assert {row[6] for row in KHUSUS} == set(Alasan)


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


# --- bands and efficiency ---


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
    ("pita", "syarat"),
    [(AKIP[0], "> 50,00"), (Pita(Decimal(91), "x"), "≥ 91,00"), (AKIP[-1], "di bawah pita lain")],
)
def test_pita_rule(pita, syarat):
    assert pita.syarat == syarat


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


# --- properties ---

NILAI = st.decimals(min_value=-(10**9), max_value=10**9, places=6)
POSITIF = st.decimals(min_value=Decimal("0.000001"), max_value=10**9, places=6)
PENGALI = st.sampled_from([Decimal("0.001"), Decimal(12), Decimal(1000), Decimal(1000000)])
RUMUS = st.sampled_from(list(Rumus))
BATAS_ATAS = st.sampled_from([None, Decimal(100), Decimal(110), Decimal(120), Decimal(150)])
ATURAN = st.builds(
    Aturan,
    batas_atas=BATAS_ATAS,
    batas_bawah=st.sampled_from([None, Decimal(0)]),
    nihil_terlampaui=st.sampled_from([None, Decimal(0)]),
)


@given(POSITIF, NILAI, NILAI, BATAS_ATAS)
@pytest.mark.parametrize("rumus", [MAKS, PREDIKAT])
def test_higher_is_better_never_falls_with_realisasi(rumus, target, a, b, atas):
    rendah, tinggi = sorted([a, b])
    aturan = Aturan(batas_atas=atas)
    assert (
        compute_capaian(rumus, target, rendah, aturan).terhitung
        <= compute_capaian(rumus, target, tinggi, aturan).terhitung
    )


@given(POSITIF, NILAI, NILAI)
@pytest.mark.parametrize("rumus", [SELISIH, RASIO])
def test_lower_is_better_never_rises_with_realisasi(rumus, target, a, b):
    rendah, tinggi = sorted([a, b])
    aturan = Aturan(batas_atas=Decimal(150))
    assert (
        compute_capaian(rumus, target, rendah, aturan).terhitung
        >= compute_capaian(rumus, target, tinggi, aturan).terhitung
    )


@given(RUMUS, POSITIF, NILAI, PENGALI)
def test_unit_of_measure_does_not_matter(rumus, target, realisasi, pengali):
    asal = compute_capaian(rumus, target, realisasi)
    skala = compute_capaian(rumus, target * pengali, realisasi * pengali)
    assert (skala.mentah, skala.alasan) == (asal.mentah, asal.alasan)


@given(RUMUS, NILAI | st.none(), NILAI | st.none(), ATURAN)
def test_result_is_none_or_finite_and_always_explained(rumus, target, realisasi, aturan):
    hasil = compute_capaian(rumus, target, realisasi, aturan)
    assert all(n is None or n.is_finite() for n in (hasil.mentah, hasil.terhitung))
    assert hasil.penjelasan != ""
    assert (hasil.terhitung is None) or hasil.alasan in {
        Alasan.DIHITUNG,
        TERCAPAI,
        TERLAMPAUI,
        Alasan.REALISASI_NOL,
    }


@given(RUMUS, NILAI, NILAI, ATURAN)
def test_cap_and_floor_hold_and_never_touch_the_raw_value(rumus, target, realisasi, aturan):
    hasil = compute_capaian(rumus, target, realisasi, aturan)
    tanpa_batas = Aturan(nihil_terlampaui=aturan.nihil_terlampaui)
    assert hasil.mentah == compute_capaian(rumus, target, realisasi, tanpa_batas).mentah
    if hasil.terhitung is not None:
        assert aturan.batas_atas is None or hasil.terhitung <= aturan.batas_atas
        assert aturan.batas_bawah is None or hasil.terhitung >= aturan.batas_bawah


@given(RUMUS, NILAI, NILAI)
def test_a_cap_never_raises_a_value(rumus, target, realisasi):
    bebas = compute_capaian(rumus, target, realisasi).terhitung
    dibatasi = compute_capaian(rumus, target, realisasi, Aturan(batas_atas=Decimal(100))).terhitung
    assert bebas is None or dibatasi <= bebas


@given(NILAI)
def test_rounding_is_idempotent_and_keeps_the_band(nilai):
    bulat = round_persen(nilai)
    assert round_persen(bulat) == bulat
    assert classify(bulat) == classify(nilai)


def test_the_examples_in_the_document_are_what_the_code_computes():
    hasil = doctest.testfile(str(AKAR / "docs" / "rumus_capaian.md"), module_relative=False, encoding="utf-8")
    assert (hasil.failed, hasil.attempted > 30) == (0, True)
