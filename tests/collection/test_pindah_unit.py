"""An indicator or sub kegiatan that changes its unit during the year: one row in each triwulan, by a clear rule."""

import pytest
from django.db import IntegrityError, transaction

from collection.models import Formulir, Periode, Realisasi, RealisasiAnggaran
from collection.services.formulir import prepare_formulir, return_formulir, submit_formulir
from tests.factories.dasar import create_unit
from tests.factories.formulir import Kerja, add_unit, create_bahan, create_kerja, fill, save, send

pytestmark = pytest.mark.django_db

ISI = {"persen": "Bidang Desa", "predikat": "Bidang Desa", "jumlah": "Bidang Desa"}


def move(kerja: Kerja, kode: str, nama: str = "Bidang Baru"):
    """The indicator and the sub kegiatan belong to another unit from now on."""
    unit = kerja.kantor.unit_set.filter(nama=nama).first() or create_unit(kerja.kantor, nama)
    kerja.kantor.indikator_set.filter(kode=kode).update(unit=unit)
    sub = kerja.pk.pagu_set.get().sub_kegiatan
    sub.unit = unit
    sub.save()
    return unit


def list_baris(periode) -> dict[str, str]:
    """Code of the indicator → whose form it is on; a double row fails."""
    semua = Realisasi.objects.filter(periode=periode).values_list("target__indikator__kode", "formulir__unit__nama")
    assert len(semua) == len(dict(semua))
    return dict(semua)


def list_uang(periode) -> list[str]:
    return list(RealisasiAnggaran.objects.filter(periode=periode).values_list("formulir__unit__nama", flat=True))


def prepare(kerja: Kerja, periode: Periode | None = None):
    return prepare_formulir(periode=periode or kerja.periode, user=kerja.tim)


@pytest.mark.parametrize("terisi", [True, False])
@pytest.mark.parametrize("diserahkan", [True, False])
def test_a_row_stays_with_the_unit_that_began_the_triwulan(terisi, diserahkan):
    kerja = create_kerja()
    if terisi or diserahkan:
        fill(kerja)
    if diserahkan:
        submit_formulir(formulir=kerja.formulir, user=kerja.operator)
    move(kerja, "persen")
    semua = prepare(kerja)
    assert (list_baris(kerja.periode), list_uang(kerja.periode)) == (ISI, ["Bidang Desa"])
    assert [f.unit.nama for f in semua] == ["Bidang Desa"]


def test_the_unit_can_go_on_filling_in_and_hand_in_what_it_began():
    kerja = create_kerja()
    fill(kerja)
    submit_formulir(formulir=kerja.formulir, user=kerja.operator)
    move(kerja, "persen")
    prepare(kerja)
    return_formulir(periode=kerja.periode, unit=None, catatan="Periksa.", user=kerja.tim)
    save(kerja.get_baris("persen"), "13", user=kerja.operator)
    assert submit_formulir(formulir=kerja.formulir, user=kerja.operator).status == "diserahkan"
    assert kerja.get_baris("persen").nilai == 13


def test_the_new_unit_has_it_from_the_next_triwulan_on():
    kerja = create_kerja()
    move(kerja, "persen")
    kedua = Periode.objects.create(perangkat_daerah=kerja.kantor, tahun=2026, triwulan=2)
    prepare(kerja, kedua)
    assert list_baris(kedua) == ISI | {"persen": "Bidang Baru"}
    assert (list_uang(kedua), list_baris(kerja.periode)) == (["Bidang Baru"], ISI)


def test_a_change_before_the_forms_are_prepared_goes_to_the_new_unit_at_once():
    kerja = create_bahan()
    move(kerja, "persen")
    send(kerja)
    assert list_baris(kerja.periode) == ISI | {"persen": "Bidang Baru"}


def test_a_unit_that_has_a_form_already_gets_no_second_row_either():
    kerja = create_bahan()
    add_unit(kerja, "Bidang Lain")
    send(kerja)
    move(kerja, "persen", "Bidang Lain")
    prepare(kerja)
    assert list_baris(kerja.periode) == ISI | {"Bidang Lain": "Bidang Lain"}


def test_a_row_says_the_same_triwulan_and_indicator_as_its_form_and_target():
    kerja = create_kerja(tambahan=2)
    for baris in Realisasi.objects.filter(periode=kerja.periode):
        assert (baris.periode, baris.indikator) == (baris.formulir.periode, baris.target.indikator)
    for baris in RealisasiAnggaran.objects.filter(periode=kerja.periode):
        assert (baris.periode, baris.sub_kegiatan) == (baris.formulir.periode, baris.pagu.sub_kegiatan)


def create_formulir_baru(kerja: Kerja) -> Formulir:
    unit = move(kerja, "persen")
    return Formulir.objects.create(periode=kerja.periode, unit=unit, perjanjian_kinerja=kerja.pk)


def test_the_database_refuses_a_second_row():
    kerja = create_kerja()
    baru, lama, uang = create_formulir_baru(kerja), kerja.get_baris("persen"), kerja.anggaran
    with pytest.raises(IntegrityError), transaction.atomic():
        Realisasi.objects.create(
            formulir=baru, target=lama.target, periode=kerja.periode, indikator=lama.target.indikator
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        RealisasiAnggaran.objects.create(
            formulir=baru, pagu=uang.pagu, periode=kerja.periode, sub_kegiatan=uang.sub_kegiatan
        )
