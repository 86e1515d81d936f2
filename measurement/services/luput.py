"""Targets that were missed: what a unit says of them before its form is handed in.

Missed is a capaian s.d. the triwulan below 100 as it is printed: PermenPANRB 53/2014 asks for the causes of what was
not reached, and a band that the Metodologi calls good (from 91, say) is not the target. A row without a figure of this
triwulan has no capaian of its own to explain; one that was not measurable says why in its own words.
"""

from collections.abc import Iterable

from collection.angka import format_angka
from collection.kewajaran import JAWAB_LUPUT, tell_luput
from collection.models import Formulir, Realisasi
from collection.services.tinjauan import Tinjauan
from measurement.services.cuplikan import Cuplikan, is_luput, preview_baris


def list_luput(formulir: Formulir, baris: Iterable[Realisasi]) -> list[Tinjauan]:
    """The rows of a form that is with its unit whose target was missed; the number of queries is fixed.

    Rows bring target, indikator and skala with its nilai_set with them.
    """
    semua = [satu for satu in baris if satu.terukur is not None]
    if not formulir.dapat_diisi or not semua:
        return []
    return [
        Tinjauan(satu, satu.target.indikator.nama, tell_luput(_write_capaian(cuplikan)), jawab=JAWAB_LUPUT)
        for satu, cuplikan in zip(semua, preview_baris(formulir, semua), strict=True)
        if is_luput(cuplikan)
    ]


def list_halangan_luput(formulir: Formulir) -> list[str]:
    """What unexplained misses keep the form from being handed in, one sentence each; empty where none."""
    baris = formulir.realisasi_set.select_related("formulir__periode", "target__indikator__skala")
    semua = list_luput(formulir, baris.prefetch_related("target__indikator__skala__nilai_set"))
    return [f"{t.nama}: {t.temuan.pesan} {t.tindak_lanjut}" for t in semua if t.menghalangi]


def _write_capaian(cuplikan: Cuplikan) -> str:
    return format_angka(cuplikan["capaian_mentah"], desimal=cuplikan["desimal"])
