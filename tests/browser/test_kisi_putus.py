"""A lost line loses nothing: what is typed waits in the browser, is sent in order and once, and is nobody else's."""

import itertools
import os
import socket
import subprocess
import sys
import time

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from playwright.sync_api import expect

from collection.enums import Peran
from collection.models import Jejak, KirimanSel
from collection.services.formulir import submit_formulir
from tests.factories.dasar import create_pejabat
from tests.factories.formulir import add_target, create_bahan, create_kerja, fill, send

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

ISIAN = 20
BILAH = "[data-kisi-bilah]"


class Peladen:
    """The application as a process of its own on the test's database: it can be killed as a power cut does."""

    def __init__(self):
        with socket.socket() as soket:
            soket.bind(("127.0.0.1", 0))
            self.port = soket.getsockname()[1]
        self.alamat = f"http://127.0.0.1:{self.port}"
        self.start()

    def start(self):
        isi = connection.settings_dict
        letak = isi["NAME"] if connection.vendor == "sqlite" else f"{isi['USER']}:{isi['PASSWORD']}@/{isi['NAME']}?host={isi['HOST']}&port={isi['PORT']}"
        lingkungan = os.environ | {
            "DATABASE_URL": f"{connection.vendor}://{'/' * (connection.vendor == 'sqlite')}{letak}", "SAKIP_DEBUG": "1",
            "SAKIP_HTTPS": "0", "SAKIP_SECRET_KEY": settings.SECRET_KEY, "DJANGO_SETTINGS_MODULE": "sakip.settings",
        }  # fmt: skip
        perintah = [sys.executable, "-m", "gunicorn", "sakip.wsgi", "-b", f"127.0.0.1:{self.port}", "--threads", "4"]
        self.proses = subprocess.Popen(perintah, env=lingkungan, cwd=settings.BASE_DIR, start_new_session=True, stderr=subprocess.DEVNULL)
        for _ in range(200):
            with socket.socket() as soket:
                if soket.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.1)
        raise AssertionError("the server does not start")

    def kill(self):
        os.killpg(self.proses.pid, 9)
        self.proses.wait()


def make_sesi(user):
    """The key of a session: the tests' quick password hashes are nothing to a server of its own."""
    client = Client()
    client.force_login(user)
    return client.cookies["sessionid"].value


def open_form(orang, kerja):
    orang.page.goto(f"/formulir/{kerja.formulir.pk}/", wait_until="networkidle")
    return orang.page


def create_banyak(jumlah):
    """A form of that many plain indicators."""
    kerja = create_bahan()
    for nomor in range(jumlah):
        add_target(kerja, f"k{nomor:02d}", [10, 20, 30, 40])
    kerja.pk.target_set.exclude(indikator__kode__startswith="k").delete()
    send(kerja)
    return kerja


def read(kerja):
    return list(kerja.formulir.realisasi_set.order_by("target__indikator__urutan").values_list("nilai", flat=True))


def count_jejak():
    return Jejak.objects.filter(aksi="isi_nilai", diterima=True).count()


def rest(page):
    expect(page.locator(".sel[data-keadaan=menyimpan], .sel[data-keadaan=tunda]")).to_have_count(0, timeout=60_000)


def test_a_server_that_stops_in_the_middle_gets_all_twenty_once_when_it_is_back(chromium, transactional_db):
    kerja = create_banyak(ISIAN)
    server = Peladen()
    try:
        page = chromium.new_page(base_url=server.alamat)
        page.context.add_cookies([{"name": "sessionid", "value": make_sesi(kerja.operator), "url": server.alamat}])
        page.goto(f"/formulir/{kerja.formulir.pk}/", wait_until="networkidle")
        page.locator("[name=isi]").first.focus()
        for nomor in range(ISIAN):
            if nomor == 7:
                server.kill()
            page.keyboard.type(str(nomor + 1))
            page.keyboard.press("Enter")
        expect(page.locator(BILAH)).to_contain_text("perubahan belum terkirim")
        assert None in read(kerja)
        server.start()
        page.evaluate("dispatchEvent(new Event('online'))")
        rest(page)
        expect(page.locator(BILAH)).to_be_hidden()
        page.close()
    finally:
        server.kill()
    assert (read(kerja), count_jejak(), KirimanSel.objects.count()) == ([n + 1 for n in range(ISIAN)], ISIAN, ISIAN)


def test_answers_that_are_lost_are_asked_for_again_and_nothing_is_written_twice(sign_in):
    """Every other answer never arrives: the server has written what the browser does not know of."""
    kerja = create_banyak(6)
    page = open_form(sign_in(kerja.operator.username), kerja)
    ke = itertools.count()

    def lose(route):
        if next(ke) % 2:
            route.continue_()
        else:
            route.fetch()
            route.abort()

    page.route("**/kiriman/", lose)
    page.locator("[name=isi]").first.focus()
    for isi in ("1", "2", "3", "4", "5", "6"):
        page.keyboard.type(isi)
        page.keyboard.press("Enter")
    page.locator("[name=isi]").first.fill("7")  # once more, while its first text may be under way
    page.keyboard.press("Enter")
    rest(page)
    assert (read(kerja), count_jejak()) == ([7, 2, 3, 4, 5, 6], len(set(KirimanSel.objects.values_list("kunci"))))


