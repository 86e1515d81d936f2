"""What a cell of a published table may mean: one number, two readings of one, a range, a predicate, or words."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from collection.angka import NOL, format_nilai, is_satuan_persen, is_tanggal
from measurement.nilai import SERATUS, NilaiTarget, Rentang
from measurement.periksa_tabel.token import (
    ANGKA,
    KOMPONEN,
    NUM,
    Bacaan,
    build_bacaan,
    count_desimal,
    is_bulat,
    list_angka,
)

SKALA: dict[str, dict[str, int]] = {
    "SAKIP": {"D": 1, "C": 2, "CC": 3, "B": 4, "BB": 5, "A": 6, "AA": 7},
    "opini BPK": {"TMP": 1, "TW": 2, "WDP": 3, "WTP": 4},
}
"""The scales of fixtures/skala.toml, which a command that touches no database cannot ask."""
MUTU = "mutu pelayanan"
SKALA_SEMUA = SKALA | {MUTU: {"D": 1, "C": 2, "B": 3, "A": 4}}
"""With that of the survey of satisfaction, whose letters only the indicator's name tells from SAKIP's.

PermenPANRB 14/2017: A from 88,31, B from 76,61, C from 65,00, D from 25,00.
"""
YA_TIDAK = "ya atau tidak"
DESIMAL_CETAK = 6
PANJANG_SEL = 200
TERTULIS = "tertulis "
SATUAN_WAKTU = {"bulan", "hari", "hari kerja", "jam", "menit", "detik", "minggu", "tahun", "month", "months", "day",
                "days", "working days", "hour", "hours", "minute", "minutes", "week", "weeks", "year",
                "years"}  # fmt: skip

_KOSONG = {"", "-", "--", "–", "—", "−", "(empty)", "(kosong)", "…", "...", "-%", "- %"}
_TAK_UKUR = {"n/a", "na", "n.a", "n.a.", "nan", "tad", "tidak dapat diukur", "tidak ada data", "belum dihitung",
             "belum rilis", "belum tersedia", "tidak dapat dihitung", "tt", "td"}  # fmt: skip
_YA = {"ya", "ada", "sudah", "selesai", "terpenuhi", "tercapai", "terlaksana", "tersedia", "yes", "y", "true", "done",
       "completed", "available", "achieved", "fulfilled", "✓", "✔", "√"}  # fmt: skip
_TIDAK = {"tidak", "belum", "tidak ada", "belum ada", "belum selesai", "tidak terpenuhi", "tidak tercapai",
          "tidak terlaksana", "belum terlaksana", "tidak tersedia", "no", "n", "false", "not yet",
          "not done", "not completed", "not available", "not achieved", "not fulfilled"}  # fmt: skip
_KALI = {"ribu": 3, "juta": 6, "jt": 6, "miliar": 9, "milyar": 9, "triliun": 12, "trilyun": 12}
_OPINI = {"wajar tanpa pengecualian": "WTP", "wajar dengan pengecualian": "WDP", "tidak wajar": "TW",
          "tidak menyatakan pendapat": "TMP", "tidak memberikan pendapat": "TMP"}  # fmt: skip
_KEPUASAN = re.compile(r"\b(?:ikm|skm|kepuasan|mutu pelayanan)\b", re.IGNORECASE)
_AWALAN = re.compile(
    r"(?:nilai|indeks|level|peringkat|ranking|rangking|skor|tingkat|grade|opini|predikat|kategori|sebesar|sebanyak"
    r"|±|≥|≤|>=|<=|=|>|<|min(?:imal|imum)?\b\.?|maks(?:imal|imum)?\b\.?|paling (?:sedikit|banyak|rendah|tinggi|lambat))"
    r"\s*:?\s*",
    re.IGNORECASE,
)
_BATAS = re.compile(r"[±≥≤<>=]|m[ai]|pal", re.IGNORECASE)
_RENTANG = re.compile(
    rf"(?:antara\s+)?({NUM})\s*%?\s*(?:-|–|—|−|~|s\.?\s?/?d\.?|sampai(?:\s+dengan)?|hingga|dan)\s*({NUM})\s*%?\s*([^\d]*)",
    re.IGNORECASE,
)
_KURANG_LEBIH = re.compile(
    rf"({NUM})\s*%?\s*(?:±|\+\s*/?\s*[-−–])\s*({NUM})\s*%?\s*([^\d]*)", re.IGNORECASE
)
_DARI = re.compile(rf"({NUM})\s*(?:(?:[^\d]*\s)?dari\s+|\s*/\s*)({NUM})\s*([^\d]*)", re.IGNORECASE)
_NILAI_KURUNG = re.compile(rf"[A-Za-z][A-Za-z ]*\(\s*({NUM})\s*%?\s*\)")
_MINUS_KURUNG = re.compile(rf"\(\s*({NUM})\s*%?\s*\)\s*%?")
_SATU = re.compile(rf"([-−]?)\s*(?:rp\.?)?\s*([-−]?)\s*({NUM})\s*(?:,-)?\s*(%?)\s*([^\d]*)", re.IGNORECASE)
_KURUNG = re.compile(r"([^()]*\d[^()]*?)\s*\(([^()]*\d[^()]*)\)\s*")
_PREDIKAT_ANGKA = re.compile(rf"([A-Za-z]{{1,3}})\s*[(/:=]\s*({NUM})\s*\)?|({NUM})\s*[(/]\s*([A-Za-z]{{1,3}})\s*\)?")
_CATATAN_KAKI = re.compile(r"(?<=[\d%])\s*(?:[*†‡]+\)?|\s\(?\d\)|[¹²³⁴⁵⁶⁷⁸⁹⁰]+\)?)$")
_EKSPONEN = re.compile(r"[-−]?\d+(?:[.,]\d+)?\s*[eE]\s*[+-]?\d+")


@dataclass(frozen=True, slots=True)
class Sel:
    """A cell as it is handed on (`teks`), the number that a workbook had in it, and why it cannot be used."""

    teks: str
    asli: Decimal | None = None
    galat: str = ""


@dataclass(frozen=True, slots=True)
class Terbaca:
    """All readings of a cell, the likeliest first; none where it is empty or says in words that there is no number."""

    pilihan: tuple[Bacaan, ...] = ()
    kosong: bool = False
    keterangan: str = ""

    @property
    def tak_terbaca(self) -> bool:
        """Whether something stands there that is neither a number nor says that there is none (`n/a`)."""
        return bool(self.keterangan) and not self.keterangan.startswith(TERTULIS)


def read_sel(sel: Sel, *, satuan: str, inggris: bool) -> Terbaca:
    """Every reading of a target or realisasi. Never raises: what is no number says why in `keterangan`."""
    if sel.galat:
        return Terbaca(keterangan=sel.galat)
    if sel.asli is not None:
        return Terbaca(tuple(build_bacaan(format(sel.asli, "f"), satuan, "")))
    teks = " ".join(sel.teks.split())
    kecil = teks.casefold()
    if kecil in _KOSONG:
        return Terbaca(kosong=True)
    if kecil in _TAK_UKUR or kecil.startswith("#"):
        return Terbaca(keterangan=f"{TERTULIS}“{teks[:40]}”")
    if len(teks) > PANJANG_SEL:
        return Terbaca(keterangan=f"“{teks[:40]}…” terlalu panjang untuk sebuah angka")
    teks = _CATATAN_KAKI.sub("", teks)
    if is_tanggal(teks):
        return Terbaca(keterangan=_write_sebab(teks))
    pilihan = _read_kata(teks, kecil) or _read_angka(teks, satuan, inggris) or _read_kurung(teks, satuan, inggris)
    return Terbaca(tuple(pilihan), keterangan="" if pilihan else _write_sebab(teks))


def fit_skala(target: Terbaca, realisasi: Terbaca, nama: str) -> tuple[Terbaca, Terbaca]:
    """Both in the scale of service quality, where the indicator is one of satisfaction and both letters are in it."""
    huruf = {Decimal(skor): kata for kata, skor in SKALA["SAKIP"].items()}
    mutu = SKALA_SEMUA[MUTU]
    predikat = [b for satu in (target, realisasi) for b in satu.pilihan if b.jenis == "SAKIP"]
    if not _KEPUASAN.search(nama) or not all(_get_huruf(b, huruf) in mutu for b in predikat):
        return target, realisasi

    def fit(terbaca: Terbaca) -> Terbaca:
        pilihan = [
            b._replace(nilai=Decimal(mutu[_get_huruf(b, huruf)]), jenis=MUTU) if b in predikat else b
            for b in terbaca.pilihan
        ]
        return replace(terbaca, pilihan=tuple(pilihan))

    return fit(target), fit(realisasi)


def _get_huruf(bacaan: Bacaan, huruf: dict[Decimal, str]) -> str:
    return huruf[bacaan.nilai] if isinstance(bacaan.nilai, Decimal) else ""


def _read_kata(teks: str, kecil: str) -> list[Bacaan]:
    """Words that stand for a number: nihil, ya and tidak, predicates."""
    if kecil == "nihil":
        return [Bacaan(NOL, cara="“nihil” dibaca 0")]
    if kecil in _YA | _TIDAK:
        return [Bacaan(Decimal(kecil in _YA), YA_TIDAK)]
    awalan = _AWALAN.match(teks)
    sisa = teks[awalan.end() :] if awalan else teks
    cocok = _PREDIKAT_ANGKA.fullmatch(sisa)
    kata = (cocok[1] or cocok[4] if cocok else sisa).strip("“”\"' .").upper()
    kata = _OPINI.get(re.sub(r"\s*\(.*\)$", "", kata.casefold()), re.sub(r"\s*\([^()\d]*\)$", "", kata))
    pilihan = [Bacaan(Decimal(skor[kata]), nama) for nama, skor in SKALA.items() if kata in skor]
    if cocok and pilihan:
        angka = list_angka(cocok[2] or cocok[3], "", False)
        return [b._replace(cara=f"“{teks}”: angkanya dipakai", pasti=True) for b in angka[:1]] + pilihan
    return pilihan


def _read_angka(teks: str, satuan: str, inggris: bool) -> list[Bacaan]:
    awalan = _AWALAN.match(teks)
    sisa = teks[awalan.end() :] if awalan else teks
    rentang = _RENTANG.fullmatch(sisa)
    if rentang:
        return _read_rentang(rentang[1], rentang[2], satuan or rentang[3], inggris)
    sekitar = _KURANG_LEBIH.fullmatch(sisa)
    if sekitar:
        return _read_sekitar(sekitar[1], sekitar[2], satuan or sekitar[3], inggris)
    dari = _DARI.fullmatch(sisa)
    if dari:
        return _read_dari(dari[1], dari[2], satuan, inggris)
    cara = f"“{teks}” dibaca {sisa}" if awalan and _BATAS.match(awalan[0]) else ""
    return _read_satu(sisa, satuan, inggris, cara)


def _read_satu(teks: str, satuan: str, inggris: bool, cara: str) -> list[Bacaan]:
    """One number with its sign, its unit and its `juta`."""
    satu = _SATU.fullmatch(teks)
    if satu is None or (satu[1] and satu[2]):
        return []
    kali = _find_kali(satu[5])
    tanda = -1 if satu[1] or satu[2] else 1
    unit = "%" if satu[4] else satu[5].strip(" .*()") if is_bulat(satu[5].strip(" .*()")) else satuan
    return [
        b._replace(nilai=_scale(b.nilai, tanda, kali), cara=cara or b.cara, toleransi=b.toleransi.scaleb(kali))
        for b in list_angka(satu[3], unit, inggris)
    ]


def _read_kurung(teks: str, satuan: str, inggris: bool) -> list[Bacaan]:
    """`66 (>100%)`: the number before the brackets, or the one in them; never sure."""
    kurung = _KURUNG.fullmatch(teks)
    if kurung is None:
        return _read_dalam(teks, satuan, inggris)
    depan = _read_angka(kurung[1], satuan, inggris)
    dalam = _read_angka(kurung[2].strip(), satuan, inggris)
    return [b._replace(cara=f"“{teks}” dibaca {kurung[1].strip()}", pasti=False) for b in depan[:1]] + [
        b._replace(cara=f"“{teks}” dibaca {kurung[2].strip()}", pasti=False) for b in dalam[:1] if depan
    ]


def _read_dalam(teks: str, satuan: str, inggris: bool) -> list[Bacaan]:
    """`Baik (76,61)`: its number; `(24,65)`: below zero, as bookkeepers write it, or just in brackets; never sure."""
    nilai, minus = _NILAI_KURUNG.fullmatch(teks), _MINUS_KURUNG.fullmatch(teks)
    if nilai:
        return [b._replace(cara=f"“{teks}”: angkanya dipakai") for b in list_angka(nilai[1], satuan, inggris)]
    semua = list_angka(minus[1], satuan, inggris) if minus else []
    return [
        b._replace(nilai=_scale(b.nilai, tanda, 0), cara=f"“{teks}” dibaca {kata}{minus[1]}", pasti=False)
        for tanda, kata in ((-1, "-"), (1, ""))
        for b in semua
        if minus
    ]


def read_bagian(teks: str, inggris: bool) -> tuple[Decimal, Decimal] | None:
    """`0 dari 5`, `0/5` as its two numbers; None where a cell is written otherwise."""
    dari = _DARI.fullmatch(" ".join(teks.split()))
    satu = [list_angka(dari[n], "orang", inggris) for n in (1, 2)] if dari else []
    angka = [pilihan[0].nilai for pilihan in satu if pilihan]
    if len(angka) == 2 and isinstance(angka[0], Decimal) and isinstance(angka[1], Decimal):
        return angka[0], angka[1]
    return None


def _scale(nilai: NilaiTarget, tanda: int, kali: int) -> NilaiTarget:
    return nilai if isinstance(nilai, Rentang) else (tanda * nilai).scaleb(kali) + NOL


def _find_kali(kata: str) -> int:
    """The power of ten of `1,5 miliar`."""
    pertama = kata.split()[0].casefold().strip(".") if kata.split() else ""
    return _KALI.get(pertama, 0)


def _read_rentang(bawah: str, atas: str, satuan: str, inggris: bool) -> list[Bacaan]:
    """Also one that is written downwards, `11,50 - 10,50`, which is said."""
    satu, dua = (list_angka(n, satuan, inggris) for n in (bawah, atas))
    hasil = []
    for a, b in zip(satu, dua, strict=False):
        if isinstance(a.nilai, Decimal) and isinstance(b.nilai, Decimal):
            kecil, besar = sorted((a.nilai, b.nilai))
            cara = a.cara if a.nilai <= b.nilai else f"“{bawah} - {atas}” dibaca rentang {atas}–{bawah}"
            hasil.append(Bacaan(Rentang(kecil, besar), ANGKA, cara, max(a.toleransi, b.toleransi), pasti=a.pasti))
    return hasil


def _read_sekitar(tengah: str, jarak: str, satuan: str, inggris: bool) -> list[Bacaan]:
    """`3 ± 1` is the range 2–4."""
    satu, dua = (list_angka(n, satuan, inggris) for n in (tengah, jarak))
    return [
        Bacaan(
            Rentang(a.nilai - b.nilai, a.nilai + b.nilai), ANGKA,
            f"“{tengah} ± {jarak}” dibaca rentang {format_nilai(a.nilai - b.nilai)}–{format_nilai(a.nilai + b.nilai)}",
            max(a.toleransi, b.toleransi), pasti=a.pasti,
        )
        for a, b in zip(satu, dua, strict=False)
        if isinstance(a.nilai, Decimal) and isinstance(b.nilai, Decimal)
    ]  # fmt: skip


def _read_dari(bagian: str, semua: str, satuan: str, inggris: bool) -> list[Bacaan]:
    """`100 dari 110 organisasi`: a share of 90,91 % where the unit is percent, else the 100; both are tried."""
    satu, dua = (list_angka(n, "orang", inggris) for n in (bagian, semua))
    if not satu or not dua or not isinstance(satu[0].nilai, Decimal) or not isinstance(dua[0].nilai, Decimal):
        return []
    pilihan = [Bacaan(satu[0].nilai, cara=f"“{bagian} dari {semua}” dibaca {bagian}", pasti=False)]
    if dua[0].nilai:
        bagi = SERATUS * satu[0].nilai / dua[0].nilai
        cara = f"“{bagian} dari {semua}” dibaca {bagian} / {semua} × 100"
        pilihan.append(Bacaan(bagi, KOMPONEN if not is_satuan_persen(satuan) else ANGKA, cara))
    return pilihan[::-1] if is_satuan_persen(satuan) else pilihan


def _write_sebab(teks: str) -> str:
    if _EKSPONEN.fullmatch(teks):
        return f"“{teks}” memakai eksponen, yang tidak diterima; tulis angkanya lengkap"
    if is_tanggal(teks):
        return f"“{teks}” adalah tanggal, bukan angka; mungkin rentang seperti 7-8 yang diubah Excel"
    angka = [format_nilai(Decimal(n)) for n in re.findall(r"\d{1,15}", teks)]
    if len(angka) > 1:
        return f"“{teks}” memuat beberapa angka, tidak jelas yang mana; tulis satu angka"
    return f"“{teks}” bukan angka yang dapat dibaca"


__all__ = ["ANGKA", "DESIMAL_CETAK", "SATUAN_WAKTU", "SKALA", "YA_TIDAK", "Sel", "Terbaca", "count_desimal", "read_sel"]
