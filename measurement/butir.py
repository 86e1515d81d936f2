"""What a record is made of: the kinds of field of an act's form, and the check of what was typed into them.

Which act has which fields is the table in catatan_baku.py. One table serves the form that a person fills in
and the service that refuses an incomplete record.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from collection.enums import Pilihan
from collection.tanggal import write_tanggal
from measurement.enums import JenisNaskah

CARA_TANGGAL = "tulis seperti 20/11/2026 atau pilih dari kalender"
HARI_KE_DEPAN = 366
"""Plans and invitations reach one year ahead at most; further is a slip of the hand."""


class JenisButir(Pilihan):
    TEKS = "teks", "Teks"
    PARAGRAF = "paragraf", "Paragraf"
    TANGGAL = "tanggal", "Tanggal"
    PUKUL = "pukul", "Pukul"
    ANGKA = "angka", "Bilangan bulat"
    DAFTAR = "daftar", "Daftar, satu per baris"
    TABEL = "tabel", "Tabel"
    PILIHAN = "pilihan", "Pilihan"
    CENTANG = "centang", "Daftar periksa"
    VERSI = "versi", "Versi, satu dari yang dimiliki kantor"


@dataclass(frozen=True)
class Kolom:
    """One column of a table: text, a date, a whole number from 1, or one of `pilihan` (value, label)."""

    label: str
    jenis: JenisButir = JenisButir.TEKS
    pilihan: tuple[tuple[str, str], ...] = ()
    wajib: bool = True


@dataclass(frozen=True)
class Butir:
    """One field of a record. `kolom` are the columns of a table, `pilihan` the options (value, label).

    `lampau`: the date tells what has happened, so it is not after today. `urut`: two date columns of a table of
    which the second is not before the first. `di_kertas`: may stay empty where a scan of the paper is attached;
    `kertas`: of an act with several papers the one that has to be scanned for that.
    `harus_ada`: options of a table's first column of which each has a row.
    """

    nama: str
    label: str
    jenis: JenisButir = JenisButir.TEKS
    wajib: bool = True
    bantuan: str = ""
    kolom: tuple[Kolom, ...] = ()
    pilihan: tuple[tuple[str, str], ...] = ()
    lampau: bool = False
    urut: tuple[int, int] | None = None
    di_kertas: bool = False
    kertas: JenisNaskah | None = None
    harus_ada: tuple[str, ...] = ()


@dataclass(frozen=True)
class Rentang:
    """The days that a record of a case may name: `awal` to a year after `hari_ini`, both in the office's zone."""

    awal: datetime.date
    hari_ini: datetime.date

    @property
    def akhir(self) -> datetime.date:
        return self.hari_ini + datetime.timedelta(days=HARI_KE_DEPAN)


def build_rentang(tahun: int, hari_ini: datetime.date) -> Rentang:
    """For a case of the year `tahun`: from the first day of the year before, in which it may have been prepared."""
    return Rentang(datetime.date(tahun - 1, 1, 1), hari_ini)


def write_butir(butir: Butir | None, nilai: Any) -> str:
    """A recorded value as text: dates and options in words, lists one entry per line, rows with cells side by side."""
    if isinstance(nilai, list):
        kolom = butir.kolom if butir else ()
        return "\n".join(_write_baris(kolom, satu) if isinstance(satu, list) else str(satu) for satu in nilai)
    return write_sel(Kolom(butir.label, butir.jenis, butir.pilihan), nilai) if butir else str(nilai)


def write_sel(kolom: Kolom, nilai: Any) -> str:
    """One value as a person reads it: "2 Januari 2026", the label of an option, else as typed."""
    teks = str(nilai)
    if kolom.jenis == JenisButir.TANGGAL and _parses(datetime.date.fromisoformat, teks):
        return write_tanggal(datetime.date.fromisoformat(teks))
    return dict(kolom.pilihan).get(teks, teks)


def _write_baris(kolom: Sequence[Kolom], baris: Sequence[str]) -> str:
    """A row of a table whose columns are known in full, else as it is on record."""
    if len(kolom) != len(baris):
        return " | ".join(baris)
    return " | ".join(write_sel(satu, sel) for satu, sel in zip(kolom, baris, strict=True) if sel)


def split_kelengkapan(teks: str, dokumen: Sequence[str] = ()) -> list[str]:
    """The documents that an SOP's column kelengkapan names, each once; one line to tick where it names none.

    `dokumen` is the step's own list, where the commas of the print do not separate its documents.
    """
    bagian = [satu.strip() for satu in dokumen or teks.split(",")]
    return list(dict.fromkeys(satu for satu in bagian if satu)) or ["Dokumen yang diperlukan"]


