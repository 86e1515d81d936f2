"""The shape of a lawful SOP: the real one as printed, and the walk of all six."""

from pathlib import Path

import pytest

from measurement.enums import Status
from measurement.sop import (
    IDENTITAS_DAFTAR,
    IDENTITAS_TEKS,
    find_errors,
    next_tindakan,
    read_sop,
    return_status,
    walk_status,
)
from tests.factories.alur_sop import WALKS, build_sop

SOP = read_sop((Path(__file__).parents[2] / "fixtures/sop/dispermades_pengukuran.toml").read_text(encoding="utf-8"))

DRAFT = "Draft Laporan Hasil Pengukuran Data Kinerja"
BARIS = [
    (1, "Kepala Dinas memerintahkan Sekretaris untuk melakukan pengukuran kinerja",
     "Surat Perintah", "10 menit", 10, "Disposisi"),
    (2, "Sekretaris melakukan rapat dengan Tim SAKIP untuk memberikan arahan Mengumpulkan data dan informasi "
        "pengukran kinerja", "Disposisi", "4 Jam", 240, "Notulen Rapat"),
    (3, "Tim SAKIP menyusun rencana kegiatan pengukuran kinerja", "Tim", "1 Hari", 450,
     "Program Kerja Kegiatan"),
    (4, "Tim SAKIP menyiapkan metodologi pengukuran dan menghimpun data dan informasi pengukuran kinerja",
     "Juknis Pengukuran Kinerja Menpan RB, Renstra, Tapkin, Program Kerja, Kegiatan", "2 Hari", 900,
     "Kertas Kerja Pengukuran Kinerja"),
    (5, "Mengundang pejabat terkait untuk melaksanakan rapat koordinasi pengukuran kinerja",
     "Draft surat undangan", "30 Menit", 30, "Undangan rapat"),
    (6, "Melaksanakan rapat koordinasi pembahasan pengukuran kinerja",
     "Draft Pengukuran Kinerja", "1 Hari", 450, "Draft Pengukuran Kinerja"),
    (7, "Menghimpun data dan informasi pengukuran kinerja masing-masing bidang dan sekretariat",
     "Kertas Kerja Pengukuran Kinerja, Dokumen Pengumpulan Data Kinerja", "2 Hari", 900,
     "Kertas kerja Pengukuran Kinerja"),
    (8, "Tim SAKIP melakukan pengukuran capaian kinerja menggunakan metodologi yang telah ditetapkan",
     "Kertas kerja Pengukuran Kinerja", "3 Hari", 1350, "Draft Pengukuran Kinerja"),
    (9, "Tim SAKIP merekap seluruh hasil pengukuran capaian kinerja untuk tiaptiap tujuan/ sasaran/ program/ "
        "kegiatan", "Draft Pengukuran Kinerja", "1 Hari", 450, "Draft Pengukuran Kinerja"),
    (10, "Tim SAKIP melaporkan hasil rekapitulasi pengukuran kinerja kepada Sekretaris",
     "Kertas kerja Pengukuran Kinerja", "30 menit", 30, "Kertas kerja Pengukuran Kinerja"),
    (11, "Sekretaris menganalisa hasil rekapitulasi pengukuran kinerja, apabila setuju akan digunakan "
         "sebagai bahan untuk penyusunan laporan kinerja dan evaluasi. Jika tidak maka dikembalikan "
         "untuk dilengkapi sesuai arahan.", DRAFT, "1 Hari", 450, DRAFT),
    (12, "Kepala Dinas melaksanakan koreksi atas laporan pengukuran capaian kinerja", DRAFT,
     "1 Hari", 450, DRAFT),
    (13, "Sekretaris menyampaikan data pengukuran kinerja kepada Kepala Dinas berdasarkan hasil koreksi",
     DRAFT, "1 Jam", 60, DRAFT),
    (14, "Penandatanganan dokumen pengukuran kinerja oleh Kepala Dinas", DRAFT, "15 Menit", 15,
     "Laporan Hasil Pengukuran Data Kinerja"),
    (15, "Penggandaan Dokumen", "Laporan Hasil Pengukuran Data Kinerja", "1 Hari", 450,
     "Dokumen Laporan Hasil Pengukuran Data Kinerja"),
    (16, "Pengarsipan", "Dokumen Laporan Hasil Pengukuran Data Kinerja", "", None,
     "Arsip Dokumen Laporan Hasil Pengukuran Kinerja"),
]  # fmt: skip


def test_dispermades_rows_are_worded_as_the_document():
    baris = [(b.nomor, b.uraian, b.kelengkapan, b.waktu, b.menit, b.output) for b in SOP.langkah]
    assert baris == BARIS


