"""An SOP written as TOML reads back into the same shape; a file nobody vouches for is refused with a sentence."""

import time
import tomllib
from pathlib import Path

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from collection.enums import Peran
from measurement.enums import JenisSop, JenisTindakan, Transisi
from measurement.sop import IDENTITAS_DAFTAR, IDENTITAS_TEKS, Langkah, Sop, SopError, Tindakan, read_sop
from measurement.sop_toml import MAKS_BYTE, read_berkas, write_teks, write_toml

BERKAS = sorted(Path(settings.BASE_DIR, "fixtures", "sop").glob("*.toml"))

# Any character that a file may hold, and often the ones that TOML gives a meaning.
TEKS = st.text() | st.text(alphabet="\"'\\\n\r\t\x00\x07\x1b\x7f\u0085\u2028#=[]{},.u0", max_size=12)
DAFTAR = st.lists(TEKS, max_size=3).map(tuple)
BILANGAN = st.integers(-(10**12), 10**12)
TINDAKAN = st.builds(
    Tindakan, jenis=st.sampled_from(JenisTindakan), peran=st.sampled_from(Peran),
    transisi=st.none() | st.sampled_from(Transisi), kembali_ke=st.lists(BILANGAN, max_size=3).map(tuple),
)  # fmt: skip
LANGKAH = st.builds(
    Langkah, nomor=BILANGAN, uraian=TEKS, pelaksana=DAFTAR, kelengkapan=TEKS, waktu=TEKS, menit=st.none() | BILANGAN,
    output=TEKS, tindakan=st.lists(TINDAKAN, max_size=3).map(tuple), catatan=TEKS, dokumen=DAFTAR,
)  # fmt: skip
SOP = st.builds(
    Sop, kantor=TEKS, prosedur=TEKS, nomor=TEKS, nama=TEKS, langkah=st.lists(LANGKAH, max_size=3).map(tuple),
    identitas=st.fixed_dictionaries(dict.fromkeys(IDENTITAS_TEKS, TEKS) | dict.fromkeys(IDENTITAS_DAFTAR, DAFTAR)),
    menit_per_hari=BILANGAN, jenis=st.sampled_from(JenisSop), masukan=TEKS,
)  # fmt: skip


@given(SOP)
def test_what_is_written_reads_back_equal(sop):
    assert read_sop(write_toml(sop)) == sop


@given(TEKS)
def test_a_string_is_one_line_and_reads_back(teks):
    tertulis = write_teks(teks)
    assert (tomllib.loads(f"a = {tertulis}")["a"], "\n" in tertulis) == (teks, False)


@pytest.mark.parametrize("path", BERKAS, ids=[path.stem for path in BERKAS])
def test_the_six_sops_read_back_from_bytes(path):
    sop = read_sop(path.read_text(encoding="utf-8"))
    assert read_berkas(write_toml(sop).encode()) == sop
    assert read_berkas(b"\xef\xbb\xbf" + write_toml(sop).replace("\n", "\r\n").encode()) == sop


@pytest.mark.parametrize(
    ("isi", "kalimat"),
    [
        (b"a" * (MAKS_BYTE + 1), "Berkas lebih dari 96 KB"),
        (b"\x89PNG\r\n\x1a\n\xff\xfe\x00", "Berkas bukan teks UTF-8"),
        (b"PK\x03\x04", "Berkas bukan TOML yang sah"),
        (b"a = " + b"[" * 60_000, "bersarang terlalu dalam"),
        (b"a = " + b"{a=" * 30_000, "bersarang terlalu dalam"),
        (b"a." * 40_000 + b"a = 1", "lebih dari 300 titik"),
        (b"menit = " + b"9" * 50_000, "Berkas bukan TOML yang sah"),
        (b"", 'Isian "kantor" tidak ada.'),
    ],
)
def test_a_hostile_file_is_refused_soon(isi, kalimat):
    mulai = time.monotonic()
    with pytest.raises(SopError) as galat:
        read_berkas(isi)
    assert kalimat in str(galat.value)
    assert time.monotonic() - mulai < 5
