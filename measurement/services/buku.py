"""Writing a workbook of formulas: its looks, its sheets' heads, and in which cell each thing stands."""

from dataclasses import dataclass
from decimal import Decimal

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from measurement.services.rekap import Rekap

KERTAS, REKAP, UANG, ATURAN = "Kertas Kerja", "Rekapitulasi", "Anggaran", "Ketentuan"
PENUH = "#,##0.00####"
"""A figure before rounding, as far as a person reads it."""
KEPALA = 4
"""Row (from 0) of the column heads on every sheet; the rows above say what it is."""


class Lembar(Worksheet):
    """A sheet that takes a formula as it is.

    A function younger than Excel 2010 has another name inside the file, and xlsxwriter looks for each of thirty in
    every formula, two fifths of the time that a workbook took; `rumus_lembar` uses none of them.
    """

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        return formula.removeprefix("=")


@dataclass
class Buku:
    """The workbook while it grows: its formats, and in which cell each thing stands that formulas point at."""

    rekap: Rekap
    buku: Workbook
    bentuk: dict[tuple, Format]
    sel: dict[object, str]

    def get_bentuk(self, **isi: object) -> Format:
        """One format object for each look."""
        kunci = tuple(sorted(isi.items()))
        if kunci not in self.bentuk:
            self.bentuk[kunci] = self.buku.add_format({"valign": "top", "font_size": 10, **isi})
        return self.bentuk[kunci]

    @property
    def persen(self) -> Format:
        """A capaian with the decimals of the Metodologi."""
        desimal = self.rekap.desimal
        return self.get_bentuk(num_format="#,##0" + (f".{'0' * desimal}" if desimal else ""))


def write_judul(rekap: Rekap) -> str:
    """What the workbook is of: the triwulan and the round."""
    return f"Kertas kerja {rekap.kertas.pengukuran.sebutan_periode}, putaran {rekap.kertas.putaran}"


def start_lembar(isi: Buku, lembar: Worksheet, judul: str, kolom: list[tuple[str, int]]) -> None:
    """Title, whose it is, column heads, widths, and how it prints."""
    kantor = isi.rekap.kertas.pengukuran.perangkat_daerah
    tebal = isi.get_bentuk(bold=True)
    lembar.write_string(0, 0, judul, isi.get_bentuk(bold=True, font_size=14))
    lembar.write_string(1, 0, f"{kantor.nama}, {kantor.pemerintah}", tebal)
    keadaan = "sementara" if isi.rekap.sementara else "lengkap dan diverifikasi"
    lembar.write_string(2, 0, f"{write_judul(isi.rekap)}; angka {keadaan}", isi.get_bentuk(italic=True))
    kepala = isi.get_bentuk(bold=True, text_wrap=True, bg_color="#DCE6EE", border=1)
    for nomor, (nama, lebar) in enumerate(kolom):
        lembar.write_string(KEPALA, nomor, nama, kepala)
        lembar.set_column(nomor, nomor, lebar)
    lembar.set_landscape()
    lembar.set_paper(9)
    lembar.fit_to_pages(1, 0)
    lembar.repeat_rows(KEPALA)


def write_angka(isi: Buku, lembar: Worksheet, tempat: tuple[int, int], nilai: Decimal | None, label: str = "") -> None:
    """A number as such; a predicate is its score, shown as its word."""
    if nilai is None:
        return
    bentuk = "#,##0.######" if nilai % 1 else "#,##0"
    pola = '"{}"'.format(label.replace('"', "")) if label else bentuk
    lembar.write_number(*tempat, float(nilai), isi.get_bentuk(num_format=pola))


def write_teks(isi: Buku, lembar: Worksheet, tempat: tuple[int, int], teks: str) -> None:
    """Text that stays text, whatever it begins with."""
    lembar.write_string(*tempat, teks, isi.get_bentuk(text_wrap=True))


def write_rumus(
    lembar: Worksheet, tempat: tuple[int, int], rumus: str, nilai: Decimal | str | None, bentuk: Format
) -> None:
    """A formula with what the application computed as its cached value; nothing where there is no figure."""
    if rumus and nilai is not None:
        tersimpan = nilai if isinstance(nilai, str) else float(nilai)
        lembar.write_formula(*tempat, rumus, bentuk, tersimpan)


def point(lembar: str, baris: int, kolom: int) -> str:
    """An absolute address on another sheet."""
    return f"'{lembar}'!{xl_rowcol_to_cell(baris, kolom, row_abs=True, col_abs=True)}"
