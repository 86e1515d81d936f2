"""The smallest rows that a test needs: an office, a unit, a person with a role."""

import datetime
import itertools

from collection.enums import Peran, StatusPenugasan
from collection.models import Pengguna, Penugasan, PerangkatDaerah, Unit

_nomor = itertools.count(1)


def create_kantor(singkatan: str = "", **isian: object) -> PerangkatDaerah:
    """An office of its own."""
    nomor = next(_nomor)
    awal = {
        "kode": f"9.99.{nomor}", "singkatan": singkatan or f"kantor-{nomor}", "nama": f"Dinas Uji {nomor}",
        "pemerintah": "Pemerintah Kabupaten Uji", "alamat": "Jalan Uji 1", "kota": "Uji", "kode_unit_surat": "UJI",
    }  # fmt: skip
    return PerangkatDaerah.objects.create(**(awal | isian))


def create_unit(kantor: PerangkatDaerah, nama: str = "Bidang Uji") -> Unit:
    return Unit.objects.create(perangkat_daerah=kantor, singkatan=f"U{next(_nomor)}", nama=nama)


def create_user(nama: str = "") -> Pengguna:
    nama = nama or f"pengguna{next(_nomor)}"
    return Pengguna.objects.create_user(nama, password="sandi-uji-123", nama=nama)


def assign(
    user: Pengguna, peran: Peran, kantor: PerangkatDaerah, unit: Unit | None = None, *, mulai: int = -30,
    selesai: int | None = None, status: StatusPenugasan = StatusPenugasan.DEFINITIF,
) -> Penugasan:  # fmt: skip
    """Give a role; `mulai` and `selesai` are days from today."""
    hari = kantor.hari_ini()
    return Penugasan.objects.create(
        pengguna=user, peran=peran.value, perangkat_daerah=kantor, status=status.value,
        unit=unit or (create_unit(kantor) if peran in (Peran.BIDANG, Peran.KABID) else None),
        mulai=hari + datetime.timedelta(days=mulai),
        selesai=None if selesai is None else hari + datetime.timedelta(days=selesai),
    )  # fmt: skip


def create_pejabat(peran: Peran, kantor: PerangkatDaerah, **isian: object) -> Pengguna:
    """A person who holds the role."""
    user = create_user()
    assign(user, peran, kantor, **isian)
    return user
