"""Formulir E.81 opened again: its numbers against the figures, its formulas recalculated by another program."""

import datetime
import io
import json
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from measurement.enums import JenisNarasi
from measurement.models import TindakLanjut
from measurement.pdf import write_canonical
from measurement.services.e81_xlsx import AWAL, LEMBAR, build_e81, has_e81
from measurement.services.rekap import build_rekap
from measurement.services.snapshot import build_snapshot
from tests.factories.analisis import add_dukungan, add_lalu, add_narasi, add_renstra
from tests.factories.laporan import make_kasus
from tests.measurement.test_kertas_xlsx import is_sama, list_sel, recalculate, strip_rumus

pytestmark = pytest.mark.django_db
# Columns, from 0: K of each pair; its Rp is the next one.
AKHIR_RENSTRA, LALU, TARGET, TW, TAHUN, SAMPAI, TINGKAT = 4, 6, 8, (10, 12, 14, 16), 18, 20, 22


@pytest.fixture
def kasus():
    kasus = make_kasus(20)
    add_renstra(kasus)
    add_dukungan(kasus)
    return kasus


def build(kasus):
    return json.loads(write_canonical(build_snapshot(kasus.pengukuran, nomor="1", tanggal=datetime.date(2025, 7, 5), kode="x")))


def read(isi):
    """Rows below the heads, as cached values."""
    lembar = load_workbook(io.BytesIO(isi), data_only=True)[LEMBAR]
    return [baris for baris in lembar.iter_rows(min_row=AWAL + 1, values_only=True)]


def find(baris, awal):
    return next(b for b in baris if b[2] and b[2].startswith(awal))


def test_the_form_has_the_columns_of_the_regulation(kasus):
    lembar = load_workbook(io.BytesIO(build_e81(build(kasus))))[LEMBAR]
    kepala = [[sel for sel in baris if sel] for baris in lembar.iter_rows(min_row=7, max_row=10, values_only=True)]
    assert [satu.split(" (")[0] for satu in kepala[0]] == [
        "No", "Sasaran", "Program/Kegiatan/Sub Kegiatan", "Indikator Kinerja Program",
        "Target Renstra Perangkat Daerah pada Tahun 2029",
        "Realisasi Capaian Kinerja Renstra Perangkat Daerah sampai dengan Renja Tahun 2024",
        "Target Kinerja dan Anggaran Renja Tahun Berjalan", "Realisasi Kinerja pada Triwulan",
        "Realisasi Capaian Kinerja dan Anggaran Renja Perangkat Daerah yang dievaluasi",
        "Realisasi Kinerja dan Anggaran Renstra Perangkat Daerah s.d. Tahun 2025",
        "Tingkat Capaian Kinerja dan Realisasi Anggaran Renstra s.d. Tahun 2025",
        "Unit Perangkat Daerah Penanggung Jawab", "Ket.",
    ]  # fmt: skip
    assert kepala[1] == ["I", "II", "III", "IV"]
    assert kepala[2] == ["K", "Rp"] * 10
    assert kepala[3][-4:] == ["13 = 6 + 12", "14 = 13 / 5 × 100 %", "15", "16"]


def test_kinerja_and_money_of_each_triwulan(kasus):
    add_lalu(kasus, 2025, 1, "-1", "0.1")
    baris = read(build_e81(build(kasus)))
    satu = find(baris, "2.13.01.2.02.0001")
    # Persentase desa: target 62,50; TW I 57,65, TW II 58,65; position, not a sum; Renstra 2029 66,50
    assert [satu[k] for k in (AKHIR_RENSTRA, TARGET, *TW, TAHUN, SAMPAI, TINGKAT)] == [
        66.5, 62.5, 57.65, 58.65, None, None, 58.65, 58.65, 88.2
    ]  # fmt: skip
    uang = kasus.kertas.anggaran_set.get(kode="2.13.01.2.02.0001")
    tw1 = float(uang.pagu) * 0.1
    assert satu[TARGET + 1] == float(uang.pagu)
    assert satu[TW[0] + 1] == tw1 and satu[TW[1] + 1] == float(uang.realisasi) - tw1
    assert satu[TAHUN + 1] == satu[SAMPAI + 1] == float(uang.realisasi)
    assert satu[AKHIR_RENSTRA + 1] is None and satu[TINGKAT + 1] is None  # the Renstra's money is not known


