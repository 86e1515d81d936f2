"""Pembilang and penyebut typed in a browser, and the pages of ranges and components: axe, width, light and dark."""

import pytest

from collection.enums import Peran
from measurement.services.baris import list_baris
from tests.factories.bentuk import compute_bentuk, create_bentuk
from tests.factories.dasar import create_pejabat

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]


def test_both_parts_are_typed_and_the_value_and_its_capaian_follow(sign_in):
    kerja = create_bentuk()
    baris, orang = kerja.get_baris("rasio"), sign_in(kerja.operator.username)
    page = orang.page
    page.goto(f"/formulir/{kerja.formulir.pk}/", wait_until="networkidle")
    penyebut = page.locator(f"#isi-r{baris.pk}-penyebut")
    penyebut.fill("80")
    penyebut.blur()
    page.wait_for_selector(f"#hasil-r{baris.pk}:has-text('6,25')")
    page.wait_for_selector(f"#capaian-{baris.pk}:has-text('(9 / 145 × 100) / 5,00')")
    pembilang = page.locator(f"#isi-r{baris.pk}-pembilang")
    pembilang.fill("lima")
    pembilang.press("Enter")
    page.wait_for_selector(f"#sel-r{baris.pk}-pembilang[data-keadaan=gagal]")
    assert (pembilang.input_value(), kerja.get_baris("rasio").pembilang) == ("lima", 5)
    assert [g for g in orang.find_faults() if "422" not in g] == []


def test_pages_of_every_kind(sign_in):
    kerja = create_bentuk()
    kertas = compute_bentuk(kerja)
    perencana = create_pejabat(Peran.PERENCANA, kerja.kantor)
    indikator = {i.kode: i.pk for i in kerja.kantor.indikator_set.all()}
    baris = {b.baris.kode: b.baris.pk for b in list_baris(kertas)}
    galat = sign_in(kerja.operator.username).visit(f"/formulir/{kerja.formulir.pk}/")
    orang = sign_in(perencana.username)
    for alamat in (
        f"/pengukuran/{kertas.pengukuran_id}/kertas-kerja/", f"/kertas-kerja/baris/{baris['rasio']}/",
        f"/kertas-kerja/baris/{baris['rentang']}/", f"/rencana/indikator/{indikator['rasio']}/",
        f"/rencana/indikator/{indikator['rentang']}/ubah/", "/rencana/?tampilan=tabel",
    ):  # fmt: skip
        galat += [f"{alamat} {satu}" for satu in orang.visit(alamat)]
    assert galat == []
