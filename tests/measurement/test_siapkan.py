"""siapkan: all that an installation needs at its first start, and nothing twice."""

import io
import re

import pytest
from django.contrib.auth import authenticate
from django.core.management import call_command

from collection.enums import StatusPk
from collection.errors import IsianError
from collection.models import Jejak, Pengguna, Penugasan, PerangkatDaerah, PerjanjianKinerja, PerjanjianPejabat
from collection.services.contoh import create_akun_contoh, create_kantor_contoh
from collection.services.pk_isi import build_isi
from measurement.models import PengukuranKinerja, Segel
from tests.factories.bersama import share

pytestmark = pytest.mark.django_db


def test_siapkan_without_examples_makes_no_office(settings, capsys):
    settings.CONTOH = False
    call_command("siapkan")
    pesan = "Kantor contoh tidak dibuat. Buat kantor dengan manage.py create_kantor.\n"
    assert (capsys.readouterr().out, PerangkatDaerah.objects.count()) == (pesan, 0)


def test_siapkan_that_fails_half_way_leaves_no_seal_whose_phrase_nobody_saw():
    """Here: nobody is Sekretaris, so the first example cannot go on."""
    create_kantor_contoh()
    create_akun_contoh()
    Penugasan.objects.filter(peran="sekretaris").delete()
    with pytest.raises(IsianError) as galat:
        call_command("siapkan")
    assert str(galat.value).endswith(" belum punya Sekretaris hari ini.")
    assert (Segel.objects.count(), PengukuranKinerja.objects.count()) == (0, 0)


def read_akun(tercetak):
    """Username → password of the printed table."""
    baris = [re.split(r"\s{2,}", satu) for satu in tercetak.splitlines()]
    judul = baris.index(["peran", "username", "sandi"])
    return {satu[1]: satu[2] for satu in baris[judul + 1 :] if len(satu) == 3}


def read_frasa(tercetak):
    return re.findall(r"Frasa sandi segel (.+) \(dicetak sekali, tidak disimpan di mana pun\): (\S+)", tercetak)


@pytest.fixture(scope="module")
def pertama(django_db_setup, django_db_blocker, tmp_path_factory):
    """What the first siapkan of an installation prints, and its files: it is run once for all that is asked of it."""
    folder, keluaran = tmp_path_factory.mktemp("siapkan"), io.StringIO()
    with share(django_db_blocker, folder):
        call_command("siapkan", stdout=keluaran)
        yield keluaran.getvalue(), folder


@pytest.fixture
def tercetak(pertama, settings):
    settings.VAR_DIR = pertama[1]
    return pertama[0]


def test_the_offices_begin_with_papers_that_stay(tercetak):
    semua = PerjanjianKinerja.objects.filter(status=StatusPk.DITETAPKAN)
    assert semua.exists()
    for pk in semua:
        assert pk.isi == build_isi(pk)
        assert pk.isi["sasaran"] and pk.isi["pertama"]["nama"]


def test_officials_have_their_agreements(tercetak):
    assert PerjanjianPejabat.objects.filter(status=StatusPk.DITETAPKAN).count() == 8


def test_siapkan_twice_keeps_data_and_passwords_and_tells_the_phrases_once(tercetak, capsys):
    satu = tercetak
    kasus = PengukuranKinerja.objects.order_by("pk").values_list("perangkat_daerah__singkatan", "periode__triwulan", "status")
    assert list(kasus) == [("dispermades", 1, "selesai"), ("dispermades", 2, "verifikasi"), ("dpmd-blora", 4, "selesai")]
    sebelum = list(Pengguna.objects.order_by("pk").values()), Jejak.objects.count(), Segel.objects.count()
    call_command("siapkan")
    dua = capsys.readouterr().out
    assert (list(Pengguna.objects.order_by("pk").values()), Jejak.objects.count(), Segel.objects.count()) == sebelum
    akun, frasa = read_akun(satu), read_frasa(satu)
    assert read_akun(dua) == akun
    assert set(akun) == set(Pengguna.objects.values_list("username", flat=True))
    assert [authenticate(username=nama, password=akun[nama]) is not None for nama in ("kepala.dispermades", "staf.dpmd-blora")] == [True, True]
    assert [nama for nama, _ in frasa] == [k.nama for k in PerangkatDaerah.objects.order_by("pk")]
    assert [(satu.count(kata), dua.count(kata)) for _, kata in frasa] == [(1, 0), (1, 0)]
    assert (read_frasa(dua), dua.splitlines()[-1]) == (
        [], "Frasa sandi segel tidak disimpan. Lupa? Kepala membuat segel baru pada halaman /segel/."
    )  # fmt: skip
