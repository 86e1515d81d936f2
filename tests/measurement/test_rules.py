"""The law as a table; whatever the table does not name is unlawful."""

from itertools import product

import pytest

from collection.enums import Peran
from measurement.enums import JenisTindakan, Status, Transisi
from measurement.rules import (
    BUKAN_LANGKAH,
    HUKUM,
    KEMBALI_DARI,
    PELAKSANA,
    URUTAN_STATUS,
    find_pelanggaran,
    find_pelanggaran_jejak,
    find_pelanggaran_kembali,
    may_return,
)

K, S, T = Peran.KEPALA, Peran.SEKRETARIS, Peran.TIM_SAKIP

HUKUM_TERTULIS = [
    ("disposisikan", "disposisi", "rapat", "kepala"),
    ("mulai_pengumpulan", "rapat", "pengumpulan", "kepala sekretaris tim_sakip perencana"),
    ("mulai_pengukuran", "pengumpulan", "kertas_kerja", "tim_sakip kabid kasubag"),
    ("ajukan", "kertas_kerja", "verifikasi", "tim_sakip kasubag staf"),
    ("ajukan_koreksi", "kertas_kerja", "koreksi", "tim_sakip kasubag"),
    ("verifikasi", "verifikasi", "koreksi", "sekretaris"),
    ("minta_verifikasi", "koreksi", "verifikasi", "kepala"),
    ("koreksi", "koreksi", "tanda_tangan", "kepala"),
    ("setujui", "verifikasi", "tanda_tangan", "sekretaris"),
    ("tandatangani", "tanda_tangan", "arsip", "kepala"),
    ("terima", "koreksi", "arsip", "kepala"),
    ("arsipkan", "arsip", "selesai", "staf tim_sakip sekretaris"),
    ("kembalikan", "rapat verifikasi koreksi tanda_tangan", None, "kepala sekretaris"),
    ("tarik", "verifikasi koreksi", "kertas_kerja", "tim_sakip kasubag staf"),
    (
        "batalkan",
        "disposisi rapat pengumpulan kertas_kerja verifikasi koreksi tanda_tangan",
        "dibatalkan",
        "kepala",
    ),
]


def test_hukum_is_the_written_law():
    tercatat = {
        transisi.value: (set(hukum.sumber), hukum.tujuan, set(hukum.peran)) for transisi, hukum in HUKUM.items()
    }
    assert tercatat == {
        transisi: (set(sumber.split()), tujuan, set(peran.split()))
        for transisi, sumber, tujuan, peran in HUKUM_TERTULIS
    }
    assert list(HUKUM) == list(Transisi)


def test_selesai_and_dibatalkan_have_no_way_out():
    berjalan = set().union(*(hukum.sumber for hukum in HUKUM.values()))
    assert set(Status) - berjalan == {Status.SELESAI, Status.DIBATALKAN}


def test_urutan_status_never_falls_along_a_transition_but_the_withdrawal():
    assert list(URUTAN_STATUS) == list(Status)
    turun = [
        (transisi, sumber)
        for transisi, (daftar, tujuan, _) in HUKUM.items()
        for sumber in daftar
        if tujuan and transisi != Transisi.TARIK and URUTAN_STATUS[tujuan] < URUTAN_STATUS[sumber]
    ]
    assert turun == []


def test_may_return_is_the_written_table():
    boleh = {(dari.value, ke.value) for dari, ke in product(Status, Status) if may_return(dari, ke)}
    putusan = ["verifikasi", "koreksi"]
    awal = ["rapat", "pengumpulan", "kertas_kerja"]
    assert boleh == {("rapat", "rapat"), *product([*putusan, "tanda_tangan"], [*awal, *putusan])}


def find_biasa(transisi: Transisi, status: Status, peran: Peran) -> list[str]:
    """With the kind that suits the transition, so that only status and role can be at fault."""
    jenis = {
        "disposisikan": "perintah", "verifikasi": "periksa", "setujui": "periksa", "koreksi": "koreksi",
        "minta_verifikasi": "koreksi", "tandatangani": "tanda_tangan", "terima": "terima",
    }.get(transisi, "lapor")  # fmt: skip
    return find_pelanggaran(JenisTindakan(jenis), peran, transisi, status)


def test_find_pelanggaran_allows_what_the_table_names_and_nothing_else():
    sah = {
        (transisi.value, status.value, peran.value)
        for transisi, status, peran in product(Transisi, Status, Peran)
        if not find_biasa(transisi, status, peran)
    }
    tertulis = {
        (transisi, status, peran)
        for transisi, sumber, _, berwenang in HUKUM_TERTULIS
        if transisi not in {"kembalikan", "tarik", "batalkan"}
        for status, peran in product(sumber.split(), berwenang.split())
    }
    assert sah == tertulis


