"""The next version of an SOP: begun from a version or a file, written by the office's Admin, put into force."""

import datetime
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.formats import date_format

from collection.errors import BentrokError, IsianError
from collection.models import Pengguna, PerangkatDaerah
from collection.services.jejak import audited, write_jejak
from collection.services.kantor import lock_kantor
from measurement import rules
from measurement.errors import KelengkapanError
from measurement.models import DrafSop, PengukuranKinerja, Sop
from measurement.mutu_baku import find_pelanggaran_waktu
from measurement.services.sop import build_sop, load_sop
from measurement.sop import Kesalahan, SopError
from measurement.sop import Sop as BentukSop
from measurement.sop_banding import compare
from measurement.sop_draf import Draf, find_kesalahan, make_draf, read_isi, write_isi
from measurement.sop_draf import build_sop as build_bentuk
from measurement.sop_susun import change
from measurement.sop_toml import read_berkas, write_toml

ADA_DRAF = "Draf untuk SOP ini sudah ada. Lanjutkan draf itu, atau hapus dahulu."
DRAF_HILANG = "Draf ini sudah diterbitkan atau dihapus."


def find_terakhir(kantor: PerangkatDaerah, prosedur: str) -> Sop | None:
    """The newest version of the procedure, in force or not yet: the one that a new version replaces."""
    return Sop.objects.filter(perangkat_daerah=kantor, prosedur=prosedur).first()


def create_draf(*, sop: Sop, user: Pengguna) -> DrafSop:
    """Begin the next version from this one.

    Raises AksesError for others than the office's Admin, IsianError where a draft is begun already.
    """
    kantor = sop.perangkat_daerah
    with audited(kantor=kantor, user=user, aksi="buat_draf_sop", objek=sop):
        return _create(lock_kantor(kantor, user), sop.prosedur, make_draf(build_sop(sop)), sop, user)


def create_draf_berkas(*, kantor: PerangkatDaerah, isi: bytes, user: Pengguna) -> DrafSop:
    """Begin the next version from an uploaded TOML file; what is unlawful in it the editor tells by step.

    Raises AksesError, SopError for a file that is no SOP of this office, IsianError where a draft is begun already.
    """
    with audited(kantor=kantor, user=user, aksi="unggah_draf_sop", objek=kantor):
        segar = lock_kantor(kantor, user)
        bentuk = read_berkas(isi)
        salah = _check_berkas(segar, bentuk)
        if salah:
            raise SopError(salah)
        return _create(segar, bentuk.prosedur, make_draf(bentuk), find_terakhir(segar, bentuk.prosedur), user)


def _check_berkas(kantor: PerangkatDaerah, bentuk: BentukSop) -> list[Kesalahan]:
    """Why the editor could not keep the file as it is: whose it is, cells that no form holds, order, times."""
    salah = []
    if bentuk.kantor != kantor.singkatan:
        pesan = f'Berkas ini SOP kantor "{bentuk.kantor[:80]}", bukan "{kantor.singkatan}". Periksa baris kantor.'
        salah.append(Kesalahan(None, pesan))
    if bentuk.prosedur not in rules.PROSEDUR:
        pesan = f'Prosedur "{bentuk.prosedur[:80]}" tidak dikenal; pilihannya: {", ".join(rules.PROSEDUR)}.'
        salah.append(Kesalahan(None, pesan))
    urutan = [langkah.nomor for langkah in bentuk.langkah]
    if urutan != list(range(1, len(urutan) + 1)):
        salah.append(Kesalahan(None, "Nomor langkah harus urut dari 1 tanpa lompatan."))
    sel = build_bentuk(make_draf(bentuk), kantor.singkatan, bentuk.prosedur)[1]
    return salah + (sel or _check_waktu(bentuk))


def _check_waktu(bentuk: BentukSop) -> list[Kesalahan]:
    """The editor reads minutes from the printed time: where the file says otherwise, one of both is wrong."""
    return [
        Kesalahan(langkah.nomor, pesan)
        for langkah in bentuk.langkah
        for pesan in find_pelanggaran_waktu(langkah.waktu, langkah.menit, bentuk.menit_per_hari)
    ]


def _create(kantor: PerangkatDaerah, prosedur: str, isi: Draf, dasar: Sop | None, user: Pengguna) -> DrafSop:
    if DrafSop.objects.filter(perangkat_daerah=kantor, prosedur=prosedur).exists():
        raise IsianError(ADA_DRAF)
    draf = DrafSop.objects.create(
        perangkat_daerah=kantor, prosedur=prosedur, dasar=dasar, isi=write_isi(isi), diubah_oleh=user,
        diubah_pada=timezone.now(),
    )  # fmt: skip
    write_jejak(
        kantor=kantor, user=user, aksi="buat_draf_sop", objek=draf, baru={"dasar": dasar.versi if dasar else None}
    )
    return draf


