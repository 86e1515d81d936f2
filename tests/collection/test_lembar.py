"""Reading uploaded workbooks: what is refused before parsing, at what cost, and what is read of an honest one.

Measured here (two busy cores): the slowest file that the guard lets pass takes about 8 s and 420 MB
(290.000 data validations); an office's own file of some thousand cells takes 0,05 s.
"""

import datetime
import os
import time
import zipfile
from io import BytesIO

import pytest
from openpyxl import Workbook

from collection.errors import BerkasError
from collection.services import lembar
from collection.services.lembar import read_lembar, read_unggahan
from collection.services.lembar_baca import TANPA_HASIL
from tests.factories.rencana import NS, build_xlsx, save, write_lembar, write_mentah, write_teks

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
TEMPLAT = "Unduh templat, isi, lalu unggah berkas itu."
RUSAK = f"Berkas rusak atau terpotong. Simpan ulang dari Excel sebagai .xlsx, lalu unggah lagi. {TEMPLAT}"
MAKRO = "Berkas memuat makro. Simpan sebagai Buku Kerja Excel (.xlsx) tanpa makro."
SANDI = "Berkas dikunci dengan kata sandi. Buka kuncinya di Excel, simpan, lalu unggah lagi."
ENTITAS = f"Berkas memuat definisi XML yang tidak pernah ditulis Excel. {TEMPLAT}"
BUKAN_EXCEL = f"Ini bukan berkas Excel (.xlsx). {TEMPLAT}"
BUKAN_BUKU = f"Ini bukan buku kerja Excel (.xlsx). {TEMPLAT}"
BANYAK_SEL = f"Berkas memuat terlalu banyak sel, mungkin baris kosong yang berformat. {TEMPLAT}"
BANYAK_FORMAT = f"Berkas memuat terlalu banyak format. {TEMPLAT}"


def luar(sel: str) -> str:
    return f"Lembar “Target” berisi data pada sel {sel}, di luar batas 5000 baris dan 50 kolom (sampai kolom AX). {TEMPLAT}"


def acak(ukuran: int) -> dict[str, bytes]:
    """Bytes that do not shrink, so that the ratio of a bomb looks honest."""
    return {"xl/media/gambar.png": os.urandom(ukuran).replace(b"<", b" ").replace(b"=", b" ")}


def lol() -> bytes:
    """The billion laughs, in the sheet itself."""
    entitas = b"".join(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 10))
    xml = b'<!DOCTYPE x [<!ENTITY l0 "lol">' + entitas + b"]><worksheet " + NS
    return write_mentah(
        {"xl/worksheets/sheet1.xml": xml + b"><sheetData><row><c><v>&l9;</v></c></row></sheetData></worksheet>"}
    )


def utf16() -> bytes:
    xml = '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE x [<!ENTITY a "b">]><worksheet/>'
    return write_mentah({"xl/worksheets/sheet1.xml": xml.encode("utf-16")})


def sembunyi() -> bytes:
    """The declaration of a document type across the border of two chunks."""
    depan = b"<worksheet " + NS + b"><!--" + b"x" * (lembar.POTONGAN - 200) + b"-->"
    ekor = b'<!DOCTYPE x SYSTEM "a">'
    isi = depan + b" " * (lembar.POTONGAN - len(depan) - 5) + ekor
    return write_mentah({"xl/worksheets/sheet1.xml": isi + b"</worksheet>", **acak(300_000)})


def bz2() -> bytes:
    berkas = BytesIO()
    with zipfile.ZipFile(berkas, "w", zipfile.ZIP_BZIP2) as zip_:
        zip_.writestr("xl/workbook.xml", b"<x/>")
    return berkas.getvalue()


def terkunci() -> bytes:
    """The flag of an encrypted entry set in both of its headers."""
    isi = bytearray(build_xlsx([]))
    for tanda, jarak in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        tempat = isi.find(tanda)
        isi[tempat + jarak] |= 1
    return bytes(isi)


def ganda() -> bytes:
    berkas = BytesIO()
    with zipfile.ZipFile(berkas, "w") as zip_, pytest.warns(UserWarning, match="Duplicate"):
        zip_.writestr("xl/workbook.xml", b"<x/>")
        zip_.writestr("xl/workbook.xml", b"<y/>")
    return berkas.getvalue()


def sampah() -> bytes:
    """Right in every header, nonsense inside."""
    return write_lembar(b'<row r="1"><c r="A1" t="s"><v>999999</v></c></row>')


