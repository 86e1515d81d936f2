"""Admins at the same moment must not together break what each alone may not."""

import threading

import pytest
from django.db import connection

from collection.enums import Peran
from collection.errors import SakipError
from collection.models import Penugasan
from collection.services.penugasan import add_penugasan, end_penugasan
from tests.factories.dasar import create_kantor, create_pejabat
from tests.factories.kantor import write_tugas

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True),
]


def race(*kerja):
    """Each in a thread of its own, all released at once; whether it was done, sorted."""
    pagar, hasil = threading.Barrier(len(kerja)), []

    def run(satu) -> None:
        try:
            connection.ensure_connection()
            pagar.wait(timeout=20)
            satu()
            hasil.append(True)
        except SakipError:
            hasil.append(False)
        finally:
            connection.close()

    benang = [threading.Thread(target=run, args=(satu,)) for satu in kerja]
    for satu in benang:
        satu.start()
    for satu in benang:
        satu.join(timeout=60)
    return sorted(hasil)


@pytest.fixture
def kantor():
    return create_kantor()


@pytest.fixture
def admin(kantor):
    return [create_pejabat(Peran.ADMIN, kantor) for _ in range(6)]


def test_admins_who_all_leave_at_once_leave_one(kantor, admin):
    def leave(satu):
        end_penugasan(penugasan=satu.penugasan_set.get(), selesai=kantor.hari_ini(), user=satu)

    assert race(*(lambda satu=satu: leave(satu) for satu in admin)) == [False, *[True] * 5]
    assert Penugasan.objects.filter(peran=Peran.ADMIN, selesai=None).count() == 1


def test_definitive_kepala_given_at_once_is_one(kantor, admin):
    def appoint(satu):
        add_penugasan(kantor=kantor, pengguna=satu, isian=write_tugas(kantor, Peran.KEPALA), user=satu)

    assert race(*(lambda satu=satu: appoint(satu) for satu in admin)) == [*[False] * 5, True]
    assert Penugasan.objects.filter(peran=Peran.KEPALA).count() == 1