def test_a_tab_that_was_closed_with_unsent_values_brings_them_back(sign_in):
    kerja = create_kerja()
    orang = sign_in(kerja.operator.username)
    page = open_form(orang, kerja)
    page.route("**/kiriman/", lambda route: route.abort())
    page.locator("[name=isi]").first.fill("12,5")
    page.keyboard.press("Enter")
    expect(page.locator(BILAH)).to_have_text("1 perubahan belum terkirim.")
    ditanya = []
    page.on("dialog", lambda dialog: (ditanya.append(dialog.type), dialog.accept()))
    page.close(run_before_unload=True)
    page.wait_for_event("close") if not page.is_closed() else None
    assert (ditanya, kerja.get_baris("persen").nilai) == (["beforeunload"], None)
    kembali = orang.context.new_page()
    kembali.goto(f"/formulir/{kerja.formulir.pk}/")
    kembali.wait_for_selector(f"#sel-r{kerja.get_baris('persen').pk}-nilai[data-keadaan=tersimpan]")
    assert (kerja.get_baris("persen").nilai, count_jejak()) == (12.5, 1)
    assert kembali.evaluate("localStorage.length") == 0


def test_nobody_else_at_the_computer_sees_or_sends_it_and_signing_out_takes_it_away(sign_in):
    kerja = create_kerja()
    kedua = create_pejabat(Peran.BIDANG, kerja.kantor, unit=kerja.unit)
    orang = sign_in(kerja.operator.username)
    page = open_form(orang, kerja)
    page.route("**/kiriman/", lambda route: route.abort())
    page.locator("[name=isi]").first.fill("12,5")
    page.keyboard.press("Enter")
    expect(page.locator(BILAH)).to_be_visible()
    orang.context.clear_cookies()
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto("/masuk/")
    orang.sign_in(kedua.username)
    page.unroute("**/kiriman/")
    open_form(orang, kerja)
    assert (page.locator("[name=isi]").first.input_value(), page.evaluate("localStorage.length")) == ("", 1)
    page.locator("form[data-keluar] button").first.click()
    page.wait_for_url("**/masuk/**")
    orang.sign_in(kerja.operator.username)
    page.locator("form[data-keluar] button").first.click()
    page.get_by_role("button", name="Keluar dan hapus").click()
    page.wait_for_url("**/masuk/**")
    assert (page.evaluate("localStorage.length"), kerja.get_baris("persen").nilai) == (0, None)


def test_a_form_handed_in_meanwhile_says_so_and_keeps_the_text(sign_in):
    kerja = create_kerja()
    fill(kerja)
    orang = sign_in(kerja.operator.username)
    page = open_form(orang, kerja)
    submit_formulir(formulir=kerja.formulir, user=kerja.operator)
    page.locator("[name=isi]").first.fill("13")
    page.keyboard.press("Enter")
    sel = page.locator(f"#sel-r{kerja.get_baris('persen').pk}-nilai")
    expect(sel).to_contain_text("terkunci: Diserahkan, sampai unit menariknya kembali")
    page.on("dialog", lambda dialog: dialog.accept())
    open_form(orang, kerja)
    expect(page.locator(BILAH)).to_contain_text("Realisasi: Persentase desa mandiri: 13")
    orang.check()
    page.get_by_role("button", name="Buang").click()
    expect(page.locator(BILAH)).to_be_hidden()
    assert kerja.get_baris("persen").nilai == 12.5


def test_what_was_typed_before_the_grid_was_loaded_is_sent_as_well(sign_in):
    """On a slow line the cells are there before the script is."""
    kerja = create_kerja()
    page = sign_in(kerja.operator.username).page
    ditahan = []
    page.route("**/kisi_lembar*.js", lambda route: ditahan.append(route))
    page.goto(f"/formulir/{kerja.formulir.pk}/", wait_until="commit")
    page.locator("[name=isi]").first.fill("12,5")
    page.locator("[name=isi]:visible").nth(1).focus()
    ditahan[0].continue_()
    page.wait_for_selector(f"#sel-r{kerja.get_baris('persen').pk}-nilai[data-keadaan=tersimpan]")
    assert (kerja.get_baris("persen").nilai, count_jejak()) == (12.5, 1)


def test_what_is_read_out_counts_what_the_bar_counts(sign_in):
    """A screen reader is told the number that is true now, not that of the first lost change."""
    kerja = create_banyak(4)
    page = open_form(sign_in(kerja.operator.username), kerja)
    page.context.set_offline(True)
    isian = page.locator("[name=isi]:not(textarea)")
    isian.first.focus()
    for nomor in range(3):
        page.keyboard.type(str(nomor + 1))
        page.keyboard.press("Enter")
        expect(page.locator(BILAH)).to_contain_text(f"{nomor + 1} perubahan belum terkirim")
        expect(page.locator("#siaran")).to_contain_text(f"{nomor + 1} perubahan belum terkirim")
    page.evaluate("htmx.ajax('GET', location.href, {target: '#periksa-serah', swap: 'none'}).catch(() => null)")
    toast = page.locator("#pemberitahuan")
    expect(toast).to_contain_text("Isian sel menunggu di peramban ini dan dikirim sendiri setelah tersambung")
    toast.get_by_role("button", name="Tutup pesan").click()
    serah = page.locator("form[data-serahkan]")
    serah.locator("button").click()
    expect(serah.get_by_role("status")).to_contain_text("Belum diserahkan: 3 isian belum sampai di server")
    expect(serah.get_by_role("status")).to_be_in_viewport()
    page.context.set_offline(False)
    rest(page)
    expect(serah.get_by_role("status")).to_have_text("Semua isian sudah tersimpan. Formulir dapat diserahkan sekarang.")
    expect(page.locator(BILAH)).to_be_hidden()
    expect(page.locator("#siaran")).not_to_contain_text("belum terkirim")
