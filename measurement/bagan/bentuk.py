"""The parts of a drawn flowchart: cells with words, symbols, arrows, each knowing its outline. Pure.

All lengths are whole units of the drawing (a symbol is 48 by 32); how large a unit is, the page decides.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import sqrt

from measurement.bagan.alur import Asal, JenisPanah, Lambang

UKURAN = {Lambang.KAPSUL: (48, 32), Lambang.KOTAK: (48, 32), Lambang.WAJIK: (48, 32), Lambang.SEGI_LIMA: (24, 20)}
PUNGGUNG_SEGI_LIMA = 3
"""How far below its middle the pentagon's sides end and its point begins."""

Titik = tuple[int, int]


@dataclass(frozen=True)
class Teks:
    """A column of words beside the symbols: its title (under a common one, if any), its width, a text for each step."""

    judul: str
    lebar: int
    isi: tuple[str, ...]
    kelompok: str = ""
    tengah: bool = False


@dataclass(frozen=True)
class Keadaan:
    """How far a case is: the state of each step by its number, and how often each act sent it back to which step."""

    langkah: Mapping[int, str] = field(default_factory=dict)
    diambil: Mapping[tuple[Asal, int], int] = field(default_factory=dict)


@dataclass(frozen=True)
class Sel:
    """A cell of the table: its frame and its lines, each with the point where it is anchored."""

    x: int
    y: int
    lebar: int
    tinggi: int
    baris: tuple[tuple[int, int, str], ...] = ()
    tengah: bool = False
    langkah: int = 0
    keadaan: str = ""


@dataclass(frozen=True)
class Simbol:
    """A symbol around its middle (x, y). `langkah`: its step, or for a pentagon the step at the other end."""

    lambang: Lambang
    x: int
    y: int
    langkah: int
    huruf: str = ""
    keadaan: str = ""

    @property
    def ukuran(self) -> tuple[int, int]:
        """Width and height."""
        return UKURAN[self.lambang]

    @property
    def bentuk(self) -> str:
        """The outline as an SVG path."""
        lebar, tinggi = self.ukuran
        a, b = lebar // 2, tinggi // 2
        x, y = self.x, self.y
        if self.lambang == Lambang.WAJIK:
            return f"M{x - a} {y}L{x} {y - b}L{x + a} {y}L{x} {y + b}Z"
        if self.lambang == Lambang.SEGI_LIMA:
            bahu = y + PUNGGUNG_SEGI_LIMA
            return f"M{x - a} {y - b}H{x + a}V{bahu}L{x} {y + b}L{x - a} {bahu}Z"
        if self.lambang == Lambang.KAPSUL:
            kiri, kanan, busur = x - a + b, x + a - b, f"A{b} {b} 0 0 1"
            return f"M{kiri} {y - b}H{kanan}{busur} {kanan} {y + b}H{kiri}{busur} {kiri} {y - b}Z"
        return f"M{x - a} {y - b}H{x + a}V{y + b}H{x - a}Z"

    @property
    def y_huruf(self) -> int:
        """The foot of the letter in it."""
        return self.y + 1

    @property
    def tanda(self) -> str:
        """A mark that says its state without colour, as an SVG path: tick, dot, cross, or none."""
        x, y = self.x, self.y
        return {
            "selesai": f"M{x - 6} {y}L{x - 2} {y + 5}L{x + 7} {y - 5}",
            "kini": f"M{x - 1} {y}A1 1 0 0 1 {x + 1} {y}A1 1 0 0 1 {x - 1} {y}Z",
            "dibatalkan": f"M{x - 5} {y - 5}L{x + 5} {y + 5}M{x + 5} {y - 5}L{x - 5} {y + 5}",
        }.get(self.keadaan, "")

    def find_tepi(self, geser: int, sisi: int) -> int:
        """The x of the outline at a height beside the middle, on the left (-1) or the right (1)."""
        lebar, tinggi = self.ukuran
        a, b = lebar // 2, tinggi // 2
        if self.lambang == Lambang.WAJIK:
            return self.x + sisi * round(a * (1 - abs(geser) / b))
        if self.lambang == Lambang.KAPSUL:
            return self.x + sisi * round(a - b + sqrt(b * b - geser * geser))
        return self.x + sisi * a


@dataclass(frozen=True)
class Panah:
    """A connection as a line of level and upright pieces; `diambil`: how often a case went this way."""

    jenis: JenisPanah
    titik: tuple[Titik, ...]
    dari: int
    ke: int
    berarah: bool = True
    label: str = ""
    label_di: Titik = (0, 0)
    label_kanan: bool = False
    diambil: int = 0
    lewat: bool = False

    @property
    def garis(self) -> str:
        """The line as an SVG path."""
        return "M" + "L".join(f"{x} {y}" for x, y in self.titik)

    @property
    def mata(self) -> str:
        """The arrow head as points of an SVG polygon, its tip at the last point."""
        (x0, y0), (x, y) = self.titik[-2:]
        dx, dy = (x > x0) - (x < x0), (y > y0) - (y < y0)
        kiri, kanan = (x - 7 * dx + 3 * dy, y - 7 * dy + 3 * dx), (x - 7 * dx - 3 * dy, y - 7 * dy - 3 * dx)
        return " ".join(f"{a},{b}" for a, b in ((x, y), kiri, kanan))


@dataclass(frozen=True)
class Gambar:
    """One page of the flowchart."""

    lebar: int
    tinggi: int
    kepala: tuple[Sel, ...]
    sel: tuple[Sel, ...]
    simbol: tuple[Simbol, ...]
    panah: tuple[Panah, ...]
    langkah: tuple[int, ...]

    @property
    def kotak_lihat(self) -> str:
        """The viewBox, a unit wider on each side than the frame, whose line would be halved otherwise."""
        return f"-1 -1 {self.lebar + 2} {self.tinggi + 2}"

    @property
    def ukuran_layar(self) -> Titik:
        """Width and height in pixels at which its words can be read on a screen."""
        return self.lebar * 6 // 5, self.tinggi * 6 // 5
