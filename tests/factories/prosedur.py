"""What people type on the way through an SOP, and what must then stand in the paper of the act.

`{t}` is the mark of one act in one run ("S07"), so that no paper can show another act's words.
"""

KETIK: dict[str, dict[str, str]] = {
    "perintah": {"kepada": "Pejabat {t}", "isi": "Laksanakan perintah {t} sampai tuntas."},
    "rapat": {
        "pukul": "09:30", "tempat": "Ruang {t}", "notulis": "Notulis {t}", "peserta": "Peserta {t} A\nPeserta {t} B",
        "pembahasan": "Dibahas {t}.", "keputusan": "Diputuskan {t}.",
    },
    "susun": {
        "kegiatan-0-0": "Giat {t}", "kegiatan-0-1": "2026-11-20", "kegiatan-0-2": "2026-11-23",
        "kegiatan-0-3": "Regu {t}",
    },
    "sk_tim": {
        "menimbang": "bahwa perlu tim {t};", "mengingat": "Peraturan {t};", "tugas": "Mengukur {t}",
        "susunan-0-0": "ketua", "susunan-0-1": "Ketua {t}", "susunan-1-0": "anggota", "susunan-1-1": "Anggota {t}",
    },
    "metodologi": {},
    "dokumen": {"keterangan": "Sisanya menyusul {t}."},
    "formulir": {"petunjuk": "Isi dengan teliti {t}."},
    "validasi": {"hasil": "Cocok dengan bukti {t}."},
    "undangan": {
        "tanggal": "2026-11-23", "pukul": "13:15", "tempat": "Aula {t}", "acara": "Rapat {t}",
        "kepada": "Undangan {t} A\nUndangan {t} B",
    },
    "rekap": {"pendorong": "Pendorong {t}.", "penghambat": "Penghambat {t}.", "solusi": "Solusi {t}."},
    "lapor": {"isi": "Dilaporkan {t}."},
    "periksa": {"hasil": "Diperiksa {t}."},
    "terima": {"kepada": "Penerima {t}", "isi": "Diterima {t}, arsipkan."},
    "ulang": {"keterangan": "Sama dengan yang lalu {t}."},
    "penomoran": {"kepada": "Bupati {t}", "isi": "Bersama ini {t} disampaikan."},
    "penggandaan": {"salinan-0-0": "Inspektorat {t}", "salinan-0-1": "17"},
    "pengiriman": {
        "kiriman-0-0": "Bagian {t}", "kiriman-0-1": "2026-11-20", "kiriman-0-2": "pos", "kiriman-0-3": "Resi {t}",
    },
    "arsip": {"klasifikasi": "700.1", "lokasi": "Rak {t}"},
    "tindak_lanjut": {
        "rencana-0-0": "Perbaiki {t}", "rencana-0-1": "kebijakan", "rencana-0-2": "Penanggung {t}",
        "rencana-0-3": "2026-12-31",
    },
}  # fmt: skip

KANTOR = {  # name, government, how the head is called, zone, pattern of numbers
    "dispermades": ("Dispermades PPKB", "Pemerintah Kabupaten Banjarnegara", "Kepala Dinas", "WIB",
                    "067/{urut}/DISPERMADESPPKB/{tahun}"),
    "mahulu": ("Badan Kepegawaian", "Pemerintah Kabupaten Mahakam Ulu", "Kepala Badan", "WITA",
               "800/{urut}/BKPSDM/{tahun}"),
    "dinas": ("Dinas Sosial", "Pemerintah Kabupaten Contoh", "Kepala Dinas", "WIT", "{urut}/DINSOS/{tahun}"),
    "purwakarta": ("DPMD Purwakarta", "Pemerintah Kabupaten Purwakarta", "Kepala Dinas", "WIB",
                   "01.03/{urut}-Sekre/{tahun}"),
    "banyumas": ("Dinsospermasdes", "Pemerintah Kabupaten Banyumas", "Kepala Dinsospermasdes", "WIB", "061.1/{urut}"),
}  # fmt: skip
ZONA = {"WIB": "Asia/Jakarta", "WITA": "Asia/Makassar", "WIT": "Asia/Jayapura"}
ISIAN = {"IKU-07": ("58,5", "52"), "2.14.02": ("20", ""), "2.14.03.2.01.0014": ("9", ""),
         "2.14.02.2.01.0027": ("11", "")}  # fmt: skip
"""By indicator: typed, typed again when the forms came back; capaian of each: realisasi / target of the triwulan."""
ANGKA = ("58,50 90,00", "52,00 80,00")
TETAP = ("25,00 20,00 80,00", "6 9 150,00", "10 11 110,00")
DIKOREKSI = "20,00 22,50 90,00 Menurut berita acara."
"""The row in the report's list of corrections: before, after, its capaian, why."""
DIISI_ULANG = ("dispermades", "mahulu_pengumpulan", "mahulu_pengukuran", "dinas")
"""A return leads to the units; Mahakam Ulu measures what its collection ended with."""
SEKALI = {"jumlah": "1.000.000", "kendala": "Data terlambat.", "rencana": "Menjadwalkan ulang pendataan."}
"""What is typed the first time, whatever the figures."""

