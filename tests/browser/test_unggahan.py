"""A form filled in with Excel, in a browser: downloaded, uploaded, decided, saved, taken back; the pages of evidence."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from playwright.sync_api import expect

from collection.enums import Peran
from collection.models import Indikator
from collection.services.bahan_bukti import read_bahan_teks
from collection.services.bukti import attach_bukti, remove_bukti, replace_bukti
from tests.factories.berkas import PDF
from tests.factories.buku import Buku
from tests.factories.dasar import create_pejabat
from tests.factories.formulir import create_kerja, save

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]



@pytest.fixture
def kerja():
    return create_kerja(triwulan=2, tambahan=4)


@pytest.fixture
def orang(kerja, sign_in):
    return sign_in(kerja.operator.username, viewport={"width": 1280, "height": 844})


def test_a_workbook_goes_out_and_comes_back(orang, kerja, tmp_path):
    page, jalur = orang.page, tmp_path / "isian.xlsx"
    page.goto(f"/formulir/{kerja.formulir.pk}/")
    page.get_by_role("link", name="Isi dengan Excel").click()
    with page.expect_download() as unduhan:
        page.get_by_role("link", name="Unduh buku kerja").click()
    unduhan.value.save_as(jalur)
    buku = Buku(jalur.read_bytes())
    for kode, nilai in (("persen", 0.85), ("predikat", "A"), ("jumlah", 7)):
        buku.type(kerja.get_baris(kode), "nilai", nilai)
    jalur.write_bytes(buku.save())
    save(kerja.get_baris("jumlah"), "3", user=create_pejabat(Peran.BIDANG, kerja.kantor, unit=kerja.unit))
    page.set_input_files("input[type=file]", jalur)
    page.get_by_role("button", name="Periksa berkas").click()
    page.wait_for_url("**/unggahan/**")
    assert orang.visit(page.url) == []
    page.get_by_label("85", exact=True).check()
    page.get_by_label("Pakai isi berkas: 7").check()
    page.get_by_role("button", name="Simpan ke formulir").click()
    expect(page.locator(".isi > [role=status]")).to_contain_text("tersimpan pada formulir")
    nilai = [kerja.get_baris(kode).nilai for kode in ("persen", "predikat", "jumlah")]
    assert nilai == [85, 3, 7]
    assert orang.visit(page.url) == []
    page.get_by_role("button", name="Urungkan unggahan ini").click()
    expect(page.locator(".isi > [role=status]")).to_contain_text("diurungkan")
    assert [kerja.get_baris(kode).nilai for kode in ("persen", "predikat", "jumlah")] == [None, None, 3]
    assert orang.visit(f"/formulir/{kerja.formulir.pk}/excel/") == []
    assert orang.visit(f"/formulir/periode/{kerja.periode.pk}/excel/") == []


def test_a_file_with_faults_names_them_in_a_page_that_all_can_read(orang, kerja, tmp_path):
    page, jalur, buku = orang.page, tmp_path / "isian.xlsx", Buku.download(kerja)
    buku.type(kerja.get_baris("persen"), "nilai", "dua belas")
    jalur.write_bytes(buku.save())
    page.goto(f"/formulir/{kerja.formulir.pk}/excel/")
    page.set_input_files("input[type=file]", jalur)
    page.get_by_role("button", name="Periksa berkas").click()
    page.wait_for_url("**/unggahan/**")
    assert orang.visit(page.url) == []
    assert page.get_by_role("button", name="Simpan ke formulir").count() == 0
    with page.expect_download() as unduhan:
        page.get_by_role("link", name="Unduh salinan bertanda").click()
    assert unduhan.value.suggested_filename == "bertanda isian.xlsx"


def test_the_pages_of_evidence_can_be_read_by_all(orang, kerja):
    Indikator.objects.filter(kode="persen").update(bukti_diminta="Berita acara\nFoto")
    milik = {"realisasi": kerja.get_baris("persen"), "user": kerja.operator}
    berkas = [attach_bukti(berkas=SimpleUploadedFile(f"{n}.pdf", PDF + n.encode()), **milik) for n in "abc"]
    replace_bukti(bukti=berkas[0], bahan=read_bahan_teks("Ada di map 3."), alasan="Salah berkas.", user=kerja.operator)
    remove_bukti(bukti=berkas[1], user=kerja.operator)
    assert orang.visit(f"/formulir/realisasi/{kerja.get_baris('persen').pk}/bukti/semua/") == []
    orang.page.get_by_role("button", name="Pasang lagi b.pdf").click()
    expect(orang.page.locator(".isi > [role=status]")).to_contain_text("Bukti b.pdf dipasang lagi.")
