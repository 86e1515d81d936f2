"""What a Metodologi would do to figures that are there: the same frozen inputs, computed by other settings.

Nothing is stored: a kertas kerja keeps what it was computed with.
"""

import copy
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from collection.models import PerangkatDaerah
from measurement.enums import Status
from measurement.ketentuan import SATU, Ketentuan
from measurement.models import BarisKertasKerja, KertasKerja, Metodologi, PengukuranKinerja
from measurement.services.baris import BarisRekap
from measurement.services.hitung import Patokan, make_patokan, recompute_baris
from measurement.services.metodologi import build_ketentuan
from measurement.services.rekap import Kelompok, Nilai, Rekap, build_rekap

VERSI_MAKS = 5


@dataclass(frozen=True)
class Pindah:
    """One indicator before and after; equal where the settings do not touch it."""

    lama: BarisRekap
    baru: BarisRekap

    @property
    def kategori(self) -> bool:
        """Whether it moves to another band, or gets one, or loses it."""
        return self.lama.hasil.kategori != self.baru.hasil.kategori

    @property
    def nilai(self) -> bool:
        """Whether the counted capaian is another number."""
        return self.lama.hasil.capaian != self.baru.hasil.capaian


@dataclass(frozen=True)
class Dampak:
    """One kertas kerja by its own settings and by others."""

    kertas: KertasKerja
    lama: Rekap
    baru: Rekap
    baris: tuple[Pindah, ...]

    @property
    def pindah(self) -> tuple[Pindah, ...]:
        """The indicators that change, those of another band first."""
        berubah = [b for b in self.baris if b.kategori or b.nilai]
        return tuple(sorted(berubah, key=lambda b: (not b.kategori, b.lama.baris.urutan)))

    @property
    def pindah_kategori(self) -> int:
        return sum(b.kategori for b in self.baris)

    @property
    def arus(self) -> list["Arus"]:
        """From which band to which, and how many; the largest first."""
        jalan = Counter(
            (b.lama.label_kategori, b.lama.hasil.tingkat, b.baru.label_kategori, b.baru.hasil.tingkat)
            for b in self.baris if b.kategori
        )  # fmt: skip
        return [Arus(*satu, jumlah) for satu, jumlah in jalan.most_common()]

    @property
    def sasaran(self) -> list[tuple[Kelompok, Nilai, Nilai]]:
        """Each sasaran with its mean before and after."""
        return [(k, k.nilai, b.nilai) for k, b in zip(self.lama.sasaran, self.baru.sasaran, strict=True)]

    @property
    def batang(self) -> tuple["Batang", "Batang"]:
        """The spread over the bands as two bars of one length, before and after."""
        return _draw_batang("Semula", self.lama), _draw_batang("Menjadi", self.baru)


@dataclass(frozen=True)
class Arus:
    """How many indicators go from one band (or from none) to another."""

    lama: str
    tingkat_lama: int | None
    baru: str
    tingkat_baru: int | None
    jumlah: int


@dataclass(frozen=True)
class Potongan:
    """One band's part of a bar, in thousandths of its length; `tingkat` 0 is what has no capaian."""

    label: str
    tingkat: int
    jumlah: int
    awal: int
    lebar: int


@dataclass(frozen=True)
class Batang:
    """How the indicators spread over the bands, the best first."""

    sebutan: str
    potongan: tuple[Potongan, ...]


def _draw_batang(sebutan: str, rekap: Rekap) -> Batang:
    isi = [(k.pita.label, k.tingkat, k.jumlah) for k in rekap.kategori]
    isi.append(("Tanpa nilai", 0, len(rekap.baris) - sum(jumlah for _, _, jumlah in isi)))
    semua, lewat, potongan = len(rekap.baris) or 1, 0, []
    for label, tingkat, jumlah in isi:
        awal, lewat = 1000 * lewat // semua, lewat + jumlah
        potongan.append(Potongan(label, tingkat, jumlah, awal, 1000 * lewat // semua - awal))
    return Batang(sebutan, tuple(potongan))


def find_acuan(kantor: PerangkatDaerah) -> KertasKerja | None:
    """The latest round of the office's latest triwulan: of the running case, or the last one."""
    semua = KertasKerja.objects.filter(pengukuran__perangkat_daerah=kantor)
    urut = semua.exclude(pengukuran__status=Status.DIBATALKAN.value).order_by(
        "-pengukuran__periode__tahun", "-pengukuran__periode__triwulan", "-pengukuran__pk", "-putaran"
    )
    terkait = urut.select_related("metodologi", "pengukuran__periode", "pengukuran__sop")
    return terkait.prefetch_related("metodologi__pita_set").first()


def measure_dampak(kertas: KertasKerja, isi: Ketentuan, lama: Rekap | None = None) -> Dampak:
    """The round by these settings; `lama` is its recapitulation where it was built already."""
    lama, patokan = lama or build_rekap(kertas), make_patokan(isi)
    baru = tuple(_recompute(b, patokan, isi.bobot.get(b.baris.indikator_id, SATU)) for b in lama.baris)
    baris = tuple(Pindah(a, b) for a, b in zip(lama.baris, baru, strict=True))
    return Dampak(kertas, lama, build_rekap(kertas, patokan, baru), baris)


def _recompute(b: BarisRekap, patokan: Patokan, bobot: Decimal) -> BarisRekap:
    """A copy in memory, never saved: the figure that counts (corrected where it was) by other settings."""
    alasan = "" if b.koreksi else b.baris.tidak_dapat_diukur
    hasil = recompute_baris(b.baris, b.terukur, patokan, alasan)
    salinan: BarisKertasKerja = copy.copy(b.baris)
    tetap = {"bobot": bobot, "tidak_dapat_diukur": alasan, "realisasi_triwulan": b.hasil.realisasi_triwulan}
    for nama, nilai in (hasil | tetap).items():
        setattr(salinan, nama, nilai)
    return BarisRekap(salinan)


def list_dampak_versi(kasus: PengukuranKinerja) -> list[tuple[Metodologi, Dampak | None]]:
    """The latest versions from which the case chooses, each with what it does to the office's latest figures."""
    milik = Metodologi.objects.filter(perangkat_daerah=kasus.perangkat_daerah, tahun=kasus.periode.tahun)
    versi = milik.prefetch_related("pita_set", "bobot_set")[:VERSI_MAKS]
    acuan = find_acuan(kasus.perangkat_daerah) if versi else None
    if acuan is None:
        return [(satu, None) for satu in versi]
    lama = build_rekap(acuan)
    return [(satu, measure_dampak(acuan, build_ketentuan(satu), lama)) for satu in versi]
