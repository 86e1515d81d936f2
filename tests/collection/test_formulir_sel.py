"""Saving one cell without JavaScript: what the page says then, and that nothing is lost (test_kiriman.py: the grid)."""

import pytest
from django.contrib.messages import get_messages

from collection.enums import Peran
from collection.models import Jejak
from collection.services.formulir import submit_formulir
from collection.services.realisasi import PANJANG_TEKS, compute_sidik
from tests.factories.dasar import create_kantor, create_pejabat, create_unit
from tests.factories.formulir import create_kerja, fill, save, save_uang
from tests.factories.halaman import KOSONG, Halaman, get, link, visit

pytestmark = pytest.mark.django_db

AMBIGU = "“1.234” dapat dibaca 1234 atau 1,234. Tulis salah satunya."
NAKAL = '"><script>alert(1)</script>'


@pytest.fixture
def kerja():
    return create_kerja()


@pytest.fixture
def baris(kerja):
    return kerja.get_baris("persen")


@pytest.fixture
def kedua(kerja):
    return create_pejabat(Peran.BIDANG, kerja.kantor, unit=kerja.unit)


@pytest.fixture
def masuk(client, kerja):
    client.force_login(kerja.operator)
    return client


def write(client, baris, isi, kolom="nilai", sidik=KOSONG):
    """Save a cell as its form does without JavaScript."""
    pintu = "collection:anggaran_update" if kolom == "jumlah" else "collection:realisasi_update"
    return client.post(link(pintu, baris.pk), {"kolom": kolom, "isi": isi, "sidik": sidik})


def read_isi(client, kerja, baris, kolom):
    """What the cell of the form's page holds now."""
    nama = f"{'a' if kolom == 'jumlah' else 'r'}{baris.pk}-{kolom}"
    return visit(client, kerja.operator, link("collection:formulir_detail", kerja.formulir.pk)).sel[f"sel-{nama}"][1]


def list_pesan(response):
    return [(pesan.level_tag, str(pesan)) for pesan in get_messages(response.wsgi_request)]


@pytest.mark.parametrize(
    ("kode", "kolom", "isi", "tampil"),
    [
        ("persen", "nilai", "95,125", "95,125"),
        ("persen", "nilai", "1234,5", "1.234,50"),
        ("persen", "nilai", "0", "0,00"),
        ("persen", "nilai", "", ""),
        ("predikat", "nilai", "BB", "BB"),
        ("jumlah", "nilai", "1234", "1.234"),
        ("persen", "tidak_dapat_diukur", "Belum terbit", "Belum terbit"),
        ("persen", "keterangan", NAKAL, NAKAL),
    ],
)
def test_a_saved_cell_shows_what_was_understood(masuk, kerja, kode, kolom, isi, tampil):
    write(masuk, kerja.get_baris(kode), isi, kolom)
    assert read_isi(masuk, kerja, kerja.get_baris(kode), kolom) == tampil


def test_saved_money_is_shown_grouped(masuk, kerja):
    write(masuk, kerja.anggaran, "Rp 1250000,50", "jumlah")
    assert (kerja.anggaran.jumlah, read_isi(masuk, kerja, kerja.anggaran, "jumlah")) == (1_250_000.5, "1.250.000,50")


@pytest.mark.parametrize(
    ("kode", "kolom", "isi", "pesan"),
    [
        ("persen", "nilai", "1.234", AMBIGU),
        ("persen", "keterangan", "x" * (PANJANG_TEKS + 1), "Teks terlalu panjang: paling banyak 2000 huruf."),
        ("persen", "ngawur", NAKAL, "Kolom ngawur tidak dikenal."),
    ],
)
def test_refused_text_is_repeated_with_the_reason(masuk, kerja, kode, kolom, isi, pesan):
    assert list_pesan(write(masuk, kerja.get_baris(kode), isi, kolom)) == [("error", f"{pesan} Yang Anda tulis: “{isi}”.")]
    assert (kerja.get_baris(kode).nilai, kerja.get_baris(kode).keterangan) == (None, "")


