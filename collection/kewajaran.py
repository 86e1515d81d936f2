"""What makes a figure questionable: one value against what is known around it. Pure.

A finding is no proof: figures may jump, and money may be booked back. So a `peringatan` asks for a remark and lets
pass; only what can have no meaning at all is stopped (`halangi`). What is not known is not held against a value.
No regulation prescribes these checks; they serve the reliability of data that PermenPANRB 53/2014 asks for.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Context, Decimal
from typing import NamedTuple

from collection.angka import format_nilai, format_rupiah, is_satuan_hitung, is_satuan_persen, round_angka
from collection.enums import Derajat, Pemeriksaan
from collection.kecenderungan import Riwayat, is_lebih_buruk, is_luar_tren, is_turun

KELIPATAN = 10
SERATUS = Decimal(100)
_DIGIT_TAMPIL = 24  # as NilaiField: what is longer cannot be stored, only judged
_TANPA_JEBAKAN = Context(prec=60, traps=[])


@dataclass(frozen=True, slots=True)
class Konteks:
    """What is known around one cell; empty: nothing.

    `uang` says that the cell is money spent in the year so far, in rupiah; otherwise values are in the indicator's
    own unit. `lalu` is the value of the last triwulan that has one, `pagu` the year's budget. `bertanda` says that
    the indicator may be negative. `target` is the highest target of the year. `skala` maps the scores of a
    predicate's scale to their labels. `riwayat` is what the trend is judged by. `hitung` says that values come from
    components: they are judged as they are and written as they are printed, with the indicator's decimals.
    """

    uang: bool = False
    satuan: str = ""
    desimal: int = 0
    bertanda: bool = True
    target: Decimal | None = None
    lalu: Decimal | None = None
    pagu: Decimal | None = None
    skala: dict[Decimal, str] | None = None
    riwayat: Riwayat = field(default_factory=Riwayat)
    hitung: bool = False


class Temuan(NamedTuple):
    """One thing to look at again: how grave it is, and an Indonesian sentence with the figures."""

    derajat: Derajat
    pesan: str
    jenis: Pemeriksaan | None = None


PILIHAN_DERAJAT: dict[Pemeriksaan, tuple[Derajat, ...]] = {
    Pemeriksaan.BUKTI_DIMINTA: (Derajat.INFO, Derajat.PERINGATAN, Derajat.HALANGI),
    Pemeriksaan.TANPA_BUKTI: (Derajat.INFO, Derajat.PERINGATAN, Derajat.HALANGI),
    Pemeriksaan.PERSEN: (Derajat.PERINGATAN, Derajat.HALANGI, Derajat.INFO),
    Pemeriksaan.BULAT: (Derajat.PERINGATAN, Derajat.HALANGI, Derajat.INFO),
    Pemeriksaan.TURUN: (Derajat.PERINGATAN, Derajat.HALANGI, Derajat.INFO),
    Pemeriksaan.LEBIH_BURUK: (Derajat.PERINGATAN, Derajat.INFO),
    Pemeriksaan.TREN: (Derajat.PERINGATAN, Derajat.INFO),
    Pemeriksaan.LONJAKAN: (Derajat.PERINGATAN, Derajat.INFO),
    Pemeriksaan.NEGATIF: (Derajat.PERINGATAN, Derajat.INFO),
    Pemeriksaan.PAGU: (Derajat.PERINGATAN, Derajat.HALANGI),
    Pemeriksaan.UANG_TURUN: (Derajat.PERINGATAN, Derajat.INFO),
}
"""The grades that an office may give each check, the usual one first.

