"""Totals and means in a published table: what a row that sums up others should print."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from collection.angka import NOL, format_angka, format_nilai
from measurement.capaian import compute_rerata, compute_serapan, round_persen
from measurement.konsolidasi import Rerata
from measurement.periksa_tabel.anggota import (
    Angka,
    count_dihitung,
    find_jenjang,
    find_sendiri,
    is_jumlah,
    is_rekap,
    is_total,
    list_jumlah_baris,
    list_kelompok,
    list_sekitar,
    list_sendiri,
)
from measurement.periksa_tabel.sebab import BATAS_ATAS, Sebab, Tercetak, is_cocok, list_pembulatan
from measurement.periksa_tabel.tingkat import list_tingkat
from measurement.periksa_tabel.token import count_desimal


class Rataan(NamedTuple):
    """What the rows that a figure stands for come to (percent), how that is said, and why the print is another.

    `dijumlahkan` tells percentages that were added up: a right sum, but no capaian.
    """

    nilai: Decimal
    kalimat: str
    cocok: bool
    sebab: Sebab | None = None
    dijumlahkan: bool = False


_Cara = Callable[[Sequence[Angka], Tercetak, bool], Iterator[Rataan]]


class _Nilai(NamedTuple):
    """What rows come to, unrounded, and in words."""

    penuh: Decimal
    kalimat: str

    @property
    def nilai(self) -> Decimal:
        return round_persen(self.penuh)


def resolve_rataan(semua: Sequence[Angka]) -> list[Angka]:
    """The rows, those that print a figure for a group with what it should be: means of means are taken of these."""
    return [_resolve(semua, n) if a.induk else a for n, a in enumerate(semua)]


def _resolve(semua: Sequence[Angka], tempat: int) -> Angka:
    satu = semua[tempat]
    anggota = find_sendiri(semua, tempat)
    if not anggota or satu.tercetak is None:
        return satu
    tercetak = Tercetak(satu.tercetak, count_desimal(satu.tercetak), "")
    milik = _match(list_sendiri(semua, tempat), tercetak, satu.total)
    if milik and milik.cocok and not milik.dijumlahkan:
        return satu._replace(rataan=milik.nilai, cocok=True)
    seluruh = _match(list_kelompok(semua, tempat, 1), tercetak, satu.total)
    if seluruh and (seluruh.cocok or seluruh.dijumlahkan):
        return satu._replace(sisih=True)
    return satu._replace(rataan=_compute_rataan(anggota, is_jumlah(anggota, satu.total)).penuh)


def find_rerata_anggota(semua: Sequence[Angka], tempat: int, nama: str, tercetak: Tercetak) -> Sebab | None:
    """Whether the row's figure is a mean, though its target and realisasi are sums of others or it is their total."""
    calon = [("di atasnya" if n < 0 else "di bawahnya", satu) for n, satu in list_jumlah_baris(semua, tempat)]
    if is_total(nama):
        calon += [("setingkat di atasnya", satu) for satu in list_tingkat(semua, tempat)]
        calon += [("di atasnya", list_sekitar(semua, tempat, -1)), ("di bawahnya", list_sekitar(semua, tempat, 1))]
    for letak, anggota in calon:
        for rerata in (compute_rerata([a.tercetak for a in anggota]), compute_rerata([a.capaian for a in anggota])):
            if rerata.dihitung > 1 and is_cocok(rerata.penuh, tercetak):
                kalimat = (
                    f"rata-rata persentase {rerata.dihitung} baris {letak} ({format_angka(rerata.nilai)}), "
                    "bukan jumlah realisasi dibagi jumlah target"
                )
                return Sebab("rerata_persentase", kalimat)
    return None


def find_rataan(semua: Sequence[Angka], tempat: int, nama: str, tercetak: Tercetak) -> Rataan | None:
    """What a row that prints a figure alone stands for: the mean of rows around it, of money their sums.

    None where nothing around it gives the figure and it does not call itself a mean or a total either.
    """
    calon = list(list_kelompok(semua, tempat, 1 if is_rekap(nama) or not nama.strip() else 2))
    calon += list_tingkat(semua, tempat) if is_rekap(nama) else []
    total = is_total(nama)
    rataan = _match(calon, tercetak, total) or _match_satu(semua, tempat, tercetak)
    if rataan or not calon or not (is_rekap(nama) or (find_jenjang(nama) and _has_rataan(semua, tempat))):
        return rataan
    sendirian = not any(a.induk for n, a in enumerate(semua) if n != tempat)
    anggota = max(calon, key=len) if sendirian else calon[0]  # the only such figure stands for the whole table
    semestinya = _compute_rataan(anggota, is_jumlah(anggota, total))
    return Rataan(semestinya.nilai, semestinya.kalimat, cocok=False)


