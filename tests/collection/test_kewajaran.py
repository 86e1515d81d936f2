"""The checks on one figure: a table of what is found, the borders, and what holds for every number."""

from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collection.enums import Derajat
from collection.kewajaran import Konteks, find_temuan

H, P, I = Derajat.HALANGI, Derajat.PERINGATAN, Derajat.INFO  # noqa: E741
UANG = {"uang": True}
OPINI = {D(1): "TMP", D(2): "TW", D(3): "WDP", D(4): "WTP"}
PERSEN = {"satuan": "%", "target": D(95), "desimal": 2}

angka = st.decimals(allow_nan=True, allow_infinity=True)
mungkin = st.none() | angka
konteks = st.builds(
    Konteks, uang=st.booleans(), satuan=st.sampled_from(["", "%", " Persen ", "desa"]), desimal=st.integers(0, 6),
    bertanda=st.booleans(), target=mungkin, lalu=mungkin, pagu=mungkin, skala=st.sampled_from([None, OPINI]),
    hitung=st.booleans(),
)  # fmt: skip

TEMUAN = [
    ("-1", {"bertanda": False}, [(P, "Nilai -1 negatif.")]),
    ("-1", {"bertanda": True}, []),
    ("0", {"bertanda": False}, []),
    ("100.01", PERSEN, [(P, "Nilai 100,01 persen lebih dari 100; target setahun paling tinggi 95,00.")]),
    ("100", PERSEN, []),
    ("101", PERSEN | {"satuan": " Persen "}, [(P, "Nilai 101,00 persen lebih dari 100; target setahun paling tinggi 95,00.")]),
    ("101", PERSEN | {"satuan": "desa"}, []),
    ("101", PERSEN | {"target": D(100)}, [(P, "Nilai 101,00 persen lebih dari 100; target setahun paling tinggi 100,00.")]),
    ("101", PERSEN | {"target": D("100.01")}, []),
    ("101", PERSEN | {"target": None}, []),
    ("81", {"lalu": D(8)}, [(P, "Nilai 81 lebih dari 10 kali nilai periode sebelumnya, 8.")]),
    ("80", {"lalu": D(8)}, []),
    ("-81", {"lalu": D(8)}, [(P, "Nilai -81 lebih dari 10 kali nilai periode sebelumnya, 8.")]),
    ("81", {"lalu": D(0)}, []),
    ("-1", UANG, [(H, "Realisasi anggaran -Rp1 tidak boleh negatif.")]),
    ("1000001", UANG | {"pagu": D(1_000_000)}, [(P, "Realisasi anggaran Rp1.000.001 melebihi pagu Rp1.000.000.")]),
    ("1000000", UANG | {"pagu": D(1_000_000)}, []),
    ("1", UANG | {"pagu": D(0)}, [(P, "Realisasi anggaran Rp1 melebihi pagu Rp0.")]),
    ("99", UANG | {"lalu": D(100)}, [(P, "Realisasi anggaran Rp99 lebih rendah dari triwulan sebelumnya, Rp100, padahal ditulis kumulatif.")]),
    ("100", UANG | {"lalu": D(100)}, []),
    ("1001", UANG | {"lalu": D(100)}, [(I, "Nilai Rp1.001 lebih dari 10 kali nilai periode sebelumnya, Rp100.")]),
    ("5", {"skala": OPINI}, [(H, "Predikat tidak ada pada skala: TMP, TW, WDP, WTP.")]),
    ("4", {"skala": OPINI, "lalu": D("0.1"), "bertanda": False}, []),
    ("1234.5", {"satuan": " Orang ", "desimal": 2}, [(P, "Nilai 1.234,50 Orang tidak bulat, padahal dihitung utuh.")]),
    ("3.5", {"satuan": "Unit", "target": D("8")}, [(P, "Nilai 3,5 Unit tidak bulat, padahal dihitung utuh.")]),
    ("3.5", {"satuan": "Unit Kerja", "desimal": 0}, [(P, "Nilai 3,5 Unit Kerja tidak bulat, padahal dihitung utuh.")]),
    ("3.5", {"satuan": "berkas", "desimal": 0}, [(P, "Nilai 3,5 berkas tidak bulat, padahal dihitung utuh.")]),
    ("1234", {"satuan": "orang", "desimal": 2}, []),
    ("416.666667", PERSEN | {"hitung": True}, [(P, "Nilai 416,67 persen lebih dari 100; target setahun paling tinggi 95,00.")]),
    ("100.004", PERSEN | {"hitung": True}, [(P, "Nilai 100,004 persen lebih dari 100; target setahun paling tinggi 95,00.")]),
    ("8.5", {"satuan": "orang", "hitung": True}, [(P, "Nilai 8,5 orang tidak bulat, padahal dihitung utuh.")]),
    ("1234.5", {"satuan": "orang", "target": D("12.25")}, []),
    ("1234.5", {"satuan": "orang", "target": D("12")}, [(P, "Nilai 1.234,5 orang tidak bulat, padahal dihitung utuh.")]),
    ("1234.5", {"satuan": "bulan"}, []),
    ("NaN", {}, [(H, "Isi sel ini bukan angka.")]),
    ("-Infinity", UANG, [(H, "Isi sel ini bukan angka.")]),
    ("-12", {"bertanda": False, "lalu": D(1)}, [(P, "Nilai -12 negatif."), (P, "Nilai -12 lebih dari 10 kali nilai periode sebelumnya, 1.")]),
]  # fmt: skip


@pytest.mark.parametrize(("nilai", "isi", "temuan"), TEMUAN)
def test_find_temuan(nilai, isi, temuan):
    assert [satu[:2] for satu in find_temuan(D(nilai), Konteks(**isi))] == temuan


@given(konteks)
def test_an_empty_cell_has_no_finding(konteks):
    assert find_temuan(None, konteks) == []


@given(angka)
def test_nothing_known_nothing_doubted(nilai):
    """Only what is no number at all is stopped."""
    assert [t.derajat for t in find_temuan(nilai, Konteks())] == ([] if nilai.is_finite() else [H])


@given(angka | st.decimals().map(lambda n: n.scaleb(900_000) if n.is_finite() else n), konteks)
def test_never_raises_and_every_finding_is_a_sentence(nilai, konteks):
    for temuan in find_temuan(nilai, konteks):
        assert temuan.pesan.endswith(".") and len(temuan.pesan) < 400


@given(st.decimals(min_value=0, max_value=10**12, places=2), st.decimals(min_value=0, max_value=10**12, places=2))
def test_money_within_pagu_that_does_not_fall_is_never_doubted(satu, dua):
    lalu, nilai = sorted([satu, dua])
    temuan = find_temuan(nilai, Konteks(uang=True, lalu=lalu, pagu=nilai))
    assert {t.derajat for t in temuan} <= {I}


@given(st.sampled_from([None, *OPINI]), konteks)
def test_a_predicate_on_its_scale_is_never_doubted(nilai, konteks):
    isi = {n: getattr(konteks, n) for n in konteks.__slots__} | {"skala": OPINI, "uang": False}
    assert find_temuan(nilai, Konteks(**isi)) == []
