"""The seal: valid for pyHanko and for poppler, broken by any change, opened by its phrase only."""

import datetime
import hashlib
import logging
import subprocess
from io import BytesIO

import pikepdf
import pytest
from asn1crypto.pkcs12 import Pfx, SafeContents
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, pkcs12
from cryptography.x509.oid import NameOID
from django.db import transaction
from pyhanko.pdf_utils.generic import StreamObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from measurement.errors import SegelError
from measurement.pdf import render_laporan
from measurement.services.snapshot import build_snapshot
from measurement.signing import KALIMAT_SEGEL, sertifikat
from measurement.signing.periksa import validate
from measurement.signing.pkcs12 import PenandaPkcs12
from measurement.signing.sertifikat import issue_segel
from tests.factories.laporan import make_kasus
from tests.factories.ringan import PUTARAN_KDF

pytestmark = pytest.mark.kertas

FRASA = "frasa sandi yang panjang"
KANTOR = "Dinas Pemberdayaan Masyarakat dan Desa, Pengendalian Penduduk dan Keluarga Berencana Kabupaten Banjarnegara"
ALASAN = {"alasan": "Pengesahan laporan", "lokasi": "Banjarnegara", "nama": "Kepala Contoh"}


@pytest.fixture(scope="module")
def segel():
    return issue_segel(KANTOR, FRASA)


