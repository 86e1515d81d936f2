"""A large import: as many questions to the database for ten rows as for three, whatever the sheet; nothing half written."""

from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from collection.enums import Peran
from collection.models import Impor, Indikator, StatusImpor
from collection.muat import load_rencana
from collection.services import impor as layanan
from collection.services.impor import create_impor
from collection.services.salinan_impor import build_salinan
from tests.factories.dasar import create_kantor, create_pejabat
from tests.factories.rencana import build_xlsx, create_rencana

pytestmark = pytest.mark.django_db
INDIKATOR = ["Kode", "Indikator", "Jenis", "Kode induk", "Unit", "Satuan", "Rumus", "Konsolidasi"]
PROGRAM = ["Jenis", "Kode", "Uraian", "Kode induk"]


@pytest.fixture
def pk():
    return create_rencana(create_kantor(), jumlah=1)


@pytest.fixture
def perencana(pk):
    return create_pejabat(Peran.PERENCANA, pk.perangkat_daerah)


def check(pk, user, **lembar) -> Impor:
    return create_impor(
        kantor=pk.perangkat_daerah, tahun=pk.tahun, user=user, nama="r.xlsx", isi=build_xlsx(**lembar), muat=load_rencana
    )


def list_baris(pk, jumlah: int) -> dict:
    unit = pk.perangkat_daerah.unit_set.get().singkatan
    isi = [unit, "%", "Makin tinggi makin baik", "Posisi terakhir"]
    return {
        "Indikator": [INDIKATOR, *([f"N-{n}", f"Baru {n}", "IKU", "S1", *isi] for n in range(jumlah))],
        "Program": [PROGRAM, *(["Program", f"2.13.{n + 10}", f"Program {n}", "S1"] for n in range(jumlah))],
    }


def test_a_preview_asks_as_often_for_ten_new_rows_as_for_three(pk, perencana):
    kueri = []
    for jumlah in (3, 10):
        with CaptureQueriesContext(connection) as tanyaan:
            assert check(pk, perencana, **list_baris(pk, jumlah)).jumlah["baru"] == 2 * jumlah
        kueri.append(len(tanyaan))
    assert kueri[0] == kueri[1]


def test_a_process_that_dies_while_it_applies_leaves_nothing_and_the_page_offers_it_again(client, pk, perencana, monkeypatch):
    impor = check(pk, perencana, **list_baris(pk, 3))

    def mati(*args, **kwargs):
        assert Indikator.objects.filter(kode__startswith="N-").count() == 3
        raise KeyboardInterrupt

    client.force_login(perencana)
    with monkeypatch.context() as patch:
        patch.setattr(layanan, "_finish", mati)
        with pytest.raises(KeyboardInterrupt):
            client.post(reverse("collection:impor_apply", args=[impor.pk]))
    impor.refresh_from_db()
    assert (impor.status, Indikator.objects.filter(kode__startswith="N-").count()) == (StatusImpor.DIPERIKSA, 0)
    halaman = client.get(reverse("collection:impor_detail", args=[impor.pk])).content.decode()
    assert "Terapkan 6 baris" in halaman and "Menerapkan 6 baris" in halaman
    assert client.post(reverse("collection:impor_apply", args=[impor.pk])).status_code == 302
    assert Indikator.objects.filter(kode__startswith="N-").count() == 3


def test_pages_say_what_goes_on_and_where_the_result_waits(client, pk, perencana):
    client.force_login(perencana)
    isi = client.get("/rencana/impor/?tahun=2026").content.decode()
    assert 'data-sibuk="Membaca dan memeriksa berkas.' in isi and "Riwayat impor" in isi
    impor = check(pk, perencana, **list_baris(pk, 1))
    client.post(reverse("collection:impor_apply", args=[impor.pk]))
    assert "Mengurungkan 2 baris" in client.get(reverse("collection:impor_detail", args=[impor.pk])).content.decode()


def load(pk, **lembar):
    return load_rencana(kantor=pk.perangkat_daerah, pk=pk, isi=build_xlsx(**lembar), tahun=pk.tahun)


