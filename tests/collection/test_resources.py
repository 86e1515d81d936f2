"""What a workbook would change: read cell by cell, told with its address, and written only when asked."""

import datetime
from decimal import Decimal

import pytest
from openpyxl import Workbook, load_workbook

from collection.enums import Peran
from collection.errors import BerkasError
from collection.models import Jejak, Target
from collection.muat import load_rencana
from collection.muat.ekspor import build_ekspor
from collection.resources import SEMUA
from collection.services.kolom import normalize_judul
from collection.services.tulis_impor import write_ubahan
from tests.factories.dasar import create_kantor, create_pejabat
from tests.factories.rencana import (
    JUDUL,
    build_xlsx,
    create_indikator,
    create_predikat,
    create_rencana,
    create_sub_kegiatan,
    save,
)

pytestmark = pytest.mark.django_db
CARA = "Tulis angka seperti 1.234,50: titik memisahkan ribuan, koma memulai desimal."


@pytest.fixture
def pk():
    return create_rencana(create_kantor(), jumlah=2)


def load(pk, isi: bytes):
    return load_rencana(kantor=pk.perangkat_daerah, pk=pk, isi=isi, tahun=pk.tahun)


def save_hasil(pk, isi: bytes):
    """What the file changes, written."""
    hasil = load(pk, isi)
    user = create_pejabat(Peran.PERENCANA, pk.perangkat_daerah)
    return write_ubahan(kantor=pk.perangkat_daerah, pk=pk, ubahan=hasil.ubahan, user=user, impor=1)


def list_ubahan(hasil) -> list[tuple]:
    return [(b.kode, b.jenis, [(s.alamat, s.nama, s.lama, s.baru) for s in b.sel]) for b in hasil.baris]


def test_load_target_tells_each_changed_cell(pk):
    hasil = load(
        pk,
        build_xlsx(
            [["IKU-1", "Indikator 1", "%", "62,5", None, 10, None, 50], ["IKU-2", "", "%", 50, None, None, None, 50]]
        ),
    )
    assert hasil.jumlah == {"baru": 0, "berubah": 1, "tetap": 1, "salah": 0}
    assert list_ubahan(hasil) == [
        ("IKU-1", "berubah", [("D2", "Target tahunan", "50,00", "62,50"), ("F2", "Target TW II", "", "10,00")]),
        ("IKU-2", "tetap", []),
    ]


def test_load_target_preview_stores_nothing(pk):
    sebelum = list(Target.objects.values())
    load(pk, build_xlsx([["IKU-1", "", "%", 99, 1, 2, 3, 4]]))
    assert list(Target.objects.values()) == sebelum


def test_load_target_writes_and_tells_what_it_wrote(pk):
    [satu] = save_hasil(pk, build_xlsx([["IKU-1", "", "%", 99, None, None, None, 50]]))
    target = Target.objects.get(indikator__kode="IKU-1")
    assert (target.tahunan, target.tw4) == (99, 50)
    assert (satu.kunci, satu.label, satu.lama, satu.baru) == ({"indikator_id": target.indikator_id}, "Indikator 1", {"tahunan": "50"}, {"tahunan": "99"})


def test_load_target_new_target_for_an_indicator_without_one(pk):
    create_indikator(pk.target_set.first().indikator.sasaran, 3)
    isi = build_xlsx([["IKU-3", "", "%", "12,5", None, None, None, None]])
    assert list_ubahan(load(pk, isi)) == [("IKU-3", "baru", [("D2", "Target tahunan", "", "12,50")])]
    save_hasil(pk, isi)
    target = Target.objects.get(indikator__kode="IKU-3")
    assert (target.perjanjian_kinerja, target.tahunan, target.tw1) == (pk, Decimal("12.5"), None)
    assert Jejak.objects.get(aksi="tambah_target").objek_id == target.pk


def test_load_target_row_without_values_makes_no_target(pk):
    create_indikator(pk.target_set.first().indikator.sasaran, 3)
    assert load(pk, build_xlsx([["IKU-3", "", "%", None, None, None, None, None]])).jumlah["tetap"] == 1


def test_load_target_empty_cell_takes_a_target_away_and_a_missing_column_does_not(pk):
    [satu] = load(pk, build_xlsx(Target=[["Kode", "Target tahunan"], ["IKU-1", None]])).baris
    assert [(s.nama, s.lama, s.baru) for s in satu.sel] == [("Target tahunan", "50,00", "")]


