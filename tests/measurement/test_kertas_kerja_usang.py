"""A round that no longer stands says why; figures, triwulan and notes are worded as people read them."""

import pytest
from django.urls import reverse

from collection.models import Realisasi, Target
from measurement.services.kertas_kerja import find_belum_dihitung, find_usang
from tests.factories.gerak import compute, correct, fetch, finish, get_baris, send_back, walk_to
from tests.factories.halaman import get, read_teks, visit, walk
from tests.factories.kantor_contoh import get_user
from tests.halaman import find_inline

pytestmark = pytest.mark.django_db

AKHIR = "IKU-06"
BEKU = "putaran 1 sudah dibekukan saat diajukan, lalu pengukuran dikembalikan"


def read(client, nama, pk):
    """The page's text as Tim SAKIP gets it."""
    client.force_login(get_user("tim_sakip"))
    teks = client.get(reverse(f"measurement:{nama}", args=[pk])).content.decode()
    assert find_inline(teks) == []
    return teks


def read_dua(client, kasus):
    """How often the kertas kerja and the case's page say that figures must be computed again."""
    semua = [read(client, nama, kasus.pk) for nama in ("kertas_kerja_detail", "pengukuran_detail")]
    return [teks.count("Kertas kerja harus dihitung ulang: ") for teks in semua]


def test_a_round_whose_inputs_stand_says_nothing(client, kasus):
    compute(kasus)
    assert find_usang(kasus, kasus.kertas_kerja_set.first()) == ""
    assert read_dua(client, kasus) == [0, 0]


def test_a_round_whose_input_moved_says_which(client, kasus):
    kertas = compute(kasus)
    target = Target.objects.get(indikator__kode=AKHIR)
    Target.objects.filter(pk=target.pk).update(tahunan=1)
    assert find_usang(kasus, kertas) == f"masukan berubah sejak dihitung ({target.indikator.nama})"
    assert read_dua(client, kasus) == [1, 1]
    assert f"berubah sejak dihitung ({target.indikator.nama})" in read(client, "kertas_kerja_detail", kasus.pk)


def test_a_frozen_round_must_be_computed_again_only_after_a_return_to_measuring(client, kasus):
    kasus = walk_to(kasus, 11)
    assert read_dua(client, kasus) == [0, 0]
    kasus = fetch(send_back(kasus, 8))
    assert find_usang(kasus, kasus.kertas_kerja_set.first()) == BEKU
    assert read_dua(client, kasus) == [1, 1]
    assert find_belum_dihitung(kasus).startswith(f"Kertas kerja harus dihitung ulang: {BEKU}. Tekan Hitung ulang")


def test_the_row_writes_its_triwulan_in_roman_figures(client, lalu, kasus):
    compute(kasus)
    teks = read(client, "baris_detail", get_baris(kasus, AKHIR).pk)
    assert [f'>Triwulan {n}</' in teks for n in ("I", "II", "1")] == [True, True, False]


def test_the_form_shows_what_counted_a_triwulan_ago_once_the_kepala_corrected_it(client, lalu, kasus):
    correct(get_baris(lalu, AKHIR), "7")
    finish(lalu)
    baris = Realisasi.objects.get(formulir__periode=kasus.periode, target__indikator__kode=AKHIR)
    halaman = visit(client, get_user("tim_sakip"), reverse("collection:formulir_detail", args=[baris.formulir_id]))
    [tr] = halaman.find("tr", id=f"realisasi-{baris.pk}")
    assert [read_teks(td) for td in walk(tr) if get(td, "data-label") == "Realisasi sebelumnya"] == [
        "TW I 7,00 (dikoreksi, semula 9,60)"
    ]


def test_the_link_to_what_an_act_put_on_record_says_so(client, kasus):
    assert "<summary>Lihat isinya</summary>" in read(client, "pengukuran_detail", kasus.pk)
