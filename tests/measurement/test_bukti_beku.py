"""Links and notes where evidence is frozen, printed, packed and checked: truthful everywhere, replaced ones nowhere."""

import hashlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from collection.models import Bukti
from collection.services.bahan_bukti import read_bahan_tautan, read_bahan_teks
from collection.services.bukti import attach_bahan, attach_bukti, describe_bukti, replace_bukti
from measurement.enums import JenisTindakan
from measurement.services.asal import list_bukti, write_sebutan_bukti
from measurement.services.isi_arsip import list_isi
from measurement.services.periksa_arsip import DATA_BERUBAH, check_simpanan
from tests.factories.berkas import PDF, PNG
from tests.factories.formulir import create_kasus, create_kerja

pytestmark = pytest.mark.django_db

ALAMAT = "https://bps.go.id/publikasi"


@pytest.fixture
def kerja():
    """A file that was replaced, its successor with a page pointer, a link with a title, and a note."""
    kerja = create_kerja()
    milik = {"realisasi": kerja.get_baris("persen"), "user": kerja.operator}
    lama = attach_bukti(berkas=SimpleUploadedFile("lama.pdf", PDF), **milik)
    bahan = read_bahan_teks("pengganti")
    baru = replace_bukti(bukti=lama, bahan=bahan, alasan="Salah berkas.", user=kerja.operator)
    describe_bukti(bukti=baru, halaman="hal. 3–5", syarat="", user=kerja.operator)
    attach_bahan(bahan=read_bahan_tautan(ALAMAT, "Jombang Dalam Angka"), **milik)
    attach_bukti(berkas=SimpleUploadedFile("foto.png", PNG), **milik)
    return kerja


def test_frozen_evidence_says_what_it_is_and_leaves_out_what_was_replaced(kerja):
    [beku] = list_bukti(kerja.periode).values()
    assert beku == [
        {"nama": "pengganti", "sha256": hashlib.sha256(b"pengganti").hexdigest(), "bentuk": "teks", "isi": "pengganti",
         "halaman": "hal. 3–5"},
        {"nama": "Jombang Dalam Angka", "sha256": hashlib.sha256(ALAMAT.encode()).hexdigest(), "bentuk": "tautan",
         "isi": ALAMAT},
        {"nama": "foto.png", "sha256": hashlib.sha256(PNG).hexdigest()},
    ]  # fmt: skip
    assert [write_sebutan_bukti(satu) for satu in beku] == [
        "Catatan: pengganti (hal. 3–5)", f"Tautan Jombang Dalam Angka: {ALAMAT}", "foto.png",
    ]  # fmt: skip


def test_the_package_holds_links_and_notes_as_texts_of_that_very_hash(kerja):
    kasus = create_kasus(kerja, JenisTindakan.HIMPUN)
    isi = [satu for satu in list_isi(kasus) if satu.jenis == "Bukti"]
    assert sorted(satu.nama.rpartition("/")[2] for satu in isi) == [
        "foto.png", "tautan-Jombang_Dalam_Angka.txt", "teks-pengganti.txt",
    ]  # fmt: skip
    for satu in isi:
        with satu.open() as berkas:
            data = berkas.read()
        assert (hashlib.sha256(data).hexdigest(), len(data)) == (satu.sha256, satu.ukuran)


def test_the_check_of_the_store_reads_links_and_notes_too(kerja):
    assert check_simpanan().temuan == []
    assert check_simpanan().jumlah["tautan dan catatan bukti"] == 2
    Bukti.objects.filter(nama="Jombang Dalam Angka").update(isi="https://lain.go.id")
    [(_, sebab)] = check_simpanan().temuan
    assert sebab == DATA_BERUBAH
