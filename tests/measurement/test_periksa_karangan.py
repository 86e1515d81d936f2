"""Tables as offices publish them, invented: each goes in as a file, what comes out is read as CSV."""

import csv
import io

import pytest

from collection.errors import BerkasError
from measurement.services.periksa_tabel import check_berkas, write_csv

TAMBAHAN = ["capaian_dihitung", "kategori", "alasan", "cocok", "penjelasan"]


def read_keluaran(teks, kode="utf-8"):
    """Rows of the command's CSV: (dihitung, cocok) of each, and all explanations."""
    masuk = check_berkas(teks.encode(kode))
    keluar = list(csv.reader(io.StringIO(write_csv(masuk))))
    assert keluar[0][-5:] == TAMBAHAN
    assert [satu[:-5] for satu in keluar[1:]] == [[sel.teks for sel in baris] for baris in masuk.tabel.baris]
    return [f"{satu[-5]} {satu[-2]}".strip() for satu in keluar[1:]], [satu[-1] for satu in keluar[1:]], masuk


# name: table, what each row comes to, and words that stand in the explanations, row by row ("" for any)
TABEL = {
    "heads cut short": (
        "Uraian,Target,Real,Capaian\nNilai,80,75,\"93,75\"\n", ["93,75 ya"], []),
    "heads with dots": (
        "No;Uraian Indikator;Sat.;Tgt;Real.;% Capaian\n1;Nilai;%;80;75;93,75\n", ["93,75 ya"], []),
    "letters as heads": ("Indikator;T;R;%\na;80;75;93,75\n", ["93,75 ya"], []),
    "Capaian is the realisasi where Tingkat Capaian stands beside": (
        "Indikator Kinerja;Target Kinerja Th. 2023;Capaian Kinerja Th. 2023;Tingkat Capaian Kinerja (%)\na;80;75;93,75\n",
        ["93,75 ya"], []),
    "Prosentase": ("Kinerja Utama;Rencana;Realisasi;Prosentase\na;80;75;94\n", ["93,75 ya"], []),
    "English heads and numbers": (
        "No,Strategic Objective,Performance Indicator,Unit,Target,Actual,Achievement (%)\n"
        "1,Better,Index,point,3.25,3.50,107.69\n2,,Budget,IDR,\"1,250,000\",\"1,000,000\",80.00\n"
        "3,,Population,people,\"1,250\",\"1,000\",80.00\n", ["107,69 ya", "80,00 ya", "80,00 ya"], ["", "cara Inggris"]),
    "columns the other way round": (
        "capaian,realisasi,target,satuan,indikator,sasaran\n93.75,75,80,%,x,y\n", ["93,75 ya"], []),
    "a two-row head with periods, the year is meant": (
        "Indikator;Target;;Realisasi;Capaian\n;TW IV;Tahun;;\na;20;80;75;93,75\nb;20;50;40;80\n",
        ["93,75 ya", "80,00 ya"], []),
    "a two-row head with periods, the triwulan is meant": (
        "Indikator;Target;;Realisasi;Capaian\n;TW IV;Tahun;;\na;20;80;15;75\nb;20;50;10;50\n",
        ["75,00 ya", "50,00 ya"], []),
    "three rows of head": (
        "No;Indikator;Tahun 2023;;;;\n;;Target;;Realisasi;;Capaian\n;;TW IV;Tahun;TW IV;Tahun;\n1;a;20;80;10;75;93,75\n",
        ["93,75 ya"], []),
    "target above, realisasi and capaian below": (
        "No;Indikator;Satuan;Target;Tahun 2023;\n;;;;Realisasi;Capaian (%)\n1;a;%;80;75;93,75\n", ["93,75 ya"], []),
    "K and Rp side by side": (
        "Program;Target;;Realisasi;;Capaian;\n;K;Rp;K;Rp;K;Rp\na;80;100.000.000;75;90.000.000;93,75;90\n",
        ["93,75 ya"], []),
    "the latest triwulan": (
        "indikator;Target TW I;Realisasi TW I;Capaian TW I;Target TW II;Realisasi TW II;Capaian TW II\na;4;1;25;8;4;50\n",
        ["50,00 ya"], []),
    "sum over sum on a total row": (
        "indikator;satuan;pembilang;penyebut;target;realisasi;capaian\na;%;10;20;80;50;62,5\nb;%;90;100;80;90;112,5\n"
        "Kabupaten;%;100;120;;;104,17\n", ["62,50 ya", "112,50 ya", "104,17 ya"], ["", "", "Σ pembilang / Σ penyebut"]),
    "a mean in its place": (
        "indikator;satuan;pembilang;penyebut;target;realisasi;capaian\na;%;10;20;80;50;62,5\nb;%;90;100;80;90;112,5\n"
        "Kabupaten;%;100;120;;;87,5\n", ["62,50 ya", "112,50 ya", "104,17 tidak"],
        ["", "", "rata-rata persentase 2 baris (87,50), bukan jumlah pembilang dibagi jumlah penyebut"]),
    "a mean as the realisasi of the total": (
        "indikator;satuan;pembilang;penyebut;target;realisasi;capaian\na;%;10;20;60;50;83,33\nb;%;90;100;90;90;100\n"
        "Kabupaten;%;100;120;80;70;87,5\n", ["83,33 ya", "100,00 ya", "104,17 tidak"],
        ["", "", "realisasinya rata-rata persentase 2 baris (70,00)"]),
    "a total without its own components": (
        "indikator;satuan;pembilang;penyebut;target;realisasi;capaian\na;%;10;20;80;50;62,5\nb;%;90;100;80;90;112,5\n"
        "Jumlah;;;;;;104,17\n", ["62,50 ya", "112,50 ya", "104,17 ya"], []),
    "no target at all, sum over sum": (
        "indikator;satuan;pembilang;penyebut;target;realisasi;capaian\na;%;10;20;;;50\nb;%;90;100;;;90\n"
        "Total;%;100;120;;;70\n", ["tidak dapat diperiksa", "tidak dapat diperiksa", "83,33 tidak"],
        ["", "", "rata-rata persentase"]),
    "a row that calls itself a mean may be one": (
        "indikator;satuan;pembilang;penyebut;target;realisasi;capaian\na;%;10;20;80;50;62,5\nb;%;90;100;80;90;112,5\n"
        "Rata-rata;;;;;;87,5\n", ["62,50 ya", "112,50 ya", "87,50 ya"], []),
    "things of one kind add up": (
        "indikator;satuan;target;realisasi;capaian\na;desa;10;9;90\nb;desa;30;30;100\nTotal;desa;;;95\n",
        ["90,00 ya", "100,00 ya", "97,50 tidak"], ["", "", "rata-rata persentase (95,00)"]),
    "Jumlah in the name of an indicator is no total": (
        "indikator;satuan;target;realisasi;capaian\na;desa;10;9;90\nb;desa;30;30;100\nJumlah desa mandiri;desa;;;97\n",
        ["90,00 ya", "100,00 ya", "tidak dapat diperiksa"], []),
    "money told by its head": (
        "Program;Pagu Anggaran;Realisasi Anggaran;%\na;100.000;90.000;90\nb;300.000;300.000;100\nJumlah;;;95\n",
        ["90,00 ya", "100,00 ya", "97,50 tidak"], ["", "", "bukan jumlah realisasi dibagi jumlah target"]),
    "one digit truncated, less is better by the name": (
        "indikator;satuan;target;realisasi;capaian\nPrevalensi Stunting;%;14;16,3;83,5\n", ["83,57 tidak"],
        ["83,5714 dipotong"]),
    "less is better by the name alone": (
        "indikator;satuan;target;realisasi;capaian\nTingkat Kemiskinan;%;14;16,3;99\n", ["83,57 tidak"],
        ["menurut namanya dianggap makin rendah makin baik"]),
    "the figure speaks against the name": (
        "indikator;satuan;target;realisasi;capaian\nPrevalensi Stunting;%;14;16,3;116,43\n", ["116,43 ya"],
        ["padahal menurut namanya makin rendah makin baik: periksa arahnya"]),
    "more of it is better although the name holds stunting": (
        "indikator;satuan;target;realisasi;capaian\nPersentase balita stunting yang ditangani;%;90;99;110\n",
        ["110,00 ya"], [""]),
    "an unknown rumus": (
        "indikator;rumus;arah;target;realisasi;capaian\na;formula khusus;;80;75;93,75\nb;formula khusus;turun;80;75;106,25\n",
        ["93,75 ya", "106,25 ya"], ["Rumus “formula khusus” bukan rumus", "yang dipakai arah “turun”"]),
    "min_rasio throughout": (
        "indikator;arah;target;realisasi;capaian\na;turun;10;12;83,33\nb;Turun;20;25;80\n", ["83,33 ya", "80,00 ya"], []),
    "capped at 100": (
        "indikator;target;realisasi;capaian\na;80;100;100\nb;80;90;100\nc;80;40;50\n",
        ["125,00 tidak", "112,50 tidak", "50,00 ya"], ["dibatasi paling tinggi 100"]),
    "inputs rounded in print": (
        "indikator;satuan;target;realisasi;capaian\na;%;10,83;6,12;56,53\nb;%;10,83;6,12;56,70\n",
        ["56,51 tidak", "56,51 tidak"], ["belum dibulatkan", "tidak ditemukan penjelasan"]),
    "what is counted, or promised whole, was never rounded": (
        "indikator;satuan;target;realisasi;capaian\na;orang;12;10;84\nb;;12;10;84\nc;%;80;75;92,4\nd;%;80;75;93,2\n",
        ["83,33 tidak", "83,33 tidak", "93,75 tidak", "93,75 tidak"],
        ["dibulatkan ke atas", "dibulatkan ke atas", "tidak ditemukan", "belum dibulatkan"]),
    "thousands or fractions of people": (
        "indikator;satuan;target;realisasi;capaian\na;orang;1,250;1.000;80\nb;orang;1,250;5;\nc;%;1,250;1;80\n",
        ["80,00 ya", "tidak dapat diperiksa", "80,00 ya"],
        ["“1,250” dibaca 1250", "“1,250” dibaca 1,250", "1,00 / 1,25"]),
    "exponents": (
        "indikator;satuan;target;realisasi;capaian\na;orang;1e3;750;75\n", ["tidak dapat diperiksa"],
        ["“1e3” memakai eksponen, yang tidak diterima"]),
    "footnote marks and signs": (
        "indikator;satuan;target;realisasi;capaian\na;%;95,2*);90,1**;94,64\nb;%;90 1);85 2);94,44 %*\nc;%;90¹;85²;94,44\n"
        "d;%;≥ 90;92;102,22\ne;%;100,00%;95,50%;95,50%\nf;Rp;Rp 1.234.567;Rp 1.000.000,-;81,00\n",
        ["94,64 ya", "94,44 ya", "94,44 ya", "102,22 ya", "95,50 ya", "81,00 ya"], []),
    "nothing to compare": (
        "indikator;target;realisasi;capaian\na;n/a;92;n/a\nb;-;–;—\nc;;;\nd;80;;\n",
        ["tidak dapat diperiksa"] * 4, ["n/a", "Tidak ada target", "Tidak ada target", "belum diisi"]),
    "sections, blank rows, means below": (
        "Sasaran/Indikator;Satuan;Target;Realisasi;Capaian (%)\nMeningkatnya mutu;;;;\n1. SPBE;Indeks;3,2;3,5;109,38\n"
        "2. SAKIP;Predikat;BB;B;80\n;;;;\nRata-rata sasaran 1;;;;94,69\nMenurunnya waktu;;;;\nWaktu tunggu;hari;7-8 hari;9 hari;87,5\n",
        ["", "109,38 ya", "80,00 ya", "94,69 ya", "", "87,50 ya"], []),
    "months, and their sum as the realisasi": (
        "No,Indikator,Satuan,Target,Jan,Feb,Mar,Jumlah,Capaian\n1,a,dokumen,2,1,0,2,3,150.00\n", ["150,00 ya"], []),
    "means without a name, also of one row": (
        "Sasaran;Indikator;Target;Realisasi;Capaian\nS1;a;100;90;90\n;b;100;100;100\n;;;;95\nS2;c;100;80;80\n;;;;80\n",
        ["90,00 ya", "100,00 ya", "95,00 ya", "80,00 ya", "80,00 ya"], []),
    "heads with line breaks, formulas and numbers of columns": (
        '"Indikator\nKinerja (3)","Target (T)\n(4)","Realisasi (R) (5)","Capaian (6)=(5)/(4) x 100%"\na,80,75,93.75\n',
        ["93,75 ya"], []),
    "decimals as each row likes": (
        "indikator;target;realisasi;capaian\na;70;100;143\nb;70;100;142,9\nc;70;100;142,86\nd;70;100;142\n",
        ["142,86 ya", "142,86 ya", "142,86 ya", "142,86 tidak"], ["", "", "", "dipotong"]),
}  # fmt: skip


