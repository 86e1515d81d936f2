"""The Admin makes the next SOP: from the present one, broken, mended, put into force; an old case keeps its own."""

import re

import pytest

from measurement.models import PengukuranKinerja, Sop
from measurement.services.pengukuran import create_pengukuran
from tests.factories.kantor_contoh import create_kantor_kecil, get_user

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]


def test_a_version_is_written_published_and_run(sign_in):
    kantor = create_kantor_kecil()
    lama = create_pengukuran(kantor=kantor, tahun=2026, triwulan=1, user=get_user("kepala"))
    admin = sign_in("admin.dispermades")
    page = admin.page
    page.goto(f"/sop/{lama.sop_id}/")
    page.click("text=Buat versi baru")
    page.wait_for_selector("#draf")
    page.fill("[name=l2-waktu]", "5 Jam")
    page.wait_for_selector("#menit-2:has-text('300 menit kerja')")
    page.select_option("[name=l11-t1-peran]", "staf")
    page.wait_for_selector("#galat-11 >> text=tidak berwenang atas \"Nyatakan benar\"")
    page.wait_for_selector("#periksa >> text=Langkah 11")
    admin.check()
    page.click("[value=naik-3]")
    page.wait_for_url(re.compile("#langkah-2$"))
    assert page.input_value("[name=l3-waktu]") == "5 Jam"
    page.click("[value=naik-3]")
    page.wait_for_selector("[name=l2-waktu]")
    page.select_option("[name=l11-t1-peran]", "sekretaris")
    page.wait_for_selector("#periksa >> text=Draf ini sah")
    page.click("text=Simpan, bandingkan, terbitkan")
    page.wait_for_selector("text=Menjadi: 5 Jam")
    admin.check()
    page.click("main button:text-is('Terbitkan')")
    page.click("dialog >> text=Terbitkan >> nth=-1")
    page.wait_for_selector("text=Versi 2 diterbitkan")
    admin.check()

    kepala = sign_in("kepala.dispermades").page
    kepala.goto("/pengukuran/baru/")
    kepala.fill("[name=tahun]", "2026")
    kepala.check("[name=triwulan][value='2']")
    kepala.click("main button[type=submit]")
    kepala.wait_for_url(re.compile(r"/pengukuran/\d+/"))
    baru = PengukuranKinerja.objects.get(periode__triwulan=2)
    lama.refresh_from_db()
    assert (lama.sop.versi, baru.sop) == (1, Sop.objects.get(versi=2, perangkat_daerah=kantor))
    assert (baru.sop.langkah_set.get(nomor=2).menit, lama.sop.langkah_set.get(nomor=2).menit) == (300, 240)