A figure that is worse, falls off the trend, jumps or is negative may be true: stopping it would have it written
wrong, so it is never `halangi`. Money above the budget is spent without one (UU 1/2004, Pasal 3 ayat (3)): it is
never only told. What is not here is fixed: no number, off the scale, money below 0, nothing filled in, and a target
missed without its causes (PermenPANRB 53/2014).
"""


_DERAJAT: dict[str, Derajat] = {satu.value: satu for satu in Derajat}


def grade_temuan(temuan: Temuan, atur: Mapping[str, str]) -> Temuan:
    """The finding as grave as the office has it. What the check itself calls less grave than usual stays so."""
    if temuan.jenis is None or temuan.derajat is not PILIHAN_DERAJAT[temuan.jenis][0]:
        return temuan
    return temuan._replace(derajat=_DERAJAT[atur.get(temuan.jenis, temuan.derajat)])


JAWAB_LUPUT = ("kendala", "rencana")
"""What a row says about a target that was missed (PermenPANRB 53/2014: causes, and what is done about them)."""


def tell_luput(capaian: str) -> Temuan:
    """A target that was missed; `capaian` as it is printed, e.g. "87,50"."""
    return Temuan(Derajat.PERINGATAN, f"Capaian {capaian} % di bawah target.")


TANPA_BUKTI = Temuan(Derajat.INFO, "Belum ada bukti.", Pemeriksaan.TANPA_BUKTI)
"""Usually only told: the SOP asks for evidence with the form and does not make it a condition of the hand-in."""
PERIKSA_BUKTI = (Pemeriksaan.BUKTI_DIMINTA, Pemeriksaan.TANPA_BUKTI)


def tell_bukti(diminta: Iterable[str], ada: Collection[str]) -> Temuan | None:
    """What a filled-in row lacks of evidence; `ada`: the lines of the manual that its evidence meets, "" for none."""
    kurang = [satu for satu in diminta if satu not in ada]
    if kurang:
        pesan = f"Bukti yang diminta belum ada: {'; '.join(kurang)}."
        return Temuan(PILIHAN_DERAJAT[Pemeriksaan.BUKTI_DIMINTA][0], pesan, Pemeriksaan.BUKTI_DIMINTA)
    return None if ada else TANPA_BUKTI


def tell_pecahan(satuan: str, nilai: Decimal | None) -> str:
    """That a target in percent may be meant as its hundredfold (0,85 for 85), as a sentence; empty where it is not."""
    if nilai is None or not 0 < nilai <= 1 or not is_satuan_persen(satuan):
        return ""
    satu, seratus = format_nilai(nilai), format_nilai(100 * nilai)
    return (
        f"satuannya persen dan selnya berisi {satu}, jadi dibaca {satu} persen. Bila maksudnya {seratus} persen, "
        f"tulis {seratus}."
    )


def tell_kurang(pembilang: Decimal | None, penyebut: Decimal | None, target: Decimal | None) -> str:
    """What a row without a value and without a written reason still needs, as a sentence; empty where nothing.

    A triwulan without a target needs no realisasi; but what was begun is finished, and a penyebut of 0 explained.
    """
    if pembilang is not None and penyebut is not None:
        return "penyebutnya 0, jadi tidak ada nilainya; tulis alasannya pada Alasan tidak dapat diukur."
    if pembilang is not None or penyebut is not None:
        return "isi pembilang dan penyebutnya, atau tulis alasan tidak dapat diukur."
    return "isi realisasi, atau tulis alasan tidak dapat diukur." if target is not None else ""


def find_temuan(nilai: Decimal | None, konteks: Konteks) -> list[Temuan]:
    """All that is questionable about one cell's value, the gravest first; an empty cell has nothing. Never raises."""
    if nilai is None:
        return []
    if not nilai.is_finite():
        return [Temuan(Derajat.HALANGI, "Isi sel ini bukan angka.")]
    periksa = _PERIKSA_UANG if konteks.uang else _PERIKSA_PREDIKAT if konteks.skala else _PERIKSA_NILAI
    return [temuan for satu in periksa if (temuan := satu(nilai, konteks))]


def _check_uang_negatif(nilai: Decimal, konteks: Konteks) -> Temuan | None:
    if nilai < 0:
        return Temuan(Derajat.HALANGI, f"Realisasi anggaran {_write(nilai, konteks)} tidak boleh negatif.")
    return None


def _check_pagu(nilai: Decimal, konteks: Konteks) -> Temuan | None:
    pagu = _read(konteks.pagu)
    if pagu is None or nilai <= pagu:
        return None
    pesan = f"Realisasi anggaran {_write(nilai, konteks)} melebihi pagu {_write(pagu, konteks)}."
    return Temuan(Derajat.PERINGATAN, pesan, Pemeriksaan.PAGU)


def _check_turun(nilai: Decimal, konteks: Konteks) -> Temuan | None:
    lalu = _read(konteks.lalu)
    if lalu is None or not 0 <= nilai < lalu:
        return None
    return Temuan(
        Derajat.PERINGATAN,
        f"Realisasi anggaran {_write(nilai, konteks)} lebih rendah dari triwulan sebelumnya, "
        f"{_write(lalu, konteks)}, padahal ditulis kumulatif.",
        Pemeriksaan.UANG_TURUN,
    )


def _check_negatif(nilai: Decimal, konteks: Konteks) -> Temuan | None:
    if konteks.bertanda or nilai >= 0:
        return None
    return Temuan(Derajat.PERINGATAN, f"Nilai {_write(nilai, konteks, Decimal(0))} negatif.", Pemeriksaan.NEGATIF)


def _check_persen(nilai: Decimal, konteks: Konteks) -> Temuan | None:
    target = _read(konteks.target)
    if target is None or target > SERATUS or nilai <= SERATUS or not is_satuan_persen(konteks.satuan):
        return None
    return Temuan(
        Derajat.PERINGATAN,
        f"Nilai {_write(nilai, konteks, SERATUS)} persen lebih dari 100; target setahun paling tinggi "
        f"{_write(target, konteks)}.",
        Pemeriksaan.PERSEN,
    )


