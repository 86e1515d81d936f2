"""The workbook's sheets of money and of means, whose formulas point at the kertas kerja's sheet."""

from decimal import Decimal

from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from measurement.models import BarisAnggaran
from measurement.rumus_lembar import (
    write_efisiensi,
    write_kategori,
    write_rerata,
    write_rerata_penuh,
    write_round,
    write_serapan,
)
from measurement.services.buku import (
    KEPALA,
    PENUH,
    REKAP,
    UANG,
    Buku,
    point,
    start_lembar,
    write_angka,
    write_rumus,
    write_teks,
)
from measurement.services.rekap import Kelompok, Nilai, Uang

RERATA_PENUH = 10
"""The column (from 0) of means before rounding."""
Suku = tuple[str, Decimal]
"""The cell of what goes into a mean, and its weight."""
JENIS_UANG = {"program": 0, "kegiatan": 2, "sub_kegiatan": 4}
"""Kind of a group → the column of the sheet of money that has its code."""


def write_uang(isi: Buku, lembar: Worksheet, semua: list[BarisAnggaran]) -> None:
    """Pagu and money spent of each sub kegiatan."""
    kolom = [("Kode program", 14), ("Program", 36), ("Kode kegiatan", 18), ("Kegiatan", 36), ("Kode sub kegiatan", 22),
             ("Sub kegiatan", 40), ("Pagu (Rp)", 18), ("Realisasi (Rp)", 18)]  # fmt: skip
    start_lembar(isi, lembar, "Pagu dan realisasi anggaran", kolom)
    for nomor, a in enumerate(semua, start=KEPALA + 1):
        for urut, teks in enumerate(
            (a.program_kode, a.program_nama, a.kegiatan_kode, a.kegiatan_nama, a.kode, a.nama)
        ):
            write_teks(isi, lembar, (nomor, urut), teks)
        write_angka(isi, lembar, (nomor, 6), a.pagu)
        write_angka(isi, lembar, (nomor, 7), a.realisasi)
    isi.sel["uang"] = (KEPALA + 1, KEPALA + max(len(semua), 1))
    lembar.freeze_panes(KEPALA + 1, 1)


def write_rekap(isi: Buku, lembar: Worksheet) -> None:
    """Means upwards, from the unrounded counted capaian of the first sheet; money by sums."""
    kolom = [("Jenis", 14), ("Kode", 22), ("Uraian", 60), ("Capaian (%)", 12), ("Dihitung dari", 22), ("Kategori", 15),
             ("Pagu (Rp)", 18), ("Realisasi (Rp)", 18), ("Serapan (%)", 12), ("Efisiensi", 16)]  # fmt: skip
    kolom += [("Capaian, belum dibulatkan (%)", 16)] * isi.rekap.penuh
    start_lembar(isi, lembar, "Rekapitulasi hasil pengukuran", kolom)
    semua = list(isi.rekap.walk())
    for nomor, satu in enumerate(semua, start=KEPALA + 2):
        isi.sel["kelompok", satu.kunci] = point(REKAP, nomor, RERATA_PENUH if isi.rekap.penuh else 3)
    kantor = isi.rekap.kertas.pengukuran.perangkat_daerah
    sasaran = [isi.sel["kelompok", s.kunci] for s in isi.rekap.sasaran if s.nilai.rerata.nilai is not None]
    sel = [(satu, Decimal(1)) for satu in sasaran]
    _write_kelompok(isi, lembar, KEPALA + 1, ("perangkat daerah", kantor.kode, kantor.nama), isi.rekap.nilai, sel)
    _write_serapan_baris(isi, lembar, KEPALA + 1, isi.rekap.anggaran, isi.rekap.efisiensi, "")
    for nomor, satu in enumerate(semua, start=KEPALA + 2):
        sebutan = (satu.jenis.replace("_", " "), satu.kode, satu.uraian)
        _write_kelompok(isi, lembar, nomor, sebutan, satu.nilai, _list_suku(isi, satu))
        _write_serapan_baris(isi, lembar, nomor, satu.anggaran, satu.efisiensi, satu.jenis)
    lembar.freeze_panes(KEPALA + 1, 3)


