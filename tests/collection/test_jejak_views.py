"""The audit trail: who reads which rows, filters, and values in words."""

import datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from collection.enums import Peran
from collection.models import Formulir, Jejak, Penugasan, RealisasiAnggaran
from collection.services.jejak import write_jejak, write_penolakan
from collection.views.jejak import write_label, write_nilai
from tests.factories.dasar import assign, create_kantor, create_pejabat, create_unit, create_user
from tests.halaman import find_inline

pytestmark = pytest.mark.django_db

PEMBACA = (Peran.KEPALA, Peran.SEKRETARIS, Peran.ADMIN, Peran.PENGAWAS)
URL = "/jejak/"
WIB, WIT = ZoneInfo("Asia/Jakarta"), ZoneInfo("Asia/Jayapura")


@pytest.fixture
def kepala(kantor, client):
    kepala = create_pejabat(Peran.KEPALA, kantor)
    client.force_login(kepala)
    return kepala


def write(kantor, user=None, aksi="ubah_kantor", objek=None, **isian):
    return write_jejak(kantor=kantor, user=user, aksi=aksi, objek=objek or kantor, **isian)


def write_pada(kantor, waktu):
    """A row of that instant: the trail stamps rows itself and refuses changes, so the stamp is set on insert."""
    field = Jejak._meta.get_field("waktu")
    field.auto_now_add = False
    try:
        return Jejak.objects.create(
            perangkat_daerah=kantor, aksi="ubah_kantor", objek="perangkatdaerah", objek_id=kantor.pk, waktu=waktu
        )
    finally:
        field.auto_now_add = True


def find(client, **saring):
    """The rows that the page shows."""
    return list(client.get(URL, saring).context["page"].object_list)


# Who reads


@pytest.mark.parametrize("peran", Peran)
def test_roles_that_read_the_trail(client, kantor, lain, peran):
    milik, _ = write(kantor), write(lain)
    client.force_login(create_pejabat(peran, kantor))
    response = client.get(URL)
    if peran in PEMBACA:
        assert (response.status_code, list(response.context["page"].object_list)) == (200, [milik])
    else:
        pesan = "Jejak audit dibaca oleh Kepala, Sekretaris, Admin, Pengawas."
        assert (response.status_code, response.text.count(pesan)) == (403, 1)


@pytest.mark.parametrize("rentang", [{"mulai": -9, "selesai": -1}, {"mulai": 1}])
def test_a_reader_of_yesterday_or_tomorrow_is_refused(client, kantor, rentang):
    client.force_login(create_pejabat(Peran.KEPALA, kantor, **rentang))
    assert client.get(URL).status_code == 403


def test_reader_here_and_staff_there_reads_here_only(client, kantor, lain, kepala):
    milik, _ = write(kantor), write(lain, aksi="ubah_unit")
    assign(kepala, Peran.STAF, lain)
    response = client.get(URL)
    assert list(response.context["page"].object_list) == [milik]
    assert response.context["form"].fields["aksi"].choices == [("", "Semua tindakan"), ("ubah_kantor", "Ubah kantor")]
    assert find(client, aksi="ubah_unit") == [milik]
    assert find(client, objek="Kesehatan") == []


def test_pengawas_of_two_offices_reads_both(client, kantor, lain):
    satu, dua = write(kantor), write(lain)
    pengawas = create_pejabat(Peran.PENGAWAS, kantor)
    assign(pengawas, Peran.PENGAWAS, lain)
    client.force_login(pengawas)
    assert find(client) == [dua, satu]


def test_visitor_is_led_to_the_login_and_nobody_writes(client, kantor, kepala):
    assert client.post(URL).status_code == 405
    client.logout()
    assert client.get(URL)["Location"] == "/masuk/?next=/jejak/"


# Filters


