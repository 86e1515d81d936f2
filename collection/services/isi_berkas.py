"""What an uploaded file is: read up to the limit, its kind told by ending and content together."""

import re
import struct
import warnings
import zipfile
from collections.abc import Collection
from io import BytesIO
from pathlib import PurePath

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from PIL import Image

from collection.errors import BerkasError
from collection.services.isi_pdf import find_cacat_pdf

JENIS = {
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
AWALAN = {".pdf": b"%PDF-", ".png": b"\x89PNG\r\n\x1a\n", ".jpg": b"\xff\xd8\xff", ".jpeg": b"\xff\xd8\xff"}
GAMBAR = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG"}
ISI_ZIP = {".xlsx": "xl/workbook.xml", ".docx": "word/document.xml"}
DITERIMA = "PDF, PNG, JPG, XLSX, atau DOCX"
PANJANG_NAMA = 200
TANDA_BAGIAN = b"PK\x01\x02"  # stands before each entry of an archive's directory
MAKS_BAGIAN = 5000  # zipfile makes an object of each; a long document has some hundred
# What a colleague's Office would unpack: honest files stay far below; small ones may be as airy as they like.
LUMRAH_BONGKAR, MAKS_BONGKAR, MAKS_RASIO = 32 * 1024 * 1024, 256 * 1024 * 1024, 200
JENIS_BAGIAN = "[Content_Types].xml"
MAKS_JENIS_BAGIAN = 1024 * 1024
TANDA_MAKRO = (b"macroenabled", b"vbaproject", b"&#")  # honest kinds are never spelled with character references
INTIP = 4096
"""Bytes in which a text tells what language it is of."""
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SANDI, MAKRO_LAMA = "EncryptedPackage".encode("utf-16-le"), "VBA".encode("utf-16-le")
AWALAN_ASING = {
    b"MZ": "ini program (.exe)", b"\x7fELF": "ini program", b"\xca\xfe\xba\xbe": "ini program", b"#!": "ini program",
    b"Rar!": "ini arsip RAR; unggah isinya satu per satu", b"7z\xbc\xaf": "ini arsip 7z; unggah isinya satu per satu",
    b"\x1f\x8b": "ini arsip gzip; unggah isinya satu per satu",
}  # fmt: skip
"""What is refused by name, so that a person knows what to do about it."""
TEKS_ASING = (
    (b"<svg", "gambar SVG dapat memuat program; simpan sebagai PNG"),
    (b"<html", "halaman web (HTML) dapat memuat program; cetak sebagai PDF"),
    (b"<!doctype html", "halaman web (HTML) dapat memuat program; cetak sebagai PDF"),
    (b"<script", "halaman web (HTML) dapat memuat program; cetak sebagai PDF"),
)


def read_berkas(
    berkas: UploadedFile, *, akhiran: Collection[str] = tuple(JENIS), diterima: str = DITERIMA
) -> tuple[str, bytes]:
    """Name and content; reads up to the limit, for what an upload says of its own size is not believed.

    `akhiran` are the endings that are taken, `diterima` the same in words. Raises BerkasError.
    """
    nama, batas = _clean_nama(berkas.name), settings.MAKS_UKURAN_BUKTI
    berkas.seek(0)
    if PurePath(nama).suffix.lower() not in akhiran:
        sebab = find_sebab(berkas.read(batas))
        raise BerkasError(f"Berkas {nama} tidak diterima{sebab and f': {sebab}'}. Unggah {diterima}.")
    berkas.seek(0)
    isi = berkas.read(batas + 1)
    if not isi:
        raise BerkasError(f"Berkas {nama} kosong. Pilih berkas yang berisi.")
    if len(isi) > batas:
        raise BerkasError(f"Berkas {nama} melebihi {batas // 1024 // 1024} MB. Perkecil atau pecah berkasnya.")
    return nama, isi


def _clean_nama(nama: str) -> str:
    """The last part of a path of any system, without what does not print; where too long, its end with the ending."""
    return "".join(huruf for huruf in re.split(r"[/\\]", nama)[-1] if huruf.isprintable())[-PANJANG_NAMA:]


def find_jenis(nama: str, isi: bytes, *, diterima: str = DITERIMA) -> str:
    """The MIME type, from the ending and the content together. Raises BerkasError, naming the kinds that are taken."""
    akhiran = PurePath(nama).suffix.lower()
    if akhiran in ISI_ZIP:
        _check_bongkar(nama, isi)
    if not _matches(isi, akhiran):
        if sebab := find_sebab(isi):
            raise BerkasError(f"Berkas {nama} tidak diterima: {sebab}. Unggah {diterima} yang asli.")
        semestinya = akhiran[1:].upper() + (" tanpa makro" if akhiran in ISI_ZIP else "")
        raise BerkasError(f"Isi berkas {nama} bukan {semestinya}. Unggah {diterima} yang asli.")
    if cacat := find_cacat_pdf(isi) if akhiran == ".pdf" else _find_cacat_gambar(isi, akhiran):
        raise BerkasError(f"Berkas {nama} tidak diterima: {cacat}. Unggah {diterima} yang asli.")
    return JENIS[akhiran]


def _find_cacat_gambar(isi: bytes, akhiran: str) -> str:
    """What keeps a picture from being shown, as a clause; its pixels are not unpacked. Empty for other kinds."""
    if akhiran not in GAMBAR:
        return ""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of odd but harmless metadata, and of large scans
            with Image.open(BytesIO(isi), formats=[GAMBAR[akhiran]]) as gambar:
                gambar.verify()
    except Image.DecompressionBombError:
        return ""
    except (OSError, ValueError, SyntaxError, EOFError, ArithmeticError, MemoryError, struct.error):
        return f"gambar {GAMBAR[akhiran]} ini rusak atau terpotong, jadi tidak dapat dibuka; simpan ulang gambarnya"
    return ""


def find_sebab(isi: bytes) -> str:
    """Why a content is refused, in words that say what it is and what to do; empty where it is of no known kind."""
    for awalan, sebab in AWALAN_ASING.items():
        if isi.startswith(awalan):
            return sebab
    if isi.startswith(OLE):
        return _find_sebab_ole(isi)
    if isi.startswith(b"PK"):
        return _find_sebab_zip(isi)
    teks = isi[:INTIP].replace(b"\0", b"").lower()
    return next((sebab for tanda, sebab in TEKS_ASING if tanda in teks), "")


def _find_sebab_ole(isi: bytes) -> str:
    """Office before 2007, and every encrypted one."""
    if SANDI in isi:
        return "berkas Office ini dikunci kata sandi; buka kuncinya, lalu simpan lagi"
    if MAKRO_LAMA in isi:
        return "berkas Office lama ini memuat makro; simpan sebagai PDF"
    return "ini format Office lama; simpan sebagai .docx, .xlsx, atau PDF"


def _find_sebab_zip(isi: bytes) -> str:
    """An archive that is no document of Office; one that is, but for its ending or its macros, says so."""
    if isi.count(TANDA_BAGIAN) > MAKS_BAGIAN:
        return ""
    try:
        with zipfile.ZipFile(BytesIO(isi)) as arsip:
            nama = {satu.lower() for satu in arsip.namelist()}
    except Exception:  # whatever zipfile makes of a hostile archive
        return ""
    if any(satu.endswith("vbaproject.bin") for satu in nama):
        return "berkas Office ini memuat makro; simpan tanpa makro"
    return "" if nama & set(ISI_ZIP.values()) else "ini arsip zip; unggah isinya satu per satu"


def _check_bongkar(nama: str, isi: bytes) -> None:
    """Nobody is to open a file that unpacks to a thousand times its size. Raises BerkasError."""
    total = _weigh_bongkar(isi)
    if total > min(MAKS_BONGKAR, max(LUMRAH_BONGKAR, len(isi) * MAKS_RASIO)):
        ukuran = f"{total // 1024 // 1024} MB"
        raise BerkasError(f"Isi berkas {nama} terlalu besar setelah dibuka ({ukuran}). Unggah sebagai PDF.")


def _weigh_bongkar(isi: bytes) -> int:
    """Bytes that the archive says it unpacks to; 0 for what is none, which is told as another kind."""
    if isi.count(TANDA_BAGIAN) > MAKS_BAGIAN:
        return 0
    try:
        with zipfile.ZipFile(BytesIO(isi)) as arsip:
            return sum(satu.file_size for satu in arsip.infolist())
    except Exception:  # whatever zipfile makes of a hostile archive
        return 0


def _matches(isi: bytes, akhiran: str) -> bool:
    if akhiran in AWALAN:
        return isi.startswith(AWALAN[akhiran])
    if isi.count(TANDA_BAGIAN) > MAKS_BAGIAN:
        return False
    try:
        with zipfile.ZipFile(BytesIO(isi)) as arsip:
            return _is_dokumen(arsip, ISI_ZIP[akhiran])
    except Exception:  # whatever zipfile makes of a hostile archive
        return False


def _is_dokumen(arsip: zipfile.ZipFile, utama: str) -> bool:
    """Whether it holds that part, and no macro by the name of a part or by the kinds that it declares."""
    nama, daftar = [n.lower() for n in arsip.namelist()], arsip.getinfo(JENIS_BAGIAN)
    if utama not in nama or len(set(nama)) < len(nama) or any(n.endswith("vbaproject.bin") for n in nama):
        return False
    if daftar.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return False
    with arsip.open(daftar) as sumber:
        jenis = sumber.read(MAKS_JENIS_BAGIAN + 1).replace(b"\0", b"").lower()
    return len(jenis) <= MAKS_JENIS_BAGIAN and not any(tanda in jenis for tanda in TANDA_MAKRO)
