"""What a tester's own tables showed in `periksa_tabel`: one rumus for a whole table, silent warnings, other causes."""

import csv
import io

import pytest
from openpyxl import Workbook

from collection.errors import BerkasError
from measurement.periksa_tabel.ringkasan import write_ringkasan
from measurement.services.periksa_lihat import list_tampil
from measurement.services.periksa_tabel import check_berkas, write_csv

ARAH = "Indikator;Arah;Target;Realisasi;Capaian\n"
RASIO = "Indikator;Arah;Target;Realisasi;Capaian\nA;turun;10;8;125\nB;turun;5;4;125\n"


def read(teks):
    """The command's rows by title."""
    return list(csv.DictReader(io.StringIO(write_csv(check_berkas(teks.encode())))))


@pytest.mark.parametrize(("teks", "semestinya"), [
    (f"{ARAH}A;turun;10;8;80\nB;turun;10;8;125\nC;turun;5;4;115\n", ["120,00"] * 2 + ["120,00"]),
    (f"{ARAH}A;turun;10;8;125\nB;turun;5;0;100\n", ["120,00", "200,00"]),
    (f"{RASIO}C;turun;10;8;80\n", ["125,00"] * 3),
    (f"{RASIO}C;turun;9;8;112,4\n", ["125,00", "125,00", "112,50"]),
])  # fmt: skip
def test_one_figure_is_no_rumus_of_the_table(teks, semestinya):
    assert [satu["capaian_dihitung"] for satu in read(teks)] == semestinya


@pytest.mark.parametrize(("baris", "kata"), [
    ("A;turun;10;8;20", "(T − R) / T × 100, bukan capaian."), ("A;turun;10;12;-20", "(T − R) / T × 100, bukan capaian."),
    ("A;turun;10;10;0", "(T − R) / T × 100, bukan capaian; target yang tepat tercapai bernilai 100."),
    ("A;naik;5;5,1;2", "(R − T) / T × 100, bukan capaian."), ("A;naik;100;102;2", "selisih realisasi dan target"),
])  # fmt: skip
def test_a_difference_in_percent_of_the_target(baris, kata):
    (satu,) = read(f"{ARAH}{baris}\n")
    assert satu["cocok"] == "tidak"
    assert kata in satu["penjelasan"]
    assert satu["penjelasan"].count("selisih") == 1


def test_the_summary_counts_what_is_only_a_warning():
    teks = (
        "Indikator;Target;Realisasi;Capaian;Kategori\nAngka kemiskinan;10;12;120;Sangat Tinggi\n"
        "Persentase A;100;90,5;90,50;Sangat Tinggi\nPersentase B;100;95;95;Sangat Tinggi\n"
    )
    kalimat = write_ringkasan(check_berkas(teks.encode()).verdict)
    assert "Arah perlu diperiksa: 1 (baris data 1)." in kalimat
    assert "Kategori tercetak lain dari Permendagri 86/2017: 1 (baris data 2)." in kalimat


@pytest.mark.parametrize(("judul", "isi", "kata"), [
    ("Jenis", "IKU", "Arah tidak disebut"), ("Jenis;Arah", "IKU;", "Arah tidak disebut"),
    ("Polaritas", "IKU", "Arah “IKU” bukan rumus"), ("Jenis;Arah", "IKU;turun", ""), ("Jenis", "negatif", ""),
])  # fmt: skip
def test_a_column_jenis_is_a_direction_only_where_it_says_one(judul, isi, kata):
    (satu,) = read(f"Indikator;{judul};Target;Realisasi;Capaian\nA;{isi};10;12;80\n")
    assert satu["cocok"] == "ya"
    assert ("Arah" in satu["penjelasan"], kata in satu["penjelasan"]) == (bool(kata), True)


def test_a_second_capaian_is_said_to_be_unchecked():
    teks = "Sasaran;Indikator;Target;Realisasi;Capaian Indikator (%);Capaian Sasaran (%)\nS;A;80;76;95;90\n"
    assert "Tidak diperiksa: kolom “Capaian Sasaran (%)”." in read(teks)[0]["penjelasan"]


def test_the_page_names_a_mean_by_its_merged_cell():
    buku = Workbook()
    for satu in (["No", "Sasaran", "Indikator", "Target", "Realisasi", "Capaian"], [1, "S", "A", 80, 76, 95],
                 [2, None, "B", 50, 50, 100], ["Rata-rata capaian", None, None, None, None, 97.5]):  # fmt: skip
        buku.active.append(satu)
    buku.active.merge_cells("A4:E4")
    keluar = io.BytesIO()
    buku.save(keluar)
    *_, akhir = list_tampil(check_berkas(keluar.getvalue()))
    assert (akhir.nama, akhir.verdict.cocok) == ("Rata-rata capaian", "ya")


def test_a_row_whose_target_was_not_changed_keeps_the_original_one():
    satu, dua = read("Indikator;Target PK;Target PK Perubahan;Realisasi;Capaian\nA;70;80;76;95\nB;70;-;35;50\n")
    assert (satu["capaian_dihitung"], dua["capaian_dihitung"], dua["cocok"]) == ("95,00", "50,00", "ya")
    assert "dipakai target semula" in dua["penjelasan"]
    assert "semula" not in satu["penjelasan"]


