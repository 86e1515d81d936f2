"""The form of the fourth triwulan at 1280 and 390 px: what was before stands beside every cell, and nothing overhangs."""

import pytest

from collection.models import Formulir, Periode, Realisasi, RealisasiAnggaran
from measurement.enums import JenisTindakan
from tests.factories.formulir import add_target, create_bahan, create_kasus, send

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

NAMA = "Persentase Lembaga Kemasyarakatan Desa/Kelurahan yang diberdayakan dan ditingkatkan kapasitasnya"
SEMUA = [(2026, tw) for tw in (1, 2, 3)] + [(2025, 4)]


def report(kerja, tahun, triwulan):
    """What the unit reported in another triwulan, in figures as long as they come."""
    periode = Periode.objects.create(perangkat_daerah=kerja.kantor, tahun=tahun, triwulan=triwulan)
    formulir = Formulir.objects.create(periode=periode, unit=kerja.unit, perjanjian_kinerja=kerja.pk, status="diterima")
    for target in kerja.pk.target_set.exclude(indikator__kode="predikat"):
        isi = {"periode": periode, "target": target, "indikator": target.indikator, "nilai": "1234567.50"}
        Realisasi.objects.create(formulir=formulir, **isi)
    pagu = kerja.pk.pagu_set.get()
    RealisasiAnggaran.objects.create(
        formulir=formulir, periode=periode, pagu=pagu, sub_kegiatan=pagu.sub_kegiatan, jumlah="168000000"
    )


def test_no_table_of_a_form_with_long_names_and_three_triwulan_before_is_wider_than_its_frame(sign_in):
    kerja = create_bahan(triwulan=4)
    angka = [1234567, 1234567, 1234567, 1234567]
    add_target(kerja, "lkd", angka, nama=NAMA, label_pembilang="LKD aktif", label_penyebut="Seluruh LKD", desimal=2)
    add_target(kerja, "organisasi", angka, nama=NAMA, satuan="organisasi kemasyarakatan", desimal=2)
    kerja.sasaran.uraian = f"{NAMA} {NAMA}"
    kerja.sasaran.save()
    for satu in SEMUA:
        report(kerja, *satu)
    send(kerja)
    create_kasus(kerja, JenisTindakan.PENGISIAN)
    orang = sign_in(kerja.operator.username)
    assert orang.visit(f"/formulir/{kerja.formulir.pk}/") == []
    sebelum = orang.page.locator(".sebelum dt").all_inner_texts()[:4]
    assert sebelum == ["TW I", "TW II", "TW III", "TW IV 2025"]