def _match_satu(semua: Sequence[Angka], tempat: int, tercetak: Tercetak) -> Rataan | None:
    """The figure of a group of one row: only beside others that stand for theirs, and where it is that row's."""
    sendiri = find_sendiri(semua, tempat) if _has_rataan(semua, tempat) else []
    rataan = _match([sendiri], tercetak, semua[tempat].total) if len(sendiri) == 1 else None
    return rataan if rataan and rataan.cocok else None


def _has_rataan(semua: Sequence[Angka], tempat: int) -> bool:
    """Whether another figure of the table is the mean of the rows beside it, so that this one means to be too."""
    return any(a.induk and a.cocok for n, a in enumerate(semua) if n != tempat)


def _match(calon: Iterable[Sequence[Angka]], tercetak: Tercetak, total: bool) -> Rataan | None:
    """The first way in which one of these groups gives the printed figure, right ways before habits."""
    semua = list(calon)
    cara: list[_Cara] = [_list_wajar, _list_dijumlahkan, _list_keliru] if total else [_list_wajar, _list_keliru]
    cocok = (r for nilai in cara for anggota in semua for r in nilai(anggota, tercetak, is_jumlah(anggota, total)))
    return next(cocok, None)


def _compute_rataan(anggota: Sequence[Angka], jumlah: bool) -> _Nilai:
    """What adds up is sum over sum; percentages are averaged."""
    if jumlah:
        serapan = compute_serapan([a.realisasi for a in anggota], [a.target for a in anggota])
        if serapan is not None:
            kata = f"Σ realisasi / Σ target {_write_banyak(anggota)} × 100 = {format_angka(serapan)}"
            return _Nilai(serapan, kata)
    rerata = compute_rerata([a.capaian for a in anggota])
    apa = "rata-rata yang dihitung ulang dari" if all(a.induk for a in anggota) else "rata-rata capaian"
    kata = f"{apa} {rerata.cakupan} baris = {format_angka(rerata.nilai)}"
    return _Nilai(NOL if rerata.penuh is None else rerata.penuh, kata)


def _list_wajar(anggota: Sequence[Angka], tercetak: Tercetak, jumlah: bool) -> Iterator[Rataan]:
    """The figure that the rows give: from their computed capaian, else from these as they are rightly rounded in print.

    What is answered is the mean that the printed figure is. A row without a value counts in none of them, whatever
    it prints.
    """
    semestinya = _compute_rataan(anggota, jumlah)
    terukur = [a for a in anggota if a.capaian is not None]
    benar = all(a.cocok or a.tercetak is None for a in terukur)
    if is_cocok(semestinya.nilai, tercetak) or is_cocok(semestinya.penuh, tercetak):
        yield Rataan(semestinya.nilai, semestinya.kalimat, cocok=True)
    elif not jumlah:
        dari_cetak = compute_rerata([a.tercetak if benar and _is_tercetak(a) else None for a in anggota])
        bulat = compute_rerata([None if a.capaian is None else round_persen(a.capaian) for a in anggota])
        for kata, satu in (("angka yang tercetak", dari_cetak), ("capaian yang sudah dibulatkan", bulat)):
            if satu.nilai is not None and satu.dihitung > 1 and is_cocok(satu.penuh, tercetak):
                rinci = f"rata-rata {kata} {satu.cakupan} baris = {format_angka(satu.nilai)}"
                sama = satu.dihitung == count_dihitung(anggota)
                lain = f"dari capaian tanpa pembulatan {format_angka(semestinya.nilai)}" if sama else semestinya.kalimat
                kalimat = f"{rinci}; {lain}"
                yield Rataan(satu.nilai, kalimat, cocok=True)
                return
        yield from _list_bertingkat(anggota, tercetak, semestinya)


def _list_bertingkat(anggota: Sequence[Angka], tercetak: Tercetak, polos: _Nilai) -> Iterator[Rataan]:
    """Means that a table may choose as well: by its column bobot, of the sasaran's means (capaian.md, section 4)."""
    bobot = [a.bobot for a in anggota if a.bobot is not None and a.bobot >= 0]
    if len(bobot) == len(anggota):
        berat = compute_rerata([a.capaian for a in anggota], bobot)
        yield from _check_rerata(berat, f"rata-rata tertimbang bobot {berat.cakupan} baris", tercetak, polos)
    sasaran = dict.fromkeys(a.sasaran for a in anggota)
    rata = [compute_rerata([a.capaian for a in anggota if a.sasaran == satu]) for satu in sasaran]
    for semua in ([satu.penuh for satu in rata], [satu.nilai for satu in rata]):
        dari_sasaran = compute_rerata(semua)
        kata = f"rata-rata dari rata-rata {dari_sasaran.dihitung} sasaran"
        yield from _check_rerata(dari_sasaran, kata, tercetak, polos)


def _check_rerata(rerata: Rerata, kata: str, tercetak: Tercetak, polos: _Nilai) -> Iterator[Rataan]:
    if rerata.nilai is not None and rerata.dihitung > 1 and is_cocok(rerata.penuh, tercetak):
        yield Rataan(rerata.nilai, f"{kata} = {format_angka(rerata.nilai)}; {polos.kalimat}", cocok=True)


