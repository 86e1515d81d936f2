"""The kertas kerja as a workbook: every figure a live formula with the value that the application computed beside it.

Figures come from the recapitulation that the pages and the report show; the formulas are measurement.rumus_lembar's.
The same kertas kerja gives the same bytes.
"""

import datetime
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from collection.enums import Konsolidasi, Rumus
from collection.models.formulir import ROMAWI
from measurement.enums import Alasan
from measurement.models import BarisAnggaran
from measurement.rumus_lembar import (
    needs_formula,
    write_capaian,
    write_efisiensi,
    write_kategori,
    write_nihil,
    write_realisasi,
    write_rerata,
    write_serapan,
    write_target,
    write_terhitung,
)
from measurement.services.baris import BarisRekap
from measurement.services.metodologi import build_ketentuan
from measurement.services.rekap import Kelompok, Nilai, Rekap, Uang, build_rekap

KERTAS, REKAP, UANG, ATURAN = "Kertas Kerja", "Rekapitulasi", "Anggaran", "Ketentuan"
KEPALA = 4
"""Row (from 0) of the column heads on every sheet; the rows above say what it is."""
UTUH = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
JENIS_UANG = {"program": 0, "kegiatan": 2, "sub_kegiatan": 4}


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


def build_buku(kertas) -> bytes:
    """The .xlsx of one round of the kertas kerja, corrections in force included."""
    rekap = build_rekap(kertas)
    wadah = BytesIO()
    with xlsxwriter.Workbook(wadah, UTUH) as buku:
        buku.set_properties({"title": _write_judul(rekap), "created": _drop_zona(kertas.dihitung_pada)})
        isi = Buku(rekap, buku, {}, {})
        # In this order in the file; what others point at is written first.
        lembar = {nama: buku.add_worksheet(nama) for nama in (KERTAS, REKAP, UANG, ATURAN)}
        _write_aturan(isi, lembar[ATURAN])
        _write_kertas(isi, lembar[KERTAS])
        _write_uang(isi, lembar[UANG], list(kertas.anggaran_set.all()))
        _write_rekap(isi, lembar[REKAP])
    return wadah.getvalue()


def _drop_zona(saat: datetime.datetime) -> datetime.datetime:
    return saat.astimezone(datetime.UTC).replace(tzinfo=None, microsecond=0)


def _write_judul(rekap: Rekap) -> str:
    return f"Kertas kerja {rekap.kertas.pengukuran.sebutan_periode}, putaran {rekap.kertas.putaran}"


def _start(isi: Buku, lembar: Worksheet, judul: str, kolom: list[tuple[str, int]]) -> None:
    """Title, whose it is, column heads, widths, and how it prints."""
    kantor = isi.rekap.kertas.pengukuran.perangkat_daerah
    tebal = isi.get_bentuk(bold=True)
    lembar.write_string(0, 0, judul, isi.get_bentuk(bold=True, font_size=14))
    lembar.write_string(1, 0, f"{kantor.nama}, {kantor.pemerintah}", tebal)
    keadaan = "sementara" if isi.rekap.sementara else "lengkap dan diverifikasi"
    lembar.write_string(2, 0, f"{_write_judul(isi.rekap)}; angka {keadaan}", isi.get_bentuk(italic=True))
    kepala = isi.get_bentuk(bold=True, text_wrap=True, bg_color="#DCE6EE", border=1)
    for nomor, (nama, lebar) in enumerate(kolom):
        lembar.write_string(KEPALA, nomor, nama, kepala)
        lembar.set_column(nomor, nomor, lebar)
    lembar.set_landscape()
    lembar.set_paper(9)
    lembar.fit_to_pages(1, 0)
    lembar.repeat_rows(KEPALA)


def _write_angka(isi: Buku, lembar: Worksheet, tempat: tuple[int, int], nilai: Decimal | None, label: str = "") -> None:
    """A number as such; a predicate is its score, shown as its word."""
    if nilai is None:
        return
    bentuk = "#,##0.######" if nilai % 1 else "#,##0"
    pola = '"{}"'.format(label.replace('"', "")) if label else bentuk
    lembar.write_number(*tempat, float(nilai), isi.get_bentuk(num_format=pola))


def _write_teks(isi: Buku, lembar: Worksheet, tempat: tuple[int, int], teks: str) -> None:
    lembar.write_string(*tempat, teks, isi.get_bentuk(text_wrap=True))


