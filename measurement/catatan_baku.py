"""What each kind of act puts on record: one table for the form, the check and the documents (domain/dokumen.md)."""

from collections.abc import Mapping, Sequence
from typing import Any

from collection.enums import NasibArsip
from measurement.butir import Butir, JenisButir, Kolom, Rentang, check_butir
from measurement.enums import JenisNaskah, JenisTindakan

PEDOMAN_METODOLOGI = "Versi yang dipilih berlaku untuk pengukuran ini sampai selesai, dan tercetak pada laporannya."
LABEL_METODOLOGI = {
    "batas_atas": "Batas atas capaian yang dihitung", "batas_bawah": "Batas bawah capaian yang dihitung",
    "nihil_terlampaui": "Bila target nihil terlampaui", "dasar": "Dasar skala kategori", "versi": "Versi metodologi",
}  # fmt: skip
"""What the act put on record before it chose a version; rows of then are still read."""
PER_BARIS = "Tulis satu per baris."
BENTUK_PERINTAH = (
    ("lembar_disposisi", "Lembar disposisi"), ("nota_dinas", "Nota dinas"), ("surat_perintah", "Surat perintah"),
)  # fmt: skip
CARA_KIRIM = (("langsung", "Diantar langsung"), ("pos", "Pos"), ("surel", "Surat elektronik"), ("srikandi", "SRIKANDI"))
KEDUDUKAN = (
    ("pengarah", "Pengarah"), ("penanggung_jawab", "Penanggung Jawab"), ("ketua", "Ketua"),
    ("sekretaris", "Sekretaris"), ("anggota", "Anggota"),
)  # fmt: skip
PERUBAHAN = (("strategi", "Strategi"), ("kebijakan", "Kebijakan"), ("aktivitas", "Aktivitas"), ("anggaran", "Anggaran"))

_ACARA = (
    Butir("pukul", "Pukul", JenisButir.PUKUL),
    Butir("tempat", "Tempat"),
)

