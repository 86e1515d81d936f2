"""Restoring an archive package, so that its signed papers can be verified here: all of it, or nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from django.core.files import File
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction

from collection.models import PerangkatDaerah
from collection.services.jejak import write_jejak
from collection.services.simpanan import undo_berkas
from measurement.errors import PulihError
from measurement.models import ArsipPulihan, DokumenPulihan
from measurement.queries import scope_dokumen_publik, scope_naskah_publik, scope_pulihan_publik
from measurement.services.arsip import hash_berkas
from measurement.services.bukti_paket import Calon, build_arsip, list_calon
from measurement.services.paket_arsip import Paket, check_bentuk


@dataclass(frozen=True)
class Pemulihan:
    """What a package holds; `arsip` is None where nothing was written, `ada` where all of it is here already."""

    nama: str
    dokumen: tuple[DokumenPulihan, ...]
    kurang: tuple[tuple[str, str], ...]
    arsip: ArsipPulihan | None = None
    ada: bool = False


def restore_paket(jalur: Path, *, percaya: Sequence[str] = (), periksa: bool = False) -> Pemulihan:
    """Check a package and, unless `periksa`, keep it. Raises PulihError: which file is why it is not taken.

    `percaya`: SHA-256 fingerprints of signing certificates that the caller vouches for.
    """
    paket = check_bentuk(jalur)
    arsip = build_arsip(paket)
    semua = list_calon(paket, arsip, percaya)
    hasil = Pemulihan(str(arsip), tuple(satu.baris for satu in semua), paket.kurang)
    if _is_ada(semua):
        return Pemulihan(hasil.nama, hasil.dokumen, hasil.kurang, ada=True)
    if periksa:
        return hasil
    return Pemulihan(hasil.nama, hasil.dokumen, hasil.kurang, _store(paket, arsip, semua))


def _is_ada(semua: Sequence[Calon]) -> bool:
    """Whether a signed paper of the package is here: in its own case, or restored before."""
    kode = [satu.baris.kode for satu in semua]
    return any(
        scope().filter(kode__in=kode).exists()
        for scope in (scope_dokumen_publik, scope_naskah_publik, scope_pulihan_publik)
    )


def _store(paket: Paket, arsip: ArsipPulihan, semua: Sequence[Calon]) -> ArsipPulihan:
    """Files before their rows, and away again with them: the last row decides."""
    try:
        with undo_berkas(), transaction.atomic():
            with paket.jalur.open("rb") as berkas:
                arsip.berkas.save("paket.zip", File(berkas), save=False)
            _check_tersimpan(paket, arsip)
            arsip.save()
            for satu in semua:
                satu.baris.arsip = arsip
                satu.baris.berkas.save("dokumen.pdf", ContentFile(satu.isi), save=False)
                satu.baris.save()
            _write_jejak(arsip, semua)
    except IntegrityError:
        raise PulihError(f"{paket.jalur.name}: sedang dipulihkan oleh perintah lain pada saat yang sama.") from None
    return arsip


def _check_tersimpan(paket: Paket, arsip: ArsipPulihan) -> None:
    """What is kept is what was checked, also where somebody changed the file in between. Raises PulihError."""
    with arsip.berkas.storage.open(arsip.berkas.name, "rb") as berkas:
        if hash_berkas(berkas)[0] != paket.sha256:
            raise PulihError(f"{paket.jalur.name}: berubah selama dipulihkan.")


def _write_jejak(arsip: ArsipPulihan, semua: Sequence[Calon]) -> None:
    """On the office's trail, where the installation has the office; the row itself says when in any case."""
    kantor = PerangkatDaerah.objects.filter(kode=arsip.kode_kantor).first()
    if kantor:
        baru = {"sha256": arsip.sha256, "dokumen": [satu.baris.kode for satu in semua]}
        write_jejak(kantor=kantor, user=None, aksi="pulihkan_arsip", objek=arsip, baru=baru)
