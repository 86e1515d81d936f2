"""One row of a published table as it was read: every reading of its numbers, computed."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal, localcontext
from typing import NamedTuple

from collection.angka import KONTEKS, format_angka, round_angka
from collection.enums import Rumus
from measurement.capaian import Capaian, compute_capaian, is_penyebut_nol
from measurement.nilai import Komponen, Rentang
from measurement.periksa_tabel import kolom
from measurement.periksa_tabel.arah import Arah, find_tertulis, is_biasa_naik, is_biasa_turun, read_arah
from measurement.periksa_tabel.baca import (
    DESIMAL_CETAK,
    SATUAN_WAKTU,
    SKALA_SEMUA,
    YA_TIDAK,
    Sel,
    Terbaca,
    fit_skala,
    read_bagian,
    read_sel,
)
from measurement.periksa_tabel.komponen import is_sama, list_bacaan, read_komponen
from measurement.periksa_tabel.sebab import TURUN, Pasangan, Tercetak, compute_persis, has_pembulatan, is_cocok
from measurement.periksa_tabel.token import ANGKA, Bacaan, count_desimal
from measurement.periksa_tabel.verdict import KATA_ARAH

_KOSONG = Sel("")
LEBIH = re.compile(r"[<>≥≤]\s*=?\s*\d+(?:[.,]\d+)?\s*%?")
JAUH = 9
ARAH_TAK_DISEBUT = "Arah tidak disebut"
MAKIN_TINGGI = "dianggap makin tinggi makin baik"
PERIKSA_ARAH = f"Namanya tidak menunjukkan arah: {KATA_ARAH}."
STRIP = ("-", "−", "–")


class Hitungan(NamedTuple):
    """One reading of a row, computed."""

    pasangan: Pasangan
    hasil: Capaian
    persis: Decimal | None
    tercetak: Tercetak | None

    @property
    def cocok(self) -> bool:
        """Whether the printed figure follows."""
        return self.tercetak is not None and is_cocok(self.persis, self.tercetak)

    @property
    def pasti(self) -> bool:
        """Whether there was one way only to read the numbers."""
        return self.pasangan.target.pasti and self.pasangan.realisasi.pasti


class Dibaca(NamedTuple):
    """A row as it was read, before it is judged; `tegas` tells whether the table names the very rumus.

    `beda` tells components that do not give the realisasi beside them.
    """

    nama: str
    target: Terbaca
    realisasi: Terbaca
    tercetak: Terbaca
    teks_tercetak: str
    catatan: str
    semua: list[Hitungan]
    tegas: bool = True
    satuan: str = ""
    komponen: Komponen | None = None
    beda: bool = False

    @property
    def penyebut_nol(self) -> bool:
        """Whether its components are there and make no value."""
        return is_penyebut_nol(self.komponen)

    @property
    def uang(self) -> bool:
        """Whether its numbers are money."""
        return self.satuan.casefold().startswith(("rp", "rupiah", "idr"))


def read_baris(baris: Mapping[str, Sel], inggris: bool, turun: Rumus = Rumus.MIN_SELISIH) -> Dibaca:
    """All readings of the row, in the English way first where the whole table is (`inggris`).

    `turun` is what a table means that says only that less is better: MIN_SELISIH or MIN_RASIO.
    """
    satuan = baris.get(kolom.SATUAN, _KOSONG).teks.strip()
    sel = {n: baris.get(n, _KOSONG) for n in kolom.ANGKA}
    target = read_sel(sel[kolom.TARGET], satuan=satuan, inggris=inggris)
    bagian = not satuan and "%" in sel[kolom.TARGET].teks and read_bagian(sel[kolom.REALISASI].teks, inggris)
    realisasi = read_sel(sel[kolom.REALISASI], satuan="%" if bagian else satuan, inggris=inggris)
    tercatat = realisasi
    komponen, sama = read_komponen(baris, realisasi, inggris)
    if komponen and sama:
        realisasi = Terbaca(tuple(list_bacaan(komponen, baris, realisasi.kosong)))
    tercetak = read_sel(sel[kolom.CAPAIAN], satuan="%", inggris=inggris)
    teks = " ".join(sel[kolom.CAPAIAN].teks.split())
    if LEBIH.fullmatch(teks):
        tercetak = Terbaca(keterangan="bukan satu angka")
    nama = baris.get(kolom.INDIKATOR, _KOSONG).teks or baris.get(kolom.SASARAN, _KOSONG).teks
    target, realisasi = fit_skala(target, realisasi, nama)
    arah, catatan = _read_arah(baris)
    disebut = arah is not None and arah == read_arah(baris.get(kolom.RUMUS, _KOSONG).teks)
    cetak = list_tercetak(tercetak, teks)

    def run(rumus: Rumus) -> list[Hitungan]:
        return _list_hitungan(rumus, target, realisasi, cetak, "" if disebut else satuan)

    if arah is None:
        semua, catatan = _guess_arah({r: run(r) for r in (Rumus.MAKS, *TURUN)}, catatan, nama, satuan)
    else:
        semua = run(turun if arah.rumus in TURUN and not arah.tegas else arah.rumus)
    beda = bool(komponen and komponen.penyebut and tercatat.pilihan and not is_sama(komponen, tercatat))
    if komponen and beda:
        catatan = f"{catatan} {_write_beda(komponen, tercatat)}".strip()
    tegas = arah is None or arah.tegas
    return Dibaca(nama, target, tercatat, tercetak, teks, catatan, semua, tegas, satuan, komponen, beda)


def fit_strip(tabel: Sequence[Mapping[str, Sel]]) -> list[Mapping[str, Sel]]:
    """The table without the “-” of its column arah, where no “+” stands there: then it means an empty cell."""
    if any(baris.get(kolom.ARAH, _KOSONG).teks.strip() in ("+", "↑") for baris in tabel):
        return list(tabel)
    return [
        {**baris, kolom.ARAH: _KOSONG} if baris.get(kolom.ARAH, _KOSONG).teks.strip() in STRIP else baris
        for baris in tabel
    ]


def _read_arah(baris: Mapping[str, Sel]) -> tuple[Arah | None, str]:
    """The rumus column goes before the direction; without either name and figure may tell (_guess_arah)."""
    asing = ""
    for nama in (kolom.RUMUS, kolom.ARAH):
        teks = baris.get(nama, _KOSONG).teks.strip()
        arah = read_arah(teks) if teks else None
        if arah is not None and teks in STRIP:
            return arah, f"Arah “{teks}” dibaca makin rendah makin baik."
        if arah is not None:
            return arah, f"{asing}; yang dipakai arah “{teks[:40]}”." if asing else ""
        if teks:
            satu = f"{nama.title()} “{teks[:40]}” bukan rumus atau arah yang dikenal"
            asing = f"{asing}; {nama} “{teks[:40]}” juga bukan" if asing else satu
    tertulis = find_tertulis(baris.get(kolom.INDIKATOR, _KOSONG).teks)
    if tertulis is not None:
        return tertulis[0], f"Arah menurut nama indikator: “{tertulis[1]}”."
    return None, asing or ARAH_TAK_DISEBUT


def _guess_arah(
    menurut: dict[Rumus, list[Hitungan]], catatan: str, nama: str, satuan: str
) -> tuple[list[Hitungan], str]:  # fmt: skip
    """By the indicator's name; but the direction that gives what is printed, a last digit aside, goes before it.

    A name accuses no figure. Whatever is taken is said.
    """
    naik = menurut[Rumus.MAKS]
    if naik and all(h.pasangan.rumus in (Rumus.PREDIKAT, Rumus.YA_TIDAK) for h in naik):
        return naik, ""
    turun = min(TURUN, key=lambda rumus: measure_jauh(menurut[rumus]))
    jauh_turun, jauh_naik = measure_jauh(menurut[turun]), measure_jauh(naik)
    if is_biasa_turun(nama):
        if jauh_naik < jauh_turun:
            return naik, _write_lawan(catatan, Rumus.MAKS, "rendah")
        rumus = f", rumus “{turun.label}”" if turun is not Rumus.MIN_SELISIH else ""
        return menurut[turun], f"{catatan}; menurut namanya dianggap makin rendah makin baik{rumus}."
    if is_biasa_naik(nama) and satuan.casefold() not in SATUAN_WAKTU and any(h.hasil.mentah is not None for h in naik):
        if jauh_turun < jauh_naik:
            return menurut[turun], _write_lawan(catatan, _get_rumus(menurut[turun], turun), "tinggi")
        return naik, f"{catatan}; menurut namanya {MAKIN_TINGGI}."
    if jauh_naik <= jauh_turun:
        sama = " Arah sebaliknya memberi angka yang sama." if jauh_turun == jauh_naik == 0 else ""
        return naik, f"{catatan}; {MAKIN_TINGGI}.{sama}"
    return menurut[turun], f"{catatan}; {_write_ikut(_get_rumus(menurut[turun], turun))}. {PERIKSA_ARAH}"


def _get_rumus(semua: Sequence[Hitungan], rumus: Rumus) -> Rumus:
    """The rumus that the row was computed by: of a range it is another."""
    return next((h.pasangan.rumus for h in semua), rumus)


def _write_ikut(rumus: Rumus) -> str:
    return f"angka tercetak mengikuti rumus “{rumus.label}”"


def _write_lawan(catatan: str, rumus: Rumus, menurut_nama: str) -> str:
    """A name is only a guess: where no direction is stated, a figure that follows from the other one is not wrong."""
    return f"{catatan}; {_write_ikut(rumus)}, padahal menurut namanya makin {menurut_nama} makin baik: {KATA_ARAH}."


def measure_jauh(semua: Sequence[Hitungan]) -> int:
    """How far the printed figure is from these: 0 it follows, 1 but for its last digit, JAUH neither."""
    if any(h.cocok for h in semua):
        return 0
    bulat = any(h.persis is not None and h.tercetak and has_pembulatan(h.persis, h.tercetak) for h in semua)
    return 1 if bulat else JAUH


def _list_hitungan(
    rumus: Rumus, target: Terbaca, realisasi: Terbaca, cetak: Sequence[Tercetak | None], satuan: str
) -> list[Hitungan]:
    return [
        compute_hitungan(Pasangan(_fit_rumus(rumus, t, satuan, r.jenis), t, r), satu)
        for t in target.pilihan
        for r in realisasi.pilihan
        if _is_sejenis(t, r)
        for satu in cetak
    ]


def _fit_rumus(rumus: Rumus, target: Bacaan, satuan: str, jenis_realisasi: str) -> Rumus:
    """What the target itself says: a range needs a rumus for ranges, a predicate one for predicates."""
    if target.jenis in SKALA_SEMUA:
        return Rumus.PREDIKAT
    if YA_TIDAK in (target.jenis, jenis_realisasi):
        return Rumus.YA_TIDAK
    if isinstance(target.nilai, Rentang):
        turun = rumus in (*TURUN, Rumus.RENTANG_WAKTU)
        waktu = rumus is Rumus.RENTANG and satuan.casefold() in SATUAN_WAKTU
        return Rumus.RENTANG_WAKTU if turun or waktu else Rumus.RENTANG
    return Rumus.MAKS if rumus is Rumus.PREDIKAT else rumus


def _is_sejenis(target: Bacaan, realisasi: Bacaan) -> bool:
    """Like with like: numbers with numbers, scores of one scale; 1 and 0 are also Ya and Tidak."""
    if {target.jenis, realisasi.jenis} == {YA_TIDAK, ANGKA}:
        return all(satu.nilai in (0, 1) for satu in (target, realisasi))
    return target.jenis == realisasi.jenis and not isinstance(realisasi.nilai, Rentang)


def _write_beda(komponen: Komponen, realisasi: Terbaca) -> str:
    """Components that do not give the realisasi beside them, whatever the cause."""
    nilai = format_angka(komponen.compute_nilai())
    angka = ((b.nilai, b.desimal) for b in realisasi.pilihan if isinstance(b.nilai, Decimal))
    tertulis = next((format_angka(satu, desimal=desimal) for satu, desimal in angka), "")
    return f"Pembilang dan penyebut memberi {nilai}, bukan realisasi {tertulis} yang tertulis." if tertulis else ""


def list_tercetak(tercetak: Terbaca, teks: str) -> list[Tercetak | None]:
    """The printed figure in each reading; a workbook's own fraction is taken to the decimals that anybody prints."""
    pilihan: list[Tercetak | None] = []
    for b in tercetak.pilihan:
        if isinstance(b.nilai, Decimal) and b.jenis == ANGKA:
            desimal = min(DESIMAL_CETAK, count_desimal(b.nilai))
            pilihan.append(Tercetak(round_angka(b.nilai, desimal), desimal, teks))
    return pilihan or [None]


def compute_hitungan(pasangan: Pasangan, tercetak: Tercetak | None) -> Hitungan:
    """One reading computed, with the printed figure beside it. Raises TypeError for a realisasi that is a range."""
    rumus, target, realisasi = pasangan
    if isinstance(realisasi.nilai, Rentang):
        raise TypeError("A realisasi is one number.")
    label = {Decimal(skor): kata for kata, skor in SKALA_SEMUA.get(target.jenis, {}).items()}
    desimal = min(2, max(target.desimal, realisasi.desimal))
    with localcontext(KONTEKS):
        hasil = compute_capaian(rumus, target.nilai, realisasi.nilai, label=label or None, desimal=desimal)
    return Hitungan(pasangan, hasil, compute_persis(rumus, target.nilai, realisasi.nilai), tercetak)


def choose(semua: Sequence[Hitungan]) -> Hitungan | None:
    """The reading that the printed figure bears out; else the only one, or where all come to one figure, the first."""
    cocok = next((h for h in semua if h.cocok), None)
    if cocok or not semua:
        return cocok
    pasti = next((h for h in semua if h.pasti), None)
    satu_hasil = len({h.hasil.mentah for h in semua}) == 1
    return pasti or (semua[0] if satu_hasil else None)