JAHAT = {
    "kosong": (lambda: b"", BUKAN_EXCEL),
    "png": (lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 100, BUKAN_EXCEL),
    "csv": (lambda: b"kode;target\nIKU-1;5\n", BUKAN_EXCEL),
    "html": (lambda: b"<html><table></table></html>", BUKAN_EXCEL),
    "xls": (lambda: OLE + b"\0" * 512, "Ini format Excel lama (.xls). Simpan sebagai Buku Kerja Excel (.xlsx), lalu unggah lagi."),
    "sandi": (lambda: OLE + b"\0" * 512 + "EncryptedPackage".encode("utf-16-le"), SANDI),
    "zip_bersandi": (terkunci, SANDI),
    "terpotong": (lambda: build_xlsx([["IKU-1", "x", "%", 5]])[:-300], RUSAK),
    "kepala_saja": (lambda: b"PK\x03\x04", RUSAK),
    "zip_biasa": (lambda: zip_satu("halo.txt"), BUKAN_BUKU),
    "docx": (lambda: zip_satu("word/document.xml"), BUKAN_BUKU),
    "xlsb": (lambda: zip_satu("xl/workbook.bin"), BUKAN_BUKU),
    "makro": (lambda: write_mentah({"xl/vbaProject.bin": b"x"}), MAKRO),
    "makro_lama": (lambda: write_mentah({"xl/macrosheets/sheet1.xml": b"<x/>"}), MAKRO),
    "makro_jenis": (lambda: write_mentah({"[Content_Types].xml": b'<Types x="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/>'}), MAKRO),
    "ganda": (ganda, RUSAK),
    "bz2": (bz2, RUSAK),
    "banyak_bagian": (lambda: write_mentah({f"xl/media/{n}.png": b"" for n in range(600)}), RUSAK),
    "rasio": (lambda: write_mentah({"xl/media/nol": b"\0" * 20_000_000}), f"Isi berkas terlalu besar setelah dibuka (19 MB). {TEMPLAT}"),
    "besar": (lambda: write_mentah({"xl/media/nol": b"\0" * 70_000_000, **acak(1_000_000)}), f"Isi berkas terlalu besar setelah dibuka (67 MB). {TEMPLAT}"),
    "lol": (lol, ENTITAS),
    "utf16": (utf16, ENTITAS),
    "sembunyi": (sembunyi, ENTITAS),
    "encoding": (lambda: write_mentah({"xl/worksheets/sheet1.xml": b'<?xml version="1.0" encoding="utf-7"?><x/>'}), RUSAK),
    "sel_tanpa_akhir": (lambda: write_lembar(b"<row>" + b"<c/>" * 2_100_000 + b"</row>", **acak(200_000)), BANYAK_SEL),
    "atribut": (lambda: write_lembar(b"<row>" + b'<c a="" b="" d="" e=""/>' * 500_000 + b"</row>", **acak(200_000)), BANYAK_SEL),
    "teks": (lambda: write_teks(b"<si><t/></si>" * 700_000, **acak(200_000)), BANYAK_SEL),
    "gaya": (lambda: write_mentah({"xl/styles.xml": b"<styleSheet " + NS + b"><cellXfs>" + b"<xf/>" * 250_000 + b"</cellXfs></styleSheet>", **acak(200_000)}), BANYAK_FORMAT),
    "baris_jauh": (lambda: write_lembar(b'<row r="1048576"><c r="A1048576"><v>1</v></c></row>'), luar("A1048576")),
    "xfd": (lambda: write_lembar(b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'), luar("XFD1048576")),
    "baris_5001": (lambda: write_lembar(b'<row r="5001"><c r="A5001" t="inlineStr"><is><t>x</t></is></c></row>'), luar("A5001")),
    "kolom_51": (lambda: write_lembar(b'<row r="1"><c r="AY1"><f>1+1</f></c></row>'), luar("AY1")),
    "kolom_tanpa_alamat": (lambda: write_lembar(b"<row>" + b"<c><v>1</v></c>" * 51 + b"</row>"), luar("AY1")),
    "lembar": (lambda: build_xlsx(**{f"L{n}": [["x"]] for n in range(25)}), f"Berkas memuat lebih dari 20 lembar. {TEMPLAT}"),
    "sampah": (sampah, RUSAK),
    "xml_putus": (lambda: write_mentah({"xl/worksheets/sheet1.xml": b"<worksheet><sheetData><row>"}), RUSAK),
}  # fmt: skip


def zip_satu(nama: str) -> bytes:
    berkas = BytesIO()
    with zipfile.ZipFile(berkas, "w") as zip_:
        zip_.writestr(nama, b"isi")
    return berkas.getvalue()


@pytest.mark.parametrize("nama", JAHAT)
def test_read_lembar_refuses_with_a_sentence(nama):
    buat, pesan = JAHAT[nama]
    isi = buat()
    mulai = time.perf_counter()
    with pytest.raises(BerkasError) as gagal:
        read_lembar(isi)
    assert str(gagal.value) == pesan
    assert time.perf_counter() - mulai < 5


TAHAN = {
    "xfd_kosong": lambda: write_lembar(b'<row r="1048576"><c r="XFD1048576" s="0"/></row>'),
    "baris_berformat": lambda: write_lembar(b"".join(b'<row r="%d"/>' % n for n in range(1, 60_001))),
    "teks_panjang": lambda: write_teks(b"<si><t>" + b"a" * 50_000_000 + b"</t></si>", **acak(400_000)),
    "teks_banyak": lambda: write_teks(b"<si><t/></si>" * 140_000, **acak(200_000)),
    "penggabungan": lambda: write_lembar(
        b"", b"<mergeCells>" + b'<mergeCell ref="A1:B2"/>' * 50_000 + b"</mergeCells>"
    ),
}


@pytest.mark.parametrize("nama", TAHAN)
def test_read_lembar_survives_what_it_lets_pass(nama):
    isi = TAHAN[nama]()
    mulai = time.perf_counter()
    assert [satu.baris for satu in read_lembar(isi)] == [[]]
    assert time.perf_counter() - mulai < 10


def test_read_lembar_takes_the_last_cell_within_the_limits():
    [satu] = read_lembar(write_lembar(b'<row r="5000"><c r="AX5000"><v>1</v></c></row>'))
    assert [(b.nomor, list(b.sel)) for b in satu.baris] == [(5000, [50])]


@pytest.mark.parametrize("dimensi", [b"A1:XFD1048576", b"A1", b"A1:A1"])
def test_read_lembar_does_not_believe_the_dimension(dimensi):
    xml = (
        b"<worksheet " + NS + b'><dimension ref="' + dimensi + b'"/><sheetData><row r="1"><c r="A1"><v>1</v></c></row>'
        b'<row r="3"><c r="C3"><v>2.5</v></c></row></sheetData></worksheet>'
    )
    [satu] = read_lembar(write_mentah({"xl/worksheets/sheet1.xml": xml}))
    assert [(b.nomor, {k: s.nilai for k, s in b.sel.items()}) for b in satu.baris] == [(1, {1: 1}), (3, {3: 2.5})]


def test_read_lembar_gives_rows_as_excel_counts_and_skips_empty_ones():
    isi = build_xlsx(Satu=[["a", None, 1], [], [None, "b"]], Dua=[])
    satu, dua = read_lembar(isi)
    assert (satu.nama, dua.nama, dua.baris) == ("Satu", "Dua", [])
    assert [(b.nomor, {k: s.nilai for k, s in b.sel.items()}) for b in satu.baris] == [
        (1, {1: "a", 3: 1}),
        (3, {2: "b"}),
    ]


@pytest.mark.parametrize(
    ("format_", "persen"),
    [("0%", True), ("0.00%", True), ("General", False), ('0.0" %"', False), (r"0.0\%", False), ("[Red]0", False)],
)
def test_read_lembar_tells_percentage_cells(format_, persen):
    buku = Workbook()
    buku.active["A1"] = 0.5
    buku.active["A1"].number_format = format_
    [satu] = read_lembar(save(buku))
    assert satu.baris[0].sel[1].persen is persen


def test_read_lembar_formula_without_result_is_told_by_cell():
    buku = Workbook()
    buku.active.append([1, "=A1+1", "=SUM(A1:B1)"])
    [satu] = read_lembar(save(buku))
    assert [(k, s.nilai, s.galat) for k, s in satu.baris[0].sel.items()] == [
        (1, 1, ""), (2, None, TANPA_HASIL), (3, None, TANPA_HASIL),
    ]  # fmt: skip


def test_read_lembar_formula_with_a_result_is_its_result():
    isi = write_lembar(b'<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>')
    [satu] = read_lembar(isi)
    assert satu.baris[0].sel[1].nilai == 2
    assert satu.baris[0].sel[2].galat == "Sel berisi galat Excel #DIV/0!. Perbaiki rumusnya"


def test_read_unggahan_refuses_before_reading(settings):
    class Besar:
        size = settings.MAKS_UKURAN_IMPOR + 1

        def read(self) -> bytes:
            raise AssertionError("must not be read")

    with pytest.raises(BerkasError, match=r"^Berkas lebih dari 5 MB\. Hapus gambar dan lembar yang tidak perlu\.$"):
        read_unggahan(Besar())


@pytest.mark.parametrize(
    ("isi", "nilai"),
    [
        (True, "Ya"), (False, "Tidak"), (1, 1), (datetime.datetime(2026, 1, 1), "1 Januari 2026"),
        (datetime.date(2026, 2, 3), "3 Februari 2026"), (datetime.datetime(2026, 1, 1, 8, 30), "1 Januari 2026 08.30"),
        (datetime.time(8, 30), "08.30"),
    ],
)  # fmt: skip
def test_what_is_no_number_is_read_as_people_write_it(isi, nilai):
    assert read_lembar(build_xlsx(Target=[[isi]]))[0].baris[0].sel[1].nilai == nilai