def _write_rumus(
    lembar: Worksheet, tempat: tuple[int, int], rumus: str, nilai: Decimal | str | None, bentuk: Format
) -> None:
    """A formula with what the application computed as its cached value; nothing where there is no figure."""
    if rumus and nilai is not None:
        tersimpan = nilai if isinstance(nilai, str) else f"{nilai.normalize():f}"
        lembar.write_formula(*tempat, rumus, bentuk, tersimpan)


def _write_aturan(isi: Buku, lembar: Worksheet) -> None:
    """The Metodologi: each setting in a cell that the formulas of the other sheets point at."""
    _start(isi, lembar, "Ketentuan pengukuran", [("Ketentuan", 44), ("Nilai", 16), ("Inklusif", 12)])
    aturan = build_ketentuan(isi.rekap.kertas.metodologi)
    ada = (
        ("desimal", "Angka di belakang koma", Decimal(aturan.desimal)),
        ("atas", "Batas atas capaian (%)", aturan.batas_atas),
        ("bawah", "Batas bawah capaian (%)", aturan.batas_bawah),
        ("nihil", "Target nihil terlampaui (%)", aturan.nihil_terlampaui),
        ("ambang", "Ambang efisiensi (poin persen)", aturan.ambang_efisiensi),
        ("minimum", "Efisiensi dinilai mulai capaian (%)", aturan.capaian_efisiensi),
    )
    baris = KEPALA
    for kunci, sebutan, nilai in ada:
        baris += 1
        _write_teks(isi, lembar, (baris, 0), sebutan)
        if nilai is None:
            _write_teks(isi, lembar, (baris, 1), "tidak ada")
        else:
            _write_angka(isi, lembar, (baris, 1), nilai)
            isi.sel[kunci] = _point(ATURAN, baris, 1)
    _write_teks(isi, lembar, (baris + 1, 0), "Dasar")
    _write_teks(isi, lembar, (baris + 1, 1), aturan.dasar)
    isi.sel["pita"] = _write_pita(isi, lembar, baris + 3, aturan.pita)


def _write_pita(isi: Buku, lembar: Worksheet, baris: int, semua: tuple) -> list[tuple[str | None, bool, str]]:
    """The bands from the top down; where bound and label stand."""
    lembar.write_string(baris, 0, "Kategori (batas bawah)", isi.get_bentuk(bold=True))
    hasil = []
    for nomor, pita in enumerate(semua, start=baris + 1):
        _write_teks(isi, lembar, (nomor, 0), pita.label)
        if pita.batas_bawah is not None:
            _write_angka(isi, lembar, (nomor, 1), pita.batas_bawah)
        _write_teks(isi, lembar, (nomor, 2), "ya" if pita.inklusif else "tidak")
        batas = None if pita.batas_bawah is None else _point(ATURAN, nomor, 1)
        hasil.append((batas, pita.inklusif, _point(ATURAN, nomor, 0)))
    return hasil


def _point(lembar: str, baris: int, kolom: int) -> str:
    """An absolute address on another sheet."""
    return f"'{lembar}'!{xl_rowcol_to_cell(baris, kolom, row_abs=True, col_abs=True)}"


def _write_kertas(isi: Buku, lembar: Worksheet) -> None:
    """One indicator a row, in the order of the plan."""
    jumlah = isi.rekap.kertas.pengukuran.periode.triwulan
    tw = [ROMAWI[n] for n in range(1, jumlah + 1)]
    tetap = [("No", 5), ("Kode", 18), ("Indikator", 46), ("Jenis", 7), ("Satuan", 12), ("Unit", 24), ("Rumus", 22),
             ("Konsolidasi", 15)]  # fmt: skip
    deret = [(f"{apa} TW {r}", 12) for apa in ("Target", "Realisasi") for r in tw]
    hasil = [("Target s.d. triwulan", 13), ("Realisasi s.d. triwulan", 13), ("Capaian asli (%)", 12),
             ("Capaian dihitung (%)", 12), ("Kategori", 15), ("Target tahunan", 13),
             ("Capaian terhadap tahunan (%)", 13), ("Bobot", 8), ("Hitungan", 48), ("Keterangan", 36),
             ("Realisasi semula", 13), ("Alasan koreksi", 30)]  # fmt: skip
    _start(isi, lembar, "Kertas kerja pengukuran kinerja", tetap + deret + hasil)
    for nomor, satu in enumerate(isi.rekap.baris, start=KEPALA + 1):
        _write_tetap(isi, lembar, nomor, satu)
        _write_hasil(isi, lembar, nomor, satu, len(tetap), jumlah)
    lembar.freeze_panes(KEPALA + 1, 3)
    lembar.autofilter(KEPALA, 0, KEPALA + max(len(isi.rekap.baris), 1), len(tetap + deret + hasil) - 1)


