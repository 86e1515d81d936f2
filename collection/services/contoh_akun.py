"""Demo accounts of the demo offices, with passwords that differ from one installation to the next."""

import csv
import datetime
import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction

from collection.enums import JenisUnit, Peran
from collection.models import Pengguna, Penugasan, PerangkatDaerah, Unit
from collection.services.contoh_rencana import KANTOR_CONTOH, read_toml
from collection.services.sandi import create_sandi

PERAN_KANTOR = (
    Peran.KEPALA, Peran.SEKRETARIS, Peran.KASUBAG, Peran.PERENCANA, Peran.TIM_SAKIP, Peran.STAF, Peran.ADMIN,
    Peran.PENGAWAS,
)  # fmt: skip

Akun = tuple[str, str, str]


@dataclass(frozen=True)
class Calon:
    """One demo account as it should be."""

    username: str
    nama: str
    peran: Peran
    kantor: PerangkatDaerah
    unit: Unit | None


@transaction.atomic
def create_akun_contoh() -> list[Akun]:
    """(role, username, password) of every demo account. Accounts that exist keep what they have.

    The table stays in VAR_DIR, readable by its owner only, so that a later start can show it again; a
    password that is not in it (a database from elsewhere) comes back empty.
    """
    calon = [c for singkatan in KANTOR_CONTOH for c in _list_calon(singkatan)]
    ada = set(Pengguna.objects.filter(username__in=[c.username for c in calon]).values_list("username", flat=True))
    sandi = _read_tabel() | _create_akun([c for c in calon if c.username not in ada])
    tabel = [(c.nama, c.username, sandi.get(c.username, "")) for c in calon]
    _write_tabel(tabel)
    return tabel


def find_berkas_akun() -> Path:
    """Where the table of demo passwords is kept."""
    return Path(settings.VAR_DIR) / "akun_contoh.tsv"


def _list_calon(singkatan: str) -> Iterator[Calon]:
    kantor = PerangkatDaerah.objects.get(singkatan=singkatan)
    sebutan = read_toml(f"contoh/{singkatan}.toml")["akun"]["nama"]
    for peran in PERAN_KANTOR:
        yield Calon(f"{peran}.{singkatan}", f"{peran.label} {sebutan} (contoh)", peran, kantor, None)
    for unit in kantor.unit_set.order_by("urutan"):
        for peran in (Peran.KABID, Peran.BIDANG):
            if peran is Peran.BIDANG or unit.jenis == JenisUnit.BIDANG:
                yield _build_calon_unit(peran, unit, kantor, sebutan)


def _build_calon_unit(peran: Peran, unit: Unit, kantor: PerangkatDaerah, sebutan: str) -> Calon:
    jabatan = f"Kepala {unit.nama}" if peran is Peran.KABID else f"Operator {unit.nama}"
    username = f"{peran}.{unit.singkatan.lower()}.{kantor.singkatan}"
    return Calon(username, f"{jabatan} {sebutan} (contoh)", peran, kantor, unit)


def _create_akun(calon: list[Calon]) -> dict[str, str]:
    """Makes the accounts and gives their passwords. Hashing is slow on purpose: on all cores at once."""
    sandi = [create_sandi() for _ in calon]
    with ThreadPoolExecutor() as kolam:
        teracak = list(kolam.map(make_password, sandi))
    for c, kata in zip(calon, teracak, strict=True):
        pengguna = Pengguna.objects.create(username=c.username, nama=c.nama, password=kata)
        Penugasan.objects.create(
            pengguna=pengguna, peran=c.peran, perangkat_daerah=c.kantor, unit=c.unit, mulai=_find_mulai(c.kantor)
        )
    return {c.username: kata for c, kata in zip(calon, sandi, strict=True)}


def _find_mulai(kantor: PerangkatDaerah) -> datetime.date:
    """The first day of the agreed year, but never in the future: the demo works on any date."""
    tahun = kantor.pk_set.order_by("tahun").values_list("tahun", flat=True)[0]
    return min(datetime.date(tahun, 1, 1), kantor.hari_ini())


def _read_tabel() -> dict[str, str]:
    if not find_berkas_akun().exists():
        return {}
    with find_berkas_akun().open(encoding="utf-8", newline="") as berkas:
        return {username: sandi for _, username, sandi in csv.reader(berkas, delimiter="\t")}


def _write_tabel(tabel: list[Akun]) -> None:
    """Whole or not at all, and never for a moment readable by others."""
    sementara = find_berkas_akun().with_suffix(".baru")
    sementara.unlink(missing_ok=True)
    pegangan = os.open(sementara, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with open(pegangan, "w", encoding="utf-8", newline="") as berkas:
        csv.writer(berkas, delimiter="\t").writerows(tabel)
    sementara.replace(find_berkas_akun())
