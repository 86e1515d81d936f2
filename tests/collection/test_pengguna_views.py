"""The Admin's pages about people: every door scoped, passwords shown once and kept nowhere."""

import datetime

import pytest
from django.test import Client

from collection.enums import Peran
from collection.models import Jejak, Pengguna, Penugasan
from collection.queries import find_peran
from tests.factories.dasar import assign, create_pejabat, create_unit, create_user
from tests.factories.kantor import count_kueri, link, read_semua, write_isian_tugas
from tests.halaman import find_inline

pytestmark = pytest.mark.django_db

DATA = {"nama": "Budi Santoso", "nip": "19700101 199003 1 001", "jabatan": "Analis", "pangkat": "Penata, III/c"}


@pytest.fixture
def admin(admin, client):
    """Signed in."""
    client.force_login(admin)
    return admin


def list_pintu(kantor, akun, tugas):
    """Every door: (address, takes GET, what a POST would say or None)."""
    pk, orang = kantor.pk, akun.pk
    return [
        (link("pengguna_list", pk), True, None),
        (link("pengguna_create", pk), True, DATA | {"username": "budi"} | write_isian_tugas(kantor, Peran.ADMIN)),
        (link("pengguna_detail", pk, orang), True, None),
        (link("pengguna_update", pk, orang), True, DATA),
        (link("pengguna_aktif", pk, orang), False, {"aktif": "0"}),
        (link("pengguna_sandi", pk, orang), True, {}),
        (link("penugasan_create", pk, orang), True, write_isian_tugas(kantor, Peran.ADMIN)),
        (link("penugasan_end", pk, orang, tugas.pk), True, {"selesai": kantor.hari_ini().isoformat()}),
    ]


def try_pintu(client, kantor, akun, tugas, mulai=0):
    """The status of each door from the `mulai`-th on, GET and POST; asserts that nothing has changed."""
    sebelum, status = read_semua(), []
    for url, baca, data in list_pintu(kantor, akun, tugas)[mulai:]:
        lihat = client.get(url).status_code if baca else 405
        status.append((lihat, 405 if data is None else client.post(url, data).status_code))
    assert read_semua() == sebelum
    return status


def write_status(kode):
    """What try_pintu gives where every door answers with one code."""
    pintu = [(1, 0), (1, 1), (1, 0), (1, 1), (0, 1), (1, 1), (1, 1), (1, 1)]
    return [(kode if baca else 405, kode if tulis else 405) for baca, tulis in pintu]


# Doors


def test_visitors_are_led_to_the_login(client, kantor, siti):
    """What they send is shown to them for copying instead."""
    semua = try_pintu(client, kantor, siti, siti.penugasan_set.get())
    assert semua == [(baca, 403 if tulis == 302 else tulis) for baca, tulis in write_status(302)]


@pytest.mark.parametrize("peran", [satu for satu in Peran if satu is not Peran.ADMIN])
def test_other_roles_of_the_office_are_refused_and_it_is_on_record(client, kantor, siti, peran):
    client.force_login(create_pejabat(peran, kantor))
    assert try_pintu(client, kantor, siti, siti.penugasan_set.get()) == write_status(403)
    assert list(Jejak.objects.order_by("pk").values_list("aksi", "diterima")) == [
        ("pengguna_create", False), ("pengguna_update", False), ("pengguna_aktif", False), ("pengguna_sandi", False),
        ("penugasan_create", False), ("penugasan_end", False),
    ]  # fmt: skip


@pytest.mark.parametrize("rentang", [{"mulai": -9, "selesai": -1}, {"mulai": 1}])
def test_an_admin_of_yesterday_or_tomorrow_is_told_the_day(client, kantor, siti, rentang):
    client.force_login(create_pejabat(Peran.ADMIN, kantor, **rentang))
    assert try_pintu(client, kantor, siti, siti.penugasan_set.get()) == write_status(403)


def test_admin_of_another_office_finds_nothing(client, kantor, lain, siti):
    client.force_login(create_pejabat(Peran.ADMIN, lain))
    assert try_pintu(client, kantor, siti, siti.penugasan_set.get()) == write_status(404)


