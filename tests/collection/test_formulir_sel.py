"""Saving one cell from the page: what htmx gets back, what a browser without JavaScript sees, and that nothing is lost."""

import pytest
from django.contrib.messages import get_messages

from collection.angka import format_nilai
from collection.enums import Peran
from collection.models import Jejak
from collection.services.formulir import submit_formulir
from collection.services.realisasi import PANJANG_TEKS, compute_sidik
from tests.factories.dasar import create_kantor, create_pejabat, create_unit
from tests.factories.formulir import create_kerja, fill, save, save_uang
from tests.factories.halaman import HTMX, KOSONG, Halaman, get, link, read_teks, visit
from tests.halaman import find_inline

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


def write(client, baris, isi, kolom="nilai", sidik=KOSONG, headers=HTMX):
    """Save a cell as its form does; without `headers` as a browser without JavaScript."""
    pintu = "collection:anggaran_update" if kolom == "jumlah" else "collection:realisasi_update"
    data = {"kolom": kolom, "isi": isi, "sidik": sidik}
    return client.post(link(pintu, baris.pk), data, headers=headers or {})


def read(response):
    """(status, state, content, note) of the one cell that came back, which is a fragment in order."""
    halaman = Halaman(response)
    assert (len(halaman.sel), halaman.find("html"), halaman.inline) == (1, [], [])
    return halaman.status, *next(iter(halaman.sel.values()))


def read_sidik(response):
    return get(Halaman(response).find("input", name="sidik")[0], "value")


def list_pesan(response):
    return [(pesan.level_tag, str(pesan)) for pesan in get_messages(response.wsgi_request)]


# htmx


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
def test_saved_cell_comes_back_with_what_was_understood(masuk, kerja, kode, kolom, isi, tampil):
    baris = kerja.get_baris(kode)
    response = write(masuk, baris, isi, kolom)
    assert read(response) == (200, "tersimpan", tampil, "Tersimpan")
    assert [get(e, "id") for e in Halaman(response).find("td")] == [f"sel-r{baris.pk}-{kolom}"]
    assert read_sidik(response) == compute_sidik(getattr(kerja.get_baris(kode), kolom))
    assert [get(e, "value") for e in Halaman(response).find("input", name="kolom")] == [kolom]


def test_saved_money_comes_back_grouped(masuk, kerja):
    response = write(masuk, kerja.anggaran, "Rp 1250000,50", "jumlah")
    assert read(response) == (200, "tersimpan", "1.250.000,50", "Tersimpan")
    assert (kerja.anggaran.jumlah, read_sidik(response)) == (1_250_000.5, compute_sidik(kerja.anggaran.jumlah))


@pytest.mark.parametrize(
    ("kolom", "isi", "dihitung"),
    [
        ("nilai", "5", 1),
        ("nilai", "x", 0),
        ("tidak_dapat_diukur", "Belum", 1),
        ("keterangan", "Baik", 0),
        ("jumlah", "5", 0),
    ],
)
def test_saved_cell_asks_for_the_capaian_where_it_moves(masuk, kerja, baris, kolom, isi, dihitung):
    """In the cell of the capaian, out of band: a request from within the saved cell would say "Menyimpan" again."""
    objek = kerja.anggaran if kolom == "jumlah" else baris
    assert list_pemuat(write(masuk, objek, isi, kolom)) == [write_pemuat(baris)] * dihitung


def list_pemuat(response):
    """Where the fragment loads what from."""
    nama = ("id", "hx-swap-oob", "hx-get", "hx-trigger", "hx-swap", "hx-target")
    return [[get(e, n) for n in nama] for e in Halaman(response).find("span") if get(e, "hx-get")]


def write_pemuat(baris):
    return [f"capaian-{baris.pk}", "true", link("measurement:realisasi_capaian", baris.pk), "load", "outerHTML", None]


@pytest.mark.parametrize(
    ("kode", "kolom", "isi", "pesan"),
    [
        ("persen", "nilai", "1.234", AMBIGU),
        ("persen", "keterangan", "x" * (PANJANG_TEKS + 1), "Teks terlalu panjang: paling banyak 2000 huruf."),
        ("persen", "ngawur", NAKAL, "Kolom ngawur tidak dikenal."),
    ],
)
def test_refused_text_stays_in_its_cell_with_the_reason(masuk, kerja, kode, kolom, isi, pesan):
    assert read(write(masuk, kerja.get_baris(kode), isi, kolom)) == (422, "gagal", isi, pesan)
    assert (kerja.get_baris(kode).nilai, kerja.get_baris(kode).keterangan) == (None, "")


def test_refused_number_is_marked_for_assistive_technology(masuk, baris):
    masukan = Halaman(write(masuk, baris, "x")).find("input", name="isi")[0]
    catatan = Halaman(write(masuk, baris, "x")).find("span", id=get(masukan, "aria-describedby"))[0]
    assert (get(masukan, "aria-invalid"), "data-siar" in dict(catatan.attributes)) == ("true", True)
    assert read_teks(catatan).startswith("“x” bukan angka yang dapat dibaca.")


def test_refused_text_keeps_the_fingerprint_of_what_its_writer_saw(masuk, kerja, baris, kedua):
    """Else the next try would write over a figure that nobody but the other one has seen."""
    save(baris, "10", user=kedua)
    ditolak = write(masuk, baris, "1.234")
    assert (ditolak.status_code, read_sidik(ditolak)) == (422, KOSONG)
    assert write(masuk, baris, "1234", sidik=read_sidik(ditolak)).status_code == 409
    assert kerja.get_baris("persen").nilai == 10


