"""Ranges, Ya or Tidak, held values and components through every layer, from the typed cell to the workbook."""

import uuid
from decimal import Decimal
from io import BytesIO

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from openpyxl import load_workbook

from collection.enums import Konsolidasi, Peran
from collection.errors import IsianError
from collection.queries_formulir import list_kekurangan
from collection.services.indikator import save_indikator
from collection.services.pk import list_kekurangan_pk
from collection.services.realisasi import compute_sidik
from collection.services.target import save_target, write_versi_target
from collection.services.unsur import write_versi_unsur
from measurement.enums import Alasan, JenisTindakan
from measurement.models import BarisKertasKerja, PengukuranKinerja
from measurement.queries_lalu import list_realisasi_lalu
from measurement.services.baris import list_baris
from measurement.services.cuplikan import preview_formulir
from measurement.services.kenapa import list_masukan, write_konsolidasi
from measurement.services.kertas_kerja import correct_baris, list_berubah
from measurement.services.kertas_xlsx import build_buku
from measurement.services.koreksi import withdraw_koreksi
from measurement.services.snapshot_hasil import write_baris
from tests.factories.bentuk import ALASAN, compute_bentuk, create_bentuk, list_target, read_buku, type_realisasi
from tests.factories.bersama import share
from tests.factories.dasar import create_pejabat
from tests.factories.formulir import add_target, save
from tests.factories.halaman import find_inline

pytestmark = pytest.mark.django_db

# code: target and realisasi s.d. TW II as shown, capaian, against the year, worked line
HASIL = {
    "rentang": ("80,00–90,00", "92,00", "102.22", "102.22", "92,00 / 90,00 × 100 = 102,22"),
    "singkat": ("7,0–8,0", "6,5", "107.14", "107.14", "(2 × 7,0 − 6,5) / 7,0 × 100 = 107,14"),
    "lambat": ("7,0–8,0", "9,0", "87.50", "87.50", "(2 × 8,0 − 9,0) / 8,0 × 100 = 87,50"),
    "tambah": ("20,00–27,00", "20,00", "100.00", "50.00", "Target 20,00–27,00, realisasi 20,00: di dalam rentang"),
    "stabil": ("10,00", "9,00", "90.00", "90.00", "100 − |9,00 − 10,00| / 10,00 × 100 = 90,00"),
    "ya": ("Ya", "Ya", "100.00", "100.00", "Target Ya (1), realisasi Ya (1): terpenuhi, ditetapkan 100,00"),
    "tidak": ("Ya", "Tidak", "0.00", "0.00", "Target Ya (1), realisasi Tidak (0): tidak terpenuhi, ditetapkan 0,00"),
    "bagian": ("10,83", "6,12", "56.53", "51.02", "(3 / 49 × 100) / 10,83 × 100 = 56,53"),
    "rasio": ("5,00", "6,67", "133.33", "111.11", "(9 / 135 × 100) / 5,00 × 100 = 133,33"),
    "nihil": ("80,00", "–", None, None, f"penyebut 0 tidak dapat menjadi pembagi. Alasan: {ALASAN}"),
    "nol": ("2,00", "3,00", "150.00", "150.00", "(6 / 2) / 2,00 × 100 = 150,00"),
    "laju": ("150,00", "200,00", "66.67", "66.67", "(2 × 150,00 − (4 / 2.000 × 100.000)) / 150,00 × 100 = 66,67"),
    "selisih": ("8,50", "8,85", "95.88", "89.38", "(2 × 8,50 − 8,85) / 8,50 × 100 = 95,88"),
    "nisbah": ("6,00", "5,00", "120.00", "120.00", "6,00 / 5,00 × 100 = 120,00"),
    "mutu": ("BB", "A", "150.00", "100.00", "A (3) / BB (2) × 100 = 150,00"),
}


@pytest.fixture(scope="module")
def basis(django_db_setup, django_db_blocker, tmp_path_factory):
    with share(django_db_blocker, tmp_path_factory.mktemp("bentuk")):
        kerja = create_bentuk()
        yield kerja, compute_bentuk(kerja)


@pytest.fixture
def kerja(basis):
    return basis[0]


@pytest.fixture
def kertas(basis):
    return basis[1]


def get_rekap(kertas, kode):
    return next(b for b in list_baris(kertas) if b.baris.kode == kode)


