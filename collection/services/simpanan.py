"""The store of files: what a transaction wrote goes again when it is rolled back, which no database does for us."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage, default_storage

_ditulis: ContextVar[list[str] | None] = ContextVar("ditulis", default=None)


class Tercatat:
    """Of any store: `undo_berkas` knows what it wrote."""

    def _save(self, name: str, content: File) -> str:
        nama = super()._save(name, content)
        milik = _ditulis.get()
        if milik is not None:
            milik.append(nama)
        return nama


class Simpanan(Tercatat, FileSystemStorage):
    """The store on disk. A file is on the disk itself before its row can be: a power cut leaves no empty one."""

    def _save(self, name: str, content: File) -> str:
        nama = super()._save(name, content)
        for jalur in (Path(self.path(nama)), Path(self.path(nama)).parent):
            pegangan = os.open(jalur, os.O_RDONLY)
            try:
                os.fsync(pegangan)
            finally:
                os.close(pegangan)
        return nama


@contextmanager
def undo_berkas() -> Iterator[None]:
    """Files written inside go where the block fails; put it around the transaction, whose commit is part of it.

    Within another such block what stands is handed to that one, whose transaction may fail yet.
    """
    luar, milik = _ditulis.get(), []
    tanda = _ditulis.set(milik)
    try:
        yield
    except BaseException:
        for nama in milik:
            default_storage.delete(nama)
        raise
    finally:
        _ditulis.reset(tanda)
    if luar is not None:
        luar.extend(milik)
