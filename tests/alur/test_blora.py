"""A real published table, typed into the forms and driven through the whole SOP: every printed figure comes out again.

Hasil Pengukuran Capaian IKU DPMD Kab. Blora 2019 (tests/data/published, 02 and 03).
"""

import csv
import json
from decimal import ROUND_DOWN, Decimal
from pathlib import Path

import pytest

from collection.angka import parse_angka, round_angka
from collection.models import PerangkatDaerah
from measurement.enums import Status
from measurement.models import PengukuranKinerja
from measurement.services.contoh import Contoh
from measurement.services.rekap import build_rekap
from tests.factories.bersama import share
from tests.factories.kantor_contoh import FRASA, create_kantor

pytestmark = pytest.mark.django_db

DATA = Path(__file__).parents[1] / "data" / "published"
DIPOTONG = "Prosentase penetapan RPJMDes, RKPDes dan APBDes tepat waktu"
AWALAN = "Serapan: "


def read_csv(nama):
    with (DATA / nama).open(encoding="utf-8", newline="") as berkas:
        return list(csv.DictReader(berkas))


IKU = read_csv("02_blora_dpmd_2019.csv")
ANGGARAN = read_csv("03_blora_dpmd_2019_anggaran.csv")


def write_tercetak(nilai, tercetak):
    """The figure with as many decimals as the publication prints."""
    return f"{round_angka(nilai, len(tercetak.partition(',')[2])):f}".replace(".", ",")


@pytest.fixture(scope="module")
def basis(django_db_setup, django_db_blocker, tmp_path_factory):
    with share(django_db_blocker, tmp_path_factory.mktemp("bersama")):
        create_kantor()
        kantor = PerangkatDaerah.objects.get(singkatan="dpmd-blora")
        yield Contoh(kantor, 1, FRASA).run(tahun=2019, triwulan=4, tahap=Status.SELESAI).pk


@pytest.fixture
def kasus(basis):
    return PengukuranKinerja.objects.get(pk=basis)


@pytest.fixture
def rekap(kasus):
    return build_rekap(kasus.kertas_kerja_set.get())


def test_blora_runs_from_the_order_to_the_archive_without_a_return_or_a_correction(kasus, rekap):
    assert (kasus.status, kasus.versi) == ("selesai", 18)
    assert set(kasus.disposisi_set.values_list("aksi", flat=True)) == {"selesaikan"}
    assert [b.koreksi for b in rekap.baris] == [None] * 4
    assert kasus.dokumen_set.get().status == "ditandatangani"


def test_blora_rows_are_the_published_ones(rekap):
    masukan = {b.baris.nama: (b.baris.target, b.baris.realisasi) for b in rekap.baris}
    assert masukan == {row["indikator"]: tuple(parse_angka(row[k]) for k in ("target", "realisasi")) for row in IKU}


@pytest.mark.parametrize("row", [row for row in IKU if row["verdict"] == "ok"], ids=lambda row: row["indikator"][:20])
def test_blora_capaian_comes_out_as_printed(rekap, row):
    hasil = {b.baris.nama: b.hasil for b in rekap.baris}[row["indikator"]]
    assert write_tercetak(hasil.capaian, row["capaian_published"]) == row["capaian_published"]
    assert (hasil.capaian, hasil.kategori) == (hasil.capaian_mentah, "Sangat Tinggi")


def test_blora_printed_one_row_truncated(rekap):
    """142 for 142,857: the one row that does not come out, and the publication's own slip."""
    lain = [row for row in IKU if row["verdict"] != "ok"]
    assert [(row["indikator"], row["verdict"]) for row in lain] == [(DIPOTONG, "truncated instead of rounded")]
    capaian = {b.baris.nama: b.hasil.capaian for b in rekap.baris}[DIPOTONG]
    assert capaian == Decimal("142.86")
    assert write_tercetak(capaian, "142") == "143"
    assert str(capaian.quantize(Decimal(1), ROUND_DOWN)) == lain[0]["capaian_published"] == "142"


@pytest.mark.parametrize("row", ANGGARAN, ids=lambda row: row["indikator"][9:29])
def test_blora_serapan_comes_out_as_printed(rekap, row):
    kegiatan = {k.uraian: k.anggaran for p in rekap.program for k in p.anak}[row["indikator"].removeprefix(AWALAN)]
    masukan = tuple(parse_angka(row[kunci], desimal=0) for kunci in ("target", "realisasi"))
    assert (kegiatan.pagu, kegiatan.realisasi) == masukan
    assert write_tercetak(kegiatan.serapan, row["capaian_published"]) == row["capaian_published"]


def test_blora_money_adds_up(rekap):
    pagu, realisasi = (sum(parse_angka(row[k], desimal=0) for row in ANGGARAN) for k in ("target", "realisasi"))
    assert (rekap.anggaran.pagu, rekap.anggaran.realisasi) == (pagu, realisasi) == (1_800_879_816, 1_739_947_226)
    assert rekap.anggaran.serapan == Decimal("96.62")
    assert sum(len(p.anak) for p in rekap.program) == len(ANGGARAN) == 10


def test_blora_means_upwards(rekap):
    """(700 + 125 + 142,86) / 3 and 100; the office is the mean of its sasaran."""
    assert [(s.nilai.rerata.nilai, s.nilai.cakupan) for s in rekap.sasaran] == [
        (Decimal("322.62"), "3 dari 3 indikator"), (Decimal("100.00"), "1 dari 1 indikator"),
    ]  # fmt: skip
    assert (rekap.nilai.rerata.nilai, rekap.sementara) == (Decimal("211.31"), False)


def test_blora_signed_report_shows_the_same_figures(kasus, rekap):
    isi = json.loads(kasus.dokumen_set.get().snapshot)
    laporan = {b["nama"]: b["capaian"]["nilai"] for t in isi["tujuan"] for s in t["anak"] for b in s["baris"]}
    assert {nama: Decimal(nilai) for nama, nilai in laporan.items()} == {
        b.baris.nama: b.hasil.capaian for b in rekap.baris
    }
