"""The one reader and the one writer of numbers: forms, paste, Excel, screen and PDF all go through here.

Indonesian notation (EYD, locale id-ID): dots group thousands, a comma starts the decimals: `1.234,50`.
The rules are told with examples in docs/rumus_capaian.md, section 7.
"""

import re
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache

from collection.errors import AngkaError

ANGKA_PENTING_MAKS = 15  # SQLite and Excel keep no more
DESIMAL_MAKS = 6  # as NilaiField
PANJANG_MAKS = 40
RUPIAH_MAKS = Decimal(10**13)

# 60 digits: the quotient of two stored numbers, in percent, has more than the 28 of Python's default.
KONTEKS = Context(prec=60, rounding=ROUND_HALF_UP)
NOL = Decimal(0)
SATUAN_PERSEN = {"%", "persen", "persentase"}
SATUAN_HITUNG = {
    "anak", "aplikasi", "aset", "berita acara", "berkas", "buah", "bumdes", "desa", "dokumen", "dusun", "event",
    "inovasi", "jiwa", "kader", "kali", "kampung", "kampung kb", "kasus", "kecamatan", "kegiatan", "kelompok",
    "keluarga", "kelurahan", "kk", "laporan", "layanan", "lembaga", "lokasi", "orang", "organisasi", "paket",
    "pasangan", "pegawai", "perangkat daerah", "peserta", "posyandu", "produk", "rekomendasi", "rt", "rumah", "rw",
    "satuan pendidikan", "sekolah", "surat", "temuan", "titik", "unit", "unit kerja",
}  # fmt: skip
"""What is counted and has no halves. Months and hours are not among them."""

_TEKS = re.compile(
    r"(?P<luar>[-\u2212]?)\s*(?:rp\.?)?\s*(?P<dalam>[-\u2212]?)\s*(?P<badan>[0-9][0-9.,]*)\s*%?",
    re.IGNORECASE,
)
_INDONESIA = re.compile(r"(?:[0-9]+|[1-9][0-9]{0,2}(?:\.[0-9]{3})+)(?:,[0-9]+)?")
_BERTITIK = re.compile(r"(?:0|[1-9][0-9]*)\.[0-9]+")
_AMBIGU = re.compile(r"[1-9][0-9]{0,2}\.[0-9]{3}")
_BULAN = (
    r"(?:jan(?:uari|uary)?|[fp]eb(?:ruari|ruary)?|mar(?:et|ch)?|apr(?:il)?|mei|may|jun[ie]?|jul[iy]?|ag(?:u|t|s|ust|ustus)"
    r"|aug(?:ust)?|sept?(?:ember)?|o[kc]t(?:ober)?|no[vp](?:ember)?|de[sc](?:ember)?)\.?"
)
_SEKAT = r"[\s./’'-]*"
_TANGGAL = re.compile(
    rf"(?:\d{{1,2}}{_SEKAT}{_BULAN}(?:{_SEKAT}\d{{2,4}})?|{_BULAN}{_SEKAT}\d{{1,4}}(?:,?\s*\d{{4}})?"
    r"|\d{1,2}([./-])\d{1,2}\1\d{4}|\d{4}([./-])\d{1,2}\2\d{1,2})(?:[\sT]+\d.*)?",
    re.IGNORECASE,
)
_TUKAR = str.maketrans(",.", ".,")
_CARA = "Tulis angka seperti 1.234,50: titik memisahkan ribuan, koma memulai desimal."


def parse_angka(
    masukan: str | int | float | Decimal | None, *, desimal: int = 2, persen: bool = False
) -> Decimal | None:
    """Read one number as a person or an Excel cell gives it; empty means None, which is not 0.

    `desimal` is the number of decimals of the indicator: where it is 0, `1.234` groups thousands.
    `persen` tells that a native number comes from a cell formatted as a percentage: 0.95 is read 95.
    It does not touch text: "95%" is 95. Raises AngkaError; `pilihan` then holds both readings, if two.
    """
    if masukan is None:
        return None
    if type(masukan) is float and not persen and (singkat := _read_singkat(masukan)) is not None:
        return singkat
    nilai = _read_teks(masukan, desimal) if isinstance(masukan, str) else _read_native(masukan, persen)
    return None if nilai is None else _check_batas(nilai)


def parse_rupiah(masukan: str | int | float | Decimal | None, *, nama: str) -> Decimal | None:
    """An amount of money in rupiah, to the sen. Raises AngkaError naming `nama` below 0 and from 10 trillion up."""
    jumlah = parse_angka(masukan, desimal=0)
    if jumlah is not None and not 0 <= jumlah < RUPIAH_MAKS:
        raise AngkaError(f"{nama} paling sedikit 0 rupiah dan kurang dari 10 triliun rupiah.")
    if jumlah is not None and jumlah != round_angka(jumlah, 2):
        raise AngkaError(f"{nama} ditulis paling banyak sampai sen (2 angka di belakang koma).")
    return jumlah


def format_angka(nilai: Decimal | int | None, *, desimal: int = 2) -> str:
    """`1.234,50`, rounded half up to `desimal` decimals, never "-0,00"; None is written as nothing."""
    if nilai is None:
        return ""
    return f"{round_angka(nilai, desimal):,f}".translate(_TUKAR)


def format_nilai(nilai: Decimal | int | None, desimal_min: int = 0) -> str:
    """The value unrounded, with as many decimals as it has and at least `desimal_min`.

    For echoing what was read: no digit is lost. None is written as nothing.
    """
    return "" if nilai is None else _write_nilai(nilai, desimal_min)


