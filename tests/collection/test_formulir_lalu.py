"""Beside a cell stands what the unit reported a triwulan ago, in figures and in money."""

import pytest

from collection.models import Formulir, Periode, Realisasi, RealisasiAnggaran
from collection.queries import find_anggaran_lalu, find_realisasi_lalu
from tests.factories.formulir import create_kerja
from tests.factories.halaman import get, link, read_teks, visit
from tests.factories.kantor import count_kueri

pytestmark = pytest.mark.django_db


def report(kerja, triwulan, *, tahun=2026, persen=None, uang=None):
    """What the unit reported in another triwulan."""
    periode = Periode.objects.create(perangkat_daerah=kerja.kantor, tahun=tahun, triwulan=triwulan)
    formulir = Formulir.objects.create(periode=periode, unit=kerja.unit, perjanjian_kinerja=kerja.pk, status="diterima")
    target = kerja.pk.target_set.get(indikator__kode="persen")
    Realisasi.objects.create(
        formulir=formulir, periode=formulir.periode, target=target, indikator=target.indikator, nilai=persen
    )
    pagu = kerja.pk.pagu_set.get()
    RealisasiAnggaran.objects.create(
        formulir=formulir, periode=formulir.periode, pagu=pagu, sub_kegiatan=pagu.sub_kegiatan, jumlah=uang
    )


def read_lalu(client, kerja):
    """The cells of the page under a heading of the triwulan before."""
    halaman = visit(client, kerja.operator, link("collection:formulir_detail", kerja.formulir.pk))
    return [read_teks(td) for td in halaman.find("td") if "triwulan lalu" in (get(td, "data-label") or "")]


def test_the_triwulan_before_stands_beside_the_cell(client):
    kerja = create_kerja(triwulan=3)
    report(kerja, 2, persen="1234.5", uang="250000")
    assert read_lalu(client, kerja) == ["1.234,50", "–", "–", "250.000"]


def test_the_first_triwulan_has_no_column_for_the_one_before(client):
    kerja = create_kerja(triwulan=1)
    report(kerja, 4, tahun=2025, persen="9", uang="9")
    assert read_lalu(client, kerja) == []


def test_only_the_triwulan_right_before_of_the_same_office_and_year():
    kerja, lain = create_kerja(triwulan=3), create_kerja(triwulan=3)
    report(kerja, 1, persen="1", uang="1")
    report(kerja, 4, persen="4", uang="4")
    report(kerja, 2, tahun=2025, persen="2", uang="2")
    report(lain, 2, persen="5", uang="5")
    assert (find_realisasi_lalu(kerja.periode), find_anggaran_lalu(kerja.periode)) == ({}, {})
    report(kerja, 2, persen=None, uang=None)
    assert (find_realisasi_lalu(kerja.periode), find_anggaran_lalu(kerja.periode)) == ({}, {})
    assert (len(find_realisasi_lalu(lain.periode)), len(find_anggaran_lalu(lain.periode))) == (1, 1)


def test_costs_the_same_for_few_rows_and_for_many(client):
    biaya = []
    for tambahan in (0, 6):
        kerja = create_kerja(triwulan=2, tambahan=tambahan)
        client.force_login(kerja.operator)
        biaya.append(count_kueri(client, link("collection:formulir_detail", kerja.formulir.pk)))
    assert biaya[0] == biaya[1]
