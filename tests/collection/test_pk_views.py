"""The pages of the Perjanjian Kinerja: what is shown, what comes back as it was typed, what is refused."""

import datetime

import pytest
from django.urls import reverse

from collection.enums import Peran, StatusPk
from collection.models import PerjanjianKinerja, TargetRenstra
from collection.services.pk import compute_sidik_pk, create_pk
from collection.services.target import write_versi_target
from tests.factories.dasar import create_kantor, create_pejabat
from tests.factories.kantor import count_kueri
from tests.factories.rencana import create_indikator, create_rencana
from tests.halaman import find_inline

pytestmark = pytest.mark.django_db


@pytest.fixture
def kantor():
    return create_kantor("dinas-a")


@pytest.fixture
def user(kantor):
    return create_pejabat(Peran.PERENCANA, kantor)


@pytest.fixture
def draf(kantor, user):
    pk = create_rencana(kantor, jumlah=2, status=StatusPk.DITETAPKAN)
    PerjanjianKinerja.objects.filter(pk=pk.pk).update(nomor="050/1", tanggal=datetime.date(2026, 1, 15))
    return create_pk(kantor=kantor, tahun=2026, user=user, alasan="APBD Perubahan")


@pytest.fixture
def masuk(client, user):
    client.force_login(user)
    return client


def link(nama, *args):
    return reverse(f"collection:{nama}", args=args)


def read(client, alamat, status=200):
    response = client.get(alamat)
    assert response.status_code == status
    isi = response.content.decode()
    assert find_inline(isi) == []
    return isi


def build_isian(draf, **sel):
    """What the browser posts: all cells of the part, those of IKU-1 as given."""
    satu = draf.perangkat_daerah.indikator_set.get(kode="IKU-1")
    target = {t.indikator_id: t for t in draf.target_set.all()}
    isian = {"versi": write_versi_target(target, target)}
    for pk, t in target.items():
        for nama in ("tahunan", "tw1", "tw2", "tw3", "tw4"):
            nilai = getattr(t, nama)
            isian[f"{nama}-{pk}"] = "" if nilai is None else str(nilai).replace(".", ",")
    return isian | {f"{nama}-{satu.pk}": teks for nama, teks in sel.items()}


def test_pages_have_nothing_inline_and_name_what_they_show(masuk, kantor, draf):
    assert "Perjanjian Kinerja 2026 Perubahan 1" in read(masuk, link("pk_detail", draf.pk))
    assert "Tidak ada target yang berubah." in read(masuk, link("pk_compare", draf.pk))
    assert "Isi nomor Perjanjian Kinerja." in read(masuk, link("pk_stipulate", draf.pk))
    for alamat in (link("pk_update", draf.pk), link("pagu_update", draf.pk), link("target_renstra_update", kantor.pk)):
        read(masuk, alamat)
    assert link("pk_detail", draf.pk) in read(masuk, "/rencana/?tahun=2026")


def test_targets_are_typed_and_stored(masuk, draf):
    alamat = link("target_update", draf.pk)
    response = masuk.post(f"{alamat}?bagian=utama", build_isian(draf, tahunan="61,5", tw4="61,5"))
    assert (response.status_code, response.url) == (302, f"{alamat}?bagian=utama")
    assert draf.target_set.get(indikator__kode="IKU-1").tahunan == 61.5


def test_what_cannot_be_read_comes_back_as_typed(masuk, draf):
    response = masuk.post(link("target_update", draf.pk), build_isian(draf, tahunan="enam puluh"))
    isi = response.content.decode()
    assert (response.status_code, 'value="enam puluh"' in isi) == (422, True)
    assert "IKU-1, Target tahun: “enam puluh” bukan angka" in isi
    assert draf.target_set.get(indikator__kode="IKU-1").tahunan == 50


def test_the_second_of_two_people_gets_409_with_the_text_to_copy(masuk, draf):
    isian = build_isian(draf, tahunan="70", tw4="70")
    alamat = link("target_update", draf.pk)
    assert masuk.post(alamat, isian).status_code == 302
    response = masuk.post(alamat, isian | {"keterangan": "tulisan saya"})
    assert (response.status_code, "tulisan saya" in response.content.decode()) == (409, True)


def test_a_form_cut_short_empties_nothing(masuk, draf):
    isian = build_isian(draf)
    isian.pop(next(n for n in isian if n.startswith("tw4")))
    assert masuk.post(link("target_update", draf.pk), isian).status_code == 422
    assert draf.target_set.count() == 2


def test_warnings_stand_with_their_rows(masuk, kantor, draf):
    TargetRenstra.objects.create(indikator=kantor.indikator_set.get(kode="IKU-1"), tahun=2026, nilai=65)
    for nama in ("pk_detail", "target_update", "pk_stipulate"):
        assert "Target tahunan 50,00 lebih rendah daripada target Renstra 65,00." in read(masuk, link(nama, draf.pk))


def test_stipulating_from_the_page(masuk, draf):
    PerjanjianKinerja.objects.filter(pk=draf.pk).update(nomor="050/9", tanggal=datetime.date(2026, 9, 1))
    segar = PerjanjianKinerja.objects.get(pk=draf.pk)
    isi = read(masuk, link("pk_stipulate", draf.pk))
    assert compute_sidik_pk(segar) in isi
    assert masuk.post(link("pk_stipulate", draf.pk), {"versi": "lama"}).status_code == 409
    assert masuk.post(link("pk_stipulate", draf.pk), {"versi": compute_sidik_pk(segar)}).status_code == 302
    for nama in ("pk_update", "target_update", "pagu_update", "pk_stipulate"):
        assert masuk.get(link(nama, draf.pk)).status_code == 409
    assert "Isi target" not in read(masuk, link("pk_detail", draf.pk))


def test_a_perubahan_without_a_reason_is_not_begun(masuk, kantor):
    create_rencana(kantor, status=StatusPk.DITETAPKAN)
    alamat = link("pk_create", kantor.pk, 2026)
    assert masuk.post(alamat, {"alasan": ""}).status_code == 422
    assert masuk.post(alamat, {"alasan": "Pergeseran"}).status_code == 302
    assert kantor.pk_set.count() == 2


def test_targets_of_the_renstra_are_typed(masuk, kantor, draf):
    alamat = link("target_renstra_update", kantor.pk)
    isi = read(masuk, alamat)
    versi = isi.partition('name="versi" value="')[2].partition('"')[0]
    satu, dua = kantor.indikator_set.order_by("kode")
    kolom = ["baseline", *map(str, range(2025, 2030))]
    isian = {f"{n}-{i.pk}": "" for i in (satu, dua) for n in kolom} | {f"2026-{satu.pk}": "55", f"baseline-{dua.pk}": "40"}
    assert masuk.post(alamat, isian | {"versi": versi}).status_code == 302
    assert list(TargetRenstra.objects.values_list("indikator", "tahun", "nilai")) == [(satu.pk, 2026, 55)]
    assert masuk.post(alamat, isian | {"versi": versi}).status_code == 409


def test_pages_cost_the_same_whatever_the_number_of_indicators(masuk, kantor, draf):
    alamat = [link(nama, draf.pk) for nama in ("pk_detail", "target_update", "pk_compare")]
    alamat.append(link("target_renstra_update", kantor.pk))
    sedikit = [count_kueri(masuk, satu) for satu in alamat]
    sasaran = kantor.indikator_set.first().sasaran
    for nomor in range(3, 20):
        draf.target_set.create(indikator=create_indikator(sasaran, nomor), tahunan=nomor)
    assert [count_kueri(masuk, satu) for satu in alamat] == sedikit