@pytest.fixture(scope="module")
def polos(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        kasus = make_kasus(2)
        snapshot = build_snapshot(kasus.pengukuran, nomor="1", tanggal=datetime.date(2025, 7, 5), kode="abc")
        transaction.set_rollback(True)
    return render_laporan(snapshot)


@pytest.fixture(scope="module")
def bertanda(segel, polos):
    return PenandaPkcs12(segel.p12).sign(polos, FRASA, **ALASAN)


def test_sign_adds_to_the_file_and_rewrites_nothing(polos, bertanda):
    assert bertanda[: len(polos)] == polos
    assert len(bertanda) > len(polos)


def test_sign_is_valid_whole_and_ours(segel, bertanda):
    hasil = validate(bertanda, [segel.penerbit])
    assert (hasil.utuh, hasil.menyeluruh, hasil.tepercaya, hasil.sah, hasil.pesan) == (True, True, True, True, "")
    assert (hasil.penanda, hasil.sidik_jari) == (segel.subjek, segel.sidik_jari)
    assert abs((datetime.datetime.now(datetime.UTC) - hasil.waktu).total_seconds()) < 600


def test_sign_is_valid_for_poppler(bertanda, tmp_path):
    (tmp_path / "laporan.pdf").write_bytes(bertanda)
    hasil = subprocess.run(["pdfsig", str(tmp_path / "laporan.pdf")], capture_output=True, text=True, check=False)
    assert "Signature is Valid." in hasil.stdout
    assert "Total document signed" in hasil.stdout
    assert "Signature Type: ETSI.CAdES.detached" in hasil.stdout
    assert "Signing Hash Algorithm: SHA-256" in hasil.stdout


def test_sign_certifies_and_keeps_pdf_a(bertanda):
    with pikepdf.open(BytesIO(bertanda)) as berkas:
        tanda = berkas.Root.Perms.DocMDP
        assert tanda.Reference[0].TransformParams.P == 1
        assert (str(tanda.Reason), str(tanda.Location), str(tanda.Name)) == tuple(ALASAN.values())
        bidang = berkas.Root.AcroForm.Fields[0]
        assert (bidang.F & 4, bidang.F & 2, list(bidang.Rect)) == (4, 0, [0, 0, 0, 0])
        assert b'part="3"' in berkas.Root.Metadata.read_bytes()
        assert "/NeedAppearances" not in berkas.Root.AcroForm


def test_sign_stays_at_the_pdf_version_that_pdf_a_3_is_based_on(bertanda, tmp_path):
    with pikepdf.open(BytesIO(bertanda)) as berkas:
        assert str(berkas.Root.get("/Version", "/1.7")) == "/1.7"
        assert berkas.pdf_version == "1.7"
        assert set(berkas.Root.Extensions.keys()) == {"/ESIC"}
    (tmp_path / "laporan.pdf").write_bytes(bertanda)
    rincian = subprocess.run(["pdfinfo", str(tmp_path / "laporan.pdf")], capture_output=True, text=True, check=True)
    assert "PDF version:     1.7" in rincian.stdout


@pytest.mark.parametrize("frasa", ["frasa sandi yang panjanG", "", FRASA + " ", "ñ" * 12])
def test_sign_with_a_wrong_phrase_is_refused_without_a_trace(segel, polos, frasa, caplog):
    with caplog.at_level(logging.DEBUG), pytest.raises(SegelError) as galat:
        PenandaPkcs12(segel.p12).sign(polos, frasa, **ALASAN)
    assert str(galat.value) == "Frasa sandi salah. Dokumen belum ditandatangani; ketik ulang."
    assert galat.value.__cause__ is None
    assert not frasa or frasa not in caplog.text


def test_sign_never_logs_the_phrase(segel, polos, caplog):
    with caplog.at_level(logging.DEBUG):
        PenandaPkcs12(segel.p12).sign(polos, FRASA, **ALASAN)
    assert FRASA not in caplog.text


def test_validate_finds_one_flipped_byte_anywhere(segel, polos, bertanda):
    for tempat in (10, len(polos) // 4, len(polos) // 2, len(polos) - 40, len(polos) + 60, len(bertanda) - 8):
        rusak = bytearray(bertanda)
        rusak[tempat] ^= 1
        hasil = validate(bytes(rusak), [segel.penerbit])
        assert not hasil.sah, tempat
        assert hasil.pesan, tempat


def test_validate_finds_what_was_drawn_on_top_after_signing(segel, bertanda):
    penulis = IncrementalPdfFileWriter(BytesIO(bertanda))
    halaman = penulis.root["/Pages"]["/Kids"][0].get_object()
    isi = penulis.add_object(StreamObject(stream_data=b"1 0 0 rg 100 600 300 100 re f"))
    halaman["/Contents"] = isi
    penulis.update_container(halaman)
    keluaran = BytesIO()
    penulis.write(keluaran)
    hasil = validate(keluaran.getvalue(), [segel.penerbit])
    assert (hasil.sah, hasil.menyeluruh) == (False, False)
    assert hasil.pesan == "Ada yang ditambahkan pada berkas sesudah ditandatangani."


def test_validate_does_not_know_the_seal_of_another(bertanda):
    lain = issue_segel(KANTOR, FRASA)
    hasil = validate(bertanda, [lain.penerbit])
    assert (hasil.utuh, hasil.tepercaya, hasil.sah) == (True, False, False)
    assert hasil.pesan == "Sertifikat penanda tangan bukan segel yang dikenal."


def test_validate_asks_for_the_moment_of_signing(segel, bertanda):
    kini = datetime.datetime.now(datetime.UTC)
    assert validate(bertanda, [segel.penerbit], pada=kini).sah
    assert not validate(bertanda, [segel.penerbit], pada=kini + datetime.timedelta(days=4 * 365)).sah


def test_validate_of_an_unsigned_file_and_of_no_pdf(segel, polos):
    assert validate(polos, [segel.penerbit]).pesan == "Berkas memuat 0 tanda tangan, seharusnya satu."
    for berkas in (b"", b"%PDF-1.7\n", b"PK\x03\x04", polos[:-2000]):
        assert not validate(berkas, [segel.penerbit]).sah


def test_issue_segel_names_the_office_and_says_internal(segel):
    sertifikat = x509.load_pem_x509_certificate(segel.sertifikat.encode())
    assert segel.subjek == "Dinas Pemberdayaan Masyarakat Segel Elektronik Internal"
    assert len(segel.subjek) <= 64
    assert issue_segel(KANTOR, FRASA, "DISPERMADES PPKB").subjek == "DISPERMADES PPKB Segel Elektronik Internal"
    assert issue_segel("Dinas Sosial", FRASA, "DINSOS").subjek == "Dinas Sosial Segel Elektronik Internal"
    assert sertifikat.subject.rfc4514_string().endswith("C=ID")
    oid = (NameOID.ORGANIZATION_NAME, NameOID.ORGANIZATIONAL_UNIT_NAME)
    bagian = [str(satu.value) for satu in sertifikat.subject if satu.oid in oid]
    assert " ".join(bagian) == KANTOR
    assert max(map(len, bagian)) <= 64
    assert segel.sidik_jari == hashlib.sha256(sertifikat.public_bytes(Encoding.DER)).hexdigest()
    assert sertifikat.not_valid_after_utc == segel.berlaku_sampai
    assert "bukan tanda tangan elektronik tersertifikasi" in KALIMAT_SEGEL


def test_issue_segel_gives_the_ca_certificate_without_its_key(segel):
    kunci, sertifikat, lain = pkcs12.load_key_and_certificates(segel.p12, FRASA.encode())
    ca = x509.load_pem_x509_certificate(segel.penerbit.encode())
    sertifikat.verify_directly_issued_by(ca)
    assert lain == [ca]
    assert kunci.public_key() == sertifikat.public_key() != ca.public_key()


def test_a_guess_of_the_phrase_costs_a_million_rounds(monkeypatch):
    monkeypatch.setattr(sertifikat, "PUTARAN_KDF", PUTARAN_KDF)
    aman, kunci = Pfx.load(issue_segel(KANTOR, FRASA).p12).authenticated_safe
    (tas,) = SafeContents.load(kunci["content"].native)
    sandi = (
        aman["content"]["encrypted_content_info"]["content_encryption_algorithm"],
        tas["bag_value"]["encryption_algorithm"],
    )
    putaran = [satu.native["parameters"]["key_derivation_func"]["parameters"]["iteration_count"] for satu in sandi]
    assert putaran == [1_000_000, 1_000_000]


def test_issue_segel_twice_shares_nothing(segel):
    lain = issue_segel(KANTOR, FRASA)
    assert not set(lain[:3]) & set(segel[:3])
    assert FRASA.encode() not in segel.p12
