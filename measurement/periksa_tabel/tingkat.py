"""Rows of several levels in one published table: programs over their kegiatan, told by sums and by nothing else."""

from collections.abc import Sequence

from collection.angka import NOL
from measurement.periksa_tabel.anggota import MAKS_ANGGOTA, Angka


def list_tingkat(semua: Sequence[Angka], tempat: int) -> list[list[Angka]]:
    """The rows above that stand under none of the others, and those with none under them.

    Empty where no row above is the sum of those that follow it, or where the row has numbers of its own that neither
    adds up to.
    """
    atas = [a for a in semua[max(0, tempat - 2 * MAKS_ANGGOTA) : tempat] if a.anggota and not a.ringkas]
    akhir = _find_akhir(atas)
    if all(ujung <= n + 2 for n, ujung in enumerate(akhir)):  # a single row below may be any row of equal numbers
        return []
    puncak, n = [], 0
    while n < len(atas):
        puncak.append(atas[n])
        n = akhir[n]
    dasar = [a for n, a in enumerate(atas) if akhir[n] == n + 1]
    return [satu for satu in (puncak, dasar) if len(satu) > 1 and _is_terjumlah(semua[tempat], satu)]


def _find_akhir(baris: Sequence[Angka]) -> list[int]:
    """For each row where what stands under it ends: the next place where nothing does."""
    akhir = [n + 1 for n in range(len(baris))]
    for n in reversed(range(len(baris))):
        milik = baris[n]
        target = realisasi = NOL
        ujung = n + 1
        while milik.target and milik.realisasi is not None and ujung < len(baris) and target < milik.target:
            target += baris[ujung].target or NOL
            realisasi += baris[ujung].realisasi or NOL
            ujung = akhir[ujung]
            if (target, realisasi) == (milik.target, milik.realisasi):
                akhir[n] = ujung
    return akhir


def _is_terjumlah(baris: Angka, anggota: Sequence[Angka]) -> bool:
    """Whether the rows add up to the row; one without numbers of its own is held to nothing."""
    if baris.target is None and baris.realisasi is None:
        return True
    target = sum((a.target or NOL for a in anggota), NOL)
    realisasi = sum((a.realisasi or NOL for a in anggota), NOL)
    return (target, realisasi) == (baris.target, baris.realisasi)
