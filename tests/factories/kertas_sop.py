"""The papers that the output column of each SOP promises, row by row, with the words that must stand in them."""

# Number of the row, the papers of its output, and (after the colon) how the row's output is called in them; what begins
# with "!" must not be in them. {data}: what was typed last for IKU-07; {hasil}: its capaian. 25,00 20,00 80,00 and 6 9
# 150,00 are those of two other indicators.
KERTAS = {
    "dispermades": """
        1 lembar_disposisi: Laksanakan perintah
        2 daftar_hadir notulen
        3 program_kerja
        4 checklist: Juknis Pengukuran Kinerja Menpan RB; Renstra; Tapkin
        4 kertas_kerja: Kosong, sebelum data dikumpulkan; !{data}; !150,00
        5 undangan
        6 daftar_hadir notulen
        7 formulir_terisi
        7 kertas_kerja: Data sudah dihimpun; {data}; !150,00
        8 kertas_kerja: {data}; {hasil}; 150,00; Putaran
        9 rekapitulasi
        10 nota_dinas: Hal : Kertas kerja Pengukuran Kinerja; Yth. : Sekretaris; Dari : Tim SAKIP
        10 kertas_kerja: {data}; {hasil}; 150,00; Dibekukan
        10 konsep_laporan: belum ditandatangani
        11 konsep_laporan: belum ditandatangani; telah diverifikasi Sekretaris; !22,50
        12 konsep_laporan: belum ditandatangani; 20,00 22,50 90,00 Menurut berita acara.
        13 nota_dinas: Hal : Draft Laporan Hasil Pengukuran Data Kinerja; Dari : Sekretaris
        14 laporan
        15 lembar_penggandaan
        16 daftar_arsip""",
    "mahulu_pengumpulan": """
        1 nota_dinas: Laksanakan perintah; Dari : Kepala Badan
        2 daftar_hadir notulen
        3 program_kerja
        4 checklist: RENSTRA; TAPKIN; PKPT; LIHP; Hasil Survey
        5 formulir: teliti {t}
        6 tanda_terima
        7 formulir_terisi
        8 rekapitulasi_data
        9 konsep_laporan: Laporan Hasil Pengumpulan Data Kinerja; belum diperiksa Sekretaris
        10 laporan_pengumpulan: Laporan Hasil Pengumpulan Data Kinerja; telah diverifikasi Sekretaris
        9 nota_dinas: Hal : Draft Laporan Hasil Pengumpulan Data Kinerja; Yth. : Sekretaris; Dari : Tim SAKIP
        11 nota_dinas: Hal : Laporan hasil pengumpulan data kinerja; Dari : Sekretaris
        11 lembar_disposisi: Diterima
        12 daftar_arsip""",
    "mahulu_pengukuran": """
        1 nota_dinas: Laksanakan perintah; Dari : Kepala Badan
        2 daftar_hadir notulen
        3 program_kerja
        4 kertas_kerja: Data sudah dihimpun; {data}; !150,00
        5 kertas_kerja: {data}; {hasil}; 150,00; Putaran
        6 rekapitulasi
        7 konsep_laporan: Laporan Hasil Pengukuran Kinerja; belum diperiksa Sekretaris
        8 laporan_pengukuran: Laporan Hasil Pengukuran Kinerja; telah diverifikasi Sekretaris
        7 nota_dinas: Hal : Draft Laporan Hasil Pengukuran Data Kinerja; Yth. : Sekretaris; Dari : Tim SAKIP
        9 nota_dinas: Hal : Laporan Hasil Pengukuran Kinerja; Dari : Sekretaris
        9 lembar_disposisi: Diterima
        10 daftar_arsip""",
    "dinas": """
        1 lembar_disposisi: Laksanakan perintah
        2 surat_perintah
        3 sk_tim: KONSEP; !Diperiksa
        4 sk_tim: KONSEP; Diperiksa Sekretaris
        5 sk_tim: Kepala Dinas Sosial
        6 formulir_terisi
        6 rekapitulasi_data
        6 kertas_kerja: {data}; {hasil}; 150,00
        6 konsep_laporan: belum ditandatangani; belum diverifikasi Sekretaris
        7 konsep_laporan: belum ditandatangani; telah diverifikasi Sekretaris; !22,50
        8 konsep_laporan: belum ditandatangani; 20,00 22,50 90,00 Menurut berita acara.
        6 nota_dinas: Hal : Draf Dokumen Laporan; Yth. : Sekretaris; Dari : Tim SAKIP
        7 daftar_hadir notulen
        8 laporan
        9 rencana_tindak_lanjut""",
    "purwakarta": """
        1 nota_dinas: Laksanakan perintah; Dari : Kepala Dinas
        2 tanda_terima
        2 formulir: Sasaran; Indikator Kinerja; Target Tahunan; Target Triwulan; Keterangan; !{data}
        3 formulir_terisi
        3 rekapitulasi_data
        4 kertas_kerja: {data}; {hasil}; 150,00
        5 rekapitulasi
        5 konsep_laporan: belum ditandatangani; Pendorong S05.
        6 konsep_laporan: belum ditandatangani; 20,00 22,50 90,00 Menurut berita acara.
        7 daftar_hadir notulen
        8 nota_dinas: Hal : Dokumen; Dari : Sekretaris
        9 laporan
        11 surat_pengantar
        12 lembar_penggandaan
        13 bukti_pengiriman""",
    "banyumas": """
        1 lembar_disposisi: Laksanakan perintah
        2 formulir: teliti {t}
        3 tanda_terima
        4 undangan
        5 daftar_hadir notulen
        6 formulir_terisi
        6 rekapitulasi_data
        7 formulir_terisi: Divalidasi melalui aplikasi
        8 kertas_kerja: {data}; {hasil}; 150,00
        8 konsep_laporan: belum ditandatangani
        9 konsep_laporan: belum ditandatangani; 20,00 22,50 90,00 Menurut berita acara.
        10 konsep_laporan: belum ditandatangani; 20,00 22,50 90,00; telah diverifikasi Sekretaris
        8 nota_dinas: Hal : Draf Dokumen Pengukuran Kinerja; Yth. : Sekretaris; Dari : Kepala Bidang
        11 laporan
        12 surat_pengantar
        13 lembar_penggandaan
        14 daftar_arsip""",
}


def read_kertas(sop):
    """(row, paper) → the words that name the row's output."""
    hasil = {}
    for baris in KERTAS[sop].strip().splitlines():
        kepala, _, kata = baris.strip().partition(":")
        nomor, *jenis = kepala.split()
        hasil |= {(int(nomor), satu): [k.strip() for k in kata.split(";") if k.strip()] for satu in jenis}
    return hasil
