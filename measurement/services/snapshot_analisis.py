"""The analyses of a report that compare (LKjIP Bab III, PermenPANRB 53/2014): earlier periods, Renstra, standards.

Of each tujuan and sasaran; what supports it and how well money was spent is in services/snapshot_dukungan.py.
"""

import functools
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import prefetch_related_objects

from collection.enums import Rumus, TingkatStandar
from collection.models import Indikator, StandarPembanding
from collection.nilai import NilaiTarget
from measurement.capaian import Aturan, compute_capaian
from measurement.models import KertasKerja
from measurement.rumus import MAKIN_RENDAH
from measurement.services.baris import BarisRekap
from measurement.services.metodologi import build_aturan
from measurement.services.rekap import Kelompok
from measurement.services.riwayat_angka import Riwayat, Waktu, build_riwayat, find_akhir_tahun, write_tw
from measurement.services.snapshot_hasil import KOSONG, write_angka, write_persen, write_target

KOLOM_LALU = 4
"""Earlier years' columns of a table: with the present one as many as fit beside the name of an indicator."""
TANPA_ARAH = frozenset({Rumus.STABIL, Rumus.RENTANG, Rumus.RENTANG_WAKTU})
"""Formulas that say neither that more nor that less is better."""

Isi = dict[str, Any]


@dataclass(frozen=True)
class Pembanding:
    """Everything that rows of one round are held beside, read once for the whole report."""

    kertas: KertasKerja
    riwayat: Riwayat
    indikator: dict[int, Indikator]
    renstra: dict[int, Any]
    aturan: Aturan
    desimal: int

    @property
    def kini(self) -> Waktu:
        """The triwulan that the round measures."""
        periode = self.kertas.pengukuran.periode
        return periode.tahun, periode.triwulan

    @functools.cached_property
    def tahun_awal(self) -> int:
        """The first year of the Renstra that the measured year lies in; that year itself where none does."""
        tahun, semua = self.kini[0], {r.pk: r for r in self.renstra.values() if r}
        return min((r.tahun_awal for r in semua.values() if r.tahun_awal <= tahun <= r.tahun_akhir), default=tahun)

    @functools.cached_property
    def tahun_akhir(self) -> int | None:
        """The last year of the Renstra; none where no indicator belongs to one."""
        return max((r.tahun_akhir for r in self.renstra.values() if r), default=None)

    def find_nilai(self, baris: BarisRekap) -> dict[int, NilaiTarget]:
        """Year → target of the Renstra, of the years that have one."""
        semua = self.indikator[baris.baris.indikator_id].target_renstra_set.all()
        return {t.tahun: nilai for t in semua if (nilai := t.get_nilai("nilai")) is not None}

    def find_tahun_akhir(self, baris: BarisRekap) -> int | None:
        """The last year of the Renstra that the row belongs to; of a program without sasaran the last with a target."""
        renstra = self.renstra[baris.baris.indikator_id]
        return renstra.tahun_akhir if renstra else max(self.find_nilai(baris), default=None)


def build_pembanding(kertas: KertasKerja, baris: Sequence[BarisRekap]) -> Pembanding:
    """Read history, targets of the Renstra and standards of these rows; a dozen queries, whatever their number."""
    aturan = build_aturan(kertas.metodologi)
    jalan = ("tujuan__renstra", "sasaran__tujuan__renstra", "program__sasaran__tujuan__renstra",
             "kegiatan__program__sasaran__tujuan__renstra",
             "sub_kegiatan__kegiatan__program__sasaran__tujuan__renstra", "skala")  # fmt: skip
    semua = list(Indikator.objects.filter(pk__in=[b.baris.indikator_id for b in baris]).select_related(*jalan))
    prefetch_related_objects(semua, "target_renstra_set", "standar_set", "skala__nilai_set")
    renstra = {satu.pk: find_renstra(satu) for satu in semua}
    awal = min((r.tahun_awal for r in renstra.values() if r), default=None)
    indikator = {satu.pk: satu for satu in semua}
    return Pembanding(kertas, build_riwayat(kertas, awal), indikator, renstra, aturan, aturan.desimal)


