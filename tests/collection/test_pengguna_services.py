"""Accounts and roles: what an Admin may do, and every way around it that must stay shut."""

import datetime

import pytest
from django.utils import timezone

from collection.enums import Peran
from collection.models import Jejak, Pengguna, Penugasan
from collection.queries import find_larangan_akun, find_peran, scope_pengguna
from collection.services.pengguna import create_pengguna, reset_sandi, set_aktif, update_pengguna
from collection.services.penugasan import add_penugasan, end_penugasan
from tests.factories.dasar import assign, create_pejabat, create_user
from tests.factories.kantor import forbid, list_aksi, refuse, write_data, write_tugas

LUAR = (
    "{nama} juga bertugas di kantor yang tidak Anda kelola. Data, kata sandi, dan keaktifannya hanya diubah oleh "
    "Admin yang mengelola semua kantornya, atau oleh pengelola server."
)

pytestmark = pytest.mark.django_db


def create(kantor, admin, **data):
    return create_pengguna(
        kantor=kantor, data=write_data(username="budi", **data), tugas=write_tugas(kantor), user=admin
    )


def list_diri(kantor, akun):
    """The calls that change an account itself."""
    return [
        (update_pengguna, {"kantor": kantor, "pengguna": akun, "data": write_data(nama="Nama Lain")}),
        (reset_sandi, {"kantor": kantor, "pengguna": akun}),
        (set_aktif, {"kantor": kantor, "pengguna": akun, "aktif": False}),
    ]


# Opening an account


def test_create_pengguna_gives_account_role_and_password(kantor, admin):
    akun, sandi = create(kantor, admin, nip="197001011990031001", jabatan="Analis")
    assert (akun.username, akun.nama, akun.nip, akun.jabatan) == (
        "budi", "Budi Santoso", "197001011990031001", "Analis",
    )  # fmt: skip
    assert akun.check_password(sandi)
    assert (akun.is_superuser, akun.is_staff, akun.is_active) == (False, False, True)
    assert find_peran(akun, kantor) == {Peran.STAF}
    assert list_aksi(kantor) == [("buat_pengguna", True), ("tambah_penugasan", True)]


def test_create_pengguna_password_differs_each_time_and_is_kept_nowhere(kantor, admin):
    _, satu = create(kantor, admin)
    data = write_data(username="badu")
    akun, dua = create_pengguna(kantor=kantor, data=data, tugas=write_tugas(kantor), user=admin)
    reset = reset_sandi(kantor=kantor, pengguna=akun, user=admin)
    assert len({satu, dua, reset}) == 3
    tersimpan = repr(list(Jejak.objects.values())) + repr(list(Pengguna.objects.values()))
    assert [sandi for sandi in (satu, dua, reset) if sandi in tersimpan] == []


@pytest.mark.parametrize(
    ("isian", "kesalahan"),
    [
        ({"username": "Budi"}, {"username": ["Pakai huruf kecil, angka, titik, atau garis, misalnya siti.aminah."]}),
        ({"username": "budi "}, {"username": ["Pakai huruf kecil, angka, titik, atau garis, misalnya siti.aminah."]}),
        ({"username": "bսdi"}, {"username": ["Pakai huruf kecil, angka, titik, atau garis, misalnya siti.aminah."]}),
        ({"username": "siti"}, {"username": ["Nama pengguna ini sudah dipakai. Pilih yang lain."]}),
        ({"nip": "19700101199003100"}, {"nip": ["NIP terdiri dari 18 angka. Kosongkan bila bukan ASN."]}),
        ({"nip": "١٩٧٠٠١٠١١٩٩٠٠٣١٠٠١"}, {"nip": ["NIP terdiri dari 18 angka. Kosongkan bila bukan ASN."]}),
        (
            {"nama": "x" * 151},
            {"nama": ["Pastikan nilai ini mengandung paling banyak 150 karakter (sekarang 151 karakter)."]},
        ),
    ],
)
def test_create_pengguna_refuses_data(kantor, admin, siti, isian, kesalahan):
    data = write_data(username="budi") | isian
    refuse(kesalahan, create_pengguna, kantor=kantor, data=data, tugas=write_tugas(kantor), user=admin)
    assert set(Pengguna.objects.all()) == {admin, siti}
    assert list_aksi(kantor) == [("buat_pengguna", False)]