def _write_tetap(isi: Buku, lembar: Worksheet, nomor: int, satu: BarisRekap) -> None:
    b = satu.baris
    _write_angka(isi, lembar, (nomor, 0), Decimal(b.urutan))
    teks = (b.kode, b.nama, b.get_jenis_display(), b.satuan, b.unit, b.get_rumus_display(), b.get_konsolidasi_display())
    for kolom, isi_sel in enumerate(teks, start=1):
        _write_teks(isi, lembar, (nomor, kolom), isi_sel)


def _write_hasil(isi: Buku, lembar: Worksheet, nomor: int, satu: BarisRekap, awal: int, jumlah: int) -> None:
    """Inputs as numbers, then each figure as the formula that makes it."""
    b, hasil = satu.baris, satu.hasil
    target = [None if t is None else Decimal(t) for t in b.deret["target"]]
    realisasi = [*(None if r is None else Decimal(r) for r in b.deret["realisasi"][:-1]), hasil.realisasi_triwulan]
    for urut, nilai in enumerate([*target, *realisasi]):
        _write_angka(isi, lembar, (nomor, awal + urut), nilai, _find_label(satu, nilai))
    kolom = awal + 2 * jumlah
    sel = [xl_rowcol_to_cell(nomor, k) for k in range(kolom + 6)]
    sel_t = [s if n is not None else None for s, n in zip(sel[awal:], target, strict=False)]
    diukur = not b.tidak_dapat_diukur
    terisi = [diukur and n is not None for n in realisasi]
    sel_r = [s for s, isi_sel in zip(sel[awal + jumlah :], terisi, strict=False) if isi_sel]
    konsolidasi = Konsolidasi(b.konsolidasi)
    tulis_target = write_target(konsolidasi, sel_t, terisi, b.deret["kumulatif"])
    _write_rumus(lembar, (nomor, kolom), tulis_target, b.target, _find_bentuk(isi, satu, b.target))
    tulis_realisasi = write_realisasi(konsolidasi, sel_r)
    _write_rumus(lembar, (nomor, kolom + 1), tulis_realisasi, hasil.realisasi, _find_bentuk(isi, satu, hasil.realisasi))
    _write_capaian_baris(isi, lembar, nomor, satu, sel[kolom:], kolom)
    _write_angka(isi, lembar, (nomor, kolom + 7), b.bobot)
    for geser, teks in ((8, hasil.penjelasan), (9, _write_keterangan(satu))):
        _write_teks(isi, lembar, (nomor, kolom + geser), teks)
    if satu.koreksi:
        _write_angka(isi, lembar, (nomor, kolom + 10), b.realisasi, _find_label(satu, b.realisasi))
        _write_teks(isi, lembar, (nomor, kolom + 11), satu.koreksi.keterangan)


def _write_capaian_baris(
    isi: Buku, lembar: Worksheet, nomor: int, satu: BarisRekap, sel: list[str], kolom: int
) -> None:
    """Raw, counted, band, and against the annual target; cells: target, realisasi, raw, counted, band, annual."""
    b, hasil, desimal = satu.baris, satu.hasil, isi.sel["desimal"]
    t, r, mentah, dihitung, _, tahunan = sel
    if needs_formula(Alasan(hasil.alasan)) and hasil.capaian_mentah is not None:
        _write_rumus(lembar, (nomor, kolom + 2), _pick_rumus(isi, satu, t, r), hasil.capaian_mentah, isi.persen)
        tulis = write_terhitung(mentah, isi.sel.get("atas"), isi.sel.get("bawah"))
        _write_rumus(lembar, (nomor, kolom + 3), tulis, hasil.capaian, isi.persen)
    elif hasil.capaian is not None:
        # R = 0 of min_rasio: no raw value, and the cap is what counts.
        _write_rumus(lembar, (nomor, kolom + 3), f"={isi.sel['atas']}", hasil.capaian, isi.persen)
    if hasil.capaian is not None:
        isi.sel["baris", b.pk] = _point(KERTAS, nomor, kolom + 3)
        kategori = write_kategori(dihitung, isi.sel["pita"])
        _write_rumus(lembar, (nomor, kolom + 4), kategori, hasil.kategori, isi.get_bentuk(text_wrap=True))
    _write_angka(isi, lembar, (nomor, kolom + 5), b.target_tahunan, _find_label(satu, b.target_tahunan))
    if hasil.capaian_tahunan is not None and hasil.realisasi is not None and b.target_tahunan is not None:
        rumus = _pick_rumus(isi, satu, tahunan, r, b.target_tahunan)
        _write_rumus(lembar, (nomor, kolom + 6), rumus, hasil.capaian_tahunan, isi.persen)


