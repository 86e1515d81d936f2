"""How far a long import has come: steps with what is done of what, seen by another request, gone at the end."""

import io
import json

import pytest
from django.urls import reverse

from collection.enums import Peran
from collection.errors import BerkasError
from collection.models import Impor
from collection.muat import load_rencana
from collection.services import kemajuan
from collection.services.impor import apply_impor, create_impor
from collection.services.kemajuan import Kemajuan, Terbaca, read_kemajuan, tell, tell_each, track
from collection.services.urung_impor import undo_impor
from tests.factories.dasar import create_kantor, create_pejabat
from tests.factories.rencana import build_xlsx, create_rencana

pytestmark = pytest.mark.django_db


@pytest.fixture
def pk():
    return create_rencana(create_kantor("dinas-a"), jumlah=3)


@pytest.fixture
def kata(monkeypatch):
    """Each step as it is told, without waiting for the clock."""
    semua = []
    monkeypatch.setattr(kemajuan.Pelapor, "tell", lambda _, *isi: semua.append(isi))
    return semua


def check(pk, user, **lembar):
    return create_impor(
        kantor=pk.perangkat_daerah, tahun=pk.tahun, user=user, nama="a.xlsx", isi=build_xlsx(**lembar),
        muat=load_rencana,
    )  # fmt: skip


def test_an_import_tells_its_steps_and_how_much_of_each_is_done(pk, user, kata, monkeypatch):
    monkeypatch.setattr(kemajuan, "TIAP", 2)
    impor = check(pk, user, Target=[["Kode", "Target tahunan"], ["IKU-1", 61], ["IKU-2", 62], ["IKU-3", 63]])
    baca = [isi for isi in kata if isi[0] == "membaca lembar Target"]
    assert baca[-1][1:] == (1, baca[-1][3], baca[-1][3], "byte")
    assert [isi[1:4] for isi in kata if isi[0] == "memeriksa lembar Target"] == [(2, 0, 3), (2, 2, 3)]
    assert kata[-1][:2] == ("menyimpan pratinjau", 3)
    kata.clear()
    apply_impor(impor=impor, user=user)
    assert [isi[:4] for isi in kata if isi[0] == "menulis target"] == [("menulis target", 2, 0, 3)]
    kata.clear()
    undo_impor(impor=Impor.objects.get(), user=user)
    assert [isi[1] for isi in kata] == sorted(isi[1] for isi in kata)
    assert {isi[1] for isi in kata} == {1, 2, 3}


def test_another_request_sees_it_while_it_runs_and_nobody_else(client, pk, user, monkeypatch):
    monkeypatch.setattr(kemajuan, "DIAM", 0)
    kantor, lain = pk.perangkat_daerah, create_pejabat(Peran.ADMIN, pk.perangkat_daerah)
    alamat = reverse("collection:impor_progress", args=[kantor.pk])
    client.force_login(user)
    with track(kantor, user, "Memeriksa a.xlsx", 3):
        assert client.get(alamat).status_code == 204
        tell("memeriksa lembar Target", 2, 4000, 10000)
        assert client.get(alamat).json() == {
            "teks": "Langkah 2 dari 3: memeriksa lembar Target, baris 4.000 dari 10.000.", "nilai": 4000, "maks": 10000,
        }  # fmt: skip
        halaman = client.get(reverse("collection:impor_list")).text
        assert "Memeriksa a.xlsx" in halaman and "baris 4.000 dari 10.000. <a href=" in halaman
        assert read_kemajuan(kantor, lain) is None
    assert client.get(alamat).status_code == 204
    assert "Memeriksa a.xlsx" not in client.get(reverse("collection:impor_list")).text


def test_what_is_over_at_once_leaves_no_file_and_a_failure_none_either(pk, user, monkeypatch, settings):
    folder = settings.VAR_DIR / "kemajuan"
    with track(pk.perangkat_daerah, user, "Memeriksa a.xlsx", 3):
        tell("membaca", 1)
        assert read_kemajuan(pk.perangkat_daerah, user) is None
    monkeypatch.setattr(kemajuan, "DIAM", 0)
    with pytest.raises(BerkasError), track(pk.perangkat_daerah, user, "Memeriksa a.xlsx", 3):
        tell("membaca", 1)
        assert len(list(folder.iterdir())) == 1
        raise BerkasError("Rusak.")
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("isi", ["", "{", "[]", json.dumps({"x": 1})])
def test_a_broken_or_old_file_is_none(pk, user, settings, isi):
    jalur = settings.VAR_DIR / "kemajuan" / f"{pk.perangkat_daerah_id}-{user.pk}.json"
    jalur.parent.mkdir(exist_ok=True)
    jalur.write_text(isi)
    assert read_kemajuan(pk.perangkat_daerah, user) is None


def test_without_anybody_to_tell_nothing_is_done(kata):
    semua = [1, 2]
    assert tell_each(semua, "memeriksa", 2) is semua
    assert Terbaca(io.BytesIO(b"abc"), 3, "membaca", 1).read() == b"abc"
    assert kata == []


@pytest.mark.parametrize(("isi", "teks"), [
    ({"selesai": 5, "dari": 10, "satuan": "byte"}, "Langkah 1 dari 3: membaca, 50% berkas."),
    ({}, "Langkah 1 dari 3: membaca."),
])  # fmt: skip
def test_the_sentence(isi, teks):
    assert Kemajuan("Memeriksa", "membaca", 1, 3, **isi).teks == teks
