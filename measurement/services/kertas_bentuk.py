"""The columns of the workbook that only ranges and components need: upper bounds, pembilang and penyebut.

They stand after all others and are there only where a row of the kertas kerja has such a value, so that a workbook
without them looks as it always did.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from collection.enums import Konsolidasi
from collection.models.formulir import ROMAWI
from measurement.nilai import Komponen, NilaiRealisasi, Rentang, compute_nilai, get_batas, read_target
from measurement.rumus_lembar import write_bilangan
from measurement.services.baris import BarisRekap
from measurement.services.buku import Buku, write_angka
from measurement.services.hitung import consolidate_baris

LEBAR = 13
POSISI = (Konsolidasi.AKHIR, Konsolidasi.RASIO)
SATUAN_SIMPAN = Decimal("0.000001")
"""The last digit that a column keeps."""


@dataclass(frozen=True)
class Tambahan:
    """Where the further columns of a sheet stand: from `awal` on, for `jumlah` triwulan."""

    awal: int
    jumlah: int
    rentang: bool
    komponen: bool

    @property
    def kolom(self) -> list[tuple[str, int]]:
        """Their heads and widths."""
        tw = [ROMAWI[n] for n in range(1, self.jumlah + 1)]
        atas = [*(f"Batas atas target TW {r}" for r in tw), "Batas atas target s.d. triwulan",
                "Batas atas target tahunan"]  # fmt: skip
        bagian = [f"{nama} TW {r}" for nama in ("Pembilang", "Penyebut") for r in tw]
        return [(judul, LEBAR) for judul in (*(atas if self.rentang else ()), *(bagian if self.komponen else ()))]

    @property
    def sampai(self) -> int:
        """Column of the upper bound by the end of the triwulan; that of the year is the next."""
        return self.awal + self.jumlah

    def find_bagian(self, urut: int) -> tuple[int, int]:
        """Columns of pembilang and penyebut of a triwulan, counted from 0."""
        awal = self.awal + (self.jumlah + 2 if self.rentang else 0)
        return awal + urut, awal + self.jumlah + urut


def find_tambahan(baris: Sequence[BarisRekap], awal: int, jumlah: int) -> Tambahan:
    """What the rows of a kertas kerja need."""
    rentang = any(isinstance(t, Rentang) for b in baris for t in list_target(b))
    return Tambahan(awal, jumlah, rentang, any(b.baris.label_komponen for b in baris))


def list_target(satu: BarisRekap) -> list[object]:
    """All targets of a row: of the triwulan, of the year."""
    return [*read_target(satu.baris.deret), satu.baris.get_nilai("target_tahunan")]


def write_atas(isi: Buku, lembar: Worksheet, nomor: int, satu: BarisRekap, tambahan: Tambahan) -> list[str | None]:
    """The upper bounds of a row; where those of the triwulan stand (None: the target is one number)."""
    if not tambahan.rentang:
        return [None] * tambahan.jumlah
    sel: list[str | None] = []
    for urut, target in enumerate(read_target(satu.baris.deret)):
        tempat = (nomor, tambahan.awal + urut)
        write_angka(isi, lembar, tempat, target.atas if isinstance(target, Rentang) else None)
        sel.append(xl_rowcol_to_cell(*tempat) if isinstance(target, Rentang) else None)
    write_angka(isi, lembar, (nomor, tambahan.sampai + 1), satu.baris.target_tahunan_atas)
    return sel


def write_komponen(
    isi: Buku, lembar: Worksheet, nomor: int, realisasi: Sequence[NilaiRealisasi | None], tambahan: Tambahan
) -> list[tuple[str, str] | None]:
    """Pembilang and penyebut of a row; where those of each triwulan stand (None: it has none)."""
    sel: list[tuple[str, str] | None] = []
    for urut, nilai in enumerate(realisasi):
        if not isinstance(nilai, Komponen):
            sel.append(None)
            continue
        tempat = [(nomor, kolom) for kolom in tambahan.find_bagian(urut)]
        for satu, bagian in zip(tempat, (nilai.pembilang, nilai.penyebut), strict=True):
            write_angka(isi, lembar, satu, bagian)
        sel.append((xl_rowcol_to_cell(*tempat[0]), xl_rowcol_to_cell(*tempat[1])))
    return sel


def write_bagi(sel: Sequence[tuple[str, str]], pengali: Decimal) -> str:
    """The unrounded quotient as a formula: of one triwulan, or of the sums of several."""
    pembilang, penyebut = ("+".join(satu[sisi] for satu in sel) for sisi in (0, 1))
    return f"={write_bilangan(pengali)}*({pembilang})/({penyebut})"


def list_terisi(konsolidasi: Konsolidasi, realisasi: Sequence[NilaiRealisasi | None]) -> list[bool]:
    """Which triwulan count, as `measurement.konsolidasi` has it: 0 of 0 is a position, and no amount."""
    if konsolidasi in POSISI:
        return [nilai is not None for nilai in realisasi]
    return [compute_nilai(nilai) is not None for nilai in realisasi]


def compute_sampai(satu: BarisRekap) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    """Target, its upper bound and realisasi by the end of the triwulan with all their digits.

    The row keeps six of them; a spreadsheet that computes anew does not round in between (7/9 is 0,777777…), and what
    it finds must be what the cell held before. A row that was frozen under other rules says what it always said.
    """
    kumulasi = consolidate_baris(satu.baris, satu.terukur, satu.baris.tidak_dapat_diukur if satu.tak_diukur else "")
    target = kumulasi.target
    bawah, atas = (None, None) if target is None else get_batas(target)
    tersimpan = (satu.baris.target, satu.baris.target_atas, satu.hasil.realisasi)
    semua = zip(tersimpan, (bawah, atas, compute_nilai(kumulasi.realisasi)), strict=True)
    bawah, atas, realisasi = (_pick_penuh(lama, penuh) for lama, penuh in semua)
    return bawah, atas, realisasi


def _pick_penuh(tersimpan: Decimal | None, penuh: Decimal | None) -> Decimal | None:
    """The unrounded value where it is the stored one: within its last digit, or the 15th of a long number."""
    if tersimpan is None or penuh is None:
        return tersimpan
    return penuh if abs(penuh - tersimpan) <= max(SATUAN_SIMPAN, abs(penuh).scaleb(-14)) else tersimpan