BUTIR: Mapping[JenisTindakan, tuple[Butir, ...]] = {
    JenisTindakan.PERINTAH: (
        Butir("bentuk", "Bentuk perintah", JenisButir.PILIHAN, pilihan=BENTUK_PERINTAH),
        Butir("tanggal", "Tanggal perintah", JenisButir.TANGGAL, lampau=True),
        Butir("kepada", "Kepada"),
        Butir("isi", "Isi perintah", JenisButir.PARAGRAF),
    ),
    JenisTindakan.RAPAT: (
        Butir("tanggal", "Tanggal rapat", JenisButir.TANGGAL, lampau=True),
        *_ACARA,
        Butir("pimpinan", "Pimpinan rapat"),
        Butir("notulis", "Notulis"),
        Butir("peserta", "Peserta yang hadir", JenisButir.DAFTAR, bantuan=PER_BARIS),
        Butir("pembahasan", "Pembahasan", JenisButir.PARAGRAF, di_kertas=True, kertas=JenisNaskah.NOTULEN),
        Butir("keputusan", "Keputusan dan arahan", JenisButir.PARAGRAF),
    ),
    JenisTindakan.SUSUN: (
        Butir(
            "kegiatan", "Program kerja kegiatan", JenisButir.TABEL, urut=(1, 2), di_kertas=True,
            kolom=(
                Kolom("Kegiatan"), Kolom("Mulai", JenisButir.TANGGAL), Kolom("Selesai", JenisButir.TANGGAL),
                Kolom("Pelaksana"),
            ),
        ),
    ),
    JenisTindakan.SK_TIM: (
        Butir("tentang", "Tentang"),
        Butir("menimbang", "Menimbang", JenisButir.DAFTAR, bantuan=PER_BARIS, di_kertas=True),
        Butir("mengingat", "Mengingat", JenisButir.DAFTAR, bantuan=PER_BARIS, di_kertas=True),
        Butir("tugas", "Tugas Tim", JenisButir.DAFTAR, bantuan=PER_BARIS, di_kertas=True),
        Butir(
            "susunan", "Susunan Tim", JenisButir.TABEL, bantuan="Paling sedikit ada ketua dan anggota.",
            harus_ada=("ketua", "anggota"),
            kolom=(
                Kolom("Kedudukan", JenisButir.PILIHAN, KEDUDUKAN), Kolom("Jabatan"), Kolom("Nama", wajib=False),
            ),
        ),
    ),
    JenisTindakan.METODOLOGI: (
        Butir("metodologi", "Versi Metodologi", JenisButir.VERSI, bantuan=PEDOMAN_METODOLOGI),
    ),
    JenisTindakan.DOKUMEN: (
        Butir(
            "ada", "Dokumen yang tersedia", JenisButir.CENTANG,
            bantuan="Centang yang sudah ada; yang belum ada jelaskan pada keterangan.",
        ),
        Butir("keterangan", "Keterangan", JenisButir.PARAGRAF, wajib=False),
    ),
    JenisTindakan.FORMULIR: (
        Butir("petunjuk", "Petunjuk pengisian", JenisButir.PARAGRAF),
    ),
    JenisTindakan.DISTRIBUSI: (
        Butir(
            "penerima", "Tanda terima formulir", JenisButir.TABEL, di_kertas=True,
            bantuan="Satu baris untuk setiap unit yang menerima formulir.",
            kolom=(Kolom("Unit"), Kolom("Diterima oleh"), Kolom("Tanggal", JenisButir.TANGGAL)),
        ),
    ),
    JenisTindakan.VALIDASI: (
        Butir("hasil", "Hasil validasi", JenisButir.PARAGRAF, bantuan="Apa yang diperiksa dan apa hasilnya."),
    ),
    JenisTindakan.UNDANGAN: (
        Butir("tanggal", "Tanggal acara", JenisButir.TANGGAL),
        *_ACARA,
        Butir("acara", "Acara"),
        Butir("kepada", "Pejabat yang diundang", JenisButir.DAFTAR, bantuan=PER_BARIS),
    ),
    JenisTindakan.REKAP: (
        Butir("pendorong", "Faktor pendorong keberhasilan", JenisButir.PARAGRAF),
        Butir("penghambat", "Faktor penghambat", JenisButir.PARAGRAF),
        Butir("solusi", "Solusi dan rencana perbaikan", JenisButir.PARAGRAF),
    ),
    JenisTindakan.LAPOR: (
        Butir("kepada", "Kepada"),
        Butir("hal", "Hal"),
        Butir("isi", "Isi laporan", JenisButir.PARAGRAF),
    ),
    JenisTindakan.PERIKSA: (
        Butir("hasil", "Hasil pemeriksaan", JenisButir.PARAGRAF, wajib=False),
    ),
    JenisTindakan.TERIMA: (
        Butir("kepada", "Diteruskan kepada"),
        Butir("isi", "Isi disposisi", JenisButir.PARAGRAF),
    ),
    JenisTindakan.ULANG: (
        Butir("keterangan", "Keterangan", JenisButir.PARAGRAF),
    ),
    JenisTindakan.PENOMORAN: (
        Butir("tanggal", "Tanggal surat", JenisButir.TANGGAL, lampau=True),
        Butir("kepada", "Kepada Yth.", JenisButir.DAFTAR, bantuan=PER_BARIS),
        Butir("hal", "Hal"),
        Butir("isi", "Isi surat pengantar", JenisButir.PARAGRAF),
    ),
    JenisTindakan.PENGGANDAAN: (
        Butir(
            "salinan", "Salinan yang dibuat", JenisButir.TABEL,
            kolom=(Kolom("Untuk siapa"), Kolom("Jumlah", JenisButir.ANGKA)),
        ),
    ),
    JenisTindakan.PENGIRIMAN: (
        Butir(
            "kiriman", "Pengiriman", JenisButir.TABEL, di_kertas=True,
            kolom=(
                Kolom("Kepada"), Kolom("Tanggal", JenisButir.TANGGAL), Kolom("Cara", JenisButir.PILIHAN, CARA_KIRIM),
                Kolom("Diterima oleh atau nomor resi"),
            ),
        ),
    ),
    JenisTindakan.ARSIP: (
        Butir("klasifikasi", "Kode klasifikasi arsip"),
        Butir("lokasi", "Lokasi simpan"),
        Butir("retensi_aktif", "Retensi aktif (tahun)", JenisButir.ANGKA),
        Butir("retensi_inaktif", "Retensi inaktif (tahun)", JenisButir.ANGKA),
        Butir(
            "nasib_akhir", "Nasib akhir", JenisButir.PILIHAN,
            pilihan=tuple(NasibArsip.choices()),
        ),
    ),
    JenisTindakan.TINDAK_LANJUT: (
        Butir(
            "rencana", "Rencana tindak lanjut", JenisButir.TABEL,
            kolom=(
                Kolom("Tindak lanjut"), Kolom("Yang diubah", JenisButir.PILIHAN, PERUBAHAN),
                Kolom("Penanggung jawab"), Kolom("Batas waktu", JenisButir.TANGGAL),
            ),
        ),
    ),
}  # fmt: skip


