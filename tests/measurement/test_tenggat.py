"""Due times of cases: the calendar from its rows, and the chips of inbox, list and case page."""

import datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from collection.enums import ZonaWaktu
from collection.jam import TEKS_RAMADAN
from collection.models import PerangkatDaerah
from measurement.enums import Status
from measurement.giliran import list_tugas
from measurement.kalender import add_minutes
from measurement.models import PengukuranKinerja
from measurement.tenggat import attach_tenggat, load_jadwal
from tests.factories.bersama import create_beberapa, share
from tests.factories.dasar import create_kantor as create_kantor_kosong
from tests.factories.gerak import cancel, walk_to
from tests.factories.halaman import visit
from tests.factories.kantor_contoh import create_kasus, get_user
from tests.factories.waktu import at, create_jam, create_libur, set_sejak

pytestmark = pytest.mark.django_db
TUGAS = "/"


@pytest.fixture(scope="module")
def basis(django_db_setup, django_db_blocker, tmp_path_factory):
    """Triwulan I and II, both before the Sekretaris (step 11, one day)."""
    with share(django_db_blocker, tmp_path_factory.mktemp("bersama")):
        yield create_beberapa({1: Status.VERIFIKASI, 2: Status.VERIFIKASI})


@pytest.fixture
def satu(basis):
    return PengukuranKinerja.objects.get(pk=basis[1])


@pytest.fixture
def dua(basis):
    return PengukuranKinerja.objects.get(pk=basis[2])


def test_calendar_of_an_office_is_its_rows():
    kantor = create_kantor_kosong(zona=ZonaWaktu.WITA.value)
    lain = create_kantor_kosong()
    create_jam(kantor, "2026-02-19", "2026-03-20", TEKS_RAMADAN)
    create_libur(kantor, "2026-02-17")
    create_libur(lain, "2026-02-18")
    jadwal = load_jadwal([kantor, lain])
    assert jadwal[kantor.pk].zona == ZoneInfo("Asia/Makassar")
    assert jadwal[kantor.pk].libur == {datetime.date(2026, 2, 17)}
    mulai = at(kantor, "2026-02-16 15:00")
    assert add_minutes(mulai, 60 + 450 + 390, jadwal[kantor.pk]) == at(kantor, "2026-02-19 15:00")
    assert add_minutes(at(lain, "2026-02-17 15:00"), 61, jadwal[lain.pk]) == at(lain, "2026-02-19 07:31")


def test_calendars_of_all_offices_cost_one_query(django_assert_num_queries):
    kantor = [create_kantor_kosong() for _ in range(5)]
    for k in kantor:
        create_jam(k, "2026-01-01")
        create_libur(k, "2026-08-17", "2026-12-25")
    with django_assert_num_queries(1):
        assert len(load_jadwal(PerangkatDaerah.objects.none()) | load_jadwal(kantor)) == 5


def test_a_case_is_due_by_the_mutu_baku_of_its_step(satu):
    kasus = set_sejak(satu, at(satu.perangkat_daerah, "2026-07-02 10:00"))
    for kini, teks in (("2026-07-02 10:00", "1 hari kerja lagi"), ("2026-07-03 07:00", "2 jam 30 menit kerja lagi"),
                       ("2026-07-06 10:00", "terlambat 1 hari kerja")):  # fmt: skip
        attach_tenggat([kasus], at(kasus.perangkat_daerah, kini))
        assert kasus.tenggat.teks == teks
    assert kasus.tenggat.jatuh_tempo == at(kasus.perangkat_daerah, "2026-07-03 10:00")


def test_a_case_that_has_ended_and_a_step_without_time_are_never_due(satu, dua):
    dua, satu = cancel(dua), walk_to(satu, 16)
    attach_tenggat([satu, dua])
    assert (satu.tindakan.langkah.menit, satu.tenggat, dua.tenggat) == (None, None, None)


def test_inbox_has_the_nearest_due_time_first(satu, dua):
    sekretaris = get_user("sekretaris")
    kantor = satu.perangkat_daerah
    set_sejak(satu, at(kantor, "2026-07-02 10:00"))
    set_sejak(dua, at(kantor, "2026-07-02 09:00"))
    assert [t.pengukuran.periode.triwulan for t in list_tugas(sekretaris)[0]] == [2, 1]
    create_libur(kantor, "2026-07-03")
    set_sejak(dua, at(kantor, "2026-07-02 10:01"))
    assert [t.pengukuran.periode.triwulan for t in list_tugas(sekretaris)[0]] == [1, 2]


def test_pages_show_how_late_it_is(client, satu, dua):
    """A step of one day whose turn came a month ago; the other case's has just come."""
    sekretaris = get_user("sekretaris")
    set_sejak(satu, timezone.now() - datetime.timedelta(days=30))
    for url in (TUGAS, reverse("measurement:pengukuran_list"), reverse("measurement:pengukuran_detail", args=[satu.pk])):
        halaman = visit(client, sekretaris, url)
        assert [teks[:20] for teks in halaman.read("span", **{"class": "cip cip-galat"})] == ["Terlambat: terlambat"], url
    assert len(visit(client, sekretaris, TUGAS).find("li", **{"class": "tugas tugas-terlambat"})) == 1
    [tepat] = visit(client, sekretaris, TUGAS).read("span", **{"class": "cip cip-sukses"})
    assert tepat.startswith(("Tepat waktu: 1 hari kerja lagi", "Tepat waktu: 7 jam"))


def test_inbox_costs_the_same_however_many_cases_and_days_off(client, satu, dua):
    client.force_login(get_user("sekretaris"))

    def count():
        with CaptureQueriesContext(connection) as kueri:
            assert client.get(TUGAS).status_code == 200
        return len(kueri)

    awal = count()
    create_kasus(Status.DISPOSISI, kantor=satu.perangkat_daerah, triwulan=3)
    create_libur(satu.perangkat_daerah, "2026-12-25", "2027-01-01")
    create_jam(satu.perangkat_daerah, "2026-01-01")
    assert count() == awal <= 17