def test_conflict_over_money(masuk, kerja, kedua):
    save_uang(kerja.anggaran, "100", user=kedua)
    pesan = f"Sel ini baru saja diubah oleh {kedua.nama}. Isi terbaru ditampilkan; periksa lagi."
    assert list_pesan(write(masuk, kerja.anggaran, "", "jumlah")) == [("error", pesan)]


@pytest.mark.parametrize("kolom", ["nilai", "jumlah"])
def test_a_form_that_was_handed_in_meanwhile_takes_nothing(masuk, kerja, kolom):
    fill(kerja)
    submit_formulir(formulir=kerja.formulir, user=kerja.operator)
    objek = kerja.anggaran if kolom == "jumlah" else kerja.get_baris("persen")
    pesan = "Formulir Bidang Desa Triwulan I 2026 terkunci: Diserahkan. Yang Anda tulis: “99”."
    assert list_pesan(write(masuk, objek, "99", kolom, compute_sidik(getattr(objek, kolom)))) == [("error", pesan)]


def test_who_does_not_see_the_form_finds_nothing(client, kerja, baris):
    lain = create_pejabat(Peran.BIDANG, kerja.kantor, unit=create_unit(kerja.kantor))
    for user in (lain, create_pejabat(Peran.KEPALA, create_kantor())):
        client.force_login(user)
        for objek, kolom in ((baris, "nilai"), (kerja.anggaran, "jumlah")):
            assert write(client, objek, "5", kolom).status_code == 404
    assert (kerja.get_baris("persen").nilai, kerja.anggaran.jumlah) == (None, None)


def test_cell_is_saved_by_post_only(masuk, kerja, baris):
    for pintu, pk in (("realisasi", baris.pk), ("anggaran", kerja.anggaran.pk)):
        assert masuk.get(link(f"collection:{pintu}_update", pk)).status_code == 405


def test_plain_post_leads_back_to_the_row_and_says_saved(masuk, kerja, baris):
    response = write(masuk, baris, "12,5")
    assert (response.status_code, response.url) == (302, f"/formulir/{kerja.formulir.pk}/#realisasi-{baris.pk}")
    assert list_pesan(response) == [("success", "Tersimpan. Realisasi: Persentase desa mandiri")]
    assert kerja.get_baris("persen").nilai == 12.5
    uang = write(masuk, kerja.anggaran, "5.000", "jumlah")
    assert uang.url == f"/formulir/{kerja.formulir.pk}/#realisasianggaran-{kerja.anggaran.pk}"


def test_plain_post_that_is_refused_repeats_what_was_typed(masuk, kerja, baris, kedua):
    assert list_pesan(write(masuk, baris, "1.234")) == [("error", f"{AMBIGU} Yang Anda tulis: “1.234”.")]
    save(baris, "10", user=kedua)
    pesan = f"Sel ini baru saja diubah oleh {kedua.nama}. Isi terbaru ditampilkan; periksa lagi. Yang Anda tulis: “20”."
    assert list_pesan(write(masuk, baris, "20"))[-1] == ("error", pesan)
    halaman = visit(masuk, kerja.operator, link("collection:formulir_detail", kerja.formulir.pk))
    assert halaman.read("div", **{"class": "kotak kotak-error"})[-1] == pesan
    assert [get(e, "id") for e in halaman.find("tr", id=f"realisasi-{baris.pk}")] == [f"realisasi-{baris.pk}"]


def test_plain_post_of_somebody_elses_is_a_page(client, kerja, baris):
    client.force_login(kerja.tim)
    response = write(client, baris, "5")
    assert (response.status_code, len(Halaman(response).find("html")), Halaman(response).inline) == (403, 1, [])
    assert (kerja.get_baris("persen").nilai, Jejak.objects.get(diterima=False).pengguna) == (None, kerja.tim)