@pytest.mark.parametrize("nama", TABEL)
def test_table(nama):
    teks, semestinya, kata = TABEL[nama]
    hasil, penjelasan, _ = read_keluaran(teks)
    assert hasil == semestinya, penjelasan
    for satu, isi in zip(kata, penjelasan, strict=False):
        assert satu in isi


def test_there_are_enough_of_them():
    assert len(TABEL) >= 35


def test_a_choice_of_columns_is_told():
    _, _, masuk = read_keluaran(TABEL["a two-row head with periods, the triwulan is meant"][0])
    assert "target “Target TW IV”" in masuk.catatan
    _, _, masuk = read_keluaran(TABEL["a two-row head with periods, the year is meant"][0])
    assert "target “Target Tahun”" in masuk.catatan


@pytest.mark.parametrize("kode", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("pemisah", [";", "\t", "|"])
def test_encodings_with_separators(kode, pemisah):
    teks = "Indikator;Target;Realisasi;Capaian\nLayanan “prima” – é;80;75;93,75\n".replace(";", pemisah)
    assert read_keluaran(teks, kode)[0] == ["93,75 ya"]


@pytest.mark.parametrize(
    ("judul", "kata"),
    [
        ("Indikator;Target;Capaian", "judul kolom realisasi tidak ditemukan"),
        ("Indikator;Target;Capaian", "Dikenali: target “Target”, capaian “Capaian”"),
        ("Indikator;Target;Hasil kerja;Capaian", "Yang terbaca: “Indikator”, “Target”, “Hasil kerja”, “Capaian”"),
        ("indikator;satuan;pembilang;penyebut;capaian", "judul kolom target dan realisasi tidak ditemukan"),
    ],
)
def test_columns_that_are_missing_are_named(judul, kata):
    with pytest.raises(BerkasError, match=kata):
        read_keluaran(f"{judul}\na;80;75;94;94\n")


@pytest.mark.parametrize(
    ("tercetak", "semestinya", "kata"),
    [
        ("84,01", "84,01 ya", "Rata-rata capaian 2 dari 2 baris = 84,01"),
        ("84,02", "84,02 ya", "Rata-rata angka yang tercetak 2 dari 2 baris = 84,02; dari capaian tanpa pembulatan 84,01"),
        ("84,0", "84,01 ya", ""),
        ("84,03", "84,01 tidak", "tidak ditemukan"),
    ],
)
def test_a_mean_is_of_unrounded_figures_and_one_of_printed_ones_is_taken_too(tercetak, semestinya, kata):
    """84,005 and 84,024 print as 84,01 and 84,02; their mean is 84,0145, that of the printed ones 84,015."""
    teks = f"indikator;target;realisasi;capaian\na;100;84,005;84,01\nb;100;84,024;84,02\nRata-rata;;;{tercetak}\n"
    hasil, penjelasan, _ = read_keluaran(teks)
    assert hasil[-1] == semestinya
    assert kata in penjelasan[-1]
