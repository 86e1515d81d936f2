"""What a form's workbook carries hidden, so that it can come back: which form and rows, and what each cell held.

Signed by the server: whoever changes a key or a version by hand is told so. Nothing in it is secret.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from django.core import signing
from django.utils import timezone

from collection.errors import BerkasError
from collection.models import Formulir, Periode
from collection.queries_formulir import Baris, write_kunci_baris
from collection.services.lembar import Lembar
from collection.services.realisasi import KOLOM_ANGGARAN, KOLOM_REALISASI, compute_sidik

VERSI = 1
"""Of the workbook's layout: one of another version is refused, and downloaded again."""
LEMBAR_KUNCI = "_sakip"
GARAM = "collection.formulir.excel"
POTONGAN = 30_000  # a cell holds 32.767 letters
TEKS_PENDEK = 60
UNDUH_LAGI = "Unduh formulirnya lagi, salin isian Anda ke berkas yang baru, lalu unggah."
BUKAN_FORMULIR = f"Ini bukan buku kerja formulir dari halaman ini: lembar kuncinya tidak ada. {UNDUH_LAGI}"
KUNCI_RUSAK = f"Kunci tersembunyi berkas ini berubah atau rusak, jadi tidak dapat dipercaya. {UNDUH_LAGI}"
VERSI_LAMA = f"Berkas ini diunduh dari versi aplikasi yang lain. {UNDUH_LAGI}"
KOLOM = {"r": KOLOM_REALISASI, "a": KOLOM_ANGGARAN}


@dataclass(frozen=True)
class KunciBuku:
    """The hidden part, read. `formulir`: key → name. `sel`: row → column → its value's text, or "#" and its sidik."""

    periode: int
    sebutan: str
    diunduh: str
    formulir: Mapping[int, str]
    sel: Mapping[str, Mapping[str, str]] = field(repr=False)

    def get_sidik(self, baris: str, kolom: str) -> str | None:
        """The fingerprint of what the cell held when the workbook was made; None for a cell that it did not have."""
        isi = self.sel.get(baris, {}).get(kolom)
        return None if isi is None else isi[1:] if isi.startswith("#") else compute_sidik(isi)

    def get_teks(self, baris: str, kolom: str) -> str:
        """What it held then, where that is short enough to be carried along."""
        isi = self.sel.get(baris, {}).get(kolom, "")
        return "(teks panjang)" if isi.startswith("#") else isi


def write_kunci(periode: Periode, formulir: Iterable[Formulir], baris: Iterable[Baris]) -> list[str]:
    """The hidden part as pieces, one for each cell of its sheet."""
    isi = {
        "v": VERSI, "p": periode.pk, "n": f"{periode.perangkat_daerah}, {periode}", "w": timezone.now().isoformat(),
        "f": {str(satu.pk): str(satu.unit) for satu in formulir},
        "k": {jenis: list(kolom) for jenis, kolom in KOLOM.items()},
        "s": {write_kunci_baris(b): [_pack(getattr(b, n)) for n in KOLOM[write_kunci_baris(b)[0]]] for b in baris},
    }  # fmt: skip
    teks = signing.dumps(isi, salt=GARAM, compress=True)
    return [teks[n : n + POTONGAN] for n in range(0, len(teks), POTONGAN)]


def _pack(nilai: Decimal | str | None) -> str:
    teks = f"{nilai.normalize():f}" if isinstance(nilai, Decimal) else nilai or ""
    return teks if len(teks) <= TEKS_PENDEK and not teks.startswith("#") else f"#{compute_sidik(nilai)}"


def read_kunci(semua: Iterable[Lembar]) -> KunciBuku:
    """The hidden part of an uploaded workbook. Raises BerkasError where it is missing, changed or outdated."""
    lembar = next((satu for satu in semua if satu.nama == LEMBAR_KUNCI), None)
    if lembar is None:
        raise BerkasError(BUKAN_FORMULIR)
    teks = "".join(str(baris.sel[1].nilai) for baris in lembar.baris if 1 in baris.sel)
    try:
        isi = signing.loads(teks, salt=GARAM)
    except Exception as galat:  # a signature that does not fit, or whatever the unpacker makes of it
        raise BerkasError(KUNCI_RUSAK) from galat
    if isi.get("v") != VERSI:
        raise BerkasError(VERSI_LAMA)
    kolom = isi["k"]
    return KunciBuku(
        isi["p"], isi["n"], isi["w"], {int(pk): nama for pk, nama in isi["f"].items()},
        {nama: dict(zip(kolom[nama[0]], nilai, strict=True)) for nama, nilai in isi["s"].items()},
    )  # fmt: skip