def test_a_figure_held_to_the_target_before_the_perubahan_is_told_so():
    teks = "Indikator;Satuan;Target PK;Target PK Perubahan;Realisasi;Capaian\nA;%;70;80;76;108,57\nB;%;4;5;5;125\n"
    hasil = check_berkas(teks.encode())
    assert [v.cocok for v in hasil.verdict] == ["tidak", "tidak"]
    assert "Tercetak 108,57: dihitung terhadap target semula (70), bukan target perubahannya." in hasil.verdict[0].penjelasan
    assert "Tidak cocok, dihitung terhadap target semula, bukan target perubahan: 2 (baris data 1, 2)." in write_ringkasan(hasil.verdict)


def test_columns_that_cannot_be_told_apart_are_refused_by_name():
    with pytest.raises(BerkasError, match="target “Kinerja Target”, realisasi “Anggaran Realisasi”"):
        check_berkas(b";Kinerja;;Anggaran;\nIndikator;Target;Capaian;Pagu;Realisasi\nA;60;70;80;76\n")
    (satu,) = read("Program;Pagu Anggaran;Realisasi Anggaran;Capaian Kinerja\nA;1.000;900;90\n")
    assert satu["cocok"] == "ya"


UANG = "Uraian;Anggaran (Rp);Realisasi (Rp);%\nA;100;95;95\nB;50;40;80\n"


@pytest.mark.parametrize(("teks", "kata"), [
    (f"{UANG}Jumlah;160;135;84,38\n", "Target 160 bukan jumlah baris-barisnya (2 baris: 150)."),
    (f"{UANG}Jumlah;150;130;86,67\n", "Realisasi 130 bukan jumlah baris-barisnya (2 baris: 135)."),
    (f"{UANG}Jumlah;150;135;90\n", ""), (f"{UANG}Jumlah;190;170;89,47\n", ""),
    ("Uraian;Pagu;Realisasi;%\nPROGRAM A;500;450;90\n1.1 A1;300;280;93,33\n1.2 A2;200;170;85\nPROGRAM B;250;240;96\n"
     "2.1 B1;250;240;96\nJUMLAH;760;690;90,79\n", "Target 760 bukan jumlah baris-barisnya (2 baris: 750)."),
])  # fmt: skip
def test_a_total_of_money_that_is_not_the_sum_of_its_rows(teks, kata):
    hasil = check_berkas(teks.encode())
    assert hasil.verdict[-1].cocok == "ya"
    assert ("bukan jumlah" in hasil.verdict[-1].penjelasan) == bool(kata)
    assert kata in hasil.verdict[-1].penjelasan
    assert any("Jumlah yang bukan jumlah" in satu for satu in write_ringkasan(hasil.verdict)) == bool(kata)


@pytest.mark.parametrize(("baris", "semestinya"), [
    ("A;;90%;45/50;100", ("100,00", "ya")), ("A;;90%;45 dari 50;99", ("100,00", "tidak")),
    ("A;dokumen;90;45 dari 50;50", ("50,00", "ya")), ("A;;90;45/50;50", ("50,00", "ya")),
])  # fmt: skip
def test_a_share_against_a_percentage_without_a_unit(baris, semestinya):
    (satu,) = read(f"Indikator;Satuan;Target;Realisasi;Capaian\n{baris}\n")
    assert (satu["capaian_dihitung"], satu["cocok"]) == semestinya


def test_the_titles_of_a_second_table_are_no_row():
    teks = "No;Sasaran;Indikator;Target;Realisasi;Capaian (%)\n1;S;A;80;76;95\nNo;Program;;Pagu (Rp);Realisasi (Rp);Persentase (%)\n"
    assert [satu["cocok"] for satu in read(teks)] == ["ya", ""]


def test_a_mean_of_printed_figures_says_how_many_rows_the_other_mean_has():
    teks = "Indikator;Satuan;Target;Realisasi;Capaian\nA;%;80;76;95\nB;%;50;55;110\nC;%;50;30;tercapai\nRata-rata;;;;102,5\n"
    assert "2 dari 3 baris = 102,50; rata-rata capaian 3 dari 3 baris = 88,33" in read(teks)[-1]["penjelasan"]


def test_a_mean_whose_formula_has_no_result_names_its_cell():
    buku = Workbook()
    for satu in (["Indikator", "Target", "Realisasi", "Capaian"], ["A", 80, 76, 95], ["Rata-rata", None, None, "=D2"]):
        buku.active.append(satu)
    keluar = io.BytesIO()
    buku.save(keluar)
    *_, akhir = check_berkas(keluar.getvalue()).verdict
    assert akhir.alasan == "tidak_dapat_diukur"
    assert akhir.penjelasan.startswith("Capaian tercetak pada sel D3: rumus")


@pytest.mark.parametrize(("isi", "kata"), [
    (b"%PDF-1.4 x", "melainkan PDF"), (b" <html><table>", "melainkan halaman web"), (b"a\0b\0\0", "bukan teks seperti pada CSV"),
])  # fmt: skip
def test_what_is_neither_csv_nor_xlsx_is_called_by_its_name(isi, kata):
    with pytest.raises(BerkasError, match=kata):
        check_berkas(isi)
