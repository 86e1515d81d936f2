"""The editor's pages: faults beside their steps, a conflict keeps what was typed, row buttons without JavaScript."""

import datetime
import html
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from collection.enums import Peran
from collection.models import Jejak
from measurement.models import DrafSop, Sop
from measurement.services.contoh_sop import SOP_CONTOH
from measurement.services.draf_sop import create_draf
from measurement.services.sop import build_sop, load_sop
from measurement.sop import read_sop
from measurement.sop_draf import read_isi, write_isi
from tests.factories.dasar import create_kantor, create_pejabat
from tests.factories.halaman import HTMX, Halaman, get, read_teks, visit, walk

pytestmark = pytest.mark.django_db

TEKS = SOP_CONTOH.read_text(encoding="utf-8").replace('kantor = "dispermades"', 'kantor = "uji"')


@pytest.fixture
def kantor():
    return create_kantor("uji")


@pytest.fixture
def admin(kantor, client):
    orang = create_pejabat(Peran.ADMIN, kantor)
    client.force_login(orang)
    return orang


@pytest.fixture
def sop(kantor):
    return load_sop(kantor=kantor, teks=TEKS, berlaku_mulai=datetime.date(2020, 1, 1))


@pytest.fixture
def draf(sop, admin):
    return create_draf(sop=sop, user=admin)


def link(nama, objek=None):
    return reverse(f"measurement:{nama}", args=[objek.pk] if objek else [])


def read_form(jawab):
    """What a browser would send of the editor's form, without a button. Texts by hand: parse_html joins their lines."""
    teks = re.findall(r'<textarea[^>]*name="([^"]+)"[^>]*>\n?(.*?)</textarea>', jawab.content.decode(), re.DOTALL)
    isi = {nama: html.unescape(satu) for nama, satu in teks}
    for e in walk(Halaman(jawab).find("form", id="draf")[0]):
        nama = get(e, "name")
        if e.name == "select":
            pilih = [get(o, "value") for o in walk(e) if o.name == "option" and "selected" in dict(o.attributes)]
            isi[nama] = pilih[0] if pilih else ""
        elif e.name == "input":
            isi[nama] = get(e, "value") or ""
    return isi


def open_form(client, admin, draf):
    return read_form(client.get(link("sop_draf_update", draf)))


def send(client, draf, isi, **lain):
    return client.post(link("sop_draf_update", draf), isi | {"kerja": "simpan"} | lain)


def fetch(draf):
    return read_isi(DrafSop.objects.get(pk=draf.pk).isi)


def test_the_form_sent_back_untouched_changes_nothing(client, admin, draf):
    isi = open_form(client, admin, draf)
    assert send(client, draf, isi).status_code == 302
    segar = DrafSop.objects.get()
    assert (segar.versi, write_isi(fetch(draf))) == (1, draf.isi)


def test_typing_is_stored_with_its_faults_beside_the_step_and_in_the_summary(client, admin, draf):
    isi = open_form(client, admin, draf) | {"l2-waktu": "nanti", "l3-waktu": "2 Hari", "l11-t1-peran": "staf"}
    assert send(client, draf, isi).url == link("sop_draf_update", draf)
    halaman = visit(client, admin, link("sop_draf_update", draf))
    waktu = 'Waktu "nanti" tidak terbaca; tulis angka dengan menit, jam atau hari.'
    assert read_teks(halaman.find("div", id="galat-2")[0]) == waktu
    assert "tidak berwenang" in read_teks(halaman.find("div", id="galat-11")[0])
    assert read_teks(halaman.find("div", id="galat-3")[0]) == ""
    ringkas = read_teks(halaman.find("section", id="periksa")[0])
    assert ringkas.startswith("4 hal perlu diperbaiki sebelum terbit") and f"Langkah 2: {waktu}" in ringkas
    assert [halaman.read("span", id=f"menit-{n}") for n in (1, 2, 3)] == [
        ["10 menit kerja"], ["tidak terbaca"], ["900 menit kerja"],
    ]  # fmt: skip
    assert halaman.inline == []


