"""Small truths of the planning pages: years, columns, names, whose a scale is, what can still be undone."""

import datetime

import pytest
from django.urls import reverse

from collection.enums import Peran
from collection.errors import AksesError, BentrokError
from collection.models import Impor, Skala, Target
from collection.muat import load_rencana
from collection.services.impor import apply_impor, create_impor
from collection.services.indikator import save_indikator
from collection.services.pk import compute_sidik_pk, create_pk, stipulate_pk
from collection.services.pk_beku import store_isi_tertinggal
from collection.services.pk_isi import build_isi
from collection.services.skala import save_skala
from collection.services.target import save_target, write_versi_target
from collection.services.unsur import save_unsur, write_versi_unsur
from collection.services.urung_impor import find_halangan, undo_impor
from tests.factories.dasar import create_kantor, create_pejabat
from tests.factories.halaman import link, read_teks, visit
from tests.factories.rencana import build_xlsx, create_predikat

pytestmark = pytest.mark.django_db
TEKS = "100 dari 110 organisasi"


def check(pk, user, **lembar):
    kantor = pk.perangkat_daerah
    return create_impor(
        kantor=kantor, tahun=pk.tahun, user=user, nama="a.xlsx", isi=build_xlsx(**lembar), muat=load_rencana
    )


def save_tahunan(pk, user, nilai, kode="IKU-1"):
    target = pk.target_set.get(indikator__kode=kode)
    kunci = {target.indikator_id: target}
    isian = {target.indikator_id: {"tahunan": nilai, "tw1": "", "tw2": "", "tw3": "", "tw4": "50"}}
    save_target(pk=pk, isian=isian, versi=write_versi_target(kunci, kunci), user=user)


def test_a_year_is_written_without_a_dot(pk, user):
    impor = check(pk, user, Indikator=[["Kode", "Indikator", "Tahun kondisi awal"], ["IKU-1", "Indikator 1", 2024]])
    assert [list(sel[1:4]) for baris in impor.rincian for sel in baris[5]] == [["Tahun kondisi awal", "", "2024"]]


def test_a_cell_that_may_not_be_empty_names_its_column(pk, user):
    impor = check(pk, user, Indikator=[["Kode", "Indikator", "Satuan"], ["IKU-1", "", " "]])
    assert impor.rincian[0][6] == ["Baris 2, kolom B: Indikator belum diisi.", "Baris 2, kolom C: Satuan belum diisi."]


def test_a_conflict_gives_back_what_was_typed_under_the_names_of_the_rows(client, pk, user):
    sub = pk.pagu_set.get().sub_kegiatan
    client.force_login(user)
    alamat = link("collection:pagu_update", pk.pk) + f"?bagian={sub.kegiatan.program_id}"
    response = client.post(alamat, {f"jumlah-{sub.pk}": "48.000.000", "versi": "lama"})
    assert (response.status_code, f"{sub.kode} {sub.nama}: Pagu</label>" in response.text) == (409, True)
    assert "48.000.000" in response.text and "Jumlah 1" not in response.text


@pytest.mark.parametrize("nilai", ["70", ""])
def test_undo_is_not_offered_where_a_row_was_changed_since(client, pk, user, nilai):
    impor = apply_impor(impor=check(pk, user, Target=[["Kode", "Target tahunan"], ["IKU-1", 60]]), user=user)
    halaman = link("collection:impor_detail", impor.pk)
    assert find_halangan(Impor.objects.get()) == ""
    assert "Urungkan impor ini" in read_teks(visit(client, user, halaman).akar)
    save_tahunan(pk, user, "50", kode="IKU-2")
    assert find_halangan(Impor.objects.get()) == ""
    save_tahunan(pk, user, nilai)
    pesan = "Indikator 1 sudah diubah sesudah impor ini, jadi impornya tidak dapat diurungkan."
    teks = read_teks(visit(client, user, halaman).akar)
    assert (pesan in teks, "Urungkan impor ini" in teks) == (True, False)
    with pytest.raises(BentrokError):
        undo_impor(impor=impor, user=user)
    save_tahunan(pk, user, "60")
    assert find_halangan(Impor.objects.get()) == ""
    undo_impor(impor=impor, user=user)
    assert Target.objects.get(indikator__kode="IKU-1").tahunan == 50


def test_undo_is_not_offered_where_an_added_indicator_was_changed_since(pk, user):
    induk = pk.target_set.first().indikator
    judul = ["Kode", "Indikator", "Jenis", "Kode induk", "Unit", "Satuan", "Rumus", "Konsolidasi"]
    baris = ["BARU", "Indikator baru", "IKU", induk.sasaran.kode, induk.unit.nama, "%", "Makin tinggi makin baik", "Posisi terakhir"]
    impor = apply_impor(impor=check(pk, user, Indikator=[judul, baris]), user=user)
    assert find_halangan(Impor.objects.get()) == ""
    satu = pk.perangkat_daerah.indikator_set.get(kode="BARU")
    save_indikator(indikator=satu, isian={"nama": "Nama lain"}, versi=write_versi_unsur(satu), user=user)
    assert find_halangan(Impor.objects.get(pk=impor.pk)).startswith("Indikator baru sudah diubah")


