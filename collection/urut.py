"""The order of codes as people count: Z2 before Z10. Pure."""

import re
from collections.abc import Callable, Hashable, Iterable
from typing import Any, TypeVar

T = TypeVar("T")
_BAGIAN = re.compile(r"(\d+)")


def build_kunci_kode(kode: str) -> tuple[tuple[int, int, str], ...]:
    """What a code is sorted by: its runs of digits as numbers, the rest as text, capitals like small letters."""
    bagian = _BAGIAN.split(kode.casefold())
    return tuple((0, int(satu), satu) if satu.isdecimal() else (1, 0, satu) for satu in bagian if satu)


def group_urut(semua: Iterable[T], kelompok: Callable[[T], Hashable]) -> list[T]:
    """The same rows, those of one group together where its first one stands."""
    urutan: dict[Hashable, list[T]] = {}
    for satu in semua:
        urutan.setdefault(kelompok(satu), []).append(satu)
    return [satu for milik in urutan.values() for satu in milik]


def sort_dalam(semua: Iterable[T], kelompok: Callable[[T], Hashable], kunci: Callable[[T], Any]) -> list[T]:
    """The same rows, the groups in the order in which their first ones come, each of them sorted by `kunci`."""
    daftar = list(semua)
    letak = {milik: nomor for nomor, milik in enumerate(dict.fromkeys(kelompok(satu) for satu in daftar))}
    return sorted(daftar, key=lambda satu: (letak[kelompok(satu)], kunci(satu)))
