"""From rows to the pure arithmetic and back: one indicator's series, its results, its band."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from collection.enums import Konsolidasi, Rumus
from collection.models import Indikator
from measurement.capaian import Aturan, Pita, classify, compute_capaian, compute_efisiensi, consolidate, round_persen
from measurement.ketentuan import Ketentuan
from measurement.models import Metodologi
from measurement.services.metodologi import build_aturan, build_pita

Deret = Sequence[Decimal | None]


@dataclass(frozen=True)
class Hitungan:
    """What the arithmetic needs to know about one indicator; taken from the indicator or from a frozen row."""

    rumus: Rumus
    konsolidasi: Konsolidasi
    desimal: int
    label: dict[Decimal, str]
    kumulatif: bool
    target: Deret
    tahunan: Decimal | None


def build_hitungan(indikator: Indikator, target: Deret, tahunan: Decimal | None) -> Hitungan:
    """For an indicator as it is now, with the targets of the triwulan so far."""
    return Hitungan(
        rumus=Rumus(indikator.rumus), konsolidasi=Konsolidasi(indikator.konsolidasi), desimal=indikator.desimal,
        label=indikator.label_skala, kumulatif=indikator.target_kumulatif, target=target, tahunan=tahunan,
    )  # fmt: skip


@dataclass(frozen=True)
class Patokan:
    """A Metodologi as the arithmetic takes it: rules of one capaian, bands with their `tingkat`, efficiency."""

    aturan: Aturan
    pita: dict[Pita, int]
    ambang_efisiensi: Decimal
    capaian_efisiensi: Decimal

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
    triwulan's position beside it would read as this one's.
    """
    aturan = patokan.aturan
    deret = [None] * len(realisasi) if alasan_tertulis else realisasi
    kumulasi = consolidate(hitungan.konsolidasi, hitungan.target, deret, hitungan.kumulatif)
    rumus, bentuk = hitungan.rumus, {"desimal": hitungan.desimal, "label": hitungan.label}
    hasil = compute_capaian(rumus, kumulasi.target, kumulasi.realisasi, aturan, alasan_tertulis, **bentuk)
    tahunan = compute_capaian(rumus, hitungan.tahunan, kumulasi.realisasi, aturan, alasan_tertulis, **bentuk)
    kategori, tingkat = patokan.find_kategori(hasil.terhitung)
    return {
        "target": kumulasi.target,
        "realisasi": kumulasi.realisasi,
        "capaian_mentah": hasil.mentah,
        "capaian": hasil.terhitung,
        "alasan": hasil.alasan.value,
        "penjelasan": hasil.penjelasan,
        "kategori": kategori,
        "tingkat": tingkat,
        "capaian_tahunan": tahunan.mentah,
        "penjelasan_tahunan": tahunan.penjelasan,
    }


def write_deret(deret: Deret) -> list[str | None]:
    """A series as exact text, for a frozen row."""
    return [None if nilai is None else f"{nilai:f}" for nilai in deret]


def read_deret(teks: Sequence[str | None]) -> list[Decimal | None]:
    """The inverse of write_deret."""
    return [None if nilai is None else Decimal(nilai) for nilai in teks]