def _pick_rumus(isi: Buku, satu: BarisRekap, t: str, r: str, target: Decimal | None = None) -> str:
    """The rumus of a row; of a target of 0 where lower is better the rule for nil."""
    nol = (satu.baris.target if target is None else target) == 0
    rumus = Rumus(satu.baris.rumus)
    if nol and rumus in (Rumus.MIN_SELISIH, Rumus.MIN_RASIO, Rumus.RENTANG_WAKTU):
        return write_nihil(r, isi.sel.get("nihil", "0"))
    return write_capaian(rumus, t, r, isi.sel["desimal"])


def _find_label(satu: BarisRekap, nilai: Decimal | None) -> str:
    """The word of a predicate's score."""
    return satu.write(nilai) if nilai is not None and satu.baris.label_skala else ""


def _find_bentuk(isi: Buku, satu: BarisRekap, nilai: Decimal | None) -> Format:
    label = _find_label(satu, nilai)
    return isi.get_bentuk(num_format=f'"{label}"' if label else "#,##0.######" if nilai and nilai % 1 else "#,##0")


def _write_keterangan(satu: BarisRekap) -> str:
    tanpa = satu.label_kategori if satu.hasil.capaian is None else ""
    return "; ".join(teks for teks in (tanpa, satu.baris.tidak_dapat_diukur, satu.baris.keterangan) if teks)


def _write_uang(isi: Buku, lembar: Worksheet, semua: list[BarisAnggaran]) -> None:
    """Pagu and money spent of each sub kegiatan."""
    kolom = [("Kode program", 14), ("Program", 36), ("Kode kegiatan", 18), ("Kegiatan", 36), ("Kode sub kegiatan", 22),
             ("Sub kegiatan", 40), ("Pagu (Rp)", 18), ("Realisasi (Rp)", 18)]  # fmt: skip
    _start(isi, lembar, "Pagu dan realisasi anggaran", kolom)
    for nomor, a in enumerate(semua, start=KEPALA + 1):
        for urut, teks in enumerate(
            (a.program_kode, a.program_nama, a.kegiatan_kode, a.kegiatan_nama, a.kode, a.nama)
        ):
            _write_teks(isi, lembar, (nomor, urut), teks)
        _write_angka(isi, lembar, (nomor, 6), a.pagu)
        _write_angka(isi, lembar, (nomor, 7), a.realisasi)
    isi.sel["uang"] = (KEPALA + 1, KEPALA + max(len(semua), 1))
    lembar.freeze_panes(KEPALA + 1, 1)


