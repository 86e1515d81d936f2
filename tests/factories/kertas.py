"""What a PDF says, read by a program that is not ours and takes milliseconds (poppler's pdftotext)."""

import subprocess


def read_halaman(isi: bytes) -> list[str]:
    """The words of each page on one line, in the order in which the file paints them."""
    hasil = subprocess.run(["pdftotext", "-raw", "-enc", "UTF-8", "-", "-"], input=isi, capture_output=True, check=True)
    return [" ".join(satu.split()) for satu in hasil.stdout.decode().split("\f")[:-1]]


def read_kertas(isi: bytes) -> str:
    """The words of the whole file on one line."""
    return " ".join(read_halaman(isi))