def test_people_of_another_office_are_not_found_under_the_own(client, kantor, lain, admin):
    asing = create_pejabat(Peran.STAF, lain)
    assert try_pintu(client, kantor, asing, asing.penugasan_set.get(), mulai=2) == write_status(404)[2:]


def test_role_of_another_person_or_office_is_not_ended_under_this_address(client, kantor, lain, admin, siti):
    milik_lain, di_lain = admin.penugasan_set.get(), assign(siti, Peran.STAF, lain)
    for tugas in (milik_lain, di_lain):
        url = link("penugasan_end", kantor.pk, siti.pk, tugas.pk)
        assert client.get(url).status_code == 404
        assert client.post(url, {"selesai": kantor.hari_ini().isoformat()}).status_code == 404
        tugas.refresh_from_db()
        assert tugas.selesai is None


def test_posts_only(client, kantor, admin, siti):
    assert client.get(link("pengguna_aktif", kantor.pk, siti.pk)).status_code == 405


# Accounts out of reach


def test_account_that_also_serves_elsewhere(client, kantor, lain, admin, siti):
    tugas = assign(siti, Peran.KEPALA, lain)
    sebelum = read_semua()
    detail = client.get(link("pengguna_detail", kantor.pk, siti.pk))
    larangan = (
        "siti juga bertugas di kantor yang tidak Anda kelola. Data, kata sandi, dan keaktifannya hanya diubah oleh "
        "Admin yang mengelola semua kantornya, atau oleh pengelola server."
    )
    assert detail.context["larangan"] == larangan
    assert [detail.text.count(teks) for teks in (larangan, "Buat kata sandi baru", "Tutup akun", "Ubah data")] == [
        1, 0, 0, 0,
    ]  # fmt: skip
    assert [satu.perangkat_daerah for satu in detail.context["penugasan"]] == [kantor]
    assert detail.text.count(lain.nama) == 0
    for nama, data in (("pengguna_update", DATA), ("pengguna_sandi", {}), ("pengguna_aktif", {"aktif": "0"})):
        response = client.post(link(nama, kantor.pk, siti.pk), data)
        assert (response.status_code, response.text.count(larangan)) == (403, 1)
    assert read_semua() == sebelum
    for url in (link("pengguna_detail", lain.pk, siti.pk), link("penugasan_end", lain.pk, siti.pk, tugas.pk)):
        assert client.get(url).status_code == 404


def test_own_role_of_an_account_that_also_serves_elsewhere_can_be_ended(client, kantor, lain, admin, siti):
    assign(siti, Peran.KEPALA, lain)
    tugas = siti.penugasan_set.get(perangkat_daerah=kantor)
    url = link("penugasan_end", kantor.pk, siti.pk, tugas.pk)
    assert client.post(url, {"selesai": kantor.hari_ini().isoformat()}).status_code == 302
    tugas.refresh_from_db()
    assert tugas.selesai == kantor.hari_ini()


def test_superuser_is_shown_and_left_alone(client, kantor, admin):
    dewa = Pengguna.objects.create_superuser("dewa", password="sandi-uji-123", nama="Dewa")
    tugas = assign(dewa, Peran.STAF, kantor)
    sebelum = read_semua()
    detail = client.get(link("pengguna_detail", kantor.pk, dewa.pk))
    assert (detail.status_code, detail.context["form"]) == (200, None)
    assert (detail.text.count("<form"), detail.text.count("Akhiri")) == (2, 0)  # both sign out
    for url, _, data in list_pintu(kantor, dewa, tugas)[3:]:
        assert client.post(url, data).status_code == 403
    assert read_semua() == sebelum


def test_form_takes_no_rights_that_are_not_offered(client, kantor, admin, siti):
    tambahan = {"is_superuser": "1", "is_staff": "1", "password": "x", "username": "kepala", "perangkat_daerah": "9"}
    assert client.post(link("pengguna_update", kantor.pk, siti.pk), DATA | tambahan).status_code == 302
    siti.refresh_from_db()
    assert (siti.username, siti.is_superuser, siti.is_staff, siti.nama) == ("siti", False, False, "Budi Santoso")
    assert siti.check_password("sandi-uji-123")


