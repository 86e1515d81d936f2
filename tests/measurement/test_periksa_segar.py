"""What a later pair of fresh eyes found in `periksa_tabel`: means, levels, columns of the input, causes that tie."""

import csv
import io

import pytest
from openpyxl import load_workbook

from collection.errors import BerkasError
from measurement.periksa_tabel.ringkasan import write_ringkasan
from measurement.services.periksa_lihat import list_tampil
from measurement.services.periksa_tabel import check_berkas, write_csv, write_xlsx

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


def test_no_two_columns_of_one_name():
    masuk = "Indikator;Target;Realisasi;Capaian;Kategori;alasan;alasan (tabel)\nA;80;72;90;Sangat Rendah;hujan;x\n"
    kepala, baris = csv.reader(io.StringIO(write_csv(check_berkas(masuk.encode()))))
    assert kepala[4:] == [
        "Kategori (tabel)", "alasan (tabel 2)", "alasan (tabel)",
        "capaian_dihitung", "kategori", "alasan", "cocok", "penjelasan",
    ]  # fmt: skip
    assert baris[4:9] == ["Sangat Rendah", "hujan", "x", "90,00", "Tinggi"]
    lagi = write_csv(check_berkas(write_csv(check_berkas(masuk.encode())).encode())).splitlines()[0].split(",")
    assert len(set(lagi)) == len(lagi)
    assert load_workbook(io.BytesIO(write_xlsx(check_berkas(masuk.encode())))).active["E1"].value == "Kategori (tabel)"


@pytest.mark.parametrize(
    ("tercetak", "kategori", "kata"),
    [
        ("90", "Sangat Rendah", "Kategori tercetak “Sangat Rendah”, menurut Permendagri 86/2017 “Tinggi”."),
        ("90", "tinggi", ""), ("90", "Baik", ""), ("90", "", ""), ("95", "Sangat Tinggi", ""),
    ],
)  # fmt: skip
def test_a_wrong_band_is_told_and_accuses_no_figure(tercetak, kategori, kata):
    [satu] = read(f"Indikator;Target;Realisasi;Capaian;Kategori\nA;80;72;{tercetak};{kategori}\n")
    assert satu["cocok"] == ("ya" if tercetak == "90" else "tidak")
    assert ("Kategori tercetak" in satu["penjelasan"]) == bool(kata)
    assert kata in satu["penjelasan"]


TW = "Sasaran,Indikator,Satuan,TW1,TW2,TW3,TW4,Target,Realisasi,Capaian"


@pytest.mark.parametrize(
    ("teks", "nomor"),
    [
        (f'{TW}\nS,A,dokumen,10,,30,40,100,86,"86,00"\nS,B,dokumen,10,30,40,100,86,"86,00"\n', 3),
        ("Indikator;Satuan;Target;Realisasi;Capaian\nA;80;75;93,75\n", 2),
        ("Indikator;Satuan;Target;Realisasi;Capaian;Ket\n\"A\nb\";%;80;75;93,75;x\nC;80;75;93,75;x\n", 4),
        ("No;Indikator;Target;Realisasi;Capaian\n1;80;75;93,75\n", 2),
    ],
)
def test_a_line_without_a_cell_in_its_middle_is_refused(teks, nomor):
    with pytest.raises(BerkasError, match=f"Baris {nomor} memuat .* sel yang hilang ada di tengahnya"):
        read(teks)


@pytest.mark.parametrize("baris", ["A;%;80", "A;%;80;75", "A", "Sasaran I", ";;80;75", "A;;80;75"])
def test_a_line_without_its_last_empty_cells_is_read(baris):
    assert len(read(f"{POLOS}{baris}\nB;%;80;75;93,75\n")) == 2


