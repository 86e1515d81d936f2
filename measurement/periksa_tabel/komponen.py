"""Pembilang and penyebut of a published table: of one row, and of a row that adds up others (sum over sum)."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal, localcontext
from typing import NamedTuple

from collection.angka import KONTEKS, NOL, format_angka, format_nilai, is_satuan_persen, round_angka
from collection.enums import Rumus
from measurement.capaian import compute_rerata
from measurement.nilai import SERATUS, Komponen, NilaiTarget, Rentang
from measurement.periksa_tabel import kolom
from measurement.periksa_tabel.anggota import MAKS_ANGGOTA, Angka, is_total, list_sekitar
from measurement.periksa_tabel.baca import Sel, Terbaca, read_bagian, read_sel
from measurement.periksa_tabel.sebab import Pasangan, Sebab, Tercetak, compute_persis, is_cocok
from measurement.periksa_tabel.token import ANGKA, Bacaan

PENGALI = (SERATUS, Decimal(1), Decimal(1000), Decimal(10_000), Decimal(100_000))
"""A percentage, a ratio, and the rates that statistics are given in; the one is taken that gives the printed value."""
_PER = re.compile(r"\bper\s*(1\.?000|10\.?000|100\.?000)(?![\d.]\d)", re.IGNORECASE)


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
    """The components that a row prints, and whether the row is computed from them.

    It is where they give the realisasi that stands beside them, or the unit says what they give. So it is where none
    stands there, and where the penyebut is 0: whatever is printed cannot come from these. A
    realisasi written as `0 dari 0` says so too.
    """
    bagian = [
        read_sel(baris.get(n, Sel("")), satuan="orang", inggris=inggris).pilihan
        for n in (kolom.PEMBILANG, kolom.PENYEBUT)
    ]
    if not all(bagian):
        tertulis = read_bagian(baris.get(kolom.REALISASI, Sel("")).teks, inggris)
        return (Komponen(*tertulis), True) if tertulis and not tertulis[1] else (None, False)
    pembilang, penyebut = (satu[0].nilai for satu in bagian)
    if isinstance(pembilang, Rentang) or isinstance(penyebut, Rentang):
        return None, False
    semua = list_komponen(Komponen(pembilang, penyebut), baris)
    if not penyebut:
        return semua[0], True
    cocok = next((satu for satu in semua if is_sama(satu, realisasi)), None)
    return cocok or semua[0], cocok is not None or realisasi.kosong or _find_pengali(baris) is not None


def list_komponen(komponen: Komponen, baris: Mapping[str, Sel]) -> list[Komponen]:
    """The same parts with every pengali, first that of the row's unit, else a percentage where none is named."""
    tersebut = _find_pengali(baris)
    lain = SERATUS if not baris.get(kolom.SATUAN, Sel("")).teks.strip() else Decimal(1)
    urutan = dict.fromkeys((lain if tersebut is None else tersebut, *PENGALI))
    return [Komponen(komponen.pembilang, komponen.penyebut, satu) for satu in urutan]


def list_bacaan(komponen: Komponen, baris: Mapping[str, Sel], kosong: bool) -> list[Bacaan]:
    """The realisasi that the parts give; where none is printed and no unit tells, with every pengali.

    Empty where the penyebut is 0.
    """
    if not komponen.penyebut:
        return []
    semua = list_komponen(komponen, baris) if kosong and _find_pengali(baris) is None else [komponen]
    return [build_realisasi(satu, pasti=satu is semua[0]) for satu in semua]


def fit_komponen(komponen: Komponen | None, realisasi: NilaiTarget) -> Komponen | None:
    """The parts with the pengali by which they give this very realisasi; as they are where none does."""
    if komponen is None:
        return None
    semua = [Komponen(komponen.pembilang, komponen.penyebut, satu) for satu in (komponen.pengali, *PENGALI)]
    return next((satu for satu in semua if satu.compute_nilai() == realisasi), komponen)


def _find_pengali(baris: Mapping[str, Sel]) -> Decimal | None:
    """What the row says of it: a percentage, `per 1.000 kelahiran`; None where it says nothing."""
    satuan, nama = (baris.get(satu, Sel("")).teks for satu in (kolom.SATUAN, kolom.INDIKATOR))
    per = _PER.search(satuan) or _PER.search(nama)
    if per:
        return Decimal(per[1].replace(".", ""))
    persen = is_satuan_persen(satuan) or "%" in baris.get(kolom.TARGET, Sel("")).teks
    return SERATUS if persen else None


def build_realisasi(komponen: Komponen, pasti: bool = True) -> Bacaan:
    """The realisasi that follows from its components, unrounded."""
    nilai = komponen.compute_nilai()
    cara = f"realisasi dihitung dari {_write(komponen)}"
    return Bacaan(nilai if nilai is not None else NOL, ANGKA, cara, desimal=2, pasti=pasti)


def find_total(semua: Sequence[Angka], tempat: int, nama: str) -> Total | None:
    """The rows that this one adds up: its components are their sums, or it calls itself their total without any."""
    baris = semua[tempat]
    for arah in (-1, 1):
        anggota: Sequence[Angka] = _find_jumlah(semua, tempat, arah) if baris.komponen else []
        if not baris.komponen and baris.realisasi is None and is_total(nama):
            anggota = list_sekitar(semua, tempat, arah)
        if len(anggota) > 1 and _is_terjumlah(anggota):
            return _build_total(baris, anggota)
    return None


def _is_terjumlah(anggota: Sequence[Angka]) -> bool:
    """Whether all rows have components of one unit, and any of them something to divide by."""
    sejenis = all(a.komponen and a.satuan == anggota[0].satuan for a in anggota)
    return sejenis and any(a.komponen and a.komponen.penyebut for a in anggota)


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
    bernilai = sum(1 for a in total.anggota if a.capaian is not None or a.realisasi is not None)
    baris = f"{kata} {bernilai or len(total.anggota)} baris ({format_angka(nilai)})"
    return Sebab("rerata_persentase", f"{baris}, bukan jumlah pembilang dibagi jumlah penyebut")


def is_sama(komponen: Komponen, realisasi: Terbaca) -> bool:
    """Whether the parts give the realisasi as it is written, rounded."""
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
