"""Periksa tabel at a browser: upload, result, filter; wide, on a phone, light and dark."""

from pathlib import Path

import pytest

from tests.browser.conftest import LAYAR
from tests.factories.kantor_contoh import create_kantor_kecil

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
DATA = Path(__file__).parents[1] / "data" / "published"


def test_result_page_is_accessible_fits_and_filters(sign_in, apart):
    apart(create_kantor_kecil)
    orang = sign_in("pengawas.dispermades")
    page = orang.page
    page.goto("/")
    page.click("nav a:has-text('Periksa tabel'):visible")
    page.wait_for_url("**/periksa-tabel/")

    assert orang.visit("/periksa-tabel/") == []

    def periksa(nama):
        page.goto("/periksa-tabel/")
        page.set_input_files("input[name=berkas]", DATA / nama)
        page.click("main button:has-text('Periksa tabel')")
        page.wait_for_selector(f"h1:has-text('{nama}')")

    for nama, cip in (("02_blora_dpmd_2019.csv", 4), ("10_permenpanrb8_2021_range.csv", 5), ("14_teks_target_sulit.csv", 8)):
        periksa(nama)
        assert page.locator("td .cip").count() == cip
        assert [f"{nama} {layar}: {galat}" for layar, isi in LAYAR.items() for galat in orang.look(**isi)] == []
    periksa("02_blora_dpmd_2019.csv")
    page.click("button:has-text('Hanya yang tidak cocok')")
    page.wait_for_selector("caption:has-text('Hanya')")
    assert page.locator("td .cip").all_inner_texts() == ["Tidak cocok"]
    page.set_viewport_size({"width": 390, "height": 844})
    tepi = "semua => semua.map(satu => getComputedStyle(satu).borderLeftWidth)"
    kartu = page.locator(".kartu:has(> .perlu-mata)")
    assert (kartu.evaluate_all(tepi), page.locator("tr.perlu-mata").evaluate_all(tepi)) == (["5px"], ["0px"])
    with page.expect_download() as unduhan:
        page.click("button:has-text('Unduh Excel')")
    assert unduhan.value.suggested_filename == "periksa-02_blora_dpmd_2019.xlsx"
    page.click("button:has-text('Tampilkan semua baris')")
    page.wait_for_selector("caption:has-text('Semua')")
    assert page.locator("td .cip").count() == 4
