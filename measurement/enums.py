"""The closed vocabularies of measuring and of the SOP. Plain Python: the pure cores use them too."""

from collection.enums import Pilihan


class Status(Pilihan):
    """Where a case stands, in the words of the SOP. The transitions are in models/pengukuran.py."""

    DISPOSISI = "disposisi", "Menunggu perintah Kepala"
    RAPAT = "rapat", "Rapat dan persiapan"
    PENGUMPULAN = "pengumpulan", "Pengumpulan data"
    KERTAS_KERJA = "kertas_kerja", "Kertas kerja"
    VERIFIKASI = "verifikasi", "Verifikasi Sekretaris"
    KOREKSI = "koreksi", "Koreksi Kepala"
    TANDA_TANGAN = "tanda_tangan", "Tanda tangan Kepala"
    ARSIP = "arsip", "Penggandaan dan pengarsipan"
    SELESAI = "selesai", "Selesai"
    DIBATALKAN = "dibatalkan", "Dibatalkan"


class KeadaanArsip(Pilihan):
    """Where the report of a finished case stands in its retention; `MUSNAH` and after: the retention is over."""

    AKTIF = "aktif", "Aktif"
    INAKTIF = "inaktif", "Inaktif"
    MUSNAH = "musnah", "Habis: diusulkan musnah"
    PERMANEN = "permanen", "Habis: permanen"
    DINILAI = "dinilai", "Habis: dinilai kembali"


class Transisi(Pilihan):
    """The names of the FSM's transitions, as an SOP file spells them."""

    DISPOSISIKAN = "disposisikan", "Perintahkan pengukuran"
    MULAI_PENGUMPULAN = "mulai_pengumpulan", "Mulai pengumpulan data"
    MULAI_PENGUKURAN = "mulai_pengukuran", "Mulai pengukuran"
    AJUKAN = "ajukan", "Ajukan ke Sekretaris"
    AJUKAN_KOREKSI = "ajukan_koreksi", "Ajukan ke Kepala untuk dikoreksi"
    VERIFIKASI = "verifikasi", "Nyatakan benar"
    MINTA_VERIFIKASI = "minta_verifikasi", "Minta verifikasi Sekretaris"
    KOREKSI = "koreksi", "Selesai dikoreksi"
    SETUJUI = "setujui", "Setujui hasil koreksi"
    TANDATANGANI = "tandatangani", "Tanda tangani"
    TERIMA = "terima", "Terima laporan"
    ARSIPKAN = "arsipkan", "Arsipkan"
    KEMBALIKAN = "kembalikan", "Kembalikan"
    TARIK = "tarik", "Tarik kembali"
    BATALKAN = "batalkan", "Batalkan"


class JenisTindakan(Pilihan):
    """Kinds of act that a step of an SOP may hold, each with the record that it makes."""

    PERINTAH = "perintah", "Perintah"
    UNDANGAN = "undangan", "Undangan"
    RAPAT = "rapat", "Rapat"
    SUSUN = "susun", "Program kerja"
    SK_TIM = "sk_tim", "SK Tim"
    METODOLOGI = "metodologi", "Metodologi"
    DOKUMEN = "dokumen", "Kelengkapan dokumen"
    FORMULIR = "formulir", "Penyiapan formulir"
    DISTRIBUSI = "distribusi", "Distribusi formulir"
    PENGISIAN = "pengisian", "Pengisian formulir"
    VALIDASI = "validasi", "Validasi"
    HIMPUN = "himpun", "Penghimpunan data"
    PENGUKURAN = "pengukuran", "Pengukuran"
    REKAP = "rekap", "Rekapitulasi"
    LAPOR = "lapor", "Pelaporan"
    PERIKSA = "periksa", "Pemeriksaan"
    TERIMA = "terima", "Penerimaan"
    ULANG = "ulang", "Langkah berulang"
    KOREKSI = "koreksi", "Koreksi"
    TANDA_TANGAN = "tanda_tangan", "Tanda tangan"
    PENOMORAN = "penomoran", "Penomoran"
    PENGGANDAAN = "penggandaan", "Penggandaan"
    PENGIRIMAN = "pengiriman", "Pengiriman"
    ARSIP = "arsip", "Pengarsipan"
    TINDAK_LANJUT = "tindak_lanjut", "Tindak lanjut"

    @property
    def kata(self) -> str:
        """Its label inside a sentence; an acronym keeps its capitals."""
        return self.label if self.label[:2].isupper() else self.label.lower()


