"""Totals and means in a published table: what a row that sums up others should print."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from collection.angka import NOL, format_angka, format_nilai, is_satuan_hitung
from collection.enums import Rumus
from measurement.capaian import compute_rerata, compute_serapan, round_persen
from measurement.nilai import Komponen
from measurement.periksa_tabel.sebab import BATAS_ATAS, Sebab, Tercetak, is_cocok

MAKS_ANGGOTA = 60
MAKS_TABEL = 500  # rows up to which a mean may be that of the whole table: each such row reads all others
_TOTAL = re.compile(
    r"\W*(?:sub\s*-?\s*|grand\s+)?(?:jumlah|total)"
    r"(?:\s+(?:keseluruhan|seluruhnya|umum|semua|akhir|anggaran|belanja|pagu|kabupaten|kota|provinsi|sasaran|capaian|program)"
    r"(?:\s+\S{1,3})?)?\W*",
    re.IGNORECASE,
)
"""A row that calls itself a total, and is not an indicator such as `Jumlah desa mandiri`: the whole name."""
_RERATA = re.compile(r"\b(?:rata\s*[-–]?\s*rata|rerata|mean|average)\b", re.IGNORECASE)


class Angka(NamedTuple):
    """What one row of the table came to: its own numbers, the figure computed and the one printed.

    `realisasi` has the `desimal` that it was printed with. `anggota` tells a row with a target or a realisasi, `induk`
    one that prints a figure without target and realisasi, `cocok` whether its printed figure follows.
    """

    target: Decimal | None = None
    realisasi: Decimal | None = None
    capaian: Decimal | None = None
    tercetak: Decimal | None = None
    anggota: bool = False
    induk: bool = False
    uang: bool = False
    satuan: str = ""
    desimal: int = 0
    rumus: Rumus | None = None
    komponen: Komponen | None = None
    cocok: bool = False


class Rataan(NamedTuple):
    """What the rows that a figure stands for come to (percent), how that is said, and why the print is another."""

    nilai: Decimal
    kalimat: str
    cocok: bool
    sebab: Sebab | None = None


def is_total(nama: str) -> bool:
    """Whether a row calls itself the total of others."""
    return bool(_TOTAL.fullmatch(nama))


def is_rekap(nama: str) -> bool:
    """Whether a row calls itself the total or the mean of others."""
    return is_total(nama) or bool(_RERATA.search(nama))


def find_rerata_anggota(semua: Sequence[Angka], tempat: int, nama: str, tercetak: Tercetak) -> Sebab | None:
    """Whether the row's figure is a mean, though its target and realisasi are sums of others or it is their total."""
    for arah in (-1, 1):
        anggota = _find_anggota(semua, tempat, arah)
        if not anggota and is_total(nama):
            anggota = list_sekitar(semua, tempat, arah)
        for rerata in (compute_rerata([a.tercetak for a in anggota]), compute_rerata([a.capaian for a in anggota])):
            if is_cocok(rerata.penuh, tercetak):
                letak = "di atasnya" if arah < 0 else "di bawahnya"
                kalimat = (
                    f"rata-rata persentase {rerata.dihitung} baris {letak} ({format_angka(rerata.nilai)}), "
                    "bukan jumlah realisasi dibagi jumlah target"
                )
                return Sebab("rerata_persentase", kalimat)
    return None


def find_rataan(semua: Sequence[Angka], tempat: int, nama: str, tercetak: Tercetak) -> Rataan | None:
    """What a row that prints a figure alone stands for: the mean of rows around it, of money their sums.

    None where nothing around it gives the figure and it does not call itself a mean or a total either.
    """
    calon = list(_list_kelompok(semua, tempat, 1 if is_rekap(nama) or not nama.strip() else 2))
    total = is_total(nama)
    for nilai in (_list_wajar, _list_keliru):
        for anggota in calon:
            for rataan in nilai(anggota, tercetak, _is_jumlah(anggota, total)):
                return rataan
    if not calon or not is_rekap(nama):
        return None
    return Rataan(*_compute_rataan(calon[0], _is_jumlah(calon[0], total)), cocok=False)


