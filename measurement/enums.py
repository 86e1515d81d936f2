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


class Alasan(Pilihan):
    """Why a capaian is what it is, or why there is none (docs/rumus_capaian.md, section 2)."""

    DIHITUNG = "dihitung", "Dihitung dengan rumus"
    BELUM_DIUKUR = "belum_diukur", "Belum diukur"
    TANPA_TARGET = "tanpa_target", "Tidak ada target pada periode ini"
    TARGET_NIHIL_TERCAPAI = "target_nihil_tercapai", "Target nihil tercapai"
    TARGET_NIHIL_TERLAMPAUI = "target_nihil_terlampaui", "Target nihil terlampaui"
    TARGET_NOL = "target_nol", "Target 0 tidak dapat menjadi pembagi"
    REALISASI_NOL = "realisasi_nol", "Realisasi 0 tidak dapat menjadi pembagi"
    TIDAK_DAPAT_DIUKUR = "tidak_dapat_diukur", "Tidak dapat diukur"


class StatusDokumen(Pilihan):
    DISIAPKAN = "disiapkan", "Disiapkan, belum ditandatangani"
    DITANDATANGANI = "ditandatangani", "Ditandatangani"


BATAL_BERSAMA = "Batal bersama pengukurannya"
"""How a prepared report reads whose case was cancelled: its number stays taken, and the register says why."""
