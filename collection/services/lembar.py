"""Reading an uploaded Excel workbook. The file is hostile until shown otherwise: it is weighed before it is parsed.

What a file can cost is bounded by three sums over its unpacked parts: bytes, the ratio to the upload, and
marks ("<" and "=": no element or attribute without one). Without the last, 64 MB of "<c/>" become 16 million
objects. Figures: tests/collection/test_lembar.py.
"""

import re
import warnings
import zipfile
from dataclasses import dataclass
from io import BytesIO

from django.conf import settings
from django.core.files import File
from openpyxl.packaging.relationship import Relationship
from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.stylesheet import apply_stylesheet
from openpyxl.utils import get_column_letter
from openpyxl.xml.constants import SHARED_STRINGS

from collection.errors import BerkasError
from collection.services.kemajuan import Terbaca
from collection.services.lembar_baca import Baris, Gaya, LuarError, PembacaLembar, read_teks_bersama

MAKS_BARIS = 5000
MAKS_BARIS_IMPOR = 20_000
MAKS_KOLOM = 50
MAKS_LEMBAR = 20
MAKS_BAGIAN = 500
MAKS_BONGKAR = 64 * 1024 * 1024
MAKS_RASIO = 200
MAKS_TANDA = 2_000_000  # about 250.000 filled cells, or 20.000 empty rows with a style; an office has some thousand
MAKS_TANDA_LAIN = 200_000  # styles, names, relations: openpyxl makes far larger objects of these
POTONGAN = 1024 * 1024
EKOR = 16

TEMPLAT = "Unduh templat, isi, lalu unggah berkas itu."
RUSAK = f"Berkas rusak atau terpotong. Simpan ulang dari Excel sebagai .xlsx, lalu unggah lagi. {TEMPLAT}"

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SANDI = "EncryptedPackage".encode("utf-16-le")
_ENCODING = re.compile(rb"<\?xml[^>]*encoding\s*=\s*[\"']([^\"']*)")
_TEKS_FORMAT = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')


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


def read_lembar(isi: bytes, maks_baris: int = MAKS_BARIS) -> list[Lembar]:
    """All worksheets with their filled rows. Raises BerkasError with a sentence that says what to do."""
    try:
        check_lembar(isi)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl tells of extensions that it leaves out
            return _read_buku(isi, maks_baris)
    except BerkasError:
        raise
    except Exception as galat:  # whatever a parser makes of a hostile file
        raise BerkasError(RUSAK) from galat


def check_lembar(isi: bytes) -> int:
    """The guard before any parsing; the number of marks. Raises BerkasError; broken archives what zipfile raises."""
    _check_jenis(isi)
    with zipfile.ZipFile(BytesIO(isi)) as arsip:
        bagian = arsip.infolist()
        _check_daftar([b.filename.lower() for b in bagian])
        _check_ukuran(bagian, len(isi))
        tanda = [_weigh(arsip, b) for b in bagian]
    if sum(tanda) > MAKS_TANDA:
        raise BerkasError(f"Berkas memuat terlalu banyak sel, mungkin baris kosong yang berformat. {TEMPLAT}")
    return sum(tanda)


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


def _read_buku(isi: bytes, maks_baris: int) -> list[Lembar]:
    pembaca = ExcelReader(BytesIO(isi), read_only=True, data_only=True, keep_links=False)
    with pembaca.archive as arsip:
        pembaca.read_manifest()
        pembaca.read_workbook()
        apply_stylesheet(arsip, pembaca.wb)
        semua = [(lembar.name, rel.target) for lembar, rel in pembaca.parser.find_sheets() if _is_lembar(arsip, rel)]
        if len(semua) > MAKS_LEMBAR:
            raise BerkasError(f"Berkas memuat lebih dari {MAKS_LEMBAR} lembar. {TEMPLAT}")
        gaya, teks = Gaya(pembaca.wb, _is_format_persen), _read_teks(arsip, pembaca)
        return [_read_lembar(arsip, *satu, PembacaLembar(gaya, teks, (maks_baris, MAKS_KOLOM))) for satu in semua]


def _is_lembar(arsip: zipfile.ZipFile, rel: Relationship) -> bool:
    """Charts have a sheet of their own, without cells."""
    return rel.target in arsip.namelist() and "chartsheet" not in rel.Type


def _is_format_persen(format_: str) -> bool:
    return "%" in _TEKS_FORMAT.sub("", format_ or "")


def _read_teks(arsip: zipfile.ZipFile, pembaca: ExcelReader) -> list[str]:
    bagian = pembaca.package.find(SHARED_STRINGS)
    if bagian is None:
        return []
    with arsip.open(bagian.PartName[1:]) as sumber:
        return read_teks_bersama(sumber)


def _read_lembar(arsip: zipfile.ZipFile, nama: str, bagian: str, pembaca: PembacaLembar) -> Lembar:
    """The rows that hold something. What the sheet says of its own size (dimension) is not believed."""
    try:
        with arsip.open(bagian) as sumber:
            pembaca.read(Terbaca(sumber, arsip.getinfo(bagian).file_size, f"membaca lembar {nama}", 1))
    except LuarError as galat:
        maks_baris, maks_kolom = pembaca.maks
        batas = f"{maks_baris} baris dan {maks_kolom} kolom (sampai kolom {get_column_letter(maks_kolom)})"
        raise BerkasError(f"Lembar “{nama}” berisi data pada sel {galat}, di luar batas {batas}. {TEMPLAT}") from galat
    return Lembar(nama, pembaca.baris, tuple(pembaca.gabung))