def test_the_live_check_stores_nothing_and_answers_with_every_step(client, admin, draf):
    isi = open_form(client, admin, draf) | {"l2-waktu": "nanti"}
    jawab = client.post(link("sop_draf_check", draf), isi, headers=HTMX)
    halaman = Halaman(jawab)
    assert len(halaman.find("div", **{"hx-swap-oob": "true"})) == 16
    assert "1 hal perlu diperbaiki" in read_teks(halaman.find("section", id="periksa")[0])
    assert DrafSop.objects.get().versi == 1


@pytest.mark.parametrize(
    ("kerja", "jangkar", "langkah", "kembali"),
    [("naik-8", "#langkah-7", 16, "7, 8"), ("turun-8", "#langkah-9", 16, "9, 7"), ("sisip-2", "#langkah-3", 17, "9, 8"),
     ("hapus-7", "#langkah-7", 15, "7"), ("tambah-2", "#langkah-2", 16, "8, 7")],
)  # fmt: skip
def test_row_buttons_work_without_javascript_and_keep_what_was_typed(client, admin, draf, kerja, jangkar, langkah, kembali):
    isi = open_form(client, admin, draf) | {"nama": "Nama baru"}
    jawab = send(client, draf, isi, kerja=kerja)
    assert jawab.url == link("sop_draf_update", draf) + jangkar
    segar = fetch(draf)
    periksa = next(t for satu in segar.langkah for t in satu.tindakan if t.transisi == "verifikasi")
    assert (segar.nama, len(segar.langkah), periksa.kembali_ke) == ("Nama baru", langkah, kembali)


def test_an_unknown_button_keeps_what_was_typed(client, admin, draf):
    isi = open_form(client, admin, draf) | {"l2-uraian": "Uraian saya"}
    jawab = send(client, draf, isi, kerja="hapus-99")
    assert (jawab.status_code, DrafSop.objects.get().versi) == (422, 1)
    assert read_form(jawab)["l2-uraian"] == "Uraian saya"


def test_of_two_people_the_second_keeps_what_was_typed_and_sees_the_others(client, admin, draf):
    isi = open_form(client, admin, draf)
    send(client, draf, isi | {"l2-waktu": "5 Jam"})
    jawab = send(client, draf, isi | {"l2-uraian": "Uraian saya"})
    halaman = Halaman(jawab)
    assert jawab.status_code == 409
    kini = read_form(jawab)
    assert (kini["l2-uraian"], kini["l2-waktu"], kini["versi"]) == ("Uraian saya", "4 Jam", "2")
    teks = read_teks(halaman.akar)
    assert "menyimpan draf ini lebih dahulu" in teks and "5 Jam" in teks
    assert fetch(draf).langkah[1].waktu == "5 Jam"
    assert send(client, draf, kini).status_code == 302
    assert fetch(draf).langkah[1].uraian == "Uraian saya"


@pytest.mark.parametrize("hilang", ["versi", "lengkap"])
def test_a_form_that_was_cut_takes_no_steps_away(client, admin, draf, hilang):
    isi = open_form(client, admin, draf)
    jawab = send(client, draf, {k: n for k, n in isi.items() if k != hilang and not k.startswith("l9-")})
    assert (jawab.status_code, len(fetch(draf).langkah)) == (422, 16)
    assert Jejak.objects.filter(aksi="ubah_draf_sop", diterima=False).count() == 1


def test_null_characters_and_long_numbers_are_no_error(client, admin, draf):
    isi = open_form(client, admin, draf) | {"l2-uraian": "a\x00b\r\nc", "l2-t1-kembali_ke": "9" * 99, "menit_per_hari": "٤"}
    assert send(client, draf, isi).status_code == 302
    assert fetch(draf).langkah[1].uraian == "ab\nc"
    assert client.post(link("sop_draf_update", draf), isi | {"versi": "9" * 30}).status_code == 409