def test_a_sum_adds_the_years_of_the_renstra_up_and_a_position_does_not(kasus):
    from django.db import connection

    kasus.pengukuran.periode._meta.model.objects.filter(pk=kasus.pengukuran.periode_id).update(tahun=2027)
    kertas = [add_lalu(kasus, 2025, 4, "-1", "0.5"), add_lalu(kasus, 2026, 4, "1", "1"), add_lalu(kasus, 2024, 4, "5", "1")]
    assert len(kertas) == 3
    with connection.cursor() as cursor:  # rows are frozen: the test makes them what they could have been
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER kekal_measurement_bariskertaskerja_update")
        else:
            cursor.execute("DROP TRIGGER kekal_measurement_bariskertaskerja_update ON measurement_bariskertaskerja")
        cursor.execute("UPDATE measurement_bariskertaskerja SET konsolidasi = 'jumlah' WHERE kode = 'IK-011'")
    baris = read(build_e81(build(kasus)))
    satu = next(b for b in baris if b[LALU] is not None and b[LALU] == 4)
    # Dokumen: 1 in 2025 and 3 in 2026 are 4 in the Renstra so far, 2 more in 2027; 2024 is before it
    assert [satu[k] for k in (LALU, TAHUN, SAMPAI)] == [4, 2, 6]
    posisi = find(baris, "2.13.01.2.02.0001")
    assert [posisi[k] for k in (LALU, SAMPAI)] == [59.65, 58.65]
    uang = kasus.kertas.anggaran_set.get(kode="2.13.01.2.02.0001")
    assert posisi[LALU + 1] == float(uang.pagu) * 1.5


def test_mean_predicate_and_words_stand_below(kasus):
    kunci = build_rekap(kasus.kertas).sasaran[0].kunci
    add_narasi(kasus, kunci, JenisNarasi.PENDORONG, "Pendampingan teratur.")
    add_narasi(kasus, kunci, JenisNarasi.SOLUSI, "Jadwal ulang.")
    TindakLanjut.objects.create(
        perangkat_daerah=kasus.kantor, asal=kasus.pengukuran, sumber="register", uraian="Menambah pendamping",
        perubahan="aktivitas", penanggung_jawab="Sekretaris", batas=datetime.date(2027, 1, 1), dibuat_oleh=kasus.kepala,
    )  # fmt: skip
    isi = build(kasus)
    baris = read(build_e81(isi))
    kemajuan = [Decimal(b["kemajuan"]["nilai"]) for b in isi["e81"]["baris"] if b["kemajuan"]["nilai"]]
    rerata = find_label(baris, "Rata-rata capaian kinerja (%)")[TINGKAT]
    assert abs(Decimal(repr(rerata)) - sum(kemajuan) / len(kemajuan)) <= Decimal("0.005")
    assert find_label(baris, "Predikat kinerja")[TINGKAT] == isi["e81"]["predikat"] != ""
    semua = "\n".join(b[0] for b in baris if b[0])
    for satu in (
        "Faktor pendorong keberhasilan kinerja: Pendampingan teratur.", "Faktor penghambat pencapaian kinerja:",
        "Tindak lanjut yang diperlukan dalam triwulan berikutnya: Menambah pendamping",
        "Tindak lanjut yang diperlukan dalam Renja Perangkat Daerah berikutnya: Jadwal ulang.",
    ):  # fmt: skip
        assert satu in semua


def find_label(baris, label):
    return next(b for b in baris if b[0] == label)


def test_another_program_recalculates_the_same_values(kasus, tmp_path):
    add_lalu(kasus, 2025, 1, "-1", "0.1")
    isi = build_e81(build(kasus))
    sel = list_sel(isi)
    assert len(sel) > 40
    ulang = recalculate(strip_rumus(isi), tmp_path)
    beda = {k: (rumus, nilai, ulang[k[0]][k[1]].value) for k, (rumus, nilai) in sel.items() if not is_sama(nilai, ulang[k[0]][k[1]].value)}
    assert beda == {}


def test_same_snapshot_same_bytes_and_text_stays_text(kasus):
    isi = build(kasus)
    isi["e81"]["baris"][0]["indikator"] = "=HYPERLINK(1)"
    buku = build_e81(isi)
    assert buku == build_e81(json.loads(write_canonical(isi)))
    sel = load_workbook(io.BytesIO(buku))[LEMBAR].cell(AWAL + 1, 4)
    assert (sel.data_type, sel.value[:10]) == ("s", "=HYPERLINK")


def test_a_range_of_words_stands_as_words(kasus):
    isi = build(kasus)
    satu = next(b for b in isi["e81"]["baris"] if b["indikator"])
    satu["target_akhir"] = {"nilai": "7", "teks": "7 s.d. 8"}
    assert read(build_e81(isi))[isi["e81"]["baris"].index(satu)][AKHIR_RENSTRA] == "7 s.d. 8"


def test_an_older_snapshot_has_no_form(kasus):
    isi = build(kasus)
    assert has_e81(isi)
    del isi["e81"]
    assert not has_e81(isi)
