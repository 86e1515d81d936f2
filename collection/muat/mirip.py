"""Codes that are nearly one of the office's own: other letters, dashes or zeros, or a number that Excel made of one."""

import re
from collections.abc import Iterable

from collection.muat.bahan import Bahan, Pembaca
from collection.services.kolom import KODE, read_teks

MUNGKIN = " Mungkin maksudnya “{}”."
BARU_MIRIP = (
    "Baris {}: kode “{}” belum ada, jadi ditambahkan sebagai indikator baru. Bila maksudnya “{}” yang sudah ada, "
    "samakan kodenya."
)
KODE_ANGKA = (
    "Baris {}, kolom {}: kode “{}” tersimpan sebagai angka, dan Excel membuang nol di belakang koma. Bila maksudnya "
    "“{}0”, ubah format selnya menjadi Teks (Text), lalu ketik ulang."
)
_BAGIAN = re.compile(r"[a-z]+|\d+")


def find_mirip(bahan: Bahan, jenis: str, semua: Iterable[str], kode: str) -> str:
    """The code of that kind with the same words and numbers (`iku 1` for `IKU-01`); empty where none or the same."""
    if jenis not in bahan.mirip:
        bahan.mirip[jenis] = {}
        for satu in semua:
            bahan.mirip[jenis].setdefault(_split(satu), satu)
    dekat = bahan.mirip[jenis].get(_split(kode), "")
    return dekat if dekat != kode else ""


def tell_mirip(bahan: Bahan, jenis: str, semua: Iterable[str], kode: str) -> str:
    """That code as the end of a refusal; empty where there is none."""
    dekat = find_mirip(bahan, jenis, semua, kode)
    return MUNGKIN.format(dekat) if dekat else ""


def warn_kode(bahan: Bahan, pembaca: Pembaca, jenis: str, semua: Iterable[str] = ()) -> list[str]:
    """What is odd about the code of a row that is new: nearly another's, or a number with a fraction."""
    sel, nomor = pembaca.get_sel(KODE), pembaca.baris.nomor
    kode = read_teks(sel)
    dekat = find_mirip(bahan, jenis, semua, kode)
    hasil = [BARU_MIRIP.format(nomor, kode, dekat)] if dekat else []
    if sel is not None and isinstance(sel.nilai, float):
        hasil.append(KODE_ANGKA.format(nomor, pembaca.get_huruf(KODE), kode, kode))
    return hasil


def _split(kode: str) -> tuple[str, ...]:
    """Its words and numbers, without case and leading zeros."""
    return tuple(satu.lstrip("0") or "0" for satu in _BAGIAN.findall(kode.casefold()))
