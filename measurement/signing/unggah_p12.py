"""An office's own PKCS#12, issued by somebody else: opened once, judged, and locked again as the seals of here are.

What is uploaded is hostile until proven otherwise (a derivation of a billion rounds takes hours), so it is opened in a
bounded process: `python -m measurement.signing.unggah_p12`. The private key leaves that process encrypted only.
"""

import base64
import binascii
import datetime
import json
import subprocess
import sys
from io import BytesIO

import pikepdf
from asn1crypto import x509 as asn1_x509
from asn1crypto.pkcs12 import Pfx
from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, pkcs12
from django.views.decorators.debug import sensitive_variables

from collection.services.terbatas import bound, join, run, split
from measurement.errors import FrasaError, SegelError
from measurement.signing.periksa import find_cacat, read_nama, validate
from measurement.signing.pkcs12 import PenandaPkcs12
from measurement.signing.sertifikat import SegelBaru, lock_kunci

MAKS_UKURAN = 100 * 1024
RSA_TERKECIL = 2048
KURVA = ("secp256r1", "secp384r1", "secp521r1")
TERLALU_BESAR = f"Berkas lebih dari {MAKS_UKURAN // 1024} KB. Berkas PKCS#12 memuat satu kunci dan rantainya saja."
BUKAN = "Berkas ini bukan PKCS#12 (.p12 atau .pfx), atau rusak."
SALAH = "Frasa sandi berkas ini salah, atau berkasnya rusak. Ketik ulang."
TANPA_KUNCI = "Berkas ini tidak memuat kunci pribadi. Ekspor lagi sertifikatnya beserta kuncinya."
TANPA_SERTIFIKAT = "Berkas ini tidak memuat sertifikat milik kuncinya. Ekspor lagi keduanya bersama."
CA = "Sertifikat ini milik penerbit sertifikat (CA), bukan untuk menandatangani dokumen."
LEMAH = f"Kunci RSA-nya {{n}} bit; paling sedikit {RSA_TERKECIL} bit. Minta sertifikat dengan kunci yang lebih kuat."
ALGORITMA = "Algoritma kunci atau penyandian berkas ini tidak didukung. Pakai RSA 2048 bit ke atas atau ECDSA P-256."
SEMENTARA = b"uji"
"""Locks the key for the trial alone, inside the bounded process."""
BERAT = "Berkas ini terlalu lama atau terlalu berat dibuka, jadi tidak diterima."


@sensitive_variables("frasa", "frasa_baru")
def read_p12_aman(isi: bytes, frasa: str, frasa_baru: str) -> SegelBaru:
    """`read_p12` in a bounded process. Raises FrasaError for a wrong phrase, SegelError for all else."""
    if len(isi) > MAKS_UKURAN:
        raise SegelError(TERLALU_BESAR)
    try:
        hasil = json.loads(run("measurement.signing.unggah_p12", join(isi, frasa.encode(), frasa_baru.encode())))
    except (OSError, subprocess.SubprocessError, ValueError):
        # Not chained: the inner error carries what went in.
        raise SegelError(BERAT) from None
    if galat := hasil.get("galat"):
        raise (FrasaError if hasil["frasa"] else SegelError)(galat)
    hasil["p12"] = base64.b64decode(hasil["p12"])
    return SegelBaru(**hasil | {"berlaku_sampai": datetime.datetime.fromisoformat(hasil["berlaku_sampai"])})


def read_p12(isi: bytes, frasa: bytes, frasa_baru: bytes) -> SegelBaru:
    """Key, certificate and chain, locked with `frasa_baru`; `penerbit` is what the chain in the file ends in.

    Raises FrasaError for a wrong phrase, SegelError with the first thing that is wrong with the rest. What passes has
    signed a page on trial, so it will sign a report.
    """
    kunci, sertifikat, rantai = _open(isi, frasa)
    _check_kunci(kunci)
    asn1 = _to_asn1(sertifikat)
    if asn1.ca:
        raise SegelError(CA)
    if cacat := find_cacat(asn1):
        raise SegelError(cacat)
    _try(lock_kunci(kunci, sertifikat, rantai, SEMENTARA, putaran=1), asn1.sha256.hex())
    return SegelBaru(
        p12=lock_kunci(kunci, sertifikat, rantai, frasa_baru), sertifikat=_write_pem(sertifikat),
        penerbit=_write_pem(_find_puncak(sertifikat, rantai)),
        subjek=read_nama(asn1.subject), sidik_jari=asn1.sha256.hex(), berlaku_sampai=sertifikat.not_valid_after_utc,
    )  # fmt: skip