@pytest.mark.parametrize("kode", HASIL)
def test_each_kind_is_measured_and_says_how(kertas, kode):
    target, realisasi, capaian, tahunan, hitungan = HASIL[kode]
    b = get_rekap(kertas, kode)
    assert (b.target, b.realisasi) == (target, realisasi)
    assert (b.hasil.capaian, b.hasil.capaian_tahunan) == tuple(n and Decimal(n) for n in (capaian, tahunan))
    assert hitungan in b.hasil.penjelasan
    isi = write_baris(b, 2)
    assert (isi["target"]["teks"], isi["realisasi"]["teks"], isi["penjelasan"]) == (target, realisasi, b.hasil.penjelasan)


def test_what_the_form_shows_now_is_what_the_round_computed(kerja, kertas):
    semua = {r["pk"]: r["penjelasan"] for r in preview_formulir(kerja.formulir)}
    for kode in HASIL:
        assert semua[kerja.get_baris(kode).pk] == get_rekap(kertas, kode).hasil.penjelasan
    assert list_berubah(kertas.pengukuran, kertas) == []


def test_frozen_rows_keep_bounds_and_components_whatever_happens_to_the_plan(kerja, kertas):
    satu, dua = get_rekap(kertas, "rentang").baris, get_rekap(kertas, "rasio").baris
    assert satu.deret["target_atas"] == ["80.000000", "90.000000"]
    assert (satu.target_triwulan_atas, satu.target_atas, satu.target_tahunan_atas) == (90, 90, 90)
    assert dua.deret["komponen"]["penyebut"] == ["65.000000", "70.000000"]
    assert "komponen" not in satu.deret and "target_atas" not in dua.deret
    lalu = list_realisasi_lalu(kerja.periode)
    assert str(lalu[dua.indikator_id, 1]) == "4 / 65"


@pytest.mark.parametrize(
    ("kode", "masukan", "konsolidasi"),
    [
        ("rentang", [("70,00–80,00", "75,00"), ("80,00–90,00", "92,00")], "Triwulan II, yang terakhir terisi: 92,00"),
        ("rasio", [("5,00", "6,153846 (4 / 65)"), ("5,00", "7,142857 (5 / 70)")], "(4 + 5) / (65 + 70) × 100 = 6,666667"),
        ("nihil", [("80,00", "–"), ("80,00", "0 / 0")], "Penyebutnya 0, jadi tidak ada nilainya."),
    ],
)  # fmt: skip
def test_why_this_figure_tells_bounds_and_parts(kertas, kode, masukan, konsolidasi):
    b = get_rekap(kertas, kode)
    assert [(m.target, m.realisasi) for m in list_masukan(b)] == masukan
    assert write_konsolidasi(b) == konsolidasi


def test_a_penyebut_of_nothing_needs_its_reason_and_adds_nothing_to_a_ratio(kerja, kertas):
    assert get_rekap(kertas, "nihil").hasil.alasan == Alasan.PENYEBUT_NOL
    type_realisasi(kerja, "rasio", ("0", "0"))
    assert "rasio: penyebutnya 0" in " ".join(list_kekurangan(kerja.formulir)).replace("Indikator ", "")
    save(kerja.get_baris("rasio"), ALASAN, "tidak_dapat_diukur", user=kerja.operator)
    assert not any("rasio" in kurang for kurang in list_kekurangan(kerja.formulir))
    cuplikan = {r["pk"]: r for r in preview_formulir(kerja.formulir)}[kerja.get_baris("rasio").pk]
    assert cuplikan["penjelasan"].startswith("(4 / 65 × 100) / 5,00")


@pytest.mark.parametrize(
    ("kode", "kolom", "isi", "pesan"),
    [
        ("bagian", "nilai", "6,12", "dihitung dari pembilang"),
        ("stabil", "penyebut", "5", "tidak memakai pembilang"),
        ("bagian", "penyebut", "-5", "tidak boleh negatif"),
        ("bagian", "pembilang", "1.234", "dapat dibaca"),
        ("ya", "nilai", "mungkin", "Pilih salah satu jawaban: Ya, Tidak."),
        ("nihil", "penyebut", "5", "Hapus alasan tidak dapat diukur"),
        ("rasio", "tidak_dapat_diukur", "x", "Kosongkan realisasi"),
    ],
)
def test_cells_refuse_what_their_kind_cannot_hold(kerja, kode, kolom, isi, pesan):
    with pytest.raises(IsianError, match=pesan):
        save(kerja.get_baris(kode), isi, kolom, user=kerja.operator)


def test_half_of_a_quotient_is_not_handed_in(kerja):
    type_realisasi(kerja, "bagian", ("3", ""))
    assert kerja.get_baris("bagian").nilai is None
    assert any("isi pembilang dan penyebutnya" in kurang for kurang in list_kekurangan(kerja.formulir))


