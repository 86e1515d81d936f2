"""Two people confirm at the same moment: one import is written, the other hears of it. Needs PostgreSQL."""

import threading

import pytest
from django.db import connection

from collection.enums import Peran
from collection.errors import BentrokError
from collection.models import Impor, Jejak, Target
from collection.muat import load_rencana
from collection.services.impor import apply_impor, create_impor
from tests.factories.dasar import create_kantor, create_pejabat
from tests.factories.rencana import build_xlsx, create_rencana

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True),
]


def race(*impor: Impor) -> list[str]:
    """Apply each in a thread of its own, all released at once; what came of them, sorted."""
    pagar, hasil = threading.Barrier(len(impor)), []

    def apply(satu: Impor) -> None:
        try:
            pagar.wait()
            apply_impor(impor=satu, user=satu.pengguna)
            hasil.append("diterapkan")
        except BentrokError:
            hasil.append("bentrok")
        finally:
            connection.close()

    benang = [threading.Thread(target=apply, args=(satu,)) for satu in impor]
    for satu in benang:
        satu.start()
    for satu in benang:
        satu.join()
    return sorted(hasil)


def create(kantor, user, nilai: int, tahun: int) -> Impor:
    isi = build_xlsx([["IKU-1", "", "%", nilai]])
    return create_impor(kantor=kantor, tahun=tahun, user=user, nama="a.xlsx", isi=isi, muat=load_rencana)


@pytest.mark.parametrize("tahun", [2026, 2027])
def test_apply_impor_same_one_twice_at_once_writes_once(tahun):
    kantor = create_rencana(create_kantor()).perangkat_daerah
    impor = create(kantor, create_pejabat(Peran.PERENCANA, kantor), 60, tahun)
    assert race(impor, Impor.objects.get(), Impor.objects.get()) == ["diterapkan"] * 3
    assert sorted(Jejak.objects.filter(aksi="terapkan_impor").values_list("diterima", flat=True)) == [True]
    assert Target.objects.get(perjanjian_kinerja__tahun=tahun).tahunan == 60


@pytest.mark.parametrize("tahun", [2026, 2027])
def test_apply_impor_two_different_at_once_one_conflicts(tahun):
    kantor = create_rencana(create_kantor()).perangkat_daerah
    user = create_pejabat(Peran.PERENCANA, kantor)
    satu, dua = (create(kantor, user, nilai, tahun) for nilai in (60, 70))
    assert race(satu, dua) == ["bentrok", "diterapkan"]
    assert Target.objects.get(perjanjian_kinerja__tahun=tahun).tahunan in (60, 70)
    assert sorted(Jejak.objects.filter(aksi="terapkan_impor").values_list("diterima", flat=True)) == [False, True]
