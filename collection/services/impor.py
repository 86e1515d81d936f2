"""Import of the plan from Excel: first a preview that stores no figure, then all rows or none."""

import hashlib
from typing import Protocol
from zoneinfo import ZoneInfo

from django.core.files.base import ContentFile
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format

from collection.errors import BentrokError, IsianError
from collection.models import (
    Impor,
    Jejak,
    NilaiSkala,
    Pengguna,
    PerangkatDaerah,
    PerjanjianKinerja,
    StatusImpor,
    TargetRenstra,
)
from collection.queries import require_peran
from collection.services.banyak import digest_mentah, without_gc
from collection.services.hasil_impor import HasilImpor, Ubahan
from collection.services.jejak import audited, write_jejak
from collection.services.kemajuan import tell, track
from collection.services.pk import PERAN_RENCANA, ensure_draf, find_pk
from collection.services.tulis_angka import DALAM_PK
from collection.services.tulis_impor import URUTAN, write_ubahan
from collection.services.unsur import UNSUR

PERAN_IMPOR = PERAN_RENCANA


class Pemuat(Protocol):
    """Reads a file against the plan and a Perjanjian Kinerja (None: not made yet); writes nothing."""

    def __call__(
        self, *, kantor: PerangkatDaerah, pk: PerjanjianKinerja | None, isi: bytes, tahun: int
    ) -> HasilImpor: ...


def create_impor(*, kantor: PerangkatDaerah, tahun: int, user: Pengguna, nama: str, isi: bytes, muat: Pemuat) -> Impor:
    """Check a file and keep it for confirmation. Raises BerkasError for a file that cannot be read at all."""
    require_peran(user, kantor, *PERAN_IMPOR)
    pk = find_pk(kantor, tahun)
    sidik = compute_sidik(kantor, pk)  # before reading: a change in between is a conflict, never lost
    with without_gc(), track(kantor, user, f"Memeriksa {nama}", 3):
        hasil = muat(kantor=kantor, pk=pk, isi=isi, tahun=tahun)
        tell("menyimpan pratinjau", 3)
        impor = Impor.objects.create(
            perangkat_daerah=kantor, tahun=tahun, pengguna=user, nama=nama[:200], berkas=ContentFile(isi, name="impor"),
            sha256=hashlib.sha256(isi).hexdigest(), ringkasan=hasil.build_ringkasan(), sidik=sidik,
            rincian=[baris.write_daftar() for baris in hasil.list_perlu()], ubahan=hasil.ubahan,
        )  # fmt: skip
        del hasil, impor.rincian, impor.ubahan  # stored; else the collector looks through all of it
        return impor


def apply_impor(*, impor: Impor, user: Pengguna) -> Impor:
    """Write every row of a checked file, or none. A second click changes nothing.

    Targets and pagu go into the year's draft; where the year's agreement is stipulated already, the draft of its
    Perubahan is made first (services/pk.py). Raises AksesError, BentrokError where the plan changed since the preview,
    with who changed it, IsianError where the file has errors.
    """
    with audited(kantor=impor.perangkat_daerah, user=user, aksi="terapkan_impor", objek=impor):
        require_peran(user, impor.perangkat_daerah, *PERAN_IMPOR)
        with without_gc(), track(impor.perangkat_daerah, user, f"Menerapkan {impor.nama}", 3):
            return _apply(impor, user)


def _apply(impor: Impor, user: Pengguna) -> Impor:
    impor = lock_impor(impor)
    if impor.status == StatusImpor.DITERAPKAN:
        return impor
    _check_siap(impor)
    tell("memeriksa bahwa rencana belum berubah", 1)
    _check_sidik(impor)
    read_berkas(impor)  # what is on record must be what was written
    kantor, ubahan = impor.perangkat_daerah, [Ubahan(*satu) for satu in impor.ubahan]
    pk = None
    if any(satu.model in DALAM_PK for satu in ubahan):
        semula = find_pk(kantor, impor.tahun)
        pk = ensure_draf(kantor=kantor, tahun=impor.tahun, user=user, alasan="")
        impor.ringkasan |= {"draf": pk.pk, "draf_baru": semula != pk}
    tertulis = write_ubahan(kantor=kantor, pk=pk, ubahan=ubahan, user=user, impor=impor.pk)
    if tertulis is not ubahan:  # rows that were added have keys now
        impor.ubahan = tertulis
        impor.save(update_fields=["ubahan"])
    del ubahan, tertulis, impor.ubahan  # as above
    return _finish(impor, user, StatusImpor.DITERAPKAN, "terapkan_impor")


def cancel_impor(*, impor: Impor, user: Pengguna) -> Impor:
    """Drop a checked file. A second click changes nothing; an applied one cannot be taken back here.

    Raises AksesError, BentrokError; refusals are audited.
    """
    with audited(kantor=impor.perangkat_daerah, user=user, aksi="batalkan_impor", objek=impor):
        require_peran(user, impor.perangkat_daerah, *PERAN_IMPOR)
        return _cancel(lock_impor(impor), user)


