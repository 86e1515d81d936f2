"""A figure against its own past: the table of what is said, the robust trend at its border, and the form's rows."""

from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collection.enums import Derajat, Konsolidasi, Rumus
from collection.kecenderungan import Riwayat, compute_median, is_luar_tren, is_turun, list_langkah
from collection.kewajaran import Konteks, find_temuan
from collection.services.riwayat import Lalu, build_riwayat, find_arah, is_kumulatif
from collection.services.tinjauan import list_tinjauan
from tests.collection.test_tinjauan import add_lalu
from tests.factories.formulir import add_target, create_bahan, create_kerja, save, send

P, I = Derajat.PERINGATAN, Derajat.INFO  # noqa: E741
OPINI = {D(1): "TMP", D(2): "TW", D(3): "WDP", D(4): "WTP"}
TENANG = tuple(map(D, (10, 12, 11, 13, 12)))

TEMUAN = [
    ("9", Riwayat(arah=1, banding=D(10), sebutan="TW I 2026"), [(P, "Nilai 9 lebih buruk dari TW I 2026, 10.")]),
    ("10", Riwayat(arah=1, banding=D(10)), []),
    ("11", Riwayat(arah=1, banding=D(10)), []),
    ("11", Riwayat(arah=-1, banding=D(10), sebutan="TW I 2026"), [(P, "Nilai 11 lebih buruk dari TW I 2026, 10.")]),
    ("9", Riwayat(arah=-1, banding=D(10)), []),
    ("9", Riwayat(arah=0, banding=D(10)), []),
    ("9", Riwayat(arah=1, banding=D(10), sebutan="TW I 2026", tercapai=True), [(I, "Nilai 9 lebih buruk dari TW I 2026, 10.")]),
    (
        "9", Riwayat(arah=1, banding=D(10), kumulatif=True, dasar=D(10)),
        [(P, "Nilai 9 lebih rendah dari triwulan sebelumnya, 10, padahal posisinya kumulatif.")],
    ),
    (
        "9", Riwayat(arah=-1, kumulatif=True, dasar=D(10), tercapai=True),
        [(P, "Nilai 9 lebih rendah dari triwulan sebelumnya, 10, padahal posisinya kumulatif.")],
    ),
    ("99", Riwayat(arah=1, deret=TENANG), [(P, "Nilai 99 di luar kecenderungan 5 nilai sebelumnya.")]),
    ("99", Riwayat(arah=1, deret=TENANG[:3]), []),
]  # fmt: skip


@pytest.mark.parametrize(("nilai", "riwayat", "temuan"), TEMUAN)
def test_what_is_said_of_a_figure_beside_its_past(nilai, riwayat, temuan):
    assert [satu[:2] for satu in find_temuan(D(nilai), Konteks(riwayat=riwayat))] == temuan


def test_a_predicate_that_got_worse_is_told_by_its_labels():
    konteks = Konteks(skala=OPINI, riwayat=Riwayat(arah=1, banding=D(4), sebutan="TW IV 2025"))
    assert [satu[:2] for satu in find_temuan(D(3), konteks)] == [(P, "Nilai WDP lebih buruk dari TW IV 2025, WTP.")]


def test_a_jump_is_told_once():
    konteks = Konteks(lalu=D(12), riwayat=Riwayat(arah=1, deret=TENANG))
    assert [temuan.pesan for temuan in find_temuan(D(500), konteks)] == [
        "Nilai 500 lebih dari 10 kali nilai periode sebelumnya, 12."
    ]


def test_the_border_of_the_trend_lies_at_three_and_a_half_scaled_deviations():
    """Median 12, MAD 1: 3,5 / 0,6745 = 5,189 to each side."""
    riwayat = Riwayat(deret=TENANG)
    assert [is_luar_tren(D(n), riwayat) for n in ("17.18", "17.19", "6.82", "6.81")] == [False, True, False, True]


def test_where_most_of_the_past_is_one_value_its_mean_deviation_takes_over_and_a_constant_past_says_nothing():
    assert is_luar_tren(D(60), Riwayat(deret=tuple(map(D, (50, 50, 50, 51)))))
    assert not is_luar_tren(D(51), Riwayat(deret=tuple(map(D, (50, 50, 50, 51)))))
    assert not is_luar_tren(D(90), Riwayat(deret=(D(100),) * 4))


def test_one_wild_figure_of_the_past_does_not_hide_the_next():
    assert is_luar_tren(D(99), Riwayat(deret=(*TENANG, D(1000))))


