"""A form that two people move at one moment, on PostgreSQL: one of them wins, the other is told so."""

import pytest

from collection.enums import Peran
from collection.errors import BentrokError
from collection.models import Formulir, Jejak, Panggilan, Pengembalian
from collection.services.formulir import accept_formulir, receive_formulir, submit_formulir
from collection.services.ingat import remind_formulir
from collection.services.validasi import return_baris, validate_formulir
from measurement.enums import Aksi, Status
from measurement.errors import GiliranError
from measurement.models import PemeriksaanBaris, PengukuranKinerja
from measurement.services.contoh import approve_semua
from measurement.services.contoh_isian import build_isian
from measurement.services.langkah import run_langkah
from measurement.services.pemeriksaan import approve_sisanya
from measurement.services.pemeriksaan import return_baris as return_kasus
from tests.alur.test_balapan import race
from tests.factories.dasar import create_pejabat
from tests.factories.formulir import create_kerja, fill, save
from tests.factories.kantor_contoh import FRASA, create_kasus, get_user

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]


@pytest.fixture
def kerja():
    kerja = create_kerja()
    fill(kerja)
    submit_formulir(formulir=kerja.formulir, user=kerja.operator)
    return kerja


@pytest.fixture
def kabid(kerja):
    return create_pejabat(Peran.KABID, kerja.kantor, unit=kerja.unit)


def count_jejak(*aksi):
    return Jejak.objects.filter(aksi__in=aksi, objek="formulir", diterima=True).count()


def give_back(kerja, user, kode="persen"):
    formulir, baris = kerja.formulir, kerja.get_baris(kode)
    return lambda: return_baris(formulir=formulir, baris={baris: "Cek."}, catatan="", user=user)


@pytest.mark.parametrize("kali", range(3))
def test_validation_against_a_return_by_the_same_kabid(kerja, kabid, kali):
    formulir = kerja.formulir
    hasil = race(lambda: validate_formulir(formulir=formulir, user=kabid), give_back(kerja, kabid))
    assert sorted(isinstance(h, BentrokError) for h in hasil) == [False, True]
    assert count_jejak("validasi_formulir", "kembalikan_formulir") == 1
    harap = ("dikirim", 1) if isinstance(hasil[0], BentrokError) else ("divalidasi", 0)
    assert (kerja.formulir.status, Pengembalian.objects.count()) == harap


def test_two_returns_of_one_form(kerja, kabid):
    hasil = race(give_back(kerja, kabid), give_back(kerja, kerja.tim, "jumlah"))
    assert sorted(isinstance(h, BentrokError) for h in hasil) == [False, True]
    satu = Pengembalian.objects.get()
    assert (kerja.formulir.pengembalian, satu.baris_set.count()) == (satu, 1)


@pytest.mark.parametrize("kali", range(3))
def test_gathering_against_a_return_leaves_no_gathered_form_open(kerja, kali):
    periode, tim = kerja.periode, kerja.tim

    def gather():
        return receive_formulir(periode=periode, user=tim)

    hasil = race(gather, give_back(kerja, tim))
    assert sum(isinstance(h, Exception) for h in hasil) == 1
    assert kerja.formulir.status == ("dikirim" if isinstance(hasil[0], Exception) else "diterima")


def test_two_reminders_of_one_unit_are_one(kerja):
    lain = create_kerja()
    formulir = lain.formulir
    hasil = race(*[lambda: remind_formulir(formulir=formulir, user=lain.tim)] * 2)
    assert sorted(isinstance(h, BentrokError) for h in hasil) == [False, True]
    assert Panggilan.objects.filter(jenis="ingat").count() == 1


def test_the_receipt_of_two_operators_at_one_moment_is_one():
    kerja = create_kerja()
    formulir, baris = kerja.formulir, kerja.get_baris("persen")
    kedua = create_pejabat(Peran.BIDANG, kerja.kantor, unit=kerja.unit)
    race(lambda: save(baris, "3", user=kerja.operator), lambda: accept_formulir(formulir=formulir, user=kedua))
    assert count_jejak("terima_unit_formulir") == 1
    assert Formulir.objects.get(pk=formulir.pk).status == "diisi"


def test_the_verification_finished_against_rows_given_back():
    kasus = create_kasus(Status.VERIFIKASI)
    sekretaris = get_user("sekretaris")
    approve_semua(kasus, sekretaris)
    milik = PengukuranKinerja.objects.get(pk=kasus.pk)
    baris = milik.kertas_kerja_set.first().baris_set.first()
    isian = build_isian(milik, FRASA)
    hasil = race(
        lambda: run_langkah(
            milik, tindakan=milik.tindakan, aksi=Aksi.SELESAIKAN, user=sekretaris, versi=milik.versi, isian=isian
        ),
        lambda: return_kasus(
            pengukuran=milik, baris={baris.pk: "Cek."}, ke=7, catatan="", user=sekretaris, versi=milik.versi
        ),
    )
    assert sorted(isinstance(h, GiliranError) for h in hasil) == [False, True]
    kembali = PemeriksaanBaris.objects.filter(hasil="kembali").count()
    terbuka = Formulir.objects.filter(periode=kasus.periode, status="dikirim").count()
    assert (kembali, terbuka) == ((0, 0) if isinstance(hasil[1], GiliranError) else (1, 1))


def test_the_rest_approved_twice_at_one_moment_is_approved_once():
    kasus = create_kasus(Status.VERIFIKASI)
    sekretaris = get_user("sekretaris")
    race(*[lambda: approve_sisanya(pengukuran=kasus, user=sekretaris, versi=kasus.versi)] * 2)
    baris = list(PemeriksaanBaris.objects.values_list("baris", flat=True))
    assert baris and len(baris) == len(set(baris))
