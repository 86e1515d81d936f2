"""The case, its SOP, its figures and its documents."""

from measurement.models.disposisi import Catatan, Disposisi
from measurement.models.dokumen import Dokumen, NomorSurat, Segel
from measurement.models.kertas_kerja import BarisAnggaran, BarisKertasKerja, KertasKerja, Koreksi
from measurement.models.metodologi import Metodologi, PitaKategori
from measurement.models.pengingat import Pemberitahuan, Pengingat
from measurement.models.pengukuran import PengukuranKinerja
from measurement.models.sop import DrafSop, Langkah, Sop, Tindakan

__all__ = [
    "BarisAnggaran",
    "BarisKertasKerja",
    "Catatan",
    "Disposisi",
    "Dokumen",
    "DrafSop",
    "KertasKerja",
    "Koreksi",
    "Langkah",
    "Metodologi",
    "NomorSurat",
    "Pemberitahuan",
    "Pengingat",
    "PengukuranKinerja",
    "PitaKategori",
    "Segel",
    "Sop",
    "Tindakan",
]
