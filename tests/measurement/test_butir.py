"""What each kind of act puts on record, and what is wrong with a record."""

import datetime

import pytest

from measurement.butir import Butir, JenisButir, Kolom, build_rentang, split_kelengkapan, write_butir
from measurement.catatan_baku import BUTIR, LABEL_AKIBAT, find_kekurangan, pick_isi
from measurement.enums import JenisTindakan

RENTANG = build_rentang(2026, datetime.date(2026, 7, 20))

LENGKAP = {
    "perintah": {"bentuk": "nota_dinas", "tanggal": "2026-07-01", "kepada": "Sekretaris", "isi": "Laksanakan."},
    "rapat": {
        "tanggal": "2026-07-01", "pukul": "09:00", "tempat": "Aula", "pimpinan": "Sekretaris", "notulis": "Tim",
        "peserta": ["Tim"], "pembahasan": "Jadwal.", "keputusan": "Segera.",
    },
    "susun": {"kegiatan": [["Menghimpun", "2026-07-21", "2026-07-21", "Tim"]]},
    "metodologi": {"metodologi": "1"},
    "dokumen": {"ada": ["Renstra"]},
    "undangan": {
        "tanggal": "2026-07-01", "pukul": "09:00", "tempat": "Aula", "acara": "Rapat", "kepada": ["Para Kabid"],
    },
    "rekap": {"pendorong": "Tepat waktu.", "penghambat": "Data terlambat.", "solusi": "Dimajukan."},
    "penggandaan": {"salinan": [["Bupati", "1"]]},
    "arsip": {
        "klasifikasi": "700", "lokasi": "Rak 1", "retensi_aktif": "2", "retensi_inaktif": "0",
        "nasib_akhir": "permanen",
    },
    "sk_tim": {
        "tentang": "Tim", "menimbang": ["bahwa"], "mengingat": ["Perpres"], "tugas": ["Mengukur"],
        "susunan": [["ketua", "Sekretaris", ""], ["anggota", "Para Kabid", ""]],
    },
    "formulir": {"petunjuk": "Isi."},
    "distribusi": {"penerima": [["Bidang PMD", "Budi", "2026-07-02"]]},
    "validasi": {"hasil": "Cocok."},
    "lapor": {"kepada": "Sekretaris", "hal": "Draf", "isi": "Terlampir."},
    "terima": {"kepada": "Sekretaris", "isi": "Arsipkan."},
    "ulang": {"keterangan": "Mengulang langkah 9."},
    "penomoran": {"tanggal": "2026-07-20", "kepada": ["Bupati"], "hal": "Laporan", "isi": "Terlampir."},
    "pengiriman": {"kiriman": [["Bupati", "2026-07-20", "pos", "JX1"]]},
    "tindak_lanjut": {"rencana": [["Memajukan jadwal", "aktivitas", "Sekretaris", "2026-09-30"]]},
    "periksa": {"hasil": "Benar."},
}  # fmt: skip


def check(jenis, **isian):
    return find_kekurangan(JenisTindakan(jenis), LENGKAP.get(jenis, {}) | isian, RENTANG)


def test_the_table_above_has_every_kind_with_a_record():
    assert set(LENGKAP) == {jenis.value for jenis in BUTIR}


@pytest.mark.parametrize("jenis", list(JenisTindakan))
def test_a_complete_record_has_no_fault(jenis):
    assert check(jenis.value) == {}


@pytest.mark.parametrize("jenis", LENGKAP)
@pytest.mark.parametrize("kosong", [None, "", "  ", []])
def test_every_required_item_is_told_at_once(jenis, kosong):
    semua = BUTIR[JenisTindakan(jenis)]
    isian = {butir.nama: kosong for butir in semua}
    wajib = {butir.nama: [f"{butir.label} belum diisi."] for butir in semua if butir.wajib}
    assert find_kekurangan(JenisTindakan(jenis), isian, RENTANG) == wajib
    assert find_kekurangan(JenisTindakan(jenis), {}, RENTANG) == wajib


