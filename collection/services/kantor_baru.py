"""The first door of an office: itself and the Admin who does all the rest from the browser."""

import re
from collections.abc import Mapping

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.views.decorators.debug import sensitive_variables

from collection.enums import Peran, StatusPenugasan
from collection.errors import IsianError
from collection.models import Pengguna, PerangkatDaerah
from collection.services.isian import clean_objek
from collection.services.jejak import write_jejak
from collection.services.kalender import load_nasional_awal
from collection.services.kantor import check_pola_nomor
from collection.services.pengguna import save_akun
from collection.services.penugasan import create_penugasan
from collection.services.sandi import create_sandi

LEMBAGA = ("Dinas", "Badan", "Kantor", "Satuan", "Bagian")
SEBUTAN = {"Inspektorat": "Inspektur", "Kecamatan": "Camat", "Kelurahan": "Lurah", "Sekretariat": "Sekretaris"}
"""Offices whose head is no Kepala, by the first word of their name."""


@sensitive_variables("sandi")
@transaction.atomic
def create_kantor(*, isian: Mapping[str, str], username: str, nama: str) -> tuple[PerangkatDaerah, str]:
    """A new office with a new account as its Admin, and that account's password, which is kept nowhere.

    Raises IsianError per field; an office whose kode exists is left alone.
    """
    sandi = create_sandi()
    kantor = _create(isian)
    akun = save_akun({"username": username, "nama": nama}, make_password(sandi))
    write_jejak(kantor=kantor, user=None, aksi="buat_pengguna", objek=akun, baru={"username": username, "nama": nama})
    _appoint(kantor, akun)
    return kantor, sandi


@transaction.atomic
def create_kantor_for(*, isian: Mapping[str, str], admin: Pengguna) -> PerangkatDaerah:
    """A new office under somebody who has an account already, e.g. the Admin of all offices of a kabupaten."""
    kantor = _create(isian)
    _appoint(kantor, admin)
    return kantor


def guess_sebutan(nama: str) -> str:
    """The head's title by the first word of the office's name: a Badan has a Kepala Badan. The Admin may change it."""
    kata = nama.split()[0].capitalize() if nama.split() else ""
    return SEBUTAN.get(kata, f"Kepala {kata}" if kata in LEMBAGA else "Kepala")


def _create(isian: Mapping[str, str]) -> PerangkatDaerah:
    if PerangkatDaerah.objects.filter(kode=isian["kode"]).exists():
        _refuse("kode", f"Kantor dengan kode {isian['kode']} sudah ada. Tidak ada yang diubah.")
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", isian["singkatan"]):
        _refuse("singkatan", "Pakai huruf kecil, angka, dan tanda hubung, misalnya dispermades.")
    if PerangkatDaerah.objects.filter(singkatan=isian["singkatan"]).exists():
        _refuse("singkatan", f"Singkatan {isian['singkatan']} sudah dipakai kantor lain.")
    kantor = PerangkatDaerah(**{"sebutan_kepala": guess_sebutan(isian["nama"])} | isian)
    clean_objek(kantor)
    check_pola_nomor(kantor)
    kantor.save()
    write_jejak(kantor=kantor, user=None, aksi="buat_kantor", objek=kantor, baru=isian)
    load_nasional_awal(kantor)
    return kantor


def _refuse(nama: str, pesan: str) -> None:
    raise IsianError(pesan, {nama: [pesan]})


def _appoint(kantor: PerangkatDaerah, akun: Pengguna) -> None:
    tugas = {
        "peran": Peran.ADMIN.value, "unit": None, "status": StatusPenugasan.DEFINITIF.value,
        "mulai": kantor.hari_ini(), "selesai": None,
    }  # fmt: skip
    create_penugasan(kantor, akun, tugas, None)