def _check_bulat(nilai: Decimal, konteks: Konteks) -> Temuan | None:
    """A mean of counted things may have decimals; then its target has some too."""
    target = _read(konteks.target)
    wajar = target is not None and not _is_bulat(target)
    if wajar or not is_satuan_hitung(konteks.satuan) or _is_bulat(nilai):
        return None
    tulisan = f"{_write(nilai, replace(konteks, hitung=False))} {konteks.satuan.strip()}"
    return Temuan(Derajat.PERINGATAN, f"Nilai {tulisan} tidak bulat, padahal dihitung utuh.", Pemeriksaan.BULAT)


def _check_lonjakan(nilai: Decimal, konteks: Konteks) -> Temuan | None:
    """Money is cumulative and small in triwulan I, so that there a jump is worth knowing and no more."""
    lalu = _read(konteks.lalu)
    if not lalu or nilai.copy_abs() <= _TANPA_JEBAKAN.multiply(lalu.copy_abs(), Decimal(KELIPATAN)):
        return None
    return Temuan(
        Derajat.INFO if konteks.uang else Derajat.PERINGATAN,
        f"Nilai {_write(nilai, konteks, lalu)} lebih dari {KELIPATAN} kali nilai periode sebelumnya, "
        f"{_write(lalu, konteks, nilai)}.",
        Pemeriksaan.LONJAKAN,
    )


def _check_skala(nilai: Decimal, konteks: Konteks) -> Temuan | None:
    skala = konteks.skala or {}
    if nilai in skala:
        return None
    return Temuan(Derajat.HALANGI, f"Predikat tidak ada pada skala: {', '.join(skala.values())}.")


def _check_riwayat(nilai: Decimal, konteks: Konteks) -> Temuan | None:
    """One sentence about the past: a fall of what only rises says more than a step back, that more than the trend."""
    lalu = konteks.riwayat
    if is_turun(nilai, lalu) and lalu.dasar is not None:
        dasar = _write(lalu.dasar, konteks, nilai)
        tulis = _write(nilai, konteks, lalu.dasar)
        pesan = f"Nilai {tulis} lebih rendah dari triwulan sebelumnya, {dasar}, padahal posisinya kumulatif."
        return Temuan(Derajat.PERINGATAN, pesan, Pemeriksaan.TURUN)
    if is_lebih_buruk(nilai, lalu) and lalu.banding is not None:
        banding = _write(lalu.banding, konteks, nilai)
        pesan = f"Nilai {_write(nilai, konteks, lalu.banding)} lebih buruk dari {lalu.sebutan}, {banding}."
        return Temuan(Derajat.INFO if lalu.tercapai else Derajat.PERINGATAN, pesan, Pemeriksaan.LEBIH_BURUK)
    if is_luar_tren(nilai, lalu) and not _check_lonjakan(nilai, konteks):
        langkah = "kenaikan" if lalu.kumulatif else "nilai"
        pesan = f"Nilai {_write(nilai, konteks)} di luar kecenderungan {len(lalu.deret)} {langkah} sebelumnya."
        return Temuan(Derajat.PERINGATAN, pesan, Pemeriksaan.TREN)
    return None


Periksa = Callable[[Decimal, Konteks], Temuan | None]
_PERIKSA_UANG: tuple[Periksa, ...] = (_check_uang_negatif, _check_pagu, _check_turun, _check_lonjakan)
_PERIKSA_PREDIKAT: tuple[Periksa, ...] = (_check_skala, _check_riwayat)
_PERIKSA_NILAI: tuple[Periksa, ...] = (_check_negatif, _check_persen, _check_bulat, _check_lonjakan, _check_riwayat)


def _read(nilai: Decimal | None) -> Decimal | None:
    """What stands around the cell, where it is a number."""
    return nilai if nilai is not None and nilai.is_finite() else None


def _is_bulat(nilai: Decimal) -> bool:
    return nilai.to_integral_value(context=_TANPA_JEBAKAN) == nilai


def _write(nilai: Decimal, konteks: Konteks, banding: Decimal | None = None) -> str:
    """As the form writes it, a predicate by its label; a number that no cell can hold as Python does.

    A computed value is rounded as printed, unless it would then read like `banding`, from which it differs.
    """
    if konteks.skala and nilai in konteks.skala:
        return konteks.skala[nilai]
    if _is_panjang(nilai):
        return str(nilai)
    if konteks.hitung and not _is_samar(nilai, banding, konteks.desimal):
        nilai = round_angka(nilai, konteks.desimal)
    return format_rupiah(nilai) if konteks.uang else format_nilai(nilai, konteks.desimal)


def _is_panjang(nilai: Decimal) -> bool:
    return nilai.adjusted() > _DIGIT_TAMPIL or _read_eksponen(nilai) < -_DIGIT_TAMPIL


def _is_samar(nilai: Decimal, banding: Decimal | None, desimal: int) -> bool:
    """Whether two values that differ are the same once rounded."""
    if banding is None or nilai == banding or _is_panjang(banding):
        return False
    return round_angka(nilai, desimal) == round_angka(banding, desimal)


def _read_eksponen(nilai: Decimal) -> int:
    eksponen = nilai.as_tuple().exponent
    return eksponen if isinstance(eksponen, int) else 0
