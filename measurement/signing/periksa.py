"""Checking a sealed PDF, offline: whole, covered to its last byte, and by whose certificate."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from asn1crypto import pem, x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext


@dataclass(frozen=True)
class HasilPeriksa:
    """`utuh`: no signed byte differs. `menyeluruh`: nothing was added after signing. `tepercaya`: by a seal of ours."""

    utuh: bool = False
    menyeluruh: bool = False
    tepercaya: bool = False
    penanda: str = ""
    sidik_jari: str = ""
    waktu: datetime.datetime | None = None
    pesan: str = ""

    @property
    def sah(self) -> bool:
        return self.utuh and self.menyeluruh and self.tepercaya


def validate(pdf: bytes, penerbit: Sequence[str], *, pada: datetime.datetime | None = None) -> HasilPeriksa:
    """Check the one signature of a file against the PEMs of our internal CAs; no network, no system trust store.

    `pada` is the moment for which the certificate must be valid: for an archived file the time of signing, which
    our own register knows. Never raises for a file, however broken: a file that cannot be read is not valid.
    """
    try:
        return _validate(pdf, penerbit, pada)
    except Exception as galat:  # a hostile or broken file fails the parser in many ways, all with one meaning
        return HasilPeriksa(pesan=f"Berkas rusak atau tidak dapat dibaca ({type(galat).__name__}).")


def _validate(pdf: bytes, penerbit: Sequence[str], pada: datetime.datetime | None) -> HasilPeriksa:
    tanda_tangan = PdfFileReader(BytesIO(pdf)).embedded_signatures
    if len(tanda_tangan) != 1:
        return HasilPeriksa(pesan=f"Berkas memuat {len(tanda_tangan)} tanda tangan, seharusnya satu.")
    konteks = ValidationContext(trust_roots=[_read_pem(teks) for teks in penerbit], moment=pada, allow_fetching=False)
    # skip_diff: how lawful a later addition is does not matter, for us there may be none at all (coverage).
    return _build_hasil(tanda_tangan[0], validate_pdf_signature(tanda_tangan[0], konteks, skip_diff=True))


def _build_hasil(tanda_tangan: EmbeddedPdfSignature, status: PdfSignatureStatus) -> HasilPeriksa:
    utuh = status.intact and status.valid
    menyeluruh = status.coverage == SignatureCoverageLevel.ENTIRE_FILE
    return HasilPeriksa(
        utuh=utuh, menyeluruh=menyeluruh, tepercaya=status.trusted and status.bottom_line,
        penanda=status.signing_cert.subject.native.get("common_name", ""),
        sidik_jari=status.signing_cert.sha256.hex(), waktu=tanda_tangan.self_reported_timestamp,
        pesan=_tell(utuh, menyeluruh, status.trusted),
    )  # fmt: skip


def _tell(utuh: bool, menyeluruh: bool, tepercaya: bool) -> str:
    if not utuh:
        return "Isi berkas berubah sejak ditandatangani."
    if not menyeluruh:
        return "Ada yang ditambahkan pada berkas sesudah ditandatangani."
    return "" if tepercaya else "Sertifikat penanda tangan bukan segel yang dikenal."


def _read_pem(teks: str) -> x509.Certificate:
    _, _, der = pem.unarmor(teks.encode())
    return x509.Certificate.load(der)
