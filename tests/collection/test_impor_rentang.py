"""A rumus that no longer takes a range, while the range stays: the preview says so at the row, before anybody applies."""

import pytest

from collection.models import TargetRenstra
from collection.muat import load_rencana
from collection.services.hasil_impor import HasilImpor
from collection.services.salinan_impor import list_tanda
from tests.factories.bentuk import create_delapan
from tests.factories.dasar import create_kantor
from tests.factories.rencana import build_xlsx, create_rencana

pytestmark = pytest.mark.django_db
MAKS = "Makin tinggi makin baik"
INDIKATOR = [["Kode", "Konsolidasi", "Rumus"], ["waktu", "Posisi terakhir", MAKS]]
AWAL = f"Baris 2 (kolom C): rumus {MAKS} memerlukan target satu angka, tetapi yang tersimpan tetap rentang: "


@pytest.fixture
def pk():
    pk = create_rencana(create_kantor(), jumlah=1)
    create_delapan(pk)
    TargetRenstra.objects.all().delete()
    return pk


def load(pk, **lembar) -> HasilImpor:
    return load_rencana(kantor=pk.perangkat_daerah, pk=pk, isi=build_xlsx(**lembar), tahun=pk.tahun)


def list_peringatan(hasil: HasilImpor, lembar: str = "Indikator") -> list[str]:
    return [pesan for baris in hasil.baris if baris.lembar == lembar for pesan in baris.peringatan]


def test_without_a_sheet_of_targets_every_range_is_told_at_the_row_of_the_rumus(pk):
    TargetRenstra.objects.create(indikator=pk.target_set.get(indikator__kode="waktu").indikator, tahun=2025, nilai=9, nilai_atas=10)
    hasil = load(pk, Indikator=INDIKATOR)
    [pesan] = list_peringatan(hasil)
    assert pesan.startswith(AWAL) and pesan.endswith("Perjanjian Kinerja tidak dapat ditetapkan.")
    assert "Target tahunan 2026 7,0–8,0" in pesan and "Target TW I 2026 8,0–10,0" in pesan
    assert "target Renstra 2025 9,0–10,0" in pesan
    assert hasil.build_ringkasan()["peringatan"] == 1
    [tanda] = list_tanda(hasil.baris)
    assert (tanda.lembar, tanda.baris, tanda.kolom, tanda.jenis) == ("Indikator", 2, "C", "Peringatan")


def test_only_the_cells_that_the_file_leaves_are_told(pk):
    hasil = load(pk, Indikator=INDIKATOR, Target=[["Kode", "Target tahunan", "TW IV"], ["waktu", 8, 8]])
    [pesan] = list_peringatan(hasil)
    assert "Target TW I 2026 8,0–10,0" in pesan and "Target tahunan" not in pesan and "TW IV" not in pesan


@pytest.mark.parametrize(
    "lembar",
    [
        {"Target": [["Kode", "Target tahunan", "TW I", "TW II", "TW III", "TW IV"], ["waktu", 8, None, None, None, 8]]},
        {"Indikator": [["Kode", "Rumus"], ["waktu", "Rentang, lebih tinggi lebih baik"]]},
        {"Indikator": [["Kode", "Rumus"], ["stabil", MAKS]]},
    ],
)
def test_where_no_range_stays_or_the_rumus_takes_one_nothing_is_said(pk, lembar):
    hasil = load(pk, **({"Indikator": INDIKATOR} | lembar))
    assert [b.galat for b in hasil.baris if b.galat] == []
    assert list_peringatan(hasil) == []
