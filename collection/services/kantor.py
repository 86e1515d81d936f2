"""The office's own data: profile, pattern of its letter numbers, units."""

import re
from collections.abc import Mapping

from collection.enums import Peran
from collection.errors import IsianError
from collection.models import Pengguna, PerangkatDaerah, Unit
from collection.queries import require_peran
from collection.services.isian import change_objek, clean_objek
from collection.services.jejak import audited, write_jejak

BAGIAN_NOMOR = ("{klasifikasi}", "{urut}", "{unit}", "{tahun}")
BAGIAN_WAJIB = ("{urut}", "{tahun}")
PANJANG_NOMOR = 120
URUT_TERPANJANG = 99999


def lock_kantor(kantor: PerangkatDaerah, user: Pengguna) -> PerangkatDaerah:
    """The office's row, locked for the transaction, if the user administers it today. Raises AksesError."""
    segar = PerangkatDaerah.objects.select_for_update(no_key=True).get(pk=kantor.pk)
    require_peran(user, segar, Peran.ADMIN)
    return segar


def update_kantor(*, kantor: PerangkatDaerah, isian: Mapping[str, object], user: Pengguna) -> PerangkatDaerah:
    """Change the profile. Raises AksesError for others than its Admin, IsianError per field."""
    with audited(kantor=kantor, user=user, aksi="ubah_kantor", objek=kantor):
        segar = lock_kantor(kantor, user)
        lama, baru = change_objek(segar, isian)
        clean_objek(segar)
        check_pola_nomor(segar)
        if baru:
            segar.save()
            write_jejak(kantor=segar, user=user, aksi="ubah_kantor", objek=segar, lama=lama, baru=baru)
    return segar


def check_pola_nomor(kantor: PerangkatDaerah, pola: str = "") -> None:
    """Raises IsianError for a pattern that would not give every letter of a year its own, readable number.

    `pola`: that of one kind of letter; blank: the office's own.
    """
    pola = pola or kantor.pola_nomor
    asing = [bagian for bagian in re.findall(r"\{[^{}]*\}?|\}", pola) if bagian not in BAGIAN_NOMOR]
    kurang = [bagian for bagian in BAGIAN_WAJIB if bagian not in pola]
    if asing:
        _refuse_pola(f"Bagian {asing[0]} tidak dikenal. Yang tersedia: {' '.join(BAGIAN_NOMOR)}.")
    if kurang:
        _refuse_pola(f"Pola harus memuat {' dan '.join(kurang)}, supaya setiap nomor berbeda.")
    if len(write_nomor(kantor, URUT_TERPANJANG, 2000, pola)) > PANJANG_NOMOR:
        _refuse_pola(f"Nomor yang terbentuk lebih dari {PANJANG_NOMOR} huruf. Pendekkan polanya.")


def _refuse_pola(pesan: str) -> None:
    raise IsianError(pesan, {"pola_nomor": [pesan]})


def write_nomor(kantor: PerangkatDaerah, urut: int, tahun: int, pola: str = "") -> str:
    """The number of a letter in the office's own pattern (Permendagri 1/2023), or in that of its kind (`pola`).

    Plain replacement, not str.format: the pattern is typed by a person.
    """
    isi = (kantor.kode_klasifikasi, str(urut), kantor.kode_unit_surat, str(tahun))
    nomor = pola or kantor.pola_nomor
    for bagian, nilai in zip(BAGIAN_NOMOR, isi, strict=True):
        nomor = nomor.replace(bagian, nilai)
    return nomor


def create_unit(*, kantor: PerangkatDaerah, isian: Mapping[str, object], user: Pengguna) -> Unit:
    """A new unit of the office. Raises AksesError for others than its Admin, IsianError per field."""
    with audited(kantor=kantor, user=user, aksi="buat_unit", objek=kantor):
        unit = Unit(perangkat_daerah=lock_kantor(kantor, user), **isian)
        _check_unit(unit)
        unit.save()
        write_jejak(kantor=kantor, user=user, aksi="buat_unit", objek=unit, baru=isian)
    return unit


def update_unit(*, unit: Unit, isian: Mapping[str, object], user: Pengguna) -> Unit:
    """Change a unit; raises as create_unit does."""
    kantor = unit.perangkat_daerah
    with audited(kantor=kantor, user=user, aksi="ubah_unit", objek=unit):
        lock_kantor(kantor, user)
        segar = Unit.objects.select_for_update(no_key=True).get(pk=unit.pk)
        lama, baru = change_objek(segar, isian)
        _check_unit(segar)
        if baru:
            segar.save()
            write_jejak(kantor=kantor, user=user, aksi="ubah_unit", objek=segar, lama=lama, baru=baru)
    return segar


def _check_unit(unit: Unit) -> None:
    sama = Unit.objects.filter(perangkat_daerah=unit.perangkat_daerah_id, singkatan__iexact=unit.singkatan)
    lain = sama.exclude(pk=unit.pk).first()
    if lain:
        pesan = f"Singkatan ini sudah dipakai {lain.nama}. Pilih singkatan lain."
        raise IsianError(pesan, {"singkatan": [pesan]})
    clean_objek(unit)
