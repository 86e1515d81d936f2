"""When a triwulan takes figures: the one rule for its span, its exceptions and every deadline of it. Pure.

A span is half open: from its first moment on, until before the first one that is outside. A day that somebody names
as the last one ends with its last second in the office's own zone (23.59.59), wherever the server stands. The
database holds the same rule by its own clock (collection/models/kunci.py).
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple
from zoneinfo import ZoneInfo

from collection.enums import ZonaWaktu
from collection.tanggal import write_tanggal

TERKUNCI_BARIS = "Baris ini terkunci: yang dikembalikan hanya baris lain. Minta Tim SAKIP mengembalikannya bila perlu."
_LABEL = {satu.value: satu.label for satu in ZonaWaktu}
SEHARI = datetime.timedelta(days=1)


class Masa(NamedTuple):
    """From `mulai` on, before `sampai`; None is no limit. `indikator`: of that one only, None of the whole form."""

    mulai: datetime.datetime | None
    sampai: datetime.datetime | None
    indikator: int | None = None


@dataclass(frozen=True, slots=True)
class Kunci:
    """Whether one form takes figures. `alasan` says why not and until when; empty where it does.

    `indikator` are those that take figures all the same, each with the first moment after its exception. `baris` are
    the rows by name (r7, a3) with which alone the form came back; None: it came whole. `sampai` is the first moment
    after the exception by which the whole form takes figures although its triwulan is closed.
    """

    alasan: str = ""
    indikator: tuple[tuple[int, datetime.datetime], ...] = ()
    baris: frozenset[str] | None = None
    sampai: datetime.datetime | None = None

    @property
    def rapat(self) -> bool:
        """Whether nothing at all may be written."""
        return bool(self.alasan) and not self.indikator

    def tell(self, indikator: int | None, nama: str = "") -> str:
        """Why the row of that name, of this indicator (money: None), takes no figure; empty where it does."""
        if self.alasan and (indikator is None or indikator not in dict(self.indikator)):
            return self.alasan
        return TERKUNCI_BARIS if self.baris is not None and nama not in self.baris else ""

    def find_sampai(self, indikator: int | None) -> datetime.datetime | None:
        """The first moment after the exception by which the row is open; None where it has none."""
        return None if indikator is None else dict(self.indikator).get(indikator)


def is_terbuka(kini: datetime.datetime, masa: Masa) -> bool:
    """Whether a moment lies in the span. Every lock and every deadline of a triwulan asks here."""
    return (masa.mulai is None or masa.mulai <= kini) and (masa.sampai is None or kini < masa.sampai)


def start_hari(hari: datetime.date, zona: str) -> datetime.datetime:
    """The first moment of a day in the office's zone (an IANA name)."""
    return datetime.datetime.combine(hari, datetime.time.min, ZoneInfo(zona))


def end_hari(hari: datetime.date, zona: str) -> datetime.datetime:
    """The first moment after a day: what `sampai` holds for a last day that somebody names."""
    return start_hari(hari + SEHARI, zona)


def read_hari(saat: datetime.datetime, zona: str) -> datetime.date:
    """The day of a moment in the office's zone."""
    return saat.astimezone(ZoneInfo(zona)).date()


def read_hari_akhir(sampai: datetime.datetime, zona: str) -> datetime.date:
    """The last day of a span: the reverse of `end_hari`, and the day itself of a moment within one."""
    return (sampai.astimezone(ZoneInfo(zona)) - datetime.timedelta(microseconds=1)).date()


def write_saat(saat: datetime.datetime, zona: str) -> str:
    """A moment with its zone: 1 Oktober 2026 pukul 00.00 WIB."""
    lokal = saat.astimezone(ZoneInfo(zona))
    return f"{write_tanggal(lokal.date())} pukul {lokal:%H.%M} {_LABEL[zona]}"


def write_sampai(sampai: datetime.datetime, zona: str) -> str:
    """The last minute of a span with its zone: one that ends with the day ends at 23.59 of it."""
    lokal = sampai.astimezone(ZoneInfo(zona))
    if lokal.time() == datetime.time.min:
        return f"{write_tanggal(lokal.date() - SEHARI)} pukul 23.59 {_LABEL[zona]}"
    return write_saat(sampai, zona)


def write_kunci(nama: str, masa: Masa, alasan: str, zona: str, kini: datetime.datetime) -> str:
    """Why a triwulan (`nama`) takes no figures at this moment and until when, as a sentence; empty where it does."""
    if is_terbuka(kini, masa):
        return ""
    if masa.mulai is not None and kini < masa.mulai:
        return f"{nama} belum dibuka: pengisian mulai {write_saat(masa.mulai, zona)}."
    sejak = f"{nama} ditutup sejak {write_sampai(masa.sampai, zona)}" if masa.sampai else f"{nama} ditutup"
    sebab = f" ({alasan.rstrip('.')})" if alasan else ""
    return f"{sejak}{sebab}, sampai Tim SAKIP membukanya lagi atau memberi pengecualian."


def find_kunci(
    tertutup: str, kini: datetime.datetime, pengecualian: Iterable[Masa], baris: frozenset[str] | None = None
) -> Kunci:
    """What one form may write: `tertutup` is what `write_kunci` says, `pengecualian` those of the form and its rows."""
    berlaku = [satu for satu in pengecualian if is_terbuka(kini, satu)] if tertutup else []
    semua = [satu.sampai for satu in berlaku if satu.indikator is None and satu.sampai]
    if semua:
        return Kunci(baris=baris, sampai=max(semua))
    milik = tuple((satu.indikator, satu.sampai) for satu in berlaku if satu.indikator is not None and satu.sampai)
    return Kunci(tertutup, milik, baris)
