"""A stranger's file is taken apart in a process of its own with a bound on memory and time, never in a worker."""

import logging
import resource
import signal
import subprocess
import sys
from pathlib import Path
from types import FrameType

MAKS_MEMORI = 1024 * 1024 * 1024
MAKS_DETIK = 8
DETIK_URAI = 5
DETIK_TUNGGU = 60
"""By the clock, where the others are seconds of work: a busy machine is no reason to call a file too complicated."""


def run(modul: str, masukan: bytes) -> bytes:
    """What `python -m modul` writes for that input. Raises OSError or SubprocessError where it fails or is stopped."""
    akar = Path(__file__).resolve().parent.parent.parent
    perintah = [sys.executable, "-m", modul, str(MAKS_MEMORI), str(MAKS_DETIK)]
    return subprocess.run(
        perintah, input=masukan, capture_output=True, check=True, timeout=DETIK_TUNGGU, cwd=akar
    ).stdout


def bound() -> None:
    """Begin the bounded process: its arguments are the memory that it may take, in bytes, and its seconds of work.

    After `DETIK_URAI` seconds of work TimeoutError is raised once, so that what was found till then can be told.
    """
    memori, detik = map(int, sys.argv[1:3])
    resource.setrlimit(resource.RLIMIT_AS, (memori, memori))
    resource.setrlimit(resource.RLIMIT_CPU, (detik, detik))
    logging.disable(logging.CRITICAL)
    signal.signal(signal.SIGVTALRM, _stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, DETIK_URAI)


def join(*bagian: bytes) -> bytes:
    """Several pieces as one input."""
    return b"".join(len(satu).to_bytes(8, "big") + satu for satu in bagian)


def split(masukan: bytes) -> list[bytes]:
    """The pieces of `join` again."""
    hasil, awal = [], 0
    while awal < len(masukan):
        akhir = awal + 8 + int.from_bytes(masukan[awal : awal + 8], "big")
        hasil.append(masukan[awal + 8 : akhir])
        awal = akhir
    return hasil


def _stop(nomor: int, bingkai: FrameType | None) -> None:
    raise TimeoutError
