"""An uploaded picture made into a logo: judged by its content, decoded within bounds, and written anew.

What is kept is what we drew ourselves: no metadata, no colour profile, no transparency (PDF/A-1b knows none), nothing
that a picture can carry besides its pixels.
"""

import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import NamedTuple

from PIL import Image, ImageFile, ImageOps

from collection.errors import IsianError

MAKS_UKURAN = 2 * 1024 * 1024
MAKS_SISI, MIN_SISI = 4000, 120
"""Pixels of a side: what is decoded takes 64 MB at most, and what is printed 24 mm high can still be read."""
MAKS_BANDING = 4
"""How many times as long as the other a side may be: what is longer is a banner, no logo."""
SISI = 360
"""Pixels of the longer side as it is kept: 380 to the inch in a letterhead."""
PADAT = 60 * 1024
"""Bytes from which its colours are counted out: every paper carries the logo with it."""
TANDA = {b"\x89PNG\r\n\x1a\n": "PNG", b"\xff\xd8\xff": "JPEG"}
TERIMA = "Unggah logo sebagai PNG atau JPG."
ASING = (
    (b"<svg", f"Gambar SVG tidak diterima karena dapat memuat program. {TERIMA}"),
    (b"<html", f"Berkas ini halaman web (HTML), bukan gambar. {TERIMA}"),
    (b"<!doctype html", f"Berkas ini halaman web (HTML), bukan gambar. {TERIMA}"),
    (b"%pdf-", f"Berkas ini PDF, bukan gambar. {TERIMA}"),
    (b"gif8", f"Gambar GIF tidak diterima. {TERIMA}"),
)
INTIP = 1024
KUNCI = threading.Lock()
RUSAK = "Gambar ini rusak atau terpotong, jadi tidak dapat dibuka. Simpan ulang sebagai PNG, lalu unggah lagi."


class GambarLogo(NamedTuple):
    """The PNG as it is kept, and its pixels."""

    isi: bytes
    lebar: int
    tinggi: int


def refuse(pesan: str) -> IsianError:
    """The refusal of the field `berkas`."""
    return IsianError(pesan, {"berkas": [pesan]})


def read_gambar(isi: bytes) -> GambarLogo:
    """The logo of an uploaded file. Raises IsianError with what is wrong with it and what to do."""
    if not isi:
        raise refuse("Berkas ini kosong. Pilih berkas gambar.")
    if len(isi) > MAKS_UKURAN:
        raise refuse(f"Berkas lebih dari {MAKS_UKURAN // 1024 // 1024} MB. Perkecil gambarnya, lalu unggah lagi.")
    bentuk = next((nama for awal, nama in TANDA.items() if isi.startswith(awal)), "")
    if not bentuk:
        intip = isi[:INTIP].lower()
        raise refuse(next((pesan for tanda, pesan in ASING if tanda in intip), f"Berkas ini bukan gambar. {TERIMA}"))
    try:
        with warnings.catch_warnings(), _read_utuh():
            warnings.simplefilter("ignore")  # of odd but harmless metadata, which is not kept
            return _redraw(isi, bentuk)
    except Image.DecompressionBombError:
        raise refuse(f"Gambar ini terlalu luas; sisi terpanjang paling besar {MAKS_SISI} piksel.") from None
    except (OSError, ValueError, SyntaxError, EOFError, ArithmeticError, MemoryError):
        raise refuse(RUSAK) from None


@contextmanager
def _read_utuh() -> Iterator[None]:
    """Pillow refuses what is cut off, also where WeasyPrint was loaded: that makes it take it for the whole process."""
    with KUNCI:
        lama, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
        try:
            yield
        finally:
            ImageFile.LOAD_TRUNCATED_IMAGES = lama


def _redraw(isi: bytes, bentuk: str) -> GambarLogo:
    with Image.open(BytesIO(isi), formats=[bentuk]) as gambar:
        _check_sisi(*gambar.size)
        gambar.load()
        tegak = ImageOps.exif_transpose(gambar).convert("RGBA")
    kertas = Image.new("RGB", tegak.size, "white")
    kertas.paste(tegak, mask=tegak.getchannel("A"))
    if min(kertas.getextrema()[n][0] for n in range(3)) == 255:
        raise refuse("Gambar ini kosong: semua titiknya putih atau tembus pandang. Pilih gambar logo.")
    kertas.thumbnail((SISI, SISI), Image.Resampling.LANCZOS)
    hasil = _write(kertas)
    if len(hasil) > PADAT:
        hasil = _write(kertas.quantize(256))
    return GambarLogo(hasil, *kertas.size)


def _check_sisi(lebar: int, tinggi: int) -> None:
    ukuran = f"Gambar ini {lebar} × {tinggi} piksel"
    if max(lebar, tinggi) > MAKS_SISI:
        raise refuse(f"{ukuran}; sisi terpanjang paling besar {MAKS_SISI} piksel. Perkecil gambarnya.")
    if min(lebar, tinggi) < MIN_SISI:
        raise refuse(f"{ukuran}; sisi terpendek paling kecil {MIN_SISI} piksel agar tercetak jelas.")
    if max(lebar, tinggi) > MAKS_BANDING * min(lebar, tinggi):
        raise refuse(f"{ukuran}; sisi panjangnya paling banyak {MAKS_BANDING} kali sisi pendeknya.")


def _write(gambar: Image.Image) -> bytes:
    wadah = BytesIO()
    gambar.save(wadah, "PNG", optimize=True)
    return wadah.getvalue()
