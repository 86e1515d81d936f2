"""The grid as a spreadsheet: blocks pasted, keys, undo, two people in one cell, and what a clipboard brings besides."""

from decimal import Decimal

import pytest
from playwright.sync_api import expect

from collection.enums import Peran
from collection.models import Jejak, Realisasi
from measurement.enums import JenisTindakan
from tests.browser.conftest import SANDI
from tests.factories.dasar import create_pejabat
from tests.factories.formulir import add_target, create_bahan, create_kasus, create_kerja, save, send

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

EXCEL = """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta name=ProgId content=Excel.Sheet>
<style><!--td {{mso-number-format:General;}} .xl65 {{mso-number-format:"#\\,##0";}}--></style></head><body link="#0563C1">
<table border=0 cellpadding=0 cellspacing=0 width=256 style='border-collapse:collapse'><!--StartFragment-->
 <col width=64 span=4 style='width:48pt'>{baris}<!--EndFragment--></table></body></html>"""
BARIS_EXCEL = """ <tr height=20 style='height:15.0pt'>
  <td height=20 class=xl65 align=right style='height:15.0pt'>{0}</td>
  <td class=xl65 align=right>{1}</td><td></td><td class=xl66 width=64>Catatan
  nomor {2}<br>dua baris</td></tr>"""
CALC = """<html><head><meta name="generator" content="LibreOffice 7.4"/></head><body><table cellspacing="0" border="0">
<colgroup span="4" width="85"></colgroup>{baris}</table></body></html>"""
BARIS_CALC = """<tr><td height="17" align="right" sdval="{0}" sdnum="1057;"><font face="Liberation Sans">{0}</font></td>
<td align="right" sdval="{1}" sdnum="1057;">{1}</td><td align="left"><br></td><td align="left">LO {2}</td></tr>"""
GABUNGAN = "<table><tr><td colspan=2>7</td></tr><tr><td rowspan=2>8</td><td>Baik</td></tr><tr><td>Cukup</td></tr></table>"
KOMPONEN = {"label_pembilang": "Desa terlayani", "label_penyebut": "Seluruh desa"}
TULIS = """async ([html, text]) => navigator.clipboard.write([new ClipboardItem({
  "text/plain": new Blob([text], {type: "text/plain"}),
  ...(html ? {"text/html": new Blob([html], {type: "text/html"})} : {})})])"""


class Lembar:
    """A form open in somebody's browser."""

    def __init__(self, orang, kerja):
        self.orang, self.kerja, self.page = orang, kerja, orang.page
        orang.context.grant_permissions(["clipboard-read", "clipboard-write"])
        self.page.goto(f"/formulir/{kerja.formulir.pk}/", wait_until="networkidle")

    def id(self, kode, kolom="nilai"):
        return f"r{self.kerja.get_baris(kode).pk}-{kolom}"

    def sel(self, kode, kolom="nilai"):
        return self.page.locator(f"#sel-{self.id(kode, kolom)}")

    def isi(self, kode, kolom="nilai"):
        return self.page.locator(f"#isi-{self.id(kode, kolom)}")

    def wait(self, kode, keadaan="tersimpan", kolom="nilai"):
        self.page.wait_for_selector(f"#sel-{self.id(kode, kolom)}[data-keadaan={keadaan}]")

    def paste(self, kode, kolom="nilai", *, html="", text=""):
        """From the machine's clipboard, with Ctrl+V, as from a spreadsheet."""
        self.page.evaluate(TULIS, [html, text])
        self.isi(kode, kolom).focus()
        self.page.keyboard.press("Control+v")

    def rest(self):
        """Until nothing is on its way any more."""
        expect(self.page.locator(".sel[data-keadaan=menyimpan]")).to_have_count(0)

    def press(self, *tombol):
        for satu in tombol:
            self.page.keyboard.press(satu)

    @property
    def fokus(self):
        return self.page.evaluate("document.activeElement.id")


@pytest.fixture
def kerja():
    return create_kerja()


@pytest.fixture
def lembar(sign_in, kerja):
    return Lembar(sign_in(kerja.operator.username), kerja)


def count_jejak(**syarat):
    return Jejak.objects.filter(aksi__startswith="isi_", **syarat).count()


