"""The Admin's office page: who sees it, what can be changed, what is refused."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from collection.enums import JenisUnit, Peran
from collection.models import Jejak, Unit
from tests.factories.dasar import assign, create_kantor, create_pejabat, create_unit, create_user
from tests.factories.kantor import link, list_aksi
from tests.halaman import find_inline

pytestmark = pytest.mark.django_db

PROFIL = {
    "nama": "Dinas PMD", "pemerintah": "Pemerintah Kabupaten Uji", "alamat": "Jalan Uji 1", "kota": "Uji",
    "zona": "Asia/Jakarta", "sebutan_kepala": "Kepala Dinas", "kode_klasifikasi": "700", "kode_unit_surat": "DPMD",
    "pola_nomor": "{klasifikasi}/{urut}/{unit}/{tahun}", "retensi_aktif": "2", "retensi_inaktif": "3",
    "nasib_arsip": "permanen", "retensi_kerja": "5",
}  # fmt: skip
UNIT = {"singkatan": "PMD", "nama": "Bidang PMD", "jenis": JenisUnit.BIDANG.value, "urutan": "1"}


@pytest.fixture
def admin(admin, client):
    """Signed in."""
    client.force_login(admin)
    return admin


def list_url(kantor, unit):
    """Every door of this page, as GET; those that write take POST too."""
    return {
        link("kantor_update", kantor.pk): True, link("kantor_nomor", kantor.pk): False,
        link("unit_create", kantor.pk): True, link("unit_update", kantor.pk, unit.pk): True,
    }  # fmt: skip


# Who sees what


def test_detail_shows_the_office_with_an_example_of_its_number(client, kantor, admin):
    response = client.get(link("kantor_detail"))
    assert (response.status_code, response.context["kantor"]) == (200, kantor)
    assert response.context["contoh"] == f"700/12/DPMD/{kantor.hari_ini().year}"
    assert response.text.count("<select") == 0
    assert find_inline(response.text) == []


def test_detail_of_several_offices_has_a_picker(client, kantor, lain, admin):
    assign(admin, Peran.ADMIN, lain)
    asing = create_kantor()
    assert client.get(link("kantor_detail"), {"kantor": lain.pk}).context["kantor"] == lain
    assert client.get(link("kantor_detail")).context["semua_kantor"] == [lain, kantor]
    for pk in (asing.pk, "0", "x", "²", "9" * 30):
        assert client.get(link("kantor_detail"), {"kantor": pk}).status_code == 404


@pytest.mark.parametrize("peran", [satu for satu in Peran if satu is not Peran.ADMIN])
def test_other_roles_of_the_office_are_refused(client, kantor, peran):
    unit = create_unit(kantor)
    client.force_login(create_pejabat(peran, kantor))
    assert client.get(link("kantor_detail")).status_code == 403
    for url, tulis in list_url(kantor, unit).items():
        assert client.get(url).status_code == 403
        assert client.post(url, PROFIL | UNIT).status_code == (403 if tulis else 405)
    assert list_aksi(kantor) == [("kantor_update", False), ("unit_create", False), ("unit_update", False)]


@pytest.mark.parametrize("rentang", [{"mulai": -9, "selesai": -1}, {"mulai": 1}])
def test_admin_of_yesterday_or_tomorrow_sees_nothing(client, kantor, rentang):
    unit = create_unit(kantor)
    client.force_login(create_pejabat(Peran.ADMIN, kantor, **rentang))
    assert client.get(link("kantor_detail")).status_code == 403
    assert {client.get(url).status_code for url in list_url(kantor, unit)} == {403}


def test_admin_of_another_office_finds_nothing(client, lain, admin):
    unit = create_unit(lain)
    assert client.get(link("kantor_detail"), {"kantor": lain.pk}).status_code == 404
    for url, tulis in list_url(lain, unit).items():
        assert client.get(url).status_code == 404
        assert client.post(url, PROFIL | UNIT).status_code == (404 if tulis else 405)
    assert list_aksi(lain) == []


def test_a_unit_of_another_office_is_not_found_under_the_own(client, kantor, lain, admin):
    unit = create_unit(lain, "Bidang Lain")
    url = link("unit_update", kantor.pk, unit.pk)
    assert (client.get(url).status_code, client.post(url, UNIT).status_code) == (404, 404)
    unit.refresh_from_db()
    assert unit.nama == "Bidang Lain"


def test_visitors_are_led_to_the_login(client, kantor):
    for url in (link("kantor_detail"), *list_url(kantor, create_unit(kantor))):
        assert client.get(url)["Location"] == f"/masuk/?next={url}"


def test_user_without_any_role_is_told_so(client, db):
    client.force_login(create_user())
    response = client.get(link("kantor_detail"))
    pesan = "Halaman ini untuk Admin kantor. Peran Anda hari ini tidak mencakupnya."
    assert (response.status_code, response.text.count(pesan)) == (403, 1)


def test_detail_costs_the_same_for_one_unit_and_for_thirty(client, kantor, admin):
    biaya = []
    for jumlah in (1, 29):
        for _ in range(jumlah):
            create_unit(kantor)
        with CaptureQueriesContext(connection) as kueri:
            assert client.get(link("kantor_detail")).status_code == 200
        biaya.append(len(kueri))
    assert biaya[0] == biaya[1] <= 10


# Profile


def test_update_saves_and_writes_only_what_changed(client, kantor, admin):
    response = client.post(link("kantor_update", kantor.pk), PROFIL | {"kota": "Blora", "zona": "Asia/Makassar"})
    assert (response.status_code, response["Location"]) == (302, f"/kantor/?kantor={kantor.pk}")
    kantor.refresh_from_db()
    assert (kantor.kota, kantor.zona) == ("Blora", "Asia/Makassar")
    jejak = Jejak.objects.get()
    assert (jejak.aksi, jejak.pengguna, jejak.objek_id) == ("ubah_kantor", admin, kantor.pk)
    assert (jejak.lama, jejak.baru) == (
        {"kota": "Uji", "zona": "Asia/Jakarta"},
        {"kota": "Blora", "zona": "Asia/Makassar"},
    )


def test_update_without_a_change_leaves_no_trail(client, kantor, admin):
    assert client.post(link("kantor_update", kantor.pk), PROFIL).status_code == 302
    assert list_aksi(kantor) == []


def test_update_takes_no_field_that_is_not_offered(client, kantor, admin):
    kode, singkatan = kantor.kode, kantor.singkatan
    client.post(link("kantor_update", kantor.pk), PROFIL | {"kode": "1", "singkatan": "x", "id": "99"})
    kantor.refresh_from_db()
    assert (kantor.kode, kantor.singkatan) == (kode, singkatan)


TERSEDIA = "Yang tersedia: {klasifikasi} {urut} {unit} {tahun}."


@pytest.mark.parametrize(
    ("pola", "pesan"),
    [
        ("{klasifikasi}/{unit}/{tahun}", "Pola harus memuat {urut}, supaya setiap nomor berbeda."),
        ("{urut}/{unit}", "Pola harus memuat {tahun}, supaya setiap nomor berbeda."),
        ("700/DPMD", "Pola harus memuat {urut} dan {tahun}, supaya setiap nomor berbeda."),
        ("{urut}/{bulan}/{tahun}", "Bagian {bulan} tidak dikenal. " + TERSEDIA),
        ("{urut}/{Tahun}/{tahun}", "Bagian {Tahun} tidak dikenal. " + TERSEDIA),
        ("{urut}/{}/{tahun}", "Bagian {} tidak dikenal. " + TERSEDIA),
        ("{urut}/{unit/{tahun}", "Bagian {unit/ tidak dikenal. " + TERSEDIA),
        ("{urut}/unit}/{tahun}", "Bagian } tidak dikenal. " + TERSEDIA),
        ("{{urut}}/{tahun}", "Bagian { tidak dikenal. " + TERSEDIA),
        ("{urut!r}/{urut}/{tahun}", "Bagian {urut!r} tidak dikenal. " + TERSEDIA),
    ],
)
def test_update_refuses_a_pattern_beside_its_field(client, kantor, admin, pola, pesan):
    lama = kantor.pola_nomor
    response = client.post(link("kantor_update", kantor.pk), PROFIL | {"pola_nomor": pola})
    assert (response.status_code, response.context["form"].errors) == (422, {"pola_nomor": [pesan]})
    kantor.refresh_from_db()
    assert kantor.pola_nomor == lama
    assert list_aksi(kantor) == [("ubah_kantor", False)]


TERLALU_PANJANG = {"pola_nomor": ["Nomor yang terbentuk lebih dari 120 huruf. Pendekkan polanya."]}


@pytest.mark.parametrize(("sisa", "galat"), [(70, {}), (71, TERLALU_PANJANG)])
def test_update_refuses_a_number_that_the_register_cannot_hold(client, kantor, admin, sisa, galat):
    """Number 99999 of a year has 5 + 1 + 4 + 20 + 20 letters and the rest."""
    pola = "{urut}/{tahun}{klasifikasi}{unit}" + "x" * sisa
    isian = {"pola_nomor": pola, "kode_klasifikasi": "k" * 20, "kode_unit_surat": "u" * 20}
    response = client.post(link("kantor_update", kantor.pk), PROFIL | isian)
    assert (response.context["form"].errors if response.context else {}) == galat


@pytest.mark.parametrize("pola", ["{urut}/{tahun}", "{klasifikasi}/{urut}/{unit}/{tahun}", "067/{urut}/DPMD/{tahun}"])
def test_update_takes_a_good_pattern(client, kantor, admin, pola):
    assert client.post(link("kantor_update", kantor.pk), PROFIL | {"pola_nomor": pola}).status_code == 302
    kantor.refresh_from_db()
    assert kantor.pola_nomor == pola


def test_update_page_names_an_empty_field_and_holds_to_the_policy(client, kantor, admin):
    response = client.post(link("kantor_update", kantor.pk), PROFIL | {"kota": " "})
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["kota"])
    assert find_inline(response.text) == []
    assert response.text.count("<h1>Ubah profil kantor</h1>") == 1


@pytest.mark.parametrize(
    ("pola", "status", "teks"),
    [
        ("A/{urut}/{unit}/{tahun}", 200, 'Contoh nomor: <strong class="kode">A/12/X/{}</strong>'),
        ("{urut}", 422, '<span class="isian-galat">Pola harus memuat {{tahun}}, supaya setiap nomor berbeda.</span>'),
        ("<b>{urut}{tahun}", 200, 'Contoh nomor: <strong class="kode">&lt;b&gt;12{}</strong>'),
    ],
)
def test_nomor_shows_what_the_typed_pattern_makes(client, kantor, admin, pola, status, teks):
    data = {"pola_nomor": pola, "kode_unit_surat": "X"}
    response = client.get(link("kantor_nomor", kantor.pk), data)
    assert (response.status_code, response.text.strip()) == (status, teks.format(kantor.hari_ini().year))
    kantor.refresh_from_db()
    assert kantor.kode_unit_surat == "DPMD"


# Units


def test_unit_create_and_update(client, kantor, admin):
    response = client.post(link("unit_create", kantor.pk), UNIT)
    unit = Unit.objects.get()
    assert response["Location"] == f"/kantor/?kantor={kantor.pk}"
    assert (unit.perangkat_daerah, unit.singkatan, unit.nama, unit.urutan) == (kantor, "PMD", "Bidang PMD", 1)
    client.post(link("unit_update", kantor.pk, unit.pk), UNIT | {"nama": "Bidang Baru"})
    unit.refresh_from_db()
    assert unit.nama == "Bidang Baru"
    assert list_aksi(kantor) == [("buat_unit", True), ("ubah_unit", True)]
    jejak = Jejak.objects.order_by("pk").last()
    assert (jejak.lama, jejak.baru) == ({"nama": "Bidang PMD"}, {"nama": "Bidang Baru"})


@pytest.mark.parametrize("singkatan", ["PMD", "pmd"])
def test_unit_short_name_is_unique_in_the_office(client, kantor, lain, admin, singkatan):
    Unit.objects.create(perangkat_daerah=kantor, **UNIT)
    dua = create_unit(kantor)
    galat = {"singkatan": ["Singkatan ini sudah dipakai Bidang PMD. Pilih singkatan lain."]}
    for url in (link("unit_create", kantor.pk), link("unit_update", kantor.pk, dua.pk)):
        response = client.post(url, UNIT | {"singkatan": singkatan, "nama": "Lain"})
        assert (response.status_code, response.context["form"].errors) == (422, galat)
    assert kantor.unit_set.count() == 2
    assert list_aksi(kantor) == [("buat_unit", False), ("ubah_unit", False)]


def test_unit_short_name_of_another_office_is_free(client, kantor, lain, admin):
    Unit.objects.create(perangkat_daerah=lain, **UNIT)
    assert client.post(link("unit_create", kantor.pk), UNIT).status_code == 302


def test_unit_cannot_be_moved_to_another_office(client, kantor, lain, admin):
    unit = create_unit(kantor)
    client.post(link("unit_update", kantor.pk, unit.pk), UNIT | {"perangkat_daerah": lain.pk})
    unit.refresh_from_db()
    assert (unit.perangkat_daerah, unit.nama) == (kantor, "Bidang PMD")
