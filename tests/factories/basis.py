"""The test database is made by the migrations once, and copied for every further worker and run: seconds for each."""

import fcntl
import hashlib
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import django
from django.conf import settings
from django.db import connection

AWALAN = "sakip_templat_"


def copy_once(folder: Path) -> None:
    """From now on this process gets its database as a copy, where one of these very sources was made before.

    `folder` keeps SQLite's copies; PostgreSQL keeps its own, in the server that it copies in. A copy is migrated
    like any database: there is nothing left to do, and if there were it would be done.
    """
    asli = connection.creation.create_test_db
    templat = _Sqlite(folder) if connection.vendor == "sqlite" else _Postgres()

    def create_test_db(*args: Any, **pilihan: Any) -> str:
        with _lock(folder):
            if templat.copy(connection.creation._get_test_db_name()):
                return asli(*args, **pilihan | {"keepdb": True})
            nama = asli(*args, **pilihan)
            templat.keep(nama)
            return nama

    connection.creation.create_test_db = create_test_db


@contextmanager
def _lock(folder: Path) -> Iterator[None]:
    with (folder / "kunci").open("w") as berkas:
        fcntl.flock(berkas, fcntl.LOCK_EX)
        yield


def _hash_sumber() -> str:
    """Whatever a migration may read: every module of the apps and the version of Django."""
    isi = hashlib.sha256(django.__version__.encode())
    for aplikasi in ("collection", "measurement", "sakip"):
        for berkas in sorted((settings.BASE_DIR / aplikasi).rglob("*.py")):
            isi.update(str(berkas.relative_to(settings.BASE_DIR)).encode())
            isi.update(berkas.read_bytes())
    return isi.hexdigest()[:16]


class _Sqlite:
    """A file of its own for each state of the sources; the last one only."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.berkas = folder / f"{AWALAN}{_hash_sumber()}.sqlite3"

    def copy(self, nama: str) -> bool:
        if not self.berkas.exists():
            return False
        for sisa in ("", "-wal", "-shm"):
            Path(f"{nama}{sisa}").unlink(missing_ok=True)
        shutil.copyfile(self.berkas, nama)
        return True

    def keep(self, nama: str) -> None:
        for lama in self.folder.glob(f"{AWALAN}*"):
            lama.unlink()
        baru = self.berkas.with_suffix(".baru")
        with connection.cursor() as kursor:
            kursor.execute("VACUUM INTO %s", [str(baru)])
        baru.rename(self.berkas)


class _Postgres:
    """A database beside the others, which the server copies by itself."""

    def __init__(self) -> None:
        self.templat = AWALAN + _hash_sumber()

    def copy(self, nama: str) -> bool:
        return self._run(lambda kursor: self._copy(kursor, self.templat, nama))

    def keep(self, nama: str) -> None:
        connection.close()
        self._run(lambda kursor: self._copy(kursor, nama, self.templat))

    def _run(self, kerja: Callable[[Any], bool]) -> bool:
        with connection.creation._nodb_cursor() as kursor:
            return kerja(kursor)

    def _copy(self, kursor: Any, dari: str, ke: str) -> bool:
        kursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [dari])
        if not kursor.fetchone():
            return False
        kursor.execute(f'DROP DATABASE IF EXISTS "{ke}"')
        kursor.execute(f'CREATE DATABASE "{ke}" TEMPLATE "{dari}"')
        return True
