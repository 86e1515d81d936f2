"""What an import says of targets that it can take but that do not agree, and of negative ones, which it cannot."""

import pytest

from collection.enums import Konsolidasi, Peran
from collection.models import Target
from collection.muat import load_rencana
from collection.services.impor import apply_impor, create_impor, is_usang
from tests.factories.dasar import create_kantor, create_pejabat
from tests.factories.halaman import link, visit
from tests.factories.rencana import build_xlsx, create_indikator, create_predikat, create_rencana

pytestmark = pytest.mark.django_db

AKHIR = "Indikator ini dinilai pada posisi akhir tahun, jadi keduanya semestinya sama."
JUMLAH = "Nilai triwulan indikator ini dijumlahkan, jadi keduanya semestinya sama."


@pytest.fixture
def pk():
    return create_rencana(create_kantor(), jumlah=2)


def load(pk, *baris, **lembar):
    isi = build_xlsx(list(baris), **lembar) if baris else build_xlsx(**lembar)
    return load_rencana(kantor=pk.perangkat_daerah, pk=pk, isi=isi, tahun=pk.tahun)


def list_peringatan(hasil):
    return [b.peringatan for b in hasil.baris]


def get_sasaran(pk):
    return pk.target_set.first().indikator.sasaran


@pytest.mark.parametrize("nilai", [-5, "-5", "−5", "-0,01"])
def test_a_negative_target_is_an_error_of_its_cell(pk, nilai):
    hasil = load(pk, ["IKU-1", "", "%", 50, nilai, None, nilai, 50])
    tulis = "-0,01" if nilai == "-0,01" else "-5,00"
    pesan = f"Target {tulis} negatif. Capaian terhadap target negatif tidak dapat dihitung; pakai ukuran lain yang tidak negatif."
    assert (hasil.jumlah["salah"], hasil.baris[0].galat) == (
        1, [f"Baris 2, kolom E: {pesan}", f"Baris 2, kolom G: {pesan}"],
    )  # fmt: skip


def test_a_negative_target_from_before_is_not_taken_again(pk):
    pk.target_set.update(tw1=-5)
    assert load(pk, ["IKU-1", "", "%", 50, -5, None, None, 50]).jumlah["salah"] == 1


def test_zero_is_a_target(pk):
    assert load(pk, ["IKU-1", "", "%", 50, 0, None, None, 50]).jumlah["berubah"] == 1


def test_annual_target_against_tw4_of_an_end_value(pk):
    hasil = load(pk, ["IKU-1", "", "%", 60, None, None, None, 50], ["IKU-2", "", "%", 60, None, None, None, 60])
    assert hasil.jumlah == {"baru": 0, "berubah": 2, "tetap": 0, "salah": 0}
    assert list_peringatan(hasil) == [
        [f"Baris 2: target tahunan (kolom D) 60,00, sedangkan target TW IV (kolom H) 50,00. {AKHIR}"], [],
    ]  # fmt: skip


def test_a_row_that_stays_as_it_is_is_warned_of_too(pk):
    pk.target_set.filter(indikator__kode="IKU-1").update(tahunan=60)
    hasil = load(pk, ["IKU-1", "", "%", 60, None, None, None, 50])
    assert (hasil.jumlah["tetap"], len(hasil.baris[0].peringatan), hasil.build_ringkasan()["peringatan"]) == (1, 1, 1)
    assert [b.kode for b in hasil.list_perlu()] == ["IKU-1"]


def test_what_the_file_leaves_out_is_compared_as_stored(pk):
    hasil = load(pk, Target=[["Kode", "Target tahunan"], ["IKU-1", 60]])
    assert list_peringatan(hasil) == [
        [f"Baris 2: target tahunan (kolom B) 60,00, sedangkan target TW IV (tersimpan) 50,00. {AKHIR}"]
    ]


