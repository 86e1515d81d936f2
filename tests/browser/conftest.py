"""Debian's Chromium, driven by Playwright; nothing may leave the host, nothing may be wrong for axe."""

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.db import connection
from playwright.sync_api import Browser, Page, sync_playwright

from collection.models import Pengguna

# Playwright's sync API runs its own event loop in this thread; the ORM would otherwise refuse to be used beside it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
# Frames whose table is wider than they are, and what of a card a phone would show under a wrong name or none:
# the label of a cell is the head of its column, and roles keep a table that CSS lays out otherwise a table.
PERIKSA_TABEL = r"""() => {
  const huruf = (teks) => teks.toLowerCase().replace(/[^a-z0-9]/g, "");
  const salah = [...document.querySelectorAll(".bingkai-tabel")].filter((b) => b.scrollWidth > b.clientWidth)
    .map((b) => `table scrolls sideways: ${b.getAttribute("aria-label")}`);
  for (const tabel of document.querySelectorAll("table.tabel")) {
    const nama = tabel.parentElement.getAttribute("aria-label");
    if (!tabel.matches(".tabel-kartu")) salah.push(`no tabel-kartu: ${nama}`);
    if (tabel.querySelector(":is(thead, tbody, tfoot, tr, th, td):not([role])")) salah.push(`no role: ${nama}`);
    const kepala = [...tabel.querySelectorAll("thead th")].map((th) => huruf(th.textContent));
    for (const tr of tabel.querySelectorAll("tbody tr, tfoot tr")) {
      [...tr.children].forEach((sel, i) => {
        if (sel.tagName === "TD" && sel.colSpan === 1 && !huruf(sel.dataset.label || "").startsWith(kepala[i]))
          salah.push(`wrong label: ${nama}, ${sel.dataset.label} under ${kepala[i]}`);
      });
    }
  }
  return salah;
}"""
LAYAR = {
    "lebar-terang": {"lebar": 1280, "skema": "light", "semua": True},
    "lebar-gelap": {"lebar": 1280, "skema": "dark", "semua": False},
    "ponsel-gelap": {"lebar": 390, "skema": "dark", "semua": True},
    "ponsel-terang": {"lebar": 390, "skema": "light", "semua": False},
}
# Colours come from tags and classes: a second look at a page that has none but known ones would see nothing new.
CORAK = """[...new Set([...document.querySelectorAll('body *')]
  .flatMap((e) => [...e.classList, ''].map((k) => e.tagName + k)))]"""
DILIHAT: set[str] = set()
SANDI = "sandi-uji-peramban-1"
ARGS = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync"]  # fmt: skip


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium-headless-shell", args=ARGS)
        yield browser
        browser.close()


def run_apart(kerja):
    """Run something that signs or validates: pyHanko's event loop does not go with Playwright's in this thread."""

    def lari():
        try:
            return kerja()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as utas:
        return utas.submit(lari).result()


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
        self.sign_in(username)

    def sign_in(self, username: str) -> None:
        user = Pengguna.objects.get(username=username)
        user.set_password(SANDI)
        user.save()
        self.page.goto("/masuk/")
        self.page.fill("input[name=username]", username)
        self.page.fill("input[name=password]", SANDI)
        self.page.click("main button[type=submit]")
        self.page.wait_for_url("**/")

    def find_faults(self) -> list[str]:
        """What axe reports, what was asked of another host, what the console complained of."""
        return name_faults(Axe().run(self.page).response) + self.keluar + self.galat

    def check(self) -> None:
        """Nothing is wrong with the page as it is now."""
        assert self.find_faults() == []

    def visit(self, alamat: str) -> list[str]:
        """The faults of a page by screen and scheme, its width and that of its tables included."""
        self.galat.clear()
        kode = self.page.goto(alamat).status
        self.galat = [g for g in self.galat if f"status of {kode}" not in g]
        baru = set(self.page.evaluate(CORAK)) - DILIHAT
        DILIHAT.update(baru)
        layar = {nama: satu for nama, satu in LAYAR.items() if satu["semua"] or baru}
        return [f"{nama}: {galat}" for nama, satu in layar.items() for galat in self.look(**satu)]

    def look(self, lebar: int, skema: str, *, semua: bool) -> list[str]:
        """The faults at this width and in this scheme; of a second look only those that a colour can make."""
        self.page.set_viewport_size({"width": lebar, "height": 900})
        self.page.emulate_media(color_scheme=skema, reduced_motion="reduce")
        if not semua:
            return name_faults(self.page.evaluate("axe.run({runOnly: ['color-contrast']})"))
        melebar = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        galat = [f"scrolls sideways by {melebar} px"] if melebar > 0 else []
        return self.find_faults() + galat + self.page.evaluate(PERIKSA_TABEL)


def name_faults(hasil: dict) -> list[str]:
    """One line for each rule of axe that is broken, with the first place where it is."""
    return [f"{v['id']}: {v['nodes'][0]['html'][:160]}" for v in hasil["violations"]]


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
