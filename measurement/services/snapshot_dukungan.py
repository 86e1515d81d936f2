"""What supports a sasaran (LKjIP Bab III, analyses 6 and 7): its programs and kegiatan, their money, efficiency."""

from typing import Any

from collection.models import PerangkatDaerah, Program
from measurement.models import BarisAnggaran
from measurement.services.hitung import Patokan
from measurement.services.rekap import Kelompok, Rekap, sum_uang
from measurement.services.snapshot_hasil import write_persen, write_rerata, write_uang

Isi = dict[str, Any]
KunciSasaran = tuple[str, str]
"""Codes of the tujuan and of the sasaran."""


def map_dukungan(kantor: PerangkatDaerah) -> dict[KunciSasaran, set[str]]:
    """Sasaran → codes of the programs that the plan ties to it."""
    semua = Program.objects.filter(perangkat_daerah=kantor).exclude(sasaran=None)
    hasil: dict[KunciSasaran, set[str]] = {}
    for kode, sasaran, tujuan in semua.values_list("kode", "sasaran__kode", "sasaran__tujuan__kode"):
        hasil.setdefault((tujuan, sasaran), set()).add(kode)
    return hasil


def write_dukungan(
    sasaran: Kelompok, kode: set[str], rekap: Rekap, anggaran: list[BarisAnggaran], patokan: Patokan
) -> Isi:
    """The programs of these codes, what they cost together, and how the sasaran's capaian stands to it."""
    uang = sum_uang([a for a in anggaran if a.program_kode in kode])
    capaian = sasaran.nilai.rerata.nilai
    serapan = uang.serapan if uang else None
    selisih = None if capaian is None or serapan is None else capaian - serapan
    return {
        "anggaran": write_uang(uang), "selisih": write_persen(selisih),
        "efisiensi": patokan.find_efisiensi(capaian, serapan),
        "program": [_write_program(p, rekap.desimal) for p in rekap.program if p.kode in kode],
    }  # fmt: skip


def _write_program(program: Kelompok, desimal: int) -> Isi:
    return {**_write_kelompok(program, desimal), "kegiatan": [_write_kelompok(k, desimal) for k in program.anak]}


def _write_kelompok(kelompok: Kelompok, desimal: int) -> Isi:
    return {
        "kode": kelompok.kode, "uraian": kelompok.uraian, **write_rerata(kelompok.nilai, desimal),
        "anggaran": write_uang(kelompok.anggaran),
    }
