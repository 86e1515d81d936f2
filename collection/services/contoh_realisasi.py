"""Figures for a worked example: given ones where the source has them, else invented from a seed."""

import csv
import functools
import random
from decimal import Decimal

from collection.angka import NOL, format_nilai, is_satuan_persen, parse_angka, round_angka
from collection.enums import Konsolidasi
from collection.keselarasan import TURUN
from collection.models import PerangkatDaerah, Realisasi, RealisasiAnggaran
from collection.nilai import get_batas
from collection.services.contoh_rencana import FIXTURES, read_kamus

SUMBER = {
    "dispermades": ("dispermades_iku_realisasi.csv",),
    "dpmd-blora": ("blora_iku_2019.csv", "blora_anggaran_2019.csv"),
}
AWALAN_SERAPAN = "Serapan: "


@functools.cache
def read_sumber(singkatan: str) -> dict[str, str]:
    """Name of the indicator (or of the kegiatan, for money) → year-end realisasi as the source prints it."""
    hasil = {}
    for nama in SUMBER.get(singkatan, ()):
        with (FIXTURES / "contoh" / nama).open(encoding="utf-8", newline="") as berkas:
            for baris in csv.DictReader(berkas):
                hasil[baris["indikator"].removeprefix(AWALAN_SERAPAN)] = baris["realisasi"]
    return hasil


@functools.cache
def read_penyebut(singkatan: str) -> dict[str, str]:
    """Name of the indicator → of how many its pembilang is a part, in the demo offices."""
    kamus = read_kamus(singkatan) if singkatan in SUMBER else {}
    return {nama: isi["penyebut"] for nama, isi in kamus.items()}


def invent_realisasi(kantor: PerangkatDaerah, realisasi: Realisasi, acak: random.Random) -> str:
    """The text to type: the source's in triwulan IV, else near the target; '' where the triwulan has no target."""
    triwulan, indikator = realisasi.formulir.periode.triwulan, realisasi.target.indikator
    target = realisasi.target.triwulan[triwulan - 1]
    tercetak = read_sumber(kantor.singkatan).get(indikator.nama)
    if triwulan == 4 and tercetak:
        return tercetak
    if target is None:
        return ""
    if indikator.label_skala:
        return indikator.write_nilai(target)
    nilai = round_angka(get_batas(target)[0] * _invent_nisbah(indikator.rumus, acak), indikator.desimal)
    if indikator.konsolidasi == Konsolidasi.JUMLAH:
        nilai = max(nilai, NOL)
    return indikator.write_nilai(min(nilai, Decimal(100)) if is_satuan_persen(indikator.satuan) else nilai)


def invent_isian(kantor: PerangkatDaerah, realisasi: Realisasi, acak: random.Random) -> dict[str, str]:
    """Column of the row → the text to type: the realisasi, or the whole pembilang over a penyebut that come near it."""
    indikator, teks = realisasi.target.indikator, invent_realisasi(kantor, realisasi, acak)
    nilai = parse_angka(teks, desimal=indikator.desimal) if indikator.berkomponen else None
    if nilai is None:
        return {"nilai": teks} if teks else {}
    penyebut = Decimal(read_penyebut(kantor.singkatan).get(indikator.nama) or 100)
    pembilang = round_angka(nilai * penyebut / indikator.pengali, 0)
    return {"pembilang": format_nilai(pembilang), "penyebut": format_nilai(penyebut)}


def _invent_nisbah(rumus: str, acak: random.Random) -> Decimal:
    """Mostly close to the target, now and then far below; lower is better for the min rumus."""
    jauh = acak.random() < 0.12
    tengah = Decimal(acak.randint(55, 80) if jauh else acak.randint(90, 108)) / 100
    return 2 - tengah if rumus in TURUN else tengah


def invent_anggaran(kantor: PerangkatDaerah, anggaran: RealisasiAnggaran, acak: random.Random) -> str:
    """Cumulative rupiah: the source's in triwulan IV, before it a share of that (else of the pagu) that grows."""
    triwulan = anggaran.formulir.periode.triwulan
    tercetak = read_sumber(kantor.singkatan).get(anggaran.pagu.sub_kegiatan.nama)
    setahun = parse_angka(tercetak, desimal=0) if tercetak else anggaran.pagu.jumlah
    if triwulan == 4 and tercetak:
        return format_nilai(setahun)
    bagian = Decimal(triwulan * 25 - acak.randint(1, 9)) / 100
    return format_nilai(round_angka(setahun * bagian, 0))
