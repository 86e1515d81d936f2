"""Which column of a published table is which, by the many names that offices give them."""

import re
from collections.abc import Iterable, Sequence
from itertools import product
from typing import NamedTuple

SASARAN, INDIKATOR, SATUAN, ARAH, RUMUS = "sasaran", "indikator", "satuan", "arah", "rumus"
TARGET, REALISASI, CAPAIAN = "target", "realisasi", "capaian"
PEMBILANG, PENYEBUT = "pembilang", "penyebut"
ANGKA = (TARGET, REALISASI, CAPAIAN)
KOLOM_HASIL = ("capaian_dihitung", "kategori", "alasan", "cocok", "penjelasan")
MAKS_CALON = 12

_NAMA: dict[str, tuple[str, ...]] = {
    SASARAN: ("sasaran", "sasaranstrategis", "sasaranprogram", "sasarankegiatan", "sasarandaerah", "tujuansasaran"),
    INDIKATOR: (
        "indikator", "indikatorkinerja", "indikatorkinerjautama", "indikatorsasaran", "namaindikator", "iku",
        "indicator", "uraianindikator", "indikatorkinerjaindividu", "ikk", "iki",
    ),
    SATUAN: ("satuan", "satuanukuran", "unit", "sat"),
    ARAH: (
        "arah", "polaritas", "arahkinerja", "arahindikator", "arahataurumus", "sifatindikator", "polarisasi", "jenis",
        "arahcapaian", "sifat", "direction", "trend", "tren", "polarity", "tipeindikator", "jenisindikator",
    ),
    RUMUS: ("rumus", "formula", "rumuscapaian", "rumusperhitungan", "formulaperhitungan", "caraperhitungan",
            "caramenghitung"),
    TARGET: ("target", "targetkinerja", "targettahunan", "targetpk", "pagu", "anggaran", "paguanggaran", "rencana",
             "alokasianggaran", "paguperubahan", "alokasi"),
    REALISASI: ("realisasi", "realisasikinerja", "realisasitahunan", "realisasianggaran", "realization", "realisation",
                "penyerapan"),
    CAPAIAN: (
        "capaian", "capaianpublished", "capaiantercetak", "capaiankinerja", "persencapaian", "persentasecapaian",
        "capaianpersen", "tingkatcapaian", "tingkatcapaiankinerja", "persen", "persentase", "prosentase", "serapan",
        "capaiandipublikasikan", "persenrealisasi", "persentaserealisasi", "pencapaian", "kinerja", "achievement",
        "persenserapan", "expectedcapaian", "persentaseserapan", "tingkatserapan", "tingkatpencapaian",
    ),
    PEMBILANG: ("pembilang", "numerator"),
    PENYEBUT: ("penyebut", "denominator"),
}  # fmt: skip
_CADANGAN = ("uraian", "program", "kegiatan", "subkegiatan", "programkegiatan", "programkegiatansubkegiatan",
             "uraianprogram", "uraiankegiatan", "namaprogram", "namakegiatan", "nama", "kinerja")  # fmt: skip
_HASIL = {satu.replace("_", "") for satu in KOLOM_HASIL} - {"kategori"}
_TAHUN = re.compile(r"\b(?:tahun\s+|t\.?a\.?\s*)?((?:19|20)\d\d)\b", re.IGNORECASE)
_BUKAN_HURUF = re.compile(r"[^a-z0-9]+")
_RUPIAH = re.compile(r"\(?\brp\b\.?\)?", re.IGNORECASE)
PANJANG_JUDUL = 60


class Susunan(NamedTuple):
    """Field to position (from 0), and in words which of several columns were taken (empty: no choice)."""

    tempat: dict[str, int]
    catatan: str = ""


def normalize_judul(judul: str) -> str:
    """Small letters and digits, without year and Rp: `Target Tahun 2019 (Rp)` is `target`; `%` alone is `persen`."""
    polos = _BUKAN_HURUF.sub("", _RUPIAH.sub(" ", _TAHUN.sub(" ", judul)).casefold())
    return polos or ("persen" if judul.strip(" ()") == "%" else "")


def has_angka(judul: Sequence[str]) -> bool:
    """Whether a row of cells can be the header: target and realisasi stand in it, in two cells."""
    return {TARGET, REALISASI} <= set(match_kolom(judul).tempat)


def is_judul_angka(sel: str) -> bool:
    """Whether a cell is the heading of a numeric column by an exact name."""
    return normalize_judul(sel) in {satu for nama in ANGKA for satu in _NAMA[nama]}


