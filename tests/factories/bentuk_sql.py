"""A plugin of pytest that tells whether the tests left out on PostgreSQL are still asked by others, shape for shape.

    bin/pg-uji .venv/bin/python -m pytest -p tests.factories.bentuk_sql -m "not browser"

runs them too and fails where one of them sends a statement, or meets an error of the database, that no other test
does: its line then goes out of `tests/data/postgresql_sudah_ditanya.txt`. A shape is the statement without its numbers,
lists and names of savepoints; what a test or factory asks by itself is no shape of ours. A new test is run on
PostgreSQL unless somebody writes it there.
"""

import collections
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db.backends.signals import connection_created

DAFTAR = Path(__file__).parent.parent / "data" / "postgresql_sudah_ditanya.txt"
AKAR, PUSTAKA = f"{DAFTAR.parent.parent.parent}/", "/.venv/"
SUDAH_DITANYA = frozenset(DAFTAR.read_text(encoding="utf-8").split())
"""Tests that PostgreSQL need not run: SQLite does, and other tests ask the same SQL of PostgreSQL."""

RINGKAS = (
    (re.compile(r'"s\d+_x\d+"'), '"titik"'),
    (re.compile(r"'[^']*'|\b\d+\b"), "#"),
    (re.compile(r"ARRAY\[[^\]]*\]"), "ARRAY"),
    (re.compile(r"\((?:%s|NULL)(?:,\s*(?:%s|NULL))*\)"), "(…)"),
    (re.compile(r"\(…\)(?:,\s*\(…\))+"), "(…)"),
)
_semua: dict[str, set[str]] = collections.defaultdict(set)
_kini = ""


def name_tes(item: pytest.Item) -> str:
    """Folder, file and function, as in `SUDAH_DITANYA`; all rows of a table are one."""
    return f"{item.path.parent.name}/{item.path.stem}::{item.originalname}"


def shorten(sql: str) -> str:
    """The shape of a statement."""
    for pola, ganti in RINGKAS:
        sql = pola.sub(ganti, sql)
    return sql


def _is_kita() -> bool:
    """Whether the application asks: the nearest caller within the repository is not in tests/."""
    bingkai = sys._getframe(2)
    while bingkai and (not (nama := bingkai.f_code.co_filename).startswith(AKAR) or PUSTAKA in nama):
        bingkai = bingkai.f_back
    return bingkai is not None and not bingkai.f_code.co_filename.startswith(f"{AKAR}tests/")


def _record(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
    if not _is_kita():
        return execute(sql, params, many, context)
    bentuk = shorten(sql)
    try:
        hasil = execute(sql, params, many, context)
    except Exception as galat:
        _semua[_kini].add(f"{bentuk} → {str(galat).partition(chr(10))[0]}")
        raise
    _semua[_kini].add(bentuk)
    return hasil


def _install(connection: Any, **_: object) -> None:
    if _record not in connection.execute_wrappers:
        connection.execute_wrappers.append(_record)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """What is asked meanwhile is this test's."""
    global _kini
    _kini = name_tes(item)
    return (yield)


def pytest_configure() -> None:
    """From the first connection on."""
    connection_created.connect(_install)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """What only tests that are left out have asked is told, and fails the run."""
    ditanya = set().union(*(isi for nama, isi in _semua.items() if nama not in SUDAH_DITANYA))
    for nama in sorted(SUDAH_DITANYA & _semua.keys()):
        for bentuk in sorted(_semua[nama] - ditanya):
            print(f"\nhanya {nama}: {bentuk[:300]}")
            session.exitstatus = pytest.ExitCode.TESTS_FAILED
