"""Reading an SOP from TOML: what may be left out, and every refusal."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collection.enums import Peran
from measurement.enums import JenisTindakan
from measurement.sop import (
    IDENTITAS_DAFTAR,
    IDENTITAS_TEKS,
    Kesalahan,
    Langkah,
    Sop,
    SopError,
    Tindakan,
    read_sop,
)

RINGKAS = """kantor = "x"
prosedur = "pengukuran_kinerja"
nomor = ""
nama = "N"
[[langkah]]
nomor = 1
uraian = "u"
pelaksana = ["KEPALA"]
kelengkapan = "k"
waktu = "10 menit"
menit = 10
output = "o"
tindakan = [{ jenis = "perintah", peran = "kepala" }]
"""
STATUS_PERAN = "kepala, sekretaris, kabid, kasubag, perencana, tim_sakip, bidang, staf, admin, pengawas"


def test_read_sop_fills_in_what_may_be_left_out():
    tindakan = Tindakan(JenisTindakan.PERINTAH, Peran.KEPALA, None, ())
    langkah = Langkah(1, "u", ("KEPALA",), "k", "10 menit", 10, "o", (tindakan,), "")
    kosong = {**dict.fromkeys(IDENTITAS_TEKS, ""), **dict.fromkeys(IDENTITAS_DAFTAR, ())}
    assert read_sop(RINGKAS) == Sop("x", "pengukuran_kinerja", "", "N", (langkah,), kosong, 450)


@pytest.mark.parametrize(
    ("lama", "baru", "kesalahan"),
    [
        ('nama = "N"', "nama = ", [(None, "Berkas bukan TOML yang sah: periksa baris 4.")]),
        ('"kepala" }]', '"kepala" }', [(None, "Berkas bukan TOML yang sah.")]),
        ("menit = 10", f"menit = {'9' * 5000}", [(None, "Berkas bukan TOML yang sah.")]),
        ('nama = "N"\n', "", [(None, 'Isian "nama" tidak ada.')]),
        ('nama = "N"', 'nama = "N"\nversi = 2', [(None, 'Isian "versi" tidak dikenal.')]),
        ('nama = "N"', 'nama = "N"\nmenit_per_hari = true',
         [(None, 'Isian "menit_per_hari" harus berupa bilangan bulat.')]),
        ('nama = "N"', 'nama = "N"\nidentitas = "x"', [(None, 'Isian "identitas" harus berupa tabel.')]),
        ('nama = "N"', 'nama = "N"\nidentitas = { tujuan = "x", kop = "y" }',
         [(None, 'Identitas: Isian "tujuan" harus berupa daftar.'),
          (None, 'Identitas: Isian "kop" tidak dikenal.')]),
        ("[[langkah]]", "[langkah]", [(None, 'Isian "langkah" harus berupa daftar.')]),
        ('uraian = "u"', "uraian = 7", [(1, 'Isian "uraian" harus berupa teks.')]),
        ('"KEPALA"', '"KEPALA", 7', [(1, 'Isian "pelaksana" harus berupa daftar teks.')]),
        ("nomor = 1", 'nomor = "1"', [(1, 'Isian "nomor" harus berupa bilangan bulat.')]),
        ("nomor = 1", "nomor = 5\nketerangan = ''", [(5, 'Isian "keterangan" tidak dikenal.')]),
        ("menit = 10\n", "menit = 1.5\n", [(1, 'Isian "menit" harus berupa bilangan bulat.')]),
        ('output = "o"\n', "", [(1, 'Isian "output" tidak ada.')]),
        ('"perintah", ', '"perintah", tombol = 1, ', [(1, 'Tindakan 1: Isian "tombol" tidak dikenal.')]),
        ('jenis = "perintah", ', "", [(1, 'Tindakan 1: Isian "jenis" tidak ada.')]),
        ('"kepala"', '"kadis"',
         [(1, f'Tindakan 1: Isian "peran" tidak mengenal "kadis"; pilihannya: {STATUS_PERAN}.')]),
        ('"kepala"', '"kepala", kembali_ke = ["2"]',
         [(1, 'Tindakan 1: Isian "kembali_ke" harus berupa daftar bilangan bulat.')]),
        ('"kepala"', '"kepala", transisi = 4', [(1, 'Tindakan 1: Isian "transisi" harus berupa teks.')]),
        ('[{ jenis = "perintah", peran = "kepala" }]', '["perintah"]',
         [(1, 'Isian "tindakan" harus berupa daftar tabel.')]),
    ],
)  # fmt: skip
def test_read_sop_refuses(lama, baru, kesalahan):
    assert RINGKAS.count(lama) == 1
    with pytest.raises(SopError) as galat:
        read_sop(RINGKAS.replace(lama, baru))
    assert galat.value.daftar == tuple(Kesalahan(langkah, pesan) for langkah, pesan in kesalahan)


def test_read_sop_tells_all_faults_at_once():
    teks = RINGKAS.replace('nama = "N"\n', "").replace("menit = 10\n", "menit = '10'\n")
    with pytest.raises(SopError) as galat:
        read_sop(teks)
    kalimat = ['Isian "nama" tidak ada.', 'Langkah 1: Isian "menit" harus berupa bilangan bulat.']
    assert sorted(galat.value.kesalahan[""]) == kalimat
    assert sorted(str(galat.value).splitlines()) == kalimat


@pytest.mark.parametrize("kata", ["?", "", "Perintah"])
def test_read_sop_refuses_any_other_spelling_of_a_kind(kata):
    with pytest.raises(SopError) as galat:
        read_sop(RINGKAS.replace('"perintah"', f'"{kata}"'))
    assert galat.value.daftar[0].pesan.startswith(f'Tindakan 1: Isian "jenis" tidak mengenal "{kata}"; ')


@given(st.text())
def test_read_sop_reads_or_refuses_any_text(teks):
    try:
        read_sop(teks)
    except SopError as galat:
        assert galat.daftar != ()
