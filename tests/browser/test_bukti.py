"""Evidence as its unit hands it in: dropped on its row, seen on its way, looked at, let go; and without JavaScript."""

import base64

import pytest
from playwright.sync_api import expect

from collection.models import Bukti, Indikator
from tests.factories.berkas import build_pdf
from tests.factories.formulir import create_kerja

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

ISI = build_pdf()
PDF = {"name": "Berita acara.pdf", "mimeType": "application/pdf", "buffer": ISI}
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
LEPAS = """([id, files]) => {
  const bawaan = new DataTransfer();
  for (const [nama, isi, jenis] of files)
    bawaan.items.add(new File([Uint8Array.from(atob(isi), (c) => c.charCodeAt(0))], nama, {type: jenis}));
  for (const jenis of ["dragover", "drop"])
    document.getElementById(id).dispatchEvent(
      new DragEvent(jenis, {bubbles: true, cancelable: true, dataTransfer: bawaan}));
}"""


def drop(page, id_, *berkas):
    """Let files go over an element, as from the desktop."""
    page.evaluate(LEPAS, [id_, [(nama, base64.b64encode(isi).decode(), jenis) for nama, isi, jenis in berkas]])


@pytest.fixture
def kerja():
    return create_kerja(triwulan=2, tambahan=8)


@pytest.fixture
def nomor(kerja):
    return kerja.get_baris("persen").pk


@pytest.fixture
def orang(kerja, sign_in):
    orang = sign_in(kerja.operator.username, viewport={"width": 1280, "height": 844})
    orang.page.goto(f"/formulir/{kerja.formulir.pk}/", wait_until="networkidle")
    return orang


@pytest.mark.parametrize("lebar", [1280, 390])
def test_without_javascript_the_answer_stands_over_the_evidence_that_it_is_about(kerja, sign_in, nomor, lebar):
    page = sign_in(kerja.operator.username, viewport={"width": lebar, "height": 844}, java_script_enabled=False).page
    page.goto(f"/formulir/{kerja.formulir.pk}/")
    blok = page.locator(f"#bukti-{nomor}")
    blok.locator("summary").click()
    blok.locator("input[type=file]").set_input_files(PDF)
    blok.get_by_text("Unggah bukti").click()
    page.wait_for_url("**#bukti-*")
    bilah, pesan, blok = (
        page.locator(satu).bounding_box() for satu in (".bilah", ".isi > [role=status] .kotak", "details:target")
    )
    assert page.locator("details:target").get_attribute("open") is not None
    assert bilah["y"] + bilah["height"] <= pesan["y"]
    assert pesan["y"] + pesan["height"] <= blok["y"] < 844


def test_files_dropped_on_a_row_arrive_one_by_one_and_one_that_is_refused_stops_no_other(orang, kerja, nomor):
    Indikator.objects.filter(kode="persen").update(bukti_diminta="Berita acara\nFoto")
    page = orang.page
    page.reload(wait_until="networkidle")
    orang.galat.clear()
    drop(page, f"realisasi-{nomor}", ("a.pdf", ISI, "application/pdf"), ("b.svg", b"<svg/>", "image/svg+xml"),
         ("c.png", PNG, "image/png"))  # fmt: skip
    expect(page.locator(f"#bukti-baris-{nomor}")).to_have_text("2")
    blok = page.locator(f"#bukti-{nomor}")
    expect(blok.locator(".berkas .berkas-nama")).to_have_text(["a.pdf", "c.png"])
    expect(blok.locator(".kiriman-bukti .gagal")).to_contain_text("Berkas b.svg tidak diterima: gambar SVG")
    assert [galat for galat in orang.galat if "422" not in galat] == []
    orang.galat.clear()
    orang.check()
    assert [galat for galat in orang.look(390, "dark", semua=True) if "table" not in galat] == []
    blok.get_by_role("button", name="Buang dari daftar").click()
    expect(blok.locator(".kiriman-bukti")).to_have_count(0)
    assert sorted(Bukti.objects.values_list("nama", flat=True)) == ["a.pdf", "c.png"]


def test_what_could_not_be_sent_is_named_and_sent_again_once_the_line_is_back(orang, kerja, nomor):
    page = orang.page
    orang.context.set_offline(True)
    drop(page, f"bukti-{nomor}", ("a.pdf", ISI, "application/pdf"))
    expect(page.locator(".kiriman-bukti li")).to_contain_text("Belum terkirim: sambungan terputus")
    assert Bukti.objects.count() == 0
    orang.context.set_offline(False)
    expect(page.locator(f"#bukti-daftar-{nomor} .berkas-nama")).to_have_text(["a.pdf"])
    expect(page.locator(".kiriman-bukti")).to_have_count(0)
    assert Bukti.objects.count() == 1


def test_a_picture_is_looked_at_in_place_and_the_focus_comes_back(orang, kerja, nomor):
    page = orang.page
    drop(page, f"realisasi-{nomor}", ("c.png", PNG, "image/png"))
    page.get_by_role("link", name="c.png", exact=True).click()
    gambar = page.locator("dialog img")
    expect(gambar).to_be_visible()
    assert gambar.evaluate("g => g.decode().then(() => g.naturalWidth)") == 1
    orang.check()
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_have_count(0)
    assert page.evaluate("document.activeElement.textContent") == "c.png"
    page.goto(f"/formulir/realisasi/{nomor}/bukti/semua/")
    page.locator("summary", has_text="Ganti").click()
    page.locator("[id^=ganti-]").set_input_files(PDF)
    page.get_by_role("button", name="Ganti bukti").click()
    alasan = page.locator("[id^=alasan-]")
    tegur = "Tulis alasan penggantian: apa yang salah atau berubah pada bukti yang lama."
    assert alasan.evaluate("a => a.validationMessage") == tegur
    alasan.fill("Gambar kabur.")
    assert alasan.evaluate("a => a.validationMessage") == ""


def test_letting_go_of_evidence_is_confirmed_with_the_button_of_danger(orang, nomor):
    page, blok = orang.page, orang.page.locator(f"#bukti-{nomor}")
    blok.locator("summary").click()
    blok.locator("input[type=file]").set_input_files(PDF)
    blok.get_by_text("Unggah bukti").click()
    blok.locator(".berkas button").click()
    kelas = [satu.get_attribute("class") for satu in page.locator("dialog button").all()]
    assert kelas == ["tombol tombol-bahaya", "tombol"]
    page.get_by_role("button", name="Lepas bukti").click()
    page.wait_for_selector(".kotak:has-text('Bukti Berita acara.pdf dilepas dari baris ini.')")
    assert page.locator("details:target .berkas").count() == 0
