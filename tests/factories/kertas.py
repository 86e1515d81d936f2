"""What a PDF says, read by a program that is not ours and takes milliseconds (poppler's pdftotext)."""

import html
import json
import re
import subprocess

from django.template.loader import render_to_string

from measurement.models import Dokumen, Naskah
from measurement.pdf import render_html
from measurement.services.naskah import build_konteks, read_naskah


def read_halaman(isi: bytes) -> list[str]:
    """The words of each page on one line, in the order in which the file paints them."""
    hasil = subprocess.run(["pdftotext", "-raw", "-enc", "UTF-8", "-", "-"], input=isi, capture_output=True, check=True)
    return [" ".join(satu.split()) for satu in hasil.stdout.decode().split("\f")[:-1]]


def read_kertas(isi: bytes) -> str:
    """The words of the whole file on one line."""
    return " ".join(read_halaman(isi))


def read_sebelum_cetak(naskah: Naskah) -> str:
    """The words of the very page that a paper's PDF is laid out from, on one line."""
    isi = read_naskah(naskah)
    if "cetakan" in isi:
        halaman = render_html(isi["cetakan"], konsep=bool(isi["cetakan"]["konsep_teks"]))
    else:
        halaman = render_to_string("naskah/cetak.html", build_konteks(isi))
    return _read_kata(halaman)


def read_laporan(dokumen: Dokumen) -> str:
    """The words of the very page that a report's PDF is laid out from, on one line."""
    return _read_kata(render_html(json.loads(dokumen.snapshot)))


def _read_kata(halaman: str) -> str:
    halaman = re.sub(r"<(style|svg).*?</\1>|<[^>]+>", " ", halaman, flags=re.DOTALL)
    return re.sub(r" ([;,.])", r"\1", " ".join(html.unescape(halaman).split()))
