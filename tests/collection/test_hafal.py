"""What is remembered of a query is its text: every call asks the database, with its own values."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from collection.hafal import MAKS_DAFTAR, hafal, hafal_satu
from collection.models import KirimanSel, Realisasi, Unit
from tests.factories.formulir import create_bahan, send

pytestmark = pytest.mark.django_db
KOLOM = ("pk", "indikator__nama", "periode__triwulan")


@pytest.fixture
def kerja():
    kerja = create_bahan(triwulan=2)
    send(kerja)
    return kerja


def build_baris(formulir, pk):
    return Realisasi.objects.filter(formulir=formulir, pk__in=pk).order_by("-pk").select_related("target__indikator")


def test_rows_are_those_of_the_queryset(kerja):
    ask, formulir = hafal(build_baris), kerja.formulir.pk
    semua = list(Realisasi.objects.values_list("pk", flat=True))
    for pk in (semua, semua[:1], semua[1:2], semua[:2], [], [0], semua[:1]):
        with CaptureQueriesContext(connection) as kueri:
            hasil = ask(formulir, pk)
            nama = [satu.target.indikator.nama for satu in hasil]
        assert len(kueri) == bool(pk)
        assert hasil == list(build_baris(formulir, pk))
        assert nama == [satu.indikator.nama for satu in hasil]
    assert ask(formulir + 1, semua) == []


def test_every_call_asks_anew(kerja):
    ask = hafal_satu(lambda pk: Realisasi.objects.filter(pk=pk))
    baris = kerja.formulir.realisasi_set.first()
    for nilai in (3, 4):
        Realisasi.objects.filter(pk=baris.pk).update(nilai=nilai)
        assert ask(baris.pk).nilai == nilai
    assert ask(0) is None


def test_values_and_long_lists(kerja):
    ask = hafal(lambda pk: Realisasi.objects.filter(pk__in=pk).order_by("pk").values_list(*KOLOM))
    semua = sorted(kerja.formulir.realisasi_set.values_list("pk", flat=True))
    biasa = list(Realisasi.objects.filter(pk__in=semua).order_by("pk").values_list(*KOLOM))
    assert ask(semua) == ask([*semua, *[0] * MAKS_DAFTAR]) == biasa


def test_text_of_a_value_is_a_value(kerja):
    ask = hafal(lambda nama: Unit.objects.filter(nama=nama))
    assert ask(kerja.unit.nama) == [kerja.unit]
    assert ask("' OR '1'='1") == ask("%s") == []


@pytest.mark.django_db(transaction=True)
def test_a_lock_needs_a_transaction():
    ask = hafal(lambda formulir: KirimanSel.objects.select_for_update().filter(formulir=formulir))
    with transaction.atomic():
        assert ask(1) == []
    with pytest.raises(transaction.TransactionManagementError):
        ask(1)
