"""The kertas kerja as a workbook: cached values, and the same after another program computed every formula anew."""

import io
import math
import random
import subprocess
import warnings
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from collection.angka import round_angka
from collection.enums import Konsolidasi, Rumus
from measurement.capaian import compute_capaian, consolidate
from measurement.enums import Alasan
from measurement.models import BarisKertasKerja
from measurement.rumus_lembar import (
    needs_formula,
    write_capaian,
    write_efisiensi,
    write_kategori,
    write_nihil,
    write_realisasi,
    write_rerata,
    write_target,
    write_terhitung,
)
from measurement.services.baris import BarisRekap
from measurement.services.buku import Lembar
from measurement.services.kertas_bentuk import compute_sampai
from measurement.services.kertas_xlsx import build_buku
from measurement.services.rekap import build_rekap
from tests.factories.bentuk import compute_bentuk, create_bentuk
from tests.factories.laporan import make_kasus, make_koreksi

pytestmark = pytest.mark.django_db


def recalculate(isi, folder):
    """The workbook after Gnumeric read it, forgot the cached values, computed and wrote it again."""
    asal, hasil = folder / "asal.xlsx", folder / "hasil.xlsx"
    asal.write_bytes(isi)
    perintah = ["ssconvert", "--recalc", str(asal), str(hasil)]
    subprocess.run(perintah, check=True, capture_output=True, timeout=60)
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Workbook contains no default style")
        return load_workbook(hasil, data_only=True)


def list_sel(isi):
    """(sheet, address) of every formula → (the formula, its cached value)."""
    rumus, nilai = load_workbook(io.BytesIO(isi)), load_workbook(io.BytesIO(isi), data_only=True)
    return {
        (lembar.title, sel.coordinate): (sel.value, nilai[lembar.title][sel.coordinate].value)
        for lembar in rumus for baris in lembar.iter_rows() for sel in baris if sel.data_type == "f"
    }  # fmt: skip


def strip_rumus(isi):
    """The same formulas without any cached value: nothing is left that a program could merely repeat."""
    buku = load_workbook(io.BytesIO(isi))
    keluar = io.BytesIO()
    buku.save(keluar)
    return keluar.getvalue()


def is_sama(satu, dua):
    """Text as text; numbers to the last digit that a spreadsheet shows, all but what binary makes of it."""
    if isinstance(satu, (int, float)) and isinstance(dua, (int, float)):
        return math.isclose(satu, dua, rel_tol=1e-14)
    return (satu or "") == (dua or "")


@pytest.fixture
def kasus():
    """Capped, floored, weighted, corrected, with money: all that a formula may have to say."""
    kasus = make_kasus(40, batas_atas="120")
    make_koreksi(kasus.kertas.baris_set.get(urutan=2), "9.10", kasus.kepala)
    return kasus


def test_every_figure_is_a_formula_with_the_value_that_the_application_computed(kasus):
    sel = list_sel(build_buku(kasus.kertas))
    rekap = build_rekap(kasus.kertas)
    ada = [b for b in rekap.baris if b.hasil.capaian is not None]
    kertas = {alamat: isi for (lembar, alamat), isi in sel.items() if lembar == "Kertas Kerja"}
    judul = {sel.value: sel.column_letter for sel in load_workbook(io.BytesIO(build_buku(kasus.kertas)))["Kertas Kerja"][5]}
    def read_kolom(nama):
        huruf = judul[nama]
        return sorted(Decimal(repr(nilai)) for alamat, (_, nilai) in kertas.items() if alamat.rstrip("0123456789") == huruf)
    assert read_kolom("Capaian dihitung (%)") == sorted(b.hasil.capaian for b in ada)
    penuh = read_kolom("Capaian dihitung, belum dibulatkan (%)")
    assert [round_angka(n, 9) for n in penuh] == sorted(round_angka(b.penuh, 9) for b in ada)
    assert any(n != round_angka(n, 2) for n in penuh)
    assert sum(b.koreksi is not None for b in rekap.baris) == 1
    means = [k.nilai.rerata.nilai for k in rekap.walk() if k.nilai.rerata.nilai is not None]
    kolom = [nilai for (lembar, alamat), (_, nilai) in sel.items() if lembar == "Rekapitulasi" and alamat[0] == "D"]
    assert sorted(Decimal(repr(n)) for n in kolom) == sorted([*means, rekap.nilai.rerata.nilai])


