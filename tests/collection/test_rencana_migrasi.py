"""The migration that knows drafts, over an installation whose agreements were made before there were any."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from collection.models import PerjanjianKinerja
from tests.factories.dasar import create_kantor

pytestmark = pytest.mark.django_db(transaction=True)
SEBELUM = "0007_kalender"


@pytest.fixture
def lama():
    """Models as they were; every app is at its latest migration again afterwards."""
    kantor = create_kantor()
    yield kantor, MigrationExecutor(connection).migrate([("collection", SEBELUM)]).apps
    migrate_all()


def migrate_all():
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())


def test_agreements_from_before_drafts_are_stipulated_all_versions_of_them(lama):
    kantor, apps = lama
    for versi in (1, 2):
        apps.get_model("collection", "PerjanjianKinerja").objects.create(
            perangkat_daerah_id=kantor.pk, tahun=2026, versi=versi, nomor=f"050/{versi}"
        )
    migrate_all()
    semua = PerjanjianKinerja.objects.order_by("versi").values_list("versi", "nomor", "status")
    assert list(semua) == [(1, "050/1", "ditetapkan"), (2, "050/2", "ditetapkan")]
    assert PerjanjianKinerja.objects.create(perangkat_daerah=kantor, tahun=2027).is_draf
