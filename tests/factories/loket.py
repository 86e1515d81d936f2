"""The site as people use it: each with a browser of their own, forms as their pages offer them, papers as PDF."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

from django.core.files.base import File
from django.test import Client

from tests.factories.kantor_contoh import get_user
from tests.factories.kertas import read_kertas

TANPA_ISI = ("submit", "button", "file")


@dataclass
class Lembar:
    """One form of a page: where it is sent, what is in it, and the values that may be ticked or chosen."""

    alamat: str
    isi: dict[str, object] = field(default_factory=dict)
    pilihan: dict[str, list[str]] = field(default_factory=dict)


class FormReader(HTMLParser):
    """Every form of a page with what a browser would send if nothing were typed."""

    def __init__(self, teks: str) -> None:
        super().__init__()
        self.semua: list[Lembar] = []
        self.nama = ""
        self.feed(teks)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        atribut = {kunci: nilai or "" for kunci, nilai in attrs}
        if tag == "form":
            self.semua.append(Lembar(atribut.get("action", "")))
        elif tag == "input" and self.semua and atribut.get("type") not in TANPA_ISI and "name" in atribut:
            self._take_input(atribut)
        elif tag == "textarea" and self.semua:
            self.nama = atribut["name"]
            self.semua[-1].isi[self.nama] = ""
        elif tag == "select" and self.semua:
            self.pilih = atribut["name"]
            self.semua[-1].isi.setdefault(self.pilih, "")
        elif tag == "option" and self.semua:
            nilai = atribut.get("value", "")
            self.semua[-1].pilihan.setdefault(self.pilih, []).append(nilai)
            if "selected" in atribut:
                self.semua[-1].isi[self.pilih] = nilai

    def _take_input(self, atribut: dict[str, str]) -> None:
        nama, nilai = atribut["name"], atribut.get("value", "")
        if atribut.get("type") not in ("radio", "checkbox"):
            self.semua[-1].isi[nama] = nilai
            return
        self.semua[-1].pilihan.setdefault(nama, []).append(nilai)
        if "checked" in atribut:
            self.semua[-1].isi[nama] = nilai

    def handle_data(self, data: str) -> None:
        if self.nama:
            self.semua[-1].isi[self.nama] += data.removeprefix("\n") if not self.semua[-1].isi[self.nama] else data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self.nama = ""


class Loket:
    """Everybody's browser, by the short name of a demo account: "kepala", "bidang.kb", "kepala@dpmd-blora"."""

    def __init__(self, kantor: str = "dispermades") -> None:
        self.kantor, self.peramban = kantor, {}

    def enter(self, siapa: str) -> Client:
        """The person's own browser, signed in."""
        if siapa not in self.peramban:
            nama, _, kantor = siapa.partition("@")
            self.peramban[siapa] = Client()
            self.peramban[siapa].force_login(get_user(nama, kantor or self.kantor))
        return self.peramban[siapa]

    def read(self, siapa: str, alamat: str) -> str:
        """The page, which the person may see."""
        jawab = self.enter(siapa).get(alamat)
        assert jawab.status_code == 200, (siapa, alamat, jawab.status_code)
        return jawab.content.decode()

    def open(self, siapa: str, halaman: str, alamat: str) -> Lembar:
        """The form on that page that is sent to `alamat`."""
        semua = [satu for satu in FormReader(self.read(siapa, halaman)).semua if satu.alamat == alamat]
        assert len(semua) == 1, f"{siapa} is offered {len(semua)} forms to {alamat}"
        return semua[0]

    def send(self, siapa: str, alamat: str, isi: dict[str, object]) -> int:
        """The status of the answer; a file is sent from its beginning, as by each browser."""
        for satu in isi.values():
            if isinstance(satu, File):
                satu.seek(0)
        jawab = self.enter(siapa).post(alamat, isi)
        self.jawaban = jawab.content.decode()
        return jawab.status_code

    def read_pdf(self, siapa: str, alamat: str) -> str:
        """The words of a paper on one line, as they stand in the file that its door gives."""
        jawab = self.enter(siapa).get(alamat)
        assert (jawab.status_code, jawab["Content-Type"]) == (200, "application/pdf"), (siapa, alamat)
        return read_kertas(jawab.content)
