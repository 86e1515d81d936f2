"""Which column of a published table is which: those that belong together, and what else they could have been."""

from collections.abc import Iterable, Sequence
from itertools import product
from typing import NamedTuple

from measurement.periksa_tabel.judul import (
    ANGKA,
    ARAH,
    BOBOT,
    CADANGAN,
    CAPAIAN,
    INDIKATOR,
    KATEGORI,
    NAMA,
    PEMBILANG,
    PENYEBUT,
    REALISASI,
    RUMUS,
    SASARAN,
    SATUAN,
    TARGET,
    find_bagian,
    find_periode,
    find_tahun,
    measure_judul,
    normalize_judul,
)

__all__ = [
    "ANGKA", "ARAH", "BOBOT", "CAPAIAN", "INDIKATOR", "KATEGORI", "KOLOM_HASIL", "PEMBILANG", "PENYEBUT", "REALISASI",
    "RUMUS", "SASARAN", "SATUAN", "TARGET", "Susunan", "has_angka", "list_susunan", "match_kolom",
]  # fmt: skip
KOLOM_HASIL = ("capaian_dihitung", "kategori", "alasan", "cocok", "penjelasan")
MAKS_CALON = 12
MAKS_SUSUNAN = 6
SETARA, SEPERIODE, LAIN = range(3)
PANJANG_JUDUL = 60
_HASIL = {satu.replace("_", "") for satu in KOLOM_HASIL} - {"kategori"}
_SETARA = 5  # of what ranks a choice: years, groups, periods, names, and which year; the rest is only where they stand


class Susunan(NamedTuple):
    """Field to position (from 0), and in words which of several columns were taken (empty: no choice).

    `cadangan` tells one that is only right where the better ones are not: SETARA none, SEPERIODE other columns for
    the same printed capaian, LAIN another capaian as well.
    """

    tempat: dict[str, int]
    catatan: str = ""
    cadangan: int = 0


class Pilihan(NamedTuple):
    """Target, realisasi and capaian taken together, and how well they fit: the smaller the better."""

    nilai: tuple[int, ...]
    tempat: dict[str, int]


def has_angka(judul: Sequence[str]) -> bool:
    """Whether a row of cells can be the header: target, and realisasi or both of its components, stand in it."""
    ada = set(match_kolom(judul).tempat)
    return TARGET in ada and (REALISASI in ada or {PEMBILANG, PENYEBUT} <= ada)


def match_kolom(judul: Sequence[str], grup: Sequence[str] = ()) -> Susunan:
    """The column of each field, in whatever order they stand; `grup` is what stands above them ("Tahun 2023").

    Where several could be target, realisasi or capaian, those that belong together are taken: of one year, under one
    group, of one period, beside each other, of the latest year, for the whole year.
    """
    return list_susunan(judul, grup)[0]


def list_susunan(judul: Sequence[str], grup: Sequence[str] = ()) -> list[Susunan]:
    """That choice, and others as good for the same printed capaian (target of the triwulan, target of the year).

    After them those that are less likely by their titles (`Susunan.cadangan`).
    """
    pendek = [satu if len(satu) <= PANJANG_JUDUL else "" for satu in judul]
    normal = [normalize_judul(satu) for satu in pendek]
    satuan = (SASARAN, SATUAN, ARAH, RUMUS, PEMBILANG, PENYEBUT, BOBOT, KATEGORI)
    tempat = {nama: n for nama in satuan for n in _find_satu(normal, nama)}
    calon = {nama: _list_calon(normal, pendek, nama) for nama in ANGKA}
    pinjam = not calon[REALISASI] and len(calon[CAPAIAN]) > 1
    if pinjam:
        calon[REALISASI] = [(n, 2) for n, _ in calon[CAPAIAN] if normal[n].startswith("capai")]
    pilihan = _rank(calon, pendek, grup)
    utama = pilihan[0] if pilihan else Pilihan((), {})
    kelas = [(p, _find_kelas(p, utama, pendek)) for p in pilihan] or [(utama, SETARA)]
    terpilih = [
        (p, n) for n in (SETARA, SEPERIODE, LAIN) for p in [satu for satu, milik in kelas if milik == n][:MAKS_SUSUNAN]
    ]
    ganda = pinjam or any(len([n for n, mutu in calon[nama] if mutu < 2]) > 1 for nama in utama.tempat)
    return [
        Susunan(_add_indikator(tempat | p.tempat, normal), _write_catatan(judul, grup, p.tempat) if ganda else "", n)
        for p, n in terpilih
    ]


