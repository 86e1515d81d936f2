"""The frame of the page: titles, office, and which lines of the navigation a role sees."""

import datetime

import pytest
from django.contrib.auth.models import AnonymousUser

from collection.enums import Peran
from collection.models import Pengguna, Penugasan, PerangkatDaerah, Unit
from sakip.context import MENU, build_kerangka

SEMUA = ["Tugas saya", "Dasbor", "Pengukuran", "Formulir", "Periode", "Rencana", "Tindak lanjut", "SOP", "Metodologi", "Waktu", "Dokumen"]


@pytest.fixture
def kantor(db):
    return PerangkatDaerah.objects.create(
        kode="2.13", singkatan="dpmd", nama="Dinas PMD", pemerintah="Pemerintah Kabupaten Blora",
        alamat="Jalan Pemuda", kota="Blora", kode_unit_surat="DPMD",
    )  # fmt: skip


@pytest.fixture
def pengguna(db):
    return Pengguna.objects.create_user("siti", nama="Siti Aminah")


def assign(pengguna, kantor, peran, **isian):
    unit = Unit.objects.get_or_create(perangkat_daerah=kantor, singkatan="PMD", nama="Bidang PMD")[0]
    isian = {"mulai": datetime.date(2020, 1, 1), "unit": unit, **isian}
    return Penugasan.objects.create(pengguna=pengguna, perangkat_daerah=kantor, peran=peran, **isian)


def build(rf, user, path="/"):
    request = rf.get(path)
    request.user = user
    return build_kerangka(request)["kerangka"]


def test_kerangka_of_a_visitor_is_empty(rf):
    assert build(rf, AnonymousUser()) is None


def test_kerangka_of_a_user_without_roles_says_so(rf, pengguna):
    kerangka = build(rf, pengguna)
    assert (kerangka.sebutan, kerangka.kantor) == ("Tidak ada peran hari ini", "Tanpa perangkat daerah")


def test_kerangka_names_the_titles_held_today(rf, pengguna, kantor):
    assign(pengguna, kantor, Peran.KEPALA, status="plt")
    assign(pengguna, kantor, Peran.SEKRETARIS)
    assign(pengguna, kantor, Peran.ADMIN, selesai=datetime.date(2021, 1, 1))
    kerangka = build(rf, pengguna)
    assert (kerangka.nama, kerangka.kantor) == ("Siti Aminah", "Dinas PMD")
    assert kerangka.sebutan == "Plt. Kepala, Sekretaris"


def test_kerangka_costs_one_query_and_none_unless_shown(rf, pengguna, kantor, django_assert_num_queries):
    assign(pengguna, kantor, Peran.BIDANG)
    with django_assert_num_queries(0):
        kerangka = build(rf, pengguna)
    with django_assert_num_queries(1):
        assert (kerangka.nama, kerangka.kantor, kerangka.sebutan) == ("Siti Aminah", "Dinas PMD", "Bidang")


@pytest.mark.parametrize("peran", Peran)
def test_menu_lines_of_each_role(peran):
    tambahan = {
        Peran.ADMIN: ["Kantor dan pengguna", "Jejak audit"],
        Peran.KEPALA: ["Jejak audit"],
        Peran.SEKRETARIS: ["Jejak audit"],
        Peran.TIM_SAKIP: ["Periksa tabel"],
        Peran.PENGAWAS: ["Periksa tabel", "Jejak audit"],
    }
    terlihat = [satu.label for satu in MENU if not satu.peran or peran in satu.peran]
    assert terlihat == SEMUA + tambahan.get(peran, [])
