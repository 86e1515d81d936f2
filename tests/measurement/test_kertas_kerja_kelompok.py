"""The kertas kerja list: rows under their sasaran or program, with links that lead to each."""

import re

import pytest
from django.urls import reverse

from tests.factories.kantor_contoh import get_user

pytestmark = pytest.mark.django_db


def test_every_group_has_its_heading_and_a_link_that_leads_there(lalu, client):
    client.force_login(get_user("kepala"))
    halaman = client.get(reverse("measurement:kertas_kerja_detail", args=[lalu.pk])).content.decode()
    kepala = re.findall(r'class="kelompok" id="(kelompok-\d+)"', halaman)
    assert len(kepala) > 1
    assert re.findall(r'href="#(kelompok-\d+)"', halaman) == kepala
    jumlah = lalu.kertas_kerja_set.first().baris_set.count()
    assert halaman.count('id="baris-') == jumlah