def find_renstra(indikator: Indikator) -> Any:
    """The Renstra above an indicator, however far; none where its program supports no sasaran yet."""
    simpul: Any = indikator.induk
    for nama in ("kegiatan", "program", "sasaran", "tujuan", "renstra"):
        simpul = getattr(simpul, nama, simpul) if simpul is not None else None
    return simpul if hasattr(simpul, "tahun_akhir") else None


def write_analisis(kelompok: Kelompok, banding: Pembanding) -> Isi:
    """What the indicators of one tujuan or sasaran are compared with; lists that are empty where there is nothing."""
    return {
        "dalam_tahun": _write_dalam_tahun(kelompok.baris, banding),
        "antar_tahun": _write_antar_tahun(kelompok.baris, banding),
        "renstra": [isi for b in kelompok.baris if (isi := _write_renstra(b, banding))],
        "standar": [isi for b in kelompok.baris for isi in _list_standar(b, banding)],
        "tren": [isi for b in kelompok.baris if (isi := write_tren(b, banding))],
    }


def _name(b: BarisRekap) -> Isi:
    return {"kode": b.baris.kode, "nama": b.baris.nama, "satuan": b.baris.satuan}


def _write_sel(b: BarisRekap | None, desimal: int) -> Isi:
    if b is None:
        kosong = {"nilai": None, "teks": KOSONG}
        return {"realisasi": kosong, "capaian": kosong}
    return {
        "realisasi": write_angka(b.hasil.realisasi, b.write(b.hasil.realisasi)),
        "capaian": write_persen(b.hasil.capaian, desimal),
    }


def _write_banding(baris: Iterable[BarisRekap], waktu: Sequence[Waktu], banding: Pembanding) -> Isi:
    """A table of realisasi and capaian: a column for each earlier triwulan, and the present one at the end."""
    return {
        "kolom": [write_tw(satu) for satu in (*waktu, banding.kini)] if waktu else [],
        "baris": [
            {**_name(b), "sel": [_write_sel(satu, banding.desimal) for satu in (*map(milik.get, waktu), b)]}
            for b in baris for milik in [banding.riwayat.list_milik(b.baris.indikator_id)]
        ] if waktu else [],
    }  # fmt: skip


def _collect_waktu(baris: Iterable[BarisRekap], banding: Pembanding, syarat: Callable[[Waktu], bool]) -> list[Waktu]:
    ada = {w for b in baris for w in banding.riwayat.list_milik(b.baris.indikator_id)}
    return sorted(satu for satu in ada if syarat(satu))


def _write_dalam_tahun(baris: Sequence[BarisRekap], banding: Pembanding) -> Isi:
    tahun = banding.kini[0]
    return _write_banding(baris, _collect_waktu(baris, banding, lambda w: w[0] == tahun), banding)


def _write_antar_tahun(baris: Sequence[BarisRekap], banding: Pembanding) -> Isi:
    """The same triwulan of last year, and of each earlier year the last one that was measured."""
    tahun, triwulan = banding.kini
    lalu = _collect_waktu(baris, banding, lambda w: w[0] < tahun)
    pilih = sorted({*find_akhir_tahun(lalu).values(), *(w for w in lalu if w == (tahun - 1, triwulan))})
    return _write_banding(baris, pilih[-KOLOM_LALU:], banding)


def compute_kemajuan(
    b: BarisRekap, target: Any, aturan: Aturan, realisasi: Decimal | None
) -> tuple[Decimal | None, str]:
    """A realisasi against another target by the row's own formula: raw percent and worked line."""
    label = {Decimal(skor): teks for skor, teks in b.baris.label_skala.items()}
    hasil = compute_capaian(Rumus(b.baris.rumus), target, realisasi, aturan, "", desimal=b.baris.desimal, label=label)
    return hasil.mentah, hasil.penjelasan


