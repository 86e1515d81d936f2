"""Where a long page is cut: before a chapter, else a section, else a heading or table, else between two rows. Pure.

Reads HTML of our own templates only: every element but the void ones is closed, and no text holds a bare "<".
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

TANDA = re.compile(r"<(/?)([a-zA-Z][\w:-]*)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*?)(/?)>")
NAMA = re.compile(r"<[a-zA-Z][\w:-]*")
HAMPA = frozenset({"area", "br", "col", "hr", "img", "input", "link", "meta", "wbr"})
PERTAMA = re.compile(r'class="(?!.*\bmenyusul\b)[^"]*\b(?:bab|lampiran)\b')
"""Sections that begin on a page of their own."""
LANJUTAN = "lanjutan"
"""The class of a section that goes on from the piece before: it begins no page and is not counted again."""
INDUK = {"bab": "bab", "rekap": "bab", "lampiran": "lampiran", "lampiran-tegak": "lampiran"}
"""Class of a section → the counter of cetak.css that it goes by."""
HITUNG = re.compile(r'<section class="([^"]*)"|<(caption)\b|<(figcaption)\b')
JUDUL = ("h2", "h3", "h4", "h5", "h6")
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
SERANGKAI = 0.5
"""Part of a page that may wait in one row, where it need not: two processes end together all the same."""
BAB, ANAK_BAB, JUDUL_TABEL, BARIS = range(4)
"""How good a place is to cut at, the best first: a chapter, a section of one, another heading or a table, a row."""
TANDA_CELAH = "data-celah"
"""Attribute of each element before which a piece may end: the number of the place."""


class Celah(NamedTuple):
    """A place where the page may be cut. `tutup` ends the piece before it, `buka` begins the one after."""

    letak: int
    mutu: int
    tutup: str = ""
    buka: str = ""


class Bagian(NamedTuple):
    """A piece: its number, and the places (numbers of `Potongan.celah`) where it begins and ends."""

    nomor: int
    mulai: int
    sampai: int


@dataclass(frozen=True)
class Potongan:
    """What stands in a page's body, all places where it may be cut, and which of them are chosen.

    Piece n goes from place `batas[n]` to place `batas[n + 1]`; those of `lanjut` begin where the one before them came
    to the end of a page.
    """

    isi: str
    celah: tuple[Celah, ...]
    batas: tuple[int, ...]
    lanjut: frozenset[int] = frozenset()

    def __len__(self) -> int:
        return len(self.batas) - 1

    def plan(self, nomor: int, mulai: int | None = None) -> Bagian:
        """A piece as it was chosen, or beginning at an earlier place."""
        return Bagian(nomor, self.batas[nomor] if mulai is None else mulai, self.batas[nomor + 1])

    def measure(self, nomor: int) -> int:
        """Characters of a piece, as it was chosen."""
        return self.celah[self.batas[nomor + 1]].letak - self.celah[self.batas[nomor]].letak

    def goes_on(self, nomor: int) -> bool:
        """Whether a piece begins where nobody expects a new page: the one before it must end with a full one."""
        return nomor in self.lanjut

    def write(self, bagian: Bagian) -> str:
        """The HTML of a piece; where it may end sooner, with the number of each place."""
        mulai, sampai = self.celah[bagian.mulai], self.celah[bagian.sampai]
        if not self.goes_on(bagian.nomor + 1):
            return mulai.buka + self.isi[mulai.letak : sampai.letak] + sampai.tutup
        tulis, dari = [mulai.buka], mulai.letak
        for nomor in range(bagian.mulai + 1, bagian.sampai):
            sampai_nama = NAMA.match(self.isi, self.celah[nomor].letak).end()  # type: ignore[union-attr] # a tag
            tulis += [self.isi[dari:sampai_nama], f' {TANDA_CELAH}="{nomor}"']
            dari = sampai_nama
        return "".join([*tulis, self.isi[dari : sampai.letak], sampai.tutup])

    def count(self, bagian: Bagian) -> dict[str, int]:
        """What was counted before a piece: chapters and annexes of the page, tables and pictures of their chapter."""
        hitungan = dict.fromkeys(("bab", "lampiran", "tabel", "gambar"), 0)
        for kelas, tabel, gambar in HITUNG.findall(self.isi, 0, self.celah[bagian.mulai].letak):
            _count_satu(hitungan, kelas.split(), "tabel" if tabel else "gambar" if gambar else "")
        return hitungan


def find_ukuran(panjang: int) -> int:
    """How long the pieces of a page of so many characters are, in characters."""
    return UKURAN if panjang <= UTUH else min(UKURAN, max(UKURAN_KECIL, panjang // BAGIAN))


def split_halaman(halaman: str, ukuran: int | None = None) -> Potongan:
    """The pieces of a page, in order; the first is what stands before the first chapter. One piece where it is short.

    `ukuran` in characters; without it what suits the page. Raises ValueError for a page without a body.
    """
    awal, akhir = halaman.find("<body>"), halaman.rfind("</body>")
    if awal < 0 or akhir < 0:
        raise ValueError("halaman tanpa body")
    isi = halaman[awal + len("<body>") : akhir]
    ukuran = ukuran or find_ukuran(len(isi))
    ujung = Celah(0, BAB), Celah(len(isi), BAB)
    if len(isi) <= 2 * ukuran:
        return Potongan(isi, ujung, (0, 1))
    celah = (ujung[0], *_find_celah(isi), ujung[1])
    batas = (0, *_choose(celah, ukuran), len(celah) - 1)
    return Potongan(isi, celah, batas, frozenset(_list_lanjut(celah, batas)))


def _list_lanjut(celah: Sequence[Celah], batas: Sequence[int]) -> Iterator[int]:
    """The pieces that go on: after a cut that nobody expects, and after a section where it keeps no process waiting."""
    letak = [celah[n].letak for n in batas]
    rangkai = letak[1] - letak[0]
    for nomor in range(1, len(batas) - 1):
        mutu, panjang = celah[batas[nomor]].mutu, letak[nomor + 1] - letak[nomor]
        if mutu >= JUDUL_TABEL or (mutu == ANAK_BAB and rangkai + panjang <= SERANGKAI * letak[-1]):
            yield nomor
            rangkai += panjang
        else:
            rangkai = panjang


def _choose(celah: Sequence[Celah], ukuran: int) -> list[int]:
    """The first chapter always begins a piece; after that each piece ends at the best place near its size."""
    dalam, akhir = range(1, len(celah) - 1), celah[-1].letak
    terpilih = [n for n in dalam if celah[n].mutu == BAB][:1]
    while True:
        mulai = celah[terpilih[-1]].letak if terpilih else 0
        if akhir - mulai <= ukuran * (1 + LONGGAR):
            return terpilih
        jarak = {n: abs(celah[n].letak - mulai - ukuran) for n in dalam}
        dekat = [n for n in dalam if jarak[n] <= LONGGAR * ukuran]
        calon = dekat or [n for n in dalam if celah[n].letak > mulai + ukuran][:1]
        if not calon:
            return terpilih
        terpilih.append(min(calon, key=lambda n: (celah[n].mutu, jarak[n])))


def _count_satu(hitungan: dict[str, int], kelas: list[str], nama: str) -> None:
    if nama:
        hitungan[nama] += 1
    apa = next((induk for satu in kelas if (induk := INDUK.get(satu))), None)
    if apa:
        hitungan |= {apa: hitungan[apa] + 1, "tabel": 0, "gambar": 0}


class _Pembaca:
    """What is open while the page is read from left to right."""

    def __init__(self, isi: str) -> None:
        self.isi = isi
        self.terbuka: list[tuple[str, str, int]] = []  # name, tag as written, where it begins
        self.judul: int | None = None  # where the run of headings begins that must stay with what follows
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


def _find_celah(isi: str) -> Iterator[Celah]:
    baca = _Pembaca(isi)
    for cocok in TANDA.finditer(isi):
        nama = cocok[2].lower()
        if cocok[1]:
            _close(baca, nama)
        elif nama not in HAMPA and not cocok[4]:
            yield from _open(baca, nama, cocok)


def _open(baca: _Pembaca, nama: str, cocok: re.Match[str]) -> Iterator[Celah]:
    letak, tanda = cocok.start(), cocok[0]
    if nama == "section" and not baca.terbuka and PERTAMA.search(tanda):
        yield Celah(letak, BAB)
    elif baca.dalam_bagian():
        yield from _open_blok(baca, nama, letak)
    elif nama == "tr" and baca.dalam_tabel():
        yield from _open_baris(baca, letak, tanda)
    elif nama in ("td", "th") and baca.dalam_tabel_baris():
        _reach(baca, tanda)
    baca.terbuka.append((nama, tanda, letak))
    if nama == "table":
        baca.nomor, baca.rentang, baca.kelompok = 0, 0, False
    elif nama == "tbody" and len(baca.terbuka) > 1:
        mulai = baca.terbuka[-2][2] + len(baca.terbuka[-2][1])
        baca.kepala = re.sub(r"<caption.*?</caption>", "", baca.isi[mulai:letak], flags=re.DOTALL)


def _open_blok(baca: _Pembaca, nama: str, letak: int) -> Iterator[Celah]:
    """Before a heading, or a table or chapter without one; never between a heading and what it heads."""
    mulai = letak if baca.judul is None else baca.judul
    if nama in JUDUL:
        baca.judul = mulai
        if mulai == letak and nama != "h2":
            yield Celah(letak, ANAK_BAB if nama == "h3" else JUDUL_TABEL, *baca.pasangan())
        return
    if nama == "table" and baca.judul is None:
        yield Celah(letak, JUDUL_TABEL, *baca.pasangan())
    baca.judul = None


def _open_baris(baca: _Pembaca, letak: int, tanda: str) -> Iterator[Celah]:
    """A row after a group's head or before a sum stays where it is."""
    baca.nomor += 1
    if baca.nomor > 1 and not baca.rentang and not baca.kelompok and "jumlah" not in tanda:
        yield Celah(letak, BARIS, *baca.pasangan(baca.kepala))
    baca.kelompok = "kelompok" in tanda
    baca.rentang = max(0, baca.rentang - 1)


def _reach(baca: _Pembaca, tanda: str) -> None:
    cocok = re.search(r'rowspan="(\d+)"', tanda)
    if cocok:
        baca.rentang = max(baca.rentang, int(cocok[1]) - 1)


def _close(baca: _Pembaca, nama: str) -> None:
    while baca.terbuka and baca.terbuka.pop()[0] != nama:
        pass
