"""Faults that fresh eyes found in `periksa_tabel`: each as the table that showed it, and what must be said of it."""

import csv
import io

import pytest

from measurement.services.periksa_lihat import list_tampil
from measurement.services.periksa_tabel import check_berkas, write_csv

POLOS = "Indikator;Satuan;Target;Realisasi;Capaian\n"
SASARAN = "Sasaran;Indikator;Satuan;Target;Realisasi;Capaian\n"
KOMPONEN = "Indikator;Satuan;Pembilang;Penyebut;Target;Realisasi;Capaian\n"
ARAH = "Indikator;Satuan;Arah;Target;Realisasi;Capaian\n"
RUMUS = "Indikator;Satuan;Rumus;Target;Realisasi;Capaian\n"
UANG = "Program;Anggaran;Realisasi;%\n"
TW = (
    "indikator;satuan;arah;konsolidasi;target tahunan;target tw i;target tw ii;target tw iii;target tw iv;"
    "realisasi tw i;realisasi tw ii;realisasi tw iii;realisasi tw iv;capaian\n"
)
TAHUNAN = (
    "Indikator;Satuan;Konsolidasi;Target Tahunan;Realisasi TW I;Realisasi TW II;Realisasi TW III;Realisasi TW IV;Capaian\n"
)
BERSISIAN = "Indikator;Satuan;Triwulan III;;;Triwulan IV;;\n;;Target;Realisasi;%;Target;Realisasi;%\n"
DUA_SASARAN = "A;X1;unit;10;9;90\nA;X2;%;50;40;80\nB;Y1;orang;10;12;120\n"


def read(teks):
    """(computed, verdict, explanation) of each row as the command writes them."""
    baris = csv.DictReader(io.StringIO(write_csv(check_berkas(teks.encode()))))
    return [(satu["capaian_dihitung"], satu["cocok"], satu["penjelasan"]) for satu in baris]


def check_akhir(teks, semestinya, kata=""):
    """What is said of the last row of the table."""
    *_, (dihitung, cocok, penjelasan) = read(teks)
    assert (dihitung, cocok) == semestinya, penjelasan
    assert kata in penjelasan


@pytest.mark.parametrize(
    ("baris", "menurut_nama"),
    [
        ("Indeks Kepuasan Masyarakat;nilai;80;100;80", "tinggi"),
        ("Jumlah pelatihan;kali;10;25;40", "tinggi"),
        ("Persentase desa mandiri;%;50;60;80", "tinggi"),
        ("Nilai SAKIP;nilai;80;70;112,5", "tinggi"),
        ("Persentase penurunan stunting;%;3;2,5;116,67", "tinggi"),
        ("Persentase usulan yang masuk;%;10;11;90,00", "tinggi"),
        ("Persentase kasus yang ditangani;%;10;11;90,00", "tinggi"),
        ("Angka Kematian Bayi;per 1000 KH;10;12;120", "rendah"),
        ("Prevalensi Stunting;%;14;12,5;89,29", "rendah"),
        ("Jumlah pengangguran;%;10;11;110,00", "rendah"),
    ],
)
def test_a_name_accuses_no_figure_that_follows_from_the_other_direction(baris, menurut_nama):
    tercetak = f"{float(baris.rpartition(';')[2].replace(',', '.')):.2f}".replace(".", ",")
    check_akhir(f"{POLOS}{baris}\n", (tercetak, "ya"), f"padahal menurut namanya makin {menurut_nama} makin baik: periksa arahnya")


@pytest.mark.parametrize(
    "nama",
    [
        "Laju pertumbuhan penduduk", "Persentase kekosongan jabatan", "Persentase ASN kena hukuman disiplin",
        "Persentase temuan BPK yang belum ditindaklanjuti", "Rata-rata jumlah anak per keluarga",
        "Rata-rata waktu penyelesaian perizinan",
    ],
)  # fmt: skip
def test_figures_of_less_without_a_direction(nama):
    check_akhir(f"{POLOS}{nama};%;10;11;90,00\n", ("90,00", "ya"))
    check_akhir(f"{POLOS}{nama};%;10;11;77\n", ("90,00" if "temuan" in nama else "110,00", "tidak"))


