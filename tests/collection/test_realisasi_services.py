"""One cell of a form: what is read, what is refused, who may, two people at once, and what the trail keeps."""

from decimal import Decimal

import pytest

from collection.enums import Peran
from collection.errors import AksesError, AngkaError, BentrokError, IsianError
from collection.models import Jejak, Realisasi
from collection.services.formulir import distribute_formulir, prepare_formulir, receive_formulir, submit_formulir
from collection.services.realisasi import PANJANG_TEKS, compute_sidik, save_anggaran, save_realisasi
from tests.factories.dasar import assign, create_pejabat, create_user
from tests.factories.formulir import create_bahan, create_kerja, create_orang_lain, fill, save, save_uang

pytestmark = pytest.mark.django_db

CARA = "Tulis angka seperti 1.234,50: titik memisahkan ribuan, koma memulai desimal."
PANJANG = "Angka terlalu panjang: paling banyak 15 angka seluruhnya dan 6 di belakang koma. Bulatkan dahulu."
PREDIKAT = "Pilih salah satu predikat: B, BB, A."
UANG = "Realisasi anggaran paling sedikit 0 rupiah dan kurang dari 10 triliun rupiah."
SEN = "Realisasi anggaran ditulis paling banyak sampai sen (2 angka di belakang koma)."


@pytest.fixture
def kerja():
    return create_kerja()


def refuse(kerja, kode, isi, kolom="nilai", galat=IsianError):
    """What the person is told; the row is as it was, and the refusal on record."""
    sebelum = Realisasi.objects.filter(pk=kerja.get_baris(kode).pk).values().get()
    with pytest.raises(galat) as penolakan:
        save(kerja.get_baris(kode), isi, kolom, user=kerja.operator)
    assert Realisasi.objects.filter(pk=sebelum["id"]).values().get() == sebelum
    jejak = Jejak.objects.filter(diterima=False).latest("pk")
    assert (jejak.aksi, jejak.pengguna, jejak.objek, jejak.objek_id, jejak.alasan) == (
        f"isi_{kolom}", kerja.operator, "realisasi", sebelum["id"], str(penolakan.value),
    )  # fmt: skip
    return str(penolakan.value)


def list_perubahan():
    """(who, act, old, new) of the accepted cell changes, in order."""
    semua = Jejak.objects.filter(aksi__startswith="isi_", diterima=True).order_by("pk")
    return [(j.pengguna.nama, j.aksi, j.lama, j.baru) for j in semua]


# Numbers


@pytest.mark.parametrize(
    ("kode", "isi", "nilai"),
    [
        ("persen", "95,125", "95.125"),
        ("persen", "1.234,50", "1234.5"),
        ("persen", "95.5", "95.5"),
        ("persen", " 12 % ", "12"),
        ("persen", "-3,25", "-3.25"),
        ("persen", "0", "0"),
        ("persen", "-0,00", "0"),
        ("persen", "0,000001", "0.000001"),
        ("jumlah", "1.234", "1234"),
        ("jumlah", "999.999.999.999.999", "999999999999999"),
        ("predikat", "BB", "2"),
        ("predikat", " a ", "3"),
    ],
)
def test_save_reads_as_people_write(kerja, kode, isi, nilai):
    save(kerja.get_baris(kode), isi, user=kerja.operator)
    assert kerja.get_baris(kode).nilai == Decimal(nilai)


@pytest.mark.parametrize(
    ("kode", "isi", "pesan"),
    [
        ("persen", "1.234", "“1.234” dapat dibaca 1234 atau 1,234. Tulis salah satunya."),
        ("persen", "NaN", f"“NaN” bukan angka yang dapat dibaca. {CARA}"),
        ("persen", "Infinity", f"“Infinity” bukan angka yang dapat dibaca. {CARA}"),
        ("persen", "1e5", f"“1e5” bukan angka yang dapat dibaca. {CARA}"),
        ("persen", "belum ada", f"“belum ada” bukan angka yang dapat dibaca. {CARA}"),
        ("persen", "12 orang", f"“12 orang” bukan angka yang dapat dibaca. {CARA}"),
        ("persen", "1,234.5", f"“1,234.5” bukan angka yang dapat dibaca. {CARA}"),
        ("persen", "--5", f"“--5” bukan angka yang dapat dibaca. {CARA}"),
        ("persen", "٣", f"“٣” bukan angka yang dapat dibaca. {CARA}"),
        ("persen", "12\x00", f"“12\ufffd” bukan angka yang dapat dibaca. {CARA}"),
        ("persen", "1234567890123456", PANJANG),
        ("persen", "0,1234567", PANJANG),
        ("predikat", "C", PREDIKAT),
        ("predikat", "2", PREDIKAT),
    ],
)
def test_save_refuses_what_is_not_one_clear_value(kerja, kode, isi, pesan):
    assert refuse(kerja, kode, isi) == pesan


