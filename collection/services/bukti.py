"""Evidence files: kind checked by content, size bounded, hash kept, never deleted from the store."""

import hashlib
import re
import zipfile
from io import BytesIO
from pathlib import PurePath

from django.conf import settings
from django.core.files.base import ContentFile, File
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from collection.errors import BentrokError, BerkasError
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
PANJANG_NAMA = 200
TANDA_BAGIAN = b"PK\x01\x02"  # stands before each entry of an archive's directory
MAKS_BAGIAN = 5000  # zipfile makes an object of each; a long document has some hundred
JENIS_BAGIAN = "[Content_Types].xml"
MAKS_JENIS_BAGIAN = 1024 * 1024
TANDA_MAKRO = (b"macroenabled", b"vbaproject", b"&#")  # honest kinds are never spelled with character references


def attach_bukti(*, realisasi: Realisasi, berkas: UploadedFile, user: Pengguna) -> Bukti:
    """Keep one evidence file with the row, each content once. Raises BerkasError, AksesError, BentrokError."""
    kantor = realisasi.formulir.periode.perangkat_daerah
    with audited(kantor=kantor, user=user, aksi="unggah_bukti", objek=realisasi):
        formulir = lock_formulir(realisasi.formulir_id, user)
        nama, jenis, isi = read_bukti(berkas)
        sha256 = hashlib.sha256(isi).hexdigest()
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
    bukti.refresh_from_db()
    if bukti.dihapus_pada:
        raise BentrokError(f"Bukti {bukti.nama} sudah dilepas oleh {bukti.dihapus_oleh}.")
    bukti.dihapus_oleh, bukti.dihapus_pada = user, timezone.now()
    bukti.save(update_fields=["dihapus_oleh", "dihapus_pada"])
    write_jejak(
        kantor=formulir.periode.perangkat_daerah, user=user, aksi="hapus_bukti", objek=bukti.realisasi,
        lama={"nama": bukti.nama, "sha256": bukti.sha256},
    )  # fmt: skip


def read_bukti(berkas: UploadedFile) -> tuple[str, str, bytes]:
    """Name, MIME type and content of a file that is evidence by its content. Raises BerkasError."""
    nama, isi = _read_berkas(berkas)
    return nama, _find_jenis(nama, isi), isi


def _read_berkas(berkas: UploadedFile) -> tuple[str, bytes]:
    """Name and content; reads up to the limit, for what an upload says of its own size is not believed."""
    nama, batas = _clean_nama(berkas.name), settings.MAKS_UKURAN_BUKTI
    if PurePath(nama).suffix.lower() not in JENIS:
        raise BerkasError(f"Berkas {nama} tidak diterima. Unggah {DITERIMA}.")
    berkas.seek(0)
    isi = berkas.read(batas + 1)
    if not isi:
        raise BerkasError(f"Berkas {nama} kosong. Pilih berkas yang berisi.")
    if len(isi) > batas:
        raise BerkasError(f"Berkas {nama} melebihi {batas // 1024 // 1024} MB. Perkecil atau pecah berkasnya.")
    return nama, isi


def _clean_nama(nama: str) -> str:
    """The last part of a path of any system, without what does not print; where too long, its end with the ending."""
    return "".join(huruf for huruf in re.split(r"[/\\]", nama)[-1] if huruf.isprintable())[-PANJANG_NAMA:]


def _find_jenis(nama: str, isi: bytes) -> str:
    """The MIME type, from the ending and the content together."""
    akhiran = PurePath(nama).suffix.lower()
    if not _matches(isi, akhiran):
        semestinya = akhiran[1:].upper() + (" tanpa makro" if akhiran in ISI_ZIP else "")
        raise BerkasError(f"Isi berkas {nama} bukan {semestinya}. Unggah {DITERIMA} yang asli.")
    return JENIS[akhiran]


def _matches(isi: bytes, akhiran: str) -> bool:
    if akhiran in AWALAN:
        return isi.startswith(AWALAN[akhiran])
    if isi.count(TANDA_BAGIAN) > MAKS_BAGIAN:
        return False
    try:
        with zipfile.ZipFile(BytesIO(isi)) as arsip:
            return _is_dokumen(arsip, ISI_ZIP[akhiran])
    except Exception:  # whatever zipfile makes of a hostile archive
        return False


def _is_dokumen(arsip: zipfile.ZipFile, utama: str) -> bool:
    """Whether it holds that part, and no macro by the name of a part or by the kinds that it declares."""
    nama, daftar = [n.lower() for n in arsip.namelist()], arsip.getinfo(JENIS_BAGIAN)
    if utama not in nama or len(set(nama)) < len(nama) or any(n.endswith("vbaproject.bin") for n in nama):
        return False
    if daftar.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return False
    with arsip.open(daftar) as sumber:
        jenis = sumber.read(MAKS_JENIS_BAGIAN + 1).replace(b"\0", b"").lower()
    return len(jenis) <= MAKS_JENIS_BAGIAN and not any(tanda in jenis for tanda in TANDA_MAKRO)
