"""Many rows in few statements, and the collector of garbage kept out of the way meanwhile.

For an import of thousands of rows only: `bulk_create` makes a model instance of each row and asks each of its fields
in turn, which takes several times as long as the database does (docs/arsitektur.md, Excel).
"""

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from django.db import connection, models

BATCH = 500


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
        for mulai in range(0, len(baris), BATCH):
            bagian = baris[mulai : mulai + BATCH]
            cursor.execute(awal + ", ".join([tempat] * len(bagian)) + akhir, [n for satu in bagian for n in satu])
