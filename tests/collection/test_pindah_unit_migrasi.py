"""The migration to one row per indicator and triwulan, over an installation that has doubles from before."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from collection.models import Formulir, Indikator, Realisasi, RealisasiAnggaran
from tests.factories.dasar import create_unit
from tests.factories.formulir import create_kerja

pytestmark = pytest.mark.django_db(transaction=True)

LAMA, BARU = "0004_keterangan_anggaran", "0005_satu_realisasi"


def migrate(nama):
    """Take collection to this migration; gives the models as they were then."""
    executor = MigrationExecutor(connection)
    return executor.migrate([("collection", nama)]).apps


def migrate_all():
    """Every app to its latest migration, as the other tests find it."""
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())


def is_baru():
    """Whether the database has the new columns."""
    with connection.cursor() as kursor:
        kolom = connection.introspection.get_table_description(kursor, "collection_realisasi")
    return "indikator_id" in {satu.name for satu in kolom}


@pytest.fixture
def ganda():
    """The double that used to come when an indicator changed its unit: (kerja, models of before)."""
    kerja = create_kerja()
    unit = create_unit(kerja.kantor, "Bidang Baru")
    Indikator.objects.filter(kode="persen").update(unit=unit)
    baru = Formulir.objects.create(periode=kerja.periode, unit=unit, perjanjian_kinerja=kerja.pk)
    target = kerja.get_baris("persen").target_id
    apps = migrate(LAMA)
    apps.get_model("collection", "Realisasi").objects.create(formulir_id=baru.pk, target_id=target)
    yield kerja, apps.get_model("collection", "Realisasi").objects.filter(target=target).order_by("pk")
    if not is_baru():
        apps.get_model("collection", "Realisasi").objects.filter(formulir=baru.pk).delete()
    migrate_all()


@pytest.mark.parametrize("tempat", [0, 1])
def test_migration_keeps_the_written_one_of_a_double(ganda, tempat):
    kerja, semua = ganda
    tetap = list(semua)[tempat].pk
    semua.filter(pk=tetap).update(nilai=5, diubah_oleh=kerja.operator.pk)
    migrate(BARU)
    assert [b.pk for b in Realisasi.objects.filter(indikator__kode="persen")] == [tetap]
    assert Realisasi.objects.count() == 3


def test_migration_keeps_the_first_of_an_empty_double_and_fills_both_columns(ganda):
    kerja, _ = ganda
    migrate(BARU)
    assert kerja.get_baris("persen").formulir.unit == kerja.unit
    baris = [*Realisasi.objects.all(), *RealisasiAnggaran.objects.all()]
    assert {b.periode for b in baris} == {kerja.periode}
    assert [b.indikator for b in baris[:3]] == [b.target.indikator for b in baris[:3]]
    assert baris[3].sub_kegiatan == baris[3].pagu.sub_kegiatan


def test_migration_stops_where_two_were_written(ganda):
    kerja, semua = ganda
    semua.update(nilai=5, diubah_oleh=kerja.operator.pk)
    with pytest.raises(ValueError, match=r"^2 baris Persentase desa mandiri pada triwulan 1 2026 ada pada lebih dari"):
        migrate(BARU)
    assert semua.count() == 2
