"""The published tables told in other words: renamed heads, other order, other file. The verdict must not move."""

import csv
import io
import random
from pathlib import Path

import pytest
from openpyxl import Workbook

from collection.angka import parse_angka
from measurement.periksa_tabel.token import is_inggris
from measurement.services.periksa_tabel import check_berkas

DATA = Path(__file__).parents[1] / "data" / "published"
TERBIT = sorted(DATA.glob("*.csv"))
NAMA = [
    {"indikator": "Uraian Indikator", "satuan": "Sat.", "target": "Tgt", "realisasi": "Real.", "capaian_published": "% Capaian"},
    {"sasaran": "Sasaran Strategis", "indikator": "IKU", "target": "Target Tahun 2023", "realisasi": "Realisasi 2023",
     "capaian_published": "Tingkat Capaian 2023 (%)"},
    {"indikator": "Performance Indicator", "satuan": "Unit", "arah": "Polarity", "realisasi": "Actual",
     "capaian_published": "Achievement (%)"},
    {"indikator": "Nama Indikator", "arah": "Sifat", "target": "Rencana", "realisasi": "Realisasi Kinerja",
     "capaian_published": "Prosentase"},
    {"realisasi": "Capaian Kinerja", "capaian_published": "Tingkat Capaian Kinerja"},
]  # fmt: skip


def read_terbit(berkas):
    with berkas.open(encoding="utf-8", newline="") as sumber:
        judul, *isi = csv.reader(sumber)
    return judul, isi


def judge(isi):
    return [(v.capaian, v.kategori, v.cocok, v.sebab) for v in check_berkas(isi).verdict]


def write_teks(judul, isi, pemisah=",", kode="utf-8"):
    keluaran = io.StringIO()
    csv.writer(keluaran, delimiter=pemisah).writerows([judul, *isi])
    return keluaran.getvalue().encode(kode)


def write_buku(*baris, gabung=()):
    buku = Workbook()
    for satu in baris:
        buku.active.append([sel if sel != "" else None for sel in satu])
    for alamat in gabung:
        buku.active.merge_cells(alamat)
    keluaran = io.BytesIO()
    buku.save(keluaran)
    return keluaran.getvalue()


@pytest.fixture(params=TERBIT, ids=lambda b: b.name[:2])
def terbit(request):
    judul, isi = read_terbit(request.param)
    return judul, isi, judge(request.param.read_bytes())


@pytest.mark.parametrize("nama", range(len(NAMA)))
def test_renamed(terbit, nama):
    judul, isi, semula = terbit
    assert judge(write_teks([NAMA[nama].get(satu, satu) for satu in judul], isi)) == semula


@pytest.mark.parametrize("benih", range(4))
def test_in_another_order(terbit, benih):
    judul, isi, semula = terbit
    urutan = random.Random(benih).sample(range(len(judul)), len(judul))
    assert judge(write_teks([judul[n] for n in urutan], [[satu[n] for n in urutan] for satu in isi])) == semula


@pytest.mark.parametrize(("pemisah", "kode"), [(";", "utf-8-sig"), ("\t", "utf-16"), ("|", "utf-16-le")])
def test_in_another_file(terbit, pemisah, kode):
    judul, isi, semula = terbit
    assert judge(write_teks(judul, isi, pemisah, kode)) == semula


def test_as_a_workbook_below_a_title(terbit):
    judul, isi, semula = terbit
    assert judge(write_buku(["Tabel 3.1 Capaian Kinerja"], [], judul, *isi)) == semula


def test_as_a_workbook_with_a_merged_head_of_two_rows(terbit):
    judul, isi, semula = terbit
    lebar = {"target": 2, "realisasi": 2}
    atas, bawah, gabung = [], [], []
    for satu in judul:
        kolom = len(atas) + 1
        atas += [satu] + [""] * (lebar.get(satu, 1) - 1)
        bawah += ["TW IV", "Tahun"] if satu in lebar else [""]
        huruf = chr(64 + kolom)
        gabung.append(f"{huruf}1:{chr(65 + kolom)}1" if satu in lebar else f"{huruf}1:{huruf}2")
    baris = [
        [sel for satu, nilai in zip(judul, row, strict=True) for sel in (["1", nilai] if satu in lebar else [nilai])]
        for row in isi
    ]
    assert judge(write_buku(atas, bawah, *baris, gabung=gabung)) == semula


def test_with_numbers_as_numbers(terbit):
    judul, isi, semula = terbit
    angka = [judul.index(nama) for nama in ("target", "realisasi", "capaian_published")]
    inggris = is_inggris(row[n] for row in isi for n in angka)

    def read(teks):
        polos = teks.replace(",", "") if inggris else teks
        try:
            return float(parse_angka(polos, desimal=0))
        except (ValueError, TypeError):
            return teks

    baris = [[read(sel) if n in angka and sel.strip("0123456789.,") == "" else sel for n, sel in enumerate(row)] for row in isi]
    assert judge(write_buku(judul, *baris)) == semula


def test_with_blank_rows_and_rows_of_column_numbers(terbit):
    judul, isi, semula = terbit
    nomor = [f"({n})" for n in range(1, len(judul) + 1)]
    sela = [satu for row in isi for satu in (row, [""] * len(judul))]
    hasil = judge(write_teks(judul, [nomor, *sela]))
    assert hasil[1:] == semula
