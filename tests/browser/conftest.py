"""Debian's Chromium, driven by Playwright; nothing may leave the host, nothing may be wrong for axe."""

import os
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.db import connection
from django.test import Client
from playwright.sync_api import Browser, Page, sync_playwright

from collection.models import Pengguna

# Playwright's sync API runs its own event loop in this thread; the ORM would otherwise refuse to be used beside it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
LAYAR = {
    "lebar-terang": {"lebar": 1280, "skema": "light", "semua": True},
    "lebar-gelap": {"lebar": 1280, "skema": "dark", "semua": False},
    "ponsel-gelap": {"lebar": 390, "skema": "dark", "semua": True},
    "ponsel-terang": {"lebar": 390, "skema": "light", "semua": False},
}
MATA = (Path(__file__).parent / "mata.js").read_text(encoding="utf-8")
AXE = Axe().axe_script
DITANYA: Counter[str] = Counter()
"""How often axe was asked about a look of text (colour, ground, whether large: see mata.js) that it has not found right."""
BENAR: set[str] = set()
"""The looks of text that it has found right on some page of this run."""
PALING_BANYAK = 4
"""A text that axe cannot judge in so many places (what lies over it hides it) it cannot judge in the next one."""
SANDI = "sandi-uji-peramban-1"
ARGS = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync"]  # fmt: skip


class Peramban:
    """The one Chromium of a process, kept from file to file; Playwright's event loop is in this thread as long."""

    def __init__(self) -> None:
        self.sisa = ExitStack()
        self.browser: Browser | None = None

    def open(self) -> Browser:
        if self.browser is None:
            playwright = self.sisa.enter_context(sync_playwright())
            self.browser = playwright.chromium.launch(executable_path="/usr/bin/chromium-headless-shell", args=ARGS)
            self.sisa.callback(self.browser.close)
        return self.browser

    def close(self) -> None:
        self.sisa.close()
        self.browser = None


PERAMBAN = Peramban()


@pytest.fixture
def chromium() -> Browser:
    return PERAMBAN.open()


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> None:
    """Tests of other folders sign with pyHanko, which wants the thread's event loop for itself."""
    if nextitem is None or nextitem.path.parent != item.path.parent:
        PERAMBAN.close()


def run_apart(kerja):
    """Run something that signs or validates: pyHanko's event loop does not go with Playwright's in this thread."""

    def lari():
        try:
            return kerja()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as utas:
        return utas.submit(lari).result()


def give_sandi(username: str) -> Pengguna:
    """The account, whose password is now `SANDI`."""
    user = Pengguna.objects.get(username=username)
    user.set_password(SANDI)
    user.save()
    return user


class Orang:
    """One person at a browser of their own."""

    sandi = SANDI

    def __init__(self, browser: Browser, origin: str, username: str, **context: object):
        self.context = browser.new_context(base_url=origin, **context)
        self.context.set_default_timeout(15_000)
        self.keluar: list[str] = []
        self.galat: list[str] = []
        self.page: Page = self.context.new_page()
        self.page.on("request", lambda r: None if r.url.startswith(origin) else self.keluar.append(r.url))
        self.page.on("console", lambda m: self.galat.append(m.text) if m.type == "error" else None)
        self.enter(username, origin)

    def enter(self, username: str, origin: str) -> None:
        """Signed in already, as who opens the browser again later in the day: with a session; at the inbox."""
        client = Client()
        client.force_login(give_sandi(username))
        sesi = client.cookies[settings.SESSION_COOKIE_NAME].value
        self.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": sesi, "url": origin}])
        self.page.goto("/")

    def sign_in(self, username: str) -> None:
        """Through the page, at a computer where somebody else may have been before."""
        give_sandi(username)
        self.page.goto("/masuk/")
        self.page.fill("input[name=username]", username)
        self.page.fill("input[name=password]", SANDI)
        self.page.click("main button[type=submit]")
        self.page.wait_for_url("**/")

    def find_faults(self) -> list[str]:
        """What axe reports, what was asked of another host, what the console complained of."""
        self.open_mata()
        return self.page.evaluate("mata.periksa()") + self.find_pudar() + self.keluar + self.galat

    def open_mata(self) -> None:
        """axe and mata.js are in the page; a page that is left takes them away."""
        if not self.page.evaluate("Boolean(window.mata)"):
            self.page.evaluate(AXE)
            self.page.evaluate(MATA)

    def find_pudar(self) -> list[str]:
        """Text with too little contrast: axe looks at each text whose look it has not yet found right."""
        semua = set(self.page.evaluate("mata.lihat()")) - BENAR
        baru = [corak for corak in semua if DITANYA[corak] < PALING_BANYAK]
        if not baru:
            return []
        DITANYA.update(baru)
        hasil = self.page.evaluate("(baru) => mata.tatap(baru)", baru)
        BENAR.update(hasil["benar"])
        return hasil["galat"]

    def check(self) -> None:
        """Nothing is wrong with the page as it is now."""
        assert self.find_faults() == []

    def visit(self, alamat: str) -> list[str]:
        """The faults of a page by screen and scheme, its width and that of its tables included."""
        self.galat.clear()
        kode = self.page.goto(alamat).status
        self.galat = [g for g in self.galat if f"status of {kode}" not in g]
        return [f"{nama}: {galat}" for nama, satu in LAYAR.items() for galat in self.look(**satu)]

    def look(self, lebar: int, skema: str, *, semua: bool) -> list[str]:
        """The faults at this width and in this scheme; of a second look only those that a colour can make."""
        self.page.set_viewport_size({"width": lebar, "height": 900})
        self.page.emulate_media(color_scheme=skema, reduced_motion="reduce")
        self.open_mata()
        return self.find_faults() + self.page.evaluate("mata.ukur()") if semua else self.find_pudar()


@pytest.fixture
def sign_in(chromium, live_server):
    """Opens a browser for a user; all are closed at the end."""
    semua: list[Orang] = []

    def buka(username: str, **context: object) -> Orang:
        semua.append(Orang(chromium, live_server.url, username, **context))
        return semua[-1]

    yield buka
    for orang in semua:
        orang.context.close()


@pytest.fixture
def apart():
    return run_apart