def test_a_block_of_forty_by_four_from_excel_from_libreoffice_and_as_text(sign_in):
    kerja = create_bahan()
    for nomor in range(40):
        add_target(kerja, f"k{nomor:02d}", [10, 20, 30, 40], nama=f"Komponen {nomor}", **KOMPONEN)
    kerja.pk.target_set.exclude(indikator__kode__startswith="k").delete()
    send(kerja)
    lembar = Lembar(sign_in(kerja.operator.username), kerja)

    def read():
        semua = Realisasi.objects.filter(formulir=kerja.formulir).order_by("target__indikator__urutan")
        return [(r.pembilang, r.penyebut, r.tidak_dapat_diukur, r.keterangan) for r in semua]

    isi = [(f"{n + 1},5", f"1.0{n:02d},25", n) for n in range(40)]
    lembar.paste("k00", "pembilang", html=EXCEL.format(baris="".join(BARIS_EXCEL.format(*b) for b in isi)), text="salah")
    lembar.wait("k39", kolom="keterangan")
    lembar.rest()
    assert read() == [(n + 1.5, 1000 + n + 0.25, "", f"Catatan nomor {n}\ndua baris") for n in range(40)]
    assert (count_jejak(diterima=True), count_jejak(diterima=False)) == (120, 0)
    isi = [(f"{n + 2}", f"{n + 50}", n) for n in range(40)]
    lembar.paste("k00", "pembilang", html=CALC.format(baris="".join(BARIS_CALC.format(*b) for b in isi)))
    expect(lembar.isi("k39", "keterangan")).to_have_value("LO 39")
    lembar.rest()
    assert read() == [(n + 2, n + 50, "", f"LO {n}") for n in range(40)]
    teks = "".join(f'{n + 3}\t{n + 60}\t\t"Dua\n""baris"" {n}"\r\n' for n in range(40))
    lembar.paste("k00", "pembilang", text=teks)
    expect(lembar.isi("k39", "keterangan")).to_have_value('Dua\n"baris" 39')
    lembar.rest()
    assert read() == [(n + 3, n + 60, "", f'Dua\n"baris" {n}') for n in range(40)]
    assert count_jejak(diterima=True) == 360


def test_what_does_not_fit_is_asked_about_and_what_cannot_be_read_stays_in_its_cell(lembar):
    lembar.paste("predikat", html="", text="BB\tbelum\tx\ty\tz\tw\r\n12\t\t\t\t\t\r\n13\t\t\t\t\t\r\n")
    dialog = lembar.page.locator("dialog")
    assert "tidak ditulis: di luar tabel" in dialog.inner_text()
    assert (dialog.locator(".cip-galat").count(), dialog.locator(".cip-peringatan").count()) == (2, 2)
    assert "di kanan tepi tabel" in dialog.inner_text()
    lembar.orang.check()
    lembar.page.get_by_role("button", name="Batal, jangan tulis apa pun").click()
    lembar.paste("predikat", "tidak_dapat_diukur", html=GABUNGAN)
    assert dialog.locator(".cip-peringatan").count() == 2
    lembar.press("Escape")
    assert count_jejak() == 0
    lembar.paste("persen", "keterangan", text="satu\tdua")
    lembar.page.get_by_role("button", name="Tulis 1 sel").click()
    lembar.wait("persen", kolom="keterangan")
    assert (lembar.kerja.get_baris("persen").keterangan, lembar.kerja.get_baris("persen").kendala) == ("satu", "")
    lembar.paste("persen", text="1.234\r\nn/a\r\n12,5 %\r\n")
    lembar.wait("predikat", "gagal")
    lembar.rest()
    assert "“n/a”" in lembar.sel("predikat").inner_text()
    assert "12,5" in lembar.isi("jumlah").input_value()
    lembar.sel("persen").get_by_role("button", name="1,234").click()
    lembar.wait("persen")
    assert (lembar.kerja.get_baris("persen").nilai, lembar.kerja.get_baris("jumlah").nilai) == (Decimal("1.234"), 12.5)
    assert "1 isian perlu Anda putuskan" in lembar.page.locator("[data-kisi-bilah]").inner_text()
    lembar.isi("persen", "keterangan").focus()
    lembar.page.keyboard.type("tiga")
    lembar.press("Enter")
    lembar.rest()
    assert lembar.kerja.get_baris("persen").keterangan == "tiga"  # not "satutiga"
    lembar.paste("persen", text="5\r\nn/a\r\n6\r\n")
    expect(lembar.page.locator(".terpilih")).to_have_count(3)
    lembar.page.locator("[data-kisi-bilah] a").click()
    assert lembar.fokus == f"isi-{lembar.id('predikat')}"
    expect(lembar.page.locator(".terpilih")).to_have_count(0)  # or one key would now change three cells
    lembar.paste("persen", text="5\r\nBB\r\n7\r\n")
    lembar.press("Tab", "Tab", "Tab", "Tab")
    expect(lembar.page.locator(".terpilih")).to_have_count(0)


