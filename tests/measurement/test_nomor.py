"""The register of numbers: gap-free, one per case, in the office's own pattern."""

import datetime

import pytest
from django.db import transaction

from measurement.models import NomorSurat
from measurement.services.nomor import take_nomor, write_nomor
from tests.factories.laporan import make_kantor, make_kasus

HARI = datetime.date(2025, 7, 5)
pytestmark = pytest.mark.django_db


def list_urut(kantor):
    return list(NomorSurat.objects.filter(perangkat_daerah=kantor).values_list("tahun", "urut"))


def make_dua_kasus():
    pertama = make_kasus(1)
    kedua = make_kasus(1)
    return pertama, kedua


def test_take_nomor_is_the_next_of_the_office():
    kasus = make_kasus(1)
    assert take_nomor(kasus.pengukuran, HARI).nomor == "700/1/DISPERMADESPPKB/2025"
    assert list_urut(kasus.kantor) == [(2025, 1)]


def test_take_nomor_keeps_the_number_of_a_case():
    kasus = make_kasus(1)
    pertama = take_nomor(kasus.pengukuran, HARI)
    assert take_nomor(kasus.pengukuran, datetime.date(2026, 1, 2)) == pertama
    assert list_urut(kasus.kantor) == [(2025, 1)]


def test_take_nomor_counts_each_office_for_itself():
    pertama, kedua = make_dua_kasus()
    assert [take_nomor(k.pengukuran, HARI).urut for k in (pertama, kedua)] == [1, 1]


def test_take_nomor_starts_again_each_year():
    kasus = make_kasus(1)
    for urut in (1, 2):
        pengukuran = make_kasus(1).pengukuran
        NomorSurat.objects.create(
            perangkat_daerah=kasus.kantor, tahun=2024, urut=urut, nomor=str(urut), pengukuran=pengukuran
        )
    assert take_nomor(kasus.pengukuran, HARI).urut == 1


def test_take_nomor_goes_on_after_the_highest():
    kasus = make_kasus(1)
    NomorSurat.objects.create(
        perangkat_daerah=kasus.kantor, tahun=2025, urut=7, nomor="7", pengukuran=make_kasus(1).pengukuran
    )
    assert take_nomor(kasus.pengukuran, HARI).urut == 8


def test_take_nomor_rolled_back_leaves_no_gap():
    kasus = make_kasus(1)
    with pytest.raises(RuntimeError), transaction.atomic():
        take_nomor(kasus.pengukuran, HARI)
        raise RuntimeError
    assert list_urut(kasus.kantor) == []
    assert take_nomor(kasus.pengukuran, HARI).urut == 1


@pytest.mark.parametrize(
    ("pola", "nomor"),
    [
        ("{klasifikasi}/{urut}/{unit}/{tahun}", "700/14/DISPERMADESPPKB/2025"),
        ("{klasifikasi}/14.{urut} /{unit}/{tahun}", "700/14.14 /DISPERMADESPPKB/2025"),
        ("{klasifikasi} / {urut} / {tahun}", "700 / 14 / 2025"),
        ("{urut}-Sekre/{tahun}", "14-Sekre/2025"),
        ("{urut.__class__}/{lain}/{urut}", "{urut.__class__}/{lain}/14"),
    ],
)
def test_write_nomor_follows_the_pattern_and_nothing_else(pola, nomor):
    assert write_nomor(make_kantor(pola_nomor=pola), 14, 2025) == nomor
