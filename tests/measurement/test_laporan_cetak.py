"""The whole report on paper: every figure of its analyses, its annexes and files, its chapters, and old snapshots."""

import base64
import copy
import datetime
import hashlib
import io
import json
import re

import pikepdf
import pypdf
import pytest
from django.db import transaction
from openpyxl import load_workbook

from measurement.pdf import LAMPIRAN, render_bagian, render_html, render_laporan, walk_kelompok, write_canonical
from measurement.services.kertas_xlsx import build_buku
from measurement.services.snapshot import build_snapshot
from measurement.services.snapshot_lampiran import KERTAS_XLSX
from measurement.views.laporan import BAGIAN
from tests.factories.analisis import KALIMAT, fill_laporan
from tests.factories.kertas import read_kertas
from tests.factories.laporan import make_kasus, make_koreksi

pytestmark = pytest.mark.kertas
BARU = ("narasi", "notulen", "sk_tim", "e81", "lampiran")
"""Keys of the snapshot that reports prepared before do not have; `analisis`, `dukungan` and `narasi` of a sasaran too."""


@pytest.fixture(scope="module")
def bahan(django_db_setup, django_db_blocker):
    """(snapshot, the workbook that it must carry) of one case in its second year."""
    with django_db_blocker.unblock(), transaction.atomic():
        kasus = fill_laporan(make_kasus(20))
        make_koreksi(kasus.kertas.baris_set.get(urutan=2), "9.10", kasus.kepala, "Angka tetap BKKBN.")
        isi = build_snapshot(kasus.pengukuran, nomor="700/14", tanggal=datetime.date(2025, 7, 5), kode="abc"), build_buku(kasus.kertas)
        transaction.set_rollback(True)
    return isi


@pytest.fixture(scope="module")
def snapshot(bahan):
    return bahan[0]


@pytest.fixture(scope="module")
def pdf(snapshot):
    return render_laporan(snapshot)


@pytest.fixture(scope="module")
def teks(pdf):
    return squeeze(read_kertas(pdf))


def squeeze(teks):
    return "".join(teks.split())


def list_teks(isi):
    """Every printed figure and word in a part of the snapshot."""
    if isinstance(isi, dict):
        if set(isi) == {"nilai", "teks"}:
            yield isi["teks"]
        else:
            for satu in isi.values():
                yield from list_teks(satu)
    elif isinstance(isi, list):
        for satu in isi:
            yield from list_teks(satu)


def list_sasaran(snapshot):
    return [k for t in snapshot["tujuan"] for k in walk_kelompok(t)]


def test_every_figure_of_the_analyses_is_on_paper(snapshot, teks):
    semua = {satu for k in list_sasaran(snapshot) for bagian in ("analisis", "dukungan") for satu in list_teks(k.get(bagian))}
    assert len(semua) > 60
    assert [satu for satu in semua if squeeze(satu) not in teks] == []


def test_narratives_are_printed_as_they_were_saved(snapshot, teks):
    jumlah = sum(len(k["narasi"]) for k in list_sasaran(snapshot) if "narasi" in k) + len(snapshot["narasi"])
    assert jumlah == 3 * 6 + 2
    assert teks.count(squeeze(KALIMAT)) >= jumlah - 4  # the others run over the end of a page
    assert squeeze("ditulis Tim SAKIP sebelum Kepala mengoreksi nilai") in teks


def test_suggestions_are_never_in_a_report(snapshot):
    kosong = copy.deepcopy(snapshot)
    kosong["narasi"] = {}
    for k in list_sasaran(kosong):
        k["narasi"] = {}
    html = render_html(kosong)
    assert "[lengkapi]" not in html and "Target tercapai atau terlampaui pada" not in html
    assert KALIMAT.split(".")[0] not in html


def test_the_report_carries_its_data_and_the_kertas_kerja(bahan, pdf):
    snapshot, buku = bahan
    with pikepdf.open(io.BytesIO(pdf)) as berkas:
        assert set(berkas.attachments) == {LAMPIRAN, KERTAS_XLSX}
        xlsx = berkas.attachments[KERTAS_XLSX]
        isi = xlsx.get_file().read_bytes()
        assert xlsx.obj.AFRelationship == "/Supplement"
        assert str(xlsx.obj.EF.F.Subtype) == "/application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        assert berkas.attachments[LAMPIRAN].get_file().read_bytes().decode() == write_canonical(snapshot)
    assert isi == buku == base64.b64decode(snapshot["lampiran"][0]["isi"])
    kertas = load_workbook(io.BytesIO(isi), data_only=True)["Kertas Kerja"]
    assert sum(isinstance(baris[0], (int, float)) for baris in kertas.iter_rows(min_row=6, values_only=True)) == 20


