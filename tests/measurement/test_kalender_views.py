"""The calendar's pages: seen and changed by the office's Admin, previewed before it counts."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from collection.enums import Peran, ZonaWaktu
from collection.jam import HARI, TEKS_RAMADAN
from collection.models import HariLibur, JamKerja
from tests.factories.dasar import create_kantor, create_pejabat
from tests.factories.halaman import Halaman, visit
from tests.factories.waktu import build_buku, create_jam, create_libur

pytestmark = pytest.mark.django_db


@pytest.fixture
def kantor():
    return create_kantor(zona=ZonaWaktu.WIT.value)


@pytest.fixture
def admin(kantor, client):
    orang = create_pejabat(Peran.ADMIN, kantor)
    client.force_login(orang)
    return orang


def link(nama, kantor, **kunci):
    return reverse(f"measurement:{nama}", kwargs={"pk": kantor.pk, **kunci})


def read_contoh(halaman):
    return next(teks for teks in halaman.read("p", role="status") if teks.startswith("Langkah"))


def write_jam(**isian):
    return {"nama": "Jam", "mulai": "2026-07-01", "selesai": ""} | {h.lower(): "09.00-10.00" for h in HARI[:5]} | isian


def test_page_says_when_a_step_is_due_by_the_offices_clock(client, kantor, admin):
    url = link("kalender_detail", kantor)
    halaman = visit(client, admin, f"{url}?tahun=2026&lama=4+Jam&mulai=2026-08-14T14:00")
    assert read_contoh(halaman) == (
        "Langkah dengan mutu baku 4 Jam yang mulai 14 Agustus 2026 14.00 WIT jatuh tempo Senin, 17 Agustus 2026 09.00 WIT ."
    )
    client.post(link("libur_create", kantor), {"tanggal": "2026-08-17", "nama": "Proklamasi", "jenis": "nasional"})
    halaman = visit(client, admin, f"{url}?tahun=2026&lama=4+Jam&mulai=2026-08-14T14:00")
    assert "jatuh tempo Selasa, 18 Agustus 2026 09.00 WIT" in read_contoh(halaman)
    assert halaman.inline == []
    assert read_contoh(visit(client, admin, url)).startswith("Langkah dengan mutu baku 1 Hari yang mulai ")


@pytest.mark.parametrize("kueri", ["lama=besok", "lama=", "lama=999999+Hari", "lama=1+Hari&mulai=0001-01-01T00:00",
                                   "lama=1+Hari&mulai=9999-12-31T00:00", "lama=999999+Hari+999999+Hari"])  # fmt: skip
def test_odd_questions_get_a_page(client, kantor, admin, kueri):
    assert client.get(f"{link('kalender_detail', kantor)}?{kueri}").status_code == 200


@pytest.mark.parametrize("tahun", ["x", "999", "1999", "2101", "20266", "-001"])
def test_a_year_that_is_none_is_not_found(client, kantor, admin, tahun):
    assert client.get(f"{link('kalender_detail', kantor)}?tahun={tahun}").status_code == 404


def test_days_off_are_added_shown_and_removed(client, kantor, admin):
    jawab = client.post(link("libur_create", kantor), {"tanggal": "2026-09-26", "nama": "Hari jadi", "jenis": "daerah"})
    assert (jawab.status_code, jawab.url) == (302, f"{link('kalender_detail', kantor)}?tahun=2026")
    halaman = visit(client, admin, jawab.url)
    assert "Sabtu, 26 September 2026" in halaman.read("th", scope="row")
    libur = HariLibur.objects.get()
    assert client.post(link("libur_delete", kantor, libur_pk=libur.pk)).status_code == 302
    assert client.post(link("libur_delete", kantor, libur_pk=libur.pk)).status_code == 404
    assert HariLibur.objects.count() == 0


def test_a_day_off_that_is_refused_says_why_on_the_page(client, kantor, admin):
    create_libur(kantor, "2026-09-26")
    jawab = client.post(link("libur_create", kantor), {"tanggal": "2026-09-26", "nama": "Lain", "jenis": "daerah"})
    halaman = Halaman(jawab)
    assert (halaman.status, HariLibur.objects.count()) == (422, 1)
    assert "Tanggal ini sudah libur: Libur uji. Hapus dahulu bila namanya salah." in " ".join(halaman.read("a"))


def test_national_days_are_offered_until_they_are_there(client, kantor, admin):
    url = link("kalender_detail", kantor) + "?tahun=2026"
    assert "Tambahkan 25 hari libur nasional 2026" in visit(client, admin, url).read("button", **{"class": "tombol"})
    assert client.post(link("libur_load", kantor), {"tahun": "2026"}).status_code == 302
    assert (HariLibur.objects.count(), JamKerja.objects.get().nama) == (25, "Ramadan 1447 H")
    assert not [t for t in visit(client, admin, url).read("button") if t.startswith("Tambahkan")]
    assert [client.post(link("libur_load", kantor), {"tahun": t}).status_code for t in ("", "2031", "x")] == [422] * 3


def test_a_year_whose_decree_is_not_known_says_so(client, kantor, admin):
    peringatan = {
        tahun: visit(client, admin, f"{link('kalender_detail', kantor)}?tahun={tahun}").read("div", **{"class": "kotak kotak-peringatan"})
        for tahun in (2026, 2027, 2031)
    }
    assert [len(teks) for teks in peringatan.values()] == [0, 1, 1]
    assert peringatan[2027][0].startswith("Hari libur 2027 pada aplikasi belum lengkap")


def test_a_list_is_shown_before_it_counts(client, kantor, admin):
    create_libur(kantor, "2027-03-10")
    url, isian = link("libur_import", kantor), {"jenis": "nasional", "daftar": "10/03/2027; Idulfitri\n11/03/2027; Cuti bersama"}
    halaman = Halaman(client.post(url, isian))
    assert halaman.read("td") == ["Idulfitri", "mengganti “Libur uji”", "Cuti bersama", "baru"]
    assert HariLibur.objects.count() == 1
    [teks] = halaman.read("textarea", name="daftar")
    daftar = teks.replace(" 2027-03-11", "\n2027-03-11")
    assert client.post(url, {"jenis": "nasional", "daftar": daftar, "simpan": "1"}).status_code == 302
    assert list(HariLibur.objects.values_list("nama", "jenis")) == [("Idulfitri", "nasional"), ("Cuti bersama", "cuti_bersama")]
    lagi = Halaman(client.post(url, isian))
    assert "tidak ada yang berubah" in " ".join(lagi.read("div", **{"class": "kotak kotak-info"}))


def test_a_workbook_is_read_too_and_a_faulty_list_stores_nothing(client, kantor, admin):
    url = link("libur_import", kantor)
    buku = SimpleUploadedFile("libur.xlsx", build_buku([datetime.datetime(2027, 3, 10), "Idulfitri"]))
    assert Halaman(client.post(url, {"jenis": "nasional", "berkas": buku})).read("td") == ["Idulfitri", "baru"]
    for isian in ({}, {"daftar": "besok; Libur"}, {"berkas": SimpleUploadedFile("x.xlsx", b"bukan")},
                  {"daftar": "10/03/2027; x", "berkas": SimpleUploadedFile("y.xlsx", b"z")}):  # fmt: skip
        assert client.post(url, {"jenis": "nasional", "simpan": "1", **isian}).status_code == 422
    assert HariLibur.objects.count() == 0


def test_hours_are_checked_before_they_are_stored(jam, client, kantor, admin):
    url = link("jam_create", kantor)
    assert visit(client, admin, f"{url}?isi=ramadan").find("input", name="senin", value=TEKS_RAMADAN[0])
    halaman = Halaman(client.post(url, write_jam(mulai="2027-03-01", periksa="1")))
    assert (halaman.status, JamKerja.objects.count()) == (200, 0)
    assert "Jumlah seminggu 5 jam." in halaman.read("p")
    assert "jatuh tempo Rabu, 10 Maret 2027 09.30 WIT" in read_contoh(halaman)  # 450 minutes at 60 a day
    assert client.post(url, write_jam(mulai="2027-03-01")).status_code == 302
    assert JamKerja.objects.get().pekan == ["09.00-10.00"] * 5 + ["", ""]
    assert client.post(url, write_jam(mulai="2027-03-01")).status_code == 422


@pytest.mark.parametrize("isian", [{"senin": "pagi"}, {"mulai": ""}, {"selesai": "2026-06-01"}, {"nama": ""},
                                   dict.fromkeys([h.lower() for h in HARI], "")])  # fmt: skip
def test_hours_that_are_none_are_told(client, kantor, admin, isian):
    for tambahan in ({}, {"periksa": "1"}):
        assert client.post(link("jam_create", kantor), write_jam(**isian, **tambahan)).status_code == 422
    assert JamKerja.objects.count() == 0


def test_hours_are_removed(client, kantor, admin):
    jam = create_jam(kantor, "2026-01-01")
    assert client.post(link("jam_delete", kantor, jam_pk=jam.pk)).status_code == 302
    assert JamKerja.objects.count() == 0


def test_rows_of_another_office_are_not_found(client, kantor, admin):
    lain = create_kantor()
    libur, jam = create_libur(lain, "2026-08-17"), create_jam(lain, "2026-01-01")
    assert client.post(link("libur_delete", kantor, libur_pk=libur.pk)).status_code == 404
    assert client.post(link("jam_delete", kantor, jam_pk=jam.pk)).status_code == 404


def test_page_costs_the_same_however_full_the_calendar(client, kantor, admin):
    url = link("kalender_detail", kantor) + "?tahun=2026"

    def count():
        with CaptureQueriesContext(connection) as kueri:
            client.get(url)
        return len(kueri)

    create_libur(kantor, "2026-01-01")
    awal = count()
    client.post(link("libur_load", kantor), {"tahun": "2026"})
    create_jam(kantor, "2026-01-01")
    assert count() == awal <= 12
