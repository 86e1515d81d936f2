"""How far a long import has come: told by the work itself, read by any other request of the same person.

A file in SAKIP_VAR, because nothing else is seen at once by the other worker: the work may be inside a transaction,
and the cache is each worker's own. It is not there before half a second nor after the end.
"""

import json
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, TypeVar

from django.conf import settings

from collection.angka import format_angka
from collection.models import Pengguna, PerangkatDaerah

Satu = TypeVar("Satu")
DIAM = 0.5
"""Seconds before the first word of it: what is over by then needs none."""
JEDA = 0.2
UMUR = 120
"""Seconds after which a file is that of a process that died (gunicorn ends a request by then)."""
TIAP = 250
"""So many rows are worked on between two looks at the clock."""


@dataclass(frozen=True)
class Kemajuan:
    """`kerja`: what is done, to what; `langkah`: the step under way, `ke` of `semua`; `selesai` of `dari`.

    `dari` is 0 where nobody knows how much there is; `satuan` is what is counted: baris, or bytes of the file, which
    people read as a percentage.
    """

    kerja: str
    langkah: str
    ke: int = 1
    semua: int = 1
    selesai: int = 0
    dari: int = 0
    satuan: str = "baris"

    @property
    def teks(self) -> str:
        """One sentence."""
        awal = f"Langkah {self.ke} dari {self.semua}: {self.langkah}"
        if not self.dari:
            return f"{awal}."
        if self.satuan != "baris":
            return f"{awal}, {100 * self.selesai // self.dari}% berkas."
        return f"{awal}, baris {format_angka(self.selesai, desimal=0)} dari {format_angka(self.dari, desimal=0)}."


class Pelapor:
    """Writes the file, now and then."""

    def __init__(self, jalur: Path, kerja: str, semua: int) -> None:
        self._jalur, self._kerja, self._semua = jalur, kerja, semua
        self._lagi = time.monotonic() + DIAM

    def tell(self, langkah: str, ke: int, selesai: int, dari: int, satuan: str) -> None:
        """One look at the clock; a file where it is time."""
        kini = time.monotonic()
        if kini < self._lagi:
            return
        self._lagi = kini + JEDA
        isi = Kemajuan(self._kerja, langkah, ke, self._semua, min(selesai, dari), dari, satuan)
        self._jalur.parent.mkdir(exist_ok=True)
        baru = self._jalur.with_suffix(".baru")
        baru.write_text(json.dumps(asdict(isi)))
        baru.replace(self._jalur)


_pelapor: ContextVar[Pelapor | None] = ContextVar("pelapor", default=None)


@contextmanager
def track(kantor: PerangkatDaerah, user: Pengguna, kerja: str, semua: int) -> Iterator[None]:
    """What is told inside is the progress of this person's work for this office; `semua`: how many steps it has."""
    jalur = _get_jalur(kantor, user)
    tanda = _pelapor.set(Pelapor(jalur, kerja, semua))
    try:
        yield
    finally:
        _pelapor.reset(tanda)
        jalur.unlink(missing_ok=True)


def tell(langkah: str, ke: int = 1, selesai: int = 0, dari: int = 0, satuan: str = "baris") -> None:
    """The step under way, and how much of it is done; nothing where nobody tracks."""
    pelapor = _pelapor.get()
    if pelapor is not None:
        pelapor.tell(langkah, ke, selesai, dari, satuan)


def tell_each(semua: Sequence[Satu], langkah: str, ke: int) -> Iterable[Satu]:
    """The rows one by one, told of as they go by."""
    if _pelapor.get() is None:
        return semua
    return _walk(semua, langkah, ke)


def _walk(semua: Sequence[Satu], langkah: str, ke: int) -> Iterator[Satu]:
    for awal in range(0, len(semua), TIAP):
        tell(langkah, ke, awal, len(semua))
        yield from semua[awal : awal + TIAP]


class Terbaca:
    """A file that tells how much of it has been read."""

    def __init__(self, sumber: IO[bytes], ukuran: int, langkah: str, ke: int) -> None:
        self._sumber, self._ukuran, self._langkah, self._ke, self._posisi = sumber, ukuran, langkah, ke, 0

    def read(self, banyak: int = -1) -> bytes:
        """The next bytes."""
        isi = self._sumber.read(banyak)
        self._posisi += len(isi)
        tell(self._langkah, self._ke, self._posisi, self._ukuran, "byte")
        return isi


def read_kemajuan(kantor: PerangkatDaerah, user: Pengguna) -> Kemajuan | None:
    """What this person's import for the office is at; None where none is under way."""
    jalur = _get_jalur(kantor, user)
    with suppress(FileNotFoundError, ValueError, TypeError):
        if time.time() - jalur.stat().st_mtime < UMUR:
            return Kemajuan(**json.loads(jalur.read_text()))
    return None


def _get_jalur(kantor: PerangkatDaerah, user: Pengguna) -> Path:
    return Path(settings.VAR_DIR) / "kemajuan" / f"{kantor.pk}-{user.pk}.json"