def test_merged_cells_are_left_or_filled_as_one_says(lembar):
    lembar.paste("persen", "tidak_dapat_diukur", html=GABUNGAN)
    lembar.page.get_by_role("button", name="Isi juga semua bagian sel gabungan").click()
    lembar.wait("jumlah", kolom="keterangan")
    lembar.rest()
    isi = [(b.tidak_dapat_diukur, b.keterangan) for b in map(lembar.kerja.get_baris, ("persen", "predikat", "jumlah"))]
    assert isi == [("7", "7"), ("8", "Baik"), ("8", "Cukup")]


def test_keys_undo_and_a_block_that_is_copied_and_cleared(lembar):
    lembar.isi("persen").focus()
    lembar.page.keyboard.type("12")
    lembar.press("ArrowDown", "ArrowDown")
    lembar.page.keyboard.type("8")
    lembar.press("Escape")
    assert (lembar.isi("jumlah").input_value(), lembar.fokus) == ("", f"isi-{lembar.id('jumlah')}")
    lembar.page.keyboard.type("9")
    lembar.press("ArrowRight")
    assert lembar.fokus == f"isi-{lembar.id('jumlah', 'tidak_dapat_diukur')}"
    lembar.press("ArrowLeft", "ArrowUp", "ArrowUp", "F2", "ArrowLeft", "ArrowLeft", "ArrowLeft")
    lembar.page.keyboard.type("3")
    lembar.press("Enter")
    lembar.wait("persen")
    lembar.rest()
    assert (lembar.kerja.get_baris("persen").nilai, lembar.kerja.get_baris("jumlah").nilai) == (123, 9)
    lembar.press("Control+z", "Control+z")
    lembar.rest()
    assert (lembar.kerja.get_baris("persen").nilai, lembar.kerja.get_baris("jumlah").nilai) == (12, None)
    lembar.press("Control+y")
    lembar.rest()
    lembar.isi("persen").focus()
    lembar.press("Shift+ArrowDown", "Shift+ArrowDown", "Control+c")
    assert lembar.page.locator(".terpilih").count() == 3
    assert lembar.page.evaluate("navigator.clipboard.readText()").replace("\r", "") == "12,00\n\n9"
    lembar.press("Delete")
    lembar.rest()
    assert (lembar.kerja.get_baris("persen").nilai, lembar.kerja.get_baris("jumlah").nilai) == (None, None)
    lembar.press("Control+z")
    lembar.rest()
    assert (lembar.kerja.get_baris("persen").nilai, lembar.kerja.get_baris("jumlah").nilai) == (12, 9)


def test_a_click_on_the_cell_that_is_stood_in_lets_typing_replace_and_a_double_click_changes_in_place(lembar):
    sel = lembar.isi("persen")
    sel.focus()
    lembar.page.keyboard.type("12")
    lembar.press("Enter")
    lembar.wait("persen")
    lembar.press("ArrowUp")
    lembar.page.wait_for_timeout(600)  # what follows is no double click
    sel.click()
    lembar.page.keyboard.type("34")
    lembar.press("Enter")
    lembar.rest()
    assert lembar.kerja.get_baris("persen").nilai == 34
    sel.dblclick()
    lembar.press("End")
    lembar.page.keyboard.type("5")
    lembar.press("Enter")
    lembar.rest()
    assert lembar.kerja.get_baris("persen").nilai == Decimal("34.005")


