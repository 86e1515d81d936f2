"""The pages of planning, light and dark, wide and on a phone: axe finds nothing, nothing scrolls sideways."""

import pytest

from collection.models import Indikator, TargetRenstra
from collection.services.pejabat import cascade_pejabat
from collection.services.pk import create_pk
from collection.services.tautan import create_tautan
from tests.factories.kantor_contoh import create_kantor, get_user

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]


def list_halaman():
    """Pages of a Perubahan with warnings, differences and officials; and of the plan as it is written."""
    kantor, user = create_kantor(), get_user("perencana")
    draf = create_pk(kantor=kantor, tahun=2026, user=user, alasan="Pergeseran anggaran pada APBD Perubahan 2026.")
    target = draf.target_set.first()
    draf.target_set.filter(pk=target.pk).update(tahunan=99)
    draf.pagu_set.update(jumlah=1)
    TargetRenstra.objects.update_or_create(indikator=target.indikator, tahun=2026, defaults={"nilai": 120})
    cascade_pejabat(pk=draf, user=user)
    lain = Indikator.objects.filter(perangkat_daerah=kantor).exclude(unit=target.indikator.unit).first()
    create_tautan(dari=target.indikator, ke=lain, jenis="mendukung", keterangan="Data desa", user=user)
    pejabat, sasaran = draf.pejabat_set.first(), kantor.renstra_set.get().tujuan_set.get().sasaran_set.first()
    pk = [f"/rencana/pk/{draf.pk}/{bagian}" for bagian in (
        "", "ubah/", "target/", "pagu/", "beda/", "tetapkan/", "pejabat/", "pejabat/baru/", "pemegang/",
    )]  # fmt: skip
    asli = kantor.pk_set.get(versi=1).pk
    return [
        *pk, f"/rencana/pk/{asli}/", f"/rencana/pejabat/{pejabat.pk}/ubah/", f"/rencana/kantor/{kantor.pk}/renstra/",
        f"/rencana/kantor/{kantor.pk}/kamus/", f"/rencana/kantor/{kantor.pk}/pk/2027/baru/",
        "/rencana/?tampilan=sunting", f"/rencana/unsur/sasaran/{sasaran.pk}/ubah/",
        f"/rencana/indikator/{target.indikator_id}/ubah/", f"/rencana/indikator/{target.indikator_id}/",
        f"/rencana/indikator/{lain.pk}/tautan/baru/", f"/rencana/unsur/program/{kantor.pk}/baru/",
    ]  # fmt: skip


def test_pages_of_planning_are_accessible_and_fit(sign_in, apart):
    halaman = apart(list_halaman)
    orang = sign_in("perencana.dispermades")
    assert "\n".join(f"{alamat} {galat}" for alamat in halaman for galat in orang.visit(alamat)) == ""


def test_targets_are_typed_stored_and_kept_where_they_cannot_be_read(sign_in, apart):
    alamat = apart(list_halaman)[2]
    page = sign_in("perencana.dispermades").page
    page.goto(alamat)
    sel = page.locator("input[name^='tw1-']").first
    sel.fill("dua belas")
    page.click("text=Simpan bagian ini")
    assert "bukan angka yang dapat dibaca" in page.inner_text(".ringkasan-galat")
    assert page.locator("input[name^='tw1-']").first.input_value() == "dua belas"
    page.locator("input[name^='tw1-']").first.fill("12,5")
    page.click("text=Simpan bagian ini")
    page.wait_for_selector("text=1 baris tersimpan.")
    assert page.locator("input[name^='tw1-']").first.input_value() == "12,50"
