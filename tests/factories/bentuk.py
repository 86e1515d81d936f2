"""One indicator of each kind that is more than one number: ranges, Ya or Tidak, a held value, components."""

import io

from openpyxl import load_workbook

from collection.enums import Konsolidasi, Rumus
from collection.models import Periode, PerjanjianKinerja, Sasaran, Target, TargetRenstra
from collection.models.perjanjian_kinerja import NILAI_TARGET
from collection.services.baca_target import read_target
from collection.services.formulir import distribute_formulir, prepare_formulir
from measurement.enums import JenisTindakan
from measurement.models import KertasKerja
from measurement.services.kertas_kerja import compute_kertas_kerja
from measurement.services.kertas_xlsx import build_buku
from tests.factories.formulir import Kerja, add_target, create_bahan, create_kasus, save, write_predikat
from tests.factories.rencana import create_indikator, create_predikat

KOMPONEN = {"label_pembilang": "Desa berkasus", "label_penyebut": "Seluruh desa"}
WAKTU = {"rumus": Rumus.RENTANG_WAKTU, "satuan": "bulan", "desimal": 1}
LAJU = {"rumus": Rumus.MIN_SELISIH, "pengali": 100_000, "satuan": "per 100.000", **KOMPONEN}
RASIO = {"konsolidasi": Konsolidasi.RASIO, **KOMPONEN}

# code: (its columns, target of TW I, TW II and the year as typed, realisasi of TW I and TW II: one cell or both parts)
BENTUK = {
    "rentang": ({"rumus": Rumus.RENTANG}, ("70–80", "80 - 90", "80 s.d. 90"), ("75", "92")),
    "singkat": (WAKTU, ("7-8", "7 sampai 8", "7 s/d 8"), ("9", "6,5")),
    "lambat": (WAKTU, ("7-8", "7-8", "6-8"), ("", "9")),
    "tambah": ({"rumus": Rumus.RENTANG, "konsolidasi": Konsolidasi.JUMLAH}, ("10-12", "10-15", "40-50"), ("9", "11")),
    "stabil": ({"rumus": Rumus.STABIL}, ("10", "10", "10"), ("10", "9")),
    "ya": ({"rumus": Rumus.YA_TIDAK, "satuan": "ada", "desimal": 0}, ("", "Ya", "Ya"), ("", "Ya")),
    "tidak": ({"rumus": Rumus.YA_TIDAK, "konsolidasi": Konsolidasi.MAKSIMUM}, ("", "Ya", "Ya"), ("", "Tidak")),
    "bagian": (KOMPONEN, ("10,83", "10,83", "12"), (("1", "49"), ("3", "49"))),
    "rasio": (RASIO, ("5", "5", "6"), (("4", "65"), ("5", "70"))),
    "nihil": ({"konsolidasi": Konsolidasi.MAKSIMUM, **KOMPONEN}, ("80", "80", "80"), ("", ("0", "0"))),
    "nol": (KOMPONEN | {"pengali": 1, "satuan": "rasio"}, ("2", "2", "2"), ("", ("6", "2"))),
    "laju": (LAJU, ("150", "150", "150"), ("", ("4", "2000"))),
    "selisih": ({"rumus": Rumus.MIN_SELISIH, "konsolidasi": Konsolidasi.RATA_RATA}, ("8", "9", "8"), ("9,5", "8,2")),
    "nisbah": ({"rumus": Rumus.MIN_RASIO, "konsolidasi": Konsolidasi.MAKSIMUM}, ("4", "6", "6"), ("5", "3,5")),
    "mutu": ({}, ("B", "BB", "A"), ("B", "A")),
}
ALASAN = "Tidak ada desa yang melapor."


def create_bentuk() -> Kerja:
    """Both triwulan filled in by the unit; a penyebut of 0 has its reason."""
    kerja = create_bahan(triwulan=2)
    for kode, (isian, target, _) in BENTUK.items():
        predikat = write_predikat() if kode == "mutu" else {}
        baris = add_target(kerja, kode, [None] * 4, **({"nama": kode} | isian | predikat))
        for nama, teks in zip(("tw1", "tw2", "tahunan"), target, strict=True):
            baris.set_nilai(nama, read_target(baris.indikator, teks))
        baris.save()
    for triwulan in (1, 2):
        kerja.periode = Periode.objects.get_or_create(perangkat_daerah=kerja.kantor, tahun=2026, triwulan=triwulan)[0]
        prepare_formulir(periode=kerja.periode, user=kerja.tim)
        distribute_formulir(periode=kerja.periode, user=kerja.tim)
        for kode, (_, _, realisasi) in BENTUK.items():
            if realisasi[triwulan - 1]:
                type_realisasi(kerja, kode, realisasi[triwulan - 1])
    save(kerja.get_baris("nihil"), ALASAN, "tidak_dapat_diukur", user=kerja.operator)
    return kerja