def _list_suku(isi: Buku, satu: Kelompok) -> list[Suku]:
    """Of its own indicators; without any, of the groups right below it."""
    if satu.baris or not satu.anak:
        return [(isi.sel["baris", b.baris.pk], b.baris.bobot) for b in satu.baris if b.hasil.capaian is not None]
    anak = [a for a in satu.anak if a.nilai.rerata.nilai is not None]
    return [(isi.sel["kelompok", a.kunci], Decimal(1)) for a in anak]


def _write_kelompok(
    isi: Buku, lembar: Worksheet, nomor: int, sebutan: tuple[str, str, str], nilai: Nilai, suku: list[Suku]
) -> None:
    """The mean from the cells that go into it; of unrounded ones, before rounding too, for the mean above."""
    for kolom, teks in enumerate(sebutan):
        write_teks(isi, lembar, (nomor, kolom), teks)
    desimal = isi.sel["desimal"]
    if isi.rekap.penuh:
        penuh = write_rerata_penuh(suku)
        write_rumus(lembar, (nomor, RERATA_PENUH), penuh, nilai.rerata.penuh, isi.get_bentuk(num_format=PENUH))
        rerata = "=" + write_round(xl_rowcol_to_cell(nomor, RERATA_PENUH), desimal) if penuh else ""
    else:
        rerata = write_rerata(suku, desimal)
    write_rumus(lembar, (nomor, 3), rerata, nilai.rerata.nilai, isi.persen)
    write_teks(isi, lembar, (nomor, 4), nilai.cakupan)
    if nilai.rerata.nilai is not None:
        kategori = write_kategori(xl_rowcol_to_cell(nomor, 3), isi.sel["pita"])
        write_rumus(lembar, (nomor, 5), kategori, nilai.kategori, isi.get_bentuk(text_wrap=True))


def _write_serapan_baris(
    isi: Buku, lembar: Worksheet, nomor: int, uang: Uang | None, efisiensi: str | None, jenis: str
) -> None:
    """Sums over the rows of the sheet of money whose code is this one's; of the office over all of them."""
    if uang is None:
        return
    rupiah = isi.get_bentuk(num_format="#,##0.##" if uang.pagu % 1 else "#,##0")
    for geser, nilai in ((0, uang.pagu), (1, uang.realisasi)):
        rumus = _write_jumlah(isi, xl_rowcol_to_cell(nomor, 1), JENIS_UANG.get(jenis), 6 + geser)
        write_rumus(lembar, (nomor, 6 + geser), rumus, nilai, rupiah)
    capaian, pagu, realisasi, serapan = (xl_rowcol_to_cell(nomor, k) for k in (3, 6, 7, 8))
    if uang.serapan is None:
        return
    dua = isi.get_bentuk(num_format="#,##0.00")
    write_rumus(lembar, (nomor, 8), write_serapan(realisasi, pagu), uang.serapan, dua)
    rumus = write_efisiensi(capaian, serapan, isi.sel["ambang"], isi.sel["minimum"])
    write_rumus(lembar, (nomor, 9), rumus, efisiensi, isi.get_bentuk())


def _write_jumlah(isi: Buku, kode: str, kolom_kode: int | None, kolom: int) -> str:
    awal, akhir = isi.sel["uang"]
    nilai = f"{point(UANG, awal, kolom)}:{xl_rowcol_to_cell(akhir, kolom, row_abs=True, col_abs=True)}"
    if kolom_kode is None:
        return f"=SUM({nilai})"
    milik = f"{point(UANG, awal, kolom_kode)}:{xl_rowcol_to_cell(akhir, kolom_kode, row_abs=True, col_abs=True)}"
    return f"=SUMPRODUCT(({milik}={kode})*{nilai})"
