"""Reading the cells of one worksheet as a stream: what is empty costs no object, and nothing is evaluated.

openpyxl tells where the sheets are and what a style means; the cells are read here, because it makes an object of
each empty cell, translates every shared formula, and is slower (docs/arsitektur.md, Excel).
"""

import datetime
from collections.abc import Callable
from typing import ClassVar, NamedTuple, Protocol
from xml.parsers import expat

from django.utils.formats import date_format
from openpyxl import Workbook
from openpyxl.styles.numbers import BUILTIN_FORMATS, BUILTIN_FORMATS_MAX_SIZE
from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.utils.datetime import from_excel, from_ISO8601

TANPA_HASIL = "Rumus pada sel ini belum dihitung. Buka dan simpan di Excel, atau tulis angkanya"
LUAR_TANGGAL = "Sel berformat tanggal, tetapi isinya bukan tanggal. Ubah format selnya menjadi Umum (General)"
ANGKA = "0123456789"
TEKS = ("inlineStr", "str")
TEKS_KOSONG = '""'
"""The formula of an empty text, which has no result where no Excel has stored the file yet."""


class Sumber(Protocol):
    """A file to read from."""

    def read(self, banyak: int = -1, /) -> bytes:
        """The next bytes."""


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
    """A cell beyond the limits that holds more than spaces; its address."""


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
    """Streams over a sheet: its filled rows, its merged cells. `maks`: rows and columns that may be filled.

    One handler for each beginning and end of an element: most of an import's time is spent here, so they are plain.
    """

    def __init__(self, gaya: Gaya, teks: list[str], maks: tuple[int, int]) -> None:
        self.baris: list[Baris] = []
        self.gabung: list[str] = []
        self.maks, self._gaya, self._bersama = maks, gaya, teks
        self._huruf: dict[str, int] = {}
        self._nomor = self._kolom = 0
        self._sel: dict[int, Sel] = {}
        self._jenis = self._gaya_sel = ""
        self._isi: list[str] = []
        self._lafal_rumus: list[str] = []
        self._rumus = self._lafal = False
        self._pembaca = expat.ParserCreate()

    def read(self, sumber: Sumber) -> None:
        """Take in the whole part, once. Raises LuarError, and whatever broken XML raises."""
        self._pembaca.buffer_text = True
        self._pembaca.StartElementHandler = self._mulai_lembar
        try:
            self._pembaca.ParseFile(sumber)
        finally:
            del self._pembaca  # it holds us: without this every cell stays until the collector comes by

    def _mulai_lembar(self, nama: str, atribut: dict[str, str]) -> None:
        """The outermost element tells whether all carry the prefix of the one namespace that sheets are in."""
        berawalan = ":" in nama
        self._pembaca.StartElementHandler = self._mulai_berawalan if berawalan else self._mulai
        self._pembaca.EndElementHandler = self._selesai_berawalan if berawalan else self._selesai

    def _mulai_berawalan(self, nama: str, atribut: dict[str, str]) -> None:
        self._mulai(nama[nama.rfind(":") + 1 :], atribut)

    def _selesai_berawalan(self, nama: str) -> None:
        self._selesai(nama[nama.rfind(":") + 1 :])

    def _mulai(self, nama: str, atribut: dict[str, str]) -> None:
        if nama == "v" or (nama == "t" and not self._lafal):
            self._pembaca.CharacterDataHandler = self._isi.append
        elif nama == "c":
            alamat = atribut.get("r")
            if alamat:
                huruf = alamat.rstrip(ANGKA)
                self._kolom = self._huruf.get(huruf) or self._add_huruf(huruf)
            else:
                self._kolom += 1
            self._jenis, self._gaya_sel, self._rumus = atribut.get("t", "n"), atribut.get("s", ""), False
            self._isi.clear()
        elif nama in self._awal:
            self._awal[nama](self, atribut)

    def _add_huruf(self, huruf: str) -> int:
        self._huruf[huruf] = column_index_from_string(huruf)
        return self._huruf[huruf]

    def _mulai_baris(self, atribut: dict[str, str]) -> None:
        nomor = atribut.get("r")  # counted where it is left out
        self._nomor, self._kolom, self._sel = int(float(nomor)) if nomor else self._nomor + 1, 0, {}

    def _mulai_rumus(self, atribut: dict[str, str]) -> None:
        self._rumus = True
        self._lafal_rumus.clear()
        self._pembaca.CharacterDataHandler = self._lafal_rumus.append

    def _mulai_lafal(self, atribut: dict[str, str]) -> None:
        self._lafal = True  # how a word is pronounced

    def _mulai_gabung(self, atribut: dict[str, str]) -> None:
        self.gabung.append(atribut.get("ref", ""))

    _awal: ClassVar = {"row": _mulai_baris, "f": _mulai_rumus, "rPh": _mulai_lafal, "mergeCell": _mulai_gabung}

    def _selesai(self, nama: str) -> None:
        if nama == "c":
            if self._isi or self._rumus:
                self._selesai_sel()
        elif nama in ("v", "t", "f"):
            self._pembaca.CharacterDataHandler = None
        elif nama == "row":
            if self._sel:
                self.baris.append(Baris(self._nomor, self._sel))
        elif nama == "rPh":
            self._lafal = False

    def _selesai_sel(self) -> None:
        kolom = self._kolom
        isi = self._isi[0] if len(self._isi) == 1 else "".join(self._isi)
        if self._nomor > self.maks[0] or kolom > self.maks[1]:
            if self._is_hampa(isi):
                return
            raise LuarError(f"{get_column_letter(kolom)}{self._nomor}")
        if not isi:
            if not self._is_hampa(isi):
                self._sel[kolom] = Sel(kolom, None, False, TANPA_HASIL)
        elif self._jenis == "n" and not self._gaya_sel:
            self._sel[kolom] = Sel(kolom, _read_bilangan(isi), False, "")
        elif self._jenis in TEKS:
            if not isi.isspace():
                self._sel[kolom] = Sel(kolom, isi, False, "")
        elif self._jenis == "e":
            self._sel[kolom] = Sel(kolom, isi, False, f"Sel berisi galat Excel {isi[:20]}. Perbaiki rumusnya")
        elif not self._is_hampa(isi):
            self._sel[kolom] = self._build_sel(kolom, isi)

    def _is_hampa(self, isi: str) -> bool:
        """Whether nobody sees anything in the cell: text of spaces, also as the result of a formula, or none at all."""
        if not isi:
            return self._jenis in TEKS or "".join(self._lafal_rumus).strip() == TEKS_KOSONG
        if self._jenis == "s":
            return not self._bersama[int(isi)].strip()
        return self._jenis in TEKS and isi.isspace()

    def _build_sel(self, kolom: int, isi: str) -> Sel:
        try:
            nilai = self._read_nilai(isi)
        except OverflowError:
            return Sel(kolom, isi, galat=LUAR_TANGGAL)
        return Sel(kolom, write_bukan_angka(nilai), self._gaya.is_persen(self._gaya_sel), "")

    def _read_nilai(self, isi: str) -> object:
        """As Excel stored it. Raises OverflowError for a date that is none."""
        jenis = self._jenis
        if jenis == "n":
            return self._read_angka(_read_bilangan(isi))
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


def _read_bilangan(isi: str) -> float:
    return float(isi) if "." in isi or "e" in isi or "E" in isi else int(isi)


def read_teks_bersama(sumber: Sumber) -> list[str]:
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