def test_undo_gives_back_what_was_accepted_and_never_what_was_refused(lembar):
    lembar.isi("persen").fill("12")
    lembar.press("Enter")
    lembar.wait("persen")
    lembar.isi("persen").fill("9" * 26)
    lembar.press("Enter")
    lembar.wait("persen", "gagal")
    lembar.isi("persen").fill("1")
    lembar.press("Enter")
    lembar.wait("persen")
    for tombol, isi in (("z", "12,00"), ("z", ""), ("y", "12"), ("y", "1")):
        lembar.isi("persen").focus()
        lembar.press(f"Control+{tombol}")
        lembar.rest()
        expect(lembar.sel("persen")).to_have_attribute("data-keadaan", "tersimpan")
        assert lembar.isi("persen").input_value().partition(",")[0] == isi.partition(",")[0]
    assert lembar.kerja.get_baris("persen").nilai == 1


def test_two_people_in_one_cell_see_both_values_and_one_chooses(lembar, sign_in, kerja):
    kedua = create_pejabat(Peran.BIDANG, kerja.kantor, unit=kerja.unit)
    lain = Lembar(sign_in(kedua.username), kerja)
    for kode, nilai in (("persen", "10"), ("jumlah", "4")):
        lain.isi(kode).fill(nilai)
        lain.press("Enter")
    lain.wait("jumlah")
    for kode, nilai in (("persen", "11"), ("jumlah", "5")):
        lembar.isi(kode).fill(nilai)
        lembar.press("Enter")
        lembar.wait(kode, "bentrok")
    teks = lembar.sel("persen").inner_text()
    assert f"Diubah {kedua.nama} pukul " in teks and "menjadi 10,00. Anda menulis 11." in teks
    assert (kerja.get_baris("persen").nilai, lembar.isi("persen").input_value()) == (10, "11")
    lembar.orang.check()
    lembar.sel("persen").get_by_role("button", name="Pakai punya saya").click()
    lembar.wait("persen")
    lembar.sel("jumlah").get_by_role("button", name="Pakai yang tersimpan").click()
    assert (lembar.isi("persen").input_value(), lembar.isi("jumlah").input_value()) == ("11,00", "4")
    assert (kerja.get_baris("persen").nilai, kerja.get_baris("jumlah").nilai) == (11, 4)


def test_by_keyboard_alone_from_login_to_hand_in(chromium, live_server):
    kerja = create_kerja()
    create_kasus(kerja, JenisTindakan.PENGISIAN)
    kerja.operator.set_password(SANDI)
    kerja.operator.save()
    page = chromium.new_page(base_url=live_server.url)

    def seek(syarat, tombol="Tab"):
        for _ in range(80):
            page.keyboard.press(tombol)
            if page.evaluate(f"(e => Boolean(e && ({syarat})))(document.activeElement)"):
                return
        raise AssertionError(f"the keyboard never reaches {syarat}")

    page.goto("/masuk/")
    seek("e.name === 'username'") if page.evaluate("document.activeElement.name") != "username" else None
    page.keyboard.type(kerja.operator.username)
    page.keyboard.press("Tab")
    page.keyboard.type(SANDI)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda alamat: "masuk" not in alamat, wait_until="networkidle")
    seek(f"e.pathname === '/formulir/{kerja.formulir.pk}/'")
    with page.expect_navigation(wait_until="networkidle"):
        page.keyboard.press("Enter")
    seek("e.name === 'isi'")
    for isi in ("20,5", "", "10"):
        page.keyboard.type(isi)
        page.keyboard.press("ArrowDown")
    seek("e.name === 'isi' && e.id.startsWith('isi-a')")
    page.keyboard.type("250.000")
    seek("e.closest('[data-serahkan]')")
    page.keyboard.press("Enter")
    page.wait_for_selector("dialog")
    seek("e.textContent === 'Serahkan ke Tim SAKIP'", "Shift+Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Diserahkan oleh")
    page.close()
    assert (kerja.formulir.status, kerja.get_baris("persen").nilai, kerja.anggaran.jumlah) == ("diserahkan", 20.5, 250_000)


def test_cells_are_cards_on_a_phone_and_nothing_is_wrong_for_axe_in_any_state(lembar, kerja):
    save(kerja.get_baris("predikat"), "B", user=kerja.operator)
    lembar.isi("persen").fill("n/a")
    lembar.press("Tab")
    lembar.wait("persen", "gagal")
    lembar.isi("jumlah").fill("3")
    lembar.press("Tab")
    lembar.wait("jumlah")
    galat = [g for skema in ("light", "dark") for lebar in (1280, 390) for g in lembar.orang.look(lebar, skema, semua=True)]
    assert galat == []
    assert lembar.sel("persen").evaluate("e => e.getBoundingClientRect().width") < 360
