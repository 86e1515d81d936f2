"""Over time and upwards: triwulan into a position of the year, indicators into a mean, money into serapan."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collection.enums import Konsolidasi, Rumus
from measurement.capaian import (
    Rerata,
    compute_capaian,
    compute_rerata,
    compute_serapan,
    consolidate,
    round_persen,
)
from measurement.enums import Alasan

MAKS = Rumus.MAKS
NILAI = st.decimals(min_value=-(10**9), max_value=10**9, places=6)
POSITIF = st.decimals(min_value=Decimal("0.000001"), max_value=10**9, places=6)


def d(teks):
    return None if teks is None else Decimal(teks)


JUMLAH, AKHIR, RATA = Konsolidasi.JUMLAH, Konsolidasi.AKHIR, Konsolidasi.RATA_RATA


def deret(teks):
    return [d(t) if t != "-" else None for t in teks.split()]


KUMPULAN = [
    # konsolidasi, target, realisasi, kumulatif, target s.d., realisasi s.d.
    (JUMLAH, "10 20 30 40", "10 - 15 -", False, "40", "25"),
    (JUMLAH, "10 30 60 100", "10 - 15 -", True, "40", "25"),
    (JUMLAH, "10 20", "0 -", False, "10", "0"),
    (JUMLAH, "10 20", "- -", False, "30", None),
    (JUMLAH, "10 30", "- -", True, "30", None),
    (JUMLAH, "- -", "- -", False, None, None),
    (JUMLAH, "- 50", "10 20", False, "50", "30"),
    (JUMLAH, "- 50", "10 -", False, None, "10"),
    (JUMLAH, "25 - 75", "5 6 7", True, "75", "18"),
    (AKHIR, "25 50 75 100", "20 - 60 -", True, "75", "60"),
    (AKHIR, "25 50 75 100", "20 - 60 -", False, "75", "60"),
    (AKHIR, "25 50 75 100", "20 30 60 0", False, "100", "0"),
    (AKHIR, "25 - -", "- - -", False, "25", None),
    (AKHIR, "25 50", "- -", True, "50", None),
    (AKHIR, "- -", "- -", False, None, None),
    (AKHIR, "25 -", "20 30", False, None, "30"),
    (RATA, "80 80 80 80", "70 76 82 84", False, "80", "78"),
    (RATA, "80 90 80", "70 - 82", False, "80", "76"),
    (RATA, "20 40 60", "18 - 22", True, "20", "20"),
    (RATA, "80 - 90", "- - -", False, "85", None),
    (RATA, "- 80", "70 76", False, "80", "73"),
    (RATA, "- -", "- -", False, None, None),
    (RATA, "", "", False, None, None),
]


@pytest.mark.parametrize(
    ("konsolidasi", "target", "realisasi", "kumulatif", "target_sd", "realisasi_sd"), KUMPULAN
)
def test_consolidate(konsolidasi, target, realisasi, kumulatif, target_sd, realisasi_sd):
    assert consolidate(konsolidasi, deret(target), deret(realisasi), kumulatif) == (
        d(target_sd),
        d(realisasi_sd),
    )


@pytest.mark.parametrize(("target", "alasan"), [("10 20", Alasan.BELUM_DIUKUR), ("- -", Alasan.TANPA_TARGET)])
@pytest.mark.parametrize("konsolidasi", list(Konsolidasi))
def test_consolidate_nothing_filled_gives_a_reason(konsolidasi, target, alasan):
    assert compute_capaian(MAKS, *consolidate(konsolidasi, deret(target), deret("- -"))).alasan is alasan


@pytest.mark.parametrize("konsolidasi", list(Konsolidasi))
def test_consolidate_refuses_lists_of_different_length(konsolidasi):
    with pytest.raises(ValueError, match="zip"):
        consolidate(konsolidasi, deret("10 20"), deret("10"))


def test_consolidate_mean_of_thirds_still_rounds_a_tie_up():
    # 3,0625 / 10 is exactly 30,625 %, but both means are endless fractions.
    hasil = compute_capaian(MAKS, *consolidate(RATA, deret("3 3 4"), deret("1 1 1.0625")))
    assert hasil.mentah == Decimal("30.63")
    assert hasil.penjelasan == "1,020833 / 3,333333 × 100 = 30,63"


@pytest.mark.parametrize(
    ("nilai", "bobot", "expected", "cakupan"),
    [
        ("100 50", None, "75", "2 dari 2"),
        ("100 - 50", None, "75", "2 dari 3"),
        ("- -", None, None, "0 dari 2"),
        ("", None, None, "0 dari 0"),
        ("100 100 0", None, "66.67", "3 dari 3"),
        ("0.01 0", None, "0.01", "2 dari 2"),
        ("100 50", "3 1", "87.5", "2 dari 2"),
        ("100 - 50", "3 9 1", "87.5", "2 dari 3"),
        ("100 50", "0 0", None, "2 dari 2"),
        ("-70.5 700", None, "314.75", "2 dari 2"),
    ],
)
def test_compute_rerata(nilai, bobot, expected, cakupan):
    rerata = compute_rerata(deret(nilai), deret(bobot) if bobot else None)
    assert (rerata.nilai, rerata.cakupan) == (d(expected), cakupan)


def test_compute_rerata_refuses_missing_weights():
    with pytest.raises(ValueError, match="zip"):
        compute_rerata(deret("100 50"), deret("1"))


def test_rerata_counts():
    assert compute_rerata(deret("100 -")) == Rerata(Decimal("100.00"), 1, 2)


@pytest.mark.parametrize(
    ("realisasi", "pagu", "expected"),
    [
        ("50 10", "100 10", "54.55"),
        ("50 -", "100 100", "25"),
        ("0 0", "100 100", "0"),
        ("- -", "100 100", None),
        ("50", "0", None),
        ("50", "-", None),
        ("", "", None),
        ("1.13125", "1", "113.13"),
    ],
)
def test_compute_serapan(realisasi, pagu, expected):
    assert compute_serapan(deret(realisasi), deret(pagu)) == d(expected)


@given(st.lists(st.tuples(NILAI | st.none(), NILAI | st.none()), max_size=4), st.data())
def test_consolidate_keeps_the_plan_however_its_targets_are_stored(triwulan, data):
    target = [data.draw(POSITIF) for _ in triwulan]
    naik = [sum(target[: n + 1], Decimal(0)) for n in range(len(target))]
    realisasi = [r for _, r in triwulan]
    for konsolidasi in (JUMLAH, RATA):
        assert consolidate(konsolidasi, naik, realisasi, True) == consolidate(
            konsolidasi, target, realisasi, False
        )


@given(st.lists(NILAI, min_size=1, max_size=20))
def test_mean_lies_between_its_values(nilai):
    assert round_persen(min(nilai)) <= compute_rerata(nilai).nilai <= round_persen(max(nilai))
