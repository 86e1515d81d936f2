"""What a Metodologi may lay down, and what holds for bands, rounding and weights whatever it says."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collection.angka import format_angka, parse_angka
from collection.enums import Rumus
from measurement.capaian import Aturan, Pita, classify, compute_capaian, compute_rerata, round_persen, sort_pita
from measurement.ketentuan import (
    BATAS_ATAS,
    DESIMAL,
    SKALA_BAKU,
    Ketentuan,
    find_kesalahan,
    list_beda,
    list_beda_bobot,
    write_ketentuan,
)
from measurement.services.skala_kategori import find_skala, list_skala

BAKU = Ketentuan()
NILAI = st.decimals(min_value=-1000, max_value=1000, places=6)
BATAS = st.decimals(min_value=-200, max_value=200, places=2)
SKALA = st.lists(st.tuples(BATAS, st.booleans()), min_size=1, max_size=8, unique_by=lambda b: b[0]).map(
    lambda semua: [Pita(None, "bawah"), *(Pita(batas, f"P{n}", tepat) for n, (batas, tepat) in enumerate(semua))]
)


def build_skala(*baris):
    return tuple((Pita(None if b is None else Decimal(b), label, tepat), t) for b, label, tepat, t in baris)


@given(NILAI, st.sampled_from(DESIMAL))
def test_rounding_is_idempotent_at_every_number_of_decimals(nilai, desimal):
    bulat = round_persen(nilai, desimal)
    assert round_persen(bulat, desimal) == bulat == round_persen(bulat, 2)
    assert abs(bulat - nilai) <= Decimal("0.5").scaleb(-desimal)


@given(SKALA, st.integers(0, 7), st.decimals(min_value=-1, max_value=1, places=6), st.sampled_from(DESIMAL))
def test_a_band_is_read_off_what_is_printed(skala, nomor, dekat, desimal):
    nilai = skala[1 + nomor % (len(skala) - 1)].batas_bawah + dekat
    tercetak = parse_angka(format_angka(nilai, desimal=desimal), desimal=desimal)
    assert classify(nilai, skala, desimal) == classify(tercetak, skala, desimal) == classify(tercetak, skala)


@given(NILAI, NILAI, SKALA, st.sampled_from(DESIMAL))
def test_a_better_value_never_has_a_worse_band(a, b, skala, desimal):
    urut = sort_pita(skala)
    rendah, tinggi = (urut.index(classify(n, skala, desimal)) for n in sorted([a, b]))
    assert tinggi <= rendah


@given(
    st.sampled_from(list(Rumus)), NILAI, NILAI, st.sampled_from([b for b in BATAS_ATAS if b]), st.sampled_from(DESIMAL)
)
def test_a_cap_never_raises_a_value_and_keeps_the_raw_one(rumus, target, realisasi, atas, desimal):
    bebas = compute_capaian(rumus, target, realisasi, Aturan(desimal=desimal))
    dibatasi = compute_capaian(rumus, target, realisasi, Aturan(batas_atas=atas, desimal=desimal))
    assert dibatasi.mentah == bebas.mentah
    if bebas.terhitung is not None:
        assert dibatasi.terhitung == min(bebas.terhitung, atas)


@given(st.lists(st.tuples(NILAI, st.integers(0, 9)), min_size=1, max_size=9), st.sampled_from([2, 10, 1000]))
def test_a_weighted_mean_lies_within_and_knows_no_unit_of_weight(isi, kali):
    nilai, bobot = [n for n, _ in isi], [Decimal(b) for _, b in isi]
    rerata = compute_rerata(nilai, bobot).nilai
    assert rerata == compute_rerata(nilai, [b * kali for b in bobot]).nilai
    berat = [n for n, b in zip(nilai, bobot, strict=True) if b]
    assert (rerata is None) == (not berat)
    if berat:
        assert round_persen(min(berat)) <= rerata <= round_persen(max(berat))


@pytest.mark.parametrize(
    ("desimal", "baris", "kategori"),
    [
        (0, "90,50 / 100,00 × 100 = 91", "Sangat Tinggi"),
        (1, "90,50 / 100,00 × 100 = 90,5", "Tinggi"),
        (2, "90,50 / 100,00 × 100 = 90,50", "Tinggi"),
    ],
)
def test_decimals_decide_the_printed_value_and_with_it_the_band(desimal, baris, kategori):
    hasil = compute_capaian(Rumus.MAKS, Decimal(100), Decimal("90.5"), Aturan(desimal=desimal))
    assert (hasil.penjelasan, classify(Decimal("90.5"), BAKU.pita, desimal).label) == (baris, kategori)


def test_the_usual_settings_and_every_ready_scale_are_without_fault():
    assert find_kesalahan(BAKU) == {}
    for satu in list_skala():
        assert find_kesalahan(replace(BAKU, skala=satu.skala)) == {}, satu.kode
    assert len(list_skala()) >= 7
    assert find_skala("permendagri-86").skala == SKALA_BAKU
    assert [s.dasar for s in list_skala() if "Nomor" in s.dasar] == [s.dasar for s in list_skala() if s.dasar]


def test_the_akip_predicate_has_strict_bounds():
    pita = [p for p, _ in find_skala("akip").skala]
    nilai = {"90": "A", "90.01": "AA", "80": "BB", "80.01": "A", "50": "C", "30": "D", "30.01": "C"}
    assert {n: classify(Decimal(n), pita).label for n in nilai} == nilai


@pytest.mark.parametrize(
    ("skala", "pesan"),
    [
        (build_skala((None, "Semua", True, 1)), "Skala kategori terdiri dari 2 sampai 10 baris."),
        (build_skala(("50", "Baik", True, 5), ("20", "Buruk", True, 1)), "Tepat satu kategori tanpa batas bawah"),
        (build_skala((None, "A", True, 1), (None, "B", True, 1)), "Tepat satu kategori tanpa batas bawah"),
        (build_skala(("50", "Baik", True, 5), (None, "baik", True, 1)), "Dua kategori bernama sama."),
        (build_skala(("50", "A", True, 5), ("50", "B", True, 4), (None, "C", True, 1)), "batas bawah yang sama"),
        (build_skala(("50", "A", True, 2), (None, "B", True, 4)), "Warna harus menurun"),
        (build_skala(("50", "A", True, 6), (None, "B", True, 4)), "Warna kategori: pilih salah satu."),
        (build_skala(("50.555", "A", True, 5), (None, "B", True, 4)), "paling banyak dua angka di belakang koma"),
        (build_skala(("5000", "A", True, 5), (None, "B", True, 4)), "Batas bawah antara"),
        (build_skala(("50", " ", True, 5), (None, "B", True, 4)), "Setiap kategori perlu nama"),
    ],
)
def test_a_scale_that_leaves_a_doubt_is_refused(skala, pesan):
    semua = find_kesalahan(replace(BAKU, skala=skala))["pita"]
    assert [satu for satu in semua if pesan in satu] != [], semua


def test_one_bound_may_divide_above_from_at():
    skala = build_skala(("100", "Melampaui", False, 5), ("100", "Sesuai", True, 4), (None, "Belum", True, 1))
    assert find_kesalahan(replace(BAKU, skala=skala)) == {}
    assert [classify(Decimal(n), [p for p, _ in skala]).label for n in (101, 100, 99)] == ["Melampaui", "Sesuai", "Belum"]


@pytest.mark.parametrize(
    ("beda", "nama"),
    [
        ({"batas_atas": Decimal(130)}, "batas_atas"), ({"batas_bawah": Decimal(5)}, "batas_bawah"),
        ({"nihil_terlampaui": Decimal(50)}, "nihil_terlampaui"), ({"rumus_turun": Rumus.MAKS}, "rumus_turun"),
        ({"desimal": 3}, "desimal"), ({"ambang_efisiensi": Decimal(-1)}, "ambang_efisiensi"),
        ({"ambang_efisiensi": Decimal("1.234")}, "ambang_efisiensi"), ({"capaian_efisiensi": Decimal(201)}, "capaian_efisiensi"),
        ({"dasar": " "}, "dasar"), ({"bobot": {1: Decimal(-1)}}, "bobot"), ({"bobot": {1: Decimal(1001)}}, "bobot"),
    ],
)  # fmt: skip
def test_every_other_setting_has_its_bounds(beda, nama):
    assert list(find_kesalahan(replace(BAKU, **beda))) == [nama]


def test_two_versions_differ_in_what_was_changed_and_in_nothing_else():
    lain = replace(BAKU, batas_atas=Decimal(120), desimal=0, bobot={7: Decimal(2)})
    assert list_beda(BAKU, replace(BAKU)) == []
    assert [(label, lama) for label, lama, _ in list_beda(BAKU, lain)] == [
        ("Batas atas capaian", "tanpa batas"),
        ("Pembulatan", "dua angka di belakang koma, setengah ke atas, sekali pada akhir hitungan"),
    ]
    assert list_beda_bobot(BAKU, lain) == [(7, 1, 2)]
    assert dict(write_ketentuan(lain))["Batas atas capaian"] == "120\u00a0%; capaian asli tetap dicatat"