def test_the_same_snapshot_gives_the_same_bytes(snapshot, pdf):
    lagi = render_laporan(json.loads(write_canonical(snapshot)))
    assert hashlib.sha256(lagi).hexdigest() == hashlib.sha256(pdf).hexdigest()


def test_chapters_annexes_and_sasaran_are_bookmarks_and_in_the_contents(pdf):
    with pikepdf.open(io.BytesIO(pdf)) as berkas, berkas.open_outline() as garis:
        judul = [" ".join(satu.title.split()) for satu in garis.root]
        dalam = [" ".join(anak.title.split()) for satu in list_garis(garis.root) for anak in [satu]]
    for satu in ("Bab I Pendahuluan", "Bab III Hasil Pengukuran", "Bab V Penutup", "Lampiran 2. Notulen rapat"):
        assert any(satu in d for d in dalam), (satu, judul)
    assert any(d.startswith("Sasaran S1:") for d in dalam)
    assert not any(d.startswith("5. Faktor") for d in dalam)
    halaman = pypdf.PdfReader(io.BytesIO(pdf)).pages
    isi = halaman[2].extract_text()
    assert "DAFTAR ISI" in isi
    for baris in ("Bab III Hasil Pengukuran", "Lampiran 4 Daftar bukti pendukung"):
        nomor = next(int(b.split()[-1]) for b in isi.splitlines() if b.startswith(baris))
        cari = squeeze(baris.split(" ", 2)[2]).lower()
        assert cari in squeeze(halaman[nomor - 1].extract_text()).lower(), baris


def list_garis(semua):
    for satu in semua:
        yield satu
        yield from list_garis(satu.children)


def test_tables_and_figures_count_within_their_chapter(teks):
    for satu in ("Tabel2.1Rumuscapaian", "Tabel3.1Jumlahindikatorperkategori", "Gambar3.1Realisasi", "TabelL1.1Kertaskerja"):
        assert satu in teks


def test_pictures_have_words(snapshot):
    html = render_html(snapshot)
    judul = [satu.split("</title>")[0] for satu in html.split("<title>")[2:]]
    assert any("realisasi terhadap jalur Renstra: 2024 target –, realisasi TW IV 2024" in satu for satu in judul)
    assert any(satu.startswith("Capaian dan serapan anggaran: Sasaran S1 capaian") for satu in judul)
    assert html.count("<svg") == len(judul)


def strip(snapshot):
    """As it was prepared before the report had analyses, narratives and further annexes."""
    lama = copy.deepcopy(snapshot)
    for nama in BARU:
        del lama[nama]
    for k in list_sasaran(lama):
        for nama in ("analisis", "dukungan", "narasi", "kunci"):
            k.pop(nama, None)
    return lama


def test_an_old_snapshot_still_renders(snapshot):
    html = render_html(strip(snapshot))
    assert "Capaian sasaran S1" in html and "Perbandingan dengan periode sebelumnya" not in html
    with pikepdf.open(io.BytesIO(render_laporan(strip(snapshot)))) as berkas:
        assert list(berkas.attachments) == [LAMPIRAN]


def read_kata(html):
    """The words of a page, without the fingerprint of its data."""
    return re.sub(r"<(style|svg).*?</\1>|<[^>]+>|[0-9a-f]{64}", " ", html, flags=re.DOTALL).split()


@pytest.mark.parametrize(("bagian", "ada"), [
    ("kertas-kerja", "KERTASKERJAPENGUKURANKINERJA"), ("rekapitulasi", "REKAPITULASIHASILPENGUKURANKINERJA"),
])  # fmt: skip
def test_a_part_by_itself_has_the_same_figures(snapshot, bagian, ada):
    kertas = squeeze(read_kertas(render_bagian(snapshot, BAGIAN[bagian])))
    kini, lama = (read_kata(render_html(satu, templat=BAGIAN[bagian])) for satu in (snapshot, strip(snapshot)))
    assert ada in kertas and lama == kini
    assert squeeze("Cetakan aplikasi tanpa tanda tangan") in kertas
    capaian = {b["capaian"]["teks"] for k in list_sasaran(snapshot) for b in k["baris"]} if bagian != "kertas-kerja" else set()
    assert [satu for satu in capaian if satu not in kertas] == []
    hitungan = {b["penjelasan"] for k in list_sasaran(snapshot) for b in k["baris"]} if bagian == "kertas-kerja" else set()
    assert [satu for satu in hitungan if squeeze(satu) not in kertas] == []