def test_recalculated_by_another_program_no_figure_changes(kasus, tmp_path):
    isi = build_buku(kasus.kertas)
    sel, baru = list_sel(isi), recalculate(strip_rumus(isi), tmp_path)
    assert len(sel) > 300
    beda = {
        (kunci, rumus): (nilai, baru[kunci[0]][kunci[1]].value)
        for kunci, (rumus, nilai) in sel.items() if not is_sama(nilai, baru[kunci[0]][kunci[1]].value)
    }  # fmt: skip
    assert beda == {}


def test_all_eight_rumus_with_ranges_and_components_recalculate_to_the_same(tmp_path):
    kertas = compute_bentuk(create_bentuk())
    assert set(kertas.baris_set.exclude(capaian=None).values_list("rumus", flat=True)) == {r.value for r in Rumus}
    assert set(kertas.baris_set.values_list("konsolidasi", flat=True)) == {k.value for k in Konsolidasi}
    isi = build_buku(kertas)
    sel, baru = list_sel(isi), recalculate(strip_rumus(isi), tmp_path)
    assert sum("IF(AND(" in rumus for rumus, _ in sel.values()) == 12  # raw, unrounded, and against the year
    assert [k for k, (_, nilai) in sel.items() if not is_sama(nilai, baru[k[0]][k[1]].value)] == []


def make_baris(realisasi, tersimpan):
    """A frozen row of three triwulan that are averaged, and the mean as its column keeps it."""
    deret = {"kumulatif": False, "target": ["1", "1", "2"], "realisasi": realisasi}
    dasar = {"rumus": Rumus.MAKS, "konsolidasi": Konsolidasi.RATA_RATA, "deret": deret}
    tersimpan = {"target": Decimal("1.333333"), "realisasi": Decimal(tersimpan)}
    return BarisRekap(BarisKertasKerja(realisasi_triwulan=Decimal(realisasi[-1]), **tersimpan, **dasar))


def test_a_mean_of_thirds_is_written_with_all_its_digits_unless_the_row_was_frozen_with_another():
    assert [float(n) for n in compute_sampai(make_baris(["10", "20", "25"], "18.333333")) if n] == [4 / 3, 55 / 3]
    assert compute_sampai(make_baris(["10", "20", "25"], "25"))[2] == 25  # frozen under other rules: as it says


def test_the_same_kertas_kerja_gives_the_same_bytes(kasus):
    assert build_buku(kasus.kertas) == build_buku(kasus.kertas)


def test_formulas_are_written_as_xlsxwriter_itself_would(kasus, monkeypatch):
    """It renames functions younger than Excel 2010, of which there are none; our sheets do not look for them."""
    isi = build_buku(kasus.kertas)
    monkeypatch.delattr(Lembar, "_prepare_formula")
    assert build_buku(kasus.kertas) == isi


def test_text_that_begins_like_a_formula_stays_text(kasus):
    kasus.kantor.nama = "=1+1"
    kasus.kertas.pengukuran.perangkat_daerah = kasus.kantor
    lembar = load_workbook(io.BytesIO(build_buku(kasus.kertas)))["Kertas Kerja"]
    assert (lembar["A2"].value, lembar["A2"].data_type) == ("=1+1, Pemerintah Kabupaten Banjarnegara", "s")


ANGKA = st.decimals(min_value=0, max_value=10**9, places=2, allow_nan=False)
DERET = st.lists(st.tuples(st.none() | ANGKA, st.none() | ANGKA), min_size=4, max_size=4)
BIASA = [r for r in Rumus if r not in (Rumus.RENTANG, Rumus.RENTANG_WAKTU)]


@st.composite
def soal(draw):
    return draw(st.sampled_from(BIASA)), draw(st.sampled_from(list(Konsolidasi))), draw(DERET), draw(st.booleans())


def write_soal(lembar, nomor, rumus, konsolidasi, deret, kumulatif):
    """One row as the kertas kerja writes it: targets A to D, realisasi E to H, then target, realisasi, capaian."""
    for kolom, nilai in enumerate([*(t for t, _ in deret), *(r for _, r in deret)], start=1):
        lembar.cell(nomor, kolom, None if nilai is None else float(nilai))
    target = [f"{h}{nomor}" if t is not None else None for h, (t, _) in zip("ABCD", deret, strict=True)]
    realisasi = [f"{h}{nomor}" for h, (_, r) in zip("EFGH", deret, strict=True) if r is not None]
    lembar.cell(nomor, 9, write_target(konsolidasi, target, [r is not None for _, r in deret], kumulatif))
    lembar.cell(nomor, 10, write_realisasi(konsolidasi, realisasi))
    lembar.cell(nomor, 11, write_capaian(rumus, f"I{nomor}", f"J{nomor}", "2"))