def test_a_scale_of_another_offices_indicators_is_not_changed_here(client, pk):
    kantor = pk.perangkat_daerah
    admin, lain = (create_pejabat(Peran.ADMIN, satu) for satu in (kantor, create_kantor("dinas-b")))
    skala = save_skala(skala=None, nama="Mutu", label=["Kurang", "Baik"], user=admin)
    ubah = reverse("collection:skala_update", args=[skala.pk])
    assert ubah in client_get(client, lain)
    predikat = create_predikat(pk.target_set.first().indikator.sasaran, 3)
    kantor.indikator_set.filter(pk=predikat.pk).update(skala=skala)
    assert ubah in client_get(client, admin)
    assert (ubah in client_get(client, lain), "Dipakai kantor lain" in client_get(client, lain)) == (False, True)
    with pytest.raises(AksesError, match="dipakai indikator kantor lain"):
        save_skala(skala=skala, nama="Mutu 2", label=["A", "B"], user=lain)
    save_skala(skala=skala, nama="Mutu 2", label=["A", "B"], user=admin)
    assert Skala.objects.get(pk=skala.pk).nama == "Mutu 2"


def client_get(client, user):
    client.force_login(user)
    return client.get(reverse("collection:skala_list")).text


def test_a_target_in_words_shows_its_number_and_its_words_once(client, pk, user):
    save_tahunan(pk, user, TEKS)
    halaman = visit(client, user, link("collection:pk_detail", pk.pk))
    teks = read_teks(halaman.akar)
    assert (teks.count(TEKS), halaman.read("td", **{"data-label": "Target tahun"})[0]) == (1, "90,91")


@pytest.mark.parametrize("lama", [False, True])
def test_a_stipulated_agreement_keeps_its_names_and_headings_on_its_page(client, pk, user, lama):
    """Also one of before that nobody stipulated on a page (`lama`): as its paper was kept."""
    satu, lain = pk.perangkat_daerah.indikator_set.order_by("kode")
    keep_lama(pk) if lama else stipulate(pk, user)
    for nama in ("Nama kedua", "Nama ketiga"):
        save_indikator(indikator=satu, isian={"nama": nama}, versi=write_versi_unsur(satu), user=user)
        satu.refresh_from_db()
    induk = satu.sasaran
    tulis = f"Sasaran {induk.kode} {induk}"
    save_unsur(unsur=induk, isian={"uraian": "Uraian baru"}, versi=write_versi_unsur(induk), user=user)
    assert pk.isi["sasaran"][0]["indikator"][0]["nama"] == "Indikator 1"
    assert [t.split(" target")[0] for t in list_nama(client, user, pk)] == ["Indikator 1", lain.nama]
    assert list_nama(client, user, pk, scope="rowgroup") == [tulis]
    pk.status = "draf"
    pk.save()
    assert list_nama(client, user, pk) == ["Nama ketiga", lain.nama]
    assert list_nama(client, user, pk, scope="rowgroup") == [f"Sasaran {induk.kode} Uraian baru"]


def test_what_a_stipulated_perubahan_changed_is_told_in_its_own_words(client, pk, user):
    stipulate(pk, user)
    baru = create_pk(kantor=pk.perangkat_daerah, tahun=pk.tahun, user=user, alasan="APBD Perubahan")
    save_tahunan(baru, user, "70")
    stipulate(baru, user, nomor="050/2")
    satu = pk.perangkat_daerah.indikator_set.get(kode="IKU-1")
    save_indikator(indikator=satu, isian={"nama": "Nama lain"}, versi=write_versi_unsur(satu), user=user)
    teks = read_teks(visit(client, user, link("collection:pk_compare", baru.pk)).akar)
    assert ("Indikator 1" in teks, "Nama lain" in teks) == (True, False)


def list_nama(client, user, pk, scope="row"):
    return visit(client, user, link("collection:pk_detail", pk.pk)).read("th", scope=scope)


def keep_lama(pk):
    pk.status = "ditetapkan"
    pk.save()
    assert store_isi_tertinggal() == 1
    pk.refresh_from_db()


def stipulate(pk, user, nomor="050/1"):
    pk.nomor, pk.tanggal = nomor, datetime.date(2026, 1, 15)
    pk.save()
    stipulate_pk(pk=pk, build=build_isi, versi=compute_sidik_pk(pk), user=user)
    pk.refresh_from_db()
