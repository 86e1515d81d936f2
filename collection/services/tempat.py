"""Dear work has few places on a machine, so that it never takes every worker: what finds none is told at once."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings

from collection.errors import SibukError


@contextmanager
def hold_tempat(nama: str, pesan: str, banyak: int = 1) -> Iterator[None]:
    """One of `banyak` places of this machine while inside; given back also by a process that was killed.

    Raises SibukError with the sentence at once where all are taken: waiting would take a worker too.
    """
    settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
    for nomor in range(banyak):
        with (settings.VAR_DIR / f"{nama}-{nomor}.tempat").open("wb") as berkas:
            try:
                fcntl.flock(berkas, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                continue
            yield
            return
    raise SibukError(pesan)