def test_filters(client, kantor, kepala):
    siti, unit = create_user("siti"), create_unit(kantor, "Bidang PMD")
    a = write(kantor, siti)
    b = write(kantor, kepala, "ubah_unit", unit)
    c = write_penolakan(kantor=kantor, user=siti, aksi="ubah_unit", objek=unit, alasan="Bukan wewenang.")
    assert find(client) == [c, b, a]
    assert find(client, pengguna="SIT") == [c, a]
    assert find(client, aksi="ubah_unit") == [c, b]
    assert find(client, objek="pmd") == [c, b, a]
    assert find(client, objek="unit") == [c, b]
    assert find(client, objek="perangkat") == [a]
    assert find(client, hasil="ditolak") == [c]
    assert find(client, hasil="diterima") == [b, a]
    assert find(client, hasil="diterima", pengguna="siti", aksi="ubah_unit") == []


@pytest.mark.parametrize(
    "saring", [{"aksi": "lain"}, {"hasil": "x"}, {"dari": "x"}, {"sampai": "31-02-2025"}, {"dari": "0001-01-01"},
               {"sampai": "9999-12-31"}, {"pengguna": "\0"}],
)  # fmt: skip
def test_filter_that_cannot_be_read_says_so(client, kantor, kepala, saring):
    jejak = write(kantor)
    response = client.get(URL, saring)
    assert (response.status_code, list(response.context["form"].errors)) == (200, list(saring))
    assert list(response.context["page"].object_list) == [jejak]


@pytest.mark.parametrize(("zona", "jam"), [("Asia/Jakarta", WIB), ("Asia/Jayapura", WIT)])
def test_days_are_those_of_the_office_first_and_last_second_included(client, zona, jam):
    kantor = create_kantor(zona=zona)
    client.force_login(create_pejabat(Peran.KEPALA, kantor))
    waktu = [
        datetime.datetime(2025, 6, 30, 23, 59, 59, 999999), datetime.datetime(2025, 7, 1),
        datetime.datetime(2025, 7, 1, 23, 59, 59, 999999), datetime.datetime(2025, 7, 2),
    ]  # fmt: skip
    a, b, c, d = (write_pada(kantor, satu.replace(tzinfo=jam)) for satu in waktu)
    assert find(client, dari="2025-07-01", sampai="2025-07-01") == [c, b]
    assert find(client, dari="2025-07-01") == [d, c, b]
    assert find(client, sampai="2025-07-01") == [c, b, a]


# What it shows


def test_page_shows_old_and_new_and_refusals(client, kantor, kepala):
    write(
        kantor, kepala, lama={"kota": "Uji", "zona": "Asia/Jakarta"}, baru={"kota": "<Blora>", "zona": "Asia/Jayapura"}
    )
    write_penolakan(kantor=kantor, user=None, aksi="ubah_unit", objek=create_unit(kantor), alasan="Bukan wewenang.")
    response = client.get(URL)
    ditolak, diterima = response.context["baris"]
    assert [(u.label, u.lama, u.baru) for u in diterima.ubahan] == [
        ("Tempat penandatanganan", "Uji", "<Blora>"), ("Zona", "WIB", "WIT"),
    ]  # fmt: skip
    assert (ditolak.kata_aksi, ditolak.kata_objek, ditolak.ubahan) == ("Ubah unit", "Unit", [])
    for teks, kali in (
        ("<del>Uji</del>", 1), ("&lt;Blora&gt;", 1), ("Bukan wewenang.", 1), ('class="perlu-mata"', 1), ("Server", 1),
        ('<span class="cip cip-galat">Ditolak</span>', 1),
    ):  # fmt: skip
        assert (teks, response.text.count(teks)) == (teks, kali)
    assert find_inline(response.text) == []


def test_what_was_empty_and_stayed_empty_is_left_out(client, kantor, kepala):
    write(kantor, lama={"kota": "", "alamat": "Jalan 1"}, baru={"kota": None, "alamat": "", "nama": "Dinas"})
    assert [(u.label, u.lama, u.baru) for u in client.get(URL).context["baris"][0].ubahan] == [
        ("Alamat", "Jalan 1", "–"), ("Nama", "–", "Dinas"),
    ]  # fmt: skip


