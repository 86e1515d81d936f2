"""A cell on a slow line: what is typed while the answer is on its way is neither lost nor a conflict."""

import pytest

from tests.factories.formulir import create_kerja

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]


class Sel:
    """The realisasi of one indicator on its unit's form, its answers 700 ms late."""

    def __init__(self, kerja, page, sandi):
        self.sandi = sandi
        self.kerja, self.page, self.nama = kerja, page, f"#sel-r{kerja.get_baris('persen').pk}-nilai"
        page.goto(f"/formulir/{kerja.formulir.pk}/", wait_until="networkidle")
        jalur = page.context.new_cdp_session(page)
        jalur.send("Network.enable")
        lambat = {"offline": False, "latency": 700, "downloadThroughput": -1, "uploadThroughput": -1}
        jalur.send("Network.emulateNetworkConditions", lambat)
        self.masukan = page.locator(f"{self.nama} input[name=isi]")

    def read(self):
        """(state, text in the cell, stored value) once everything has been answered."""
        self.page.wait_for_selector(f"{self.nama}[data-keadaan=tersimpan]")
        self.page.wait_for_load_state("networkidle")
        keadaan = self.page.locator(self.nama).get_attribute("data-keadaan")
        return keadaan, self.masukan.input_value(), self.kerja.get_baris("persen").nilai


@pytest.fixture
def sel(sign_in):
    kerja = create_kerja()
    orang = sign_in(kerja.operator.username)
    return Sel(kerja, orang.page, orang.sandi)


def test_a_saved_cell_says_so_and_shows_its_capaian(sel):
    sel.masukan.fill("12")
    sel.masukan.blur()
    assert sel.read() == ("tersimpan", "12,00", 12)
    sel.page.wait_for_selector(f"#capaian-{sel.kerja.get_baris('persen').pk}:has-text('60,00 %')")
    assert sel.page.locator(sel.nama).get_attribute("data-keadaan") == "tersimpan"


def test_a_second_figure_before_the_first_answer_is_kept(sel):
    sel.masukan.fill("12")
    sel.masukan.blur()
    sel.page.wait_for_timeout(200)
    sel.masukan.fill("13")
    sel.masukan.blur()
    assert sel.read() == ("tersimpan", "13,00", 13)


def test_typing_goes_on_while_the_answer_comes(sel):
    sel.masukan.fill("12")
    sel.masukan.blur()
    sel.masukan.press("Control+a")
    sel.masukan.press("2")
    sel.page.wait_for_timeout(1500)
    sel.page.keyboard.press("5")
    sel.page.keyboard.press("Tab")
    assert sel.read() == ("tersimpan", "25,00", 25)


def test_enter_saves_and_goes_one_down(sel):
    sel.masukan.fill("30")
    sel.masukan.press("Enter")
    assert sel.read() == ("tersimpan", "30,00", 30)
    assert sel.page.evaluate("document.activeElement.id") == f"isi-r{sel.kerja.get_baris('predikat').pk}-nilai"


def test_a_session_that_ended_loses_nothing(sel):
    """Signed in again in another tab, the cell is sent by itself: the page goes on with the new token."""
    halaman, nama = sel.page, sel.kerja.operator.username
    kuki = [satu for satu in halaman.context.cookies() if satu["name"] != "sessionid"]
    halaman.context.clear_cookies()
    halaman.context.add_cookies(kuki)
    sel.masukan.fill("41")
    sel.masukan.blur()
    with halaman.context.expect_page() as tab:
        halaman.get_by_role("link", name="Masuk kembali pada tab baru").click()
    masuk = tab.value
    masuk.fill("input[name=username]", nama)
    masuk.fill("input[name=password]", sel.sandi)
    masuk.click("main button[type=submit]")
    masuk.wait_for_url(f"**/formulir/{sel.kerja.formulir.pk}/")
    assert sel.masukan.input_value() == "41"
    halaman.evaluate("dispatchEvent(new Event('focus'))")
    assert sel.read() == ("tersimpan", "41,00", 41)
    assert halaman.locator("#pemberitahuan .kotak").count() == 0


def test_a_fragment_that_finds_the_session_ended_leaves_the_typed_text(sel):
    """What loads beside a saved cell may find no session any more while one types on in the next."""
    halaman = sel.page
    sel.masukan.fill("42")
    kuki = [satu for satu in halaman.context.cookies() if satu["name"] != "sessionid"]
    halaman.context.clear_cookies()
    halaman.context.add_cookies(kuki)
    halaman.evaluate("htmx.ajax('GET', location.pathname + '?bagian=periksa', {target: '#siaran', swap: 'none'})")
    halaman.get_by_text("Sesi Anda berakhir").wait_for()
    assert (halaman.url.endswith(f"/formulir/{sel.kerja.formulir.pk}/"), sel.masukan.input_value()) == (True, "42")