def match_kolom(judul: Sequence[str], grup: Sequence[str] = ()) -> Susunan:
    """The column of each field, in whatever order they stand; `grup` is what stands above them ("Tahun 2023").

    Where several could be target, realisasi or capaian, those that belong together are taken: of one year, under one
    group, beside each other, of the latest year.
    """
    normal = [normalize_judul(satu) if len(satu) <= PANJANG_JUDUL else "" for satu in judul]
    tempat = {nama: n for nama in (SASARAN, SATUAN, ARAH, RUMUS, PEMBILANG, PENYEBUT) for n in _find_satu(normal, nama)}
    calon = {nama: _list_calon(normal, judul, nama) for nama in ANGKA}
    if not calon[REALISASI] and calon[CAPAIAN]:
        calon[REALISASI] = [(n, 2) for n, _ in calon[CAPAIAN] if normal[n].startswith("capaian")]
    pilihan = _choose(calon, [_find_tahun(judul, grup, n) for n in range(len(judul))], grup)
    tempat |= pilihan
    terpakai = set(tempat.values())
    for n in _find_satu(normal, INDIKATOR, terpakai):
        tempat[INDIKATOR] = n
    ganda = any(len([n for n, mutu in calon[nama] if mutu < 2]) > 1 for nama in pilihan)
    return Susunan(tempat, _write_catatan(judul, grup, pilihan) if ganda else "")


def _find_satu(normal: Sequence[str], nama: str, terpakai: Iterable[int] = ()) -> list[int]:
    """The first column by an exact name, else one that begins so; none or one."""
    bebas = [(n, satu) for n, satu in enumerate(normal) if satu and n not in terpakai]
    tepat = [n for n, satu in bebas if satu in _NAMA[nama]]
    awal = [n for n, satu in bebas if nama in (SASARAN, INDIKATOR) and satu.startswith(nama)]
    cadangan = [n for n, satu in bebas if nama == INDIKATOR and (satu in _CADANGAN or "indikator" in satu)]
    return (tepat or awal or cadangan)[:1]


def _list_calon(normal: Sequence[str], judul: Sequence[str], nama: str) -> list[tuple[int, int]]:
    """Columns that may be this one, each with how far its name is from a known one (0 exact)."""
    calon = []
    for n, satu in enumerate(normal):
        mutu = None if satu in _HASIL else _measure(satu, judul[n], nama)
        if mutu is not None:
            calon.append((n, mutu))
    return calon[:MAKS_CALON]


def _measure(normal: str, judul: str, nama: str) -> int | None:
    if nama == CAPAIAN and "%" in judul and normal.startswith(("realisasi", "serapan")):
        return 1
    if normal in _NAMA[nama]:
        return 0
    if any(normal in satu for satu in _NAMA.values()):
        return None
    if normal.startswith(nama) or (nama == CAPAIAN and "capaian" in normal and not normal.startswith("target")):
        return 2
    return 3 if nama == CAPAIAN and normal.startswith(("persen", "prosen")) else None


def _find_tahun(judul: Sequence[str], grup: Sequence[str], n: int) -> int:
    """The year that a column names itself or stands under; 0 where none."""
    for teks in (judul[n], grup[n] if n < len(grup) else ""):
        if cocok := _TAHUN.search(teks):
            return int(cocok[1])
    return 0


def _choose(calon: dict[str, list[tuple[int, int]]], tahun: Sequence[int], grup: Sequence[str]) -> dict[str, int]:
    """The columns that belong together; without target or realisasi what there is of them."""
    ada = [nama for nama in ANGKA if calon[nama]]
    terbaik: tuple[tuple[int, ...], dict[str, int]] | None = None
    for gabungan in product(*(calon[nama] for nama in ada)) if ada else ():
        letak = [n for n, _ in gabungan]
        if len(set(letak)) < len(letak):
            continue
        induk = {grup[n] if n < len(grup) else "" for n in letak}
        jarak = abs(letak[-1] - letak[0]) + (0 if letak == sorted(letak) else 50)
        mutu = sum(m for _, m in gabungan)
        nilai = (len({tahun[n] for n in letak}), len(induk), mutu, -max(tahun[n] for n in letak), jarak, letak[0])
        if terbaik is None or nilai < terbaik[0]:
            terbaik = (nilai, dict(zip(ada, letak, strict=True)))
    if terbaik is None and CAPAIAN in ada and len(ada) > 1:
        return _choose({**calon, CAPAIAN: []}, tahun, grup)
    return terbaik[1] if terbaik else {}


def _write_catatan(judul: Sequence[str], grup: Sequence[str], pilihan: dict[str, int]) -> str:
    nama = [
        f"{satu} “{' '.join(filter(None, [grup[n] if n < len(grup) else '', judul[n].strip()]))}”"
        for satu, n in pilihan.items()
    ]
    return f"Beberapa kolom dapat dibaca sebagai target, realisasi, atau capaian; yang diperiksa: {', '.join(nama)}."
