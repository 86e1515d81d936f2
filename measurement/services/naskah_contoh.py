"""A paper with invented content, so that an office sees its wording before any case has made one."""

import datetime
from collections.abc import Mapping
from typing import Any

from collection.enums import ZonaWaktu
from collection.models import PerangkatDaerah
from collection.services.kantor import write_nomor
from measurement.butir import Butir, JenisButir, Kolom
from measurement.catatan_baku import BUTIR
from measurement.enums import JenisNaskah, JenisTindakan
from measurement.naskah import BERAGENDA, BERNOMOR, DISEGEL, POLA_AGENDA, IsiTempat
from measurement.services.naskah import build_snapshot, fill_teks, write_segel
from measurement.services.naskah_bahan import build_tempat
from measurement.services.naskah_isi import Bahan

ASAL: Mapping[JenisNaskah, JenisTindakan] = {
    JenisNaskah.SURAT_PERINTAH: JenisTindakan.PERINTAH,
    JenisNaskah.NOTA_DINAS: JenisTindakan.PERINTAH,
    JenisNaskah.LEMBAR_DISPOSISI: JenisTindakan.TERIMA,
    JenisNaskah.UNDANGAN: JenisTindakan.UNDANGAN,
    JenisNaskah.DAFTAR_HADIR: JenisTindakan.RAPAT,
    JenisNaskah.NOTULEN: JenisTindakan.RAPAT,
    JenisNaskah.PROGRAM_KERJA: JenisTindakan.SUSUN,
    JenisNaskah.SK_TIM: JenisTindakan.SK_TIM,
    JenisNaskah.FORMULIR: JenisTindakan.FORMULIR,
    JenisNaskah.FORMULIR_TERISI: JenisTindakan.PENGISIAN,
    JenisNaskah.REKAPITULASI_DATA: JenisTindakan.HIMPUN,
    JenisNaskah.KERTAS_KERJA: JenisTindakan.PENGUKURAN,
    JenisNaskah.TANDA_TERIMA: JenisTindakan.DISTRIBUSI,
    JenisNaskah.CHECKLIST: JenisTindakan.DOKUMEN,
    JenisNaskah.REKAPITULASI: JenisTindakan.REKAP,
    JenisNaskah.SURAT_PENGANTAR: JenisTindakan.PENOMORAN,
    JenisNaskah.LEMBAR_PENGGANDAAN: JenisTindakan.PENGGANDAAN,
    JenisNaskah.BUKTI_PENGIRIMAN: JenisTindakan.PENGIRIMAN,
    JenisNaskah.DAFTAR_ARSIP: JenisTindakan.ARSIP,
    JenisNaskah.RENCANA_TINDAK_LANJUT: JenisTindakan.TINDAK_LANJUT,
}
"""The act whose record fills the paper."""

DOKUMEN = ("Renstra", "Perjanjian Kinerja")
URUT_CONTOH = 12
KODE_CONTOH = "contoh"
"""Of no sealed paper: the page that verifies says so."""

CONTOH_UNIT = {
    "nama": "Bidang (contoh)", "baris": [["1", "Sasaran", "Indikator (contoh)", "4", "1", "", ""]], "anggaran": [],
    "diserahkan": None, "divalidasi": None,
}  # fmt: skip
CONTOH_TABEL = {
    "judul": "Bidang (contoh)", "kolom": ["No", "Indikator Kinerja", "Realisasi Triwulan"], "pena": False, "pas": [],
    "baris": [["1", "Indikator (contoh)", "1"]], "angka": [2],
}  # fmt: skip
CONTOH_BARIS = {
    "kode": "IKU-01", "nama": "Indikator (contoh)", "satuan": "desa", "jenis": "IKU", "unit": "Bidang (contoh)",
    "rumus": "Rumus (contoh)", "konsolidasi": "Konsolidasi (contoh)", "definisi": "", "cara_hitung": "", "sumber": "",
    "target_triwulan": "4", "realisasi_triwulan": "4", "target": "4", "realisasi": "4", "target_tahunan": "16",
    "capaian_mentah": "100,00", "capaian": "100,00", "penjelasan": "4 / 4 × 100 = 100,00",
    "kategori": "Sangat Tinggi", "keterangan": "", "bukti": [], "diisi_oleh": "", "semula": None,
}  # fmt: skip


def build_contoh(kantor: PerangkatDaerah, jenis: JenisNaskah, teks: Mapping[str, str], pola: str) -> dict[str, Any]:
    """The snapshot of an example dated today, numbered as the pattern would; no number is taken."""
    hari, tindakan = kantor.hari_ini(), ASAL[jenis]
    periode = f"Triwulan II {hari.year}"
    isi = {butir.nama: _invent(butir, hari) for butir in BUTIR.get(tindakan, ())}
    bahan = Bahan(
        tindakan=tindakan, zona=ZonaWaktu(kantor.zona).label, tanggal=hari, pelaku="Sekretaris",
        teks=fill_teks(jenis, teks, _build_tempat(kantor, periode, hari.year)),
        dokumen=DOKUMEN, laporan=write_nomor(kantor, URUT_CONTOH - 1, hari.year),
        unit=[CONTOH_UNIT], tabel=[CONTOH_TABEL], baris=[CONTOH_BARIS], rincian=[["Putaran", "1"]],
        kelompok=[{"judul": "Sasaran S1 (contoh)", "capaian": "100,00", "kategori": "Sangat Tinggi", "baris": []}],
        arsip=[[JenisNaskah.UNDANGAN.label, write_nomor(kantor, 1, hari.year), "-"]],
    )  # fmt: skip
    tanda = {"atas": kantor.sebutan_kepala, "nama": "Nama Lengkap (contoh)", "pangkat": "Pembina Tingkat I",
             "nip": "000000000000000000"}  # fmt: skip
    nomor = write_nomor(kantor, URUT_CONTOH, hari.year, pola) if jenis in BERNOMOR else ""
    if jenis in BERAGENDA:
        nomor = write_nomor(kantor, URUT_CONTOH, hari.year, POLA_AGENDA)
    snapshot = build_snapshot(kantor, jenis, isi, bahan, tanda, nomor=nomor, konsep=False, periode=periode, templat=0)
    return snapshot | ({"segel": write_segel(kantor, KODE_CONTOH)} if jenis in DISEGEL else {})


def _build_tempat(kantor: PerangkatDaerah, periode: str, tahun: int) -> IsiTempat:
    nama = "Pengukuran Kinerja"
    return build_tempat(kantor, periode=periode, tahun=tahun, sop=f"SOP {nama}", pekerjaan=nama)


def _invent(butir: Butir, hari: datetime.date) -> Any:
    """A value of the field's kind that says that it is an example."""
    match butir.jenis:
        case JenisButir.TABEL:
            return [[_invent_sel(kolom, hari) for kolom in butir.kolom]]
        case JenisButir.DAFTAR:
            return [f"{butir.label} (contoh)"]
        case JenisButir.CENTANG:
            return list(DOKUMEN[:1])
        case JenisButir.PUKUL:
            return "09:00"
    return _invent_sel(Kolom(butir.label, butir.jenis, butir.pilihan), hari)


def _invent_sel(kolom: Kolom, hari: datetime.date) -> str:
    if kolom.pilihan:
        return kolom.pilihan[0][0]
    if kolom.jenis == JenisButir.TANGGAL:
        return hari.isoformat()
    return "2" if kolom.jenis == JenisButir.ANGKA else f"{kolom.label} (contoh)"
