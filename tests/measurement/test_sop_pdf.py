"""The SOP's sheet as PDF: every word of the six, PDF/A, the same bytes each time."""

import datetime
import re
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pikepdf
import pytest
from django.db import transaction

from measurement.services.lembar_sop import render_lembar
from measurement.services.sop import load_sop
from tests.factories.kertas import read_halaman
from tests.factories.laporan import make_kantor

pytestmark = pytest.mark.kertas

FOLDER = Path(__file__).parents[2] / "fixtures/sop"
TOML = {path.stem: path for path in sorted(FOLDER.glob("*.toml"))}
PDFAID = "{http://www.aiim.org/pdfa/ns/id/}"


@pytest.fixture(scope="module", params=list(TOML))
def lembar(request, django_db_setup, django_db_blocker):
    """(the SOP, its rows, the sheet, that of the first one once more)."""
    with django_db_blocker.unblock(), transaction.atomic():
        teks = TOML[request.param].read_text(encoding="utf-8")
        sop = load_sop(kantor=make_kantor(), teks=teks, berlaku_mulai=datetime.date(2026, 1, 2))
        langkah = list(sop.langkah_set.all())
        isi = render_lembar(sop)
        hasil = sop, langkah, isi, render_lembar(sop) if request.param == next(iter(TOML)) else isi
        transaction.set_rollback(True)
    return hasil


def squeeze(teks):
    return re.sub(r"\s", "", teks)


def test_the_sheet_holds_every_word_and_numbers_its_pages(lembar):
    sop, langkah, isi, _ = lembar
    halaman = [squeeze(h) for h in read_halaman(isi)]
    semua = "".join(halaman)
    for satu in langkah:
        for teks in (satu.uraian, satu.kelengkapan, satu.waktu, satu.output, satu.catatan):
            assert squeeze(teks) in semua
    for daftar in (isi for isi in sop.identitas.values() if isinstance(isi, list)):
        for satu in daftar:
            assert squeeze(satu) in semua
    assert squeeze(sop.nomor) in halaman[0]
    for nomor, teks in enumerate(halaman, start=1):
        assert f"Halaman{nomor}dari{len(halaman)}" in teks
    bagan = [teks for teks in halaman if "MutuBaku" in teks]
    assert len(bagan) >= 2 and all("Pelaksana" in teks for teks in bagan)
    assert "A:berlanjutkelangkah" in bagan[0] and "A:lanjutandarilangkah" in bagan[1]


def test_the_sheet_is_pdf_a_on_landscape_a4_and_the_same_each_time(lembar):
    sop, _, isi, lagi = lembar
    assert isi == lagi
    with pikepdf.open(BytesIO(isi)) as berkas:
        akar = ElementTree.fromstring(berkas.Root.Metadata.read_bytes())
        tanda = [e.attrib for e in akar.iter() if f"{PDFAID}part" in e.attrib]
        assert [(a[f"{PDFAID}part"], a[f"{PDFAID}conformance"]) for a in tanda] == [("3", "U")]
        assert {tuple(round(float(n)) for n in h.MediaBox) for h in berkas.pages} == {(0, 0, 842, 595)}
        assert str(berkas.docinfo.Title).startswith(f"SOP {sop.nama}, ")


def test_each_drawing_fits_its_page(lembar):
    """Heading, drawing, nothing pushed to a page of its own: every page of the flowchart begins with its heading."""
    _, _, isi, _ = lembar
    halaman = read_halaman(isi)
    bagan = [teks for teks in halaman if "Mutu Baku" in teks]
    assert all(f"({n} dari {len(bagan)})" in teks for n, teks in enumerate(bagan, start=1))
