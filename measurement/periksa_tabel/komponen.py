"""Pembilang and penyebut of a published table: of one row, and of a row that adds up others (sum over sum)."""

from collections.abc import Mapping, Sequence
from decimal import Decimal, localcontext
from typing import NamedTuple

from collection.angka import KONTEKS, NOL, format_angka, format_nilai, round_angka
from collection.enums import Rumus
from measurement.capaian import compute_rerata
from measurement.nilai import SERATUS, Komponen, Rentang
from measurement.periksa_tabel import kolom
from measurement.periksa_tabel.baca import Sel, Terbaca, read_sel
from measurement.periksa_tabel.kelompok import MAKS_ANGGOTA, Angka, is_total, list_sekitar
from measurement.periksa_tabel.sebab import Pasangan, Sebab, Tercetak, compute_persis, is_cocok
from measurement.periksa_tabel.token import ANGKA, Bacaan

PENGALI = (SERATUS, Decimal(1), Decimal(1000), Decimal(10_000), Decimal(100_000))
"""A percentage, a ratio, and the rates that statistics are given in; the one is taken that gives the printed value."""


class Total(NamedTuple):
    """A row for the rows `anggota`: their components added up, and what these make of it."""

    anggota: Sequence[Angka]
    komponen: Komponen
    pasangan: Pasangan

    @property
    def kalimat(self) -> str:
        """`Σ pembilang / Σ penyebut 2 baris: 100 / 120 × 100 = 83,33.`"""
        nilai = self.pasangan.realisasi.nilai
        hasil = format_angka(nilai) if isinstance(nilai, Decimal) else ""
        return f"Σ pembilang / Σ penyebut {len(self.anggota)} baris: {_write(self.komponen)} = {hasil}."


def read_komponen(baris: Mapping[str, Sel], realisasi: Terbaca, inggris: bool) -> tuple[Komponen | None, bool]:
    """The components that a row prints, and whether they give the realisasi that stands beside them."""
    bagian = [
        read_sel(baris.get(n, Sel("")), satuan="orang", inggris=inggris).pilihan
        for n in (kolom.PEMBILANG, kolom.PENYEBUT)
    ]
    if not all(bagian):
        return None, False
    pembilang, penyebut = (satu[0].nilai for satu in bagian)
    if isinstance(pembilang, Rentang) or isinstance(penyebut, Rentang) or not penyebut:
        return None, False
    semua = [Komponen(pembilang, penyebut, pengali) for pengali in PENGALI]
    cocok = next((satu for satu in semua if _is_sama(satu, realisasi)), None)
    return cocok or semua[0], cocok is not None or realisasi.kosong


def build_realisasi(komponen: Komponen) -> Bacaan:
    """The realisasi that follows from its components, unrounded."""
    nilai = komponen.compute_nilai()
    return Bacaan(nilai if nilai is not None else NOL, ANGKA, f"realisasi dihitung dari {_write(komponen)}", desimal=2)


def find_total(semua: Sequence[Angka], tempat: int, nama: str) -> Total | None:
    """The rows that this one adds up: its components are their sums, or it calls itself their total without any."""
    baris = semua[tempat]
    for arah in (-1, 1):
        anggota: Sequence[Angka] = _find_jumlah(semua, tempat, arah) if baris.komponen else []
        if not baris.komponen and baris.realisasi is None and is_total(nama):
            anggota = list_sekitar(semua, tempat, arah)
        if len(anggota) > 1 and all(a.komponen and a.satuan == anggota[0].satuan for a in anggota):
            return _build_total(baris, anggota)
    return None


