"""The form of an indicator that has values: what froze is shown as it is, with the reason; the service still refuses."""

import re

import pytest
from django.urls import reverse

from collection.enums import Peran, StatusPk
from collection.services.indikator import BEKU, KOMPONEN
from collection.services.unsur import write_versi_unsur
from tests.factories.dasar import create_kantor, create_pejabat
from tests.factories.rencana import create_rencana
from tests.halaman import find_inline

pytestmark = pytest.mark.django_db
SEBAB = "indikator ini sudah punya target pada Perjanjian Kinerja 2026 yang ditetapkan."


@pytest.fixture
def indikator(client):
    kantor = create_kantor("dinas-a")
    create_rencana(kantor, status=StatusPk.DITETAPKAN)
    client.force_login(create_pejabat(Peran.PERENCANA, kantor))
    return kantor.indikator_set.get()


def link(indikator):
    return reverse("collection:indikator_update", args=[indikator.pk])


def list_terkunci(isi: str) -> set[str]:
    semua = re.findall(r"<(?:input|select|textarea)[^>]*>", isi)
    return {re.search(r'name="(\w+)"', satu)[1] for satu in semua if re.search(r"\sdisabled[\s>]", satu)}


def build_isian(indikator, **isian) -> dict:
    """What a browser sends: nothing of the fields that are disabled."""
    bebas = ["kode", "nama", "unit_id", "desimal", "definisi", "urutan"]
    awal = {nama.removesuffix("_id"): getattr(indikator, nama) for nama in bebas}
    return awal | {"versi": write_versi_unsur(indikator)} | isian


def test_what_froze_is_disabled_with_the_reason_beside(client, indikator):
    isi = client.get(link(indikator)).content.decode()
    assert list_terkunci(isi) == {*BEKU, *KOMPONEN}
    assert isi.count(f"Tidak dapat diubah lagi: {SEBAB}") == len(BEKU) + len(KOMPONEN)
    assert find_inline(isi) == []


def test_names_of_components_stay_free(client, indikator):
    type(indikator).objects.update(label_pembilang="desa lapor", label_penyebut="seluruh desa")
    isi = client.get(link(indikator)).content.decode()
    assert list_terkunci(isi) == set(BEKU)
    assert isi.count(f"Namanya dapat diganti, tetapi tidak dikosongkan: {SEBAB}") == 2


def test_without_values_nothing_is_disabled(client, indikator):
    indikator.target_set.all().delete()
    isi = client.get(link(indikator)).content.decode()
    assert (list_terkunci(isi), "Tidak dapat diubah lagi" in isi) == (set(), False)


def test_the_rest_is_saved_and_the_frozen_stay(client, indikator):
    type(indikator).objects.update(target_kumulatif=True, pengali=1)
    indikator.refresh_from_db()
    jawaban = client.post(link(indikator), build_isian(indikator, nama="Nama baru"))
    assert jawaban.status_code == 302
    awal = {nama: getattr(indikator, nama) for nama in BEKU}
    indikator.refresh_from_db()
    assert (indikator.nama, {nama: getattr(indikator, nama) for nama in BEKU}) == ("Nama baru", awal)


@pytest.mark.parametrize(
    "lain", [{"satuan": "orang"}, {"rumus": "min_selisih"}, {"konsolidasi": "jumlah"}, {"target_kumulatif": "on"}]
)
def test_a_page_from_before_it_froze_is_refused_not_passed_over(client, indikator, lain):
    semua = {nama: getattr(indikator, nama) for nama in ("jenis", "satuan", "rumus", "konsolidasi", "pengali")}
    jawaban = client.post(link(indikator), build_isian(indikator, **semua | lain))
    assert jawaban.status_code == 422
    assert f"Tidak dapat diubah lagi, sebab {SEBAB}" in jawaban.content.decode()
    awal = {nama: getattr(indikator, nama) for nama in BEKU}
    indikator.refresh_from_db()
    assert {nama: getattr(indikator, nama) for nama in BEKU} == awal


def test_a_box_that_was_unticked_before_it_froze_is_refused(client, indikator):
    type(indikator).objects.update(target_kumulatif=True)
    indikator.refresh_from_db()
    semua = {nama: getattr(indikator, nama) for nama in ("jenis", "satuan", "rumus", "konsolidasi", "pengali")}
    assert client.post(link(indikator), build_isian(indikator, **semua)).status_code == 422
    indikator.refresh_from_db()
    assert indikator.target_kumulatif
