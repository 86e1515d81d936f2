"""How long a phrase that was typed counts as a guess."""

from contextlib import ExitStack

import pytest

from collection.errors import TertahanError
from measurement.errors import FrasaError
from measurement.services.frasa import hold_frasa
from tests.factories.dasar import create_kantor, create_user

pytestmark = pytest.mark.django_db


def test_a_process_that_died_over_a_phrase_counts_five_minutes_and_a_wrong_phrase_fifteen(jam):
    user, kantor = create_user("Kepala"), create_kantor()
    arti = {"kantor": kantor, "aksi": "langkah_selesaikan", "objek": kantor}
    with ExitStack() as mati:
        for _ in range(5):
            mati.enter_context(hold_frasa(user, True, **arti))  # never left: as a process that was killed inside
        jam.maju(minutes=4)
        with pytest.raises(TertahanError), hold_frasa(user, True, **arti):
            pass
        jam.maju(minutes=2)
        for _ in range(5):
            with pytest.raises(FrasaError), hold_frasa(user, True, **arti):
                raise FrasaError("salah")
        jam.maju(minutes=6)
        with pytest.raises(TertahanError), hold_frasa(user, True, **arti):
            pass
