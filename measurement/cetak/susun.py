"""A whole page as PDF/A-3u: in one piece where it is short, else in pieces that are put together."""

from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from measurement.cetak import CetakGagal
from measurement.cetak.bagian import JANGKAR, Rencana, find_tanda, find_teks, lay_out, render_bagian
from measurement.cetak.gabung import count_halaman, find_letak, merge_bagian
from measurement.cetak.nomor import CONTOH, GAYA, KALIMAT, Penomor
from measurement.cetak.potong import Bagian, split_halaman
from measurement.cetak.sejajar import render_semua

DEPAN = 4
"""How often the front is laid out at most until its own pages are those that its numbers reckoned with."""
DEPAN_PENDEK = 10_000
"""Characters up to which the front is laid out only when all else is there: a cover, a summary and the contents."""
HALAMAN_DEPAN, HALAMAN_RINGKASAN = 3, 2
"""What such a front is reckoned with at first: its pages, and the one that its own places are on."""


class DepanGoyah(CetakGagal):
    """The front never came to rest: its length depends on the numbers in it."""


def plan_cetakan(halaman: str, gaya: str, ukuran: int | None = None) -> Rencana:
    """How a page is printed: where it is cut. A function of the page alone, but for `ukuran` (characters) in tests."""
    kepala = halaman[: halaman.find("<body>")]
    return Rencana(kepala, split_halaman(halaman, ukuran), gaya, find_teks(halaman), find_tanda(halaman))


def print_cetakan(
    rencana: Rencana, *, proses: int, lampiran: Sequence[object] = (), map_: Path | None = None,
    kabar: Callable[[int, int], None] = lambda selesai, semua: None,
) -> bytes:  # fmt: skip
    """The PDF. `map_` keeps finished pieces, so that a run that was killed goes on where it stood.

    `kabar` is told how many pieces of how many are finished; putting them together counts as one more.
    Raises CetakGagal.
    """
    if len(rencana.potongan) == 1:
        return lay_out(f"{rencana.kepala}<body>{rencana.potongan.isi}</body></html>", rencana.gaya, lampiran)
    contoh = lay_out(CONTOH.format(KALIMAT), GAYA)
    with TemporaryDirectory() as sementara:
        tempat = map_ or Path(sementara)

        def tell(selesai: int, semua: int) -> None:
            kabar(selesai, semua + 1)

        dari = int(rencana.potongan.measure(0) <= DEPAN_PENDEK)
        semua = render_semua(rencana, tempat, proses=proses, kabar=tell, dari=dari)
        return _join(rencana, semua, lampiran, contoh)


def _join(rencana: Rencana, semua: dict[int, tuple[Bagian, Path]], lampiran: Sequence[object], contoh: bytes) -> bytes:
    """The front, now that the pages of all places are known, and everything as one file."""
    depan = semua.pop(0)[1].read_bytes() if 0 in semua else b""
    bagian, berkas = zip(*semua.values(), strict=True)
    dalam = find_letak(berkas)
    halaman = _reckon(depan, dalam) if depan else _guess(rencana, dalam)
    for _ in range(DEPAN):
        depan, _ = render_bagian(rencana, rencana.potongan.plan(0), halaman, lampiran)
        if (nyata := _reckon(depan, dalam)) == halaman:
            break
        halaman = nyata
    else:
        raise DepanGoyah("Daftar isi tidak dapat disusun.")
    isi = [rencana.potongan.write(satu) for satu in (rencana.potongan.plan(0), *bagian)]
    return merge_bagian([BytesIO(depan), *berkas], isi, Penomor(contoh))


def _reckon(depan: bytes, dalam: dict[str, int]) -> dict[str, int]:
    """The page of each place, with that front before the others; `dalam`: theirs, counted without it."""
    panjang = count_halaman([BytesIO(depan)])[0]
    return {nama: nomor + panjang for nama, nomor in dalam.items()} | find_letak([BytesIO(depan)])


def _guess(rencana: Rencana, dalam: dict[str, int]) -> dict[str, int]:
    """The same before there is a front: where it is wrong, the front is laid out once more."""
    milik = JANGKAR.findall(rencana.potongan.write(rencana.potongan.plan(0)))
    return {nama: nomor + HALAMAN_DEPAN for nama, nomor in dalam.items()} | dict.fromkeys(milik, HALAMAN_RINGKASAN)
