"""Monthly figures: typed by the rule of every cell, made into the triwulan's by konsolidasi, locked with it."""

from decimal import Decimal as D

import pytest

from collection.enums import Konsolidasi
from collection.errors import AksesError, BentrokError, IsianError, TerkunciError
from collection.models import Jejak, RealisasiBulan
from collection.nilai import Komponen
from collection.services.bulanan import save_bulan
from collection.services.periode import close_periode, compute_versi
from collection.services.realisasi import compute_sidik
from measurement.services.bulanan import combine, use_gabungan
from tests.factories.formulir import add_target, create_bahan, save, send
from tests.factories.halaman import Halaman, get, link, visit

pytestmark = pytest.mark.django_db
KOSONG = compute_sidik(None)


@pytest.fixture
def kerja():
    kerja = create_bahan(triwulan=2)
    jumlah = {"satuan": "orang", "desimal": 0, "konsolidasi": Konsolidasi.JUMLAH}
    add_target(kerja, "bulanan", [30, 30, 30, 30], frekuensi="bulan", nama="Peserta", urutan=8, **jumlah)
    rasio = {"label_pembilang": "hadir", "label_penyebut": "diundang", "konsolidasi": Konsolidasi.RASIO}
    add_target(kerja, "rasio", [50, 50, 50, 50], frekuensi="bulan", nama="Kehadiran", urutan=9, **rasio)
    send(kerja)
    return kerja


def write(kerja, bulan, isi, *, kode="bulanan", kolom="nilai", sidik=KOSONG, user=None):
    return save_bulan(
        realisasi=kerja.get_baris(kode), bulan=bulan, kolom=kolom, isi=isi, sidik=sidik, user=user or kerja.operator
    )


def use(kerja, kode="bulanan", sidik=KOSONG, user=None):
    return use_gabungan(realisasi=kerja.get_baris(kode), sidik=sidik, user=user or kerja.operator)


@pytest.mark.parametrize(
    ("konsolidasi", "bulan", "nilai", "baris"),
    [
        ("jumlah", [10, None, 8], 18, "10,00 + 8,00 = 18,00"), ("akhir", [10, 12, None], 12, "bulan terakhir yang terisi dari 10,00; 12,00 = 12,00"),
        ("rata_rata", [10, 11, 12], 11, "(10,00 + 11,00 + 12,00) / 3 = 11,00"), ("maksimum", [10, 12, 11], 12, "tertinggi dari 10,00; 12,00; 11,00 = 12,00"),
        ("jumlah", [0, 0, 0], 0, "0,00 + 0,00 + 0,00 = 0,00"), ("jumlah", [None] * 3, None, ""),
    ],
)  # fmt: skip
def test_months_become_one_figure_with_its_line(kerja, konsolidasi, bulan, nilai, baris):
    indikator = kerja.get_baris("persen").indikator
    indikator.konsolidasi = konsolidasi
    hasil = combine(indikator, [None if n is None else D(n) for n in bulan])
    assert (hasil.nilai, hasil.baris) == (nilai if nilai is None else D(nilai), baris)


def test_a_ratio_adds_up_its_components(kerja):
    indikator = kerja.get_baris("rasio").indikator
    hasil = combine(indikator, [Komponen(D(1), D(2)), None, Komponen(D(9), D(10))])
    assert (hasil.nilai, hasil.baris) == (Komponen(D(10), D(12)), "10 / 12 × 100 = 83,333333")


def test_a_month_is_typed_with_its_trail_and_used_for_the_triwulan(kerja):
    for bulan, isi in ((4, "10"), (5, "12"), (6, "8")):
        write(kerja, bulan, isi)
    jejak = Jejak.objects.filter(aksi="isi_nilai_bulan").first()
    assert (jejak.lama, jejak.baru, jejak.objek) == ({"nilai Juni": None}, {"nilai Juni": "8"}, "realisasi")
    assert kerja.get_baris("bulanan").nilai is None
    use(kerja)
    assert kerja.get_baris("bulanan").nilai == 30
    with pytest.raises(BentrokError):
        write(kerja, 4, "11")
    write(kerja, 4, "11", sidik=compute_sidik(D(10)))
    use(kerja, sidik=compute_sidik(D(30)))
    assert kerja.get_baris("bulanan").nilai == 31


