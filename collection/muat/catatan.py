"""What the preview of a figure says beside it: a hundredth for a percentage, a percent format, another's name.

Names are compared by difflib's ratio of their small letters and digits; below `MIRIP`, the cutoff of difflib's own
get_close_matches, they are of different things. Measured on 60 indicators of one office and those of another: no two
of both offices reach 0,53.
"""

from collections.abc import Iterable
from decimal import Decimal
from difflib import SequenceMatcher

from collection.angka import format_nilai, is_satuan_persen, parse_angka
from collection.kewajaran import tell_pecahan
from collection.models import Indikator, SubKegiatan
from collection.muat.bahan import Bahan, Pembaca
from collection.nilai import NilaiTarget
from collection.services.kolom import KODE, NAMA, normalize_teks, read_teks
from collection.widget import is_persen

MIRIP = 0.6
PANJANG_BANDING = 300  # of each name: the ratio takes time by the product of both lengths
FORMAT_PERSEN = (
    "selnya berformat persen dan tampil {seratus} %, sedangkan satuannya {satuan}, jadi dibaca {satu}. Bila maksudnya "
    "{seratus}, tulis {seratus} dan ubah format selnya menjadi Umum (General)."
)
NAMA_LAIN = (
    "Kode “{kode}” adalah “{kini}” pada kantor ini, berkas menulis “{tertulis}”. Perbaiki kodenya; bila memang itu "
    "yang dimaksud, samakan namanya atau kosongkan selnya."
)
NAMA_MIRIP = "Nama pada berkas lain: “{}”. Pastikan baris ini tidak tergeser."
Nilai = dict[str, NilaiTarget | None]


def list_pecahan(pembaca: Pembaca, objek: Indikator, lama: Nilai, baru: Nilai) -> list[str]:
    """New figures that may be meant as their hundredfold: 0,85 of a percentage, or 84 % of what is no percentage.

    A rate may well be 0,85, and an index of 0,84 may be shown as 84 %; so both readings are told, and nothing stopped.
    """
    hasil, berpersen = [], pembaca.berpersen
    for nama, isi in baru.items():
        if isinstance(isi, Decimal) and (isi <= 1 or berpersen) and isi != lama.get(nama):
            pesan = _tell_pecahan(pembaca, nama, objek, isi)
            hasil += [f"Baris {pembaca.baris.nomor} (kolom {pembaca.get_huruf(nama)}): {pesan}"] if pesan else []
    return hasil


def _tell_pecahan(pembaca: Pembaca, nama: str, objek: Indikator, isi: Decimal) -> str:
    sel = pembaca.get_sel(nama)
    if sel is None or not sel.persen or isinstance(sel.nilai, str):
        return tell_pecahan(objek.satuan, isi)
    if is_satuan_persen(objek.satuan):
        return ""
    return FORMAT_PERSEN.format(satu=format_nilai(isi), seratus=format_nilai(100 * isi), satuan=objek.satuan.strip())


def write_persen(sel: object, objek: object) -> str:
    """That a number stands in a percent cell and is read times 100; empty where it does not."""
    if sel and sel.persen and isinstance(objek, Indikator) and is_persen(sel, objek):
        return f"sel berformat persen: {format_nilai(parse_angka(sel.nilai))} dibaca dikali 100"
    return ""


def judge_nama(bahan: Bahan, pembaca: Pembaca, objek: Indikator | SubKegiatan) -> str:
    """The name beside the row's code: a shifted column of names is how figures land on the wrong indicator.

    Another's name, or one that is like none of its own (stored, or as this file makes it), is refused at its cell. A
    wording that differs is told, as a sentence; case, spaces and punctuation are not.
    """
    tertulis = read_teks(pembaca.get_sel(NAMA)) if pembaca.has(NAMA) else ""
    if tertulis == objek.nama or not normalize_teks(tertulis):
        return ""
    jenis, kode = "indikator" if isinstance(objek, Indikator) else "sub_kegiatan", read_teks(pembaca.get_sel(KODE))
    milik = [objek.nama, bahan.nama_lama.get((jenis, kode), objek.nama)]
    if normalize_teks(tertulis) in map(normalize_teks, milik):
        return ""
    if is_nama_lain(tertulis, milik) or bahan.has_nama(jenis, tertulis):
        pembaca.refuse(NAMA, NAMA_LAIN.format(kode=kode[:40], kini=objek.nama[:120], tertulis=tertulis[:120]))
        return ""
    return NAMA_MIRIP.format(tertulis[:120])


def is_nama_lain(nama: str, milik: Iterable[str]) -> bool:
    """Whether a name is like none of these, so that it is of something else."""
    baru = normalize_teks(nama)[:PANJANG_BANDING]
    for satu in milik:
        banding = SequenceMatcher(None, baru, normalize_teks(satu)[:PANJANG_BANDING], autojunk=False)
        if banding.quick_ratio() >= MIRIP and banding.ratio() >= MIRIP:
            return False
    return True
