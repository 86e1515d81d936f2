"""Two people at one moment on one Perjanjian Kinerja: one draft, one set of figures, one stipulation. Needs PostgreSQL."""

import datetime
import threading

import pytest
from django.db import connection

from collection.enums import Peran, StatusPk
from collection.errors import BentrokError
from collection.models import Jejak, PerjanjianKinerja
from collection.services.pk import compute_sidik_pk, create_pk, stipulate_pk
from collection.services.pk_isi import build_isi
from collection.services.target import save_target, write_versi_target
from tests.factories.dasar import create_kantor, create_pejabat
from tests.factories.rencana import create_rencana

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def race(*kerja) -> list[str]:
    """Run each in a thread of its own, all released at once; what came of them, sorted."""
    pagar, hasil = threading.Barrier(len(kerja)), []

    def lari(satu) -> None:
        try:
            pagar.wait()
            satu()
            hasil.append("tersimpan")
        except BentrokError:
            hasil.append("bentrok")
        finally:
            connection.close()

    benang = [threading.Thread(target=lari, args=(satu,)) for satu in kerja]
    for satu in benang:
        satu.start()
    for satu in benang:
        satu.join()
    return sorted(hasil)


def begin():
    """A stipulated agreement, and the Perencana of its office."""
    pk = create_rencana(create_kantor(), status=StatusPk.DITETAPKAN)
    return pk.perangkat_daerah, create_pejabat(Peran.PERENCANA, pk.perangkat_daerah)


def test_perubahan_begun_twice_is_one_draft():
    kantor, user = begin()
    kerja = [lambda: create_pk(kantor=kantor, tahun=2026, user=user, alasan="x")] * 3
    assert race(*kerja) == ["tersimpan"] * 3
    assert list(kantor.pk_set.order_by("versi").values_list("versi", "status")) == [(1, "ditetapkan"), (2, "draf")]
    assert Jejak.objects.filter(aksi="buat_perjanjian_kinerja").count() == 1


def test_targets_typed_at_one_moment_the_second_hears_of_it():
    kantor, user = begin()
    draf = create_pk(kantor=kantor, tahun=2026, user=user, alasan="x")
    satu = kantor.indikator_set.get()
    versi = write_versi_target([satu.pk], {satu.pk: draf.target_set.get()})

    def save(nilai):
        sel = {"tahunan": nilai, "tw1": "", "tw2": "", "tw3": "", "tw4": nilai}
        return lambda: save_target(pk=draf, isian={satu.pk: sel}, versi=versi, user=user)

    assert race(save("60"), save("70")) == ["bentrok", "tersimpan"]
    target = draf.target_set.get()
    assert target.tahunan == target.tw4 and target.tahunan in (60, 70)


def test_stipulated_while_it_is_changed_one_of_the_two_wins_whole():
    kantor, user = begin()
    draf = create_pk(kantor=kantor, tahun=2026, user=user, alasan="x")
    PerjanjianKinerja.objects.filter(pk=draf.pk).update(nomor="1", tanggal=datetime.date(2026, 9, 1))
    draf, satu = PerjanjianKinerja.objects.get(pk=draf.pk), kantor.indikator_set.get()
    sidik, versi = compute_sidik_pk(draf), write_versi_target([satu.pk], {satu.pk: draf.target_set.get()})
    sel = {"tahunan": "60", "tw1": "", "tw2": "", "tw3": "", "tw4": "60"}
    assert race(
        lambda: stipulate_pk(pk=draf, build=build_isi, versi=sidik, user=user),
        lambda: save_target(pk=draf, isian={satu.pk: sel}, versi=versi, user=user),
    ) == ["bentrok", "tersimpan"]
    segar = PerjanjianKinerja.objects.get(pk=draf.pk)
    assert (segar.is_draf, segar.target_set.get().tahunan) in ((True, 60), (False, 50))
