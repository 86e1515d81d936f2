"""What a report compares with: each analysis against figures made by hand, and honest where there is nothing."""

import datetime
from decimal import Decimal

import pytest

from collection.enums import Rumus
from collection.models import Program, Sasaran, TargetRenstra
from measurement.enums import JenisNarasi, Status
from measurement.grafik_laporan import DASAR, LEBAR_BATANG, PASANG_MAKS, draw_dukungan, draw_tren
from measurement.pdf import render_html
from measurement.services.rekap import build_rekap
from measurement.services.snapshot import build_snapshot
from measurement.services.snapshot_analisis import tell_standar
from measurement.services.snapshot_tujuan import build_bahan_laporan, write_tujuan
from measurement.services.usulan_narasi import suggest_sasaran
from tests.factories.analisis import add_dukungan, add_lalu, add_renstra, add_standar, fill_laporan
from tests.factories.laporan import make_kasus, make_koreksi

pytestmark = pytest.mark.django_db
HARI = datetime.date(2025, 7, 5)


@pytest.fixture
def kasus():
    return make_kasus(20)


def read(kasus):
    """The first sasaran as the report has it."""
    return write_tujuan(build_bahan_laporan(kasus.kertas), {})[0]["anak"][0]


def list_sel(tabel, kode):
    return [
        (sel["realisasi"]["teks"], sel["capaian"]["teks"])
        for b in tabel["baris"] if b["kode"] == kode for sel in b["sel"]
    ]  # fmt: skip


def test_earlier_triwulan_of_the_year_stand_beside_the_present_one(kasus):
    add_lalu(kasus, 2025, 1, "-1")
    tabel = read(kasus)["analisis"]["dalam_tahun"]
    assert tabel["kolom"] == ["TW I 2025", "TW II 2025"]
    # unmet need, lower is better: (2 × 9,60 − 10,05) / 9,60 and (2 × 9,60 − 11,05) / 9,60
    assert list_sel(tabel, "IK-002") == [("10,05", "95,31"), ("11,05", "84,90")]
    assert list_sel(tabel, "IK-003") == [("CC", "60,00"), ("B", "80,00")]


def test_earlier_years_by_their_last_triwulan_and_last_year_also_by_the_same_one(kasus):
    for tahun, triwulan in ((2022, 4), (2023, 3), (2024, 2), (2024, 4)):
        add_lalu(kasus, tahun, triwulan, str(tahun - 2025))
    tabel = read(kasus)["analisis"]["antar_tahun"]
    assert tabel["kolom"] == ["TW IV 2022", "TW III 2023", "TW II 2024", "TW IV 2024", "TW II 2025"]
    assert [r for r, _ in list_sel(tabel, "IK-002")] == ["8,05", "9,05", "10,05", "10,05", "11,05"]
    assert read(kasus)["analisis"]["dalam_tahun"] == {"kolom": [], "baris": []}


def test_what_the_kepala_corrected_then_is_what_is_compared_with(kasus):
    kertas = add_lalu(kasus, 2025, 1, "-1")
    make_koreksi(kertas.baris_set.get(kode="IK-002"), "9.60", kasus.kepala)
    assert list_sel(read(kasus)["analisis"]["dalam_tahun"], "IK-002")[0] == ("9,60", "100,00")


def test_rounds_that_were_never_handed_in_and_cancelled_cases_are_no_history(kasus):
    add_lalu(kasus, 2024, 4)
    add_lalu(kasus, 2023, 4, dibekukan=False)
    add_lalu(kasus, 2022, 4, status=Status.DIBATALKAN)
    add_lalu(make_kasus(5), 2021, 4)
    assert read(kasus)["analisis"]["antar_tahun"]["kolom"] == ["TW IV 2024", "TW II 2025"]


