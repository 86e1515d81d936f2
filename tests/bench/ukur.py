"""Measuring several ways in turns, in one process, so that a busy machine slows all of them alike."""

import gc
import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

from django.db import connection
from django.test.utils import CaptureQueriesContext


@dataclass(frozen=True)
class Batas:
    """`ours` takes at most (or, where `setidaknya`, is faster than `dari` by at least) so many times `dari`."""

    dari: str
    kali: float
    setidaknya: bool = False

    def write(self, waktu: dict[str, float]) -> tuple[bool, str]:
        """Whether it holds, and the sentence that says so with the figure."""
        if self.setidaknya:
            nyata = waktu[self.dari] / waktu["kita"]
            return nyata >= self.kali, f"{nyata:.2f} × lebih cepat dari {self.dari} (paling sedikit {self.kali:g} ×)"
        nyata = waktu["kita"] / waktu[self.dari]
        return nyata <= self.kali, f"{nyata:.2f} × {self.dari} (paling banyak {self.kali:g} ×)"


def compare(
    judul: str, cara: dict[str, Callable[[], object]], batas: list[Batas], kali: int = 15,
    sebelum: Callable[[], object] = lambda: None,
) -> bool:  # fmt: skip
    """Run each way `kali` times in turns and print medians in milliseconds; whether every bound holds.

    `sebelum` makes the beginning the same for each run, and is not timed.
    """
    catatan: dict[str, list[float]] = {nama: [] for nama in cara}
    for lakukan in cara.values():
        sebelum()
        lakukan()
    for _ in range(kali):
        for nama, lakukan in cara.items():
            sebelum()
            catatan[nama].append(_time(lakukan))
    waktu = {nama: median(semua) for nama, semua in catatan.items()}
    print(f"\n{judul} [{connection.vendor}], median dari {kali} kali")
    for nama, detik in waktu.items():
        print(f"  {nama:<28}{1000 * detik:10.2f} ms   {detik / waktu['kita']:6.2f} × kita")
    hasil = [satu.write(waktu) for satu in batas]
    for sah, kalimat in hasil:
        print(f"  {'memenuhi' if sah else 'TIDAK MEMENUHI'}: kita {kalimat}")
    return all(sah for sah, _ in hasil)


def _time(lakukan: Callable[[], object]) -> float:
    gc.collect()
    mulai = time.perf_counter()
    lakukan()
    return time.perf_counter() - mulai


def count_queries(lakukan: Callable[[], object]) -> int:
    """How many queries it takes."""
    with CaptureQueriesContext(connection) as tanyaan:
        lakukan()
    return len(tanyaan)
