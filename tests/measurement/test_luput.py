"""A target that was missed: told beside the capaian, listed with a link to the text that is missing, kept at the door."""

import pytest

from collection.errors import IsianError
from measurement.enums import Status
from measurement.services.contoh_isian import LUPUT
from measurement.services.kertas_kerja import compute_kertas_kerja
from measurement.services.luput import list_halangan_luput, list_luput
from measurement.services.narasi import LENGKAPI
from measurement.services.penyerahan import submit_formulir
from measurement.services.usulan_narasi import _suggest_penghambat, _suggest_solusi
from tests.factories.formulir import Kerja, create_kasus, create_kerja, explain_luput, save, save_uang
from tests.factories.halaman import Halaman, get, link, visit
from tests.factories.kantor_contoh import create_kasus as create_contoh
from tests.factories.kantor_contoh import get_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def kerja() -> Kerja:
    kerja = create_kerja()
    create_kasus(kerja)
    save(kerja.get_baris("jumlah"), "10", user=kerja.operator)
    save_uang(kerja.anggaran, "1", user=kerja.operator)
    return kerja


def find(kerja: Kerja) -> list[tuple[str, str, bool]]:
    semua = kerja.formulir.realisasi_set.select_related("formulir__periode", "target__indikator__skala")
    return [(t.tautan.partition("-")[2], t.temuan.pesan, t.menghalangi) for t in list_luput(kerja.formulir, semua)]


@pytest.mark.parametrize(
    ("nilai", "luput"),
    [("20", False), ("19,99", True), ("19,998", True), ("19,999", False), ("19,9989", True), ("0", True), ("25", False)],
)
def test_missed_is_below_100_as_printed(kerja, nilai, luput):
    """Of 20: 19,999 is 99,995 and prints as 100,00; 19,9989 is 99,9945 and prints as 99,99."""
    save(kerja.get_baris("persen"), nilai, user=kerja.operator)
    assert bool(find(kerja)) == luput


def test_it_keeps_the_form_until_both_texts_are_written(kerja):
    baris = save(kerja.get_baris("persen"), "15", user=kerja.operator)
    assert find(kerja) == [(f"r{baris.pk}-kendala", "Capaian 75,00 % di bawah target.", True)]
    with pytest.raises(IsianError) as galat:
        submit_formulir(formulir=kerja.formulir, user=kerja.operator)
    assert galat.value.kesalahan[""] == [
        "Persentase desa mandiri: Capaian 75,00 % di bawah target. Tulis kendala dan rencana tindak lanjut pada baris ini."
    ]
    save(kerja.get_baris("persen"), "Data terlambat.", "kendala", user=kerja.operator)
    assert find(kerja) == [(f"r{baris.pk}-rencana", "Capaian 75,00 % di bawah target.", True)]
    assert list_halangan_luput(kerja.formulir) == [
        "Persentase desa mandiri: Capaian 75,00 % di bawah target. Tulis rencana tindak lanjut pada baris ini."
    ]
    explain_luput(kerja, "persen")
    assert [menghalangi for *_, menghalangi in find(kerja)] == [False]
    assert submit_formulir(formulir=kerja.formulir, user=kerja.operator).status == "diserahkan"


def test_an_empty_row_and_one_that_is_not_measurable_have_nothing_to_explain(kerja):
    assert find(kerja) == []
    save(kerja.get_baris("persen"), "Survei ditunda.", "tidak_dapat_diukur", user=kerja.operator)
    assert find(kerja) == []
    assert submit_formulir(formulir=kerja.formulir, user=kerja.operator).status == "diserahkan"


def test_the_capaian_links_to_the_text_that_is_missing_and_the_page_has_its_cell(kerja, client):
    baris = save(kerja.get_baris("persen"), "15", user=kerja.operator)
    client.force_login(kerja.operator)
    halaman = Halaman(client.get(link("measurement:formulir_capaian", kerja.formulir.pk)))
    assert [get(a, "href") for a in halaman.find("a")] == [f"#isi-r{baris.pk}-kendala"]
    client.force_login(kerja.tim)
    pembaca = Halaman(client.get(link("measurement:formulir_capaian", kerja.formulir.pk)))
    assert pembaca.find("a") == [] and "belum lengkap" in pembaca.read("span", id=f"capaian-{baris.pk}")[0]
    halaman = visit(client, kerja.operator, link("collection:formulir_detail", kerja.formulir.pk))
    assert len(halaman.find("textarea", id=f"isi-r{baris.pk}-kendala")) == 1
    [daftar] = halaman.find("div", id="periksa-serah")
    assert f"#isi-r{baris.pk}-kendala" in [get(a, "href") for a in halaman.find("a")]
    assert halaman.inline == [] and daftar
    save(kerja.get_baris("persen"), "20", user=kerja.operator)
    client.force_login(kerja.operator)
    halaman = Halaman(client.get(link("measurement:formulir_capaian", kerja.formulir.pk)))
    assert halaman.find("a") == []


def test_finding_misses_costs_the_same_with_1_and_with_30_rows(django_assert_max_num_queries):
    for tambahan in (0, 29):
        satu = create_kerja(tambahan=tambahan)
        save(satu.get_baris("persen"), "1", user=satu.operator)
        with django_assert_max_num_queries(12):
            list_halangan_luput(satu.formulir)


def test_what_the_unit_wrote_is_frozen_with_the_figure_and_suggested_for_the_report():
    kasus = create_contoh(Status.KERTAS_KERJA)
    kertas = kasus.kertas_kerja_set.first() or compute_kertas_kerja(pengukuran=kasus, user=get_user("tim_sakip"))
    luput = [b for b in kertas.baris_set.all() if b.capaian_mentah is not None and b.capaian_mentah < 100]
    assert luput and all(set(b.asal["penjelasan"]) == {"kendala", "rencana"} for b in kertas.baris_set.all())
    assert {b.asal["penjelasan"]["kendala"] for b in luput} == {LUPUT["kendala"]}


@pytest.mark.parametrize(
    ("isi", "sebab"),
    [
        (["Hujan.", "Banjir"], "A: Hujan; B: Banjir."), (["Hujan.", ""], "A: Hujan; lainnya [lengkapi]."),
        (["", ""], "[lengkapi]."),
    ],
)  # fmt: skip
def test_the_suggestion_quotes_the_units_and_leaves_the_rest_to_a_person(isi, sebab):
    persen = {"nilai": "50", "teks": "50,00"}
    baris = [{"nama": nama, "capaian": persen, "kendala": teks, "rencana": teks} for nama, teks in zip("AB", isi, strict=True)]
    harap = sebab.replace("[lengkapi]", LENGKAPI)
    assert _suggest_penghambat({"baris": baris}).endswith(f"Penyebabnya: {harap}")
    assert _suggest_solusi({"baris": baris}).endswith(f"langkah yang ditempuh: {harap}")
