"""When a triwulan takes figures: opened and closed by Tim SAKIP, with exceptions for a unit or an indicator.

What was built on a closed triwulan (a kertas kerja, a report) is known upstairs: pages open through
measurement/services/periode.py, which asks first.
"""

import datetime
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone

from collection.enums import AksiPeriode, Peran
from collection.errors import BentrokError, IsianError
from collection.hafal import hafal_satu
from collection.kunci import Masa, end_hari, is_terbuka, start_hari, write_kunci
from collection.models import (
    Formulir,
    Indikator,
    JadwalPeriode,
    PengecualianPeriode,
    Pengguna,
    PerangkatDaerah,
    Periode,
)
from collection.queries import require_peran
from collection.services.jejak import audited, write_jejak
from collection.services.sidik import BERUBAH

PENGATUR = (Peran.TIM_SAKIP, Peran.ADMIN)
"""Who opens and closes."""
TAHUN = range(2000, 2101)
PANJANG_ALASAN = 500
HARI_PENGECUALIAN = 31
"""An exception is for the ones that came late; who needs more time than this opens the triwulan."""


@dataclass(frozen=True)
class Isian:
    """What Tim SAKIP typed: whole days of the office's zone, both included; None is no limit."""

    mulai: datetime.date | None = None
    sampai: datetime.date | None = None
    tenggat: datetime.date | None = None
    alasan: str = ""


def find_jadwal(periode: Periode) -> JadwalPeriode | None:
    """The opening or closing that counts; None for a triwulan that nobody opened or closed, which is open."""
    return _find_jadwal(periode.pk) if periode.pk else None


@hafal_satu
def _find_jadwal(periode: int) -> QuerySet[JadwalPeriode]:
    return JadwalPeriode.objects.filter(periode=periode).order_by("-pk")[:1]


def tell_tertutup(periode: Periode, jadwal: JadwalPeriode | None, kini: datetime.datetime | None = None) -> str:
    """Why the triwulan takes no figures now, leaving exceptions aside, as a sentence; empty where it does."""
    if jadwal is None:
        return ""
    masa = Masa(jadwal.mulai, jadwal.sampai)
    zona = periode.perangkat_daerah.zona
    return write_kunci(str(periode), masa, jadwal.alasan, zona, kini or timezone.now())


def compute_versi(periode: Periode, jadwal: JadwalPeriode | None) -> str:
    """What a page shows of the triwulan, for its form to carry back."""
    return f"{periode.pk or 0}.{jadwal.pk if jadwal else 0}"


def open_periode(*, periode: Periode, isian: Isian, versi: str, user: Pengguna) -> JadwalPeriode:
    """Let a triwulan take figures for these days; of a closed one it says in the trail that it was opened again.

    Raises AksesError, IsianError (days that make no span, no reason for opening again), BentrokError where somebody
    opened or closed it meanwhile.
    """
    kantor = periode.perangkat_daerah
    with audited(kantor=kantor, user=user, aksi="buka_periode", objek=periode):
        require_peran(user, kantor, *PENGATUR)
        lama = _lock(periode, versi)
        lagi = is_tutup(lama)
        mulai, sampai, tenggat = _read_masa(kantor, isian)
        alasan = read_alasan(isian.alasan, wajib=lagi)
        return _store(
            periode, AksiPeriode.BUKA_LAGI if lagi else AksiPeriode.BUKA, user,
            mulai=mulai, sampai=sampai, tenggat=tenggat, alasan=alasan,
        )  # fmt: skip


def close_periode(*, periode: Periode, alasan: str, versi: str, user: Pengguna) -> JadwalPeriode:
    """Close a triwulan at once. Raises as open_periode does, BentrokError also where it is closed already."""
    kantor = periode.perangkat_daerah
    with audited(kantor=kantor, user=user, aksi="tutup_periode", objek=periode):
        require_peran(user, kantor, *PENGATUR)
        lama = _lock(periode, versi)
        if is_tutup(lama):
            raise BentrokError(f"{periode} sudah ditutup.")
        alasan = read_alasan(alasan, wajib=True)
        tetap = {"mulai": None, "tenggat": lama.tenggat if lama else None}
        return _store(periode, AksiPeriode.TUTUP, user, sampai=timezone.now(), alasan=alasan, **tetap)


def open_otomatis(*, periode: Periode, alasan: str, user: Pengguna) -> None:
    """What a case that sends or returns forms does to a closed triwulan: opens it, without an end. Call it inside.

    An open one, and one that nobody ever closed, stays as it is.
    """
    Periode.objects.select_for_update(of=("self",)).get(pk=periode.pk)
    if is_tutup(find_jadwal(periode)):
        _store(periode, AksiPeriode.BUKA_LAGI, user, alasan=alasan)


def is_tutup(jadwal: JadwalPeriode | None) -> bool:
    """Whether figures are not taken now, and were before: what is opened from here is opened again."""
    return jadwal is not None and not is_terbuka(timezone.now(), Masa(None, jadwal.sampai))


def add_pengecualian(
    *, periode: Periode, sampai: datetime.date | None, alasan: str, user: Pengguna,
    formulir: Formulir | None = None, indikator: Indikator | None = None,
) -> PengecualianPeriode:  # fmt: skip
    """Let one unit's form, or one indicator, take figures until the end of a day although the triwulan is closed.

    Raises AksesError, IsianError (not exactly one of both, a day that is past or too far, no reason).
    """
    kantor = periode.perangkat_daerah
    with audited(kantor=kantor, user=user, aksi="beri_pengecualian", objek=periode):
        require_peran(user, kantor, *PENGATUR)
        _check_sasaran(periode, formulir, indikator)
        akhir = _read_akhir(kantor, sampai)
        kini = timezone.now()
        satu = PengecualianPeriode.objects.create(
            periode=periode, formulir=formulir, indikator=indikator, mulai=kini, sampai=akhir,
            alasan=read_alasan(alasan, wajib=True), oleh=user, pada=kini,
        )  # fmt: skip
        baru = {"sasaran": str(satu), "sampai": akhir, "alasan": satu.alasan}
        write_jejak(kantor=kantor, user=user, aksi="beri_pengecualian", objek=periode, baru=baru)
    return satu


