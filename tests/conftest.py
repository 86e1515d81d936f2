"""What every test shares: its own files, quick passwords, and a flush that gets past the database's triggers."""

import contextlib
import datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test import TransactionTestCase
from django.utils import timezone
from hypothesis import settings as hypothesis_settings

from tests.factories import bentuk_sql
from tests.factories.basis import copy_once
from tests.factories.jam import Jam
from tests.factories.kunci_gabung import watch_locks
from tests.factories.ringan import KALI, give_room, lighten, real_paper

SEKALI = ("test_enam_prosedur",)
"""Walks through the doors whose SQL the random walk of every SOP and test_pintu have asked of PostgreSQL as well."""
TAMPILAN = ("_views", "_tampil", "halaman", "_tulisan", "_sel", "_kata_langkah")
hypothesis_settings.register_profile("sakip", deadline=None, max_examples=40 * KALI)
hypothesis_settings.load_profile("sakip")


def pytest_configure() -> None:
    """WhiteNoise warns where the folder of collected files is missing, and warnings are errors.

    Tests speak plain HTTP; the live server reads its settings before any fixture of a test could say so.
    """
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    settings.SECURE_SSL_REDIRECT = settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = False
    settings.SECURE_HSTS_SECONDS = 0
    lighten()
    watch_locks()


def pytest_collection_modifyitems(config, items) -> None:
    """On PostgreSQL nothing is run again that a database has little part in: pure cores, looks, a table's second row.

    Every door is asked there all the same (test_pintu), every race and walk is run, and every shape of SQL is sent:
    what is left out besides asks nothing that others do not (bentuk_sql.py, which tells when that has changed).
    """
    if connection.vendor == "sqlite":
        return
    sudah, lain = set(), []
    ditanya = set() if config.pluginmanager.hasplugin(bentuk_sql.__name__) else bentuk_sql.SUDAH_DITANYA
    for satu in items:
        tes = (satu.path, satu.originalname)
        ulang = tes in sudah and (satu.path.parent.name != "alur" or satu.path.stem in SEKALI)
        sama = bentuk_sql.name_tes(satu) in ditanya and not satu.get_closest_marker("postgres")
        if is_look(satu) or not uses_database(satu) or ulang or sama:
            lain.append(satu)
        sudah.add(tes)
    config.hook.pytest_deselected(items=lain)
    items[:] = [satu for satu in items if satu not in set(lain)]


def is_look(item) -> bool:
    return bool(item.get_closest_marker("kertas")) or item.path.stem.endswith(TAMPILAN)


def uses_database(item) -> bool:
    return bool(item.get_closest_marker("django_db")) or "django_db_setup" in item.fixturenames


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings, pytestconfig):
    """Before the database is made: by copying, where it can be."""
    copy_once(pytestconfig.cache.mkdir("basis"))


@pytest.fixture(autouse=True)
def _pemasangan(settings, tmp_path):
    """An installation of the test's own: files in its folder, passwords that hash fast, plain HTTP."""
    settings.VAR_DIR = tmp_path
    settings.MEDIA_ROOT = tmp_path / "berkas"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


def wants_paper(node) -> bool:
    """Marked `kertas`, and not only where it is read (`kertas("dibaca")`)."""
    tanda = node.get_closest_marker("kertas")
    return tanda is not None and not tanda.args


@pytest.fixture(scope="module", autouse=True)
def _kertas_berkas(request):
    """Real PDFs for a file marked `kertas`, what its own fixtures build included."""
    with real_paper(bila=wants_paper(request.node)):
        yield


@pytest.fixture(autouse=True)
def _kertas(request):
    """Real PDFs for a test marked `kertas`."""
    with real_paper(bila=wants_paper(request.node)):
        yield


@pytest.fixture
def jam(monkeypatch):
    """It is 20 November 2026, 10.00 WIB; `jam.maju(minutes=5)` moves it."""
    jam = Jam(datetime.datetime(2026, 11, 20, 3, 0, tzinfo=datetime.UTC))
    monkeypatch.setattr(timezone, "now", jam)
    return jam


@pytest.fixture
def jam_basis(jam, db):
    """The same clock for Django and for the triggers of the database."""
    with jam.set_basis():
        yield jam


@contextlib.contextmanager
def lift_triggers():
    """SQLite has no TRUNCATE: a flush is a DELETE, which append-only tables refuse. For a test's clean-up only."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        semua = cursor.fetchall()
        for nama, _ in semua:
            cursor.execute(f"DROP TRIGGER {nama}")
    yield
    with connection.cursor() as cursor:
        for _, sql in semua:
            cursor.execute(sql)


_teardown = TransactionTestCase._fixture_teardown


def _flush(self) -> None:
    if connection.vendor != "sqlite":
        _teardown(self)
        return
    with lift_triggers():
        _teardown(self)


TransactionTestCase._fixture_teardown = _flush


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem):
    """Each test with room on the stack (see give_room)."""
    isi = {nama: pyfuncitem.funcargs[nama] for nama in pyfuncitem._fixtureinfo.argnames}
    give_room(lambda: pyfuncitem.obj(**isi))
    return True
