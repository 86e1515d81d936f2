"""Demo accounts of the demo offices, with passwords that differ from one installation to the next."""

import csv
import datetime
import hashlib
import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
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
DIGANTI = "(sandi sudah diganti)"


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
    baru = _create_akun([c for c in calon if c.username not in ada])
    semua = Pengguna.objects.filter(username__in=[c.username for c in calon])
    teracak = dict(semua.values_list("username", "password"))
    sandi = _drop_diganti(_read_tabel(), teracak, baru) | baru
    tabel = [(c.nama, c.username, sandi.get(c.username, "")) for c in calon]
    _write_tabel([(*baris, _write_sidik(teracak[baris[1]])) for baris in tabel])
    return tabel


def _drop_diganti(tabel: dict[str, tuple[str, str]], teracak: dict[str, str], baru: dict[str, str]) -> dict[str, str]:
    """Username to password; one that somebody has changed since is no longer told.

    Checking a password is slow on purpose (40 of them take seconds), so that it is done only where the stored hash is
    not the one that the table was written for: changed, or merely hashed anew at a login after an upgrade.
    """
    ragu = [
        (nama, sandi) for nama, (sandi, sidik) in tabel.items()
        if nama in teracak and nama not in baru and sandi not in ("", DIGANTI)
        and sidik != _write_sidik(teracak[nama])
    ]  # fmt: skip
    with ThreadPoolExecutor() as kolam:
        cocok = list(kolam.map(lambda satu: check_password(satu[1], teracak[satu[0]]), ragu))
    diganti = {nama for (nama, _), sama in zip(ragu, cocok, strict=True) if not sama}
    return {nama: DIGANTI if nama in diganti else sandi for nama, (sandi, _) in tabel.items()}


def _write_sidik(teracak: str) -> str:
    """A short mark of a stored hash, by which a changed password is noticed."""
    return hashlib.sha256(teracak.encode()).hexdigest()[:16]


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


def _read_tabel() -> dict[str, tuple[str, str]]:
    """Username to password and mark; a table of before the marks has none."""
    if not find_berkas_akun().exists():
        return {}
    with find_berkas_akun().open(encoding="utf-8", newline="") as berkas:
        baris = csv.reader(berkas, delimiter="\t")
        return {username: (sandi, sidik[0] if sidik else "") for _, username, sandi, *sidik in baris}


def _write_tabel(tabel: list[tuple[str, str, str, str]]) -> None:
    """Whole or not at all, and never for a moment readable by others."""
    sementara = find_berkas_akun().with_suffix(".baru")
    sementara.unlink(missing_ok=True)
    pegangan = os.open(sementara, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with open(pegangan, "w", encoding="utf-8", newline="") as berkas:
        csv.writer(berkas, delimiter="\t").writerows(tabel)
    sementara.replace(find_berkas_akun())
