"""A row given back, talked about and mended, and the verification row by row, in browsers; nothing wrong for axe."""

import pytest

from collection.models import Formulir, Realisasi
from collection.services.validasi import return_baris
from measurement.enums import Status
from measurement.models import PengukuranKinerja
from measurement.services.contoh import Contoh
from measurement.services.pemeriksaan_lihat import build_pemeriksaan
from measurement.services.penyerahan import submit_formulir
from tests.browser.conftest import Orang, run_apart
from tests.factories.gerak import fetch, walk_to
from tests.factories.kantor_contoh import create_kasus, get_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def create_pengisian():
    """A case whose units fill in; the form of KB is handed in."""
    kasus = create_kasus(Status.PENGUMPULAN, triwulan=1)
    kasus = walk_to(kasus, 7)
    contoh = Contoh(kasus.perangkat_daerah, 1)
    formulir = Formulir.objects.select_related("unit").get(periode=kasus.periode, unit__singkatan="KB")
    operator = contoh.find_operator(formulir)
    contoh.fill_semua(formulir, operator)
    submit_formulir(formulir=Formulir.objects.get(pk=formulir.pk), user=operator)
    return kasus, formulir


def test_a_row_is_given_back_talked_about_mended_and_validated(chromium, live_server):
    kasus, formulir = run_apart(create_pengisian)
    baris = Realisasi.objects.filter(formulir=formulir).exclude(nilai=None).first()
    nama = baris.target.indikator.nama
    kabid = Orang(chromium, live_server.url, get_user("kabid.kb").username)
    kabid.page.click(f"text=Validasi formulir {formulir.unit.nama}")
    kabid.page.click("text=Kembalikan baris")
    assert kabid.visit(kabid.page.url) == []
    kabid.page.check(f"input[value=r{baris.pk}]")
    kabid.page.fill(f"textarea[name=catatan-r{baris.pk}]", "Cocokkan dengan laporan bulanan.")
    kabid.page.click(f"text=Kembalikan ke {formulir.unit.nama}")
    kabid.page.wait_for_selector("text=dikembalikan")

    operator = Orang(chromium, live_server.url, get_user("bidang.kb").username)
    operator.page.click("summary:has-text('Percakapan dan pengingat') ~ ul a")
    operator.page.wait_for_selector("text=Cocokkan dengan laporan bulanan.")
    assert operator.visit(operator.page.url) == []
    operator.page.fill("textarea[name=isi]", "Sudah dicocokkan.")
    operator.page.click("summary:has-text('Sebut orang')")
    operator.page.check(f"label:has-text('@{get_user('kabid.kb').nama}') input")
    operator.page.click("text=Kirim komentar")
    operator.page.wait_for_selector("blockquote:has-text('Sudah dicocokkan.')")

    assert operator.visit(f"/formulir/{formulir.pk}/") == []
    assert operator.page.locator("td.sel[data-sel] form").count() == 3 + (baris.target.indikator.berkomponen)
    operator.page.set_viewport_size({"width": 1280, "height": 900})
    alasan = operator.page.locator(f"#isi-r{baris.pk}-keterangan")
    alasan.fill("Angka tetap, bukti dilengkapi.")
    alasan.press("Tab")
    operator.page.wait_for_selector(f"#sel-r{baris.pk}-keterangan[data-keadaan=tersimpan]")
    assert operator.visit(f"/formulir/baris/r{baris.pk}/riwayat/") == []
    assert "Angka tetap, bukti dilengkapi." in operator.page.inner_text("table")
    run_apart(lambda: submit_formulir(formulir=Formulir.objects.get(pk=formulir.pk), user=get_user("bidang.kb")))

    assert kabid.visit("/") == []
    assert f"menyebut Anda pada {nama}" in kabid.page.inner_text("main")
    assert kabid.visit("/formulir/") == []
    kabid.page.click("text=Validasi semua yang tanpa peringatan")
    kabid.page.wait_for_selector("text=1 formulir divalidasi.")
    tim = Orang(chromium, live_server.url, get_user("tim_sakip").username)
    assert tim.visit(f"/pengukuran/{kasus.pk}/") == []
    tim.page.click("text=Ingatkan semua yang belum menyerahkan")
    tim.page.wait_for_selector("text=Diingatkan: ")
    assert tim.visit("/formulir/") == []
    with pytest.raises(Exception, match="tidak dapat dikembalikan"):
        run_apart(
            lambda: return_baris(
                formulir=Formulir.objects.get(pk=formulir.pk), baris={}, catatan="x", user=get_user("kabid.kb")
            )
        )


def test_the_verification_approves_the_rest_at_once_and_gives_one_row_back(chromium, live_server):
    kasus = run_apart(lambda: create_kasus(Status.VERIFIKASI, triwulan=1))
    isi = build_pemeriksaan(kasus)
    orang = Orang(chromium, live_server.url, get_user("sekretaris").username)
    alamat = f"/pengukuran/{kasus.pk}/verifikasi/"
    assert orang.visit(alamat) == []
    orang.page.set_viewport_size({"width": 1280, "height": 900})
    orang.page.click(f"text=Setujui sisanya ({len(isi.tenang)})")
    orang.page.wait_for_selector(f"text={len(isi.tenang)} indikator disetujui.")
    satu = isi.perlu[0].rekap.baris
    orang.page.check(f"input[name=baris][value='{satu.pk}']")
    orang.page.fill(f"textarea[name=catatan-{satu.pk}]", "Lampirkan perhitungannya.")
    orang.page.click("summary:has-text('Kembalikan yang dipilih')")
    orang.check()
    orang.page.click("button:has-text('Kembalikan yang dipilih')")
    orang.page.wait_for_selector("text=Dikembalikan ke langkah 7.")
    kasus = fetch(kasus)
    assert (kasus.status, kasus.tindakan.jenis) == ("pengumpulan", "pengisian")
    kasus = run_apart(lambda: walk_to(PengukuranKinerja.objects.get(pk=kasus.pk), 11))
    assert orang.visit(alamat) == []
