"""Long work says that it runs: from the first click its button tells it and is closed, and a bar moves."""

import pytest
from playwright.sync_api import expect

from collection.enums import Peran
from tests.factories.dasar import create_kantor, create_pejabat
from tests.factories.rencana import build_xlsx, create_rencana

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]


def test_an_import_shows_that_it_is_being_checked(sign_in, tmp_path):
    kantor = create_kantor("dinas-a")
    create_rencana(kantor)
    orang = sign_in(create_pejabat(Peran.PERENCANA, kantor).username, viewport={"width": 1280, "height": 900})
    page, jalur = orang.page, tmp_path / "a.xlsx"
    jalur.write_bytes(build_xlsx(Target=[["Kode", "Target tahunan"], ["IKU-1", 60]]))
    page.goto("/rencana/impor/")
    page.evaluate("window.addEventListener('submit', (e) => e.preventDefault(), { once: true })")
    page.set_input_files("input[type=file]", jalur)
    page.get_by_role("button", name="Periksa berkas").click()
    tombol = page.get_by_role("button", name="Memeriksa berkas…")
    expect(tombol).to_be_disabled()
    expect(page.get_by_role("progressbar", name="Sedang dikerjakan")).to_be_visible()
    orang.check()
    page.evaluate("window.dispatchEvent(new PageTransitionEvent('pageshow'))")
    expect(page.get_by_role("button", name="Periksa berkas")).to_be_enabled()
    expect(page.get_by_role("progressbar")).to_have_count(0)
    page.get_by_role("button", name="Periksa berkas").click()
    page.wait_for_url("**/rencana/impor/*/")
