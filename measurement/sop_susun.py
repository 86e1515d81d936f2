"""Rows of a draft added, moved and taken away; what a return points at follows its step."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from collection.errors import IsianError
from measurement.sop_draf import (
    MAKS_LANGKAH,
    MAKS_TINDAKAN,
    Draf,
    DrafLangkah,
    DrafTindakan,
    parse_tujuan,
    write_tujuan,
)

KOSONG = 0
"""Stands for a blank step where steps are told by their old numbers."""


def change(draf: Draf, kerja: str) -> Draf:
    """The draft after one change of its rows, e.g. "naik-3": steps and acts are counted from 1.

    naik, turun, hapus, sisip (a blank step after it; sisip-0 at the beginning) take a step; tambah (a blank act) takes
    a step; lepas takes a step and an act. Raises IsianError for anything else, and where there is no room.
    """
    cocok = re.fullmatch(r"(naik|turun|hapus|sisip|tambah|lepas)-([0-9]{1,3})(?:-([0-9]{1,3}))?", kerja)
    ada = len(draf.langkah)
    nomor = int(cocok[2]) if cocok else -1
    if cocok is None or not (0 if cocok[1] == "sisip" else 1) <= nomor <= ada:
        raise IsianError("Baris itu tidak ada lagi. Periksa draf, lalu ulangi.")
    if cocok[1] == "sisip" and ada >= MAKS_LANGKAH:
        raise IsianError(f"Satu SOP paling banyak {MAKS_LANGKAH} langkah.")
    if cocok[1] in ("tambah", "lepas"):
        return _change_tindakan(draf, nomor, int(cocok[3] or 0))
    return _arrange(draf, _URUTKAN[cocok[1]](list(range(1, ada + 1)), nomor))


def _swap(urutan: list[int], nomor: int) -> list[int]:
    """The step and the one before it change places; the first stays."""
    if 1 < nomor <= len(urutan):
        urutan[nomor - 2 : nomor] = urutan[nomor - 1], urutan[nomor - 2]
    return urutan


_URUTKAN: dict[str, Callable[[list[int], int], list[int]]] = {
    "naik": _swap,
    "turun": lambda urutan, nomor: _swap(urutan, nomor + 1),
    "hapus": lambda urutan, nomor: [satu for satu in urutan if satu != nomor],
    "sisip": lambda urutan, nomor: [*urutan[:nomor], KOSONG, *urutan[nomor:]],
}


def _arrange(draf: Draf, urutan: Sequence[int]) -> Draf:
    """The steps in this order of old numbers (0: a blank one), return targets renumbered.

    A target whose step was taken away is taken away too: any number left there would name another step.
    """
    baru = {lama: n for n, lama in enumerate(urutan, 1) if lama}
    hilang = set(range(1, len(draf.langkah) + 1)) - set(baru)

    def renumber(tindakan: DrafTindakan) -> DrafTindakan:
        tujuan = parse_tujuan(tindakan.kembali_ke)
        if not tujuan:
            return tindakan
        return replace(tindakan, kembali_ke=write_tujuan([baru.get(n, n) for n in tujuan if n not in hilang]))

    kosong = DrafLangkah(tindakan=(DrafTindakan(),))
    langkah = (draf.langkah[lama - 1] if lama else kosong for lama in urutan)
    return replace(
        draf, langkah=tuple(replace(satu, tindakan=tuple(map(renumber, satu.tindakan))) for satu in langkah)
    )


def _change_tindakan(draf: Draf, nomor: int, ke: int) -> Draf:
    langkah = draf.langkah[nomor - 1]
    if ke == 0 and sum(len(satu.tindakan) for satu in draf.langkah) >= MAKS_TINDAKAN:
        raise IsianError(f"Satu SOP paling banyak {MAKS_TINDAKAN} tindakan.")
    tindakan = langkah.tindakan
    baru = (*tindakan[: ke - 1], *tindakan[ke:]) if ke else (*tindakan, DrafTindakan())
    semua = [*draf.langkah]
    semua[nomor - 1] = replace(langkah, tindakan=baru)
    return replace(draf, langkah=tuple(semua))
