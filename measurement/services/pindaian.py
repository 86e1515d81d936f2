"""The scan of a paper that was made outside, kept in place of the one that the act would make."""

import datetime
import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from django.core.files.base import ContentFile, File

from collection.errors import BerkasError
from collection.services.isi_berkas import find_jenis, read_berkas
from measurement.enums import JenisNaskah, JenisTindakan
from measurement.errors import KelengkapanError
from measurement.models import Disposisi, Pindaian
from measurement.naskah import find_dipindai, write_pilih_dipindai
from measurement.services.nomor import enter_nomor_kertas

AKHIRAN_PINDAIAN = (".pdf", ".png", ".jpg", ".jpeg")
DITERIMA_PINDAIAN = "PDF, PNG, atau JPG"
PANJANG_NOMOR = 120
BERTANGGAL = (JenisTindakan.PERINTAH, JenisTindakan.PENOMORAN)
"""Acts whose record tells the date of the letter; every other paper is dated the day on which it is made."""

Isi = Mapping[str, Any]


def keep_pindaian(disposisi: Disposisi, semua: Sequence[JenisNaskah], catatan: Isi, isian: Isi) -> JenisNaskah:
    """Keep the scan that `isian` holds, with its number; gives the paper of `semua` for which it stands.

    Raises BerkasError for the file, KelengkapanError where it does not say which paper it is, or for its number.
    """
    untuk = find_dipindai(semua, str(isian.get("pindaian_untuk") or ""))
    if untuk is None:
        pesan = write_pilih_dipindai(semua)
        raise KelengkapanError(pesan, {"pindaian_untuk": [pesan]})
    nama, isi = read_berkas(isian["pindaian"], akhiran=AKHIRAN_PINDAIAN, diterima=DITERIMA_PINDAIAN)
    nomor = str(isian.get("nomor_kertas") or "").strip()[:PANJANG_NOMOR]
    Pindaian.objects.create(
        disposisi=disposisi, berkas=ContentFile(isi, name=nama), nama=nama,
        jenis=find_jenis(nama, isi, diterima=DITERIMA_PINDAIAN), ukuran=len(isi),
        sha256=hashlib.sha256(isi).hexdigest(), nomor=nomor, untuk=untuk.value,
    )  # fmt: skip
    if nomor:
        enter_nomor_kertas(disposisi, untuk, find_tanggal(disposisi, catatan), nomor)
    return untuk


def find_tanggal(disposisi: Disposisi, catatan: Isi) -> datetime.date:
    """The day that the paper of the act bears."""
    if JenisTindakan(disposisi.tindakan.jenis) in BERTANGGAL and catatan.get("tanggal"):
        return datetime.date.fromisoformat(catatan["tanggal"])
    return disposisi.pengukuran.perangkat_daerah.hari_ini()


def open_pindaian(pindaian: Pindaian) -> File:
    """The stored file. Raises BerkasError where the store has lost it."""
    try:
        return pindaian.berkas.open()
    except FileNotFoundError as galat:
        pesan = f"Berkas {pindaian.nama} tidak ada di penyimpanan. Hubungi pengelola server untuk memulihkannya."
        raise BerkasError(pesan) from galat