def _find_kelas(p: Pilihan, utama: Pilihan, judul: Sequence[str]) -> int | None:
    """How a choice stands to the likeliest one; None where it can only be a mix of what does not belong together.

    Beside the year's columns those of a triwulan are another choice; and a capaian that names no period may be that
    of the triwulan against the target of the year.
    """
    capaian = utama.tempat.get(CAPAIAN)
    sama = p.tempat.get(CAPAIAN) == capaian
    if sama and p.nilai[:_SETARA] == utama.nilai[:_SETARA]:
        return SETARA
    if capaian is None or p.nilai[0] > utama.nilai[0] or p.nilai[3] > utama.nilai[3]:
        return None
    if sama:
        tahun = (utama.nilai[0], utama.nilai[4])
        return SEPERIODE if not find_periode(judul[capaian]) and (p.nilai[0], p.nilai[4]) == tahun else None
    return LAIN if p.nilai[1] <= utama.nilai[1] and p.nilai[2] <= 1 else None


def _add_indikator(tempat: dict[str, int], normal: Sequence[str]) -> dict[str, int]:
    ada = _find_satu(normal, INDIKATOR, tempat.values())
    return tempat | {INDIKATOR: ada[0]} if ada else tempat


def _find_satu(normal: Sequence[str], nama: str, terpakai: Iterable[int] = ()) -> list[int]:
    """The first column by an exact name, else one that begins so; none or one."""
    bebas = [(n, satu) for n, satu in enumerate(normal) if satu and n not in terpakai]
    tepat = [n for n, satu in bebas if satu in NAMA[nama]]
    awal = [
        n for n, satu in bebas
        if (nama in (SASARAN, INDIKATOR) and satu.startswith(nama)) or find_bagian(satu) == nama
    ]  # fmt: skip
    cadangan = [n for n, satu in bebas if nama == INDIKATOR and (satu in CADANGAN or "indikator" in satu)]
    return (tepat or awal or cadangan)[:1]


def _list_calon(normal: Sequence[str], judul: Sequence[str], nama: str) -> list[tuple[int, int]]:
    """Columns that may be this one, each with how far its name is from a known one (0 exact)."""
    calon = [(n, None if satu in _HASIL else measure_judul(judul[n], nama)) for n, satu in enumerate(normal) if satu]
    return [(n, mutu) for n, mutu in calon if mutu is not None][:MAKS_CALON]


def _rank(calon: dict[str, list[tuple[int, int]]], judul: Sequence[str], grup: Sequence[str]) -> list[Pilihan]:
    """Columns that may belong together, the likeliest first; without target or realisasi what there is of them."""
    ada = [nama for nama in ANGKA if calon[nama]]
    if not ada:
        return []
    induk = [*grup, *[""] * len(judul)][: len(judul)]
    tahun = [find_tahun(satu) or find_tahun(atas) for satu, atas in zip(judul, induk, strict=True)]
    periode = [find_periode(satu) or find_periode(atas) for satu, atas in zip(judul, induk, strict=True)]
    hasil = []
    for gabungan in product(*(calon[nama] for nama in ada)):
        letak = [n for n, _ in gabungan]
        if len(set(letak)) < len(letak):
            continue
        waktu = {periode[n] for n in letak} - {0}
        jarak = abs(letak[-1] - letak[0]) + (0 if letak == sorted(letak) else 50)
        nilai = (
            len({tahun[n] for n in letak}), len({induk[n] for n in letak}), len(waktu), sum(m for _, m in gabungan),
            -max(tahun[n] for n in letak), -min(waktu, default=0), jarak, *letak,
        )  # fmt: skip
        hasil.append(Pilihan(nilai, dict(zip(ada, letak, strict=True))))
    if not hasil and CAPAIAN in ada and len(ada) > 1:
        return _rank({**calon, CAPAIAN: []}, judul, grup)
    return sorted(hasil, key=lambda satu: satu.nilai)


def _write_catatan(judul: Sequence[str], grup: Sequence[str], tempat: dict[str, int]) -> str:
    nama = []
    for satu, n in tempat.items():
        atas = grup[n].strip() if n < len(grup) else ""
        nama.append(f"{satu} “{judul[n].strip() if atas in judul[n] else f'{atas} {judul[n].strip()}'}”")
    return f"Beberapa kolom dapat dibaca sebagai target, realisasi, atau capaian; yang diperiksa: {', '.join(nama)}."
