"""The demo plan shows what the application can: every manual whole, the Renstra's years, kinds, officials' agreements."""

import pytest

from collection.enums import JenjangPejabat, StatusPk
from collection.models import Indikator, PerangkatDaerah, PerjanjianPejabat, TargetRenstra
from collection.muat import load_rencana
from collection.muat.ekspor import build_ekspor
from collection.services.contoh import create_akun_contoh, create_kantor_contoh, create_pejabat_contoh
from collection.services.indikator import list_kosong
from tests.factories.bentuk import list_target
from tests.factories.rekaman import remember

pytestmark = pytest.mark.django_db


def create_semua():
    create_kantor_contoh(tahun=2026)
    create_akun_contoh()


@pytest.fixture
def kantor(db):
    remember(("kantor_contoh",), create_semua)
    return PerangkatDaerah.objects.get(singkatan="dispermades")


def test_every_indicator_has_its_whole_manual(kantor):
    assert {i.kode: list_kosong(i) for i in Indikator.objects.all() if list_kosong(i)} == {}


def test_the_plan_has_a_range_ya_or_tidak_and_components(kantor):
    isi = {i.rumus: list_target(i.target_set.get()) for i in kantor.indikator_set.filter(rumus__in=["rentang", "ya_tidak"])}
    assert isi["rentang"] == ["84,00–88,00", "80,00–84,00", "82,00–86,00", "83,00–87,00", "84,00–88,00"]
    assert isi["ya_tidak"] == ["Ya", "", "Ya", "Ya", "Ya"]
    assert kantor.indikator_set.exclude(label_pembilang="").get().label_penyebut == "Seluruh desa"


@pytest.mark.parametrize("tahun", [2026, 2027])
def test_each_year_of_the_renstra_has_its_targets_and_that_of_the_agreement_its_own(tahun):
    create_kantor_contoh(tahun=tahun)
    for satu in PerangkatDaerah.objects.all():
        pk = satu.pk_set.get()
        renstra = TargetRenstra.objects.filter(indikator__perangkat_daerah=satu)
        masa = satu.renstra_set.get()
        assert set(renstra.values_list("tahun", flat=True)) == set(range(masa.tahun_awal, masa.tahun_akhir + 1))
        kini = {t.indikator_id: t.get_nilai("nilai") for t in renstra.filter(tahun=pk.tahun)}
        assert kini == {t.indikator_id: t.setahun for t in pk.target_set.all()}


def test_the_demo_goes_out_to_excel_and_comes_back(kantor):
    pk = kantor.pk_set.get()
    hasil = load_rencana(kantor=kantor, pk=pk, isi=build_ekspor(kantor=kantor, pk=pk, tahun=2026), tahun=2026)
    assert (hasil.ubahan, [b.galat for b in hasil.baris if b.galat]) == ([], [])
    assert [p for b in hasil.baris for p in b.peringatan] == []


def test_officials_have_their_agreements_once(kantor):
    assert create_pejabat_contoh() == 8
    milik = PerjanjianPejabat.objects.filter(perjanjian_kinerja__perangkat_daerah=kantor)
    assert milik.filter(jenjang=JenjangPejabat.BIDANG, status=StatusPk.DITETAPKAN).count() == 6
    kabid = milik.get(unit__singkatan="PMD", jenjang=JenjangPejabat.BIDANG)
    assert kabid.isi["pertama"]["nama"].startswith("Kepala Bidang Pemberdayaan Masyarakat dan Desa")
    assert "84,00–88,00" in str(kabid.isi["sasaran"]) and "contoh" in kabid.nomor
    assert milik.get(jenjang=JenjangPejabat.SUB).is_draf
    assert create_pejabat_contoh() == 0
    for jenjang in (JenjangPejabat.SUB, JenjangPejabat.BIDANG, JenjangPejabat.KEPALA):
        PerjanjianPejabat.objects.filter(jenjang=jenjang).delete()
    assert create_pejabat_contoh() == 0  # what people threw away stays away
