"""The time norm of a step: as the SOP prints it ("4 Jam") and in working minutes."""

import re

MENIT_PER_JAM = 60
MENIT_PER_HARI = 450
"""Perpres 21/2023: 37,5 working hours a week, here over 5 days; an SOP may say otherwise."""


def parse_waktu(teks: str, menit_per_hari: int = MENIT_PER_HARI) -> int | None:
    """Minutes of a printed "4 Jam" or "1 Hari 30 menit"; None for a blank. A bare number is minutes.

    Raises ValueError where it is none of these.
    """
    if not teks.strip():
        return None
    if not re.fullmatch(r"\s*([0-9]{1,6}|([0-9]{1,6}\s*(menit|jam|hari)\s*)+)\s*", teks, re.IGNORECASE):
        raise ValueError(teks)
    satuan = {"": 1, "menit": 1, "jam": MENIT_PER_JAM, "hari": menit_per_hari}
    bagian = re.findall(r"([0-9]+)\s*([a-z]*)", teks.lower())
    return sum(int(jumlah) * satuan[nama] for jumlah, nama in bagian)


def write_waktu(teks: str) -> str:
    """The printed time as a person reads it: a bare number, whose unit stands at the head of its column, gets it."""
    angka = teks.strip()
    return f"{angka} menit" if angka.isascii() and angka.isdigit() else teks


def write_menit(menit: int) -> str:
    """Minutes in hours and minutes, short: "3 j 10 m", "45 m". Days are left out: how long one is, the SOP says."""
    jam, sisa = divmod(menit, MENIT_PER_JAM)
    return " ".join(bagian for bagian in (f"{jam} j" if jam else "", f"{sisa} m" if sisa or not jam else "") if bagian)


def find_pelanggaran_waktu(waktu: str, menit: int | None, menit_per_hari: int) -> list[str]:
    """Indonesian sentences, why the printed time and its minutes are no norm or do not agree."""
    pesan = ["Menit harus lebih dari nol."] if menit is not None and menit <= 0 else []
    try:
        tercetak = parse_waktu(waktu, menit_per_hari)
    except ValueError:
        return [*pesan, f'Waktu "{waktu}" tidak terbaca; tulis angka dengan menit, jam atau hari.']
    if tercetak != menit:
        pesan.append(f'Waktu "{waktu}" berarti {_say(tercetak)}, tetapi tertulis {_say(menit)}.')
    return pesan


def _say(menit: int | None) -> str:
    return "tanpa menit" if menit is None else f"{menit} menit"