@pytest.mark.parametrize("teks", ['"A;%;80;60;75\nB;%;80;60;75\n', '"A;%;80;60;75\nB";%;80;60;75\n', 'C;"%;80;60;75\nB;%;80;60;75\n'])
def test_a_quotation_mark_that_swallows_a_line_is_refused(teks):
    with pytest.raises(BerkasError, match="Tanda kutip pada baris 2 tidak ditutup"):
        read(f"{POLOS}{teks}")


def test_a_cell_of_several_lines_is_no_unclosed_mark():
    assert read(f'{POLOS}"A; 2 desa\ndan 3 kota";%;80;60;75\n')[0]["cocok"] == "ya"


@pytest.mark.parametrize(
    "teks", [f"{ARAH}A;kali;naik;0;2;100\n", "Indikator;Satuan;Pembilang;Penyebut;Target;Realisasi;Capaian\nA;%;0;0;80;75;93,75\n"]
)
def test_a_figure_where_there_is_no_value_is_not_left_unexplained(teks):
    hasil = check_berkas(teks.encode())
    assert hasil.verdict[0].cocok == "tidak"
    assert "tanpa penjelasan" not in " ".join(write_ringkasan(hasil.verdict))
    assert list_tampil(hasil)[0].sebab == "angka tercetak, padahal tidak ada nilai yang dapat dihitung"


@pytest.mark.parametrize(("isi", "kategori"), [("80;n/a;90", ""), (";75;90", ""), ("7 Agustus 2025;6;90", ""), (";;90", "Tinggi")])
def test_what_cannot_be_checked_has_no_band_but_a_figure_that_stands_alone(isi, kategori):
    [satu] = read(f"{POLOS}A;%;{isi}\n")
    assert (satu["cocok"], satu["kategori"]) == ("tidak dapat diperiksa", kategori)


def test_titles_that_are_repeated_are_no_row_and_no_sasaran():
    teks = f"{SASARAN}S1;A;%;80;72;90\n{SASARAN};B;%;80;60;75\n;Rata-rata;;;;82,50\n"
    assert [satu["cocok"] for satu in read(teks)] == ["ya", "", "ya", "ya"]
    assert [satu.sasaran for satu in list_tampil(check_berkas(teks.encode()))] == ["S1"] * 3


def test_no_cell_of_the_output_is_a_formula():
    baris = write_csv(check_berkas(f"{POLOS}=cmd|' /C calc'!A0;%;80;72;90\n- sub APBD;%;-;72;-\n@SUM(1);%;-80;-2;-24,65\n".encode()))
    sel = [satu[:5] for satu in list(csv.reader(io.StringIO(baris)))[1:]]
    assert sel[0][0] == "'=cmd|' /C calc'!A0"
    assert sel[1] == ["- sub APBD", "%", "-", "72", "-"]
    assert sel[2] == ["'@SUM(1)", "%", "-80", "-2", "-24,65"]


@pytest.mark.parametrize(
    ("baris", "kata"),
    [
        ("A;%;naik;80;150;150", ("dibatasi paling tinggi 150", "; atau sama dengan realisasi")),
        ("A;%;min_rasio;10;8;120", ("dibatasi paling tinggi 120", "; atau cocok dengan rumus “Makin rendah makin baik (selisih)”")),
        ("A;%;naik;33,33;25;75,00", ("75,0075 dipotong", "; atau dapat berasal dari masukan yang belum dibulatkan")),
    ],
)
def test_causes_that_fit_alike_are_named_both(baris, kata):
    [satu] = read(f"{ARAH}{baris}\n")
    assert satu["cocok"] == "tidak"
    assert all(k in satu["penjelasan"] for k in kata), satu["penjelasan"]


@pytest.mark.parametrize("baris", ["A;%;naik;80;120;100", "A;%;naik;30;20;66,66", "A;%;naik;80;90,5;113,12"])
def test_a_cause_that_stands_alone_is_named_alone(baris):
    [satu] = read(f"{ARAH}{baris}\n")
    assert "; atau " not in satu["penjelasan"]