def test_what_harms_and_is_dealt_with_is_better_when_it_is_more():
    check_akhir(f"{POLOS}Jumlah pengangguran yang dilatih;orang;10;11;110,00\n", ("110,00", "ya"), "makin tinggi makin baik. Cocok")


@pytest.mark.parametrize(
    ("baris", "semestinya", "kata"),
    [
        ("Persentase cacat produk;%;10;8;120", "120,00", "periksa arahnya"),
        ("Jumlah kasus;kasus;10;8;120", "120,00", "Namanya tidak menunjukkan arah: periksa arahnya"),
        ("Persentase Desa Tertinggal;%;0;0;100", "100,00", "Namanya tidak menunjukkan arah: periksa arahnya"),
        ("Peringkat;ke-;3;3;100", "100,00", "Arah sebaliknya memberi angka yang sama"),
    ],
)
def test_where_the_direction_is_unknown_the_figure_tells_and_it_is_said(baris, semestinya, kata):
    check_akhir(f"{POLOS}{baris}\n", (semestinya, "ya"), kata)


@pytest.mark.parametrize("kosong", ["a;%;80;;0\nb;%;80;n/a;0\n", "a;%;80;;\nb;%;80;n/a;\n"])
def test_rows_not_measured_count_in_no_mean(kosong):
    teks = f"{POLOS}{kosong}c;%;80;60;75\nRata-rata;;;;25\n"
    check_akhir(teks, ("75,00", "tidak"), "baris tanpa nilai ikut dirata-rata sebagai 0 (25,00)")
    check_akhir(f"{teks}Rata-rata;;;;75\n", ("75,00", "ya"))


@pytest.mark.parametrize(("tercetak", "cocok", "kata"), [("72,50", "tidak", "rata-rata angka yang tercetak (72,50), 1 di"), ("102,50", "ya", "")])
def test_a_mean_of_means_is_of_the_means_as_they_should_be(tercetak, cocok, kata):
    teks = (
        f"{SASARAN}A;X1;unit;10;9;90\nA;X2;unit;10;8;80\nRata-rata Sasaran A;;;;;85\n"
        f"B;Y1;unit;10;12;120\nB;Y2;unit;10;-;-\nRata-rata Sasaran B;;;;;60\nRata-rata;;;;;{tercetak}\n"
    )
    check_akhir(teks, ("102,50", cocok), kata)


def test_a_mean_of_means_with_headings_between():
    teks = (
        f"{SASARAN}Satu;;;;;\n;a;desa;10;10;100\n;b;desa;10;5;50\n;Rata-rata sasaran 1;;;;75\n"
        "Dua;;;;;\n;c;desa;10;9;90\n;d;desa;10;;\n;Rata-rata sasaran 2;;;;45\nRata-rata capaian kinerja;;;;;60,00\n"
    )
    check_akhir(teks, ("82,50", "tidak"), "1 di antaranya tidak cocok")


def test_subtotals_of_money_are_no_mean():
    teks = f"{UANG}a;100;90;90\nb;300;150;50\nSub Total;;;60\nc;100;100;100\nSub Total;;;100\n"
    check_akhir(f"{teks}Total;;;68\n", ("68,00", "ya"))
    check_akhir(f"{teks}Total;;;80\n", ("68,00", "tidak"), "rata-rata persentase (80,00)")