def test_time_is_by_the_office_s_clock_with_its_zone(client, kepala, kantor):
    write_pada(kantor, datetime.datetime(2025, 7, 1, 20, 30, 5, tzinfo=datetime.UTC))
    assert client.get(URL).context["baris"][0].kata_waktu == "2 Jul 2025 03.30.05 WIB"


@pytest.mark.parametrize(
    ("model", "nama", "nilai", "kata"),
    [
        (Penugasan, "peran", "tim_sakip", "Tim SAKIP"),
        (Penugasan, "status", "plt", "Plt."),
        (Penugasan, "mulai", "2025-07-01", "1 Juli 2025"),
        (Penugasan, "mulai", "besok", "besok"),
        (Penugasan, "selesai", None, "–"),
        (RealisasiAnggaran, "jumlah", "1234567.5", "1.234.567,5"),
        (RealisasiAnggaran, "jumlah", "banyak", "banyak"),
        (Formulir, "diserahkan_oleh", 7, "Siti"),
        (Formulir, "diserahkan_oleh", 8, "8"),
        (Formulir, "dikirim_pada", "2025-07-01 20:30:05+00:00", "2 Jul 2025 03.30.05 WIB"),
        (Formulir, "lain", True, "ya"),
        (Formulir, "lain", False, "tidak"),
        (Formulir, "lain", 0, "0"),
        (Formulir, "lain", ["a", "b"], "a; b"),
        (Formulir, "lain", {"nama": "x.pdf"}, "nama: x.pdf"),
        (Formulir, "lain", [], "–"),
        (None, "kode", "1.02", "1.02"),
    ],
)
def test_values_in_words(model, nama, nilai, kata):
    assert write_nilai(model, nama, nilai, WIB, {7: "Siti"}) == kata


@pytest.mark.parametrize(
    ("model", "nama", "kata"),
    [(Penugasan, "mulai", "Mulai"), (None, "lama_sekali", "Lama sekali"), (Formulir, "unit", "Unit")],
)
def test_labels_in_words(model, nama, kata):
    assert write_label(model, nama) == kata


def test_kinds_of_the_floor_above_are_named_too(client, kantor, kepala):
    Jejak.objects.create(perangkat_daerah=kantor, aksi="langkah_selesaikan", objek="pengukurankinerja", objek_id=1)
    Jejak.objects.create(perangkat_daerah=kantor, aksi="x", objek="sudah_dihapus", objek_id=1, lama={"a": 1})
    assert [satu.kata_objek for satu in client.get(URL).context["baris"]] == ["sudah_dihapus", "Pengukuran kinerja"]
    assert [satu.objek for satu in find(client, objek="pengukuran")] == ["pengukurankinerja"]


def test_pages_of_fifty_keep_the_filter(client, kantor, kepala):
    for _ in range(51):
        write(kantor)
    write(kantor, aksi="ubah_unit")
    satu = client.get(URL, {"aksi": "ubah_kantor"})
    assert (len(satu.context["page"]), satu.text.count("?aksi=ubah_kantor&amp;page=2")) == (50, 2)
    assert len(client.get(URL, {"aksi": "ubah_kantor", "page": "2"}).context["page"]) == 1


def test_costs_the_same_for_one_row_and_for_fifty(client, kantor, kepala):
    biaya = []
    for jumlah in (1, 49):
        for _ in range(jumlah):
            orang = create_user()
            write(kantor, orang, objek=orang, lama={"diserahkan_oleh": orang.pk}, baru={"is_active": True})
        with CaptureQueriesContext(connection) as kueri:
            assert client.get(URL).status_code == 200
        biaya.append(len(kueri))
    assert biaya[0] == biaya[1] <= 10


def test_a_field_that_stayed_as_it_was_is_no_change(client, kantor, kepala):
    write(kantor, lama={"status": "draf", "langkah": 3}, baru={"status": "draf", "langkah": 4})
    write(kantor, lama={"status": "draf"}, baru={"status": "draf"})
    semua = [[(u.label, u.lama, u.baru) for u in satu.ubahan] for satu in client.get(URL).context["baris"]]
    assert semua == [[], [("Langkah", "3", "4")]]
