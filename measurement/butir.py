"""What each kind of act puts on record: the fields of its form, and the check that nothing is missing.

One table serves the form that a person fills in and the service that refuses an incomplete record.
"""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from collection.enums import Pilihan
from measurement.enums import JenisTindakan


class JenisButir(Pilihan):
    TEKS = "teks", "Teks"
    PARAGRAF = "paragraf", "Paragraf"
    TANGGAL = "tanggal", "Tanggal"
    PUKUL = "pukul", "Pukul"
    ANGKA = "angka", "Bilangan bulat"
    DAFTAR = "daftar", "Daftar, satu per baris"
    TABEL = "tabel", "Tabel"
    PILIHAN = "pilihan", "Pilihan"
    CENTANG = "centang", "Daftar periksa"


@dataclass(frozen=True)
class Butir:
    """One field of a record. `kolom` are the columns of a table, `pilihan` the options (value, label)."""

    nama: str
    label: str
    jenis: JenisButir = JenisButir.TEKS
    wajib: bool = True
    bantuan: str = ""
    kolom: tuple[str, ...] = ()
    pilihan: tuple[tuple[str, str], ...] = ()


PEDOMAN_BATAS = "Capaian asli tetap disimpan dan dicetak; batas hanya berlaku untuk rata-rata dan kategori."

BUTIR: Mapping[JenisTindakan, tuple[Butir, ...]] = {
    JenisTindakan.PERINTAH: (
        Butir("tanggal", "Tanggal perintah", JenisButir.TANGGAL),
        Butir("kepada", "Kepada"),
        Butir("isi", "Isi perintah", JenisButir.PARAGRAF),
    ),
    JenisTindakan.RAPAT: (
        Butir("tanggal", "Tanggal rapat", JenisButir.TANGGAL),
        Butir("pukul", "Pukul", JenisButir.PUKUL),
        Butir("tempat", "Tempat"),
        Butir("pimpinan", "Pimpinan rapat"),
        Butir("peserta", "Peserta yang hadir", JenisButir.DAFTAR, bantuan="Tulis satu peserta per baris."),
        Butir("pembahasan", "Pembahasan", JenisButir.PARAGRAF),
        Butir("keputusan", "Keputusan dan arahan", JenisButir.PARAGRAF),
    ),
    JenisTindakan.SUSUN: (
        Butir(
            "kegiatan", "Program kerja kegiatan", JenisButir.TABEL,
            kolom=("Kegiatan", "Mulai", "Selesai", "Pelaksana"),
            bantuan="Isi paling sedikit satu baris lengkap.",
        ),
    ),
    JenisTindakan.METODOLOGI: (
        Butir(
            "batas_atas", "Batas atas capaian yang dihitung", JenisButir.PILIHAN, bantuan=PEDOMAN_BATAS,
            pilihan=(("tanpa", "Tanpa batas"), ("100", "100 %"), ("110", "110 %"), ("120", "120 %"), ("150", "150 %")),
        ),
        Butir(
            "batas_bawah", "Batas bawah capaian yang dihitung", JenisButir.PILIHAN,
            pilihan=(("tanpa", "Tanpa batas"), ("0", "0 %")),
        ),
        Butir(
            "nihil_terlampaui", "Bila target nihil terlampaui", JenisButir.PILIHAN,
            pilihan=(("0", "Capaian 0 %"), ("tanpa", "Tanpa nilai, tidak ikut rata-rata")),
        ),
        Butir("dasar", "Dasar skala kategori"),
    ),
    JenisTindakan.DOKUMEN: (
        Butir(
            "ada", "Dokumen yang tersedia", JenisButir.CENTANG,
            bantuan="Centang yang sudah ada; yang belum ada jelaskan pada keterangan.",
        ),
        Butir("keterangan", "Keterangan", JenisButir.PARAGRAF, wajib=False),
    ),
    JenisTindakan.UNDANGAN: (
        Butir("tanggal", "Tanggal acara", JenisButir.TANGGAL),
        Butir("pukul", "Pukul", JenisButir.PUKUL),
        Butir("tempat", "Tempat"),
        Butir("acara", "Acara"),
        Butir("kepada", "Pejabat yang diundang", JenisButir.DAFTAR, bantuan="Tulis satu pejabat per baris."),
    ),
    JenisTindakan.REKAP: (
        Butir("pendorong", "Faktor pendorong keberhasilan", JenisButir.PARAGRAF),
        Butir("penghambat", "Faktor penghambat", JenisButir.PARAGRAF),
        Butir("solusi", "Solusi dan rencana perbaikan", JenisButir.PARAGRAF),
    ),
    JenisTindakan.PENGGANDAAN: (
        Butir(
            "salinan", "Salinan yang dibuat", JenisButir.TABEL, kolom=("Untuk siapa", "Jumlah"),
            bantuan="Isi paling sedikit satu baris lengkap.",
        ),
    ),
    JenisTindakan.ARSIP: (
        Butir("klasifikasi", "Kode klasifikasi arsip"),
        Butir("lokasi", "Lokasi simpan"),
        Butir("retensi_aktif", "Retensi aktif (tahun)", JenisButir.ANGKA),
        Butir("retensi_inaktif", "Retensi inaktif (tahun)", JenisButir.ANGKA),
        Butir(
            "nasib_akhir", "Nasib akhir", JenisButir.PILIHAN,
            pilihan=(("permanen", "Permanen"), ("musnah", "Musnah")),
        ),
    ),
}  # fmt: skip


