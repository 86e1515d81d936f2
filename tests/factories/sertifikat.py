"""Certificates and signatures as others make them: a CA with people under it, good and bad ones."""

import datetime
from dataclasses import dataclass
from io import BytesIO

from asn1crypto import keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    pkcs12,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

GUNA = ("digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement",
        "key_cert_sign", "crl_sign", "encipher_only", "decipher_only")  # fmt: skip


@dataclass
class Otoritas:
    """A CA: its certificate, its key."""

    sertifikat: x509.Certificate
    kunci: ec.EllipticCurvePrivateKey

    @property
    def pem(self) -> str:
        """Its certificate as an installation would trust it."""
        return self.sertifikat.public_bytes(Encoding.PEM).decode()


def create_ca(nama: str = "BSrE Percobaan", organisasi: str = "Balai Sertifikasi Elektronik") -> Otoritas:
    """A root of its own; by default one that bears BSrE's name."""
    kunci = ec.generate_private_key(ec.SECP256R1())
    subjek = build_nama(nama, organisasi)
    pembuat = _start(subjek, subjek, kunci.public_key(), -400, 4000)
    pembuat = pembuat.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
    pembuat = pembuat.add_extension(build_guna("key_cert_sign", "crl_sign"), critical=True)
    return Otoritas(pembuat.sign(kunci, hashes.SHA256()), kunci)


def build_nama(nama: str, organisasi: str) -> x509.Name:
    isi = [(NameOID.COUNTRY_NAME, "ID"), (NameOID.ORGANIZATION_NAME, organisasi), (NameOID.COMMON_NAME, nama)]
    return x509.Name([x509.NameAttribute(oid, teks) for oid, teks in isi])


def build_guna(*ya: str) -> x509.KeyUsage:
    return x509.KeyUsage(**{satu: satu in ya for satu in GUNA})


def _start(subjek, penerbit, kunci, dari, sampai):
    kini = datetime.datetime.now(datetime.UTC)
    return (
        x509.CertificateBuilder().subject_name(subjek).issuer_name(penerbit).public_key(kunci)
        .serial_number(x509.random_serial_number())
        .not_valid_before(kini + datetime.timedelta(days=dari)).not_valid_after(kini + datetime.timedelta(days=sampai))
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(kunci), critical=False)
    )  # fmt: skip


def issue(ca, nama="Kepala Contoh", *, guna=("digital_signature", "content_commitment"), khusus=None, dari=-10, sampai=365):
    """(certificate, key) of a person under the CA."""
    kunci = ec.generate_private_key(ec.SECP256R1())
    pembuat = _start(build_nama(nama, "Pemerintah Kabupaten"), ca.sertifikat.subject, kunci.public_key(), dari, sampai)
    pembuat = pembuat.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
    pembuat = pembuat.add_extension(build_guna(*guna), critical=True)
    if khusus:
        pembuat = pembuat.add_extension(x509.ExtendedKeyUsage([khusus]), critical=False)
    ski = ca.sertifikat.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value
    aki = x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(ski)
    return pembuat.add_extension(aki, critical=False).sign(ca.kunci, hashes.SHA256()), kunci


def write_p12(sertifikat, kunci, ca, frasa: str) -> bytes:
    """A PKCS#12 as an office may bring one along; `kunci` may be missing."""
    sandi = BestAvailableEncryption(frasa.encode()) if frasa else NoEncryption()
    return pkcs12.serialize_key_and_certificates(b"x", kunci, sertifikat, [ca.sertifikat], sandi)


def _to_asn1(sertifikat: x509.Certificate) -> asn1_x509.Certificate:
    return asn1_x509.Certificate.load(sertifikat.public_bytes(Encoding.DER))


def _read_kunci(kunci) -> keys.PrivateKeyInfo:
    return keys.PrivateKeyInfo.load(kunci.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption()))


def sign_as(pdf: bytes, ca, sertifikat, kunci, *, kotak=None, nama="Tanda1", pades=True, cap=None) -> bytes:
    """The PDF signed elsewhere; `kotak`: (page from 0, rectangle) of one that is seen."""
    gudang = SimpleCertificateStore()
    gudang.register(_to_asn1(ca.sertifikat))
    penanda = signers.SimpleSigner(_to_asn1(sertifikat), _read_kunci(kunci), gudang)
    bentuk = fields.SigSeedSubFilter.PADES if pades else fields.SigSeedSubFilter.ADOBE_PKCS7_DETACHED
    penulis = IncrementalPdfFileWriter(BytesIO(pdf))
    letak = {"on_page": kotak[0], "box": kotak[1]} if kotak else {}
    metadata = signers.PdfSignatureMetadata(field_name=nama, md_algorithm="sha256", subfilter=bentuk)
    bidang = fields.SigFieldSpec(nama, **letak)
    return signers.PdfSigner(metadata, penanda, timestamper=cap, new_field_spec=bidang).sign_pdf(penulis).getvalue()


def create_tsa(
    ca: Otoritas, *, guna: bool = True, sampai: int = 365, geser: int = 0
) -> DummyTimeStamper:  # fmt: skip
    """pyHanko's time stamper with a certificate under the CA (its key must be RSA).

    `guna`: whether the certificate says that it is for time stamps; `sampai`: days until it ends;
    `geser`: minutes by which its clock is wrong.
    """
    kunci = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    pembuat = _start(build_nama("TSA Percobaan", "TSA"), ca.sertifikat.subject, kunci.public_key(), -10, sampai)
    pembuat = pembuat.add_extension(build_guna("digital_signature"), critical=True)
    if guna:
        pembuat = pembuat.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
    sertifikat = pembuat.sign(ca.kunci, hashes.SHA256())
    gudang = SimpleCertificateStore()
    gudang.register(_to_asn1(ca.sertifikat))
    waktu = datetime.datetime.now(datetime.UTC) + datetime.timedelta(minutes=geser) if geser else None
    return DummyTimeStamper(_to_asn1(sertifikat), _read_kunci(kunci), gudang, fixed_dt=waktu)
