"""The case, its SOP, its figures and its documents."""

from measurement.models.cetakan import Cetakan
from measurement.models.disposisi import Catatan, Disposisi
from measurement.models.dokumen import Dokumen, NomorSurat, Segel
from measurement.models.kertas_kerja import BarisAnggaran, BarisKertasKerja, KertasKerja, Koreksi
from measurement.models.metodologi import BobotIndikator, Metodologi, PitaKategori
from measurement.models.narasi import Narasi
from measurement.models.naskah import Naskah, NaskahBersegel, Pindaian, TemplatNaskah
from measurement.models.pemeriksaan import PemeriksaanBaris
from measurement.models.pengingat import Pemberitahuan, Pengingat
from measurement.models.pengukuran import PengukuranKinerja
from measurement.models.pulihan import ArsipPulihan, DokumenPulihan
from measurement.models.ringkasan import RingkasanKinerja
from measurement.models.sop import DrafSop, Langkah, Sop, Tindakan
from measurement.models.tanda_tangan import IdentitasTanda, PengaturanTanda, TandaTangan, UpayaTanda
from measurement.models.tindak_lanjut import KabarTindakLanjut, TindakLanjut

__all__ = [
    "ArsipPulihan",
    "BarisAnggaran",
    "BarisKertasKerja",
    "BobotIndikator",
    "Catatan",
    "Cetakan",
    "Disposisi",
    "Dokumen",
    "DokumenPulihan",
    "DrafSop",
    "IdentitasTanda",
    "KabarTindakLanjut",
    "KertasKerja",
    "Koreksi",
    "Langkah",
    "Metodologi",
    "Narasi",
    "Naskah",
    "NaskahBersegel",
    "NomorSurat",
    "Pemberitahuan",
    "PemeriksaanBaris",
    "PengaturanTanda",
    "Pengingat",
    "PengukuranKinerja",
    "Pindaian",
    "PitaKategori",
    "RingkasanKinerja",
    "Segel",
    "Sop",
    "TandaTangan",
    "TemplatNaskah",
    "TindakLanjut",
    "Tindakan",
    "UpayaTanda",
]
