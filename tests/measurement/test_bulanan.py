"""Monthly figures: typed by the rule of every cell, made into the triwulan's by konsolidasi, locked with it."""

import uuid
from decimal import Decimal as D

import pytest

from collection.errors import AksesError, BentrokError, IsianError, TerkunciError
from collection.kunci import Kunci
from collection.models import Jejak, RealisasiBulan
from collection.nilai import Komponen
from collection.services.bulanan import fetch_sel_bulan, save_bulan
from collection.services.kunci_formulir import tell_terkunci
from collection.services.periode import close_periode, compute_versi
from collection.services.realisasi import compute_sidik
from measurement.services.bulanan import combine, use_gabungan
from tests.factories.formulir import create_bahan, create_bulanan, save, send
from tests.factories.halaman import get, link, read_teks, visit

pytestmark = pytest.mark.django_db
KOSONG = compute_sidik(None)


@pytest.fixture
def kerja():
    return create_bulanan()


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
    assert (hasil.nilai, hasil.baris) == (Komponen(D(10), D(12)), "10 / 12 × 100 = 83,33")


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


def test_a_month_that_changes_after_it_was_used_is_told_and_the_history_names_each_door(kerja, client):
    write(kerja, 4, "10")
    use(kerja)
    client.force_login(kerja.operator)
    bulan, formulir = (link(nama, kerja.formulir.pk) for nama in ("measurement:formulir_bulan", "collection:formulir_detail"))
    beda = "Realisasi triwulan 10, gabungan angka bulannya kini 11."
    assert "berbeda dari gabungannya" not in client.get(bulan).text and beda not in client.get(formulir).text
    write(kerja, 4, "11", sidik=compute_sidik(D(10)))
    assert "berbeda dari gabungannya" in client.get(bulan).text and beda in client.get(formulir).text
    riwayat = visit(client, kerja.operator, link("measurement:riwayat_detail", f"r{kerja.get_baris('bulanan').pk}"))
    pintu = [read_teks(td) for td in riwayat.find("td") if get(td, "data-label") == "Melalui"]
    assert pintu == ["Diketik per bulan", "Gabungan angka bulan", "Diketik per bulan"]


def test_components_of_months_fill_those_of_the_triwulan(kerja):
    for bulan, bagian in ((4, ("1", "2")), (6, ("9", "10"))):
        for kolom, isi in zip(("pembilang", "penyebut"), bagian, strict=True):
            write(kerja, bulan, isi, kode="rasio", kolom=kolom)
    use(kerja, "rasio")
    baris = kerja.get_baris("rasio")
    assert (baris.pembilang, baris.penyebut) == (10, 12)


def test_what_is_taken_over_already_is_not_offered_and_computed_figures_are_written_as_printed(kerja, client):
    for kolom, isi in (("pembilang", "4"), ("penyebut", "7")):
        write(kerja, 4, isi, kode="rasio", kolom=kolom)
    kotak, bulan = f"gabungan-{kerja.get_baris('rasio').pk}", link("measurement:formulir_bulan", kerja.formulir.pk)
    kata = "4 / 7 × 100 = 57,14 Realisasi triwulan: {} Pakai gabungan"
    awal = visit(client, kerja.operator, bulan).read("div", id=kotak)
    use(kerja, "rasio")
    kini = visit(client, kerja.operator, bulan).read("div", id=kotak)
    assert (awal[0].startswith(kata.format("–")), kini) == (True, ["4 / 7 × 100 = 57,14 Realisasi triwulan: 57,14"])


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


def test_the_grid_of_months_works_without_javascript(kerja, client):
    alamat, baris = link("measurement:formulir_bulan", kerja.formulir.pk), kerja.get_baris("bulanan")
    halaman = visit(client, kerja.operator, alamat)
    assert halaman.inline == []
    assert len([e for e in halaman.find("input") if get(e, "name") == "isi"]) == 3 + 6
    pintu = f"{alamat}?sel=m{baris.pk}_4"
    assert pintu in {get(e, "action") for e in halaman.find("form")}
    isi = {"kolom": "nilai", "isi": "10", "sidik": KOSONG}
    jawab = client.post(pintu, isi, follow=True)
    assert (jawab.redirect_chain[0][0], RealisasiBulan.objects.get().nilai) == (f"{alamat}#sel-m{baris.pk}_4-nilai", 10)
    jawab = client.post(f"{alamat}?sel=m{baris.pk}_5", isi | {"isi": "n/a"}, follow=True)
    assert "Yang Anda tulis: “n/a”." in jawab.content.decode()
    assert client.post(link("measurement:bulan_use", baris.pk), {"sidik": KOSONG}).status_code == 302
    assert kerja.get_baris("bulanan").nilai == 10
    assert [client.post(f"{alamat}{sel}", isi).status_code for sel in ("", "?sel=r1", "?sel=m999_4")] == [404] * 3
    halaman = visit(client, kerja.tim, alamat)
    assert [e for e in halaman.find("input") if get(e, "name") == "isi"] == []
    assert client.post(pintu, isi).status_code == 403


