"""Formulir E.81 (Permendagri 86/2017, evaluasi terhadap hasil Renja perangkat daerah) as data, kept in the snapshot.

One row per indicator of program, kegiatan and sub kegiatan, and one of money alone for what has none. K is in the
indicator's unit, Rp in rupiah. What the application does not know (the Renstra's money) stays empty.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from collection.angka import format_rupiah
from collection.enums import Konsolidasi, Rumus
from collection.nilai import NilaiTarget
from measurement.models import BarisAnggaran
from measurement.services.baris import BarisRekap
from measurement.services.rekap import Kelompok, sum_uang
from measurement.services.riwayat_angka import Waktu, find_akhir_tahun
from measurement.services.snapshot_analisis import Pembanding, compute_kemajuan
from measurement.services.snapshot_hasil import write_angka, write_persen, write_target
from measurement.services.snapshot_tujuan import BahanLaporan

Isi = dict[str, Any]
Angka = Decimal | None
TRIWULAN = (1, 2, 3, 4)


def write_e81(bahan: BahanLaporan) -> Isi:
    """All rows in the order of the plan, with the mean of their progress and its band."""
    rekap, banding, patokan = bahan.rekap, bahan.banding, bahan.patokan
    baris = [isi for p in rekap.program for k in p.walk() for isi in _list_kelompok(k, bahan)]
    kemajuan = [Decimal(b["kemajuan"]["nilai"]) for b in baris if b["kemajuan"]["nilai"] is not None]
    rerata = sum(kemajuan, Decimal(0)) / len(kemajuan) if kemajuan else None
    bulat = None if rerata is None else patokan.round_nilai(rerata)
    return {
        "baris": baris, "tahun": banding.kini[0], "triwulan": banding.kini[1], "tahun_akhir": banding.tahun_akhir,
        "rerata": write_persen(bulat, rekap.desimal), "predikat": patokan.find_kategori(bulat)[0],
        "pita": [[None if p.batas_bawah is None else f"{p.batas_bawah}", p.inklusif, p.label] for p in patokan.pita],
        "desimal": rekap.desimal,
    }  # fmt: skip


def _list_kelompok(kelompok: Kelompok, bahan: BahanLaporan) -> Iterator[Isi]:
    """The rows of one program, kegiatan or sub kegiatan; its money stands on the first of them."""
    banding, uang = bahan.banding, _write_uang(kelompok, bahan.banding, bahan.anggaran)
    kepala = {"jenis": kelompok.jenis, "kode": kelompok.kode, "uraian": kelompok.uraian}
    for nomor, b in enumerate(kelompok.baris):
        yield {**kepala, **_write_kinerja(b, banding), "uang": uang if nomor == 0 else None}
    if not kelompok.baris:
        yield {**kepala, **_KOSONG, "uang": uang}


_TIADA: Isi = {"nilai": None, "teks": ""}
_KOSONG: Isi = {
    "sasaran": "", "indikator": "", "satuan": "", "unit": "", "rumus": "", "konsolidasi": "", "keterangan": "",
    "target_akhir": _TIADA, "realisasi_lalu": _TIADA, "target_tahun": _TIADA, "triwulan": [_TIADA] * 4,
    "realisasi_tahun": _TIADA, "realisasi_akhir": _TIADA, "kemajuan": _TIADA,
}  # fmt: skip


def _write_kinerja(b: BarisRekap, banding: Pembanding) -> Isi:
    """Columns K of one indicator."""
    target = banding.find_nilai(b).get(banding.find_tahun_akhir(b))
    lalu, jumlah = _sum_lalu(b, banding), b.baris.konsolidasi == Konsolidasi.JUMLAH
    kini = b.hasil.realisasi
    sampai = (lalu or 0) + kini if jumlah and kini is not None else lalu if kini is None else kini
    kemajuan = _compute_kemajuan(b, target, sampai, banding)
    indikator = banding.indikator[b.baris.indikator_id]
    return {
        "sasaran": _find_sasaran(indikator), "indikator": b.baris.nama, "satuan": b.baris.satuan,
        "unit": b.baris.unit, "rumus": Rumus(b.baris.rumus).value, "konsolidasi": b.baris.konsolidasi,
        "keterangan": b.baris.tidak_dapat_diukur or b.baris.keterangan,
        "target_akhir": _write(b, target), "realisasi_lalu": _write(b, lalu),
        "target_tahun": _write(b, b.baris.get_nilai("target_tahunan")), "realisasi_tahun": _write(b, kini),
        "triwulan": [_write(b, satu) for satu in _list_triwulan(b, banding)], "realisasi_akhir": _write(b, sampai),
        "kemajuan": write_persen(kemajuan, banding.desimal) if kemajuan is not None else _TIADA,
    }  # fmt: skip


def _write(b: BarisRekap, nilai: NilaiTarget | None) -> Isi:
    return write_target(b, nilai) if nilai is not None else _TIADA


def _find_sasaran(indikator: Any) -> str:
    simpul: Any = indikator.induk
    for nama in ("kegiatan", "program", "sasaran"):
        simpul = getattr(simpul, nama, simpul) if simpul is not None else None
    return getattr(simpul, "uraian", "") if simpul is not None else ""


def _sum_lalu(b: BarisRekap, banding: Pembanding) -> Angka:
    """Reached in the Renstra's earlier years: the sum of their ends where the year adds up, else the last position."""
    renstra = banding.renstra[b.baris.indikator_id]
    milik = banding.riwayat.list_milik(b.baris.indikator_id)
    awal = renstra.tahun_awal if renstra else 0
    akhir = find_akhir_tahun(w for w in milik if awal <= w[0] < banding.kini[0])
    nilai = [milik[w].hasil.realisasi for w in akhir.values() if milik[w].hasil.realisasi is not None]
    if not nilai:
        return None
    return sum(nilai, Decimal(0)) if b.baris.konsolidasi == Konsolidasi.JUMLAH else nilai[-1]


