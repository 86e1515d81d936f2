"""What a file says of itself before it is taken apart: where it ends, whose signature it holds, which code it names.

Linear in the length of the file and bounded in what it unpacks, so that anybody may upload anything.
"""

import re
import zlib
from collections.abc import Iterator
from typing import NamedTuple

from asn1crypto import cms, x509

MAKS_AKHIR, MAKS_TANDA, MAKS_ALIRAN = 40, 8, 4000
MAKS_BONGKAR_SATU, MAKS_BONGKAR = 4 * 1024 * 1024, 24 * 1024 * 1024
_AKHIR = re.compile(rb"%%EOF(?:\r\n|\n|\r)?")
_RENTANG = re.compile(rb"/ByteRange\s{0,9}\[\s{0,9}(\d{1,10})\s{1,9}(\d{1,10})\s{1,9}(\d{1,10})\s{1,9}(\d{1,10})")
_CMS = re.compile(rb"/Contents\s{0,9}<([0-9A-Fa-f]{1000,200000})>")
_KUNCI = re.compile(rb"/Encrypt\s{0,9}(?:\d|<<)")
_ALIRAN = re.compile(rb"stream\r?\n")
_KODE = re.compile(rb"/verifikasi/([0-9a-f]{26})\b")


class TandaMentah(NamedTuple):
    """A signature as it stands in the file: its bytes in hexadecimal, and the SHA-256 of its signer's certificate."""

    hex: bytes
    sidik_jari: str


def list_akhir(isi: bytes) -> list[int]:
    """Lengths at which the file may have ended once: after each signed range and each end mark, longest first."""
    rentang = [int(cocok[3]) + int(cocok[4]) for cocok in _RENTANG.finditer(isi)]
    semua = {n for n in (*rentang, *(cocok.end() for cocok in _AKHIR.finditer(isi))) if 0 < n <= len(isi)}
    return sorted(semua, reverse=True)[:MAKS_AKHIR]


def list_tanda(isi: bytes) -> list[TandaMentah]:
    """The signatures that can be read, in the order of the file."""
    hasil = []
    for cocok in list(_CMS.finditer(isi))[:MAKS_TANDA]:
        sidik = _find_penanda(cocok[1])
        if sidik:
            hasil.append(TandaMentah(cocok[1], sidik))
    return hasil


def is_terkunci(isi: bytes) -> bool:
    """Whether the file says that it is encrypted: nothing in it can be read without its key."""
    return _KUNCI.search(isi) is not None


def _find_penanda(teks: bytes) -> str:
    """Fingerprint of the signer's certificate; empty where the bytes are no signature."""
    try:
        milik = find_sertifikat(cms.ContentInfo.load(bytes.fromhex(teks.decode()))["content"])
        return milik.sha256.hex() if milik else ""
    except Exception:  # hostile DER fails in many ways, all with one meaning
        return ""


def list_kode(isi: bytes) -> list[str]:
    """Codes of verification pages that the file names in the open or in what it packs, e.g. its attached data."""
    ada = {cocok[1] for cocok in _KODE.finditer(isi)}
    for teks in _list_terbuka(isi):
        ada |= {cocok[1] for cocok in _KODE.finditer(teks)}
    return sorted(satu.decode() for satu in ada)[:MAKS_TANDA]


def find_sertifikat(isi: cms.SignedData) -> x509.Certificate | None:
    """The signer's own among the certificates that a signature brings. Raises what a parser makes of hostile bytes."""
    nomor = isi["signer_infos"][0]["sid"].chosen["serial_number"].native
    return next((satu.chosen for satu in isi["certificates"] if satu.chosen.serial_number == nomor), None)


def _list_terbuka(isi: bytes) -> Iterator[bytes]:
    """What its packed streams hold, up to the bounds."""
    sisa, lihat = MAKS_BONGKAR, memoryview(isi)
    for nomor, cocok in enumerate(_ALIRAN.finditer(isi)):
        if nomor >= MAKS_ALIRAN or sisa <= 0:
            return
        try:
            teks = zlib.decompressobj().decompress(lihat[cocok.end() :], min(sisa, MAKS_BONGKAR_SATU))
        except zlib.error:
            continue
        sisa -= len(teks)
        yield teks
