"""What an import makes of cells that only look filled, of columns with one title, and what its marked copy tells."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from collection.muat import load_rencana
from collection.services.impor import create_impor
from collection.services.lembar import read_lembar
from collection.services.salinan_impor import build_salinan, list_tanda
from tests.factories.halaman import link, read_teks, visit
from tests.factories.rencana import build_xlsx, write_lembar

pytestmark = pytest.mark.django_db


def load(pk, **lembar):
    return load_rencana(kantor=pk.perangkat_daerah, pk=pk, isi=build_xlsx(**lembar), tahun=pk.tahun)


def check(pk, user, **lembar):
    return create_impor(
        kantor=pk.perangkat_daerah, tahun=pk.tahun, user=user, nama="a.xlsx", isi=build_xlsx(**lembar), muat=load_rencana
    )


HAMPA = (" ", "\u00a0", " \t ", '=""', '= ""')


@pytest.mark.parametrize("hampa", HAMPA)
def test_rows_of_nothing_but_blanks_are_no_rows(pk, hampa):
    kosong = [[hampa, None, hampa] for _ in range(3)]
    hasil = load(pk, Target=[["Kode", "Indikator", "TW I"], ["IKU-1", "", 10], *kosong, ["IKU-2", hampa, 10]])
    assert (hasil.jumlah["salah"], [(b.nomor, b.kode) for b in hasil.baris]) == (0, [(2, "IKU-1"), (6, "IKU-2")])


@pytest.mark.parametrize(
    "sel",
    [
        b'<c r="A1" t="str"><f>IF(B1="","",1)</f><v></v></c>', b'<c r="A1" t="str"><f>B9</f><v> </v></c>',
        b'<c r="A1" t="inlineStr"><is><t xml:space="preserve">  </t></is></c>', b'<c r="A1"><f>""</f></c>',
    ],
)  # fmt: skip
def test_a_cell_in_which_nobody_sees_anything_is_empty_also_beyond_the_limits(sel):
    isi = write_lembar(b'<row r="1">' + sel + b'<c r="B1"><v>5</v></c></row>')
    assert [list(baris.sel) for baris in read_lembar(isi)[0].baris] == [[2]]
    jauh = write_lembar(b'<row r="9000">' + sel.replace(b'"A1"', b'"A9000"') + b"</row>")
    assert read_lembar(jauh)[0].baris == []


def test_a_formula_that_nobody_has_computed_is_still_told(pk):
    hasil = load(pk, Target=[["Kode", "TW I"], ["IKU-1", '=IF(1=1,"",2)']])
    assert [g.split(":")[0] for b in hasil.baris for g in b.galat] == ["Baris 2, kolom B"]


def test_two_columns_of_one_title_are_faults_of_both_and_marked_in_the_copy(client, pk, user):
    impor = check(pk, user, Target=[["Kode", "TW I", "Satuan", "Triwulan 1"], ["IKU-1", 10, "%", 20]])
    [judul] = [satu for satu in impor.rincian if satu[4] == "salah"]
    ekor = "judul ini ada pada beberapa kolom: B (“TW I”), D (“Triwulan 1”). Hapus salah satunya, atau ganti judulnya."
    assert judul[6] == [f"Lembar Target, baris 1, kolom {k}: {ekor}" for k in "BD"]
    assert not impor.dapat_diterapkan
    lembar = load_workbook(BytesIO(build_salinan(impor)))["Target"]
    assert [bool(sel.comment) for sel in lembar[1]] == [False, True, False, True]
    assert ekor in read_teks(visit(client, user, link("collection:impor_detail", impor.pk)).akar)


def test_a_title_that_stands_twice_among_names_is_no_fault(pk):
    hasil = load(pk, Target=[["Kode", "Indikator", "Uraian", "TW I"], ["IKU-1", "Indikator 1", "", 10]])
    assert (hasil.jumlah["salah"], list_tanda(hasil.baris)) == (0, [])


def test_the_page_says_how_many_faults_the_copy_marks(client, pk, user, monkeypatch):
    impor = check(pk, user, Target=[["Kode", "TW I"], *([f"X-{n}", 1] for n in range(5))])
    halaman = link("collection:impor_detail", impor.pk)
    assert "Salinan bertanda menandai semuanya pada selnya." in read_teks(visit(client, user, halaman).akar)
    monkeypatch.setattr("collection.services.salinan_impor.MAKS_KOMENTAR", 2)
    monkeypatch.setattr("collection.services.salinan_impor.MAKS_DAFTAR", 4)
    kalimat = (
        "Salinan bertanda menandai 2 yang pertama pada selnya dan mendaftar 4 pada lembar pertamanya, dari 5 kesalahan "
        "dan peringatan seluruhnya."
    )
    assert kalimat in read_teks(visit(client, user, halaman).akar)
    lembar = load_workbook(BytesIO(build_salinan(impor)))["Target"]
    assert sum(bool(sel.comment) for baris in lembar.iter_rows() for sel in baris) == 2