def list_sekitar(semua: Sequence[Angka], tempat: int, arah: int) -> Sequence[Angka]:
    """The rows above (-1) or below (1) that a row may stand for, up to the next such row or heading."""
    anggota = _walk(semua, tempat, arah, lewati_judul=False)
    return anggota if len(anggota) <= MAKS_ANGGOTA else []


def _is_jumlah(anggota: Sequence[Angka], total: bool) -> bool:
    """Money adds up; so do things of one kind, in a row that calls itself their total."""
    if all(a.uang for a in anggota):
        return True
    return total and is_satuan_hitung(anggota[0].satuan) and len({a.satuan.casefold() for a in anggota}) == 1


def _compute_rataan(anggota: Sequence[Angka], jumlah: bool) -> tuple[Decimal, str]:
    """What adds up is sum over sum; percentages are averaged."""
    if jumlah:
        serapan = compute_serapan([a.realisasi for a in anggota], [a.target for a in anggota])
        if serapan is not None:
            return serapan, f"Σ realisasi / Σ target {_write_banyak(anggota)} × 100 = {format_angka(serapan)}"
    rerata = compute_rerata([a.capaian for a in anggota])
    return rerata.nilai or NOL, f"rata-rata capaian {rerata.cakupan} baris = {format_angka(rerata.nilai)}"


def _list_wajar(anggota: Sequence[Angka], tercetak: Tercetak, jumlah: bool) -> Iterator[Rataan]:
    """The figure that the rows give: from their computed capaian, else from these as they are rightly rounded in print.

    What is answered is the mean that the printed figure is.
    """
    nilai, kalimat = _compute_rataan(anggota, jumlah)
    benar = all(a.cocok or a.capaian is None or a.tercetak is None for a in anggota)
    dari_cetak = compute_rerata([a.tercetak if benar else None for a in anggota])
    dari_hitungan = compute_rerata([a.capaian for a in anggota])
    if is_cocok(nilai, tercetak) or (not jumlah and is_cocok(dari_hitungan.penuh, tercetak)):
        yield Rataan(nilai, kalimat, cocok=True)
    elif not jumlah:
        bulat = compute_rerata([None if a.capaian is None else round_persen(a.capaian) for a in anggota])
        for kata, satu in (("angka yang tercetak", dari_cetak), ("capaian yang sudah dibulatkan", bulat)):
            if satu.nilai is not None and satu.dihitung > 1 and is_cocok(satu.penuh, tercetak):
                rinci = f"rata-rata {kata} {satu.cakupan} baris = {format_angka(satu.nilai)}"
                yield Rataan(satu.nilai, f"{rinci}; dari capaian tanpa pembulatan {format_angka(nilai)}", cocok=True)
                return


def _list_keliru(anggota: Sequence[Angka], tercetak: Tercetak, jumlah: bool) -> Iterator[Rataan]:
    """The figures of known habits: rows capped first, percentages of money averaged, none taken for 0, wrong print."""
    nilai, kalimat = _compute_rataan(anggota, jumlah)
    dibatasi = _find_batas(anggota, tercetak)
    dari_cetak = compute_rerata([a.tercetak for a in anggota])
    rerata = compute_rerata([a.capaian for a in anggota])
    dari_nol = compute_rerata([a.capaian or NOL for a in anggota])
    if jumlah and is_cocok(rerata.penuh, tercetak):
        kata = f"rata-rata persentase ({format_angka(rerata.nilai)}), bukan jumlah realisasi dibagi jumlah target"
        yield Rataan(nilai, kalimat, False, Sebab("rerata_persentase", kata))
    elif dibatasi:
        batas, rata = dibatasi
        kata = f"setiap baris dibatasi {format_nilai(batas)} sebelum dirata-rata ({format_angka(rata)})"
        yield Rataan(nilai, kalimat, False, Sebab("dibatasi", kata))
    elif is_cocok(dari_nol.penuh, tercetak):
        kata = f"baris tanpa nilai ikut dirata-rata sebagai 0 ({format_angka(dari_nol.nilai)})"
        yield Rataan(nilai, kalimat, False, Sebab("kosong_dihitung_nol", kata))
    elif not jumlah and dari_cetak.dihitung > 1 and is_cocok(dari_cetak.penuh, tercetak):
        salah = sum(1 for a in anggota if a.tercetak is not None and a.capaian is not None and not a.cocok)
        kata = f"rata-rata angka yang tercetak ({format_angka(dari_cetak.nilai)}), {salah} di antaranya tidak cocok"
        yield Rataan(nilai, kalimat, False, Sebab("rerata_tercetak", kata))


