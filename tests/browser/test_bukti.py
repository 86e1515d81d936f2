"""Evidence as its unit hands it in: what was done is in sight where it was done, and letting go is asked in red."""

import pytest

from tests.factories.formulir import create_kerja

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

PDF = {"name": "Berita acara.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4\n%%EOF\n"}


@pytest.fixture(params=[1280, 390])
def page(request, sign_in):
    """The form on a wide screen and on a phone, with one file attached to its first indicator."""
    kerja = create_kerja(triwulan=2, tambahan=8)
    page = sign_in(kerja.operator.username, viewport={"width": request.param, "height": 844}).page
    page.goto(f"/formulir/{kerja.formulir.pk}/")
    blok = page.locator(f"#bukti-{kerja.get_baris('persen').pk}")
    blok.locator("summary").click()
    blok.locator("input[type=file]").set_input_files(PDF)
    blok.get_by_text("Unggah bukti").click()
    page.wait_for_url("**#bukti-*")
    page.wait_for_load_state("networkidle")
    return page


def test_the_answer_stands_between_the_bar_and_the_evidence_that_it_is_about(page):
    bilah, pesan, blok = (
        page.locator(satu).bounding_box() for satu in (".bilah", ".isi > [role=status] .kotak", "details:target")
    )
    assert page.locator("details:target").get_attribute("open") is not None
    assert bilah["y"] + bilah["height"] <= pesan["y"]
    assert pesan["y"] + pesan["height"] <= blok["y"] < 844


def test_letting_go_of_evidence_is_confirmed_with_the_button_of_danger(page):
    page.locator("details:target .berkas button").click()
    kelas = [satu.get_attribute("class") for satu in page.locator("dialog button").all()]
    assert kelas == ["tombol tombol-bahaya", "tombol"]
    page.get_by_role("button", name="Lepas bukti").click()
    page.wait_for_selector(".kotak:has-text('Bukti Berita acara.pdf dilepas dari baris ini.')")
    assert page.locator("details:target .berkas").count() == 0
