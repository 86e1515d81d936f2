"""The logo on paper: in report, naskah and agreement, sealed with their data; what has none prints as before."""

import copy
import datetime
import json
import re
from io import BytesIO

import pikepdf
import pytest
from PIL import Image

from collection.models import Logo
from collection.services.logo import remove_logo
from collection.services.pk_isi import build_isi
from measurement.cetak.bagian import lay_out
from measurement.cetak.susun import plan_cetakan, print_cetakan
from measurement.enums import Status
from measurement.models import Naskah
from measurement.pdf import _read_css, render_html, render_laporan, write_canonical
from measurement.services.naskah import read_naskah, render_naskah
from measurement.services.pk_cetak import render_pk
from measurement.services.snapshot import build_snapshot
from tests.factories.bersama import share
from tests.factories.kantor_contoh import create_kantor_kecil, create_kasus, get_user
from tests.factories.logo import create_logo, draw
from tests.factories.loket import Loket
from tests.factories.periksa_pdf import find_cacat

pytestmark = [pytest.mark.django_db, pytest.mark.kertas]
DIGAMBAR = re.compile(rb"(/[\w-]+) Do")
HARI = datetime.date(2026, 7, 5)


@pytest.fixture(scope="module")
def laporan(django_db_setup, django_db_blocker, tmp_path_factory):
    """The data of a report whose office has a logo, the data without it, and its paper, laid out once for all."""
    with share(django_db_blocker, tmp_path_factory.mktemp("laporan")):
        kasus = create_kasus(Status.TANDA_TANGAN)
        kantor = kasus.perangkat_daerah
        logo = create_logo(kantor)
        snapshot = build(kasus)
        remove_logo(kantor=kantor, user=get_user("admin"))
        tanpa = build(kasus)
        with Image.open(BytesIO(bytes(logo.isi))) as asli:
            piksel = asli.convert("RGB").tobytes()
    return snapshot, tanpa, render_laporan(snapshot), piksel


def _read(halaman):
    isi = halaman.Contents
    return b"\n".join(satu.read_bytes() for satu in (isi if isinstance(isi, pikepdf.Array) else [isi]))


def find_gambar(halaman):
    """Pictures that a page draws itself: WeasyPrint nests none, and all pages share what they may draw."""
    nama = {satu.decode() for satu in DIGAMBAR.findall(_read(halaman))}
    semua = halaman.Resources.get("/XObject", {}).items()
    return [satu for kunci, satu in semua if kunci in nama and satu.get("/Subtype") == "/Image"]


def list_gambar(isi):
    """Page, and pixels, of each picture in the file; every one without interpolation."""
    hasil = []
    with pikepdf.open(BytesIO(isi)) as pdf:
        for nomor, halaman in enumerate(pdf.pages, start=1):
            for satu in find_gambar(halaman):
                assert satu.get("/Interpolate", False) is False and "/SMask" not in satu
                hasil.append((nomor, int(satu.Width), int(satu.Height)))
    return hasil


def build(kasus):
    return build_snapshot(kasus, nomor="1", tanggal=HARI, kode="uji")


def list_alt(isi):
    """What the file tells of its pictures to who cannot see them."""
    with pikepdf.open(BytesIO(isi)) as pdf:
        return {str(satu["/Alt"]) for satu in pdf.objects if isinstance(satu, pikepdf.Dictionary) and "/Alt" in satu}


def test_the_report_has_it_on_its_cover_sealed_in_its_data(laporan):
    snapshot, tanpa, isi, _ = laporan
    assert list_gambar(isi) == [(1, 240, 300)]
    assert find_cacat(isi) == []
    assert any(satu.startswith("Logo Dinas") for satu in list_alt(isi))
    beku = json.loads(write_canonical(snapshot))
    assert render_html(beku) == render_html(snapshot)  # another logo since changes nothing that was sealed
    assert "logo" not in tanpa["kantor"]


def test_what_was_sealed_before_there_were_logos_prints_as_before(laporan):
    dengan, tanpa, _, _ = laporan
    lama = copy.deepcopy(dengan)
    del lama["kantor"]["logo"]
    assert lama["kantor"] == tanpa["kantor"]
    isi = render_html(tanpa)
    assert "data:image" in render_html(dengan) and "data:image" not in isi and "kop-berlogo" not in isi


def test_in_pieces_it_is_in_the_first_one(laporan):
    rencana = plan_cetakan(render_html(laporan[0]), _read_css("cetak.css"), 9_000)
    isi = print_cetakan(rencana, proses=1)
    assert len(rencana.potongan) > 3 and list_gambar(isi) == [(1, 240, 300)]


def test_naskah_and_agreement_have_it_in_their_kop_and_the_screen_asks_for_it_by_its_hash():
    kantor = create_kantor_kecil()
    create_logo(kantor)
    create_kasus(Status.VERIFIKASI, kantor=kantor)
    sidik = Logo.objects.first().sha256
    semua = {naskah.jenis: naskah for naskah in Naskah.objects.all()}
    assert len(semua) > 2
    for naskah in semua.values():
        snapshot = read_naskah(naskah)
        if "cetakan" not in snapshot:
            assert snapshot["kantor"]["logo"]["sha256"] == sidik
            isi = render_naskah(snapshot)
            assert list_gambar(isi)[0] == (1, 240, 300) and find_cacat(isi) == []
    halaman = Loket().read("kepala", f"/naskah/{naskah.pk}/")
    assert f"/logo/{sidik}.png" in halaman and "data:image" not in halaman
    pk = render_pk(build_isi(kantor.pk_set.first()), konsep=False)
    assert list_gambar(pk) == [(1, 240, 300)] and find_cacat(pk) == []


def test_a_page_brings_pictures_along_and_fetches_none(tmp_path):
    """Neither a file, nor the network, nor another kind of embedded thing."""
    gambar = tmp_path / "a.png"
    gambar.write_bytes(draw())
    for sumber in (gambar.as_uri(), "http://127.0.0.1:9/a.png", "data:image/svg+xml,<svg/>", "data:text/css,p{}"):
        isi = f'<!DOCTYPE html><html lang="id"><head><title>a</title></head><body><img alt="a" src="{sumber}"></body></html>'
        assert list_gambar(lay_out(isi.replace("<svg/>", ""), "")) == []


def test_the_pixels_on_paper_are_those_that_were_kept(laporan):
    with pikepdf.open(BytesIO(laporan[2])) as pdf:
        gambar = pikepdf.PdfImage(find_gambar(pdf.pages[0])[0]).as_pil_image()
    assert gambar.convert("RGB").tobytes() == laporan[3]
