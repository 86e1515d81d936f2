"""What is said of one row of a published table."""

from dataclasses import dataclass, replace
from decimal import Decimal

from collection.angka import format_nilai
from measurement.capaian import classify
from measurement.periksa_tabel.sebab import Tercetak

YA, TIDAK, TAK_DIPERIKSA = "ya", "tidak", "tidak dapat diperiksa"
KATA_ARAH, KATA_PITA, KATA_JUMLAH = "periksa arahnya", "Kategori tercetak", "bukan jumlah baris-barisnya"
"""What a sentence of `penjelasan` holds where a row is to be looked at although its figure was not called wrong."""
TIDAK_DITEMUKAN, TANPA_NILAI = "tidak_ditemukan", "tanpa_nilai"


@dataclass(frozen=True, slots=True)
class Verdict:
    """One row judged. `capaian` in percent with 2 decimals or None; `sebab` codes what `penjelasan` says in words.

    `cocok` is empty for a heading, which has no figures.
    """

    capaian: Decimal | None = None
    kategori: str = ""
    alasan: str = ""
    cocok: str = TAK_DIPERIKSA
    penjelasan: str = ""
    sebab: str = ""


def write_cocok(tercetak: Tercetak) -> str:
    """The sentence of a figure that follows, with how it was printed where that is not with 2 decimals."""
    if tercetak.desimal == 2:
        return "Cocok dengan yang tercetak."
    return f"Cocok dengan yang tercetak, {format_nilai(tercetak.nilai, tercetak.desimal)} ({tercetak.desimal} desimal)."


def rewrite(dasar: Verdict, cocok: str, kata: str, sebab: str = "") -> Verdict:
    """The verdict with its answer to `cocok` and a sentence more."""
    return replace(dasar, cocok=cocok, penjelasan=join(dasar.penjelasan, kata), sebab=sebab)


def get_kategori(nilai: Decimal | None) -> str:
    """The band's label; empty without a value."""
    pita = classify(nilai)
    return pita.label if pita else ""


def end(kalimat: str) -> str:
    """The sentence with its full stop."""
    return kalimat if kalimat.endswith(".") else f"{kalimat}."


def join(*kalimat: str) -> str:
    """Sentences in a line; empty ones are left out."""
    return " ".join(satu for satu in kalimat if satu)
