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
from measurement.nilai import NilaiRealisasi, compute_nilai, get_batas, read_realisasi, read_target
from measurement.rumus import MAKIN_RENDAH
from measurement.rumus_lembar import (
    needs_formula,
    write_capaian,
    write_kategori,
    write_nihil,
    write_penuh,
    write_realisasi,
    write_target,
    write_terhitung,
)
from measurement.services.baris import BarisRekap
from measurement.services.buku import (
    ATURAN,
    KEPALA,
    KERTAS,
    PENUH,
    REKAP,
    UANG,
    Buku,
    Lembar,
    point,
    start_lembar,
    write_angka,
    write_judul,
    write_rumus,
    write_teks,
)
from measurement.services.kertas_bentuk import (
    Tambahan,
    compute_sampai,
    find_tambahan,
    list_terisi,
    write_atas,
    write_bagi,
    write_komponen,
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
        lembar = {nama: buku.add_worksheet(nama, Lembar) for nama in (KERTAS, REKAP, UANG, ATURAN)}
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
             ("Capaian terhadap tahunan, sebelum batas (%)", 13), ("Bobot", 8), ("Hitungan", 48), ("Keterangan", 36),
             ("Realisasi semula", 13), ("Alasan koreksi", 30)]  # fmt: skip
    hasil += [("Capaian dihitung, belum dibulatkan (%)", 16)] * isi.rekap.penuh
    tambahan = find_tambahan(isi.rekap.baris, len(tetap + deret + hasil), jumlah)
    kolom = tetap + deret + hasil + tambahan.kolom
    start_lembar(isi, lembar, "Kertas kerja pengukuran kinerja", kolom)
    for nomor, satu in enumerate(isi.rekap.baris, start=KEPALA + 1):
        _write_tetap(isi, lembar, nomor, satu)
        _write_hasil(isi, lembar, nomor, satu, len(tetap), tambahan)
    lembar.freeze_panes(KEPALA + 1, 3)
    lembar.autofilter(KEPALA, 0, KEPALA + max(len(isi.rekap.baris), 1), len(kolom) - 1)


def _write_tetap(isi: Buku, lembar: Worksheet, nomor: int, satu: BarisRekap) -> None:
    b = satu.baris
    write_angka(isi, lembar, (nomor, 0), Decimal(b.urutan))
    teks = (b.kode, b.nama, b.get_jenis_display(), b.satuan, b.unit, b.get_rumus_display(), b.get_konsolidasi_display())
    for kolom, isi_sel in enumerate(teks, start=1):
        write_teks(isi, lembar, (nomor, kolom), isi_sel)


def _write_hasil(isi: Buku, lembar: Worksheet, nomor: int, satu: BarisRekap, awal: int, tambahan: Tambahan) -> None:
    """Inputs as numbers, then each figure as the formula that makes it."""
    b, hasil, jumlah = satu.baris, satu.hasil, tambahan.jumlah
    realisasi = [*read_realisasi(b.deret)[:-1], satu.terukur]
    kolom = awal + 2 * jumlah
    sel = [xl_rowcol_to_cell(nomor, k) for k in range(kolom + 6)]
    terisi = [not satu.tak_diukur and isi_sel for isi_sel in list_terisi(Konsolidasi(b.konsolidasi), realisasi)]
    _write_target_baris(isi, lembar, nomor, satu, (awal, sel, terisi), tambahan)
    _write_realisasi_baris(isi, lembar, nomor, satu, (awal + jumlah, sel, terisi), realisasi, tambahan)
    _write_capaian_baris(isi, lembar, nomor, satu, sel[kolom:], kolom, tambahan)
    write_angka(isi, lembar, (nomor, kolom + 7), b.bobot)
    for geser, teks in ((8, hasil.penjelasan), (9, _write_keterangan(satu))):
        write_teks(isi, lembar, (nomor, kolom + geser), teks)
    if satu.koreksi:
        write_angka(isi, lembar, (nomor, kolom + 10), b.realisasi, _find_label(satu, b.realisasi))
        write_teks(isi, lembar, (nomor, kolom + 11), satu.koreksi.keterangan)


