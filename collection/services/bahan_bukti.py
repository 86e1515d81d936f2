"""What somebody offers as evidence, judged before it is kept: a file, a link or a note."""

import hashlib
import re
from typing import NamedTuple
from urllib.parse import urlsplit

from django.core.files.uploadedfile import UploadedFile

from collection.enums import BentukBukti
from collection.errors import IsianError
from collection.services.isi_berkas import PANJANG_NAMA, find_jenis, read_berkas

PANJANG_TAUTAN = 2000
PANJANG_CATATAN = 4000
PANJANG_CUPLIKAN = 80
JENIS_TEKS = "text/plain; charset=utf-8"
KENDALI = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
TAK_BERSIH = re.compile(r"[\s\\\x00-\x1f\x7f<>\"]")
CARA_TAUTAN = "Tulis alamat lengkap yang diawali https://, misalnya https://jombangkab.bps.go.id/publikasi."


class BahanBukti(NamedTuple):
    """A piece of evidence as it will be kept: `data` are a file's bytes, `isi` a link's address or a note's text."""

    bentuk: BentukBukti
    nama: str
    jenis: str
    data: bytes
    isi: str = ""

    @property
    def sha256(self) -> str:
        """The hash that is told of it everywhere: of the bytes, or of the text in UTF-8."""
        return hashlib.sha256(self.data).hexdigest()

    @property
    def sebutan(self) -> str:
        """How a sentence calls it, e.g. "Berkas a.pdf"."""
        return f"{self.bentuk.label} {self.nama}"


def read_bahan_berkas(berkas: UploadedFile) -> BahanBukti:
    """A file whose ending and content agree. Raises BerkasError, saying what it is and what is taken."""
    nama, isi = read_berkas(berkas)
    return BahanBukti(BentukBukti.BERKAS, nama, find_jenis(nama, isi), isi)


def read_bahan_tautan(alamat: str, judul: str = "") -> BahanBukti:
    """A link, which is kept as it is and never fetched: https only, with a host, without a name or password in it.

    Raises IsianError.
    """
    bersih = alamat.strip()
    if len(bersih) > PANJANG_TAUTAN:
        raise IsianError(f"Tautan terlalu panjang: paling banyak {PANJANG_TAUTAN} huruf.")
    if not bersih or TAK_BERSIH.search(bersih) or find_host(bersih) is None:
        raise IsianError(f"“{bersih[:80]}” bukan tautan yang diterima. {CARA_TAUTAN}")
    nama = clean_sebaris(judul) or bersih.removeprefix("https://")
    return BahanBukti(BentukBukti.TAUTAN, nama[:PANJANG_NAMA], "text/uri-list", bersih.encode(), bersih)


def clean_sebaris(teks: str) -> str:
    """One line of what prints: a title or a page pointer, which may stand in a header of an answer."""
    return "".join(huruf for huruf in " ".join(teks.split()) if huruf.isprintable())


def clean_teks(teks: str) -> str:
    """Several lines, with what nobody can type made visible (PostgreSQL keeps no NUL)."""
    return KENDALI.sub("\ufffd", teks.replace("\r\n", "\n").replace("\r", "\n")).strip()


def find_host(alamat: str) -> str | None:
    """The host of an address that we take, as ASCII, so that no letter looks like another; None where it is none."""
    try:
        bagian = urlsplit(alamat)
        host = (bagian.hostname or "").encode("idna").decode()
        sah = bagian.scheme == "https" and (bagian.port is None or bagian.port > 0)
    except ValueError:  # UnicodeError of a host that is none, too
        return None
    return host if sah and "." in host and bagian.username is None and bagian.password is None else None


def read_bahan_teks(teks: str) -> BahanBukti:
    """A note, e.g. where a paper is kept that nobody can upload. Raises IsianError."""
    bersih = clean_teks(teks)
    if not bersih:
        raise IsianError("Tulis catatannya lebih dahulu.")
    if len(bersih) > PANJANG_CATATAN:
        raise IsianError(f"Catatan terlalu panjang: paling banyak {PANJANG_CATATAN} huruf.")
    nama = " ".join(bersih.split())
    nama = nama if len(nama) <= PANJANG_CUPLIKAN else f"{nama[: PANJANG_CUPLIKAN - 1]}…"
    return BahanBukti(BentukBukti.TEKS, nama, JENIS_TEKS, bersih.encode(), bersih)
