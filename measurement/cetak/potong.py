"""Where a long page is cut: before a chapter, else before a heading or table, else between two rows of a table. Pure.

Reads HTML of our own templates only: every element but the void ones is closed, and no text holds a bare "<".
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

TANDA = re.compile(r"<(/?)([a-zA-Z][\w:-]*)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*?)(/?)>")
HAMPA = frozenset({"area", "br", "col", "hr", "img", "input", "link", "meta", "wbr"})
PERTAMA = re.compile(r'class="(?!.*\bmenyusul\b)[^"]*\b(?:bab|lampiran)\b')
"""Sections that begin on a page of their own."""
LANJUTAN = "lanjutan"
"""The class of a section that goes on from the piece before: it begins no page and is not counted again."""
INDUK = {"bab": "bab", "rekap": "bab", "lampiran": "lampiran", "lampiran-tegak": "lampiran"}
"""Class of a section → the counter of cetak.css that it goes by."""
HITUNG = re.compile(r'<section class="([^"]*)"|<(caption)\b|<(figcaption)\b')
JUDUL = ("h2", "h3", "h4")
UKURAN = 90_000
"""Characters that a piece has, more or less: some 200 rows of tables, a second of work."""
UKURAN_KECIL = 25_000
"""The smallest that pieces of a page are made, so that two processes end near to each other."""
UTUH = 100_000
"""Characters up to which a page stays whole: some 35 indicators, a second and a half of work."""
BAGIAN = 5
"""Pieces that a page has at least, where they do not become too small by it."""
LONGGAR = 0.5
"""A better place is taken where the piece becomes so much longer or shorter by it."""
SISA_BARIS = 8
"""A table is not cut so near to its end or its beginning, in rows: they would have a page of their own."""


@dataclass(frozen=True)
class Bagian:
    """One piece: what stands in its body, and what was counted before it."""

    isi: str
    hitungan: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class _Celah:
    """A place where the page may be cut; the lower `mutu`, the better. `tutup` ends the piece before, `buka` begins."""

    letak: int
    mutu: int
    tutup: str = ""
    buka: str = ""


def find_ukuran(panjang: int) -> int:
    """How long the pieces of a page of so many characters are, in characters."""
    return UKURAN if panjang <= UTUH else min(UKURAN, max(UKURAN_KECIL, panjang // BAGIAN))


def split_halaman(halaman: str, ukuran: int | None = None) -> list[Bagian]:
    """The pieces of a page, in order; the first is what stands before the first chapter. One piece where it is short.

    `ukuran` in characters; without it what suits the page. Raises ValueError for a page without a body.
    """
    awal, akhir = halaman.find("<body>"), halaman.rfind("</body>")
    if awal < 0 or akhir < 0:
        raise ValueError("halaman tanpa body")
    isi = halaman[awal + len("<body>") : akhir]
    ukuran = ukuran or find_ukuran(len(isi))
    if len(isi) <= 2 * ukuran:
        return [Bagian(isi)]
    return list(_count(_slice(isi, _choose(list(_find_celah(isi)), len(isi), ukuran))))


def _slice(isi: str, celah: list[_Celah]) -> Iterator[str]:
    batas = [_Celah(0, 0), *celah, _Celah(len(isi), 0)]
    for mulai, sampai in pairwise(batas):
        yield mulai.buka + isi[mulai.letak : sampai.letak] + sampai.tutup


def _count(potongan: Iterator[str]) -> Iterator[Bagian]:
    """Chapters and annexes through the whole page, tables and pictures within theirs, as the stylesheet counts them."""
    hitungan = dict.fromkeys(("bab", "lampiran", "tabel", "gambar"), 0)
    for satu in potongan:
        yield Bagian(satu, dict(hitungan))
        for kelas, tabel, gambar in HITUNG.findall(satu):
            _count_satu(hitungan, kelas.split(), "tabel" if tabel else "gambar" if gambar else "")


def _count_satu(hitungan: dict[str, int], kelas: list[str], nama: str) -> None:
    if nama:
        hitungan[nama] += 1
    apa = next((induk for satu in kelas if (induk := INDUK.get(satu))), None)
    if apa and LANJUTAN not in kelas:
        hitungan |= {apa: hitungan[apa] + 1, "tabel": 0, "gambar": 0}


def _choose(celah: list[_Celah], panjang: int, ukuran: int) -> list[_Celah]:
    """The first chapter always begins a piece; after that each piece ends at the best place near its size."""
    terpilih = [satu for satu in celah if satu.mutu == 0][:1]
    while True:
        mulai = terpilih[-1].letak if terpilih else 0
        if panjang - mulai <= ukuran * (1 + LONGGAR):
            return terpilih
        dekat = [c for c in celah if abs(c.letak - mulai - ukuran) <= LONGGAR * ukuran]
        calon = dekat or [c for c in celah if c.letak > mulai + ukuran][:1]
        if not calon:
            return terpilih
        terpilih.append(min(calon, key=lambda c: (c.mutu, abs(c.letak - mulai - ukuran))))


class _Pembaca:
    """What is open while the page is read from left to right."""

    def __init__(self, isi: str) -> None:
        self.isi = isi
        self.terbuka: list[tuple[str, str, int]] = []  # name, tag as written, where it begins
        self.judul: int | None = None  # where the run of headings begins that must stay with what follows
        self.baris: list[_Celah] = []
        self.rentang = 0  # rows that a cell of an earlier row still reaches into
        self.nomor = 0
        self.kelompok = False
        self.kepala = ""

    def dalam_bagian(self) -> bool:
        """Whether only sections are open, none of them to be kept whole."""
        return bool(self.terbuka) and all(n == "section" and "utuh" not in t for n, t, _ in self.terbuka)

    def dalam_tabel(self) -> bool:
        """Whether we stand between the rows of a table's body that stands in sections only."""
        nama = [n for n, _, _ in self.terbuka]
        return nama[-2:] == ["table", "tbody"] and len(nama) > 2 and set(nama[:-2]) == {"section"} and self.boleh()

    def dalam_tabel_baris(self) -> bool:
        """Whether we stand in a row of such a table."""
        return [n for n, _, _ in self.terbuka[-2:]] == ["tbody", "tr"]

    def boleh(self) -> bool:
        """Nothing open asks to be kept whole."""
        return not any("utuh" in tanda for _, tanda, _ in self.terbuka)

    def pasangan(self, kepala: str = "") -> tuple[str, str]:
        """What closes all that is open, and what opens it again; a table with its head."""
        tutup = "".join(f"</{nama}>" for nama, _, _ in reversed(self.terbuka))
        buka = "".join(_reopen(tanda) + (kepala if nama == "table" else "") for nama, tanda, _ in self.terbuka)
        return tutup, buka


