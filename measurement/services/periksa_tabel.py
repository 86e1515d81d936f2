"""A published table from a file to verdicts and out again as CSV or XLSX; measurement.periksa_tabel judges."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from openpyxl import Workbook

from collection.angka import format_nilai
from collection.errors import BerkasError
from collection.services.lembar_tulis import guard, save_buku, write_lembar
from measurement.periksa_tabel import kolom
from measurement.periksa_tabel.anggota import is_rekap
from measurement.periksa_tabel.arah import read_arah
from measurement.periksa_tabel.baca import Sel
from measurement.periksa_tabel.hasil import TIDAK, YA, Verdict, check_tabel
from measurement.periksa_tabel.judul import JENIS, is_judul_uang, normalize_judul
from measurement.periksa_tabel.triwulan import Pilihan, Triwulan, find_triwulan, list_pilihan
from measurement.periksa_tabel.versi import check_versi
from measurement.services.periksa_berkas import Tabel, read_tabel, refuse_judul

BUKAN_RUMUS = re.compile(r"[-+]?[\d.,]*\s*%?|-\s[\w\s.,]*")
LEBAR, LEBAR_PENJELASAN = 18, 70
KOSONG = {nama: Sel("") for nama in kolom.ANGKA}
PER_TRIWULAN = "Realisasi per triwulan: penjelasan tiap baris menyebut triwulan dan target yang dipakai."




@dataclass(frozen=True)
class Pemeriksaan:
    """The table with a verdict for each of its rows; `catatan` says which of several columns were taken.

    `dipakai` has for each row the target, realisasi and capaian that it was checked by, where rows differ in these.
    """

    tabel: Tabel
    verdict: list[Verdict]
    tempat: dict[str, int]
    catatan: str = ""
    dipakai: list[dict[str, Sel]] = field(default_factory=list)


def check_berkas(isi: bytes, lembar: str = "") -> Pemeriksaan:
    """Read and judge. `lembar` names the sheet where several hold a table. Raises BerkasError."""
    return check(read_tabel(isi, lembar))


def check(tabel: Tabel) -> Pemeriksaan:
    """Judge a table that was read. Raises BerkasError where its columns cannot be told from each other.

    Of columns that are as good as each other (target of the triwulan, target of the year) those are taken that the
    most printed figures follow from; the note says which. Others for the same capaian are taken where more follow from
    them, those of another capaian where the likeliest ones hold nothing to compare (the year's, not filled in yet).
    """
    susunan = kolom.list_susunan(tabel.judul, tabel.grup)
    if not kolom.is_lengkap(susunan[0].tempat):
        raise refuse_judul(tabel.judul, tabel.grup)
    per_triwulan = find_triwulan(tabel.judul, tabel.grup)
    if per_triwulan and not {kolom.PEMBILANG, kolom.PENYEBUT} & set(susunan[0].tempat):
        return _check_triwulan(tabel, susunan[0], per_triwulan)
    utama = [_check_susunan(tabel, satu) for satu in susunan if satu.cadangan != kolom.LAIN]
    pilihan = max(utama, key=_count_cocok)
    if susunan[0].campur and _is_terbanding(pilihan) and not _count_cocok(pilihan):
        raise _refuse_campur(pilihan)
    if _is_terbanding(pilihan):
        return pilihan
    lain = (_check_susunan(tabel, satu) for satu in susunan if satu.cadangan == kolom.LAIN)
    return max(filter(_is_terbanding, lain), key=_count_cocok, default=pilihan)


def _refuse_campur(hasil: Pemeriksaan) -> BerkasError:
    """What was found of money and of performance, where no figure bears out that they belong together."""
    nama = ", ".join(f"{n} “{satu}”" for n, satu in kolom.name_kolom(hasil.tabel.judul, hasil.tabel.grup, hasil.tempat))
    return BerkasError(
        f"Kolom yang sejenis tidak ditemukan: {nama}; sebagian kinerja, sebagian anggaran, dan tidak satu pun angka "
        "tercetak mengikuti darinya. Susun target, realisasi, dan capaian dari jenis yang sama, lalu periksa lagi."
    )


def _is_terbanding(hasil: Pemeriksaan) -> bool:
    return any(v.cocok in (YA, TIDAK) for v in hasil.verdict)


def _count_cocok(hasil: Pemeriksaan) -> int:
    return sum(v.cocok == YA for v in hasil.verdict)


def _check_susunan(tabel: Tabel, susunan: kolom.Susunan) -> Pemeriksaan:
    baris = _list_baris(tabel, susunan)
    if susunan.murni is None:
        return Pemeriksaan(tabel, check_tabel(baris), susunan.tempat, susunan.catatan)
    semula = [_get_sel(tabel, letak, susunan.murni) for letak in range(len(baris))]
    verdict, dipakai = check_versi(baris, semula)
    return Pemeriksaan(tabel, verdict, susunan.tempat, susunan.catatan, dipakai)


def _list_baris(tabel: Tabel, susunan: kolom.Susunan) -> list[dict[str, Sel]]:
    """The rows by field. In rupiah, where no column says the unit and the title of the target is one of money."""
    tempat = _drop_jenis(tabel, susunan.tempat)
    target = tempat[kolom.TARGET]
    uang = kolom.SATUAN not in tempat and is_judul_uang(tabel.judul[target])
    lain = {kolom.SATUAN: Sel("Rp")} if uang else {}
    return [
        name_rekap({nama: tabel.waris.get((letak, n), satu[n]) for nama, n in tempat.items()}, satu) | lain
        for letak, satu in enumerate(tabel.baris)
    ]


def _drop_jenis(tabel: Tabel, tempat: dict[str, int]) -> dict[str, int]:
    """Without a column called Jenis in which no direction stands (IKU, IKK)."""
    n = tempat.get(kolom.ARAH)
    if n is None or normalize_judul(tabel.judul[n]) not in JENIS or any(read_arah(b[n].teks) for b in tabel.baris):
        return tempat
    return {nama: letak for nama, letak in tempat.items() if nama != kolom.ARAH}


def _check_triwulan(tabel: Tabel, susunan: kolom.Susunan, per_triwulan: Triwulan) -> Pemeriksaan:
    """Each row by its konsolidasi or its last triwulan; by another way where only that gives what is printed."""
    baris = _list_baris(tabel, susunan)
    pilihan = [
        list_pilihan(
            per_triwulan, tabel.judul, lambda n, letak=letak: _get_sel(tabel, letak, n), satu[kolom.SATUAN].teks
        )
        for letak, satu in enumerate({kolom.SATUAN: Sel("")} | satu for satu in baris)
    ]
    pakai = _choose_cara(baris, pilihan)
    dipakai = [satu | KOSONG | p[n].sel for satu, p, n in zip(baris, pilihan, pakai, strict=True)]
    verdict = [
        replace(satu, penjelasan=f"{satu.penjelasan} {p[n].kalimat}") if satu.cocok and p[n].kalimat else satu
        for satu, p, n in zip(check_tabel(dipakai), pilihan, pakai, strict=True)
    ]
    return Pemeriksaan(tabel, verdict, susunan.tempat, PER_TRIWULAN, dipakai)


def _choose_cara(baris: Sequence[dict[str, Sel]], pilihan: Sequence[Sequence[Pilihan]]) -> list[int]:
    """For each row the first way that gives what is printed; its first where none does."""
    pakai: list[int | None] = [None] * len(baris)
    for n in range(max(map(len, pilihan), default=0)):
        cara = [satu | KOSONG | p[n if n < len(p) else 0].sel for satu, p in zip(baris, pilihan, strict=True)]
        for letak, verdict in enumerate(check_tabel(cara)):
            if pakai[letak] is None and verdict.cocok == YA and n < len(pilihan[letak]):
                pakai[letak] = n
    return [n or 0 for n in pakai]


def _get_sel(tabel: Tabel, letak: int, n: int) -> Sel:
    return tabel.waris.get((letak, n), tabel.baris[letak][n])


def name_rekap(baris: dict[str, Sel], semua: list[Sel]) -> dict[str, Sel]:
    """A row without a name that says “Rata-rata” or “Jumlah” in any other cell is called so."""
    if any(baris[nama].teks.strip() for nama in (kolom.INDIKATOR, kolom.SASARAN) if nama in baris):
        return baris
    rekap = next((sel for sel in semua if is_rekap(sel.teks)), None)
    if rekap is None:
        return baris
    return {nama: Sel("") if sel is rekap else sel for nama, sel in baris.items()} | {kolom.INDIKATOR: rekap}


def write_csv(hasil: Pemeriksaan, pemisah: str = ",") -> str:
    """The input's columns as they were, and what was found; numbers id-ID, and no cell becomes a formula."""
    keluaran = io.StringIO()
    penulis = csv.writer(keluaran, delimiter=pemisah, lineterminator="\n")
    penulis.writerow([guard_teks(satu) for satu in list_judul(hasil.tabel.judul)])
    for baris, verdict in _list_keluaran(hasil):
        penulis.writerow([guard_teks(satu) for satu in (*(sel.teks for sel in baris), *list_sel(verdict))])
    return keluaran.getvalue()


def guard_teks(teks: str) -> str:
    """As guard, but -71,06 stays the number, - the nothing and `- sub kegiatan` the words that they are."""
    return teks if BUKAN_RUMUS.fullmatch(teks) else guard(teks)


def list_judul(masukan: Sequence[str]) -> list[str]:
    """The input's titles and KOLOM_HASIL: a title of the input that is one of these is told to be the table's own."""
    judul: list[str] = []
    for satu in masukan:
        n, baru = 1, satu
        while baru.strip().casefold() in kolom.KOLOM_HASIL or (n > 1 and baru in (*masukan, *judul)):
            baru, n = f"{satu.strip()} (tabel{f' {n}' if n > 1 else ''})", n + 1
        judul.append(baru)
    return [*judul, *kolom.KOLOM_HASIL]


def write_xlsx(hasil: Pemeriksaan) -> bytes:
    """The same as a workbook: numbers as numbers, text as text."""
    judul = tuple(list_judul(hasil.tabel.judul))
    lebar = (LEBAR,) * (len(judul) - 1) + (LEBAR_PENJELASAN,)
    baris = [(*map(_get_isi, satu), v.capaian, *list_sel(v)[1:]) for satu, v in _list_keluaran(hasil)]
    buku = Workbook()
    write_lembar(buku.active, "Periksa tabel", judul, lebar, baris)
    return save_buku(buku)


def _get_isi(sel: Sel) -> Decimal | str:
    """The number that the workbook had; a percentage stays the text that was seen."""
    return sel.teks if sel.asli is None or sel.teks.endswith("%") else sel.asli


def list_baris(hasil: Pemeriksaan) -> Iterator[tuple[list[Sel], Verdict]]:
    """Each row with its verdict."""
    return zip(hasil.tabel.baris, hasil.verdict, strict=True)


def _list_keluaran(hasil: Pemeriksaan) -> Iterator[tuple[list[Sel], Verdict]]:
    """The rows of a file, which has no place for the note on columns but its first row with figures."""
    catatan = hasil.catatan
    for baris, verdict in list_baris(hasil):
        if catatan and verdict.cocok:
            yield baris, replace(verdict, penjelasan=f"{verdict.penjelasan} {catatan}")
            catatan = ""
        else:
            yield baris, verdict


def list_sel(verdict: Verdict) -> list[str]:
    """The five cells of KOLOM_HASIL."""
    capaian = "" if verdict.capaian is None else format_nilai(verdict.capaian, 2)
    return [capaian, verdict.kategori, verdict.alasan, verdict.cocok, verdict.penjelasan]
