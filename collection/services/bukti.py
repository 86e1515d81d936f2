"""Evidence files: kind checked by content (isi_berkas), hash kept, never deleted from the store."""

import hashlib

from django.core.files.base import ContentFile, File
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from collection.errors import BentrokError, BerkasError
from collection.models import Bukti, Pengguna, Realisasi
from collection.services.isi_berkas import find_jenis, read_berkas
from collection.services.jejak import audited, write_jejak
from collection.services.realisasi import lock_formulir, require_baris_terbuka


def attach_bukti(*, realisasi: Realisasi, berkas: UploadedFile, user: Pengguna) -> Bukti:
    """Keep one evidence file with the row, each content once. Raises BerkasError, AksesError, BentrokError."""
    kantor = realisasi.formulir.periode.perangkat_daerah
    with audited(kantor=kantor, user=user, aksi="unggah_bukti", objek=realisasi):
        formulir = lock_formulir(realisasi.formulir_id, user)
        require_baris_terbuka(formulir, realisasi)
        nama, isi = read_berkas(berkas)
        jenis, sha256 = find_jenis(nama, isi), hashlib.sha256(isi).hexdigest()
        _require_baru(realisasi, nama, sha256)
        bukti = Bukti.objects.create(
            realisasi=realisasi, berkas=ContentFile(isi, name=nama), nama=nama, jenis=jenis,
            ukuran=len(isi), sha256=sha256, diunggah_oleh=user,
        )  # fmt: skip
        write_jejak(
            kantor=formulir.periode.perangkat_daerah, user=user, aksi="unggah_bukti", objek=realisasi,
            baru={"nama": bukti.nama, "sha256": bukti.sha256},
        )  # fmt: skip
    return bukti


def _require_baru(realisasi: Realisasi, nama: str, sha256: str) -> None:
    """The form is locked, so that of two uploads at once the second finds the first. Raises BerkasError."""
    ada = realisasi.bukti_set.filter(sha256=sha256, dihapus_pada=None).select_related("diunggah_oleh").first()
    if ada:
        raise BerkasError(
            f"Berkas {nama} tidak disimpan lagi: isinya sama dengan bukti {ada.nama} yang sudah diunggah "
            f"{ada.diunggah_oleh} pada baris ini."
        )


def open_bukti(bukti: Bukti) -> File:
    """The stored file. Raises BerkasError where the store has lost it, as after a restore of the database alone."""
    try:
        return bukti.berkas.open()
    except FileNotFoundError as galat:
        pesan = f"Berkas {bukti.nama} tidak ada di penyimpanan. Hubungi pengelola server untuk memulihkannya."
        raise BerkasError(pesan) from galat


def remove_bukti(*, bukti: Bukti, user: Pengguna) -> None:
    """Take a file off the row; the store and the trail keep it. Raises AksesError, BentrokError."""
    kantor = bukti.realisasi.formulir.periode.perangkat_daerah
    with audited(kantor=kantor, user=user, aksi="hapus_bukti", objek=bukti.realisasi):
        _remove(bukti, user)


def _remove(bukti: Bukti, user: Pengguna) -> None:
    formulir = lock_formulir(bukti.realisasi.formulir_id, user)
    require_baris_terbuka(formulir, bukti.realisasi)
    bukti.refresh_from_db()
    if bukti.dihapus_pada:
        raise BentrokError(f"Bukti {bukti.nama} sudah dilepas oleh {bukti.dihapus_oleh}.")
    bukti.dihapus_oleh, bukti.dihapus_pada = user, timezone.now()
    bukti.save(update_fields=["dihapus_oleh", "dihapus_pada"])
    write_jejak(
        kantor=formulir.periode.perangkat_daerah, user=user, aksi="hapus_bukti", objek=bukti.realisasi,
        lama={"nama": bukti.nama, "sha256": bukti.sha256},
    )  # fmt: skip