class JenisNaskah(Pilihan):
    """Kinds of paper that acts make; the report, sealed and not made from a template, shares their register.

    An SOP that knows no signature prints its report unsealed: of a collection or of a measurement.
    """

    LAPORAN = "laporan", "Laporan Hasil Pengukuran Kinerja"
    SURAT_PERINTAH = "surat_perintah", "Surat perintah"
    NOTA_DINAS = "nota_dinas", "Nota dinas"
    LEMBAR_DISPOSISI = "lembar_disposisi", "Lembar disposisi"
    UNDANGAN = "undangan", "Undangan"
    DAFTAR_HADIR = "daftar_hadir", "Daftar hadir"
    NOTULEN = "notulen", "Notulen"
    PROGRAM_KERJA = "program_kerja", "Program kerja"
    SK_TIM = "sk_tim", "Surat keputusan Tim"
    FORMULIR = "formulir", "Formulir pengumpulan data"
    TANDA_TERIMA = "tanda_terima", "Bukti tanda terima"
    CHECKLIST = "checklist", "Checklist dokumen"
    FORMULIR_TERISI = "formulir_terisi", "Formulir yang sudah diisi"
    REKAPITULASI_DATA = "rekapitulasi_data", "Rekapitulasi hasil pengumpulan data"
    KERTAS_KERJA = "kertas_kerja", "Kertas kerja pengukuran"
    REKAPITULASI = "rekapitulasi", "Rekapitulasi hasil pengukuran"
    KONSEP_LAPORAN = "konsep_laporan", "Konsep laporan"
    LAPORAN_PENGUMPULAN = "laporan_pengumpulan", "Laporan hasil pengumpulan data, tanpa tanda tangan"
    LAPORAN_PENGUKURAN = "laporan_pengukuran", "Laporan hasil pengukuran, tanpa tanda tangan"
    SURAT_PENGANTAR = "surat_pengantar", "Surat pengantar"
    LEMBAR_PENGGANDAAN = "lembar_penggandaan", "Lembar penggandaan"
    BUKTI_PENGIRIMAN = "bukti_pengiriman", "Bukti pengiriman"
    DAFTAR_ARSIP = "daftar_arsip", "Daftar arsip"
    RENCANA_TINDAK_LANJUT = "rencana_tindak_lanjut", "Rencana tindak lanjut"


class KeadaanNaskah(Pilihan):
    """Where a paper stands, derived from the trail: nothing is ever written on a paper that was issued."""

    BERLAKU = "berlaku", "Berlaku"
    KONSEP = "konsep", "Konsep"
    DIGANTI = "diganti", "Digantikan"
    DITARIK = "ditarik", "Tidak berlaku"
    BATAL = "batal", "Batal bersama pengukurannya"
    DICABUT = "dicabut", "Dicabut"


class StatusTindakLanjut(Pilihan):
    """How far a follow-up has come, as its latest news says; without any news it is new."""

    BARU = "baru", "Belum dimulai"
    BERJALAN = "berjalan", "Berjalan"
    SELESAI = "selesai", "Selesai"
    BATAL = "batal", "Batal"


class SumberTindakLanjut(Pilihan):
    """Where a row of the register comes from."""

    RENCANA = "rencana", "Langkah tindak lanjut pada SOP"
    REKAP = "rekap", "Solusi pada rekapitulasi"
    REGISTER = "register", "Dicatat pada register"


class JenisNarasi(Pilihan):
    """What Tim SAKIP writes for the report: the first two of the whole office, the others of each sasaran.

    They are the analyses of LKjIP Bab III (PermenPANRB 53/2014) that figures alone do not make.
    """

    RINGKASAN = "ringkasan", "Ringkasan eksekutif"
    ANALISIS = "analisis", "Analisis umum"
    PERBANDINGAN = "perbandingan", "Perbandingan dengan periode lalu, Renstra, dan standar"
    PENDORONG = "pendorong", "Faktor pendorong"
    PENGHAMBAT = "penghambat", "Faktor penghambat"
    SOLUSI = "solusi", "Solusi"
    EFISIENSI = "efisiensi", "Efisiensi penggunaan sumber daya"
    PROGRAM = "program", "Program dan kegiatan pendukung"


class JenisSop(Pilihan):
    """What a procedure ends in: data gathered for another one, or a capaian."""

    PENGUMPULAN = "pengumpulan", "Pengumpulan data"
    PENGUKURAN = "pengukuran", "Pengukuran"


class Aksi(Pilihan):
    """What a person may do to the act whose turn it is."""

    SELESAIKAN = "selesaikan", "Selesaikan"
    KEMBALIKAN = "kembalikan", "Kembalikan"
    TARIK = "tarik", "Tarik kembali"
    BATALKAN = "batalkan", "Batalkan"


class HasilPeriksa(Pilihan):
    """What the verification said of one row."""

    SETUJU = "setuju", "Disetujui"
    KEMBALI = "kembali", "Dikembalikan"


class KeadaanWaktu(Pilihan):
    """How an act stands against its due time."""

    TEPAT = "tepat", "Tepat waktu"
    HAMPIR = "hampir", "Hampir jatuh tempo"
    TERLAMBAT = "terlambat", "Terlambat"


