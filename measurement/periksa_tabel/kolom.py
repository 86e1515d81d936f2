"""Which column of a published table is which: those that belong together, and what else they could have been."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from measurement.periksa_tabel.judul import (
    ANGKA,
    ARAH,
    BOBOT,
    CADANGAN,
    CAPAIAN,
    INDIKATOR,
    JENIS,
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
    measure_judul,
    normalize_judul,
    strip_grup,
)
from measurement.periksa_tabel.pilih import CAMPUR, Nilai, Pilihan, rank_pilihan

__all__ = [
    "ANGKA", "ARAH", "BOBOT", "CAPAIAN", "INDIKATOR", "KATEGORI", "KOLOM_HASIL", "PEMBILANG", "PENYEBUT", "REALISASI",
    "RUMUS", "SASARAN", "SATUAN", "TARGET", "Susunan", "has_angka", "is_lengkap", "list_susunan", "match_kolom",
    "name_kolom",
]  # fmt: skip
KOLOM_HASIL = ("capaian_dihitung", "kategori", "alasan", "cocok", "penjelasan")
MAKS_CALON = 12
MAKS_SUSUNAN = 6
SETARA, SEPERIODE, LAIN = range(3)
PANJANG_JUDUL = 60
_HASIL = {satu.replace("_", "") for satu in KOLOM_HASIL} - {"kategori"}


class Susunan(NamedTuple):
    """Field to position (from 0), and in words which of several columns were taken (empty: no choice).

    `cadangan` tells one that is only right where the better ones are not: SETARA none, SEPERIODE other columns for
    the same printed capaian, LAIN another capaian as well. `campur` tells that performance stands beside money for want
    of better. `murni` is the original target's column, which holds for the rows that the PK Perubahan leaves empty.
    """

    tempat: dict[str, int]
    catatan: str = ""
    cadangan: int = 0
    campur: bool = False
    murni: int | None = None


def has_angka(judul: Sequence[str]) -> bool:
    """Whether a row of cells can be the header: target, and realisasi or both of its components, stand in it."""
    return is_lengkap(match_kolom(judul).tempat)


def is_lengkap(tempat: Mapping[str, int]) -> bool:
    """Whether what is needed was found: a target, and a realisasi or both of its components."""
    return TARGET in tempat and (REALISASI in tempat or {PEMBILANG, PENYEBUT} <= set(tempat))


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
    induk = [*grup, *[""] * len(judul)][: len(judul)]
    polos = [strip_grup(satu, atas) for satu, atas in zip(judul, induk, strict=True)]
    pendek = [satu if len(satu) <= PANJANG_JUDUL else "" for satu in polos]
    normal = [normalize_judul(satu) for satu in pendek]
    satuan = (SASARAN, SATUAN, ARAH, RUMUS, PEMBILANG, PENYEBUT, BOBOT, KATEGORI)
    tempat = {nama: n for nama in satuan for n in _find_satu(normal, nama)}
    calon = {nama: _list_calon(normal, pendek, nama) for nama in ANGKA}
    pinjam = not calon[REALISASI] and len(calon[CAPAIAN]) > 1
    if pinjam:
        calon[REALISASI] = [(n, 2) for n, _ in calon[CAPAIAN] if normal[n].startswith("capai")]
    pilihan = rank_pilihan(calon, pendek, induk)
    utama = pilihan[0] if pilihan else Pilihan(Nilai(), {})
    kelas = [(p, _find_kelas(p, utama, pendek)) for p in pilihan] or [(utama, SETARA)]
    terpilih = [
        (p, n) for n in (SETARA, SEPERIODE, LAIN) for p in [satu for satu, milik in kelas if milik == n][:MAKS_SUSUNAN]
    ]
    ganda = pinjam or any(len([n for n, mutu in calon[nama] if mutu < 2]) > 1 for nama in utama.tempat)
    ganda = ganda or len([n for n, mutu in calon[TARGET] if mutu <= 2]) > 1

    def write(p: Pilihan) -> str:
        dipakai = _write_catatan(judul, grup, p.tempat) if ganda else ""
        return f"{dipakai} {_write_lain(judul, calon[CAPAIAN], p.tempat)}".strip()

    return [
        Susunan(
            _add_indikator(tempat | p.tempat, normal), write(p), n, p.nilai.uang >= CAMPUR, _find_murni(p, pilihan)
        )
        for p, n in terpilih
    ]


def _find_murni(p: Pilihan, pilihan: Sequence[Pilihan]) -> int | None:
    """The target that differs from this one only in its version; None where this is not that of a PK Perubahan."""
    lain = [
        satu
        for satu in pilihan
        if satu.nilai.versi > p.nilai.versi == 0 and {**satu.tempat, TARGET: p.tempat.get(TARGET)} == p.tempat
    ]
    return lain[0].tempat[TARGET] if lain else None


def _find_kelas(p: Pilihan, utama: Pilihan, judul: Sequence[str]) -> int | None:
    """How a choice stands to the likeliest one; None where it can only be a mix of what does not belong together.

    Beside the year's columns those of a triwulan are another choice; and a capaian that names no period may be that
    of the triwulan against the target of the year.
    """
    capaian = utama.tempat.get(CAPAIAN)
    sama = p.tempat.get(CAPAIAN) == capaian
    if sama and p.nilai.setara == utama.nilai.setara:
        return SETARA
    milik, patokan = p.nilai, utama.nilai
    if capaian is None or milik.tahun > patokan.tahun or milik.nama > patokan.nama or milik.uang != patokan.uang:
        return None
    if sama:
        serupa = milik[:1] + milik[4:5] + milik[6:7] == patokan[:1] + patokan[4:5] + patokan[6:7]
        return SEPERIODE if not find_periode(judul[capaian]) and serupa else None
    return LAIN if milik.grup <= patokan.grup and milik.waktu <= 1 else None


def _add_indikator(tempat: dict[str, int], normal: Sequence[str]) -> dict[str, int]:
    ada = _find_satu(normal, INDIKATOR, tempat.values())
    return tempat | {INDIKATOR: ada[0]} if ada else tempat


def _find_satu(normal: Sequence[str], nama: str, terpakai: Iterable[int] = ()) -> list[int]:
    """The first column by an exact name, else one that begins so; none or one."""
    bebas = [(n, satu) for n, satu in enumerate(normal) if satu and n not in terpakai]
    tepat = sorted((n for n, satu in bebas if satu in NAMA[nama]), key=lambda n: normal[n] in JENIS)
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


def name_kolom(judul: Sequence[str], grup: Sequence[str], tempat: Mapping[str, int]) -> list[tuple[str, str]]:
    """Target, realisasi and capaian as they were found, each with its title and what stands above it."""
    hasil = []
    for satu, n in tempat.items():
        atas = grup[n].strip() if n < len(grup) else ""
        hasil.append((satu, judul[n].strip() if atas in judul[n] else f"{atas} {judul[n].strip()}"))
    return [satu for satu in hasil if satu[0] in ANGKA]


def _write_catatan(judul: Sequence[str], grup: Sequence[str], tempat: Mapping[str, int]) -> str:
    nama = ", ".join(f"{satu} “{kata}”" for satu, kata in name_kolom(judul, grup, tempat))
    return f"Beberapa kolom dapat dibaca sebagai target, realisasi, atau capaian; yang diperiksa: {nama}."


def _write_lain(judul: Sequence[str], capaian: Sequence[tuple[int, int]], tempat: dict[str, int]) -> str:
    """Columns of capaian that no row is checked by: silence would pass for a verdict on them."""
    lain = [
        f"“{judul[n].strip()}”{f' (kolom ke-{n + 1})' if judul.count(judul[n]) > 1 else ''}"
        for n, mutu in capaian
        if mutu <= 2 and n not in tempat.values()
    ]
    return f"Tidak diperiksa: kolom {', '.join(lain)}." if lain and CAPAIAN in tempat else ""