@pytest.mark.parametrize(
    ("baris", "cocok", "kata"),
    [
        ("a;%;17;278;10,83;6,12;56,46", "ya", "17 / 278"),
        ("a;%;17;278;10,83;6,12;56,51", "tidak", "dihitung dari realisasi 6,12 yang sudah dibulatkan"),
        ("a;%;17;278;10,83;7,00;64,64", "tidak", "dihitung dari realisasi 7,00 yang tertulis"),
        ("a;%;17;278;10,83;7,00;56,46", "ya", "memberi 6,12, bukan realisasi 7,00"),
    ],
)
def test_the_same_components_give_the_same_figure(baris, cocok, kata):
    check_akhir(f"{KOMPONEN}{baris}\n", ("56,46", cocok), kata)


def test_means_beside_each_other_do_not_count_each_other():
    teks = f"{SASARAN}A;X1;unit;10;9;90\nA;X2;unit;10;8;80\nB;Y1;unit;10;12;120\n" + "".join(
        f"{satu}\n"
        for satu in ("Rata-rata;;;;;102,50", "Rata-rata;;;;;96,67", "Rata-rata;;;;;96,66", "JUMLAH;;;;;290")
    )
    hasil = read(f"{teks}Capaian kinerja;;;;;96,67\n")[3:]
    assert [satu[:2] for satu in hasil] == [
        ("102,50", "ya"), ("96,67", "ya"), ("96,67", "tidak"), ("96,67", "tidak"), ("96,67", "ya"),
    ]  # fmt: skip
    assert "dibatasi" not in hasil[0][2]


@pytest.mark.parametrize(
    ("akhir", "semestinya", "kata"),
    [
        ("jumlah;100;10;20;30;40;10;;15;;25,00", "25,00", "terhadap target setahun"),
        ("jumlah;100;10;20;30;40;10;;15;;62,50", "62,50", "terhadap target triwulan yang sama"),
        ("jumlah;100;25;50;75;100;25;20;20;;86,67", "86,67", "(25, 20, 20) = 65"),
        ("akhir;100;25;50;75;100;20;;60;;80,00", "80,00", "“realisasi tw iii” terhadap “target tw iii”"),
        ("rata_rata;80;80;80;80;80;70;76;82;84;97,50", "97,50", "rata-rata dari 4 triwulan yang terisi"),
        ("maksimum;80;80;80;80;80;70;76;88;84;110", "110,00", "nilai tertinggi dari 4"),
    ],
)
def test_quarters_are_made_one_by_their_konsolidasi(akhir, semestinya, kata):
    check_akhir(f"{TW}a;nilai;naik;{akhir}\n", (semestinya, "ya"), kata)


@pytest.mark.parametrize(
    ("akhir", "semestinya"),
    [
        ("jumlah;100;10;20;30;30;90", ("90,00", "ya")),
        ("jumlah;100;10;20;30;;60", ("60,00", "ya")),
        ("jumlah;100;10;20;30;30;30", ("90,00", "tidak")),
        ("akhir;80;20;40;60;76;95", ("95,00", "ya")),
        ("rata-rata;80;70;76;82;84;97,50", ("97,50", "ya")),
    ],
)
def test_quarters_against_the_target_of_the_year(akhir, semestinya):
    check_akhir(f"{TAHUNAN}a;nilai;{akhir}\n", semestinya)


def test_without_konsolidasi_each_row_is_checked_by_its_last_filled_quarter():
    satu, dua = read(f"{BERSISIAN}a;desa;30;15;50;40;;\nb;nilai;80;82;102,5;80;84;105\n")
    assert [satu[:2], dua[:2]] == [("50,00", "ya"), ("105,00", "ya")]
    assert "“Triwulan III Realisasi” terhadap “Triwulan III Target”" in satu[2]
    assert "“Triwulan IV Realisasi”" in dua[2]
    tampil = list_tampil(check_berkas(f"{BERSISIAN}a;desa;30;15;50;40;;\nb;nilai;80;82;102,5;80;84;105\n".encode()))
    assert [(b.target, b.realisasi, b.tercetak) for b in tampil] == [("30", "15", "50"), ("80", "84", "105")]


