"""The office's calendar: its Admin adds and removes working hours and days off; every change is on the trail."""

import datetime
import functools
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from collection.enums import JenisLibur
from collection.errors import BentrokError, IsianError
from collection.jam import TEKS_RAMADAN, parse_pekan, write_jam
from collection.models import HariLibur, JamKerja, Pengguna, PerangkatDaerah
from collection.services.isian import clean_objek
from collection.services.jejak import audited, write_jejak
from collection.services.kantor import lock_kantor

TAHUN = range(2000, 2101)


@dataclass(frozen=True)
class CalonLibur:
    """A day off as somebody wrote it; `lama` is the name that the day has in the calendar already, or empty."""

    tanggal: datetime.date
    nama: str
    jenis: str = JenisLibur.NASIONAL.value
    lama: str = ""


def add_libur(*, kantor: PerangkatDaerah, isian: Mapping[str, Any], user: Pengguna) -> HariLibur:
    """A day off (tanggal, nama, jenis). Raises AksesError for others than the Admin, IsianError per field."""
    with audited(kantor=kantor, user=user, aksi="tambah_libur", objek=kantor):
        segar = lock_kantor(kantor, user)
        baru = HariLibur(perangkat_daerah=segar, **isian)
        check_tahun(baru.tanggal, "tanggal")
        ada = segar.libur_set.filter(tanggal=baru.tanggal).first()
        if ada:
            pesan = f"Tanggal ini sudah libur: {ada.nama}. Hapus dahulu bila namanya salah."
            raise IsianError(pesan, {"tanggal": [pesan]})
        clean_objek(baru)
        baru.save()
        write_jejak(kantor=segar, user=user, aksi="tambah_libur", objek=baru, baru=isian)
    return baru


def remove_libur(*, libur: HariLibur, user: Pengguna) -> None:
    """Make it a working day again. Raises AksesError for others than the Admin, BentrokError where it is gone."""
    kantor = libur.perangkat_daerah
    with audited(kantor=kantor, user=user, aksi="hapus_libur", objek=libur):
        lock_kantor(kantor, user)
        segar = HariLibur.objects.filter(pk=libur.pk).first()
        if segar is None:
            raise BentrokError("Hari libur ini baru saja dihapus.")
        write_jejak(kantor=kantor, user=user, aksi="hapus_libur", objek=segar, lama=_write_libur(segar))
        segar.delete()


def _write_libur(libur: HariLibur) -> dict[str, object]:
    return {"tanggal": libur.tanggal, "nama": libur.nama, "jenis": libur.jenis}


def check_tahun(tanggal: datetime.date, nama: str) -> None:
    """Raises IsianError for a day outside the years that a calendar is kept for."""
    if tanggal.year not in TAHUN:
        pesan = f"Tulis tanggal dari tahun {TAHUN[0]} sampai {TAHUN[-1]}."
        raise IsianError(pesan, {nama: [pesan]})


def plan_libur(kantor: PerangkatDaerah, daftar: Iterable[CalonLibur]) -> list[CalonLibur]:
    """What a list would change: days that are not there yet, and those under another name, with that name."""
    ada = {libur.tanggal: libur for libur in kantor.libur_set.all()}
    hasil = []
    for calon in daftar:
        lama = ada.get(calon.tanggal)
        if lama is None or (lama.nama, lama.jenis) != (calon.nama, calon.jenis):
            hasil.append(CalonLibur(calon.tanggal, calon.nama, calon.jenis, lama.nama if lama else ""))
    return hasil


def save_libur(*, kantor: PerangkatDaerah, daftar: Iterable[CalonLibur], user: Pengguna) -> int:
    """Add and rename what the list says, all or nothing; how many days changed. Raises as add_libur does."""
    with audited(kantor=kantor, user=user, aksi="impor_libur", objek=kantor):
        return _save(lock_kantor(kantor, user), daftar, "impor_libur", user)


def _save(kantor: PerangkatDaerah, daftar: Iterable[CalonLibur], aksi: str, user: Pengguna | None) -> int:
    rencana = plan_libur(kantor, daftar)
    for calon in rencana:
        libur = kantor.libur_set.filter(tanggal=calon.tanggal).first() or HariLibur(
            perangkat_daerah=kantor, tanggal=calon.tanggal
        )
        lama = _write_libur(libur) if libur.pk else None
        libur.nama, libur.jenis = calon.nama, calon.jenis
        check_tahun(libur.tanggal, "")
        clean_objek(libur)
        libur.save()
        write_jejak(kantor=kantor, user=user, aksi=aksi, objek=libur, lama=lama, baru=_write_libur(libur))
    return len(rencana)


@dataclass(frozen=True)
class TahunNasional:
    """What fixtures/libur.toml knows of one year; `lengkap` is false where the decree of the year is not in it."""

    tahun: int
    dasar: str
    lengkap: bool
    libur: tuple[CalonLibur, ...]
    ramadan: Mapping[str, Any] | None


@functools.cache
def read_nasional() -> dict[int, TahunNasional]:
    """The years of fixtures/libur.toml, read once: every page of a case asks."""
    isi = tomllib.loads((settings.BASE_DIR / "fixtures" / "libur.toml").read_text(encoding="utf-8"))
    return {
        satu["tahun"]: TahunNasional(
            satu["tahun"], satu["dasar"], satu["lengkap"],
            tuple(CalonLibur(**libur) for libur in satu["libur"]), satu.get("ramadan"),
        )
        for satu in isi["tahun"]
    }  # fmt: skip


