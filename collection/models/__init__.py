"""What was promised and what happened."""

from collection.models.berkas_isian import StatusImpor
from collection.models.bukti import Bukti
from collection.models.formulir import Formulir, Periode
from collection.models.impor import Impor
from collection.models.indikator import Indikator, NilaiSkala, Skala
from collection.models.jejak import Jejak
from collection.models.kalender import HariLibur, JamKerja
from collection.models.kiriman import KirimanSel
from collection.models.logo import Logo
from collection.models.pejabat import PemegangIndikator, PerjanjianPejabat
from collection.models.pengembalian import BarisPengembalian, Pengembalian
from collection.models.pengguna import Pengguna, Penugasan
from collection.models.perangkat_daerah import PerangkatDaerah, Unit
from collection.models.percakapan import Komentar, Panggilan
from collection.models.percobaan import Percobaan
from collection.models.periode import JadwalPeriode, PengecualianPeriode
from collection.models.perjanjian_kinerja import Pagu, PerjanjianKinerja, Target
from collection.models.program import Kegiatan, Program, SubKegiatan
from collection.models.realisasi import Realisasi, RealisasiAnggaran, RealisasiBulan
from collection.models.renstra import Renstra, Sasaran, Tujuan
from collection.models.standar_pembanding import StandarPembanding
from collection.models.target_renstra import TargetRenstra
from collection.models.tautan import TautanIndikator
from collection.models.unggahan import UnggahanFormulir

__all__ = [
    "BarisPengembalian",
    "Bukti",
    "Formulir",
    "HariLibur",
    "Impor",
    "Indikator",
    "JadwalPeriode",
    "JamKerja",
    "Jejak",
    "Kegiatan",
    "KirimanSel",
    "Komentar",
    "Logo",
    "NilaiSkala",
    "Pagu",
    "Panggilan",
    "PemegangIndikator",
    "PengecualianPeriode",
    "Pengembalian",
    "Pengguna",
    "Penugasan",
    "PerangkatDaerah",
    "Percobaan",
    "Periode",
    "PerjanjianKinerja",
    "PerjanjianPejabat",
    "Program",
    "Realisasi",
    "RealisasiAnggaran",
    "RealisasiBulan",
    "Renstra",
    "Sasaran",
    "Skala",
    "StandarPembanding",
    "StatusImpor",
    "SubKegiatan",
    "Target",
    "TargetRenstra",
    "TautanIndikator",
    "Tujuan",
    "UnggahanFormulir",
    "Unit",
]
