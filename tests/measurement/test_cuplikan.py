"""The capaian beside a cell is what the kertas kerja would store if it were computed now, and stores nothing itself."""

from decimal import Decimal

import pytest

from collection.models import Formulir, Periode, Realisasi
from measurement.enums import JenisTindakan
from measurement.models import BarisKertasKerja, KertasKerja, Metodologi
from measurement.services.cuplikan import preview_baris, preview_formulir
from measurement.services.kertas_kerja import compute_kertas_kerja
from tests.factories.formulir import create_kasus, create_kerja, save
from tests.factories.halaman import Halaman, link
from tests.factories.metodologi import fix_metodologi

pytestmark = pytest.mark.django_db

HASIL = (
    "target", "realisasi", "capaian_mentah", "capaian", "alasan", "penjelasan", "kategori", "tingkat",
    "capaian_tahunan", "penjelasan_tahunan",
)  # fmt: skip
BELUM = "Data BPS terbit Desember."


def fill(kerja, **isi):
    """Figures by indicator; a text that starts with "=" is the reason why there is none."""
    for kode, teks in isi.items():
        kolom = "tidak_dapat_diukur" if teks.startswith("=") else "nilai"
        save(kerja.get_baris(kode), teks.removeprefix("="), kolom, user=kerja.operator)


def pick(kerja, satu):
    realisasi = Realisasi.objects.get(pk=satu["pk"])
    return realisasi.target.indikator.kode, [satu[nama] for nama in HASIL]


def preview(kerja):
    return dict(pick(kerja, satu) for satu in preview_formulir(kerja.formulir))


def compute(kerja):
    """What the kertas kerja of a case at its step "pengukuran" stores."""
    kasus = kerja.periode.pengukuran_set.first() or create_kasus(kerja, JenisTindakan.PENGUKURAN)
    kertas = compute_kertas_kerja(pengukuran=kasus, user=kerja.tim)
    baris = BarisKertasKerja.objects.filter(kertas_kerja=kertas)
    return {b.kode: [getattr(b, nama) for nama in HASIL] for b in baris}


def add_lalu(kerja, **nilai):
    """The triwulan before, with these figures."""
    periode = Periode.objects.create(
        perangkat_daerah=kerja.kantor, tahun=2026, triwulan=kerja.periode.triwulan - 1
    )  # fmt: skip
    formulir = Formulir.objects.create(periode=periode, unit=kerja.unit, perjanjian_kinerja=kerja.pk, status="diterima")
    for kode, angka in nilai.items():
        target = kerja.pk.target_set.get(indikator__kode=kode)
        Realisasi.objects.create(
            formulir=formulir, target=target, nilai=angka, periode=periode, indikator=target.indikator
        )


@pytest.mark.parametrize("triwulan", [1, 4])
@pytest.mark.parametrize(
    "isi",
    [
        {},
        {"persen": "19,5", "predikat": "BB", "jumlah": "12"},
        {"persen": "0", "predikat": "B", "jumlah": "0"},
        {"persen": "33,333333", "predikat": "A", "jumlah": "1000000"},
        {"persen": f"={BELUM}", "predikat": f"={BELUM}", "jumlah": f"={BELUM}"},
    ],
)
def test_preview_equals_what_would_be_stored(triwulan, isi):
    kerja = create_kerja(triwulan=triwulan)
    fill(kerja, **isi)
    lebih_dulu = preview(kerja)
    assert lebih_dulu == compute(kerja)


def test_preview_counts_earlier_triwulan_as_the_kertas_kerja_does():
    kerja = create_kerja(triwulan=2)
    add_lalu(kerja, persen=15, jumlah=4)
    fill(kerja, persen="24,25", jumlah="9")
    lebih_dulu = preview(kerja)
    assert lebih_dulu == compute(kerja)
    assert (lebih_dulu["jumlah"][:2], lebih_dulu["persen"][:2]) == ([20, 13], [30, Decimal("24.25")])


def test_preview_of_an_untyped_cell_stands_on_the_triwulan_before():
    kerja = create_kerja(triwulan=2)
    add_lalu(kerja, jumlah=4)
    assert preview(kerja) == compute(kerja)


@pytest.mark.parametrize(("atas", "capaian"), [(None, 200), (120, 120)])
def test_preview_uses_the_offices_methodology(atas, capaian):
    kerja = create_kerja()
    batas = None if atas is None else Decimal(atas)
    fix_metodologi(kantor=kerja.kantor, tahun=2026, batas_atas=batas, batas_bawah=None, nihil=Decimal(0))
    fill(kerja, persen="40")
    lebih_dulu = preview(kerja)
    assert lebih_dulu == compute(kerja)
    assert lebih_dulu["persen"][2:4] == [200, capaian]


def test_preview_stays_with_the_methodology_fixed_for_the_case():
    kerja = create_kerja()
    kasus = create_kasus(kerja, JenisTindakan.PENGUKURAN)
    aturan = {"kantor": kerja.kantor, "tahun": 2026, "batas_bawah": None, "nihil": Decimal(0)}
    kasus.metodologi = fix_metodologi(batas_atas=Decimal(110), **aturan)
    kasus.save()
    fix_metodologi(batas_atas=Decimal(150), **aturan)
    fill(kerja, persen="40")
    lebih_dulu = preview(kerja)
    assert lebih_dulu == compute(kerja)
    assert lebih_dulu["persen"][3] == 110


def test_preview_stores_nothing():
    kerja = create_kerja()
    fill(kerja, persen="19,5")
    preview(kerja)
    assert (Metodologi.objects.count(), KertasKerja.objects.count(), BarisKertasKerja.objects.count()) == (0, 0, 0)


def test_preview_of_saved_rows_is_that_of_the_form():
    kerja = create_kerja(triwulan=2)
    add_lalu(kerja, jumlah=4)
    fill(kerja, persen="19,5", predikat="BB", jumlah=f"={BELUM}")
    semua = {satu["pk"]: satu for satu in preview_formulir(kerja.formulir)}
    satu_satu = {r.pk: preview_baris(kerja.formulir, [r])[0] for r in kerja.formulir.realisasi_set.all()}
    assert (semua, {pk: h["kosong"] for pk, h in semua.items()}) == (satu_satu, dict.fromkeys(satu_satu, False))


def test_capaian_of_each_row_reads_as_its_preview(client):
    kerja = create_kerja()
    fill(kerja, persen="20", jumlah=f"={BELUM}")
    client.force_login(kerja.operator)
    halaman = Halaman(client.get(link("measurement:formulir_capaian", kerja.formulir.pk)))
    baris = {kode: kerja.get_baris(kode).pk for kode in ("persen", "predikat", "jumlah")}
    semua = {kode: halaman.read("span", id=f"capaian-{pk}") for kode, pk in baris.items()}
    assert (halaman.inline, len(halaman.find("span", **{"hx-swap-oob": "true"}))) == ([], 3)
    penjelasan = preview(kerja)
    assert semua == {
        "persen": ["100,00 % Sangat Tinggi " + penjelasan["persen"][5]],
        "predikat": [penjelasan["predikat"][5]],
        "jumlah": [penjelasan["jumlah"][5]],
    }