def revoke_pengecualian(*, pengecualian: PengecualianPeriode, user: Pengguna) -> None:
    """End an exception before its time. Raises AksesError, BentrokError where it has ended already."""
    periode = pengecualian.periode
    kantor = periode.perangkat_daerah
    with audited(kantor=kantor, user=user, aksi="cabut_pengecualian", objek=periode):
        require_peran(user, kantor, *PENGATUR)
        satu = PengecualianPeriode.objects.select_for_update(of=("self",)).get(pk=pengecualian.pk)
        if satu.dicabut_pada or satu.sampai <= timezone.now():
            raise BentrokError(f"{satu} sudah berakhir.")
        satu.dicabut_oleh, satu.dicabut_pada = user, timezone.now()
        satu.save(update_fields=["dicabut_oleh", "dicabut_pada"])
        write_jejak(kantor=kantor, user=user, aksi="cabut_pengecualian", objek=periode, lama={"sasaran": str(satu)})


def make_periode(kantor: PerangkatDaerah, tahun: int, triwulan: int) -> Periode:
    """The triwulan, made where no case has begun it yet. Raises IsianError for a year that there is none of."""
    if tahun not in TAHUN:
        raise IsianError(f"Tulis tahun {TAHUN[0]} sampai {TAHUN[-1]}.")
    return Periode.objects.get_or_create(perangkat_daerah=kantor, tahun=tahun, triwulan=triwulan)[0]


def _lock(periode: Periode, versi: str) -> JadwalPeriode | None:
    """The triwulan's row is locked; what counts now, if the page showed it."""
    Periode.objects.select_for_update(of=("self",)).get(pk=periode.pk)
    lama = find_jadwal(periode)
    if versi != compute_versi(periode, lama):
        raise BentrokError(BERUBAH)
    return lama


def _store(periode: Periode, aksi: AksiPeriode, user: Pengguna, **isi: object) -> JadwalPeriode:
    lama = find_jadwal(periode)
    baru = JadwalPeriode.objects.create(periode=periode, aksi=aksi.value, oleh=user, pada=timezone.now(), **isi)
    kolom = ("aksi", "mulai", "sampai", "tenggat", "alasan")
    write_jejak(
        kantor=periode.perangkat_daerah, user=user, objek=periode,
        aksi="tutup_periode" if aksi is AksiPeriode.TUTUP else "buka_periode",
        lama={n: getattr(lama, n) for n in kolom} if lama else {}, baru={n: getattr(baru, n) for n in kolom},
    )  # fmt: skip
    return baru


def _read_masa(
    kantor: PerangkatDaerah, isian: Isian
) -> tuple[datetime.datetime | None, datetime.datetime | None, datetime.datetime | None]:
    """The days as moments. Raises IsianError with each faulty day."""
    salah: dict[str, list[str]] = {}
    mulai, sampai, tenggat = isian.mulai, isian.sampai, isian.tenggat
    if mulai and sampai and sampai < mulai:
        salah["sampai"] = ["Hari terakhir tidak boleh sebelum hari pertama."]
    elif sampai and sampai < kantor.hari_ini():
        salah["sampai"] = ["Hari terakhir sudah lewat. Pilih hari ini atau sesudahnya, atau tutup periodenya."]
    if tenggat and ((mulai and tenggat < mulai) or (sampai and tenggat > sampai)):
        salah["tenggat"] = ["Tenggat harus jatuh pada hari pengisian terbuka."]
    if salah:
        raise IsianError("Ada tanggal yang belum benar.", salah)
    akhir = [end_hari(hari, kantor.zona) if hari else None for hari in (sampai, tenggat)]
    return (start_hari(mulai, kantor.zona) if mulai else None, akhir[0], akhir[1])


def _check_sasaran(periode: Periode, formulir: Formulir | None, indikator: Indikator | None) -> None:
    if (formulir is None) == (indikator is None):
        raise IsianError("Pilih satu unit atau satu indikator.", {"sasaran": ["Pilih satu unit atau satu indikator."]})
    lain_formulir = formulir is not None and formulir.periode_id != periode.pk
    if lain_formulir or (indikator is not None and indikator.perangkat_daerah_id != periode.perangkat_daerah_id):
        raise IsianError("Unit atau indikator itu tidak ada pada periode ini.")


def _read_akhir(kantor: PerangkatDaerah, sampai: datetime.date | None) -> datetime.datetime:
    hari_ini = kantor.hari_ini()
    if sampai is None or not hari_ini <= sampai <= hari_ini + datetime.timedelta(days=HARI_PENGECUALIAN):
        pesan = f"Pilih hari terakhir dari hari ini sampai {HARI_PENGECUALIAN} hari lagi."
        raise IsianError(pesan, {"sampai": [pesan]})
    return end_hari(sampai, kantor.zona)


def read_alasan(alasan: str, *, wajib: bool) -> str:
    """Why something of an office's forms is done, in one line. Raises IsianError (field `alasan`)."""
    alasan = " ".join(alasan.split())
    if len(alasan) > PANJANG_ALASAN or (wajib and not alasan):
        pesan = f"Tulis alasannya, paling panjang {PANJANG_ALASAN} huruf."
        raise IsianError(pesan, {"alasan": [pesan]})
    return alasan