class JenisPengingat(Pilihan):
    """Notices of one turn of an act, from first to last; the last two go to others than its holder."""

    GILIRAN = "giliran", "Giliran Anda"
    MENJELANG = "menjelang", "Hampir jatuh tempo"
    JATUH_TEMPO = "jatuh_tempo", "Jatuh tempo"
    TERLAMBAT = "terlambat", "Terlambat"
    ESKALASI = "eskalasi", "Perlu perhatian pimpinan"
    LOWONG = "lowong", "Perlu perhatian Admin"


class CaraSurel(Pilihan):
    """How a person wants notices by e-mail; the inbox has them in any case."""

    SETIAP = "setiap", "Setiap pemberitahuan, segera"
    HARIAN = "harian", "Ringkasan, paling banyak satu surel sehari"
    TIDAK = "tidak", "Tidak melalui surel"


class BentukTampilan(Pilihan):
    """Over which span a form is read."""

    SEMESTER = "semester", "Semester"
    TAHUN = "tahun", "Tahun"


class Alasan(Pilihan):
    """Why a capaian is what it is, or why there is none (docs/rumus_capaian.md, section 2)."""

    DIHITUNG = "dihitung", "Dihitung dengan rumus"
    BELUM_DIUKUR = "belum_diukur", "Belum diukur"
    BELUM_WAKTUNYA = "belum_waktunya", "Belum waktunya diukur"
    TANPA_TARGET = "tanpa_target", "Tidak ada target pada periode ini"
    TARGET_NIHIL_TERCAPAI = "target_nihil_tercapai", "Target nihil tercapai"
    TARGET_NIHIL_TERLAMPAUI = "target_nihil_terlampaui", "Target nihil terlampaui"
    TARGET_NOL = "target_nol", "Target 0 tidak dapat menjadi pembagi"
    REALISASI_NOL = "realisasi_nol", "Realisasi 0 tidak dapat menjadi pembagi"
    PENYEBUT_NOL = "penyebut_nol", "Penyebut 0 tidak dapat menjadi pembagi"
    TIDAK_DAPAT_DIUKUR = "tidak_dapat_diukur", "Tidak dapat diukur"


class StatusDokumen(Pilihan):
    DISIAPKAN = "disiapkan", "Disiapkan, belum ditandatangani"
    DITANDATANGANI = "ditandatangani", "Ditandatangani"


BATAL_BERSAMA = "Batal bersama pengukurannya"
"""How a prepared report reads whose case was cancelled: its number stays taken, and the register says why."""


class KeadaanUnggahan(Pilihan):
    """What a PDF is that somebody uploads to be verified."""

    ASLI = "asli", "Asli, tidak berubah"
    BERUBAH = "berubah", "Berubah setelah ditandatangani"
    NASKAH = "naskah", "Belum ditandatangani"
    TERKUNCI = "terkunci", "Tidak dapat dibandingkan"
    BUKAN = "bukan", "Bukan dokumen dari sini"


class CaraTanda(Pilihan):
    """By which way an office's reports are signed; the last two ask a service over the network."""

    SEGEL = "segel", "Segel kantor (PKCS#12)"
    UNGGAH = "unggah", "Unggah PDF yang ditandatangani di luar aplikasi"
    BSRE_V1 = "bsre_v1", "BSrE e-Sign Client Service v1"
    BSRE_V2 = "bsre_v2", "BSrE e-Sign Client Service v2"


class JenisTanda(Pilihan):
    """What a signature is by the certificate that is in the file, whatever way was chosen (PP 71/2019)."""

    SEGEL = "segel", "Segel elektronik internal"
    BSRE = "bsre", "Tanda tangan elektronik dengan sertifikat BSrE"
    TEPERCAYA = "tepercaya", "Tanda tangan elektronik dengan sertifikat yang dipercaya instalasi ini"
    LUAR = "luar", "Tanda tangan elektronik yang rantai sertifikatnya tidak dapat dipastikan"


class StatusUpaya(Pilihan):
    """Where one attempt at a signature stands: asked for, the signed file is here, stored with its document, failed."""

    BERJALAN = "berjalan", "Sedang berjalan"
    TIBA = "tiba", "Berkas bertanda tangan sudah tiba"
    SELESAI = "selesai", "Selesai"
    GAGAL = "gagal", "Gagal"


class JenisCetakan(Pilihan):
    """What is made outside of a request."""

    LAPORAN = "laporan", "Laporan"
    KONSEP = "konsep", "Konsep laporan"
    ARSIP = "arsip", "Paket arsip"


class StatusCetakan(Pilihan):
    """Where such work stands."""

    MENUNGGU = "menunggu", "Menunggu"
    BERJALAN = "berjalan", "Sedang disiapkan"
    SELESAI = "selesai", "Siap"
    GAGAL = "gagal", "Gagal"
