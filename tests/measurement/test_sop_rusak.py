"""The printed SOP with one thing spoilt at a time, as an Admin would upload it: refused, naming the step.

Every kind of fault is one row; test_sop_errors.py and test_sop_read.py hold the full lists of sentences.
"""

import re

import pytest

from collection.errors import IsianError
from measurement.services.contoh_sop import SOP_CONTOH
from measurement.services.sop import load_sop
from measurement.sop import SopError, find_errors, read_sop
from tests.factories.dasar import create_kantor

TEKS = SOP_CONTOH.read_text(encoding="utf-8")
PALING_SEDIKIT = 30
AKHIR = '  { jenis = "arsip", peran = "staf", transisi = "arsipkan" },\n'
TTD = '  { jenis = "tanda_tangan", peran = "kepala", transisi = "tandatangani", kembali_ke = [12] },\n'
PERIKSA = '  { jenis = "periksa", peran = "sekretaris", transisi = "verifikasi", kembali_ke = [8, 7] },\n'
KOREKSI = '  { jenis = "koreksi", peran = "kepala", transisi = "koreksi", kembali_ke = [10] },\n'
AJUKAN = '  { jenis = "lapor", peran = "tim_sakip", transisi = "ajukan" },\n'
UKUR = '  { jenis = "pengukuran", peran = "tim_sakip" },\n'
REKAP = '  { jenis = "rekap", peran = "tim_sakip" },\n'
KEPALA = TEKS[TEKS.index(KOREKSI) : TEKS.index(TTD) + len(TTD)]
GANDA = '  { jenis = "penggandaan", peran = "staf" },\n'