def is_belum_lengkap(kantor: PerangkatDaerah, tahun: int) -> bool:
    """Whether neither the application nor the office has the year's decree yet (SKB 3 Menteri).

    Every decree names cuti bersama: an office that has entered one for the year has entered its decree. Of years before
    those that the application knows nothing is said. No query for a year whose decree is known.
    """
    semua = read_nasional()
    if tahun < min(semua) or (tahun in semua and semua[tahun].lengkap):
        return False
    bersama = JenisLibur.CUTI_BERSAMA.value
    return not kantor.libur_set.filter(tanggal__year=tahun, jenis=bersama).exists()


def list_belum_lengkap(kantor: PerangkatDaerah, tahun: Iterable[int]) -> list[str]:
    """A sentence for each of these years whose holidays are not all there, for whoever reads a due time in it."""
    return [
        f"Libur nasional {satu} belum lengkap, jadi batas waktu pada tahun itu dapat bergeser. Admin melengkapinya "
        "pada kalender kantor sesudah SKB 3 Menteri terbit."
        for satu in sorted(set(tahun)) if is_belum_lengkap(kantor, satu)
    ]  # fmt: skip


def list_kurang(kantor: PerangkatDaerah, nasional: TahunNasional) -> list[CalonLibur]:
    """The national days that the office's calendar does not have, under whatever name."""
    ada = set(kantor.libur_set.filter(tanggal__year=nasional.tahun).values_list("tanggal", flat=True))
    return [calon for calon in nasional.libur if calon.tanggal not in ada]


def load_nasional(*, kantor: PerangkatDaerah, tahun: int, user: Pengguna) -> int:
    """Add the year's national days, and the hours of its Ramadan, that are missing; how many days.

    Raises AksesError for others than the Admin, IsianError for a year that the application does not know.
    """
    with audited(kantor=kantor, user=user, aksi="muat_libur", objek=kantor):
        segar, nasional = lock_kantor(kantor, user), read_nasional().get(tahun)
        if nasional is None:
            raise IsianError(f"Aplikasi tidak memuat hari libur nasional tahun {tahun}. Tambahkan sendiri.")
        return _load(segar, nasional, user)


def load_nasional_awal(kantor: PerangkatDaerah) -> int:
    """The national days of all known years for an office whose calendar nobody has touched yet; how many."""
    if kantor.libur_set.exists() or kantor.jejak_set.filter(aksi__in=("hapus_libur", "muat_libur")).exists():
        return 0
    with audited(kantor=kantor, user=None, aksi="muat_libur", objek=kantor):
        return sum(_load(kantor, nasional, None) for nasional in read_nasional().values())


def _load(kantor: PerangkatDaerah, nasional: TahunNasional, user: Pengguna | None) -> int:
    kurang = list_kurang(kantor, nasional)
    HariLibur.objects.bulk_create(
        HariLibur(perangkat_daerah=kantor, tanggal=c.tanggal, nama=c.nama, jenis=c.jenis) for c in kurang
    )
    ramadan = nasional.ramadan
    if ramadan and not kantor.jam_kerja_set.filter(mulai=ramadan["mulai"], selesai=ramadan["selesai"]).exists():
        JamKerja.objects.create(perangkat_daerah=kantor, pekan=list(TEKS_RAMADAN), **ramadan)
    write_jejak(
        kantor=kantor, user=user, aksi="muat_libur", objek=kantor,
        baru={"tahun": nasional.tahun, "dasar": nasional.dasar, "hari": [f"{c.tanggal} {c.nama}" for c in kurang]},
    )  # fmt: skip
    return len(kurang)


def add_jam(*, kantor: PerangkatDaerah, isian: Mapping[str, Any], user: Pengguna) -> JamKerja:
    """Working hours (nama, mulai, selesai, pekan). Raises AksesError, IsianError per field."""
    with audited(kantor=kantor, user=user, aksi="tambah_jam_kerja", objek=kantor):
        segar = lock_kantor(kantor, user)
        jam = build_jam(segar, isian)
        if segar.jam_kerja_set.filter(mulai=jam.mulai, selesai=jam.selesai).exists():
            pesan = "Sudah ada jam kerja dengan masa berlaku yang sama. Hapus dahulu yang lama."
            raise IsianError(pesan, {"mulai": [pesan]})
        jam.save()
        write_jejak(kantor=segar, user=user, aksi="tambah_jam_kerja", objek=jam, baru=_write_jam(jam))
    return jam


def build_jam(kantor: PerangkatDaerah, isian: Mapping[str, Any]) -> JamKerja:
    """The row, checked and not saved. Raises IsianError per field."""
    pekan = [write_jam(hari) for hari in parse_pekan(isian["pekan"])]
    jam = JamKerja(perangkat_daerah=kantor, **{**isian, "pekan": pekan})
    for nama in ("mulai", "selesai"):
        if getattr(jam, nama):
            check_tahun(getattr(jam, nama), nama)
    if jam.selesai and jam.selesai < jam.mulai:
        pesan = "Hari terakhir tidak boleh sebelum hari pertama."
        raise IsianError(pesan, {"selesai": [pesan]})
    clean_objek(jam)
    return jam


def _write_jam(jam: JamKerja) -> dict[str, object]:
    return {"nama": jam.nama, "mulai": jam.mulai, "selesai": jam.selesai, "pekan": jam.pekan}


def remove_jam(*, jam: JamKerja, user: Pengguna) -> None:
    """Take hours away; what was in force beside them holds again. Raises AksesError, BentrokError where it is gone."""
    kantor = jam.perangkat_daerah
    with audited(kantor=kantor, user=user, aksi="hapus_jam_kerja", objek=jam):
        lock_kantor(kantor, user)
        segar = JamKerja.objects.filter(pk=jam.pk).first()
        if segar is None:
            raise BentrokError("Jam kerja ini baru saja dihapus.")
        write_jejak(kantor=kantor, user=user, aksi="hapus_jam_kerja", objek=segar, lama=_write_jam(segar))
        segar.delete()
