"""Where a due time falls in a year whose holidays are not all known, everybody who reads it is told."""

import datetime

import pytest
from django.urls import reverse

from collection.models import HariLibur
from collection.services.kalender import is_belum_lengkap, load_nasional, read_nasional
from measurement.enums import Status
from tests.factories.gerak import fetch
from tests.factories.kantor_contoh import create_kantor_kecil, create_kasus, get_user
from tests.factories.waktu import at, set_sejak

pytestmark = pytest.mark.django_db
KALIMAT = "Libur nasional 2027 belum lengkap"


@pytest.fixture
def kasus():
    return create_kasus(Status.KERTAS_KERJA, triwulan=1)


def add(kantor, jenis):
    return HariLibur.objects.create(
        perangkat_daerah=kantor, tanggal=datetime.date(2027, 3, 11), nama="Libur", jenis=jenis
    )


def read(masuk, kasus, siapa):
    """The case page, and its page of times."""
    return [masuk(siapa).get(reverse(f"measurement:{nama}", args=[kasus.pk])).content.decode()
            for nama in ("pengukuran_detail", "pengukuran_waktu")]  # fmt: skip


@pytest.mark.parametrize("siapa", ["tim_sakip", "sekretaris", "staf", "admin"])
def test_a_due_time_of_the_year_without_a_decree_says_so_to_all(masuk, kasus, siapa):
    kasus = set_sejak(kasus, at(kasus.perangkat_daerah, "2026-12-31 15:00"))
    assert [KALIMAT in satu for satu in read(masuk, kasus, siapa)] == [True, True]


def test_a_due_time_of_a_known_year_says_nothing(jam, masuk, kasus):
    kasus = set_sejak(kasus, at(kasus.perangkat_daerah, "2026-11-20 10:00"))
    assert ["belum lengkap, jadi" in satu for satu in read(masuk, fetch(kasus), "tim_sakip")] == [False, False]


def test_the_decree_once_entered_ends_it_and_a_day_of_the_region_does_not(masuk, kasus):
    kantor = kasus.perangkat_daerah
    kasus = set_sejak(kasus, at(kantor, "2027-03-01 10:00"))
    load_nasional(kantor=kantor, tahun=2027, user=get_user("admin"))
    satu = add(kantor, "daerah")
    assert all(KALIMAT in halaman for halaman in read(masuk, kasus, "tim_sakip"))
    satu.delete()
    add(kantor, "cuti_bersama")
    assert not any(KALIMAT in halaman for halaman in read(masuk, kasus, "tim_sakip"))


def test_the_calendar_offers_the_import_until_the_decree_is_in(masuk, kasus):
    kantor = kasus.perangkat_daerah
    alamat, impor = reverse("measurement:kalender_detail", args=[kantor.pk]), reverse(
        "measurement:libur_import", args=[kantor.pk]
    )  # fmt: skip
    halaman = masuk("admin").get(alamat, {"tahun": 2027}).content.decode()
    assert ("belum lengkap" in halaman, halaman.count(impor)) == (True, 2)
    add(kantor, "cuti_bersama")
    halaman = masuk("admin").get(alamat, {"tahun": 2027}).content.decode()
    assert ("belum lengkap" in halaman, halaman.count(impor)) == (False, 1)


@pytest.mark.parametrize(("tahun", "kurang"), [(2024, False), (2025, False), (2026, False), (2027, True), (2028, True)])
def test_only_years_from_those_known_on_are_wanting(tahun, kurang):
    assert is_belum_lengkap(create_kantor_kecil(), tahun) == kurang


def test_what_is_called_whole_has_cuti_bersama():
    """The sign by which an office's own decree is known holds for the ones that the application brings."""
    semua = read_nasional().values()
    assert all(("cuti_bersama" in {h.jenis for h in satu.libur}) == satu.lengkap for satu in semua)
