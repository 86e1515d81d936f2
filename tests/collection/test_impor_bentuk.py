"""Excel and targets that are more than one number: every rumus goes out and comes back; ranges change and are undone."""

import datetime
from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import load_workbook

from collection.enums import Peran
from collection.errors import BentrokError, IsianError
from collection.models import Impor, Indikator, Jejak, Target, TargetRenstra
from collection.models.perjanjian_kinerja import KOLOM_NILAI
from collection.muat import load_rencana
from collection.muat.ekspor import build_ekspor
from collection.services.impor import apply_impor, create_impor
from collection.services.salinan_impor import build_salinan
from collection.services.urung_impor import undo_impor
from tests.factories.bentuk import DELAPAN, create_delapan, list_target
from tests.factories.dasar import create_kantor, create_pejabat
from tests.factories.rencana import build_xlsx, create_rencana, save

pytestmark = pytest.mark.django_db


@pytest.fixture
def pk():
    pk = create_rencana(create_kantor(), jumlah=1)
    create_delapan(pk)
    return pk


@pytest.fixture
def perencana(pk):
    return create_pejabat(Peran.PERENCANA, pk.perangkat_daerah)


def load(pk, isi):
    return load_rencana(kantor=pk.perangkat_daerah, pk=pk, isi=isi, tahun=pk.tahun)


def check(pk, user, isi):
    return create_impor(
        kantor=pk.perangkat_daerah, tahun=pk.tahun, user=user, nama="r.xlsx", isi=isi, muat=load_rencana
    )


def list_galat(hasil):
    return [pesan for baris in hasil.baris for pesan in baris.galat]


def list_isi():
    """All that the plan says of its indicators and targets."""
    indikator = Indikator.objects.order_by("kode").values_list("kode", "rumus", "label_penyebut", "pengali", "baseline")
    renstra = TargetRenstra.objects.order_by("indikator__kode", "tahun")
    return [
        list(indikator), list(Target.objects.order_by("indikator__kode").values_list("indikator__kode", *KOLOM_NILAI)),
        list(renstra.values_list("indikator__kode", "tahun", "nilai", "nilai_atas")),
    ]  # fmt: skip


def read_lembar(isi, nama):
    judul, *baris = load_workbook(BytesIO(isi))[nama].iter_rows(values_only=True)
    return {satu[judul.index("Kode")]: dict(zip(judul, satu, strict=True)) for satu in baris}


def test_every_rumus_goes_out_and_comes_back_without_a_change(pk):
    isi = build_ekspor(kantor=pk.perangkat_daerah, pk=pk, tahun=2026)
    target, renstra, manual = (read_lembar(isi, nama) for nama in ("Target", "Target Renstra", "Indikator"))
    assert target["rentang"]["Target tahunan"] == "1.200,125–1.300,500"
    assert (target["ya"]["TW IV"], target["predikat"]["TW IV"], target["maks"]["TW II"]) == ("Ya", "A", 75.5)
    assert (renstra["waktu"]["2025"], renstra["rentang"]["2026"]) == ("9,0–10,0", 85)
    assert (manual["ya"]["Kondisi awal"], manual["maks"]["Kondisi awal"]) == ("Tidak", -3.5)
    assert (manual["nisbah"]["Nama penyebut"], manual["nisbah"]["Pengali"]) == ("Seluruh desa", 1)
    kosong = load_workbook(BytesIO(isi))["Target"]["F7"]
    assert (kosong.value, kosong.number_format) == (None, "@")  # where 7-8 would become a day
    hasil = load(pk, isi)
    assert (hasil.ubahan, list_galat(hasil), hasil.catatan) == ([], [], [])
    assert hasil.jumlah["tetap"] == 3 * 9 + 6 + 1


def test_a_workbook_makes_the_whole_plan_of_another_office(pk):
    isi = build_ekspor(kantor=pk.perangkat_daerah, pk=pk, tahun=2026)
    semula = list_isi()
    lain = create_kantor()
    unit = pk.perangkat_daerah.unit_set.get()
    lain.unit_set.create(nama=unit.nama, singkatan=unit.singkatan, jenis=unit.jenis)
    user = create_pejabat(Peran.PERENCANA, lain)
    impor = create_impor(kantor=lain, tahun=2026, user=user, nama="r.xlsx", isi=isi, muat=load_rencana)
    assert (impor.jumlah["salah"], impor.jumlah["berubah"]) == (0, 0), impor.rincian
    apply_impor(impor=impor, user=user)
    for semua, dulu in zip(list_isi(), semula, strict=True):
        assert semua == [baris for baris in dulu for _ in (1, 2)]