LABEL_AKIBAT: Mapping[str, str] = {
    "formulir": "Formulir dikirim kepada",
    "unit": "Unit yang melengkapi",
    "versi": "Versi metodologi",
    "putaran": "Putaran kertas kerja",
    "dikoreksi": "Indikator dikoreksi",
    "nomor": "Nomor laporan",
    "sha256": "SHA-256 dokumen",
}
"""What an act's effect adds to its record (services/akibat.py), as a person reads it."""


def write_butir(nilai: Any) -> str:
    """A recorded value as text: lists one entry per line, table rows with their cells side by side."""
    if isinstance(nilai, list):
        return "\n".join(" | ".join(baris) if isinstance(baris, list) else str(baris) for baris in nilai)
    return str(nilai)


def split_kelengkapan(teks: str, dokumen: Sequence[str] = ()) -> list[str]:
    """The documents that an SOP's column kelengkapan names, each once; one line to tick where it names none.

    `dokumen` is the step's own list, where the commas of the print do not separate its documents.
    """
    bagian = [satu.strip() for satu in dokumen or teks.split(",")]
    return list(dict.fromkeys(satu for satu in bagian if satu)) or ["Dokumen yang diperlukan"]


def find_kekurangan(jenis: JenisTindakan, isian: Mapping[str, Any]) -> dict[str, list[str]]:
    """Every fault of a record by field name; empty when it is complete."""
    semua = {butir.nama: _check_butir(butir, isian.get(butir.nama)) for butir in BUTIR.get(jenis, ())}
    return {nama: [pesan] for nama, pesan in semua.items() if pesan}


def pick_isi(jenis: JenisTindakan, isian: Mapping[str, Any]) -> dict[str, Any]:
    """Only the fields that the kind of act puts on record: never a passphrase or a stray value."""
    return {butir.nama: isian[butir.nama] for butir in BUTIR.get(jenis, ()) if isian.get(butir.nama)}


def _check_butir(butir: Butir, nilai: Any) -> str:
    if not nilai or (isinstance(nilai, str) and not nilai.strip()):
        return f"{butir.label} belum diisi." if butir.wajib else ""
    return _PERIKSA.get(butir.jenis, lambda b, n: "")(butir, nilai)


def _check_tanggal(butir: Butir, nilai: Any) -> str:
    return "" if _parses(datetime.date.fromisoformat, nilai) else f"{butir.label} bukan tanggal yang benar."


def _check_pukul(butir: Butir, nilai: Any) -> str:
    return "" if _parses(datetime.time.fromisoformat, nilai) else f"{butir.label} ditulis seperti 09:00."


def _check_angka(butir: Butir, nilai: Any) -> str:
    isi = str(nilai)
    benar = isi.isascii() and isi.isdigit() and len(isi) <= 3 and int(isi) <= 100
    return "" if benar else f"{butir.label} ditulis dengan bilangan bulat 0 sampai 100."


def _check_pilihan(butir: Butir, nilai: Any) -> str:
    return "" if nilai in dict(butir.pilihan) else f"{butir.label}: pilih salah satu."


def _check_tabel(butir: Butir, nilai: Any) -> str:
    lengkap = all(len(baris) == len(butir.kolom) and all(str(sel).strip() for sel in baris) for baris in nilai)
    return "" if lengkap else f"{butir.label}: lengkapi setiap kolom pada baris yang diisi."


def _parses(parse: Any, nilai: Any) -> bool:
    try:
        parse(str(nilai))
    except ValueError:
        return False
    return True


_PERIKSA = {
    JenisButir.TANGGAL: _check_tanggal,
    JenisButir.PUKUL: _check_pukul,
    JenisButir.ANGKA: _check_angka,
    JenisButir.PILIHAN: _check_pilihan,
    JenisButir.TABEL: _check_tabel,
}
