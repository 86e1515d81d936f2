"""A row Jumlah of money whose own numbers are not the sums of its rows, though its percentage follows from them."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from collection.angka import NOL, format_nilai
from measurement.periksa_tabel.anggota import Angka, list_jumlah_baris, list_sekitar
from measurement.periksa_tabel.tingkat import list_tingkat
from measurement.periksa_tabel.verdict import KATA_JUMLAH, Verdict, join


def note_jumlah(verdict: Verdict, angka: Sequence[Angka], tempat: int) -> Verdict:
    """The verdict, with a sentence where one of the two is the sum of the rows above or below and the other is not.

    Where neither is, nobody knows which rows it adds up.
    """
    satu = angka[tempat]
    if not (satu.total and satu.uang) or satu.target is None or satu.realisasi is None:
        return verdict
    if any(True for _ in list_jumlah_baris(angka, tempat)):
        return verdict
    for anggota in _list_anggota(angka, tempat):
        target, realisasi = _sum(a.target for a in anggota), _sum(a.realisasi for a in anggota)
        cocok = (target == satu.target, realisasi == satu.realisasi)
        if cocok == (True, True):
            return verdict
        if any(cocok):
            nama, milik, semestinya = (
                ("Realisasi", satu.realisasi, realisasi) if cocok[0] else ("Target", satu.target, target)
            )
            kata = f"{nama} {format_nilai(milik)} {KATA_JUMLAH} ({len(anggota)} baris: {format_nilai(semestinya)})."
            return replace(verdict, penjelasan=join(verdict.penjelasan, kata))
    return verdict


def _list_anggota(angka: Sequence[Angka], tempat: int) -> list[Sequence[Angka]]:
    """The rows that it may add up, those of one level first; its own numbers are not asked."""
    tanpa = [*angka[:tempat], Angka()]
    calon = [*list_tingkat(tanpa, tempat), list_sekitar(angka, tempat, -1), list_sekitar(angka, tempat, 1)]
    return [semua for semua in calon if len(semua) > 1]


def _sum(nilai: Iterable[Decimal | None]) -> Decimal:
    return sum((satu for satu in nilai if satu is not None), NOL)
