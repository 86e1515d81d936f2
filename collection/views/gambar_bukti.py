"""A row's evidence as pages draw it: what stands, what it replaced, what was taken off, what is still asked for."""

from dataclasses import dataclass, field

from collection.enums import BentukBukti
from collection.models import Bukti, Pengguna, Realisasi
from collection.queries import list_bukti_sama
from collection.services.bahan_bukti import find_host

PRATINJAU = {"application/pdf", "image/png", "image/jpeg"}
"""Kinds that a browser draws without running anything of ours or theirs; all others are downloads only."""
SEBUT_MAKS = 3


@dataclass(frozen=True)
class Syarat:
    """One line of what the indicator's manual asks for, and what was attached for it."""

    nama: str
    bukti: list[Bukti] = field(default_factory=list)


def list_syarat(realisasi: Realisasi, bukti: list[Bukti]) -> list[Syarat]:
    """The lines in their order; no query."""
    return [Syarat(nama, [b for b in bukti if b.syarat == nama]) for nama in realisasi.target.indikator.syarat_bukti]


def build_baris(realisasi: Realisasi, user: Pengguna) -> Realisasi:
    """Give a row all of its evidence: `bukti_kini`, `bukti_lama` (replaced), `bukti_lepas`, `syarat`. Two queries."""
    semua = [
        present_satu(satu)
        for satu in realisasi.bukti_set.select_related("diunggah_oleh", "dihapus_oleh", "pengganti__diunggah_oleh")
    ]
    realisasi.bukti_kini = [satu for satu in semua if not satu.dihapus_pada and not satu.pengganti_id]
    realisasi.bukti_lama = [satu for satu in semua if not satu.dihapus_pada and satu.pengganti_id]
    realisasi.bukti_lepas = [satu for satu in semua if satu.dihapus_pada]
    present_pemakaian(realisasi.bukti_kini, user)
    realisasi.nomor = str(realisasi.pk)
    realisasi.syarat = list_syarat(realisasi, realisasi.bukti_kini)
    return realisasi


def present_pemakaian(bukti: list[Bukti], user: Pengguna) -> None:
    """Give each the words for what else it is evidence of; one query."""
    lain = list_bukti_sama(user, bukti)
    for satu in bukti:
        satu.pemakaian_lain = write_pemakaian(lain[satu.pk])


def write_pemakaian(bukti: list[Bukti]) -> str:
    """The first few rows that these files are evidence of, and how many more."""
    tempat = [f"{b.realisasi.target.indikator.nama} ({b.realisasi.formulir.periode})" for b in bukti]
    lebih = f", dan {len(tempat) - SEBUT_MAKS} baris lain" if len(tempat) > SEBUT_MAKS else ""
    return "; ".join(tempat[:SEBUT_MAKS]) + lebih


def present_satu(bukti: Bukti) -> Bukti:
    """Give it its key as text, the host of a link, and whether it can be looked at in the page."""
    bukti.nomor = str(bukti.pk)  # a template would ask the language how to write a number
    bukti.host = find_host(bukti.isi) if bukti.bentuk == BentukBukti.TAUTAN else ""
    bukti.pratinjau = bukti.jenis in PRATINJAU
    bukti.gambar = bukti.pratinjau and bukti.jenis.startswith("image/")
    return bukti