@pytest.mark.parametrize(
    ("kumulatif", "triwulan", "pesan"),
    [
        (False, [10, 20, 30, 40], "target tahunan (kolom D) 90, sedangkan jumlah target TW I sampai IV (kolom E, F, G, H) 100."),
        (True, [25, 50, 75, 100], "target tahunan (kolom D) 90, sedangkan target TW IV (kolom H) 100."),
        (False, [20, 20, 20, 30], None),
        (True, [25, 50, 75, 90], None),
        (False, [20, 20, 20, None], None),
    ],
)  # fmt: skip
def test_annual_target_against_the_quarters_of_a_sum(pk, kumulatif, triwulan, pesan):
    isian = {"konsolidasi": Konsolidasi.JUMLAH, "target_kumulatif": kumulatif, "satuan": "desa", "desimal": 0}
    create_indikator(get_sasaran(pk), 3, **isian)
    hasil = load(pk, ["IKU-3", "", "desa", 90, *triwulan])
    assert list_peringatan(hasil) == [[f"Baris 2: {pesan} {JUMLAH}"] if pesan else []]


def test_predicates_are_told_by_their_labels(pk):
    create_predikat(get_sasaran(pk), 3)
    [[pesan]] = list_peringatan(load(pk, ["IKU-3", "", "", "A", None, None, None, "BB"]))
    assert pesan.startswith("Baris 2: target tahunan (kolom D) A, sedangkan target TW IV (kolom H) BB.")


def test_a_row_with_an_error_has_no_warning_beside_it(pk):
    [satu] = load(pk, ["IKU-1", "", "%", 60, "abc", None, None, 50]).baris
    assert (len(satu.galat), satu.peringatan) == (1, [])


def test_preview_counts_warnings_on_top_shows_each_first_and_can_be_applied(client, pk):
    kantor = pk.perangkat_daerah
    user = create_pejabat(Peran.PERENCANA, kantor)
    baris = [["IKU-1", "", "%", 60, None, None, None, 60], ["IKU-2", "", "%", 70, None, None, None, 50]]
    impor = create_impor(kantor=kantor, tahun=2026, user=user, nama="a.xlsx", isi=build_xlsx(baris), muat=load_rencana)
    halaman = visit(client, user, link("collection:impor_detail", impor.pk))
    assert halaman.read("div", **{"class": "perlu"}) == ["baris dengan peringatan 1"]
    assert [t.split(" Target")[0] for t in halaman.read("div", **{"class": "kotak kotak-peringatan"})] == [
        "1 baris perlu diperiksa lagi"
    ]
    assert halaman.read("th", scope="row") == ["IKU-2", "IKU-1"]
    assert "Peringatan Baris 3: target tahunan (kolom D) 70,00, sedangkan target TW IV (kolom H) 50,00." in " ".join(
        halaman.read("td")
    )
    apply_impor(impor=impor, user=user)
    assert Target.objects.get(indikator__kode="IKU-2").tahunan == 70


def test_preview_without_warnings_does_not_speak_of_them(client, pk):
    kantor = pk.perangkat_daerah
    user = create_pejabat(Peran.PERENCANA, kantor)
    isi = build_xlsx([["IKU-1", "", "%", 60, None, None, None, 60]])
    impor = create_impor(kantor=kantor, tahun=2026, user=user, nama="a.xlsx", isi=isi, muat=load_rencana)
    halaman = visit(client, user, link("collection:impor_detail", impor.pk))
    assert halaman.find("div", **{"class": "perlu"}) + halaman.find("div", **{"class": "kotak kotak-peringatan"}) == []


@pytest.mark.parametrize("isian", [{"konsolidasi": Konsolidasi.JUMLAH}, {"target_kumulatif": True}])
def test_preview_is_out_of_date_where_the_way_of_adding_up_changed(pk, isian):
    kantor = pk.perangkat_daerah
    user = create_pejabat(Peran.PERENCANA, kantor)
    isi = build_xlsx([["IKU-1", "", "%", 60, None, None, None, 60]])
    impor = create_impor(kantor=kantor, tahun=2026, user=user, nama="a.xlsx", isi=isi, muat=load_rencana)
    kantor.indikator_set.filter(kode="IKU-1").update(**isian)
    assert is_usang(impor)
