"""Months are typed in the same grid as the triwulan: keys, a pasted block, a conflict, a line that is cut."""

import pytest
from playwright.sync_api import expect

from collection.models import Jejak, RealisasiBulan
from tests.factories.formulir import create_bulanan

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]


@pytest.fixture
def kerja():
    return create_bulanan()


def open_bulan(sign_in, kerja):
    orang = sign_in(kerja.operator.username)
    orang.context.grant_permissions(["clipboard-read", "clipboard-write"])
    orang.page.goto(f"/formulir/{kerja.formulir.pk}/bulan/", wait_until="networkidle")
    return orang


def name(kerja, kode, bulan, kolom="nilai"):
    return f"m{kerja.get_baris(kode).pk}_{bulan}-{kolom}"


def rest(page, jumlah):
    expect(page.locator(".sel[data-keadaan=tersimpan]")).to_have_count(jumlah)


def list_bulan():
    return list(RealisasiBulan.objects.order_by("indikator__urutan", "bulan").values_list("bulan", "pembilang", "nilai"))


def test_arrows_walk_the_months_and_what_they_come_to_follows(sign_in, kerja):
    orang = open_bulan(sign_in, kerja)
    page = orang.page
    page.locator(f"#isi-{name(kerja, 'bulanan', 4)}").focus()
    for teks in ("10", "12"):
        page.keyboard.type(teks)
        page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.id") == f"isi-{name(kerja, 'bulanan', 6)}"
    rest(page, 2)
    pk = kerja.get_baris("bulanan").pk
    expect(page.locator(f"#gabungan-{pk}")).to_contain_text("10 + 12 = 22")
    assert list_bulan() == [(4, None, 10), (5, None, 12)]
    page.locator(f"#gabungan-{pk} button").click()
    page.wait_for_load_state()
    assert kerja.get_baris("bulanan").nilai == 22
    orang.check()


def test_a_block_goes_into_the_months_and_is_taken_back(sign_in, kerja):
    page = open_bulan(sign_in, kerja).page
    page.evaluate("navigator.clipboard.writeText('1\\t2\\t3\\t4\\t5\\t6')")
    page.locator(f"#isi-{name(kerja, 'rasio', 4, 'pembilang')}").focus()
    page.keyboard.press("Control+v")
    rest(page, 6)
    assert list_bulan() == [(4, 1, 50), (5, 3, 75), (6, 5, pytest.approx(RealisasiBulan.objects.get(bulan=6).nilai))]
    page.keyboard.press("Control+z")
    expect(page.locator(f"#isi-{name(kerja, 'rasio', 6, 'penyebut')}")).to_have_value("")
    page.wait_for_timeout(600)
    assert {satu.nilai for satu in RealisasiBulan.objects.all()} == {None}


def test_two_windows_in_one_month_choose(sign_in, kerja):
    orang = open_bulan(sign_in, kerja)
    pertama, kedua = orang.page, orang.context.new_page()
    kedua.goto(pertama.url, wait_until="networkidle")
    isi = f"#isi-{name(kerja, 'bulanan', 4)}"
    for page, teks in ((pertama, "7"), (kedua, "8")):
        page.bring_to_front()
        page.locator(isi).fill(teks)
        page.keyboard.press("Enter")
        expect(page.locator(f"#sel-{name(kerja, 'bulanan', 4)}")).not_to_have_attribute("data-keadaan", "menyimpan")
    sel = kedua.locator(f"#sel-{name(kerja, 'bulanan', 4)}")
    expect(sel).to_have_attribute("data-keadaan", "bentrok")
    expect(sel).to_contain_text("oleh Anda sendiri di jendela atau perangkat lain")
    sel.get_by_role("button", name="Pakai punya saya").click()
    expect(sel).to_have_attribute("data-keadaan", "tersimpan")
    assert (list_bulan(), Jejak.objects.filter(aksi="isi_nilai_bulan", diterima=True).count()) == ([(4, None, 8)], 2)


def test_what_was_typed_without_a_line_arrives_once(sign_in, kerja):
    orang = open_bulan(sign_in, kerja)
    page = orang.page
    orang.context.set_offline(True)
    page.locator(f"#isi-{name(kerja, 'bulanan', 4)}").focus()
    for teks in ("1", "2", "3"):
        page.keyboard.type(teks)
        page.keyboard.press("Tab")
    expect(page.locator("[data-kisi-bilah]")).to_contain_text("3 perubahan belum terkirim")
    orang.context.set_offline(False)
    rest(page, 3)
    assert list_bulan() == [(4, None, 1), (5, None, 2), (6, None, 3)]
    assert Jejak.objects.filter(aksi="isi_nilai_bulan", diterima=True).count() == 3
