"""Finding a table in a sheet by its headers: in any order, under the names that offices give them."""

import re
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field

from openpyxl.utils import get_column_letter

from collection.services.lembar import Lembar
from collection.services.lembar_baca import Baris, Sel

MAKS_BARIS_JUDUL = 20
KODE = "kode"
NAMA = "nama"

_TAHUN = re.compile(r"\b20\d\d\b")
_TAHUN_KEPALA = re.compile(r"\btahun\s+(?:anggaran\s+)?(20\d\d)\b(?!\s*[-–])", re.IGNORECASE)
_BUKAN_HURUF = re.compile(r"[^a-z0-9]+")

Kamus = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Tabel:
    """The rows under a header row, and in which column each field stands."""

    lembar: str
    kolom: dict[str, int]
    baris: list[Baris]
    judul: Baris
    huruf: dict[str, str]
    """The letter of each of those columns."""
    ganda: dict[str, list[int]] = field(default_factory=dict)
    """Fields that more than one column is headed as, with those columns."""


@dataclass(frozen=True, slots=True)
class KolomAsing:
    """A column that no field takes: its header is unknown, or missing above filled cells."""

    kolom: int
    judul: str
    berisi: bool


def normalize_teks(teks: object) -> str:
    """Letters and digits only, small: how headers and names are compared."""
    return _BUKAN_HURUF.sub("", str(teks).casefold())


def normalize_judul(teks: object) -> str:
    """A header without its year: "Target Tahun 2026" is the same column each year."""
    return normalize_teks(_TAHUN.sub("", str(teks)))


def list_triwulan(nomor: int) -> list[str]:
    """The headers under which a triwulan's figures stand."""
    angka = (str(nomor), ("I", "II", "III", "IV")[nomor - 1])
    waktu = [f"{kata} {tanda}" for kata in ("TW", "Triwulan", "Tribulan") for tanda in angka]
    return [*waktu, *(f"Target {satu}" for satu in waktu)]


SEBAB_KOSONG = "judul kosong (judul ditulis dalam satu baris, satu sel untuk setiap kolom)"
LEWAT = frozenset({"satuan", "no", "nomor", "keterangan"})  # for people: known, and not read


def find_tabel(lembar: Lembar, kamus: Kamus, penanda: Container[str], sedikitnya: int = 1) -> Tabel | None:
    """The sheet's table: the first row with a code column and some of `penanda`. None where there is none."""
    for tempat, baris in enumerate(lembar.baris[:MAKS_BARIS_JUDUL]):
        kolom, ganda = _match_judul(baris, kamus)
        if KODE in kolom and sum(nama in penanda for nama in kolom) >= sedikitnya:
            return _build_tabel(lembar, tempat, kolom, ganda)
    return None


def find_calon(lembar: Lembar, kamus: Kamus, kode: Container[str]) -> Tabel | None:
    """What would be a table but for its headers: known codes without values, or known columns without a code."""
    for tempat, baris in enumerate(lembar.baris[:MAKS_BARIS_JUDUL]):
        kolom, ganda = _match_judul(baris, kamus)
        if not kolom:
            continue
        tabel = _build_tabel(lembar, tempat, kolom, ganda)
        if KODE in kolom and any(read_teks(b.sel.get(kolom[KODE])) in kode for b in tabel.baris):
            return tabel
        if KODE not in kolom and len(kolom) > 1:  # two known names, so that at least one is of values
            return tabel
    return None


def list_asing(tabel: Tabel, kamus: Kamus) -> list[KolomAsing]:
    """The columns that are not read, from left to right."""
    dikenal = LEWAT.union(*kamus.values())
    judul = {nomor: teks for nomor, sel in tabel.judul.sel.items() if (teks := read_teks(sel))}
    terisi = set(judul).union(*(baris.sel for baris in tabel.baris))
    asing = [n for n in sorted(terisi) if dikenal.isdisjoint(_list_bentuk(judul.get(n, "")))]
    berisi = {n for n in asing if any(_is_terisi(baris.sel.get(n)) for baris in tabel.baris)}
    return [KolomAsing(n, judul.get(n, ""), n in berisi) for n in asing if n in judul or n in berisi]


