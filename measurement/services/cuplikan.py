"""The capaian beside a typed realisasi: what it would be if computed now. Nothing is stored."""

from collection.models import Formulir, Realisasi
from measurement.enums import Status
from measurement.queries import list_realisasi_lalu
from measurement.services.hitung import PATOKAN_BAKU, Patokan, build_hitungan, build_patokan, compute_hasil
from measurement.services.metodologi import find_metodologi

Cuplikan = dict[str, object]


def preview_formulir(formulir: Formulir) -> list[Cuplikan]:
    """One result for each row of the form."""
    patokan = _build_patokan(formulir)
    lalu = list_realisasi_lalu(formulir.periode)
    semua = formulir.realisasi_set.select_related("target__indikator__skala", "formulir__periode")
    return [_preview(r, patokan, lalu) for r in semua.prefetch_related("target__indikator__skala__nilai_set")]


def preview_realisasi(realisasi: Realisasi) -> Cuplikan:
    """One row's result."""
    formulir = realisasi.formulir
    return _preview(realisasi, _build_patokan(formulir), list_realisasi_lalu(formulir.periode))


def _build_patokan(formulir: Formulir) -> Patokan:
    periode = formulir.periode
    berlaku = periode.pengukuran_set.exclude(metodologi=None).exclude(status=Status.DIBATALKAN.value)
    kasus = berlaku.order_by("-pk").first()
    metodologi = kasus.metodologi if kasus else find_metodologi(periode.perangkat_daerah, periode.tahun)
    return build_patokan(metodologi) if metodologi else PATOKAN_BAKU


def _preview(realisasi: Realisasi, patokan: Patokan, lalu: dict) -> Cuplikan:
    target, triwulan = realisasi.target, realisasi.formulir.periode.triwulan
    deret = [lalu.get((target.indikator_id, tw)) for tw in range(1, triwulan)] + [realisasi.nilai]
    hitungan = build_hitungan(target.indikator, target.triwulan[:triwulan], target.tahunan)
    kosong = realisasi.nilai is None and not realisasi.tidak_dapat_diukur
    hasil = compute_hasil(hitungan, deret, patokan, realisasi.tidak_dapat_diukur)
    tampil_lalu = target.indikator.write_nilai(lalu.get((target.indikator_id, triwulan - 1)))
    return {"pk": realisasi.pk, "kosong": kosong, "lalu": tampil_lalu} | hasil
