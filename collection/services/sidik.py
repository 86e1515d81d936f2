"""Whether what a page showed is still so: a fingerprint that the form carries, and the refusal where it is not."""

import hashlib
import json
from collections.abc import Iterable
from decimal import Decimal

from django.db import models

from collection.errors import BentrokError

BERUBAH = (
    "Orang lain menyimpan bagian ini sesudah Anda membukanya. Muat ulang halamannya, lihat isinya yang sekarang, "
    "lalu isikan lagi perubahan Anda."
)


def compute_sidik_objek(objek: models.Model, kolom: Iterable[str], *lain: str) -> str:
    """Fingerprint of these columns of a row, and of whatever else is given with it."""
    return compute_sidik_teks([_write(getattr(objek, nama)) for nama in kolom] + list(lain))


def compute_sidik_teks(isi: Iterable[str]) -> str:
    """Fingerprint of a list of texts."""
    return hashlib.sha256(json.dumps(list(isi)).encode()).hexdigest()[:32]


def _write(nilai: object) -> str:
    """Numbers alike on both databases."""
    return f"{nilai.normalize():f}" if isinstance(nilai, Decimal) else str(nilai)


def check_versi(dilihat: str, kini: str) -> None:
    """Raises BentrokError unless the page showed what is stored now."""
    if dilihat != kini:
        raise BentrokError(BERUBAH)
