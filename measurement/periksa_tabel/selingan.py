"""Lines of a published table that hold no figures: headings between the rows, titles once more, numbers of columns."""

import re
from collections.abc import Mapping, Sequence

from measurement.periksa_tabel import judul, kolom
from measurement.periksa_tabel.anggota import find_jenjang
from measurement.periksa_tabel.baca import Sel

_KOSONG = Sel("")
_SUBJUDUL = re.compile(r"(?:%|rp\.?|\(rp\)|\(%\)|k|satuan|fisik|tahun|(?:19|20)\d\d|\s)*", re.IGNORECASE)

_CATATAN = re.compile(r"[*†‡]+\)?\s|(?:catatan|keterangan|ket\.?|sumber(?: data)?)\s*:", re.IGNORECASE)


def list_is_judul(tabel: Sequence[Mapping[str, Sel]]) -> list[bool]:
    """Which rows are headings: also `PROGRAM 1` alone, in a table whose programs print no figures of their own."""
    nama = [_find_jenjang(baris) for baris in tabel]
    berangka = {satu for satu, baris in zip(nama, tabel, strict=True) if _has_isi(baris)}
    return [is_judul(baris) or (bool(satu) and satu not in berangka) for satu, baris in zip(nama, tabel, strict=True)]


def _find_jenjang(baris: Mapping[str, Sel]) -> str:
    """`program` for a row called `I. PROGRAM Pemerintahan Desa`."""
    return find_jenjang(baris.get(kolom.INDIKATOR, _KOSONG).teks)


def _has_isi(baris: Mapping[str, Sel]) -> bool:
    satuan = baris.get(kolom.SATUAN, _KOSONG).teks.strip()
    return satuan not in ("", "Rp") or any(baris.get(n, _KOSONG).teks.strip() for n in kolom.ANGKA)


def is_judul(baris: Mapping[str, Sel]) -> bool:
    """A heading between the rows, a second header line, a footnote, or the row of column numbers of official tables."""
    sel = [baris.get(n, _KOSONG) for n in kolom.ANGKA]
    angka = [satu.teks.strip() for satu in sel]
    isi = [satu.teks.strip() for satu in baris.values() if satu.teks.strip() not in ("", "Rp")]
    nomor = len(isi) > 2 and judul.is_nomor(isi) and len(set(isi)) == len(isi)
    nama = baris.get(kolom.INDIKATOR, _KOSONG).teks.strip()
    if any(satu.galat for satu in sel):
        return False
    if is_judul_ulang(baris):
        return True
    if not nama and any(angka) and all(_SUBJUDUL.fullmatch(satu) or judul.is_judul_angka(satu) for satu in angka):
        return not baris.get(kolom.SASARAN, _KOSONG).teks.strip()
    if len(isi) == 1 and not any(angka) and _CATATAN.match(isi[0]):
        return True
    return (nomor and bool(nama)) or not (any(angka) or nama)


def is_judul_ulang(baris: Mapping[str, Sel]) -> bool:
    """Whether the line of titles stands here once more, as on each page of a printed table."""
    angka = [teks for n in kolom.ANGKA if (teks := baris.get(n, _KOSONG).teks.strip())]
    return len(angka) > 1 and all(judul.is_judul_angka(satu) for satu in angka)