def test_progress_towards_the_end_of_the_renstra_by_the_indicators_own_formula(kasus):
    add_renstra(kasus)
    renstra = {r["kode"]: r for r in read(kasus)["analisis"]["renstra"]}
    satu = renstra["IK-002"]
    assert (satu["tahun"], satu["target"]["teks"], satu["realisasi"]["teks"]) == (2029, "13,20", "11,05")
    # (2 × 13,20 − 11,05) / 13,20 × 100
    assert (satu["kemajuan"]["teks"], satu["penjelasan"]) == ("116,29", "(2 × 13,20 − 11,05) / 13,20 × 100 = 116,29")
    assert (renstra["IK-003"]["target"]["teks"], renstra["IK-003"]["kemajuan"]["teks"]) == ("AA", "57,14")


def test_without_a_target_of_its_last_year_the_renstra_says_nothing(kasus):
    add_renstra(kasus)
    TargetRenstra.objects.filter(tahun=2029).delete()
    assert read(kasus)["analisis"]["renstra"] == []


def test_of_each_level_the_latest_standard_that_is_not_of_a_later_year(kasus):
    add_standar(kasus, tahun=2022, nilai=Decimal("12.00"))
    add_standar(kasus, tahun=2024)
    add_standar(kasus, tahun=2026, nilai=Decimal("9.00"))
    add_standar(kasus, tingkat="provinsi", tahun=2023, nilai=Decimal("10.10"), sumber="BPS")
    standar = read(kasus)["analisis"]["standar"]
    assert [(s["tingkat"], s["tahun"], s["nilai"]["teks"], s["keadaan"]) for s in standar] == [
        ("Nasional", 2024, "11,50", "lebih baik daripada standar"),
        ("Provinsi", 2023, "10,10", "belum mencapai standar"),
    ]
    assert standar[0]["sumber"] == "BKKBN, Laporan Kinerja 2024"


@pytest.mark.parametrize(
    ("rumus", "realisasi", "kata"),
    [
        (Rumus.MAKS, "12", "lebih baik daripada standar"), (Rumus.MAKS, "9", "belum mencapai standar"),
        (Rumus.MIN_SELISIH, "9", "lebih baik daripada standar"), (Rumus.MIN_RASIO, "12", "belum mencapai standar"),
        (Rumus.MAKS, "10.0", "sama dengan standar"), (Rumus.STABIL, "12", "di atas standar"),
        (Rumus.RENTANG, "9", "di bawah standar"), (Rumus.PREDIKAT, "12", "lebih baik daripada standar"),
    ],
)  # fmt: skip
def test_a_standard_is_read_in_the_direction_of_the_formula(rumus, realisasi, kata):
    assert tell_standar(rumus, Decimal(realisasi), Decimal(10)) == kata
    assert tell_standar(rumus, None, Decimal(10)) == "belum dapat dibandingkan"


def test_support_is_the_sum_of_the_programs_and_efficiency_their_difference(kasus):
    add_dukungan(kasus)
    sasaran = read(kasus)
    rekap, dukungan = build_rekap(kasus.kertas), sasaran["dukungan"]
    pagu = sum(a.pagu for a in kasus.kertas.anggaran_set.all())
    terpakai = sum(a.realisasi for a in kasus.kertas.anggaran_set.all() if a.realisasi is not None)
    assert Decimal(dukungan["anggaran"]["pagu"]["nilai"]) == pagu
    assert Decimal(dukungan["anggaran"]["realisasi"]["nilai"]) == terpakai
    serapan = Decimal(dukungan["anggaran"]["serapan"]["nilai"])
    assert abs(serapan - terpakai / pagu * 100) < Decimal("0.005")
    assert Decimal(dukungan["selisih"]["nilai"]) == rekap.sasaran[0].nilai.rerata.nilai - serapan
    assert dukungan["efisiensi"] is None  # capaian below 100: money left over is no thrift
    assert [p["kode"] for p in dukungan["program"]] == [p.kode for p in rekap.program]
    assert [k["kode"] for k in dukungan["program"][0]["kegiatan"]] == ["2.13.01.2.01", "2.13.01.2.02"]


