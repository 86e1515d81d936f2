"""How large a request may be. Too large is refused before a byte of it is stored.

Two bounds, for Django has none of its own for files: the whole body by its announced length (the server hands on
no byte beyond that, and none of a body without a length), and each file while it is read.
"""

import time
from collections.abc import Callable

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from sakip.middleware import find_asal

POTONGAN = 64 * 1024
MB = 1024 * 1024
DETIK_BUANG = 20

JUDUL = "Kiriman terlalu besar"
PESAN = (
    "Kiriman Anda {ukuran} MB; sekali kirim paling besar {batas} MB, jadi tidak ada yang disimpan. Perkecil berkasnya, "
    "atau unggah satu per satu."
)
PESAN_TAMU = "Anda belum masuk atau sesi Anda sudah berakhir, jadi tidak ada yang disimpan. Masuk, lalu kirim lagi."
PESAN_VERIFIKASI = "Berkas Anda {ukuran} MB; yang dapat diverifikasi paling besar {batas} MB. Berkas tidak disimpan."
PINTU_TAMU = "measurement:verifikasi_check"
"""The one door at which a visitor may hand in a file."""


class KirimanMiddleware:
    """413 for a body that nobody may send; a visitor who has not signed in may send a small form, or one PDF."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        panjang = read_panjang(request)
        pesan = find_pesan(request, panjang)
        if not pesan:
            return self.get_response(request)
        discard(request)
        context = {"judul": JUDUL, "pesan": pesan, "kembali": find_asal(request)}
        return render(request, "penolakan.html", context, status=413)


def read_panjang(request: HttpRequest) -> int:
    """The announced length in bytes as Django reads it: 0 where there is none, and then no body is read either."""
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0


def find_pesan(request: HttpRequest, panjang: int) -> str:
    """Why a body of that length is refused; empty where it may come."""
    ukuran = -(-panjang // MB)
    if request.path_info == reverse(PINTU_TAMU):
        terlalu = panjang > settings.MAKS_UKURAN_BUKTI + settings.MAKS_UKURAN_KIRIMAN_TAMU
        return PESAN_VERIFIKASI.format(ukuran=ukuran, batas=settings.MAKS_UKURAN_BUKTI // MB) if terlalu else ""
    if panjang > settings.MAKS_UKURAN_KIRIMAN:
        return PESAN.format(ukuran=ukuran, batas=settings.MAKS_UKURAN_KIRIMAN // MB)
    tamu = not request.user.is_authenticated
    return PESAN_TAMU if tamu and panjang > settings.MAKS_UKURAN_KIRIMAN_TAMU else ""


def discard(request: HttpRequest) -> None:
    """Read the body away, for some seconds: a browser that is cut off while it sends does not show the answer."""
    akhir = time.monotonic() + DETIK_BUANG
    while time.monotonic() < akhir and request.read(POTONGAN):
        pass


class PembatasBerkas(FileUploadHandler):
    """Keeps no more of a file than shows that it is too large: what follows is read and dropped.

    The service that takes the file counts it and refuses it by name, in the words of that page.
    """

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """The chunk, for the handlers that store; None beyond the largest file of all."""
        return raw_data if start <= settings.MAKS_UKURAN_BUKTI else None

    def file_complete(self, file_size: int) -> None:
        return None
