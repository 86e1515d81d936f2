"""What Excel itself checks in the cells of a form's workbook while people type offline."""

from openpyxl.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from collection.angka import is_satuan_persen
from collection.models import Realisasi
from collection.services.kolom_formulir import Baris, KolomIsian

DAFTAR = "Daftar"
"""The sheet with the words of the scales."""
BATAS_ANGKA = 10**15


class Periksa:
    """The checks that Excel makes while people type: one for numbers, one for percentages, one for each scale."""

    def __init__(self, lembar: Worksheet, skala: dict[tuple[str, ...], str]):
        self.lembar, self.skala = lembar, skala
        self.semua: dict[str, DataValidation] = {}

    def add(self, sel: Cell, baris: Baris, kolom: KolomIsian) -> None:
        """Let the cell be checked by what its row is."""
        if not kolom.angka:
            return
        if is_label(baris, kolom):
            label = tuple(baris.target.indikator.label_skala.values())
            acuan = self.skala.setdefault(label, _write_acuan(len(self.skala) + 1, len(label)))
            self._get(acuan, lambda: DataValidation(
                type="list", formula1=acuan, allow_blank=True, showErrorMessage=True, errorTitle="Pilih dari daftar",
                error=f"Pilih salah satu: {', '.join(label)}."[:250],
            )).add(sel)  # fmt: skip
            return
        persen = isinstance(baris, Realisasi) and kolom.nama == "nilai" and is_satuan_persen(
            baris.target.indikator.satuan
        )
        pesan = "Tulis 85 untuk 85 persen." if persen else "Tulis satu angka, tanpa satuan."
        self._get(pesan, lambda: DataValidation(
            type="decimal", operator="between", formula1=str(-BATAS_ANGKA), formula2=str(BATAS_ANGKA), allow_blank=True,
            showErrorMessage=True, errorTitle="Bukan angka", error=f"{pesan} Yang tidak dapat diukur diberi alasan.",
            showInputMessage=persen, promptTitle="Persen" if persen else None, prompt=pesan if persen else None,
        )).add(sel)  # fmt: skip

    def _get(self, kunci: str, build) -> DataValidation:
        return self.semua.get(kunci) or self.semua.setdefault(kunci, build())

    def attach(self) -> None:
        """Write the checks onto the sheet."""
        for satu in self.semua.values():
            self.lembar.add_data_validation(satu)


def _write_acuan(kolom: int, jumlah: int) -> str:
    huruf = get_column_letter(kolom)
    return f"{DAFTAR}!${huruf}$1:${huruf}${jumlah}"


def is_label(baris: Baris, kolom: KolomIsian) -> bool:
    """Whether the cell takes a word of a scale."""
    return kolom.nama == "nilai" and isinstance(baris, Realisasi) and bool(baris.target.indikator.label_skala)
