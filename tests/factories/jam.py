"""A clock that a test sets: for doors that count by the minute."""

import datetime


class Jam:
    """What timezone.now gives (fixture `jam`), until the test moves it on."""

    def __init__(self, saat: datetime.datetime):
        self.saat = saat

    def __call__(self) -> datetime.datetime:
        return self.saat

    def maju(self, **lama: float) -> None:
        """On by so many minutes, seconds …"""
        self.saat += datetime.timedelta(**lama)
