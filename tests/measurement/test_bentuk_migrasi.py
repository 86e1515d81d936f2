"""The migrations that know ranges and components, over figures that were frozen before there were any; both ways."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.migrations.executor import MigrationExecutor

from measurement.models import BarisKertasKerja, Koreksi
from measurement.services.baris import list_baris
from measurement.services.hitung import build_patokan, recompute_baris
from tests.factories.laporan import make_kasus, make_koreksi

pytestmark = pytest.mark.django_db(transaction=True)
SEBELUM = [("measurement", "0117_pindaian_untuk"), ("collection", "0100_impor_rencana")]
KOLOM = ("kode", "deret", "target", "target_tahunan", "realisasi", "capaian", "penjelasan")


def migrate(sasaran):
    executor = MigrationExecutor(connection)
    executor.migrate(sasaran or executor.loader.graph.leaf_nodes())


@pytest.fixture
def kertas():
    """A round with a correction that went back to the old columns and forward again."""
    kasus = make_kasus(3)
    make_koreksi(kasus.kertas.baris_set.get(urutan=2), "9.10", kasus.kepala)
    kasus.lama = list(kasus.kertas.baris_set.values_list(*KOLOM))
    migrate(SEBELUM)
    migrate([])
    return kasus


def test_old_rows_read_as_before_and_stay_append_only(kertas):
    assert list(kertas.kertas.baris_set.values_list(*KOLOM)) == kertas.lama
    patokan = build_patokan(kertas.kertas.metodologi)
    for b in list_baris(kertas.kertas):
        assert recompute_baris(b.baris, b.terukur, patokan)["capaian"] == b.hasil.capaian
    for model in (BarisKertasKerja, Koreksi):
        tabel = model._meta.db_table
        for perintah in (f"UPDATE {tabel} SET penjelasan = 'x'", f"DELETE FROM {tabel}"):
            with pytest.raises(DatabaseError, match="kekal"), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(perintah)
