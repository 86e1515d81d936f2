"""Keeping what a kertas kerja adds up to, for the pages that look at many cases at once."""

from measurement.models import KertasKerja, RingkasanKinerja
from measurement.services.rekap import Kelompok, Rekap, build_rekap


def store_ringkasan(kertas: KertasKerja) -> RingkasanKinerja:
    """The figures in force now, beside those that were: at the hand-in and after each correction."""
    return RingkasanKinerja.objects.create(
        pengukuran=kertas.pengukuran, kertas_kerja=kertas, **write_ringkasan(build_rekap(kertas))
    )


def store_tertinggal() -> int:
    """For rounds that were handed over before summaries were kept; how many there were."""
    handed = KertasKerja.objects.exclude(dibekukan_pada=None).filter(ringkasan_set=None)
    semua = list(handed.select_related("pengukuran", "metodologi").order_by("pk"))
    for kertas in semua:
        store_ringkasan(kertas)
    return len(semua)


def write_ringkasan(rekap: Rekap) -> dict[str, object]:
    """The summary's fields, every figure as the recapitulation has it."""
    nilai, uang = rekap.nilai, rekap.anggaran
    return {
        "capaian": nilai.rerata.nilai, "kategori": nilai.kategori, "tingkat": nilai.tingkat,
        "terhitung": nilai.rerata.dihitung, "jumlah": nilai.rerata.dari,
        "belum_diukur": len(rekap.belum_diukur), "pagu": uang.pagu if uang else None,
        "realisasi": uang.realisasi if uang else None, "serapan": uang.serapan if uang else None,
        "efisiensi": rekap.efisiensi or "",
        "pita": [{"label": k.pita.label, "tingkat": k.tingkat, "jumlah": k.jumlah} for k in rekap.kategori],
        "sasaran": [_write_sasaran(satu) for satu in rekap.sasaran],
    }  # fmt: skip


def _write_sasaran(satu: Kelompok) -> dict[str, object]:
    nilai = satu.nilai
    return {
        "kode": satu.kode, "uraian": satu.uraian, "kategori": nilai.kategori, "tingkat": nilai.tingkat,
        "capaian": None if nilai.rerata.nilai is None else f"{nilai.rerata.nilai:f}", "cakupan": nilai.cakupan,
        "kunci": satu.kunci,
    }  # fmt: skip
