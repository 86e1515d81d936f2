"""Reading and writing working hours ("07.30-12.00, 13.00-16.00") and days ("17 Agustus 2026"). Pure."""

import datetime
import re
from collections.abc import Sequence

from collection.errors import IsianError

Rentang = tuple[int, int]
"""A span of one day in minutes from midnight: the first one in it, and the first one after it."""

Pekan = tuple[tuple[Rentang, ...], ...]
"""The spans of each weekday, Monday first; a day off has none."""

HARI = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
BULAN = ("januari", "februari", "maret", "april", "mei", "juni", "juli", "agustus", "september", "oktober",
         "november", "desember")  # fmt: skip

TEKS_BIASA = ("07.30-12.00, 13.00-16.00",) * 4 + ("07.30-11.30, 13.00-16.30", "", "")
"""Perpres 21/2023 art. 3 and 4: Monday to Friday, 37,5 hours a week from 07.30, breaks of 60 and on Friday of 90
minutes. How the hours spread over the days is the PPK's to say; these give 450 minutes on each of the five."""

TEKS_RAMADAN = ("08.00-12.00, 12.30-15.00",) * 4 + ("08.00-11.30, 12.30-15.30", "", "")
"""Perpres 21/2023 art. 4: 32,5 hours a week from 08.00, breaks of 30 and on Friday of 60 minutes; 390 a day here."""

_JAM = r"([01]?[0-9]|2[0-4])[.:]([0-5][0-9])"
_RENTANG = re.compile(rf"{_JAM}\s*(?:-|–|s\.?d\.?|sampai)\s*{_JAM}")
MENIT_SEHARI = 24 * 60


def parse_jam(teks: str) -> tuple[Rentang, ...]:
    """The spans of one day, in order; none for a blank. Raises IsianError for what is no list of spans."""
    semua: list[Rentang] = []
    for bagian in filter(None, (satu.strip() for satu in re.split(r"[,;\n]", teks))):
        cocok = _RENTANG.fullmatch(bagian)
        if cocok is None:
            raise IsianError(f'"{bagian[:40]}" bukan rentang jam. Tulis seperti 07.30-12.00, 13.00-16.00.')
        jam, menit, ke_jam, ke_menit = map(int, cocok.groups())
        semua.append((jam * 60 + menit, ke_jam * 60 + ke_menit))
    _check_jam(semua)
    return tuple(semua)


def _check_jam(semua: Sequence[Rentang]) -> None:
    sebelum = 0
    for awal, akhir in semua:
        if akhir > MENIT_SEHARI:
            raise IsianError("Jam paling akhir adalah 24.00.")
        if akhir <= awal:
            raise IsianError(f"{write_jam([(awal, akhir)])}: jam selesai harus sesudah jam mulai.")
        if awal < sebelum:
            raise IsianError("Rentang jam dalam satu hari harus berurutan dan tidak bertumpang tindih.")
        sebelum = akhir


def write_jam(semua: Sequence[Rentang]) -> str:
    """The spans as people write them; what parse_jam reads back."""
    return ", ".join("-".join(f"{menit // 60:02}.{menit % 60:02}" for menit in rentang) for rentang in semua)


def parse_pekan(teks: Sequence[str]) -> Pekan:
    """A week from seven texts, Monday first. Raises IsianError naming the day, and where no day has hours."""
    if len(teks) != len(HARI):
        raise IsianError("Jam kerja ditulis untuk tujuh hari, mulai Senin.")
    pekan = []
    for hari, satu in zip(HARI, teks, strict=True):
        try:
            pekan.append(parse_jam(satu))
        except IsianError as error:
            raise IsianError(f"{hari}: {error}", {hari.lower(): [str(error)]}) from error
    if not any(pekan):
        raise IsianError("Isi jam kerja paling sedikit untuk satu hari.")
    return tuple(pekan)


def count_pekan(pekan: Pekan) -> int:
    """Working minutes of the week."""
    return sum(akhir - awal for hari in pekan for awal, akhir in hari)


def parse_tanggal(teks: str) -> datetime.date:
    """A day as people write it: 17 Agustus 2026, 17/08/2026, 17-8-2026 or 2026-08-17; the day goes before the month.

    Raises IsianError for anything else and for days that the calendar does not have.
    """
    bersih = re.sub(rf"^({'|'.join(HARI)})\s*,?\s+", "", teks.strip(), flags=re.IGNORECASE)
    try:
        return _read_tanggal(bersih.lower())
    except ValueError as error:
        pesan = f'"{teks.strip()[:40]}" bukan tanggal. Tulis seperti 17 Agustus 2026 atau 17/08/2026.'
        raise IsianError(pesan) from error


def _read_tanggal(teks: str) -> datetime.date:
    if cocok := re.fullmatch(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})", teks):
        tahun, bulan, hari = map(int, cocok.groups())
    elif cocok := re.fullmatch(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})", teks):
        hari, bulan, tahun = map(int, cocok.groups())
    elif cocok := re.fullmatch(rf"([0-9]{{1,2}})\s+({'|'.join(BULAN)})\s+([0-9]{{4}})", teks):
        hari, bulan, tahun = int(cocok[1]), BULAN.index(cocok[2]) + 1, int(cocok[3])
    else:
        raise ValueError(teks)
    return datetime.date(tahun, bulan, hari)
