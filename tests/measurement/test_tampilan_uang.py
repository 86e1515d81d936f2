"""Money over a semester or a year: typed cumulative, shown by triwulan, with what the span took and its share of the pagu."""

import pytest

from collection.models import Formulir, Periode, RealisasiAnggaran
from measurement.enums import BentukTampilan
from measurement.services.tampilan_uang import list_uang
from tests.factories.formulir import create_bahan, save_uang, send
from tests.factories.halaman import link, visit

pytestmark = pytest.mark.django_db
SEMESTER, TAHUN = BentukTampilan.SEMESTER, BentukTampilan.TAHUN


@pytest.fixture
def kerja():
    """Triwulan III; of the two before it 100.000 and 250.000 were reported."""
    kerja = create_bahan(triwulan=3)
    for triwulan, jumlah in ((1, 100_000), (2, 250_000)):
        periode = Periode.objects.create(perangkat_daerah=kerja.kantor, tahun=2026, triwulan=triwulan)
        formulir = Formulir.objects.create(
            periode=periode, unit=kerja.unit, perjanjian_kinerja=kerja.pk, status="diterima"
        )
        for pagu in kerja.pk.pagu_set.all():
            RealisasiAnggaran.objects.create(
                formulir=formulir, periode=periode, pagu=pagu, sub_kegiatan=pagu.sub_kegiatan, jumlah=jumlah
            )
    send(kerja)
    return kerja


def read(kerja, bentuk):
    return [([isi for _, isi in satu.kolom], satu.rentang, satu.serapan) for satu in list_uang(kerja.formulir, bentuk)]


def test_a_semester_is_the_difference_and_a_year_the_whole(kerja):
    assert kerja.anggaran.pagu.jumlah == 1_000_000
    kosong = (["–"], "–", "–")
    assert read(kerja, SEMESTER) == [kosong, kosong]
    save_uang(kerja.anggaran, "400000", user=kerja.operator)
    satu = (["400.000"], "150.000", "40,00\u00a0%")
    assert read(kerja, SEMESTER) == [satu, satu]
    satu = (["100.000", "250.000", "400.000"], "400.000", "40,00\u00a0%")
    assert read(kerja, TAHUN) == [satu, satu]


def test_without_the_figure_before_it_a_semester_is_not_known(kerja):
    RealisasiAnggaran.objects.filter(periode__triwulan=2).update(jumlah=None)
    save_uang(kerja.anggaran, "400000", user=kerja.operator)
    assert read(kerja, SEMESTER)[0] == (["400.000"], "–", "40,00\u00a0%")
    assert read(kerja, TAHUN)[0][0] == ["100.000", "–", "400.000"]


@pytest.mark.parametrize("bentuk", ["semester", "tahun"])
def test_the_page_shows_it(client, kerja, bentuk):
    save_uang(kerja.anggaran, "400000", user=kerja.operator)
    halaman = visit(client, kerja.operator, link("measurement:formulir_tampilan", kerja.formulir.pk, bentuk))
    assert halaman.inline == []
    assert "400.000" in halaman.read("td") and f"Pada {bentuk} ini Rp" in halaman.read("th")
