"""Whether a file is a PDF that opens: taken apart by qpdf, in a bounded process where it could unpack to more.

Run as `python -m collection.services.isi_pdf` it judges the bytes of its input.
"""

import subprocess
import sys
from io import BytesIO

import pikepdf

from collection.services.terbatas import bound, run

AWALAN = b"%PDF-"
BUNGKUS = (b"XRef", b"#")
"""Without these bytes nothing is unpacked to find the pages: no cross-reference stream, no name that hides one."""
RUSAK = "berkas PDF ini rusak atau terpotong, jadi tidak dapat dibuka; simpan ulang sebagai PDF"
KOSONG = "berkas PDF ini tidak berisi satu halaman pun"
TERKUNCI = "berkas PDF ini dikunci kata sandi; simpan tanpa kata sandi"


def find_cacat_pdf(isi: bytes) -> str:
    """What keeps a file that begins as a PDF from being read as one, as a clause; empty where nothing does."""
    if not any(tanda in isi for tanda in BUNGKUS):
        return judge(isi)
    try:
        return run(__name__, isi).decode()
    except (OSError, subprocess.SubprocessError):
        return RUSAK


def judge(isi: bytes) -> str:
    """The same in this process."""
    try:
        with pikepdf.open(BytesIO(isi)) as pdf:
            return "" if len(pdf.pages) else KOSONG
    except pikepdf.PasswordError:
        return TERKUNCI
    except (pikepdf.PdfError, ValueError, TypeError, RuntimeError, MemoryError, TimeoutError):
        return RUSAK


if __name__ == "__main__":
    bound()
    sys.stdout.write(judge(sys.stdin.buffer.read()))