def test_save_offers_both_readings_of_an_ambiguous_number(kerja):
    with pytest.raises(AngkaError) as galat:
        save(kerja.get_baris("persen"), "-1.234", user=kerja.operator)
    assert galat.value.pilihan == ("-1234", "-1,234")


@pytest.mark.parametrize("kode", ["persen", "predikat", "jumlah"])
@pytest.mark.parametrize("isi", ["", "  ", "\r\n"])
def test_save_empty_is_not_measured_and_not_zero(kerja, kode, isi):
    save(kerja.get_baris(kode), "B" if kode == "predikat" else "1", user=kerja.operator)
    save(kerja.get_baris(kode), isi, user=kerja.operator)
    assert kerja.get_baris(kode).nilai is None


# The reason, and the explanation


def test_save_reason_and_value_exclude_each_other(kerja):
    save(kerja.get_baris("persen"), "0", user=kerja.operator)
    pesan = refuse(kerja, "persen", "Data belum terbit", "tidak_dapat_diukur")
    assert pesan == "Kosongkan realisasi lebih dahulu, lalu tulis alasan tidak dapat diukur."
    save(kerja.get_baris("persen"), "", user=kerja.operator)
    save(kerja.get_baris("persen"), " Data belum terbit ", "tidak_dapat_diukur", user=kerja.operator)
    pesan = refuse(kerja, "persen", "0")
    assert pesan == "Hapus alasan tidak dapat diukur lebih dahulu, lalu isi realisasi."
    save(kerja.get_baris("persen"), "", user=kerja.operator)
    baris = kerja.get_baris("persen")
    assert (baris.nilai, baris.tidak_dapat_diukur) == (None, "Data belum terbit")


def test_save_a_blank_reason_beside_a_value_is_no_reason(kerja):
    save(kerja.get_baris("persen"), "5", user=kerja.operator)
    save(kerja.get_baris("persen"), " \n ", "tidak_dapat_diukur", user=kerja.operator)
    assert (kerja.get_baris("persen").nilai, kerja.get_baris("persen").tidak_dapat_diukur) == (5, "")


