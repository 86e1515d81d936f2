"""Reading an uploaded Excel workbook. The file is hostile until shown otherwise: it is weighed before it is parsed.

What a file can cost is bounded by three sums over its unpacked parts: bytes, the ratio to the upload, and
marks ("<" and "=": no element or attribute without one). Without the last, 64 MB of "<c/>" become 16 million
objects. Figures: tests/collection/test_lembar.py.
"""

import datetime
import re
import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from xml.parsers import expat

from django.conf import settings
from django.core.files import File
from django.utils.formats import date_format
from openpyxl import load_workbook
from openpyxl.cell.read_only import ReadOnlyCell
from openpyxl.utils import get_column_letter
from openpyxl.utils.cell import coordinate_to_tuple
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from collection.errors import BerkasError

MAKS_BARIS = 5000
MAKS_KOLOM = 50
MAKS_LEMBAR = 20
MAKS_BAGIAN = 500
MAKS_BONGKAR = 64 * 1024 * 1024
MAKS_RASIO = 200
MAKS_TANDA = 600_000  # about 90.000 filled cells; an office has some thousand
MAKS_TANDA_LAIN = 200_000  # styles, names, relations: openpyxl makes far larger objects of these
POTONGAN = 1024 * 1024
EKOR = 16

TEMPLAT = "Unduh templat, isi, lalu unggah berkas itu."
TANPA_HASIL = "Rumus pada sel ini belum dihitung. Buka dan simpan di Excel, atau tulis angkanya"
RUSAK = f"Berkas rusak atau terpotong. Simpan ulang dari Excel sebagai .xlsx, lalu unggah lagi. {TEMPLAT}"

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SANDI = "EncryptedPackage".encode("utf-16-le")
_ENCODING = re.compile(rb"<\?xml[^>]*encoding\s*=\s*[\"']([^\"']*)")
_TEKS_FORMAT = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')


@dataclass(frozen=True, slots=True)
class Sel:
    """One filled cell. `galat` says why its value cannot be used, whatever it is."""

    kolom: int
    nilai: object
    persen: bool = False
    galat: str = ""


@dataclass(frozen=True, slots=True)
class Baris:
    """One row that holds something; `nomor` as Excel counts."""

    nomor: int
    sel: dict[int, Sel]


@dataclass(frozen=True, slots=True)
class Lembar:
    """One worksheet with the rows that have something in them."""

    nama: str
    baris: list[Baris]
    gabung: tuple[str, ...] = ()
    """Merged cells, such as A2:A5: all but the first of them are empty."""


def read_unggahan(berkas: File) -> bytes:
    """The bytes of an upload, refused before they are read where there are too many."""
    maks = settings.MAKS_UKURAN_IMPOR
    if berkas.size > maks:
        raise BerkasError(f"Berkas lebih dari {maks // (1024 * 1024)} MB. Hapus gambar dan lembar yang tidak perlu.")
    return berkas.read()


def read_lembar(isi: bytes) -> list[Lembar]:
    """All worksheets with their filled rows. Raises BerkasError with a sentence that says what to do."""
    try:
        check_lembar(isi)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl tells of extensions that it leaves out
            return _read_buku(isi)
    except BerkasError:
        raise
    except Exception as galat:  # whatever a parser makes of a hostile file
        raise BerkasError(RUSAK) from galat


def check_lembar(isi: bytes) -> None:
    """The guard before any parsing. Raises BerkasError; broken archives raise what zipfile raises."""
    _check_jenis(isi)
    with zipfile.ZipFile(BytesIO(isi)) as arsip:
        bagian = arsip.infolist()
        _check_daftar([b.filename.lower() for b in bagian])
        _check_ukuran(bagian, len(isi))
        tanda = [_weigh(arsip, b) for b in bagian]
    if sum(tanda) > MAKS_TANDA:
        raise BerkasError(f"Berkas memuat terlalu banyak sel, mungkin baris kosong yang berformat. {TEMPLAT}")


def _check_jenis(isi: bytes) -> None:
    """By content, never by name."""
    if isi.startswith(_OLE) and _SANDI in isi:
        raise BerkasError("Berkas dikunci dengan kata sandi. Buka kuncinya di Excel, simpan, lalu unggah lagi.")
    if isi.startswith(_OLE):
        raise BerkasError("Ini format Excel lama (.xls). Simpan sebagai Buku Kerja Excel (.xlsx), lalu unggah lagi.")
    if not isi.startswith(b"PK\x03\x04"):
        raise BerkasError(f"Ini bukan berkas Excel (.xlsx). {TEMPLAT}")


