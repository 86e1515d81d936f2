"""Many rows in few statements: every text comes back as it was, on both databases; what is too long is refused."""

import datetime
import hashlib
from contextlib import nullcontext

import pytest
from django.db import DataError, connection

from collection.enums import Peran
from collection.models import Jejak, Pagu, Target
from collection.services import banyak
from collection.services.banyak import digest_mentah, insert_semua
from collection.services.jejak import CatatanJejak, write_jejak_semua
from tests.factories.dasar import create_kantor, create_pejabat
from tests.factories.rencana import create_rencana

pytestmark = pytest.mark.django_db
TEKS = ['a"b', "a\\b", "\\", '"', "{a,b}", "NULL", "null", "", " ", "baris\ndua\r\n\ttab", "é – “kutip” 汉", "%s %%", "'; --", "\\N"]


@pytest.fixture
def pk():
    return create_rencana(create_kantor("dinas-a"), jumlah=2)


def test_any_text_comes_back_as_it_was(pk):
    user = create_pejabat(Peran.ADMIN, pk.perangkat_daerah)
    catatan = [CatatanJejak("uji_teks", "target", n, t, {"nilai": t}, {t: n, "kosong": None}) for n, t in enumerate(TEKS)]
    write_jejak_semua(kantor=pk.perangkat_daerah, user=user, catatan=catatan)
    semua = Jejak.objects.filter(aksi="uji_teks").order_by("pk")
    assert [(j.label, j.lama, j.baru, j.diterima) for j in semua] == [
        (t, {"nilai": t}, {t: n, "kosong": None}, True) for n, t in enumerate(TEKS)
    ]
    assert {type(j.waktu) for j in semua} == {datetime.datetime}


@pytest.mark.parametrize("sekaligus", [1, 2, 2000])
def test_what_is_there_is_changed_and_the_rest_added_in_any_portion(pk, monkeypatch, sekaligus):
    monkeypatch.setattr(banyak, "BATCH", sekaligus)
    satu, dua = pk.target_set.order_by("indikator__kode")
    dua.delete()
    kolom = ("perjanjian_kinerja_id", "indikator_id", "tahunan", "tahunan_atas", "tw1")
    baris = [(pk.pk, satu.indikator_id, "70.123456", "80", None), (pk.pk, dua.indikator_id, 5, None, "0.5")]
    insert_semua(Target, kolom, baris, unik=kolom[:2])
    isi = pk.target_set.order_by("indikator__kode").values_list("tahunan", "tahunan_atas", "tw1", "tw4")
    assert [[None if n is None else float(n) for n in satu] for satu in isi] == [
        [70.123456, 80, None, 50], [5, None, 0.5, None],
    ]  # fmt: skip


def test_nothing_to_insert_asks_nothing(pk, django_assert_num_queries):
    with django_assert_num_queries(0):
        insert_semua(Pagu, ("perjanjian_kinerja_id",), [])


def test_too_long_a_text_is_never_cut(pk):
    """PostgreSQL refuses it; SQLite has no lengths, and keeps it whole."""
    with pytest.raises(DataError) if connection.vendor == "postgresql" else nullcontext():
        insert_semua(Jejak, ("perangkat_daerah_id", "waktu", "diterima", "alasan", "aksi", "objek", "objek_id", "label", "lama", "baru"), [
            (pk.perangkat_daerah_id, "2026-01-01 00:00:00+07:00", True, "", "a", "o", 1, "x" * 300, "{}", "{}")
        ])  # fmt: skip


def compute_cerna(pk):
    cerna = hashlib.sha256()
    digest_mentah(cerna, pk.perangkat_daerah.indikator_set.filter(nama__contains="%").order_by("pk").values_list())
    digest_mentah(cerna, pk.target_set.order_by("pk").values_list())
    return cerna.hexdigest()


def test_a_digest_of_rows_stays_with_them_and_moves_with_any_of_their_columns(pk):
    """By COPY on PostgreSQL: a percent sign asked for or stored is no placeholder, a missing figure is no empty text."""
    satu = pk.perangkat_daerah.indikator_set.order_by("pk").first()
    semua = [compute_cerna(pk), compute_cerna(pk)]
    assert semua[0] == semua[1]
    for nama in ("Naik 5% \\N", "Naik 5%\t\\N", "Naik 5%s"):
        pk.perangkat_daerah.indikator_set.filter(pk=satu.pk).update(nama=nama)
        semua.append(compute_cerna(pk))
    for isi in ({"tw1": 0}, {"tw1": "0.000001"}, {"tw1": None, "tahunan_teks": "NULL"}, {"tahunan_teks": ""}):
        pk.target_set.filter(indikator=satu).update(**isi)
        semua.append(compute_cerna(pk))
    assert semua[-1] == semua[4]  # as it was when only the names had changed
    assert len(set(semua[1:-1])) == len(semua) - 2
