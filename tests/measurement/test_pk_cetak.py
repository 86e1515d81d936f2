"""The statutory paper of the Perjanjian Kinerja: both parts, read back from the PDF."""

import datetime

import pytest

from collection.models import PerjanjianKinerja
from collection.services.pk_isi import build_isi
from measurement.services.pk_cetak import render_pk
from tests.factories.dasar import create_kantor
from tests.factories.kertas import read_halaman
from tests.factories.rencana import create_rencana

pytestmark = [pytest.mark.django_db, pytest.mark.kertas]
PANJANG = "Persentase pemerintah desa dengan tata kelola pemerintahan yang baik menurut indeks " * 3


def read(pk, *, konsep=False):
    return read_halaman(render_pk(build_isi(pk), konsep=konsep))


@pytest.fixture
def pk():
    pk = create_rencana(create_kantor(pemerintah="Pemerintah Kabupaten Uji"), jumlah=2)
    pk.nomor, pk.pihak_kedua, pk.alasan = "050/9", "Dra. Siti Aminah, M.Si.", "pergeseran anggaran."
    pk.save()
    pk.perangkat_daerah.indikator_set.filter(kode="IKU-2").update(nama=PANJANG)
    return pk


def test_the_statement_and_the_annex(pk):
    satu, dua = read(pk)
    for teks in (
        "PERJANJIAN KINERJA TAHUN 2026", "NOMOR 050/9", "Dra. Siti Aminah, M.Si.", "Bupati Uji",
        "Pihak pertama berjanji akan mewujudkan target kinerja yang seharusnya sesuai lampiran perjanjian ini",
        "Pihak kedua akan melakukan supervisi yang diperlukan", "Pihak kedua, Pihak pertama, Bupati Uji Kepala Dinas",
    ):  # fmt: skip
        assert teks in satu
    assert "KONSEP" not in satu and "Perubahan" not in satu
    assert "No Sasaran Strategis Indikator Kinerja Satuan Target 1 Sasaran uji Indikator 1 % 50,00" in dua
    assert "No Program Anggaran (Rp) Keterangan 1 2.13.01 Program 1 1.000.000 Jumlah 1.000.000" in dua
    assert " ".join(PANJANG.split()) in dua


def test_a_draft_of_a_perubahan_says_so_with_its_reason(pk):
    PerjanjianKinerja.objects.filter(pk=pk.pk).update(versi=2)
    satu = read(PerjanjianKinerja.objects.get(pk=pk.pk), konsep=True)[0]
    assert "KONSEP, belum ditetapkan" in satu
    assert "PERJANJIAN KINERJA PERUBAHAN TAHUN 2026" in satu
    assert "Perubahan 1 atas Perjanjian Kinerja Tahun 2026, dengan alasan: pergeseran anggaran." in satu


def test_a_perubahan_names_what_it_changes(pk):
    lama = {"perangkat_daerah": pk.perangkat_daerah, "tahun": pk.tahun}
    PerjanjianKinerja.objects.filter(pk=pk.pk).update(versi=2)
    PerjanjianKinerja.objects.create(**lama, versi=1, status="ditetapkan", nomor="050/1", tanggal=datetime.date(2026, 1, 5))
    asal = "Perjanjian Kinerja Tahun 2026 Nomor 050/1 tanggal 5 Januari 2026, dengan alasan"
    assert asal in read(PerjanjianKinerja.objects.get(pk=pk.pk))[0]