def _open(isi: bytes, frasa: bytes) -> tuple[object, x509.Certificate, list[x509.Certificate]]:
    try:
        pembungkus = Pfx.load(isi, strict=True)
        bentuk = pembungkus["version"].native, pembungkus["auth_safe"]["content_type"].native
    except (ValueError, TypeError):
        raise SegelError(BUKAN) from None
    if bentuk != ("v3", "data"):
        raise SegelError(BUKAN)
    try:
        kunci, sertifikat, rantai = pkcs12.load_key_and_certificates(isi, frasa or None)
    except UnsupportedAlgorithm:
        raise SegelError(ALGORITMA) from None
    except (ValueError, TypeError, binascii.Error):
        raise FrasaError(SALAH) from None
    if kunci is None:
        raise SegelError(TANPA_KUNCI)
    if sertifikat is None or _write_umum(kunci.public_key()) != _write_umum(sertifikat.public_key()):
        raise SegelError(TANPA_SERTIFIKAT)
    return kunci, sertifikat, list(rantai)


def _write_umum(kunci: object) -> bytes:
    return kunci.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)


def _check_kunci(kunci: object) -> None:
    if isinstance(kunci, rsa.RSAPrivateKey):
        if kunci.key_size < RSA_TERKECIL:
            raise SegelError(LEMAH.format(n=kunci.key_size))
    elif not (isinstance(kunci, ec.EllipticCurvePrivateKey) and kunci.curve.name in KURVA):
        raise SegelError(ALGORITMA)


def _find_puncak(sertifikat: x509.Certificate, rantai: list[x509.Certificate]) -> x509.Certificate:
    """The last certificate that is reached from issuer to issuer within the file; itself where there is none."""
    per_nama = {satu.subject: satu for satu in rantai}
    for _ in rantai:
        sertifikat = per_nama.get(sertifikat.issuer, sertifikat)
    return sertifikat


def _try(p12: bytes, sidik: str) -> None:
    """Sign an empty page and read it as anybody would. Raises SegelError where that fails."""
    wadah = BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(wadah)
    try:
        bertanda = PenandaPkcs12(p12).sign(wadah.getvalue(), SEMENTARA.decode(), alasan="Uji", lokasi="Uji", nama="Uji")
    except SegelError:
        raise
    except Exception:  # a key of a form that the signer does not know fails it in many ways, all with one meaning
        raise SegelError(ALGORITMA) from None
    if not validate(bertanda, [], kenal=sidik).sah:
        raise SegelError(ALGORITMA)


def _to_asn1(sertifikat: x509.Certificate) -> asn1_x509.Certificate:
    return asn1_x509.Certificate.load(sertifikat.public_bytes(Encoding.DER))


def _write_pem(sertifikat: x509.Certificate) -> str:
    return sertifikat.public_bytes(Encoding.PEM).decode()


def answer(masukan: bytes) -> bytes:
    """What the bounded process writes for file, phrase and new phrase, joined: the seal or what is wrong, as JSON."""
    try:
        segel = read_p12(*split(masukan))
        hasil = segel._asdict() | {
            "p12": base64.b64encode(segel.p12).decode(), "berlaku_sampai": segel.berlaku_sampai.isoformat(),
        }  # fmt: skip
    except SegelError as galat:
        hasil = {"galat": str(galat), "frasa": isinstance(galat, FrasaError)}
    except (ValueError, TypeError, KeyError, OverflowError):
        hasil = {"galat": BUKAN, "frasa": False}
    return json.dumps(hasil).encode()


def main() -> None:
    """The bounded process."""
    bound()
    sys.stdout.buffer.write(answer(sys.stdin.buffer.read()))


if __name__ == "__main__":
    main()
