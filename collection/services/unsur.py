"""The elements of the plan, from the Renstra down to the sub kegiatan: added, changed, removed."""

from collections.abc import Mapping

from django.db import models
from django.db.models import ProtectedError

from collection.errors import BentrokError, IsianError
from collection.models import (
    Indikator,
    Kegiatan,
    Pengguna,
    PerangkatDaerah,
    Program,
    Renstra,
    Sasaran,
    SubKegiatan,
    Tujuan,
)
from collection.services.isian import change_objek, clean_objek
from collection.services.jejak import audited, write_jejak
from collection.services.pk import lock_rencana
from collection.services.sidik import check_versi, compute_sidik_objek

UNSUR: dict[str, tuple[type[models.Model], str, str]] = {
    "renstra": (Renstra, "perangkat_daerah", "perangkat_daerah"),
    "tujuan": (Tujuan, "renstra", "renstra__perangkat_daerah"),
    "sasaran": (Sasaran, "tujuan", "tujuan__renstra__perangkat_daerah"),
    "program": (Program, "perangkat_daerah", "perangkat_daerah"),
    "kegiatan": (Kegiatan, "program", "program__perangkat_daerah"),
    "sub_kegiatan": (SubKegiatan, "kegiatan", "kegiatan__program__perangkat_daerah"),
}
"""Kind → its model, the name of its parent, and the way to its office."""

HILANG = "{} ini sudah dihapus orang lain. Kembali ke Rencana."
Unsur = Renstra | Tujuan | Sasaran | Program | Kegiatan | SubKegiatan


def find_kantor_unsur(unsur: Unsur | Indikator) -> PerangkatDaerah:
    """The office that an element of the plan belongs to."""
    for nama in ("perangkat_daerah", "renstra", "tujuan", "program", "kegiatan"):
        if hasattr(unsur, nama):
            atas = getattr(unsur, nama)
            return atas if isinstance(atas, PerangkatDaerah) else find_kantor_unsur(atas)
    raise TypeError(unsur)


def write_versi_unsur(unsur: models.Model) -> str:
    """Fingerprint of a row of the plan, all of its columns."""
    return compute_sidik_objek(unsur, [field.attname for field in unsur._meta.concrete_fields])


def save_unsur(*, unsur: Unsur, isian: Mapping[str, object], versi: str, user: Pengguna) -> Unsur:
    """Add (a row without a key, its parent set) or change an element of the plan.

    `versi`: fingerprint of the row that the page showed; of a new one nothing. Raises AksesError, BentrokError,
    IsianError per field.
    """
    kantor, baru = find_kantor_unsur(unsur), unsur.pk is None
    nama = str(unsur._meta.verbose_name).replace(" ", "_")
    aksi = f"{'tambah' if baru else 'ubah'}_{nama}"
    with audited(kantor=kantor, user=user, aksi=aksi, objek=kantor if baru else unsur):
        lock_rencana(kantor, user)
        segar = unsur if baru else get_segar(unsur, versi)
        lama, ubahan = change_objek(segar, isian)
        check_kode(segar, _find_induk_kode(segar))
        clean_objek(segar)
        if ubahan or baru:
            segar.save()
            write_jejak(
                kantor=kantor, user=user, aksi=aksi, objek=segar, lama={} if baru else lama,
                baru=dict(isian) if baru else ubahan,
            )  # fmt: skip
    return segar


def get_segar(unsur: models.Model, versi: str) -> models.Model:
    """The row as it is now. Raises BentrokError where it is gone, or is not what the page showed."""
    segar = type(unsur).objects.filter(pk=unsur.pk).first()
    if segar is None:
        raise BentrokError(HILANG.format(str(unsur._meta.verbose_name).capitalize()))
    check_versi(versi, write_versi_unsur(segar))
    return segar


def _find_induk_kode(unsur: Unsur) -> Program | Kegiatan | None:
    """Whose code this one's goes on from."""
    return unsur.program if isinstance(unsur, Kegiatan) else unsur.kegiatan if isinstance(unsur, SubKegiatan) else None


def check_kode(unsur: Unsur, induk: Program | Kegiatan | None) -> None:
    """A code goes on from its parent's (Kepmendagri 900.1.15.5-1317/2023). Raises IsianError."""
    if induk is not None and not unsur.kode.startswith(f"{induk.kode}."):
        pesan = f"Kodenya harus diawali kode {induk._meta.verbose_name}nya: {induk.kode}."
        raise IsianError(pesan, {"kode": [pesan]})


def delete_unsur(*, unsur: Unsur, versi: str, user: Pengguna) -> None:
    """Remove an element that nothing hangs on. Raises AksesError, BentrokError, IsianError naming what hangs on it."""
    kantor = find_kantor_unsur(unsur)
    aksi = f"hapus_{str(unsur._meta.verbose_name).replace(' ', '_')}"
    with audited(kantor=kantor, user=user, aksi=aksi, objek=unsur):
        lock_rencana(kantor, user)
        segar = get_segar(unsur, versi)
        kolom = {f.attname: getattr(segar, f.attname) for f in segar._meta.concrete_fields}
        write_jejak(kantor=kantor, user=user, aksi=aksi, objek=segar, lama=kolom)
        try:
            segar.delete()
        except ProtectedError as error:
            raise IsianError(_write_gantungan(segar, error)) from error


def _write_gantungan(unsur: models.Model, error: ProtectedError) -> str:
    """What keeps the row, by kind and number."""
    jumlah: dict[str, int] = {}
    for satu in error.protected_objects:
        nama = str(satu._meta.verbose_name)
        jumlah[nama] = jumlah.get(nama, 0) + 1
    milik = ", ".join(f"{n} {nama}" for nama, n in sorted(jumlah.items()))
    return f"{str(unsur._meta.verbose_name).capitalize()} ini masih memuat {milik}. Hapus atau pindahkan lebih dahulu."
