"""A whole page as PDF/A-3u: in one piece where it is short, else in pieces that are put together."""

from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from measurement.cetak import CetakGagal
from measurement.cetak.bagian import Rencana, find_tanda, find_teks, lay_out, render_bagian
from measurement.cetak.gabung import count_halaman, find_letak, merge_bagian
from measurement.cetak.nomor import CONTOH, GAYA, KALIMAT, Penomor
from measurement.cetak.potong import Bagian, split_halaman
from measurement.cetak.sejajar import render_semua

DEPAN = 4
"""How often the front is laid out at most until its own length is the one that the page numbers reckoned with."""


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

        semua = render_semua(rencana, tempat, proses=proses, kabar=tell)
        return _join(rencana, semua, lampiran, contoh)


def _join(rencana: Rencana, semua: list[tuple[Bagian, Path]], lampiran: Sequence[object], contoh: bytes) -> bytes:
    """The front once more, now that the pages of all places are known, and everything as one file."""
    bagian, berkas = zip(*semua, strict=True)
    dalam = find_letak(berkas)
    panjang = count_halaman(berkas[:1])[0]
    depan = b""
    for _ in range(DEPAN):
        depan, _ = render_bagian(rencana, bagian[0], dalam, lampiran)
        baru = count_halaman([BytesIO(depan)])[0]
        if baru == panjang:
            break
        dalam = {nama: nomor + baru - panjang for nama, nomor in dalam.items()}
        panjang = baru
    else:
        raise DepanGoyah("Daftar isi tidak dapat disusun.")
    isi = [rencana.potongan.write(satu) for satu in bagian]
    return merge_bagian([BytesIO(depan), *berkas[1:]], isi, Penomor(contoh))
