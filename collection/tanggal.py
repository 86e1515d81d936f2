"""Dates in words, also where Django's own formatting is out of reach (pure modules, snapshots)."""

import datetime

BULAN = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November",
    "Desember",
)  # fmt: skip


def write_tanggal(tanggal: datetime.date) -> str:
    """2 Januari 2026: as a letter dates itself, whatever the language in force."""
    return f"{tanggal.day} {BULAN[tanggal.month - 1]} {tanggal.year}"