def test_a_cumulative_figure_is_judged_by_its_step():
    """Each year 10, 20, 30, 40: a position of 50 after 40 of the year before is no step of 50 but begins anew."""
    posisi = [(tahun, D(n)) for tahun in (2024, 2025) for n in (10, 20, 30, 40)]
    langkah = list_langkah(posisi)
    assert langkah == (D(10),) * 8
    riwayat = Riwayat(kumulatif=True, dasar=D(40), deret=(*langkah[:-1], D(12)))
    assert not is_luar_tren(D(50), riwayat)
    assert is_luar_tren(D(95), riwayat)


@given(st.lists(st.decimals(-1000, 1000, places=2), min_size=1, max_size=30))
def test_half_of_the_values_lie_on_each_side_of_the_median(deret):
    tengah = compute_median(deret)
    assert sum(n < tengah for n in deret) <= len(deret) / 2 >= sum(n > tengah for n in deret)


@given(st.lists(st.decimals(-1000, 1000, places=2), max_size=30), st.decimals(-1000, 1000, places=2), st.booleans())
def test_a_value_in_the_middle_of_its_past_is_never_off_the_trend(deret, nilai, kumulatif):
    riwayat = Riwayat(kumulatif=False, deret=tuple(deret))
    if deret and min(deret) == max(deret):
        assert not is_luar_tren(nilai, riwayat)
    if deret:
        assert not is_luar_tren(compute_median(deret[-12:]), riwayat)
    assert not is_turun(nilai, Riwayat(kumulatif=kumulatif, dasar=None))


# The rows of a form


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("rumus", "arah"),
    [
        (Rumus.MAKS, 1), (Rumus.PREDIKAT, 1), (Rumus.YA_TIDAK, 1), (Rumus.MIN_SELISIH, -1), (Rumus.MIN_RASIO, -1),
        (Rumus.RENTANG, 0), (Rumus.RENTANG_WAKTU, 0), (Rumus.STABIL, 0),
    ],
)  # fmt: skip
def test_the_direction_is_that_of_the_formula(rumus, arah):
    assert find_arah(rumus) == arah


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("isian", "triwulan", "kumulatif"),
    [
        ({"satuan": "desa", "desimal": 0}, [1, 2, 3, 4], True), ({"satuan": "desa", "desimal": 0}, [4, 4, 4, 4], False),
        ({"satuan": "desa", "desimal": 0}, [4, 3, 2, 1], False), ({"satuan": "%"}, [1, 2, 3, 4], False),
        ({"satuan": "%", "target_kumulatif": True}, [1, 2, 3, 4], True),
        ({"satuan": "desa", "konsolidasi": Konsolidasi.JUMLAH, "target_kumulatif": True}, [1, 2, 3, 4], False),
        ({"satuan": "desa", "rumus": Rumus.STABIL}, [1, 2, 3, 4], False),
    ],
)  # fmt: skip
def test_which_positions_cannot_fall(isian, triwulan, kumulatif):
    assert is_kumulatif(add_target(create_bahan(), "uji", triwulan, **isian)) == kumulatif


@pytest.mark.django_db
def test_an_amount_is_held_beside_the_same_triwulan_a_year_ago_and_a_position_beside_the_last():
    kerja = create_kerja(triwulan=2)
    lalu = [Lalu(2025, 2, D(9)), Lalu(2025, 4, D(30)), Lalu(2026, 1, D(20))]
    jumlah, persen = (build_riwayat(kerja.periode, kerja.get_baris(kode), lalu) for kode in ("jumlah", "persen"))
    assert (jumlah.banding, jumlah.sebutan) == (D(9), "TW II 2025")
    assert (persen.banding, persen.sebutan, persen.dasar, persen.deret) == (D(20), "TW I 2026", None, (D(9), D(30), D(20)))
    assert build_riwayat(kerja.periode, kerja.get_baris("jumlah"), lalu[1:]).banding is None


@pytest.mark.django_db
def test_a_fall_of_a_count_that_only_rises_is_found_in_the_form_and_wants_a_remark():
    kerja = create_bahan(triwulan=2)
    add_target(kerja, "naik", [10, 20, 30, 40], satuan="desa", desimal=0, urutan=9)
    send(kerja)
    add_lalu(kerja, naik="15", uang=1)
    save(kerja.get_baris("naik"), "12", user=kerja.operator)
    [temuan] = list_tinjauan(kerja.formulir, [kerja.get_baris("naik")], [])
    assert temuan.temuan.pesan == "Nilai 12 lebih rendah dari triwulan sebelumnya, 15, padahal posisinya kumulatif."
    assert temuan.menghalangi
    save(kerja.get_baris("naik"), "Tiga desa digabung.", "keterangan", user=kerja.operator)
    [temuan] = list_tinjauan(kerja.formulir, [kerja.get_baris("naik")], [])
    assert not temuan.menghalangi
