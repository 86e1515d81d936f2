"""Late follow-ups on Tugas saya: those that the person may report on, with a link to just these."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from measurement.models import TindakLanjut
from measurement.queries import find_pelapor, scope_pelaporan
from tests.factories.kantor_contoh import get_user
from tests.factories.tindak_lanjut import note, tell

pytestmark = pytest.mark.django_db
LINK = f"{reverse('measurement:tindak_lanjut_list')}?keadaan=terlambat&amp;saya=on"
BARIS = {"Milik KB", "Milik Dalduk", "Tanpa unit"}
SIAPA = [
    ("sekretaris", BARIS), ("tim_sakip", BARIS), ("bidang.kb", {"Milik KB"}), ("bidang.dalduk", {"Milik Dalduk"}),
    ("kepala", set()), ("staf", set()), ("pengawas", set()),
]  # fmt: skip


@pytest.fixture
def terlambat(lalu, monkeypatch):
    """Three late ones, one that is in time, one late by its day but done."""
    note(lalu, "Milik KB", hari=1, unit="KB")
    note(lalu, "Milik Dalduk", hari=1, unit="Dalduk")
    note(lalu, "Tanpa unit", hari=2)
    note(lalu, "Masih lama", hari=30, unit="KB")
    tell(note(lalu, "Sudah selesai", hari=1, unit="KB"), "selesai", nama="sk.pdf")
    saat = timezone.now() + datetime.timedelta(days=4)
    monkeypatch.setattr(timezone, "now", lambda: saat)


@pytest.mark.parametrize(("nama", "milik"), SIAPA)
def test_the_inbox_counts_those_that_are_mine_and_links_to_them(terlambat, masuk, nama, milik):
    client = masuk(nama)
    teks = client.get(reverse("measurement:tugas_list")).content.decode()
    baris = f'<a href="{LINK}">Tulis kabar {len(milik)} tindak lanjut yang terlambat</a>'
    assert (teks.count(LINK), teks.count(baris)) == ((1, 1) if milik else (0, 0))
    daftar = client.get(LINK.replace("&amp;", "&")).context["page"].object_list
    assert {satu.uraian for satu in daftar} == milik


@pytest.mark.parametrize("nama", [nama for nama, _ in SIAPA])
def test_mine_is_what_the_form_of_news_takes_from_me(terlambat, nama):
    user = get_user(nama)
    boleh = {satu.pk for satu in TindakLanjut.objects.all() if find_pelapor(user, satu)}
    assert set(scope_pelaporan(user).values_list("pk", flat=True)) == boleh


def test_the_download_has_the_same_rows(terlambat, masuk):
    alamat = reverse("measurement:tindak_lanjut_csv")
    baris = masuk("bidang.kb").get(alamat, {"keadaan": "terlambat", "saya": "on"}).content.decode().splitlines()
    assert (len(baris), baris[1].startswith("Milik KB;")) == (2, True)


def test_another_office_is_not_asked(terlambat, masuk):
    assert LINK not in masuk(get_user("sekretaris", "dpmd-blora")).get(reverse("measurement:tugas_list")).content.decode()