UBAH = {
    "Target": [["Kode", "Target tahunan", "TW I", "TW III"], ["waktu", "6 s.d. 7", "9", None], ["stabil", 11, 10, 10],
               ["rentang", "1.200,125", "10-25", "3 - 4"]],
    "Target Renstra": [["Kode", 2025, 2026], ["waktu", "8", "6-7"], ["ya", "Ya", None]],
    "Indikator": [["Kode", "Nama penyebut"], ["maks", "Semua desa"]],
}  # fmt: skip


def test_ranges_are_previewed_written_and_put_back(pk, perencana):
    semula, impor = list_isi(), check(pk, perencana, build_xlsx(**UBAH))
    sel = {(b[0], b[2], s[0]): (s[2], s[3]) for b in impor.rincian for s in b[5]}
    assert sel["Target", "waktu", "C2"] == ("8,0–10,0", "9,0")
    assert sel["Target", "rentang", "B4"] == ("1.200,125–1.300,500", "1.200,125")
    assert (sel["Target", "rentang", "D4"], sel["Target Renstra", "ya", "B3"]) == (("", "3,000–4,000"), ("", "Ya"))
    apply_impor(impor=impor, user=perencana)
    milik = {t.indikator.kode: list_target(t) for t in pk.target_set.all()}
    assert milik["waktu"] == ["6,0–7,0", "9,0", "", "", "7,0–8,0"]
    assert milik["rentang"] == ["1.200,125", "10,000–25,000", "15,000", "3,000–4,000", "1.200,125–1.300,500"]
    assert str(TargetRenstra.objects.get(indikator__kode="waktu", tahun=2026).get_nilai("nilai")) == "6–7"
    jejak = Jejak.objects.get(aksi="ubah_target", objek_id=Target.objects.get(indikator__kode="stabil").pk)
    assert (jejak.lama, jejak.baru) == ({"tahunan": "10"}, {"tahunan": "11", "impor": impor.pk})
    undo_impor(impor=Impor.objects.get(), user=perencana)
    assert list_isi() == semula


@pytest.mark.parametrize(
    ("kode", "kolom"), [("stabil", "tahunan_atas"), ("rentang", "tw1_atas"), ("waktu", "tw1_atas")]
)
def test_an_upper_bound_changed_since_is_not_undone_over(pk, perencana, kode, kolom):
    apply_impor(impor=check(pk, perencana, build_xlsx(**UBAH)), user=perencana)
    Target.objects.filter(indikator__kode=kode).update(**{kolom: 99})
    dulu = list_isi()
    with pytest.raises(BentrokError, match="berubah sejak"):
        undo_impor(impor=Impor.objects.get(), user=perencana)
    assert list_isi() == dulu


@pytest.mark.parametrize(
    ("kode", "isi", "pesan"),
    [
        (
            "waktu",
            datetime.datetime(2026, 8, 7),
            "Sel ini berisi tanggal 7 Agustus 2026, bukan rentang: Excel mengubah",
        ),
        ("waktu", "7 Agustus", "Sel ini berisi tanggal 7 Agustus, bukan rentang: Excel mengubah"),
        ("stabil", "7/8/2026", "“7/8/2026” adalah tanggal, bukan angka. Tulis angka seperti"),
        ("waktu", datetime.datetime(2026, 7, 8), "Tulis 7 s.d. 8, atau ubah format selnya menjadi Teks"),
        ("rentang", datetime.datetime(1990, 7, 1), "Tulis 7 s.d. 8, atau"),
        ("stabil", datetime.datetime(2026, 7, 8), "bukan angka: Excel mengubah ketikan seperti 7-8 atau 7/8"),
        ("waktu", "7-8 bulan", "“7-8 bulan” memuat lebih dari satu angka. Tulis targetnya saja, misalnya 7 s.d. 8,"),
        ("waktu", "8-7", "Batas bawah 8,0 melebihi batas atas 7,0."),
        ("stabil", "9-11", "Rumus Dipertahankan memerlukan target satu angka, bukan rentang 9–11."),
        ("maks", "60 dari 80 desa", "misalnya 60, dan taruh penjelasannya"),
        ("ya", "Tidak", "Target indikator ini hanya Ya; kosongkan bila belum"),
        ("ya", 0, "Pilih salah satu jawaban: Ya, Tidak."),
        ("predikat", "7-8", "Pilih salah satu predikat: B, BB, A."),
    ],
)
@pytest.mark.parametrize(("lembar", "judul"), [("Target", "TW I"), ("Target Renstra", 2027)])
def test_what_is_no_target_is_refused_with_what_to_type(pk, perencana, lembar, judul, kode, isi, pesan):
    berkas = build_xlsx(**{lembar: [["Kode", judul], [kode, isi]]})
    [galat] = list_galat(load(pk, berkas))
    assert galat.startswith("Baris 2, kolom B: ") and pesan in galat
    salinan = load_workbook(BytesIO(build_salinan(check(pk, perencana, berkas))))
    assert pesan in salinan[lembar]["B2"].comment.text


