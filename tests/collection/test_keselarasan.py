"""Targets of a year against each other and against the Renstra: what contradicts, and how it is told."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collection.angka import format_nilai
from collection.enums import Konsolidasi, Rumus
from collection.keselarasan import TargetTahun, find_pertentangan, list_peringatan

AKHIR, JUMLAH, RATA, MAKS = Konsolidasi.AKHIR, Konsolidasi.JUMLAH, Konsolidasi.RATA_RATA, Konsolidasi.MAKSIMUM
RASIO = Konsolidasi.RASIO
D = Decimal


def build(konsolidasi, kumulatif, tahunan, triwulan, *, rumus=Rumus.MAKS, renstra=None):
    angka = [None if n is None else D(str(n)) for n in (tahunan, *triwulan, renstra)]
    return TargetTahun(konsolidasi, kumulatif, rumus, angka[0], angka[1:5], angka[5])


TARGET = [
    (AKHIR, False, 50, [10, 20, 30, 50], None),
    (AKHIR, False, 60, [10, 20, 30, 50], 50),
    (AKHIR, False, 60, [10, 20, 30, None], None),
    (AKHIR, False, None, [10, 20, 30, 50], None),
    (JUMLAH, False, 100, [10, 20, 30, 40], None),
    (JUMLAH, False, 90, [10, 20, 30, 40], 100),
    (JUMLAH, False, 110, [10, 20, 30, 40], 100),
    (JUMLAH, False, 100, [None, None, None, None], None),
    (JUMLAH, False, 100, [10, 20, 30, None], None),
    (JUMLAH, False, 50, [10, 20, 30, None], 60),
    (JUMLAH, False, 100, [None, None, None, 90], 90),
    (JUMLAH, True, 100, [25, 50, 75, 100], None),
    (JUMLAH, True, 100, [25, 50, 75, 90], 90),
    (JUMLAH, True, 100, [25, 50, 75, None], None),
    (RATA, False, 80, [70, 80, 80, 90], None),
    (RATA, False, 90, [70, 80, 80, 90], 80),
    (RATA, False, 90, [70, 80, 80, None], None),
    (RATA, False, "33.33", [20, 40, None, 40], None),
    (RATA, False, "33.34", [20, 40, None, 40], "33.333333"),
    (RATA, False, 80, [None, 70, None, 90], None),
    (RATA, True, 80, [20, 40, 60, 70], 70),
    (MAKS, False, 90, [70, 90, 80, 80], None),
    (MAKS, False, 100, [70, 90, 80, 80], 90),
    (MAKS, False, 80, [70, 90, 80, None], None),
    (RASIO, False, 100, [10, 20, 30, 40], None),
]


@pytest.mark.parametrize(("konsolidasi", "kumulatif", "tahunan", "triwulan", "nilai"), TARGET)
def test_find_pertentangan(konsolidasi, kumulatif, tahunan, triwulan, nilai):
    beda = find_pertentangan(build(konsolidasi, kumulatif, tahunan, triwulan))
    assert (beda and beda.nilai) == (None if nilai is None else D(str(nilai)))


RENSTRA = [
    (Rumus.MAKS, 50, 60, "target tahunan 50 lebih rendah daripada target Renstra 60. Kurang dari yang direncanakan: samakan, atau siapkan alasannya."),
    (Rumus.MAKS, 70, 60, "target tahunan 70 lebih tinggi daripada target Renstra 60. Lebih baik daripada rencana: pastikan memang demikian."),
    (Rumus.MIN_SELISIH, 70, 60, "target tahunan 70 lebih tinggi daripada target Renstra 60. Kurang dari yang direncanakan: samakan, atau siapkan alasannya."),
    (Rumus.MIN_RASIO, 50, 60, "target tahunan 50 lebih rendah daripada target Renstra 60. Lebih baik daripada rencana: pastikan memang demikian."),
    (Rumus.STABIL, 50, 60, "target tahunan 50 lebih rendah daripada target Renstra 60. Samakan, atau siapkan alasannya."),
    (Rumus.MAKS, 60, 60, None),
    (Rumus.MAKS, None, 60, None),
    (Rumus.MAKS, 60, None, None),
]  # fmt: skip


@pytest.mark.parametrize(("rumus", "tahunan", "renstra", "pesan"), RENSTRA)
def test_year_against_the_renstra(rumus, tahunan, renstra, pesan):
    target = build(AKHIR, False, tahunan, [None] * 4, rumus=rumus, renstra=renstra)
    assert list_peringatan(target, format_nilai) == ([pesan] if pesan else [])


def test_targets_that_run_up_and_fall():
    [pesan] = list_peringatan(build(JUMLAH, True, 100, [25, 50, 40, 100]), format_nilai)
    assert pesan == "target triwulan ditulis kumulatif, tetapi turun dari 50 ke 40. Periksa urutannya."


def test_places_of_the_cells_are_named_where_they_are_known():
    target = build(RATA, False, 90, [70, 80, 80, 90])
    tempat = {"tahunan": " (kolom D)", "tw1+tw2+tw3+tw4": " (kolom E, F, G, H)"}
    assert list_peringatan(target, format_nilai, tempat) == [
        "target tahunan (kolom D) 90, sedangkan rata-rata target triwulan yang terisi (kolom E, F, G, H) 80. "
        "Nilai triwulan indikator ini dirata-ratakan, jadi keduanya semestinya sama."
    ]


angka = st.none() | st.decimals(0, 10**6, places=2)


@given(st.sampled_from(Konsolidasi), st.booleans(), angka, st.lists(angka, min_size=4, max_size=4))
def test_what_the_quarters_make_of_the_year_contradicts_nothing(konsolidasi, kumulatif, tahunan, triwulan):
    """Once the annual target is what was found, nothing more is found."""
    beda = find_pertentangan(TargetTahun(konsolidasi, kumulatif, Rumus.MAKS, tahunan, triwulan))
    if beda is not None:
        assert find_pertentangan(TargetTahun(konsolidasi, kumulatif, Rumus.MAKS, beda.nilai, triwulan)) is None
