"""The list of what blocks the hand-in leads into its cells; a closed triwulan says why; the pages of periods for axe."""

import pytest

from collection.models import Indikator
from collection.services.periode import close_periode, compute_versi, find_jadwal
from tests.factories.formulir import add_target, create_bahan, create_kasus, save, send

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]


@pytest.fixture
def kerja():
    kerja = create_bahan()
    add_target(kerja, "survei", [60, 70, 80, 90], nama="Indeks kepuasan", frekuensi="tahun", urutan=9)
    send(kerja)
    create_kasus(kerja)
    return kerja


def focus(page):
    return page.evaluate("document.activeElement.id")


def test_each_blocker_leads_to_its_cell_by_keyboard_and_the_list_follows_what_is_saved(sign_in, kerja):
    orang = sign_in(kerja.operator.username)
    page, baris = orang.page, kerja.get_baris("persen")
    assert orang.visit(f"/formulir/{kerja.formulir.pk}/") == []
    daftar = page.locator("#periksa-serah")
    tautan = daftar.locator(f"a[href='#isi-r{baris.pk}-nilai']")
    tautan.focus()
    page.keyboard.press("Enter")
    assert focus(page) == f"isi-r{baris.pk}-nilai"
    page.keyboard.type("12")
    page.keyboard.press("Enter")
    kendala = daftar.locator(f"a[href='#isi-r{baris.pk}-kendala']")
    kendala.wait_for()
    assert daftar.locator(f"a[href='#isi-r{baris.pk}-nilai']").count() == 0
    assert not page.locator(f"#isi-r{baris.pk}-kendala").is_visible()
    kendala.focus()
    page.keyboard.press("Enter")
    assert focus(page) == f"isi-r{baris.pk}-kendala"
    assert orang.find_faults() == []
    page.keyboard.type("Data terlambat.")
    page.keyboard.press("Enter")
    daftar.locator(f"a[href='#isi-r{baris.pk}-rencana']").wait_for()
    assert kerja.get_baris("persen").kendala == "Data terlambat."


def test_an_indicator_before_its_time_is_folded_and_opened_by_walking_or_typing(sign_in, kerja):
    page = sign_in(kerja.operator.username).page
    page.goto(f"/formulir/{kerja.formulir.pk}/", wait_until="networkidle")
    sel = page.locator(f"#isi-r{kerja.get_baris('survei').pk}-nilai")
    assert not sel.is_visible()
    page.locator("#belum-waktunya > summary").click()
    sel.fill("58")
    sel.press("Enter")
    page.wait_for_selector(f"#sel-r{kerja.get_baris('survei').pk}-nilai[data-keadaan=tersimpan]")
    assert kerja.get_baris("survei").nilai == 58


def test_a_cell_that_was_open_when_the_triwulan_closed_says_why_and_the_page_too(sign_in, kerja):
    orang = sign_in(kerja.operator.username)
    page, baris = orang.page, kerja.get_baris("persen")
    save(baris, "5", user=kerja.operator)
    alamat = f"/formulir/{kerja.formulir.pk}/"
    page.goto(alamat, wait_until="networkidle")
    versi = compute_versi(kerja.periode, find_jadwal(kerja.periode))
    close_periode(periode=kerja.periode, alasan="Rekap dimulai.", versi=versi, user=kerja.tim)
    page.fill(f"#isi-r{baris.pk}-nilai", "7")
    page.press(f"#isi-r{baris.pk}-nilai", "Tab")
    page.wait_for_selector(f"#sel-r{baris.pk}-nilai[data-keadaan=terkunci]")
    kata = page.inner_text(f"#k-r{baris.pk}-nilai")
    assert "Triwulan I 2026 ditutup sejak" in kata and "(Rekap dimulai)" in kata and "WIB" in kata
    assert kerja.get_baris("persen").nilai == 5
    page.evaluate("localStorage.clear()")
    page.once("dialog", lambda dialog: dialog.accept())
    assert orang.visit(alamat) == []
    assert "Rekap dimulai" in page.inner_text("#kunci-formulir")
    assert page.locator("input[name=isi]").count() == 0


def test_the_page_of_months_has_no_fault(sign_in, kerja):
    Indikator.objects.filter(kode="jumlah").update(frekuensi="bulan")
    orang = sign_in(kerja.operator.username)
    assert orang.visit(f"/formulir/{kerja.formulir.pk}/bulan/") == []


def test_the_pages_of_periods_and_of_longer_spans_have_no_fault(sign_in, kerja):
    orang = sign_in(kerja.tim.username)
    tahun = kerja.periode.tahun
    semua = [
        "/periode/", f"/periode/{kerja.kantor.pk}/{tahun}/1/", f"/formulir/{kerja.formulir.pk}/tampilan/semester/",
        f"/formulir/{kerja.formulir.pk}/tampilan/tahun/",
    ]  # fmt: skip
    assert [galat for alamat in semua for galat in orang.visit(alamat)] == []
    versi = compute_versi(kerja.periode, find_jadwal(kerja.periode))
    close_periode(periode=kerja.periode, alasan="Rekap dimulai.", versi=versi, user=kerja.tim)
    assert orang.visit(semua[1]) == []