def _write_rekap(isi: Buku, lembar: Worksheet) -> None:
    """Means upwards, from the counted capaian of the first sheet; money by sums."""
    kolom = [("Jenis", 14), ("Kode", 22), ("Uraian", 60), ("Capaian (%)", 12), ("Dihitung dari", 22), ("Kategori", 15),
             ("Pagu (Rp)", 18), ("Realisasi (Rp)", 18), ("Serapan (%)", 12), ("Efisiensi", 16)]  # fmt: skip
    _start(isi, lembar, "Rekapitulasi hasil pengukuran", kolom)
    semua = list(isi.rekap.walk())
    for nomor, satu in enumerate(semua, start=KEPALA + 2):
        isi.sel["kelompok", satu.kunci] = _point(REKAP, nomor, 3)
    kantor = isi.rekap.kertas.pengukuran.perangkat_daerah
    sasaran = [isi.sel["kelompok", s.kunci] for s in isi.rekap.sasaran if s.nilai.rerata.nilai is not None]
    rerata = write_rerata([(sel, Decimal(1)) for sel in sasaran], isi.sel["desimal"])
    _write_kelompok(isi, lembar, KEPALA + 1, ("perangkat daerah", kantor.kode, kantor.nama), isi.rekap.nilai, rerata)
    _write_serapan_baris(isi, lembar, KEPALA + 1, isi.rekap.anggaran, isi.rekap.efisiensi, "")
    for nomor, satu in enumerate(semua, start=KEPALA + 2):
        sebutan = (satu.jenis.replace("_", " "), satu.kode, satu.uraian)
        _write_kelompok(isi, lembar, nomor, sebutan, satu.nilai, _write_rerata_kelompok(isi, satu))
        _write_serapan_baris(isi, lembar, nomor, satu.anggaran, satu.efisiensi, satu.jenis)
    lembar.freeze_panes(KEPALA + 1, 3)


def _write_rerata_kelompok(isi: Buku, satu: Kelompok) -> str:
    """Of its own indicators; without any, of the groups right below it."""
    if satu.baris or not satu.anak:
        sel = [(isi.sel["baris", b.baris.pk], b.baris.bobot) for b in satu.baris if b.hasil.capaian is not None]
    else:
        anak = [a for a in satu.anak if a.nilai.rerata.nilai is not None]
        sel = [(isi.sel["kelompok", a.kunci], Decimal(1)) for a in anak]
    return write_rerata(sel, isi.sel["desimal"])


def _write_kelompok(
    isi: Buku, lembar: Worksheet, nomor: int, sebutan: tuple[str, str, str], nilai: Nilai, rerata: str
) -> None:
    for kolom, teks in enumerate(sebutan):
        _write_teks(isi, lembar, (nomor, kolom), teks)
    _write_rumus(lembar, (nomor, 3), rerata, nilai.rerata.nilai, isi.persen)
    _write_teks(isi, lembar, (nomor, 4), nilai.cakupan)
    if nilai.rerata.nilai is not None:
        kategori = write_kategori(xl_rowcol_to_cell(nomor, 3), isi.sel["pita"])
        _write_rumus(lembar, (nomor, 5), kategori, nilai.kategori, isi.get_bentuk(text_wrap=True))


def _write_serapan_baris(
    isi: Buku, lembar: Worksheet, nomor: int, uang: Uang | None, efisiensi: str | None, jenis: str
) -> None:
    """Sums over the rows of the sheet of money whose code is this one's; of the office over all of them."""
    if uang is None:
        return
    rupiah = isi.get_bentuk(num_format="#,##0.##" if uang.pagu % 1 else "#,##0")
    for geser, nilai in ((0, uang.pagu), (1, uang.realisasi)):
        rumus = _write_jumlah(isi, xl_rowcol_to_cell(nomor, 1), JENIS_UANG.get(jenis), 6 + geser)
        _write_rumus(lembar, (nomor, 6 + geser), rumus, nilai, rupiah)
    capaian, pagu, realisasi, serapan = (xl_rowcol_to_cell(nomor, k) for k in (3, 6, 7, 8))
    if uang.serapan is None:
        return
    dua = isi.get_bentuk(num_format="#,##0.00")
    _write_rumus(lembar, (nomor, 8), write_serapan(realisasi, pagu), uang.serapan, dua)
    rumus = write_efisiensi(capaian, serapan, isi.sel["ambang"], isi.sel["minimum"])
    _write_rumus(lembar, (nomor, 9), rumus, efisiensi, isi.get_bentuk())


def _write_jumlah(isi: Buku, kode: str, kolom_kode: int | None, kolom: int) -> str:
    awal, akhir = isi.sel["uang"]
    nilai = f"{_point(UANG, awal, kolom)}:{xl_rowcol_to_cell(akhir, kolom, row_abs=True, col_abs=True)}"
    if kolom_kode is None:
        return f"=SUM({nilai})"
    milik = f"{_point(UANG, awal, kolom_kode)}:{xl_rowcol_to_cell(akhir, kolom_kode, row_abs=True, col_abs=True)}"
    return f"=SUMPRODUCT(({milik}={kode})*{nilai})"
