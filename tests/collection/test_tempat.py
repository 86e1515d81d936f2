"""Places for dear work: as many as there are, given back by whoever leaves or dies."""

import os
import signal
import time

import pytest

from collection.errors import SibukError
from collection.services.tempat import hold_tempat


def is_bebas(banyak=1):
    try:
        with hold_tempat("uji", "penuh", banyak):
            return True
    except SibukError as galat:
        assert str(galat) == "penuh"
        return False


def test_as_many_as_there_are_places_and_each_is_given_back():
    with hold_tempat("uji", "penuh", 2), hold_tempat("lain", "penuh"):
        assert is_bebas(2)
        with hold_tempat("uji", "penuh", 2):
            assert not is_bebas(2)
        assert is_bebas(2)
    with pytest.raises(ZeroDivisionError), hold_tempat("uji", "penuh"):
        1 / 0  # noqa: B018
    assert is_bebas()


def test_a_process_that_was_killed_gives_its_place_back(settings):
    if not (pid := os.fork()):
        with hold_tempat("uji", "penuh"):
            time.sleep(60)
        os._exit(0)
    try:
        sampai = time.monotonic() + 20
        while is_bebas() and time.monotonic() < sampai:
            time.sleep(0.01)
        assert not is_bebas()
    finally:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
    assert is_bebas()
