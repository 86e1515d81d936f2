"""Work that this machine does once at a time, so that strangers' dear requests never take every worker."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings

from collection.errors import SibukError


@contextmanager
def hold_satu(nama: str, pesan: str) -> Iterator[None]:
    """Alone on this machine while inside; given back also by a process that was killed.

    Raises SibukError with the sentence at once where another has it: waiting would take the next worker too.
    """
    settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
    with (settings.VAR_DIR / f"{nama}.giliran").open("wb") as berkas:
        try:
            fcntl.flock(berkas, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as galat:
            raise SibukError(pesan) from galat
        yield