def test_components_of_months_fill_those_of_the_triwulan(kerja):
    for bulan, bagian in ((4, ("1", "2")), (6, ("9", "10"))):
        for kolom, isi in zip(("pembilang", "penyebut"), bagian, strict=True):
            write(kerja, bulan, isi, kode="rasio", kolom=kolom)
    use(kerja, "rasio")
    baris = kerja.get_baris("rasio")
    assert (baris.pembilang, baris.penyebut) == (10, 12)


def test_a_figure_that_was_typed_meanwhile_is_not_overwritten(kerja):
    write(kerja, 4, "10")
    save(kerja.get_baris("bulanan"), "7", user=kerja.operator)
    with pytest.raises(BentrokError):
        use(kerja)
    assert kerja.get_baris("bulanan").nilai == 7


@pytest.mark.parametrize(
    ("bulan", "isi", "kode"),
    [(3, "1", "bulanan"), (7, "1", "bulanan"), (4, "n/a", "bulanan"), (4, "1", "jumlah"), (4, "1", "rasio")],
)
def test_what_is_no_month_of_it_or_no_number_is_refused_on_record(kerja, bulan, isi, kode):
    with pytest.raises(IsianError):
        write(kerja, bulan, isi, kode=kode)
    assert (RealisasiBulan.objects.count(), Jejak.objects.filter(diterima=False).count()) == (0, 1)


def test_who_may_not_and_when_it_is_closed(kerja):
    write(kerja, 4, "10")
    for coba in (lambda: write(kerja, 5, "1", user=kerja.tim), lambda: use(kerja, user=kerja.tim)):
        with pytest.raises(AksesError):
            coba()
    versi = compute_versi(kerja.periode, None)
    close_periode(periode=kerja.periode, alasan="Rekap.", versi=versi, user=kerja.tim)
    for coba in (lambda: write(kerja, 5, "1"), lambda: use(kerja)):
        with pytest.raises(TerkunciError):
            coba()


def test_nothing_to_use_without_any_month(kerja):
    with pytest.raises(IsianError, match="Belum ada bulan"):
        use(kerja)


def test_the_sheet_saves_what_it_can_and_keeps_the_rest_typed(kerja, client):
    alamat, baris = link("measurement:formulir_bulan", kerja.formulir.pk), kerja.get_baris("bulanan")
    halaman = visit(client, kerja.operator, alamat)
    assert halaman.inline == []
    isi = {get(e, "name"): get(e, "value") or "" for e in halaman.find("input") if get(e, "form") == "lembar-bulan"}
    assert len(isi) == 2 * (3 + 6)
    isi |= {f"b{baris.pk}-4-nilai": "10", f"b{baris.pk}-5-nilai": "n/a"}
    jawab = client.post(alamat, isi)
    halaman = Halaman(jawab)
    assert (jawab.status_code, RealisasiBulan.objects.get().nilai) == (422, 10)
    [salah] = halaman.find("input", id=f"isi-b{baris.pk}-5-nilai")
    assert (get(salah, "value"), get(salah, "aria-invalid")) == ("n/a", "true")
    assert client.post(alamat, {}).status_code == 302
    assert client.post(link("measurement:bulan_use", baris.pk), {"sidik": KOSONG}).status_code == 302
    assert kerja.get_baris("bulanan").nilai == 10
    halaman = visit(client, kerja.tim, alamat)
    assert [e for e in halaman.find("input") if get(e, "form") == "lembar-bulan"] == []
    assert client.post(alamat, isi).status_code == 403


def test_a_form_without_monthly_indicators_says_who_makes_them(client):
    kerja = create_bahan()
    send(kerja)
    halaman = visit(client, kerja.operator, link("measurement:formulir_bulan", kerja.formulir.pk))
    assert "Tidak ada indikator bulanan" in " ".join(halaman.read("h2") + halaman.read("p"))
