"""Where the header of a published table is: below title lines, in one line, in two or in three."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from measurement.periksa_tabel import judul, kolom

MAKS_BARIS_JUDUL = 20
BERNAMA = (judul.SASARAN, judul.INDIKATOR, judul.SATUAN, judul.ARAH)
_TAHUN = re.compile(r"(?:19|20)\d\d")
_ANGKA = re.compile(r"[\d.,\s]*\d[\d.,\s]*%?")
_ROMAWI = re.compile(r"i{1,3}|iv", re.IGNORECASE)
_TRIWULAN = re.compile(r"\b(?:tw\b\.?|tri\s?wulan\b|kuartal\b)", re.IGNORECASE)
_PERSEN = ("persen", "persentase", "prosentase")
_BAGIAN = re.compile(
    r"\(?((?:fisik|keuangan|kinerja|anggaran)\s*\(?(?:%|rp\.?)|k|%|rp\.?|persen|fisik|keuangan|kinerja|anggaran|volume|vol\.?)\)?",
    re.IGNORECASE,
)


class Kepala(NamedTuple):
    """The title of each column, what stands above it ("Tahun 2023"), where it begins and where the rows begin."""

    judul: list[str]
    grup: list[str]
    nomor: int
    awal: int


def find_kepala(baris: Sequence[Sequence[str]]) -> Kepala | None:
    """The header among the first lines, two lines made one; None where no line names target and realisasi."""
    berisi = [(n, satu) for n, satu in enumerate(baris) if not is_nomor(satu)]  # column numbers are no titles
    kosong: tuple[int, Sequence[str]] = (-1, [])
    for letak, (n, mentah) in enumerate(berisi):
        if n >= MAKS_BARIS_JUDUL:
            break
        di_bawah = berisi[letak + 1] if letak + 1 < len(berisi) else kosong
        di_atas = berisi[letak - 1] if letak else kosong
        isi, bawah = _fit(mentah, di_bawah[1])
        atas = _fit(di_atas[1], isi)[0][: len(isi)] if _count_isi(di_atas[1]) > 1 else [""] * len(isi)
        tunggal = kolom.has_angka(isi)
        if _is_judul_kedua(isi, bawah) and (tunggal or not kolom.has_angka(bawah)):
            kepala = _join(isi, atas, *_fit_bagian(isi, bawah), n)._replace(awal=di_bawah[0] + 1)
            if kolom.has_angka(kepala.judul):
                return kepala
        if tunggal:
            lengkap = [satu or di_atas for satu, di_atas in zip(isi[: len(mentah)], atas, strict=False)]
            return Kepala(lengkap, _carry(atas)[: len(mentah)], n, n + 1)
    return None


def list_judul(kepala: Kepala) -> list[str]:
    """The titles as they are handed on: of two columns of one name each has its group before it."""
    return [
        f"{grup} {judul}".strip() if kepala.judul.count(judul) > 1 and grup != judul else judul
        for judul, grup in zip(kepala.judul, kepala.grup, strict=True)
    ]


def is_nomor(baris: Sequence[str]) -> bool:
    """Whether a line numbers the columns, as official tables do: (1) (2) (3), 1 2 3, (a) (b) (c)=(b)/(a)."""
    isi = [satu.strip() for satu in baris if satu.strip()]
    return len(isi) > 2 and len(set(isi)) == len(isi) and judul.is_nomor(isi)


def _fit(satu: Sequence[str], dua: Sequence[str]) -> tuple[list[str], list[str]]:
    """Both lines stripped and as long as the longer one."""
    panjang = max(len(satu), len(dua))
    kiri, kanan = ([sel.strip() for sel in baris] + [""] * (panjang - len(baris)) for baris in (satu, dua))
    return kiri, kanan


def _join(isi: Sequence[str], atas: Sequence[str], induk: Sequence[str], bawah: Sequence[str], n: int) -> Kepala:
    """Names over parts: "Target" over "TW IV" and "Tahun", "Realisasi" over "Rp" and "%", "2023" over all three."""
    di_atas = _carry(atas)
    pasangan = [
        _join_satu(induk[i] if satu else isi[i], satu, di_atas[i] if atas[i] or not isi[i] or satu else "")
        for i, satu in enumerate(bawah)
    ]
    lengkap = [nama or atas[i] for i, (nama, _) in enumerate(pasangan)]
    return Kepala(lengkap, [grup for _, grup in pasangan], n, n + 2)


def _join_satu(induk: str, bagian: str, atas: str) -> tuple[str, str]:
    """Title and group of one column from its name, the part below and what stands above both."""
    if not bagian:
        return induk, atas
    unsur = _BAGIAN.fullmatch(bagian)
    if judul.is_judul_periode(bagian) and "%" not in bagian:
        return (f"{induk} {bagian}", f"{atas} {bagian}".strip()) if judul.is_judul_angka(induk) else (bagian, induk)
    if unsur and judul.is_judul_angka(induk) and not (bagian.strip("() ") == "%" and _is_target(induk)):
        sebut = bagian if "(" in unsur[1] else f"({unsur[1]})"
        return f"{induk} {sebut}", f"{atas} {unsur[1]}".strip()
    return bagian, induk


def _fit_bagian(isi: Sequence[str], bawah: Sequence[str]) -> tuple[list[str], list[str]]:
    """What stands above each column, and the part below it, as titles know them.

    `III` below "Target Triwulan" is TW III of the target. "Persentase" below "Realisasi", beside the numbers that it
    was made of and with a capaian of its own elsewhere, is the realisasi.
    """
    induk, bagian = _carry(isi), list(bawah)
    sendiri = any(not b and judul.measure_judul(a, judul.CAPAIAN) is not None for a, b in zip(isi, bawah, strict=True))
    for n, satu in enumerate(bawah):
        if _ROMAWI.fullmatch(satu) and _is_deret(induk[n]):
            induk[n], bagian[n] = _TRIWULAN.sub("", induk[n]).strip(), f"TW {satu}"
        elif sendiri and judul.normalize_judul(satu) in _PERSEN and _is_bagian_tunggal(induk, bawah, n):
            bagian[n] = "persen"
    return induk, bagian


def _is_bagian_tunggal(induk: Sequence[str], bawah: Sequence[str], tempat: int) -> bool:
    """Whether the column stands below "Realisasi" with others, none of which can be the realisasi itself."""
    if judul.measure_judul(induk[tempat], judul.REALISASI) != 0:
        return False
    saudara = [satu for n, satu in enumerate(bawah) if n != tempat and induk[n] == induk[tempat]]
    return bool(saudara) and not any(_BAGIAN.fullmatch(s) or judul.is_judul_angka(s) for s in saudara)


def _is_deret(induk: str) -> bool:
    """Whether a title may stand over four triwulan."""
    return judul.is_judul_angka(_TRIWULAN.sub("", induk))


def _is_target(nama: str) -> bool:
    return judul.measure_judul(nama, judul.TARGET) == 0


def _is_judul_kedua(isi: Sequence[str], bawah: Sequence[str]) -> bool:
    """Whether the line below has no indicator and no number, but the name of a numeric column, or of a period."""
    tempat = kolom.match_kolom(isi).tempat
    milik = [bawah[tempat[nama]] for nama in BERNAMA if nama in tempat]
    terisi = [satu for satu in bawah if satu]
    angka = any(_ANGKA.fullmatch(satu) and not _TAHUN.fullmatch(satu) for satu in terisi)
    bernama = [satu for satu, induk in zip(bawah, _carry(isi), strict=True) if satu and _is_bagian(satu, induk)]
    tahun = len(terisi) == 1 and bool(_TAHUN.fullmatch(terisi[0]))
    if any(milik) or angka or tahun:
        return False
    return len(bernama) * 2 > len(terisi) or (bool(bernama) and _is_terbagi(isi, bawah))


def _is_bagian(sel: str, induk: str) -> bool:
    """Whether a cell can be the second line of a head, below `induk`."""
    if _ROMAWI.fullmatch(sel) and _is_deret(induk):
        return True
    return judul.is_judul_angka(sel) or judul.is_judul_periode(sel) or bool(_BAGIAN.fullmatch(sel))


def _is_terbagi(isi: Sequence[str], bawah: Sequence[str]) -> bool:
    """Whether all that stands below stands below titles that go over several columns."""
    kolom_isi = [n for n, satu in enumerate(bawah) if satu]
    return len(kolom_isi) > 1 and all(
        not isi[n] or (n + 1 < len(isi) and not isi[n + 1] and bool(bawah[n + 1])) for n in kolom_isi
    )


def _carry(baris: Sequence[str]) -> list[str]:
    """A title merged over several columns stands in the first of them."""
    terakhir, hasil = "", []
    for satu in baris:
        terakhir = satu or terakhir
        hasil.append(terakhir)
    return hasil


def _count_isi(baris: Sequence[str]) -> int:
    return sum(1 for satu in baris if satu.strip())
