"""The page of periksa tabel: upload, verdicts, filter and files without anything being stored."""

import csv
import io
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from collection.enums import Peran
from collection.errors import BerkasError
from measurement.services import periksa_lihat
from measurement.services.periksa_berkas import read_tabel
from measurement.services.periksa_lihat import pack_tabel, unpack_tabel
from tests.factories.halaman import Halaman
from tests.factories.kantor_contoh import create_kantor_kecil, get_user

pytestmark = pytest.mark.django_db
ALAMAT = reverse("measurement:periksa_tabel_create")
BLORA = Path(__file__).parents[1] / "data" / "published" / "02_blora_dpmd_2019.csv"
RENTANG = BLORA.with_name("10_permenpanrb8_2021_range.csv")


@pytest.fixture
def pengawas(client):
    create_kantor_kecil()
    client.force_login(get_user("pengawas"))
    return client


def unggah(client, isi, nama="tabel.csv", **lain):
    return client.post(ALAMAT, {"berkas": SimpleUploadedFile(nama, isi), **lain})


def get_token(halaman):
    [token] = [dict(e.attributes)["value"] for e in halaman.find("input", name="token")]
    return token


def test_upload_shows_each_row_with_its_verdict(pengawas):
    halaman = Halaman(unggah(pengawas, BLORA.read_bytes(), BLORA.name))
    assert halaman.status == 200
    assert halaman.read("td", **{"data-label": "Dihitung (%)"}) == ["700,00", "125,00", "142,86", "100,00"]
    assert halaman.read("td", **{"data-label": "Cocok"}) == ["Cocok", "Cocok", "Tidak cocok", "Cocok"]
    teks = " ".join(halaman.read("li"))
    assert "4 baris: 3 cocok, 1 tidak cocok, 0 tidak dapat diperiksa." in teks
    assert halaman.read("dd") == ["3", "1", "0"]
    assert [dict(e.attributes)["width"] for e in halaman.find("rect", y="0")] == ["3", "1"]
    assert halaman.inline == []


def test_filter_and_files_come_from_what_the_page_sends_back(pengawas):
    token = get_token(Halaman(unggah(pengawas, BLORA.read_bytes(), "Blora 2019 (final).csv")))
    saring = Halaman(pengawas.post(ALAMAT, {"token": token, "tampil": "tidak"}))
    assert saring.read("td", **{"data-label": "Dihitung (%)"}) == ["142,86"]
    assert saring.read("dd") == ["3", "1", "0"]
    unduh = pengawas.post(ALAMAT, {"token": token, "unduh": "csv"})
    assert unduh.headers["Content-Disposition"] == 'attachment; filename="periksa-blora-2019-final.csv"'
    baris = list(csv.DictReader(io.StringIO(unduh.content.decode("utf-8-sig")), delimiter=";"))
    assert [b["cocok"] for b in baris] == ["ya", "ya", "tidak", "ya"]
    excel = pengawas.post(ALAMAT, {"token": token, "unduh": "xlsx"})
    lembar = load_workbook(io.BytesIO(excel.content)).active
    judul = [sel.value for sel in lembar[1]]
    assert lembar.cell(4, judul.index("capaian_dihitung") + 1).value == 142.86


def test_nothing_is_written(pengawas):
    pengawas.get(ALAMAT)
    with CaptureQueriesContext(connection) as kueri:
        unggah(pengawas, BLORA.read_bytes())
    assert [k["sql"] for k in kueri if not k["sql"].startswith(("SELECT", "SAVEPOINT", "RELEASE"))] == []


def test_a_table_that_was_tampered_with_is_refused(pengawas):
    token = get_token(Halaman(unggah(pengawas, BLORA.read_bytes())))
    jawaban = pengawas.post(ALAMAT, {"token": token[:-3] + "abc", "unduh": "csv"})
    assert jawaban.status_code == 422
    assert "Isi halaman tidak utuh lagi. Pilih berkasnya sekali lagi." in jawaban.content.decode()


@pytest.mark.parametrize(
    ("isi", "nama", "kata"),
    [
        (b"a,b\n1,2\n", "a.csv", "judul kolom target dan realisasi tidak ditemukan"),
        (b"PK\x03\x04 rusak", "a.xlsx", "Berkas rusak"),
        (b"", "a.csv", "Berkas ini kosong"),
    ],
)
def test_a_wrong_file_is_told_beside_the_field(pengawas, isi, nama, kata):
    jawaban = unggah(pengawas, isi, nama)
    assert jawaban.status_code == 422
    assert kata in jawaban.content.decode()


def test_no_file_is_told(pengawas):
    jawaban = pengawas.post(ALAMAT, {"kirim": "1"})
    assert (jawaban.status_code, "Pilih berkas tabel yang akan diperiksa." in jawaban.content.decode()) == (422, True)


def test_a_formula_in_a_cell_stays_text_and_markup_stays_text(pengawas):
    isi = b"indikator;target;realisasi;capaian\n=HYPERLINK(1);-71,06;-32,47;\n<script>x</script>;80;75;94\n"
    halaman = unggah(pengawas, isi)
    assert "&lt;script&gt;x&lt;/script&gt;" in halaman.content.decode()
    teks = pengawas.post(ALAMAT, {"token": get_token(Halaman(halaman)), "unduh": "csv"}).content.decode("utf-8-sig")
    assert teks.splitlines()[1].startswith("'=HYPERLINK(1);-71,06;-32,47;;")


def test_sasaran_is_handed_down_and_headings_are_left_out(pengawas):
    isi = b"sasaran;indikator;target;realisasi;capaian\nMutu;a;80;75;94\n;b;80;80;100\nLain;c;1;1;100\n"
    halaman = Halaman(unggah(pengawas, isi))
    kelompok = [satu for satu in halaman.find("th", scope="rowgroup") if dict(satu.attributes).get("colspan") == "7"]
    assert len(kelompok) == 2


@pytest.mark.parametrize("peran", [p for p in Peran if p not in (Peran.BIDANG, Peran.KABID)])
def test_only_those_who_check_may(client, peran):
    create_kantor_kecil()
    client.force_login(get_user(peran.value))
    assert client.get(ALAMAT).status_code == (200 if peran in periksa_lihat.PEMERIKSA else 403)


def test_what_the_page_carries_comes_back_whole(monkeypatch):
    tabel = read_tabel(RENTANG.read_bytes())
    assert unpack_tabel(pack_tabel("a.csv", tabel)) == ("a.csv", tabel)
    monkeypatch.setattr(periksa_lihat, "MAKS_BAWAAN", 100)
    with pytest.raises(BerkasError, match="terlalu besar untuk halaman ini"):
        pack_tabel("a.csv", tabel)


def test_long_tables_show_the_first_rows_and_say_so(pengawas):
    isi = b"indikator;target;realisasi;capaian\n" + b"x;80;75;94\n" * 320
    teks = unggah(pengawas, isi).content.decode()
    assert teks.count("data-label=\"Cocok\"") == 300
    assert "20 baris lagi tidak ditampilkan" in teks