SALAH = [
    (["IKU-1", "", "%", "abc"], f"Baris 2, kolom D: “abc” bukan angka yang dapat dibaca. {CARA}"),
    (["IKU-1", "", "%", 50, "1.234"], "Baris 2, kolom E: “1.234” dapat dibaca 1234 atau 1,234. Tulis salah satunya."),
    (["IKU-1", "", "%", True], f"Baris 2, kolom D: “Ya” bukan angka yang dapat dibaca. {CARA}"),
    (["IKU-1", "", "%", datetime.datetime(2026, 1, 1)], "Baris 2, kolom D: Sel ini berisi tanggal 1 Januari 2026, bukan angka: Excel mengubah ketikan seperti 7-8 atau 7/8 menjadi tanggal. Tulis satu angka, atau ubah format selnya menjadi Teks (Text) lebih dahulu, lalu ketik ulang."),
    (["IKU-9", "", "%", 50], "Baris 2, kolom A: Kode “IKU-9” tidak dikenal sebagai indikator kantor ini."),
    ([None, "", "%", 50], "Baris 2, kolom A: Kode belum diisi."),
    (["IKU-1", "", "%", "=1+1"], "Baris 2, kolom D: Rumus pada sel ini belum dihitung. Buka dan simpan di Excel, atau tulis angkanya."),
    (["IKU-1", "", "%", 1e30], "Baris 2, kolom D: Angka terlalu panjang: paling banyak 15 angka seluruhnya dan 6 di belakang koma. Bulatkan dahulu."),
]  # fmt: skip


@pytest.mark.parametrize(("baris", "pesan"), SALAH)
def test_load_target_error_names_row_and_column(pk, baris, pesan):
    hasil = load(pk, build_xlsx([baris]))
    assert hasil.jumlah == {"baru": 0, "berubah": 0, "tetap": 0, "salah": 1}
    assert hasil.baris[0].galat == [pesan]


def test_load_target_all_errors_of_a_row_at_once(pk):
    [satu] = load(pk, build_xlsx([["IKU-1", "", "%", "a", None, "b"]])).baris
    assert [pesan.split(":")[0] for pesan in satu.galat] == ["Baris 2, kolom D", "Baris 2, kolom F"]


def test_load_target_code_twice(pk):
    hasil = load(pk, build_xlsx([["IKU-1", "", "%", 50], ["IKU-1", "", "%", 60]]))
    assert hasil.baris[1].galat == ["Baris 3, kolom A: Kode “IKU-1” sudah ada pada baris 2 lembar Target. Hapus salah satunya."]


def test_load_target_codes_of_another_office_are_unknown(pk):
    lain = create_rencana(create_kantor())
    create_indikator(lain.target_set.first().indikator.sasaran, 77)
    assert load(pk, build_xlsx([["IKU-77", "", "%", 5]])).jumlah["salah"] == 1


def test_load_target_percentage_cell_is_times_100_only_for_a_percentage(pk):
    create_indikator(pk.target_set.first().indikator.sasaran, 3, satuan="indeks")
    buku = Workbook()
    for baris in (JUDUL, ["IKU-1", "", "%", 0.625], ["IKU-3", "", "indeks", 0.785], ["IKU-2", "", "%", "62,5%"]):
        buku.active.append(baris)
    for sel in ("D2", "D3", "D4"):
        buku.active[sel].number_format = "0.0%"
    hasil = load(pk, save(buku))
    assert [(s.baru, s.catatan) for b in hasil.baris for s in b.sel if s.nama == "Target tahunan"] == [
        ("62,50", "sel berformat persen: 0,625 dibaca dikali 100"), ("0,785", ""), ("62,50", ""),
    ]  # fmt: skip


def test_load_target_predicate_by_label(pk):
    create_predikat(pk.target_set.first().indikator.sasaran, 3)
    hasil = load(pk, build_xlsx([["IKU-3", "", "", " bb ", None, None, None, "C"]]))
    assert hasil.baris[0].galat == ["Baris 2, kolom H: Pilih salah satu predikat: B, BB, A."]
    isi = build_xlsx([["IKU-3", "", "", " bb "]])
    assert [s.baru for s in load(pk, isi).baris[0].sel] == ["BB"]
    save_hasil(pk, isi)
    assert Target.objects.get(indikator__kode="IKU-3").tahunan == 2


def test_load_target_columns_in_any_order_under_other_names(pk):
    isi = build_xlsx(Isian=[
        ["PERJANJIAN KINERJA 2026"], [], ["Target Tahun 2026", "Triwulan 4", "KODE INDIKATOR", "Tribulan I"],
        [70, 50, "IKU-1", 20],
    ])  # fmt: skip
    assert list_ubahan(load(pk, isi)) == [
        ("IKU-1", "berubah", [("A4", "Target tahunan", "50,00", "70,00"), ("D4", "Target TW I", "", "20,00")])
    ]