@pytest.mark.parametrize(
    ("jenis", "peran", "transisi", "status", "pesan"),
    [
        ("rapat", "sekretaris", None, "rapat", []),
        ("tanda_tangan", "kepala", None, "rapat", []),
        ("tanda_tangan", "kepala", "mulai_pengumpulan", "rapat", []),
        ("tanda_tangan", "kepala", None, "tanda_tangan",
         ['Jenis "tanda_tangan" harus membawa transisi "tandatangani".']),
        ("koreksi", "kepala", None, "koreksi",
         ['Jenis "koreksi" harus membawa transisi "koreksi" atau "minta_verifikasi".']),
        ("terima", "kepala", None, "koreksi", ['Jenis "terima" harus membawa transisi "terima".']),
        ("lapor", "admin", None, "rapat", ['Peran "admin" tidak dapat memegang tindakan.']),
        ("rapat", "pengawas", "mulai_pengumpulan", "rapat",
         ['Peran "pengawas" tidak dapat memegang tindakan.']),
        ("lapor", "kabid", "ajukan", "kertas_kerja",
         ['Peran "kabid" tidak berwenang atas "ajukan"; yang berwenang: "kasubag" atau '
          '"staf" atau "tim_sakip".']),
        ("lapor", "tim_sakip", "ajukan", "rapat",
         ['Transisi "ajukan" tidak sah dari status "Rapat dan persiapan".']),
        ("rapat", "kepala", "disposisikan", "disposisi",
         ['Transisi "disposisikan" hanya untuk jenis "perintah", bukan "rapat".']),
        ("lapor", "sekretaris", "verifikasi", "verifikasi",
         ['Transisi "verifikasi" hanya untuk jenis "periksa", bukan "lapor".']),
        ("pengisian", "bidang", None, "rapat",
         ['Jenis "pengisian" hanya pada status "Pengumpulan data", bukan "Rapat dan persiapan".']),
        ("pengukuran", "tim_sakip", None, "verifikasi",
         ['Jenis "pengukuran" hanya pada status "Kertas kerja", bukan "Verifikasi Sekretaris".']),
        ("periksa", "sekretaris", "kembalikan", "verifikasi",
         ['Transisi "kembalikan" tidak boleh ditulis sebagai transisi sebuah tindakan.']),
    ],
)  # fmt: skip
def test_find_pelanggaran_says_why(jenis, peran, transisi, status, pesan):
    carried = Transisi(transisi) if transisi else None
    assert find_pelanggaran(JenisTindakan(jenis), Peran(peran), carried, Status(status)) == pesan


@pytest.mark.parametrize(
    ("jenis", "peran", "dari", "pesan"),
    [
        ("periksa", "sekretaris", "verifikasi", []),
        ("koreksi", "kepala", "koreksi", []),
        ("tanda_tangan", "kepala", "rapat", []),
        ("lapor", "sekretaris", "verifikasi",
         ['Jenis "lapor" tidak dapat mengembalikan; hanya "koreksi" atau "periksa" atau '
          '"tanda_tangan" atau "terima".']),
        ("periksa", "staf", "verifikasi",
         ['Peran "staf" tidak dapat mengembalikan; hanya "kepala" atau "sekretaris".']),
        ("periksa", "pengawas", "verifikasi", []),  # told once, by find_pelanggaran
        ("periksa", "sekretaris", "kertas_kerja", ['Status "Kertas kerja" tidak mengenal pengembalian.']),
    ],
)  # fmt: skip
def test_find_pelanggaran_kembali_says_why(jenis, peran, dari, pesan):
    assert find_pelanggaran_kembali(JenisTindakan(jenis), Peran(peran), Status(dari)) == pesan


def test_kembali_dari_is_where_a_decision_is_made():
    assert {status for status in Status if may_return(status, Status.RAPAT)} == KEMBALI_DARI


BELUM_DIVERIFIKASI = "Laporan belum diverifikasi Sekretaris sejak pengajuan terakhir."
BELUM_DILIHAT = "Laporan belum dilihat Kepala sejak pengajuan terakhir."
BELUM_DIKOREKSI = 'Transisi "setujui" hanya sesudah koreksi Kepala.'


@pytest.mark.parametrize(
    ("jejak", "pesan"),
    [
        ([], []),
        ([("ajukan", T), ("verifikasi", S), ("koreksi", K), ("tandatangani", K)], []),
        ([("ajukan", T), ("verifikasi", S), ("terima", K)], []),
        ([("ajukan_koreksi", T), ("minta_verifikasi", K), ("setujui", S), ("tandatangani", K)], []),
        ([("ajukan_koreksi", T), ("koreksi", K), ("tandatangani", K)], [BELUM_DIVERIFIKASI]),
        ([("ajukan_koreksi", T), ("terima", K)], [BELUM_DIVERIFIKASI]),
        ([("ajukan", T), ("verifikasi", K), ("terima", K)], [BELUM_DIVERIFIKASI]),
        ([("ajukan", T), ("verifikasi", S), ("tandatangani", S)], [BELUM_DILIHAT]),
        ([("verifikasi", S), ("koreksi", K), ("tandatangani", K)], [BELUM_DIVERIFIKASI, BELUM_DILIHAT]),
        # handed in again after a return: the earlier verification is spent
        ([("ajukan", T), ("verifikasi", S), ("kembalikan", K), ("ajukan_koreksi", T), ("terima", K)],
         [BELUM_DIVERIFIKASI]),
        ([("ajukan", T), ("setujui", S)], [BELUM_DIKOREKSI]),
        ([("ajukan_koreksi", T), ("minta_verifikasi", K), ("kembalikan", S), ("ajukan", T), ("setujui", S)],
         [BELUM_DIKOREKSI]),
        ([("ajukan", T), ("verifikasi", S), ("koreksi", K)], []),
    ],
)  # fmt: skip
def test_find_pelanggaran_jejak_counts_from_the_last_hand_in(jejak, pesan):
    assert find_pelanggaran_jejak([(Transisi(transisi), peran) for transisi, peran in jejak]) == pesan


def test_pelaksana_and_bukan_langkah():
    assert set(Peran) - PELAKSANA == {Peran.ADMIN, Peran.PENGAWAS}
    assert {Transisi.KEMBALIKAN, Transisi.TARIK, Transisi.BATALKAN} == BUKAN_LANGKAH