def test_create_pengguna_refuses_a_name_that_differs_in_case_only(kantor, admin):
    Pengguna.objects.create_user("Budi", nama="Budi Lama")
    pesan = {"username": ["Nama pengguna ini sudah dipakai. Pilih yang lain."]}
    refuse(
        pesan, create_pengguna, kantor=kantor, data=write_data(username="budi"), tugas=write_tugas(kantor), user=admin
    )


def test_create_pengguna_refused_role_leaves_no_account(kantor, admin):
    tugas = write_tugas(kantor, Peran.BIDANG)
    refuse(
        {"unit": ["Pilih unit tempat Bidang bertugas."]}, create_pengguna,
        kantor=kantor, data=write_data(username="budi"), tugas=tugas, user=admin,
    )  # fmt: skip
    assert list(Pengguna.objects.all()) == [admin]


def test_nip_is_unique_among_the_people_of_the_admin(kantor, lain, admin, siti):
    Pengguna.objects.filter(pk=siti.pk).update(nip="1" * 18)
    pesan = {"nip": ["NIP ini milik siti. Tambahkan peran pada akun itu, jangan membuat akun kedua."]}
    data = write_data(username="budi", nip="1" * 18)
    refuse(pesan, create_pengguna, kantor=kantor, data=data, tugas=write_tugas(kantor), user=admin)
    akun, _ = create_pengguna(kantor=lain, data=data, tugas=write_tugas(lain), user=create_pejabat(Peran.ADMIN, lain))
    assert akun.nip == "1" * 18


# Who may


@pytest.mark.parametrize("peran", [satu for satu in Peran if satu is not Peran.ADMIN])
def test_only_the_admin_opens_accounts_and_gives_roles(kantor, siti, peran):
    bukan = create_pejabat(peran, kantor)
    pesan = "Ini adalah wewenang Admin pada Dinas PMD."
    forbid(
        pesan, create_pengguna, kantor=kantor, data=write_data(username="budi"), tugas=write_tugas(kantor), user=bukan
    )
    forbid(pesan, add_penugasan, kantor=kantor, pengguna=bukan, isian=write_tugas(kantor, Peran.ADMIN), user=bukan)
    for fungsi, isian in list_diri(kantor, siti):
        forbid(pesan, fungsi, **isian, user=bukan)
    assert find_peran(bukan, kantor) == {peran}
    assert {diterima for _, diterima in list_aksi(kantor)} == {False}


@pytest.mark.parametrize("rentang", [{"mulai": -9, "selesai": -1}, {"mulai": 1}])
def test_an_admin_of_yesterday_or_tomorrow_is_no_admin(kantor, siti, rentang):
    bekas = create_pejabat(Peran.ADMIN, kantor, **rentang)
    pesan = "Ini adalah wewenang Admin pada Dinas PMD."
    forbid(pesan, add_penugasan, kantor=kantor, pengguna=siti, isian=write_tugas(kantor, Peran.ADMIN), user=bekas)
    for fungsi, isian in list_diri(kantor, siti):
        forbid(pesan, fungsi, **isian, user=bekas)


def test_admin_of_one_office_cannot_act_in_another(kantor, lain, admin, siti):
    pesan = "Ini adalah wewenang Admin pada Dinas Kesehatan."
    forbid(pesan, create_pengguna, kantor=lain, data=write_data(username="budi"), tugas=write_tugas(lain), user=admin)
    for orang in (siti, admin):
        forbid(pesan, add_penugasan, kantor=lain, pengguna=orang, isian=write_tugas(lain, Peran.ADMIN), user=admin)
    tugas = assign(create_user(), Peran.STAF, lain)
    forbid(pesan, end_penugasan, penugasan=tugas, selesai=lain.hari_ini(), user=admin)
    assert list(Penugasan.objects.filter(perangkat_daerah=lain)) == [tugas]


