"""Small things of the plan that its writers stumbled over: order, codes, holders, what an import wrote, rates."""

import pytest
from django.urls import reverse
from openpyxl import Workbook

from collection.enums import JenjangPejabat, Peran
from collection.models import Impor, Indikator
from collection.muat import load_rencana
from collection.services.hasil_impor import write_tersimpan
from collection.services.impor import apply_impor, create_impor
from collection.services.rencana import build_rencana
from collection.services.tabel_target import list_indikator, list_sub_kegiatan
from collection.urut import build_kunci_kode, group_urut
from tests.factories.dasar import create_kantor, create_pejabat
from tests.factories.halaman import link, read_teks, visit
from tests.factories.rencana import create_indikator, create_rencana, save

pytestmark = pytest.mark.django_db


@pytest.fixture
def kantor():
    return create_kantor("dinas-a")


@pytest.fixture
def user(kantor):
    return create_pejabat(Peran.PERENCANA, kantor)


@pytest.fixture
def pk(kantor):
    return create_rencana(kantor, jumlah=2)


def impor(pk, user, lembar):
    buku = Workbook()
    buku.remove(buku.active)
    for nama, baris in lembar.items():
        halaman = buku.create_sheet(nama)
        for satu in baris:
            halaman.append(satu)
    kantor = pk.perangkat_daerah
    return create_impor(kantor=kantor, tahun=pk.tahun, user=user, nama="a.xlsx", isi=save(buku), muat=load_rencana)


def test_codes_are_sorted_as_people_count():
    kode = ["Z10", "z2", "Z1", "1.2.10", "1.2.9", "IKU", "IKU-3a", "IKU-3"]
    assert sorted(kode, key=build_kunci_kode) == ["1.2.9", "1.2.10", "IKU", "IKU-3", "IKU-3a", "Z1", "z2", "Z10"]
    assert group_urut(["a1", "b1", "a2", "c1", "b2"], lambda s: s[0]) == ["a1", "a2", "b1", "b2", "c1"]


def test_lists_are_in_natural_order_and_a_sasaran_heads_its_rows_once(client, kantor, user, pk):
    tujuan = kantor.renstra_set.get().tujuan_set.get()
    dua = tujuan.sasaran_set.create(kode="S10", uraian="Sasaran lain")
    tiga = tujuan.sasaran_set.create(kode="S2", uraian="Sasaran tiga")
    for nomor, milik in ((12, tiga), (1, dua)):  # urutan 1 stands between those of S1
        satu = create_indikator(milik, nomor, kode=f"Z{nomor}", urutan=1)
        pk.target_set.create(indikator=satu, tahunan=5)
    assert [i.kode for i in list_indikator(kantor)] == ["IKU-1", "IKU-2", "Z1", "Z12"]
    rencana = build_rencana(kantor=kantor, tahun=pk.tahun, pk=pk)
    assert [s.kode for s in rencana.tujuan[0].anak] == ["S1", "S2", "S10"]
    halaman = visit(client, user, link("collection:pk_detail", pk.pk))
    kelompok = [read_teks(tr) for tr in halaman.find("tr", **{"class": "kelompok"})]
    assert len(kelompok) == len(set(kelompok)) == 3


def test_sub_kegiatan_by_their_numbers(kantor, pk):
    kegiatan = list_sub_kegiatan(kantor)[0].kegiatan
    for nomor in (10, 9):
        kegiatan.sub_kegiatan_set.create(unit=kantor.unit_set.first(), kode=f"{kegiatan.kode}.{nomor}", nama="x")
    assert [s.kode.rsplit(".", 1)[1] for s in list_sub_kegiatan(kantor)] == ["0001", "9", "10"]


def test_a_code_that_is_taken_is_told_at_its_field(client, kantor, user, pk):
    client.force_login(user)
    renstra = kantor.renstra_set.get()
    jawab = client.post(reverse("collection:unsur_create", args=["tujuan", renstra.pk]), {"kode": "T1", "uraian": "x"})
    assert (jawab.status_code, jawab.context["form"].errors["kode"]) == (422, ["Kode ini sudah dipakai Tujuan lain."])


def test_indicators_that_nobody_holds_are_named_before_the_agreement_is_stipulated(client, kantor, user, pk):
    def read():
        halaman = visit(client, user, link("collection:pk_stipulate", pk.pk))
        return [read_teks(kotak) for kotak in halaman.find("section", **{"class": "kotak kotak-peringatan"})]

    assert [("2 indikator bertarget belum punya pemegang" in t, "IKU-1" in t, "IKU-2" in t) for t in read()] == [(True,) * 3]
    kepala = pk.pejabat_set.create(jenjang=JenjangPejabat.KEPALA, nama="K", jabatan="Kepala")
    pk.pemegang_set.create(indikator=Indikator.objects.get(kode="IKU-1"), pejabat=kepala)
    [teks] = read()
    assert "1 indikator" in teks and "IKU-1" not in teks
    pk.pemegang_set.create(indikator=Indikator.objects.get(kode="IKU-2"), pejabat=kepala)
    assert read() == []


@pytest.mark.parametrize(
    ("model", "awal"),
    [
        ({"target"}, "Target tersimpan dalam draf Perjanjian Kinerja."),
        ({"pagu", "target"}, "Target dan pagu tersimpan dalam draf Perjanjian Kinerja."),
        ({"indikator"}, "Isian indikator tersimpan dan langsung berlaku."),
        ({"sasaran", "indikator", "targetrenstra"}, "Target Renstra, isian indikator dan sasaran tersimpan dan langsung"),
    ],
)
def test_what_an_import_wrote_is_said(model, awal):
    assert write_tersimpan(model).startswith(awal)
    assert ("draf" in write_tersimpan(model)) == bool(model & {"target", "pagu"})


def test_an_import_of_a_definition_speaks_of_no_target(client, kantor, user, pk):
    satu = impor(pk, user, {"Indikator": [["Kode", "Definisi operasional"], ["IKU-1", "Arti yang baru."]]})
    apply_impor(impor=satu, user=user)
    halaman = visit(client, user, link("collection:impor_detail", satu.pk))
    [kalimat] = halaman.read("section", **{"class": "selanjutnya"})
    assert "Isian indikator tersimpan dan langsung berlaku." in kalimat and "draf" not in kalimat


def test_rates_per_thousand_and_per_hundred_thousand(client, kantor, user, pk):
    judul = ["Kode", "Nama pembilang", "Nama penyebut", "Pengali", "Satuan"]
    baris = [["IKU-1", "Kematian bayi", "Kelahiran hidup", 1000, "per 1.000 KH"],
             ["IKU-2", "Kematian ibu", "Kelahiran hidup", "100.000 (hasilnya per 100.000)", "per 100.000 KH"]]  # fmt: skip
    satu = impor(pk, user, {"Indikator": [judul, *baris]})
    assert satu.jumlah["salah"] == 0, Impor.objects.get().rincian
    apply_impor(impor=satu, user=user)
    semua = dict(Indikator.objects.values_list("kode", "pengali"))
    assert semua == {"IKU-1": 1000, "IKU-2": 100_000}
    halaman = visit(client, user, link("collection:indikator_detail", Indikator.objects.get(kode="IKU-2").pk))
    assert "Kematian ibu / Kelahiran hidup × 100.000" in read_teks(halaman.akar)
    salah = impor(pk, user, {"Indikator": [["Kode", "Pengali"], ["IKU-1", 100_001]]})
    assert "tidak dikenal. Tulis salah satu: 100 (hasilnya persen); 1 (" in salah.rincian[0][6][0]
