"""How far a piece comes: to the end of its last full page, so that nobody sees where the pages were cut.

Reads the pages as WeasyPrint laid them out: boxes of elements, each with the element that it was made from.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from measurement.cetak.potong import TANDA_CELAH

MUNDUR = 3
"""Pages from the end that are looked at: where none begins at such a place, the piece stays as it was cut."""


def find_sambungan(halaman: Sequence[Any], sampai: int) -> tuple[int, int]:
    """How many of the pages stay, and where the next piece begins. `sampai`: the place where this one was cut."""
    for muat in range(len(halaman) - 1, max(0, len(halaman) - 1 - MUNDUR), -1):
        celah = _find_awal(_open(halaman[muat]), set(_list_celah(_open(halaman[muat - 1]))))
        if celah is not None:
            return muat, celah
    return len(halaman), sampai


def _open(halaman: Any) -> Any:
    """The box of the page's content, without what stands in its margins."""
    return halaman._page_box.children[0]


def _find_awal(kotak: Any, sebelum: set[int]) -> int | None:
    """The place that a page begins with; None where it begins with something that is not to be cut before.

    `sebelum`: places whose elements stand on the page before: they go on here.
    """
    pertama = next(_list_isi(kotak), None)
    if pertama is None:
        return None
    celah = _read_celah(pertama)
    return celah if celah is not None and celah not in sebelum else _find_awal(pertama, sebelum)


def _list_isi(kotak: Any) -> Iterator[Any]:
    """The boxes that a box holds, but for what has a place of its own and for the repeated heads of tables."""
    for anak in getattr(kotak, "children", ()):
        if anak.is_in_normal_flow() and not getattr(anak, "is_header", False):
            yield anak


def _list_celah(kotak: Any) -> Iterator[int]:
    for anak in _list_isi(kotak):
        if (celah := _read_celah(anak)) is not None:
            yield celah
        yield from _list_celah(anak)


def _read_celah(kotak: Any) -> int | None:
    nomor = None if kotak.element is None else kotak.element.get(TANDA_CELAH)
    return None if nomor is None else int(nomor)
