"""One row of a published table as it was read: every reading of its numbers, computed."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal, localcontext
from typing import NamedTuple

from collection.angka import KONTEKS, format_nilai, round_angka
from collection.enums import Rumus
from measurement.capaian import Capaian, compute_capaian
from measurement.nilai import Komponen, Rentang
from measurement.periksa_tabel import kolom
from measurement.periksa_tabel.arah import Arah, is_biasa_turun, read_arah
from measurement.periksa_tabel.baca import DESIMAL_CETAK, SATUAN_WAKTU, SKALA, YA_TIDAK, Sel, Terbaca, read_sel
from measurement.periksa_tabel.sebab import TURUN, Pasangan, Tercetak, compute_persis, is_cocok
from measurement.periksa_tabel.token import ANGKA, Bacaan, count_desimal

_KOSONG = Sel("")
LEBIH = re.compile(r"[<>≥≤]\s*=?\s*\d+(?:[.,]\d+)?\s*%?")
_NOMOR = re.compile(r"\(?\s*\d{1,2}\s*\)?(?:\s*=.*)?")
_SUBJUDUL = re.compile(r"(?:%|rp\.?|\(rp\)|\(%\)|k|satuan|fisik|tahun|(?:19|20)\d\d|\s)*", re.IGNORECASE)
ARAH_TAK_DISEBUT = "Arah tidak disebut"
MAKIN_TINGGI = "dianggap makin tinggi makin baik"
CURIGA_TURUN = "Menurut namanya, indikator ini biasanya makin rendah makin baik: periksa arahnya."


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
    """A row as it was read, before it is judged; `tegas` tells whether the table names the very rumus."""

    nama: str
    target: Terbaca
    realisasi: Terbaca
    tercetak: Terbaca
    teks_tercetak: str
    catatan: str
    semua: list[Hitungan]
    tegas: bool = True
    uang: bool = False


def is_judul(baris: Mapping[str, Sel]) -> bool:
    """A heading between the rows, a second header line, or the row of column numbers of official tables."""
    sel = [baris.get(n, _KOSONG) for n in kolom.ANGKA]
    angka = [satu.teks.strip() for satu in sel]
    isi = [satu.teks.strip() for satu in baris.values() if satu.teks.strip()]
    nomor = len(isi) > 2 and all(_NOMOR.fullmatch(satu) for satu in isi) and len(set(isi)) == len(isi)
    nama = baris.get(kolom.INDIKATOR, _KOSONG).teks.strip()
    if any(satu.galat for satu in sel):
        return False
    if not nama and any(angka) and all(_SUBJUDUL.fullmatch(satu) or kolom.is_judul_angka(satu) for satu in angka):
        return not baris.get(kolom.SASARAN, _KOSONG).teks.strip()
    return (nomor and bool(_NOMOR.fullmatch(nama))) or not (any(angka) or nama)


def read_baris(baris: Mapping[str, Sel], inggris: bool, turun: Rumus = Rumus.MIN_SELISIH) -> Dibaca:
    """All readings of the row, in the English way first where the whole table is (`inggris`).

    `turun` is what a table means that says only that less is better: MIN_SELISIH or MIN_RASIO.
    """
    satuan = baris.get(kolom.SATUAN, _KOSONG).teks.strip()
    sel = {n: baris.get(n, _KOSONG) for n in kolom.ANGKA}
    target, realisasi = (read_sel(sel[n], satuan=satuan, inggris=inggris) for n in (kolom.TARGET, kolom.REALISASI))
    realisasi = _add_komponen(baris, realisasi, inggris)
    tercetak = read_sel(sel[kolom.CAPAIAN], satuan="%", inggris=inggris)
    teks = " ".join(sel[kolom.CAPAIAN].teks.split())
    if LEBIH.fullmatch(teks):
        tercetak = Terbaca(keterangan="bukan satu angka")
    nama = baris.get(kolom.INDIKATOR, _KOSONG).teks or baris.get(kolom.SASARAN, _KOSONG).teks
    arah, catatan = _read_arah(baris)
    cetak = _list_tercetak(tercetak, teks)

    def run(rumus: Rumus) -> list[Hitungan]:
        return _list_hitungan(rumus, target, realisasi, cetak, satuan)

    if arah is None:
        semua, catatan = _guess_arah({r: run(r) for r in (Rumus.MAKS, *TURUN)}, catatan, nama)
    else:
        semua = run(turun if arah.rumus in TURUN and not arah.tegas else arah.rumus)
    tegas = arah is None or arah.tegas
    uang = satuan.casefold().startswith(("rp", "rupiah"))
    return Dibaca(nama, target, realisasi, tercetak, teks, catatan, semua, tegas, uang)


def _read_arah(baris: Mapping[str, Sel]) -> tuple[Arah | None, str]:
    """The rumus column goes before the direction; without either the printed figure may tell (_guess_arah)."""
    for nama in (kolom.RUMUS, kolom.ARAH):
        teks = baris.get(nama, _KOSONG).teks.strip()
        arah = read_arah(teks) if teks else None
        if arah is not None:
            return arah, ""
        if teks and nama == kolom.ARAH:
            return None, f"Arah “{teks[:40]}” tidak dikenal"
    return None, ARAH_TAK_DISEBUT


def _guess_arah(menurut: dict[Rumus, list[Hitungan]], catatan: str, nama: str) -> tuple[list[Hitungan], str]:
    """More is better, unless only a rumus for "less" gives what is printed; either way it is said."""
    naik = menurut[Rumus.MAKS]
    if naik and all(h.pasangan.rumus in (Rumus.PREDIKAT, Rumus.YA_TIDAK) for h in naik):
        return naik, ""
    for rumus in TURUN:
        cocok = next((h for h in menurut[rumus] if h.cocok), None)
        if cocok and not any(h.cocok for h in naik):
            return menurut[rumus], f"{catatan}; angka tercetak mengikuti rumus “{cocok.pasangan.rumus.label}”."
    curiga = f" {CURIGA_TURUN}" if is_biasa_turun(nama) else ""
    return naik, f"{catatan}; {MAKIN_TINGGI}.{curiga}"


def _list_hitungan(
    rumus: Rumus, target: Terbaca, realisasi: Terbaca, cetak: Sequence[Tercetak | None], satuan: str
) -> list[Hitungan]:
    return [
        _compute(Pasangan(_fit_rumus(rumus, t, satuan), t, r), satu)
        for t in target.pilihan
        for r in realisasi.pilihan
        if _is_sejenis(t, r)
        for satu in cetak
    ]


def _fit_rumus(rumus: Rumus, target: Bacaan, satuan: str) -> Rumus:
    """What the target itself says: a range needs a rumus for ranges, a predicate one for predicates."""
    if target.jenis in SKALA:
        return Rumus.PREDIKAT
    if target.jenis == YA_TIDAK:
        return Rumus.YA_TIDAK
    if isinstance(target.nilai, Rentang):
        turun = rumus in (*TURUN, Rumus.RENTANG_WAKTU)
        waktu = rumus is Rumus.RENTANG and satuan.casefold() in SATUAN_WAKTU
        return Rumus.RENTANG_WAKTU if turun or waktu else Rumus.RENTANG
    return Rumus.MAKS if rumus is Rumus.PREDIKAT else rumus


def _is_sejenis(target: Bacaan, realisasi: Bacaan) -> bool:
    """Like with like: numbers with numbers, scores of one scale."""
    return target.jenis == realisasi.jenis and not isinstance(realisasi.nilai, Rentang)


def _add_komponen(baris: Mapping[str, Sel], realisasi: Terbaca, inggris: bool) -> Terbaca:
    """The realisasi from pembilang and penyebut, unrounded, where the table has both and its realisasi agrees."""
    bagian = [
        read_sel(baris.get(n, _KOSONG), satuan="orang", inggris=inggris).pilihan
        for n in (kolom.PEMBILANG, kolom.PENYEBUT)
    ]
    if not all(bagian) or realisasi.keterangan:
        return realisasi
    pembilang, penyebut = (satu[0].nilai for satu in bagian)
    if isinstance(pembilang, Rentang) or isinstance(penyebut, Rentang):
        return realisasi
    nilai = Komponen(pembilang, penyebut).compute_nilai()
    sama = not realisasi.pilihan or any(
        isinstance(b.nilai, Decimal) and nilai is not None and round_angka(nilai, b.desimal) == b.nilai
        for b in realisasi.pilihan
    )
    if nilai is None or not sama:
        return realisasi
    cara = f"realisasi dihitung dari {format_nilai(pembilang)} / {format_nilai(penyebut)} × 100"
    return Terbaca((Bacaan(nilai, ANGKA, cara, desimal=2), *realisasi.pilihan))


def _list_tercetak(tercetak: Terbaca, teks: str) -> list[Tercetak | None]:
    """The printed figure in each reading; a workbook's own fraction is taken to the decimals that anybody prints."""
    pilihan: list[Tercetak | None] = []
    for b in tercetak.pilihan:
        if isinstance(b.nilai, Decimal) and b.jenis == ANGKA:
            desimal = min(DESIMAL_CETAK, count_desimal(b.nilai))
            pilihan.append(Tercetak(round_angka(b.nilai, desimal), desimal, teks))
    return pilihan or [None]


def _compute(pasangan: Pasangan, tercetak: Tercetak | None) -> Hitungan:
    rumus, target, realisasi = pasangan
    if isinstance(realisasi.nilai, Rentang):
        raise TypeError("A realisasi is one number.")
    label = {Decimal(skor): kata for kata, skor in SKALA.get(target.jenis, {}).items()}
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
