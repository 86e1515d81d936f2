"""Numbers from the environment: within bounds, or the start stops with a sentence."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from sakip.settings import read_int


@pytest.mark.parametrize(("teks", "angka"), [("", 4), ("0", 0), (" 100 ", 100), ("007", 7)])
def test_a_number_is_read(monkeypatch, teks, angka):
    monkeypatch.setenv("SAKIP_UJI", teks)
    assert read_int("SAKIP_UJI", 4, 0, 100) == angka


@pytest.mark.parametrize("teks", ["101", "-1", "4.5", "empat", "٤", "99999999999"])
def test_what_is_no_number_within_bounds_stops_the_start(monkeypatch, teks):
    monkeypatch.setenv("SAKIP_UJI", teks)
    with pytest.raises(ImproperlyConfigured, match="SAKIP_UJI must be a number from 0 to 100"):
        read_int("SAKIP_UJI", 4, 0, 100)
