"""What the pages of triwulan show: when each takes figures, who handed in, who opened and closed it."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone

from collection.kunci import Masa, is_terbuka, write_saat, write_sampai
from collection.models import Formulir, JadwalPeriode, PengecualianPeriode, PerangkatDaerah, Periode
from collection.queries import count_terutang
from collection.services.periode import compute_versi, find_jadwal, is_tutup, tell_tertutup
from measurement.models import PengukuranKinerja
from measurement.services.periode import Dampak, find_dampak, map_selesai


@dataclass(frozen=True)
class BarisPeriode:
    """One triwulan in the table. `belum` of `semua` forms are not handed in; `jadwal` is what counts now; `selesai`
    is its finished case, which only a revision changes."""

    periode: Periode
    jadwal: JadwalPeriode | None
    tertutup: str
    belum: int
    semua: int
    pengecualian: int
    selesai: PengukuranKinerja | None = None

    @property
    def ada(self) -> bool:
        """Whether a case or Tim SAKIP has begun the triwulan."""
        return self.periode.pk is not None

    @property
    def masuk(self) -> int:
        """How many forms are handed in."""
        return self.semua - self.belum

    @property
    def mulai(self) -> str:
        """From when, with the zone; empty without a limit."""
        return write_saat(self.jadwal.mulai, self._zona) if self.jadwal and self.jadwal.mulai else ""

    @property
    def sampai(self) -> str:
        """Until when, with the zone; empty without a limit."""
        return write_sampai(self.jadwal.sampai, self._zona) if self.jadwal and self.jadwal.sampai else ""

    @property
    def tenggat(self) -> str:
        """By when units should hand in; empty where nothing was said."""
        return write_sampai(self.jadwal.tenggat, self._zona) if self.jadwal and self.jadwal.tenggat else ""

    @property
    def lewat_tenggat(self) -> bool:
        """Whether somebody still owes a form after the deadline."""
        tenggat = self.jadwal.tenggat if self.jadwal else None
        return bool(self.belum) and not is_terbuka(timezone.now(), Masa(None, tenggat))

    @property
    def keadaan(self) -> str:
        """In a word or two, for the chip."""
        if not self.ada:
            return "Belum dimulai"
        if self.selesai:
            return "Selesai"
        if not self.tertutup:
            return "Terbuka"
        return "Ditutup" if is_tutup(self.jadwal) else "Belum dibuka"

    @property
    def _zona(self) -> str:
        return self.periode.perangkat_daerah.zona


@dataclass(frozen=True)
class BarisPengecualian:
    """One exception with its time in words; `berlaku` says whether it counts now."""

    isi: PengecualianPeriode
    sasaran: str
    sampai: str
    berlaku: bool


@dataclass(frozen=True)
class IsiPeriode:
    """The page of one triwulan."""

    baris: BarisPeriode
    versi: str
    lagi: bool
    dampak: Dampak
    riwayat: list[JadwalPeriode]
    pengecualian: list[BarisPengecualian]
    formulir: list[Formulir]


def list_baris(kantor: PerangkatDaerah, tahun: Iterable[int]) -> list[BarisPeriode]:
    """The four triwulan of each of these years, latest first; the number of queries is fixed."""
    ada = {(p.tahun, p.triwulan): p for p in Periode.objects.filter(perangkat_daerah=kantor, tahun__in=list(tahun))}
    jadwal = {satu.periode_id: satu for satu in JadwalPeriode.objects.filter(
        periode__in=[p.pk for p in ada.values()]).select_related("oleh").order_by("pk")}  # fmt: skip
    terutang = count_terutang(p.pk for p in ada.values())
    kini = timezone.now()
    beri: dict[int, int] = {}
    for periode in PengecualianPeriode.objects.filter(
        periode__perangkat_daerah=kantor, dicabut_pada=None, sampai__gt=kini
    ).values_list("periode", flat=True):
        beri[periode] = beri.get(periode, 0) + 1
    selesai = map_selesai(p.pk for p in ada.values())
    hasil = []
    for tw in ((t, n) for t in sorted(tahun, reverse=True) for n in (4, 3, 2, 1)):
        periode = ada.get(tw) or Periode(perangkat_daerah=kantor, tahun=tw[0], triwulan=tw[1])
        periode.perangkat_daerah = kantor
        satu = jadwal.get(periode.pk)
        hasil.append(BarisPeriode(
            periode, satu, tell_tertutup(periode, satu, kini), *terutang.get(periode.pk, (0, 0)),
            beri.get(periode.pk, 0), selesai.get(periode.pk),
        ))  # fmt: skip
    return hasil


def list_tahun(kantor: PerangkatDaerah) -> list[int]:
    """The years of the table: all that have a triwulan, and this one; latest first."""
    ada = set(Periode.objects.filter(perangkat_daerah=kantor).values_list("tahun", flat=True))
    return sorted(ada | {kantor.hari_ini().year}, reverse=True)


def build_isi(periode: Periode) -> IsiPeriode:
    """One triwulan with its history; `periode` may be one that nobody has begun."""
    setahun = list_baris(periode.perangkat_daerah, [periode.tahun])
    baris = next(satu for satu in setahun if satu.periode.triwulan == periode.triwulan)
    jadwal = find_jadwal(periode)
    milik = periode.pk is not None
    riwayat = JadwalPeriode.objects.filter(periode=periode.pk).select_related("oleh").order_by("-pk") if milik else ()
    formulir = periode.formulir_set.select_related("unit", "diserahkan_oleh") if milik else ()
    lagi = is_tutup(jadwal)
    dampak = find_dampak(periode) if lagi or baris.selesai else Dampak()
    return IsiPeriode(
        baris, compute_versi(periode, jadwal), lagi, dampak, list(riwayat),
        _list_pengecualian(periode) if milik else [], list(formulir),
    )  # fmt: skip


def _list_pengecualian(periode: Periode) -> list[BarisPengecualian]:
    semua = periode.pengecualian_set.select_related("formulir__unit", "indikator", "oleh", "dicabut_oleh", "periode")
    zona, kini = periode.perangkat_daerah.zona, timezone.now()
    return [
        BarisPengecualian(
            satu, satu.indikator.nama if satu.indikator else satu.formulir.unit.nama, write_sampai(satu.sampai, zona),
            satu.dicabut_pada is None and is_terbuka(kini, Masa(satu.mulai, satu.sampai)),
        )
        for satu in semua.order_by("-pk")
    ]


def tell_tenggat(formulir: Formulir, kini: datetime.datetime | None = None) -> str:
    """By when the form is to be handed in, or that this is over, as a sentence; empty where nobody said or it is in."""
    jadwal = find_jadwal(formulir.periode)
    if jadwal is None or jadwal.tenggat is None or not formulir.dapat_diisi:
        return ""
    saat = write_sampai(jadwal.tenggat, formulir.periode.perangkat_daerah.zona)
    if is_terbuka(kini or timezone.now(), Masa(None, jadwal.tenggat)):
        return f"Serahkan paling lambat {saat}."
    return f"Tenggat penyerahan {saat} sudah lewat. Serahkan segera."
