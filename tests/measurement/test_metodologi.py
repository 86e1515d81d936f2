"""An office's choices for the arithmetic: versioned, fixed for a case, turned into the pure rules."""

from decimal import Decimal

import pytest

from collection.models import Jejak, Periode
from measurement.capaian import PITA_BAKU, Aturan, Pita
from measurement.enums import Aksi, Status
from measurement.ketentuan import DASAR_BAKU
from measurement.models import Metodologi, PengukuranKinerja
from measurement.services.metodologi import (
    build_aturan,
    build_pita,
    find_metodologi,
    get_metodologi,
)
from tests.factories.bersama import share
from tests.factories.dasar import create_kantor
from tests.factories.gerak import build_contoh, compute, fetch, walk_to
from tests.factories.kantor_contoh import create_kasus
from tests.factories.metodologi import fix_metodologi

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def basis(django_db_setup, django_db_blocker, tmp_path_factory):
    with share(django_db_blocker, tmp_path_factory.mktemp("bersama")):
        yield create_kasus(Status.RAPAT, triwulan=1).pk


@pytest.fixture
def kasus(basis):
    """At step 2, its metodologi not chosen yet."""
    return PengukuranKinerja.objects.get(pk=basis)


def fix(kantor, atas=None, bawah=None, nihil="0", dasar=DASAR_BAKU, tahun=2026):
    isi = {"batas_atas": atas, "batas_bawah": bawah, "nihil": nihil}
    angka = {nama: None if teks is None else Decimal(teks) for nama, teks in isi.items()}
    return fix_metodologi(kantor=kantor, tahun=tahun, dasar=dasar, **angka)


def test_fix_metodologi_gives_the_same_version_for_the_same_choices():
    kantor = create_kantor()
    satu = fix(kantor, "120")
    assert fix(kantor, "120.00") == satu
    assert (satu.versi, str(satu)) == (1, "Metodologi 2026 versi 1")
    assert (kantor.metodologi_set.count(), satu.pita_set.count()) == (1, 5)


@pytest.mark.parametrize(
    "beda", [{"atas": "100"}, {"bawah": "0"}, {"nihil": None}, {"dasar": "Peraturan Bupati"}, {"atas": None}]
)
def test_fix_metodologi_makes_a_new_version_for_another_choice(beda):
    kantor = create_kantor()
    satu = fix(kantor, "120")
    dua = fix(kantor, **({"atas": "120"} | beda))
    assert (satu.versi, dua.versi) == (1, 2)
    assert find_metodologi(kantor, 2026) == dua
    assert build_pita(dua) == build_pita(satu)


def test_fix_metodologi_back_to_an_earlier_choice_is_a_third_version():
    kantor = create_kantor()
    assert [fix(kantor, atas).versi for atas in ("100", None, "100")] == [1, 2, 3]


def test_metodologi_is_of_one_office_and_one_year():
    satu, dua = create_kantor(), create_kantor()
    fix(satu, "100")
    assert [fix(dua, "110").versi, fix(satu, "110", tahun=2027).versi] == [1, 1]
    assert (find_metodologi(satu, 2026).batas_atas, find_metodologi(dua, 2026).batas_atas) == (100, 110)
    assert find_metodologi(satu, 2025) is None


def test_get_metodologi_takes_the_cases_then_the_offices_then_the_default():
    kantor = create_kantor()
    kasus = PengukuranKinerja(
        perangkat_daerah=kantor, periode=Periode(perangkat_daerah=kantor, tahun=2026, triwulan=1)
    )
    baku = get_metodologi(kasus)
    assert (baku.versi, build_aturan(baku), baku.dasar) == (1, Aturan(), DASAR_BAKU)
    lain = fix(kantor, "100")
    assert get_metodologi(kasus) == lain
    kasus.metodologi = baku
    assert get_metodologi(kasus) == baku


def test_build_aturan_is_what_was_chosen():
    metodologi = fix(create_kantor(), "120", "0", None)
    assert build_aturan(metodologi) == Aturan(Decimal(120), Decimal(0), None)


def test_build_pita_is_the_default_scale_from_the_top_down():
    pita = build_pita(Metodologi.objects.get(pk=fix(create_kantor()).pk))
    assert list(pita) == [Pita(p.batas_bawah, p.label, p.inklusif) for p in PITA_BAKU]
    assert {p.label: tingkat for p, tingkat in pita.items()} == {
        "Sangat Tinggi": 5, "Tinggi": 4, "Sedang": 3, "Rendah": 2, "Sangat Rendah": 1,
    }  # fmt: skip


def run_metodologi(kasus, **isian):
    """Step 4 with these choices."""
    kasus = walk_to(kasus, 4)
    contoh = build_contoh(kasus)
    contoh.run_langkah(kasus, Aksi.SELESAIKAN, {**contoh.build_isian(kasus), **isian})
    return fetch(kasus)


def test_step_4_fixes_the_metodologi_of_the_case(kasus):
    assert kasus.metodologi is None
    fix(kasus.perangkat_daerah, "100")
    dua = fix(kasus.perangkat_daerah, "120", "0", None, dasar="Perbup 1")
    fix(kasus.perangkat_daerah, "150")
    kasus = run_metodologi(kasus, metodologi="2")
    assert kasus.metodologi == dua
    catatan = dict(kasus.disposisi_set.last().isi_catatan.butir)
    assert catatan["Versi Metodologi"] == "2"
    assert "Batas atas capaian: 120,00\u00a0%" in catatan["Ketentuan yang ditetapkan"]
    assert "Dasar: Perbup 1" in catatan["Ketentuan yang ditetapkan"]
    assert Jejak.objects.filter(diterima=False).count() == 0


def test_a_later_version_does_not_reach_a_running_case(kasus):
    kasus = walk_to(run_metodologi(kasus), 8)
    fix(kasus.perangkat_daerah, "50")
    kertas = compute(kasus)
    assert (kertas.metodologi.versi, find_metodologi(kasus.perangkat_daerah, 2026).versi) == (1, 2)
    assert kertas.baris_set.exclude(capaian_mentah=None).filter(capaian__gt=50).exists() is True
