"""How wide words are on paper and where a line of a cell breaks: SVG has no line breaks of its own. Pure.

Widths are those of Liberation Sans (the same as Arial and Helvetica), which the drawing asks for everywhere.
"""

from collections.abc import Iterator

REGULER = (
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556,
    556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833,
    722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556,
    556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334,
    260, 334, 584,
)  # fmt: skip
"""Advance widths of the characters from blank to tilde, in thousandths of the type size."""

LAIN = 1000
"""What is not ASCII is taken for as wide as it may be, so that no line is too long."""

HURUF, HURUF_JUDUL, SPASI, JARAK_SEL = 10, 9, 12, 5
"""Type size of a cell and of a title, from line to line, from the frame to the words: in units of the drawing."""

TEBAL = 1.09
"""Bold words are wider by this at most."""


def measure(teks: str, ukuran: float, *, tebal: bool = False) -> float:
    """The width of one line, in the units of `ukuran` (the type size)."""
    jumlah = sum(REGULER[ord(c) - 32] if " " <= c <= "~" else LAIN for c in teks)
    return jumlah * ukuran / 1000 * (TEBAL if tebal else 1)


def wrap(teks: str, lebar: float, ukuran: float, *, tebal: bool = False) -> tuple[str, ...]:
    """The lines of a text in a cell of that width; a word that is wider than the cell is cut. Blank: no line."""
    baris: list[str] = []
    for kata in teks.split():
        for potong in _split_kata(kata, lebar, ukuran, tebal=tebal):
            coba = f"{baris[-1]} {potong}" if baris else potong
            if baris and measure(coba, ukuran, tebal=tebal) <= lebar:
                baris[-1] = coba
            else:
                baris.append(potong)
    return tuple(baris)


def _split_kata(kata: str, lebar: float, ukuran: float, *, tebal: bool) -> Iterator[str]:
    """The word whole, or in pieces: after a slash where that is enough, else between letters."""
    while measure(kata, ukuran, tebal=tebal) > lebar and len(kata) > 1:
        muat = max((n for n in range(1, len(kata)) if measure(kata[:n], ukuran, tebal=tebal) <= lebar), default=1)
        garis = max(kata.rfind("/", 0, muat), kata.rfind("-", 0, muat)) + 1
        yield kata[: garis or muat]
        kata = kata[garis or muat :]
    yield kata
