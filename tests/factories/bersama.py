"""Rows that a whole test file shares: built once, and what each test changes is rolled back to them."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import transaction
from django.test import override_settings

from measurement.enums import Status
from tests.factories.kantor_contoh import create_kasus
from tests.factories.rekaman import remember


@contextmanager
def share(django_db_blocker, folder: Path) -> Iterator[None]:
    """Build inside the block and yield the keys: a module-scoped fixture keeps them until its last test."""
    sandi = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    with django_db_blocker.unblock(), transaction.atomic():
        with override_settings(VAR_DIR=folder, MEDIA_ROOT=folder / "berkas", PASSWORD_HASHERS=sandi):
            yield
        transaction.set_rollback(True)


def create_dua_triwulan() -> dict[int, int]:
    """Two cases of the small office at once: I waits for the Kepala's correction (12), II for its computing (8)."""
    return create_beberapa({1: Status.KOREKSI, 2: Status.KERTAS_KERJA})


def create_beberapa(tahap: dict[int, Status]) -> dict[int, int]:
    """Cases of the small office by triwulan, each at its status; gives their keys. Built once, as by `remember`."""
    return remember(("beberapa", *tahap.items()), lambda: _build(tahap))


def _build(tahap: dict[int, Status]) -> dict[int, int]:
    """The first one is remembered by itself, too."""
    (pertama, status), *lain = tahap.items()
    satu = create_kasus(status, triwulan=pertama)
    kantor = satu.perangkat_daerah
    return {pertama: satu.pk} | {tw: create_kasus(status, kantor=kantor, triwulan=tw).pk for tw, status in lain}
