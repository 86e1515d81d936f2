"""The kertas kerja as a workbook: every figure a live formula with the value that the application computed beside it.

Figures come from the recapitulation that the pages and the report show; the formulas are measurement.rumus_lembar's.
The same kertas kerja gives the same bytes.
"""

import datetime
from decimal import Decimal
from io import BytesIO

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from collection.enums import Konsolidasi, Rumus
from collection.models.formulir import ROMAWI
from measurement.enums import Alasan
from measurement.models import KertasKerja
from measurement.rumus_lembar import (
    needs_formula,
    write_capaian,
    write_kategori,
    write_nihil,
    write_realisasi,
    write_target,
    write_terhitung,
)
from measurement.services.baris import BarisRekap
from measurement.services.buku import (
    ATURAN,
    KEPALA,
    KERTAS,
    REKAP,
    UANG,
    Buku,
    point,
    start_lembar,
    write_angka,
    write_judul,
    write_rumus,
    write_teks,
)
from measurement.services.metodologi import build_ketentuan
from measurement.services.rekap import Rekap, build_rekap
from measurement.services.rekap_xlsx import write_rekap, write_uang

UTUH = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}


def build_buku(kertas: KertasKerja, rekap: Rekap | None = None) -> bytes:
    """The .xlsx of one round of the kertas kerja, corrections in force included; `rekap` where it was built already."""
    rekap = rekap or build_rekap(kertas)
    wadah = BytesIO()
    with xlsxwriter.Workbook(wadah, UTUH) as buku:
        buku.set_properties({"title": write_judul(rekap), "created": _drop_zona(kertas.dihitung_pada)})
        isi = Buku(rekap, buku, {}, {})
        # In this order in the file; what others point at is written first.
        lembar = {nama: buku.add_worksheet(nama) for nama in (KERTAS, REKAP, UANG, ATURAN)}
        _write_aturan(isi, lembar[ATURAN])
        _write_kertas(isi, lembar[KERTAS])
        write_uang(isi, lembar[UANG], list(kertas.anggaran_set.all()))
        write_rekap(isi, lembar[REKAP])
    return wadah.getvalue()


def _drop_zona(saat: datetime.datetime) -> datetime.datetime:
    return saat.astimezone(datetime.UTC).replace(tzinfo=None, microsecond=0)


def _write_aturan(isi: Buku, lembar: Worksheet) -> None:
    """The Metodologi: each setting in a cell that the formulas of the other sheets point at."""
    start_lembar(isi, lembar, "Ketentuan pengukuran", [("Ketentuan", 44), ("Nilai", 16), ("Inklusif", 12)])
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
        write_teks(isi, lembar, (baris, 0), sebutan)
        if nilai is None:
            write_teks(isi, lembar, (baris, 1), "tidak ada")
        else:
            write_angka(isi, lembar, (baris, 1), nilai)
            isi.sel[kunci] = point(ATURAN, baris, 1)
    write_teks(isi, lembar, (baris + 1, 0), "Dasar")
    write_teks(isi, lembar, (baris + 1, 1), aturan.dasar)
    isi.sel["pita"] = _write_pita(isi, lembar, baris + 3, aturan.pita)


def _write_pita(isi: Buku, lembar: Worksheet, baris: int, semua: tuple) -> list[tuple[str | None, bool, str]]:
    """The bands from the top down; where bound and label stand."""
    lembar.write_string(baris, 0, "Kategori (batas bawah)", isi.get_bentuk(bold=True))
    hasil = []
    for nomor, pita in enumerate(semua, start=baris + 1):
        write_teks(isi, lembar, (nomor, 0), pita.label)
        if pita.batas_bawah is not None:
            write_angka(isi, lembar, (nomor, 1), pita.batas_bawah)
        write_teks(isi, lembar, (nomor, 2), "ya" if pita.inklusif else "tidak")
        batas = None if pita.batas_bawah is None else point(ATURAN, nomor, 1)
        hasil.append((batas, pita.inklusif, point(ATURAN, nomor, 0)))
    return hasil


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
    start_lembar(isi, lembar, "Kertas kerja pengukuran kinerja", tetap + deret + hasil)
    for nomor, satu in enumerate(isi.rekap.baris, start=KEPALA + 1):
        _write_tetap(isi, lembar, nomor, satu)
        _write_hasil(isi, lembar, nomor, satu, len(tetap), jumlah)
    lembar.freeze_panes(KEPALA + 1, 3)
    lembar.autofilter(KEPALA, 0, KEPALA + max(len(isi.rekap.baris), 1), len(tetap + deret + hasil) - 1)


