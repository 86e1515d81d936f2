"""Import of Perjanjian Kinerja targets and pagu: first a preview that stores nothing, then all rows or none."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from typing import Protocol

from django.core.files.base import ContentFile
from django.db import models
from django.utils import timezone

from collection.errors import BentrokError, IsianError
from collection.models import (
    Impor,
    Pagu,
    Pengguna,
    PerangkatDaerah,
    PerjanjianKinerja,
    StatusImpor,
    Target,
)
from collection.queries import require_peran
from collection.services.jejak import audited, write_jejak
from collection.services.pk import NILAI_TARGET, PERAN_RENCANA, ensure_draf, find_pk

JENIS = ("baru", "berubah", "tetap", "salah")
BACAAN = ("kode", "satuan", "desimal", "rumus", "skala", "konsolidasi", "target_kumulatif")
PERAN_IMPOR = PERAN_RENCANA


@dataclass(frozen=True, slots=True)
class SelImpor:
    """One cell that would change, as a person reads it."""

    alamat: str
    nama: str
    lama: str
    baru: str
    catatan: str = ""


@dataclass(slots=True)
class BarisImpor:
    """One row of the file and what becomes of it."""

    lembar: str
    nomor: int
    kode: str
    nama: str
    jenis: str
    sel: list[SelImpor] = field(default_factory=list)
    galat: list[str] = field(default_factory=list)
    peringatan: list[str] = field(default_factory=list)
    catatan: str = ""


@dataclass(frozen=True, slots=True)
class Perubahan:
    """One row of the database as it was and as it is now: what the audit trail keeps."""

    objek: Target | Pagu
    baru_dibuat: bool
    lama: dict[str, Decimal | None]
    baru: dict[str, Decimal | None]


@dataclass(slots=True)
class HasilImpor:
    """All rows of a file against the targets of one Perjanjian Kinerja."""

    baris: list[BarisImpor] = field(default_factory=list)
    perubahan: list[Perubahan] = field(default_factory=list)
    tak_disebut: int = 0
    catatan: list[str] = field(default_factory=list)

    @property
    def jumlah(self) -> dict[str, int]:
        """How many rows of each kind."""
        hitung = Counter(baris.jenis for baris in self.baris)
        return {jenis: hitung[jenis] for jenis in JENIS}

    def build_ringkasan(self) -> dict:
        """What the preview page shows: errors, then warnings, then the rest; unchanged rows only as a number."""
        perlu = (b for b in self.baris if b.jenis != "tetap" or b.peringatan or b.catatan)
        urut = sorted(perlu, key=lambda b: (b.jenis != "salah", not b.peringatan))
        return {
            "jumlah": self.jumlah, "tak_disebut": self.tak_disebut, "catatan": self.catatan,
            "peringatan": sum(bool(b.peringatan) for b in urut), "baris": [asdict(b) for b in urut],
        }  # fmt: skip


class Pemuat(Protocol):
    """Reads a file against a Perjanjian Kinerja (None: not made yet); writes only where `simpan`."""

    def __call__(
        self, *, kantor: PerangkatDaerah, pk: PerjanjianKinerja | None, isi: bytes, simpan: bool, tahun: int
    ) -> HasilImpor: ...


def create_impor(*, kantor: PerangkatDaerah, tahun: int, user: Pengguna, nama: str, isi: bytes, muat: Pemuat) -> Impor:
    """Check a file and keep it for confirmation. Raises BerkasError for a file that cannot be read at all."""
    require_peran(user, kantor, *PERAN_IMPOR)
    pk = find_pk(kantor, tahun)
    sidik = compute_sidik(kantor, pk)  # before reading: a change in between is a conflict, never lost
    hasil = muat(kantor=kantor, pk=pk, isi=isi, simpan=False, tahun=tahun)
    return Impor.objects.create(
        perangkat_daerah=kantor, tahun=tahun, pengguna=user, nama=nama[:200], berkas=ContentFile(isi, name="impor"),
        sha256=hashlib.sha256(isi).hexdigest(), ringkasan=hasil.build_ringkasan(), sidik=sidik,
    )  # fmt: skip


def apply_impor(*, impor: Impor, user: Pengguna, muat: Pemuat) -> Impor:
    """Write every row of a checked file, or none, into the year's draft. A second click changes nothing.

    Where the year's agreement is stipulated already, the draft of its Perubahan is made first (services/pk.py).

    Raises AksesError, BentrokError where targets changed since the preview, IsianError where the file has errors.
    """
    with audited(kantor=impor.perangkat_daerah, user=user, aksi="terapkan_impor", objek=impor):
        require_peran(user, impor.perangkat_daerah, *PERAN_IMPOR)
        return _apply(impor, user, muat)


def _apply(impor: Impor, user: Pengguna, muat: Pemuat) -> Impor:
    impor = _lock(impor)
    if impor.status == StatusImpor.DITERAPKAN:
        return impor
    _check_siap(impor)
    _check_sidik(impor)
    pk = ensure_draf(kantor=impor.perangkat_daerah, tahun=impor.tahun, user=user, alasan="")
    kantor, tahun = impor.perangkat_daerah, impor.tahun
    hasil = muat(kantor=kantor, pk=pk, isi=_read_berkas(impor), simpan=True, tahun=tahun)
    if hasil.jumlah["salah"]:
        raise IsianError("Berkas ini memuat kesalahan; tidak ada yang disimpan. Perbaiki, lalu unggah lagi.")
    _write_jejak_perubahan(impor, user, hasil.perubahan)
    return _finish(impor, user, StatusImpor.DITERAPKAN, "terapkan_impor")


def cancel_impor(*, impor: Impor, user: Pengguna) -> Impor:
    """Drop a checked file. A second click changes nothing; an applied one cannot be taken back here.

    Raises AksesError, BentrokError; refusals are audited.
    """
    with audited(kantor=impor.perangkat_daerah, user=user, aksi="batalkan_impor", objek=impor):
        require_peran(user, impor.perangkat_daerah, *PERAN_IMPOR)
        return _cancel(_lock(impor), user)


def _cancel(impor: Impor, user: Pengguna) -> Impor:
    if impor.status == StatusImpor.DIBATALKAN:
        return impor
    if impor.status == StatusImpor.DITERAPKAN:
        raise BentrokError("Impor ini sudah diterapkan, jadi tidak dapat dibatalkan lagi.")
    return _finish(impor, user, StatusImpor.DIBATALKAN, "batalkan_impor")


def compute_sidik(kantor: PerangkatDaerah, pk: PerjanjianKinerja | None) -> str:
    """Fingerprint of all that a preview depends on: how indicators are read, their targets, the pagu."""
    indikator = kantor.indikator_set.order_by("pk").values_list("pk", *BACAAN)
    target = pk.target_set.order_by("indikator").values_list("indikator", *NILAI_TARGET) if pk else []
    pagu = pk.pagu_set.order_by("sub_kegiatan").values_list("sub_kegiatan", "jumlah") if pk else []
    isi = [pk.versi if pk else 0, _write_baris(indikator), _write_baris(target), _write_baris(pagu)]
    return hashlib.sha256(json.dumps(isi).encode()).hexdigest()


def is_usang(impor: Impor) -> bool:
    """Whether targets changed since the preview, so that it can no longer be applied."""
    pk = find_pk(impor.perangkat_daerah, impor.tahun)
    return compute_sidik(impor.perangkat_daerah, pk) != impor.sidik


def _write_baris(baris: Iterable[tuple]) -> list[list[str]]:
    return [[f"{n.normalize():f}" if isinstance(n, Decimal) else str(n) for n in satu] for satu in baris]


def _lock(impor: Impor) -> Impor:
    """Read again under lock; the office's row makes imports of one office wait for each other."""
    PerangkatDaerah.objects.select_for_update(no_key=True).get(pk=impor.perangkat_daerah_id)
    terkunci = Impor.objects.select_for_update(no_key=True, of=("self",))
    return terkunci.select_related("perangkat_daerah").get(pk=impor.pk)


