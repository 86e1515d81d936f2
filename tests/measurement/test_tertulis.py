"""A word that is mistyped in the signed SOP is kept, and a note beside it says that it stands so."""

import pytest
from django.template.loader import render_to_string
from django.urls import reverse

from measurement.services.snapshot import build_snapshot
from tests.factories.kantor_contoh import get_user

pytestmark = pytest.mark.django_db

CATATAN = "(“Pubishment” tertulis demikian pada SOP)"


def test_the_report_keeps_the_word_and_notes_it(lalu):
    isi = build_snapshot(lalu, nomor="1", tanggal=lalu.perangkat_daerah.hari_ini(), kode="uji")
    assert any("reward dan Pubishment;" in teks for teks in isi["sop"]["tujuan"])
    halaman = render_to_string("measurement/_laporan_pendahuluan.html", isi)
    assert "reward dan Pubishment;" in halaman
    assert halaman.count(CATATAN) == 1


def test_the_sheet_notes_it_too_and_a_word_that_is_not_there_is_not_noted(lalu, client):
    client.force_login(get_user("kepala"))
    halaman = client.get(reverse("measurement:sop_detail", args=[lalu.sop_id])).content.decode()
    assert (halaman.count(CATATAN), halaman.count("tertulis demikian")) == (1, 1)
    cetak = render_to_string("measurement/_tertulis.html", {"teks": "Tanpa salah.", "tertulis": ["Pubishment"]})
    assert cetak == "Tanpa salah."