def _find_batas(anggota: Sequence[Angka], tercetak: Tercetak) -> tuple[Decimal, Decimal | None] | None:
    """The cap by which the mean of the rows is the printed one, and that mean; only a cap that changes a row."""
    for batas in BATAS_ATAS:
        if any(a.capaian is not None and a.capaian > batas for a in anggota):
            rerata = compute_rerata([None if a.capaian is None else min(a.capaian, batas) for a in anggota])
            if is_cocok(rerata.penuh, tercetak):
                return batas, rerata.nilai
    return None


def _write_banyak(anggota: Sequence[Angka]) -> str:
    """How many rows, and how many of them have a realisasi where some have none."""
    terisi = sum(1 for a in anggota if a.realisasi is not None)
    return f"{len(anggota)} baris" + ("" if terisi == len(anggota) else f" ({terisi} berisi realisasi)")


def _list_kelompok(semua: Sequence[Angka], tempat: int, minimal: int) -> Iterator[list[Angka]]:
    """The rows that a figure may stand for, `minimal` or more of them with a value.

    Above and below up to the next such figure or heading, then all, then the other figures that stand for rows.
    """
    for lewati_judul in (False, True):
        for arah in (-1, 1):
            anggota = _walk(semua, tempat, arah, lewati_judul)
            if _count_dihitung(anggota) >= minimal:
                yield anggota
    if len(semua) > MAKS_TABEL:
        return
    induk = [a._replace(capaian=a.tercetak) for n, a in enumerate(semua) if a.induk and n != tempat]
    for anggota in ([a for a in semua if a.anggota], induk):
        if _count_dihitung(anggota) > 1:
            yield anggota


def _count_dihitung(anggota: Sequence[Angka]) -> int:
    return sum(1 for a in anggota if a.capaian is not None)


def _walk(semua: Sequence[Angka], tempat: int, arah: int, lewati_judul: bool) -> list[Angka]:
    anggota: list[Angka] = []
    ujung = tempat + arah
    while 0 <= ujung < len(semua) and not semua[ujung].induk:
        if semua[ujung].anggota:
            anggota.append(semua[ujung])
        elif anggota and not lewati_judul:
            break
        ujung += arah
    return anggota


def _find_anggota(semua: Sequence[Angka], tempat: int, arah: int) -> Sequence[Angka]:
    """The unbroken run of neighbours, two or more, whose targets and realisasi add up to those of the row."""
    baris = semua[tempat]
    if not baris.target or baris.realisasi is None:
        return []
    target, realisasi = NOL, NOL
    anggota: list[Angka] = []
    ujung = tempat + arah
    while 0 <= ujung < len(semua) and len(anggota) < MAKS_ANGGOTA and target < baris.target:
        satu = semua[ujung]
        anggota.append(satu)
        target, realisasi = target + (satu.target or NOL), realisasi + (satu.realisasi or NOL)
        if len(anggota) > 1 and (target, realisasi) == (baris.target, baris.realisasi):
            return anggota
        ujung += arah
    return []
