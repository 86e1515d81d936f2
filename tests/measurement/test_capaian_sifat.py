"""Properties of the arithmetic that hold for every number."""

import doctest
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collection.enums import Rumus
from measurement.capaian import (
    Aturan,
    Komponen,
    Rentang,
    classify,
    compute_capaian,
    round_persen,
)
from measurement.enums import Alasan

AKAR = Path(__file__).parents[2]

TERCAPAI, TERLAMPAUI = Alasan.TARGET_NIHIL_TERCAPAI, Alasan.TARGET_NIHIL_TERLAMPAUI
TERCAPAI_00 = "Target 0,00, realisasi 0,00: target nihil tercapai, ditetapkan 100,00"
TERLAMPAUI_03 = "Target 0,00, realisasi 3,00: target nihil terlampaui, ditetapkan 0,00"
MAKS, SELISIH, RASIO, PREDIKAT = Rumus.MAKS, Rumus.MIN_SELISIH, Rumus.MIN_RASIO, Rumus.PREDIKAT

NILAI = st.decimals(min_value=-(10**9), max_value=10**9, places=6)
POSITIF = st.decimals(min_value=Decimal("0.000001"), max_value=10**9, places=6)
PENGALI = st.sampled_from([Decimal("0.001"), Decimal(12), Decimal(1000), Decimal(1000000)])
RUMUS = st.sampled_from(list(Rumus))
BATAS_ATAS = st.sampled_from([None, Decimal(100), Decimal(110), Decimal(120), Decimal(150)])
RENTANG = st.builds(lambda a, b: Rentang(min(a, b), max(a, b)), NILAI, NILAI)
RENTANG_POSITIF = st.builds(lambda a, b: Rentang(min(a, b), max(a, b)), POSITIF, POSITIF)
KOMPONEN = st.builds(Komponen, NILAI | st.none(), NILAI | st.none())
TARGET = NILAI | RENTANG
ATURAN = st.builds(
    Aturan,
    batas_atas=BATAS_ATAS,
    batas_bawah=st.sampled_from([None, Decimal(0)]),
    nihil_terlampaui=st.sampled_from([None, Decimal(0)]),
)


@given(POSITIF, NILAI, NILAI, BATAS_ATAS)
@pytest.mark.parametrize("rumus", [MAKS, PREDIKAT])
def test_higher_is_better_never_falls_with_realisasi(rumus, target, a, b, atas):
    rendah, tinggi = sorted([a, b])
    aturan = Aturan(batas_atas=atas)
    assert (
        compute_capaian(rumus, target, rendah, aturan).terhitung
        <= compute_capaian(rumus, target, tinggi, aturan).terhitung
    )


@given(POSITIF, NILAI, NILAI)
@pytest.mark.parametrize("rumus", [SELISIH, RASIO])
def test_lower_is_better_never_rises_with_realisasi(rumus, target, a, b):
    rendah, tinggi = sorted([a, b])
    aturan = Aturan(batas_atas=Decimal(150))
    assert (
        compute_capaian(rumus, target, rendah, aturan).terhitung
        >= compute_capaian(rumus, target, tinggi, aturan).terhitung
    )


@given(RUMUS, POSITIF, NILAI, PENGALI)
def test_unit_of_measure_does_not_matter(rumus, target, realisasi, pengali):
    asal = compute_capaian(rumus, target, realisasi)
    skala = compute_capaian(rumus, target * pengali, realisasi * pengali)
    assert (skala.mentah, skala.alasan) == (asal.mentah, asal.alasan)


@given(RUMUS, TARGET | st.none(), NILAI | KOMPONEN | st.none(), ATURAN)
def test_result_is_none_or_finite_and_always_explained(rumus, target, realisasi, aturan):
    hasil = compute_capaian(rumus, target, realisasi, aturan)
    assert all(n is None or n.is_finite() for n in (hasil.mentah, hasil.terhitung))
    assert hasil.penjelasan != ""
    assert (hasil.terhitung is None) or hasil.alasan in {
        Alasan.DIHITUNG,
        TERCAPAI,
        TERLAMPAUI,
        Alasan.REALISASI_NOL,
    }


