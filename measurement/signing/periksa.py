"""Checking a sealed PDF, offline: whole, covered to its last byte, and by whose certificate."""

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from asn1crypto import pem, x509
from cryptography.exceptions import InvalidSignature
from cryptography.x509 import (
    AuthorityKeyIdentifier,
    Certificate,
    ExtensionNotFound,
    SubjectKeyIdentifier,
    load_der_x509_certificate,
)
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import KeyUsageConstraints, validate_pdf_signature, validate_pdf_timestamp
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from collection.tanggal import write_tanggal
from measurement.enums import JenisTanda
from measurement.signing.banding import clean
from measurement.signing.tambahan import PEMBUKTIAN, list_asing

GUNA = frozenset({"digital_signature", "non_repudiation"})
ASING = frozenset({"server_auth", "code_signing", "time_stamping", "ocsp_signing"})
"""Extended key usages of servers and services: a certificate for nothing else does not sign papers."""
GUNA_LAIN = "Sertifikat bukan untuk tanda tangan (extendedKeyUsage hanya untuk server atau layanan)."
BUKAN_GUNA = "Sertifikat bukan untuk tanda tangan (keyUsage tanpa digitalSignature atau nonRepudiation)."

_BSRE = re.compile(r"\bBSrE\b|Balai (?:Besar )?Sertifikasi Elektronik", re.IGNORECASE)


@dataclass(frozen=True)
class HasilPeriksa:
    """`utuh`: no signed byte differs. `menyeluruh`: nothing was added after signing but what proves it in later years.
    `tepercaya`: its chain leads to a root that was given. `dikenal`: by the certificate that our register names.
    `jenis`: what that chain makes of it; of an office's internal seal the register knows better."""

    utuh: bool = False
    menyeluruh: bool = False
    tepercaya: bool = False
    dikenal: bool = False
    penanda: str = ""
    sidik_jari: str = ""
    waktu: datetime.datetime | None = None
    pesan: str = ""
    jenis: JenisTanda = JenisTanda.LUAR

    @property
    def sah(self) -> bool:
        return self.utuh and self.menyeluruh and (self.tepercaya or self.dikenal)


def validate(
    pdf: bytes, penerbit: Sequence[str], *, pada: datetime.datetime | None = None, kenal: str = ""
) -> HasilPeriksa:
    """Check the one signature of a file against the PEMs of trusted CAs; no network, no system trust store.

    `pada` is the moment for which the certificate must be valid: for an archived file the time of signing, which
    our own register knows; `kenal` the fingerprint of the certificate that it knows. Never raises for a file, however
    broken: a file that cannot be read is not valid.
    """
    try:
        return _validate(pdf, penerbit, pada, kenal)
    except Exception as galat:  # a hostile or broken file fails the parser in many ways, all with one meaning
        return HasilPeriksa(pesan=f"Berkas rusak atau tidak dapat dibaca ({type(galat).__name__}).")


def _validate(pdf: bytes, penerbit: Sequence[str], pada: datetime.datetime | None, kenal: str) -> HasilPeriksa:
    pembaca = PdfFileReader(BytesIO(pdf))
    semua = list(pembaca.embedded_regular_signatures)
    if len(semua) != 1:
        return HasilPeriksa(pesan=f"Berkas memuat {len(semua)} tanda tangan, seharusnya satu.")
    tanda, akhir = semua[0], [*semua, *pembaca.embedded_timestamp_signatures][-1]
    status = check_status(tanda, [read_pem(teks) for teks in penerbit], pada)
    menyeluruh = status.coverage == SignatureCoverageLevel.ENTIRE_FILE
    if not menyeluruh:
        menyeluruh = is_sampai_akhir(pdf, akhir) and not list_asing(_cut(pdf, tanda), pembaca)
    return _build_hasil(tanda, status, menyeluruh, kenal)


def check_status(
    tanda: EmbeddedPdfSignature, akar: Sequence[x509.Certificate], pada: datetime.datetime | None = None
) -> PdfSignatureStatus:
    """pyHanko's judgement of one signature: its integrity, and whether its chain leads to one of the roots.

    Raises whatever pyHanko makes of a broken one.
    """
    konteks = ValidationContext(trust_roots=list(akar), moment=pada, allow_fetching=False)
    # skip_diff: `list_asing` judges what was added later, object by object and in a fraction of the time.
    return validate_pdf_signature(
        tanda, konteks, skip_diff=True, key_usage_settings=KeyUsageConstraints(key_usage=GUNA)
    )


def is_sampai_akhir(pdf: bytes, akhir: EmbeddedPdfSignature) -> bool:
    """Whether the file's last signature or time stamp covers all of it, but for data for later validation behind it
    (PAdES B-LT, B-LTA); the time stamp itself must be whole."""
    akhir.compute_integrity_info(skip_diff=True)
    if akhir.coverage != SignatureCoverageLevel.ENTIRE_FILE:
        pembaca = PdfFileReader(BytesIO(pdf))
        if "/DSS" not in pembaca.root or list_asing(_cut(pdf, akhir), pembaca, katalog=PEMBUKTIAN):
            return False
    if akhir.sig_object_type != "/DocTimeStamp":
        return True
    status = validate_pdf_timestamp(akhir, ValidationContext(trust_roots=[], allow_fetching=False), skip_diff=True)
    return bool(status.intact and status.valid)


