"""Standards beside which an indicator is held: who adds them, how they are read, what is refused."""

from decimal import Decimal

import pytest
from django.urls import reverse

from collection.enums import Peran
from collection.errors import AksesError, BentrokError, IsianError
from collection.models import Jejak, StandarPembanding
from collection.services.indikator import delete_indikator
from collection.services.standar import create_standar, delete_standar
from collection.services.unsur import write_versi_unsur
from tests.factories.dasar import create_kantor, create_pejabat
from tests.factories.rencana import create_rencana

pytestmark = pytest.mark.django_db
ISI = {"tingkat": "nasional", "tahun": 2025, "nilai": "11,50", "sumber": " BPS, Statistik Indonesia 2026 "}


@pytest.fixture
def kantor():
    return create_kantor("dinas-a")


@pytest.fixture
def user(kantor):
    return create_pejabat(Peran.PERENCANA, kantor)


@pytest.fixture
def indikator(kantor):
    create_rencana(kantor)
    return kantor.indikator_set.first()


def test_a_standard_is_read_as_every_figure_is_and_told_on_the_trail(indikator, user):
    satu = create_standar(indikator=indikator, user=user, **ISI)
    assert (satu.nilai, satu.sumber, str(satu)) == (Decimal("11.5"), "BPS, Statistik Indonesia 2026", "Nasional 2025")
    assert create_standar(indikator=indikator, user=user, **ISI) == satu
    jejak = Jejak.objects.get(aksi="tambah_standar")
    assert (jejak.baru["nilai"], jejak.baru["kode"]) == ("11.5", indikator.kode)
    delete_standar(standar=satu, user=user)
    assert not StandarPembanding.objects.exists()
    assert Jejak.objects.get(aksi="hapus_standar").lama["sumber"] == "BPS, Statistik Indonesia 2026"
    with pytest.raises(BentrokError, match="sudah dihapus"):
        delete_standar(standar=satu, user=user)


@pytest.mark.parametrize(("beda", "medan"), [({"nilai": "banyak"}, "nilai"), ({"nilai": " "}, "nilai")])
def test_what_is_no_number_is_refused_at_its_field(indikator, user, beda, medan):
    with pytest.raises(IsianError) as galat:
        create_standar(indikator=indikator, user=user, **ISI | beda)
    assert list(galat.value.kesalahan) == [medan]


def test_a_year_has_one_figure_of_a_level(indikator, user):
    create_standar(indikator=indikator, user=user, **ISI)
    create_standar(indikator=indikator, user=user, **ISI | {"tingkat": "provinsi"})
    with pytest.raises(IsianError, match="Standar Nasional 2025 sudah ada"):
        create_standar(indikator=indikator, user=user, **ISI | {"nilai": "12"})


def test_only_who_writes_the_plan(indikator, kantor, user):
    satu = create_standar(indikator=indikator, user=user, **ISI)
    lain = create_pejabat(Peran.TIM_SAKIP, kantor)
    with pytest.raises(AksesError):
        create_standar(indikator=indikator, user=lain, **ISI | {"tahun": 2024})
    with pytest.raises(AksesError):
        delete_standar(standar=satu, user=lain)
    assert StandarPembanding.objects.get() == satu


def test_the_page_of_the_indicator_shows_adds_and_removes(client, indikator, user):
    client.force_login(user)
    jawab = client.post(reverse("collection:standar_create", args=[indikator.pk]), ISI | {"nilai": "x"})
    assert jawab.status_code == 422 and "bukan angka" in jawab.content.decode()
    client.post(reverse("collection:standar_create", args=[indikator.pk]), ISI)
    halaman = reverse("collection:indikator_detail", args=[indikator.pk])
    teks = client.get(halaman).content.decode()
    assert "Nasional 2025" in teks and "11,50" in teks and "BPS, Statistik Indonesia 2026" in teks
    satu = StandarPembanding.objects.get()
    assert client.post(reverse("collection:standar_delete", args=[indikator.pk + 1, satu.pk])).status_code == 404
    client.post(reverse("collection:standar_delete", args=[indikator.pk, satu.pk]))
    assert "Belum ada standar nasional" in client.get(halaman).content.decode()


def test_an_indicator_without_values_goes_with_its_standards(indikator, user):
    create_standar(indikator=indikator, user=user, **ISI)
    indikator.target_set.all().delete()
    delete_indikator(indikator=indikator, versi=write_versi_unsur(indikator), user=user)
    assert not StandarPembanding.objects.exists()
