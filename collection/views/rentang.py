"""A stored file as an answer, whole or the part that a viewer asks for: a page of a large PDF comes by itself."""

import re
from collections.abc import Iterator

from django.core.files.base import File
from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils.http import content_disposition_header

POTONGAN = 64 * 1024
RENTANG = re.compile(r"bytes=([0-9]{0,15})-([0-9]{0,15})")


def answer_berkas(request: HttpRequest, berkas: File, *, nama: str, jenis: str, unduh: bool) -> HttpResponse:
    """200 with the file, 206 with one part of it, 416 for a part that it does not have.

    `unduh`: as a download. What asks for several parts at once is given the whole, as RFC 9110 allows.
    """
    ukuran = berkas.size
    bagian = read_rentang(request.headers.get("Range", ""), ukuran)
    if bagian is None:
        response: HttpResponse = FileResponse(berkas, as_attachment=unduh, filename=nama, content_type=jenis)
    elif bagian[0] >= ukuran:
        berkas.close()
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{ukuran}"})
    else:
        response = _answer_bagian(berkas, bagian, jenis)
        response["Content-Range"] = f"bytes {bagian[0]}-{bagian[1]}/{ukuran}"
        response["Content-Disposition"] = content_disposition_header(unduh, nama)
    response["Accept-Ranges"] = "bytes"
    response["Content-Encoding"] = "identity"  # or GZipMiddleware would change the bytes that a range counts
    return response


def read_rentang(teks: str, ukuran: int) -> tuple[int, int] | None:
    """First and last byte that are asked for, as far as the file goes; None where all of it is."""
    cocok = RENTANG.fullmatch(teks.strip())
    if cocok is None or not (cocok[1] or cocok[2]):
        return None
    if not cocok[1]:
        return max(0, ukuran - int(cocok[2])) if int(cocok[2]) else ukuran, ukuran - 1
    awal, akhir = int(cocok[1]), int(cocok[2] or ukuran)
    return (awal, min(akhir, ukuran - 1)) if awal <= akhir else None


def _answer_bagian(berkas: File, bagian: tuple[int, int], jenis: str) -> StreamingHttpResponse:
    awal, akhir = bagian
    response = StreamingHttpResponse(_read_bagian(berkas, awal, akhir - awal + 1), status=206, content_type=jenis)
    response["Content-Length"] = akhir - awal + 1
    return response


def _read_bagian(berkas: File, awal: int, sisa: int) -> Iterator[bytes]:
    with berkas:
        berkas.seek(awal)
        while sisa > 0 and (isi := berkas.read(min(POTONGAN, sisa))):
            sisa -= len(isi)
            yield isi
