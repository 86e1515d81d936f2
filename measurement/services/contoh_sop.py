"""The SOP that a demo office runs under."""

from django.conf import settings

from collection.models import PerangkatDaerah
from collection.services.contoh_rencana import read_toml

SOP_CONTOH = settings.BASE_DIR / "fixtures" / "sop" / "dispermades_pengukuran.toml"


def read_sop_contoh(kantor: PerangkatDaerah) -> str:
    """The office's own SOP; one that published none borrows the steps, and says so where the lender is named."""
    teks = SOP_CONTOH.read_text(encoding="utf-8")
    for semula, menjadi in read_toml(f"contoh/{kantor.singkatan}.toml").get("sop_ganti", []):
        teks = teks.replace(semula, menjadi)
    return teks
