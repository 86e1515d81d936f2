"""How long the office's seal lasts is told before it has ended, where it is signed and where the seals are listed."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from measurement.enums import CaraTanda
from measurement.models import Segel
from measurement.services.segel import describe_segel
from tests.factories.gerak import fetch
from tests.factories.tanda_tangan import create_kasus_siap, set_cara

pytestmark = pytest.mark.django_db
HARI = datetime.timedelta(days=1)


@pytest.fixture
def kasus():
    return create_kasus_siap()


def set_sisa(monkeypatch, kasus, sisa):
    """It is so long before the end of the office's seal."""
    sampai = Segel.objects.filter(perangkat_daerah=kasus.perangkat_daerah).first().berlaku_sampai
    monkeypatch.setattr(timezone, "now", lambda: sampai - sisa)


@pytest.mark.parametrize(
    ("sisa", "kata"),
    [(31 * HARI, ""), (30 * HARI, ", 30 hari lagi. Buat yang baru"), (HARI / 2, ", 0 hari lagi"), (0 * HARI, "kedaluwarsa")],
)
def test_the_sentence_says_how_long(kasus, monkeypatch, sisa, kata):
    set_sisa(monkeypatch, kasus, sisa)
    masa = describe_segel(kasus.perangkat_daerah)["masa_segel"]
    assert kata in masa and bool(masa) == bool(kata)


def test_it_stands_where_the_kepala_signs_and_not_where_no_seal_is_used(kasus, masuk, monkeypatch):
    set_sisa(monkeypatch, kasus, 9 * HARI)
    client = masuk("kepala")
    alamat = reverse("measurement:pengukuran_detail", args=[kasus.pk])
    assert describe_segel(kasus.perangkat_daerah)["masa_segel"] in client.get(alamat).text
    set_cara(fetch(kasus), CaraTanda.UNGGAH)
    assert "hari lagi. Buat yang baru" not in client.get(alamat).text


@pytest.mark.parametrize(("sisa", "kata"), [(40, ""), (3, "3 hari lagi</span>"), (-1, "Habis berlaku</span>")])
def test_the_list_marks_what_ends_soon_or_has_ended(kasus, masuk, monkeypatch, sisa, kata):
    set_sisa(monkeypatch, kasus, sisa * HARI)
    client = masuk("kepala")
    teks = client.get(reverse("measurement:segel_list")).text
    for satu in ("3 hari lagi</span>", "Habis berlaku</span>"):
        assert (satu in teks) == (satu == kata)
