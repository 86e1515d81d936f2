"""A signature over the network, with others at work meanwhile: one sealed document or none, and nobody waits for it."""

import threading
import time

import pytest
from django.db import connection

from collection.errors import BentrokError, SakipError, TertahanError
from collection.models import Percobaan
from measurement.enums import CaraTanda, Status, StatusUpaya
from measurement.errors import SedangDitandaError
from measurement.models import Dokumen, UpayaTanda
from measurement.services import upaya
from tests.alur.test_balapan import race
from tests.factories.bsre import FRASA_BSRE, LayananBsre, serve
from tests.factories.gerak import cancel, fetch
from tests.factories.kantor_contoh import get_user
from tests.factories.sertifikat import create_ca, issue, sign_as
from tests.factories.tanda_tangan import create_kasus_siap, press, set_cara, trust

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def layanan(settings, tmp_path):
    ca = create_ca()
    orang = issue(ca)
    settings.AKAR_SERTIFIKAT = tmp_path / "akar"
    trust(ca.pem)
    with serve(LayananBsre(lambda isi: sign_as(isi, ca, *orang))) as satu:
        yield satu


@pytest.fixture
def kasus(layanan):
    kasus = create_kasus_siap()
    set_cara(kasus, CaraTanda.BSRE_V1, layanan.alamat)
    return kasus


def count_sah():
    return Dokumen.objects.filter(status="ditandatangani").count()


@pytest.mark.postgres
def test_ten_presses_at_one_moment_are_one_signature(kasus, layanan):
    layanan.tunda = 0.3
    hasil = race(*[lambda: press(kasus, frasa=FRASA_BSRE) for _ in range(10)])
    assert [isinstance(satu, SakipError) for satu in hasil].count(True) == 9
    assert all(isinstance(satu, (BentrokError, TertahanError)) for satu in hasil if isinstance(satu, SakipError))
    assert (count_sah(), layanan.ditandatangani, fetch(kasus).status) == (1, 1, Status.ARSIP)
    assert UpayaTanda.objects.count() == 1


def test_a_file_that_arrives_between_two_looks_makes_no_second_attempt(kasus, monkeypatch):
    """It is written without the case's lock: whoever asks at that moment finds it under way, or here."""
    dokumen, kepala = kasus.dokumen_set.get(), get_user("kepala")
    upaya.claim_upaya(dokumen, kepala)
    cari = upaya.find_tiba

    def arrive(milik):
        hasil = cari(milik)
        UpayaTanda.objects.update(status=StatusUpaya.TIBA)
        return hasil

    monkeypatch.setattr(upaya, "find_tiba", arrive)
    with pytest.raises(SedangDitandaError):
        upaya.claim_upaya(dokumen, kepala)
    assert UpayaTanda.objects.count() == 1


def test_nobody_waits_for_the_service(kasus, layanan):
    """While it is slow, another request writes at once: no lock of the database is held meanwhile."""
    layanan.tunda = 1.5

    def tanda():
        try:
            press(kasus, frasa=FRASA_BSRE)
        finally:
            connection.close()

    utas = threading.Thread(target=tanda)
    utas.start()
    while not layanan.permintaan:
        time.sleep(0.02)
    mulai = time.monotonic()
    Percobaan.objects.create(ruang="uji", alamat="127.0.0.1", waktu="2026-01-01T00:00:00Z")
    lama = time.monotonic() - mulai
    utas.join(timeout=60)
    assert lama < 0.7
    assert count_sah() == 1


def test_a_case_that_moved_meanwhile_is_not_sealed(kasus, layanan):
    """Called off while the service signs: the file that comes back is kept aside, and no document is made."""

    def call_off(jalur):
        if "sign/pdf" in jalur and fetch(kasus).status == Status.TANDA_TANGAN:
            cancel(kasus)
        connection.close()

    layanan.jawab = call_off
    with pytest.raises(BentrokError):
        press(kasus, frasa=FRASA_BSRE)
    assert (count_sah(), fetch(kasus).status, layanan.ditandatangani) == (0, Status.DIBATALKAN, 1)
    assert UpayaTanda.objects.get().status == StatusUpaya.TIBA
    assert get_user("kepala").is_active