@pytest.mark.parametrize(
    ("baris", "semestinya", "kata"),
    [
        ("Nilai IKM;mutu;B;A;133,33", ("133,33", "ya"), "mutu pelayanan (D 1, C 2, B 3, A 4)"),
        ("Nilai IKM;predikat;A;B;75", ("75,00", "ya"), "mutu pelayanan"),
        ("Nilai AKIP;predikat;B;A;150", ("150,00", "ya"), "SAKIP (D 1, C 2, CC 3, B 4, BB 5, A 6, AA 7)"),
        ("Opini;opini;WTP;WDP;75", ("75,00", "ya"), "opini BPK (TMP 1, TW 2, WDP 3, WTP 4)"),
    ],
)
def test_the_scale_of_a_predicate_is_named(baris, semestinya, kata):
    check_akhir(f"{POLOS}{baris}\n", semestinya, kata)


@pytest.mark.parametrize("baris", ["a;%;80;125,1;125", "a;%;10;20;125"])
def test_125_is_no_cap(baris):
    *_, (_, cocok, penjelasan) = read(f"{POLOS}{baris}\n")
    assert cocok == "tidak"
    assert "dibatasi" not in penjelasan


@pytest.mark.parametrize("baris", ["Persentase;%;0,85;85;100", "Persentase;%;85;0,85;100"])
def test_a_fraction_beside_a_percentage_is_no_cap(baris):
    *_, (_, cocok, penjelasan) = read(f"{POLOS}{baris}\n")
    assert (cocok, "dibatasi" in penjelasan) == ("tidak", False)
    assert "berbeda satuan" in penjelasan


def test_a_mean_of_percentages_with_subtotals_between():
    teks = (
        f"{UANG}Kegiatan a;100.000;90.000;90,00\nKegiatan b;50.000;50.000;100,00\nSub Jumlah;150.000;140.000;93,33\n"
        "Kegiatan c;200.000;150.000;75,00\nSub Jumlah;200.000;150.000;75,00\nTOTAL;350.000;290.000;88,33\n"
    )
    check_akhir(teks, ("82,86", "tidak"), "rata-rata persentase 3 baris di atasnya (88,33)")


def test_causes_of_a_wrong_mean():
    check_akhir(f"{SASARAN}{DUA_SASARAN}Rata-rata;;;;;96,66\n", ("96,67", "tidak"), "96,6666 dipotong")


def test_a_row_that_adds_up_percentages_is_a_sum_without_a_band():
    teks = f"{SASARAN}{DUA_SASARAN}JUMLAH;;;;;290\n"
    check_akhir(teks, ("290,00", "ya"), "Jumlah capaian 3 baris = 290,00, bukan capaian")
    assert check_berkas(teks.encode()).verdict[-1].kategori == ""
    check_akhir(f"{teks}Rata-rata;;;;;96,67\n", ("96,67", "ya"))


def test_a_program_without_figures_is_a_heading():
    teks = f"{UANG}PROGRAM 1;;;\na;100.000;90.000;90,00\nPROGRAM 2;;;\nb;50.000;50.000;100,00\n"
    assert [satu[1] for satu in read(teks)] == ["", "ya", "", "ya"]
    teks = f"{UANG}Program 1;100.000;90.000;90,00\nProgram 2;;;\n"
    assert [satu[1] for satu in read(teks)] == ["ya", "tidak dapat diperiksa"]


@pytest.mark.parametrize("realisasi", ["", "n/a", "-"])
def test_nothing_measured_is_not_0(realisasi):
    check_akhir(f"{POLOS}a;%;80;{realisasi};0\n", ("", "tidak"), "kosong bukan 0")
    check_akhir(f"{POLOS}a;%;80;{realisasi};90\n", ("", "tidak dapat diperiksa"), "tanpa realisasi yang dapat dihitung")


def test_a_dash_is_a_direction_only_beside_a_plus():
    check_akhir(f"{ARAH}Persentase desa;%;-;10;8;80\n", ("80,00", "ya"), "Arah tidak disebut")
    teks = f"{ARAH}Persentase desa;%;+;10;8;80\nPersentase desa;%;-;10;8;120\n"
    check_akhir(teks, ("120,00", "ya"), "Arah “-” dibaca makin rendah makin baik")


