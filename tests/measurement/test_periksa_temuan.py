"""What readers of `periksa_tabel` found wrong in it, each as the table that showed it."""

import csv
import io

import pytest
from openpyxl import Workbook

from measurement.services.periksa_tabel import check_berkas, write_csv

KEPALA = "indikator;satuan;arah;target;realisasi;capaian\n"
KOMPONEN = "Indikator;Satuan;Pembilang (a);Penyebut (b);Target;Realisasi;Capaian\n"
POLOS = "indikator;satuan;target;realisasi;capaian\n"


def read(isi):
    """The command's rows by title, as a machine reads them."""
    return list(csv.DictReader(io.StringIO(write_csv(check_berkas(isi if isinstance(isi, bytes) else isi.encode())))))


def pick(isi, *nama):
    return [tuple(satu[n] for n in nama or ("capaian_dihitung", "cocok")) for satu in read(isi)]


@pytest.mark.parametrize(
    ("baris", "semestinya"),
    [
        ("a;%;5;0;80;;", ("", "penyebut_nol", "tidak dapat diperiksa")),
        ("a;%;0;0;80;0;0", ("", "penyebut_nol", "tidak")),
        ("a;%;0;0;80;n/a;n/a", ("", "penyebut_nol", "tidak dapat diperiksa")),
        ("a;%;0;0;80;75;93,75", ("", "penyebut_nol", "tidak")),
        ("a;%;;;80;0 dari 0;0", ("", "penyebut_nol", "tidak")),
        ("a;%;0;0;;;", ("", "tanpa_target", "tidak dapat diperiksa")),
        ("Jumlah;%;0;0;;;", ("", "tanpa_target", "tidak dapat diperiksa")),
        ("a;%;0;;80;;", ("", "belum_diukur", "tidak dapat diperiksa")),
        ("a;%;45;60;80;;93,75", ("93,75", "dihitung", "ya")),
        ("a;%;45;60;80;-;", ("93,75", "dihitung", "tidak dapat diperiksa")),
        ("a;per 1.000 KH;12;3.400;4;;111,76", ("111,76", "dihitung", "ya")),
        ("a;rasio;3;4;0,8;;93,75", ("93,75", "dihitung", "ya")),
        ("a;%;;;80;45/60;93,75", ("93,75", "dihitung", "ya")),
    ],
)
def test_components_where_no_realisasi_is_printed(baris, semestinya):
    assert pick(f"{KOMPONEN}{baris}\n", "capaian_dihitung", "alasan", "cocok") == [semestinya]


def test_parts_of_nothing_add_up_to_nothing():
    assert [a for (a,) in pick(f"{KOMPONEN}a;%;0;0;80;;\nb;%;0;0;80;;\nJumlah;%;0;0;80;;100\n", "alasan")] == [
        "penyebut_nol"
    ] * 3


@pytest.mark.parametrize("nomor", ["(1);(2);(3);(4);(5);(6);(7)=(6)/(5)x100", "1;2;3;4;5;6;7 = 6/5", "a;b;c;d;e;f;g"])
@pytest.mark.parametrize("atas", [False, True])
def test_names_of_columns_above_a_line_of_numbers(nomor, atas):
    kepala = ["No;Sasaran;Indikator;Satuan;Tahun 2023;;", ";;;;Target;Realisasi;Capaian"]
    kepala.insert(1 if atas else 2, nomor)
    masuk = check_berkas(("\n".join(kepala) + "\n1;s;a;%;80;75;93,75\n").encode())
    assert masuk.tabel.judul == ["No", "Sasaran", "Indikator", "Satuan", "Target", "Realisasi", "Capaian"]
    assert [v.cocok for v in masuk.verdict] == (["ya"] if atas else ["", "ya"])


def test_a_line_of_numbers_in_a_table_of_money():
    teks = "No;Program;Pagu (Rp);Realisasi (Rp);%\n1;2;3;4;5\n1;a;100.000;90.000;90\n"
    assert pick(teks) == [("", ""), ("90,00", "ya")]


@pytest.mark.parametrize(("alamat", "isi"), [("A6000", " "), ("CZ3", " "), ("AX2", "\u00a0"), ("CZ9000", "   ")])
def test_a_cell_of_spaces_far_away(alamat, isi):
    buku = Workbook()
    for baris in (["Indikator", "Target", "Realisasi", "Capaian"], ["a", 80, 75, 93.75]):
        buku.active.append(baris)
    buku.active[alamat] = isi
    buku.active.merge_cells("AA1:AB2")
    simpan = io.BytesIO()
    buku.save(simpan)
    [satu] = read(simpan.getvalue())
    assert (len(satu), satu["cocok"]) == (4 + 5, "ya")


@pytest.mark.parametrize("sisa", [";" * 80 + " \n", "\n" + ";;; \n" * 6000, "\n" * 25_000 + " \n"])
def test_blanks_far_away_in_text(sisa):
    assert pick(f"indikator;target;realisasi;capaian\na;80;75;93,75{sisa}") == [("93,75", "ya")]


