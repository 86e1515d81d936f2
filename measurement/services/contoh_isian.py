"""What the worked example writes into the records of its acts."""

from collections.abc import Mapping
from typing import Any

from collection.queries import list_unit_pelapor
from measurement.butir import split_kelengkapan
from measurement.enums import JenisTindakan, Transisi
from measurement.giliran import is_giliran_sk
from measurement.models import PengukuranKinerja
from measurement.services.awal import build_awal

ALASAN_KOREKSI = "Disesuaikan dengan berita acara rekonsiliasi data (contoh)."
LUPUT = {
    "kendala": "Sebagian data desa baru tersedia setelah akhir triwulan (contoh).",
    "rencana": "Jadwal pengumpulan data desa dimajukan dua minggu (contoh).",
}
CATATAN_KEMBALI = "Periksa kembali hitungan indikator yang capaiannya jauh dari target, lalu ajukan lagi (contoh)."


def build_isian(kasus: PengukuranKinerja, frasa: str) -> Mapping[str, Any]:
    """The record of the act whose turn it is, complete."""
    jenis = JenisTindakan(kasus.tindakan.jenis)
    if kasus.tindakan.transisi == Transisi.TANDATANGANI:
        return _build_tanda_tangan(kasus, frasa)
    if is_giliran_sk(kasus):
        return {"frasa": frasa}
    return build_awal(kasus) | _build_catatan(kasus).get(jenis, {})


def _build_tanda_tangan(kasus: PengukuranKinerja, frasa: str) -> Mapping[str, Any]:
    dokumen = kasus.dokumen_set.first()
    return {"frasa": frasa, "sha256": dokumen.sha256_snapshot}


def _build_catatan(kasus: PengukuranKinerja) -> Mapping[JenisTindakan, Mapping[str, Any]]:
    hari, langkah = kasus.perangkat_daerah.hari_ini().isoformat(), kasus.tindakan.langkah
    rapat = {"tanggal": hari, "pukul": "09:00", "tempat": "Ruang rapat kantor"}
    return {
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
        JenisTindakan.SK_TIM: {
            "menimbang": ["bahwa pengukuran kinerja perlu dilakukan oleh sebuah tim (contoh)."],
            "mengingat": ["Peraturan Presiden Nomor 29 Tahun 2014 tentang SAKIP."],
            "tugas": ["Mengumpulkan dan mengukur data capaian kinerja (contoh)."],
            "susunan": [["ketua", "Sekretaris", ""], ["anggota", "Para Kepala Bidang", ""]],
        },
        JenisTindakan.DOKUMEN: {"ada": split_kelengkapan(langkah.kelengkapan, langkah.dokumen)},
        JenisTindakan.DISTRIBUSI: {
            "penerima": [[unit.nama, "Petugas unit", hari] for unit in list_unit_pelapor(kasus.perangkat_daerah)],
        },
        JenisTindakan.VALIDASI: {"hasil": "Angka setiap indikator cocok dengan buktinya (contoh)."},
        JenisTindakan.UNDANGAN: rapat | {
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
            "lokasi": "Lemari arsip Sekretariat, rak 1",
        },
        JenisTindakan.PENOMORAN: {"kepada": ["Bupati melalui Sekretaris Daerah", "Inspektur Daerah"]},
        JenisTindakan.PENGIRIMAN: {
            "kiriman": [["Bupati melalui Sekretaris Daerah", hari, "langsung", "Bagian Organisasi (contoh)"]],
        },
        JenisTindakan.TINDAK_LANJUT: {
            "rencana": [["Memajukan jadwal pengumpulan data desa", "aktivitas", "Sekretaris", hari]],
        },
    }  # fmt: skip
