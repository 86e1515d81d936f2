"""What a later pair of fresh eyes found in `periksa_tabel`: means, levels, columns of the input, causes that tie."""

import csv
import io

import pytest

from measurement.services.periksa_tabel import check_berkas, write_csv

POLOS = "Indikator;Satuan;Target;Realisasi;Capaian\n"
SASARAN = "Sasaran;Indikator;Satuan;Target;Realisasi;Capaian\n"
ARAH = "Indikator;Satuan;Arah;Target;Realisasi;Capaian\n"
BERJUDUL = "No;Uraian;Satuan;Target;Realisasi;Capaian\n"
DUA = ";A;%;80;72;90\n;B;%;50;55;110\n"
EMPAT = f"Sas I{DUA};D;%;50;30;60\nSas II;C;%;80;60;75\n"
JENJANG = (
    "Program/Kegiatan;Pagu (Rp);Realisasi (Rp);%\nProgram A;400;240;60,00\nKegiatan A1;100;90;90,00\n"
    "Kegiatan A2;300;150;50,00\nProgram B;200;190;95,00\nKegiatan B1;200;190;95,00\n"
)


def read(teks):
    """The command's rows by title."""
    return list(csv.DictReader(io.StringIO(write_csv(check_berkas(teks.encode())))))


def check_akhir(teks, semestinya, kata=""):
    """What is said of the last row of the table."""
    *_, satu = read(teks)
    assert (satu["capaian_dihitung"], satu["cocok"]) == semestinya, satu["penjelasan"]
    assert kata in satu["penjelasan"]
    return satu


@pytest.mark.parametrize("jumlah", ["Jumlah", "Sub Total", "TOTAL"])
def test_a_total_is_no_member_of_a_mean(jumlah):
    satu = f"{BERJUDUL}1;Sasaran I;;;;\n{DUA};{jumlah};;130;127;97,69\n;Rata-rata;;;;100,00\n"
    check_akhir(satu, ("100,00", "ya"), "2 dari 2 baris")
    dua = f"{satu}2;Sasaran II;;;;\n;C;%;80;60;75\n;Rata-rata;;;;75\n"
    check_akhir(f"{dua};Rata-rata capaian kantor;;;;87,50\n", ("87,50", "ya"))
    check_akhir(f"{dua};Capaian kinerja kantor;;;;91,67\n", ("91,67", "ya"), "3 dari 3 baris")
    check_akhir(f"{dua};Rata-rata capaian kantor;;;;93,17\n", ("87,50", "tidak"))


def test_a_mean_that_prints_numbers_is_no_member_and_may_be_a_mean():
    teks = f"{BERJUDUL}{DUA};Rata-rata;;65;63,5;100,00\n"
    check_akhir(teks, ("100,00", "ya"), "2 dari 2 baris")
    check_akhir(f"{BERJUDUL}{DUA};Rata-rata;;65;63,5;97,69\n", ("97,69", "ya"))
    check_akhir(f"{BERJUDUL}{DUA};Rata-rata;;65;63,5;99\n", ("97,69", "tidak"))
    check_akhir(f"{teks};Capaian kantor;;;;100\n", ("100,00", "ya"), "2 dari 2 baris")


def test_an_indicator_called_a_mean_of_something_is_a_member():
    check_akhir(f"{BERJUDUL}{DUA};Rata-rata lama sekolah;tahun;10;7;70\n;Rata-rata;;;;90\n", ("90,00", "ya"), "3 dari 3 baris")


@pytest.mark.parametrize(
    ("tercetak", "semestinya", "kata"),
    [
        ("80,83", ("80,83", "ya"), "Rata-rata dari rata-rata 2 sasaran = 80,83; rata-rata capaian 4 dari 4 baris = 83,75"),
        ("83,75", ("83,75", "ya"), "Rata-rata capaian 4 dari 4 baris = 83,75"),
        ("82,29", ("83,75", "tidak"), "tidak ditemukan penjelasan"),
    ],
)
@pytest.mark.parametrize("judul", [False, True])
def test_the_mean_of_the_office_is_of_sasaran_or_of_rows(judul, tercetak, semestinya, kata):
    """capaian.md, section 4: the mean of the indicators, then of sasaran for the office."""
    isi = f"1;Sasaran I;;;;\n{DUA};D;%;50;30;60\n2;Sasaran II;;;;\n;C;%;80;60;75\n;Rata-rata capaian;;;;"
    teks = f"{BERJUDUL}{isi}" if judul else f"{SASARAN}{EMPAT}Rata-rata capaian sasaran;;;;;"
    check_akhir(f"{teks}{tercetak}\n", semestinya, kata)


@pytest.mark.parametrize(("tercetak", "banyak"), [("77,50", 2), ("78,33", 3)])
@pytest.mark.parametrize("milik", ["600;430", ";"])
def test_a_total_over_levels_that_is_a_mean_of_one_of_them(tercetak, banyak, milik):
    kata = "setingkat di atasnya" if milik != ";" else "rata-rata persentase"
    satu = check_akhir(f"{JENJANG}TOTAL;{milik};{tercetak}\n", ("71,67", "tidak"), kata)
    assert f"({tercetak}), bukan jumlah realisasi dibagi jumlah target" in satu["penjelasan"]
    assert milik == ";" or f"{banyak} baris" in satu["penjelasan"]
    check_akhir(f"{JENJANG}TOTAL;{milik};71,67\n", ("71,67", "ya"))


@pytest.mark.parametrize(
    ("tercetak", "semestinya", "kata"),
    [
        ("98", ("98,00", "ya"), "Rata-rata tertimbang bobot 2 dari 2 baris = 98,00; rata-rata capaian 2 dari 2 baris = 100,00"),
        ("100", ("100,00", "ya"), "Rata-rata capaian"),
        ("102", ("100,00", "tidak"), ""),
    ],
)
@pytest.mark.parametrize("nama", ["Jumlah", "Rata-rata"])
def test_a_mean_weighted_by_the_column_bobot(nama, tercetak, semestinya, kata):
    teks = f"Indikator;Satuan;Target;Realisasi;Capaian;Bobot\nA;%;80;72;90;60\nB;%;50;55;110;40\n{nama};;;;{tercetak};100\n"
    check_akhir(teks, semestinya, kata)
