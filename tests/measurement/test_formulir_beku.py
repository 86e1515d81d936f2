"""A gathered form keeps the targets by which it was measured, whatever a later import says."""

import pytest
from django.urls import reverse

from collection.models import Realisasi, Target
from measurement.models import PengukuranKinerja
from measurement.services.cuplikan import list_cuplikan_beku, preview_formulir
from tests.factories.gerak import compute, correct, fetch, get_baris, send_back, walk_to
from tests.factories.halaman import Halaman
from tests.factories.kantor_contoh import get_user

pytestmark = pytest.mark.django_db
KODE = "IKU-06"


@pytest.fixture
def kasus(basis):
    """Triwulan I, at step 12: its figures were handed in."""
    return PengukuranKinerja.objects.get(pk=basis[1])


@pytest.fixture
def baris(kasus):
    return Realisasi.objects.get(formulir__periode=kasus.periode, target__indikator__kode=KODE)


def move_target(baris):
    """As a later import does. Gives the words of the old target."""
    Target.objects.filter(pk=baris.target_id).update(tw1=98, tw2=98, tahunan=99)
    return get_old(baris)


def get_old(baris):
    rekap = PengukuranKinerja.objects.get(periode=baris.periode).kertas_kerja_set.first().baris_set.get(kode=KODE)
    tulis = rekap.indikator.write_nilai
    return tulis(rekap.target_triwulan), tulis(rekap.target_tahunan), rekap


def read_baris(client, baris):
    client.force_login(get_user("tim_sakip"))
    halaman = Halaman(client.get(reverse("collection:formulir_detail", args=[baris.formulir_id])))
    [tr] = halaman.find("tr", id=f"realisasi-{baris.pk}")
    sempit = Halaman.__new__(Halaman)
    sempit.akar = tr
    label = ("Target triwulan ini", "Target tahunan", "Capaian s.d. triwulan ini")
    return [sempit.read("td", **{"data-label": satu})[0] for satu in label]


def test_a_measured_form_keeps_its_targets_and_its_capaian_without_javascript(client, baris):
    target, tahunan, beku = move_target(baris)
    kini = read_baris(client, baris)
    assert kini[:2] == [target, tahunan]
    assert beku.penjelasan in kini[2]
    assert "Perjanjian Kinerja kini: triwulan 98,00, tahunan 99,00." in kini[2]


def test_what_is_loaded_later_says_the_same(client, baris):
    move_target(baris)
    client.force_login(get_user("tim_sakip"))
    teks = client.get(reverse("measurement:formulir_capaian", args=[baris.formulir_id])).content.decode()
    assert get_old(baris)[2].penjelasan in teks
    assert teks.count("Perjanjian Kinerja kini:") == 1


def test_a_form_whose_targets_stand_says_nothing_about_them(client, baris):
    assert "Perjanjian Kinerja" not in read_baris(client, baris)[2]


def test_a_correction_is_told_beside_what_the_unit_reported(baris, kasus):
    correct(get_baris(kasus, KODE), "7")
    [satu] = [h for h in preview_formulir(baris.formulir) if h["pk"] == baris.pk]
    assert satu["penjelasan"] == get_old(baris)[2].penjelasan
    assert [kata.startswith("Dikoreksi Kepala menjadi 7,00, capaian ") for kata in satu["catatan"]] == [True]


@pytest.fixture
def kedua(basis):
    """Triwulan II, at step 11, which may return it to measuring (8) and to the units (7)."""
    return walk_to(PengukuranKinerja.objects.get(pk=basis[2]), 11)


def test_a_case_that_is_computed_anew_measures_by_the_plan_of_now(client, kedua):
    baris = Realisasi.objects.get(formulir__periode=kedua.periode, target__indikator__kode=KODE)
    kasus = fetch(send_back(kedua, 8))
    lama = move_target(baris)[0]
    assert read_baris(client, baris)[0] == lama
    compute(kasus)
    assert read_baris(client, baris)[0] == "98,00"
    compute(kasus)
    walk_to(fetch(kasus), 11)
    Target.objects.filter(pk=baris.target_id).update(tw2=97)
    assert read_baris(client, baris)[0] == "98,00"


def test_a_form_that_is_open_again_is_measured_by_the_plan_of_now(client, kedua):
    send_back(kedua, 7)
    baris = Realisasi.objects.get(formulir__periode=kedua.periode, target__indikator__kode=KODE)
    move_target(baris)
    assert (baris.formulir.status, read_baris(client, baris)[0]) == ("dikirim", "98,00")


def test_it_costs_four_queries_whatever_the_rows(baris, django_assert_max_num_queries):
    semua = list(baris.formulir.realisasi_set.select_related("target__indikator", "formulir__periode"))
    formulir = semua[0].formulir
    with django_assert_max_num_queries(4):
        assert len(list_cuplikan_beku(formulir, semua)) == len(semua)
