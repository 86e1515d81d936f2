"""A large import: as many questions to the database for ten rows as for three, whatever the sheet; nothing half written."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from collection.enums import Peran
from collection.models import Impor, Indikator, StatusImpor
from collection.muat import load_rencana
from collection.services import impor as layanan
from collection.services.impor import create_impor
from tests.factories.dasar import create_kantor, create_pejabat
from tests.factories.rencana import build_xlsx, create_rencana

pytestmark = pytest.mark.django_db
INDIKATOR = ["Kode", "Indikator", "Jenis", "Kode induk", "Unit", "Satuan", "Rumus", "Konsolidasi"]
PROGRAM = ["Jenis", "Kode", "Uraian", "Kode induk"]


@pytest.fixture
def pk():
    return create_rencana(create_kantor(), jumlah=1)


@pytest.fixture
def perencana(pk):
    return create_pejabat(Peran.PERENCANA, pk.perangkat_daerah)


def check(pk, user, **lembar) -> Impor:
    return create_impor(
        kantor=pk.perangkat_daerah, tahun=pk.tahun, user=user, nama="r.xlsx", isi=build_xlsx(**lembar), muat=load_rencana
    )


def list_baris(pk, jumlah: int) -> dict:
    unit = pk.perangkat_daerah.unit_set.get().singkatan
    isi = [unit, "%", "Makin tinggi makin baik", "Posisi terakhir"]
    return {
        "Indikator": [INDIKATOR, *([f"N-{n}", f"Baru {n}", "IKU", "S1", *isi] for n in range(jumlah))],
        "Program": [PROGRAM, *(["Program", f"2.13.{n + 10}", f"Program {n}", "S1"] for n in range(jumlah))],
    }


def test_a_preview_asks_as_often_for_ten_new_rows_as_for_three(pk, perencana):
    kueri = []
    for jumlah in (3, 10):
        with CaptureQueriesContext(connection) as tanyaan:
            assert check(pk, perencana, **list_baris(pk, jumlah)).jumlah["baru"] == 2 * jumlah
        kueri.append(len(tanyaan))
    assert kueri[0] == kueri[1]


def test_a_process_that_dies_while_it_applies_leaves_nothing_and_the_page_offers_it_again(client, pk, perencana, monkeypatch):
    impor = check(pk, perencana, **list_baris(pk, 3))

    def mati(*args, **kwargs):
        assert Indikator.objects.filter(kode__startswith="N-").count() == 3
        raise KeyboardInterrupt

    client.force_login(perencana)
    with monkeypatch.context() as patch:
        patch.setattr(layanan, "_finish", mati)
        with pytest.raises(KeyboardInterrupt):
            client.post(reverse("collection:impor_apply", args=[impor.pk]))
    impor.refresh_from_db()
    assert (impor.status, Indikator.objects.filter(kode__startswith="N-").count()) == (StatusImpor.DIPERIKSA, 0)
    halaman = client.get(reverse("collection:impor_detail", args=[impor.pk])).content.decode()
    assert "Terapkan 6 baris" in halaman and "Menerapkan 6 baris" in halaman
    assert client.post(reverse("collection:impor_apply", args=[impor.pk])).status_code == 302
    assert Indikator.objects.filter(kode__startswith="N-").count() == 3


def test_pages_say_what_goes_on_and_where_the_result_waits(client, pk, perencana):
    client.force_login(perencana)
    isi = client.get("/rencana/impor/?tahun=2026").content.decode()
    assert 'data-sibuk="Membaca dan memeriksa berkas.' in isi and "Riwayat impor" in isi
    impor = check(pk, perencana, **list_baris(pk, 1))
    client.post(reverse("collection:impor_apply", args=[impor.pk]))
    assert "Mengurungkan 2 baris" in client.get(reverse("collection:impor_detail", args=[impor.pk])).content.decode()