def test_people_of_another_office_are_unknown_to_the_admin(kantor, lain, admin):
    asing = create_pejabat(Peran.STAF, lain)
    pesan = "Pengguna ini bukan pengguna kantor yang Anda kelola."
    forbid(pesan, add_penugasan, kantor=kantor, pengguna=asing, isian=write_tugas(kantor), user=admin)
    for fungsi, isian in list_diri(kantor, asing):
        forbid(pesan, fungsi, **isian, user=admin)


@pytest.mark.parametrize("di_lain", [{}, {"mulai": 5}, {"mulai": -5, "selesai": 0}, {"mulai": -5, "selesai": 9}])
def test_account_that_opens_another_office_is_out_of_reach(kantor, lain, admin, siti, di_lain):
    assign(siti, Peran.KEPALA, lain, **di_lain)
    sebelum = Pengguna.objects.filter(pk=siti.pk).values().get()
    for fungsi, isian in list_diri(kantor, siti):
        forbid(LUAR.format(nama="siti"), fungsi, **isian, user=admin)
    assert Pengguna.objects.filter(pk=siti.pk).values().get() == sebelum
    assert list_aksi(kantor) == [("ubah_pengguna", False), ("setel_sandi", False), ("nonaktifkan_pengguna", False)]
    assert list_aksi(lain) == []


def test_account_that_also_serves_elsewhere_keeps_its_roles_here_editable(kantor, lain, admin, siti):
    assign(siti, Peran.KEPALA, lain)
    baru = add_penugasan(kantor=kantor, pengguna=siti, isian=write_tugas(kantor, Peran.PERENCANA), user=admin)
    end_penugasan(penugasan=baru, selesai=kantor.hari_ini(), user=admin)
    baru.refresh_from_db()
    assert baru.selesai == kantor.hari_ini()


def test_last_hour_of_a_role_elsewhere_counts_by_the_westernmost_zone(kantor, lain, admin, siti, monkeypatch):
    """23.00 WIB on the last day is 01.00 WIT on the next."""
    monkeypatch.setattr(timezone, "now", lambda: datetime.datetime(2025, 7, 1, 16, tzinfo=datetime.UTC))
    admin.penugasan_set.update(mulai=datetime.date(2025, 1, 1))
    assign(siti, Peran.KEPALA, lain, mulai=-5, selesai=0)
    assert (lain.zona, lain.penugasan_set.get().selesai) == ("Asia/Jakarta", datetime.date(2025, 7, 1))
    assert find_larangan_akun(admin, siti) == LUAR.format(nama="siti")


def test_account_whose_role_elsewhere_has_ended_is_in_reach(kantor, lain, admin, siti):
    assign(siti, Peran.KEPALA, lain, mulai=-9, selesai=-2)
    assert find_larangan_akun(admin, siti) == ""
    update_pengguna(kantor=kantor, pengguna=siti, data=write_data(nama="Siti A"), user=admin)
    assert Pengguna.objects.get(pk=siti.pk).nama == "Siti A"
    assert list_aksi(lain) == []


def test_admin_of_both_offices_may_and_both_trails_tell(kantor, lain, admin, siti):
    assign(admin, Peran.ADMIN, lain)
    assign(siti, Peran.STAF, lain)
    sandi = reset_sandi(kantor=kantor, pengguna=siti, user=admin)
    assert Pengguna.objects.get(pk=siti.pk).check_password(sandi)
    assert (list_aksi(kantor), list_aksi(lain)) == ([("setel_sandi", True)], [("setel_sandi", True)])


def test_somebody_who_left_for_another_office_is_out_of_reach(kantor, lain, admin):
    pindah = create_pejabat(Peran.ADMIN, lain)
    assign(pindah, Peran.STAF, kantor, mulai=-99, selesai=-50)
    assert list(scope_pengguna(admin).filter(pk=pindah.pk)) == [pindah]
    for fungsi, isian in list_diri(kantor, pindah):
        forbid(LUAR.format(nama=pindah.nama), fungsi, **isian, user=admin)


