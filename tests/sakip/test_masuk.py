"""The login under guessing: what is refused, until when, what it tells, and what goes on the trail."""

import logging

import pytest
from django.test import Client

from collection.enums import Peran, ZonaWaktu
from collection.models import Jejak, Pengguna, Percobaan
from collection.services.masuk import MASUK, build_kunci
from collection.services.pengguna import reset_sandi
from tests.factories.dasar import assign, create_kantor, create_pejabat

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("jam")]

SANDI = "kuda-laut-biru"
SALAH = "Nama pengguna atau kata sandi tidak cocok. Periksa keduanya, lalu coba lagi."
TAHAN = (
    "Terlalu banyak percobaan masuk yang gagal. Coba lagi sesudah pukul {pukul} WIB, atau minta Admin kantor Anda "
    "menyetel kata sandi baru."
)


@pytest.fixture
def kantor():
    return create_kantor(nama="Dinas PMD")


@pytest.fixture
def siti(kantor):
    siti = Pengguna.objects.create_user("siti", password=SANDI, nama="Siti Aminah")
    assign(siti, Peran.STAF, kantor)
    return siti


def post(username="siti", password="salah", alamat="10.0.0.1", **meta):
    """(status, what the page says); nothing is said to who is let in."""
    jawaban = Client(REMOTE_ADDR=alamat, **meta).post("/masuk/", {"username": username, "password": password})
    if jawaban.status_code == 302:
        return 302, ""
    assert password not in jawaban.text
    return jawaban.status_code, jawaban.context["form"].non_field_errors()[0]


def guess(kali, username="siti", alamat="10.0.0.1"):
    return [post(username.format(n), alamat=alamat.format(n)) for n in range(kali)]


def list_penolakan():
    return list(Jejak.objects.filter(diterima=False).order_by("pk").values_list("aksi", "alasan"))


@pytest.mark.parametrize("username", ["siti", "tidak-ada"])
def test_the_sixth_try_is_refused_in_the_same_words_for_an_account_and_for_none(siti, username, jam):
    for _ in range(5):
        assert post(username) == (200, SALAH)
        jam.maju(minutes=1)
    assert post(username) == post(username.upper()) == (429, TAHAN.format(pukul="10.15"))


def test_the_right_password_is_refused_too_while_locked_and_taken_when_told(siti, jam):
    guess(5)
    assert post(password=SANDI)[0] == 429
    jam.maju(minutes=14, seconds=59)
    assert post(password=SANDI) == (429, TAHAN.format(pukul="10.15"))
    jam.maju(seconds=1)
    assert post(password=SANDI) == (302, "")


def test_a_time_within_a_minute_is_told_as_the_next_full_one(siti, jam):
    jam.maju(seconds=1)
    guess(5)
    assert post() == (429, TAHAN.format(pukul="10.16"))


def test_a_locked_try_costs_no_write(siti, monkeypatch):
    guess(5)
    monkeypatch.setattr(type(Percobaan.objects), "create", lambda *args, **isian: pytest.fail("written"))
    assert post()[0] == 429


def test_a_refusal_says_how_long_to_programs_too(siti):
    guess(5)
    jawaban = Client(REMOTE_ADDR="10.0.0.1").post("/masuk/", {"username": "siti", "password": "x"})
    assert (jawaban.status_code, jawaban["Retry-After"]) == (429, "900")


def test_it_counts_the_last_minutes_not_spans(siti, jam):
    """Four at the end of one quarter of an hour and one in the next are five."""
    jam.maju(minutes=14)
    guess(4)
    jam.maju(minutes=2)
    assert [kode for kode, _ in guess(2)] == [200, 429]


def test_tries_while_locked_do_not_prolong_it(siti, jam):
    guess(5)
    for _ in range(14):
        jam.maju(minutes=1)
        assert post()[0] == 429
    jam.maju(minutes=1)
    assert post(password=SANDI)[0] == 302


def test_success_forgets_what_this_address_tried_at_this_account_only(siti):
    guess(4)
    guess(15, "nama-{}")
    guess(4, alamat="10.0.0.2")
    assert post(password=SANDI)[0] == 302
    assert Percobaan.objects.filter(alamat="10.0.0.1").count() == 15
    assert Percobaan.objects.filter(alamat="10.0.0.2").count() == 4
    assert [kode for kode, _ in guess(6)] == [200] * 5 + [429]


