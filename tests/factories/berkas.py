"""Files that people upload."""

from io import BytesIO

import pikepdf
from PIL import Image


def build_pdf(teks: str = "", *, padat: bool = False, sandi: str = "", halaman: int = 1) -> bytes:
    """A small PDF that opens; `teks` makes its bytes unlike another's. `padat`: its objects are packed, as most are."""
    with pikepdf.new() as pdf:
        for _ in range(halaman):
            pdf.add_blank_page(page_size=(100, 100))
        pdf.docinfo["/Title"] = teks
        hasil = BytesIO()
        simpan = pikepdf.ObjectStreamMode.generate if padat else pikepdf.ObjectStreamMode.disable
        kunci = pikepdf.Encryption(owner=sandi, user=sandi) if sandi else False
        pdf.save(hasil, object_stream_mode=simpan, encryption=kunci, deterministic_id=not sandi)
    return hasil.getvalue()


def build_gambar(bentuk: str) -> bytes:
    """A small picture, "PNG" or "JPEG"."""
    hasil = BytesIO()
    Image.new("RGB", (2, 2)).save(hasil, bentuk)
    return hasil.getvalue()


PDF, PNG, JPG = build_pdf(), build_gambar("PNG"), build_gambar("JPEG")