def test_efficiency_is_said_once_where_the_writer_names_its_figures(kasus):
    add_dukungan(kasus)
    isi = build_snapshot(kasus.pengukuran, nomor="1", tanggal=HARI, kode="uji")
    sasaran = isi["tujuan"][0]["anak"][0]
    dihitung = "serapan anggaran program pendukung"
    assert dihitung in render_html(isi)
    usulan = suggest_sasaran(sasaran, isi["metodologi"]["efisiensi"])[JenisNarasi.EFISIENSI]
    sasaran["narasi"] = {"efisiensi": usulan}
    assert usulan and dihitung not in render_html(isi)
    sasaran["narasi"] = {"efisiensi": "Penghematan terjadi pada perjalanan dinas."}
    assert dihitung in render_html(isi)


def test_a_program_of_another_sasaran_supports_this_one_not(kasus):
    add_dukungan(kasus)
    lain = Sasaran.objects.filter(tujuan__renstra__perangkat_daerah=kasus.kantor).last()
    Program.objects.filter(perangkat_daerah=kasus.kantor, kode="2.13.01").update(sasaran=lain)
    satu, *_, dua = write_tujuan(build_bahan_laporan(kasus.kertas), {})[0]["anak"]
    assert [p["kode"] for p in satu["dukungan"]["program"]] == ["2.13.02"]
    assert [p["kode"] for p in dua["dukungan"]["program"]] == ["2.13.01"]


def test_the_trend_has_a_point_for_each_year_of_the_renstra_and_before(kasus):
    add_renstra(kasus)
    add_lalu(kasus, 2024, 2, "-3")
    add_lalu(kasus, 2024, 4, "-2")
    tren = next(t for t in read(kasus)["analisis"]["tren"] if t["kode"] == "IK-002")
    assert [(t["tahun"], t["target"]["teks"], t["waktu"], t["realisasi"]["teks"]) for t in tren["titik"]] == [
        (2024, "–", "TW IV 2024", "9,05"), (2025, "9,20", "TW II 2025", "11,05"), (2026, "10,20", "", "–"),
        (2027, "11,20", "", "–"), (2028, "12,20", "", "–"), (2029, "13,20", "", "–"),
    ]  # fmt: skip
    gambar = draw_tren(tren)
    assert [t["y_realisasi"] is None for t in gambar["titik"]] == [False, False, True, True, True, True]
    assert gambar["titik"][0]["y_realisasi"] == DASAR and gambar["titik"][0]["y_target"] is None
    assert len(gambar["jalur"].split()) == 5


def test_one_year_is_no_trend(kasus):
    assert read(kasus)["analisis"]["tren"] == []


def test_bars_of_many_programs_go_on_in_further_pictures(kasus):
    add_dukungan(kasus)
    sasaran = read(kasus)
    sasaran["dukungan"]["program"] = sasaran["dukungan"]["program"][:1] * (2 * PASANG_MAKS)
    lembar = draw_dukungan(sasaran, sasaran["dukungan"])
    assert [len(g["pasang"]) for g in lembar] == [PASANG_MAKS, PASANG_MAKS, 1]
    assert all(0 <= p["lebar"] <= LEBAR_BATANG for g in lembar for p in g["pasang"])
    sasaran["dukungan"]["program"] = []
    assert draw_dukungan(sasaran, sasaran["dukungan"]) == []


def test_a_first_measurement_says_that_there_is_nothing_to_compare_with(kasus):
    html = render_html(build_snapshot(kasus.pengukuran, nomor="1", tanggal=HARI, kode="uji"))
    for kalimat in (
        "Belum ada data: tidak ada hasil pengukuran terdahulu", "Belum ada data: target Renstra untuk indikator ini",
        "Tidak ada standar nasional atau provinsi yang dicatat", "Belum ada data anggaran untuk sasaran ini",
        "Belum ada data: tidak ada program yang ditautkan", "Tidak ada notulen rapat", "Tidak ada SK Tim",
    ):  # fmt: skip
        assert kalimat in html
    assert "Tidak ada uraian tertulis untuk sasaran ini" in html


def test_comparing_takes_the_same_number_of_queries_at_any_size(django_assert_max_num_queries):
    for jumlah in (5, 30):
        kasus = fill_laporan(make_kasus(jumlah))
        with django_assert_max_num_queries(32):
            write_tujuan(build_bahan_laporan(kasus.kertas), {})
