"""What each kind of act puts on record, and what is wrong with a record."""

import pytest

from measurement.butir import BUTIR, LABEL_AKIBAT, JenisButir, find_kekurangan, pick_isi, split_kelengkapan, write_butir
from measurement.enums import JenisTindakan

LENGKAP = {
    "perintah": {"tanggal": "2026-07-01", "kepada": "Sekretaris", "isi": "Laksanakan."},
    "rapat": {
        "tanggal": "2026-07-01", "pukul": "09:00", "tempat": "Aula", "pimpinan": "Sekretaris", "peserta": ["Tim"],
        "pembahasan": "Jadwal.", "keputusan": "Segera.",
    },
    "susun": {"kegiatan": [["Menghimpun", "1 Juli", "2 Juli", "Tim"]]},
    "metodologi": {"batas_atas": "120", "batas_bawah": "tanpa", "nihil_terlampaui": "0", "dasar": "Perbup 1"},
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
}  # fmt: skip


def check(jenis, **isian):
    return find_kekurangan(JenisTindakan(jenis), LENGKAP.get(jenis, {}) | isian)


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
    assert find_kekurangan(JenisTindakan(jenis), isian) == wajib
    assert find_kekurangan(JenisTindakan(jenis), {}) == wajib


def test_only_the_remark_on_documents_may_be_left_out():
    boleh = [(jenis.value, butir.nama) for jenis, semua in BUTIR.items() for butir in semua if not butir.wajib]
    assert boleh == [("dokumen", "keterangan")]


@pytest.mark.parametrize(
    ("jenis", "nama", "isi", "pesan"),
    [
        ("perintah", "tanggal", "2026-02-30", "Tanggal perintah bukan tanggal yang benar."),
        ("perintah", "tanggal", "1 Juli 2026", "Tanggal perintah bukan tanggal yang benar."),
        ("rapat", "pukul", "25:00", "Pukul ditulis seperti 09:00."),
        ("rapat", "pukul", "jam 9", "Pukul ditulis seperti 09:00."),
        ("susun", "kegiatan", [["Menghimpun", "", "2 Juli", "Tim"]], "Program kerja kegiatan: lengkapi setiap kolom pada baris yang diisi."),
        ("susun", "kegiatan", [["Menghimpun"]], "Program kerja kegiatan: lengkapi setiap kolom pada baris yang diisi."),
        ("penggandaan", "salinan", [["Bupati", "1"], ["Arsip", " "]], "Salinan yang dibuat: lengkapi setiap kolom pada baris yang diisi."),
        ("metodologi", "batas_atas", "130", "Batas atas capaian yang dihitung: pilih salah satu."),
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
    ("nilai", "teks"),
    [
        ("Aula", "Aula"), (3, "3"), (["Renstra", "DPA"], "Renstra\nDPA"),
        ([["Bupati", "1"], ["Arsip", "2"]], "Bupati | 1\nArsip | 2"), ([], ""),
    ],
)  # fmt: skip
def test_write_butir_is_what_a_person_reads(nilai, teks):
    assert write_butir(nilai) == teks


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