Deret = tuple[int, list[str], list[bool]]
"""First column of a series, the row's cells, which triwulan count."""


def _write_target_baris(
    isi: Buku, lembar: Worksheet, nomor: int, satu: BarisRekap, deret: Deret, tambahan: Tambahan
) -> None:
    """The targets of the triwulan, and the one by their end: of a range both bounds."""
    b, (awal, sel, terisi) = satu.baris, deret
    target = [None if t is None else get_batas(t)[0] for t in read_target(b.deret)]
    for urut, nilai in enumerate(target):
        write_angka(isi, lembar, (nomor, awal + urut), nilai, _find_label(satu, nilai))
    bawah = [s if n is not None else None for s, n in zip(sel[awal:], target, strict=False)]
    atas = [s or t for s, t in zip(write_atas(isi, lembar, nomor, satu, tambahan), bawah, strict=True)]
    tulis = [write_target(Konsolidasi(b.konsolidasi), satu_sisi, terisi, b.deret["kumulatif"]).removeprefix("=")
             for satu_sisi in (bawah, atas)]  # fmt: skip
    if atas != bawah and b.deret["kumulatif"]:
        # Of running-up ranges that grow narrower the increases change sides.
        tulis = [f"{fungsi}({tulis[0]},{tulis[1]})" for fungsi in ("MIN", "MAX")]
    kolom = awal + 2 * tambahan.jumlah
    letak_angka = zip((kolom, tambahan.sampai), tulis, compute_sampai(satu), strict=False)
    for letak, rumus, nilai in letak_angka:
        write_rumus(lembar, (nomor, letak), rumus and f"={rumus}", nilai, _find_bentuk(isi, satu, nilai))


def _write_realisasi_baris(
    isi: Buku, lembar: Worksheet, nomor: int, satu: BarisRekap, deret: Deret,
    realisasi: list[NilaiRealisasi | None], tambahan: Tambahan,
) -> None:  # fmt: skip
    """The realisasi of the triwulan, of components as their quotient, and the one by their end."""
    konsolidasi, (awal, sel, terisi) = Konsolidasi(satu.baris.konsolidasi), deret
    bagian, pengali = write_komponen(isi, lembar, nomor, realisasi, tambahan), satu.baris.pengali
    for urut, (nilai, asal) in enumerate(zip(realisasi, bagian, strict=True)):
        tempat, angka = (nomor, awal + urut), compute_nilai(nilai)
        if asal:
            write_rumus(lembar, tempat, write_bagi([asal], pengali), angka, _find_cetak(isi, satu, angka))
        else:
            write_angka(isi, lembar, tempat, angka, _find_label(satu, angka))
    tulis = write_realisasi(konsolidasi, [s for s, ada in zip(sel[awal:], terisi, strict=False) if ada])
    dipakai = [asal for asal, ada in zip(bagian, terisi, strict=True) if ada]
    if konsolidasi is Konsolidasi.RASIO and any(dipakai) and all(dipakai):
        tulis = write_bagi([asal for asal in dipakai if asal], pengali)
    letak = (nomor, awal + tambahan.jumlah + 1)
    sampai = compute_sampai(satu)[2]
    write_rumus(lembar, letak, tulis, sampai, _find_cetak(isi, satu, sampai))