def update_draf(*, draf: DrafSop, isi: Draf, kerja: str, versi: int, user: Pengguna) -> DrafSop:
    """Store what was typed, faults and all, then make the change of rows that `kerja` names (see sop_susun), if any.

    Raises AksesError, BentrokError where somebody stored since `versi`, IsianError for a change that cannot be made.
    """
    with audited(kantor=draf.perangkat_daerah, user=user, aksi="ubah_draf_sop", objek=draf):
        segar = _lock(draf, user, versi)
        isi = change(isi, kerja) if kerja else isi
        lama = read_isi(segar.isi)
        if lama == isi:
            return segar
        segar.isi, segar.versi = write_isi(isi), segar.versi + 1
        segar.diubah_oleh, segar.diubah_pada = user, timezone.now()
        segar.save()
        beda = compare(lama, isi)
        ubahan = [*beda.identitas, *(satu for langkah in beda.langkah for satu in langkah.ubahan)]
        write_jejak(
            kantor=segar.perangkat_daerah, user=user, aksi="ubah_draf_sop", objek=segar,
            lama={"versi": versi}, baru={"versi": segar.versi, "sel_berubah": len(ubahan), "langkah": len(isi.langkah)},
        )  # fmt: skip
    return segar


def _lock(draf: DrafSop, user: Pengguna, versi: int | None) -> DrafSop:
    """The draft as it is now, under its office's lock. Raises AksesError, BentrokError."""
    lock_kantor(draf.perangkat_daerah, user)
    segar = DrafSop.objects.select_related("perangkat_daerah", "diubah_oleh").filter(pk=draf.pk).first()
    if segar is None:
        raise BentrokError(DRAF_HILANG)
    if versi is not None and segar.versi != versi:
        pukul = timezone.localtime(segar.diubah_pada, ZoneInfo(segar.perangkat_daerah.zona))
        raise BentrokError(f"{segar.diubah_oleh.nama} menyimpan draf ini lebih dahulu, pukul {pukul:%H.%M}.")
    return segar


def delete_draf(*, draf: DrafSop, user: Pengguna) -> None:
    """Drop the draft. Raises AksesError for others than the Admin, BentrokError where it is gone."""
    with audited(kantor=draf.perangkat_daerah, user=user, aksi="hapus_draf_sop", objek=draf):
        segar = _lock(draf, user, None)
        kantor = segar.perangkat_daerah
        write_jejak(kantor=kantor, user=user, aksi="hapus_draf_sop", objek=segar, lama={"isi": segar.isi})
        segar.delete()


def publish_draf(
    *, draf: DrafSop, mulai: datetime.date, versi: int, pengganti: int | None, user: Pengguna
) -> Sop:  # fmt: skip
    """Make the draft the next version, in force from `mulai`; running cases keep theirs.

    `versi` and `pengganti` are the draft and the version compared with it as the user saw them. Raises AksesError,
    BentrokError where one of both is another by now, KelengkapanError with every fault, IsianError for the date.
    """
    with audited(kantor=draf.perangkat_daerah, user=user, aksi="terbitkan_sop", objek=draf):
        segar = _lock(draf, user, versi)
        kantor, terakhir = segar.perangkat_daerah, find_terakhir(segar.perangkat_daerah, segar.prosedur)
        if pengganti != (terakhir.pk if terakhir else None):
            raise BentrokError("Versi lain terbit sejak halaman ini dibuka. Periksa lagi perbandingannya.")
        isi = read_isi(segar.isi)
        salah = [str(satu) for satu in find_kesalahan(isi, kantor.singkatan, segar.prosedur)]
        if salah:
            raise KelengkapanError(f"Draf belum dapat diterbitkan: ada {len(salah)} hal yang salah.", {"": salah})
        if terakhir:
            check_mulai(terakhir, mulai)
            if compare(make_draf(build_sop(terakhir)), isi).sama:
                raise IsianError(f"Draf ini sama dengan versi {terakhir.versi}; tidak ada yang perlu diterbitkan.")
        bentuk, _ = build_bentuk(isi, kantor.singkatan, segar.prosedur)
        sop = load_sop(kantor=kantor, teks=write_toml(bentuk), berlaku_mulai=mulai)
        write_jejak(
            kantor=kantor, user=user, aksi="terbitkan_sop", objek=sop,
            lama={"versi": terakhir.versi if terakhir else None}, baru={"versi": sop.versi, "berlaku_mulai": mulai},
        )  # fmt: skip
        segar.delete()
    return sop


def check_mulai(terakhir: Sop, mulai: datetime.date) -> None:
    """Raises IsianError for a first day that would deny the past: before the version that it replaces began, or
    before a case that was opened under that version. The version in force on the day a case opens is the case's own.
    """
    if mulai < terakhir.berlaku_mulai:
        semula = _write_hari(terakhir.berlaku_mulai)
        _refuse_mulai(f"Versi {terakhir.versi} berlaku mulai {semula}; pilih hari itu atau sesudahnya.")
    kantor = terakhir.perangkat_daerah
    if mulai >= kantor.hari_ini():
        return
    awal = datetime.datetime.combine(mulai, datetime.time.min, ZoneInfo(kantor.zona))
    kasus = PengukuranKinerja.objects.filter(perangkat_daerah=kantor, prosedur=terakhir.prosedur, dibuat_pada__gte=awal)
    terbuka = kasus.order_by("dibuat_pada").last()
    if terbuka:
        hari = _write_hari(timezone.localtime(terbuka.dibuat_pada, ZoneInfo(kantor.zona)).date())
        _refuse_mulai(f"{terbuka} dibuka {hari} menurut versi yang lama; pilih hari sesudahnya, atau hari ini.")


def _write_hari(hari: datetime.date) -> str:
    return date_format(hari, "j F Y")


def _refuse_mulai(pesan: str) -> None:
    raise IsianError(pesan, {"mulai": [pesan]})
