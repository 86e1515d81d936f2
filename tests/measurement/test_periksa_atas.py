"""Periksa tabel: figures above their rows, triwulan without a konsolidasi, arrows and abbreviations, English commas."""

import csv
import io

import pytest

from measurement.services.periksa_tabel import check_berkas, write_csv

KEPALA = "Sasaran;Indikator;Satuan;Target;Realisasi;Capaian\n"
SATU = "Sasaran 1: layanan;;;;;102,50\n;Indeks Kepuasan;indeks;80;84;105\n;Persentase aduan;%;100;100;100\n"
TW = "Indikator;Satuan;Target Tahunan;Target TW I;Realisasi TW I;Target TW II;Realisasi TW II;Target TW III;Realisasi TW III;Capaian\n"


def read(teks):
    """(capaian_dihitung, cocok, penjelasan) of each row."""
    hasil = csv.DictReader(io.StringIO(write_csv(check_berkas(teks.encode()))))
    return [(b["capaian_dihitung"], b["cocok"], b["penjelasan"]) for b in hasil]


def test_a_figure_above_its_rows_is_held_to_them_where_another_one_is():
    dua = "Sasaran 2: akuntabilitas;;;;;95,45\n;Nilai SAKIP;nilai;70;63;90\n;Indeks RB;indeks;100;80;80\n"
    semua = read(KEPALA + SATU + dua)
    assert [s[:2] for s in semua] == [
        ("102,50", "ya"), ("105,00", "ya"), ("100,00", "ya"), ("85,00", "tidak"), ("90,00", "ya"), ("80,00", "ya"),
    ]  # fmt: skip
    assert "Rata-rata capaian 2 dari 2 baris = 85,00. Tercetak 95,45" in semua[3][2]


@pytest.mark.parametrize("nama", ["Nilai evaluasi AKIP kabupaten", "Efisiensi"])
def test_a_figure_that_names_no_group_is_accused_of_nothing(nama):
    assert read(f"{KEPALA}{SATU}{nama};;;;;71,20\n;Indeks RB;indeks;100;80;80\n;Nilai;nilai;70;63;90\n")[3][1] == "tidak dapat diperiksa"


@pytest.mark.parametrize("kepala", ["Sasaran 2: akuntabilitas", "II. Sasaran akuntabilitas", "Akuntabilitas"])
def test_a_group_of_one_row_is_that_row(kepala):
    hasil = read(f"{KEPALA}{SATU}{kepala};;;;;110\n;Indeks RB;indeks;80;88;110\n")
    assert hasil[3][:2] == ("110,00", "ya")
    assert "Rata-rata capaian 1 dari 1 baris" in hasil[3][2]


def test_a_group_of_one_row_alone_in_its_table_stays_unknown():
    assert read(f"{KEPALA}Akuntabilitas;;;;;110\n;Indeks RB;indeks;80;88;110\n")[0][1] == "tidak dapat diperiksa"


def test_money_above_its_rows_is_no_mean_of_percentages():
    uang = "Kode;Uraian;Pagu;Realisasi;%\n2;PROGRAM A;400.000.000;240.000.000;70\n"
    hasil = read(f"{uang}2.01;Kegiatan C;100.000.000;90.000.000;90\n2.02;Kegiatan D;300.000.000;150.000.000;50\n")
    assert hasil[0][:2] == ("60,00", "tidak")
    assert "rata-rata persentase 2 baris di bawahnya (70,00)" in hasil[0][2]


@pytest.mark.parametrize(
    ("tercetak", "semestinya", "kata"),
    [
        ("25", ("25,00", "ya"), "tidak disebut; angka tercetak mengikuti ini: Konsolidasi jumlah dari 2"),
        ("62,50", ("62,50", "ya"), "terhadap target triwulan yang sama"),
        ("50", ("50,00", "ya"), "“Realisasi TW III” terhadap “Target TW III”"),
        ("15", ("15,00", "ya"), "“Realisasi TW III” terhadap “Target Tahunan”"),
        ("12,50", ("12,50", "ya"), "rata-rata dari 2"),
        ("33", ("50,00", "tidak"), "“Realisasi TW III” terhadap “Target TW III”"),
    ],
)
def test_three_triwulan_of_which_one_is_empty_without_a_konsolidasi(tercetak, semestinya, kata):
    """capaian.md, section 3: targets 10|20|30|40, realisasi 10|–|15."""
    (hasil,) = read(f"{TW}Dokumen;dokumen;100;10;10;20;;30;15;{tercetak}\n")
    assert hasil[:2] == semestinya
    assert kata in hasil[2]


@pytest.mark.parametrize(
    ("naik", "turun"),
    [("(+)", "(-)"), ("▲", "▼"), ("asc", "desc"), ("HB", "LB"), ("direct", "inverse"), ("greater is better", "smaller is better")],
)
def test_directions_in_signs_and_abbreviations(naik, turun):
    hasil = read(f"indikator;arah;target;realisasi;capaian_published\na;{naik};80;60;125\nb;{turun};80;60;75\n")
    assert [s[:2] for s in hasil] == [("75,00", "tidak"), ("125,00", "tidak")]
    assert all("arah terbalik" in s[2] for s in hasil)


def test_a_comma_groups_thousands_where_dots_begin_decimals():
    teks = "Indicator,Unit,Target,Actual,Achievement\nIndex,index,82.5,84.1,101.94\n"
    hasil = read(f'{teks}Visitors,people,"1,250",950,\nReports,report,"1,200","1,150",95.83\n')
    assert [s[0] for s in hasil] == ["101,94", "76,00", "95,83"]
    assert "950 / 1.250 × 100" in hasil[1][2]


def test_a_comma_of_three_decimals_stays_one_where_another_comma_begins_decimals():
    hasil = read('indikator,satuan,target,realisasi,capaian\nIndeks desa,indeks,"1,250","1,375",110\nNilai,nilai,82.5,"84,1","101,94"\n')
    assert "1,375 / 1,25" in hasil[0][2]