def test_the_kepala_corrects_both_parts_and_takes_it_back(client, kerja, kertas):
    kepala, b = create_pejabat(Peran.KEPALA, kerja.kantor), get_rekap(kertas, "rasio")
    langkah = kertas.pengukuran.sop.langkah_set.create(nomor=9, uraian="Koreksi", pelaksana=["Kepala"])
    tindakan = langkah.tindakan_set.create(urutan=1, jenis=JenisTindakan.KOREKSI, peran=Peran.KEPALA)
    kasus = PengukuranKinerja.objects.get(pk=kertas.pengukuran_id)
    kasus.tindakan = tindakan
    kasus.save()
    baris = BarisKertasKerja.objects.get(pk=b.baris.pk)
    isian = {"baris": baris, "versi": kasus.versi, "user": kepala, "alasan": "Salah hitung."}
    for isi, penyebut in (("5", ""), ("5", "0"), ("5", "70")):
        with pytest.raises(IsianError):
            correct_baris(isi=isi, penyebut=penyebut, **isian)
    client.force_login(kepala)
    halaman = client.get(reverse("measurement:baris_detail", args=[baris.pk])).content.decode()
    assert "Penyebut: Seluruh desa" in halaman and find_inline(halaman) == []
    kiriman = {"versi": kasus.versi, "nilai": "6", "penyebut": "70", "alasan": "Salah hitung."}
    assert client.post(reverse("measurement:baris_detail", args=[baris.pk]), kiriman).status_code == 302
    b = get_rekap(kertas, "rasio")
    assert (b.hasil.capaian, b.semula, b.realisasi) == (Decimal("148.15"), "6,67", "7,41")
    assert write_konsolidasi(b) == "(4 + 6) / (65 + 70) × 100 = 7,407407"
    assert write_baris(b, 2)["realisasi_triwulan"] == {
        "nilai": "8.571429", "teks": "8,57 (6 / 70)", "pembilang": "6", "penyebut": "70", "pengali": "100"
    }  # fmt: skip
    withdraw_koreksi(baris=baris, alasan="Ternyata benar.", versi=kasus.versi, user=kepala)
    assert str(baris.read_terukur(baris.koreksi_set.last())) == "5 / 70"


def test_the_workbook_has_cells_for_bounds_and_parts_and_an_unrounded_quotient(kertas):
    isi = read_buku(kertas)
    assert (isi["rentang"]["Target TW II"], isi["rentang"]["Batas atas target TW II"]) == (80, 90)
    assert (isi["bagian"]["Pembilang TW II"], isi["bagian"]["Penyebut TW II"]) == (3, 49)
    assert isi["bagian"]["Realisasi TW II"].startswith("=100*(") and isi["nol"]["Realisasi TW II"].startswith("=1*(")
    assert isi["rasio"]["Realisasi s.d. triwulan"].count("+") == 2
    assert isi["rentang"]["Capaian asli (%)"].count("IF(") == 2


def test_the_form_has_two_cells_and_shows_the_value(client, kerja):
    client.force_login(kerja.operator)
    teks = client.get(reverse("collection:formulir_detail", args=[kerja.formulir.pk])).content.decode()
    baris = kerja.get_baris("rasio")
    for bagian in ('-pembilang"', '-penyebut"'):
        assert f'id="isi-r{baris.pk}{bagian}' in teks
    assert f'<span id="hasil-r{baris.pk}">7,14</span>' in teks
    assert "6,15 (4 / 65)" in teks and "80,00–90,00" in teks and find_inline(teks) == []
    ubah = {"kolom": "penyebut", "isi": "80", "sidik": compute_sidik(baris.penyebut)}
    sel = ubah | {"kunci": str(uuid.uuid4()), "baris": f"r{baris.pk}"}
    jawab = client.post(reverse("measurement:formulir_kiriman", args=[kerja.formulir.pk]), {"sel": [sel]}, "application/json")
    assert jawab.json()["baris"][f"r{baris.pk}"]["hasil"] == "6,25"
    basi = client.post(reverse("collection:realisasi_update", args=[baris.pk]), ubah | {"isi": "90"})
    assert basi.status_code == 302 and kerja.get_baris("rasio").penyebut == 80


