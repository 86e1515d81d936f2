"""What was stipulated stays as it was signed: the demo's and older papers, numbers of a Perubahan, heads of annexes."""

import datetime

import pytest
from django.urls import reverse

from collection.enums import Peran, StatusPk
from collection.errors import IsianError
from collection.models import Jejak, PerjanjianKinerja, PerjanjianPejabat
from collection.services.pejabat import cascade_pejabat
from collection.services.pk import create_pk, list_kekurangan_pk, save_pk, write_versi_pk
from collection.services.pk_beku import store_isi_tertinggal
from collection.services.pk_isi import build_isi, build_isi_pejabat, read_isi
from measurement.services.pk_cetak import render_pk
from tests.factories.dasar import assign, create_kantor, create_pejabat, create_user
from tests.factories.kertas import read_kertas
from tests.factories.rencana import create_rencana

pytestmark = pytest.mark.django_db


@pytest.fixture
def kantor():
    return create_kantor("dinas-a", pemerintah="Pemerintah Kabupaten Uji")


@pytest.fixture
def user(kantor):
    return create_pejabat(Peran.PERENCANA, kantor)


@pytest.fixture
def pk(kantor):
    """Stipulated before papers were kept."""
    pk = create_rencana(kantor, jumlah=2, status=StatusPk.DITETAPKAN)
    PerjanjianKinerja.objects.filter(pk=pk.pk).update(nomor="050/1", tanggal=datetime.date(2026, 1, 15))
    return PerjanjianKinerja.objects.get(pk=pk.pk)


@pytest.mark.kertas
def test_a_stipulated_paper_keeps_its_words_after_a_rename(kantor, pk):
    assert store_isi_tertinggal() == 1
    kantor.indikator_set.update(nama="Nama lain")
    segar = PerjanjianKinerja.objects.get(pk=pk.pk)
    teks = read_kertas(render_pk(read_isi(segar), konsep=False))
    assert "Indikator 1" in teks and "Nama lain" not in teks
    assert store_isi_tertinggal() == 0
    catatan = Jejak.objects.get(aksi="simpan_isi_perjanjian_kinerja")
    assert (catatan.diterima, catatan.pengguna, catatan.baru["nomor"]) == (True, None, "050/1")


def test_a_draft_is_not_kept(kantor):
    create_rencana(kantor)
    assert store_isi_tertinggal() == 0


@pytest.mark.parametrize("nomor", ["050/1", " 050 / 1", "050/1 "])
def test_a_perubahan_has_a_number_of_its_own(kantor, user, pk, nomor):
    baru = create_pk(kantor=kantor, tahun=2026, user=user, alasan="APBD Perubahan")
    with pytest.raises(IsianError, match=r"sudah dipakai Perjanjian Kinerja 2026\. Perubahan memerlukan nomor") as galat:
        save_pk(pk=baru, isian={"nomor": nomor}, versi=write_versi_pk(baru), user=user)
    assert list(galat.value.kesalahan) == ["nomor"]
    save_pk(pk=baru, isian={"nomor": "050/9"}, versi=write_versi_pk(baru), user=user)


def test_a_draft_that_has_the_number_already_cannot_be_stipulated(kantor, user, pk):
    baru = create_pk(kantor=kantor, tahun=2026, user=user, alasan="APBD Perubahan")
    baru.nomor, baru.tanggal = "050/1", datetime.date(2026, 9, 1)
    assert any("sudah dipakai" in satu for satu in list_kekurangan_pk(baru))
    baru.nomor = "050/9"
    assert list_kekurangan_pk(baru) == []


@pytest.mark.kertas
def test_strategic_are_the_offices_own_sasaran_only(kantor, user):
    pk = create_rencana(kantor)
    create_pejabat(Peran.KEPALA, kantor)
    assign(create_user("Kabid"), Peran.KABID, kantor, kantor.unit_set.first())
    cascade_pejabat(pk=pk, user=user)
    judul = {p.jenjang: build_isi_pejabat(p)["kolom_sasaran"] for p in PerjanjianPejabat.objects.all()}
    assert judul == {"kepala": "Sasaran Strategis", "bidang": "Sasaran"}
    assert build_isi(pk)["kolom_sasaran"] == "Sasaran Strategis"
    kabid = PerjanjianPejabat.objects.get(jenjang="bidang")
    teks = read_kertas(render_pk(build_isi_pejabat(kabid), konsep=True))
    assert "No Sasaran Indikator Kinerja" in teks and "Strategis" not in teks
    lama = build_isi_pejabat(kabid)
    del lama["kolom_sasaran"]
    assert "Sasaran Strategis" in read_kertas(render_pk(lama, konsep=True))


@pytest.mark.parametrize("tahun", ["99999", "1999", "2101", "dua", "-1", "2026.0"])
@pytest.mark.parametrize("cara", ["get", "post"])
def test_a_metodologi_for_an_odd_year_is_refused(client, kantor, tahun, cara):
    client.force_login(create_pejabat(Peran.ADMIN, kantor))
    response = getattr(client, cara)(reverse("measurement:metodologi_create"), {"tahun": tahun})
    assert response.status_code == 422
    assert "bukan tahun yang dapat dipakai. Tulis tahun 2000 sampai 2100." in response.content.decode()


def test_a_metodologi_without_a_year_is_for_this_one(client, kantor):
    client.force_login(create_pejabat(Peran.ADMIN, kantor))
    assert client.get(reverse("measurement:metodologi_create")).status_code == 200
