"""Two runs of `ingatkan` at the same moment, on PostgreSQL: each notice once, each mail once."""

import pytest
from django.core import mail
from django.utils import timezone

from collection.models import Pengguna
from measurement.enums import CaraSurel, Status
from measurement.models import Pemberitahuan, Pengingat
from measurement.services.pengingat import create_pengingat
from measurement.services.surel import send_surel
from tests.alur.test_balapan import race
from tests.factories.kantor_contoh import create_kasus, get_user

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]


@pytest.fixture
def kini():
    create_kasus(Status.VERIFIKASI)
    Pengguna.objects.filter(username="sekretaris.dispermades").update(email="sekretaris@contoh.go.id")
    return timezone.now()


def test_two_runs_make_each_notice_once(kini):
    race(*[lambda: create_pengingat(kini) for _ in range(4)])
    assert list(Pengingat.objects.values_list("jenis", "pengguna__username")) == [("giliran", "sekretaris.dispermades")]


@pytest.mark.parametrize("cara", [CaraSurel.SETIAP, CaraSurel.HARIAN])
def test_two_runs_send_each_mail_once(kini, cara):
    kini = kini.replace(hour=5)  # noon in WIB: a digest may go out
    Pemberitahuan.objects.create(pengguna=get_user("sekretaris"), cara=cara.value)
    create_pengingat(kini)
    hasil = race(*[lambda: send_surel(kini) for _ in range(4)])
    assert sorted(h.dikirim for h in hasil) == [0, 0, 0, 1]
    assert [m.to for m in mail.outbox] == [["sekretaris@contoh.go.id"]]
    satu = Pengingat.objects.get()
    assert (satu.percobaan, satu.dikirim_pada is None) == (1, False)
