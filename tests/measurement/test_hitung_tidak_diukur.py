"""A triwulan declared not measurable: its own target, no realisasi of an earlier one, no figure, no share in a mean."""

from decimal import Decimal

import pytest

from collection.enums import Konsolidasi, Rumus
from measurement.capaian import compute_rerata
from measurement.services.hitung import PATOKAN_BAKU, Hitungan, compute_hasil

ALASAN = "Survei terbit tahun depan."


def build(konsolidasi, target):
    return Hitungan(
        rumus=Rumus.MIN_SELISIH, konsolidasi=konsolidasi, desimal=2, label={}, kumulatif=False, target=target,
        tahunan=Decimal("9.20"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("konsolidasi", "target"),
    [(Konsolidasi.AKHIR, "9.40"), (Konsolidasi.JUMLAH, "28.80"), (Konsolidasi.RATA_RATA, "9.60")],
)
def test_the_row_shows_this_triwulan_and_not_the_last_filled_one(konsolidasi, target):
    deret = [Decimal("9.80"), Decimal("9.60"), Decimal("9.40")]
    hasil = compute_hasil(build(konsolidasi, deret), [Decimal("10.40"), Decimal("10.27"), None], PATOKAN_BAKU, ALASAN)
    assert (hasil["target"], hasil["realisasi"]) == (Decimal(target), None)
    assert (hasil["capaian"], hasil["capaian_mentah"], hasil["capaian_tahunan"]) == (None, None, None)
    assert (hasil["alasan"], hasil["kategori"]) == ("tidak_dapat_diukur", "")
    assert ALASAN in hasil["penjelasan"]
    assert compute_rerata([Decimal(80), hasil["capaian"]]).cakupan == "1 dari 2"


def test_a_triwulan_that_is_only_not_filled_keeps_the_last_position():
    hasil = compute_hasil(
        build(Konsolidasi.AKHIR, [Decimal("9.80"), Decimal("9.60")]), [Decimal("10.40"), None], PATOKAN_BAKU
    )
    assert (hasil["target"], hasil["realisasi"]) == (Decimal("9.80"), Decimal("10.40"))