def test_conflict_shows_the_others_value_and_repeats_what_was_typed(masuk, kerja, baris, kedua):
    save(baris, "10", user=kedua)
    response = write(masuk, baris, "20")
    assert read(response) == (
        409, "bentrok", "10,00",
        f"Sel ini baru saja diubah oleh {kedua.nama}. Isi terbaru ditampilkan; periksa lagi. Yang Anda tulis: “20”.",
    )  # fmt: skip
    assert list_pemuat(response) == [write_pemuat(baris)]
    assert write(masuk, baris, "20", sidik=read_sidik(response)).status_code == 200
    assert kerja.get_baris("persen").nilai == 20


def test_conflict_over_money(masuk, kerja, kedua):
    save_uang(kerja.anggaran, "100", user=kedua)
    response = write(masuk, kerja.anggaran, "", "jumlah")
    pesan = f"Sel ini baru saja diubah oleh {kedua.nama}. Isi terbaru ditampilkan; periksa lagi."
    assert read(response) == (409, "bentrok", "100", pesan)


@pytest.mark.parametrize("kolom", ["nilai", "jumlah"])
def test_cell_locks_where_the_form_was_handed_in_meanwhile(masuk, kerja, kolom):
    fill(kerja)
    submit_formulir(formulir=kerja.formulir, user=kerja.operator)
    objek = kerja.anggaran if kolom == "jumlah" else kerja.get_baris("persen")
    sidik, isi = compute_sidik(getattr(objek, kolom)), format_nilai(getattr(objek, kolom), 2 if kolom == "nilai" else 0)
    response = write(masuk, objek, "99", kolom, sidik)
    pesan = "Formulir Bidang Desa Triwulan I 2026 terkunci: Diserahkan. Yang Anda tulis: “99”."
    assert (read(response), Halaman(response).masukan) == ((409, "terkunci", isi, pesan), 0)


def test_who_may_not_is_told_in_a_fragment_that_replaces_nothing(client, kerja, baris):
    client.force_login(kerja.tim)
    response = write(client, baris, "5")
    kotak = [e for e in Halaman(response).find("div") if "data-penolakan" in dict(e.attributes)]
    pesan = "Bukan wewenang Anda Formulir Bidang Desa Triwulan I 2026 diisi oleh Bidang Desa."
    assert (response.status_code, [read_teks(e) for e in kotak], Halaman(response).sel) == (403, [pesan], {})
    assert find_inline(response.content.decode()) == []
    assert (kerja.get_baris("persen").nilai, Jejak.objects.get(diterima=False).pengguna) == (None, kerja.tim)


def test_who_does_not_see_the_form_finds_nothing(client, kerja, baris):
    lain = create_pejabat(Peran.BIDANG, kerja.kantor, unit=create_unit(kerja.kantor))
    for user in (lain, create_pejabat(Peran.KEPALA, create_kantor())):
        client.force_login(user)
        for objek, kolom in ((baris, "nilai"), (kerja.anggaran, "jumlah")):
            assert write(client, objek, "5", kolom).status_code == 404
    assert (kerja.get_baris("persen").nilai, kerja.anggaran.jumlah) == (None, None)


def test_cell_is_saved_by_post_only(masuk, kerja, baris):
    for pintu, pk in (("realisasi", baris.pk), ("anggaran", kerja.anggaran.pk)):
        assert masuk.get(link(f"collection:{pintu}_update", pk), headers=HTMX).status_code == 405


# Without JavaScript


def test_plain_post_leads_back_to_the_row_and_says_saved(masuk, kerja, baris):
    response = write(masuk, baris, "12,5", headers=None)
    assert (response.status_code, response.url) == (302, f"/formulir/{kerja.formulir.pk}/#realisasi-{baris.pk}")
    assert list_pesan(response) == [("success", "Tersimpan. Realisasi: Persentase desa mandiri")]
    assert kerja.get_baris("persen").nilai == 12.5
    uang = write(masuk, kerja.anggaran, "5.000", "jumlah", headers=None)
    assert uang.url == f"/formulir/{kerja.formulir.pk}/#realisasianggaran-{kerja.anggaran.pk}"


def test_plain_post_that_is_refused_repeats_what_was_typed(masuk, kerja, baris, kedua):
    assert list_pesan(write(masuk, baris, "1.234", headers=None)) == [("error", f"{AMBIGU} Yang Anda tulis: “1.234”.")]
    save(baris, "10", user=kedua)
    pesan = f"Sel ini baru saja diubah oleh {kedua.nama}. Isi terbaru ditampilkan; periksa lagi. Yang Anda tulis: “20”."
    assert list_pesan(write(masuk, baris, "20", headers=None))[-1] == ("error", pesan)
    halaman = visit(masuk, kerja.operator, link("collection:formulir_detail", kerja.formulir.pk))
    assert halaman.read("div", **{"class": "kotak kotak-error"})[-1] == pesan
    assert [get(e, "id") for e in halaman.find("tr", id=f"realisasi-{baris.pk}")] == [f"realisasi-{baris.pk}"]


def test_plain_post_of_somebody_elses_is_a_page(client, kerja, baris):
    client.force_login(kerja.tim)
    response = write(client, baris, "5", headers=None)
    assert (response.status_code, len(Halaman(response).find("html")), Halaman(response).inline) == (403, 1, [])
