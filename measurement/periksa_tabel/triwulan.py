"""Tables with a realisasi for each triwulan and none for the year: which of them a row is checked by, and how said."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from collection.angka import NOL, format_nilai, round_angka
from collection.enums import Konsolidasi
from measurement.konsolidasi import consolidate
from measurement.nilai import NilaiTarget, Rentang
from measurement.periksa_tabel import kolom
from measurement.periksa_tabel.baca import DESIMAL_CETAK, Sel, read_sel
from measurement.periksa_tabel.judul import (
    SETAHUN,
    find_periode,
    find_tahun,
    is_kumulatif,
    measure_judul,
    normalize_judul,
)

_KOSONG = Sel("")
TANPA_KONSOLIDASI = "Cara menggabungkan triwulan tidak disebut; angka tercetak mengikuti ini:"
_JUDUL = {"konsolidasi", "agregasi", "akumulasi", "jeniskonsolidasi", "metodekonsolidasi", "carakonsolidasi"}
_KATA: dict[Konsolidasi, set[str]] = {
    Konsolidasi.JUMLAH: {"jumlah", "sum", "total", "kumulatif", "akumulasi", "penjumlahan"},
    Konsolidasi.AKHIR: {"akhir", "terakhir", "last", "posisiakhir", "posisiterakhir", "nilaiakhir"},
    Konsolidasi.RATA_RATA: {"ratarata", "rata", "rerata", "average", "mean"},
    Konsolidasi.MAKSIMUM: {"maksimum", "maks", "max", "tertinggi", "nilaitertinggi"},
    Konsolidasi.RASIO: {"rasio", "ratio"},
}


class Triwulan(NamedTuple):
    """Period (the month by whose end it ends) to column; `target`, `capaian` also those of the year (SETAHUN)."""

    target: Mapping[int, int]
    realisasi: Mapping[int, int]
    capaian: Mapping[int, int]
    konsolidasi: int | None
    kumulatif: bool

    @property
    def periode(self) -> list[int]:
        """In order."""
        return sorted(self.realisasi)


class Pilihan(NamedTuple):
    """The cells that a row may be checked by, and the sentence that says where they come from."""

    sel: Mapping[str, Sel]
    kalimat: str


def find_triwulan(judul: Sequence[str], grup: Sequence[str]) -> Triwulan | None:
    """The columns; None where the table has a realisasi of the year, one triwulan only, or two columns for one."""
    letak: dict[str, dict[int, int]] = {nama: {} for nama in kolom.ANGKA}
    konsolidasi = None
    induk = [*grup, *[""] * len(judul)]
    for n, satu in enumerate(judul):
        if normalize_judul(satu) in _JUDUL:
            konsolidasi = n
            continue
        nama = _find_nama(satu)
        periode = find_periode(satu) or find_periode(induk[n]) or SETAHUN
        if nama and periode in letak[nama]:
            return None
        if nama:
            letak[nama][periode] = n
    target, realisasi, capaian = (letak[nama] for nama in kolom.ANGKA)
    tahun = {find_tahun(satu) or find_tahun(atas) for satu, atas in zip(judul, induk, strict=False)} - {0}
    if len(capaian) == 1:  # the only one is that of the table: s.d. TW III against the target of the year, too
        capaian = {SETAHUN: next(iter(capaian.values()))}
    sendiri = set(capaian) - {SETAHUN}
    sepadan = SETAHUN in capaian or not capaian or sendiri == set(realisasi)
    if SETAHUN in realisasi or len(realisasi) < 2 or not target or len(tahun) > 1 or not sepadan:
        return None
    kumulatif = any(is_kumulatif(f"{induk[n]} {judul[n]}") for n in realisasi.values())
    return Triwulan(target, realisasi, capaian, konsolidasi, kumulatif)


def list_pilihan(tabel: Triwulan, judul: Sequence[str], get: Callable[[int], Sel], satuan: str) -> list[Pilihan]:
    """What a row may be checked by: its konsolidasi, else the last triwulan with a realisasi; likeliest first.

    Against the target up to that triwulan, and that of the year: a table seldom says which its capaian is held to.
    `get` gives the row's cell of a column.
    """
    terisi = [p for p in tabel.periode if _is_terisi(get(tabel.realisasi[p]), satuan)]
    cara = read_konsolidasi(get(tabel.konsolidasi).teks) if tabel.konsolidasi is not None else None
    if terisi and cara not in (None, Konsolidasi.AKHIR, Konsolidasi.RASIO) and not tabel.kumulatif:
        gabungan = _list_gabungan(tabel, cara or Konsolidasi.AKHIR, get, satuan, terisi)
        if gabungan:
            return gabungan
    terakhir = terisi[-1] if terisi else tabel.periode[-1]
    sel = {kolom.REALISASI: get(tabel.realisasi[terakhir])} | _get_capaian(tabel, terakhir, get)
    patokan = [p for p in (terakhir, SETAHUN) if p in tabel.target and _is_terisi(get(tabel.target[p]), satuan)]
    if SETAHUN not in tabel.capaian and terakhir in patokan:
        patokan = [terakhir]
    asal = f"konsolidasi {cara.label.lower()}" if cara else "triwulan terakhir yang berisi realisasi"
    dugaan = [] if cara or tabel.kumulatif or len(terisi) < 2 else _list_dugaan(tabel, get, satuan, terisi)
    utama = [
        Pilihan(
            sel | {kolom.TARGET: get(tabel.target[p])},
            f"Kolom yang dipakai ({asal}): {_name(judul, tabel.realisasi[terakhir])} terhadap "
            f"{_name(judul, tabel.target[p])}." if terisi else "",
        )
        for p in patokan
    ]  # fmt: skip
    return [*utama, *dugaan] or [Pilihan(sel, "")]


def _list_dugaan(
    tabel: Triwulan, get: Callable[[int], Sel], satuan: str, terisi: Sequence[int]
) -> list[Pilihan]:  # fmt: skip
    """What else a table that names no konsolidasi may have printed: the sum, then the mean of its triwulan."""
    semua = [
        satu for cara in (Konsolidasi.JUMLAH, Konsolidasi.RATA_RATA)
        for satu in _list_gabungan(tabel, cara, get, satuan, terisi)
    ]  # fmt: skip
    return [satu._replace(kalimat=f"{TANPA_KONSOLIDASI} {satu.kalimat}") for satu in semua]


def read_konsolidasi(teks: str) -> Konsolidasi | None:
    """What a cell of the column konsolidasi means; None where it is empty or unknown."""
    polos = "".join(huruf for huruf in teks.casefold() if huruf.isalnum())
    return next((satu for satu, kata in _KATA.items() if polos in kata or polos == satu.value.replace("_", "")), None)


def _find_nama(judul: str) -> str:
    """Which numeric column a title names best; empty for none."""
    jauh = [(mutu, nama) for nama in kolom.ANGKA if (mutu := measure_judul(judul, nama)) is not None]
    return min(jauh)[1] if jauh else ""


def _is_terisi(sel: Sel, satuan: str) -> bool:
    return bool(read_sel(sel, satuan=satuan, inggris=False).pilihan)


def _get_capaian(tabel: Triwulan, periode: int, get: Callable[[int], Sel]) -> dict[str, Sel]:
    n = tabel.capaian.get(SETAHUN, tabel.capaian.get(periode))
    return {} if n is None else {kolom.CAPAIAN: get(n)}


def _list_gabungan(
    tabel: Triwulan, cara: Konsolidasi, get: Callable[[int], Sel], satuan: str, terisi: Sequence[int]
) -> list[Pilihan]:
    """The triwulan made one by the row's konsolidasi; none where a cell is no single number or range."""
    periode = [p for p in tabel.periode if p <= terisi[-1]]
    realisasi = [_read(get(tabel.realisasi[p]), satuan) for p in periode]
    target = [_read(get(tabel.target[p]), satuan) if p in tabel.target else None for p in periode]
    setahun = _read(get(tabel.target[SETAHUN]), satuan) if SETAHUN in tabel.target else None
    angka = [None if isinstance(r, Rentang) else r for r in realisasi]
    if any(p in terisi and r is None for p, r in zip(periode, angka, strict=True)):
        return []
    semua = [_read(get(n), satuan) for p, n in sorted(tabel.target.items()) if p != SETAHUN]
    hasil = consolidate(cara, target, angka, cara is Konsolidasi.JUMLAH and _is_menaik(semua, setahun))
    if not isinstance(hasil.realisasi, Decimal):
        return []
    sel = {kolom.REALISASI: _build_sel(hasil.realisasi)} | _get_capaian(tabel, terisi[-1], get)
    rinci = ", ".join(get(tabel.realisasi[p]).teks.strip() for p in terisi)
    kata = f"Konsolidasi {cara.label.lower()} dari {len(terisi)} triwulan yang terisi ({rinci})"
    patokan = [(hasil.target, "target triwulan yang sama"), (setahun, "target setahun")]
    return [
        Pilihan(sel | {kolom.TARGET: _build_sel(satu)}, f"{kata} = {_write(hasil.realisasi)}, terhadap {nama}.")
        for satu, nama in patokan
        if satu is not None
    ]


def _is_menaik(target: Sequence[NilaiTarget | None], setahun: NilaiTarget | None) -> bool:
    """Whether the targets of the triwulan run up to that of the year (25|50|75|100) instead of adding up to it."""
    angka = [satu for satu in target if isinstance(satu, Decimal)]
    if len(angka) < 2 or len(angka) < len(target) or not isinstance(setahun, Decimal):
        return False
    return angka[-1] == setahun != sum(angka, NOL) and all(a <= b for a, b in pairwise(angka))


def _read(sel: Sel, satuan: str) -> NilaiTarget | None:
    pilihan = read_sel(sel, satuan=satuan, inggris=False).pilihan
    return pilihan[0].nilai if pilihan else None


def _build_sel(nilai: NilaiTarget) -> Sel:
    """A number as a workbook would hold it; a range as it is written."""
    if isinstance(nilai, Rentang):
        return Sel(f"{_write(nilai.bawah)} - {_write(nilai.atas)}")
    return Sel(_write(nilai), nilai)


def _write(nilai: Decimal) -> str:
    return format_nilai(round_angka(nilai, DESIMAL_CETAK))


def _name(judul: Sequence[str], n: int) -> str:
    return f"“{judul[n].strip()}”"
