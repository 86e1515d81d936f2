"""A PKCS#12 that cannot sign: each fault a sentence, nothing signed, and a phrase never in a log."""

import pytest

from measurement.errors import FrasaError, SegelError
from measurement.services.penyegelan import seal_pdf
from measurement.signing.periksa import BUKAN_GUNA
from measurement.signing.pkcs12 import TANPA_KUNCI, PenandaPkcs12
from tests.factories.laporan import make_kasus
from tests.factories.ringan import build_kertas
from tests.factories.sertifikat import create_ca, issue, write_p12

FRASA = "frasa sandi yang panjang"
ALASAN = {"alasan": "uji", "lokasi": "Banjarnegara", "nama": "Kepala"}


@pytest.fixture(scope="module")
def ca():
    return create_ca("CA Kantor", "Dinas")


def sign(p12, frasa=FRASA):
    return PenandaPkcs12(p12).sign(build_kertas(), frasa, **ALASAN)


@pytest.mark.parametrize(
    ("sifat", "kata"),
    [
        ({"dari": -30, "sampai": -2}, "Sertifikat sudah kedaluwarsa sejak"), ({"dari": 2}, "Sertifikat baru berlaku mulai"),
        ({"guna": ("key_encipherment",)}, BUKAN_GUNA), ({"guna": ("key_cert_sign",)}, BUKAN_GUNA),
    ],
)  # fmt: skip
def test_a_certificate_that_is_over_or_for_something_else_does_not_sign(ca, sifat, kata):
    with pytest.raises(SegelError) as galat:
        sign(write_p12(*issue(ca, **sifat), ca, FRASA))
    assert str(galat.value).startswith("Dokumen belum ditandatangani. ")
    assert kata in str(galat.value)
    assert not isinstance(galat.value, FrasaError)


def test_one_use_of_the_two_is_enough(ca):
    for guna in (("digital_signature",), ("content_commitment",)):
        assert len(sign(write_p12(*issue(ca, guna=guna), ca, FRASA))) > len(build_kertas())


def test_a_store_without_a_key_and_one_that_is_none(ca):
    sertifikat, kunci = issue(ca)
    with pytest.raises(SegelError) as galat:
        sign(write_p12(sertifikat, None, ca, FRASA))
    assert str(galat.value) == TANPA_KUNCI
    for p12, frasa in ((write_p12(sertifikat, kunci, ca, FRASA), "salah"), (b"bukan", FRASA), (b"", FRASA)):
        with pytest.raises(FrasaError):
            sign(p12, frasa)


@pytest.mark.django_db
def test_an_office_whose_seal_cannot_sign_is_told_so(monkeypatch, ca):
    kasus = make_kasus(1)
    p12 = write_p12(*issue(ca, guna=("key_agreement",)), ca, FRASA)
    palsu = type("Segel", (), {"p12": p12, "penerbit": ca.pem})()
    monkeypatch.setattr("measurement.services.penyegelan.find_segel", lambda kantor: palsu)
    with pytest.raises(SegelError, match="keyUsage"):
        seal_pdf(build_kertas(), FRASA, kantor=kasus.kantor, alasan="uji", penanda=kasus.kepala)
