"""Finding a table in a sheet by its headers: in any order, under the names that offices give them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from collection.errors import BerkasError
from collection.services.lembar import Baris, Lembar

MAKS_BARIS_JUDUL = 20
KODE = "kode"
NAMA = "nama"

_TAHUN = re.compile(r"\b20\d\d\b")
_BUKAN_HURUF = re.compile(r"[^a-z0-9]+")

Kamus = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Tabel:
    """The rows under a header row, and in which column each field stands."""

    lembar: str
    kolom: dict[str, int]
    baris: list[Baris]


def normalize_teks(teks: object) -> str:
    """Letters and digits only, small: how headers and names are compared."""
    return _BUKAN_HURUF.sub("", str(teks).casefold())


def normalize_judul(teks: object) -> str:
    """A header without its year: "Target Tahun 2026" is the same column each year."""
    return normalize_teks(_TAHUN.sub("", str(teks)))


def _list_triwulan(angka: int, romawi: str) -> frozenset[str]:
    waktu = [f"{kata}{tanda}" for kata in ("tw", "triwulan", "tribulan") for tanda in (str(angka), romawi)]
    return frozenset([*waktu, *(f"target{w}" for w in waktu)])


KOLOM_TARGET: Kamus = {
    KODE: frozenset({"kode", "kodeindikator"}),
    NAMA: frozenset({"nama", "indikator", "namaindikator", "indikatorkinerja", "uraian"}),
    "tahunan": frozenset({"target", "tahunan", "targettahunan", "targettahun", "targetsetahun", "targetpk"}),
    "tw1": _list_triwulan(1, "i"),
    "tw2": _list_triwulan(2, "ii"),
    "tw3": _list_triwulan(3, "iii"),
    "tw4": _list_triwulan(4, "iv"),
}
KOLOM_PAGU: Kamus = {
    KODE: frozenset({"kode", "kodesubkegiatan", "koderekening"}),
    NAMA: frozenset({"nama", "subkegiatan", "namasubkegiatan", "uraian"}),
    "pagu": frozenset({"pagu", "pagurp", "paguanggaran", "anggaran", "anggaranrp"}),
}


def find_tabel(lembar: Lembar, kamus: Kamus) -> Tabel | None:
    """The sheet's table: the first row with a code column and one of values. None where there is none."""
    for tempat, baris in enumerate(lembar.baris[:MAKS_BARIS_JUDUL]):
        kolom = _match_judul(lembar, baris, kamus)
        if KODE in kolom and set(kolom) - {KODE, NAMA}:
            return Tabel(lembar.nama, kolom, [b for b in lembar.baris[tempat + 1 :] if _is_isi(b, kolom)])
    return None


def _is_isi(baris: Baris, kolom: dict[str, int]) -> bool:
    """Whether the row says more than a name: headings between the rows are passed over."""
    return any(nomor in baris.sel for nama, nomor in kolom.items() if nama != NAMA)


def _match_judul(lembar: Lembar, baris: Baris, kamus: Kamus) -> dict[str, int]:
    kolom: dict[str, int] = {}
    for nomor, sel in baris.sel.items():
        judul = normalize_judul(sel.nilai)
        for nama in (n for n, sinonim in kamus.items() if judul in sinonim):
            if nama in kolom and nama != NAMA:
                ganda = str(sel.nilai)[:40]
                raise BerkasError(f"Lembar “{lembar.nama}” memuat dua kolom “{ganda}”. Hapus salah satunya.")
            kolom.setdefault(nama, nomor)
    return kolom
