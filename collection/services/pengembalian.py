"""Giving rows of a form back: what is kept of it, and the conversation that each row gets."""

from collections.abc import Mapping

from collection.enums import JenisKomentar
from collection.models import BarisPengembalian, Formulir, Pengembalian, Pengguna, RealisasiAnggaran
from collection.queries_formulir import Baris, list_operator
from collection.services.jejak import write_nilai
from collection.services.percakapan import add_komentar

KOLOM_ISI = ("nilai", "pembilang", "penyebut", "tidak_dapat_diukur", "jumlah", "keterangan")


def record_pengembalian(
    formulir: Formulir, baris: Mapping[Baris, str], catatan: str, user: Pengguna, sebutan: str
) -> Pengembalian:
    """Keep a return of the locked form, with what its returned rows hold; their unit is called to each of them."""
    pengembalian = Pengembalian.objects.create(formulir=formulir, pengguna=user, sebutan=sebutan, catatan=catatan)
    operator = list_operator(formulir) if baris else []
    for satu, nota in baris.items():
        tempat = {"anggaran" if isinstance(satu, RealisasiAnggaran) else "realisasi": satu}
        isi = nota.strip() or catatan
        BarisPengembalian.objects.create(pengembalian=pengembalian, catatan=isi, isi=copy_isi(satu), **tempat)
        add_komentar(satu, JenisKomentar.PENGEMBALIAN, isi, user, sebutan, operator=operator)
    return pengembalian


def copy_isi(baris: Baris) -> dict[str, object]:
    """What the row's cells hold, as the trail writes values."""
    return {nama: write_nilai(getattr(baris, nama)) for nama in KOLOM_ISI if hasattr(baris, nama)}