@pytest.mark.parametrize(
    ("baris", "tercetak", "semestinya", "kata"),
    [
        (("80;100;100", "100;50;50"), "75", ("87,50", "tidak"), "dibatasi 100 sebelum dirata-rata (75,00)"),
        (("80;100;120", "100;50;50"), "85", ("87,50", "tidak"), "dibatasi 120 sebelum dirata-rata (85,00)"),
        (
            ("80;100;90", "100;50;50"),
            "70",
            ("87,50", "tidak"),
            "rata-rata angka yang tercetak (70,00), 1 di antaranya tidak",
        ),
        (("80;75;94", "100;50;50"), "72,00", ("72,00", "ya"), "dari capaian tanpa pembulatan 71,88"),
        (("80;100;125", "100;50;50"), "87,5", ("87,50", "ya"), "Rata-rata capaian 2 dari 2 baris = 87,50"),
    ],
)
def test_a_mean_says_which_it_is_and_agrees_with_its_verdict(baris, tercetak, semestinya, kata):
    teks = POLOS + "".join(f"a;%;{satu}\n" for satu in baris) + f"Rata-rata;;;;{tercetak}\n"
    *_, satu = read(teks)
    assert (satu["capaian_dihitung"], satu["cocok"]) == semestinya
    assert kata in satu["penjelasan"]


@pytest.mark.parametrize(
    ("baris", "kata"),
    [
        ("a;%;naik;80;90,5;113,12", "tepat di tengah, dibulatkan setengah ke genap"),
        ("a;%;naik;80;70,1;87,62", "tepat di tengah, dibulatkan setengah ke genap"),
        ("a;%;range;80 - 90;92;113", "mengikuti angka contoh PermenPANRB 8/2021"),
        ("a;%;range;80 - 90;92;113,33", "100 + (92 − 80) / 90 × 100 = 113,33"),
        ("a;bulan;rentang_waktu;7-8;6,5;92,86", "rumus lain untuk target rentang"),
        ("a;bulan;range;7-8;6,5;92,86", "rumus lain untuk target rentang"),
    ],
)
def test_causes_are_named(baris, kata):
    [satu] = read(f"{KEPALA}{baris}\n")
    assert satu["cocok"] == "tidak"
    assert kata in satu["penjelasan"]
    assert "arah terbalik" not in satu["penjelasan"]


@pytest.mark.parametrize(
    ("ya", "tidak"), [("Yes", "No"), ("yes", "not yet"), ("Available", "Not available"), ("1", "Tidak")]
)
def test_yes_and_no_in_english(ya, tidak):
    teks = f"indicator,unit,target,actual,achievement\na,yes/no,{ya},{ya},100\nb,yes/no,{ya},{tidak},0\n"
    assert pick(teks) == [("100,00", "ya"), ("0,00", "ya")]
    assert "Target Ya (1), realisasi Tidak (0)" in read(teks)[1]["penjelasan"]


def test_rows_without_a_value_are_not_counted_in_a_mean():
    teks = f"{POLOS}a;Rp;80;80;100\nb;Rp;100;50;50\nc;Rp;100;;\nJumlah;Rp;280;130;75\n"
    assert "rata-rata persentase 2 baris di atasnya (75,00)" in read(teks)[-1]["penjelasan"]
    teks = f"{POLOS}a;Rp;80;80;100\nb;Rp;100;50;50\nc;Rp;100;;\nJumlah;;;;46,43\n"
    assert "3 baris (2 berisi realisasi)" in read(teks)[-1]["penjelasan"]


SEBELAH = "No;Indikator;TW I;;;Tahunan;;\n;;Target;Realisasi;Capaian;Target;Realisasi;Capaian\n"


@pytest.mark.parametrize(
    ("teks", "dihitung", "kolom"),
    [
        (f"{SEBELAH}1;a;20;10;50;80;75;93,75\n2;b;20;10;50;80;75;99\n", ["93,75 ya", "93,75 tidak"], "target “Tahunan Target”"),
        (f"{SEBELAH}1;a;20;10;50;80;;\n2;b;20;15;75;80;;\n", ["50,00 ya", "75,00 ya"], "capaian “TW I Capaian”"),
        ("Indikator;Target Tahunan;Target TW I;Realisasi TW I;Capaian\na;80;20;10;12,5\n", ["12,50 ya"], "“Target Tahunan”"),
        ("Indikator;Target Tahunan;Target TW I;Realisasi TW I;Capaian\na;80;20;10;50\n", ["50,00 ya"], "“Target TW I”"),
        ("Indikator;Target TW I;Target Tahunan;Realisasi TW I;Realisasi Tahunan;Capaian TW I;Capaian Tahunan\n"
         "a;20;80;10;75;50;93,75\n", ["93,75 ya"], "realisasi “Realisasi Tahunan”"),
    ],
)  # fmt: skip
def test_a_triwulan_beside_the_year(teks, dihitung, kolom):
    hasil = read(teks)
    assert [f"{satu['capaian_dihitung']} {satu['cocok']}" for satu in hasil] == dihitung
    assert kolom in hasil[0]["penjelasan"]
    assert all("Beberapa kolom" not in satu["penjelasan"] for satu in hasil[1:])


def test_a_mean_named_in_another_column():
    teks = "No;Indikator;Target;Realisasi;Capaian\n1;a;80;75;93,75\n2;b;90;90;100\n;;;Rata-rata;96,88\nJumlah;;;;90\n"
    assert pick(teks)[2:] == [("96,88", "ya"), ("96,88", "tidak")]


@pytest.mark.parametrize(
    ("baris", "semestinya"),
    [
        ("a;;;Baik (76,61);Baik (80,00);104,43", ("104,43", "ya")),
        ("a;%;turun;10;22,465;(24,65)", ("-24,65", "ya")),
        ("a;months;range;7 - 8;6.5;107.14", ("107,14", "ya")),
        ("a;;ya_tidak;yes;1;100", ("100,00", "ya")),
    ],
)
def test_cells_as_offices_write_them(baris, semestinya):
    assert pick(f"{KEPALA}{baris}\n") == [semestinya]
