"""A restored package as a row: for what asks who may see it, not whether it is believed."""

import datetime
import hashlib

from django.core.files.base import ContentFile

from collection.models import PerangkatDaerah
from measurement.models import ArsipPulihan, DokumenPulihan
from tests.factories.ringan import build_kertas

SAAT = datetime.datetime(2024, 4, 5, 3, 0, tzinfo=datetime.UTC)


def create_pulihan(kantor: PerangkatDaerah, kode: str = "d" * 26) -> DokumenPulihan:
    """The report of a package of this office, with its package."""
    isi = build_kertas()
    arsip = ArsipPulihan.objects.create(
        kode_kantor=kantor.kode, nama_kantor=kantor.nama, pemerintah=kantor.pemerintah, singkatan=kantor.singkatan,
        zona=kantor.zona, tahun=2024, sebutan_periode="Triwulan I 2024", nama="Pengukuran Kinerja Triwulan I 2024",
        berkas=ContentFile(b"PK", name="paket.zip"), ukuran=2, sha256=hashlib.sha256(b"PK").hexdigest(),
    )  # fmt: skip
    return DokumenPulihan.objects.create(
        arsip=arsip, jenis="laporan", kode=kode, nomor="700/1/2024", tanggal=SAAT.date(), nama_penanda="Kepala Lama",
        sebutan="Kepala", ditandatangani_pada=SAAT, berkas=ContentFile(isi, name="laporan.pdf"),
        sha256=hashlib.sha256(isi).hexdigest(), jenis_tanda="segel", subjek="Segel lama", sidik_jari="a" * 64,
    )  # fmt: skip