def check_butir(butir: Butir, nilai: Any, rentang: Rentang, *, dipindai: bool = False) -> list[str]:
    """What is wrong with one field, in sentences; of a table every fault. `dipindai`: a scan is attached."""
    if not nilai or (isinstance(nilai, str) and not nilai.strip()):
        perlu = butir.wajib and not (dipindai and butir.di_kertas)
        return [f"{butir.label} belum diisi."] if perlu else []
    if butir.jenis == JenisButir.TABEL:
        return _check_tabel(butir, nilai, rentang)
    pesan = _check_nilai(butir, nilai, rentang)
    return [pesan] if pesan else []


def _check_nilai(butir: Butir, nilai: Any, rentang: Rentang) -> str:
    match butir.jenis:
        case JenisButir.TANGGAL:
            return _check_tanggal(butir.label, nilai, rentang, lampau=butir.lampau)
        case JenisButir.PUKUL:
            return "" if _parses(datetime.time.fromisoformat, nilai) else f"{butir.label} ditulis seperti 09:00."
        case JenisButir.ANGKA:
            return _check_angka(butir.label, nilai, 0, 100)
        case JenisButir.VERSI:
            salah = _check_angka(butir.label, nilai, 0, 9999)
            return f"{butir.label}: pilih salah satu." if salah else ""
        case JenisButir.PILIHAN:
            return "" if nilai in dict(butir.pilihan) else f"{butir.label}: pilih salah satu."
    return ""


def _check_tanggal(label: str, nilai: Any, rentang: Rentang, *, lampau: bool = False) -> str:
    if not _parses(datetime.date.fromisoformat, nilai):
        return f"{label} bukan tanggal yang benar: {CARA_TANGGAL}."
    hari = datetime.date.fromisoformat(str(nilai))
    akhir = rentang.hari_ini if lampau else rentang.akhir
    if rentang.awal <= hari <= akhir:
        return ""
    batas = "hari ini" if lampau else write_tanggal(akhir)
    return f"{label} di luar {write_tanggal(rentang.awal)} sampai {batas}."


def _check_angka(label: str, nilai: Any, awal: int, akhir: int) -> str:
    isi = str(nilai)
    benar = isi.isascii() and isi.isdigit() and len(isi) <= len(str(akhir)) and awal <= int(isi) <= akhir
    return "" if benar else f"{label} ditulis dengan bilangan bulat {awal} sampai {akhir}."


def _check_tabel(butir: Butir, nilai: Any, rentang: Rentang) -> list[str]:
    """Every fault of the table, by row and column, and which options no row names."""
    salah = [
        f"{butir.label}, baris {nomor}: {pesan}"
        for nomor, baris in enumerate(nilai, start=1) for pesan in _check_baris(butir, baris, rentang)
    ]  # fmt: skip
    dipilih = {baris[0] for baris in nilai if baris}
    kurang = [dict(butir.kolom[0].pilihan)[satu].lower() for satu in butir.harus_ada if satu not in dipilih]
    return [*salah, f"{butir.label}: belum ada {' dan '.join(kurang)}."] if kurang else salah


def _check_baris(butir: Butir, baris: Sequence[Any], rentang: Rentang) -> list[str]:
    if len(baris) != len(butir.kolom):
        return ["jumlah kolomnya tidak cocok."]
    semua = [_check_sel(kolom, str(sel).strip(), rentang) for kolom, sel in zip(butir.kolom, baris, strict=True)]
    salah = [pesan for pesan in semua if pesan]
    if butir.urut and not any(semua[nomor] for nomor in butir.urut):
        mulai, selesai = butir.urut
        if str(baris[selesai]) < str(baris[mulai]):
            salah.append(f"{butir.kolom[selesai].label} mendahului {butir.kolom[mulai].label}.")
    return salah


def _check_sel(kolom: Kolom, isi: str, rentang: Rentang) -> str:
    if not isi:
        return f"{kolom.label} belum diisi." if kolom.wajib else ""
    match kolom.jenis:
        case JenisButir.TANGGAL:
            return _check_tanggal(kolom.label, isi, rentang)
        case JenisButir.ANGKA:
            return _check_angka(kolom.label, isi, 1, 1000)
        case JenisButir.PILIHAN:
            return "" if isi in dict(kolom.pilihan) else f"{kolom.label}: pilih salah satu."
    return ""


def _parses(parse: Any, nilai: Any) -> bool:
    try:
        parse(str(nilai))
    except ValueError:
        return False
    return True