LABEL_AKIBAT: Mapping[str, str] = {
    "formulir": "Formulir dikirim kepada",
    "disiapkan": "Formulir disiapkan untuk",
    "unit": "Unit yang melengkapi",
    "baris": "Indikator yang dikembalikan",
    "divalidasi": "Formulir yang divalidasi",
    "tanpa_validasi": "Formulir yang dihimpun tanpa validasi",
    "ketentuan": "Ketentuan yang ditetapkan",
    **LABEL_METODOLOGI,
    "putaran": "Putaran kertas kerja",
    "dikoreksi": "Indikator dikoreksi",
    "nomor": "Nomor",
    "sha256": "SHA-256 dokumen",
    "terbuka": "Tindak lanjut yang masih terbuka",
    "tercatat": "Tercatat pada register tindak lanjut",
}
"""What an act's effect adds to its record (services/akibat.py), as a person reads it."""


def find_kekurangan(
    jenis: JenisTindakan, isian: Mapping[str, Any], rentang: Rentang, dokumen: Sequence[str] = ()
) -> dict[str, list[str]]:
    """Every fault of a record by field name; empty when it is complete.

    With a scan of the paper attached (`pindaian`; of several papers that of `pindaian_untuk`), what the paper says
    need not be typed again. `dokumen` are those that the step asks for: the remark of its checklist says what about
    those that are not there yet.
    """
    dipindai = {None, isian.get("pindaian_untuk")} if isian.get("pindaian") else ()
    semua = {
        b.nama: check_butir(b, isian.get(b.nama), rentang, dipindai=b.kertas in dipindai)
        for b in BUTIR.get(jenis, ())
    }
    if jenis == JenisTindakan.DOKUMEN:
        semua["keterangan"] = _check_belum_ada(isian, dokumen)
    return {nama: pesan for nama, pesan in semua.items() if pesan}


def _check_belum_ada(isian: Mapping[str, Any], dokumen: Sequence[str]) -> list[str]:
    belum = [satu for satu in dokumen if satu not in (isian.get("ada") or ())]
    if not belum or str(isian.get("keterangan") or "").strip():
        return []
    return [f"Keterangan belum diisi: jelaskan dokumen yang belum ada ({', '.join(belum)})."]


def pick_isi(jenis: JenisTindakan, isian: Mapping[str, Any]) -> dict[str, Any]:
    """Only the fields that the kind of act puts on record: never a passphrase or a stray value."""
    return {butir.nama: isian[butir.nama] for butir in BUTIR.get(jenis, ()) if isian.get(butir.nama)}
