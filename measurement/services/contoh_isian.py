"""What the worked example writes into the records of its acts."""

from collections.abc import Mapping
from typing import Any

from measurement.butir import split_kelengkapan
from measurement.enums import JenisTindakan, Transisi
from measurement.models import PengukuranKinerja

ALASAN_KOREKSI = "Disesuaikan dengan berita acara rekonsiliasi data (contoh)."
CATATAN_KEMBALI = "Periksa kembali hitungan indikator yang capaiannya jauh dari target, lalu ajukan lagi (contoh)."


def build_isian(kasus: PengukuranKinerja, frasa: str) -> Mapping[str, Any]:
    """The record of the act whose turn it is, complete."""
    jenis = JenisTindakan(kasus.tindakan.jenis)
    if kasus.tindakan.transisi == Transisi.TANDATANGANI:
        return _build_tanda_tangan(kasus, frasa)
    return _build_catatan(kasus).get(jenis, {})


def _build_tanda_tangan(kasus: PengukuranKinerja, frasa: str) -> Mapping[str, Any]:
    dokumen = kasus.dokumen_set.first()
    return {"frasa": frasa, "sha256": dokumen.sha256_snapshot}


def _build_catatan(kasus: PengukuranKinerja) -> Mapping[JenisTindakan, Mapping[str, Any]]:
    hari, langkah = kasus.perangkat_daerah.hari_ini().isoformat(), kasus.tindakan.langkah
    rapat = {"tanggal": hari, "pukul": "09:00", "tempat": "Ruang rapat kantor"}
    return {
        JenisTindakan.PERINTAH: {
            "tanggal": hari, "kepada": "Sekretaris", "isi": f"Laksanakan pengukuran kinerja {kasus.periode}.",
        },
        JenisTindakan.RAPAT: rapat | {
            "pimpinan": "Sekretaris", "peserta": ["Sekretaris", "Ketua Tim SAKIP", "Para Kepala Bidang"],
            "pembahasan": "Jadwal, sumber data, dan bukti setiap indikator (contoh).",
            "keputusan": "Data diserahkan paling lambat dua hari kerja setelah formulir diterima (contoh).",
        },
        JenisTindakan.SUSUN: {
            "kegiatan": [
                ["Menghimpun data kinerja", hari, hari, "Tim SAKIP dan bidang"],
                ["Menghitung dan merekap capaian", hari, hari, "Tim SAKIP"],
            ],
        },
        JenisTindakan.METODOLOGI: {
            "batas_atas": "tanpa", "batas_bawah": "tanpa", "nihil_terlampaui": "0",
            "dasar": "Skala nilai peringkat kinerja Permendagri Nomor 86 Tahun 2017",
        },
        JenisTindakan.DOKUMEN: {"ada": split_kelengkapan(langkah.kelengkapan, langkah.dokumen)},
        JenisTindakan.UNDANGAN: rapat | {
            "acara": f"Rapat koordinasi pengukuran kinerja {kasus.periode}",
            "kepada": ["Para Kepala Bidang", "Kepala Subbagian Perencanaan"],
        },
        JenisTindakan.REKAP: {
            "pendorong": "Pendampingan desa berjalan sesuai jadwal dan data terhimpun tepat waktu (contoh).",
            "penghambat": "Sebagian data desa baru tersedia setelah akhir triwulan (contoh).",
            "solusi": "Memajukan jadwal pengumpulan data desa dua minggu (contoh).",
        },
        JenisTindakan.PENGGANDAAN: {
            "salinan": [["Bupati melalui Sekretaris Daerah", "1"], ["Inspektorat", "1"], ["Arsip", "1"]],
        },
        JenisTindakan.ARSIP: {
            "klasifikasi": kasus.perangkat_daerah.kode_klasifikasi, "lokasi": "Lemari arsip Sekretariat, rak 1",
            "retensi_aktif": "2", "retensi_inaktif": "3", "nasib_akhir": "permanen",
        },
    }  # fmt: skip
