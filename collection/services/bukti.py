"""Evidence files: kind checked by content, size bounded, hash kept, never deleted from the store."""

import hashlib
import zipfile
from pathlib import PurePath

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from collection.errors import BerkasError
from collection.models import Bukti, Pengguna, Realisasi
from collection.services.jejak import audited, write_jejak
from collection.services.realisasi import lock_formulir

JENIS = {
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
AWALAN = {".pdf": b"%PDF-", ".png": b"\x89PNG\r\n\x1a\n", ".jpg": b"\xff\xd8\xff", ".jpeg": b"\xff\xd8\xff"}
ISI_ZIP = {".xlsx": "xl/workbook.xml", ".docx": "word/document.xml"}
DITERIMA = "PDF, PNG, JPG, XLSX, atau DOCX"


def attach_bukti(*, realisasi: Realisasi, berkas: UploadedFile, user: Pengguna) -> Bukti:
    """Keep one evidence file with the row. Raises BerkasError, AksesError, BentrokError."""
    kantor = realisasi.formulir.periode.perangkat_daerah
    with audited(kantor=kantor, user=user, aksi="unggah_bukti", objek=realisasi):
        jenis = _check_berkas(berkas)
        formulir = lock_formulir(realisasi.formulir_id, user)
        bukti = Bukti.objects.create(
            realisasi=realisasi, berkas=berkas, nama=PurePath(berkas.name).name[-200:], jenis=jenis,
            ukuran=berkas.size, sha256=_hash(berkas), diunggah_oleh=user,
        )  # fmt: skip
        write_jejak(
            kantor=formulir.periode.perangkat_daerah, user=user, aksi="unggah_bukti", objek=realisasi,
            baru={"nama": bukti.nama, "sha256": bukti.sha256},
        )  # fmt: skip
    return bukti


def remove_bukti(*, bukti: Bukti, user: Pengguna) -> None:
    """Take a file off the row; the store and the trail keep it. Raises AksesError, BentrokError."""
    kantor = bukti.realisasi.formulir.periode.perangkat_daerah
    with audited(kantor=kantor, user=user, aksi="hapus_bukti", objek=bukti.realisasi):
        _remove(bukti, user)


def _remove(bukti: Bukti, user: Pengguna) -> None:
    formulir = lock_formulir(bukti.realisasi.formulir_id, user)
    bukti.dihapus_oleh, bukti.dihapus_pada = user, timezone.now()
    bukti.save(update_fields=["dihapus_oleh", "dihapus_pada"])
    write_jejak(
        kantor=formulir.periode.perangkat_daerah, user=user, aksi="hapus_bukti", objek=bukti.realisasi,
        lama={"nama": bukti.nama, "sha256": bukti.sha256},
    )  # fmt: skip


def _check_berkas(berkas: UploadedFile) -> str:
    """The MIME type, from the ending and the content together."""
    akhiran = PurePath(berkas.name).suffix.lower()
    if akhiran not in JENIS:
        raise BerkasError(f"Berkas {berkas.name} tidak diterima. Unggah {DITERIMA}.")
    if not berkas.size:
        raise BerkasError(f"Berkas {berkas.name} kosong. Pilih berkas yang berisi.")
    if berkas.size > settings.MAKS_UKURAN_BUKTI:
        batas = settings.MAKS_UKURAN_BUKTI // 1024 // 1024
        raise BerkasError(f"Berkas {berkas.name} melebihi {batas} MB. Perkecil atau pecah berkasnya.")
    if not _matches(berkas, akhiran):
        raise BerkasError(f"Isi berkas {berkas.name} bukan {akhiran[1:].upper()}. Unggah {DITERIMA} yang asli.")
    return JENIS[akhiran]


def _matches(berkas: UploadedFile, akhiran: str) -> bool:
    berkas.seek(0)
    if akhiran in AWALAN:
        return berkas.read(8).startswith(AWALAN[akhiran])
    try:
        with zipfile.ZipFile(berkas) as arsip:
            nama = arsip.namelist()
    except zipfile.BadZipFile:
        return False
    return ISI_ZIP[akhiran] in nama and not any(n.endswith("vbaProject.bin") for n in nama)


def _hash(berkas: UploadedFile) -> str:
    sidik = hashlib.sha256()
    for potong in berkas.chunks():
        sidik.update(potong)
    return sidik.hexdigest()
