"""The office's own certificate: an internal CA that lives for one issue, and a key locked by a passphrase.

The CA's private key exists only inside issue_segel and is dropped there: nobody can issue a second certificate
in its name.
"""

import datetime
import textwrap
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from asn1crypto.pkcs12 import Pfx
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PrivateFormat, pkcs12
from cryptography.x509.oid import NameOID

PANJANG_NAMA = 64  # RFC 5280, ub-common-name, ub-organization-name and ub-organizational-unit-name
MASA_BERLAKU = datetime.timedelta(days=3 * 365)
PUTARAN_KDF = 1_000_000  # PBKDF2-SHA256: one guess of the passphrase costs 0.1 s
AKHIRAN = "Segel Elektronik Internal"
SAMBUNG = frozenset({"dan", "serta", "di", "pada", "untuk"})


class SegelBaru(NamedTuple):
    """What is kept of an issue; the passphrase is not in it."""

    p12: bytes
    sertifikat: str
    penerbit: str
    subjek: str
    sidik_jari: str
    berlaku_sampai: datetime.datetime


def issue_segel(nama_kantor: str, frasa: str, singkatan: str = "") -> SegelBaru:
    """A new EC P-256 key with its certificate and the internal CA that vouches for it. About half a second.

    `singkatan` stands for a name that is too long for a certificate's common name.
    """
    kunci_ca, kunci = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    nama_ca, nama = (_build_nama(nama_kantor, satu, singkatan) for satu in (f"CA {AKHIRAN}", AKHIRAN))
    ca = _sign(_build_ca(nama_ca, kunci_ca.public_key()), kunci_ca)
    sertifikat = _sign(_build_sertifikat(nama, ca, kunci.public_key()), kunci_ca)
    return SegelBaru(
        p12=lock_kunci(kunci, sertifikat, [ca], frasa.encode()),
        sertifikat=sertifikat.public_bytes(Encoding.PEM).decode(),
        penerbit=ca.public_bytes(Encoding.PEM).decode(),
        subjek=_get_cn(nama),
        sidik_jari=sertifikat.fingerprint(hashes.SHA256()).hex(),
        berlaku_sampai=sertifikat.not_valid_after_utc,
    )


def _build_nama(kantor: str, akhiran: str, singkatan: str) -> x509.Name:
    """CN `DISPERMADESPPKB Segel Elektronik Internal`; O and OU, read on, are the office's whole name."""
    polos, muat = _write_ascii(kantor), PANJANG_NAMA - len(akhiran) - 1
    sebutan = polos if len(polos) <= muat or not singkatan else _write_ascii(singkatan)
    organisasi, *lanjutan = textwrap.wrap(polos, PANJANG_NAMA) or [""]
    isi = [
        (NameOID.COUNTRY_NAME, "ID"),
        (NameOID.ORGANIZATION_NAME, organisasi),
        *((NameOID.ORGANIZATIONAL_UNIT_NAME, teks) for teks in lanjutan),
        (NameOID.COMMON_NAME, f"{_shorten(sebutan, muat)} {akhiran}"),
    ]
    return x509.Name([x509.NameAttribute(oid, teks) for oid, teks in isi])


def _write_ascii(teks: str) -> str:
    """ASCII, because the limit of the certificate counts bytes."""
    return unicodedata.normalize("NFKD", teks).encode("ascii", "ignore").decode()


def _shorten(teks: str, panjang: int) -> str:
    """As many words as fit; one that only joins what is left out, or its comma, goes too."""
    kata = textwrap.shorten(teks, panjang, placeholder="").split()
    while len(kata) > 1 and len(kata) < len(teks.split()) and kata[-1] in SAMBUNG:
        kata.pop()
    return " ".join(kata).rstrip(",") or teks[:panjang]


def _get_cn(nama: x509.Name) -> str:
    return str(nama.get_attributes_for_oid(NameOID.COMMON_NAME)[0].value)


def _start(nama: x509.Name, penerbit: x509.Name, kunci: ec.EllipticCurvePublicKey) -> x509.CertificateBuilder:
    """What both certificates share. Valid from an hour ago: clocks of readers differ."""
    kini = datetime.datetime.now(datetime.UTC).replace(microsecond=0)
    return (
        x509.CertificateBuilder()
        .subject_name(nama)
        .issuer_name(penerbit)
        .public_key(kunci)
        .serial_number(x509.random_serial_number())
        .not_valid_before(kini - datetime.timedelta(hours=1))
        .not_valid_after(kini + MASA_BERLAKU)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(kunci), critical=False)
    )


def _build_ca(nama: x509.Name, kunci: ec.EllipticCurvePublicKey) -> x509.CertificateBuilder:
    return (
        _start(nama, nama, kunci)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_build_guna(key_cert_sign=True), critical=True)
    )


def _build_sertifikat(
    nama: x509.Name, ca: x509.Certificate, kunci: ec.EllipticCurvePublicKey
) -> x509.CertificateBuilder:
    """For signatures only; content_commitment is what PAdES readers ask for."""
    ski = ca.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value
    return (
        _start(nama, ca.subject, kunci)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_build_guna(digital_signature=True, content_commitment=True), critical=True)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(ski), critical=False)
    )


def _build_guna(**ya: bool) -> x509.KeyUsage:
    semua = (
        "digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement",
        "key_cert_sign", "crl_sign", "encipher_only", "decipher_only",
    )  # fmt: skip
    return x509.KeyUsage(**{guna: ya.get(guna, False) for guna in semua})


def _sign(builder: x509.CertificateBuilder, kunci: ec.EllipticCurvePrivateKey) -> x509.Certificate:
    return builder.sign(kunci, hashes.SHA256())


def lock_kunci(
    kunci: pkcs12.PKCS12PrivateKeyTypes, sertifikat: x509.Certificate, rantai: Sequence[x509.Certificate], frasa: bytes,
    *, putaran: int = PUTARAN_KDF,
) -> bytes:  # fmt: skip
    """PKCS#12 with AES-256 and a slow derivation: who steals the database cannot guess the phrase quickly.

    Without the optional MAC, whose 2048 rounds are fixed by the library: it would let a thief guess 500 times
    faster than the encryption does.
    """
    penyandi = (
        PrivateFormat.PKCS12.encryption_builder()
        .kdf_rounds(putaran)
        .key_cert_algorithm(pkcs12.PBES.PBESv2SHA256AndAES256CBC)
        .hmac_hash(hashes.SHA256())
        .build(frasa)
    )
    isi = Pfx.load(pkcs12.serialize_key_and_certificates(b"segel", kunci, sertifikat, rantai, penyandi))
    del isi["mac_data"]
    return isi.dump(force=True)