@given(RUMUS, TARGET, NILAI | KOMPONEN, ATURAN)
def test_cap_and_floor_hold_and_never_touch_the_raw_value(rumus, target, realisasi, aturan):
    hasil = compute_capaian(rumus, target, realisasi, aturan)
    tanpa_batas = Aturan(nihil_terlampaui=aturan.nihil_terlampaui)
    assert hasil.mentah == compute_capaian(rumus, target, realisasi, tanpa_batas).mentah
    if hasil.terhitung is not None:
        assert aturan.batas_atas is None or hasil.terhitung <= aturan.batas_atas
        assert aturan.batas_bawah is None or hasil.terhitung >= aturan.batas_bawah


@given(RUMUS, TARGET, NILAI | KOMPONEN)
def test_a_cap_never_raises_a_value(rumus, target, realisasi):
    bebas = compute_capaian(rumus, target, realisasi).terhitung
    dibatasi = compute_capaian(rumus, target, realisasi, Aturan(batas_atas=Decimal(100))).terhitung
    assert bebas is None or dibatasi <= bebas


@given(RENTANG_POSITIF, NILAI, NILAI)
@pytest.mark.parametrize(("rumus", "tanda"), [(Rumus.RENTANG, 1), (Rumus.RENTANG_WAKTU, -1)])
def test_a_range_goes_one_way_and_is_flat_inside(rumus, tanda, target, a, b):
    rendah, tinggi = (compute_capaian(rumus, target, n).mentah * tanda for n in sorted([a, b]))
    assert rendah <= tinggi
    assert {compute_capaian(rumus, target, n).mentah for n in (target.bawah, target.atas)} == {100}


@given(st.decimals(min_value=1, max_value=1000, places=2), st.decimals(min_value=0, max_value=1000, places=2))
@pytest.mark.parametrize("rumus", [Rumus.RENTANG, Rumus.RENTANG_WAKTU])
def test_a_range_has_no_jump_at_its_bounds(rumus, bawah, lebar):
    target, sedikit = Rentang(bawah, bawah + lebar), Decimal("0.000001")
    for nilai in (target.bawah - sedikit, target.atas + sedikit):
        assert abs(compute_capaian(rumus, target, nilai).mentah - 100) <= Decimal("0.01")


@given(POSITIF, NILAI)
def test_stabil_is_100_at_the_target_and_falls_evenly_to_both_sides(target, selisih):
    atas, bawah = (compute_capaian(Rumus.STABIL, target, target + n).mentah for n in (selisih, -selisih))
    assert atas == bawah <= 100


@given(POSITIF, NILAI)
def test_ya_tidak_knows_nothing_in_between(target, realisasi):
    assert compute_capaian(Rumus.YA_TIDAK, target, realisasi).mentah == (100 if realisasi >= target else 0)


@given(st.sampled_from([0, 1]), st.sampled_from([0, 1]))
def test_ya_tidak_divides_by_nothing_whichever_answer_was_promised(target, realisasi):
    hasil = compute_capaian(Rumus.YA_TIDAK, Decimal(target), Decimal(realisasi))
    assert (hasil.mentah, hasil.alasan) == (100 if target == realisasi else 0, Alasan.DIHITUNG)


@given(RUMUS, POSITIF, NILAI, POSITIF, PENGALI)
def test_components_give_what_their_unrounded_value_gives(rumus, target, pembilang, penyebut, pengali):
    satu = compute_capaian(rumus, target, Komponen(pembilang, penyebut))
    lain = compute_capaian(rumus, target, Komponen(pembilang * pengali, penyebut * pengali))
    assert (satu.mentah, satu.alasan) == (lain.mentah, lain.alasan)
    assert compute_capaian(rumus, target, Komponen(pembilang, Decimal(0))).alasan is Alasan.PENYEBUT_NOL


@given(NILAI)
def test_rounding_is_idempotent_and_keeps_the_band(nilai):
    bulat = round_persen(nilai)
    assert round_persen(bulat) == bulat
    assert classify(bulat) == classify(nilai)


def test_the_examples_in_the_document_are_what_the_code_computes():
    hasil = doctest.testfile(str(AKAR / "docs" / "rumus_capaian.md"), module_relative=False, encoding="utf-8")
    assert (hasil.failed, hasil.attempted > 30) == (0, True)