def _reopen(tanda: str) -> str:
    """The tag of what goes on in the next piece: its place is in the piece before."""
    tanpa_id = re.sub(r'\sid="[^"]*"', "", tanda)
    return re.sub(r'^<section class="', f'<section class="{LANJUTAN} ', tanpa_id)


def _find_celah(isi: str) -> Iterator[_Celah]:
    baca = _Pembaca(isi)
    for cocok in TANDA.finditer(isi):
        nama = cocok[2].lower()
        if cocok[1]:
            yield from _close(baca, nama, cocok)
        elif nama not in HAMPA and not cocok[4]:
            yield from _open(baca, nama, cocok)


def _open(baca: _Pembaca, nama: str, cocok: re.Match[str]) -> Iterator[_Celah]:
    letak, tanda = cocok.start(), cocok[0]
    if nama == "section" and not baca.terbuka and PERTAMA.search(tanda):
        yield _Celah(letak, 0)
    elif baca.dalam_bagian():
        yield from _open_blok(baca, nama, letak)
    elif nama == "tr" and baca.dalam_tabel():
        _open_baris(baca, letak, tanda)
    elif nama in ("td", "th") and baca.dalam_tabel_baris():
        _reach(baca, tanda)
    baca.terbuka.append((nama, tanda, letak))
    if nama == "table":
        baca.baris, baca.nomor, baca.rentang, baca.kelompok = [], 0, 0, False
    elif nama == "tbody" and len(baca.terbuka) > 1:
        mulai = baca.terbuka[-2][2] + len(baca.terbuka[-2][1])
        baca.kepala = re.sub(r"<caption.*?</caption>", "", baca.isi[mulai:letak], flags=re.DOTALL)


def _open_blok(baca: _Pembaca, nama: str, letak: int) -> Iterator[_Celah]:
    """Before a heading, or a table or chapter without one; never between a heading and what it heads."""
    mulai = letak if baca.judul is None else baca.judul
    if nama in JUDUL:
        baca.judul = mulai
        if mulai == letak and nama != "h2":
            yield _Celah(letak, 1, *baca.pasangan())
        return
    if nama == "table" and baca.judul is None:
        yield _Celah(letak, 1, *baca.pasangan())
    baca.judul = None


def _open_baris(baca: _Pembaca, letak: int, tanda: str) -> None:
    """A row after a group's head or before a sum stays where it is."""
    baca.nomor += 1
    if baca.nomor > SISA_BARIS and not baca.rentang and not baca.kelompok and "jumlah" not in tanda:
        baca.baris.append(_Celah(letak, 2, *baca.pasangan(baca.kepala)))
    baca.kelompok = "kelompok" in tanda
    baca.rentang = max(0, baca.rentang - 1)


def _reach(baca: _Pembaca, tanda: str) -> None:
    cocok = re.search(r'rowspan="(\d+)"', tanda)
    if cocok:
        baca.rentang = max(baca.rentang, int(cocok[1]) - 1)


def _close(baca: _Pembaca, nama: str, cocok: re.Match[str]) -> Iterator[_Celah]:
    while baca.terbuka and baca.terbuka[-1][0] != nama:
        baca.terbuka.pop()
    if baca.terbuka:
        baca.terbuka.pop()
    if nama == "table":
        yield from baca.baris[:-SISA_BARIS]
        baca.baris = []
