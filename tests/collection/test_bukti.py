"""Evidence: which files are taken, what is kept of them, who gets them back, and what hostile ones come to."""

import hashlib
import re
import zipfile
from io import BytesIO

import pytest
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile

from collection.enums import Peran
from collection.errors import AksesError, BentrokError, BerkasError
from collection.models import Bukti, Jejak
from collection.services.bukti import attach_bukti, remove_bukti
from collection.services.formulir import submit_formulir
from collection.services.isi_berkas import MAKS_BAGIAN, MAKS_JENIS_BAGIAN
from collection.services.isi_pdf import KOSONG, RUSAK, TERKUNCI
from tests.factories.berkas import JPG, PDF, PNG, build_pdf
from tests.factories.dasar import create_kantor, create_pejabat, create_unit
from tests.factories.formulir import create_kerja, create_orang_lain, fill
from tests.factories.halaman import Halaman, link
from tests.factories.rencana import build_xlsx, write_mentah

pytestmark = pytest.mark.django_db

XLSX = build_xlsx([])
JENIS = "[Content_Types].xml"
DITERIMA = "PDF, PNG, JPG, XLSX, atau DOCX"


def build_zip(cara: int = zipfile.ZIP_DEFLATED, **bagian: bytes) -> bytes:
    """An archive of a DOCX's two parts, with others put in their place or added."""
    semua = {JENIS: b"<Types/>", "word/document.xml": b"<document/>"} | bagian
    berkas = BytesIO()
    with zipfile.ZipFile(berkas, "w", cara) as arsip:
        for nama, isi in semua.items():
            arsip.writestr(nama, isi)
    return berkas.getvalue()


DOCX = build_zip()


@pytest.fixture
def kerja():
    return create_kerja()


@pytest.fixture
def baris(kerja):
    return kerja.get_baris("persen")


