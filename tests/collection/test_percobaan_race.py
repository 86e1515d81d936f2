"""Tries at one moment, in workers that share only the database: the bound is never exceeded."""

import threading

import pytest
from django.db import connection

from collection.errors import TertahanError
from collection.models import Percobaan
from collection.services.masuk import begin_masuk

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True),
]


def test_of_twelve_guesses_at_one_moment_no_more_than_five_reach_the_password():
    pagar, lolos = threading.Barrier(12), []

    def guess() -> None:
        try:
            connection.ensure_connection()
            pagar.wait(timeout=20)
            lolos.append(begin_masuk(username="siti", alamat="10.0.0.1"))
        except TertahanError:
            pass
        finally:
            connection.close()

    benang = [threading.Thread(target=guess) for _ in range(12)]
    for satu in benang:
        satu.start()
    for satu in benang:
        satu.join(timeout=60)
    assert len(lolos) <= 5
    assert sorted(Percobaan.objects.values_list("pk", flat=True)) == sorted(satu.pk for satu in lolos)