def _list_bentuk(judul: object) -> set[str]:
    """A header without its year and with it: a year may be what a column is of."""
    return {normalize_judul(judul), normalize_teks(judul)}


def _is_terisi(sel: Sel | None) -> bool:
    return sel is not None and bool(sel.galat or read_teks(sel))


def write_asing(tabel: Tabel, asing: KolomAsing, dikenal: Iterable[str]) -> str:
    """Where the column stands and what its header may be."""
    tempat = f"Lembar {tabel.lembar}, baris {tabel.judul.nomor}, kolom {get_column_letter(asing.kolom)}"
    sebab = f"judul “{asing.judul[:40]}” tidak dikenal" if asing.judul else SEBAB_KOSONG
    return f"{tempat}: {sebab}, jadi kolom ini tidak dibaca; judul yang dikenal: {', '.join(dikenal)}."


def read_teks(sel: Sel | None) -> str:
    """A code or header as text; Excel may have made a number of it."""
    return "" if sel is None or sel.nilai is None else str(sel.nilai).strip()


def _build_tabel(lembar: Lembar, tempat: int, kolom: dict[str, int], ganda: dict[str, list[int]]) -> Tabel:
    isi = [b for b in lembar.baris[tempat + 1 :] if _is_isi(b, kolom)]
    huruf = {nama: get_column_letter(nomor) for nama, nomor in kolom.items()}
    return Tabel(lembar.nama, kolom, isi, lembar.baris[tempat], huruf, ganda)


def list_ganda(tabel: Tabel) -> list[str]:
    """For each of two columns of one title a sentence that names both by their letters."""
    hasil = []
    for kolom in tabel.ganda.values():
        semua = [f"{get_column_letter(n)} (“{read_teks(tabel.judul.sel.get(n))[:40]}”)" for n in kolom]
        hasil += [
            f"Lembar {tabel.lembar}, baris {tabel.judul.nomor}, kolom {get_column_letter(n)}: judul ini ada pada "
            f"beberapa kolom: {', '.join(semua)}. Hapus salah satunya, atau ganti judulnya."
            for n in kolom
        ]
    return hasil


def list_tahun_lain(tabel: Tabel, lembar: Lembar, tahun: int) -> list[str]:
    """Titles of the columns that are read, and lines above them, that name other years and not this one."""
    atas = lembar.baris[: lembar.baris.index(tabel.judul)]
    kepala = [(b.nomor, sel.kolom, _TAHUN_KEPALA.findall(read_teks(sel))) for b in atas for sel in b.sel.values()]
    judul = [(tabel.judul.nomor, n, _TAHUN.findall(read_teks(tabel.judul.sel[n]))) for n in tabel.kolom.values()]
    return [
        f"Lembar {tabel.lembar}, baris {nomor}, kolom {get_column_letter(kolom)}: tertulis tahun {', '.join(sebut)}, "
        f"sedangkan yang diimpor tahun {tahun}. Unggah berkas tahun {tahun}, atau perbaiki tahunnya."
        for nomor, kolom, sebut in [*kepala, *judul]
        if sebut and str(tahun) not in sebut
    ]


def _is_isi(baris: Baris, kolom: dict[str, int]) -> bool:
    """Whether the row says more than a name: headings between the rows are passed over."""
    return any(nomor in baris.sel for nama, nomor in kolom.items() if nama != NAMA)


def _match_judul(baris: Baris, kamus: Kamus) -> tuple[dict[str, int], dict[str, list[int]]]:
    """Field → its column, the first of them; and the fields of more than one column, with all of these."""
    semua: dict[str, list[int]] = {}
    for nomor, sel in baris.sel.items():
        judul = _list_bentuk(sel.nilai)
        for nama in (n for n, sinonim in kamus.items() if judul & sinonim):
            semua.setdefault(nama, []).append(nomor)
    ganda = {nama: kolom for nama, kolom in semua.items() if len(kolom) > 1 and nama != NAMA}
    return {nama: kolom[0] for nama, kolom in semua.items()}, ganda
