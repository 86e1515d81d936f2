"""The tujuan and sasaran of a report with their analyses: for the snapshot, and for who writes about them."""

from dataclasses import dataclass

from measurement.models import BarisAnggaran, KertasKerja
from measurement.pdf import walk_kelompok
from measurement.services.hitung import Patokan, build_patokan
from measurement.services.rekap import Rekap, build_rekap
from measurement.services.snapshot_analisis import Pembanding, build_pembanding, write_analisis
from measurement.services.snapshot_dukungan import map_dukungan, write_dukungan
from measurement.services.snapshot_hasil import write_kelompok


@dataclass(frozen=True)
class BahanLaporan:
    """One round with all that its report holds it beside, read once."""

    rekap: Rekap
    banding: Pembanding
    patokan: Patokan
    anggaran: list[BarisAnggaran]


def build_bahan_laporan(kertas: KertasKerja) -> BahanLaporan:
    """Some twenty queries, whatever the size of the office."""
    rekap = build_rekap(kertas)
    anggaran = list(kertas.anggaran_set.all())
    return BahanLaporan(rekap, build_pembanding(kertas, rekap.baris), build_patokan(kertas.metodologi), anggaran)


def write_tujuan(bahan: BahanLaporan, narasi: dict[str, dict[str, str]]) -> list[dict]:
    """The groups with what each of them is compared with; of a sasaran also what supports it and what was written."""
    rekap = bahan.rekap
    dukungan = map_dukungan(rekap.kertas.pengukuran.perangkat_daerah)
    semua = [write_kelompok(k, rekap) for k in rekap.tujuan]
    for tujuan, isi_tujuan in zip(rekap.tujuan, semua, strict=True):
        for k, isi in zip(tujuan.walk(), walk_kelompok(isi_tujuan), strict=True):
            isi["kunci"], isi["analisis"] = k.kunci, write_analisis(k, bahan.banding)
            if k.jenis == "sasaran":
                kode = dukungan.get((tujuan.kode, k.kode), set())
                isi["dukungan"] = write_dukungan(k, kode, rekap, bahan.anggaran, bahan.patokan)
                isi["narasi"] = narasi.get(k.kunci, {})
    return semua
