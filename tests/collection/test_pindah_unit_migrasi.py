"""The migration to one row per indicator and triwulan, over an installation that has doubles from before."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from collection.models import Formulir, Indikator, Realisasi, RealisasiAnggaran
from tests.factories.dasar import create_unit
from tests.factories.formulir import create_kerja

pytestmark = pytest.mark.django_db(transaction=True)

KODE = {"persen": 0, "jumlah": 1, "predikat": 0}
"""Which of the two rows stays: the written one (first, second), or the first of two empty ones."""
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
    """The doubles that used to come when an indicator changed its unit: (kerja, realisasi of before by indicator)."""
    kerja = create_kerja()
    unit = create_unit(kerja.kantor, "Bidang Baru")
    Indikator.objects.update(unit=unit)
    baru = Formulir.objects.create(periode=kerja.periode, unit=unit, perjanjian_kinerja=kerja.pk)
    target = {kode: kerja.get_baris(kode).target_id for kode in KODE}
    semua = migrate(LAMA).get_model("collection", "Realisasi").objects
    for satu in target.values():
        semua.create(formulir_id=baru.pk, target_id=satu)
    yield kerja, {kode: semua.filter(target=satu).order_by("pk") for kode, satu in target.items()}
    if not is_baru():
        semua.filter(formulir=baru.pk).delete()
    migrate_all()


def test_migration_keeps_the_written_one_of_a_double_else_the_first_and_fills_both_columns(ganda):
    kerja, semua = ganda
    tetap = {kode: list(semua[kode])[tempat].pk for kode, tempat in KODE.items()}
    for kode in ("persen", "jumlah"):
        semua[kode].filter(pk=tetap[kode]).update(nilai=5, diubah_oleh=kerja.operator.pk)
    migrate(BARU)
    migrate_all()
    assert {b.indikator.kode: b.pk for b in Realisasi.objects.all()} == tetap
    baris = [*Realisasi.objects.all(), *RealisasiAnggaran.objects.all()]
    assert {b.periode for b in baris} == {kerja.periode}
    assert [b.indikator for b in baris[:3]] == [b.target.indikator for b in baris[:3]]
    assert baris[3].sub_kegiatan == baris[3].pagu.sub_kegiatan


def test_migration_stops_where_two_were_written(ganda):
    kerja, semua = ganda
    semua["persen"].update(nilai=5, diubah_oleh=kerja.operator.pk)
    with pytest.raises(ValueError, match=r"^2 baris Persentase desa mandiri pada triwulan 1 2026 ada pada lebih dari"):
        migrate(BARU)
    assert semua["persen"].count() == 2