def _check_siap(impor: Impor) -> None:
    if impor.status == StatusImpor.DIBATALKAN:
        raise BentrokError("Impor ini sudah dibatalkan. Unggah berkasnya lagi.")
    if not impor.dapat_diterapkan:
        raise IsianError("Tidak ada yang dapat diterapkan dari berkas ini. Perbaiki, lalu unggah lagi.")


def _check_sidik(impor: Impor) -> None:
    """Lock the figures that the preview was made of. Raises BentrokError where they are others now."""
    pk = find_pk(impor.perangkat_daerah, impor.tahun)
    if pk:
        _lock_semua(pk.target_set)
        _lock_semua(pk.pagu_set)
    if compute_sidik(impor.perangkat_daerah, pk) != impor.sidik:
        raise BentrokError("Target berubah sejak berkas ini diperiksa. Unggah berkasnya lagi dan periksa bedanya.")


def _lock_semua(milik: models.Manager) -> None:
    list(milik.select_for_update(no_key=True).order_by("pk").values_list("pk"))


def _read_berkas(impor: Impor) -> bytes:
    """The kept upload; raises IsianError where it is no longer the file that was checked."""
    try:
        with impor.berkas.open("rb") as berkas:
            isi = berkas.read()
    except FileNotFoundError as galat:
        raise IsianError("Berkas yang diperiksa tidak ada lagi di penyimpanan. Unggah berkasnya lagi.") from galat
    if hashlib.sha256(isi).hexdigest() != impor.sha256:
        raise IsianError("Berkas yang tersimpan tidak sama dengan yang diperiksa. Unggah berkasnya lagi.")
    return isi


def _write_jejak_perubahan(impor: Impor, user: Pengguna, perubahan: list[Perubahan]) -> None:
    for satu in perubahan:
        aksi = f"{'tambah' if satu.baru_dibuat else 'ubah'}_{satu.objek._meta.model_name}"
        write_jejak(
            kantor=impor.perangkat_daerah, user=user, aksi=aksi, objek=satu.objek, lama=satu.lama,
            baru={**satu.baru, "impor": impor.pk},
        )  # fmt: skip


def _finish(impor: Impor, user: Pengguna, status: StatusImpor, aksi: str) -> Impor:
    lama, impor.status, impor.selesai_pada = impor.status, status.value, timezone.now()
    impor.save(update_fields=["status", "selesai_pada"])
    write_jejak(
        kantor=impor.perangkat_daerah, user=user, aksi=aksi, objek=impor,
        lama={"status": lama}, baru={"status": impor.status, "sha256": impor.sha256, **impor.jumlah},
    )  # fmt: skip
    return impor
