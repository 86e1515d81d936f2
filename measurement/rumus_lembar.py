"""The arithmetic once more, as formulas of a spreadsheet: for a reader who clicks a cell and wants to see the rule.

Text only, English function names and commas as an .xlsx stores them; the reader's program shows its own. Each formula
is written for one row, with the cells in which its inputs stand. measurement.capaian remains what computes; a test has
another program recalculate every formula and compares. Pure.
"""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from collection.enums import Konsolidasi, Rumus
from measurement.enums import Alasan

# A spreadsheet computes in binary: 113,125 may come out as 113,12499999999999. Ten decimals first heal that.
DESIMAL_BINER = 10

_RUMUS: Mapping[Rumus, str] = {
    Rumus.MAKS: "100*{r}/{t}",
    Rumus.MIN_SELISIH: "100*(2*{t}-{r})/{t}",
    Rumus.MIN_RASIO: "100*{t}/{r}",
    Rumus.RENTANG: "IF(AND({r}>={t},{r}<={u}),100,100*{r}/IF({r}<{t},{t},{u}))",
    Rumus.RENTANG_WAKTU: "IF(AND({r}>={t},{r}<={u}),100,200-100*{r}/IF({r}<{t},{t},{u}))",
    Rumus.STABIL: "100-100*ABS({r}-{t})/{t}",
    Rumus.PREDIKAT: "100*{r}/{t}",
    Rumus.YA_TIDAK: "IF({t}=0,IF({r}<=0,100,0),IF({r}>={t},100,0))",
}
_GABUNG: Mapping[Konsolidasi, Callable[[Sequence[str]], str]] = {
    Konsolidasi.JUMLAH: "+".join,
    Konsolidasi.AKHIR: lambda sel: sel[-1],
    Konsolidasi.RATA_RATA: lambda sel: f"({'+'.join(sel)})/{len(sel)}",
    Konsolidasi.MAKSIMUM: lambda sel: f"MAX({','.join(sel)})",
    Konsolidasi.RASIO: lambda sel: sel[-1],
}
_NAIK = (Konsolidasi.JUMLAH, Konsolidasi.RATA_RATA)
_POSISI = (Konsolidasi.AKHIR, Konsolidasi.RASIO)


def write_round(isi: str, desimal: str) -> str:
    """Half up as printed, whatever binary made of the digits before."""
    return f"ROUND(ROUND({isi},{DESIMAL_BINER}),{desimal})"


def write_bilangan(nilai: Decimal) -> str:
    """A number inside a formula: plain digits, a dot for the decimal sign."""
    return f"{nilai.normalize():f}"


def write_capaian(rumus: Rumus, target: str, realisasi: str, desimal: str, atas: str = "") -> str:
    """The raw capaian of a row that its rumus can answer; cells of target and realisasi, cell of the decimals.

    `atas`: the cell of a range's upper bound, where the target is one.
    """
    return "=" + write_round(_RUMUS[rumus].format(t=target, u=atas or target, r=realisasi), desimal)


def write_penuh(rumus: Rumus, target: str, realisasi: str, batas: tuple[str | None, str | None], atas: str = "") -> str:
    """The counted capaian before rounding, within the cells of cap and floor (`batas`): what means are taken of."""
    return write_terhitung(_RUMUS[rumus].format(t=target, u=atas or target, r=realisasi), *batas)


def write_nihil(realisasi: str, terlampaui: str) -> str:
    """A target of 0 where lower is better: kept gives 100, exceeded what the cell of the Metodologi says."""
    return f"=IF({realisasi}<=0,100,{terlampaui})"


def write_terhitung(mentah: str, atas: str | None, bawah: str | None) -> str:
    """The counted capaian: the raw one within the cap and the floor, where the Metodologi has them."""
    isi = mentah
    if bawah:
        isi = f"MAX({isi},{bawah})"
    return f"=MIN({isi},{atas})" if atas else f"={isi}"


def write_target(
    konsolidasi: Konsolidasi, target: Sequence[str | None], terisi: Sequence[bool], kumulatif: bool
) -> str:
    """The target by the end of the triwulan, from the cells of each (None: no target) and which have a realisasi.

    Empty where there is none. The rules are those of `measurement.konsolidasi.consolidate`.
    """
    sel = _write_kenaikan(target) if kumulatif and konsolidasi in _NAIK else list(target)
    berlaku = [s for s, isi in zip(sel, terisi, strict=True) if isi] or sel
    if konsolidasi in _POSISI and any(terisi):
        berlaku = berlaku[-1:]
    return _write_gabung(konsolidasi, [s for s in berlaku if s])


def write_realisasi(konsolidasi: Konsolidasi, realisasi: Sequence[str]) -> str:
    """The realisasi by the end of the triwulan, from the cells that are filled; empty where none is."""
    return _write_gabung(konsolidasi, list(realisasi))


def write_kategori(nilai: str, pita: Sequence[tuple[str | None, bool, str]]) -> str:
    """The band of a cell: (cell of the lower bound or None, inclusive, cell of the label), from the top down."""
    isi = '""'
    for batas, inklusif, label in reversed(pita):
        isi = label if batas is None else f"IF({nilai}{'>=' if inklusif else '>'}{batas},{label},{isi})"
    return f'=IF({nilai}="","",{isi})'


def write_rerata(sel: Sequence[tuple[str, Decimal]], desimal: str) -> str:
    """The mean of cells that have a figure, weighted where a weight is not 1; empty where nothing is counted."""
    isi = write_rerata_penuh(sel)
    return "=" + write_round(isi[1:], desimal) if isi else ""


def write_rerata_penuh(sel: Sequence[tuple[str, Decimal]]) -> str:
    """That mean before rounding: what the mean above it is taken of."""
    total = sum((bobot for _, bobot in sel), Decimal(0))
    if not total:
        return ""
    if all(bobot == 1 for _, bobot in sel):
        return f"=({'+'.join(s for s, _ in sel)})/{len(sel)}"
    atas = "+".join(f"{s}*{write_bilangan(bobot)}" for s, bobot in sel)
    return f"=({atas})/{write_bilangan(total)}"


def write_serapan(realisasi: str, pagu: str) -> str:
    """Money spent in percent of the pagu, two decimals; never a mean of percentages."""
    return "=" + write_round(f"100*{realisasi}/{pagu}", "2")


def write_efisiensi(capaian: str, serapan: str, ambang: str, minimum: str) -> str:
    """The word for capaian − serapan; none below the capaian from which it may be claimed."""
    selisih = f"ROUND({capaian}-{serapan},{DESIMAL_BINER})"
    return (
        f'=IF({capaian}<{minimum},"",IF({selisih}>{ambang},"Efisien",'
        f'IF({selisih}<-{ambang},"Tidak efisien","Cukup efisien")))'
    )


def needs_formula(alasan: Alasan) -> bool:
    """Whether a figure with that reason follows from the two numbers beside it."""
    return alasan in (Alasan.DIHITUNG, Alasan.TARGET_NIHIL_TERCAPAI, Alasan.TARGET_NIHIL_TERLAMPAUI)


def _write_gabung(konsolidasi: Konsolidasi, sel: list[str]) -> str:
    return f"={_GABUNG[konsolidasi](sel)}" if sel else ""


def _write_kenaikan(target: Sequence[str | None]) -> list[str | None]:
    """Targets that run up, as the increase over the last triwulan that has one."""
    hasil: list[str | None] = []
    lalu = ""
    for sel in target:
        hasil.append(f"({sel}-{lalu})" if sel and lalu else sel)
        lalu = sel or lalu
    return hasil
