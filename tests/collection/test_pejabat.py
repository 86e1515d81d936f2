"""The officials' own agreements: cascaded by unit and level, changed by hand, stipulated one by one."""

import datetime

import pytest
from django.urls import reverse

from collection.enums import JenisIndikator, JenisUnit, JenjangPejabat, Peran, StatusPk
from collection.errors import AksesError, BentrokError, IsianError
from collection.models import PerjanjianPejabat
from collection.services.pejabat import (
    cascade_pejabat,
    delete_pejabat,
    save_pejabat,
    save_pemegang,
    stipulate_pejabat,
    write_versi_pejabat,
    write_versi_pemegang,
)
from collection.services.pk import create_pk
from collection.services.pk_isi import build_isi_pejabat, read_isi_pejabat
from tests.factories.dasar import assign, create_kantor, create_pejabat, create_user
from tests.factories.rencana import create_indikator, create_rencana
from tests.halaman import find_inline

pytestmark = pytest.mark.django_db


@pytest.fixture
def kantor():
    kantor = create_kantor("dinas-a", sebutan_kepala="Kepala Dinas")
    for urutan, (singkatan, jenis) in enumerate([("Sek", JenisUnit.SEKRETARIAT), ("PMD", JenisUnit.BIDANG)]):
        kantor.unit_set.create(singkatan=singkatan, nama=f"Unit {singkatan}", jenis=jenis.value, urutan=urutan)
    return kantor


@pytest.fixture
def user(kantor):
    return create_pejabat(Peran.PERENCANA, kantor)


@pytest.fixture
def pk(kantor):
    """A stipulated agreement: an IKU, and of the bidang an indicator each of a program and a sub kegiatan."""
    pk = create_rencana(kantor, status=StatusPk.DITETAPKAN)
    pmd = kantor.unit_set.get(singkatan="PMD")
    sub = pk.pagu_set.get().sub_kegiatan
    sub.unit = pmd
    sub.save()
    sasaran = kantor.indikator_set.get().sasaran
    for nomor, (kode, induk) in enumerate([("PRG", {"program": sub.kegiatan.program}), ("SUB", {"sub_kegiatan": sub})], 5):
        satu = create_indikator(sasaran, nomor, kode=kode, jenis=JenisIndikator.IKK)
        kantor.indikator_set.filter(pk=satu.pk).update(sasaran=None, unit=pmd, **induk)
        pk.target_set.create(indikator=satu, tahunan=nomor)
    assign(create_user("Kepala"), Peran.KEPALA, kantor)
    assign(create_user("Sekretaris"), Peran.SEKRETARIS, kantor)
    assign(create_user("Kabid"), Peran.KABID, kantor, pmd)
    return pk


def read(pk):
    """Who signs, who above, and which indicators they promise."""
    return {
        p.jabatan: (p.nama, p.atasan and p.atasan.jabatan, [i.indikator.kode for i in p.pemegang_set.all()])
        for p in pk.pejabat_set.select_related("atasan")
    }


def hold(pk, kode, pejabat, user):
    satu = pk.perangkat_daerah.indikator_set.get(kode=kode)
    versi = write_versi_pemegang(pk, [satu.pk])
    return save_pemegang(pk=pk, isian={satu.pk: pejabat and pejabat.pk}, versi=versi, user=user)


def stipulate(pejabat, user):
    PerjanjianPejabat.objects.filter(pk=pejabat.pk).update(tanggal=datetime.date(2026, 1, 20))
    segar = PerjanjianPejabat.objects.get(pk=pejabat.pk)
    return stipulate_pejabat(pejabat=segar, build=build_isi_pejabat, versi=write_versi_pejabat(segar), user=user)


def test_cascade_by_level_and_unit(kantor, user, pk):
    assert cascade_pejabat(pk=pk, user=user) == 6
    assert read(pk) == {
        "Kepala Dinas": ("Kepala", None, ["IKU-1"]),
        "Sekretaris": ("Sekretaris", "Kepala Dinas", []),
        "Kepala Unit PMD": ("Kabid", "Kepala Dinas", ["PRG", "SUB"]),
    }


def test_a_kasubag_of_the_unit_holds_its_sub_kegiatan(kantor, user, pk):
    assign(create_user("Kasubag"), Peran.KASUBAG, kantor, kantor.unit_set.get(singkatan="PMD"))
    cascade_pejabat(pk=pk, user=user)
    assert read(pk)["Kepala Subbagian"] == ("Kasubag", "Kepala Unit PMD", ["SUB"])
    assert read(pk)["Kepala Unit PMD"][2] == ["PRG"]


def test_cascade_again_changes_nothing_that_was_changed_by_hand(kantor, user, pk):
    cascade_pejabat(pk=pk, user=user)
    kepala = pk.pejabat_set.get(jenjang=JenjangPejabat.KEPALA)
    assert hold(pk, "SUB", kepala, user) == 1
    save_pejabat(pejabat=kepala, isian={"nama": "Dr. Budi"}, versi=write_versi_pejabat(kepala), user=user)
    assert cascade_pejabat(pk=pk, user=user) == 0
    assert read(pk)["Kepala Dinas"] == ("Dr. Budi", None, ["IKU-1", "SUB"])


