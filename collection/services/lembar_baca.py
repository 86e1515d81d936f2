"""Reading the cells of one worksheet as a stream: what is empty costs no object, and nothing is evaluated.

openpyxl tells where the sheets are and what a style means; the cells are read here, because it makes an object of
each empty cell, translates every shared formula, and is slower (docs/arsitektur.md, Excel).
"""

import datetime
from collections.abc import Callable
from typing import IO, NamedTuple
from xml.parsers import expat

from django.utils.formats import date_format
from openpyxl import Workbook
from openpyxl.styles.numbers import BUILTIN_FORMATS, BUILTIN_FORMATS_MAX_SIZE
from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.utils.datetime import from_excel, from_ISO8601

TANPA_HASIL = "Rumus pada sel ini belum dihitung. Buka dan simpan di Excel, atau tulis angkanya"
LUAR_TANGGAL = "Sel berformat tanggal, tetapi isinya bukan tanggal. Ubah format selnya menjadi Umum (General)"
ANGKA = "0123456789"


class Sel(NamedTuple):
    """One filled cell. `galat` says why its value cannot be used, whatever it is."""

    kolom: int
    nilai: object
    persen: bool = False
    galat: str = ""


class Baris(NamedTuple):
    """One row that holds something; `nomor` as Excel counts."""

    nomor: int
    sel: dict[int, Sel]


class LuarError(Exception):
    """A filled cell beyond the limits; its address."""


class Gaya:
    """What the styles of a workbook say of a number: a percentage, a date, a duration."""

    def __init__(self, buku: Workbook, is_persen: Callable[[str], bool]) -> None:
        self._buku, self._is_persen, self._persen = buku, is_persen, {"": False}

    def is_persen(self, gaya: str) -> bool:
        """Whether a cell of this style shows its number times 100."""
        if gaya not in self._persen:
            self._persen[gaya] = self._is_persen(self._read_format(int(gaya)))
        return self._persen[gaya]

    def _read_format(self, gaya: int) -> str:
        nomor = self._buku._cell_styles[gaya].numFmtId
        if nomor < BUILTIN_FORMATS_MAX_SIZE:
            return BUILTIN_FORMATS.get(nomor, "General")
        return self._buku._number_formats[nomor - BUILTIN_FORMATS_MAX_SIZE]

    def read_tanggal(self, gaya: str, nilai: float) -> object:
        """A day, an hour or a duration where the style makes one of the number; raises ValueError beyond all dates."""
        nomor = int(gaya) if gaya else 0
        if nomor not in self._buku._date_formats:
            return nilai
        lama = nomor in self._buku._timedelta_formats
        return from_excel(nilai, self._buku.epoch, timedelta=lama)


