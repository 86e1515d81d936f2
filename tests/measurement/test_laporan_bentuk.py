"""The report's comparisons of targets that are more than one number: both bounds drawn, the rule of the row applied."""

import pytest

from collection.models import Program, TargetRenstra
from collection.services.baca_target import read_target
from measurement.grafik_laporan import draw_tren
from measurement.services.rekap import build_rekap
from measurement.services.snapshot_analisis import build_pembanding, write_analisis, write_tren
from measurement.services.snapshot_e81 import write_e81
from measurement.services.snapshot_tujuan import build_bahan_laporan
from tests.factories.bentuk import compute_bentuk, create_bentuk

pytestmark = pytest.mark.django_db
RENSTRA = {2025: "70-85", 2026: "80-90", 2029: "85-95"}


def create_program(kerja):
    return Program.objects.filter(perangkat_daerah=kerja.kantor).first() or Program.objects.create(
        perangkat_daerah=kerja.kantor, kode="2.13.04", nama="Administrasi Pemerintahan Desa"
    )


def compute(*, program=None):
    """The round, the range's indicator below `program` where one is given."""
    kerja = create_bentuk()
    indikator = kerja.get_baris("rentang").target.indikator
    if program:
        indikator.sasaran, indikator.program = None, program(kerja)
        indikator.save()
    for tahun, teks in RENSTRA.items():
        baris = TargetRenstra(indikator=indikator, tahun=tahun)
        baris.set_nilai("nilai", read_target(indikator, teks))
        baris.save()
    return compute_bentuk(kerja)


def test_a_range_of_the_renstra_has_two_lines_and_its_own_rule():
    kertas = compute()
    rekap = build_rekap(kertas)
    [kelompok] = [k for t in (*rekap.tujuan, *rekap.program) for k in t.walk() if any(b.baris.kode == "rentang" for b in k.baris)]
    [b] = [b for b in kelompok.baris if b.baris.kode == "rentang"]
    banding = build_pembanding(kertas, kelompok.baris)
    tren = write_tren(b, banding)
    assert [(t["target"]["nilai"], t["target"]["atas"]) for t in tren["titik"]] == [("70", "85"), ("80", "90"), ("85", "95")]
    gambar = draw_tren(tren)
    assert len(gambar["jalur"].split()) == len(gambar["jalur_atas"].split()) == 3
    assert all(t["y_atas"] < t["y_target"] for t in gambar["titik"])
    [satu] = [isi for isi in write_analisis(kelompok, banding)["renstra"] if isi["kode"] == "rentang"]
    # 92 lies inside 85 to 95: 100
    assert (satu["target"]["teks"], satu["kemajuan"]["teks"]) == ("85,00–95,00", "100,00")


def test_formulir_e81_writes_a_range_as_it_is_promised():
    bahan = build_bahan_laporan(compute(program=create_program))
    [satu] = [b for b in write_e81(bahan)["baris"] if b["indikator"] == "rentang"]
    assert (satu["target_akhir"]["teks"], satu["target_tahun"]["teks"]) == ("85,00–95,00", "80,00–90,00")
    assert satu["kemajuan"]["teks"] == "100,00"


def test_a_target_near_the_axis_is_written_above_it():
    def point(tahun, target, realisasi=None):
        isi = [{"nilai": satu, "teks": satu or "–"} for satu in (target, realisasi)]
        return {"tahun": tahun, "waktu": "", "target": isi[0], "realisasi": isi[1]}

    gambar = draw_tren({"nama": "n", "satuan": "%", "titik": [point(2025, "10"), point(2026, "20", "11"), point(2027, "90")]})
    rendah, sedang, tinggi = gambar["titik"]
    assert rendah["y_teks_target"] < rendah["y_target"] and tinggi["y_teks_target"] > tinggi["y_target"]
    assert sedang["y_teks_target"] < sedang["y_target"]
    assert sedang["y_teks_realisasi"] < sedang["y_realisasi"]