def _check_daftar(nama: list[str]) -> None:
    if len(nama) > MAKS_BAGIAN or len(set(nama)) != len(nama):
        raise BerkasError(RUSAK)
    if any(n.endswith("vbaproject.bin") or n.startswith("xl/macrosheets/") for n in nama):
        raise BerkasError("Berkas memuat makro. Simpan sebagai Buku Kerja Excel (.xlsx) tanpa makro.")
    if "xl/workbook.xml" not in nama:
        raise BerkasError(f"Ini bukan buku kerja Excel (.xlsx). {TEMPLAT}")


def _check_ukuran(bagian: list[zipfile.ZipInfo], unggahan: int) -> None:
    """By the sizes that the archive declares: zipfile never unpacks more than these."""
    total = sum(b.file_size for b in bagian)
    if total > MAKS_BONGKAR or total > unggahan * MAKS_RASIO:
        raise BerkasError(f"Isi berkas terlalu besar setelah dibuka ({total // (1024 * 1024)} MB). {TEMPLAT}")
    if any(b.flag_bits & 1 for b in bagian):
        raise BerkasError("Berkas dikunci dengan kata sandi. Buka kuncinya di Excel, simpan, lalu unggah lagi.")
    if any(b.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for b in bagian):
        raise BerkasError(RUSAK)


def _weigh(arsip: zipfile.ZipFile, bagian: zipfile.ZipInfo) -> int:
    """Number of marks in the part; raises BerkasError for entities, macros and foreign encodings."""
    tanda, ekor, awal = 0, b"", True
    with arsip.open(bagian) as sumber:
        while potongan := sumber.read(POTONGAN):
            polos = potongan.replace(b"\0", b"")  # UTF-16 as the parser would see it
            _check_potongan(ekor + polos, awal and bagian.filename.lower().endswith((".xml", ".rels")))
            tanda += polos.count(b"<") + polos.count(b"=")
            ekor, awal = polos[-EKOR:], False
    if tanda > MAKS_TANDA_LAIN and not _is_data(bagian.filename):
        raise BerkasError(f"Berkas memuat terlalu banyak format. {TEMPLAT}")
    return tanda


def _check_potongan(potongan: bytes, awal_xml: bool) -> None:
    if b"<!DOCTYPE" in potongan or b"<!ENTITY" in potongan:
        raise BerkasError(f"Berkas memuat definisi XML yang tidak pernah ditulis Excel. {TEMPLAT}")
    if b"macroEnabled" in potongan:
        raise BerkasError("Berkas memuat makro. Simpan sebagai Buku Kerja Excel (.xlsx) tanpa makro.")
    encoding = _ENCODING.search(potongan) if awal_xml else None
    if encoding and encoding[1].lower() not in (b"utf-8", b"utf-16", b"us-ascii"):
        raise BerkasError(RUSAK)


def _is_data(nama: str) -> bool:
    return nama.lower().startswith("xl/worksheets/") or nama.lower() == "xl/sharedstrings.xml"


def _read_buku(isi: bytes) -> list[Lembar]:
    buku = load_workbook(BytesIO(isi), read_only=True, data_only=True, keep_links=False)
    try:
        if len(buku.worksheets) > MAKS_LEMBAR:
            raise BerkasError(f"Berkas memuat lebih dari {MAKS_LEMBAR} lembar. {TEMPLAT}")
        with zipfile.ZipFile(BytesIO(isi)) as arsip:
            return [_read_lembar(lembar, arsip) for lembar in buku.worksheets]
    finally:
        buku.close()


def _read_lembar(lembar: ReadOnlyWorksheet, arsip: zipfile.ZipFile) -> Lembar:
    pembaca = _read_alamat(arsip, lembar._worksheet_path)
    return Lembar(lembar.title, list(_read_baris(lembar, pembaca)), tuple(pembaca.gabung))