def _is_tercetak(baris: Angka) -> bool:
    return baris.capaian is not None or baris.dinilai


def _list_dijumlahkan(anggota: Sequence[Angka], tercetak: Tercetak, jumlah: bool) -> Iterator[Rataan]:
    """A row Jumlah that adds up the percentages above it: right as a sum, wrong where sum over sum was meant."""
    total = _find_jumlah_persen(anggota, tercetak, jumlah)
    if total is None:
        return
    semestinya = _compute_rataan(anggota, jumlah)
    if jumlah:
        kata = f"persentase dijumlahkan ({format_angka(total)})"
        yield Rataan(semestinya.nilai, semestinya.kalimat, False, Sebab("persentase_dijumlahkan", kata))
        return
    kata = f"jumlah capaian {count_dihitung(anggota)} baris = {format_angka(total)}, bukan capaian"
    yield Rataan(total, f"{kata}; {semestinya.kalimat}", cocok=True, dijumlahkan=True)


def _find_jumlah_persen(anggota: Sequence[Angka], tercetak: Tercetak, jumlah: bool) -> Decimal | None:
    """The sum of the rows' percentages, as computed or as printed, where it is the printed figure of two or more."""
    terukur = [a for a in anggota if a.capaian is not None]
    for semua in ([a.capaian for a in terukur], [a.tercetak for a in terukur]):
        total = sum((satu for satu in semua if satu is not None), NOL)
        if len(terukur) > 1 and is_cocok(total, tercetak) and not (jumlah and total <= 0):
            return round_persen(total)
    return None


def _list_keliru(anggota: Sequence[Angka], tercetak: Tercetak, jumlah: bool) -> Iterator[Rataan]:
    """The figures of known habits: badly rounded, rows capped first, percentages of money averaged, and so on."""
    semestinya = _compute_rataan(anggota, jumlah)
    for sebab in _list_kebiasaan(anggota, tercetak, semestinya.penuh, jumlah):
        yield Rataan(semestinya.nilai, semestinya.kalimat, False, sebab)


def _list_kebiasaan(
    anggota: Sequence[Angka], tercetak: Tercetak, penuh: Decimal, jumlah: bool
) -> Iterator[Sebab]:  # fmt: skip
    yield from list_pembulatan(penuh, tercetak)
    rerata = compute_rerata([a.capaian for a in anggota])
    if jumlah and is_cocok(rerata.penuh, tercetak):
        kata = f"rata-rata persentase ({format_angka(rerata.nilai)}), bukan jumlah realisasi dibagi jumlah target"
        yield Sebab("rerata_persentase", kata)
    if dibatasi := _find_batas(anggota, tercetak):
        batas, rata = dibatasi
        kata = f"setiap baris dibatasi {format_nilai(batas)} sebelum dirata-rata ({format_angka(rata)})"
        yield Sebab("dibatasi", kata)
    for kosong in ([a.capaian or NOL for a in anggota], [a.tercetak or NOL for a in anggota]):
        dari_nol = compute_rerata(kosong)
        if count_dihitung(anggota) < len(anggota) and is_cocok(dari_nol.penuh, tercetak):
            kata = f"baris tanpa nilai ikut dirata-rata sebagai 0 ({format_angka(dari_nol.nilai)})"
            yield Sebab("kosong_dihitung_nol", kata)
    if not jumlah:
        yield from _list_rata_lain(anggota, tercetak)


def _list_rata_lain(anggota: Sequence[Angka], tercetak: Tercetak) -> Iterator[Sebab]:
    """Means of other figures than the rows': of what is printed though it does not follow."""
    dari_cetak = compute_rerata([a.tercetak if _is_tercetak(a) else None for a in anggota])
    if dari_cetak.dihitung > 1 and is_cocok(dari_cetak.penuh, tercetak):
        salah = sum(1 for a in anggota if a.tercetak is not None and a.capaian is not None and not a.cocok)
        kata = f"rata-rata angka yang tercetak ({format_angka(dari_cetak.nilai)}), {salah} di antaranya tidak cocok"
        yield Sebab("rerata_tercetak", kata)


def _find_batas(anggota: Sequence[Angka], tercetak: Tercetak) -> tuple[Decimal, Decimal | None] | None:
    """The cap by which the mean of the rows is the printed one, and that mean; only a cap that changes a row."""
    for batas in BATAS_ATAS:
        if any(a.capaian is not None and a.capaian > batas for a in anggota):
            rerata = compute_rerata([None if a.capaian is None else min(a.capaian, batas) for a in anggota])
            if is_cocok(rerata.penuh, tercetak):
                return batas, rerata.nilai
    return None


def _write_banyak(anggota: Sequence[Angka]) -> str:
    """How many rows, and how many of them have a realisasi where some have none."""
    terisi = sum(1 for a in anggota if a.realisasi is not None)
    return f"{len(anggota)} baris" + ("" if terisi == len(anggota) else f" ({terisi} berisi realisasi)")
