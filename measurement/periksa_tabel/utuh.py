"""Lines of a CSV that lost a cell or swallowed the next line: their figures stand under the wrong titles."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from collection.angka import round_angka
from collection.enums import Rumus
from measurement.periksa_tabel import kolom
from measurement.periksa_tabel.baca import Sel, read_sel
from measurement.periksa_tabel.sebab import TURUN, compute_persis

_ANGKA = re.compile(r"[-+]?(?:rp\.?\s*)?\d[\d.,]*\s*%?", re.IGNORECASE)


def is_bergeser(baris: Sequence[str], lebar: int, tempat: Mapping[str, int]) -> bool:
    """Whether a line of fewer cells than titles (`lebar`) lacks one in its middle.

    Empty ones at its end may be left out. It does where a name or a unit would be a number, or where its printed
    capaian follows only with the cell put back.
    """
    apa_adanya = _insert(baris, lebar, len(baris))
    lain = [_insert(baris, lebar, n) for n in range(len(baris))]
    if _is_salah_jenis(apa_adanya, tempat):
        return any(not _is_salah_jenis(satu, tempat) for satu in lain)
    return not _is_cocok(apa_adanya, tempat) and any(_is_cocok(satu, tempat) for satu in lain)


def has_tertelan(sel: str, pemisah: str) -> bool:
    """Whether a cell of several lines holds another line of the table: its quotation mark was never closed."""
    return "\n" in sel and any(
        sum(1 for bagian in satu.split(pemisah) if _is_angka(bagian)) > 1 for satu in sel.splitlines()
    )


def _insert(baris: Sequence[str], lebar: int, tempat: int) -> list[str]:
    return [*baris[:tempat], *[""] * (lebar - len(baris)), *baris[tempat:]]


def _is_angka(sel: str) -> bool:
    return bool(_ANGKA.fullmatch(sel.strip()))


def _is_salah_jenis(baris: Sequence[str], tempat: Mapping[str, int]) -> bool:
    return any(_is_angka(baris[tempat[nama]]) for nama in (kolom.INDIKATOR, kolom.SATUAN) if nama in tempat)


def _is_cocok(baris: Sequence[str], tempat: Mapping[str, int]) -> bool:
    """Whether target, realisasi and printed capaian stand there and agree, in either direction."""
    if not all(nama in tempat and _is_angka(baris[tempat[nama]]) for nama in kolom.ANGKA):
        return False
    semua = [read_sel(Sel(baris[tempat[nama]]), satuan="%", inggris=False).pilihan for nama in kolom.ANGKA]
    return any(
        _is_hasil(t.nilai, r.nilai, c.nilai, c.desimal) for t in semua[0] for r in semua[1] for c in semua[2]
    )  # fmt: skip


def _is_hasil(target: object, realisasi: object, tercetak: object, desimal: int) -> bool:
    if not (isinstance(target, Decimal) and isinstance(realisasi, Decimal) and isinstance(tercetak, Decimal)):
        return False
    semua = (compute_persis(rumus, target, realisasi) for rumus in (Rumus.MAKS, *TURUN))
    return any(satu is not None and round_angka(satu, desimal) == tercetak for satu in semua)