def test_only_remarks_may_be_left_out():
    boleh = [(jenis.value, butir.nama) for jenis, semua in BUTIR.items() for butir in semua if not butir.wajib]
    assert boleh == [("dokumen", "keterangan"), ("periksa", "hasil")]


@pytest.mark.parametrize(
    ("jenis", "nama", "isi", "pesan"),
    [
        ("perintah", "tanggal", "2026-02-30", "Tanggal perintah bukan tanggal yang benar: tulis seperti 20/11/2026 atau pilih dari kalender."),
        ("perintah", "tanggal", "1 Juli 2026", "Tanggal perintah bukan tanggal yang benar: tulis seperti 20/11/2026 atau pilih dari kalender."),
        ("rapat", "pukul", "25:00", "Pukul ditulis seperti 09:00."),
        ("rapat", "pukul", "jam 9", "Pukul ditulis seperti 09:00."),
        ("perintah", "tanggal", "1900-07-01", "Tanggal perintah di luar 1 Januari 2025 sampai hari ini."),
        ("perintah", "tanggal", "2026-07-21", "Tanggal perintah di luar 1 Januari 2025 sampai hari ini."),
        ("undangan", "tanggal", "2027-07-22", "Tanggal acara di luar 1 Januari 2025 sampai 21 Juli 2027."),
        ("perintah", "bentuk", "secarik", "Bentuk perintah: pilih salah satu."),
        ("susun", "kegiatan", [["Menghimpun", "", "2026-07-21", "Tim"]], "Program kerja kegiatan, baris 1: Mulai belum diisi."),
        ("susun", "kegiatan", [["Menghimpun"]], "Program kerja kegiatan, baris 1: jumlah kolomnya tidak cocok."),
        ("susun", "kegiatan", [["a", "2026-07-21", "2026-07-21", "Tim"], ["b", "31 Februari", "2026-07-21", "Tim"]], "Program kerja kegiatan, baris 2: Mulai bukan tanggal yang benar: tulis seperti 20/11/2026 atau pilih dari kalender."),
        ("susun", "kegiatan", [["a", "2026-07-21", "2026-07-20", "Tim"]], "Program kerja kegiatan, baris 1: Selesai mendahului Mulai."),
        ("penggandaan", "salinan", [["Bupati", "1"], ["Arsip", " "]], "Salinan yang dibuat, baris 2: Jumlah belum diisi."),
        ("penggandaan", "salinan", [["Bupati", "-5 banyak"]], "Salinan yang dibuat, baris 1: Jumlah ditulis dengan bilangan bulat 1 sampai 1000."),
        ("penggandaan", "salinan", [["Bupati", "0"]], "Salinan yang dibuat, baris 1: Jumlah ditulis dengan bilangan bulat 1 sampai 1000."),
        ("pengiriman", "kiriman", [["Bupati", "2026-07-20", "merpati", "JX1"]], "Pengiriman, baris 1: Cara: pilih salah satu."),
        ("metodologi", "metodologi", "dua", "Versi Metodologi: pilih salah satu."),
        ("arsip", "nasib_akhir", "dibakar", "Nasib akhir: pilih salah satu."),
        ("arsip", "retensi_aktif", "dua", "Retensi aktif (tahun) ditulis dengan bilangan bulat 0 sampai 100."),
        ("arsip", "retensi_aktif", "-1", "Retensi aktif (tahun) ditulis dengan bilangan bulat 0 sampai 100."),
        ("arsip", "retensi_aktif", "101", "Retensi aktif (tahun) ditulis dengan bilangan bulat 0 sampai 100."),
        ("arsip", "retensi_aktif", "²", "Retensi aktif (tahun) ditulis dengan bilangan bulat 0 sampai 100."),
        ("arsip", "retensi_aktif", "9" * 5000, "Retensi aktif (tahun) ditulis dengan bilangan bulat 0 sampai 100."),
    ],
)
def test_a_wrong_item_is_told_by_its_name(jenis, nama, isi, pesan):
    assert check(jenis, **{nama: isi}) == {nama: [pesan]}


