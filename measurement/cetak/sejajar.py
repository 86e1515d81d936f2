"""The pieces laid out in several processes at once, each piece a file: what is finished is not made again."""

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

from measurement.cetak import CetakGagal
from measurement.cetak.bagian import Rencana, render_bagian

JEDA = 0.02


class BagianGagal(CetakGagal):
    """A piece could not be laid out; says which."""


def render_semua(
    rencana: Rencana, map_: Path, *, proses: int, kabar: Callable[[int, int], None] = lambda selesai, semua: None
) -> list[Path]:
    """Each piece as a file of `map_`; finished files that are there already are taken as they are.

    `kabar` is told how many of how many are finished, at least every second. Lay out a page before: what WeasyPrint
    learns once (its own stylesheet, the fonts) every child has then. Raises BagianGagal.
    """
    berkas = [map_ / f"{nomor:04}.pdf" for nomor in range(len(rencana.bagian))]
    antre = [nomor for nomor, satu in enumerate(berkas) if not satu.exists()]
    jalan: dict[int, int] = {}
    try:
        while antre or jalan:
            while antre and len(jalan) < proses:
                nomor = antre.pop(0)
                jalan[_start(rencana, nomor, berkas[nomor])] = nomor
            _wait(jalan)
            kabar(len(berkas) - len(antre) - len(jalan), len(berkas))
    finally:
        for pid in jalan:
            os.waitpid(pid, 0)
    return berkas


def _start(rencana: Rencana, nomor: int, berkas: Path) -> int:
    """A child for each piece gives all of its memory back, and begins where every other began."""
    sys.stdout.flush()
    sys.stderr.flush()
    if pid := os.fork():
        return pid
    kode = 1
    try:
        sementara = berkas.with_suffix(f".{os.getpid()}")
        sementara.write_bytes(render_bagian(rencana, nomor))
        os.replace(sementara, berkas)
        kode = 0
    except BaseException as galat:  # whatever it was, this child must not go on as its parent
        print(f"bagian {nomor}: {galat!r}", file=sys.stderr, flush=True)
    finally:
        os._exit(kode)


def _wait(jalan: dict[int, int]) -> None:
    """Until one has ended, or a second has passed."""
    sampai = time.monotonic() + 1
    while time.monotonic() < sampai:
        for pid in list(jalan):
            selesai, status = os.waitpid(pid, os.WNOHANG)
            if selesai:
                nomor = jalan.pop(pid)
                if status:
                    raise BagianGagal(f"Bagian {nomor + 1} tidak dapat dicetak (status {status}).")
                return
        time.sleep(JEDA)
