"""Many rows in few statements, and the collector of garbage kept out of the way meanwhile.

For an import of thousands of rows only: `bulk_create` makes a model instance of each row and asks each of its fields
in turn, which takes several times as long as the database does (docs/arsitektur.md, Excel).
"""

import gc
import hashlib
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal

from django.db import connection, models

BATCH = 2000
POLOS = (int, bool, Decimal)
_UKURAN = re.compile(r"\(.*?\)")


@contextmanager
def without_gc() -> Iterator[None]:
    """Nothing that is built inside is garbage yet, and the collector would look through all of it again and again."""
    menyala = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if menyala:
            gc.enable()


def fetch_mentah(semua: models.QuerySet) -> list[tuple]:
    """Rows as the driver gives them: no decimals or instances are made."""
    sql, isi = semua.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(sql, isi)
        return cursor.fetchall()


def digest_mentah(cerna: "hashlib._Hash", semua: models.QuerySet) -> None:
    """Take all rows into a digest, as the database writes them: no object is made of any of them where that is so."""
    sql, isi = semua.query.sql_with_params()
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.copy_expert(f"COPY ({cursor.mogrify(sql, isi).decode()}) TO STDOUT", _Tujuan(cerna))
            return
        cursor.execute(sql, isi)
        cerna.update(repr(cursor.fetchall()).encode())


class _Tujuan:
    """What a COPY writes to."""

    def __init__(self, cerna: "hashlib._Hash") -> None:
        self.write = cerna.update


def insert_semua(
    model: type[models.Model], kolom: Sequence[str], baris: Sequence[Sequence[object]], *, unik: Sequence[str] = ()
) -> None:
    """Insert rows of these columns (attnames), values as the driver takes them. `unik`: what is there is changed."""
    if not baris:
        return
    q = connection.ops.quote_name
    nama = [q(satu) for satu in kolom]
    awal = f"INSERT INTO {q(model._meta.db_table)} ({', '.join(nama)}) VALUES "
    ubah = ", ".join(f"{n} = EXCLUDED.{n}" for satu, n in zip(kolom, nama, strict=True) if satu not in unik)
    akhir = f" ON CONFLICT ({', '.join(q(satu) for satu in unik)}) DO UPDATE SET {ubah}" if unik else ""
    tempat = f"({', '.join(['%s'] * len(kolom))})"
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":  # one prepared statement; elsewhere each would be a trip to the server
            cursor.executemany(awal + tempat + akhir, baris)
            return
        larik = ", ".join(f"%s::{jenis}[]" for jenis in _list_jenis(model, kolom))
        sql = f"{awal.removesuffix('VALUES ')}SELECT * FROM unnest({larik}){akhir}"
        for mulai in range(0, len(baris), BATCH):
            cursor.execute(sql, [_write_larik(satu) for satu in zip(*baris[mulai : mulai + BATCH], strict=True)])


def _list_jenis(model: type[models.Model], kolom: Sequence[str]) -> list[str]:
    """The type of each column, without its length: a cast to varchar(40) cuts in silence, storing refuses."""
    jenis = {f.attname: f.db_type(connection) or "" for f in model._meta.concrete_fields}
    return [_UKURAN.sub("", jenis[satu]) for satu in kolom]


def _write_larik(isi: Sequence[object]) -> str:
    """One column of many rows as the text of an array: a few long parameters cost less than thousands of short ones."""
    return "{" + ",".join(["NULL" if n is None else str(n) if type(n) in POLOS else _quote(str(n)) for n in isi]) + "}"


def _quote(teks: str) -> str:
    """Text as an element of an array: nothing in it ends the element, and NULL is a word."""
    return '"' + teks.replace("\\", "\\\\").replace('"', '\\"') + '"'
