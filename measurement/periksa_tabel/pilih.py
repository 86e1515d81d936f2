"""Which columns of a published table belong together: of one year, one group, one version, money or performance."""

from collections.abc import Mapping, Sequence
from itertools import product
from typing import NamedTuple

from measurement.periksa_tabel.judul import (
    ANGKA,
    CAPAIAN,
    TARGET,
    UANG,
    find_periode,
    find_ranah,
    find_tahun,
    find_versi,
    is_judul_fisik,
    list_acuan,
    list_kata,
)

CAMPUR = 3
"""From here on `Nilai.uang` tells that money and performance are mixed."""


class Ciri(NamedTuple):
    """What a column's title and the one above it say beside its name."""

    tahun: int
    periode: int
    grup: str
    ranah: str
    versi: int
    fisik: bool
    kata: set[str]
    acuan: set[str]


class Nilai(NamedTuple):
    """How well columns fit together, the weightiest first and the smaller the better.

    `uang` counts money beside performance, and money where performance stands too; `versi` the original target beside
    the one of the PK Perubahan; `lama` is how old the year is; the last two are only where they stand.
    """

    tahun: int = 0
    uang: int = 0
    grup: int = 0
    waktu: int = 0
    versi: int = 0
    nama: int = 0
    lama: tuple[int, int] = (0, 0)
    akhir: int = 0
    letak: tuple[int, ...] = ()

    @property
    def setara(self) -> tuple[object, ...]:
        """What must be alike in choices of which neither is the likelier."""
        return self[:7]


class Pilihan(NamedTuple):
    """Target, realisasi and capaian taken together, and how well they fit."""

    nilai: Nilai
    tempat: dict[str, int]


def rank_pilihan(calon: dict[str, list[tuple[int, int]]], judul: Sequence[str], induk: Sequence[str]) -> list[Pilihan]:
    """Columns that may belong together, the likeliest first; without target or realisasi what there is of them."""
    ada = [nama for nama in ANGKA if calon[nama]]
    if not ada:
        return []
    ciri = [_read_ciri(satu, atas) for satu, atas in zip(judul, induk, strict=True)]
    hasil = []
    for gabungan in product(*(calon[nama] for nama in ada)):
        tempat = {nama: n for nama, (n, _) in zip(ada, gabungan, strict=True)}
        milik = {nama: ciri[n] for nama, n in tempat.items()}
        if len(set(tempat.values())) == len(tempat) and not _is_fisik(milik):
            mutu = sum(m for _, m in gabungan)
            hasil.append(Pilihan(_measure(milik, tuple(tempat.values()), mutu), tempat))
    if not hasil and CAPAIAN in ada and len(ada) > 1:
        return rank_pilihan({**calon, CAPAIAN: []}, judul, induk)
    return sorted(hasil, key=lambda satu: satu.nilai)


def _read_ciri(judul: str, grup: str) -> Ciri:
    versi = find_versi(judul) or find_versi(grup)
    tahun, periode = find_tahun(judul) or find_tahun(grup), find_periode(judul) or find_periode(grup)
    kata = list_kata(f"{grup} {judul}")
    return Ciri(tahun, periode, grup, find_ranah(judul, grup), versi, is_judul_fisik(judul), kata, list_acuan(judul))


def _is_fisik(milik: Mapping[str, Ciri]) -> bool:
    """Whether physical progress would be the percentage of money."""
    capaian = milik.get(CAPAIAN)
    return bool(capaian and capaian.fisik) and any(satu.ranah == UANG for satu in milik.values())


def _measure(milik: Mapping[str, Ciri], letak: tuple[int, ...], mutu: int) -> Nilai:
    semua = list(milik.values())
    waktu = {satu.periode for satu in semua} - {0}
    hasil = [satu.tahun for nama, satu in milik.items() if nama != TARGET] or [0]
    jarak = abs(letak[-1] - letak[0]) + (0 if list(letak) == sorted(letak) else 50)
    return Nilai(
        len({satu.tahun for satu in semua}), _measure_uang(milik), len({satu.grup for satu in semua}), len(waktu),
        _measure_versi(milik), mutu, (-max(hasil), -max(satu.tahun for satu in semua)), -min(waktu, default=0),
        (jarak, TARGET in milik and milik[TARGET].ranah == UANG, *letak),
    )  # fmt: skip


def _measure_uang(milik: Mapping[str, Ciri]) -> int:
    """0 for what is performance or says nothing, 1 for a percentage of money, more where the two are mixed."""
    campur = len({satu.ranah for satu in milik.values()} - {""}) - 1
    uang = CAPAIAN in milik and milik[CAPAIAN].ranah == UANG
    return CAMPUR * max(0, campur) + (uang + (TARGET in milik and milik[TARGET].ranah != UANG) if uang else 0)


def _measure_versi(milik: Mapping[str, Ciri]) -> int:
    """The PK Perubahan's target is the one that binds (PermenPANRB 53/2014); it goes with its own capaian.

    So does any target with a capaian that names it (`Capaian terhadap Renstra`).
    """
    campur = len({satu.versi for satu in milik.values()} - {0}) - 1
    target, capaian = milik.get(TARGET), milik.get(CAPAIAN)
    asing = len(capaian.acuan - target.kata) if target and capaian else 0
    return 3 * (max(0, campur) + asing) + (1 - target.versi if target else 0)
