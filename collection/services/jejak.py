"""Writing the audit trail: the one place that adds a row to it."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from decimal import Decimal
from typing import NamedTuple

from django.db import connection, models, transaction
from django.utils import timezone

from collection.errors import SakipError
from collection.models import Jejak, Pengguna, PerangkatDaerah
from collection.queries import list_kabar, write_masa
from collection.services.banyak import insert_semua
from collection.services.simpanan import undo_berkas


class CatatanJejak(NamedTuple):
    """One row of many that are put on record together; values as `write_nilai` writes them.

    With `alasan` it is a refused attempt.
    """

    aksi: str
    objek: str
    objek_id: int
    label: str
    lama: Mapping[str, object]
    baru: Mapping[str, object]
    alasan: str = ""


def write_nilai(nilai: object) -> object:
    """A value as JSON keeps it: decimals as exact text, rows by their key."""
    if isinstance(nilai, Decimal):
        return f"{nilai.normalize():f}"
    if nilai is None or isinstance(nilai, (int, list, dict)):
        return nilai
    return nilai.pk if isinstance(nilai, models.Model) else str(nilai)


def write_jejak(
    *,
    kantor: PerangkatDaerah,
    user: Pengguna | None,
    aksi: str,
    objek: models.Model,
    lama: Mapping[str, object] | None = None,
    baru: Mapping[str, object] | None = None,
) -> Jejak:
    """Record an accepted change with its old and new values; call it inside the change's transaction."""
    return _create(
        kantor, user, aksi, objek,
        lama={kunci: write_nilai(nilai) for kunci, nilai in (lama or {}).items()},
        baru={kunci: write_nilai(nilai) for kunci, nilai in (baru or {}).items()},
    )  # fmt: skip


def write_jejak_semua(*, kantor: PerangkatDaerah, user: Pengguna, catatan: Iterable[CatatanJejak]) -> None:
    """Record many changes and refusals at once, in their order; call it inside the changes' transaction."""
    waktu = connection.ops.adapt_datetimefield_value(timezone.now())
    kolom = (
        "perangkat_daerah_id", "pengguna_id", "waktu", "diterima", "alasan", "aksi", "objek", "objek_id", "label",
        "lama", "baru",
    )  # fmt: skip
    tulis = json.JSONEncoder(check_circular=False).encode
    insert_semua(Jejak, kolom, [
        (kantor.pk, user.pk, waktu, not satu.alasan, satu.alasan, satu.aksi, satu.objek, satu.objek_id,
         satu.label[:250], tulis(satu.lama), tulis(satu.baru))
        for satu in catatan
    ])  # fmt: skip


def write_penolakan(
    *, kantor: PerangkatDaerah, user: Pengguna | None, aksi: str, objek: models.Model, alasan: str
) -> Jejak:
    """Record a refused attempt; call it after the refused transaction has rolled back."""
    return _create(kantor, user, aksi, objek, diterima=False, alasan=alasan)


def _create(
    kantor: PerangkatDaerah, user: Pengguna | None, aksi: str, objek: models.Model, **isi: object
) -> Jejak:
    return Jejak.objects.create(
        perangkat_daerah=kantor,
        pengguna=user,
        aksi=aksi,
        objek=objek._meta.model_name,
        objek_id=objek.pk,
        label=str(objek)[:250],
        **isi,
    )


@contextmanager
def audited(
    *, kantor: PerangkatDaerah, user: Pengguna | None, aksi: str, objek: models.Model
) -> Iterator[None]:
    """One transaction for the block; a refusal rolls it back, is put on record, and goes on to the caller.

    Files that were stored inside go with what failed.
    """
    with audited_later(lambda: (kantor, objek), user=user, aksi=aksi):
        yield


@contextmanager
def audited_later(
    cari: Callable[[], tuple[PerangkatDaerah, models.Model]], *, user: Pengguna | None, aksi: str
) -> Iterator[None]:
    """As `audited`, where the block itself reads the object: `cari` gives office and object of a refusal alone.

    What `cari` raises goes on in place of the refusal: of what the user may not see nothing is put on record.
    """
    try:
        with undo_berkas(), transaction.atomic():
            yield
    except SakipError as error:
        kantor, objek = cari()
        write_penolakan(kantor=kantor, user=user, aksi=aksi, objek=objek, alasan=str(error))
        raise


def write_luar_jangkauan(*, user: Pengguna, alamat: str) -> None:
    """Record in each office of the roles that the user no longer (or not yet) holds that something was sent there."""
    kantor = {penugasan.perangkat_daerah_id: penugasan for penugasan in list_kabar(user)}
    for penugasan in kantor.values():
        write_penolakan(
            kantor=penugasan.perangkat_daerah, user=user, aksi="kiriman_luar_masa", objek=penugasan,
            alasan=f"{write_masa(penugasan)} Kiriman ke {alamat} ditolak.",
        )  # fmt: skip