def test_role_is_given_in_the_office_of_the_address_only(client, kantor, lain, admin, siti):
    data = write_isian_tugas(kantor, Peran.ADMIN, perangkat_daerah=lain.pk, pengguna=admin.pk) | {"kantor": lain.pk}
    assert client.post(link("penugasan_create", kantor.pk, siti.pk), data).status_code == 302
    assert (find_peran(siti, kantor), find_peran(siti, lain)) == ({Peran.STAF, Peran.ADMIN}, set())


# List


def test_list_searches_and_filters(client, kantor, lain, admin, siti):
    create_pejabat(Peran.STAF, lain)
    kepala = create_pejabat(Peran.KEPALA, kantor)
    bekas = create_user("bekas")
    assign(bekas, Peran.KEPALA, kantor, mulai=-9, selesai=-1)
    Pengguna.objects.filter(pk=siti.pk).update(nip="1" * 18, jabatan="Arsiparis")

    def find(**saring):
        return set(client.get(link("pengguna_list", kantor.pk), saring).context["page"].object_list)

    assert find() == {admin, siti, kepala, bekas}
    assert find(q="SIT") == find(q="1" * 18) == find(q="arsip") == {siti}
    assert find(peran="kepala") == {kepala}
    assert find(peran="kepala", q="siti") == set()
    assert find(peran="raja") == find(q="\0") == {admin, siti, kepala, bekas}


def test_list_shows_roles_of_today_with_unit(client, kantor, lain, admin):
    orang = create_user("aorang")
    unit = create_unit(kantor)
    assign(orang, Peran.BIDANG, kantor, unit)
    assign(orang, Peran.KEPALA, lain)
    assign(orang, Peran.STAF, kantor, mulai=3)
    response = client.get(link("pengguna_list", kantor.pk))
    assert response.text.count(f">Bidang ({unit.singkatan})</td>") == 1
    assert find_inline(response.text) == []


def test_list_costs_the_same_for_one_and_for_many(client, kantor, admin):
    unit, url, biaya = create_unit(kantor), link("pengguna_list", kantor.pk), []
    for jumlah in (1, 48):
        for _ in range(jumlah):
            create_pejabat(Peran.BIDANG, kantor, unit=unit)
        biaya.append(count_kueri(client, url))
    assert biaya[0] == biaya[1] <= 12


def test_list_is_paged(client, kantor, admin):
    orang = Pengguna.objects.bulk_create(Pengguna(username=f"o{n}", nama=f"Orang {n:03}") for n in range(60))
    hari = kantor.hari_ini()
    Penugasan.objects.bulk_create(
        Penugasan(pengguna=satu, peran="staf", perangkat_daerah=kantor, mulai=hari) for satu in orang
    )
    jumlah = [len(client.get(link("pengguna_list", kantor.pk), {"page": n}).context["page"]) for n in (1, 2)]
    assert jumlah == [50, 11]


# Opening an account, passwords


def post_baru(client, kantor, **isian):
    return client.post(
        link("pengguna_create", kantor.pk), DATA | {"username": "budi"} | write_isian_tugas(kantor) | isian
    )