def test_pick_isi_keeps_what_belongs_on_record_and_nothing_else():
    isian = LENGKAP["perintah"] | {"frasa": "rahasia", "versi": 3, "tempat": "Aula"}
    assert pick_isi(JenisTindakan.PERINTAH, isian) == LENGKAP["perintah"]
    assert pick_isi(JenisTindakan.TANDA_TANGAN, {"frasa": "rahasia", "sha256": "0"}) == {}
    assert pick_isi(JenisTindakan.DOKUMEN, {"ada": ["Renstra"], "keterangan": ""}) == {"ada": ["Renstra"]}
    assert pick_isi(JenisTindakan.ARSIP, LENGKAP["arsip"])["retensi_inaktif"] == "0"


@pytest.mark.parametrize(
    ("butir", "nilai", "teks"),
    [
        (None, "Aula", "Aula"), (None, 3, "3"), (None, ["Renstra", "DPA"], "Renstra\nDPA"), (None, [], ""),
        (None, [["Bupati", "1"], ["Arsip", "2"]], "Bupati | 1\nArsip | 2"),
        (Butir("t", "Tanggal", JenisButir.TANGGAL), "2026-07-01", "1 Juli 2026"),
        (Butir("t", "Tanggal", JenisButir.TANGGAL), "1 Juli", "1 Juli"),
        (Butir("c", "Cara", JenisButir.PILIHAN, pilihan=(("pos", "Pos"),)), "pos", "Pos"),
        (Butir("k", "Kirim", JenisButir.TABEL, kolom=(Kolom("Siapa"), Kolom("Hari", JenisButir.TANGGAL))), [["Bupati", "2026-07-01"]], "Bupati | 1 Juli 2026"),
        (Butir("k", "Kirim", JenisButir.TABEL, kolom=(Kolom("Siapa"), Kolom("Nama"))), [["Ketua", ""], ["lama"]], "Ketua\nlama"),
    ],
)  # fmt: skip
def test_write_butir_is_what_a_person_reads(butir, nilai, teks):
    assert write_butir(butir, nilai) == teks


def test_a_scan_of_the_paper_spares_what_the_paper_says():
    isian = LENGKAP["rapat"] | {"peserta": [], "pembahasan": "", "keputusan": ""}
    pindaian = {"pindaian": "notulen.pdf", "pindaian_untuk": "notulen"}
    assert set(find_kekurangan(JenisTindakan.RAPAT, isian | pindaian, RENTANG)) == {"peserta", "keputusan"}
    lain = pindaian | {"pindaian_untuk": "daftar_hadir"}
    assert set(find_kekurangan(JenisTindakan.RAPAT, isian | lain, RENTANG)) == {"peserta", "pembahasan", "keputusan"}
    susun = {"kegiatan": [], "pindaian": "program.pdf"}
    assert find_kekurangan(JenisTindakan.SUSUN, susun, RENTANG) == {}
    assert set(find_kekurangan(JenisTindakan.RAPAT, isian, RENTANG)) == {"peserta", "pembahasan", "keputusan"}


@pytest.mark.parametrize(
    ("teks", "daftar"),
    [
        ("Renstra, Tapkin", ["Renstra", "Tapkin"]),
        (" Renstra ,, Tapkin,Renstra ", ["Renstra", "Tapkin"]),
        ("", ["Dokumen yang diperlukan"]),
        (" , ", ["Dokumen yang diperlukan"]),
    ],
)
def test_split_kelengkapan_names_each_document_once_and_always_something(teks, daftar):
    assert split_kelengkapan(teks) == daftar


def test_names_are_unique_within_a_record_and_apart_from_effects():
    for semua in BUTIR.values():
        nama = [butir.nama for butir in semua]
        assert len(set(nama)) == len(nama)
        assert set(nama) & set(LABEL_AKIBAT) == set()


def test_tables_have_columns_and_choices_have_options():
    for butir in (butir for semua in BUTIR.values() for butir in semua):
        assert bool(butir.kolom) is (butir.jenis == JenisButir.TABEL)
        assert bool(butir.pilihan) is (butir.jenis == JenisButir.PILIHAN)
