"""Tables from files: encodings, separators, headers in two lines, workbooks with merged cells, hostile files, the command."""

import io
import zipfile

import pytest
from django.core.management import CommandError, call_command
from openpyxl import Workbook, load_workbook

from collection.errors import BerkasError
from measurement.services.periksa_tabel import check_berkas, write_csv, write_xlsx

JUDUL = ["Sasaran", "Indikator", "Target", "Realisasi", "Capaian"]
ISI = "sasaran;indikator;target;realisasi;capaian\nMeningkatnya mutu – “baik”;Nilai é;80;75;93,75\n"


def build_buku(*baris, gabung=(), lembar="Sheet"):
    buku = Workbook()
    buku.active.title = lembar
    for satu in baris:
        buku.active.append(satu)
    for alamat in gabung:
        buku.active.merge_cells(alamat)
    return save(buku)


def save(buku):
    keluaran = io.BytesIO()
    buku.save(keluaran)
    return keluaran.getvalue()


def list_cocok(isi, **lain):
    return [v.cocok for v in check_berkas(isi, **lain).verdict]


@pytest.mark.parametrize("kode", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_encodings(kode):
    hasil = check_berkas(ISI.encode(kode))
    assert [v.cocok for v in hasil.verdict] == ["ya"]
    assert hasil.tabel.baris[0][0].teks == "Meningkatnya mutu – “baik”"


@pytest.mark.parametrize("pemisah", [",", ";", "\t", "|"])
def test_separators(pemisah):
    teks = "indikator;target;realisasi;capaian;ket\r\nx;80;75;94;a,b\r\n\r\ny;70;100;142;\r\n"
    if pemisah == ",":
        teks = teks.replace("a,b", '"a;b"')
    assert list_cocok(teks.replace(";", pemisah).encode()) == ["ya", "tidak"]


def test_title_lines_a_header_of_two_lines_and_column_numbers():
    teks = (
        "Tabel 3.1 Capaian Kinerja;;;;;;\n\nNo;Sasaran;Indikator;Satuan;Tahun 2022;;\n;;;;Target;Realisasi;Capaian (%)\n"
        "1;2;3;4;5;6;7\n1;Mutu;AHH;Tahun;72,84;72,97;100,18\n;;Opini;Opini;WTP;WTP;100\n;Rata-rata;;;;;100,09\n"
    )
    hasil = check_berkas(teks.encode())
    assert [v.cocok for v in hasil.verdict] == ["", "ya", "ya", "ya"]
    assert hasil.tabel.judul == ["No", "Sasaran", "Indikator", "Satuan", "Target", "Realisasi", "Capaian (%)"]


def test_a_second_header_line_with_years_or_a_percent_sign():
    tahun = "Indikator;Target;;Realisasi;;Capaian\n;2021;2022;2021;2022;2022\nx;50;80;40;75;94\n"
    hasil = check_berkas(tahun.encode())
    assert [v.cocok for v in hasil.verdict] == ["ya"]
    assert "target “Target 2022”" in hasil.catatan
    persen = "Program;Anggaran;Realisasi;\n;;Rp;%\nx;200.000.000;100.000.000;50\n"
    assert list_cocok(persen.encode()) == ["ya"]


def test_a_first_row_with_persen_as_its_unit_is_no_header():
    assert list_cocok(b"indikator;satuan;target;realisasi;capaian\nx;Persen;;;\ny;Persen;80;75;94\n") == [
        "tidak dapat diperiksa", "ya",
    ]  # fmt: skip


def test_running_it_on_its_own_output_changes_nothing():
    pertama = check_berkas(ISI.encode())
    kedua = check_berkas(write_csv(pertama).encode())
    assert kedua.verdict == pertama.verdict


def test_workbook_numbers_percentages_and_fractions():
    isi = build_buku(JUDUL, ["s", "a", 70, 100, 142.857142857143], ["s", "b", 0.8, 0.75, 0.9375], ["s", "c", 0.8, 0.75, 0.9375])
    buku = load_workbook(io.BytesIO(isi))
    for kolom in "CDE":
        buku.active[f"{kolom}3"].number_format = "0.00%"
    hasil = check_berkas(save(buku))
    assert [(v.cocok, v.sebab) for v in hasil.verdict] == [("ya", ""), ("ya", ""), ("tidak", "pecahan")]
    assert [sel.teks for sel in hasil.tabel.baris[1]] == ["s", "b", "80%", "75%", "93,75%"]


def test_merged_cells_hand_down_a_name_and_withhold_a_number():
    isi = build_buku(
        ["Tabel 3.1 Capaian", None, None, None, None], JUDUL, ["Sasaran 1: mutu", None, None, None, None],
        ["s", "a", 80, 75, 94], [None, "b", 80, 80, 100], ["t", "c", 50, 20, 40], [None, "d", None, 30, 60],
        gabung=["A1:E1", "A3:E3", "A4:A5", "C6:C7"],
    )  # fmt: skip
    semua = check_berkas(isi).verdict
    assert [v.cocok for v in semua] == ["", "ya", "ya", "tidak dapat diperiksa", "tidak dapat diperiksa"]
    assert "target ada pada sel C6:C7 yang digabung" in semua[3].penjelasan


def test_a_merged_direction_holds_for_the_rows_that_it_covers():
    isi = build_buku(
        ["Indikator", "Arah", "Target", "Realisasi", "Capaian"], ["a", "turun", 10, 8, 120], ["b", None, 10, 8, 80],
        gabung=["B2:B3"],
    )  # fmt: skip
    assert [(v.cocok, v.sebab) for v in check_berkas(isi).verdict] == [("ya", ""), ("tidak", "arah_terbalik")]


def test_a_formula_without_its_result_names_its_cell():
    [satu] = check_berkas(build_buku(JUDUL, ["s", "a", 80, 75, "=D2/C2*100"])).verdict
    assert satu.cocok == "tidak dapat diperiksa"
    assert "pada sel E2: rumus pada sel ini belum dihitung" in satu.penjelasan


def test_two_sheets_with_tables_must_be_told_apart():
    buku = load_workbook(io.BytesIO(build_buku(JUDUL, ["s", "a", 80, 75, 94], lembar="Kinerja")))
    kedua = buku.create_sheet("Anggaran")
    for satu in (["Program", "Pagu", "Realisasi", "%"], ["x", 200, 100, 40]):
        kedua.append(satu)
    isi = save(buku)
    with pytest.raises(BerkasError, match="Lebih dari satu lembar berisi tabel: “Kinerja”, “Anggaran”"):
        check_berkas(isi)
    assert list_cocok(isi, lembar="Anggaran") == ["tidak"]
    with pytest.raises(BerkasError, match="Lembar “Lain” tidak ada"):
        check_berkas(isi, lembar="Lain")


def build_bom():
    """A megabyte of spaces in a sheet, many times over."""
    asli, keluaran = zipfile.ZipFile(io.BytesIO(build_buku(JUDUL))), io.BytesIO()
    with asli, zipfile.ZipFile(keluaran, "w", zipfile.ZIP_DEFLATED) as tujuan:
        for nama in asli.namelist():
            tujuan.writestr(nama, asli.read(nama) + (b" " * 80_000_000 if nama.endswith("sheet1.xml") else b""))
    return keluaran.getvalue()


@pytest.mark.parametrize(
    ("isi", "kata"),
    [
        (b"", "Berkas kosong"),
        (b"a,b,c\n1,2,3\n", "judul kolom target dan realisasi tidak ditemukan"),
        (b"target,realisasi\n", "tanpa baris"),
        (b"indikator,target,realisasi\nx,12,5,3\n", "Baris 2 memuat 4 kolom, judulnya 3"),
        (b"target,realisasi\n1,\"2\n" + b"3,4\n" * 40, "tidak ditutup"),
        (b"target,realisasi\n" + b"1,2\n" * 6000, "lebih dari 5000 baris"),
        (b"x" * (5 * 1024 * 1024 + 1), "lebih dari 5 MB"),
        (b"%PDF-1.7 \0\0", "bukan berkas Excel"),
        (b"PK\x03\x04 broken", "rusak"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "format Excel lama"),
        (build_buku(["a", "b"]), "Yang terbaca: “a”, “b”"),
        (build_buku(JUDUL, *[["s", "a", 1, 1, 100]] * 5001), "di luar batas 5000 baris"),
        (build_bom(), "terlalu besar setelah dibuka"),
    ],
    ids=lambda satu: satu[:20] if isinstance(satu, str) else "",
)  # fmt: skip
def test_what_is_no_table_is_refused_in_a_sentence(isi, kata):
    with pytest.raises(BerkasError, match=kata) as galat:
        check_berkas(isi)
    assert "templat" not in str(galat.value)


def test_empty_formatted_rows_at_the_end_cost_nothing():
    buku = load_workbook(io.BytesIO(build_buku(JUDUL, ["s", "a", 80, 75, 94])))
    for nomor in range(3, 4000):
        buku.active.cell(nomor, 3).number_format = "0.00"
    assert list_cocok(save(buku)) == ["ya"]


def test_workbook_out_has_numbers_and_text_that_stays_text():
    hasil = check_berkas(b"indikator;target;realisasi;capaian\n=1+1;80;75;94\n")
    lembar = load_workbook(io.BytesIO(write_xlsx(hasil))).active
    isi = [sel.value for sel in lembar[2]]
    assert isi[:4] == ["=1+1", "80", "75", "94"]
    assert (lembar["A2"].data_type, isi[4], isi[7]) == ("s", 93.75, "ya")


def run(*argumen):
    keluar, galat = io.StringIO(), io.StringIO()
    call_command("periksa_tabel", *argumen, stdout=keluar, stderr=galat)
    return keluar.getvalue(), galat.getvalue()


def test_command_writes_csv_to_stdout_and_the_summary_to_stderr(tmp_path):
    berkas = tmp_path / "tabel.csv"
    berkas.write_text(ISI, encoding="utf-8")
    keluar, galat = run(str(berkas))
    assert keluar.splitlines()[0] == "sasaran,indikator,target,realisasi,capaian,capaian_dihitung,kategori,alasan,cocok,penjelasan"
    assert keluar.splitlines()[1].endswith('"93,75","93,75",Sangat Tinggi,dihitung,ya,"75 / 80 × 100 = 93,75. Arah tidak disebut; menurut namanya dianggap makin tinggi makin baik. Cocok dengan yang tercetak."')
    assert galat.startswith("1 baris: 1 cocok, 0 tidak cocok")


def test_command_refuses_with_an_error(tmp_path):
    berkas = tmp_path / "salah.csv"
    berkas.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(CommandError, match="Ini bukan tabel yang dapat diperiksa"):
        run(str(berkas))
    with pytest.raises(CommandError, match="tidak dapat dibuka"):
        run(str(tmp_path / "tidak-ada.csv"))


def test_command_says_how_to_name_a_sheet(tmp_path):
    buku = load_workbook(io.BytesIO(build_buku(JUDUL, ["s", "a", 80, 75, 94], lembar="Kinerja")))
    kedua = buku.create_sheet("Anggaran")
    for satu in (["Program", "Pagu", "Realisasi", "%"], ["x", 200, 100, 40]):
        kedua.append(satu)
    berkas = tmp_path / "dua.xlsx"
    berkas.write_bytes(save(buku))
    with pytest.raises(CommandError, match=r"“Kinerja”, “Anggaran”.* Pakai --lembar NAMA"):
        run(str(berkas))
    with pytest.raises(CommandError, match=r"Lembar “Lain” tidak ada.* Pakai --lembar NAMA"):
        run(str(berkas), "--lembar", "Lain")
    assert run(str(berkas), "--lembar", "Anggaran")[0].count("\n") == 2
