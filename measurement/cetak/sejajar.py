"""The pieces laid out in several processes at once, each piece a file: what is finished is not made again."""

import gc
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

from measurement.cetak import CetakGagal
from measurement.cetak.bagian import Rencana, render_bagian

JEDA = 0.02
SEKALIGUS = 4
"""Pieces that one child lays out at most: starting costs a tenth of a piece, and each leaves 40 MB behind."""


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
    antre.sort(key=lambda nomor: -len(rencana.bagian[nomor].isi))  # the longest first, or the last one is waited for
    jalan: dict[int, list[int]] = {}
    try:
        while antre or jalan:
            while antre and len(jalan) < proses:
                milik = antre[: min(SEKALIGUS, -(-len(antre) // (2 * proses)))]
                antre = antre[len(milik) :]
                jalan[_start(rencana, milik, berkas)] = milik
            _wait(jalan, berkas)
            kabar(sum(satu.exists() for satu in berkas), len(berkas))
    finally:
        for pid in jalan:
            os.waitpid(pid, 0)
    return berkas


def _start(rencana: Rencana, milik: list[int], berkas: list[Path]) -> int:
    """A child for some pieces: it ends before what it never collects is too much, and gives all of its memory back."""
    sys.stdout.flush()
    sys.stderr.flush()
    if pid := os.fork():
        return pid
    kode, nomor = 1, 0
    gc.disable()  # or switching it on after each piece goes through all that the piece made: a sixth of the time
    try:
        for nomor in milik:
            sementara = berkas[nomor].with_suffix(f".{os.getpid()}")
            sementara.write_bytes(render_bagian(rencana, nomor))
            os.replace(sementara, berkas[nomor])
        kode = 0
    except BaseException as galat:  # whatever it was, this child must not go on as its parent
        print(f"bagian {nomor + 1}: {galat!r}", file=sys.stderr, flush=True)
    finally:
        os._exit(kode)


def _wait(jalan: dict[int, list[int]], berkas: list[Path]) -> None:
    """Until one has ended, or a second has passed."""
    sampai = time.monotonic() + 1
    while time.monotonic() < sampai:
        for pid in list(jalan):
            selesai, status = os.waitpid(pid, os.WNOHANG)
            if selesai:
                gagal = [nomor + 1 for nomor in jalan.pop(pid) if not berkas[nomor].exists()]
                if status:
                    raise BagianGagal(f"Bagian {gagal[0] if gagal else '?'} tidak dapat dicetak (status {status}).")
                return
        time.sleep(JEDA)
