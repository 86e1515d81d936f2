"""One workbook confirmed twice at a moment, two for the same cell, one file attached twice. Needs PostgreSQL."""

import threading

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from collection.errors import BentrokError, IsianError
from collection.models import Bukti, Jejak, UnggahanFormulir
from collection.services.bahan_bukti import read_bahan_teks
from collection.services.bukti import attach_bukti, replace_bukti
from collection.services.unggahan import apply_unggahan
from tests.factories.berkas import PDF
from tests.factories.buku import Buku, upload
from tests.factories.formulir import create_kerja

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def race(*kerja) -> list[str]:
    """Run each in a thread of its own, all released at once; what came of them, sorted."""
    pagar, hasil = threading.Barrier(len(kerja)), []

    def run(satu) -> None:
        try:
            pagar.wait()
            satu()
            hasil.append("jadi")
        except (BentrokError, IsianError) as error:
            hasil.append(type(error).__name__)
        finally:
            connection.close()

    benang = [threading.Thread(target=run, args=(satu,)) for satu in kerja]
    for satu in benang:
        satu.start()
    for satu in benang:
        satu.join()
    return sorted(hasil)


def create(kerja, nilai: int) -> UnggahanFormulir:
    buku = Buku.download(kerja)
    buku.type(kerja.get_baris("persen"), "nilai", nilai)
    return upload(kerja, buku.save())


def apply(kerja, unggahan):
    return lambda: apply_unggahan(unggahan=unggahan, putusan={}, user=kerja.operator)


def test_one_confirmed_twice_is_written_once():
    kerja = create_kerja()
    unggahan = create(kerja, 7)
    assert race(*[apply(kerja, UnggahanFormulir.objects.get(pk=unggahan.pk)) for _ in range(3)]) == ["jadi"] * 3
    assert Jejak.objects.filter(aksi="isi_nilai").count() == Jejak.objects.filter(aksi="terapkan_unggahan").count() == 1


def test_of_two_for_one_cell_the_second_is_told():
    kerja = create_kerja()
    assert race(apply(kerja, create(kerja, 7)), apply(kerja, create(kerja, 8))) == ["BentrokError", "jadi"]
    assert Jejak.objects.filter(aksi="isi_nilai", diterima=True).count() == 1


def test_evidence_is_attached_and_replaced_once():
    kerja = create_kerja()
    milik = {"realisasi": kerja.get_baris("persen"), "user": kerja.operator}

    def attach():
        attach_bukti(berkas=SimpleUploadedFile("a.pdf", PDF), ulang=True, **milik)

    def replace(teks):
        bukti = Bukti.objects.get(nama="a.pdf")
        return lambda: replace_bukti(bukti=bukti, bahan=read_bahan_teks(teks), alasan="x", user=kerja.operator)

    assert (race(attach, attach), Bukti.objects.count()) == (["jadi", "jadi"], 1)
    assert race(replace("satu"), replace("dua")) == ["BentrokError", "jadi"]
    assert (Bukti.objects.count(), Bukti.objects.kini().count()) == (2, 1)
