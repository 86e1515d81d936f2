"""Long work says that it runs: from the first click its button tells it and is closed, and a bar moves."""

import pytest
from playwright.sync_api import expect

from collection.enums import Peran
from collection.services import kemajuan
from collection.services.kemajuan import tell, track
from tests.factories.dasar import create_kantor, create_pejabat
from tests.factories.rencana import build_xlsx, create_rencana

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]


def test_an_import_shows_that_it_is_being_checked_and_how_far_it_is(sign_in, tmp_path, monkeypatch):
    monkeypatch.setattr(kemajuan, "DIAM", 0)
    kantor = create_kantor("dinas-a")
    create_rencana(kantor)
    user = create_pejabat(Peran.PERENCANA, kantor)
    orang = sign_in(user.username, viewport={"width": 1280, "height": 900})
    page, jalur = orang.page, tmp_path / "a.xlsx"
    jalur.write_bytes(build_xlsx(Target=[["Kode", "Target tahunan"], ["IKU-1", 60]]))
    page.goto("/rencana/impor/")
    page.evaluate("window.addEventListener('submit', (e) => e.preventDefault(), { once: true })")
    page.set_input_files("input[type=file]", jalur)
    page.get_by_role("button", name="Periksa berkas").click()
    tombol = page.get_by_role("button", name="Memeriksa berkas…")
    expect(tombol).to_be_disabled()
    bilah = page.get_by_role("progressbar", name="Sedang dikerjakan")
    expect(bilah).to_be_visible()
    with track(kantor, user, "Memeriksa a.xlsx", 3):
        tell("memeriksa lembar Target", 2, 4000, 10000)
        expect(page.get_by_text("Langkah 2 dari 3: memeriksa lembar Target, baris 4.000 dari 10.000.")).to_be_visible()
        expect(bilah).to_have_attribute("max", "10000")
    orang.check()
    page.evaluate("window.dispatchEvent(new PageTransitionEvent('pageshow'))")
    expect(page.get_by_role("button", name="Periksa berkas")).to_be_enabled()
    expect(page.get_by_role("progressbar")).to_have_count(0)
    page.get_by_role("button", name="Periksa berkas").click()
    page.wait_for_url("**/rencana/impor/*/")
