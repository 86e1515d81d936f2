"""One piece of a page laid out as PDF, so that it can be put together with the others without being read through."""

import gc
import html
import re
import warnings
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import md5
from typing import Any

import pydyf

from measurement.cetak.baca import build_pengambil, open_halaman
from measurement.cetak.nomor import spell, take_nomor
from measurement.cetak.potong import Bagian, Potongan
from measurement.cetak.sambung import find_sambungan

LUAR = "https://bagian.invalid/#"
"""An address that stands for a place in another piece, until the pieces are together."""
JARAK = 100_000
"""Numbers of the structure tree that each piece has for itself: pages and links."""
TAUTAN = re.compile(r'(<a\b[^>]*?\shref=")#([^"]+)"')
JANGKAR = re.compile(r'\sid="([^"]+)"')
SASARAN = re.compile(r"target-counter\(\s*attr\(href(?:\s+url)?\)\s*,\s*page\s*\)")
TETAP = re.compile(r'<p class="konsep">.*?</p>', re.DOTALL)
JUDUL = {"judul": "judul-(?:laporan|bagian)", "kaki": "kaki-kiri"}
"""Strings of the page margins, and the class of the element that sets each at the beginning of the page."""
RUANG = {
    b" pdfaid:part": b'pdfaid="http://www.aiim.org/pdfa/ns/id/"',
    b" pdf:": b'pdf="http://ns.adobe.com/pdf/1.3/"',
    b"><pdf:": b'pdf="http://ns.adobe.com/pdf/1.3/"',
    b"><dc:": b'dc="http://purl.org/dc/elements/1.1/"',
    b"><xmp:": b'xmp="http://ns.adobe.com/xap/1.0/"',
}
"""How each property of the metadata begins, and the namespace that it needs."""
ALIRAN = "SakipAliran"
"""Key of a piece's catalog: its streams; gone when the pieces are put together."""
ZLIB = 6
"""The usual level: the highest takes three times as long to save two percent."""
VARIAN = {"pdf_variant": "pdf/a-3u", "pdf_tags": True}


@dataclass(frozen=True)
class Rencana:
    """What is printed: the page's head, its pieces, its stylesheet, and what every page carries."""

    kepala: str
    potongan: Potongan
    gaya: str
    teks: dict[str, str]
    tanda: str = ""


def find_teks(halaman: str) -> dict[str, str]:
    """The strings of the page margins as the page sets them; empty ones where it sets none."""
    semua = {}
    for nama, kelas in JUDUL.items():
        cocok = re.search(rf'<(\w+) class="{kelas}"[^>]*>(.*?)</\1>', halaman, re.DOTALL)
        semua[nama] = " ".join(html.unescape(re.sub(r"<[^>]+>", "", cocok[2])).split()) if cocok else ""
    return semua


def find_tanda(halaman: str) -> str:
    """The elements that stand on every page (the mark of a draft), to be repeated in each piece."""
    return "".join(TETAP.findall(halaman))


def write_bagian(rencana: Rencana, bagian: Bagian, halaman: dict[str, int]) -> str:
    """The HTML of one piece. `halaman`: the page of each place, where it is known already."""
    isi = rencana.potongan.write(bagian)
    milik = set(JANGKAR.findall(isi))

    def write_tautan(cocok: re.Match[str]) -> str:
        tujuan = "#" if cocok[2] in milik else LUAR
        return f'{cocok[1]}{tujuan}{cocok[2]}" data-halaman="{halaman.get(cocok[2], 0)}"'

    tanda = rencana.tanda if bagian.nomor else ""
    return f"{rencana.kepala}<body>{tanda}{TAUTAN.sub(write_tautan, isi)}</body></html>"


def write_gaya(rencana: Rencana, bagian: Bagian) -> str:
    """The stylesheet of one piece: pages of others come from `data-halaman`; only the first piece has a first page."""
    gaya = SASARAN.sub("attr(data-halaman)", rencana.gaya)
    if not bagian.nomor:
        return gaya
    gaya = re.sub(r"@page\s*(?:\w[\w-]*)?:first\s*\{(?:[^{}]|\{[^{}]*\})*\}", "", gaya)
    hitungan = " ".join(f"{nama} {nilai}" for nama, nilai in rencana.potongan.count(bagian).items())
    teks = ", ".join(f"{nama} {_quote(isi)}" for nama, isi in rencana.teks.items())
    return f"{gaya}\nbody {{ counter-reset: {hitungan}; string-set: {teks} }}"


def _quote(teks: str) -> str:
    """A CSS string."""
    return '"' + "".join(c if c.isalnum() or c in " .,-" else f"\\{ord(c):x} " for c in teks) + '"'