def _cancel(impor: Impor, user: Pengguna) -> Impor:
    if impor.status == StatusImpor.DIBATALKAN:
        return impor
    if impor.status != StatusImpor.DIPERIKSA:
        raise BentrokError("Impor ini sudah diterapkan, jadi tidak dapat dibatalkan lagi. Urungkan bila perlu.")
    return _finish(impor, user, StatusImpor.DIBATALKAN, "batalkan_impor")


def compute_sidik(kantor: PerangkatDaerah, pk: PerjanjianKinerja | None) -> str:
    """Fingerprint of all that a preview depends on: the plan, its indicators, their targets, the pagu, the units."""
    unsur = [model._default_manager.filter(**{jalan: kantor}) for model, _, jalan in UNSUR.values()]
    milik = [
        kantor.unit_set.all(),
        kantor.indikator_set.all(),
        TargetRenstra.objects.filter(indikator__perangkat_daerah=kantor),
    ]
    angka = [pk.target_set.all(), pk.pagu_set.all()] if pk else []
    skala = NilaiSkala.objects.all()
    cerna = hashlib.sha256(str(pk.versi if pk else 0).encode())
    for semua in (*unsur, *milik, skala, *angka):
        digest_mentah(cerna, semua.order_by("pk").values_list())
    return cerna.hexdigest()


def is_usang(impor: Impor) -> bool:
    """Whether targets changed since the preview, so that it can no longer be applied."""
    pk = find_pk(impor.perangkat_daerah, impor.tahun)
    return compute_sidik(impor.perangkat_daerah, pk) != impor.sidik


def lock_impor(impor: Impor) -> Impor:
    """Read again under lock; the office's row makes imports of one office wait for each other."""
    PerangkatDaerah.objects.select_for_update(no_key=True).get(pk=impor.perangkat_daerah_id)
    terkunci = Impor.objects.select_for_update(no_key=True, of=("self",)).defer("rincian")
    return terkunci.select_related("perangkat_daerah").get(pk=impor.pk)


def _check_siap(impor: Impor) -> None:
    if impor.status != StatusImpor.DIPERIKSA:
        raise BentrokError(f"Impor ini sudah {StatusImpor(impor.status).label.lower()}. Unggah berkasnya lagi.")
    if not impor.dapat_diterapkan:
        raise IsianError("Tidak ada yang dapat diterapkan dari berkas ini. Perbaiki, lalu unggah lagi.")


def _check_sidik(impor: Impor) -> None:
    """Lock the figures that the preview was made of. Raises BentrokError where they are others now."""
    pk = find_pk(impor.perangkat_daerah, impor.tahun)
    if pk:
        _lock_semua(pk.target_set)
        _lock_semua(pk.pagu_set)
    if compute_sidik(impor.perangkat_daerah, pk) != impor.sidik:
        siapa = write_pengubah(impor)
        raise BentrokError(
            f"Target berubah sejak berkas ini diperiksa. {siapa}Unggah berkasnya lagi dan periksa bedanya."
        )


def _lock_semua(milik: models.Manager) -> None:
    list(milik.select_for_update(no_key=True).order_by("pk").values_list("pk"))


def write_pengubah(impor: Impor) -> str:
    """Who changed the plan last since the file was checked, and when, as a sentence; empty where none is known."""
    rencana = [*URUTAN, "impor", "perjanjiankinerja"]
    sejak = Jejak.objects.filter(perangkat_daerah=impor.perangkat_daerah, waktu__gt=impor.diunggah_pada, diterima=True)
    satu = sejak.filter(objek__in=rencana).select_related("pengguna").first()
    if satu is None:
        return ""
    waktu = date_format(timezone.localtime(satu.waktu, ZoneInfo(impor.perangkat_daerah.zona)), "j F Y H.i")
    kerja = f"menerapkan {satu.label}" if satu.aksi == "terapkan_impor" else f"mengubah {satu.label}"
    return f"{satu.pengguna} {kerja} pada {waktu}. "


def read_berkas(impor: Impor) -> bytes:
    """The kept upload; raises IsianError where it is no longer the file that was checked."""
    try:
        with impor.berkas.open("rb") as berkas:
            isi = berkas.read()
    except FileNotFoundError as galat:
        raise IsianError("Berkas yang diperiksa tidak ada lagi di penyimpanan. Unggah berkasnya lagi.") from galat
    if hashlib.sha256(isi).hexdigest() != impor.sha256:
        raise IsianError("Berkas yang tersimpan tidak sama dengan yang diperiksa. Unggah berkasnya lagi.")
    return isi


def _finish(impor: Impor, user: Pengguna, status: StatusImpor, aksi: str) -> Impor:
    lama, impor.status, impor.selesai_pada = impor.status, status.value, timezone.now()
    impor.save(update_fields=["status", "selesai_pada", "ringkasan"])
    write_jejak(
        kantor=impor.perangkat_daerah, user=user, aksi=aksi, objek=impor,
        lama={"status": lama}, baru={"status": impor.status, "sha256": impor.sha256, **impor.jumlah},
    )  # fmt: skip
    return impor
