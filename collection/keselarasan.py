"""Whether the targets of one indicator agree: its triwulan with its year, its year with the Renstra. Pure.

The page, the import and the Perjanjian Kinerja all ask here. A disagreement never stops anything: an office may have
its reasons, and is asked to look again. PermenPANRB 53/2014 wants the Perjanjian Kinerja to follow from the plan; it
prescribes no arithmetic for it. What is not known is not held against a target.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from collection.angka import KONTEKS, NOL, round_angka
from collection.enums import RUMUS_RENTANG, Konsolidasi, Rumus
from collection.nilai import NilaiTarget, Rentang, get_batas

TAHUNAN, TRIWULAN = "tahunan", ("tw1", "tw2", "tw3", "tw4")
DIGIT_RATA = 6  # as NilaiField keeps them
TURUN = (Rumus.MIN_SELISIH, Rumus.MIN_RASIO, Rumus.RENTANG_WAKTU)
_ALASAN = {
    Konsolidasi.AKHIR: "Indikator ini dinilai pada posisi akhir tahun, jadi keduanya semestinya sama.",
    Konsolidasi.JUMLAH: "Nilai triwulan indikator ini dijumlahkan, jadi keduanya semestinya sama.",
    Konsolidasi.RATA_RATA: "Nilai triwulan indikator ini dirata-ratakan, jadi keduanya semestinya sama.",
    Konsolidasi.MAKSIMUM: "Nilai triwulan tertinggi indikator ini yang dipakai, jadi keduanya semestinya sama.",
}
_DARI = {
    Konsolidasi.JUMLAH: "jumlah target TW I sampai IV",
    Konsolidasi.RATA_RATA: "rata-rata target triwulan yang terisi",
    Konsolidasi.MAKSIMUM: "target triwulan tertinggi",
}

_SAMAKAN = "Samakan, atau siapkan alasannya."

Tulis = Callable[[NilaiTarget | None], str]


@dataclass(frozen=True, slots=True)
class TargetTahun:
    """What is promised of one indicator in one year, in the indicator's own unit; None: no target.

    `triwulan` holds four, per quarter or, where `kumulatif`, running up. `renstra` is the same year's in the Renstra.
    """

    konsolidasi: Konsolidasi
    kumulatif: bool
    rumus: Rumus
    tahunan: NilaiTarget | None
    triwulan: Sequence[NilaiTarget | None]
    renstra: NilaiTarget | None = None


@dataclass(frozen=True, slots=True)
class Pertentangan:
    """What the quarters make of the year where that contradicts the annual target, and which cells it comes from."""

    nilai: NilaiTarget
    dari: str
    kolom: tuple[str, ...]


def find_pertentangan(target: TargetTahun) -> Pertentangan | None:
    """The contradiction between the quarters and the year; None where there is none, or where nothing can be said.

    `akhir`, and whatever is written cumulatively: the target of TW IV. `jumlah`: the sum of the quarters, which may
    be lower than the annual target as long as TW IV has none ("dihitung pada akhir tahun"). `rata_rata` and
    `maksimum`: mean and highest of the quarters that have one, once TW IV has one. `rasio` is not compared: its
    targets have no pembilang and penyebut. A missing annual target contradicts nothing. Ranges are compared bound by
    bound.
    """
    akhir = target.triwulan[-1]
    if target.tahunan is None or target.konsolidasi is Konsolidasi.RASIO:
        return None
    if target.konsolidasi is Konsolidasi.AKHIR or target.kumulatif:
        beda = akhir is not None and akhir != target.tahunan
        return Pertentangan(akhir, "target TW IV", TRIWULAN[-1:]) if akhir is not None and beda else None
    isi = [get_batas(satu) for satu in target.triwulan if satu is not None]
    bawah, atas = (_combine(target.konsolidasi, [batas[sisi] for batas in isi]) for sisi in (0, 1))
    pasangan = zip((bawah, atas), get_batas(target.tahunan), strict=True)
    if not any(_is_beda(target.konsolidasi, nilai, tahunan, akhir is None) for nilai, tahunan in pasangan):
        return None
    return Pertentangan(bawah if bawah == atas else Rentang(bawah, atas), _DARI[target.konsolidasi], TRIWULAN)


def _is_beda(konsolidasi: Konsolidasi, nilai: Decimal, tahunan: Decimal, belum: bool) -> bool:
    """Whether what the quarters make contradicts the year; `belum`: TW IV has no target yet."""
    if nilai > tahunan and konsolidasi is Konsolidasi.JUMLAH:
        return True
    return not (belum or nilai == round_angka(tahunan, DIGIT_RATA) or _is_sama_bulat(nilai, tahunan))


def _combine(konsolidasi: Konsolidasi, isi: Sequence[Decimal]) -> Decimal:
    if not isi:
        return NOL
    if konsolidasi is Konsolidasi.MAKSIMUM:
        return max(isi)
    jumlah = sum(isi, NOL)
    return jumlah if konsolidasi is Konsolidasi.JUMLAH else round_angka(KONTEKS.divide(jumlah, len(isi)), DIGIT_RATA)


def _is_sama_bulat(nilai: Decimal, tahunan: Decimal) -> bool:
    """A mean of 33,333333 agrees with an annual target that was written 33,33."""
    eksponen = tahunan.normalize(KONTEKS).as_tuple().exponent
    return round_angka(nilai, max(2, -eksponen if isinstance(eksponen, int) else 0)) == tahunan


def list_peringatan(target: TargetTahun, tulis: Tulis, tempat: Mapping[str, str] | None = None) -> list[str]:
    """All that disagrees, each a sentence with the figures and what to do; `tulis` writes a value as people read it.

    `tempat` tells where a cell stands (" (kolom D)"), by the names `tahunan`, `tw1` … `tw4`; empty on a page.
    """
    semua = (_check_triwulan(target, tulis, tempat or {}), _check_naik(target, tulis), _check_renstra(target, tulis))
    return [pesan for pesan in semua if pesan]


def _check_triwulan(target: TargetTahun, tulis: Tulis, tempat: Mapping[str, str]) -> str:
    beda = find_pertentangan(target)
    if beda is None:
        return ""
    alasan = _ALASAN[target.konsolidasi]
    return (
        f"target tahunan{tempat.get(TAHUNAN, '')} {tulis(target.tahunan)}, sedangkan {beda.dari}"
        f"{_join(tempat, beda.kolom)} {tulis(beda.nilai)}. {alasan}"
    )


def _join(tempat: Mapping[str, str], kolom: Iterable[str]) -> str:
    """Where several cells stand, each said once."""
    return tempat.get("+".join(kolom), "") or tempat.get(next(iter(kolom)), "")


def _check_naik(target: TargetTahun, tulis: Tulis) -> str:
    """Targets that run up do not fall."""
    if not target.kumulatif or target.konsolidasi is not Konsolidasi.JUMLAH:
        return ""
    isi = [satu for satu in target.triwulan if satu is not None]
    turun = next(((lalu, kini) for lalu, kini in pairwise(isi) if _is_turun(lalu, kini)), None)
    if turun is None:
        return ""
    lalu, kini = turun
    return f"target triwulan ditulis kumulatif, tetapi turun dari {tulis(lalu)} ke {tulis(kini)}. Periksa urutannya."


def _is_turun(lalu: NilaiTarget, kini: NilaiTarget) -> bool:
    return any(b < a for a, b in zip(get_batas(lalu), get_batas(kini), strict=True))


def _check_renstra(target: TargetTahun, tulis: Tulis) -> str:
    """The year's promise against the Renstra's; less than the plan asks for is said as such."""
    if target.tahunan is None or target.renstra is None or target.tahunan == target.renstra:
        return ""
    if isinstance(target.tahunan, Rentang) or isinstance(target.renstra, Rentang):
        return (
            f"target tahunan {tulis(target.tahunan)} lain daripada target Renstra {tulis(target.renstra)}. {_SAMAKAN}"
        )
    selisih = target.tahunan - target.renstra
    lebih = selisih < 0 if target.rumus in TURUN else selisih > 0
    arah = "lebih tinggi" if selisih > 0 else "lebih rendah"
    saran = (
        "Lebih baik daripada rencana: pastikan memang demikian." if lebih
        else "Kurang dari yang direncanakan: samakan, atau siapkan alasannya."
    )  # fmt: skip
    if target.rumus in (Rumus.STABIL, *RUMUS_RENTANG):
        saran = _SAMAKAN
    return f"target tahunan {tulis(target.tahunan)} {arah} daripada target Renstra {tulis(target.renstra)}. {saran}"