def test_publishing_from_the_page(client, admin, draf, kantor):
    isi = open_form(client, admin, draf) | {"l2-waktu": "5 Jam"}
    assert send(client, draf, isi, kerja="banding").url == link("sop_draf_publish", draf)
    halaman = visit(client, admin, link("sop_draf_publish", draf))
    assert "semula" not in read_teks(halaman.akar).lower().partition("perubahan")[0]
    assert "Waktu Semula: 4 Jam Menjadi: 5 Jam" in read_teks(halaman.akar)
    kirim = {get(e, "name"): get(e, "value") for e in halaman.find("input") if get(e, "name") in ("versi", "pengganti")}
    jawab = client.post(link("sop_draf_publish", draf), kirim | {"mulai": "2019-12-31"})
    assert jawab.status_code == 422
    assert "Versi 1 berlaku mulai 1 Januari 2020" in jawab.content.decode()
    basi = client.post(link("sop_draf_publish", draf), kirim | {"versi": "1", "mulai": str(kantor.hari_ini())})
    assert basi.status_code == 409
    assert get(Halaman(basi).find("input", name="versi")[0], "value") == "2"
    jawab = client.post(link("sop_draf_publish", draf), kirim | {"mulai": str(kantor.hari_ini())})
    baru = Sop.objects.get(versi=2)
    assert jawab.url == link("sop_detail", baru)
    banding = visit(client, admin, link("sop_compare", baru))
    assert "Waktu Semula: 4 Jam Menjadi: 5 Jam" in read_teks(banding.akar)


def test_a_faulty_draft_has_no_button_to_publish(client, admin, draf):
    send(client, draf, open_form(client, admin, draf) | {"l2-waktu": "nanti"})
    halaman = visit(client, admin, link("sop_draf_publish", draf))
    assert halaman.find("input", name="mulai") == []
    tautan = [get(e, "href") for e in walk(halaman.find("section", id="periksa")[0]) if e.name == "a"]
    assert tautan == [link("sop_draf_update", draf) + "#langkah-2"]


def test_others_read_the_comparison_and_find_nothing_to_press(client, draf, kantor):
    pengawas = create_pejabat(Peran.PENGAWAS, kantor)
    halaman = visit(client, pengawas, link("sop_draf_publish", draf))
    assert (halaman.find("input", name="mulai"), halaman.inline) == ([], [])
    daftar = visit(client, pengawas, link("sop_list"))
    assert [get(e, "href") for e in daftar.find("a") if "/draf/" in (get(e, "href") or "")] == [
        link("sop_draf_publish", draf)
    ]
    rinci = visit(client, pengawas, link("sop_detail", draf.dasar))
    assert rinci.find("input", name="dasar") == []


def test_upload_and_download(client, admin, sop):
    unduh = client.get(link("sop_toml", sop))
    assert unduh["Content-Disposition"] == 'attachment; filename="uji_pengukuran_kinerja_versi_1.toml"'
    assert read_sop(unduh.content.decode()).langkah == build_sop(sop).langkah
    for isi, kalimat in ((b"[" * 60_000, "TOML"), (b"\x00\xff", "UTF-8"), (TEKS.replace('"uji"', '"lain"').encode(), "lain")):
        jawab = client.post(link("sop_draf_create"), {"berkas": SimpleUploadedFile("sop.toml", isi)})
        assert (jawab.status_code, kalimat in jawab.content.decode()) == (422, True)
    assert DrafSop.objects.count() == 0
    jawab = client.post(link("sop_draf_create"), {"berkas": SimpleUploadedFile("sop.toml", unduh.content)})
    assert jawab.url == link("sop_draf_update", DrafSop.objects.get())


def test_pages_ask_no_more_for_more_steps(client, admin, draf):
    open_form(client, admin, draf)
    with CaptureQueriesContext(connection) as kueri:
        client.get(link("sop_draf_update", draf))
    assert len(kueri) <= 12
