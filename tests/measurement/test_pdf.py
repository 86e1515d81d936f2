"""The printed report: figures, PDF/A-3u, the attached snapshot, and the same bytes every time."""

import datetime
import hashlib
import json
import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pikepdf
import pytest
from django.db import transaction
from fontTools.ttLib import TTFont

from measurement import checks, pdf
from measurement.errors import SegelError
from measurement.pdf import LAMPIRAN, build_gambar, find_font_errors, render_html, render_laporan, write_canonical
from measurement.services.snapshot import build_snapshot
from tests.factories.kertas import read_halaman
from tests.factories.laporan import make_kantor, make_kasus, make_koreksi

pytestmark = pytest.mark.kertas

AKAR = Path(__file__).parents[2]
HARI = datetime.date(2025, 7, 5)
KODE = "a1b2c3d4e5f60718293a4b5c6d"
PDFAID = "{http://www.aiim.org/pdfa/ns/id/}"


def build(kasus):
    return build_snapshot(kasus.pengukuran, nomor="700/14/X/2025", tanggal=HARI, kode=KODE)


@pytest.fixture(scope="module")
def snapshot(django_db_setup, django_db_blocker):
    """One case for the whole file; its rows are gone again at once."""
    with django_db_blocker.unblock(), transaction.atomic():
        kasus = make_kasus(12, batas_atas="110")
        make_koreksi(kasus.kertas.baris_set.get(urutan=2), "9.10", kasus.kepala, "Angka tetap BKKBN.")
        hasil = build(kasus)
        transaction.set_rollback(True)
    return hasil


@pytest.fixture(scope="module")
def isi(snapshot):
    return render_laporan(snapshot)


def test_render_laporan_prints_what_the_snapshot_holds(isi):
    teks = " ".join(read_halaman(isi))
    for bagian in (
        "LAPORAN HASIL PENGUKURAN KINERJA", "Nomor 700/14/X/2025", "Banjarnegara, 5 Juli 2025",
        "Dikoreksi Kepala: Angka tetap BKKBN.", "semula 11,05", "105,21", "110,00*", "mentah 120,00",
        "Rata-rata (1 dari 2 indikator)", "Belum diukur", "ANGKA SEMENTARA: 1 indikator belum diukur",
        "Rp396.250.000,50", "(2 × 9,60 − 9,10) / 9,60 × 100 = 105,21",
        "Lengkapi bukti unmet need dan periksa kembali.", "Kepala Contoh, S.Sos., M.Si.",
        "segel elektronik internal, bukan tanda tangan elektronik tersertifikasi", f"{0xB:064x}",
        "Peraturan Presiden Nomor 29 Tahun 2014", "Capaian dihitung paling tinggi 110,00",
        "Target nihil tercapai", "Indikator yang tidak masuk rata-rata",
    ):  # fmt: skip
        assert bagian in teks


def test_render_laporan_numbers_every_page(isi):
    teks = read_halaman(isi)
    assert len(teks) > 8
    for nomor, halaman in enumerate(teks, start=1):
        assert f"Halaman {nomor} dari {len(teks)}" in halaman
        assert f"Nomor 700/14/X/2025 · Kode {KODE}" in halaman


def test_render_laporan_is_pdf_a_3u(isi):
    with pikepdf.open(BytesIO(isi)) as berkas:
        akar = ElementTree.fromstring(berkas.Root.Metadata.read_bytes())
        tanda = [e.attrib for e in akar.iter() if f"{PDFAID}part" in e.attrib]
        assert [(a[f"{PDFAID}part"], a[f"{PDFAID}conformance"]) for a in tanda] == [("3", "U")]
        assert berkas.Root.OutputIntents[0].S == "/GTS_PDFA1"
        assert berkas.Root.OutputIntents[0].DestOutputProfile.N == 3
        assert str(berkas.Root.Lang) == "id"
        assert str(berkas.docinfo.Title).startswith("Laporan Hasil Pengukuran Kinerja Triwulan II 2025, Dinas")
        assert "/JavaScript" not in berkas.Root.get("/Names", {})
        assert not berkas.is_encrypted