def render_bagian(
    rencana: Rencana, bagian: Bagian, halaman: dict[str, int] | None = None, lampiran: Sequence[object] = ()
) -> tuple[bytes, Bagian]:
    """One piece as PDF/A-3u, and how far it came: the same for the same piece, in every process.

    A piece after which nobody expects a new page ends with its last full page: the rest begins the next one.
    """
    isi = write_bagian(rencana, bagian, halaman or {})
    gaya = write_gaya(rencana, bagian)
    with _open(isi, gaya, attachments=list(lampiran), uncompressed_pdf=True) as (dokumen, pilihan):
        jumlah = len(dokumen.pages)
        if rencana.potongan.goes_on(bagian.nomor + 1):
            muat, sampai = find_sambungan(dokumen.pages, bagian.sampai)
            dokumen, bagian = dokumen.copy(dokumen.pages[:muat]), bagian._replace(sampai=sampai)

        def finish(document: object, pdf: pydyf.PDF) -> None:
            _declare(pdf)
            _mark(pdf, bagian.nomor)
            take_nomor(document, pdf, jumlah)
            _pack(pdf)

        return dokumen.write_pdf(finisher=finish, **pilihan), bagian


def lay_out(isi: str, gaya: str, lampiran: Sequence[object] = (), **pilihan: object) -> bytes:
    """A page with a stylesheet as PDF/A-3u; nothing is fetched from disk or network."""
    with _open(isi, gaya, attachments=list(lampiran), **pilihan) as (dokumen, semua):
        return dokumen.write_pdf(finisher=lambda _, pdf: _declare(pdf), **semua)


@contextmanager
def _open(isi: str, gaya: str, **pilihan: object) -> Iterator[tuple[Any, dict[str, object]]]:
    """A page's document, laid out, and the options that it is to be written with."""
    from weasyprint import CSS

    tanpa_jaringan = build_pengambil()
    semua = VARIAN | pilihan
    with spare():
        css = CSS(string=gaya, url_fetcher=tanpa_jaringan)
        yield open_halaman(isi, tanpa_jaringan).render(stylesheets=[css], **semua), semua


def _declare(pdf: pydyf.PDF) -> None:
    """Each namespace of the metadata where it is used: PDFBox, and what is built on it, looks for it nowhere else."""
    for satu in pdf.objects:
        if isinstance(satu, pydyf.Stream) and satu.extra.get("Type") == "/Metadata":
            isi = b"".join(satu.stream)
            for tanda, nama in RUANG.items():
                isi = isi.replace(b'rdf:about=""' + tanda, b'rdf:about="" xmlns:' + nama + tanda)
            satu.stream = [isi]


def _mark(pdf: pydyf.PDF, nomor: int) -> None:
    """Names and numbers that no other piece has: of fonts, of table heads, in the structure tree."""
    awal = nomor * JARAK
    for satu in pdf.objects:
        if not isinstance(satu, dict):
            continue
        for kunci in ("StructParents", "StructParent"):
            if kunci in satu:
                satu[kunci] += awal
        for kunci in ("BaseFont", "FontName"):
            if kunci in satu:
                satu[kunci] = _rename(satu[kunci], nomor)
        if "ID" in satu:
            satu["ID"] = pydyf.String(f"{nomor}.{satu['ID'].string}")
        if "Headers" in satu.get("A", ()):
            satu["A"]["Headers"] = pydyf.Array(pydyf.String(f"{nomor}.{s.string}") for s in satu["A"]["Headers"])
        if "Nums" in satu:
            satu["Nums"][::2] = [awal + n for n in satu["Nums"][::2]]


def _pack(pdf: pydyf.PDF) -> None:
    """Pages, fonts and attachments packed here, quickly; all else once, when the pieces are put together.

    Where the streams are is kept on the catalog (ALIRAN), so that nobody has to look for them among all objects.
    """
    semua = [satu for satu in pdf.objects if isinstance(satu, pydyf.Stream)]
    for satu in semua:
        if "Filter" not in satu.extra and satu.extra.get("Type") != "/Metadata":
            satu.stream = [zlib.compress(b"\n".join(map(spell, satu.stream)), ZLIB)]
            satu.extra["Filter"] = "/FlateDecode"
    pdf.catalog[ALIRAN] = pydyf.Array([satu.reference for satu in semua])


def _rename(nama: object, nomor: int) -> str:
    """Six letters of its own before the name of each subset (ISO 32000-1, 9.6.4)."""
    teks = nama.decode() if isinstance(nama, bytes) else str(nama)
    huruf, plus, asli = teks.lstrip("/").partition("+")
    if not plus:
        return teks
    sidik = md5(f"{huruf} {nomor}".encode(), usedforsecurity=False).digest()
    return "/" + "".join(chr(65 + n % 26) for n in sidik[:6]) + "+" + asli


@contextmanager
def spare() -> Iterator[None]:
    """Without garbage collection a quarter faster: the layout makes millions of objects and no garbage.

    WeasyPrint 70 leaves the file of its colour profile to be closed by the interpreter, which warns about it.
    """
    hidup = gc.isenabled()
    gc.disable()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ResourceWarning)
            yield
    finally:
        if hidup:
            gc.enable()
