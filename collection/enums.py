"""The closed vocabularies of planning and collecting. Plain Python: the pure cores use them too."""

from enum import StrEnum
from typing import Self


class Pilihan(StrEnum):
    """A value for the database with the Indonesian words that a person sees."""

    label: str

    def __new__(cls, value: str, label: str) -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member

    @classmethod
    def choices(cls, *pilihan: Self) -> list[tuple[str, str]]:
        """Pairs as Django's `choices` wants them, of the members given or of all."""
        return [(member.value, member.label) for member in pilihan or cls]

    @classmethod
    def values(cls) -> list[str]:
        """The values alone: what a query string may name."""
        return [member.value for member in cls]


class Peran(Pilihan):
    """Roles of the SOPs (pelaksana) and of the installation. An office shows its own titles for them."""

    KEPALA = "kepala", "Kepala"
    SEKRETARIS = "sekretaris", "Sekretaris"
    KABID = "kabid", "Kepala Bidang"
    KASUBAG = "kasubag", "Kepala Subbagian"
    PERENCANA = "perencana", "Perencana"
    TIM_SAKIP = "tim_sakip", "Tim SAKIP"
    BIDANG = "bidang", "Bidang"
    STAF = "staf", "Staf"
    ADMIN = "admin", "Admin"
    PENGAWAS = "pengawas", "Pengawas"


class StatusPenugasan(Pilihan):
    """How a role is held. Plt. and Plh. act with the full powers of the role for their span of dates."""

    DEFINITIF = "definitif", "Definitif"
    PLT = "plt", "Plt."
    PLH = "plh", "Plh."


class KeadaanSel(Pilihan):
    """What became of one cell of a batch."""

    TERSIMPAN = "tersimpan", "Tersimpan"
    GAGAL = "gagal", "Tidak tersimpan"
    BENTROK = "bentrok", "Diubah orang lain"
    TERKUNCI = "terkunci", "Terkunci"


class JenisUnit(Pilihan):
    SEKRETARIAT = "sekretariat", "Sekretariat"
    BIDANG = "bidang", "Bidang"
    UPTD = "uptd", "UPTD"


class ZonaWaktu(Pilihan):
    WIB = "Asia/Jakarta", "WIB"
    WITA = "Asia/Makassar", "WITA"
    WIT = "Asia/Jayapura", "WIT"


class NasibArsip(Pilihan):
    """What becomes of a record when its retention is over, in the words of a Jadwal Retensi Arsip (UU 43/2009)."""

    PERMANEN = "permanen", "Permanen"
    MUSNAH = "musnah", "Musnah"
    DINILAI = "dinilai", "Dinilai kembali"


class JenisIndikator(Pilihan):
    """IKU measures tujuan and sasaran; IKK measures program, kegiatan and sub kegiatan."""

    IKU = "iku", "IKU"
    IKK = "ikk", "IKK"


class Rumus(Pilihan):
    """How realisasi and target become a percentage (docs/rumus_capaian.md)."""

    MAKS = "maks", "Makin tinggi makin baik"
    MIN_SELISIH = "min_selisih", "Makin rendah makin baik (selisih)"
    MIN_RASIO = "min_rasio", "Makin rendah makin baik (rasio)"
    RENTANG = "rentang", "Rentang, lebih tinggi lebih baik"
    RENTANG_WAKTU = "rentang_waktu", "Rentang waktu, lebih singkat lebih baik"
    STABIL = "stabil", "Dipertahankan"
    PREDIKAT = "predikat", "Predikat"
    YA_TIDAK = "ya_tidak", "Ya atau tidak"


RUMUS_RENTANG = (Rumus.RENTANG, Rumus.RENTANG_WAKTU)
"""Those whose target may be a range; the others take one number."""

RUMUS_BERLABEL = (Rumus.PREDIKAT, Rumus.YA_TIDAK)
"""Those whose values are chosen from words, each with a score; they have no components."""


class Konsolidasi(Pilihan):
    """How the values of several triwulan become one."""

    JUMLAH = "jumlah", "Jumlah"
    AKHIR = "akhir", "Posisi terakhir"
    RATA_RATA = "rata_rata", "Rata-rata"
    MAKSIMUM = "maksimum", "Nilai tertinggi"
    RASIO = "rasio", "Jumlah pembilang dibagi jumlah penyebut"


KONSOLIDASI_YA_TIDAK = (Konsolidasi.AKHIR, Konsolidasi.MAKSIMUM)
"""Done or not is no amount: what of it is neither added up nor averaged."""


class StatusPk(Pilihan):
    """A Perjanjian Kinerja is written on as a draft; once stipulated it is never changed."""

    DRAF = "draf", "Draf"
    DITETAPKAN = "ditetapkan", "Ditetapkan"


