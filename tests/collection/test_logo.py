"""The office's logo: pictures only, drawn anew, put there and taken away by the Admin, kept for what was issued."""

import struct
import zlib
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction
from PIL import Image, ImageFile, PngImagePlugin

from collection.errors import AksesError, IsianError
from collection.forms_logo import LogoForm
from collection.models import Jejak, Logo
from collection.models.kekal import KekalError
from collection.services import isi_logo
from collection.services.isi_logo import RUSAK, read_gambar
from collection.services.logo import SAMA, TIDAK_ADA, find_logo, remove_logo, save_logo, write_kop
from tests.factories.kantor_contoh import create_kantor, get_user
from tests.factories.logo import create_logo, draw

pytestmark = pytest.mark.django_db


@pytest.fixture
def kantor():
    return create_kantor()


def refuse(isi):
    """The sentence of the refusal."""
    with pytest.raises(IsianError) as galat:
        read_gambar(isi)
    assert list(galat.value.kesalahan) == ["berkas"]
    return str(galat.value)


def claim(lebar, tinggi):
    """A PNG of some bytes that says it has so many pixels."""
    potong = [b"IHDR" + struct.pack(">IIBBBBB", lebar, tinggi, 8, 2, 0, 0, 0), b"IDAT" + zlib.compress(b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(satu) - 4) + satu + struct.pack(">I", zlib.crc32(satu)) for satu in potong
    )


@pytest.mark.parametrize(
    ("bentuk", "mode"),
    [("PNG", "RGBA"), ("PNG", "RGB"), ("PNG", "P"), ("PNG", "L"), ("PNG", "LA"), ("PNG", "1"), ("JPEG", "RGB"),
     ("JPEG", "CMYK"), ("JPEG", "L")],
)  # fmt: skip
def test_every_usual_picture_becomes_a_small_plain_png(bentuk, mode):
    hasil = read_gambar(draw(bentuk, mode=mode, ukuran=(800, 1000)))
    with Image.open(BytesIO(hasil.isi)) as gambar:
        assert (gambar.format, gambar.size) == ("PNG", (hasil.lebar, hasil.tinggi))
        assert gambar.mode in ("RGB", "P") and not gambar.info.get("transparency")
        assert gambar.convert("RGB").getpixel((1, 1)) > (250, 250, 250)  # what was transparent is paper
    assert (hasil.lebar, hasil.tinggi) == (288, 360)


def test_nothing_but_pixels_is_kept_and_noise_stays_small():
    rahasia = PngImagePlugin.PngInfo()
    rahasia.add_text("Comment", "<script>alert(1)</script>", zip=False)
    hasil = read_gambar(draw(pnginfo=rahasia) + b"<script>ekor</script>")
    assert b"script" not in hasil.isi
    riuh = BytesIO()
    Image.effect_noise((900, 900), 120).convert("RGB").save(riuh, "PNG")
    assert len(read_gambar(riuh.getvalue()).isi) < 2 * isi_logo.PADAT


