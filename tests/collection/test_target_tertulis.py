"""A target written as a part of a whole: its number is what counts, its words are what is printed."""

from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import load_workbook

from collection.models import Target
from collection.muat import load_rencana
from collection.muat.ekspor import build_ekspor
from collection.services.impor import apply_impor, create_impor
from collection.services.pk import compute_sidik_pk
from collection.services.pk_isi import build_isi
from collection.services.target import save_target, write_versi_target
from collection.services.urung_impor import undo_impor
from tests.factories.halaman import link, read_teks, visit
from tests.factories.rencana import build_xlsx

pytestmark = pytest.mark.django_db
TEKS = "100 dari 110 organisasi"


def impor(pk, user, isi):
    kantor = pk.perangkat_daerah
    return create_impor(kantor=kantor, tahun=pk.tahun, user=user, nama="a.xlsx", isi=isi, muat=load_rencana)


def get(nomor=1):
    return Target.objects.get(indikator__kode=f"IKU-{nomor}")


def test_number_and_words_are_kept_printed_exported_and_taken_back(client, pk, user):
    pk.perangkat_daerah.indikator_set.filter(kode="IKU-2").update(satuan="organisasi")
    baris = [[f"IKU-{n}", "", "", TEKS, None, None, None, 50] for n in (1, 2)]
    satu = impor(pk, user, build_xlsx(baris))
    assert satu.jumlah["berubah"] == 2, satu.rincian
    [sel] = satu.rincian[0][5]
    assert list(sel[2:]) == ["50,00", TEKS, "dibaca 90,909091"]
    sidik = compute_sidik_pk(pk)
    satu = apply_impor(impor=satu, user=user)
    assert [(get(n).tahunan, get(n).tahunan_teks) for n in (1, 2)] == [(Decimal("90.909091"), TEKS), (100, TEKS)]
    assert compute_sidik_pk(pk) != sidik
    kertas = [i["target"] for s in build_isi(pk)["sasaran"] for i in s["indikator"]]
    assert kertas == [f"90,91 ({TEKS})", f"100,00 ({TEKS})"]
    assert f"target tertulis: {TEKS}" in read_teks(visit(client, user, link("collection:pk_detail", pk.pk)).akar)
    keluar = build_ekspor(kantor=pk.perangkat_daerah, pk=pk, tahun=pk.tahun)
    assert load_workbook(BytesIO(keluar))["Target"]["D2"].value == TEKS
    lagi = impor(pk, user, keluar)
    assert (lagi.jumlah["berubah"], lagi.jumlah["salah"]) == (0, 0), lagi.rincian
    undo_impor(impor=satu, user=user)
    assert [(get(n).tahunan, get(n).tahunan_teks) for n in (1, 2)] == [(50, ""), (50, "")]


def test_another_number_forgets_the_words(pk, user):
    Target.objects.filter(pk=get().pk).update(tahunan=100, tahunan_teks=TEKS)
    kini = {get().indikator_id: get()}
    versi = write_versi_target(kini, kini)
    save_target(pk=pk, isian={get().indikator_id: {"tahunan": "90", "tw4": "50"}}, versi=versi, user=user)
    assert (get().tahunan, get().tahunan_teks) == (90, "")


def test_words_are_typed_on_the_page_as_well(client, pk, user):
    satu, halaman = get(), link("collection:target_update", pk.pk)
    versi = write_versi_target({satu.indikator_id: satu}, {satu.indikator_id: satu})
    isian = {satu.indikator_id: {"tahunan": TEKS, "tw4": "50"}}
    assert save_target(pk=pk, isian=isian, versi=versi, user=user) == 1
    assert (get().tahunan, get().tahunan_teks) == (Decimal("90.909091"), TEKS)
    assert visit(client, user, halaman).find("input", value=TEKS)
    versi = write_versi_target({satu.indikator_id: satu}, {satu.indikator_id: get()})
    assert save_target(pk=pk, isian=isian, versi=versi, user=user) == 0


def test_words_elsewhere_and_of_nothing_are_refused(pk, user):
    for baris in (["IKU-1", "", "%", 50, None, None, None, TEKS], ["IKU-1", "", "%", "0 dari 0 desa", None, None, None, 50]):
        assert impor(pk, user, build_xlsx([baris])).jumlah["salah"] == 1
