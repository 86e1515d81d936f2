"""create_contoh: a case at any stage, with the same figures for the same seed, or a sentence why not."""

import re

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from collection.models import PerangkatDaerah
from measurement.enums import Status
from measurement.management.commands.create_contoh import TAHAP
from measurement.models import BarisAnggaran, BarisKertasKerja, Koreksi, PengukuranKinerja, Segel
from tests.factories.bersama import share
from tests.factories.dasar import create_kantor as create_kantor_lain
from tests.factories.kantor_contoh import FRASA, create_kantor_kecil

pytestmark = pytest.mark.django_db

BLORA = "dpmd-blora"


@pytest.fixture(scope="module")
def kantor_contoh(django_db_setup, django_db_blocker, tmp_path_factory):
    """Both demo offices, made small."""
    with share(django_db_blocker, tmp_path_factory.mktemp("bersama")):
        kantor = create_kantor_kecil()
        pk = PerangkatDaerah.objects.get(singkatan=BLORA).pk_set.get()
        for milik in (pk.target_set, pk.pagu_set):
            milik.exclude(pk__in=list(milik.order_by("pk").values_list("pk", flat=True)[:4])).delete()
        yield kantor.pk


@pytest.fixture
def jalankan(kantor_contoh, monkeypatch, capsys):
    """Runs create_contoh with the phrase of the seal that is there; gives what it prints."""
    monkeypatch.setenv("SAKIP_FRASA_SEGEL", FRASA)

    def run(**isian):
        call_command("create_contoh", **isian)
        return capsys.readouterr().out

    return run


@pytest.mark.parametrize("tahap", TAHAP)
def test_create_contoh_reaches_every_stage(jalankan, tahap):
    tercetak = jalankan(tahap=tahap, kantor=BLORA)
    kasus = PengukuranKinerja.objects.get()
    assert kasus.status == tahap
    assert tercetak == f"Pengukuran Kinerja Triwulan I 2019: {Status(tahap).label} (/pengukuran/{kasus.pk}/)\n"
    assert Segel.objects.count() == 2


def test_create_contoh_knows_every_stage_but_the_cancelled():
    assert set(Status.values()) - set(TAHAP) == {"dibatalkan"}


def test_create_contoh_takes_the_next_free_triwulan_or_the_one_asked_for(jalankan):
    for isian in ({}, {"triwulan": 4}, {}):
        jalankan(tahap="disposisi", kantor=BLORA, **isian)
    semua = PengukuranKinerja.objects.order_by("pk")
    assert [kasus.periode.triwulan for kasus in semua] == [1, 4, 2]
    assert {kasus.periode.tahun for kasus in semua} == {2019}


def test_create_contoh_shows_a_return_and_a_correction(jalankan):
    jalankan(tahap="tanda_tangan")
    kasus = PengukuranKinerja.objects.get()
    assert [d.kembali_ke for d in kasus.disposisi_set.filter(aksi="kembalikan")] == [8]
    assert (Koreksi.objects.count(), kasus.kertas_kerja_set.count()) == (1, 2)


def read_angka(jalankan, seed):
    """All figures of a drive with that seed, which is then undone."""
    with transaction.atomic():
        jalankan(tahap="verifikasi", seed=seed)
        baris = BarisKertasKerja.objects.order_by("kertas_kerja__putaran", "urutan").values_list("kode", "realisasi")
        uang = BarisAnggaran.objects.order_by("kertas_kerja__putaran", "urutan").values_list("kode", "realisasi")
        hasil = list(baris), list(uang)
        transaction.set_rollback(True)
    return hasil


def test_create_contoh_with_the_same_seed_makes_the_same_figures(jalankan):
    satu, lagi, lain = (read_angka(jalankan, seed) for seed in (5, 5, 6))
    assert satu == lagi
    assert [a == b for a, b in zip(satu, lain, strict=True)] == [False, False]
    assert PengukuranKinerja.objects.count() == 0


def test_create_contoh_without_a_phrase_makes_a_seal_and_prints_its_phrase_once(jalankan, monkeypatch):
    monkeypatch.delenv("SAKIP_FRASA_SEGEL")
    tercetak = jalankan(tahap="arsip", kantor=BLORA)
    assert re.findall(r"Frasa sandi segel \(dicetak sekali, tidak disimpan\): ([a-z]{4}-){4}\d\d\n", tercetak) != []
    assert (tercetak.count("Frasa"), Segel.objects.count()) == (1, 3)


@pytest.mark.parametrize(
    ("isian", "pesan"),
    [
        ({"kantor": "dinas-lain"}, "dinas-lain bukan kantor contoh. Pilih: dispermades, dpmd-blora."),
        ({"kantor": "nyata"}, "nyata bukan kantor contoh. Pilih: dispermades, dpmd-blora."),
        ({"tahun": 2031}, "Perjanjian Kinerja 2031 belum punya target. Perencana perlu mengisi dan menetapkannya lebih dahulu."),
    ],
)
def test_create_contoh_says_why_it_cannot(jalankan, isian, pesan):
    """Also a real office of the installation is none to make examples in."""
    create_kantor_lain("nyata")
    with pytest.raises(CommandError) as galat:
        jalankan(tahap="rapat", **isian)
    assert str(galat.value) == pesan
    assert PengukuranKinerja.objects.count() == 0


def test_create_contoh_needs_the_demo_office(jalankan):
    PerangkatDaerah.objects.filter(singkatan="dispermades").update(singkatan="lain")
    with pytest.raises(CommandError) as galat:
        jalankan(tahap="rapat")
    assert str(galat.value) == "Perangkat daerah dispermades tidak ada. Jalankan siapkan dahulu."


def test_create_contoh_refuses_a_used_triwulan_and_a_full_year(jalankan):
    for _ in range(4):
        jalankan(tahap="disposisi", kantor=BLORA)
    for isian, pesan in (
        ({}, "Keempat triwulan 2019 sudah punya pengukuran."),
        ({"triwulan": 3}, "Pengukuran Kinerja Triwulan III 2019 sudah ada."),
    ):
        with pytest.raises(CommandError) as galat:
            jalankan(tahap="disposisi", kantor=BLORA, **isian)
        assert str(galat.value) == pesan
