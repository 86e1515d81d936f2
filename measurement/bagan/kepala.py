"""The head of the table around the flowchart: titles, and above some of them a common one. Pure."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from measurement.bagan.bentuk import Sel, Teks
from measurement.bagan.teks import HURUF_JUDUL, JARAK_SEL, wrap

TINGGI_KELOMPOK, SPASI_JUDUL, DASAR_JUDUL = 18, 11, 9
PELAKSANA = "Pelaksana"

Judul = tuple[str, str, int]
"""The common title (blank: none), the column's own, its width."""


def measure_kepala(kiri: Sequence[Teks], kolom: Sequence[str], lebar: Sequence[int], kanan: Sequence[Teks]) -> int:
    """The height of the head."""
    semua = _list_judul(kiri, kolom, lebar, kanan)
    baris = max(len(wrap(judul, lebar - 2 * JARAK_SEL, HURUF_JUDUL, tebal=True)) for _, judul, lebar in semua)
    return TINGGI_KELOMPOK + baris * SPASI_JUDUL + 2 * JARAK_SEL


def build_kepala(
    kiri: Sequence[Teks], kolom: Sequence[str], lebar: Sequence[int], kanan: Sequence[Teks]
) -> tuple[Sel, ...]:
    """The cells of the head, from left to right."""
    tinggi = measure_kepala(kiri, kolom, lebar, kanan)
    return tuple(_list_sel(_list_judul(kiri, kolom, lebar, kanan), tinggi))


def _list_judul(kiri: Sequence[Teks], kolom: Sequence[str], lebar: Sequence[int], kanan: Sequence[Teks]) -> list[Judul]:
    pelaksana = [(PELAKSANA, judul, satu) for judul, satu in zip(kolom, lebar, strict=True)]
    teks = [[(satu.kelompok, satu.judul, satu.lebar) for satu in sisi] for sisi in (kiri, kanan)]
    return [*teks[0], *pelaksana, *teks[1]]


def _list_sel(semua: Sequence[Judul], tinggi: int) -> Iterator[Sel]:
    x = 0
    for kelompok, anggota in groupby(semua, key=lambda satu: satu[0]):
        daftar = list(anggota)
        if kelompok:
            yield _write_sel(kelompok, x, 0, sum(satu[2] for satu in daftar), TINGGI_KELOMPOK)
        for _, judul, lebar in daftar:
            atas = TINGGI_KELOMPOK if kelompok else 0
            yield _write_sel(judul, x, atas, lebar, tinggi - atas)
            x += lebar


def _write_sel(judul: str, x: int, y: int, lebar: int, tinggi: int) -> Sel:
    baris = wrap(judul, lebar - 2 * JARAK_SEL, HURUF_JUDUL, tebal=True)
    atas = y + (tinggi - len(baris) * SPASI_JUDUL) // 2
    tengah = x + lebar // 2
    isi = tuple((tengah, atas + n * SPASI_JUDUL + DASAR_JUDUL, satu) for n, satu in enumerate(baris))
    return Sel(x, y, lebar, tinggi, isi, tengah=True)