def post_sel(client, kerja, *sel):
    isi = {"sel": [{"kunci": str(uuid.uuid4()), "sidik": KOSONG} | satu for satu in sel]}
    jawab = client.post(link("measurement:formulir_kiriman", kerja.formulir.pk), isi, "application/json").json()
    return [satu["keadaan"] for satu in jawab["sel"]], jawab["baris"], jawab["sel"]


def test_a_batch_of_months_is_written_once_and_tells_what_they_come_to(kerja, client):
    """By the same door as the triwulan's cells, beside one of them."""
    client.force_login(kerja.operator)
    pk, rasio = kerja.get_baris("bulanan").pk, kerja.get_baris("rasio").pk
    kunci = str(uuid.uuid4())
    sel = (
        {"baris": f"m{pk}_4", "kolom": "nilai", "isi": "10", "kunci": kunci},
        {"baris": f"m{rasio}_5", "kolom": "pembilang", "isi": "1"},
        {"baris": f"m{rasio}_5", "kolom": "penyebut", "isi": "2"},
        {"baris": f"m{pk}_9", "kolom": "nilai", "isi": "1"}, {"baris": f"m{pk}_6", "kolom": "nilai", "isi": "n/a"},
        {"baris": f"r{pk}", "kolom": "keterangan", "isi": "Bulan Juni menyusul"},
    )  # fmt: skip
    keadaan, baris, _ = post_sel(client, kerja, *sel)
    assert keadaan == ["tersimpan"] * 3 + ["gagal"] * 2 + ["tersimpan"]
    assert "10 = 10" in baris[f"m{pk}_4"]["ganti"][f"gabungan-{pk}"]
    assert sorted(RealisasiBulan.objects.values_list("bulan", "nilai")) == [(4, 10), (5, 50)]
    jejak = Jejak.objects.filter(aksi="isi_nilai_bulan", objek="realisasi", objek_id=pk, diterima=True)
    assert [(satu.lama, satu.baru) for satu in jejak] == [({"nilai April": None}, {"nilai April": "10"})]
    assert (post_sel(client, kerja, sel[0])[0], jejak.count()) == (["tersimpan"], 1)
    keadaan, _, [satu] = post_sel(client, kerja, {"baris": f"m{pk}_4", "kolom": "nilai", "isi": "11"})
    assert (keadaan, satu["isi"], satu["pengubah"].startswith("oleh Anda sendiri")) == (["bentrok"], "10", True)


def test_a_month_is_locked_and_open_with_the_row_that_was_given_back(kerja, client):
    """Its own key is another number than that of its row."""
    bulan = write(kerja, 4, "10")
    baris, lain = kerja.get_baris("bulanan"), kerja.get_baris("persen")
    bulan.formulir.kunci = Kunci(baris=frozenset({f"r{baris.pk}"}))
    assert tell_terkunci(bulan.formulir.kunci, bulan) == ""
    assert tell_terkunci(Kunci(baris=frozenset({f"r{lain.pk}"})), bulan) != ""


def test_a_form_without_monthly_indicators_says_who_makes_them(client):
    kerja = create_bahan()
    send(kerja)
    halaman = visit(client, kerja.operator, link("measurement:formulir_bulan", kerja.formulir.pk))
    assert "Tidak ada indikator bulanan" in " ".join(halaman.read("h2") + halaman.read("p"))


def test_a_batch_reaches_no_month_of_another_form():
    """The scope was asked for the form that is named; its batch must not lead into a row of another unit or office."""
    kerja, lain = create_bulanan(), create_bulanan()
    nama, asing = (f"m{satu.get_baris('bulanan').pk}_4" for satu in (kerja, lain))
    assert list(fetch_sel_bulan(kerja.formulir, [nama, asing])) == [nama]
