"""Where a table breaks: no row of it stands alone on a page."""

import re

import pytest

from measurement.cetak.bagian import lay_out
from measurement.pdf import _read_css
from tests.factories.kertas import read_halaman

pytestmark = pytest.mark.kertas
BARIS = "<tr><td>baris{n}x</td><td>Uraian</td></tr>"
HALAMAN = (
    '<!DOCTYPE html><html lang="id"><head><meta charset="utf-8"><title>Uji</title></head><body><section><p>Awal.</p>'
    '<div class="{kelas}"></div><table class="tabel"><caption>Judul</caption>'
    "<thead><tr><th>A</th><th>B</th></tr></thead><tbody>{baris}</tbody></table></section></body></html>"
)
RUANG = "".join(f".r{n} {{ height: {n}mm }}\n" for n in range(300))


def count_baris(tinggi: int, jumlah: int) -> list[int]:
    """Rows on each page, below something of so many millimetres."""
    baris = "".join(BARIS.format(n=n) for n in range(jumlah))
    isi = lay_out(HALAMAN.format(kelas=f"r{tinggi}", baris=baris), _read_css("cetak.css") + RUANG)
    return [len(re.findall(r"baris\d+x", satu)) for satu in read_halaman(isi)]


@pytest.mark.parametrize("tinggi", range(0, 6))
def test_the_last_row_is_never_alone(tinggi):
    semua = [count_baris(tinggi, jumlah) for jumlah in (38, 39, 40, 41, 42)]
    assert all(1 not in baris for baris in semua), semua
    assert any(len(baris) > 1 for baris in semua)


@pytest.mark.parametrize("tinggi", range(212, 232, 2))
def test_the_first_row_is_never_left_behind(tinggi):
    assert 1 not in count_baris(tinggi, 6)