@pytest.mark.parametrize(
    ("isi", "kata"),
    [
        (b"", "kosong"), (b"bukan gambar", "bukan gambar"), (b"MZ\x90\x00", "bukan gambar"),
        (b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', "SVG tidak diterima"),
        (b"<!DOCTYPE html><html><body>hai</body></html>", "halaman web (HTML)"), (b"%PDF-1.7", "ini PDF"),
        (b"GIF89a\x01\x00\x01\x00", "GIF tidak diterima"), (b"\x89PNG\r\n\x1a\n<svg></svg>", RUSAK),
        (b"\xff\xd8\xff<html>", RUSAK), (claim(60_000, 60_000), "terlalu luas"), (claim(9000, 900), "9000 × 900 piksel; sisi terpanjang paling besar 4000"),
        (claim(300, 300), RUSAK), (draw()[:-200], RUSAK), (draw(ukuran=(60, 60)), "sisi terpendek paling kecil 120"),
        (draw(ukuran=(1300, 130)), "paling banyak 4 kali"), (draw("JPEG", mode="RGB", warna="white")[:400], RUSAK),
        (b"\x89PNG\r\n\x1a\n" + bytes(isi_logo.MAKS_UKURAN), "lebih dari 2 MB"),
    ],
)  # fmt: skip
def test_what_is_no_logo_is_refused_with_what_to_do(isi, kata):
    assert kata in refuse(isi)


def test_a_cut_picture_is_refused_also_where_weasyprint_is_loaded(monkeypatch):
    monkeypatch.setattr("PIL.ImageFile.LOAD_TRUNCATED_IMAGES", True)
    assert refuse(draw()[:-200]) == RUSAK
    assert ImageFile.LOAD_TRUNCATED_IMAGES is True


def test_a_picture_without_a_dot_is_refused():
    kosong = BytesIO()
    Image.new("RGBA", (200, 200), (255, 0, 0, 0)).save(kosong, "PNG")
    assert "semua titiknya putih" in refuse(kosong.getvalue())


def test_flipped_bytes_never_crash_it():
    asli = draw()
    for letak in range(0, len(asli), 7):
        rusak = bytearray(asli)
        rusak[letak] ^= 0xFF
        try:
            read_gambar(bytes(rusak))
        except IsianError as galat:
            assert str(galat)


def test_it_is_used_replaced_and_taken_away_and_the_trail_has_each_hash(kantor):
    assert "logo" not in write_kop(kantor, "nama")
    satu = create_logo(kantor)
    dua = create_logo(kantor, warna="#7a1020")
    assert find_logo(kantor) == dua and write_kop(kantor, "nama")["logo"]["sha256"] == dua.sha256 != satu.sha256
    with pytest.raises(IsianError, match=SAMA):
        create_logo(kantor, warna="#7a1020")
    remove_logo(kantor=kantor, user=get_user("admin"))
    assert find_logo(kantor) is None and write_kop(kantor, "nama") == {"nama": kantor.nama}
    with pytest.raises(IsianError, match=TIDAK_ADA):
        remove_logo(kantor=kantor, user=get_user("admin"))
    jejak = Jejak.objects.filter(aksi__in=("unggah_logo", "hapus_logo"), diterima=True).order_by("pk")
    assert [(j.lama["sha256"], j.baru["sha256"]) for j in jejak] == [
        ("", satu.sha256), (satu.sha256, dua.sha256), (dua.sha256, ""),
    ]  # fmt: skip
    assert Logo.objects.count() == 3


def test_others_may_not_and_rows_never_change(kantor):
    with pytest.raises(AksesError):
        save_logo(kantor=kantor, isi=draw(), user=get_user("kepala"))
    logo = create_logo(kantor)
    with pytest.raises(KekalError):
        logo.delete()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as kursor:
        kursor.execute("UPDATE collection_logo SET sha256 = 'x'")


def test_the_page_takes_shows_and_removes_it(kantor, client):
    client.force_login(get_user("admin"))
    alamat = f"/kantor/{kantor.pk}/logo/"
    assert f"paling banyak {isi_logo.MAKS_BANDING} kali sisi pendek" in LogoForm().fields["berkas"].help_text
    assert "belum memakai logo" in client.get(alamat).content.decode()
    assert client.post(alamat).status_code == 422
    salah = client.post(alamat, {"berkas": SimpleUploadedFile("logo.png", b"<svg></svg>", "image/png")})
    assert salah.status_code == 422 and "SVG tidak diterima" in salah.content.decode()
    assert client.post(alamat, {"berkas": SimpleUploadedFile("apa.saja", draw(), "text/plain")}).status_code == 302
    logo = find_logo(kantor)
    for halaman in (alamat, "/kantor/"):
        assert f'src="/logo/{logo.sha256}.png"' in client.get(halaman).content.decode()
    gambar = client.get(f"/logo/{logo.sha256}.png")
    assert (gambar.content, gambar["Content-Type"]) == (bytes(logo.isi), "image/png")
    assert gambar["X-Content-Type-Options"] == "nosniff"
    assert client.get(f"/logo/{'0' * 64}.png").status_code == 404
    assert client.post(f"{alamat}hapus/").status_code == 302
    assert "belum memakai logo" in client.get(alamat).content.decode()
    assert client.get(f"/logo/{logo.sha256}.png").status_code == 200  # papers of before still show it
