"""Who signs for the first time is told how to get a phrase of their own."""

import pytest
from django.urls import reverse

from collection.enums import Peran, StatusPenugasan
from measurement.enums import Status
from tests.factories.dasar import assign, create_user
from tests.factories.gerak import do
from tests.factories.kantor_contoh import create_kasus
from tests.factories.naskah import kasus_di

pytestmark = pytest.mark.django_db


def read_sebagai_plt(client, kasus):
    plt = create_user("Ratna")
    assign(plt, Peran.KEPALA, kasus.perangkat_daerah, mulai=0, selesai=5, status=StatusPenugasan.PLT)
    client.force_login(plt)
    return client.get(reverse("measurement:pengukuran_detail", args=[kasus.pk])).text


def test_the_report(client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    kasus = create_kasus(Status.TANDA_TANGAN)
    while kasus.tindakan.jenis != "tanda_tangan":
        kasus = do(kasus)
    teks = read_sebagai_plt(client, kasus)
    assert 'name="frasa"' in teks and "Buat segel Anda sendiri" in teks
    assert f'<a href="{reverse("measurement:segel_list")}">Dokumen, Segel kantor</a>' in teks


def test_the_sk_of_the_tim(client):
    teks = read_sebagai_plt(client, kasus_di("dinas_pengukuran", 4, 5))
    assert 'name="frasa"' in teks and "Buat segel Anda sendiri" in teks
