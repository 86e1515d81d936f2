"""What a target and a realisasi may be besides one number: a range, and a numerator over a denominator. Pure."""

from dataclasses import dataclass
from decimal import Decimal, localcontext

from collection.angka import KONTEKS

SERATUS = Decimal(100)


@dataclass(frozen=True, slots=True)
class Rentang:
    """A target that is kept anywhere from `bawah` to `atas`, both included, in the indicator's unit.

    Raises ValueError where `bawah` lies above `atas`.
    """

    bawah: Decimal
    atas: Decimal

    def __post_init__(self) -> None:
        if self.bawah > self.atas:
            raise ValueError("Batas bawah rentang melebihi batas atasnya.")


@dataclass(frozen=True, slots=True)
class Komponen:
    """A realisasi as pembilang over penyebut, each in its own unit, times `pengali` (100 makes a percentage).

    A published table is only reproduced from these: from 6,12 and 10,83 follows 56,51, from their components 56,53.
    """

    pembilang: Decimal | None
    penyebut: Decimal | None
    pengali: Decimal = SERATUS

    @property
    def terisi(self) -> bool:
        """Whether both parts were measured; 0 is a value."""
        return self.pembilang is not None and self.penyebut is not None

    def compute_nilai(self) -> Decimal | None:
        """The unrounded value in the indicator's unit; None where a part is missing or the penyebut is 0."""
        if self.pembilang is None or not self.penyebut:
            return None
        with localcontext(KONTEKS):
            return self.pengali * self.pembilang / self.penyebut


NilaiTarget = Decimal | Rentang
NilaiRealisasi = Decimal | Komponen
