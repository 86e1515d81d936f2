"""How often a door may be knocked at: one counter for all doors, in the database, so that all workers share it.

It counts what happened in the last minutes up to now, not in fixed spans: no two spans meet in which the double
number would pass. Being refused is not counted, so a door opens again by waiting, also for who keeps knocking.
"""

import datetime
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone

from collection.errors import TertahanError
from collection.models import Pengguna, Percobaan


@dataclass(frozen=True)
class Batas:
    """At most `maks` attempts that agree in these columns."""

    kolom: tuple[str, ...]
    maks: int


@dataclass(frozen=True)
class Ruang:
    """A door: over which time it counts, its bounds, and the refusal, which names the time ("pukul …")."""

    nama: str
    lama: datetime.timedelta
    batas: tuple[Batas, ...]
    pesan: str


VERIFIKASI = Ruang(
    "verifikasi", datetime.timedelta(minutes=1), (Batas(("alamat",), 30),),
    "Alamat jaringan Anda sudah memeriksa terlalu banyak dokumen dalam satu menit. Coba lagi sesudah {pukul}.",
)  # fmt: skip


def add_percobaan(
    ruang: Ruang, *, alamat: str, kunci: str = "", pengguna: Pengguna | None = None,
    sementara: datetime.timedelta | None = None,
) -> Percobaan:  # fmt: skip
    """Count one attempt. Raises TertahanError where there were too many, and then does not count it.

    It is written before it is judged: of two at one moment in two workers at least one sees the other, so a bound
    is never exceeded. Call it outside a transaction, or others would not see it. `sementara`: so long it counts
    where nobody comes back to say that it failed (`keep_percobaan`), because the process died over it.
    """
    kini = timezone.now()
    _check(ruang, Percobaan(alamat=alamat, kunci=kunci), kini)
    Percobaan.objects.filter(ruang=ruang.nama, waktu__lte=kini - ruang.lama).delete()
    waktu = kini - ruang.lama + sementara if sementara else kini
    baru = Percobaan.objects.create(ruang=ruang.nama, alamat=alamat, kunci=kunci, pengguna=pengguna, waktu=waktu)
    try:
        _check(ruang, baru, kini)
    except TertahanError:
        baru.delete()
        raise
    return baru


def keep_percobaan(percobaan: Percobaan) -> None:
    """It failed: it counts from now on, for as long as its door counts."""
    Percobaan.objects.filter(pk=percobaan.pk).update(waktu=timezone.now())


def _check(ruang: Ruang, percobaan: Percobaan, kini: datetime.datetime) -> None:
    """Raises TertahanError where the others already reach a bound."""
    sampai = [find_sampai(ruang, batas, list_serupa(ruang, batas, percobaan, kini)) for batas in ruang.batas]
    if any(sampai):
        paling_lama = max(filter(None, sampai))
        raise TertahanError(ruang.pesan.format(pukul=write_pukul(paling_lama)), paling_lama)


def list_serupa(ruang: Ruang, batas: Batas, percobaan: Percobaan, kini: datetime.datetime) -> QuerySet[Percobaan]:
    """The other attempts that this bound counts together with the given one, latest first."""
    sama = {kolom: getattr(percobaan, kolom) for kolom in batas.kolom}
    semua = Percobaan.objects.filter(ruang=ruang.nama, waktu__gt=kini - ruang.lama, **sama)
    return semua.exclude(pk=percobaan.pk).order_by("-waktu", "-pk")


def find_sampai(ruang: Ruang, batas: Batas, semua: QuerySet[Percobaan]) -> datetime.datetime | None:
    """When the bound lets one more in; None where it does so now."""
    waktu = list(semua.values_list("waktu", flat=True)[: batas.maks])
    return waktu[-1] + ruang.lama if len(waktu) == batas.maks else None


def write_pukul(waktu: datetime.datetime) -> str:
    """The next full minute by the clock of the zone in force, e.g. "pukul 10.15 WIB": waiting till then is enough."""
    setempat = timezone.localtime(waktu + datetime.timedelta(seconds=59, microseconds=999_999))
    return f"pukul {setempat:%H.%M} {setempat.tzname()}"
