"""Targets and realisasi of the triwulan so far as a frozen row keeps them: exact text in one JSON object. Pure.

`target` and `realisasi` hold one text each per triwulan. Upper bounds (`target_atas`) and components (`komponen`)
are there only where the row has any, so that rows of before say the same as ever.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from collection.nilai import (
    SERATUS,
    Komponen,
    NilaiRealisasi,
    NilaiTarget,
    Rentang,
    build_target,
    compute_nilai,
    get_batas,
    round_simpan,
)

__all__ = [
    "SERATUS",
    "Komponen",
    "NilaiRealisasi",
    "NilaiTarget",
    "Rentang",
    "build_deret",
    "build_target",
    "compute_nilai",
    "get_batas",
    "read_realisasi",
    "read_target",
    "round_simpan",
    ]

BAGIAN = ("pembilang", "penyebut")


def build_deret(
    target: Sequence[NilaiTarget | None], realisasi: Sequence[NilaiRealisasi | None], kumulatif: bool,
    label: Sequence[str] = (), pengali: int = 100,
) -> dict[str, Any]:  # fmt: skip
    """The series as JSON keeps it; `label` names pembilang and penyebut of an indicator that has components."""
    hasil: dict[str, Any] = {
        "target": _write([None if t is None else get_batas(t)[0] for t in target]),
        "realisasi": _write([round_simpan(r.compute_nilai()) if isinstance(r, Komponen) else r for r in realisasi]),
        "kumulatif": kumulatif,
    }
    if any(isinstance(t, Rentang) for t in target):
        hasil["target_atas"] = _write([t.atas if isinstance(t, Rentang) else None for t in target])
    if label:
        isi = [r if isinstance(r, Komponen) else Komponen(None, None) for r in realisasi]
        bagian = {nama: _write([getattr(satu, nama) for satu in isi]) for nama in BAGIAN}
        hasil["komponen"] = {**bagian, "pengali": str(pengali), "label": list(label)}
    return hasil


def _write(deret: Sequence[Decimal | None]) -> list[str | None]:
    return [None if nilai is None else f"{nilai:f}" for nilai in deret]


def read_target(deret: Mapping[str, Any]) -> list[NilaiTarget | None]:
    """The targets of a frozen series, in order."""
    bawah = _read(deret.get("target", []))
    atas = _read(deret.get("target_atas", [None] * len(bawah)))
    return [build_target(*satu) for satu in zip(bawah, atas, strict=True)]


def read_realisasi(deret: Mapping[str, Any]) -> list[NilaiRealisasi | None]:
    """The realisasi of a frozen series, in order; by their components where both are kept."""
    nilai, komponen = _read(deret.get("realisasi", [])), deret.get("komponen")
    if komponen is None:
        return list(nilai)
    pembilang, penyebut = (_read(komponen[nama]) for nama in BAGIAN)
    pasangan = zip(pembilang, penyebut, strict=True)
    semua = [Komponen(atas, bawah, Decimal(komponen["pengali"])) for atas, bawah in pasangan]
    return [satu if satu.terisi else n for satu, n in zip(semua, nilai, strict=True)]


def _read(teks: Sequence[str | None]) -> list[Decimal | None]:
    return [None if nilai is None else Decimal(nilai) for nilai in teks]
