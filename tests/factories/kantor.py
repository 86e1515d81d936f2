"""What the tests of the Admin's doors share: input of a role and of a person, addresses, and refusals."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from collection.enums import Peran, StatusPenugasan
from collection.errors import AksesError, IsianError
from collection.models import Jejak, Pengguna, Penugasan, PerangkatDaerah

HARI = datetime.timedelta(days=1)


def write_data(**isian):
    """A person's data as the service takes it."""
    return {"nama": "Budi Santoso", "nip": "", "jabatan": "", "pangkat": ""} | isian


def write_tugas(kantor, peran=Peran.STAF, *, mulai=0, selesai=None, unit=None, status=StatusPenugasan.DEFINITIF):
    """A role as the service takes it; `mulai` and `selesai` are days from today."""
    hari_ini = kantor.hari_ini()
    return {
        "peran": peran.value, "unit": unit, "status": status.value, "mulai": hari_ini + mulai * HARI,
        "selesai": None if selesai is None else hari_ini + selesai * HARI,
    }  # fmt: skip


def write_isian_tugas(kantor, peran=Peran.STAF, **isian):
    """A role as the browser posts it."""
    tugas = {"peran": peran.value, "status": "definitif", "mulai": kantor.hari_ini().isoformat(), "selesai": ""}
    return tugas | {"unit": ""} | isian


def link(nama, *args):
    """The address of a door of collection."""
    return reverse(f"collection:{nama}", args=args)


def refuse(kesalahan, fungsi, **isian):
    """The call is refused with exactly these sentences per field."""
    with pytest.raises(IsianError) as galat:
        fungsi(**isian)
    assert galat.value.kesalahan == kesalahan


def forbid(pesan, fungsi, **isian):
    """The call is refused as not permitted, with exactly this sentence."""
    with pytest.raises(AksesError) as galat:
        fungsi(**isian)
    assert str(galat.value) == pesan


def list_aksi(kantor: PerangkatDaerah):
    """The office's trail: acts, and whether they were accepted."""
    return list(Jejak.objects.filter(perangkat_daerah=kantor).order_by("pk").values_list("aksi", "diterima"))


def read_semua():
    """All that the doors about people could change."""
    kolom = ("pk", "username", "nama", "nip", "password", "is_active", "is_superuser")
    akun = Pengguna.objects.order_by("pk").values_list(*kolom)
    return list(akun), list(Penugasan.objects.order_by("pk").values_list())


def count_kueri(client, url):
    """How many queries the page costs."""
    with CaptureQueriesContext(connection) as kueri:
        assert client.get(url).status_code == 200
    return len(kueri)