def find_rerata_total(total: Total, tercetak: Tercetak) -> Sebab | None:
    """Whether what is printed is a mean of the rows, in one of the ways to take it."""
    rumus, target, _ = total.pasangan
    bagian = compute_rerata([a.realisasi for a in total.anggota], desimal=6).nilai
    dari = ([a.tercetak for a in total.anggota], [a.capaian for a in total.anggota])
    calon = [compute_rerata(satu, desimal=6).nilai for satu in dari]
    calon.append(None if bagian is None else compute_persis(rumus, target.nilai, bagian))
    for nilai in calon:
        if is_cocok(nilai, tercetak):
            return _build_sebab("rata-rata persentase", total, nilai)
    return None


def find_rerata_realisasi(total: Total, baris: Angka) -> Sebab | None:
    """Whether the realisasi that the row prints is the mean of its rows, where sum over sum is another."""
    rerata = compute_rerata([a.realisasi for a in total.anggota], desimal=6).nilai
    if rerata is None or baris.realisasi is None or round_angka(rerata, baris.desimal) != baris.realisasi:
        return None
    return _build_sebab("realisasinya rata-rata persentase", total, rerata)


def _build_sebab(kata: str, total: Total, nilai: Decimal | None) -> Sebab:
    baris = f"{kata} {len(total.anggota)} baris ({format_angka(nilai)})"
    return Sebab("rerata_persentase", f"{baris}, bukan jumlah pembilang dibagi jumlah penyebut")


def _is_sama(komponen: Komponen, realisasi: Terbaca) -> bool:
    nilai = komponen.compute_nilai()
    return nilai is not None and any(
        isinstance(b.nilai, Decimal) and round_angka(nilai, b.desimal) == b.nilai for b in realisasi.pilihan
    )


def _find_jumlah(semua: Sequence[Angka], tempat: int, arah: int) -> list[Angka]:
    """The run of rows, two or more, whose components add up to those of the row."""
    milik = semua[tempat].komponen
    pembilang = penyebut = NOL
    anggota: list[Angka] = []
    ujung = tempat + arah
    while milik and 0 <= ujung < len(semua) and len(anggota) < MAKS_ANGGOTA:
        satu = semua[ujung].komponen
        if satu and satu.pembilang is not None and satu.penyebut is not None:
            anggota.append(semua[ujung])
            pembilang, penyebut = pembilang + satu.pembilang, penyebut + satu.penyebut
            if len(anggota) > 1 and (pembilang, penyebut) == (milik.pembilang, milik.penyebut):
                return anggota
        ujung += arah
    return []


def _build_total(baris: Angka, anggota: Sequence[Angka]) -> Total:
    """Sum over sum, held against the row's own target, else against the targets weighted by their penyebut."""
    semua = [a.komponen for a in anggota if a.komponen]
    with localcontext(KONTEKS):
        pembilang = sum((k.pembilang or NOL for k in semua), NOL)
        penyebut = sum((k.penyebut or NOL for k in semua), NOL)
    komponen = Komponen(pembilang, penyebut, semua[0].pengali)
    rumus = {a.rumus for a in anggota if a.rumus}
    patokan = baris.target if baris.target is not None else _weigh_target(anggota, penyebut)
    pasangan = Pasangan(
        rumus.pop() if len(rumus) == 1 and patokan is not None else Rumus.MAKS,
        Bacaan(SERATUS if patokan is None else patokan),
        build_realisasi(komponen),
    )
    return Total(anggota, komponen, pasangan)


def _weigh_target(anggota: Sequence[Angka], penyebut: Decimal) -> Decimal | None:
    """The target that the rows have together; None where one has none."""
    target = [(a.target, a.komponen.penyebut or NOL) for a in anggota if a.target is not None and a.komponen]
    if len(target) < len(anggota):
        return None
    if len({satu for satu, _ in target}) == 1:
        return target[0][0]
    with localcontext(KONTEKS):
        return sum((satu * berat for satu, berat in target), NOL) / penyebut


def _write(komponen: Komponen) -> str:
    kali = "" if komponen.pengali == 1 else f" × {format_nilai(komponen.pengali)}"
    return f"{format_nilai(komponen.pembilang)} / {format_nilai(komponen.penyebut)}{kali}"
