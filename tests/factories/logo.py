"""Pictures for the letterhead, good and bad."""

from io import BytesIO

from PIL import Image, ImageDraw

from collection.models import Logo, PerangkatDaerah
from collection.services.logo import save_logo
from tests.factories.kantor_contoh import get_user


def draw(bentuk: str = "PNG", *, mode: str = "RGBA", ukuran: tuple[int, int] = (240, 300), warna: str = "#0a5c2f", **lain):
    """An emblem as a file: a ring on nothing (or on white where the format knows no transparency)."""
    gambar = Image.new("RGBA", ukuran, (0, 0, 0, 0) if mode in ("RGBA", "LA") else "white")
    ImageDraw.Draw(gambar).ellipse((5, 5, ukuran[0] - 5, ukuran[1] - 5), fill=warna, outline="#c99700", width=12)
    wadah = BytesIO()
    gambar.convert(mode).save(wadah, bentuk, **lain)
    return wadah.getvalue()


def create_logo(kantor: PerangkatDaerah, **gambar) -> Logo:
    """The office's logo, put there by its Admin."""
    return save_logo(kantor=kantor, isi=draw(**gambar), user=get_user("admin"))
