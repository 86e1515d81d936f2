"""A form is not given back into a closed triwulan, where its unit could type nothing; and what a closed form says."""

import datetime

import pytest

from collection.enums import Peran
from collection.errors import TerkunciError
from collection.models import Pengembalian
from collection.services.formulir import submit_formulir
from collection.services.periode import add_pengecualian, close_periode, compute_versi, find_jadwal
from collection.services.validasi import return_baris
from tests.factories.dasar import create_pejabat
from tests.factories.formulir import create_kerja, fill, save
from tests.factories.halaman import get, link, visit

pytestmark = pytest.mark.django_db

PERCUMA = "belum dapat dikembalikan: unitnya tidak dapat mengisi apa pun."
TANDA_TERIMA = "Mengisi sel pertama juga berarti menerimanya."


@pytest.fixture
def kerja():
    """By the real clock: the database's own lock reads that one too, and would find an exception of a frozen day over."""
    return create_kerja()


@pytest.fixture
def kabid(kerja):
    return create_pejabat(Peran.KABID, kerja.kantor, unit=kerja.unit)


def close(kerja):
    versi = compute_versi(kerja.periode, find_jadwal(kerja.periode))
    close_periode(periode=kerja.periode, alasan="Rekap dimulai.", versi=versi, user=kerja.tim)


def hand_in(kerja):
    fill(kerja)
    submit_formulir(formulir=kerja.formulir, user=kerja.operator)
    close(kerja)


def open_juga(kerja, **sasaran):
    """An exception until tomorrow."""
    besok = kerja.kantor.hari_ini() + datetime.timedelta(days=1)
    add_pengecualian(periode=kerja.periode, sampai=besok, alasan="Susulan.", user=kerja.tim, **sasaran)


def give_back(kerja, user, *kode):
    baris = {kerja.get_baris(satu): "Cek." for satu in kode}
    return return_baris(formulir=kerja.formulir, baris=baris, catatan="Cek.", user=user)


def test_neither_kabid_nor_tim_gives_a_form_back_into_a_closed_triwulan(client, kerja, kabid):
    hand_in(kerja)
    alamat = link("collection:formulir_return", kerja.formulir.pk)
    for user in (kabid, kerja.tim):
        for kode in ((), ("persen",)):
            with pytest.raises(TerkunciError, match=rf"ditutup sejak .*sampai Tim SAKIP membukanya lagi.*{PERCUMA}$"):
                give_back(kerja, user, *kode)
        halaman = visit(client, user, link("collection:formulir_detail", kerja.formulir.pk))
        assert [p for p in halaman.read("p") if p.endswith(PERCUMA)]
        assert alamat not in [get(a, "href") for a in halaman.find("a")]
        assert client.get(alamat).status_code == client.post(alamat, {"catatan": "x"}).status_code == 409
    assert (kerja.formulir.status, Pengembalian.objects.count()) == ("diserahkan", 0)


def test_what_an_exception_opens_may_be_given_back(client, kerja, kabid):
    hand_in(kerja)
    open_juga(kerja, indikator=kerja.get_baris("persen").indikator)
    with pytest.raises(TerkunciError, match=PERCUMA):
        give_back(kerja, kabid, "persen", "jumlah")
    assert client.get(link("collection:formulir_return", kerja.formulir.pk)).status_code == 302
    give_back(kerja, kabid, "persen")
    assert save(kerja.get_baris("persen"), "14", user=kerja.operator).nilai == 14
    submit_formulir(formulir=kerja.formulir, user=kerja.operator)
    with pytest.raises(TerkunciError, match=PERCUMA):
        give_back(kerja, kerja.tim, "jumlah")
    open_juga(kerja, formulir=kerja.formulir)
    give_back(kerja, kerja.tim, "jumlah")
    assert save(kerja.get_baris("jumlah"), "9", user=kerja.operator).nilai == 9


def test_a_locked_form_does_not_say_that_typing_receives_it(client, kerja):
    alamat = link("collection:formulir_detail", kerja.formulir.pk)
    assert TANDA_TERIMA in " ".join(visit(client, kerja.operator, alamat).read("p"))
    close(kerja)
    kata = " ".join(visit(client, kerja.operator, alamat).read("p"))
    assert "menunggu tanda terima." in kata and TANDA_TERIMA not in kata
