"""The report's narratives in a worked example: the suggestions, their gaps filled in as a person would."""

from collection.models import Pengguna
from measurement.enums import JenisNarasi
from measurement.models import PengukuranKinerja
from measurement.services.narasi import LENGKAPI, Tulisan, compute_sidik_narasi, map_narasi, save_narasi
from measurement.services.narasi_halaman import build_bagian, list_bagian

ISIAN = {
    JenisNarasi.PENDORONG: "pendampingan yang teratur dan data yang masuk tepat waktu (contoh)",
    JenisNarasi.PENGHAMBAT: "tenaga lapangan belum merata di semua kecamatan (contoh)",
    JenisNarasi.SOLUSI: "penjadwalan ulang pendampingan pada kecamatan yang tertinggal (contoh)",
    JenisNarasi.ANALISIS: "kinerja berada pada jalur target tahunan (contoh)",
}


def write_contoh_narasi(kasus: PengukuranKinerja, user: Pengguna) -> None:
    """Save a text wherever the figures suggest one and none is there yet. Raises what `save_narasi` raises."""
    ada = map_narasi(kasus)
    for satu in list_bagian(kasus, kasus.kertas_kerja_set.first()):
        bagian = build_bagian(kasus, satu.kunci)
        usulan = {JenisNarasi(jenis): isi[0][1] for jenis, isi in bagian.usulan.items() if isi} if bagian else {}
        isian = {
            jenis: Tulisan(teks.replace(LENGKAPI, ISIAN.get(jenis, "")), compute_sidik_narasi(""))
            for jenis, teks in usulan.items() if jenis.value not in ada.get(satu.kunci, {})
        }  # fmt: skip
        save_narasi(pengukuran=kasus, kelompok=satu.kunci, isian=isian, user=user)