def test_levels_and_superiors_must_fit(kantor, user, pk):
    cascade_pejabat(pk=pk, user=user)
    kepala, sekretaris, kabid = pk.pejabat_set.all()
    for satu, isian, nama in (
        (kepala, {"atasan": kabid}, "atasan"), (sekretaris, {"atasan": kabid}, "atasan"), (kabid, {"unit": None}, "unit"),
    ):  # fmt: skip
        with pytest.raises(IsianError) as galat:
            save_pejabat(pejabat=satu, isian=isian, versi=write_versi_pejabat(satu), user=user)
        assert list(galat.value.kesalahan) == [nama]
    with pytest.raises(IsianError, match="adalah pihak kedua bagi"):
        delete_pejabat(pejabat=kepala, user=user)


def test_paper_of_a_kabid(kantor, user, pk):
    cascade_pejabat(pk=pk, user=user)
    isi = build_isi_pejabat(pk.pejabat_set.get(jabatan="Kepala Unit PMD"))
    assert (isi["pertama"]["nama"], isi["kedua"]["nama"], isi["kedua"]["jabatan"]) == ("Kabid", "Kepala", "Kepala Dinas")
    assert [(s["uraian"], [i["nama"] for i in s["indikator"]]) for s in isi["sasaran"]] == [
        ("Program 1", ["Indikator 5"]), ("Sub kegiatan 1", ["Indikator 6"]),
    ]  # fmt: skip
    assert isi["program"]["jumlah"] == "1.000.000"


def test_stipulated_agreement_stays(kantor, user, pk):
    cascade_pejabat(pk=pk, user=user)
    kabid, kepala = pk.pejabat_set.get(jabatan="Kepala Unit PMD"), pk.pejabat_set.get(jenjang="kepala")
    kabid = stipulate(kabid, user)
    kantor.indikator_set.update(nama="Nama lain")
    assert read_isi_pejabat(kabid)["sasaran"][0]["indikator"][0]["nama"] == "Indikator 5"
    for kerja in (
        lambda: save_pejabat(pejabat=kabid, isian={"nama": "x"}, versi="", user=user),
        lambda: delete_pejabat(pejabat=kabid, user=user),
        lambda: hold(pk, "SUB", kepala, user),
        lambda: hold(pk, "IKU-1", kabid, user),
    ):
        with pytest.raises(BentrokError, match="sudah ditetapkan"):
            kerja()


def test_stipulating_names_what_is_missing_first_of_all_the_office(kantor, user, pk):
    cascade_pejabat(pk=pk, user=user)
    draf = create_pk(kantor=kantor, tahun=2026, user=user, alasan="Perubahan")
    assert read(draf) == read(pk)
    satu = draf.pejabat_set.get(jabatan="Sekretaris")
    with pytest.raises(IsianError, match=r"Tetapkan Perjanjian Kinerja kantor lebih dahulu\. Pilih paling sedikit"):
        stipulate(satu, user)


@pytest.mark.parametrize("peran", [Peran.KEPALA, Peran.KABID, Peran.BIDANG])
def test_only_perencana_and_admin(kantor, user, pk, peran):
    lain = create_pejabat(peran, kantor)
    with pytest.raises(AksesError):
        cascade_pejabat(pk=pk, user=lain)
    cascade_pejabat(pk=pk, user=user)
    with pytest.raises(AksesError):
        hold(pk, "SUB", None, lain)


def test_pages(client, kantor, user, pk):
    client.force_login(user)
    daftar = reverse("collection:pejabat_list", args=[pk.pk])
    assert client.post(reverse("collection:pejabat_cascade", args=[pk.pk])).url == daftar
    satu = pk.pejabat_set.get(jabatan="Kepala Unit PMD")
    ubah, pemegang = (reverse(f"collection:{n}", args=[k]) for n, k in (("pejabat_update", satu.pk), ("pemegang_update", pk.pk)))
    for alamat in (daftar, ubah, pemegang, reverse("collection:pejabat_create", args=[pk.pk])):
        response = client.get(alamat)
        assert (response.status_code, find_inline(response.content.decode())) == (200, [])
    isian = {"jenjang": "bidang", "unit": satu.unit_id, "jabatan": "Plt. Kabid", "nama": "Ani", "atasan": satu.atasan_id}
    isian["versi"] = write_versi_pejabat(satu)
    assert client.post(ubah, isian).status_code == 302
    assert client.post(ubah, isian).status_code == 409
    iku = kantor.indikator_set.get(kode="IKU-1")
    pilih = {"versi": write_versi_pemegang(pk, [iku.pk]), f"pemegang-{iku.pk}": str(satu.pk)}
    assert client.post(f"{pemegang}?bagian=utama", pilih).status_code == 302
    assert read(pk)["Plt. Kabid"] == ("Ani", "Kepala Dinas", ["IKU-1", "PRG", "SUB"])
    assert client.post(f"{pemegang}?bagian=utama", pilih).status_code == 409
    assert client.post(f"{pemegang}?bagian=utama", pilih | {f"pemegang-{iku.pk}": "999999"}).status_code == 422
