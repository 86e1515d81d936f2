"""Figures in force of the office's earlier triwulan, as they were frozen: what a report compares with."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from collection.models.formulir import ROMAWI
from measurement.models import BarisAnggaran, BarisKertasKerja, KertasKerja
from measurement.queries_lalu import list_kertas_berlaku
from measurement.services.baris import BarisRekap

TAHUN_LALU = 4
"""How many years back a report compares: with its own five, the history that an evaluation asks for."""

TAK_DIBACA = ("jalur", "asal", "bukti", "nama", "penjelasan", "penjelasan_tahunan", "keterangan")
"""Columns of thousands of rows that nothing is compared with."""

Waktu = tuple[int, int]
"""Year and triwulan."""
KunciUang = tuple[str, str]
"""Code of the program and of the sub kegiatan."""


@dataclass
class Riwayat:
    """By triwulan what was frozen and counts, corrections included: rows by their indikator, money by its code."""

    baris: dict[int, dict[Waktu, BarisRekap]] = field(default_factory=dict)
    uang: dict[Waktu, dict[KunciUang, Decimal | None]] = field(default_factory=dict)

    def list_milik(self, indikator: int) -> dict[Waktu, BarisRekap]:
        """The indicator's earlier figures, oldest first."""
        return dict(sorted(self.baris.get(indikator, {}).items()))


def write_tw(waktu: Waktu) -> str:
    """`TW II 2025`."""
    return f"TW {ROMAWI[waktu[1]]} {waktu[0]}"


def find_akhir_tahun(waktu: Iterable[Waktu]) -> dict[int, Waktu]:
    """Year → its latest triwulan among these."""
    return {tahun: (tahun, triwulan) for tahun, triwulan in sorted(waktu)}


def build_riwayat(kertas: KertasKerja, tahun_awal: int | None = None) -> Riwayat:
    """Read what counts of all triwulan before the round's own; four queries, whatever their number.

    `tahun_awal`: the first year of the Renstra, where it lies further back than TAHUN_LALU years.
    """
    periode = kertas.pengukuran.periode
    semula = periode.tahun - TAHUN_LALU
    putaran = list_kertas_berlaku(periode, min(semula, tahun_awal or semula))
    waktu = {satu.pk: _read_waktu(satu) for satu in putaran}
    urutan = {satu.pk: nomor for nomor, satu in enumerate(putaran)}
    riwayat = Riwayat()
    semua = BarisKertasKerja.objects.filter(kertas_kerja__in=putaran).defer(*TAK_DIBACA)
    for satu in sorted(semua.prefetch_related("koreksi_set"), key=lambda b: urutan[b.kertas_kerja_id]):
        isi = BarisRekap(satu, tuple(satu.koreksi_set.all()))
        riwayat.baris.setdefault(satu.indikator_id, {})[waktu[satu.kertas_kerja_id]] = isi
    uang = BarisAnggaran.objects.filter(kertas_kerja__in=putaran)
    for satu in sorted(uang, key=lambda a: urutan[a.kertas_kerja_id]):
        milik = riwayat.uang.setdefault(waktu[satu.kertas_kerja_id], {})
        milik[satu.program_kode, satu.kode] = satu.realisasi
    return riwayat


def _read_waktu(kertas: KertasKerja) -> Waktu:
    periode = kertas.pengukuran.periode
    return periode.tahun, periode.triwulan
