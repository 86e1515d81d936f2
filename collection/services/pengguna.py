"""Accounts: opening one, its data, its password, whether it may sign in. Passwords are generated, shown once."""

import re
from collections.abc import Mapping

from django.contrib.auth.hashers import make_password
from django.views.decorators.debug import sensitive_variables

from collection.errors import AksesError, IsianError
from collection.models import Pengguna, PerangkatDaerah
from collection.queries import find_larangan_akun, scope_kantor_admin, scope_pengguna
from collection.services.isian import change_objek, clean_objek
from collection.services.jejak import audited, write_jejak
from collection.services.kantor import lock_kantor
from collection.services.masuk import lift_tahanan
from collection.services.penugasan import create_penugasan, lock_pengguna
from collection.services.sandi import create_sandi


@sensitive_variables("sandi")
def create_pengguna(
    *, kantor: PerangkatDaerah, data: Mapping[str, str], tugas: Mapping[str, object], user: Pengguna
) -> tuple[Pengguna, str]:
    """A new account with its first role in this office, and its password, which is kept nowhere.

    `data` holds username, nama, nip, jabatan, pangkat; `tugas` is as in add_penugasan. Raises AksesError for
    others than the office's Admin, IsianError per field.
    """
    sandi = create_sandi()
    teracak = make_password(sandi)
    with audited(kantor=kantor, user=user, aksi="buat_pengguna", objek=kantor):
        segar = lock_kantor(kantor, user)
        check_nip(data["nip"], scope_pengguna(user))
        akun = save_akun(data, teracak)
        write_jejak(kantor=segar, user=user, aksi="buat_pengguna", objek=akun, baru=data)
        create_penugasan(segar, akun, tugas, user)
    return akun, sandi


def save_akun(data: Mapping[str, str], teracak: str) -> Pengguna:
    """The new row with a password that is hashed already. Raises IsianError per field."""
    username = data["username"]
    if not re.fullmatch(r"[a-z0-9]+([._-][a-z0-9]+)*", username):
        _refuse("username", "Pakai huruf kecil, angka, titik, atau garis, misalnya siti.aminah.")
    if Pengguna.objects.filter(username__iexact=username).exists():
        _refuse("username", "Nama pengguna ini sudah dipakai. Pilih yang lain.")
    akun = Pengguna(**data, password=teracak)
    clean_objek(akun)
    akun.save()
    return akun


def check_nip(nip: str, sekitar) -> None:
    """18 digits or empty, and nobody else's among these people. Raises IsianError."""
    if nip and not re.fullmatch(r"[0-9]{18}", nip):
        _refuse("nip", "NIP terdiri dari 18 angka. Kosongkan bila bukan ASN.")
    pemilik = sekitar.filter(nip=nip).first() if nip else None
    if pemilik:
        _refuse("nip", f"NIP ini milik {pemilik.nama}. Tambahkan peran pada akun itu, jangan membuat akun kedua.")


def update_pengguna(
    *, kantor: PerangkatDaerah, pengguna: Pengguna, data: Mapping[str, str], user: Pengguna
) -> Pengguna:
    """Change nama, nip, jabatan, pangkat. Raises AksesError where the account is out of reach, IsianError per field."""
    with audited(kantor=kantor, user=user, aksi="ubah_pengguna", objek=pengguna):
        akun = _lock_akun(kantor, pengguna, user)
        check_nip(data["nip"], scope_pengguna(user).exclude(pk=akun.pk))
        lama, baru = change_objek(akun, data)
        clean_objek(akun)
        if baru:
            akun.save(update_fields=list(baru))
            _write_jejak(akun, user, "ubah_pengguna", lama, baru)
    return akun


def set_aktif(*, kantor: PerangkatDaerah, pengguna: Pengguna, aktif: bool, user: Pengguna) -> Pengguna:
    """Open or close an account. Raises AksesError where it is out of reach or one's own."""
    aksi = "aktifkan_pengguna" if aktif else "nonaktifkan_pengguna"
    with audited(kantor=kantor, user=user, aksi=aksi, objek=pengguna):
        akun = _lock_akun(kantor, pengguna, user)
        if akun.pk == user.pk:
            raise AksesError("Anda tidak dapat menutup atau membuka akun sendiri. Minta Admin lain.")
        lama, baru = change_objek(akun, {"is_active": aktif})
        if baru:
            akun.save(update_fields=["is_active"])
            _write_jejak(akun, user, aksi, lama, baru)
    return akun


@sensitive_variables("sandi")
def reset_sandi(*, kantor: PerangkatDaerah, pengguna: Pengguna, user: Pengguna) -> str:
    """A new generated password, kept nowhere; whoever was signed in with the old one is signed out.

    A lock after wrong passwords ends with it.
    Raises AksesError where the account is out of reach, and for one's own: that page asks for the old password.
    """
    sandi = create_sandi()
    teracak = make_password(sandi)
    with audited(kantor=kantor, user=user, aksi="setel_sandi", objek=pengguna):
        akun = _lock_akun(kantor, pengguna, user)
        if akun.pk == user.pk:
            raise AksesError("Kata sandi sendiri diganti lewat Ganti kata sandi, dengan kata sandi yang sekarang.")
        akun.password = teracak
        akun.save(update_fields=["password"])
        lift_tahanan(akun)
        _write_jejak(akun, user, "setel_sandi", {}, {})
    return sandi


def _lock_akun(kantor: PerangkatDaerah, pengguna: Pengguna, user: Pengguna) -> Pengguna:
    """The account, locked, if this Admin may change it. Raises AksesError with the reason."""
    lock_kantor(kantor, user)
    akun = lock_pengguna(pengguna, user)
    larangan = find_larangan_akun(user, akun)
    if larangan:
        raise AksesError(larangan)
    return akun


def _write_jejak(akun: Pengguna, user: Pengguna, aksi: str, lama: dict, baru: dict) -> None:
    """On the trail of each office that knows the person, so that none misses a changed account."""
    for kantor in scope_kantor_admin(user).filter(penugasan_set__pengguna=akun).distinct():
        write_jejak(kantor=kantor, user=user, aksi=aksi, objek=akun, lama=lama, baru=baru)


def _refuse(nama: str, pesan: str) -> None:
    raise IsianError(pesan, {nama: [pesan]})
