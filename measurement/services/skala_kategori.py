"""Scales of categories to begin a Metodologi from, as data (fixtures/skala_kategori.toml)."""

import functools
import tomllib
from dataclasses import dataclass
from decimal import Decimal

from django.conf import settings

from measurement.capaian import Pita
from measurement.ketentuan import Skala

BERKAS = settings.BASE_DIR / "fixtures" / "skala_kategori.toml"


@dataclass(frozen=True)
class SkalaKategori:
    """One scale in use. `dasar` is empty where reports use it without a regulation that lays it down."""

    kode: str
    nama: str
    dasar: str
    sumber: str
    skala: Skala


@functools.cache
def list_skala() -> tuple[SkalaKategori, ...]:
    """All of them, the usual one first; read once for each process."""
    semua = tomllib.loads(BERKAS.read_text(encoding="utf-8"))["skala"]
    return tuple(
        SkalaKategori(s["kode"], s["nama"], s["dasar"], s["sumber"], tuple(_read_pita(p) for p in s["pita"]))
        for s in semua
    )


def find_skala(kode: str) -> SkalaKategori | None:
    """The scale of that code."""
    return next((satu for satu in list_skala() if satu.kode == kode), None)


def _read_pita(isi: dict) -> tuple[Pita, int]:
    batas = None if "batas" not in isi else Decimal(isi["batas"])
    return Pita(batas, isi["label"], not isi.get("lebih", False)), isi["tingkat"]