def _list_triwulan(b: BarisRekap, banding: Pembanding) -> list[Angka]:
    """What was measured in each triwulan of the year; none where it was not, or is yet to come."""
    tahun, kini = banding.kini
    milik = banding.riwayat.list_milik(b.baris.indikator_id)
    lalu = {tw: milik[tahun, tw].hasil.realisasi_triwulan for tw in TRIWULAN if (tahun, tw) in milik}
    return [(lalu | {kini: b.hasil.realisasi_triwulan}).get(tw) for tw in TRIWULAN]


def _compute_kemajuan(b: BarisRekap, target: Any, sampai: Angka, banding: Pembanding) -> Angka:
    return compute_kemajuan(b, target, banding.aturan, sampai)[0] if target is not None and sampai is not None else None


def _write_uang(kelompok: Kelompok, banding: Pembanding, anggaran: list[BarisAnggaran]) -> Isi | None:
    """Columns Rp: pagu, what each triwulan spent, and what was spent in the Renstra's earlier years."""
    milik = [a for a in anggaran if _is_milik(a, kelompok)]
    uang = sum_uang(milik)
    if uang is None:
        return None
    kunci = [(a.program_kode, a.kode) for a in milik]
    sampai = _map_sampai(kunci, uang.realisasi, banding)
    tahun, kini = banding.kini
    akhir = find_akhir_tahun(w for w in banding.riwayat.uang if banding.tahun_awal <= w[0] < tahun)
    lalu = [jumlah for w in akhir.values() if (jumlah := _sum_pada(kunci, w, banding)) is not None]
    return {
        "pagu": _rupiah(uang.pagu), "realisasi": _rupiah(uang.realisasi),
        "lalu": _rupiah(sum(lalu, Decimal(0)) if lalu else None),
        "triwulan": [_rupiah(satu) for satu in _split(sampai, kini)],
    }  # fmt: skip


def _is_milik(a: BarisAnggaran, kelompok: Kelompok) -> bool:
    kode = {"program": a.program_kode, "kegiatan": a.kegiatan_kode, "sub_kegiatan": a.kode}
    return kode[kelompok.jenis] == kelompok.kode


def _sum_pada(kunci: list[tuple[str, str]], waktu: Waktu, banding: Pembanding) -> Angka:
    milik = banding.riwayat.uang.get(waktu, {})
    ada = [milik[satu] for satu in kunci if milik.get(satu) is not None]
    return sum(ada, Decimal(0)) if ada else None


def _map_sampai(kunci: list[tuple[str, str]], kini: Angka, banding: Pembanding) -> dict[int, Angka]:
    tahun, triwulan = banding.kini
    return {tw: _sum_pada(kunci, (tahun, tw), banding) for tw in range(1, triwulan)} | {triwulan: kini}


def _split(sampai: dict[int, Angka], kini: int) -> list[Angka]:
    """Money is reported up to a triwulan's end: what one triwulan spent is the difference to the one before.

    Where earlier ones were not measured, the next that was carries their money too; the sum stays what was spent.
    """
    hasil: list[Angka] = []
    sebelum = Decimal(0)
    for tw in TRIWULAN:
        nilai = sampai.get(tw) if tw <= kini else None
        hasil.append(None if nilai is None else nilai - sebelum)
        sebelum = sebelum if nilai is None else nilai
    return hasil


def _rupiah(nilai: Angka) -> Isi:
    return write_angka(nilai, format_rupiah(nilai)) if nilai is not None else _TIADA