def test_load_target_headings_between_rows_are_passed_over(pk):
    isi = build_xlsx([[None, "Sasaran 1"], ["IKU-1", "Indikator 1", "%", 50, None, None, None, 50]])
    assert load(pk, isi).jumlah == {"baru": 0, "berubah": 0, "tetap": 1, "salah": 0}


def test_load_target_without_a_table(pk):
    with pytest.raises(BerkasError, match=r"^Tidak ada lembar dengan kolom Kode dan kolom Target atau Pagu, "):
        load(pk, build_xlsx(Lain=[["a", "b"], [1, 2]]))


def test_load_target_counts_what_the_file_leaves_out(pk):
    assert load(pk, build_xlsx([["IKU-1", "", "%", 60]])).tak_disebut == 1


DIKENAL = "judul yang dikenal: Kode, Indikator, Satuan, Target tahunan, TW I, TW II, TW III, TW IV."
ASING = "Lembar Target, baris 1, kolom {}: judul “{}” tidak dikenal, jadi kolom ini tidak dibaca; " + DIKENAL
UTUH = [["Kode sub kegiatan", "Pagu (Rp)"], ["2.13.01.2.01.0001", 1000000]]
KOLOM_ASING = {
    "satu": ([*JUDUL[:3], "Target tahun ini", *JUDUL[4:]], [ASING.format("D", "Target tahun ini")]),
    "semua": (["Kode", "Indikator", "Satuan", "A", "B"], [ASING.format("D", "A"), ASING.format("E", "B")]),
    "kosong": ([*JUDUL[:3], None, *JUDUL[4:]], [f"Lembar Target, baris 1, kolom D: judul kosong (judul ditulis dalam satu baris, satu sel untuk setiap kolom), jadi kolom ini tidak dibaca; {DIKENAL}"]),
    "kode": (["Kode IKU", *JUDUL[1:]], [ASING.format("A", "Kode IKU"), "Lembar Target, baris 1: kolom Kode tidak ada. Tulis judulnya, atau hapus lembar ini."]),
}  # fmt: skip


@pytest.mark.parametrize("lain", [{}, {"Pagu": UTUH}])
@pytest.mark.parametrize("nama", KOLOM_ASING)
def test_load_target_filled_column_without_a_known_header_is_an_error(pk, nama, lain):
    judul, galat = KOLOM_ASING[nama]
    hasil = load(pk, build_xlsx(Target=[judul, ["IKU-1", "", "%", 99, 50]], **lain))
    assert [b.galat for b in hasil.baris if b.jenis == "salah"] == [galat]


def test_load_target_empty_column_without_a_known_header_is_noted(pk):
    hasil = load(pk, build_xlsx(Target=[[*JUDUL, "Catatan"], ["IKU-1", "", "%", 60]]))
    assert (hasil.jumlah["salah"], hasil.catatan) == (0, [ASING.format("I", "Catatan")])


def test_load_target_missing_columns_are_noted(pk):
    hasil = load(pk, build_xlsx(Target=[["Kode", "Target", "TW I"], ["IKU-1", 60, 1]]))
    assert hasil.jumlah["salah"] == 0
    assert hasil.catatan == [
        "Lembar Target: tidak ada kolom Target TW II, Target TW III, Target TW IV; nilainya tidak berubah."
    ]


TANPA_BARIS = [
    ([JUDUL], "Lembar Target tidak memuat baris di bawah judulnya; tidak ada yang dibaca."),
    ([], "Lembar Target tidak memuat baris yang dapat dibaca."),
]


@pytest.mark.parametrize(("baris", "catatan"), TANPA_BARIS)
def test_load_target_sheet_without_rows_is_noted(pk, baris, catatan):
    assert load(pk, build_xlsx(Target=baris, Pagu=UTUH)).catatan == [catatan]


def test_load_target_other_sheets_are_noted_and_no_fault(pk):
    hasil = load(pk, build_xlsx([["IKU-1", "", "%", 60]], Rujukan=[["Kode", "Uraian", "Bobot"], ["X1", "x", 3]]))
    assert hasil.jumlah["salah"] == 0
    assert hasil.catatan == [
        "Lembar Rujukan tidak dibaca: tidak ada kolom Kode bersama kolom target, pagu, atau isian rencana lain."
    ]


PAGU = [
    ("2.000.000", "berubah", "Rp2.000.000"),
    (2000000, "berubah", "Rp2.000.000"),
    ("Rp 1.500.000,50", "berubah", "Rp1.500.000,50"),
    (1000000, "tetap", None),
    (0, "berubah", "Rp0"),
]


