"""The same figure on screen, in Excel, in the PDF and in the snapshot: read from each, for a whole office."""

import datetime
import io
import json
import re
from decimal import Decimal

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from collection.angka import format_angka
from collection.enums import Peran
from collection.nilai import build_target, write_bentuk
from measurement.pdf import render_laporan
from measurement.services.baris import BarisRekap
from measurement.services.kertas_xlsx import build_buku
from measurement.services.snapshot import build_snapshot, write_canonical
from tests.factories.bentuk import compute_bentuk, create_bentuk
from tests.factories.kertas import read_kertas
from tests.factories.laporan import Kasus, make_kasus, make_koreksi, make_orang

pytestmark = [pytest.mark.django_db, pytest.mark.kertas]
TANPA = "–"
NILAI = ("Target", "Realisasi")


@pytest.fixture
def kasus():
    kasus = make_kasus(24, batas_atas="110")
    make_koreksi(kasus.kertas.baris_set.get(urutan=2), "9.10", kasus.kepala)
    return kasus


@pytest.fixture
def bentuk():
    """The same of an office with an indicator of each rumus: ranges, Ya or Tidak, components."""
    kerja = create_bentuk()
    kepala, kertas = make_orang(kerja.kantor, Peran.KEPALA), compute_bentuk(kerja)
    return Kasus(kerja.kantor, kepala, kepala, kerja.tim, kerja.unit, kertas.metodologi, kertas.pengukuran, kertas)


def walk(kelompok):
    yield kelompok
    for anak in kelompok["anak"]:
        yield from walk(anak)


def read_json(kasus):
    """(code → target, realisasi, capaian, worked line), (group → mean) of the snapshot as it is attached to the report."""
    teks = write_canonical(
        build_snapshot(kasus.pengukuran, nomor="700/1", tanggal=datetime.date(2025, 7, 2), kode="abc")
    )
    isi = json.loads(teks)
    semua = [k for atas in (*isi["tujuan"], *isi["program"]) for k in walk(atas)]
    kolom = ("target", "realisasi", "capaian")
    baris = {b["kode"]: (*(b[nama]["teks"] for nama in kolom), b["penjelasan"]) for k in semua for b in k["baris"]}
    return isi, baris, {k["kode"]: k["rerata"]["teks"] for k in semua}


def read_layar(client, kasus):
    """The same from the page of the kertas kerja."""
    halaman = client.get(reverse("measurement:kertas_kerja_detail", args=[kasus.pengukuran.pk]))
    baris = {}
    for satu in re.findall(r'id="baris-\d+".*?</tbody>', halaman.content.decode(), re.DOTALL):
        capaian = re.search(r'data-label="Capaian \(%\)".*?>([\d.,–-]+)<', satu)[1]
        hitungan = re.search(r"Hitungan:</span> (.*?)</td>", satu, re.DOTALL)[1]
        nilai = [re.search(rf'data-label="{nama} s.d. triwulan" class="angka">([^<]*)<', satu)[1] for nama in NILAI]
        baris[re.search(r"/kertas-kerja/baris/(\d+)/", satu)[1]] = (*nilai, capaian, hitungan)
    kode = {str(b.pk): b.kode for b in kasus.kertas.baris_set.all()}
    return {kode[pk]: isi for pk, isi in baris.items()}


def read_buku(kasus):
    """The same from the cached values of the workbook, written as people read them."""
    buku = load_workbook(io.BytesIO(build_buku(kasus.kertas)), data_only=True)
    judul, *isi = buku["Kertas Kerja"].iter_rows(min_row=5, values_only=True)
    semua = {satu["Kode"]: satu for satu in (dict(zip(judul, nilai, strict=True)) for nilai in isi)}
    baris = {
        b.kode: (
            *write_nilai(b, semua[b.kode]),
            write(semua[b.kode]["Capaian dihitung (%)"]),
            semua[b.kode]["Hitungan"],
        )
        for b in kasus.kertas.baris_set.all()
    }
    rekap = buku["Rekapitulasi"].iter_rows(min_row=7, values_only=True)
    return baris, {satu[1]: write(satu[3]) for satu in rekap}


def write(nilai):
    return TANPA if nilai is None else format_angka(Decimal(repr(nilai)))


def write_nilai(baris, sel):
    """Target and realisasi of a row from the numbers in its cells, a range from two of them."""
    target, atas, realisasi = (
        None if sel.get(nama) is None else Decimal(repr(sel[nama]))
        for nama in ("Target s.d. triwulan", "Batas atas target s.d. triwulan", "Realisasi s.d. triwulan")
    )
    label = {Decimal(skor): teks for skor, teks in baris.label_skala.items()}
    tertulis = None if realisasi is None else BarisRekap(baris).write_cetak(realisasi)
    nilai = build_target(target, atas)
    dijanjikan = TANPA if nilai is None else label[nilai] if label else write_bentuk(nilai, baris.desimal)
    return [dijanjikan, tertulis or TANPA]


@pytest.mark.parametrize(("nama", "jumlah"), [("kasus", 24), ("bentuk", 18)])
def test_screen_workbook_paper_and_snapshot_say_the_same(client, request, nama, jumlah):
    kasus = request.getfixturevalue(nama)
    client.force_login(kasus.kepala)
    isi, baris, rerata = read_json(kasus)
    assert len(baris) == jumlah
    assert read_layar(client, kasus) == baris
    assert read_buku(kasus) == (baris, rerata)
    kertas = "".join(read_kertas(render_laporan(isi)).split())
    hilang = [(kode, teks) for kode, isi in baris.items() for teks in isi if "".join(teks.split()) not in kertas]
    assert hilang == []
