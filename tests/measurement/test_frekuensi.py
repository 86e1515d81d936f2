"""An indicator whose time is not this triwulan: shown folded, not asked for, no gap in the figures; read by semester."""

import pytest

from collection.models import Realisasi
from collection.queries_formulir import list_kekurangan
from measurement.enums import Alasan, BentukTampilan
from measurement.services.cuplikan import preview_formulir
from measurement.services.hitung import PATOKAN_BAKU, build_hitungan, compute_hasil
from measurement.services.tampilan import build_tampilan
from tests.collection.test_tinjauan import add_lalu
from tests.factories.formulir import add_target, create_bahan, create_kerja, save, send
from tests.factories.halaman import Halaman, get, link, read_teks, visit, walk

pytestmark = pytest.mark.django_db


def create(triwulan: int, frekuensi: str):
    kerja = create_bahan(triwulan=triwulan)
    add_target(kerja, "survei", [60, 70, 80, 90], nama="Indeks kepuasan", frekuensi=frekuensi, urutan=9)
    return send(kerja) or kerja


def list_tabel(halaman):
    """Label of each table region → the names in its rows."""
    hasil = {}
    for wadah in halaman.find("div", role="region"):
        nama = [read_teks(e) for e in walk(wadah) if e.name == "th" and get(e, "scope") == "row"]
        hasil[get(wadah, "aria-label")] = nama
    return hasil


@pytest.mark.parametrize(
    ("frekuensi", "triwulan", "diminta"),
    [("semester", 1, False), ("semester", 2, True), ("semester", 3, False), ("semester", 4, True), ("tahun", 3, False),
     ("tahun", 4, True), ("triwulan", 1, True), ("bulan", 1, True), ("", 1, True)],
)  # fmt: skip
def test_only_in_its_time_it_is_asked_for(client, frekuensi, triwulan, diminta):
    kerja = create(triwulan, frekuensi)
    kurang = any("Indeks kepuasan" in pesan for pesan in list_kekurangan(kerja.formulir))
    halaman = visit(client, kerja.operator, link("collection:formulir_detail", kerja.formulir.pk))
    nanti = list_tabel(halaman).get("Belum waktunya", [])
    assert (kurang, bool(nanti)) == (diminta, not diminta)
    [kemajuan] = halaman.find("progress")
    assert get(kemajuan, "max") == ("4" if diminta else "3")
    assert halaman.inline == []


def test_it_may_be_filled_in_early_and_then_stands_with_the_others(client):
    kerja = create(1, "tahun")
    save(kerja.get_baris("survei"), "55", user=kerja.operator)
    halaman = visit(client, kerja.operator, link("collection:formulir_detail", kerja.formulir.pk))
    assert "Belum waktunya" not in list_tabel(halaman)
    assert any("Belum waktunya: diukur sekali setahun" in n for n in list_tabel(halaman)["Realisasi indikator"])


def test_its_capaian_says_that_its_time_has_not_come_and_is_no_gap():
    kerja = create(1, "tahun")
    baris = kerja.get_baris("survei")
    [satu] = [s for s in preview_formulir(kerja.formulir) if s["pk"] == baris.pk]
    assert (satu["alasan"], satu["penjelasan"]) == (
        Alasan.BELUM_WAKTUNYA, "Belum waktunya: diukur sekali setahun, pada triwulan IV.",
    )  # fmt: skip
    target = baris.target
    hitungan = build_hitungan(target.indikator, target.triwulan, target.setahun)
    assert compute_hasil(hitungan, [None] * 4, PATOKAN_BAKU)["alasan"] == Alasan.BELUM_DIUKUR


def build(kerja, bentuk):
    baris = kerja.formulir.realisasi_set.select_related("formulir__periode", "target__indikator__skala")
    tampilan = build_tampilan(kerja.formulir, bentuk, list(baris.prefetch_related("target__indikator__skala__nilai_set")))
    return tampilan, {satu.indikator.kode: satu for satu in tampilan.baris}


def test_a_semester_adds_up_its_own_triwulan_and_a_year_all_of_them():
    kerja = create_kerja(triwulan=4)
    for tw, nilai in ((1, 1), (2, 2), (3, 7)):
        add_lalu(kerja, triwulan=tw, jumlah=nilai, persen=10 * tw)
    save(kerja.get_baris("jumlah"), "8", user=kerja.operator)
    semester, baris = build(kerja, BentukTampilan.SEMESTER)
    assert (semester.judul, semester.kolom) == ("Semester II 2026, s.d. TW IV", ["TW III", "TW IV"])
    assert (baris["jumlah"].target, baris["jumlah"].realisasi) == ("20", "15")
    assert (str(baris["jumlah"].hasil["capaian"]), baris["persen"].realisasi) == ("75.00", "30,00")
    tahun, baris = build(kerja, BentukTampilan.TAHUN)
    assert (tahun.judul, tahun.kolom) == ("Tahun 2026, s.d. TW IV", ["TW I", "TW II", "TW III", "TW IV"])
    assert (baris["jumlah"].target, baris["jumlah"].realisasi, baris["jumlah"].setahun) == ("40", "18", "40")


def test_running_targets_of_a_second_semester_count_by_their_increase():
    kerja = create_bahan(triwulan=4)
    add_target(kerja, "lari", [25, 50, 75, 100], konsolidasi="jumlah", target_kumulatif=True, urutan=9)
    send(kerja)
    for tw in (1, 2, 3):
        add_lalu(kerja, triwulan=tw, lari=20)
    save(kerja.get_baris("lari"), "30", user=kerja.operator)
    _, baris = build(kerja, BentukTampilan.SEMESTER)
    assert (baris["lari"].target, baris["lari"].realisasi) == ("50,00", "50,00")


def test_a_year_ago_stands_beside_it_and_only_where_there_is_any(client):
    kerja = create_kerja(triwulan=2)
    assert not build(kerja, BentukTampilan.TAHUN)[0].ada_lalu
    for tw, nilai in ((1, 4), (2, 5), (3, 100)):
        add_lalu(kerja, tahun=2025, triwulan=tw, jumlah=nilai)
    tampilan, baris = build(kerja, BentukTampilan.TAHUN)
    assert (tampilan.ada_lalu, baris["jumlah"].tahun_lalu, baris["persen"].tahun_lalu) == (True, "9", "")
    alamat = link("measurement:formulir_tampilan", kerja.formulir.pk, "tahun")
    halaman = visit(client, kerja.tim, alamat)
    assert "Rentang sama tahun lalu" in halaman.read("th") and halaman.inline == []
    assert client.get(alamat.replace("tahun/", "windu/")).status_code == 404


def test_the_view_costs_the_same_with_1_and_with_30_rows(client, django_assert_max_num_queries):
    for tambahan in (0, 29):
        kerja = create_kerja(tambahan=tambahan)
        client.force_login(kerja.operator)
        with django_assert_max_num_queries(24):
            halaman = Halaman(client.get(link("measurement:formulir_tampilan", kerja.formulir.pk, "semester")))
        assert halaman.status == 200 and Realisasi.objects.filter(formulir=kerja.formulir).count() >= 3
