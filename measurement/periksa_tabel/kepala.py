"""Where the header of a published table is: below title lines, in one line or in two."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from measurement.periksa_tabel import kolom

MAKS_BARIS_JUDUL = 20
BERNAMA = (kolom.SASARAN, kolom.INDIKATOR, kolom.SATUAN, kolom.ARAH)
_TAHUN = re.compile(r"(?:19|20)\d\d")
_ANGKA = re.compile(r"[\d.,\s]*\d[\d.,\s]*%?")


class Kepala(NamedTuple):
    """The title of each column, what stands above it ("Tahun 2023"), where it begins and where the rows begin."""

    judul: list[str]
    grup: list[str]
    nomor: int
    awal: int


def find_kepala(baris: Sequence[Sequence[str]]) -> Kepala | None:
    """The header among the first lines, two lines made one; None where no line names target and realisasi."""
    for n, isi in enumerate(baris[:MAKS_BARIS_JUDUL]):
        atas = baris[n - 1] if n and _count_isi(baris[n - 1]) > 1 else []
        bawah = baris[n + 1] if n + 1 < len(baris) else []
        if kolom.has_angka(isi):
            return _join_bawah(isi, atas, bawah, n)
    return None


def list_judul(kepala: Kepala) -> list[str]:
    """The titles as they are handed on: of two columns of one name each has its group before it."""
    return [
        f"{grup} {judul}".strip() if kepala.judul.count(judul) > 1 and grup != judul else judul
        for judul, grup in zip(kepala.judul, kepala.grup, strict=True)
    ]


def _join_bawah(isi: Sequence[str], atas: Sequence[str], bawah: Sequence[str], n: int) -> Kepala:
    """With the second line, where the line below the names holds years or the names of numeric columns only."""
    panjang, isi = len(isi), [satu.strip() for satu in isi]
    bawah = [satu.strip() for satu in [*bawah, *[""] * len(isi)][: max(len(isi), len(bawah))]]
    isi += [""] * (len(bawah) - len(isi))
    terisi = [satu for satu in bawah if satu]
    if len(terisi) > 1 and all(_TAHUN.fullmatch(satu) for satu in terisi):
        induk = _carry(isi)
        judul = [f"{induk[i]} {satu}" if satu else isi[i] for i, satu in enumerate(bawah)]
        return Kepala(judul, _carry_atas(atas, judul), n, n + 2)
    if _is_judul_kedua(isi, bawah):
        judul = [satu if not isi[i] or kolom.is_judul_angka(satu) else isi[i] for i, satu in enumerate(bawah)]
        if kolom.has_angka(judul):
            return Kepala(judul, _carry(isi), n, n + 2)
    judul = [satu or (atas[i].strip() if i < len(atas) else "") for i, satu in enumerate(isi[:panjang])]
    return Kepala(judul, _carry_atas(atas, judul), n, n + 1)


def _is_judul_kedua(isi: Sequence[str], bawah: Sequence[str]) -> bool:
    """Whether the line below has no indicator and no number, but the name of a numeric column ("%")."""
    tempat = kolom.match_kolom(isi).tempat
    milik = [bawah[tempat[nama]] for nama in BERNAMA if nama in tempat]
    terisi = [satu for satu in bawah if satu]
    angka = any(_ANGKA.fullmatch(satu) and not _TAHUN.fullmatch(satu) for satu in terisi)
    return not any(milik) and not angka and any(kolom.is_judul_angka(satu) for satu in terisi)


def _carry_atas(atas: Sequence[str], judul: Sequence[str]) -> list[str]:
    lengkap = [*atas, *[""] * len(judul)][: len(judul)]
    return _carry([satu.strip() for satu in lengkap])


def _carry(baris: Sequence[str]) -> list[str]:
    """A title merged over several columns stands in the first of them."""
    terakhir, hasil = "", []
    for satu in baris:
        terakhir = satu or terakhir
        hasil.append(terakhir)
    return hasil


def _count_isi(baris: Sequence[str]) -> int:
    return sum(1 for satu in baris if satu.strip())
