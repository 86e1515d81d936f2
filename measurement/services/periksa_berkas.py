"""A table from a CSV or XLSX file that comes from anywhere. What cannot be a table is refused, saying what to do."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.conf import settings
from openpyxl.utils import get_column_letter
from openpyxl.utils.cell import range_boundaries

from collection.angka import format_nilai
from collection.errors import BerkasError
from collection.services import lembar as excel
from collection.services import lembar_baca
from measurement.periksa_tabel import kolom
from measurement.periksa_tabel.baca import Sel
from measurement.periksa_tabel.kepala import MAKS_BARIS_JUDUL, Kepala, find_kepala, list_judul
from measurement.periksa_tabel.utuh import has_tertelan, is_bergeser

PEMISAH = (",", ";", "\t", "|")
HAMPA = " \t\r\n\xa0,;|"  # of a line cut at the wrong mark nothing else is left
BOM16 = (b"\xff\xfe", b"\xfe\xff")
BUKU = (b"PK", b"\xd0\xcf\x11\xe0")
_LAIN = ((b"%pdf", "PDF"), (b"<html", "halaman web"), (b"<!doctype", "halaman web"), (b"<table", "halaman web"),
         (b"{\\rtf", "dokumen RTF"))  # fmt: skip
SALIN = "Salin tabelnya ke Excel, simpan sebagai XLSX atau CSV, lalu periksa lagi."
MAKS_BARIS_SEL = 20
CONTOH = 400  # bytes by which an encoding is told
WARISAN = (kolom.SASARAN, kolom.INDIKATOR, kolom.SATUAN, kolom.ARAH, kolom.RUMUS)
"""Columns whose merged cell holds for every row that it covers."""


class LembarError(BerkasError):
    """The sheet to read must be named, or was named wrongly."""


@dataclass(frozen=True)
class Tabel:
    """A table as it stood in the file: titles, rows as long as these, and what merged cells hand down.

    `waris` maps (row, column), counted from 0, to the cell that stands for an empty one.
    """

    judul: list[str]
    grup: list[str]
    baris: list[list[Sel]]
    nama: str = ""
    waris: dict[tuple[int, int], Sel] = field(default_factory=dict)


def read_tabel(isi: bytes, lembar: str = "") -> Tabel:
    """Read either kind, told by content. `lembar` names the sheet where several hold a table. Raises BerkasError."""
    maks = settings.MAKS_UKURAN_IMPOR
    if not isi.strip():
        raise BerkasError("Berkas kosong. Pilih berkas CSV atau XLSX yang berisi tabel.")
    if len(isi) > maks:
        raise BerkasError(f"Berkas lebih dari {maks // 1024 // 1024} MB. Pecah tabelnya, atau hapus gambarnya.")
    if nama := next((nama for awal, nama in _LAIN if isi.lstrip()[: len(awal)].lower() == awal), ""):
        raise BerkasError(f"Ini bukan berkas Excel (.xlsx) atau CSV, melainkan {nama}. {SALIN}")
    biner = _is_biner(isi)
    if biner and not isi.startswith(BUKU):
        raise BerkasError(f"Ini bukan berkas Excel (.xlsx), dan isinya bukan teks seperti pada CSV. {SALIN}")
    tabel = read_xlsx(isi, lembar) if biner else read_csv(isi)
    if not tabel.baris:
        raise BerkasError("Tabel hanya berisi judul kolom, tanpa baris.")
    return tabel


def read_csv(isi: bytes) -> Tabel:
    """A table from text: separator and encoding are told by what gives a header. Raises BerkasError."""
    teks = _decode(isi)
    calon = []
    for pemisah in PEMISAH:
        baris = _split(teks, pemisah)
        kepala = find_kepala(baris[: MAKS_BARIS_JUDUL + 1])
        if kepala:
            calon.append((len(kepala.judul), baris, kepala, pemisah))
    if not calon:
        raise refuse_judul(max((_find_mirip(_split(teks, satu)) for satu in PEMISAH), key=_count_dikenal))
    _, baris, kepala, pemisah = max(calon, key=lambda satu: satu[0])
    return _build_csv(baris, kepala, pemisah)


def read_xlsx(isi: bytes, nama: str = "") -> Tabel:
    """The one sheet that holds a table, or the one named. Raises BerkasError."""
    try:
        semua = excel.read_lembar(isi)
    except BerkasError as galat:
        raise BerkasError(str(galat).replace(excel.TEMPLAT, "").strip()) from galat
    if nama and nama not in [satu.nama for satu in semua]:
        raise LembarError(f"Lembar “{nama}” tidak ada. Yang ada: {', '.join(s.nama for s in semua)}.")
    calon = [(satu, kepala) for satu in semua if nama in ("", satu.nama) and (kepala := _find_kepala(satu))]
    if len(calon) > 1:
        daftar = ", ".join(f"“{satu.nama}”" for satu, _ in calon)
        raise LembarError(f"Lebih dari satu lembar berisi tabel: {daftar}. Sebut nama lembar yang akan diperiksa.")
    if not calon:
        depan = [baris for satu in semua for baris in satu.baris[:MAKS_BARIS_JUDUL]]
        raise refuse_judul(_find_mirip([[_read_teks(sel) for sel in baris.sel.values()] for baris in depan]))
    return _build_xlsx(*calon[0])


def _is_biner(isi: bytes) -> bool:
    """Workbooks, new and old, and whatever else is no text; UTF-16 is told by its mark or its zeros."""
    return isi.startswith(BUKU) or (b"\0" in isi and not _find_utf16(isi))


def _find_utf16(isi: bytes) -> str:
    """UTF-16 with its mark, or without one where nearly every second byte is a zero; else nothing."""
    if isi.startswith(BOM16):
        return "utf-16"
    depan = isi[:CONTOH]
    for kode, awal in (("utf-16-le", 1), ("utf-16-be", 0)):
        if not len(isi) % 2 and depan[awal::2].count(0) * 10 > len(depan) * 4 and not depan[1 - awal :: 2].count(0):
            return kode
    return ""


def _decode(isi: bytes) -> str:
    """UTF-8, UTF-16 with its mark, or what Windows wrote before."""
    utf16 = _find_utf16(isi)
    for satu in [utf16] if utf16 else ["utf-8-sig", "cp1252"]:
        try:
            return isi.decode(satu)
        except UnicodeDecodeError:
            continue
    raise BerkasError("Pengodean berkas tidak dikenal. Simpan sebagai “CSV UTF-8”, lalu periksa lagi.")


def _split(teks: str, pemisah: str) -> list[list[str]]:
    """The cells of each line; nothing where the text cannot be cut that way."""
    baris: list[list[str]] = []
    terisi = 0
    try:
        for satu in csv.reader(io.StringIO(teks, newline=""), delimiter=pemisah):
            terisi += any(sel.strip(HAMPA) for sel in satu)
            if terisi > excel.MAKS_BARIS:
                raise BerkasError(f"Tabel lebih dari {excel.MAKS_BARIS} baris. Pecah berkasnya, lalu periksa lagi.")
            baris.append(satu)
    except csv.Error:
        return []
    return baris


def _build_csv(baris: list[list[str]], kepala: Kepala, pemisah: str) -> Tabel:
    judul = list_judul(kepala)
    tempat = kolom.match_kolom(judul, kepala.grup).tempat
    isi = []
    nomor = 1
    for urutan, satu in enumerate(baris):
        if urutan >= kepala.awal and any(sel.strip() for sel in satu):
            _refuse_rusak(satu, nomor, len(judul), tempat, pemisah)
            isi.append([Sel(sel) for sel in [*satu, *[""] * len(judul)][: len(judul)]])
        nomor += 1 + sum(sel.count("\n") for sel in satu)
    lebar = _measure_lebar(judul, isi)
    if lebar > excel.MAKS_KOLOM:
        raise BerkasError(f"Tabel lebih dari {excel.MAKS_KOLOM} kolom. Sisakan kolom yang akan diperiksa.")
    return Tabel(judul[:lebar], kepala.grup[:lebar], [satu[:lebar] for satu in isi])


def _refuse_rusak(baris: Sequence[str], nomor: int, lebar: int, tempat: dict[str, int], pemisah: str) -> None:
    """Raises BerkasError for a line whose cells do not stand under their titles."""
    if any(sel.strip() for sel in baris[lebar:]):
        raise BerkasError(
            f"Baris {nomor} memuat {len(baris)} kolom, judulnya {lebar}. "
            "Beri tanda kutip pada sel yang memuat koma, atau pakai titik koma sebagai pemisah."
        )
    if any(sel.count("\n") > MAKS_BARIS_SEL or has_tertelan(sel, pemisah) for sel in baris):
        raise BerkasError(f"Tanda kutip pada baris {nomor} tidak ditutup. Periksa tanda kutip di berkas itu.")
    if len(baris) < lebar and is_bergeser(baris, lebar, tempat):
        raise BerkasError(
            f"Baris {nomor} memuat {len(baris)} kolom, judulnya {lebar}, dan sel yang hilang ada di tengahnya. "
            "Sel kosong tetap memerlukan pemisahnya."
        )


def _measure_lebar(judul: Sequence[str], baris: Sequence[Sequence[Sel]]) -> int:
    """How many columns hold something: what stands to the right of them is spaces, or nothing."""
    terisi = [n for n, satu in enumerate(judul, start=1) if satu.strip()]
    sel = (n for satu in baris for n, isi in enumerate(satu, start=1) if isi.teks.strip() or isi.galat)
    return max(max(terisi, default=0), max(sel, default=0))


def _find_mirip(baris: Sequence[Sequence[str]]) -> Sequence[str]:
    """The line that looks most like a header: the most columns known by name; else the first that holds anything."""
    isi = [[sel.strip() for sel in satu] for satu in baris[:MAKS_BARIS_JUDUL] if any(sel.strip() for sel in satu)]
    return max(isi, key=_count_dikenal, default=[])


def _count_dikenal(judul: Sequence[str]) -> int:
    return len(kolom.match_kolom(judul).tempat)


def refuse_judul(judul: Sequence[str], grup: Sequence[str] = ()) -> BerkasError:
    """What was found of the columns that are needed, and what else stands in that line."""
    tempat = kolom.match_kolom(judul, grup).tempat
    hilang = " dan ".join(nama for nama in (kolom.TARGET, kolom.REALISASI) if nama not in tempat)
    ada = f" Yang terbaca: {', '.join(f'“{satu[:40]}”' for satu in judul[:12] if satu)}." if any(judul) else ""
    kenal = ", ".join(f"{nama} “{judul[n]}”" for nama, n in tempat.items() if nama in kolom.ANGKA)
    return BerkasError(
        f"Ini bukan tabel yang dapat diperiksa: judul kolom {hilang or 'target dan realisasi'} tidak ditemukan pada "
        f"{MAKS_BARIS_JUDUL} baris pertama.{ada}{f' Dikenali: {kenal}.' if kenal else ''} Kolom yang dikenal: sasaran, "
        "indikator, satuan, arah atau rumus, pembilang, penyebut, target, realisasi, capaian."
    )


def _find_kepala(lembar: excel.Lembar) -> Kepala | None:
    depan = lembar.baris[: MAKS_BARIS_JUDUL + 1]
    lebar = max((nomor for satu in depan for nomor in satu.sel), default=0)
    return find_kepala([[_read_teks(satu.sel.get(n)) for n in range(1, lebar + 1)] for satu in depan])


def _build_xlsx(lembar: excel.Lembar, kepala: Kepala) -> Tabel:
    isi = lembar.baris[kepala.awal :]
    lebar = max([len(kepala.judul), *(nomor for satu in isi for nomor in satu.sel)])
    lengkap = [""] * (lebar - len(kepala.judul))
    kepala = kepala._replace(judul=[*kepala.judul, *lengkap], grup=[*kepala.grup, *lengkap])
    baris = [
        [_read_sel(satu.sel.get(n), f"{get_column_letter(n)}{satu.nomor}") for n in range(1, lebar + 1)] for satu in isi
    ]
    nomor = {satu.nomor: letak for letak, satu in enumerate(isi)}
    judul = list_judul(kepala)
    lebar = _measure_lebar(judul, baris)
    tabel = Tabel(judul[:lebar], kepala.grup[:lebar], [satu[:lebar] for satu in baris], lembar.nama)
    tempat = kolom.match_kolom(tabel.judul, tabel.grup).tempat
    for alamat in lembar.gabung:
        tabel.waris.update(_hand_down(alamat, nomor, tabel, tempat))
    return tabel


def _hand_down(alamat: str, nomor: dict[int, int], tabel: Tabel, tempat: dict[str, int]) -> dict[tuple[int, int], Sel]:
    """What a merged cell does to those that it covers: a name holds for all of them, a number belongs to none."""
    kiri, atas, kanan, bawah = range_boundaries(alamat)
    letak = [nomor[n] for n in range(atas, bawah + 1) if n in nomor]
    if atas not in nomor or kiri > len(tabel.judul):
        return {}
    asal = tabel.baris[nomor[atas]][kiri - 1]
    angka = [tempat[nama] for nama in kolom.ANGKA if nama in tempat]
    kena = [n for n in angka if kiri <= n + 1 <= kanan]
    if kena == angka and kiri - 1 not in angka and atas == bawah:  # a heading over the whole row
        return {(nomor[atas], tempat[kolom.INDIKATOR]): Sel("")} if kolom.INDIKATOR in tempat else {}
    hasil = {(satu, n): asal for nama, n in tempat.items() if nama in WARISAN and n == kiri - 1 for satu in letak}
    if asal.teks and (atas < bawah or kiri - 1 in angka):
        galat = f"ada pada sel {alamat} yang digabung, jadi tidak jelas angka itu milik baris atau kolom mana"
        hasil |= {(satu, n): Sel(tabel.baris[satu][n].teks, galat=galat) for satu in letak for n in kena}
    return hasil


def _read_teks(sel: lembar_baca.Sel | None) -> str:
    """A cell of the header; a year is written as it is."""
    if sel is None or sel.nilai is None:
        return ""
    return f"{sel.nilai:g}" if isinstance(sel.nilai, float) else str(sel.nilai)


def _read_sel(sel: lembar_baca.Sel | None, alamat: str) -> Sel:
    """The cell as text, and its number where it has one: a percentage cell shows 85 % and holds 0,85."""
    if sel is None or (sel.nilai is None and not sel.galat):
        return Sel("")
    if sel.galat:
        return Sel("" if sel.nilai is None else str(sel.nilai), galat=f"pada sel {alamat}: {_lower(sel.galat)}")
    if isinstance(sel.nilai, int | float) and not isinstance(sel.nilai, bool):
        angka = Decimal(f"{sel.nilai:.{excel_digit(sel.nilai)}g}")
        if not sel.persen:
            return Sel(format_nilai(angka).replace(".", ""), angka)
        angka = (angka * 100).normalize()
        return Sel(f"{format_nilai(angka)}%", angka + 0)
    return Sel(str(sel.nilai))


def excel_digit(nilai: int | float) -> int:
    """The digits that Excel itself works with and shows; a whole number has all of its own."""
    return 15 if isinstance(nilai, float) else max(1, len(str(abs(nilai))))


def _lower(kalimat: str) -> str:
    return kalimat[:1].lower() + kalimat[1:]
