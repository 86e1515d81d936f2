"""The uploaded file once more, with its faults marked in their cells and listed on a sheet of their own."""

import re
import warnings
from io import BytesIO
from typing import NamedTuple

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.utils import column_index_from_string, range_boundaries
from openpyxl.worksheet.worksheet import Worksheet

from collection.angka import format_nilai
from collection.models import Impor
from collection.services.hasil_impor import BarisImpor
from collection.services.impor import read_berkas
from collection.services.lembar import MAKS_BARIS_IMPOR, Lembar, check_lembar, read_lembar
from collection.services.lembar_tulis import save_buku, write_lembar, write_sel

MAKS_TANDA_SALINAN = 150_000  # some 2.000 rows: beyond that openpyxl's objects of a whole workbook get large
MAKS_LUAS_GABUNG = 20_000
MAKS_KOMENTAR = 2000
MAKS_DAFTAR = 5000  # nobody mends more one by one, and each costs openpyxl some tenth of a millisecond
LEBIH = "Masih ada {} lagi, yang tidak ditulis di sini. Perbaiki yang di atas, lalu unggah lagi."
SEMUA = "Salinan bertanda menandai semuanya pada selnya."
SEBAGIAN = (
    "Salinan bertanda menandai {tanda} yang pertama pada selnya dan mendaftar {daftar} pada lembar pertamanya, dari "
    "{semua} kesalahan dan peringatan seluruhnya."
)
RINGKASAN = "Kesalahan impor"
JUDUL = ("Lembar", "Baris", "Kolom", "Jenis", "Penjelasan")
LEBAR = (20, 8, 8, 14, 110)
WARNA = {"Kesalahan": PatternFill("solid", fgColor="F4B6B6"), "Peringatan": PatternFill("solid", fgColor="FFE699")}
PENULIS = "SAKIP"

_TEMPAT = re.compile(r"[Bb]aris (\d+), kolom ([A-Z]+): ")
_KOLOM = re.compile(r"\(kolom ([A-Z]+)")


class Tanda(NamedTuple):
    """One fault in one cell."""

    lembar: str
    baris: int
    kolom: str
    jenis: str
    pesan: str


def build_salinan(impor: Impor) -> bytes:
    """The file with its faults. Its look and its formulas stay where openpyxl can take it whole at a small cost.

    Raises IsianError where the kept file is gone.
    """
    return mark_salinan(read_berkas(impor), list_tanda([BarisImpor.read_daftar(satu) for satu in impor.rincian]))


def mark_salinan(isi: bytes, tanda: list[Tanda]) -> bytes:
    """Any uploaded workbook with marks in its cells, and a first sheet that lists them."""
    buku = _load_buku(isi)
    for satu in tanda[:MAKS_KOMENTAR]:
        if satu.lembar in buku.sheetnames:
            _mark(buku[satu.lembar], satu)
    lembar = buku.create_sheet(_find_nama(buku), 0)
    baris = [(t.lembar, str(t.baris), t.kolom, t.jenis, t.pesan) for t in tanda[:MAKS_DAFTAR]]
    if len(tanda) > MAKS_DAFTAR:
        baris.append(("", "", "", "", LEBIH.format(format_nilai(len(tanda) - MAKS_DAFTAR))))
    write_lembar(lembar, lembar.title, JUDUL, LEBAR, baris)
    buku.active = 0
    return save_buku(buku)


def write_muatan(rincian: list[list]) -> str:
    """How much of what is wrong (Impor.rincian) the copy tells, as a sentence: beyond some thousand not all of it."""
    semua = sum(len(satu.galat) + len(satu.peringatan) for satu in map(BarisImpor.read_daftar, rincian))
    if semua <= MAKS_KOMENTAR:
        return SEMUA
    tanda, daftar = MAKS_KOMENTAR, min(semua, MAKS_DAFTAR)
    return SEBAGIAN.format(tanda=format_nilai(tanda), daftar=format_nilai(daftar), semua=format_nilai(semua))


def list_tanda(baris: list[BarisImpor]) -> list[Tanda]:
    """Every fault and warning with the cell that it is of."""
    hasil = []
    for satu in baris:
        for pesan in satu.galat:
            cocok = _TEMPAT.search(pesan)
            nomor, kolom = (int(cocok[1]), cocok[2]) if cocok else (satu.nomor, "A")
            hasil.append(Tanda(satu.lembar, nomor, kolom, "Kesalahan", pesan[cocok.end() :] if cocok else pesan))
        for pesan in satu.peringatan:
            cocok = _KOLOM.search(pesan)
            hasil.append(Tanda(satu.lembar, satu.nomor, cocok[1] if cocok else "A", "Peringatan", pesan))
    return hasil


def _load_buku(isi: bytes) -> Workbook:
    lembar = read_lembar(isi, MAKS_BARIS_IMPOR)
    luas = sum(_count_sel(satu) for halaman in lembar for satu in halaman.gabung)
    if check_lembar(isi) <= MAKS_TANDA_SALINAN and luas <= MAKS_LUAS_GABUNG:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                return load_workbook(BytesIO(isi), keep_links=False)
        except Exception:  # what openpyxl cannot take whole is written anew
            return _write_anew(lembar)
    return _write_anew(lembar)


def _count_sel(gabung: str) -> int:
    kiri, atas, kanan, bawah = (n or MAKS_LUAS_GABUNG for n in range_boundaries(gabung))
    return (kanan - kiri + 1) * (bawah - atas + 1)


def _write_anew(semua: list[Lembar]) -> Workbook:
    """The values in their cells, without look and formulas."""
    buku = Workbook()
    buku.remove(buku.active)
    for lembar in semua:
        halaman = buku.create_sheet(lembar.nama)
        for baris in lembar.baris:
            for sel in baris.sel.values():
                _write_nilai(halaman.cell(baris.nomor, sel.kolom), sel.nilai, persen=sel.persen)
    return buku


def _write_nilai(sel: Cell, nilai: object, *, persen: bool) -> None:
    if isinstance(nilai, str):
        write_sel(sel, nilai)
    else:
        sel.value = nilai
        sel.number_format = "0.00%" if persen else "General"


def _mark(lembar: Worksheet, tanda: Tanda) -> None:
    """Colour and comment; of merged cells the first has both."""
    kolom = column_index_from_string(tanda.kolom)
    alamat = f"{tanda.kolom}{tanda.baris}"
    gabung = next((satu for satu in lembar.merged_cells.ranges if alamat in satu), None)
    sel = lembar.cell(gabung.min_row, gabung.min_col) if gabung else lembar.cell(tanda.baris, kolom)
    lama = f"{sel.comment.text}\n" if sel.comment and sel.comment.author == PENULIS else ""
    sel.comment = Comment(f"{lama}{tanda.jenis}: {tanda.pesan}", PENULIS, height=120, width=360)
    if not lama or tanda.jenis == "Kesalahan":
        sel.fill = WARNA[tanda.jenis]


def _find_nama(buku: Workbook) -> str:
    """A name that no sheet has yet."""
    nama, nomor = RINGKASAN, 1
    while nama in buku.sheetnames:
        nomor += 1
        nama = f"{RINGKASAN} {nomor}"
    return nama
