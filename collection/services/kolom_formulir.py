"""The columns of a form's workbook: what people read, what they fill in."""

from dataclasses import dataclass
from decimal import Decimal

from collection.models import Realisasi, RealisasiAnggaran
from collection.services.realisasi import KOLOM_ANGGARAN, KOLOM_REALISASI

KODE_KUNCI = "kunci"
"""Stands over the column of keys, in the hidden first row that says what each column is."""
KODE_JUDUL = "judul"
"""Stands in the column of keys beside titles, which are no rows of the form."""
ANGKA = frozenset({"nilai", "pembilang", "penyebut", "jumlah"})
LABEL = {
    "nilai": "Realisasi triwulan ini", "jumlah": "Realisasi s.d. triwulan ini (Rp)", "keterangan": "Keterangan",
    "tidak_dapat_diukur": "Alasan tidak dapat diukur",
}  # fmt: skip
LEBAR_ANGKA, LEBAR_TEKS = 16, 40
Baris = Realisasi | RealisasiAnggaran


@dataclass(frozen=True)
class KolomIsian:
    """A column that people fill in: its name on the row, its heading, its width in characters."""

    nama: str
    judul: str
    lebar: int
    angka: bool


def list_kolom(model: type[Realisasi] | type[RealisasiAnggaran]) -> list[KolomIsian]:
    """The columns in their order; one that is new on the row has its own name as heading."""
    semua = KOLOM_ANGGARAN if model is RealisasiAnggaran else KOLOM_REALISASI
    return [_build(model, nama) for nama in semua]


def _build(model: type[Realisasi] | type[RealisasiAnggaran], nama: str) -> KolomIsian:
    sebutan = str(model._meta.get_field(nama).verbose_name).replace("_", " ")
    judul = LABEL.get(nama, sebutan[:1].upper() + sebutan[1:])
    return KolomIsian(nama, judul, LEBAR_ANGKA if nama in ANGKA else LEBAR_TEKS, nama in ANGKA)


def is_terisi(baris: Baris, kolom: str) -> bool:
    """Whether people fill in that cell of that row: the value, or its components where it has some."""
    if isinstance(baris, RealisasiAnggaran) or kolom not in ("nilai", "pembilang", "penyebut"):
        return True
    return (kolom == "nilai") != baris.target.indikator.berkomponen


def write_ketikan(baris: Baris, kolom: str, nilai: Decimal | str | None) -> str:
    """A stored value as text that types it again, whatever it is: a label, or digits without dots between thousands."""
    if not isinstance(nilai, Decimal):
        return nilai or ""
    if kolom == "nilai" and baris.target.indikator.label_skala:
        return baris.target.indikator.write_nilai(nilai)
    return f"{nilai.normalize():f}".replace(".", ",")
