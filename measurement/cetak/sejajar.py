"""The pieces laid out in several processes at once, each piece a file: what is finished is not made again."""

import gc
import os
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from measurement.cetak import CetakGagal
from measurement.cetak.bagian import Rencana, render_bagian
from measurement.cetak.potong import Bagian, Potongan

JEDA = 0.02
SEKALIGUS = 4
"""Pieces that one child lays out at most: starting costs a tenth of a piece, and each leaves 40 MB behind."""


class BagianGagal(CetakGagal):
    """A piece could not be laid out; says which."""


@dataclass
class _Kerja:
    """Which pieces are printed (each with its file), which are being printed, by which child, and which wait."""

    rencana: Rencana
    map_: Path
    siap: dict[int, tuple[Bagian, Path]] = field(default_factory=dict)
    jalan: dict[int, list[int]] = field(default_factory=dict)
    antre: list[int] = field(default_factory=list)

    def look(self) -> None:
        """Find the files of pieces that were finished, each beginning where the one before it ended."""
        for nomor in range(len(self.rencana.potongan)):
            if nomor in self.siap or (bagian := self.plan(nomor)) is None:
                continue
            for berkas in self.map_.glob(f"{nomor:04}-{bagian.mulai}-*.pdf"):
                self.siap[nomor] = bagian._replace(sampai=int(berkas.stem.rpartition("-")[2])), berkas

    def plan(self, nomor: int) -> Bagian | None:
        """A piece as it is to be printed; None while the one before it has yet to show where it begins."""
        if not self.rencana.potongan.goes_on(nomor):
            return self.rencana.potongan.plan(nomor)
        sebelum = self.siap.get(nomor - 1)
        return self.rencana.potongan.plan(nomor, sebelum[0].sampai) if sebelum else None

    def take(self, proses: int) -> list[int]:
        """The next pieces for one child, in their order: some of the longest row of pieces that can begin now."""
        banyak = min(SEKALIGUS, -(-len(self.antre) // (2 * proses)))
        milik: list[int] = []
        for nomor in self.antre:
            while len(milik) < banyak and nomor in self.antre and nomor not in milik and self._can_begin(nomor, milik):
                milik.append(nomor)
                nomor += 1
        self.antre = [nomor for nomor in self.antre if nomor not in milik]
        return milik

    def _can_begin(self, nomor: int, milik: list[int]) -> bool:
        return not self.rencana.potongan.goes_on(nomor) or nomor - 1 in self.siap or nomor - 1 in milik


def render_semua(
    rencana: Rencana, map_: Path, *, proses: int, kabar: Callable[[int, int], None] = lambda selesai, semua: None,
    dari: int = 0,
) -> dict[int, tuple[Bagian, Path]]:  # fmt: skip
    """Each piece from the number `dari` on as a file of `map_`, with where it ended, in order.

    Finished files that are there already are taken as they are.

    `kabar` is told how many of how many are finished, at least every second. Lay out a page before: what WeasyPrint
    learns once (its own stylesheet, the fonts) every child has then. Raises BagianGagal.
    """
    kerja = _Kerja(rencana, map_)
    kerja.look()
    panjang = _measure_sisa(rencana.potongan)
    nomor = range(dari, len(panjang))
    kerja.antre = sorted(set(nomor) - set(kerja.siap), key=lambda satu: -panjang[satu])
    try:
        while kerja.antre or kerja.jalan:
            while len(kerja.jalan) < proses and (milik := kerja.take(proses)):
                kerja.jalan[_start(kerja, milik)] = milik
            _wait(kerja)
            kabar(len(kerja.siap), len(nomor))
    finally:
        for pid in kerja.jalan:
            os.waitpid(pid, 0)
    return {satu: kerja.siap[satu] for satu in nomor}


def _measure_sisa(potongan: Potongan) -> list[int]:
    """Characters of each piece and of those that wait for it: the longest goes first, or at the end all wait for it."""
    panjang = [potongan.measure(nomor) for nomor in range(len(potongan))]
    for nomor in reversed(range(1, len(panjang))):
        if potongan.goes_on(nomor):
            panjang[nomor - 1] += panjang[nomor]
    return panjang


def _start(kerja: _Kerja, milik: list[int]) -> int:
    """A child for some pieces: it ends before what it never collects is too much, and gives all of its memory back."""
    sys.stdout.flush()
    sys.stderr.flush()
    if pid := os.fork():
        return pid
    kode, nomor = 1, 0
    gc.disable()  # or switching it on after each piece goes through all that the piece made: a sixth of the time
    try:
        for nomor in milik:
            _print_satu(kerja, nomor)
        kode = 0
    except BaseException as galat:  # whatever it was, this child must not go on as its parent
        print(f"bagian {nomor + 1}: {galat!r}", file=sys.stderr, flush=True)
    finally:
        os._exit(kode)


def _print_satu(kerja: _Kerja, nomor: int) -> None:
    """One piece as a file, whose name says where it begins and where it ended."""
    isi, bagian = render_bagian(kerja.rencana, kerja.plan(nomor))
    berkas = kerja.map_ / f"{nomor:04}-{bagian.mulai}-{bagian.sampai}.pdf"
    sementara = berkas.with_suffix(f".{os.getpid()}")
    sementara.write_bytes(isi)
    os.replace(sementara, berkas)
    kerja.siap[nomor] = bagian, berkas


def _wait(kerja: _Kerja) -> None:
    """Until one has ended, or a second has passed."""
    sampai = time.monotonic() + 1
    while time.monotonic() < sampai:
        for pid in list(kerja.jalan):
            selesai, status = os.waitpid(pid, os.WNOHANG)
            if selesai:
                milik = kerja.jalan.pop(pid)
                kerja.look()
                if status:
                    gagal = [nomor + 1 for nomor in milik if nomor not in kerja.siap]
                    raise BagianGagal(f"Bagian {gagal[0] if gagal else '?'} tidak dapat dicetak (status {status}).")
                return
        time.sleep(JEDA)
    kerja.look()
