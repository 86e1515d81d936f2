"""A form's workbook as somebody fills it in: found by indicator and column, changed, saved."""

from io import BytesIO

from openpyxl import load_workbook
from openpyxl.cell import Cell

from collection.models import Formulir, Pengguna, UnggahanFormulir
from collection.muat.formulir import load_formulir
from collection.queries import scope_formulir
from collection.services.buku_formulir import build_buku, load_isi
from collection.services.unggahan import create_unggahan
from measurement.queries_lalu import map_sebelum

ISIAN, ANGGARAN = "Isian", "Anggaran"


class Buku:
    """A workbook in the hands of a person."""

    def __init__(self, isi: bytes):
        self.buku = load_workbook(BytesIO(isi))

    @classmethod
    def download(cls, kerja, *, user: Pengguna | None = None, formulir: Formulir | None = None) -> "Buku":
        """What the page gives of one form; without `user` to the unit's operator, whose cells are open."""
        formulir = formulir or kerja.formulir
        terbuka = {formulir.pk} if user in (None, kerja.operator) else set()
        return cls(build_buku(load_isi(kerja.periode, [formulir], terbuka, map_sebelum(kerja.periode))))

    def find(self, objek, kolom: str, lembar: str = ISIAN) -> Cell:
        """The cell of a row (Realisasi or RealisasiAnggaran) and a column."""
        halaman = self.buku[lembar]
        kunci = f"{'r' if lembar == ISIAN else 'a'}{objek.pk}"
        nomor = next(b for b in range(1, halaman.max_row + 1) if halaman.cell(b, 1).value == kunci)
        huruf = next(k for k in range(1, halaman.max_column + 1) if halaman.cell(1, k).value == kolom)
        return halaman.cell(nomor, huruf)

    def type(self, objek, kolom: str, nilai: object, lembar: str = ISIAN, format_: str = "") -> Cell:
        """Put a value into a cell as Excel keeps it."""
        sel = self.find(objek, kolom, lembar)
        sel.value = nilai
        if format_:
            sel.number_format = format_
        return sel

    def save(self) -> bytes:
        """The file."""
        berkas = BytesIO()
        self.buku.save(berkas)
        return berkas.getvalue()


def upload(kerja, isi: bytes, *, user: Pengguna | None = None, formulir: Formulir | None = None) -> UnggahanFormulir:
    """Check it on the page of the form, as the unit's operator unless somebody else is named."""
    user = user or kerja.operator
    semua = list(scope_formulir(user).filter(periode=kerja.periode).select_related("unit", "periode__perangkat_daerah"))
    return create_unggahan(
        periode=kerja.periode, formulir=formulir or kerja.formulir, semua=semua, user=user, nama="isian.xlsx", isi=isi,
        muat=load_formulir,
    )  # fmt: skip