class PembacaLembar:
    """Streams over a sheet: its filled rows, its merged cells. `maks`: rows and columns that may be filled."""

    def __init__(self, gaya: Gaya, teks: list[str], maks: tuple[int, int]) -> None:
        self.baris: list[Baris] = []
        self.gabung: list[str] = []
        self.maks, self._gaya, self._bersama = maks, gaya, teks
        self._huruf: dict[str, int] = {}
        self._nomor = self._kolom = 0
        self._sel: dict[int, Sel] = {}
        self._jenis = self._gaya_sel = self._isi = ""
        self._rumus = self._ada = self._catat = self._lafal = False
        self._awal = {"c": self._mulai_sel, "row": self._mulai_baris}

    def read(self, sumber: IO[bytes]) -> None:
        """Take in the whole part. Raises LuarError, and whatever broken XML raises."""
        pembaca = expat.ParserCreate(namespace_separator=" ")
        pembaca.buffer_text = True
        pembaca.StartElementHandler, pembaca.EndElementHandler = self._mulai, self._selesai
        pembaca.CharacterDataHandler = self._teks
        pembaca.ParseFile(sumber)

    def _mulai(self, nama: str, atribut: dict[str, str]) -> None:
        nama = nama[nama.rfind(" ") + 1 :]
        if nama in self._awal:
            self._awal[nama](atribut)
        elif nama == "v" or (nama == "t" and not self._lafal):
            self._catat = True
        elif nama == "f":
            self._rumus = True
        elif nama == "rPh":  # how a word is pronounced
            self._lafal = True
        elif nama == "mergeCell":
            self.gabung.append(atribut.get("ref", ""))

    def _mulai_baris(self, atribut: dict[str, str]) -> None:
        nomor = atribut.get("r")  # counted where it is left out
        self._nomor, self._kolom, self._sel = int(float(nomor)) if nomor else self._nomor + 1, 0, {}

    def _mulai_sel(self, atribut: dict[str, str]) -> None:
        alamat = atribut.get("r")
        if alamat:
            huruf = alamat.rstrip(ANGKA)
            self._kolom = self._huruf.get(huruf) or self._huruf.setdefault(huruf, column_index_from_string(huruf))
        else:
            self._kolom += 1
        self._jenis, self._gaya_sel = atribut.get("t", "n"), atribut.get("s", "")
        self._isi, self._rumus, self._ada = "", False, False

    def _teks(self, teks: str) -> None:
        if self._catat:
            self._isi += teks
            self._ada = True

    def _selesai(self, nama: str) -> None:
        nama = nama[nama.rfind(" ") + 1 :]
        if nama in ("v", "t"):
            self._catat = False
        elif nama == "c":
            if self._ada or self._rumus:
                self._selesai_sel()
        elif nama == "row":
            if self._sel:
                self.baris.append(Baris(self._nomor, self._sel))
        elif nama == "rPh":
            self._lafal = False

    def _selesai_sel(self) -> None:
        if self._nomor > self.maks[0] or self._kolom > self.maks[1]:
            raise LuarError(f"{get_column_letter(self._kolom)}{self._nomor}")
        kolom = self._kolom
        if not self._ada:
            self._sel[kolom] = Sel(kolom, None, galat=TANPA_HASIL)
        elif self._jenis == "e":
            self._sel[kolom] = Sel(
                kolom, self._isi, galat=f"Sel berisi galat Excel {self._isi[:20]}. Perbaiki rumusnya"
            )
        else:
            self._sel[kolom] = self._build_sel(kolom)

    def _build_sel(self, kolom: int) -> Sel:
        try:
            nilai = self._read_nilai()
        except OverflowError:
            return Sel(kolom, self._isi, galat=LUAR_TANGGAL)
        return Sel(kolom, write_bukan_angka(nilai), self._gaya.is_persen(self._gaya_sel))

    def _read_nilai(self) -> object:
        """As Excel stored it. Raises OverflowError for a date that is none."""
        isi, jenis = self._isi, self._jenis
        if jenis == "n":
            return self._read_angka(float(isi) if "." in isi or "e" in isi or "E" in isi else int(isi))
        if jenis == "s":
            return self._bersama[int(isi)]
        if jenis == "b":
            return bool(int(isi))
        return from_ISO8601(isi) if jenis == "d" else isi

    def _read_angka(self, nilai: float) -> object:
        try:
            return self._gaya.read_tanggal(self._gaya_sel, nilai)
        except ValueError as galat:
            raise OverflowError from galat


def read_teks_bersama(sumber: IO[bytes]) -> list[str]:
    """The strings that the cells of a workbook share."""
    semua: list[str] = []
    tumpuk: list[str] = []
    catat = lafal = False

    def mulai(nama: str, atribut: dict[str, str]) -> None:
        nonlocal catat, lafal
        nama = nama[nama.rfind(" ") + 1 :]
        lafal = lafal or nama == "rPh"
        catat = nama == "t" and not lafal

    def selesai(nama: str) -> None:
        nonlocal catat, lafal
        nama = nama[nama.rfind(" ") + 1 :]
        catat = False
        if nama == "si":
            semua.append("".join(tumpuk))
            tumpuk.clear()
        elif nama == "rPh":
            lafal = False

    def isi(teks: str) -> None:
        if catat:
            tumpuk.append(teks)

    pembaca = expat.ParserCreate(namespace_separator=" ")
    pembaca.buffer_text = True
    pembaca.StartElementHandler, pembaca.EndElementHandler, pembaca.CharacterDataHandler = mulai, selesai, isi
    pembaca.ParseFile(sumber)
    return semua


def write_bukan_angka(nilai: object) -> object:
    """Yes or no and days and hours as people write them; the rest as it is."""
    if isinstance(nilai, bool):
        return "Ya" if nilai else "Tidak"
    if isinstance(nilai, datetime.datetime):
        return date_format(nilai, "j F Y" if nilai.time() == datetime.time() else "j F Y H.i")
    if isinstance(nilai, datetime.date):
        return date_format(nilai, "j F Y")
    return date_format(nilai, "H.i") if isinstance(nilai, datetime.time) else nilai
