"""A question that is asked at every saved cell, its SQL written once.

Django writes the SQL of a queryset anew each time that it is asked, which takes longer than the database's answer: of a
saved cell's processor seconds that was a third (`bin/bench sel`). What is remembered is the SQL and nothing else: every
call asks the database.
"""

import copy
import functools
from collections.abc import Callable, Iterator
from itertools import chain, count
from typing import Any

from django.db import connections
from django.db.models import Expression, QuerySet
from django.db.models.sql.compiler import SQLCompiler
from django.db.transaction import TransactionManagementError

MAKS_DAFTAR = 16
"""Lists of more values than this are rare, and each length is another text: they are written anew."""


class _Tempat(Expression):
    """Where the value of that number is put in when the question is asked."""

    def __init__(self, nomor: int) -> None:
        super().__init__()
        self.nomor = nomor

    def as_sql(self, compiler: SQLCompiler, connection: object) -> tuple[str, list["_Tempat"]]:
        return "%s", [self]


class _Hafalan:
    """One text, and how its rows are read."""

    def __init__(self, semua: QuerySet) -> None:
        self.semua = semua
        self.compiler = semua.query.get_compiler(using=semua.db)
        self.sql, self.isi = self.compiler.as_sql()
        self.compiler.connection = None  # that of the thread which happened to ask first

    def ask(self, nilai: list[object]) -> list[Any]:
        compiler = copy.copy(self.compiler)
        compiler.connection = connections[self.semua.db]
        if self.semua.query.select_for_update and compiler.connection.get_autocommit():
            raise TransactionManagementError("A lock that ends with its statement locks nothing.")
        isi = tuple(nilai[satu.nomor] if isinstance(satu, _Tempat) else satu for satu in self.isi)
        compiler.as_sql = lambda *_args, **_kwargs: (self.sql, isi)
        semua = self.semua.all()
        semua.query.get_compiler = lambda *_args, **_kwargs: compiler
        return list(semua)


def hafal(build: Callable[..., QuerySet]) -> Callable[..., list[Any]]:
    """Ask what `build` builds, and give its rows as a list; the SQL is written at the first call.

    `build` takes values and lists of values as the driver takes them (keys, numbers, text; never None), and hands each
    to `filter` as it is: what it builds depends on how many there are, and on nothing else.
    """
    ada: dict[tuple[object, ...], _Hafalan] = {}

    @functools.wraps(build)
    def ask(*isi: object) -> list[Any]:
        nilai = list(chain.from_iterable(satu if isinstance(satu, list) else [satu] for satu in isi))
        if len(nilai) > MAKS_DAFTAR or [] in isi:
            return list(build(*isi))
        bentuk = tuple(len(satu) if isinstance(satu, list) else None for satu in isi)
        if bentuk not in ada:
            ada[bentuk] = _Hafalan(build(*_list_tempat(isi, count())))
        return ada[bentuk].ask(nilai)

    return ask


def hafal_satu(build: Callable[..., QuerySet]) -> Callable[..., Any]:
    """As `hafal`; its first row, or None."""
    ask = hafal(build)
    return functools.wraps(build)(lambda *isi: next(iter(ask(*isi)), None))


def _list_tempat(isi: tuple[object, ...], nomor: Iterator[int]) -> list[object]:
    return [[_Tempat(next(nomor)) for _ in satu] if isinstance(satu, list) else _Tempat(next(nomor)) for satu in isi]