def test_dispermades_identity():
    assert (SOP.kantor, SOP.prosedur, SOP.nomor, SOP.nama, SOP.menit_per_hari) == (
        "dispermades", "pengukuran_kinerja", "067/14.8 /DISPERMADESPPKB/2023", "Pengukuran Kinerja", 450,
    )  # fmt: skip
    assert set(SOP.identitas) == {*IDENTITAS_TEKS, *IDENTITAS_DAFTAR}
    assert [SOP.identitas[kunci] for kunci in IDENTITAS_TEKS] == [
        "05 Januari 2023", "", "", "", "Kepala DISPERMADES PPKB Kab. Banjarnegara",
    ]  # fmt: skip
    panjang = {kunci: len(SOP.identitas[kunci]) for kunci in IDENTITAS_DAFTAR}
    assert panjang == {
        "latar_belakang": 3, "tujuan": 4, "ruang_lingkup": 2, "dasar_hukum": 7, "definisi": 10,
        "keterkaitan": 2, "kualifikasi": 3, "peralatan": 0, "dokumen_pelengkap": 4, "peringatan": 1,
        "pencatatan": 0, "persyaratan": 0, "kriteria": 0, "pengorganisasian": 0, "format_data": 0,
        "tertulis_demikian": 1,
    }  # fmt: skip


def test_dispermades_acts_are_those_of_the_table():
    assert [b.tindakan for b in SOP.langkah] == [b.tindakan for b in build_sop("dispermades").langkah]
    assert sum(baris.menit or 0 for baris in SOP.langkah) == 6235


def test_dispermades_names_only_printed_columns():
    kolom = ["KEPALA", "SEKRETARIAT", "BIDANG", "TIM SAKIP", "STAF"]
    assert [b.nomor for b in SOP.langkah if not b.pelaksana or not set(b.pelaksana) <= set(kolom)] == []


@pytest.mark.parametrize("nama", WALKS)
def test_find_errors_finds_none_in_the_six_walks(nama):
    assert find_errors(build_sop(nama)) == []
    assert find_errors(SOP) == []


@pytest.mark.parametrize(
    ("nama", "alur"),
    [
        (
            "dispermades",
            "disposisi rapat*6 pengumpulan*2 kertas_kerja*3 verifikasi koreksi tanda_tangan*2 arsip*2",
        ),
        ("mahulu_pengumpulan", "disposisi rapat*5 pengumpulan*2 kertas_kerja verifikasi koreksi*2 arsip"),
        ("mahulu_pengukuran", "disposisi rapat*3 pengumpulan kertas_kerja*3 verifikasi koreksi*2 arsip"),
        ("dinas", "disposisi rapat*4 pengumpulan*2 kertas_kerja*2 verifikasi*2 koreksi tanda_tangan arsip"),
        (
            "purwakarta",
            "disposisi rapat pengumpulan*2 kertas_kerja*2 verifikasi koreksi tanda_tangan*3 arsip*4",
        ),
        ("banyumas", "disposisi rapat*2 pengumpulan*6 kertas_kerja koreksi verifikasi tanda_tangan arsip*3"),
    ],
)
def test_walk_status(nama, alur):
    pasangan = [kata.partition("*") for kata in alur.split()]
    statuses = [Status(nilai) for nilai, _, kali in pasangan for _ in range(int(kali or 1))]
    assert list(walk_status(build_sop(nama)).values()) == statuses


def test_next_tindakan_visits_every_act_once():
    posisi, dilewati = (1, 1), []
    while posisi:
        dilewati.append(posisi)
        posisi = next_tindakan(SOP, *posisi)
    assert dilewati == list(walk_status(SOP))
    assert dilewati[6:10] == [(6, 1), (7, 1), (7, 2), (8, 1)]


def test_next_tindakan_and_return_status_refuse_what_is_not_there():
    with pytest.raises(ValueError):
        next_tindakan(SOP, 1, 2)
    with pytest.raises(KeyError):
        return_status(SOP, 17)


@pytest.mark.parametrize(
    ("nama", "nomor", "status"),
    [
        ("dispermades", 7, Status.PENGUMPULAN),
        ("dispermades", 8, Status.KERTAS_KERJA),
        ("dispermades", 12, Status.KOREKSI),
        ("dinas", 6, Status.PENGUMPULAN),
        ("dinas", 3, Status.RAPAT),
        ("purwakarta", 6, Status.VERIFIKASI),
        ("banyumas", 8, Status.PENGUMPULAN),
    ],
)
def test_return_status_is_that_of_the_first_act(nama, nomor, status):
    assert return_status(build_sop(nama), nomor) == status
