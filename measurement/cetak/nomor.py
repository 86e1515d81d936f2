"""Page numbers, written when all pages are known: what a piece wrote of its own is taken out and its place kept.

Size, colour and place are what the stylesheet gave the text. A page without the text (a cover) stays without it.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from io import BytesIO
from typing import Any

import pikepdf
import pydyf

from measurement.cetak import CetakGagal

KALIMAT = "Halaman {} dari {}"
HURUF = pikepdf.Name("/NomorHalaman")
TEMPAT = "SakipNomor"
"""Key of a piece's page: right end, line, size and colour of its number; gone when the number is written."""
EKOR = 120
"""How many operators from the end the margins' text is looked for: they are painted last."""
TEKS = re.compile(
    rb"([\d.]+ [\d.]+ [\d.]+) rg\nBT\n1 0 0 -1 ([\d.]+) ([\d.]+) Tm\n/(\w+) ([\d.]+) Tf\n"
    rb"\[((?:<[0-9a-f]+>-?[\d.]*)+)\] TJ\nET"
)
CONTOH = '<html lang="id"><head><title>Nomor</title></head><body><p>{}0123456789</p></body></html>'
GAYA = '@page { size: A4 } p { font: 8pt "Liberation Sans" }'


class NomorTidakAda(CetakGagal):
    """A page of the inside has no number to replace: a report with wrong numbers is never sealed."""


def take_nomor(document: Any, pdf: pydyf.PDF, jumlah: int) -> None:
    """Take the piece's own numbers out of its pages, and keep where they stood; `jumlah`: pages that it counted."""
    halaman = [satu for satu in pdf.objects if isinstance(satu, dict) and satu.get("Type") == "/Page"]
    huruf = {satu.hash.encode(): satu for satu in document.fonts.values()}
    for nomor, satu in enumerate(halaman, start=1):
        aliran = pdf.objects[int(satu["Contents"].split()[0])].stream
        ekor = b"\n".join(spell(s) for s in aliran[-EKOR:])
        kalimat = KALIMAT.format(nomor, jumlah)
        for cocok in reversed(list(TEKS.finditer(ekor))):
            teks, lebar = _read(cocok, huruf[cocok[4]])
            if teks == kalimat:
                kanan = float(cocok[2]) + lebar * float(cocok[5]) / 1000
                warna = [float(n) for n in cocok[1].split()]
                satu[TEMPAT] = pydyf.Array([round(kanan, 4), float(cocok[3]), float(cocok[5]), *warna])
                aliran[-EKOR:] = [ekor[: cocok.start()] + ekor[cocok.end() :].lstrip(b"\n")]
                break


def spell(satu: Any) -> bytes:
    """An operator or operand as pydyf writes it."""
    if isinstance(satu, bytes):
        return satu
    return satu.data if isinstance(satu, pydyf.Object) else str(satu).encode()


def _read(cocok: re.Match[bytes], huruf: Any) -> tuple[str, float]:
    """The text of an operator, and its width in thousandths of its size."""
    teks, lebar = "", 0.0
    for isi, geser in re.findall(rb"<([0-9a-f]+)>(-?[\d.]*)", cocok[6]):
        for n in range(0, len(isi), 4):
            glif = int(isi[n : n + 4], 16)
            teks += huruf.to_unicode.get(glif, "?")
            lebar += huruf.widths[glif]
        lebar -= float(geser or 0)
    return teks, lebar


class Penomor:
    """The font that numbers are written in, with each sign's glyph and width in thousandths."""

    def __init__(self, contoh: bytes) -> None:
        """`contoh`: a page that shows every sign that a number may need."""
        sumber = pikepdf.open(BytesIO(contoh))
        self.huruf = next(iter(sumber.pages[0].Resources.Font.values()))
        peta = re.findall(rb"<([0-9a-f]{4})> <([0-9a-f]{4})>", self.huruf.ToUnicode.read_bytes())
        self.glif = {chr(int(tanda, 16)): int(glif, 16) for glif, tanda in peta}
        self.lebar = dict(_read_lebar(self.huruf.DescendantFonts[0].W))
        self.sumber = sumber

    def write(self, pdf: pikepdf.Pdf, milik: Sequence[int]) -> None:
        """Number the pages through; `milik`: how many are of each piece. Raises NomorTidakAda."""
        huruf = pdf.copy_foreign(self.huruf)
        dalam = milik[0]
        for nomor, halaman in enumerate(pdf.pages, start=1):
            tempat = halaman.obj.get(f"/{TEMPAT}")
            if tempat is None:
                if nomor > dalam:
                    raise NomorTidakAda(f"Halaman {nomor} dari {len(pdf.pages)} tidak bernomor.")
                continue
            isi = self._write(KALIMAT.format(nomor, len(pdf.pages)), [Decimal(str(n)) for n in tempat])
            halaman.contents_add(isi, prepend=False)
            halaman.Resources.Font[HURUF] = huruf
            del halaman.obj[f"/{TEMPAT}"]

    def _write(self, kalimat: str, tempat: list[Decimal]) -> bytes:
        """The operators that write it, ending at the right; the page is upside down, in CSS pixels."""
        kanan, bawah, ukuran, *warna = tempat
        glif = [self.glif[tanda] for tanda in kalimat]
        kiri = kanan - sum(self.lebar[g] for g in glif) * ukuran / 1000
        merah, hijau, biru = warna
        return (
            f"q 0.75 0 0 0.75 0 0 cm /Artifact <</Type /Pagination>> BDC {merah} {hijau} {biru} rg\n"
            f"BT 1 0 0 -1 {kiri:.4f} {bawah} Tm {HURUF} {ukuran} Tf <{''.join(f'{g:04x}' for g in glif)}> Tj ET EMC Q"
        ).encode()


def _read_lebar(larik: Any) -> Iterator[tuple[int, Decimal]]:
    """Glyph and width, from the /W array: first glyph and a list of widths, again and again."""
    for n in range(0, len(larik), 2):
        for geser, satu in enumerate(larik[n + 1]):
            yield int(larik[n]) + geser, Decimal(str(satu))
