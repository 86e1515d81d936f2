"""The SOPs of four more offices (one gave two): worded as printed, summed, walked, and what their sheets say."""

from pathlib import Path

import pytest

from measurement.sop import IDENTITAS_DAFTAR, IDENTITAS_TEKS, find_errors, read_sop
from tests.factories.alur_sop import build_sop

FOLDER = Path(__file__).parents[2] / "fixtures/sop"
SOP = {path.stem: read_sop(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.toml"))}
WALK = {
    "bkpsdm-mahulu_pengukuran": "mahulu_pengukuran",
    "bkpsdm-mahulu_pengumpulan": "mahulu_pengumpulan",
    "dinas_pengukuran": "dinas",
    "dinsospermasdes-banyumas_pengukuran": "banyumas",
    "dispermades_pengukuran": "dispermades",
    "dpmd-purwakarta_pengumpulan": "purwakarta",
}

# nomor, uraian, kelengkapan, waktu, menit, output; words in [ ] cannot be read in the scan
BARIS = {
    "bkpsdm-mahulu_pengumpulan": [
        (1, "Kepala Badan memerintahkan Sekretaris untuk melakukan pengumpulan data kinerja",
         "Blangko Nota Dinas", "5 menit", 5, "Nota Dinas"),
        (2, "Sekretaris melakukan rapat dengan Tim SAKIP untuk memberikan arahan pelaksanaan kegiatan pengumpulan "
            "data kinerja",
         "Nota Dinas", "60 menit", 60, "Notulen Rapat"),
        (3, "Tim SAKIP menyusun rencana kegiatan pelaksanaan pengumpulan data",
         "Notulen Rapat", "120 menit", 120, "Program Kerja Kegiatan"),
        (4, "Tim SAKIP mengumpulkan dokumen-dokumen yang diperlukan untuk kegiatan pengumpulan data",
         "Program Kerja Keg. RENSTRA, TAPKIN, PKPT, LIHP, Data TL, Hasil Survey, Lap. Hasil Evaluasi, SAKIP Menpan RB", "1 hari", 450, "Checklist Dokumen"),
        (5, "Tim SAKIP menyiapkan formulir pengumpulan data capaian kinerja",
         "Draft Formulir pengumpulan data capaian kinerja", "120 menit", 120, "Formulir pengumpulan data capaian kinerja"),
        (6, "Formulir pengumpulan data capaian kinerja didistribusikan kepada Sekretariat dan Bidang",
         "Blangko formulir pengumpulan data capaian kinerja", "5 menit", 5, "Bukti Tanda Terima formulir"),
        (7, "Sekretariat dan Bidang dengan dibantu staf mengisi formulir pengumpulan data capaian kinerja "
            "selanjutnya menyerahkan formulir yang telah diisi kepada Tim SAKIP",
         "Blangko formulir pengumpulan data capaian kinerja", "1 hari", 450, "Formulir pengumpulan data capaian kinerja yang sudah diisi"),
        (8, "Tim SAKIP merekap data capaian kinerja",
         "Formulir pengumpulan data capaian kinerja yang sudah diisi", "120 menit", 120, "Rekapitulasi hasil pengumpulan data kinerja"),
        (9, "Tim SAKIP melaporkan hasil rekapitulasi data kinerja kepada Sekretaris",
         "Rekapitulasi hasil pengumpulan data kinerja", "30 menit", 30, "Draft Laporan Hasil Pengumpulan Data Kinerja"),
        (10, "Sekretaris menganalisa laporan hasil pengumpulan data kinerja, apabila setuju akan digunakan sebagai "
             "bahan untuk penyusunan Laporan Kinerja. Jika tidak maka dikembalikan untuk dilengkapi sesuai arahan",
         "Draft Laporan Hasil Pengumpulan Data Kinerja", "90 menit", 90, "Laporan hasil pengumpulan data kinerja"),
        (11, "Sekretaris melaporkan hasil pengumpulan data kinerja kepada Kepala Badan",
         "Laporan hasil pengumpulan data kinerja, Lembar Disposisi", "30 menit", 30, "Disposisi Kepala Badan"),
        (12, "Pengarsipan Data Kinerja", "Arsip hasil pengumpulan data kinerja", "", None, ""),
    ],
    "bkpsdm-mahulu_pengukuran": [
        (1, "Kepala Badan memerintahkan Sekretaris untuk melakukan pengukuran kinerja",
         "Blangko Nota Dinas", "5 menit", 5, "Nota Dinas"),
        (2, "Sekretaris melakukan rapat dengan Tim SAKIP untuk memberikan arahan pelaksanaan kegiatan pengumpulan "
            "data kinerja",
         "Nota Dinas", "60 menit", 60, "Notulen Rapat"),
        (3, "Tim SAKIP menyusun rencana kegiatan pengukuran kinerja",
         "Notulen Rapat", "120 menit", 120, "Program Kerja Kegiatan"),
        (4, "Tim SAKIP menyiapkan metodologi pengukuran capaian kinerja untuk tiap-tiap tujuan/ sasaran/ program/ "
            "kegiatan berdasarkan indikator kinerja yang SMART",
         "Juknis Pengukuran Kinerja Menpan RB RENSTRA TAPKIN Program Kerja Kegiatan", "120 menit", 120, "Kertas Kerja Pengukuran Kinerja"),
        (5, "Tim SAKIP melakukan pengukuran capaian kinerja menggunakan metodologi yang telah ditetapkan",
         "Kertas Kerja Pengukuran Kinerja, Dokumen Pengumpulan Data Kinerja", "1 hari", 450, "Kertas Kerja Pengukuran Kinerja"),
        (6, "Tim SAKIP merekap seluruh hasil pengukuran capaian kinerja untuk tiap-tiap tujuan/ sasaran/ program/ "
            "kegiatan",
         "Kertas Kerja Pengukuran Kinerja", "120 menit", 120, "Rekapitulasi Hasil Pengukuran Kinerja"),
        (7, "Tim SAKIP melaporkan hasil rekapitulasi pengukuran kinerja kepada Sekretaris",
         "Rekapitulasi Hasil Pengumpulan Data Kinerja", "30 menit", 30, "Draft Laporan Hasil Pengukuran Data Kinerja"),
        (8, "Sekretaris menganalisa hasil rekapitulasi pengukuran kinerja, apabila setuju akan digunakan sebagai "
            "bahan untuk penyusunan Laporan kinerja dan evaluasi. Jika tidak maka dikembalikan untuk dilengkapi "
            "sesuai arahan.",
         "Draft Laporan Hasil Pengukuran Data Kinerja", "90 menit", 90, "Laporan Hasil Pengukuran Kinerja, Lembar Disposisi"),
        (9, "Sekretaris melaporkan data pengukuran kinerja kepada Kepala Badan",
         "Laporan Hasil Pengukuran Kinerja, Lembar Disposisi", "30 menit", 30, "Disposisi kepala Dinas"),
        (10, "Menyimpan data kinerja.", "Arsip Hasil Pengumpulan Data Kinerja", "", None, ""),
    ],
    "dinas_pengukuran": [
        (1, "Hasil Rapim memberi disposisi kepada Sekretaris untuk melaksanakan pengukuran data capaian kinerja",
         "[Perintah Dinas]/ Disposisi Kadis", "10", 10, "Disposisi Kadis"),
        (2, "Memerintahkan Fungsional Perencana untuk menyusun Tim Pengukuran Capaian Data Kinerja",
         "Perintah Dinas/[Disposisi] Sekretaris", "10", 10, "Perintah Sekdis"),
        (3, "Menyusun konsep SK Tim Pengukuran Capaian Data Kinerja untuk disampaikan kepada Sekretaris..",
         "Peraturan Terkait", "45", 45, "Dokumen Draft SK"),
        (4, "Memeriksa konsep SK Tim Pengukuran Capaian Data Kinerja. Jika setuju menyampaikan kepada Kadis untuk "
            "tanda tangan. Jika tidak setuju mengembalikan kepada JFP untuk diperbaiki",
         "[Dokumen Draft SK]", "15", 15, "[Dokumen Draft SK]"),
        (5, "Memeriksa draft SK Tim Pengukuran Capaian Data Kinerja. Jika setuju menandatangani untuk menjadi "
            "pedoman kerja. Jika tidak setuju mengembalikan kepada Sekretaris Dinas untuk diperbaiki",
         "Dokumen Draft SK", "45", 45, "Dokumen Final SK"),
        (6, "Tim melaksanakan tugasnya melakukan pengukuran kinerja dengan melaksanakan pengumpulan, pengolahan dan "
            "analisa data capaian kinerja dan hasil kerjanya disampaikan kepada Sekretaris Dinas untuk diverifikasi "
            "dan validasi.",
         "Dokumen [Renja, PK]", "330", 330, "Draf Dokumen Laporan"),
        (7, "Rapat Tim bersama Sekretaris untuk verifikasi dan validasi hasil kerja. Jika setuju menyampaikan "
            "kepada Kadis. Jika tidak setuju menyerahkan kembali kepada Tim Penyusun untuk diperbaiki sesuai "
            "keputusan rapat.",
         "[Dokumen Draft Laporan]", "45", 45, "[Dokumen] Draft Laporan"),
        (8, "Memeriksa Laporan Evaluasi Akuntabilitas Kinerja Internal. Jika setuju menandatangani dan menyerahkan "
            "kepada sekretaris untuk ditindaklanjuti bersama tim penyusun.",
         "[Dokumen] Draft Laporan", "30", 30, "Dokumen Final Laporan"),
        (9, "Sekretaris bersama Tim menyusun rencana tindaklanjut sesuai disposisi Kepala Dinas.",
         "[Dokumen] Hasil Evaluasi SAKIP", "60", 60, "Dokumen Tindak Lanjut"),
    ],
    "dpmd-purwakarta_pengumpulan": [
        (1, "Memerintahkan penyusunan LAKIP", "Nota dinas", "3", 3, "Dokumen"),
        (2, "Menyampaikan format pengumpulan data dan informasi kinerja dari masing2 bagian",
         "Dokumen", "60", 60, "Dokumen"),
        (3, "Menghimpun format data dan informasi kinerja dari masing2 bagian", "Dokumen", "60", 60, "Dokumen"),
        (4, "Menganalis dan mengevaluasi data dan informasi kinerja yg terkumpul", "Dokumen", "60", 60, "Dokumen"),
        (5, "Membuat draft Lakip", "Dokumen", "60", 60, "Dokumen"),
        (6, "Mengoreksi draft Lakip", "Dokumen", "60", 60, "Dokumen"),
        (7, "Rapat Finalisasi Lakip", "Dokumen", "60", 60, "Dokumen"),
        (8, "Menyampaikan dokumen Lakip kepada Kepala Kantor untuk persetujuan", "Dokumen", "60", 60, "Dokumen"),
        (9, "Penandatanganan dokumen Lakip oleh Kepala Kantor", "Dokumen", "60", 60, "Dokumen"),
        (10, "Penandatanganan dokumen Lakip oleh Kepala Kantor", "Dokumen", "60", 60, "Dokumen"),
        (11, "Pembuatan surat pengantar pengiriman sekaligus penomoran", "Dokumen", "60", 60, "Dokumen"),
        (12, "Penggandaan Dokumen Lakip", "Dokumen", "60", 60, "Dokumen"),
        (13, "Pengiriman dokumen Lakip", "Dokumen", "60", 60, "Dokumen"),
    ],
    "dinsospermasdes-banyumas_pengukuran": [
        (1, "Memerintahkan penyusunan pengukuran Kinerja Dinsospermasdes",
         "Lembar disposisi", "15", 15, "disposisi Pimpinan"),
        (2, "Membuat format pengumpulan data dan informasi pengukuran kinerja dari masing-masing bidang dan "
            "sekretariat",
         "Form Pengukuran Kinerja", "60", 60, "Draf Pengukuran Kinerja"),
        (3, "Menyampaikan format pengumpulan data dan informasi pengukuran kinerja kepada masing-masing bidang dan "
            "sekretariat",
         "Form Pengukuran Kinerja", "25", 25, "Draf masukan dan arahan"),
        (4, "Mengundang Kepala Dinsospermasdes dan pejabat terkait untuk rapat pembahasan pengukuran kinerja",
         "Undangan Rapat", "30", 30, "Undangan Rapat"),
        (5, "Melaksanakan rapat pembahasan pengukuran kinerja",
         "Draf Pengukuran Kinerja", "120", 120, "Draf Pengukuran Kinerja"),
        (6, "Menghimpun format data dan informasi pengukuran kinerja masing-masing bidang dan sekretariat",
         "Draf Dokumen Pengukuran Kinerja", "120", 120, "Draf Dokumen Pengukuran Kinerja"),
        (7, "Kabid Menghimpun dan memvalidasi data kinerja",
         "Draf Dokumen Pengukuran Kinerja", "240", 240, "Draf Dokumen Pengukuran Kinerja"),
        (8, "Menyampaikan data kinerja kepada Kasubbid Data",
         "Draf Dokumen Pengukuran Kinerja", "40", 40, "Draf Dokumen Pengukuran Kinerja"),
        (9, "Kepala Badan mengoreksi Dokumen Pengukuran Kinerja Dinsospermasdes",
         "Dokumen Pengukuran Kinerja", "60", 60, "Dokumen Pengukuran Kinerja"),
        (10, "Sekretaris menyampaikan Dokumen Pengukuran Kinerja Kepada Kepala Dinsospermasdes untuk meminta "
             "persetujuan.",
         "Dokumen Pengukuran Kinerja", "25", 25, "Dokumen Pengukuran Kinerja"),
        (11, "Penandatanganan Dokumen Pengukuran Kinerja oleh Kepala Dinsospermasdes",
         "Dokumen Pengukuran Kinerja", "10", 10, "Dokumen Pengukuran Kinerja"),
        (12, "Pembuatan surat pengantar pengiriman dan penomoran surat",
         "Dokumen Pengukuran Kinerja", "15", 15, "Dokumen Pengukuran Kinerja"),
        (13, "Penggandaan Dokumen Pengukuran Kinerja.",
         "Dokumen Pengukuran Kinerja", "25", 25, "Dokumen Pengukuran Kinerja"),
        (14, "Pengarsipan Dokumen Pengukuran Kinerja.",
         "Dokumen Pengukuran Kinerja", "10", 10, "Dokumen Pengukuran Kinerja"),
    ],
}  # fmt: skip

TEKS = {
    "bkpsdm-mahulu_pengumpulan": ("", "Pengumpulan Data Kinerja", "", "", "", "", "Kepala Badan"),
    "bkpsdm-mahulu_pengukuran": ("", "Pengukuran Kinerja", "", "", "", "", "Kepala Badan"),
    "dinas_pengukuran": ("", "Pengukuran Kinerja", "", "", "", "", ""),
    "dpmd-purwakarta_pengumpulan": (
        "01.03/175-Sekre/2024", "Pengumpulan Data Kinerja", "15 Januari 2024", "", "", "15 Januari 2024",
        "Kepala Dinas Pemberdayaan Masyarakat dan Desa Kabupaten Purwakarta",
    ),
    "dinsospermasdes-banyumas_pengukuran": (
        "061.1/366", "Pengukuran Kinerja", "18 Januari 2021", "", "", "", "Kepala Dinsospermasdes",
    ),
}  # fmt: skip

# how many entries each list of the sheet has, in the order of IDENTITAS_DAFTAR
PANJANG = {
    "bkpsdm-mahulu_pengumpulan": (3, 3, 3, 8, 7, 0, 0, 0, 4, 0, 0, 2, 1, 0, 0),
    "bkpsdm-mahulu_pengukuran": (3, 3, 3, 8, 7, 0, 0, 0, 4, 0, 0, 2, 1, 0, 0),
    "dinas_pengukuran": (0, 0, 0, 6, 0, 2, 6, 5, 0, 1, 1, 0, 0, 0, 0),
    "dpmd-purwakarta_pengumpulan": (1, 2, 2, 13, 0, 11, 3, 6, 0, 1, 1, 0, 0, 7, 7),
    "dinsospermasdes-banyumas_pengukuran": (0, 0, 1, 2, 0, 1, 2, 4, 0, 1, 4, 0, 0, 0, 0),
}

PERMENDAGRI_52 = (
    "Peraturan Menteri Dalam Negeri Nomor 52 Tahun 2011 tentang Standar Operasional Prosedur di Lingkungan "
    "Pemerintah Provinsi dan Kabupaten / Kota"
)
PERMENPAN_53 = (
    "Peraturan Menteri Pendayagunaan Aparatur Negara Dan Reformasi Birokrasi Republik Indonesia Nomor 53 Tahun 2014 "
    "Tentang Petunjuk Teknis Perjanjian Kinerja, Pelaporan Kinerja Dan Tata Cara Reviu Atas Laporan Kinerja Instansi "
    "Pemerintah."
)
# name, list, place, the entry as printed: typos and wrong years, what the scan broke or mixed
FAKTA = [
    ("bkpsdm-mahulu_pengukuran", "dasar_hukum", 4, "Peraturan Presiden Nomor 29 tahun 2015 tentang Sistem Akuntabilitas "
     "Kinerja Instansi pemerintah."),
    ("bkpsdm-mahulu_pengumpulan", "tujuan", 1, "Melakukan analisis capaian kinerja dengan mengacu pada target di "
     "Penetapan Kinerja."),
    ("bkpsdm-mahulu_pengumpulan", "ruang_lingkup", 0, "Data Kinerja IKU dan IKK yang dikumpulkan"),
    ("bkpsdm-mahulu_pengumpulan", "dokumen_pelengkap", 2, "Laporan Kinerja Instansi Pemerintah (LKjIP)"),
    ("dinas_pengukuran", "dasar_hukum", 3, PERMENPAN_53),
    ("dinas_pengukuran", "keterkaitan", 1, "Pedoman dan SOP Pengukuran dan Pengumpulan Data Kinerja"),
    ("dinas_pengukuran", "kualifikasi", 5, "Memahami Mekanisme Prosedur Monev"),
    ("dinas_pengukuran", "peralatan", 3, "Term of Refference"),
    ("dinas_pengukuran", "peringatan", 0, "Apabila pengumpulan data capaian kinerja terlambat maka berdampak kepada "
     "terhambatnya penyusunan SAKIP pada tahun berjalan."),
    ("dinas_pengukuran", "pencatatan", 0, "Dokumen dicatat dan disimpan sebagai bahan penyusunan dan pelaporan AKIP"),
    ("dpmd-purwakarta_pengumpulan", "dasar_hukum", 11, "Permendagri Nomor 54 Thaun 2010 tentang Pedoman Pelaksanaan PP "
     "Nomor 08 Tahun 2008;"),
    ("dpmd-purwakarta_pengumpulan", "ruang_lingkup", 1, "Indikator Kinerja Program dan Kegiatan (sebagai Renstra Dinas "
     "Pemberdayaan Masyarakat dan Desa Kabupaten Purwakarta 2018-2023 pada Cascading Renstra)."),
    ("dpmd-purwakarta_pengumpulan", "keterkaitan", 2, "IKU Tahun 2020"),
    ("dpmd-purwakarta_pengumpulan", "kualifikasi", 2, "Pendidikan Minimal D3/SMA"),
    ("dpmd-purwakarta_pengumpulan", "peringatan", 0, "Apabila SOP Pengumpulan data kinerja tidak diselesaikan maka "
     "kegiatan Pelaporan akan terhambat"),
    ("dinsospermasdes-banyumas_pengukuran", "dasar_hukum", 0, f"{PERMENDAGRI_52} Peraturan Bupati Banyumas No 94 tahun "
     "2021 tentang Organisasi dan Tata Kerja Dinsospermasdes Kabupaten Banyumas"),
    ("dinsospermasdes-banyumas_pengukuran", "dasar_hukum", 1, PERMENDAGRI_52),
    ("dinsospermasdes-banyumas_pengukuran", "ruang_lingkup", 0, "Dinsospermasdes Kabupaten Banyumas"),
    ("dinsospermasdes-banyumas_pengukuran", "kualifikasi", 1, "Mempunyai kemampuan menalisis kinerja SKPD"),
    ("dinsospermasdes-banyumas_pengukuran", "pencatatan", 2, "Kasubag Perencanaa : Lembar disposisi,paraf"),
    ("bkpsdm-mahulu_pengukuran", "persyaratan", 1, "Form Evaluasi Kinerja."),
    ("bkpsdm-mahulu_pengumpulan", "kriteria", 0, "Apabila capaian kinerja telah memenuhi/ melebihi target yang telah "
     "ditetapkan dalam perjanjian kinerja."),
    ("dpmd-purwakarta_pengumpulan", "pengorganisasian", 3, "Unit Penyusun Laporan : Kasubag Perencanaan, Keuangan Kinerja "
     "dan Pelaporan"),
    ("dpmd-purwakarta_pengumpulan", "format_data", 5, "Realisasi Tribulan"),
]  # fmt: skip

# the columns of each table that a role stands for; Bidang has one in Mahakam Ulu only, Banyumas none for Kabid and Staf
KOLOM = {
    "bkpsdm-mahulu": {"kepala": "KEPALA", "sekretaris": "SEKRETARIAT", "bidang": "BIDANG", "tim_sakip": "TIM SAKIP",
                      "staf": "STAF"},
    "dinas": {"kepala": "KADIS", "sekretaris": "SEKDIS", "perencana": "JFP", "tim_sakip": "TIM PENYUSUN"},
    "dpmd-purwakarta": {"kepala": "Kadis", "sekretaris": "Sekretaris", "kasubag": "Kasi/Kasubbag", "staf": "staff"},
    "dinsospermasdes-banyumas": {"kepala": "Kepala Dinsospermasdes", "sekretaris": "Sekretaris",
                                 "tim_sakip": "Sek. Tim Sakip", "kabid": "Kabid", "staf": "Staf"},
}  # fmt: skip


def test_the_folder_holds_the_six_sops():
    assert list(SOP) == list(WALK)


@pytest.mark.parametrize("nama", BARIS)
def test_rows_are_worded_as_the_document(nama):
    baris = [(b.nomor, b.uraian, b.kelengkapan, b.waktu, b.menit, b.output) for b in SOP[nama].langkah]
    assert baris == BARIS[nama]


@pytest.mark.parametrize(
    ("nama", "menit"),
    [
        ("bkpsdm-mahulu_pengumpulan", 1480),
        ("bkpsdm-mahulu_pengukuran", 1025),
        ("dinas_pengukuran", 590),
        ("dpmd-purwakarta_pengumpulan", 723),
        ("dinsospermasdes-banyumas_pengukuran", 795),
        ("dispermades_pengukuran", 6235),
    ],
)
def test_printed_minutes_add_up(nama, menit):
    assert sum(baris.menit or 0 for baris in SOP[nama].langkah) == menit


def test_purwakarta_repeats_row_9():
    langkah = SOP["dpmd-purwakarta_pengumpulan"].langkah
    assert BARIS["dpmd-purwakarta_pengumpulan"][9][1:] == BARIS["dpmd-purwakarta_pengumpulan"][8][1:]
    assert sum(baris.menit for baris in langkah if baris.nomor != 10) == 663


def test_documents_that_the_commas_do_not_separate_are_listed_apart():
    terdaftar = {(nama, b.nomor): b.dokumen for nama, sop in SOP.items() for b in sop.langkah if b.dokumen}
    assert terdaftar == {
        ("bkpsdm-mahulu_pengukuran", 4): ("Juknis Pengukuran Kinerja Menpan RB", "RENSTRA", "TAPKIN", "Program Kerja Kegiatan"),
        ("bkpsdm-mahulu_pengumpulan", 4): ("Program Kerja Keg.", "RENSTRA", "TAPKIN", "PKPT", "LIHP", "Data TL",
                                           "Hasil Survey", "Lap. Hasil Evaluasi", "SAKIP Menpan RB"),
        ("dinas_pengukuran", 6): ("Dokumen [Renja]", "Dokumen [PK]"),
        ("dispermades_pengukuran", 4): ("Juknis Pengukuran Kinerja Menpan RB", "Renstra", "Tapkin", "Program Kerja Kegiatan"),
    }  # fmt: skip


def test_only_mahulu_links_two_procedures():
    tautan = {nama: (sop.jenis.value, sop.masukan) for nama, sop in SOP.items()}
    assert {nama: isi for nama, isi in tautan.items() if isi != ("pengukuran", "")} == {
        "bkpsdm-mahulu_pengukuran": ("pengukuran", "pengumpulan_data_kinerja"),
        "bkpsdm-mahulu_pengumpulan": ("pengumpulan", ""),
    }


@pytest.mark.parametrize(("nama", "walk"), WALK.items())
def test_acts_are_those_of_the_table(nama, walk):
    contoh = build_sop(walk)
    assert [baris.tindakan for baris in SOP[nama].langkah] == [baris.tindakan for baris in contoh.langkah]
    assert SOP[nama].prosedur == contoh.prosedur


@pytest.mark.parametrize("nama", WALK)
def test_every_file_is_lawful(nama):
    assert find_errors(SOP[nama]) == []
    assert (f"{SOP[nama].kantor}_{SOP[nama].prosedur.split('_')[0]}", SOP[nama].menit_per_hari) == (nama, 450)


@pytest.mark.parametrize(("nama", "teks"), TEKS.items())
def test_sheet_has_number_dates_and_title(nama, teks):
    sop = SOP[nama]
    assert (sop.nomor, sop.nama, *(sop.identitas[kunci] for kunci in IDENTITAS_TEKS)) == teks


@pytest.mark.parametrize(("nama", "panjang"), PANJANG.items())
def test_sheet_has_all_entries(nama, panjang):
    assert tuple(len(SOP[nama].identitas[kunci]) for kunci in IDENTITAS_DAFTAR[:-1]) == panjang


@pytest.mark.parametrize(("nama", "kunci", "ke", "teks"), FAKTA)
def test_sheet_is_worded_as_the_document(nama, kunci, ke, teks):
    assert SOP[nama].identitas[kunci][ke] == teks


def test_mahulu_has_one_sheet_for_both():
    assert SOP["bkpsdm-mahulu_pengumpulan"].identitas == SOP["bkpsdm-mahulu_pengukuran"].identitas


@pytest.mark.parametrize("nama", BARIS)
def test_pelaksana_has_the_column_of_every_act(nama):
    kolom = KOLOM[SOP[nama].kantor]
    for baris in SOP[nama].langkah:
        perlu = {kolom[tindakan.peran] for tindakan in baris.tindakan if tindakan.peran in kolom}
        assert perlu <= set(baris.pelaksana), baris.nomor
        assert set(baris.pelaksana) <= {*kolom.values(), "Anggota Tim Sakip"}, baris.nomor


@pytest.mark.parametrize("nama", BARIS)
def test_what_is_blank_or_unreadable_has_a_note(nama):
    janggal = [b for b in SOP[nama].langkah if "[" in b.kelengkapan + b.output or not (b.waktu and b.output)]
    assert [b.nomor for b in janggal if not b.catatan] == []


@pytest.mark.parametrize("nama", BARIS)
def test_a_deduced_return_says_so(nama):
    """Only the unnamed dinas prints where a NO returns to: steps 3, 4 and 6."""
    tercetak = {3, 4, 6} if nama == "dinas_pengukuran" else set()
    tujuan = {b: {nomor for tindakan in b.tindakan for nomor in tindakan.kembali_ke} for b in SOP[nama].langkah}
    bisu = [b.nomor for b, nomor in tujuan.items() if nomor - tercetak and "disimpulkan" not in b.catatan]
    assert bisu == []