def _write_capaian_baris(
    isi: Buku, lembar: Worksheet, nomor: int, satu: BarisRekap, sel: list[str], kolom: int, tambahan: Tambahan
) -> None:
    """Raw, counted, band, and against the annual target; cells: target, realisasi, raw, counted, band, annual."""
    b, hasil = satu.baris, satu.hasil
    t, r, mentah, dihitung, _, tahunan = sel
    atas = [xl_rowcol_to_cell(nomor, tambahan.sampai + geser) if nilai is not None else ""
            for geser, nilai in enumerate((b.target_atas, b.target_tahunan_atas))]  # fmt: skip
    if needs_formula(Alasan(hasil.alasan)) and hasil.capaian_mentah is not None:
        rumus = _pick_rumus(isi, satu, "target", (t, r, atas[0]))
        write_rumus(lembar, (nomor, kolom + 2), rumus, hasil.capaian_mentah, isi.persen)
        tulis = write_terhitung(mentah, isi.sel.get("atas"), isi.sel.get("bawah"))
        write_rumus(lembar, (nomor, kolom + 3), tulis, hasil.capaian, isi.persen)
    elif hasil.capaian is not None:
        # R = 0 of min_rasio: no raw value, and the cap is what counts.
        write_rumus(lembar, (nomor, kolom + 3), f"={isi.sel['atas']}", hasil.capaian, isi.persen)
    if hasil.capaian is not None:
        isi.sel["baris", b.pk] = point(KERTAS, nomor, kolom + 3)
        if isi.rekap.penuh:
            _write_penuh(isi, lembar, (nomor, kolom + 12), satu, (t, r, atas[0], dihitung))
        kategori = write_kategori(dihitung, isi.sel["pita"])
        write_rumus(lembar, (nomor, kolom + 4), kategori, hasil.kategori, isi.get_bentuk(text_wrap=True))
    write_angka(isi, lembar, (nomor, kolom + 5), b.target_tahunan, _find_label(satu, b.target_tahunan))
    if hasil.capaian_tahunan is not None and hasil.realisasi is not None and b.target_tahunan is not None:
        rumus = _pick_rumus(isi, satu, "target_tahunan", (tahunan, r, atas[1]))
        write_rumus(lembar, (nomor, kolom + 6), rumus, hasil.capaian_tahunan, isi.persen)


def _write_penuh(
    isi: Buku, lembar: Worksheet, tempat: tuple[int, int], satu: BarisRekap, sel: tuple[str, str, str, str]
) -> None:
    """What goes into means: the counted capaian before rounding; where a rule set it, the counted cell itself.

    Cells: target, realisasi, upper bound where the target is a range, counted capaian.
    """
    t, r, atas, dihitung = sel
    tulis = f"={dihitung}"
    if satu.hasil.alasan == Alasan.DIHITUNG:
        tulis = write_penuh(Rumus(satu.baris.rumus), t, r, (isi.sel.get("atas"), isi.sel.get("bawah")), atas)
    write_rumus(lembar, tempat, tulis, satu.penuh, isi.get_bentuk(num_format=PENUH))
    isi.sel["baris", satu.baris.pk] = point(KERTAS, *tempat)


def _pick_rumus(isi: Buku, satu: BarisRekap, nama: str, sel: tuple[str, str, str]) -> str:
    """The rumus of a row against one of its targets; of a target of 0 where lower is better the rule for nil.

    Cells: target, realisasi, upper bound where the target is a range.
    """
    (t, r, atas), target = sel, satu.baris.get_nilai(nama)
    rumus = Rumus(satu.baris.rumus)
    if target is not None and get_batas(target)[1] == 0 and rumus in MAKIN_RENDAH:
        return write_nihil(r, isi.sel.get("nihil", "0"))
    return write_capaian(rumus, t, r, isi.sel["desimal"], atas)


def _find_label(satu: BarisRekap, nilai: Decimal | None) -> str:
    """The word of a predicate's score."""
    return satu.write(nilai) if nilai is not None and satu.baris.label_skala else ""


def _find_bentuk(isi: Buku, satu: BarisRekap, nilai: Decimal | None) -> Format:
    label = _find_label(satu, nilai)
    return isi.get_bentuk(num_format=f'"{label}"' if label else "#,##0.######" if nilai and nilai % 1 else "#,##0")


def _find_cetak(isi: Buku, satu: BarisRekap, nilai: Decimal | None) -> Format:
    """Of a computed realisasi the indicator's decimals are seen; the cell holds all of it."""
    if not satu.terhitung or _find_label(satu, nilai):
        return _find_bentuk(isi, satu, nilai)
    return isi.get_bentuk(num_format=f"#,##0.{'0' * satu.baris.desimal}".rstrip("."))


def _write_keterangan(satu: BarisRekap) -> str:
    tanpa = satu.label_kategori if satu.hasil.capaian is None else ""
    return "; ".join(teks for teks in (tanpa, satu.baris.tidak_dapat_diukur, satu.baris.keterangan) if teks)
