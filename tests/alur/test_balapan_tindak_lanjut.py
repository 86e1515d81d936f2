"""Two people at the register at once, on PostgreSQL: both news are kept, one form sent twice is one row."""

import pytest

from measurement.enums import Status
from measurement.models import KabarTindakLanjut, TindakLanjut
from tests.alur.test_balapan import race
from tests.factories.kantor_contoh import create_kasus
from tests.factories.tindak_lanjut import fetch, note, tell

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]


def test_two_news_at_once_are_both_kept_and_one_of_them_is_the_status():
    satu = note(create_kasus(Status.RAPAT), unit="KB")
    kabar = race(
        lambda: tell(satu, "berjalan", peran="sekretaris"),
        lambda: tell(satu, "selesai", nama="sk.pdf", peran="tim_sakip"),
    )
    assert {k.status for k in kabar} == {"berjalan", "selesai"}
    assert fetch(satu).status == max(kabar, key=lambda k: k.pk).status


def test_one_form_sent_three_times_at_once_is_one_row():
    satu = note(create_kasus(Status.RAPAT))
    kabar = race(*[lambda: tell(satu, kunci="sama")] * 3)
    assert {k.pk for k in kabar} == {KabarTindakLanjut.objects.get().pk}


def test_the_same_follow_up_written_three_times_at_once_is_one_row():
    kasus = create_kasus(Status.RAPAT)
    semua = race(*[lambda: note(kasus)] * 3)
    assert {s.pk for s in semua} == {TindakLanjut.objects.get().pk}