BACA: dict[str, tuple[str, ...]] = {
    "surat_perintah": ("SURAT PERINTAH", "MEMERINTAHKAN", "Pejabat {t}", "perintah {t} sampai tuntas"),
    "lembar_disposisi": ("LEMBAR DISPOSISI", "Diteruskan kepada"),
    "nota_dinas": ("NOTA DINAS", "Yth.", "{t}"),
    "daftar_hadir": ("DAFTAR HADIR", "Peserta {t} A", "Peserta {t} B", "09.30 {zona}", "Jumat, 20 November 2026"),
    "notulen": ("NOTULA", "Ruang {t}", "Notulis {t}", "Dibahas {t}.", "Diputuskan {t}.", "Peserta {t} B"),
    "program_kerja": ("PROGRAM KERJA KEGIATAN", "Giat {t}", "Regu {t}", "20 November 2026", "23 November 2026"),
    "sk_tim": ("MEMUTUSKAN", "KESATU", "bahwa perlu tim {t}", "Peraturan {t}", "Ketua {t}", "Anggota {t}"),
    "formulir": ("FORMULIR PENGUMPULAN DATA KINERJA", "Target Tahunan", "Realisasi Triwulan",
                 "Bidang Keluarga Berencana", "65,00", "25,00", "Petugas pengisi"),
    "formulir_terisi": ("YANG SUDAH DIISI", "Bidang Keluarga Berencana", "{data}", "20,00", "1.000.000", "bukti.pdf",
                        "Diserahkan melalui aplikasi 20 November 2026", "Diisi "),
    "rekapitulasi_data": ("REKAPITULASI HASIL PENGUMPULAN DATA KINERJA", "{data}", "25,00 20,00", "6 9", "1.000.000",
                          "1 berkas", "Bidang Keluarga Berencana", "indikator terisi, diserahkan", "!150,00"),
    "kertas_kerja": ("KERTAS KERJA PENGUKURAN KINERJA", "Perhitungan:", "IKU-07", "Metodologi", "Sampai dengan"),
    "konsep_laporan": ("KONSEP", "Kertas kerja pengukuran", "Daftar bukti", "bukti.pdf", "{data}", "{hasil}", "150,00",
                       "!Keasliannya diperiksa", "!Disegel", "!· Kode"),
    "laporan_pengumpulan": ("Kertas kerja pengukuran", "bukti.pdf", "{data}", "{hasil}", "150,00", "!Disegel",
                            "!Keasliannya", "Sekretaris,"),
    "laporan_pengukuran": ("Kertas kerja pengukuran", "bukti.pdf", "{data}", "{hasil}", "150,00", "!Disegel",
                           "!Keasliannya", "Sekretaris,", "Pendorong S06."),
    "tanda_terima": ("BUKTI TANDA TERIMA", "Petugas {t}", "Bidang Keluarga Berencana", "20 November 2026"),
    "checklist": ("CHECKLIST DOKUMEN", "menyusul {t}", "Belum ada"),
    "undangan": ("Yth.", "Undangan {t} A", "Undangan {t} B", "Senin, 23 November 2026", "13.15 {zona}", "Aula {t}"),
    "rekapitulasi": ("REKAPITULASI HASIL PENGUKURAN", "Pendorong {t}", "Penghambat {t}", "Solusi {t}", "Capaian (%)"),
    "surat_pengantar": ("SURAT PENGANTAR", "Bupati {t}", "ini {t} disampaikan"),
    "lembar_penggandaan": ("LEMBAR PENGGANDAAN", "Inspektorat {t}", "17"),
    "bukti_pengiriman": ("BUKTI PENGIRIMAN", "Bagian {t}", "Pos", "Resi {t}"),
    "daftar_arsip": ("DAFTAR ARSIP", "Rak {t}", "700.1", "Permanen"),
    "rencana_tindak_lanjut": ("RENCANA TINDAK LANJUT", "Perbaiki {t}", "Kebijakan", "Penanggung {t}", "31 Desember"),
    "laporan": ("Laporan Hasil Pengukuran Kinerja", "Kertas Kerja", "Daftar Bukti", "20 November 2026", "bukti.pdf"),
}  # fmt: skip


def fill(teks: str, **tanda: str) -> str:
    """The text with its marks."""
    for nama, isi in tanda.items():
        teks = teks.replace(f"{{{nama}}}", isi)
    return teks


def build_ketik(jenis: str, awal: dict[str, object], pilihan: dict[str, list[str]], t: str) -> dict[str, object]:
    """What the page offers with what is typed over it: a name in each line of a tanda terima, one document ticked."""
    isi = awal | {nama: fill(teks, t=t) for nama, teks in KETIK.get(jenis, {}).items()}
    if "isi" in isi:
        isi["isi"] = f"{awal['isi'].partition(chr(10))[0]}\n{isi['isi']}".strip()
    if jenis == "distribusi":
        baris = [nama for nama, nilai in awal.items() if nama.startswith("penerima-") and nama.endswith("-0") and nilai]
        isi |= {nama.removesuffix("0") + "1": f"Petugas {t}" for nama in baris}
    if jenis == "dokumen":
        isi["ada"] = pilihan["ada"][:1]
    return isi
