"""How whoever acts was let in, put on record with what they did: the web's floor alone knows it, and tells it.

What a program of the installation does (examples, commands) has no session, and says nothing.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

SANDI = "kata sandi"
KUNCI = "masuk_dengan"
"""Under this name among the new values of a trail row."""


def _tanpa_sesi() -> bool:
    return False


_bersandi: ContextVar[Callable[[], bool]] = ContextVar("bersandi", default=_tanpa_sesi)


@contextmanager
def tell_masuk(bersandi: Callable[[], bool]) -> Iterator[None]:
    """For the block: `bersandi` says whether a password opened the session, and is asked only where it is written."""
    tanda = _bersandi.set(bersandi)
    try:
        yield
    finally:
        _bersandi.reset(tanda)


def write_masuk() -> dict[str, str]:
    """What a trail row says of it; empty outside of a session."""
    return {KUNCI: SANDI} if _bersandi.get()() else {}
