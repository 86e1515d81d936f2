"""The public page under load: the signature is checked once, the file each time, and one address asks so often."""

import pytest
from django.core.cache import cache
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse

from collection.models import Percobaan
from measurement.models import Dokumen, Segel
from measurement.services import penyegelan
from measurement.services.laporan import prepare_laporan, sign_laporan
from measurement.services.penyegelan import check_bersegel
from measurement.services.segel import create_segel
from measurement.signing.periksa import HasilPeriksa
from tests.factories.laporan import make_kasus

pytestmark = pytest.mark.django_db
FRASA = "frasa sandi yang panjang"


@pytest.fixture
def dokumen():
    kasus = make_kasus(1)
    disiapkan = prepare_laporan(kasus.pengukuran)
    create_segel(kasus.kantor, FRASA, kasus.kepala)
    isi = {"sebutan": "Kepala", "frasa": FRASA, "sha256_dilihat": disiapkan.sha256_snapshot}
    return sign_laporan(kasus.pengukuran, user=kasus.kepala, **isi)


@pytest.fixture
def diperiksa(monkeypatch):
    """The bytes of each cryptographic check, with nothing remembered from before."""
    cache.clear()
    semua, asli = [], penyegelan.validate
    monkeypatch.setattr(penyegelan, "validate", lambda isi, *a, **k: semua.append(isi) or asli(isi, *a, **k))
    return semua


def ask(kode, nama="detail", alamat="10.0.0.1"):
    return Client(REMOTE_ADDR=alamat).get(reverse(f"measurement:verifikasi_{nama}", args=[kode]))


def test_the_signature_is_checked_once_for_the_same_bytes(dokumen, diperiksa):
    hasil = [check_bersegel(Dokumen.objects.get()) for _ in range(3)]
    assert hasil[0].sah and hasil[0] == hasil[1] == hasil[2]
    assert len(diperiksa) == 1


def test_the_file_is_hashed_each_time(dokumen, diperiksa):
    assert check_bersegel(dokumen).sah
    with default_storage.open(dokumen.berkas.name, "ab") as berkas:
        berkas.write(b"\n")
    assert (check_bersegel(dokumen).sah, len(diperiksa)) == (False, 1)


def test_a_file_that_is_gone_is_not_remembered_as_genuine(dokumen, diperiksa):
    assert check_bersegel(dokumen).sah
    default_storage.delete(dokumen.berkas.name)
    assert not check_bersegel(Dokumen.objects.get()).sah


def test_another_ca_is_another_check(dokumen, diperiksa):
    assert check_bersegel(dokumen).sah
    lain = make_kasus(1)
    dokumen.segel = Segel(penerbit=create_segel(lain.kantor, FRASA, lain.kepala).penerbit)
    assert (check_bersegel(dokumen).sah, len(diperiksa)) == (False, 2)


def test_a_no_is_not_remembered(dokumen, diperiksa, monkeypatch):
    """It may have had a passing cause, such as too little memory."""
    asli = penyegelan.validate
    monkeypatch.setattr(penyegelan, "validate", lambda *a, **k: HasilPeriksa(pesan="Berkas rusak."))
    assert not check_bersegel(dokumen).sah
    monkeypatch.setattr(penyegelan, "validate", asli)
    assert check_bersegel(dokumen).sah


@pytest.mark.parametrize("nama", ["detail", "pdf"])
def test_one_address_asks_thirty_times_a_minute(dokumen, nama, jam):
    assert {ask(dokumen.kode, nama).status_code for _ in range(15)} == {200}
    jam.maju(seconds=30)
    assert {ask("tidakdikenal").status_code for _ in range(15)} == {404}
    jawaban = ask(dokumen.kode, nama)
    assert (jawaban.status_code, jawaban["Retry-After"]) == (429, "30")
    pesan = "sudah memeriksa terlalu banyak dokumen dalam satu menit. Coba lagi sesudah pukul 10.01 WIB."
    assert (jawaban.text.count(pesan), jawaban.text.count("<h1>Terlalu sering</h1>")) == (1, 1)
    assert ask(dokumen.kode, nama, "10.0.0.2").status_code == 200
    jam.maju(seconds=30)
    assert ask(dokumen.kode, nama).status_code == 200
    assert Percobaan.objects.filter(alamat="10.0.0.1").count() == 16


def test_asking_for_documents_does_not_lock_the_login(dokumen, jam):
    for _ in range(31):
        ask(dokumen.kode)
    data = {"username": "tidak-ada", "password": "salah"}
    assert Client(REMOTE_ADDR="10.0.0.1").post("/masuk/", data).status_code == 200
