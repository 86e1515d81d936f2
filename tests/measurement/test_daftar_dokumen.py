"""Papers of restored packages are found in the list of documents, by those who see their own list."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from measurement.enums import Status
from measurement.models import Dokumen
from tests.factories.kantor_contoh import create_kantor, create_kasus
from tests.factories.pulihan import create_pulihan

pytestmark = pytest.mark.django_db
URL = "/dokumen/"


@pytest.fixture
def kantor():
    return create_kantor()


def list_nomor(client, cari=""):
    return [satu.nomor for satu in client.get(URL, {"cari": cari}).context["page"].object_list]


def test_a_restored_paper_is_found_by_number_office_and_year_and_marked(kantor, masuk):
    pulihan = create_pulihan(kantor)
    client = masuk("bidang.kb")
    for cari in ("", "700/1/2024", "2024", kantor.nama.split()[1], "700/1 2024"):
        assert list_nomor(client, cari) == [pulihan.nomor]
    assert list_nomor(client, "2023") == [] == list_nomor(client, "700 tidak-ada")
    teks = client.get(URL).text
    assert '<span class="cip">Pulihan</span>' in teks and f"/dokumen/arsip/dokumen/{pulihan.pk}/pdf/" in teks
    assert f"/verifikasi/{pulihan.kode}/" in teks and pulihan.judul in teks and "Triwulan I 2024" in teks


def test_another_office_does_not_see_it(kantor, masuk):
    create_pulihan(kantor)
    asing = type(kantor).objects.exclude(pk=kantor.pk).get()
    assert list_nomor(masuk("kepala", asing.singkatan)) == []


def test_both_kinds_stand_in_one_order_by_date_and_in_pages(masuk):
    kasus = create_kasus(Status.SELESAI)
    kantor = kasus.perangkat_daerah
    sendiri = Dokumen.objects.get(pengukuran=kasus)
    pulihan = create_pulihan(kantor)
    client = masuk("kepala")
    assert list_nomor(client) == [sendiri.nomor, pulihan.nomor]
    semula = client.get(URL)
    for nomor in range(20):
        create_pulihan(kantor, kode=f"{nomor:026}")
    with CaptureQueriesContext(connection) as kueri:
        halaman = client.get(URL, {"page": 2}).context["page"]
    assert (halaman.paginator.count, len(halaman.object_list)) == (22, 2) and semula.status_code == 200
    assert all(satu.pulihan for satu in halaman.object_list) and len(kueri) <= 16


def test_a_paper_that_was_void_says_why(kantor, masuk):
    pulihan = create_pulihan(kantor)
    type(pulihan)(**{f.attname: getattr(pulihan, f.attname) for f in pulihan._meta.concrete_fields} | {
        "id": None, "kode": "e" * 26, "gugur": "Dicabut dengan SK nomor 9."}).save()  # fmt: skip
    assert "Dicabut dengan SK nomor 9." in masuk("kepala").get(URL).text
