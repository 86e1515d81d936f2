"""What the preview of a figure says beside it: a hundredth for a percentage, a percent format, a shifted name."""

from decimal import Decimal

from collection.angka import format_nilai, is_satuan_persen, parse_angka
from collection.models import Indikator
from collection.muat.bahan import Pembaca
from collection.nilai import NilaiTarget
from collection.services.kolom import NAMA, normalize_teks, read_teks
from collection.widget import is_persen

PECAHAN = (
    "Baris {} (kolom {}): satuannya persen dan selnya berisi {satu}, jadi dibaca {satu} persen. Bila maksudnya "
    "{seratus} persen, tulis {seratus}."
)
Nilai = dict[str, NilaiTarget | None]


def list_pecahan(pembaca: Pembaca, objek: Indikator, lama: Nilai, baru: Nilai) -> list[str]:
    """New percentages that may be hundredths: 0,85 in a cell that is not formatted as one. A rate may well be 0,85."""
    if not is_satuan_persen(objek.satuan):
        return []
    kecil = {n: isi for n, isi in baru.items() if isinstance(isi, Decimal) and 0 < isi <= 1 and isi != lama.get(n)}
    return [
        PECAHAN.format(
            pembaca.baris.nomor, pembaca.get_huruf(n), satu=format_nilai(isi), seratus=format_nilai(100 * isi)
        )
        for n, isi in kecil.items() if not is_persen(pembaca.get_sel(n), objek)
    ]  # fmt: skip


def write_persen(sel: object, objek: object) -> str:
    """That a number stands in a percent cell and is read times 100; empty where it does not."""
    if sel and sel.persen and isinstance(objek, Indikator) and is_persen(sel, objek):
        return f"sel berformat persen: {format_nilai(parse_angka(sel.nilai))} dibaca dikali 100"
    return ""


def write_catatan(pembaca: Pembaca, objek: object) -> str:
    """A shifted column of names is how figures land on the wrong indicator."""
    nama = read_teks(pembaca.get_sel(NAMA)) if pembaca.has(NAMA) else ""
    if nama and nama != str(objek) and normalize_teks(nama) != normalize_teks(objek):
        return f"Nama pada berkas lain: “{nama[:120]}”. Pastikan baris ini tidak tergeser."
    return ""