def _cut(pdf: bytes, tanda: EmbeddedPdfSignature) -> PdfFileReader:
    """The file as it was when that signature was made."""
    _, _, mulai, panjang = tanda.byte_range
    return PdfFileReader(BytesIO(pdf[: mulai + panjang]))


def find_cacat_masa(sertifikat: x509.Certificate) -> str:
    """Why a certificate is of no use today; empty where it is."""
    kini, masa = datetime.datetime.now(datetime.UTC), sertifikat["tbs_certificate"]["validity"]
    if kini > masa["not_after"].native:
        return f"Sertifikat sudah kedaluwarsa sejak {write_tanggal(masa['not_after'].native.date())}."
    if kini < masa["not_before"].native:
        return f"Sertifikat baru berlaku mulai {write_tanggal(masa['not_before'].native.date())}."
    return ""


def find_cacat(sertifikat: x509.Certificate) -> str:
    """Why a certificate cannot sign now: its days, its purpose. Empty where it can."""
    if masa := find_cacat_masa(sertifikat):
        return masa
    guna = sertifikat.key_usage_value
    if guna is not None and not GUNA & guna.native:
        return BUKAN_GUNA
    khusus = sertifikat.extended_key_usage_value
    return GUNA_LAIN if khusus is not None and set(khusus.native) <= ASING else ""


def is_rantai_utuh(tanda: EmbeddedPdfSignature) -> bool:
    """Whether every certificate that the signature brings along can be read, and is signed by its issuer's where that
    is among them: the signature itself does not cover them."""
    semua = [tanda.signer_cert, *tanda.other_embedded_certs]
    try:
        rantai = [load_der_x509_certificate(satu.dump()) for satu in semua]
        return all(_is_terbitan(satu, [lain for lain in rantai if _is_penerbit(lain, satu)]) for satu in rantai)
    except ValueError:
        return False


def _is_penerbit(induk: Certificate, anak: Certificate) -> bool:
    """By its name or by the number of its key: one of them alone may have been altered."""
    nomor = _read_kunci(induk, SubjectKeyIdentifier)
    return induk.subject == anak.issuer or (bool(nomor) and nomor == _read_kunci(anak, AuthorityKeyIdentifier))


def _is_terbitan(anak: Certificate, calon: Sequence[Certificate]) -> bool:
    """Of several of one name (a renewed key) one is enough."""
    for induk in calon:
        try:
            anak.verify_directly_issued_by(induk)
            return True
        except (InvalidSignature, TypeError, ValueError):
            continue
    return not calon


def _read_kunci(
    sertifikat: Certificate, jenis: type[SubjectKeyIdentifier] | type[AuthorityKeyIdentifier]
) -> bytes:
    try:
        return sertifikat.extensions.get_extension_for_class(jenis).value.key_identifier or b""
    except ExtensionNotFound:
        return b""


def _build_hasil(
    tanda: EmbeddedPdfSignature, status: PdfSignatureStatus, menyeluruh: bool, kenal: str
) -> HasilPeriksa:
    utuh, sidik = status.intact and status.valid, status.signing_cert.sha256.hex()
    tepercaya, dikenal = bool(status.trusted), bool(kenal) and sidik == kenal
    return HasilPeriksa(
        utuh=utuh, menyeluruh=menyeluruh, tepercaya=tepercaya, dikenal=dikenal,
        penanda=status.signing_cert.subject.native.get("common_name", ""), sidik_jari=sidik,
        waktu=tanda.self_reported_timestamp, pesan=_tell(utuh, menyeluruh, tepercaya or dikenal),
        jenis=find_jenis(status),
    )  # fmt: skip


def find_jenis(status: PdfSignatureStatus) -> JenisTanda:
    """BSrE's only where the chain that was verified leads through a certificate authority of that name."""
    if not status.trusted:
        return JenisTanda.LUAR
    penerbit = [read_nama(satu.subject, semua=True) for satu in status.validation_path or () if satu.ca]
    return JenisTanda.BSRE if any(_BSRE.search(nama) for nama in penerbit) else JenisTanda.TEPERCAYA


def read_nama(nama: x509.Name, *, semua: bool = False) -> str:
    """The common name of a certificate's owner or issuer, else its organisation; `semua`: both. Fit to be shown."""
    isi = nama.native
    bagian = [str(isi[kunci]) for kunci in ("common_name", "organization_name") if kunci in isi]
    return clean(" ".join(bagian) if semua else (bagian or ["tanpa nama"])[0])


def read_penerbit(teks: str) -> str:
    """Who issued the certificate (PEM)."""
    return read_nama(read_pem(teks).issuer)


def _tell(utuh: bool, menyeluruh: bool, dipercaya: bool) -> str:
    if not utuh:
        return "Isi berkas berubah sejak ditandatangani."
    if not menyeluruh:
        return "Ada yang ditambahkan pada berkas sesudah ditandatangani."
    return "" if dipercaya else "Sertifikat penanda tangan bukan segel yang dikenal."


def read_pem(teks: str) -> x509.Certificate:
    """A certificate from its PEM. Raises ValueError where it is none."""
    _, _, der = pem.unarmor(teks.encode())
    return x509.Certificate.load(der)
