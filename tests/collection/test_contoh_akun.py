"""The table of demo passwords tells no password that somebody has changed since."""

import csv

import pytest

from collection.models import Pengguna
from collection.services import contoh_akun
from collection.services.contoh import create_akun_contoh, create_kantor_contoh
from collection.services.contoh_akun import DIGANTI, find_berkas_akun

pytestmark = pytest.mark.django_db
NAMA = "admin.dispermades"


@pytest.fixture
def akun():
    create_kantor_contoh()
    return {nama: sandi for _, nama, sandi in create_akun_contoh()}


def read_lagi():
    return {nama: sandi for _, nama, sandi in create_akun_contoh()}


def change(nama, sandi):
    pengguna = Pengguna.objects.get(username=nama)
    pengguna.set_password(sandi)
    pengguna.save(update_fields=["password"])


def test_a_changed_password_is_said_to_be_changed_and_leaves_the_table(akun):
    change(NAMA, "kata sandi yang baru")
    assert read_lagi() == akun | {NAMA: DIGANTI}
    assert read_lagi() == akun | {NAMA: DIGANTI}
    assert akun[NAMA] not in find_berkas_akun().read_text(encoding="utf-8")


def test_a_password_that_was_only_hashed_anew_is_still_told(akun):
    change(NAMA, akun[NAMA])
    assert read_lagi() == akun


def test_a_table_without_marks_is_checked_once(akun, monkeypatch):
    berkas = find_berkas_akun()
    baris = [satu.split("\t")[:3] for satu in berkas.read_text(encoding="utf-8").splitlines()]
    with berkas.open("w", encoding="utf-8", newline="") as tulis:
        csv.writer(tulis, delimiter="\t").writerows(baris)
    change(NAMA, "kata sandi yang baru")
    assert read_lagi() == akun | {NAMA: DIGANTI}
    monkeypatch.setattr(contoh_akun, "check_password", lambda *_: pytest.fail("checked again"))
    assert read_lagi() == akun | {NAMA: DIGANTI}