def _write_tetap(isi: Buku, lembar: Worksheet, nomor: int, satu: BarisRekap) -> None:
    b = satu.baris
    write_angka(isi, lembar, (nomor, 0), Decimal(b.urutan))
    teks = (b.kode, b.nama, b.get_jenis_display(), b.satuan, b.unit, b.get_rumus_display(), b.get_konsolidasi_display())
    for kolom, isi_sel in enumerate(teks, start=1):
        write_teks(isi, lembar, (nomor, kolom), isi_sel)


def _write_hasil(isi: Buku, lembar: Worksheet, nomor: int, satu: BarisRekap, awal: int, jumlah: int) -> None:
    """Inputs as numbers, then each figure as the formula that makes it."""
    b, hasil = satu.baris, satu.hasil
    target = [None if t is None else Decimal(t) for t in b.deret["target"]]
    realisasi = [*(None if r is None else Decimal(r) for r in b.deret["realisasi"][:-1]), hasil.realisasi_triwulan]
    for urut, nilai in enumerate([*target, *realisasi]):
        write_angka(isi, lembar, (nomor, awal + urut), nilai, _find_label(satu, nilai))
    kolom = awal + 2 * jumlah
    sel = [xl_rowcol_to_cell(nomor, k) for k in range(kolom + 6)]
    sel_t = [s if n is not None else None for s, n in zip(sel[awal:], target, strict=False)]
    diukur = not b.tidak_dapat_diukur
    terisi = [diukur and n is not None for n in realisasi]
    sel_r = [s for s, isi_sel in zip(sel[awal + jumlah :], terisi, strict=False) if isi_sel]
    konsolidasi = Konsolidasi(b.konsolidasi)
    tulis_target = write_target(konsolidasi, sel_t, terisi, b.deret["kumulatif"])
    write_rumus(lembar, (nomor, kolom), tulis_target, b.target, _find_bentuk(isi, satu, b.target))
    tulis_realisasi = write_realisasi(konsolidasi, sel_r)
    write_rumus(lembar, (nomor, kolom + 1), tulis_realisasi, hasil.realisasi, _find_bentuk(isi, satu, hasil.realisasi))
    _write_capaian_baris(isi, lembar, nomor, satu, sel[kolom:], kolom)
    write_angka(isi, lembar, (nomor, kolom + 7), b.bobot)
    for geser, teks in ((8, hasil.penjelasan), (9, _write_keterangan(satu))):
        write_teks(isi, lembar, (nomor, kolom + geser), teks)
    if satu.koreksi:
        write_angka(isi, lembar, (nomor, kolom + 10), b.realisasi, _find_label(satu, b.realisasi))
        write_teks(isi, lembar, (nomor, kolom + 11), satu.koreksi.keterangan)


def _write_capaian_baris(
    isi: Buku, lembar: Worksheet, nomor: int, satu: BarisRekap, sel: list[str], kolom: int
) -> None:
    """Raw, counted, band, and against the annual target; cells: target, realisasi, raw, counted, band, annual."""
    b, hasil = satu.baris, satu.hasil
    t, r, mentah, dihitung, _, tahunan = sel
    if needs_formula(Alasan(hasil.alasan)) and hasil.capaian_mentah is not None:
        write_rumus(lembar, (nomor, kolom + 2), _pick_rumus(isi, satu, t, r), hasil.capaian_mentah, isi.persen)
        tulis = write_terhitung(mentah, isi.sel.get("atas"), isi.sel.get("bawah"))
        write_rumus(lembar, (nomor, kolom + 3), tulis, hasil.capaian, isi.persen)
    elif hasil.capaian is not None:
        # R = 0 of min_rasio: no raw value, and the cap is what counts.
        write_rumus(lembar, (nomor, kolom + 3), f"={isi.sel['atas']}", hasil.capaian, isi.persen)
    if hasil.capaian is not None:
        isi.sel["baris", b.pk] = point(KERTAS, nomor, kolom + 3)
        kategori = write_kategori(dihitung, isi.sel["pita"])
        write_rumus(lembar, (nomor, kolom + 4), kategori, hasil.kategori, isi.get_bentuk(text_wrap=True))
    write_angka(isi, lembar, (nomor, kolom + 5), b.target_tahunan, _find_label(satu, b.target_tahunan))
    if hasil.capaian_tahunan is not None and hasil.realisasi is not None and b.target_tahunan is not None:
        rumus = _pick_rumus(isi, satu, tahunan, r, b.target_tahunan)
        write_rumus(lembar, (nomor, kolom + 6), rumus, hasil.capaian_tahunan, isi.persen)


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