@pytest.mark.parametrize(
    ("kode", "isi", "tampil"),
    [
        ("rentang", "80 s.d. 90", "80,00–90,00"), ("rentang", "80%-90%", "80,00–90,00"), ("rentang", "85–85", "85,00"),
        ("rentang", "90-80", "Batas bawah 90,00 melebihi"), ("stabil", "80-90", "memerlukan target satu angka"),
        ("ya", "Tidak", "hanya Ya"), ("ya", "ya", "Ya"), ("rentang", "-5", "negatif"),
    ],
)  # fmt: skip
def test_planning_reads_a_range_in_one_cell(kerja, kode, isi, tampil):
    admin, pk = create_pejabat(Peran.PERENCANA, kerja.kantor), kerja.pk
    type(pk).objects.filter(pk=pk.pk).update(status="draf")
    pk.refresh_from_db()
    baris = pk.target_set.get(indikator__kode=kode)
    isian = {baris.indikator_id: {"tw3": isi}}
    kirim = {"pk": pk, "isian": isian, "versi": write_versi_target(isian, {baris.indikator_id: baris}), "user": admin}
    if tampil[0].isdigit() or tampil == "Ya":
        save_target(**kirim)
        assert list_target(pk.target_set.get(indikator__kode=kode))[3] == tampil
        return
    with pytest.raises(IsianError) as galat:
        save_target(**kirim)
    assert tampil in str(galat.value.kesalahan)


@pytest.mark.parametrize(
    ("kode", "isian", "kolom"),
    [
        ("stabil", {"konsolidasi": Konsolidasi.RASIO}, "konsolidasi"),
        ("kosong", {"label_pembilang": "a"}, "label_penyebut"),
        ("ya", {"konsolidasi": Konsolidasi.JUMLAH}, "konsolidasi"),
        ("ya", {"label_pembilang": "a", "label_penyebut": "b"}, "label_pembilang"),
        ("rasio", {"label_pembilang": "", "label_penyebut": "", "konsolidasi": Konsolidasi.AKHIR}, "label_pembilang"),
        ("rasio", {"pengali": 1}, "pengali"),
    ],
)
def test_the_manual_refuses_what_does_not_fit_together(kerja, kode, isian, kolom):
    if kode == "kosong":
        add_target(kerja, kode, [None] * 4)
    admin, indikator = create_pejabat(Peran.PERENCANA, kerja.kantor), kerja.kantor.indikator_set.get(kode=kode)
    with pytest.raises(IsianError) as galat:
        save_indikator(indikator=indikator, isian=isian, versi=write_versi_unsur(indikator), user=admin)
    assert kolom in galat.value.kesalahan
    if kode == "rasio" and kolom == "pengali":
        lain = {"isian": {"label_penyebut": "Semua desa"}, "versi": write_versi_unsur(indikator), "user": admin}
        assert save_indikator(indikator=indikator, **lain).label_penyebut == "Semua desa"


def test_a_range_left_behind_by_a_change_of_rumus_is_not_stipulated(kerja):
    sebelum = list_kekurangan_pk(kerja.pk)
    kerja.kantor.indikator_set.filter(kode="rentang").update(rumus="maks")
    pesan = "Tulis target satu angka, bukan rentang, pada rentang: rumusnya bukan rentang."
    assert [satu for satu in list_kekurangan_pk(kerja.pk) if satu not in sebelum] == [pesan]


def test_the_database_keeps_bounds_in_order(kerja):
    target = kerja.pk.target_set.get(indikator__kode="rentang")
    target.tw3, target.tw3_atas = Decimal(9), Decimal(8)
    with pytest.raises(IntegrityError), transaction.atomic():
        target.save()


def test_the_figure_against_the_year_is_told_to_be_before_any_cap(client, kerja, kertas):
    client.force_login(create_pejabat(Peran.KEPALA, kerja.kantor))
    halaman = client.get(reverse("measurement:kertas_kerja_detail", args=[kertas.pengukuran_id])).content.decode()
    assert "Terhadap target tahun, sebelum batas" in halaman
    assert "Capaian terhadap tahunan, sebelum batas (%)" in read_buku(kertas)["rasio"]


def test_a_computed_realisasi_is_printed_with_the_indicators_decimals_and_explained_in_full(client, kerja, kertas):
    b = get_rekap(kertas, "rasio")
    assert (b.realisasi, b.write(b.hasil.realisasi)) == ("6,67", "6,666667")
    isi = write_baris(b, 2)
    assert (isi["realisasi"]["teks"], isi["realisasi"]["nilai"]) == ("6,67", "6.666667")
    client.force_login(create_pejabat(Peran.KEPALA, kerja.kantor))
    halaman = client.get(reverse("measurement:baris_detail", args=[b.baris.pk])).content.decode()
    assert "(4 + 5) / (65 + 70) × 100 = 6,666667" in halaman
    sel = load_workbook(BytesIO(build_buku(kertas)))["Kertas Kerja"]
    judul = {c.value: c.column for c in sel[5]}
    baris = next(r for r in sel.iter_rows(min_row=6) if r[judul["Kode"] - 1].value == "rasio")
    assert baris[judul["Realisasi s.d. triwulan"] - 1].number_format == "#,##0.00"