# kind of fault → (what is written, what is spoilt into it, step, a part of the sentence)
RUSAK = {
    "return to a later step": (PERIKSA, PERIKSA.replace("[8, 7]", "[13]"), 11, "Langkah 13 sebagai tujuan"),
    "return to itself": (PERIKSA, PERIKSA.replace("[8, 7]", "[11]"), 11, "bukan langkah sebelumnya"),
    "return to an unknown step": (PERIKSA, PERIKSA.replace("[8, 7]", "[77]"), 11, "Langkah 77 sebagai tujuan"),
    "return to a step below one": (PERIKSA, PERIKSA.replace("[8, 7]", "[-1]"), 11, "Langkah -1 sebagai tujuan"),
    "return before the order": (PERIKSA, PERIKSA.replace("[8, 7]", "[1]"), 11, "tidak dapat kembali ke langkah 1"),
    "return to the signature": (TTD, TTD.replace("[12]", "[13]"), 14, "tidak dapat kembali ke langkah 13"),
    "return by a kind that decides nothing": (
        GANDA, GANDA.replace('"staf"', '"staf", kembali_ke = [14]'), 15, 'Jenis "penggandaan" tidak dapat mengembalikan',
    ),
    "return by a role that may not": (PERIKSA, PERIKSA.replace("sekretaris", "kabid"), 11, "tidak dapat mengembalikan"),
    "return where the status knows none": (
        REKAP, '  { jenis = "periksa", peran = "sekretaris", kembali_ke = [8] },\n', 9, "tidak mengenal pengembalian",
    ),
    "unlawful role": (AJUKAN, AJUKAN.replace("tim_sakip", "bidang"), 10, 'tidak berwenang atas "ajukan"'),
    "role Admin": (REKAP, REKAP.replace("tim_sakip", "admin"), 9, 'Peran "admin" tidak dapat memegang tindakan'),
    "role Pengawas": (GANDA, GANDA.replace("staf", "pengawas"), 15, 'Peran "pengawas" tidak dapat memegang'),
    "role that nobody knows": (REKAP, REKAP.replace("tim_sakip", "kadis"), 9, 'tidak mengenal "kadis"'),
    "kind that nobody knows": (REKAP, REKAP.replace("rekap", "rekapitulasi"), 9, 'tidak mengenal "rekapitulasi"'),
    "transition that nobody knows": (AJUKAN, AJUKAN.replace("ajukan", "serahkan"), 10, 'tidak mengenal "serahkan"'),
    "no way to the end": (AKHIR, AKHIR.replace(', transisi = "arsipkan"', ""), 16, "Alur berakhir pada status"),
    "signature missing": (TTD, TTD.replace('transisi = "tandatangani", ', ""), 14, "harus membawa transisi"),
    "signature by an act that is none": (TTD, TTD.replace('tanda_tangan"', 'terima"'), 14, 'harus membawa transisi "terima"'),
    "two signatures": (TTD, TTD + TTD, 14, 'Tindakan 2: Transisi "tandatangani" tidak sah dari status'),
    "verification missing": (
        PERIKSA, '  { jenis = "lapor", peran = "sekretaris" },\n', 12, 'Transisi "koreksi" tidak sah dari status',
    ),
    "verified by another kind of act": (
        PERIKSA, PERIKSA.replace("periksa", "lapor"), 11, 'Transisi "verifikasi" hanya untuk jenis "periksa"',
    ),
    "correction missing": (
        KOREKSI, '  { jenis = "lapor", peran = "kepala" },\n', 14, 'Transisi "tandatangani" tidak sah dari status',
    ),
    "hand-in missing": (AJUKAN, AJUKAN.replace(', transisi = "ajukan"', ""), 14, "belum diverifikasi Sekretaris"),
    "never seen by the Kepala": (KEPALA, KEPALA.replace("kepala", "sekretaris"), 14, "belum dilihat Kepala"),
    "approved without a correction": (PERIKSA, PERIKSA.replace("verifikasi", "setujui"), 11, "hanya sesudah koreksi Kepala"),
    "hand-in twice": (REKAP, AJUKAN, 10, 'Transisi "ajukan" tidak sah dari status'),
    "act after arsipkan": (AKHIR, AKHIR + GANDA, 16, 'Tidak boleh ada tindakan sesudah transisi "arsipkan"'),
    "filed before the copies": (GANDA, AKHIR, 16, "Tidak boleh ada tindakan sesudah"),
    "forms while measuring": (
        REKAP, REKAP.replace("rekap", "pengisian"), 9, 'Jenis "pengisian" hanya pada status "Pengumpulan data"',
    ),
    "measuring while collecting": (
        '  { jenis = "pengisian", peran = "bidang" },\n', UKUR, 7, 'Jenis "pengukuran" hanya pada status "Kertas kerja"',
    ),
    "cancelling as a transition": (
        REKAP, REKAP.replace('"tim_sakip"', '"tim_sakip", transisi = "batalkan"'), 9, "tidak boleh ditulis sebagai transisi",
    ),
    "taking back as a transition": (
        REKAP, REKAP.replace('"tim_sakip"', '"tim_sakip", transisi = "tarik"'), 9, "tidak boleh ditulis sebagai transisi",
    ),
    "SK Tim signed before it is drafted": (
        '  { jenis = "susun", peran = "tim_sakip" },\n', '  { jenis = "tanda_tangan", peran = "kepala" },\n', 3,
        "hanya SK Tim yang ditandatangani",
    ),
    "minutes contradict the printed time": ("menit = 240\n", "menit = 24\n", 2, "berarti 240 menit"),
    "minutes of nothing": ("menit = 240\n", "menit = 0\n", 2, "Menit harus lebih dari nol"),
    "minutes missing": ("menit = 240\n", "", 2, "tertulis tanpa menit"),
    "time that cannot be read": ('waktu = "4 Jam"\n', 'waktu = "empat jam"\n', 2, "tidak terbaca"),
    "number twice": ("nomor = 9\n", "nomor = 8\n", 8, "Nomor langkah seharusnya 9"),
    "number left out": ("nomor = 9\n", "nomor = 10\n", 10, "Nomor langkah seharusnya 9"),
    "number missing": ("nomor = 9\n", "", 9, 'Isian "nomor" tidak ada'),
    "number as text": ("nomor = 9\n", 'nomor = "9"\n', 9, 'Isian "nomor" harus berupa bilangan bulat'),
    "no acts": (UKUR, "", 8, "Belum ada tindakan"),
    "acts missing": (f"tindakan = [\n{REKAP}]\n", "", 9, 'Isian "tindakan" tidak ada'),
    "acts no list": (f"tindakan = [\n{REKAP}]\n", "tindakan = 1\n", 9, 'Isian "tindakan" harus berupa daftar'),
    "unknown key of a step": ("nomor = 9\n", "nomor = 9\nwarna = 1\n", 9, 'Isian "warna" tidak dikenal'),
    "unknown key of an act": (REKAP, REKAP.replace(" }", ", warna = 1 }"), 9, 'Tindakan 1: Isian "warna" tidak dikenal'),
    "returns no list": (PERIKSA, PERIKSA.replace("[8, 7]", "8"), 11, 'Isian "kembali_ke" harus berupa daftar'),
    "returns no numbers": (PERIKSA, PERIKSA.replace("[8, 7]", '["8"]'), 11, "daftar bilangan bulat"),
    "wording no text": ("nomor = 9\nuraian = ", "nomor = 9\ndokumen = 1\nuraian = ", 9, 'Isian "dokumen" harus berupa daftar'),
    "minutes no number": ("menit = 240\n", 'menit = "240"\n', 2, 'Isian "menit" harus berupa bilangan bulat'),
}  # fmt: skip


JENIS, PROSEDUR, MENIT = 'jenis = "pengukuran"\n', 'prosedur = "pengukuran_kinerja"\n', "menit_per_hari = 450\n"
LANGKAH = TEKS[TEKS.index("[identitas]") :]

