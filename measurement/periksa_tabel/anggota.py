"""Which rows of a published table a row stands for: those above or below, the means of groups, all."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from collection.angka import NOL, is_satuan_hitung
from collection.enums import Rumus
from measurement.nilai import Komponen

MAKS_ANGGOTA = 60
MAKS_TABEL = 500  # rows up to which a mean may be that of the whole table: each such row reads all others
_TOTAL = re.compile(
    r"\W*(?:sub\s*-?\s*|grand\s+)?(?:jumlah|total)"
    r"(?:\s+(?:keseluruhan|seluruhnya|umum|semua|akhir|anggaran|belanja|pagu|kabupaten|kota|provinsi|sasaran|capaian|program)"
    r"(?:\s+\S{1,3})?)?\W*",
    re.IGNORECASE,
)
"""A row that calls itself a total, and is not an indicator such as `Jumlah desa mandiri`: the whole name."""
_RERATA = re.compile(r"\b(?:rata\s*[-–]?\s*rata|rerata|mean|average)\b", re.IGNORECASE)
_RERATA_SAJA = re.compile(
    rf"\W*(?:nilai\s+)?{_RERATA.pattern}(?:\s+(?:capaian|kinerja|sasaran|strategis|tujuan|program|kegiatan|kantor"
    r"|indikator|keseluruhan|seluruhnya|total|persentase|\S{1,3})\b)*\W*",
    re.IGNORECASE,
)
"""A row that calls itself a mean, and is not an indicator such as `Rata-rata lama sekolah`: the whole name."""
_JENJANG = re.compile(
    r"\W*(?:(?:[ivxlc]+|\d+|[a-z])[.)]\s*)?(program|sasaran|tujuan|misi|urusan|bidang|perspektif)\b", re.IGNORECASE
)


class Angka(NamedTuple):
    """What one row of the table came to: its own numbers, the figure computed and the one printed.

    `realisasi` has the `desimal` that it was printed with. `anggota` tells a row with a target or a realisasi, `induk`
    one that prints a figure without target and realisasi, `cocok` whether its printed figure follows. `total` and
    `rekap` tell what the row calls itself. `rataan` is what an `induk` row should print, unrounded; `sisih` tells one
    that stands for no group of its own, or adds up percentages: it goes into no mean.
    `ringkas` tells a row that is a total or a mean by its whole name: it is a member of none, whatever it prints.
    `dinilai` tells a row that was measured in what is no number (a date): its printed figure is all that there is.
    """

    target: Decimal | None = None
    realisasi: Decimal | None = None
    capaian: Decimal | None = None
    tercetak: Decimal | None = None
    anggota: bool = False
    induk: bool = False
    uang: bool = False
    satuan: str = ""
    desimal: int = 0
    rumus: Rumus | None = None
    komponen: Komponen | None = None
    cocok: bool = False
    sasaran: str = ""
    total: bool = False
    rekap: bool = False
    rataan: Decimal | None = None
    sisih: bool = False
    dinilai: bool = False
    ringkas: bool = False
    bobot: Decimal | None = None


def is_total(nama: str) -> bool:
    """Whether a row calls itself the total of others."""
    return bool(_TOTAL.fullmatch(nama))


def is_rekap(nama: str) -> bool:
    """Whether a row calls itself the total or the mean of others."""
    return is_total(nama) or bool(_RERATA.search(nama))


def is_rerata(nama: str) -> bool:
    """Whether a row calls itself a mean and nothing else."""
    return bool(_RERATA_SAJA.fullmatch(nama))


def find_jenjang(nama: str) -> str:
    """What a row calls itself, where it is what indicators are grouped by: `sasaran` of `II. Sasaran layanan`."""
    cocok = _JENJANG.match(nama)
    return cocok[1].casefold() if cocok else ""


def list_sekitar(semua: Sequence[Angka], tempat: int, arah: int) -> Sequence[Angka]:
    """The rows above (-1) or below (1) that a row may stand for, up to the next such row or heading."""
    anggota = _walk(semua, tempat, arah, lewati_judul=False)
    return anggota if len(anggota) <= MAKS_ANGGOTA else []


def is_jumlah(anggota: Sequence[Angka], total: bool) -> bool:
    """Money adds up; so do things of one kind, in a row that calls itself their total."""
    if not anggota:
        return False
    if all(a.uang for a in anggota):
        return True
    return total and is_satuan_hitung(anggota[0].satuan) and len({a.satuan.casefold() for a in anggota}) == 1


def list_kelompok(semua: Sequence[Angka], tempat: int, minimal: int) -> Iterator[list[Angka]]:
    """The rows that a figure may stand for, `minimal` or more of them with a value, the likeliest first.

    Above and below up to the next such figure or heading. A row without any of its own stands for the other figures
    that stand for groups, then for all rows, then for those that the figure beside it stands for.
    """
    sendiri = [satu for satu in list_sendiri(semua, tempat) if count_dihitung(satu) >= minimal]
    yield from sendiri
    if len(semua) > MAKS_TABEL:
        return
    seluruh = _drop_ringkas([a for n, a in enumerate(semua) if a.anggota and n != tempat])
    jumlah = is_jumlah(seluruh, semua[tempat].total)
    lain = [seluruh] if jumlah else [seluruh, _list_induk(semua, tempat)]
    if not sendiri:
        lain.reverse()
    yield from (satu for satu in lain if count_dihitung(satu) > 1)
    for arah in (-1, 1):
        sebelah = _walk(semua, _skip_induk(semua, tempat, arah), arah, lewati_judul=False)
        if not sendiri and count_dihitung(sebelah) >= minimal:
            yield sebelah


def find_sendiri(semua: Sequence[Angka], tempat: int) -> list[Angka]:
    """The rows that stand next to the figure, above where the table has them there; empty where there are none."""
    return next((satu for satu in list_sendiri(semua, tempat)), [])


def count_dihitung(anggota: Sequence[Angka]) -> int:
    """How many rows have a value."""
    return sum(1 for a in anggota if a.capaian is not None)


def list_jumlah_baris(semua: Sequence[Angka], tempat: int) -> Iterator[tuple[int, Sequence[Angka]]]:
    """The runs of neighbours, two or more, whose targets and realisasi add up to those of the row.

    Every row, else rows without the subtotals between them, else subtotals alone; each with where it is: -1 above.
    """
    for arah in (-1, 1):
        jauh = 2 * MAKS_ANGGOTA
        sisi = semua[max(0, tempat - jauh) : tempat][::-1] if arah < 0 else semua[tempat + 1 : tempat + 1 + jauh]
        for baris in (sisi, [a for a in sisi if not a.total], [a for a in sisi if a.total]):
            if anggota := _find_jumlah(semua[tempat], baris):
                yield arah, anggota


def list_sendiri(semua: Sequence[Angka], tempat: int) -> Iterator[list[Angka]]:
    """The rows with a value on either side of the figure, the likelier side first."""
    arah = -1 if _is_di_bawah(semua) else 1
    for lewati_judul in (False, True):
        for satu in (arah, -arah):
            anggota = _walk(semua, tempat, satu, lewati_judul)
            if count_dihitung(anggota):
                yield anggota


def _is_di_bawah(semua: Sequence[Angka]) -> bool:
    """Whether figures stand below their rows: the first of them has rows above it, or there is nothing below."""
    semua = semua[:MAKS_TABEL]
    pertama = next((n for n, a in enumerate(semua) if a.induk), 0)
    return bool(_walk(semua, pertama, -1, lewati_judul=True)) or not _walk(semua, pertama, 1, lewati_judul=False)


def _list_induk(semua: Sequence[Angka], tempat: int) -> list[Angka]:
    """The other figures that stand for groups, each with what it should print; where nothing else is, as printed."""
    induk = [a for n, a in enumerate(semua) if a.induk and not a.sisih and n != tempat]
    if any(a.anggota for a in semua):
        return [a._replace(capaian=a.rataan) for a in induk if a.rataan is not None]
    return [a._replace(capaian=a.tercetak, cocok=True) for a in induk if not a.rekap]


def _skip_induk(semua: Sequence[Angka], tempat: int, arah: int) -> int:
    """The last of the unbroken run of figures that the row stands in."""
    while 0 <= tempat + arah < len(semua) and semua[tempat + arah].induk:
        tempat += arah
    return tempat


def _walk(semua: Sequence[Angka], tempat: int, arah: int, lewati_judul: bool) -> list[Angka]:
    anggota: list[Angka] = []
    ujung = tempat + arah
    while 0 <= ujung < len(semua) and not semua[ujung].induk:
        if semua[ujung].anggota:
            anggota.append(semua[ujung])
        elif anggota and not lewati_judul:
            break
        ujung += arah
    return _drop_ringkas(anggota)


def _drop_ringkas(anggota: list[Angka]) -> list[Angka]:
    """Without totals and means, where there is anything else."""
    return [a for a in anggota if not a.ringkas] or anggota


def _find_jumlah(baris: Angka, sisi: Sequence[Angka]) -> Sequence[Angka]:
    if not baris.target or baris.realisasi is None:
        return []
    target, realisasi = NOL, NOL
    for n, satu in enumerate(sisi[:MAKS_ANGGOTA], start=1):
        target, realisasi = target + (satu.target or NOL), realisasi + (satu.realisasi or NOL)
        if n > 1 and (target, realisasi) == (baris.target, baris.realisasi):
            return sisi[:n]
        if target >= baris.target:
            break
    return []