def test_render_laporan_embeds_every_font_and_only_ours(isi):
    with pikepdf.open(BytesIO(isi)) as berkas:
        huruf = [o for o in berkas.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/Font"]
        gambaran = [o for o in berkas.objects if isinstance(o, pikepdf.Dictionary) and "/FontName" in o]
        assert huruf and all("/ToUnicode" in o for o in huruf if o.Subtype == "/Type0")
        assert gambaran and all({"/FontFile2", "/FontFile3"} & set(o.keys()) for o in gambaran)
        assert {str(o.FontName).partition("+")[2].partition("-")[0] for o in gambaran} <= {
            "LiberationSans", "Liberation", "LiberationMono",
        }  # fmt: skip


def test_render_laporan_marks_annotations_for_print(isi):
    with pikepdf.open(BytesIO(isi)) as berkas:
        tanda = [a for halaman in berkas.pages for a in halaman.get("/Annots", [])]
        assert tanda and all(a.F == 4 for a in tanda)


def test_render_laporan_attaches_the_snapshot(snapshot, isi):
    with pikepdf.open(BytesIO(isi)) as berkas:
        lampiran = berkas.attachments[LAMPIRAN]
        assert lampiran.get_file().read_bytes().decode() == write_canonical(snapshot)
        assert json.loads(lampiran.get_file().read_bytes()) == snapshot
        assert lampiran.obj.AFRelationship == "/Data"


def test_render_laporan_gives_the_same_bytes_in_another_process(snapshot, isi, tmp_path):
    """And in this one: test_laporan_cetak."""
    (tmp_path / "snapshot.json").write_text(write_canonical(snapshot))
    perintah = (
        "import django, hashlib, json, sys; django.setup(); from measurement.pdf import render_laporan;"
        "print(hashlib.sha256(render_laporan(json.load(open(sys.argv[1])))).hexdigest())"
    )
    lingkungan = os.environ | {"DJANGO_SETTINGS_MODULE": "sakip.settings", "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo"}
    hasil = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", perintah, str(tmp_path / "snapshot.json")],
        env=lingkungan, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert hasil.stdout.strip() == hashlib.sha256(isi).hexdigest()


def test_render_laporan_changes_with_one_figure(snapshot):
    lain = json.loads(write_canonical(snapshot))
    lain["ringkasan"]["rerata"]["teks"] = "99,99"
    assert "99,99" in render_html(lain) and "99,99" not in render_html(snapshot)


@pytest.mark.django_db
def test_render_laporan_escapes_and_loads_nothing():
    kasus = make_kasus(1, kantor=make_kantor(nama='Dinas <img src="file:///etc/passwd"> & <b>Desa</b>'))
    html = render_html(build(kasus))
    assert "<img" not in html and "&lt;b&gt;Desa" in html
    assert "DINAS <IMG SRC=" in read_halaman(render_laporan(build(kasus)))[0]


@pytest.mark.django_db
def test_render_laporan_of_one_indicator_without_money():
    teks = " ".join(render_html(build(make_kasus(1))).split())
    assert "Tidak ada pagu anggaran pada pengukuran ini." in teks
    assert "Tidak ada indikator program, kegiatan, dan sub kegiatan pada pengukuran ini." in teks
    assert "Kepala tidak mengoreksi nilai apa pun." in teks


@pytest.mark.django_db
def test_render_laporan_repeats_table_heads_and_never_splits_a_row():
    teks = read_halaman(render_laporan(build(make_kasus(24))))
    lampiran = [h for h in teks if "Rumus dan konsolidasi" in h]
    assert len(lampiran) > 3
    nomor = [h for h in teks if "Jumlah Kendaraan Dinas Operasional" in h]
    assert all("dibayarkan Pajak dan Perizinannya" in h for h in nomor)


def test_build_gambar_keeps_bars_inside_and_in_whole_units(snapshot):
    tujuan = json.loads(write_canonical(snapshot))["tujuan"]
    for kelompok, nilai in zip(tujuan[0]["anak"], ("-20", "1091.43"), strict=True):
        kelompok["rerata"] = {"nilai": nilai, "teks": nilai}
    gambar = build_gambar({"tujuan": tujuan})
    assert [b["lebar"] for b in gambar["batang"]] == [0, pdf.LEBAR_BATANG]
    assert gambar["garis"] == pdf.KIRI + pdf.LEBAR_BATANG // 2
    assert all(isinstance(n, int) for b in gambar["batang"] for n in (b["lebar"], b["y"], b["y_nilai"]))


def read_tanda():
    """All signs in what can come onto paper by our own hand."""
    semua = ("fixtures/sop/*.toml", "static/css/*.css", "templates/**/*.html", "measurement/**/*.py")
    teks = [satu.read_text(encoding="utf-8") for pola in semua for satu in AKAR.glob(pola)]
    assert len(teks) > 100
    return {tanda for tanda in "".join(teks) if not tanda.isspace()}


def test_every_sign_that_we_print_ourselves_is_in_a_font_that_we_install():
    """Another machine has no other fonts; a sign without one would be an empty box there, and here nobody would see it."""
    daftar = subprocess.run(["fc-list", ":", "family", "file"], capture_output=True, text=True, check=True).stdout
    bergambar = set()
    for berkas, _, keluarga in (baris.partition(": ") for baris in daftar.splitlines()):
        if keluarga in pdf.HURUF:
            with TTFont(berkas) as huruf:
                bergambar |= set(huruf.getBestCmap())
    assert sorted(tanda for tanda in read_tanda() if ord(tanda) not in bergambar) == []


def test_find_font_errors_is_silent_here():
    assert find_font_errors() == []
    assert checks.check_huruf() == []


def test_find_font_errors_names_the_package_where_fonts_are_missing(tmp_path, monkeypatch):
    (tmp_path / "fonts.conf").write_text("<fontconfig></fontconfig>")
    monkeypatch.setenv("FONTCONFIG_FILE", str(tmp_path / "fonts.conf"))
    assert find_font_errors() == [
        "Huruf Liberation Sans tidak terpasang: pasang paket fonts-liberation.",
        "Huruf Liberation Mono tidak terpasang: pasang paket fonts-liberation.",
        "Huruf DejaVu Sans tidak terpasang: pasang paket fonts-dejavu-core.",
    ]
    assert [e.id for e in checks.check_huruf()] == ["measurement.E001"] * 3
    pdf._require_font.cache_clear()
    with pytest.raises(SegelError, match="PDF tidak dapat dibuat"):
        render_laporan({})


def test_find_font_errors_tells_where_fontconfig_is_missing(monkeypatch):
    monkeypatch.setenv("PATH", "/tidak-ada")
    assert find_font_errors() == [
        "Perintah fc-list tidak dapat dijalankan: pasang paket fontconfig, fonts-dejavu-core, fonts-liberation."
    ]