def test_formulas_agree_with_the_arithmetic_on_random_rows(tmp_path):
    """One workbook of many drawn rows, so that the other program starts only once."""
    semua = []

    @given(soal())
    def collect(satu):
        semua.append(satu)

    collect()
    buku = Workbook()
    for nomor, satu in enumerate(semua, start=1):
        write_soal(buku.active, nomor, *satu)
    isi = io.BytesIO()
    buku.save(isi)
    lembar = recalculate(isi.getvalue(), tmp_path).active
    diperiksa = 0
    for nomor, (rumus, konsolidasi, deret, kumulatif) in enumerate(semua, start=1):
        kumulasi = consolidate(konsolidasi, [t for t, _ in deret], [r for _, r in deret], kumulatif)
        hasil = compute_capaian(rumus, kumulasi.target, kumulasi.realisasi)
        for kolom, nilai in ((9, kumulasi.target), (10, kumulasi.realisasi)):
            assert (nilai is None) == (lembar.cell(nomor, kolom).value is None), (nomor, kolom, semua[nomor - 1])
            assert nilai is None or abs(Decimal(repr(lembar.cell(nomor, kolom).value)) - nilai) < Decimal("0.001")
        if hasil.alasan == Alasan.DIHITUNG and hasil.mentah < 10**9:
            diperiksa += 1
            assert Decimal(repr(lembar.cell(nomor, 11).value)) == hasil.mentah, semua[nomor - 1]
    assert diperiksa >= 3


def test_half_a_cent_in_binary_is_rounded_as_printed(tmp_path):
    """Results that end in 5 at the third decimal; without healing Gnumeric puts some of them a cent lower."""
    acak = random.Random(4)
    semua = [
        (Decimal(acak.choice(["8", "16", "1.6", "12.5", "6.25", "7", "3"])), Decimal(acak.randint(0, 30000)) / 100)
        for _ in range(300)
    ]
    buku = Workbook()
    rumus = (Rumus.MAKS, Rumus.MIN_SELISIH)
    for n, (target, persen) in enumerate(semua, start=1):
        realisasi = (persen + Decimal("0.005")) * target / 100
        tulis = [write_capaian(satu, f"A{n}", f"B{n}", "2") for satu in rumus]
        buku.active.append([float(target), float(realisasi), *tulis])
    isi = io.BytesIO()
    buku.save(isi)
    lembar = recalculate(isi.getvalue(), tmp_path).active
    nyata = [tuple(Decimal(repr(sel.value)) for sel in baris[2:4]) for baris in lembar.iter_rows(max_row=300)]
    assert nyata == [
        tuple(compute_capaian(r, t, (p + Decimal("0.005")) * t / 100).mentah for r in rumus) for t, p in semua
    ]


def test_words_of_rules():
    pita = [("X!$B$1", False, "X!$A$1"), ("X!$B$2", True, "X!$A$2"), (None, True, "X!$A$3")]
    assert write_kategori("C3", pita) == '=IF(C3="","",IF(C3>X!$B$1,X!$A$1,IF(C3>=X!$B$2,X!$A$2,X!$A$3)))'
    assert write_nihil("D4", "X!$B$9") == "=IF(D4<=0,100,X!$B$9)"
    assert [write_terhitung("A1", *batas) for batas in ((None, None), ("U", None), (None, "L"), ("U", "L"))] == [
        "=A1", "=MIN(A1,U)", "=MAX(A1,L)", "=MIN(MAX(A1,L),U)",
    ]  # fmt: skip
    assert write_rerata([], "2") == write_rerata([("A1", Decimal(0))], "2") == ""
    assert write_efisiensi("D1", "I1", "A", "M").startswith('=IF(D1<M,"",')
    assert [needs_formula(a) for a in (Alasan.DIHITUNG, Alasan.BELUM_DIUKUR, Alasan.TARGET_NIHIL_TERCAPAI)] == [
        True, False, True,
    ]  # fmt: skip
