"""The money of a form over its semester or year: cumulative figures as they were typed, and what the span took of them.

Money is written cumulative from 1 January, so that a semester's is the difference to the triwulan before it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from collection.angka import format_angka, format_rupiah
from collection.models import Formulir, RealisasiAnggaran
from collection.models.formulir import ROMAWI
from measurement.enums import BentukTampilan
from measurement.konsolidasi import compute_serapan
from measurement.services.cuplikan import map_anggaran_beku
from measurement.services.tampilan import AWAL_SEMESTER

KOSONG = "–"


@dataclass(frozen=True)
class BarisUang:
    """One sub kegiatan, or the sum of all: everything in words; `kolom` is (label, spent by the triwulan's end)."""

    nama: str
    kode: str
    pagu: str
    kolom: list[tuple[str, str]]
    rentang: str
    serapan: str


def list_uang(formulir: Formulir, bentuk: BentukTampilan) -> list[BarisUang]:
    """The form's sub kegiatan over the span, then their sum; empty for a form without money. Four queries at most.

    Of an earlier triwulan what was handed in and is in force, else what the unit reported. The sum of a column, and
    its share of the pagu, is there only where no sub kegiatan lacks its figure.
    """
    anggaran = list(formulir.realisasi_anggaran_set.select_related("pagu__sub_kegiatan__kegiatan__program"))
    if not anggaran:
        return []
    akhir = formulir.periode.triwulan
    awal = AWAL_SEMESTER[akhir] if bentuk is BentukTampilan.SEMESTER else 1
    deret = _map_deret(formulir, anggaran)
    pagu = [satu.pagu.jumlah for satu in anggaran]
    jumlah = [_sum(kolom) for kolom in zip(*(deret[satu.pk] for satu in anggaran), strict=True)]
    sub = [satu.pagu.sub_kegiatan for satu in anggaran]
    return [
        *(_write(s.nama, s.kode, a.pagu.jumlah, deret[a.pk], awal) for s, a in zip(sub, anggaran, strict=True)),
        _write("Jumlah", "", sum(pagu, Decimal(0)), jumlah, awal),
    ]


def _map_deret(formulir: Formulir, anggaran: Sequence[RealisasiAnggaran]) -> dict[int, list[Decimal | None]]:
    """Key of a row → what was spent by the end of each triwulan of the year up to the form's own."""
    periode, akhir = formulir.periode, formulir.periode.triwulan
    lalu = RealisasiAnggaran.objects.filter(
        sub_kegiatan__in=[satu.sub_kegiatan_id for satu in anggaran], periode__tahun=periode.tahun,
        periode__triwulan__lt=akhir,
    )  # fmt: skip
    lapor = {(sub, tw): uang for sub, tw, uang in lalu.values_list("sub_kegiatan", "periode__triwulan", "jumlah")}
    beku, hasil = map_anggaran_beku(periode), {}
    for satu in anggaran:
        sub = satu.pagu.sub_kegiatan
        kunci = (sub.kegiatan.program.kode, sub.kode)
        dulu = [beku.get(tw, {}).get(kunci, lapor.get((sub.pk, tw))) for tw in range(1, akhir)]
        hasil[satu.pk] = [*dulu, satu.jumlah]
    return hasil


def _sum(kolom: Sequence[Decimal | None]) -> Decimal | None:
    return None if None in kolom else sum((satu for satu in kolom if satu is not None), Decimal(0))


def _write(nama: str, kode: str, pagu: Decimal, deret: Sequence[Decimal | None], awal: int) -> BarisUang:
    kini, dasar = deret[-1], deret[awal - 2] if awal > 1 else Decimal(0)
    rentang = None if kini is None or dasar is None else kini - dasar
    serapan = compute_serapan([kini], [pagu])
    kolom = [(f"s.d. TW {ROMAWI[tw]}", _write_uang(deret[tw - 1])) for tw in range(awal, len(deret) + 1)]
    return BarisUang(nama, kode, _write_uang(pagu), kolom, _write_uang(rentang), _write_persen(serapan))


def _write_uang(jumlah: Decimal | None) -> str:
    return KOSONG if jumlah is None else format_rupiah(jumlah).removeprefix("Rp")


def _write_persen(nilai: Decimal | None) -> str:
    return KOSONG if nilai is None else f"{format_angka(nilai)}\u00a0%"
