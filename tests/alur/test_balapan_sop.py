"""Two Admins at one draft of an SOP at the same moment, on PostgreSQL: one version, nothing lost unseen."""

import threading
from dataclasses import replace

import pytest
from django.db import connection

from collection.errors import BentrokError, IsianError, SakipError
from measurement.models import DrafSop, Sop
from measurement.services.draf_sop import create_draf, publish_draf, update_draf
from measurement.services.sop import find_sop
from measurement.sop_draf import read_isi
from tests.factories.kantor_contoh import create_kantor_kecil, get_user

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]


def race(*kerja):
    """All at the same moment, each on a connection of its own; what each returned or raised."""
    hasil, mulai = [None] * len(kerja), threading.Barrier(len(kerja))

    def lari(nomor):
        try:
            mulai.wait(timeout=20)
            hasil[nomor] = kerja[nomor]()
        except SakipError as error:
            hasil[nomor] = error
        finally:
            connection.close()

    utas = [threading.Thread(target=lari, args=(nomor,)) for nomor in range(len(kerja))]
    for satu in utas:
        satu.start()
    for satu in utas:
        satu.join(timeout=60)
    return hasil


def count_galat(hasil, jenis):
    return sum(isinstance(satu, jenis) for satu in hasil)


def test_one_draft_one_save_and_one_version():
    kantor, admin = create_kantor_kecil(), get_user("admin")
    sop = find_sop(kantor, "pengukuran_kinerja")
    assert count_galat(race(*[lambda: create_draf(sop=sop, user=admin)] * 3), IsianError) == 2
    draf = DrafSop.objects.get()
    isi = read_isi(draf.isi)

    def save(nomor):
        baru = replace(isi, nomor=nomor)
        return lambda: update_draf(draf=draf, isi=baru, kerja="", versi=1, user=admin)

    assert count_galat(race(save("A"), save("B")), BentrokError) == 1
    segar = DrafSop.objects.get()
    assert (segar.versi, segar.isi["nomor"] in "AB") == (2, True)

    def publish():
        return publish_draf(draf=draf, mulai=kantor.hari_ini(), versi=2, pengganti=sop.pk, user=admin)

    assert count_galat(race(publish, publish), BentrokError) == 1
    assert (Sop.objects.filter(perangkat_daerah=kantor).count(), DrafSop.objects.count()) == (2, 0)
