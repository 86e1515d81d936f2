"""Fifty people type at once on a poor line, on PostgreSQL: every last value is there, once, and on the trail."""

import json
import random
import threading
import uuid

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from collection.enums import Peran
from collection.models import Indikator, Jejak, KirimanSel, Realisasi, Target
from tests.factories.dasar import create_pejabat, create_unit
from tests.factories.formulir import add_target, create_bahan, send
from tests.factories.halaman import KOSONG

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]

UNIT, PER_UNIT, SEL = 5, 10, 20


def create_ramai():
    """Five units of ten people each; gives (person, form, their own twenty rows)."""
    kerja = create_bahan()
    unit = [create_unit(kerja.kantor, f"Bidang {n}") for n in range(UNIT)]
    pola = add_target(kerja, "pola", [1, 1, 1, 1], unit=unit[0])
    isian = {f.name: getattr(pola.indikator, f.name) for f in Indikator._meta.fields if f.name not in ("id", "kode", "unit")}
    indikator = [Indikator(**isian, kode=f"k{n}", unit=unit[n % UNIT]) for n in range(UNIT * PER_UNIT * SEL)]
    Target.objects.bulk_create(
        Target(perjanjian_kinerja=kerja.pk, indikator=i, tw1=1, tw2=1, tw3=1, tw4=1, tahunan=1)
        for i in Indikator.objects.bulk_create(indikator)
    )
    send(kerja)
    semua = []
    for satu in unit:
        baris = list(Realisasi.objects.filter(formulir__unit=satu).values_list("pk", "formulir"))
        for n in range(PER_UNIT):
            milik = baris[n * SEL : (n + 1) * SEL]
            semua.append((create_pejabat(Peran.BIDANG, kerja.kantor, unit=satu), milik[0][1], [pk for pk, _ in milik]))
    return semua


def test_fifty_people_on_a_line_that_cuts_every_third_request():
    semua, galat, mulai = create_ramai(), [], threading.Barrier(UNIT * PER_UNIT)

    def type_semua(nomor, user, formulir, baris):
        acak, client = random.Random(nomor), Client()
        client.force_login(user)
        pintu = reverse("measurement:formulir_kiriman", args=[formulir])
        antre = [
            {"kunci": str(uuid.uuid4()), "baris": f"r{pk}", "kolom": "nilai", "isi": f"{nomor},{n:02d}", "sidik": KOSONG}
            for n, pk in enumerate(baris)
        ]
        mulai.wait(timeout=60)
        while antre:
            kirim = antre[: acak.randint(3, 7)]
            putus = acak.random()
            if putus < 1 / 6:
                continue  # it never arrived
            jawab = client.post(pintu, json.dumps({"sel": kirim}), "application/json").json()
            assert [satu["keadaan"] for satu in jawab["sel"]] == ["tersimpan"] * len(kirim), jawab
            if putus >= 1 / 3:  # else the answer never arrived
                antre = antre[len(kirim) :]

    def run(*bahan):
        try:
            type_semua(*bahan)
        except BaseException as error:
            galat.append(error)
            raise
        finally:
            connection.close()

    utas = [threading.Thread(target=run, args=(nomor, *satu)) for nomor, satu in enumerate(semua, start=1)]
    for satu in utas:
        satu.start()
    for satu in utas:
        satu.join(timeout=120)
    assert galat == []
    harap = {pk: f"{nomor}.{n:02d}" for nomor, (_, _, baris) in enumerate(semua, start=1) for n, pk in enumerate(baris)}
    ada = {pk: f"{nilai:.2f}" for pk, nilai in Realisasi.objects.filter(pk__in=harap).values_list("pk", "nilai")}
    assert ada == harap
    jejak = Jejak.objects.filter(aksi="isi_nilai", diterima=True)
    assert sorted(jejak.values_list("objek_id", flat=True)) == sorted(harap)
    assert (KirimanSel.objects.count(), Jejak.objects.filter(aksi__startswith="isi_", diterima=False).count()) == (len(harap), 0)
