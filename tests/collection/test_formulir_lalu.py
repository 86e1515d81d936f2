"""Beside a cell stands what the unit reported a triwulan ago, in figures and in money."""

import pytest

from collection.models import Formulir, Periode, Realisasi, RealisasiAnggaran
from collection.queries_formulir import find_anggaran_lalu
from measurement.queries_lalu import list_realisasi_lalu, map_sebelum
from tests.factories.formulir import create_kerja
from tests.factories.halaman import get, link, read_teks, visit
from tests.factories.kantor import count_kueri

pytestmark = pytest.mark.django_db

KOLOM = ("Realisasi sebelumnya", "Realisasi sebelumnya (Rp)")


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
    """The cells of the page under a heading of what was before."""
    halaman = visit(client, kerja.operator, link("collection:formulir_detail", kerja.formulir.pk))
    return [read_teks(td) for td in halaman.find("td") if (get(td, "data-label") or "") in KOLOM]


def test_the_earlier_triwulan_and_the_same_of_last_year_stand_beside_the_cell(client):
    kerja = create_kerja(triwulan=3)
    report(kerja, 2, persen="1234.5", uang="250000")
    kosong = "TW I – TW II –"
    assert read_lalu(client, kerja) == ["TW I – TW II 1.234,50", kosong, kosong, "250.000 s.d. TW II"]
    report(kerja, 3, tahun=2025, persen="7", uang="7")
    kosong += " TW III 2025 –"
    assert read_lalu(client, kerja) == ["TW I – TW II 1.234,50 TW III 2025 7,00", kosong, kosong, "250.000 s.d. TW II"]


def test_the_first_triwulan_has_no_column_for_what_was_before_unless_last_year_had_it(client):
    kerja = create_kerja(triwulan=1)
    report(kerja, 4, tahun=2025, persen="9", uang="9")
    assert read_lalu(client, kerja) == []
    report(kerja, 1, tahun=2025, persen="8", uang="8")
    assert read_lalu(client, kerja)[0] == "TW I 2025 8,00"


def test_only_earlier_triwulan_of_the_same_office():
    kerja, lain = create_kerja(triwulan=3), create_kerja(triwulan=3)
    report(kerja, 4, persen="4", uang="4")
    report(kerja, 2, tahun=2025, persen="2", uang="2")
    report(lain, 2, persen="5", uang="5")
    report(lain, 3, tahun=2025, persen="6", uang="6")
    report(kerja, 2, persen=None, uang=None)
    assert (list_realisasi_lalu(kerja.periode), map_sebelum(kerja.periode)) == ({}, {})
    assert [kunci[1:] for kunci in map_sebelum(lain.periode)] == [(2026, 2), (2025, 3)]
    assert (find_anggaran_lalu(kerja.periode), len(find_anggaran_lalu(lain.periode))) == ({}, 1)


def test_money_is_of_the_latest_earlier_triwulan_that_has_a_figure_and_says_which(client):
    """The triwulan before may have no case, or a form that nobody filled in; another year's money is none of this."""
    kerja = create_kerja(triwulan=4)
    report(kerja, 4, tahun=2025, uang="999000")
    assert read_lalu(client, kerja)[-1] == "–"
    report(kerja, 2, uang="168000000")
    assert read_lalu(client, kerja)[-1] == "168.000.000 s.d. TW II"
    report(kerja, 3, uang=None)
    assert read_lalu(client, kerja)[-1] == "168.000.000 s.d. TW II"


def test_of_chosen_indicators_only():
    kerja = create_kerja(triwulan=3)
    report(kerja, 2, persen="5")
    report(kerja, 3, tahun=2025, persen="6")
    persen, jumlah = kerja.get_baris("persen").indikator_id, kerja.get_baris("jumlah").indikator_id
    assert list_realisasi_lalu(kerja.periode, [persen]) == {(persen, 2): 5} and not list_realisasi_lalu(kerja.periode, [jumlah])
    assert map_sebelum(kerja.periode, [persen]) == {(persen, 2026, 2): (5, None), (persen, 2025, 3): (6, None)}
    assert map_sebelum(kerja.periode, [jumlah]) == {}


def test_costs_the_same_for_few_rows_and_for_many(client):
    biaya = []
    for tambahan in (0, 6):
        kerja = create_kerja(triwulan=2, tambahan=tambahan)
        client.force_login(kerja.operator)
        biaya.append(count_kueri(client, link("collection:formulir_detail", kerja.formulir.pk)))
    assert biaya[0] == biaya[1]
