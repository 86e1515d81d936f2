"""Typed reading of a TOML table that an office edits: every fault is told, none is guessed around."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

SEBUTAN: dict[type, str] = {str: "teks", int: "bilangan bulat", list: "daftar", dict: "tabel"}

P = TypeVar("P", bound=StrEnum)
V = TypeVar("V", str, int, list[Any], dict[str, Any])


@dataclass
class Tabel:
    """One table. Every take removes a key, so that `close` finds the unknown ones; `tell` gathers faults."""

    isi: dict[str, Any]
    tell: Callable[[str], None]

    def nest(self, isi: dict[str, Any], awalan: str) -> "Tabel":
        """A table inside this one; its faults are told with the prefix."""
        return Tabel(dict(isi), lambda pesan: self.tell(f"{awalan}: {pesan}"))

    def take(self, kunci: str, baku: V, *, wajib: bool = True) -> V:
        """The value of a key; `baku`, whose type is asked for, where it is missing or wrong (told)."""
        nilai = self.isi.pop(kunci, None)
        if nilai is None:
            if wajib:
                self.tell(f'Isian "{kunci}" tidak ada.')
        elif type(nilai) is type(baku):  # exact: true must not pass as the number 1
            return nilai
        else:
            self.tell(f'Isian "{kunci}" harus berupa {SEBUTAN[type(baku)]}.')
        return baku

    def take_daftar(self, kunci: str, contoh: V, *, wajib: bool = True) -> tuple[V, ...]:
        """A list whose members have the type of `contoh`; others are told and left out."""
        daftar = self.take(kunci, [], wajib=wajib)
        if any(type(nilai) is not type(contoh) for nilai in daftar):
            self.tell(f'Isian "{kunci}" harus berupa daftar {SEBUTAN[type(contoh)]}.')
        return tuple(nilai for nilai in daftar if type(nilai) is type(contoh))

    def take_pilihan(self, kunci: str, pilihan: type[P], *, wajib: bool = True) -> P | None:
        """A member of a closed vocabulary; None where it is missing or unknown (told)."""
        mentah = self.isi.get(kunci)
        nilai = self.take(kunci, "", wajib=wajib)
        if mentah in list(pilihan):
            return pilihan(nilai)
        if isinstance(mentah, str):
            self.tell(f'Isian "{kunci}" tidak mengenal "{nilai}"; pilihannya: {", ".join(pilihan)}.')
        return None

    def close(self) -> None:
        """Tells every key that nobody took."""
        for kunci in self.isi:
            self.tell(f'Isian "{kunci}" tidak dikenal.')