@pytest.mark.parametrize(("isian", "jenis", "baru"), PAGU)
def test_load_target_pagu(pk, isian, jenis, baru):
    [satu] = load(pk, build_xlsx(Pagu=[["Kode sub kegiatan", "Pagu (Rp)"], ["2.13.01.2.01.0001", isian]])).baris
    assert (satu.jenis, [s.baru for s in satu.sel]) == (jenis, [] if baru is None else [baru])


PAGU_SALAH = [
    (-1, "Pagu paling sedikit 0 rupiah dan kurang dari 10 triliun rupiah."),
    (10**13, "Pagu paling sedikit 0 rupiah dan kurang dari 10 triliun rupiah."),
    (10**15, "Angka terlalu panjang: paling banyak 15 angka seluruhnya dan 6 di belakang koma. Bulatkan dahulu."),
    ("1,005", "Pagu ditulis paling banyak sampai sen (2 angka di belakang koma)."),
    (None, "Pagu tidak boleh dikosongkan. Tulis 0 bila tidak ada anggaran."),
]


@pytest.mark.parametrize(("isian", "pesan"), PAGU_SALAH)
def test_load_target_pagu_refused(pk, isian, pesan):
    [satu] = load(pk, build_xlsx(Pagu=[["Kode", "Pagu"], ["2.13.01.2.01.0001", isian]])).baris
    assert satu.galat == [f"Baris 2, kolom B: {pesan}"]


def test_load_target_pagu_of_a_new_sub_kegiatan(pk):
    sub = create_sub_kegiatan(pk.target_set.first().indikator.sasaran, 2)
    isi = build_xlsx(Pagu=[["Kode", "Pagu"], [sub.kode, 5]])
    assert load(pk, isi).jumlah["baru"] == 1
    save_hasil(pk, isi)
    assert sub.pagu_set.get().jumlah == 5


def test_load_target_number_of_queries_does_not_grow(django_assert_num_queries):
    for jumlah in (1, 30):
        milik = create_rencana(create_kantor(), jumlah=jumlah)
        isi = build_xlsx([[f"IKU-{n}", "", "%", 60] for n in range(1, jumlah + 1)])
        with django_assert_num_queries(11):
            load(milik, isi)


def test_normalize_judul_drops_year_and_signs():
    assert [normalize_judul(j) for j in ("Target Tahun 2026", "TW-I", " Pagu (Rp) ")] == [
        "targettahun",
        "twi",
        "pagurp",
    ]


def test_synonyms_of_columns_do_not_overlap():
    for kamus in (resource.get_kamus() for resource in SEMUA):
        semua = [sinonim for satu in kamus.values() for sinonim in satu]
        assert len(semua) == len(set(semua))


def test_templat_uploaded_unchanged_changes_nothing(pk):
    kantor = pk.perangkat_daerah
    predikat = create_predikat(pk.target_set.first().indikator.sasaran, 3)
    Target.objects.create(perjanjian_kinerja=pk, indikator=predikat, tahunan=3, tw4=3)
    pk.target_set.filter(indikator__kode="IKU-1").update(tahunan=Decimal("0.123456"), tw1=Decimal("71.06"), tw2=0)
    pk.pagu_set.update(jumlah=Decimal("1234567890123.45"))
    hasil = load(pk, build_ekspor(kantor=kantor, pk=pk, tahun=2026))
    assert (hasil.jumlah, hasil.tak_disebut) == ({"baru": 0, "berubah": 0, "tetap": 16, "salah": 0}, 0)
    assert hasil.catatan == []


def test_templat_of_a_year_without_agreement_is_empty(pk):
    isi = build_ekspor(kantor=pk.perangkat_daerah, pk=None, tahun=2027)
    hasil = load_rencana(kantor=pk.perangkat_daerah, pk=None, isi=isi, tahun=2027)
    assert hasil.jumlah == {"baru": 0, "berubah": 0, "tetap": 13, "salah": 0}


def test_templat_names_never_become_formulas(pk, tmp_path):
    pk.target_set.first().indikator.__class__.objects.filter(kode="IKU-1").update(nama='=HYPERLINK("http://x")\x01')
    (tmp_path / "a.xlsx").write_bytes(build_ekspor(kantor=pk.perangkat_daerah, pk=pk, tahun=2026))
    buku = load_workbook(tmp_path / "a.xlsx")
    sel = buku["Target"]["B2"]
    assert (sel.data_type, sel.value, sel.quotePrefix) == ("s", '=HYPERLINK("http://x")', True)
    assert (buku["Target"]["D2"].data_type, buku["Target"]["D2"].value) == ("n", 50)
    assert buku.sheetnames == ["Renstra", "Program", "Indikator", "Target Renstra", "Target", "Pagu", "Petunjuk"]
