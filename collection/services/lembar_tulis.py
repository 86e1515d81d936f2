"""Writing Excel: sheets whose text stays text."""

from collections.abc import Iterable
from decimal import Decimal
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
AWALAN_RUMUS = ("=", "+", "-", "@")
LETAK_TEKS = Alignment(wrap_text=True, vertical="top")


def guard(teks: str) -> str:
    """For CSV: a text that a spreadsheet would take for a formula is made a text again."""
    return f"'{teks}" if teks.startswith((*AWALAN_RUMUS, "\t", "\r")) else teks


def save_buku(buku: Workbook) -> bytes:
    """The file of a workbook."""
    berkas = BytesIO()
    buku.save(berkas)
    return berkas.getvalue()


def write_lembar(
    lembar: Worksheet, nama: str, judul: tuple[str, ...], lebar: tuple[int, ...], baris: Iterable[tuple]
) -> None:
    """A sheet with its heading row, widths in characters; numbers are Decimal, everything else is text."""
    lembar.title = nama
    for nomor, isi in enumerate([judul, *baris], start=1):
        for kolom, nilai in enumerate(isi, start=1):
            write_sel(lembar.cell(nomor, kolom), nilai)
    for kolom, ukuran in enumerate(lebar, start=1):
        lembar.column_dimensions[get_column_letter(kolom)].width = ukuran
        lembar.cell(1, kolom).font = Font(bold=True)
        lembar.cell(1, kolom).fill = PatternFill("solid", fgColor="DCE6EE")
    lembar.freeze_panes = "B2"


def write_sel(sel: Cell, nilai: Decimal | str | None) -> None:
    """Numbers as numbers, text as text, never as a formula; "" is an empty cell where text is typed."""
    if isinstance(nilai, Decimal):
        sel.value, sel.number_format = nilai.normalize(), "#,##0.######" if nilai % 1 else "#,##0"
    elif nilai is not None:
        sel.value, sel.number_format = ILLEGAL_CHARACTERS_RE.sub("", nilai), "@"
        sel.data_type, sel.quotePrefix = "s", nilai.startswith(AWALAN_RUMUS)
        sel.alignment = LETAK_TEKS