@pytest.mark.parametrize(("realisasi", "tercetak"), [("Tidak", "100,00"), ("Ya", "0,00")])
def test_a_target_of_no(realisasi, tercetak):
    check_akhir(f"{RUMUS}Ada kasus;Ya/Tidak;ya_tidak;Tidak;{realisasi};{tercetak}\n", (tercetak, "ya"))


def test_a_column_rumus_goes_before_the_unit():
    check_akhir(f"{RUMUS}Waktu;hari;rentang;7-8;9;112,5\n", ("112,50", "ya"))
    check_akhir(f"{ARAH}Waktu;hari;rentang;7-8;9;87,5\n", ("87,50", "ya"))


@pytest.mark.parametrize(
    ("target", "kata"),
    [("11,50 - 10,50", "rentang 10,50–11,50"), ("11 ± 0,5", "rentang 10,5–11,5"), ("11 +- 1", "rentang 10–12")],
)
def test_ranges_written_otherwise(target, kata):
    check_akhir(f"{POLOS}Persentase Penduduk Miskin;%;{target};10,98;100\n", ("100,00", "ya"), kata)


ROMAWI = (
    "No;Indikator;Satuan;Target Tahunan;{};;;;{};;;;Capaian s.d. TW III thd target tahun (%)\n"
    ";;;;I;II;III;IV;I;II;III;IV;\n1;Desa dibina;desa;100;10;20;30;40;10;0;15;;25\n2;Serapan;%;98;20;45;70;98;18,5;44;69,2;;70,61\n"
)
BAGIAN = "No;Indikator;Target;Realisasi;;;Capaian\n;;;Jumlah desa memenuhi;Jumlah desa;Persentase;\n1;Desa siaga;75%;210;271;77,49%;103,32%\n"


def test_components_that_tell_what_was_rounded_leave_no_guess_of_it():
    *_, (dihitung, cocok, penjelasan) = read(KOMPONEN + "Desa tertib;%;31;49;60;63,27;105,45\n")
    assert (dihitung, cocok) == ("105,44", "tidak")
    assert "dihitung dari realisasi 63,27 yang sudah dibulatkan" in penjelasan
    assert "belum dibulatkan" not in penjelasan


@pytest.mark.parametrize(("teks", "semestinya", "kata"), [
    (ROMAWI.format("Target Triwulan", "Realisasi Triwulan"), ("70,61", "ya"), "“Realisasi TW III” terhadap “Target Tahunan”"),
    (ROMAWI.format("Target", "Realisasi"), ("70,61", "ya"), "“Realisasi TW III” terhadap “Target Tahunan”"),
    (BAGIAN, ("103,32", "ya"), "77,49 / 75,00 × 100"),
    ("indikator;satuan;+/-;target;realisasi;capaian\nx;%;+;80;75;93,75\ny;%;-;80;90;87,5\n", ("87,50", "ya"), "Arah “-” dibaca"),
    (POLOS + "PDRB;juta rupiah;45,5;46.123;101,37\n", ("101,37", "ya"), "“46.123” dibaca 46,123"),
    (POLOS + "Hari surat (semakin rendah, semakin baik);Hari;3;2;133,33\n", ("133,33", "ya"), "Arah menurut nama indikator: “semakin"),
    (POLOS + "Rata-rata lama penyelesaian pengaduan;;7 hari;9 hari;71,43\n", ("71,43", "ya"), "Namanya tidak menunjukkan arah"),
    (POLOS + "Rencana aksi;dokumen;1;2;200\n*) angka sementara;;;;\n", ("", ""), "Baris judul atau catatan"),
])  # fmt: skip
def test_heads_and_names_as_reports_have_them(teks, semestinya, kata):
    check_akhir(teks, semestinya, kata)