def test_text_of_a_range_is_no_day(pk):
    buku = load_workbook(BytesIO(build_xlsx(Target=[["Kode", "TW I"], ["waktu", "7-8"], ["rentang", True]])))
    buku["Target"]["B2"].number_format = "@"
    satu, dua = load(pk, save(buku)).baris
    assert [s.baru for s in satu.sel] == ["7,0–8,0"]
    assert "“Ya” bukan angka" in str(dua.galat)


@pytest.mark.parametrize(
    ("kode", "isi", "pesan"),
    [
        (
            "stabil",
            {"Konsolidasi": "Jumlah pembilang dibagi jumlah penyebut"},
            "kolom B: Penggabungan ini memerlukan pembilang",
        ),
        ("stabil", {"Nama pembilang": "desa"}, "Isi nama pembilang dan nama penyebut keduanya"),
        ("ya", {"Konsolidasi": "Jumlah"}, "kolom B: Untuk rumus Ya atau tidak pilih"),
        ("ya", {"Pembilang": "a", "Penyebut": "b"}, "kolom B: Rumus ini memakai jawaban pilihan"),
        ("maks", {"Pengali": 7}, "kolom B: “7” tidak dikenal. Tulis salah satu: 100 (hasilnya persen); 1 (hasilnya"),
        ("rentang", {"Kondisi awal": "7-8"}, "kolom B: “7-8” bukan angka yang dapat dibaca"),
        ("waktu", {"Rumus": "Naik"}, "kolom B: “Naik” tidak dikenal. Tulis salah satu: Makin tinggi makin baik; "),
    ],
)
def test_a_manual_that_does_not_fit_together_is_told_at_its_cell(pk, kode, isi, pesan):
    hasil = load(pk, build_xlsx(Indikator=[["Kode", *isi], [kode, *isi.values()]]))
    assert pesan in " ".join(list_galat(hasil))


def test_components_freeze_with_the_figures_but_not_their_names(pk):
    pk.__class__.objects.update(status="ditetapkan")
    judul = ["Kode", "Nama pembilang", "Nama penyebut", "Konsolidasi"]
    satu, dua, tiga = load(pk, build_xlsx(Indikator=[
        judul, ["maks", "Desa cepat", "Semua desa", "Jumlah pembilang dibagi jumlah penyebut"],
        ["nisbah", None, None, "Posisi terakhir"], ["stabil", "a", "b", "Posisi terakhir"],
    ])).baris  # fmt: skip
    assert (satu.jenis, [s.baru for s in satu.sel]) == ("berubah", ["Desa cepat", "Semua desa"])
    for baris in (dua, tiga):
        assert "Tidak dapat diubah lagi" in str(baris.galat)


def test_undo_of_components_stops_where_values_exist(pk, perencana):
    isi = [["Kode", "Nama pembilang", "Nama penyebut"], ["stabil", "a", "b"]]
    apply_impor(impor=check(pk, perencana, build_xlsx(Indikator=isi)), user=perencana)
    pk.__class__.objects.update(status="ditetapkan")
    with pytest.raises(IsianError):
        undo_impor(impor=Impor.objects.get(), user=perencana)
    assert Indikator.objects.get(kode="stabil").label_pembilang == "a"


def test_the_renstra_of_the_file_is_held_against_a_range(pk):
    isi = {
        "Target Renstra": [["Kode", 2026], ["waktu", "5-6"]],
        "Target": [["Kode", "Target tahunan"], ["waktu", "7-8"]],
    }
    [pesan] = [p for b in load(pk, build_xlsx(**isi)).baris for p in b.peringatan]
    assert "7,0–8,0 lain daripada target Renstra 5,0–6,0" in pesan


def test_all_rows_are_of_the_eight(pk):
    assert {i.rumus for i in Indikator.objects.filter(kode__in=DELAPAN)} == {
        "maks", "min_selisih", "min_rasio", "rentang", "rentang_waktu", "stabil", "predikat", "ya_tidak",
    }  # fmt: skip
    assert Indikator.objects.get(kode="rentang").baseline == Decimal(60)
