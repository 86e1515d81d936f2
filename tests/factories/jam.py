"""A clock that a test sets: for doors that count by the minute, and for the database's own triggers."""

import datetime
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import connection

AMBIL = """
CREATE FUNCTION public.clock_timestamp() RETURNS timestamptz LANGUAGE sql VOLATILE
AS $$ SELECT current_setting('uji.kini')::timestamptz $$
"""


class Jam:
    """What timezone.now gives (fixture `jam`), until the test moves it on."""

    def __init__(self, saat: datetime.datetime):
        self.saat = saat
        self.di_basis = False

    def __call__(self) -> datetime.datetime:
        return self.saat

    def maju(self, **lama: float) -> None:
        """On by so many minutes, seconds …"""
        self.saat += datetime.timedelta(**lama)
        if self.di_basis:
            self._set()

    def _set(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('uji.kini', %s, true)", [self.saat.isoformat()])

    @contextmanager
    def set_basis(self) -> Iterator[None]:
        """Inside, the triggers of this test's transaction read this clock as well.

        A test that compares a frozen day with the database's real one holds until that day is over, and no longer.
        """
        if connection.vendor == "sqlite":
            _set_sqlite(self)
            yield
            _set_sqlite(lambda: datetime.datetime.now(datetime.UTC))
            return
        with connection.cursor() as cursor:
            cursor.execute(AMBIL)
            cursor.execute("SET LOCAL search_path = public, pg_catalog")
        self.di_basis = True
        self._set()
        yield
        self.di_basis = False


def _set_sqlite(kini: Callable[[], datetime.datetime]) -> None:
    """What the triggers call with ('%Y-%m-%d %H:%M:%f', 'now'); SQLite does not give its own function back."""
    connection.ensure_connection()
    connection.connection.create_function("strftime", 2, lambda _, __: f"{kini():%F %T.%f}"[:-3])