def test_create_shows_the_password_in_its_own_answer_and_nowhere_else(client, kantor, admin, caplog):
    response = post_baru(client, kantor)
    sandi = response.context["sandi"]
    budi = Pengguna.objects.get(username="budi")
    assert (response.status_code, response.text.count(sandi), budi.check_password(sandi)) == (200, 1, True)
    assert response["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"
    assert find_inline(response.text) == []
    tersimpan = repr([*Jejak.objects.values(), *Pengguna.objects.values(), dict(client.session), response.cookies])
    assert sandi not in tersimpan + caplog.text
    halaman = [client.get(link(nama, kantor.pk, *args)).text for nama, args in (
        ("pengguna_create", ()), ("pengguna_list", ()), ("pengguna_detail", (budi.pk,)),
    )]  # fmt: skip
    assert [sandi in satu for satu in halaman] == [False, False, False]


def test_create_reads_the_form(client, kantor, admin):
    unit = create_unit(kantor)
    post_baru(client, kantor, peran="bidang", unit=unit.pk, status="plt", selesai="2099-12-31")
    budi = Pengguna.objects.get(username="budi")
    assert (budi.nama, budi.nip, budi.jabatan, budi.pangkat) == (
        "Budi Santoso", "197001011990031001", "Analis", "Penata, III/c",
    )  # fmt: skip
    tugas = budi.penugasan_set.get()
    assert (tugas.peran, tugas.unit, tugas.status, tugas.mulai, tugas.selesai) == (
        "bidang", unit, "plt", kantor.hari_ini(), datetime.date(2099, 12, 31),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("isian", "galat"),
    [
        ({"username": "siti"}, {"username": ["Nama pengguna ini sudah dipakai. Pilih yang lain."]}),
        ({"nip": "123"}, {"nip": ["NIP terdiri dari 18 angka. Kosongkan bila bukan ASN."]}),
        ({"peran": "bidang"}, {"unit": ["Pilih unit tempat Bidang bertugas."]}),
        ({"mulai": "0001-01-01"}, {"mulai": ["Tulis tanggal sejak tahun 1970."]}),
        ({"mulai": "9999-12-31"}, {"mulai": ["Tulis tanggal sampai tahun 2100."]}),
        ({"selesai": "2001-01-01"}, {"selesai": ["Hari terakhir tidak boleh sebelum hari pertama."]}),
        (
            {"peran": "raja"},
            {"peran": ["Masukkan pilihan yang valid. raja bukan salah satu dari pilihan yang tersedia."]},
        ),
    ],
)
def test_create_refusal_stands_beside_its_field(client, kantor, admin, siti, isian, galat):
    response = post_baru(client, kantor, **isian)
    assert (response.status_code, response.context["form"].errors) == (422, galat)
    assert set(Pengguna.objects.all()) == {admin, siti}


def test_create_refuses_a_unit_of_another_office(client, kantor, lain, admin):
    response = post_baru(client, kantor, peran="bidang", unit=create_unit(lain).pk)
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["unit"])


def test_create_again_by_reload_makes_no_second_account(client, kantor, admin):
    assert [post_baru(client, kantor).status_code for _ in range(2)] == [200, 422]
    assert Pengguna.objects.count() == 2


def test_sandi_asks_first_then_shows_the_new_one_once(client, kantor, admin, siti, caplog):
    url = link("pengguna_sandi", kantor.pk, siti.pk)
    assert (client.get(url).status_code, "sandi" in client.get(url).context) == (200, False)
    assert Pengguna.objects.get(pk=siti.pk).check_password("sandi-uji-123")
    response = client.post(url)
    sandi = response.context["sandi"]
    assert (response.status_code, response.text.count(sandi)) == (200, 1)
    assert response["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"
    assert Pengguna.objects.get(pk=siti.pk).check_password(sandi)
    tersimpan = repr([*Jejak.objects.values(), *Pengguna.objects.values(), dict(client.session), response.cookies])
    assert sandi not in tersimpan + caplog.text
    assert list(Jejak.objects.values_list("aksi", "lama", "baru")) == [("setel_sandi", {}, {})]


def test_sandi_signs_the_person_out(client, kantor, admin, siti):
    orang = Client()
    orang.force_login(siti)
    client.post(link("pengguna_sandi", kantor.pk, siti.pk))
    assert orang.get("/formulir/")["Location"] == "/masuk/?next=/formulir/"


def test_aktif_closes_the_account_at_once_and_opens_it(client, kantor, admin, siti):
    orang, url = Client(), link("pengguna_aktif", kantor.pk, siti.pk)
    orang.force_login(siti)
    assert client.post(url, {"aktif": "0"})["Location"] == link("pengguna_detail", kantor.pk, siti.pk)
    assert orang.get("/formulir/")["Location"] == "/masuk/?next=/formulir/"
    client.post(url, {"aktif": "1"})
    assert Pengguna.objects.get(pk=siti.pk).is_active is True


def test_own_account(client, kantor, admin):
    detail = client.get(link("pengguna_detail", kantor.pk, admin.pk))
    assert [detail.text.count(teks) for teks in ("Ini akun Anda.", "Tutup akun", "Buat kata sandi baru")] == [1, 0, 0]
    sebelum = read_semua()
    for nama, data in (("pengguna_sandi", {}), ("pengguna_aktif", {"aktif": "0"})):
        assert client.post(link(nama, kantor.pk, admin.pk), data).status_code == 403
    assert read_semua() == sebelum
