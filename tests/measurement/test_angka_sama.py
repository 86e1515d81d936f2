"""The same figure on screen, in Excel, in the PDF and in the snapshot: read from each, for a whole office."""

import datetime
import io
import json
import re
from decimal import Decimal

import pytest
from django.urls import reverse
from openpyxl import load_workbook
from pypdf import PdfReader

from collection.angka import format_angka
from measurement.pdf import render_laporan
from measurement.services.kertas_xlsx import build_buku
from measurement.services.snapshot import build_snapshot, write_canonical
from tests.factories.laporan import make_kasus, make_koreksi

pytestmark = [pytest.mark.django_db, pytest.mark.kertas]
TANPA = "–"


@pytest.fixture
def kasus():
    kasus = make_kasus(60, batas_atas="110")
    make_koreksi(kasus.kertas.baris_set.get(urutan=2), "9.10", kasus.kepala)
    return kasus


def walk(kelompok):
    yield kelompok
    for anak in kelompok["anak"]:
        yield from walk(anak)


def read_json(kasus):
    """(code → capaian, worked line), (group → mean) of the snapshot as it is attached to the report."""
    teks = write_canonical(
        build_snapshot(kasus.pengukuran, nomor="700/1", tanggal=datetime.date(2025, 7, 2), kode="abc")
    )
    isi = json.loads(teks)
    semua = [k for atas in (*isi["tujuan"], *isi["program"]) for k in walk(atas)]
    baris = {b["kode"]: (b["capaian"]["teks"], b["penjelasan"]) for k in semua for b in k["baris"]}
    return isi, baris, {k["kode"]: k["rerata"]["teks"] for k in semua}


def read_layar(client, kasus):
    """The same from the page of the kertas kerja."""
    halaman = client.get(reverse("measurement:kertas_kerja_detail", args=[kasus.pengukuran.pk]))
    baris = {}
    for satu in re.findall(r'id="baris-\d+".*?</tbody>', halaman.content.decode(), re.DOTALL):
        capaian = re.search(r'data-label="Capaian \(%\)".*?>([\d.,–-]+)<', satu)[1]
        hitungan = re.search(r"Hitungan:</span> (.*?)</td>", satu, re.DOTALL)[1]
        baris[re.search(r"/kertas-kerja/baris/(\d+)/", satu)[1]] = (capaian, hitungan)
    kode = {str(b.pk): b.kode for b in kasus.kertas.baris_set.all()}
    return {kode[pk]: isi for pk, isi in baris.items()}


def read_buku(kasus):
    """The same from the cached values of the workbook, written as people read them."""
    buku = load_workbook(io.BytesIO(build_buku(kasus.kertas)), data_only=True)
    judul, *isi = buku["Kertas Kerja"].iter_rows(min_row=5, values_only=True)
    kolom = [judul.index(nama) for nama in ("Kode", "Capaian dihitung (%)", "Hitungan")]
    baris = {satu[kolom[0]]: (write(satu[kolom[1]]), satu[kolom[2]]) for satu in isi}
    rekap = buku["Rekapitulasi"].iter_rows(min_row=7, values_only=True)
    return baris, {satu[1]: write(satu[3]) for satu in rekap}


def write(nilai):
    return TANPA if nilai is None else format_angka(Decimal(repr(nilai)))


def test_screen_workbook_paper_and_snapshot_say_the_same(client, kasus):
    client.force_login(kasus.kepala)
    isi, baris, rerata = read_json(kasus)
    assert len(baris) == 60
    assert read_layar(client, kasus) == baris
    assert read_buku(kasus) == (baris, rerata)
    halaman = PdfReader(io.BytesIO(render_laporan(isi))).pages
    kertas = "".join("".join(lembar.extract_text().split()) for lembar in halaman)
    hilang = [kode for kode, (_, hitungan) in baris.items() if "".join(hitungan.split()) not in kertas]
    assert hilang == []