def _read_baris(lembar: ReadOnlyWorksheet, pembaca: "_PembacaAlamat") -> Iterator[Baris]:
    """The rows that hold something. What the sheet says of its own size (dimension) is not believed."""
    if pembaca.luar:
        batas = f"{MAKS_BARIS} baris dan {MAKS_KOLOM} kolom (sampai kolom {get_column_letter(MAKS_KOLOM)})"
        raise BerkasError(
            f"Lembar “{lembar.title}” berisi data pada sel {pembaca.luar}, di luar batas {batas}. {TEMPLAT}"
        )
    kosong: object = None
    for nomor, baris in enumerate(lembar.iter_rows(1, MAKS_BARIS, 1, MAKS_KOLOM), start=1):
        if baris is kosong:  # openpyxl fills a gap with one and the same tuple
            continue
        sel = _read_sel(nomor, baris, pembaca.tanpa_hasil)
        if sel:
            yield Baris(nomor, sel)
        else:
            kosong = baris


def _read_sel(nomor: int, baris: tuple, tanpa_hasil: set[str]) -> dict[int, Sel]:
    terbaca = {}
    for kolom, sel in enumerate(baris, start=1):
        if sel.value is not None:
            terbaca[kolom] = _build_sel(kolom, sel)
        elif f"{get_column_letter(kolom)}{nomor}" in tanpa_hasil:
            terbaca[kolom] = Sel(kolom, None, galat=TANPA_HASIL)
    return terbaca


def _build_sel(kolom: int, sel: ReadOnlyCell) -> Sel:
    if sel.data_type == "e":
        return Sel(kolom, sel.value, galat=f"Sel berisi galat Excel {str(sel.value)[:20]}. Perbaiki rumusnya")
    return Sel(kolom, _write_bukan_angka(sel.value), persen="%" in _TEKS_FORMAT.sub("", sel.number_format or ""))


def _write_bukan_angka(nilai: object) -> object:
    """Yes or no and days and hours, which openpyxl gives as Python's own, as people write them; the rest as it is."""
    if isinstance(nilai, bool):
        return "Ya" if nilai else "Tidak"
    if isinstance(nilai, datetime.datetime):
        return date_format(nilai, "j F Y" if nilai.time() == datetime.time() else "j F Y H.i")
    if isinstance(nilai, datetime.date):
        return date_format(nilai, "j F Y")
    return date_format(nilai, "H.i") if isinstance(nilai, datetime.time) else nilai


def _read_alamat(arsip: zipfile.ZipFile, nama: str) -> "_PembacaAlamat":
    """What openpyxl does not tell: formulas without a stored result, filled cells beyond the limits, merged cells."""
    pembaca = _PembacaAlamat()
    with arsip.open(nama) as sumber:
        pembaca.expat.ParseFile(sumber)
    return pembaca


class _PembacaAlamat:
    """Streams over a sheet: builds nothing, evaluates nothing (openpyxl would translate each shared formula)."""

    def __init__(self) -> None:
        self.tanpa_hasil: set[str] = set()
        self.luar = ""  # the first of them
        self.gabung: list[str] = []
        self._nomor, self._kolom = 0, 0
        self._alamat, self._rumus, self._hasil, self._isi, self._dalam = "", False, False, False, ""
        self.expat = expat.ParserCreate(namespace_separator=" ")
        self.expat.StartElementHandler = self._mulai
        self.expat.EndElementHandler = self._selesai
        self.expat.CharacterDataHandler = self._teks

    def _mulai(self, nama: str, atribut: dict[str, str]) -> None:
        self._dalam = nama.rpartition(" ")[2]
        if self._dalam == "row":  # counted as openpyxl does where "r" is left out
            self._nomor, self._kolom = int(float(atribut.get("r", self._nomor + 1))), 0
        elif self._dalam == "c":
            self._alamat, self._rumus, self._hasil, self._isi = atribut.get("r", ""), False, False, False
            self._kolom = coordinate_to_tuple(self._alamat)[1] if self._alamat else self._kolom + 1
        elif self._dalam == "f":
            self._rumus = True
        elif self._dalam == "mergeCell":
            self.gabung.append(atribut.get("ref", ""))

    def _teks(self, teks: str) -> None:
        self._hasil = self._hasil or self._dalam == "v"
        self._isi = self._isi or self._dalam in ("v", "t")

    def _selesai(self, nama: str) -> None:
        self._dalam = ""
        if not nama.endswith(" c"):
            return
        if self._rumus and not self._hasil:
            self.tanpa_hasil.add(self._alamat)
        if (self._rumus or self._isi) and (self._nomor > MAKS_BARIS or self._kolom > MAKS_KOLOM):
            self.luar = self.luar or f"{get_column_letter(self._kolom)}{self._nomor}"