def test_one_address_may_guess_twenty_times_at_whatever_accounts(siti):
    assert {kode for kode, _ in guess(20, "nama-{}")} == {200}
    assert post(password=SANDI)[0] == 429
    assert post(password=SANDI, alamat="10.0.0.2")[0] == 302


def test_one_account_may_be_guessed_at_fifty_times_from_wherever(siti):
    assert {kode for kode, _ in guess(50, alamat="10.0.1.{}")} == {200}
    assert post(password=SANDI, alamat="10.0.0.2")[0] == 429


def test_another_account_at_the_same_address_is_not_locked_with_it(siti, kantor):
    guess(5, "tidak-ada")
    assert post(password=SANDI)[0] == 302


def test_empty_fields_are_no_try(siti):
    for _ in range(9):
        Client(REMOTE_ADDR="10.0.0.1").post("/masuk/", {"username": "siti", "password": ""})
    assert not Percobaan.objects.exists()


def test_neither_name_nor_password_is_stored_of_a_try(siti):
    post("kata-sandi-yang-salah-tempat", "rahasia-sekali")
    baris = Percobaan.objects.values().get()
    assert baris["kunci"] == build_kunci("Kata-Sandi-yang-salah-tempat")
    assert not {"kata-sandi-yang-salah-tempat", "rahasia-sekali"} & {str(isi) for isi in baris.values()}


def test_what_no_longer_counts_is_deleted(siti, jam):
    guess(4)
    jam.maju(minutes=15)
    post("tidak-ada")
    assert Percobaan.objects.count() == 1


def test_each_lock_is_one_row_on_the_trail_of_the_offices_that_know_the_account(siti, kantor):
    papua = create_kantor(zona=ZonaWaktu.WIT.value)
    create_kantor()
    assign(siti, Peran.STAF, papua, selesai=-1)
    guess(4)
    assert list_penolakan() == []
    guess(9)
    alasan = "5 percobaan masuk gagal dari 10.0.0.1 pada akun ini dalam 15 menit; ditahan sampai pukul {}."
    assert sorted(list_penolakan()) == [
        ("tahan_masuk", alasan.format("10.15 WIB")), ("tahan_masuk", alasan.format("12.15 WIT")),
    ]  # fmt: skip
    jejak = Jejak.objects.get(perangkat_daerah=kantor)
    assert (jejak.objek, jejak.objek_id, jejak.label, jejak.pengguna) == ("pengguna", siti.pk, "Siti Aminah", None)


def test_a_lock_of_an_address_names_the_office_whose_accounts_it_tried(siti, kantor):
    lain = create_kantor()
    guess(19, "nama-{}")
    post()
    jejak = Jejak.objects.get()
    assert (jejak.perangkat_daerah, jejak.objek, jejak.objek_id) == (kantor, "perangkatdaerah", kantor.pk)
    assert jejak.alasan == (
        "20 percobaan masuk gagal dari 10.0.0.1 pada semua akun dalam 15 menit; ditahan sampai pukul 10.15 WIB."
    )
    assert not Jejak.objects.filter(perangkat_daerah=lain).exists()


def test_a_lock_of_a_name_that_nobody_has_is_in_the_log_without_the_name(siti, caplog):
    with caplog.at_level(logging.WARNING):
        guess(5, "tidak-ada")
    assert list_penolakan() == []
    catatan = [satu.getMessage() for satu in caplog.records if satu.name == "collection.services.masuk"]
    assert len(catatan) == 1 and "10.0.0.1" in catatan[0] and "tidak-ada" not in catatan[0]


def test_a_new_password_by_the_admin_lifts_the_lock(siti, kantor):
    guess(5)
    sandi = reset_sandi(kantor=kantor, pengguna=siti, user=create_pejabat(Peran.ADMIN, kantor))
    assert post(password=sandi)[0] == 302


def test_of_two_tries_at_one_moment_at_least_one_sees_the_other(siti, monkeypatch):
    """The other worker's row appears between this one's first look and its own row: the bound holds."""
    guess(4)
    baru = Percobaan.objects.create

    def create(**isian):
        baru(**isian)
        return baru(**isian)

    monkeypatch.setattr(type(Percobaan.objects), "create", lambda self, **isian: create(**isian))
    assert post(password=SANDI)[0] == 429
    assert Percobaan.objects.filter(ruang=MASUK.nama).count() == 5