def type_realisasi(kerja: Kerja, kode: str, isi: str | tuple[str, str]) -> None:
    """One cell, or pembilang and penyebut one after the other."""
    kolom = ("nilai",) if isinstance(isi, str) else ("pembilang", "penyebut")
    for nama, teks in zip(kolom, (isi,) if isinstance(isi, str) else isi, strict=True):
        save(kerja.get_baris(kode), teks, nama, user=kerja.operator)


def compute_bentuk(kerja: Kerja) -> KertasKerja:
    """The round of the second triwulan."""
    kasus = create_kasus(kerja, JenisTindakan.PENGUKURAN)
    return compute_kertas_kerja(pengukuran=kasus, user=kerja.tim)


def read_buku(kertas: KertasKerja) -> dict[str, dict[str, object]]:
    """Code → head → what stands in the row's cell of the workbook, formulas as formulas."""
    judul, *isi = load_workbook(io.BytesIO(build_buku(kertas)))["Kertas Kerja"].iter_rows(min_row=5, values_only=True)
    return {baris[judul.index("Kode")]: dict(zip(judul, baris, strict=True)) for baris in isi}


def list_target(baris: object) -> list[str]:
    """The targets of a row as people read them."""
    return [baris.indikator.write_nilai(baris.get_nilai(nama)) for nama in NILAI_TARGET]


# code: (its columns, targets of the year and TW I to IV as typed, of the Renstra, the value that it began with)
DELAPAN = {
    "maks": ({"rumus": Rumus.MAKS, **RASIO}, ("90", "70", "75,5", "", "90"), ("88", "90,25"), "-3,5"),
    "selisih": ({"rumus": Rumus.MIN_SELISIH, "konsolidasi": Konsolidasi.MAKSIMUM}, ("5", "9", "", "", "5"), ("6", "5"), "11"),
    "nisbah": (
        {"rumus": Rumus.MIN_RASIO, **KOMPONEN, "pengali": 1, "satuan": "rasio"}, ("2", "", "", "", "2"), ("3", "2"), "4",
    ),
    "rentang": (
        {"rumus": Rumus.RENTANG, "desimal": 3}, ("1.200,125-1.300,5", "10 s.d. 20", "15", "", "1.200,125-1.300,5"),
        ("70-80", "85"), "60",
    ),
    "waktu": (WAKTU, ("7-8", "8-10", "", "", "7-8"), ("9-10", "7-8"), "12"),
    "stabil": ({"rumus": Rumus.STABIL, "desimal": 0}, ("10", "10", "10", "10", "10"), ("10", "10"), "10"),
    "predikat": ({}, ("A", "", "", "", "A"), ("BB", "A"), "B"),
    "ya": ({"rumus": Rumus.YA_TIDAK, "satuan": "ada", "konsolidasi": Konsolidasi.MAKSIMUM}, ("Ya", "", "", "", "Ya"),
           ("", "Ya"), "Tidak"),
}  # fmt: skip


def create_delapan(pk: PerjanjianKinerja) -> None:
    """A plan with an indicator of each rumus, each figure that may stand in it filled in; 2025 and 2026 are planned."""
    sasaran = Sasaran.objects.get(tujuan__renstra__perangkat_daerah=pk.perangkat_daerah)
    for nomor, (kode, (isian, target, renstra, awal)) in enumerate(DELAPAN.items(), start=101):
        isian = {"kode": kode, "nama": kode, **isian}
        predikat = kode == "predikat"
        indikator = create_predikat(sasaran, nomor) if predikat else create_indikator(sasaran, nomor, **isian)
        indikator.baseline, indikator.kode = indikator.read_nilai(awal), kode
        indikator.save()
        baris = Target(perjanjian_kinerja=pk, indikator=indikator)
        for nama, teks in zip(NILAI_TARGET, target, strict=True):
            baris.set_nilai(nama, read_target(indikator, teks))
        baris.save()
        for tahun, teks in zip((2025, 2026), renstra, strict=True):
            if teks:
                satu = TargetRenstra(indikator=indikator, tahun=tahun)
                satu.set_nilai("nilai", read_target(indikator, teks))
                satu.save()