@lru_cache(maxsize=4096)  # as _read_singkat
def _write_nilai(nilai: Decimal | int, desimal_min: int) -> str:
    bulat, _, pecahan = f"{Decimal(nilai or 0):,f}".partition(".")
    pecahan = pecahan.rstrip("0").ljust(desimal_min, "0")
    return bulat.replace(",", ".") + (f",{pecahan}" if pecahan else "")


def format_rupiah(nilai: Decimal | int | None) -> str:
    """`Rp1.234.567`, with sen (two decimals or more) only where there are any. EYD: no space after Rp."""
    if nilai is None:
        return ""
    teks = format_nilai(nilai, 0 if nilai == int(nilai) else 2)
    return f"-Rp{teks[1:]}" if teks.startswith("-") else f"Rp{teks}"


def is_tanggal(teks: str) -> bool:
    """Whether text is a day or a month as people and spreadsheets write them: 7 Agustus, 07-Aug, 7/8/2026, Des-25."""
    return len(teks) <= PANJANG_MAKS and _TANGGAL.fullmatch(teks.strip()) is not None


def is_satuan_hitung(satuan: str) -> bool:
    """Whether the unit is a thing that is counted whole, such as orang or dokumen."""
    return satuan.strip().lower() in SATUAN_HITUNG


def is_satuan_persen(satuan: str) -> bool:
    """Whether an indicator's unit is percent, in one of its spellings."""
    return satuan.strip().lower() in SATUAN_PERSEN


def round_angka(nilai: Decimal | int, desimal: int) -> Decimal:
    """Round half up, away from zero at the half (90,5/80 gives 113,13); a negative zero becomes 0."""
    bulat = KONTEKS.quantize(Decimal(nilai), Decimal(1).scaleb(-desimal))
    return KONTEKS.add(bulat, NOL)


def _read_teks(masukan: str, desimal: int) -> Decimal | None:
    """Text to number: drops spaces (also no-break ones), Rp, % and reads the sign."""
    teks = masukan.strip()
    if not teks:
        return None
    cocok = _TEKS.fullmatch(teks) if len(teks) <= PANJANG_MAKS else None
    if cocok is None or (cocok["luar"] and cocok["dalam"]):
        raise _refuse(teks)
    tanda = "-" if cocok["luar"] or cocok["dalam"] else ""
    if desimal and _AMBIGU.fullmatch(cocok["badan"]):
        raise _ask(teks, tanda + cocok["badan"])
    return Decimal(tanda + _to_polos(cocok["badan"], teks))


def _to_polos(badan: str, teks: str) -> str:
    """Digits, dots and commas as Python spells them; a dot that cannot group thousands is a decimal sign."""
    if _INDONESIA.fullmatch(badan):
        return badan.replace(".", "").replace(",", ".")
    if _BERTITIK.fullmatch(badan):
        return badan
    raise _refuse(teks)


def _read_native(masukan: int | float | Decimal, persen: bool) -> Decimal:
    """A number that is one already, as it is. Excel hands over bool, dates and errors too: refused."""
    if isinstance(masukan, bool) or not isinstance(masukan, int | float | Decimal):
        raise _refuse(str(masukan))
    nilai = _read_float(masukan) if isinstance(masukan, float) else Decimal(masukan)
    if not nilai.is_finite():
        raise _refuse(str(masukan))
    return nilai.scaleb(2, KONTEKS) if persen else nilai


def _read_float(masukan: float) -> Decimal:
    """The 15 digits that Excel itself works with and shows.

    A sheet's `=0,1+0,2` is stored as 0.30000000000000004 but shown as 0,3.
    """
    return Decimal(f"{masukan:.{ANGKA_PENTING_MAKS}g}")


@lru_cache(maxsize=4096)  # a table says the same few values again and again
def _read_singkat(masukan: float) -> Decimal | None:
    """What nearly every cell of a sheet holds: a float of few decimals, which is within all bounds as it is.

    None for every other; a workbook of thousands of targets spends a fourth of its time on the usual way.
    """
    teks = f"{masukan:.{ANGKA_PENTING_MAKS}g}"
    pecahan = teks.partition(".")[2]
    return Decimal(teks) if 0 < len(pecahan) <= DESIMAL_MAKS and pecahan.isdigit() else None


def _check_batas(nilai: Decimal) -> Decimal:
    """Let pass what both databases hold exactly. Raises AngkaError for longer numbers; never rounds."""
    _, angka, pangkat = nilai.as_tuple()
    if len(angka) <= ANGKA_PENTING_MAKS and isinstance(pangkat, int) and -DESIMAL_MAKS <= pangkat <= 0:
        return KONTEKS.add(nilai, NOL)
    if nilai.adjusted() < ANGKA_PENTING_MAKS:
        tersimpan = round_angka(nilai, DESIMAL_MAKS).normalize(KONTEKS)
        if nilai == tersimpan and len(tersimpan.as_tuple().digits) <= ANGKA_PENTING_MAKS:
            return KONTEKS.add(nilai, NOL)
    raise AngkaError(
        f"Angka terlalu panjang: paling banyak {ANGKA_PENTING_MAKS} angka seluruhnya "
        f"dan {DESIMAL_MAKS} di belakang koma. Bulatkan dahulu."
    )


def _refuse(teks: str) -> AngkaError:
    if is_tanggal(teks):
        return AngkaError(f"“{teks}” adalah tanggal, bukan angka. {_CARA}")
    return AngkaError(f"“{teks[:PANJANG_MAKS]}” bukan angka yang dapat dibaca. {_CARA}")


def _ask(teks: str, polos: str) -> AngkaError:
    """The refusal of `1.234` where the indicator has decimals: both readings, each safe to type."""
    ribuan, pecahan = polos.replace(".", ""), polos.replace(".", ",")
    pesan = f"“{teks}” dapat dibaca {ribuan} atau {pecahan}. Tulis salah satunya."
    return AngkaError(pesan, (ribuan, pecahan))
