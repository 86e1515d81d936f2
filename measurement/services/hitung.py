"""From rows to the pure arithmetic and back: one indicator's series, its results, its band."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from collection.enums import Konsolidasi, Rumus
from collection.frekuensi import tell_belum_waktunya
from collection.models import Indikator
from measurement.capaian import (
    Aturan,
    Kumulasi,
    Pita,
    classify,
    compute_capaian,
    compute_efisiensi,
    consolidate,
    is_penyebut_nol,
    round_persen,
)
from measurement.enums import Alasan
from measurement.ketentuan import Ketentuan
from measurement.models import BarisKertasKerja, Metodologi
from measurement.nilai import (
    NilaiRealisasi,
    NilaiTarget,
    Rentang,
    compute_nilai,
    get_batas,
    read_realisasi,
    read_target,
    round_simpan,
)
from measurement.services.metodologi import build_aturan, build_pita

DeretTarget = Sequence[NilaiTarget | None]
Deret = Sequence[NilaiRealisasi | None]


@dataclass(frozen=True)
class Hitungan:
    """What the arithmetic needs to know about one indicator; taken from the indicator or from a frozen row.

    `belum_waktunya` says why an empty triwulan lacks nothing; empty where it does.
    """

    rumus: Rumus
    konsolidasi: Konsolidasi
    desimal: int
    label: dict[Decimal, str]
    kumulatif: bool
    target: DeretTarget
    tahunan: NilaiTarget | None
    belum_waktunya: str = ""


def build_hitungan(indikator: Indikator, target: DeretTarget, tahunan: NilaiTarget | None) -> Hitungan:
    """For an indicator as it is now, with the targets of the triwulan so far."""
    return Hitungan(
        rumus=Rumus(indikator.rumus), konsolidasi=Konsolidasi(indikator.konsolidasi), desimal=indikator.desimal,
        label=indikator.label_skala, kumulatif=indikator.target_kumulatif, target=target, tahunan=tahunan,
        belum_waktunya=tell_belum_waktunya(indikator.frekuensi, len(target)),
    )  # fmt: skip


@dataclass(frozen=True)
class Patokan:
    """A Metodologi as the arithmetic takes it: rules of one capaian, bands with their `tingkat`, efficiency.

    `penuh`: means are taken of unrounded figures; a round of before has none, and keeps means of rounded ones.
    """

    aturan: Aturan
    pita: dict[Pita, int]
    ambang_efisiensi: Decimal
    capaian_efisiensi: Decimal
    penuh: bool = True

    @property
    def desimal(self) -> int:
        """How many decimals a capaian and a mean of them are printed with."""
        return self.aturan.desimal

    def round_nilai(self, nilai: Decimal) -> Decimal:
        """A percentage as it is printed."""
        return round_persen(nilai, self.desimal)

    def find_kategori(self, nilai: Decimal | None) -> tuple[str, int | None]:
        """Label and `tingkat` of the band of a percentage; empty and None where it has none."""
        pita = classify(nilai, list(self.pita), self.desimal)
        return (pita.label, self.pita[pita]) if pita else ("", None)

    def find_efisiensi(self, capaian: Decimal | None, serapan: Decimal | None) -> str | None:
        """The word for capaian − serapan; None where none may be claimed."""
        return compute_efisiensi(capaian, serapan, self.ambang_efisiensi, self.capaian_efisiensi)


def build_patokan(metodologi: Metodologi) -> Patokan:
    """Read once for a whole kertas kerja."""
    efisiensi = (metodologi.ambang_efisiensi, metodologi.capaian_efisiensi)
    return Patokan(build_aturan(metodologi), build_pita(metodologi), *efisiensi)


def make_patokan(isi: Ketentuan) -> Patokan:
    """The same of settings that are not stored, or not yet."""
    return Patokan(isi.aturan, dict(isi.skala), isi.ambang_efisiensi, isi.capaian_efisiensi)


PATOKAN_BAKU = make_patokan(Ketentuan())
"""Where an office has chosen nothing yet."""


def compute_hasil(hitungan: Hitungan, realisasi: Deret, patokan: Patokan, alasan_tertulis: str = "") -> dict:
    """All result columns of a HasilModel, with the consolidated target and realisasi.

    A triwulan declared not measurable (`alasan_tertulis`) has its own target and no realisasi: an earlier
    triwulan's position beside it would read as this one's. Of a triwulan with a penyebut of 0 it is why: that one was
    measured, and adds nothing to the year.
    """
    kumulasi, alasan = _consolidate(hitungan, realisasi, alasan_tertulis)
    rumus, bentuk = hitungan.rumus, {"desimal": hitungan.desimal, "label": hitungan.label}
    hasil = compute_capaian(rumus, kumulasi.target, kumulasi.realisasi, patokan.aturan, alasan, **bentuk)
    nanti = hitungan.belum_waktunya if hasil.alasan is Alasan.BELUM_DIUKUR else ""
    tahunan = compute_capaian(rumus, hitungan.tahunan, kumulasi.realisasi, patokan.aturan, alasan, **bentuk)
    kategori, tingkat = patokan.find_kategori(hasil.terhitung)
    return {
        "target": None if kumulasi.target is None else get_batas(kumulasi.target)[0],
        "target_atas": kumulasi.target.atas if isinstance(kumulasi.target, Rentang) else None,
        "realisasi": round_simpan(compute_nilai(kumulasi.realisasi)),
        "capaian_mentah": hasil.mentah,
        "capaian": hasil.terhitung,
        "capaian_penuh": "" if hasil.penuh is None else f"{hasil.penuh:f}",
        "alasan": Alasan.BELUM_WAKTUNYA.value if nanti else hasil.alasan.value,
        "penjelasan": nanti or hasil.penjelasan,
        "kategori": kategori,
        "tingkat": tingkat,
        "capaian_tahunan": tahunan.mentah,
        "penjelasan_tahunan": tahunan.penjelasan,
    }


def _consolidate(hitungan: Hitungan, realisasi: Deret, alasan: str) -> tuple[Kumulasi, str]:
    """Target and realisasi by the end of the triwulan, and the written reason where it still explains them."""
    kini = realisasi[-1] if realisasi else None
    nihil = is_penyebut_nol(kini)
    deret = [None] * len(realisasi) if alasan and not nihil else realisasi
    kumulasi = consolidate(hitungan.konsolidasi, hitungan.target, deret, hitungan.kumulatif)
    if nihil and kumulasi.realisasi is None:
        kumulasi = kumulasi._replace(realisasi=kini)
    return kumulasi, "" if nihil and not is_penyebut_nol(kumulasi.realisasi) else alasan


def recompute_baris(
    baris: BarisKertasKerja, nilai: NilaiRealisasi | None, patokan: Patokan, alasan: str = ""
) -> dict:
    """The row's results with another value (or other settings), from the frozen copy alone."""
    return compute_hasil(_read_hitungan(baris), _read_deret(baris, nilai), patokan, alasan)


def consolidate_baris(baris: BarisKertasKerja, nilai: NilaiRealisasi | None, alasan: str = "") -> Kumulasi:
    """Target and realisasi of a frozen row by the end of its triwulan, before they were rounded to be stored."""
    return _consolidate(_read_hitungan(baris), _read_deret(baris, nilai), alasan)[0]


def _read_deret(baris: BarisKertasKerja, nilai: NilaiRealisasi | None) -> Deret:
    return [*read_realisasi(baris.deret)[:-1], nilai]


def _read_hitungan(baris: BarisKertasKerja) -> Hitungan:
    return Hitungan(
        rumus=Rumus(baris.rumus), konsolidasi=Konsolidasi(baris.konsolidasi), desimal=baris.desimal,
        label={Decimal(skor): label for skor, label in baris.label_skala.items()},
        kumulatif=baris.deret["kumulatif"], target=read_target(baris.deret), tahunan=baris.get_nilai("target_tahunan"),
        belum_waktunya=baris.penjelasan if baris.alasan == Alasan.BELUM_WAKTUNYA else "",
    )  # fmt: skip
