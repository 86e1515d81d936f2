"""One natural order wherever rows are listed: code 1.2 before 1.10 on the form, in its workbook, in the kertas kerja."""

import pytest

from collection.models import Indikator
from collection.services.buku_formulir import load_isi
from collection.services.tabel_target import list_indikator
from collection.urut import sort_dalam
from collection.views.baris_formulir import list_baris
from measurement.services.asal import build_urutan
from measurement.services.naskah_data import list_realisasi
from tests.factories.formulir import add_target, create_bahan, create_kasus, send

KODE = ["1.2", "1.10", "2.1", "10.1"]


@pytest.fixture
def kerja(db):
    kerja = create_bahan()
    for kode in reversed(KODE):
        add_target(kerja, kode, [1, 1, 1, 1])
    Indikator.objects.filter(perangkat_daerah=kerja.kantor).update(urutan=0)
    send(kerja)
    return kerja


def read(semua):
    return [kode for kode in semua if kode in KODE]


def test_groups_stay_where_they_come_and_are_sorted_within():
    semua = [("b", 2), ("a", 9), ("b", 1), ("a", 3)]
    assert sort_dalam(semua, lambda s: s[0], lambda s: s[1]) == [("b", 1), ("b", 2), ("a", 3), ("a", 9)]


def test_codes_come_as_people_count_wherever_rows_are_listed(kerja):
    formulir = kerja.formulir
    (satu,) = list_realisasi(create_kasus(kerja)).values()
    kertas = sorted(satu[::-1], key=lambda r: build_urutan(r.target.indikator))
    semua = [
        [i.kode for i in list_indikator(kerja.kantor)],
        [b.target.indikator.kode for b in list_baris(formulir)],
        [b.target.indikator.kode for b in load_isi(kerja.periode, [formulir], {formulir.pk}).baris],
        [b.target.indikator.kode for b in satu],
        [b.target.indikator.kode for b in kertas],
    ]
    assert [read(kode) for kode in semua] == [KODE] * 5