@pytest.mark.parametrize(
    ("satu", "dua"),
    [
        ({"Target": [["Kode", "TW I"], ["IKU-1", 60]]}, {"Lain": [["Kode", "TW I"], ["IKU-1", 70]]}),
        ({"Indikator": [["Kode", "Rumus"], ["IKU-1", "Dipertahankan"]]}, {"IKU": [["Kode", "Rumus"], ["IKU-1", "Dipertahankan"]]}),
        ({"Program": [PROGRAM, ["Program", "2.13.9", "A", "S1"]]}, {"Kegiatan": [PROGRAM, ["Program", "2.13.9", "B", "S1"]]}),
        ({"Pagu": [["Kode sub kegiatan", "Pagu"], ["2.13.01.2.01.0001", 5]]}, {"Anggaran": [["Kode", "Pagu"], ["2.13.01.2.01.0001", 6]]}),
        ({"Target Renstra": [["Kode", 2026], ["IKU-1", 60]]}, {"Lain": [["Kode", 2026, 2027], ["IKU-1", 70, 71]]}),
    ],
)  # fmt: skip
def test_a_code_in_two_sheets_of_a_kind_is_told_with_the_place_of_the_first(pk, satu, dua):
    hasil = load(pk, **satu, **dua)
    [galat] = [pesan for baris in hasil.baris for pesan in baris.galat]
    assert galat.endswith(f"sudah ada pada baris 2 lembar {next(iter(satu))}. Hapus salah satunya.")
    assert [baris.jenis == "salah" for baris in hasil.baris] == [False, True]


KODE = [["Kode", "TW I"], *(["IKU-1", 60], ["IKU-2", 70])]


@pytest.mark.parametrize(
    ("nama", "lembar", "banyak"),
    [
        ("Target", KODE, 2),
        ("Target Renstra", [["Kode", 2026], ["IKU-1", 60], ["IKU-2", 70]], 2),
        ("Indikator", [["Kode", "Rumus"], ["IKU-1", "Dipertahankan"], ["IKU-2", "Dipertahankan"]], 2),
        ("Renstra", [PROGRAM, *(["Program", f"2.13.{n}", "A", "S1"] for n in range(3))], 3),
    ],
)
def test_a_copied_sheet_is_one_fault_that_names_both(nama, lembar, banyak):
    pk = create_rencana(create_kantor(), jumlah=2)
    hasil = load(pk, **{nama: lembar, f"{nama} (2)": lembar})
    [(baris, galat)] = [(baris, pesan) for baris in hasil.baris for pesan in baris.galat]
    assert (baris.lembar, baris.nomor, baris.jenis) == (f"{nama} (2)", 1, "salah")
    assert galat == (
        f"Lembar {nama} (2), baris 1: semua baris di bawahnya ({banyak}) sudah ada pada lembar {nama}. "
        "Lembar ini mungkin salinan; hapus salah satu lembar."
    )


def test_a_sheet_that_says_something_more_is_told_row_by_row():
    pk = create_rencana(create_kantor(), jumlah=3)
    hasil = load(pk, Target=KODE, Lain=[*KODE, ["IKU-3", 80]])
    assert [len(baris.galat) for baris in hasil.baris] == [0, 0, 1, 1, 0]


def test_a_percentage_as_its_hundredth_is_asked_about_at_its_cell(pk):
    hasil = load(pk, **{"Target": [["Kode", "TW I", "TW II"], ["IKU-1", 0.85, 85]], "Target Renstra": [["Kode", 2026], ["IKU-1", 1]]})
    pesan = [p for baris in hasil.baris for p in baris.peringatan if "maksudnya" in p]
    assert pesan == [
        "Baris 2 (kolom B): satuannya persen dan selnya berisi 0,85, jadi dibaca 0,85 persen. Bila maksudnya 85 persen, tulis 85.",
        "Baris 2 (kolom B): satuannya persen dan selnya berisi 1, jadi dibaca 1 persen. Bila maksudnya 100 persen, tulis 100.",
    ]
    pk.target_set.update(tw1="0.85")
    assert not [p for b in load(pk, Target=[["Kode", "TW I"], ["IKU-1", 0.85]]).baris for p in b.peringatan if "maksudnya" in p]
    type(pk.target_set.get().indikator).objects.update(satuan="orang")
    assert not [p for b in load(pk, Target=[["Kode", "TW II"], ["IKU-1", 1]]).baris for p in b.peringatan if "maksudnya" in p]


def test_the_copy_lists_so_many_faults_and_says_how_many_more(pk, perencana, monkeypatch):
    monkeypatch.setattr("collection.services.salinan_impor.MAKS_DAFTAR", 2)
    impor = check(pk, perencana, Target=[["Kode", "TW I"], *([f"X-{n}", 1] for n in range(5))])
    baris = list(load_workbook(BytesIO(build_salinan(impor)))["Kesalahan impor"].iter_rows(min_row=2, values_only=True))
    assert [satu[1] for satu in baris] == ["2", "3", None]
    assert baris[-1][4] == "Masih ada 3 lagi, yang tidak ditulis di sini. Perbaiki yang di atas, lalu unggah lagi."
