"""The pages on which the report's narratives are written: how far they are, and what the figures suggest for each."""

from dataclasses import dataclass, field
from typing import Any

from measurement.grafik_laporan import draw_dukungan, draw_tren
from measurement.ketentuan import write_efisiensi
from measurement.models import KertasKerja, PengukuranKinerja
from measurement.pdf import walk_kelompok
from measurement.services.metodologi import build_ketentuan
from measurement.services.narasi import list_jenis, map_narasi
from measurement.services.rekap import KANTOR, build_rekap
from measurement.services.snapshot_hasil import write_ringkasan
from measurement.services.snapshot_tujuan import build_bahan_laporan, write_tujuan
from measurement.services.usulan_narasi import suggest_kantor, suggest_sasaran

DARI_ANGKA, DARI_LAMA = "Usulan dari angka", "Laporan yang diganti menulis"
Usulan = dict[str, tuple[tuple[str, str], ...]]


@dataclass(frozen=True)
class KemajuanNarasi:
    """How many texts of a group were written."""

    kunci: str
    judul: str
    ditulis: int
    jumlah: int


@dataclass(frozen=True)
class BagianNarasi:
    """One group to write about: its figures as the report shows them, its plots, and suggestions by kind."""

    kunci: str
    judul: str
    kertas: KertasKerja
    usulan: Usulan
    sasaran: dict[str, Any] | None = None
    tren: list[dict[str, Any]] = field(default_factory=list)
    dukungan: list[dict[str, Any]] = field(default_factory=list)


def list_bagian(kasus: PengukuranKinerja, kertas: KertasKerja) -> list[KemajuanNarasi]:
    """The office, then each sasaran in the order of the plan."""
    narasi = map_narasi(kasus)
    semua = [(KANTOR, "Perangkat daerah")]
    semua += [(s.kunci, f"Sasaran {s.kode} {s.uraian}") for s in build_rekap(kertas).sasaran]
    return [KemajuanNarasi(k, judul, len(narasi.get(k, {})), len(list_jenis(k))) for k, judul in semua]


def build_bagian(kasus: PengukuranKinerja, kunci: str) -> BagianNarasi | None:
    """One group of the latest round; none where there are no figures yet, or no such group."""
    kertas = kasus.kertas_kerja_set.select_related("metodologi", "pengukuran__periode").first()
    if kertas is None:
        return None
    bahan = build_bahan_laporan(kertas)
    tujuan = write_tujuan(bahan, {})
    lama = map_narasi(kasus.menggantikan).get(kunci, {}) if kasus.menggantikan else {}
    if kunci == KANTOR:
        usulan = suggest_kantor(write_ringkasan(bahan.rekap), tujuan, str(kasus.periode))
        return BagianNarasi(kunci, "Perangkat daerah", kertas, _join(usulan, lama))
    semua = (k for puncak in tujuan for k in walk_kelompok(puncak))
    sasaran = next((k for k in semua if k["jenis"] == "sasaran" and k["kunci"] == kunci), None)
    if sasaran is None:
        return None
    isi = build_ketentuan(kertas.metodologi)
    usulan = suggest_sasaran(sasaran, write_efisiensi(isi.ambang_efisiensi, isi.capaian_efisiensi))
    return BagianNarasi(
        kunci, f"Sasaran {sasaran['kode']}", kertas, _join(usulan, lama), sasaran,
        [draw_tren(satu) for satu in sasaran["analisis"]["tren"]], draw_dukungan(sasaran, sasaran["dukungan"]),
    )  # fmt: skip


def _join(usulan: dict, lama: dict[str, str]) -> Usulan:
    """What the figures suggest, and in a revision what the report that it replaces said."""
    hasil: Usulan = {}
    for jenis, teks in usulan.items():
        semua = ((DARI_ANGKA, teks), (DARI_LAMA, lama.get(jenis.value, "")))
        hasil[jenis.value] = tuple(satu for satu in semua if satu[1])
    return hasil