def _write_renstra(b: BarisRekap, banding: Pembanding) -> Isi | None:
    """Against the target of the Renstra's last year; none where the Renstra has none."""
    akhir = banding.find_tahun_akhir(b)
    target = banding.find_nilai(b).get(akhir) if akhir else None
    if target is None:
        return None
    kemajuan, penjelasan = compute_kemajuan(b, target, banding.aturan, b.hasil.realisasi)
    return {
        **_name(b), "tahun": akhir, "target": write_target(b, target),
        "realisasi": write_angka(b.hasil.realisasi, b.write(b.hasil.realisasi)),
        "kemajuan": write_persen(kemajuan, banding.desimal), "penjelasan": penjelasan,
    }  # fmt: skip


def _list_standar(b: BarisRekap, banding: Pembanding) -> list[Isi]:
    """Of each level the latest figure that is not of a later year than the measurement."""
    semua = banding.indikator[b.baris.indikator_id].standar_set.all()
    terbaru: dict[str, StandarPembanding] = {}
    for satu in sorted(semua, key=lambda s: s.tahun):
        if satu.tahun <= banding.kini[0]:
            terbaru[satu.tingkat] = satu
    return [
        {
            **_name(b), "tingkat": TingkatStandar(satu.tingkat).label, "tahun": satu.tahun, "sumber": satu.sumber,
            "nilai": write_angka(satu.nilai, b.write(satu.nilai)),
            "realisasi": write_angka(b.hasil.realisasi, b.write(b.hasil.realisasi)),
            "keadaan": tell_standar(Rumus(b.baris.rumus), b.hasil.realisasi, satu.nilai),
        }
        for satu in sorted(terbaru.values(), key=lambda s: list(TingkatStandar.values()).index(s.tingkat))
    ]  # fmt: skip


def tell_standar(rumus: Rumus, realisasi: Decimal | None, standar: Decimal) -> str:
    """How a realisasi stands to a standard, in words, by the direction that the formula gives."""
    if realisasi is None:
        return "belum dapat dibandingkan"
    if realisasi == standar:
        return "sama dengan standar"
    if rumus in TANPA_ARAH:
        return "di atas standar" if realisasi > standar else "di bawah standar"
    lebih_baik = (realisasi < standar) == (rumus in MAKIN_RENDAH)
    return "lebih baik daripada standar" if lebih_baik else "belum mencapai standar"


def write_tren(b: BarisRekap, banding: Pembanding) -> Isi | None:
    """Year by year the Renstra's target and what was reached last in it; none where there is nothing to follow."""
    milik = banding.riwayat.list_milik(b.baris.indikator_id)
    target = banding.find_nilai(b)
    terakhir = {**find_akhir_tahun(milik), banding.kini[0]: banding.kini}
    realisasi = {tahun: b if waktu == banding.kini else milik[waktu] for tahun, waktu in terakhir.items()}
    tahun = sorted({*target, *realisasi})
    terisi = [satu for satu in realisasi.values() if satu.hasil.realisasi is not None]
    if len(target) < 2 and len(terisi) < 2:
        return None
    return {**_name(b), "titik": [_write_titik(b, satu, target, realisasi, terakhir) for satu in tahun]}


def _write_titik(b: BarisRekap, tahun: int, target: dict, realisasi: dict, terakhir: dict) -> Isi:
    nyata = realisasi[tahun].hasil.realisasi if tahun in realisasi else None
    return {
        "tahun": tahun, "waktu": write_tw(terakhir[tahun]) if tahun in terakhir else "",
        "target": write_target(b, target.get(tahun)), "realisasi": write_angka(nyata, b.write(nyata)),
    }  # fmt: skip
