"""A role that ended or has not begun: the inbox and the refused act say which, where, and the day."""

import datetime

import pytest
from django.urls import reverse
from django.utils.formats import date_format

from collection.enums import Peran, StatusPenugasan
from collection.models import Jejak, Penugasan
from collection.queries import write_luar_masa
from measurement.enums import Aksi, Status
from measurement.errors import WewenangError
from measurement.services.langkah import run_langkah
from tests.factories.dasar import assign, create_kantor, create_unit, create_user
from tests.factories.halaman import visit
from tests.factories.kantor_contoh import create_kasus, get_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def kantor():
    return create_kantor(nama="Dinas PMD")


@pytest.fixture
def siti():
    return create_user("siti")


def write_hari(kantor, geser):
    return date_format(kantor.hari_ini() + datetime.timedelta(days=geser), "j F Y")


def read_kabar(client, user):
    halaman = visit(client, user, reverse("measurement:tugas_list"))
    assert halaman.inline == []
    return halaman.read("div", **{"class": "kotak kotak-info"})


def usai(kantor, geser=-1, sebutan="Sekretaris"):
    hari = write_hari(kantor, geser)
    return f"Peran Anda sebagai {sebutan} pada {kantor.nama} berakhir {hari}. Hubungi Admin kantor."


def mulai(kantor, geser, sebutan="Sekretaris"):
    return f"Peran Anda sebagai {sebutan} pada {kantor.nama} mulai {write_hari(kantor, geser)}."


def test_the_inbox_says_which_role_ended_where_and_when(client, kantor, siti):
    assign(siti, Peran.SEKRETARIS, kantor, selesai=-1)
    assert read_kabar(client, siti) == [usai(kantor)]


def test_a_role_of_long_ago_is_told_while_there_is_none_at_all(client, kantor, siti):
    assign(siti, Peran.SEKRETARIS, kantor, mulai=-900, selesai=-400)
    assert read_kabar(client, siti) == [usai(kantor, -400)]
    assign(siti, Peran.STAF, create_kantor())
    assert read_kabar(client, siti) == []


def test_a_role_that_ended_lately_is_told_beside_another_one(client, kantor, siti):
    assign(siti, Peran.STAF, kantor)
    assign(siti, Peran.KEPALA, kantor, mulai=-90, selesai=-30, status=StatusPenugasan.PLT)
    assert read_kabar(client, siti) == [usai(kantor, -30, "Plt. Kepala")]
    Penugasan.objects.filter(peran=Peran.KEPALA).update(selesai=kantor.hari_ini() - datetime.timedelta(days=31))
    assert read_kabar(client, siti) == []


def test_a_role_that_has_not_begun_is_told_with_its_first_day(client, kantor, siti):
    assign(siti, Peran.SEKRETARIS, kantor, mulai=1)
    assign(siti, Peran.STAF, kantor)
    assert read_kabar(client, siti) == [mulai(kantor, 1)]


def test_of_spans_of_one_role_the_next_is_told_else_the_last(client, kantor, siti):
    assign(siti, Peran.SEKRETARIS, kantor, mulai=-90, selesai=-60)
    assign(siti, Peran.SEKRETARIS, kantor, mulai=-30, selesai=-2)
    assert read_kabar(client, siti) == [usai(kantor, -2)]
    for geser in (9, 3):
        assign(siti, Peran.SEKRETARIS, kantor, mulai=geser, selesai=geser + 1)
    assert read_kabar(client, siti) == [mulai(kantor, 3)]


def test_a_role_in_force_is_no_news_whatever_its_earlier_spans(client, kantor, siti):
    assign(siti, Peran.SEKRETARIS, kantor, mulai=-90, selesai=-2)
    assign(siti, Peran.SEKRETARIS, kantor, mulai=-1)
    assert read_kabar(client, siti) == []
    assert read_kabar(client, create_user()) == []


def test_a_unit_is_named_with_the_role(client, kantor, siti):
    satu, dua = create_unit(kantor, "Pemdes"), create_unit(kantor, "Dalduk")
    assign(siti, Peran.BIDANG, kantor, satu, selesai=-1)
    assign(siti, Peran.BIDANG, kantor, dua)
    assert read_kabar(client, siti) == [usai(kantor, -1, "Bidang Pemdes")]


def test_the_query_looks_at_that_office_and_that_role_only(kantor, siti):
    assign(siti, Peran.SEKRETARIS, kantor, selesai=-1)
    assign(siti, Peran.STAF, kantor, selesai=-1)
    assign(siti, Peran.SEKRETARIS, create_kantor(), selesai=-1)
    assert write_luar_masa(siti, kantor, Peran.SEKRETARIS) == [usai(kantor)]
    assert write_luar_masa(create_user(), kantor, Peran.SEKRETARIS) == []


@pytest.mark.parametrize(("rentang", "tulis"), [({"selesai": -1}, usai), ({"mulai": 2}, mulai)])
def test_a_refused_act_says_the_day_and_the_trail_keeps_it(rentang, tulis):
    kasus = create_kasus(Status.VERIFIKASI)
    kantor, staf = kasus.perangkat_daerah, get_user("staf")
    assign(staf, Peran.SEKRETARIS, kantor, status=StatusPenugasan.PLH, **rentang)
    with pytest.raises(WewenangError) as galat:
        run_langkah(
            kasus, tindakan=kasus.tindakan, aksi=Aksi.SELESAIKAN, user=staf, versi=kasus.versi, catatan="", isian={}
        )
    pesan = f"Langkah 11 adalah wewenang Sekretaris. {tulis(kantor, next(iter(rentang.values())), 'Plh. Sekretaris')}"
    assert str(galat.value) == pesan
    assert list(Jejak.objects.filter(diterima=False).values_list("alasan", flat=True)) == [pesan]