@pytest.mark.parametrize("kolom", ["keterangan", "tidak_dapat_diukur"])
@pytest.mark.parametrize(
    ("isi", "tersimpan"),
    [
        ("  Dua desa menyusul.\r\n", "Dua desa menyusul."),
        ("satu\r\ndua\rtiga\x0bempat\nlima", "satu\ndua\ntiga\nempat\nlima"),
        ("a\tb\x00c\x1bd", "a\tb\ufffdc\ufffdd"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("x" * (PANJANG_TEKS - 2) + "\r\nx", "x" * (PANJANG_TEKS - 2) + "\nx"),
    ],
)
def test_save_text(kerja, kolom, isi, tersimpan):
    save(kerja.get_baris("persen"), isi, kolom, user=kerja.operator)
    assert getattr(kerja.get_baris("persen"), kolom) == tersimpan


@pytest.mark.parametrize("kolom", ["keterangan", "tidak_dapat_diukur"])
def test_save_text_over_the_limit_is_refused(kerja, kolom):
    pesan = refuse(kerja, "persen", "x" * (PANJANG_TEKS + 1), kolom)
    assert pesan == "Teks terlalu panjang: paling banyak 2000 huruf."


@pytest.mark.parametrize("kolom", ["", "versi", "jumlah", "formulir", "diubah_oleh", "nilai\x00"])
def test_save_knows_three_columns_only(kerja, kolom):
    baris = kerja.get_baris("persen")
    with pytest.raises(IsianError) as galat:
        save_realisasi(realisasi=baris, kolom=kolom, isi="9", sidik="", user=kerja.operator)
    assert str(galat.value) == f"Kolom {kolom} tidak dikenal."
    assert (kerja.get_baris("persen").diubah_oleh, list_perubahan()) == (None, [])


# Two people


@pytest.fixture
def kedua(kerja):
    return create_pejabat(Peran.BIDANG, kerja.kantor, unit=kerja.unit)


def test_save_over_what_another_one_wrote_is_a_conflict_that_names_them(kerja, kedua):
    dilihat = kerja.get_baris("persen")
    save(dilihat, "10", user=kedua)
    save(kerja.get_baris("persen"), "Catatan.", "keterangan", user=kerja.operator)
    with pytest.raises(BentrokError) as galat:
        save(dilihat, "20", user=kerja.operator)
    pesan = f"Sel ini baru saja diubah oleh {kedua.nama}. Isi terbaru ditampilkan; periksa lagi."
    assert (str(galat.value), kerja.get_baris("persen").nilai) == (pesan, 10)
    assert list(Jejak.objects.filter(diterima=False).values_list("pengguna", "alasan")) == [(kerja.operator.pk, pesan)]


def test_save_empty_over_what_another_one_wrote_is_a_conflict_too(kerja, kedua):
    save(kerja.get_baris("persen"), "10", user=kerja.operator)
    dilihat = kerja.get_baris("persen")
    save(kerja.get_baris("persen"), "11", user=kedua)
    with pytest.raises(BentrokError):
        save(dilihat, "", user=kerja.operator)
    assert kerja.get_baris("persen").nilai == 11


def test_save_without_a_fingerprint_of_the_cell_names_nobody(kerja):
    with pytest.raises(BentrokError) as galat:
        save(kerja.get_baris("persen"), "20", user=kerja.operator, sidik="tidak dari sini")
    assert str(galat.value) == "Sel ini sudah berubah. Isi terbaru ditampilkan; periksa lagi."


def test_save_another_column_of_the_same_row_is_no_conflict(kerja, kedua):
    dilihat = kerja.get_baris("persen")
    save(dilihat, "10", user=kedua)
    save(dilihat, "Dua desa menyusul.", "keterangan", user=kerja.operator)
    baris = kerja.get_baris("persen")
    assert (baris.nilai, baris.keterangan, baris.diubah_oleh) == (10, "Dua desa menyusul.", kerja.operator)


def test_save_the_same_value_typed_by_both_is_no_conflict_and_one_change(kerja, kedua):
    dilihat = kerja.get_baris("persen")
    save(dilihat, "10", user=kedua)
    save(dilihat, "10,00", user=kerja.operator)
    baris = kerja.get_baris("persen")
    assert (baris.nilai, baris.diubah_oleh) == (10, kedua)
    assert list_perubahan() == [(kedua.nama, "isi_nilai", {"nilai": None}, {"nilai": "10"})]
    assert Jejak.objects.filter(diterima=False).count() == 0


@pytest.mark.parametrize(
    ("satu", "dua", "sama"),
    [
        (Decimal("50.000000"), Decimal("5E+1"), True),
        (Decimal("0"), Decimal("0.00"), True),
        (Decimal("0"), None, False),
        (Decimal("0.1"), Decimal("0.100001"), False),
        (None, "", True),
        ("a", "a ", False),
    ],
)
def test_compute_sidik_is_of_the_value_not_of_its_spelling(satu, dua, sama):
    assert (compute_sidik(satu) == compute_sidik(dua)) == sama


# When and who


def test_save_before_and_after_the_form_is_with_the_unit_is_refused():
    kerja = create_bahan()
    prepare_formulir(periode=kerja.periode, user=kerja.tim)
    pesan = [refuse(kerja, "persen", "1", galat=BentrokError)]
    distribute_formulir(periode=kerja.periode, user=kerja.tim)
    fill(kerja)
    submit_formulir(formulir=kerja.formulir, user=kerja.operator)
    pesan.append(refuse(kerja, "persen", "1", galat=BentrokError))
    receive_formulir(periode=kerja.periode, user=kerja.tim)
    pesan.append(refuse(kerja, "persen", "1", "keterangan", galat=BentrokError))
    assert pesan == [
        f"Formulir Bidang Desa Triwulan I 2026 terkunci: {keadaan}."
        for keadaan in ("Draf", "Diserahkan", "Diterima Tim SAKIP")
    ]
    with pytest.raises(BentrokError):
        save_uang(kerja.anggaran, "1", user=kerja.operator)
    assert kerja.anggaran.jumlah == 250_000


def test_save_is_for_the_units_own_operators_today(kerja):
    orang, pesan = create_orang_lain(kerja), {}
    for nama, user in orang.items():
        with pytest.raises(AksesError) as galat:
            save(kerja.get_baris("persen"), "1", user=user)
        with pytest.raises(AksesError):
            save_uang(kerja.anggaran, "1", user=user)
        pesan[nama] = str(galat.value)
    assert pesan == dict.fromkeys(orang, "Formulir Bidang Desa Triwulan I 2026 diisi oleh Bidang Desa.")
    assert (kerja.get_baris("persen").nilai, kerja.anggaran.jumlah, list_perubahan()) == (None, None, [])
    assert Jejak.objects.filter(diterima=False, pengguna__in=orang.values()).count() == 2 * len(orang)


def test_save_on_the_last_day_of_the_role(kerja):
    user = create_user()
    assign(user, Peran.BIDANG, kerja.kantor, kerja.unit, selesai=0)
    save(kerja.get_baris("persen"), "1", user=user)
    assert kerja.get_baris("persen").diubah_oleh == user


# The trail


def test_save_keeps_every_step_of_a_cell_on_the_trail(kerja, kedua):
    for user, isi in ((kerja.operator, "10"), (kedua, "95,125"), (kedua, "95,125"), (kerja.operator, "")):
        save(kerja.get_baris("persen"), isi, user=user)
    save(kerja.get_baris("persen"), "Data belum terbit", "tidak_dapat_diukur", user=kedua)
    pertama, lain = kerja.operator.nama, kedua.nama
    assert list_perubahan() == [
        (pertama, "isi_nilai", {"nilai": None}, {"nilai": "10"}),
        (lain, "isi_nilai", {"nilai": "10"}, {"nilai": "95.125"}),
        (pertama, "isi_nilai", {"nilai": "95.125"}, {"nilai": None}),
        (lain, "isi_tidak_dapat_diukur", {"tidak_dapat_diukur": ""}, {"tidak_dapat_diukur": "Data belum terbit"}),
    ]
    baris = kerja.get_baris("persen")
    assert (baris.diubah_oleh, baris.diubah_pada is not None) == (kedua, True)


# Money


@pytest.mark.parametrize(
    ("isi", "jumlah"),
    [
        ("1.234.567", 1_234_567),
        ("1.234", 1234),
        ("Rp 250.000,75", Decimal("250000.75")),
        ("0", 0),
        ("9.999.999.999.999", 9_999_999_999_999),
        ("", None),
    ],
)
def test_save_anggaran(kerja, isi, jumlah):
    save_uang(kerja.anggaran, isi, user=kerja.operator)
    assert kerja.anggaran.jumlah == jumlah


@pytest.mark.parametrize(
    ("isi", "pesan"),
    [
        ("-1", UANG),
        ("10.000.000.000.000", UANG),
        ("1,005", SEN),
        ("sejuta", f"“sejuta” bukan angka yang dapat dibaca. {CARA}"),
        ("1\x00", f"“1\ufffd” bukan angka yang dapat dibaca. {CARA}"),
    ],
)
def test_save_anggaran_refuses(kerja, isi, pesan):
    with pytest.raises(IsianError) as galat:
        save_uang(kerja.anggaran, isi, user=kerja.operator)
    assert (str(galat.value), kerja.anggaran.jumlah) == (pesan, None)
    jejak = Jejak.objects.get(diterima=False)
    assert (jejak.aksi, jejak.objek, jejak.alasan) == ("isi_jumlah", "realisasianggaran", pesan)


def test_save_anggaran_conflict_names_who_was_faster(kerja, kedua):
    kosong = compute_sidik(None)
    save_uang(kerja.anggaran, "100", user=kedua)
    with pytest.raises(BentrokError) as galat:
        save_anggaran(anggaran=kerja.anggaran, isi="200", sidik=kosong, user=kerja.operator)
    assert str(galat.value) == f"Sel ini baru saja diubah oleh {kedua.nama}. Isi terbaru ditampilkan; periksa lagi."
    save_anggaran(anggaran=kerja.anggaran, isi="100", sidik=kosong, user=kerja.operator)
    assert list_perubahan() == [(kedua.nama, "isi_jumlah", {"jumlah": None}, {"jumlah": "100"})]
