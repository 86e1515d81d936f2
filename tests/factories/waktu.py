"""A clock that a test sets: for doors that count by the minute and roles that end by the day."""

import datetime

import pytest
from django.utils import timezone


class Jam:
    """What timezone.now gives, until the test moves it on."""

    def __init__(self, saat: datetime.datetime):
        self.saat = saat

    def __call__(self) -> datetime.datetime:
        return self.saat

    def maju(self, **lama: float) -> None:
        self.saat += datetime.timedelta(**lama)


@pytest.fixture
def jam(monkeypatch):
    """20 November 2026, 10.00 WIB; `jam.maju(minutes=5)` moves it."""
    jam = Jam(datetime.datetime(2026, 11, 20, 3, 0, tzinfo=datetime.UTC))
    monkeypatch.setattr(timezone, "now", jam)
    return jam