def build_berkas(nama: str, isi: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(nama, isi)


def attach(kerja, nama="bukti.pdf", isi=PDF, user=None) -> Bukti:
    return attach_bukti(
        realisasi=kerja.get_baris("persen"), berkas=build_berkas(nama, isi), user=user or kerja.operator
    )


def list_isi_gudang(settings) -> list[bytes]:
    return [berkas.read_bytes() for berkas in settings.MEDIA_ROOT.rglob("*") if berkas.is_file()]


# What is taken


@pytest.mark.parametrize(
    ("nama", "isi", "jenis"),
    [
        ("laporan.pdf", PDF, "application/pdf"),
        ("LAPORAN.PDF", PDF, "application/pdf"),
        ("padat.pdf", build_pdf(padat=True), "application/pdf"),
        ("foto.png", PNG, "image/png"),
        ("foto.jpg", JPG, "image/jpeg"),
        ("foto.jpeg", JPG, "image/jpeg"),
        ("data.xlsx", XLSX, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("surat.docx", DOCX, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ],
)
def test_attach_keeps_what_ending_and_content_agree_on(kerja, baris, settings, nama, isi, jenis):
    bukti = attach(kerja, nama, isi)
    segar, sidik = Bukti.objects.get(), hashlib.sha256(isi).hexdigest()
    assert (segar.realisasi, segar.nama, segar.jenis, segar.ukuran, segar.sha256, segar.diunggah_oleh) == (
        baris, nama, jenis, len(isi), sidik, kerja.operator,
    )  # fmt: skip
    assert list_isi_gudang(settings) == [isi]
    jejak = Jejak.objects.get(aksi="unggah_bukti")
    assert (jejak.pengguna, jejak.objek_id, jejak.baru) == (kerja.operator, baris.pk, {"nama": nama, "sha256": sidik})
    assert bukti == segar


def test_attach_stores_under_a_name_that_tells_nothing_for_the_server_alone(kerja, settings):
    bukti = attach(kerja, "../rahasia.pdf")
    assert re.fullmatch(r"bukti/[0-9a-f]{32}", bukti.berkas.name)
    assert (settings.MEDIA_ROOT / bukti.berkas.name).stat().st_mode & 0o777 == 0o600


BUKAN = f"Isi berkas {{}} bukan {{}}. Unggah {DITERIMA} yang asli."
TOLAK = f"Berkas {{}} tidak diterima. Unggah {DITERIMA}."
SEBAB = f"Berkas {{}} tidak diterima: {{}}. Unggah {DITERIMA}{{}}."
PROGRAM, HALAMAN = "ini program (.exe)", "halaman web (HTML) dapat memuat program; cetak sebagai PDF"
SVG = "gambar SVG dapat memuat program; simpan sebagai PNG"
MEMUAT_MAKRO = "berkas Office ini memuat makro; simpan tanpa makro"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
KINDS = b'<Types><Override ContentType="application/vnd.ms-%s"/></Types>'
MAKRO = {"xl/vbaProject.bin": b"x"}
RUSAK_NAMA = build_zip(**{"é": b""}).replace("é".encode(), b"\xff\xfe")


@pytest.mark.parametrize(
    ("nama", "isi", "pesan"),
    [
        ("skrip.exe", PDF, TOLAK.format("skrip.exe")),
        ("halaman.html", b"<script>", SEBAB.format("halaman.html", HALAMAN, "")),
        ("gambar.svg", b"<svg/>", SEBAB.format("gambar.svg", SVG, "")),
        ("gambar.png", b"\xef\xbb\xbf<?xml version='1.0'?><SVG/>", SEBAB.format("gambar.png", SVG, " yang asli")),
        ("rapat.docx", OLE + "EncryptedPackage".encode("utf-16-le"),
         SEBAB.format("rapat.docx", "berkas Office ini dikunci kata sandi; buka kuncinya, lalu simpan lagi", " yang asli")),
        ("rekap.xls", OLE, SEBAB.format("rekap.xls", "ini format Office lama; simpan sebagai .docx, .xlsx, atau PDF", "")),
        ("rekap.xls", OLE + "_VBA_".encode("utf-16-le"),
         SEBAB.format("rekap.xls", "berkas Office lama ini memuat makro; simpan sebagai PDF", "")),
        ("semua.zip", build_zip(**{"word/document.xml": b""}).replace(b"word/", b"kata/"),
         SEBAB.format("semua.zip", "ini arsip zip; unggah isinya satu per satu", "")),
        ("rekap.xlsm", write_mentah({"xl/vbaProject.bin": b"x"}), SEBAB.format("rekap.xlsm", MEMUAT_MAKRO, "")),
        ("laporan.pdf.js", PDF, TOLAK.format("laporan.pdf.js")),
        ("makro.xlsm", XLSX, TOLAK.format("makro.xlsm")),
        ("tanpa", PDF, TOLAK.format("tanpa")),
        (".pdf", PDF, TOLAK.format(".pdf")),
        ("kosong.pdf", b"", "Berkas kosong.pdf kosong. Pilih berkas yang berisi."),
        ("bohong.pdf", b"MZ\x90", SEBAB.format("bohong.pdf", PROGRAM, " yang asli")),
        ("bohong.pdf", b"<html>%PDF-", SEBAB.format("bohong.pdf", HALAMAN, " yang asli")),
        ("bohong.pdf", b"isi%PDF-", BUKAN.format("bohong.pdf", "PDF")),
        ("kepala.pdf", b"%PDF-1.4\n%\xe2\xe3\xcf\xd3 tak berisi apa pun\n%%EOF", SEBAB.format("kepala.pdf", RUSAK, " yang asli")),
        ("padat.pdf", build_pdf(padat=True)[:-300], SEBAB.format("padat.pdf", RUSAK, " yang asli")),
        ("nihil.pdf", build_pdf(halaman=0), SEBAB.format("nihil.pdf", KOSONG, " yang asli")),
        ("kunci.pdf", build_pdf(sandi="rahasia"), SEBAB.format("kunci.pdf", TERKUNCI, " yang asli")),
        ("kepala.png", PNG[:8] + b"isi", SEBAB.format("kepala.png", "gambar PNG ini rusak atau terpotong, jadi tidak dapat dibuka; simpan ulang gambarnya", " yang asli")),
        ("kepala.jpg", JPG[:4] + b"isi", SEBAB.format("kepala.jpg", "gambar JPEG ini rusak atau terpotong, jadi tidak dapat dibuka; simpan ulang gambarnya", " yang asli")),
        ("bohong.png", JPG, BUKAN.format("bohong.png", "PNG")),
        ("bohong.jpg", PNG, BUKAN.format("bohong.jpg", "JPG")),
        ("bohong.xlsx", PDF, BUKAN.format("bohong.xlsx", "XLSX tanpa makro")),
        ("bohong.xlsx", DOCX, BUKAN.format("bohong.xlsx", "XLSX tanpa makro")),
        ("bohong.docx", XLSX, BUKAN.format("bohong.docx", "DOCX tanpa makro")),
        ("terpotong.xlsx", XLSX[:-30], BUKAN.format("terpotong.xlsx", "XLSX tanpa makro")),
    ],
)
def test_attach_refuses_other_endings_and_lying_contents(kerja, settings, nama, isi, pesan):
    with pytest.raises(BerkasError) as galat:
        attach(kerja, nama, isi)
    assert (str(galat.value), Bukti.objects.count(), list_isi_gudang(settings)) == (pesan, 0, [])
    jejak = Jejak.objects.get(aksi="unggah_bukti")
    assert (jejak.pengguna, jejak.diterima, jejak.alasan) == (kerja.operator, False, pesan)


@pytest.mark.parametrize(
    ("nama", "isi"),
    {
        "a part named as macros are": ("a.xlsx", write_mentah(MAKRO)),
        "in capitals": ("a.xlsx", write_mentah({"XL/VBAPROJECT.BIN": b"x"})),
        "a part of the kind": ("a.docx", build_zip(**{JENIS: KINDS % b"office.vbaProject"})),
        "a document of the kind": ("a.docx", build_zip(**{JENIS: KINDS % b"word.document.macroEnabled.main+xml"})),
        "the kind in UTF-16": (
            "a.docx",
            build_zip(**{JENIS: (KINDS % b"office.vbaProject").decode().encode("utf-16")}),
        ),
        "the kind by references": ("a.docx", build_zip(**{JENIS: KINDS % b"office.vba&#80;roject"})),
        "the kind behind a long blank": ("a.docx", build_zip(**{JENIS: b" " * MAKS_JENIS_BAGIAN + KINDS})),
        "no kinds": ("a.docx", build_zip().replace(JENIS.encode(), b"[Content_Tipes].xml")),
        "kinds that take memory to open": ("a.docx", build_zip(zipfile.ZIP_LZMA)),
        "two parts of one name": ("a.docx", build_zip(**{"WORD/document.xml": b""})),
        "more parts than a document has": ("a.docx", build_zip(**{f"{n:x}": b"" for n in range(MAKS_BAGIAN)})),
        "a name that is no text": ("a.docx", RUSAK_NAMA),
    }.values(),
)
def test_attach_refuses_macros_and_archives_that_hide_or_burden(kerja, nama, isi):
    with pytest.raises(BerkasError) as galat:
        attach(kerja, nama, isi)
    umum = BUKAN.format(nama, f"{nama[2:].upper()} tanpa makro")
    assert str(galat.value) in (umum, SEBAB.format(nama, MEMUAT_MAKRO, " yang asli"))


def test_attach_refuses_an_archive_that_unpacks_to_hundreds_of_times_its_size(kerja):
    with pytest.raises(BerkasError) as galat:
        attach(kerja, "bom.docx", build_zip(**{"word/document.xml": b"\0" * 48 * 1024 * 1024}))
    assert str(galat.value) == "Isi berkas bom.docx terlalu besar setelah dibuka (48 MB). Unggah sebagai PDF."
    attach(kerja, "rapat.docx", build_zip(**{"word/document.xml": b"kata " * 10_000}))


@pytest.mark.parametrize(("lebih", "diterima"), [(0, True), (1, False)])
def test_attach_weighs_the_file_itself_and_not_what_it_says(kerja, baris, settings, lebih, diterima):
    settings.MAKS_UKURAN_BUKTI = 1024 * 1024
    berkas = build_berkas("besar.pdf", PDF + b"x" * (1024 * 1024 - len(PDF) + lebih))
    berkas.size = 7
    try:
        attach_bukti(realisasi=baris, berkas=berkas, user=kerja.operator)
    except BerkasError as galat:
        assert str(galat) == "Berkas besar.pdf melebihi 1 MB. Perkecil atau pecah berkasnya."
    assert list(Bukti.objects.values_list("ukuran", flat=True)) == ([1024 * 1024] if diterima else [])
    assert [len(isi) for isi in list_isi_gudang(settings)] == ([1024 * 1024] if diterima else [])


PANJANG = "a" * 300 + ".pdf"


@pytest.mark.parametrize(
    ("nama", "tersimpan"),
    [
        ("../../etc/laporan.pdf", "laporan.pdf"),
        ("C:\\Dokumen\\laporan.pdf", "laporan.pdf"),
        ("Laporan Akhir: Triwulan I (final).pdf", "Laporan Akhir: Triwulan I (final).pdf"),
        ("rekap\r\nSet-Cookie: a=b\x00.pdf", "rekapSet-Cookie: a=b.pdf"),
        ("tagihan\u202efdp.pdf", "tagihanfdp.pdf"),
        ('"><script>".pdf', '"><script>".pdf'),
        (PANJANG, "a" * 196 + ".pdf"),
    ],
)
def test_attach_cleans_the_name_and_gives_it_back_so(client, kerja, nama, tersimpan):
    bukti = attach(kerja, nama)
    client.force_login(kerja.operator)
    response = client.get(link("collection:bukti_detail", bukti.pk))
    kutip = tersimpan.replace('"', '\\"')
    assert (bukti.nama, response["Content-Disposition"]) == (tersimpan, f'attachment; filename="{kutip}"')
    assert b"".join(response) == PDF


# Who and when


def test_attach_and_remove_are_for_the_units_own_operators_today(kerja):
    bukti, orang, pesan = attach(kerja), create_orang_lain(kerja), {}
    for nama, user in orang.items():
        with pytest.raises(AksesError) as galat:
            attach(kerja, "skrip.exe", user=user)
        with pytest.raises(AksesError):
            remove_bukti(bukti=bukti, user=user)
        pesan[nama] = str(galat.value)
    assert pesan == dict.fromkeys(orang, "Formulir Bidang Desa Triwulan I 2026 diisi oleh Bidang Desa.")
    assert list(Bukti.objects.values_list("nama", "dihapus_pada")) == [("bukti.pdf", None)]
    ditolak = Jejak.objects.filter(diterima=False).values_list("aksi", flat=True)
    assert sorted(ditolak) == ["hapus_bukti"] * len(orang) + ["unggah_bukti"] * len(orang)


def test_attach_and_remove_end_with_the_hand_in(kerja):
    bukti = attach(kerja)
    fill(kerja)
    submit_formulir(formulir=kerja.formulir, user=kerja.operator)
    for lepas in (lambda: attach(kerja), lambda: remove_bukti(bukti=bukti, user=kerja.operator)):
        with pytest.raises(BentrokError) as galat:
            lepas()
        assert str(galat.value) == "Formulir Bidang Desa Triwulan I 2026 terkunci: Diserahkan."
    assert list(Bukti.objects.values_list("dihapus_pada", flat=True)) == [None]


def test_remove_takes_it_off_the_row_and_keeps_file_and_trail(client, kerja, settings):
    bukti = attach(kerja)
    remove_bukti(bukti=bukti, user=kerja.operator)
    segar = Bukti.objects.get()
    assert (segar.dihapus_oleh, segar.dihapus_pada is not None) == (kerja.operator, True)
    assert list_isi_gudang(settings) == [PDF]
    jejak = Jejak.objects.get(aksi="hapus_bukti")
    assert (jejak.pengguna, jejak.lama) == (kerja.operator, {"nama": "bukti.pdf", "sha256": bukti.sha256})
    client.force_login(kerja.operator)
    assert client.get(link("collection:bukti_detail", bukti.pk)).status_code == 404
    assert client.post(link("collection:bukti_delete", bukti.pk)).status_code == 404


def test_remove_twice_at_once_is_told_who_was_first(kerja):
    bukti, kedua = attach(kerja), create_pejabat(Peran.BIDANG, kerja.kantor, unit=kerja.unit)
    dilihat = Bukti.objects.get(pk=bukti.pk)
    remove_bukti(bukti=bukti, user=kedua)
    with pytest.raises(BentrokError) as galat:
        remove_bukti(bukti=dilihat, user=kerja.operator)
    assert str(galat.value) == f"Bukti bukti.pdf sudah dilepas oleh {kedua.nama}."
    assert Bukti.objects.get().dihapus_oleh == kedua


# The doors


def test_bukti_detail_is_a_download_that_no_browser_guesses_about_and_no_cache_keeps(client, kerja):
    bukti = attach(kerja, "Rekap désa.xlsx", XLSX)
    client.force_login(kerja.operator)
    response = client.get(link("collection:bukti_detail", bukti.pk))
    kepala = {nama: response[nama] for nama in ("Content-Disposition", "X-Content-Type-Options", "Cache-Control")}
    assert (response.status_code, b"".join(response), response["Content-Type"]) == (200, XLSX, bukti.jenis)
    assert kepala == {
        "Content-Disposition": "attachment; filename*=utf-8''Rekap%20d%C3%A9sa.xlsx",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "max-age=0, no-cache, no-store, must-revalidate, private",
    }


def test_bukti_doors_by_sight(client, kerja):
    """Whoever sees the form may read its evidence; nobody else learns that there is any."""
    bukti, lain = attach(kerja), create_unit(kerja.kantor)
    orang = {
        "operator": kerja.operator, "pengawas": create_pejabat(Peran.PENGAWAS, kerja.kantor),
        "kabid": create_pejabat(Peran.KABID, kerja.kantor, unit=kerja.unit),
        "unit lain": create_pejabat(Peran.BIDANG, kerja.kantor, unit=lain),
        "kepala kantor lain": create_pejabat(Peran.KEPALA, create_kantor()),
    }  # fmt: skip
    kode = {}
    for nama, user in orang.items():
        client.force_login(user)
        unduh = client.get(link("collection:bukti_detail", bukti.pk))
        b"".join(unduh)
        unggah = client.post(
            link("collection:bukti_create", bukti.realisasi_id), {"berkas": build_berkas("baru.pdf", PDF + b" baru")}
        )  # fmt: skip
        kode[nama] = (unduh.status_code, unggah.status_code)
    assert kode == {
        "operator": (200, 302), "pengawas": (200, 403), "kabid": (200, 403), "unit lain": (404, 404),
        "kepala kantor lain": (404, 404),
    }  # fmt: skip
    assert sorted(Bukti.objects.values_list("nama", "diunggah_oleh")) == [
        ("baru.pdf", kerja.operator.pk), ("bukti.pdf", kerja.operator.pk),
    ]  # fmt: skip


def test_bukti_create_takes_several_and_tells_of_each(client, kerja, baris):
    client.force_login(kerja.operator)
    berkas = [build_berkas("a.pdf", PDF), build_berkas("b.exe", b"MZ"), build_berkas("c.png", PNG)]
    response = client.post(link("collection:bukti_create", baris.pk), {"berkas": berkas})
    assert (response.status_code, response.url) == (
        302,
        f"/formulir/{kerja.formulir.pk}/?bukti={baris.pk}#bukti-{baris.pk}",
    )
    assert [str(pesan) for pesan in get_messages(response.wsgi_request)] == [
        "Bukti a.pdf tersimpan.", SEBAB.format("b.exe", PROGRAM, ""), "Bukti c.png tersimpan.",
    ]  # fmt: skip
    assert list(baris.bukti_set.values_list("nama", flat=True)) == ["a.pdf", "c.png"]


def test_bukti_create_without_a_file_says_so(client, kerja, baris):
    client.force_login(kerja.operator)
    response = client.post(link("collection:bukti_create", baris.pk))
    assert [str(pesan) for pesan in get_messages(response.wsgi_request)] == ["Pilih berkas bukti lebih dahulu."]


@pytest.mark.parametrize(
    ("nama", "tersimpan"),
    [("../../x.pdf", "x.pdf"), ("C:\\x.pdf", "x.pdf"), ("a&#x2f;b.pdf", "b.pdf"), ("..", None), ("a\tb.pdf", "ab.pdf")],
)
def test_bukti_create_as_a_hostile_client_sends_it(client, kerja, baris, nama, tersimpan):
    """The test client cleans names itself: here the request is written by hand, with a length that lies."""
    client.force_login(kerja.operator)
    badan = (
        f'--batas\r\nContent-Disposition: form-data; name="berkas"; filename="{nama}"\r\nContent-Length: 1\r\n'
        "Content-Type: text/html\r\n\r\n"
    ).encode() + PDF + b"\r\n--batas--\r\n"  # fmt: skip
    url = link("collection:bukti_create", baris.pk)
    assert client.generic("POST", url, badan, content_type="multipart/form-data; boundary=batas").status_code == 302
    tercatat = list(Bukti.objects.values_list("nama", "jenis", "ukuran"))
    assert tercatat == ([(tersimpan, "application/pdf", len(PDF))] if tersimpan else [])


def test_bukti_delete_leads_back_to_the_row(client, kerja, baris):
    bukti = attach(kerja)
    client.force_login(kerja.operator)
    assert client.get(link("collection:bukti_delete", bukti.pk)).status_code == 405
    response = client.post(link("collection:bukti_delete", bukti.pk))
    assert (response.status_code, response.url) == (
        302,
        f"/formulir/{kerja.formulir.pk}/?bukti={baris.pk}#bukti-{baris.pk}",
    )
    halaman = Halaman(client.get(response.url))
    assert [dict(e.attributes)["id"] for e in halaman.find("details", open=None)] == [f"bukti-{baris.pk}"]
    assert (halaman.read("div", **{"class": "kotak kotak-success"}), halaman.find("a", **{"class": "berkas-nama"})) == (
        ["Bukti bukti.pdf dilepas dari baris ini."], [],
    )  # fmt: skip