class JenjangPejabat(Pilihan):
    """Whose own Perjanjian Kinerja it is, from the top (PermenPANRB 53/2014: one for each official)."""

    KEPALA = "kepala", "Kepala perangkat daerah"
    BIDANG = "bidang", "Sekretaris atau Kepala Bidang"
    SUB = "sub", "Kepala Subbagian atau Jabatan Fungsional"


class Frekuensi(Pilihan):
    """How often an indicator is measured (collection/frekuensi.py: in which triwulan that is)."""

    BULAN = "bulan", "Setiap bulan"
    TRIWULAN = "triwulan", "Setiap triwulan"
    SEMESTER = "semester", "Setiap semester"
    TAHUN = "tahun", "Sekali setahun"


class JenisTautan(Pilihan):
    """How an indicator of one unit is tied to one of another (crosscutting)."""

    MENDUKUNG = "mendukung", "Mendukung"
    BERSAMA = "bersama", "Dikerjakan bersama"


class TingkatStandar(Pilihan):
    """Whose figure an indicator is held beside (LKjIP Bab III, PermenPANRB 53/2014)."""

    NASIONAL = "nasional", "Nasional"
    PROVINSI = "provinsi", "Provinsi"


class StatusFormulir(Pilihan):
    DRAF = "draf", "Draf"
    DIKIRIM = "dikirim", "Dikirim ke unit"
    DIISI = "diisi", "Sedang diisi unit"
    DISERAHKAN = "diserahkan", "Diserahkan"
    DIVALIDASI = "divalidasi", "Divalidasi"
    DITERIMA = "diterima", "Diterima Tim SAKIP"


FORMULIR_TERBUKA = (StatusFormulir.DIKIRIM, StatusFormulir.DIISI)
"""With its unit: these may be typed into, and are owed."""

FORMULIR_TERUTANG = (StatusFormulir.DRAF, *FORMULIR_TERBUKA)

FORMULIR_TERKUMPUL = (StatusFormulir.DISERAHKAN, StatusFormulir.DIVALIDASI)
"""Handed in, not gathered yet."""


class AksiPeriode(Pilihan):
    """What was done to a triwulan's time for figures."""

    BUKA = "buka", "Dibuka"
    TUTUP = "tutup", "Ditutup"
    BUKA_LAGI = "buka_lagi", "Dibuka kembali"


class BentukBukti(Pilihan):
    """What a piece of evidence is."""

    BERKAS = "berkas", "Berkas"
    TAUTAN = "tautan", "Tautan"
    TEKS = "teks", "Catatan"


class JenisKomentar(Pilihan):
    """What a row of a conversation is: its last row says whether the conversation is open."""

    KOMENTAR = "komentar", "Komentar"
    PENGEMBALIAN = "pengembalian", "Dikembalikan"
    SELESAI = "selesai", "Ditandai selesai"
    BUKA = "buka", "Dibuka lagi"


class JenisPanggilan(Pilihan):
    """Why a person is called to a row or a form."""

    SEBUT = "sebut", "Anda disebut"
    BALAS = "balas", "Ada balasan"
    KEMBALI = "kembali", "Baris dikembalikan"
    INGAT = "ingat", "Pengingat formulir"


class Derajat(Pilihan):
    """How grave a finding about a figure is: stopped, handed in with a remark only, or just told."""

    HALANGI = "halangi", "Tidak dapat diserahkan"
    PERINGATAN = "peringatan", "Periksa lagi"
    INFO = "info", "Perlu diketahui"


class Pemeriksaan(Pilihan):
    """A check of a form whose grade an office chooses (collection/kewajaran.py, PILIHAN_DERAJAT)."""

    BUKTI_DIMINTA = "bukti_diminta", "Bukti yang diminta manual indikator belum lengkap"
    TANPA_BUKTI = "tanpa_bukti", "Indikator terisi tanpa bukti apa pun"
    PERSEN = "persen", "Persentase lebih dari 100"
    BULAT = "bulat", "Satuan yang dihitung utuh ditulis dengan pecahan"
    TURUN = "turun", "Posisi kumulatif turun dari triwulan sebelumnya"
    LEBIH_BURUK = "lebih_buruk", "Nilai lebih buruk dari periode pembandingnya"
    TREN = "tren", "Nilai di luar kecenderungan"
    LONJAKAN = "lonjakan", "Nilai lebih dari 10 kali periode sebelumnya"
    NEGATIF = "negatif", "Nilai negatif untuk pertama kali"
    PAGU = "pagu", "Realisasi anggaran melebihi pagu"
    UANG_TURUN = "uang_turun", "Realisasi anggaran kumulatif turun"


class JenisLibur(Pilihan):
    """Who made the day off: the joint decree of three ministers (SKB 3 Menteri) or the region."""

    NASIONAL = "nasional", "Libur nasional"
    CUTI_BERSAMA = "cuti_bersama", "Cuti bersama"
    DAERAH = "daerah", "Libur daerah"