def test_superuser_is_nobody_s(kantor, admin):
    dewa = Pengguna.objects.create_superuser("dewa", password="sandi-uji-123", nama="Dewa")
    tugas = assign(dewa, Peran.STAF, kantor)
    pesan = "Akun Dewa dikelola di server, bukan oleh Admin kantor."
    for fungsi, isian in list_diri(kantor, dewa):
        forbid(pesan, fungsi, **isian, user=admin)
    forbid(pesan, add_penugasan, kantor=kantor, pengguna=dewa, isian=write_tugas(kantor, Peran.ADMIN), user=admin)
    forbid(pesan, end_penugasan, penugasan=tugas, selesai=kantor.hari_ini(), user=admin)
    assert find_larangan_akun(admin, dewa) == pesan
    assert Pengguna.objects.get(pk=dewa.pk).check_password("sandi-uji-123")
    assert find_peran(dewa, kantor) == {Peran.STAF}


def test_a_superuser_without_a_role_has_no_rights_here(kantor, siti):
    dewa = Pengguna.objects.create_superuser("dewa", password="sandi-uji-123", nama="Dewa")
    for fungsi, isian in list_diri(kantor, siti):
        forbid("Ini adalah wewenang Admin pada Dinas PMD.", fungsi, **isian, user=dewa)


# Data, activity, password


def test_update_pengguna_writes_old_and_new(kantor, admin, siti):
    update_pengguna(kantor=kantor, pengguna=siti, data=write_data(nama="siti", jabatan="Analis"), user=admin)
    jejak = Jejak.objects.get()
    assert (jejak.aksi, jejak.pengguna, jejak.objek, jejak.objek_id) == ("ubah_pengguna", admin, "pengguna", siti.pk)
    assert (jejak.lama, jejak.baru) == ({"jabatan": ""}, {"jabatan": "Analis"})


def test_update_pengguna_keeps_its_own_nip_and_takes_nobody_else_s(kantor, admin, siti):
    for pemilik, nip in ((siti, "1" * 18), (admin, "2" * 18)):
        Pengguna.objects.filter(pk=pemilik.pk).update(nip=nip)
    isian = {"kantor": kantor, "pengguna": siti, "user": admin}
    assert update_pengguna(**isian, data=write_data(nip="1" * 18)).nip == "1" * 18
    pesan = f"NIP ini milik {admin.nama}. Tambahkan peran pada akun itu, jangan membuat akun kedua."
    refuse({"nip": [pesan]}, update_pengguna, **isian, data=write_data(nip="2" * 18))


def test_update_pengguna_that_changes_nothing_leaves_no_trail(kantor, admin, siti):
    update_pengguna(kantor=kantor, pengguna=siti, data=write_data(nama="siti"), user=admin)
    assert list_aksi(kantor) == []


def test_set_aktif_closes_and_opens(kantor, admin, siti):
    for aktif in (False, True):
        set_aktif(kantor=kantor, pengguna=siti, aktif=aktif, user=admin)
        assert Pengguna.objects.get(pk=siti.pk).is_active is aktif
    assert list_aksi(kantor) == [("nonaktifkan_pengguna", True), ("aktifkan_pengguna", True)]


def test_own_account_is_not_closed_nor_its_password_reset(kantor, admin):
    forbid(
        "Anda tidak dapat menutup atau membuka akun sendiri. Minta Admin lain.", set_aktif,
        kantor=kantor, pengguna=admin, aktif=False, user=admin,
    )  # fmt: skip
    forbid(
        "Kata sandi sendiri diganti lewat Ganti kata sandi, dengan kata sandi yang sekarang.", reset_sandi,
        kantor=kantor, pengguna=admin, user=admin,
    )  # fmt: skip
    segar = Pengguna.objects.get(pk=admin.pk)
    assert (segar.is_active, segar.check_password("sandi-uji-123")) == (True, True)
