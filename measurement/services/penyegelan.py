"""One door for sealing a finished PDF with the office's seal, and for believing a file that was sealed."""

import hashlib
import logging
from typing import NamedTuple

from django.core.cache import cache
from django.views.decorators.debug import sensitive_variables

from collection.models import Pengguna, PerangkatDaerah
from measurement.enums import JenisTanda
from measurement.errors import SegelError
from measurement.models import Dokumen, DokumenPulihan, NaskahBersegel, Segel
from measurement.services.segel import find_segel
from measurement.signing.akar import list_akar
from measurement.signing.periksa import HasilPeriksa, validate
from measurement.signing.pkcs12 import PenandaPkcs12

LAPORKAN = "Laporkan kepada Admin perangkat daerah penerbitnya."
RUSAK = f"Berkas dokumen di server tidak cocok dengan sidik SHA-256 saat ditandatangani. {LAPORKAN}"
AKAR_RUSAK = f"Daftar akar sertifikat di server sedang tidak dapat dibaca. {LAPORKAN}"
HILANG = f"Berkas dokumen tidak ditemukan di server. {LAPORKAN}"
log = logging.getLogger(__name__)
Bersegel = Dokumen | NaskahBersegel | DokumenPulihan


class HasilSegel(NamedTuple):
    """A signed file, the office's seal where that is on it, the file's SHA-256, and of what kind the signature is."""

    segel: Segel | None
    isi: bytes
    sha256: str
    jenis: JenisTanda = JenisTanda.SEGEL


@sensitive_variables("frasa")
def seal_pdf(pdf: bytes, frasa: str, *, kantor: PerangkatDaerah, alasan: str, penanda: Pengguna) -> HasilSegel:
    """Seal with the office's seal in force, and believe the result only after checking it as any reader would.

    Nothing is stored here, the phrase least of all. Raises SegelError where the office has no seal or it has expired,
    the phrase is wrong, or the new seal does not hold.
    """
    segel = find_segel(kantor)
    isi = PenandaPkcs12(bytes(segel.p12)).sign(pdf, frasa, alasan=alasan, lokasi=kantor.kota, nama=penanda.nama)
    akar, kenal = find_kepercayaan(segel)
    hasil = validate(isi, akar, kenal=kenal)
    if not hasil.sah:
        raise SegelError(f"Segel yang baru dibubuhkan tidak sah, jadi tidak disimpan. {hasil.pesan}")
    jenis = hasil.jenis if segel.unggahan else JenisTanda.SEGEL
    return HasilSegel(segel, isi, hashlib.sha256(isi).hexdigest(), jenis)


def read_bersegel(dokumen: Bersegel) -> bytes:
    """The file as it was sealed. Raises SegelError where the stored one was changed or lost."""
    try:
        with dokumen.berkas.open("rb") as berkas:
            isi = berkas.read()
    except FileNotFoundError as galat:
        raise SegelError(HILANG) from galat
    if hashlib.sha256(isi).hexdigest() != dokumen.sha256:
        raise SegelError(RUSAK)
    return isi


def check_bersegel(dokumen: Bersegel) -> HasilPeriksa:
    """Whether the stored file is the one that was sealed, its signature whole and by this office's seal."""
    try:
        return validate_sekali(dokumen, read_bersegel(dokumen))
    except SegelError as galat:
        return HasilPeriksa(pesan=str(galat))


def validate_sekali(dokumen: Bersegel, isi: bytes) -> HasilPeriksa:
    """The signature's check, which takes a tenth of a second and more, once for the same bytes in each process.

    `isi` must have been hashed for this very request and be `sha256`; with the CA and the moment of signing that
    decides all that the check looks at. Only a yes is kept: a no may have a passing cause.
    """
    akar, kenal = _find_kepercayaan(dokumen)
    penerbit = hashlib.sha256("".join([*akar, kenal]).encode()).hexdigest()
    kunci = f"segel:{dokumen.sha256}:{penerbit}:{dokumen.ditandatangani_pada.timestamp()}"
    hasil = cache.get(kunci)
    if hasil is None:
        hasil = validate(isi, akar, pada=dokumen.ditandatangani_pada, kenal=kenal)
        if hasil.sah:
            cache.set(kunci, hasil)
    return hasil


def _find_kepercayaan(dokumen: Bersegel) -> tuple[list[str], str]:
    """Whom the check believes: the CA of the seal; of another signature the trusted roots, and the fingerprint of the
    certificate that was accepted. Raises SegelError, which tells strangers nothing of this server, where a root cannot
    be read."""
    try:
        return _list_kepercayaan(dokumen)
    except SegelError as galat:
        log.error("Akar sertifikat tidak dapat dibaca: %s", galat)
        raise SegelError(AKAR_RUSAK) from None


def _list_kepercayaan(dokumen: Bersegel) -> tuple[list[str], str]:
    if isinstance(dokumen, DokumenPulihan):
        return ([dokumen.penerbit], "") if dokumen.penerbit else (list_akar(), dokumen.sidik_jari)
    if dokumen.segel is not None:
        return find_kepercayaan(dokumen.segel)
    return list_akar(), dokumen.tanda_tangan.sidik_jari


def find_kepercayaan(segel: Segel) -> tuple[list[str], str]:
    """Whom to believe of a seal: the CA that was made for it; of an uploaded one the trusted roots, and its own
    fingerprint, for it is the office's whoever issued it."""
    return (list_akar(), segel.sidik_jari) if segel.unggahan else ([segel.penerbit], "")
