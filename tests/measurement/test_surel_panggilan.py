"""Calls by mail: beside the notices, by each person's wish, at most three tries, none for what was opened or done."""

import datetime

import pytest
from django.core import mail
from django.utils import timezone

from collection.enums import Peran
from collection.models import Panggilan
from collection.services.formulir import submit_formulir
from collection.services.ingat import remind_formulir
from collection.services.percakapan import read_percakapan, say_komentar
from measurement.enums import CaraSurel
from measurement.services.pengingat import update_pemberitahuan
from measurement.services.surel import send_surel
from tests.factories.dasar import create_pejabat
from tests.factories.formulir import create_kerja, fill

pytestmark = pytest.mark.django_db




def wish(user, cara):
    update_pemberitahuan(user=user, cara=cara, email=f"{user.username}@contoh.id")


def send(menit=1):
    """What a run of `ingatkan` sends so many minutes from now."""
    mail.outbox.clear()
    send_surel(timezone.now() + datetime.timedelta(minutes=menit))
    return [(surat.to[0], surat.body) for surat in mail.outbox]


@pytest.mark.django_db(transaction=True)
def test_a_reminder_goes_out_once_in_the_persons_own_words():
    kerja = create_kerja()
    wish(kerja.operator, CaraSurel.SETIAP)
    remind_formulir(formulir=kerja.formulir, user=kerja.tim)
    [(alamat, isi)] = send()
    assert alamat == kerja.operator.email
    assert f"- {kerja.tim.nama} mengingatkan: serahkan Formulir Bidang Desa Triwulan I 2026." in isi
    assert kerja.kantor.nama in isi
    assert (send(), Panggilan.objects.get().percobaan) == ([], 1)


@pytest.mark.django_db(transaction=True)
def test_a_mention_is_mailed_until_it_is_opened():
    kerja = create_kerja()
    kabid = create_pejabat(Peran.KABID, kerja.kantor, unit=kerja.unit)
    baris = kerja.get_baris("persen")
    for user, cara in ((kerja.operator, CaraSurel.SETIAP), (kabid, CaraSurel.TIDAK)):
        wish(user, cara)
    say_komentar(baris=baris, isi="Cek.", user=kerja.tim, sebut=[kerja.operator.pk, kabid.pk])
    assert [alamat for alamat, _ in send()] == [kerja.operator.email]
    say_komentar(baris=baris, isi="Lagi.", user=kerja.tim, sebut=[kerja.operator.pk])
    read_percakapan(baris=baris, user=kerja.operator)
    assert send() == []


@pytest.mark.django_db(transaction=True)
def test_no_reminder_of_a_form_that_was_handed_in_nor_to_who_left():
    kerja = create_kerja()
    wish(kerja.operator, CaraSurel.SETIAP)
    remind_formulir(formulir=kerja.formulir, user=kerja.tim)
    fill(kerja)
    submit_formulir(formulir=kerja.formulir, user=kerja.operator)
    assert send() == []
    say_komentar(baris=kerja.get_baris("persen"), isi="Cek.", user=kerja.tim, sebut=[kerja.operator.pk])
    kerja.operator.penugasan_set.all().delete()
    assert send() == []