# what is wrong with the SOP as a whole names no step: kind of fault → (what is written, what is spoilt, the sentence)
RUSAK_UMUM = {
    "no steps": (LANGKAH, "langkah = []\n", "SOP belum berisi langkah."),
    "procedure that nobody knows": (PROSEDUR, 'prosedur = "rapat"\n', 'Prosedur "rapat" tidak dikenal'),
    "a measurement that measures nothing": (UKUR, REKAP, 'SOP belum memuat tindakan "pengukuran".'),
    "a collection that measures": (JENIS, 'jenis = "pengumpulan"\n', 'tidak memuat tindakan "pengukuran".'),
    "data of itself": (
        JENIS, JENIS + 'masukan = "pengukuran_kinerja"\n', 'Masukan "pengukuran_kinerja" bukan prosedur lain',
    ),
    "data of an unknown procedure": (JENIS, JENIS + 'masukan = "rapat"\n', 'Masukan "rapat" bukan prosedur lain'),
    "data of another and forms too": (
        JENIS, JENIS + 'masukan = "pengumpulan_data_kinerja"\n', 'SOP dengan masukan mengukur, memuat tindakan "himpun"',
    ),
    "a day of no minutes": (MENIT, "menit_per_hari = 0\n", "Menit per hari harus lebih dari nol."),
    "a day as text": (MENIT, 'menit_per_hari = "450"\n', 'Isian "menit_per_hari" harus berupa bilangan bulat'),
    "unknown key of the SOP": (MENIT, MENIT + "warna = 1\n", 'Isian "warna" tidak dikenal'),
    "kind of SOP that nobody knows": (JENIS, 'jenis = "rapat"\n', 'Isian "jenis" tidak mengenal "rapat"'),
    "procedure missing": (PROSEDUR, "", 'Isian "prosedur" tidak ada'),
    "no TOML": (JENIS, "jenis = pengukuran\n", "Berkas bukan TOML yang sah: periksa baris"),
}  # fmt: skip


def tell(teks: str) -> list[str]:
    """Why the text is no lawful SOP, as the Admin reads it."""
    try:
        return [str(kesalahan) for kesalahan in find_errors(read_sop(teks))]
    except SopError as galat:
        return [str(kesalahan) for kesalahan in galat.daftar]


def spoil(nama: str) -> str:
    lama, baru, *_ = (RUSAK | RUSAK_UMUM)[nama]
    assert TEKS.count(lama) == 1, "the fault must be one fault"
    return TEKS.replace(lama, baru)


def test_the_text_itself_is_lawful():
    assert tell(TEKS) == []


def test_there_are_enough_kinds_of_fault():
    kalimat = {re.sub(r"\d+|\"[^\"]*\"", "…", bagian) for _, _, _, bagian in RUSAK.values()}
    assert (len(RUSAK) >= PALING_SEDIKIT, len({spoil(nama) for nama in RUSAK})) == (True, len(RUSAK))
    assert len(kalimat) >= PALING_SEDIKIT - 5, "kinds of fault, not one fault thirty times"


@pytest.mark.parametrize("nama", RUSAK)
def test_each_fault_is_refused_with_its_step_in_the_sentence(nama):
    _, _, langkah, bagian = RUSAK[nama]
    kalimat = tell(spoil(nama))
    assert [satu for satu in kalimat if satu.startswith(f"Langkah {langkah}: ") and bagian in satu] != [], kalimat


@pytest.mark.parametrize("nama", RUSAK_UMUM)
def test_a_fault_of_the_whole_is_refused_and_blames_no_step(nama):
    bagian = RUSAK_UMUM[nama][2]
    kalimat = tell(spoil(nama))
    assert [satu for satu in kalimat if bagian in satu and not satu.startswith("Langkah ")] != [], kalimat


@pytest.mark.parametrize("nama", [*RUSAK, *RUSAK_UMUM])
def test_without_its_fault_the_text_is_lawful_again(nama):
    """The fault alone is what is refused."""
    lama, baru, *_ = (RUSAK | RUSAK_UMUM)[nama]
    rusak = spoil(nama)
    letak = TEKS.index(lama)
    assert tell(rusak[:letak] + lama + rusak[letak + len(baru) :]) == []
    assert tell(rusak) != []


@pytest.mark.django_db
@pytest.mark.parametrize("nama", ["return to a later step", "two signatures", "unknown key of an act"])
def test_what_is_refused_is_not_stored(nama):
    kantor = create_kantor()
    with pytest.raises(IsianError):
        load_sop(kantor=kantor, teks=spoil(nama), berlaku_mulai=kantor.hari_ini())
    assert kantor.sop_set.count() == 0
