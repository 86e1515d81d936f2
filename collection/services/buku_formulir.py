"""A form as a workbook that is filled in offline: locked but for its cells, with lists, checks and notes.

Of several units at once it is one long sheet with a column that names the unit.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from collection.angka import format_nilai, format_rupiah
from collection.models import Formulir, Indikator, Periode, Realisasi, RealisasiAnggaran
from collection.models.formulir import ROMAWI
from collection.nilai import compute_nilai, round_simpan
from collection.queries_formulir import Baris, write_kunci_baris
from collection.services.kolom_formulir import KODE_JUDUL, KODE_KUNCI, KolomIsian, is_terisi, list_kolom, write_ketikan
from collection.services.kunci_buku import LEMBAR_KUNCI, write_kunci
from collection.services.lembar_tulis import save_buku, write_lembar, write_sel
from collection.services.periksa_buku import DAFTAR, Periksa, is_label
from collection.services.riwayat import Sebelum, write_sebelum
from collection.urut import build_kunci_kode, sort_dalam

ISIAN, ANGGARAN, PETUNJUK = "Isian", "Anggaran", "Petunjuk"
BARIS_AWAL = 5
"""The first row of figures: over it stand the hidden codes, two lines of title, and the headings."""
WARNA_ISIAN, WARNA_JUDUL = PatternFill("solid", fgColor="FFF8DC"), PatternFill("solid", fgColor="DCE6EE")
PENULIS = "Catatan"
CARA = (
    "Isi sel yang berwarna kuning saja; sel lain terkunci. Jangan menghapus lembar atau baris.",
    "Simpan sebagai .xlsx, lalu unggah pada halaman formulir, Isi dengan Excel.",
    "Sebelum apa pun disimpan, semua perbedaan ditampilkan per sel; yang diubah orang lain ditanyakan.",
    "Persen ditulis 85 untuk 85 persen, atau 85% bila selnya berformat persen.",
    "Angka ditulis menurut pengaturan Excel Anda. Teks seperti 1.234,50 juga dibaca: titik ribuan, koma desimal.",
    "Yang tidak dapat diukur: kosongkan realisasinya dan tulis alasannya. Jangan menulis n/a atau tanda hubung.",
    "Indikator dengan pembilang dan penyebut diisi pada kedua kolom itu; realisasinya dihitung.",
    "Realisasi anggaran adalah jumlah sejak 1 Januari sampai akhir triwulan ini, dalam rupiah penuh.",
    "Rumus boleh dipakai selama berkas disimpan dari Excel atau LibreOffice, supaya hasilnya ikut tersimpan.",
    "Berkas ini memuat kunci baris pada kolom dan lembar tersembunyi. Berkas unit atau triwulan lain ditolak.",
)  # fmt: skip
CARA_BACA = (
    "Berkas ini untuk dibaca: tidak ada formulir di dalamnya yang dapat Anda isi sekarang, jadi semua selnya terkunci.",
    "Formulir diisi oleh operator unitnya, pada halaman formulir atau dengan berkas yang diunduhnya dari sana.",
    CARA[7],
)  # fmt: skip
"""What a workbook says that this person may not fill in."""


@dataclass
class IsiBuku:
    """What goes into a workbook: forms with their rows, and which of the forms this person may write into now."""

    periode: Periode
    formulir: Sequence[Formulir]
    terbuka: set[int]
    baris: Sequence[Realisasi]
    anggaran: Sequence[RealisasiAnggaran]
    sebelum: Mapping[tuple[int, int, int], Sebelum] = field(default_factory=dict)

    @property
    def cara(self) -> tuple[str, ...]:
        """What is to be known of it, the most important first."""
        return CARA if self.terbuka else CARA_BACA


def load_isi(
    periode: Periode, formulir: Sequence[Formulir], terbuka: set[int],
    sebelum: Mapping[tuple[int, int, int], Sebelum] | None = None,
) -> IsiBuku:  # fmt: skip
    """The rows of these forms in the order of units and plan. The number of queries is fixed.

    `sebelum`: (indikator, year, triwulan) → what counted then, as the grid shows it.
    """
    pk = [satu.pk for satu in formulir]
    urut = ("formulir__unit__urutan", "formulir__unit__nama", "formulir")
    terkait = ("skala", "sasaran", "tujuan", "program", "kegiatan", "sub_kegiatan")
    baris = Realisasi.objects.filter(formulir__in=pk).select_related(
        "formulir__unit", *(f"target__indikator__{nama}" for nama in terkait)
    ).prefetch_related("target__indikator__skala__nilai_set")  # fmt: skip
    anggaran = RealisasiAnggaran.objects.filter(formulir__in=pk).select_related(
        "formulir__unit", "pagu__sub_kegiatan__kegiatan__program"
    )
    semua = sort_dalam(baris.order_by(*urut), lambda b: b.formulir_id, lambda b: b.target.indikator.kunci_urut)
    uang = sort_dalam(
        anggaran.order_by(*urut), lambda a: a.formulir_id, lambda a: build_kunci_kode(a.pagu.sub_kegiatan.kode)
    )
    return IsiBuku(periode, formulir, terbuka, semua, uang, sebelum or {})


def build_buku(isi: IsiBuku) -> bytes:
    """The workbook as a file."""
    pena = _Pena(isi)
    pena.write(ISIAN, Realisasi, isi.baris)
    if isi.anggaran:
        pena.write(ANGGARAN, RealisasiAnggaran, isi.anggaran)
    petunjuk = pena.buku.create_sheet()
    write_lembar(petunjuk, PETUNJUK, (PETUNJUK,), (110,), [(teks,) for teks in isi.cara])
    _lock(petunjuk)
    pena.write_daftar()
    kunci = pena.buku.create_sheet(LEMBAR_KUNCI)
    for nomor, potongan in enumerate(write_kunci(isi.periode, isi.formulir, [*isi.baris, *isi.anggaran]), start=1):
        write_sel(kunci.cell(nomor, 1), potongan)
    kunci.sheet_state = "veryHidden"
    _lock(kunci)
    return save_buku(pena.buku)


def _lock(lembar: Worksheet) -> None:
    """Without a password: it keeps slips away, nobody else. Columns may be widened, and filtered."""
    lembar.protection.sheet = True
    lembar.protection.formatColumns = lembar.protection.formatRows = lembar.protection.autoFilter = False


class _Pena:
    """Writes the sheets of one workbook."""

    def __init__(self, isi: IsiBuku):
        self.isi, self.buku = isi, Workbook()
        self.buku.remove(self.buku.active)
        self.banyak = len(isi.formulir) > 1
        self.skala: dict[tuple[str, ...], str] = {}

    def write(self, nama: str, model: type[Baris], semua: Iterable[Baris]) -> None:
        """One sheet: what is read on the left, what is filled in on the right."""
        lembar = self.buku.create_sheet(nama)
        bacaan = self._list_judul(model)
        isian = list_kolom(model)
        awal = len(bacaan) + 2
        self._write_kepala(lembar, bacaan, isian)
        periksa = Periksa(lembar, self.skala)
        nomor = BARIS_AWAL - 1
        for nomor, baris in enumerate(semua, start=BARIS_AWAL):
            write_sel(lembar.cell(nomor, 1), write_kunci_baris(baris))
            bacaan_baris = self._list_bacaan(baris)
            lembar.row_dimensions[nomor].height = _find_tinggi(bacaan_baris, bacaan)
            for kolom, nilai in enumerate(bacaan_baris, start=2):
                write_sel(lembar.cell(nomor, kolom), nilai)
                lembar.cell(nomor, kolom).alignment = Alignment(wrap_text=True, vertical="top")
            for kolom, satu in enumerate(isian, start=awal):
                self._write_isian(lembar.cell(nomor, kolom), baris, satu, periksa)
        periksa.attach()
        lembar.auto_filter.ref = f"B{BARIS_AWAL - 1}:{get_column_letter(awal + len(isian) - 1)}{nomor}"
        lembar.freeze_panes = lembar.cell(BARIS_AWAL, 4 if self.banyak else 3)
        _lock(lembar)

    def _list_judul(self, model: type[Baris]) -> list[tuple[str, int]]:
        """Headings and widths of what is only read."""
        tw = ROMAWI[self.isi.periode.triwulan]
        unit = [("Unit", 24)] if self.banyak else []
        if model is RealisasiAnggaran:
            return [*unit, ("Sub kegiatan", 50), ("Pagu (Rp)", 18)]
        lalu = [(f"Realisasi {teks}", 14) for teks, _ in self._list_lalu()]
        return [
            *unit, ("Indikator", 50), ("Sasaran, program, atau kegiatan", 36), ("Satuan", 12), ("Target tahunan", 14),
            (f"Target TW {tw}", 14), *lalu,
        ]  # fmt: skip

    def _list_lalu(self) -> list[tuple[str, tuple[int, int]]]:
        """The earlier triwulan of the year, and as in the grid the same one of last year where it has any value."""
        tahun, tw = self.isi.periode.tahun, self.isi.periode.triwulan
        sebelum = [(tahun, n) for n in range(1, tw)]
        sama = (tahun - 1, tw)
        if any((satu.indikator_id, *sama) in self.isi.sebelum for satu in self.isi.baris):
            sebelum.append(sama)
        return [(f"TW {ROMAWI[t]} {th}", (th, t)) for th, t in sebelum]

    def _list_bacaan(self, baris: Baris) -> list[Decimal | str | None]:
        unit = [baris.formulir.unit.nama] if self.banyak else []
        if isinstance(baris, RealisasiAnggaran):
            sub = baris.pagu.sub_kegiatan
            return [*unit, f"{sub.kode} {sub.nama}", baris.pagu.jumlah]
        indikator, target = baris.target.indikator, baris.target
        nilai = [target.setahun, target.triwulan[self.isi.periode.triwulan - 1]]
        for _, kapan in self._list_lalu():
            sebelum = self.isi.sebelum.get((indikator.pk, *kapan))
            nilai.append(round_simpan(compute_nilai(sebelum.nilai)) if sebelum else None)
        angka = [_write_angka(indikator, satu) for satu in nilai]
        return [*unit, f"{indikator.kode} {indikator.nama}", str(indikator.induk), indikator.satuan, *angka]

    def _write_kepala(self, lembar: Worksheet, bacaan: list[tuple[str, int]], isian: list[KolomIsian]) -> None:
        kode = [KODE_KUNCI, *("" for _ in bacaan), *(satu.nama for satu in isian)]
        judul = [KODE_JUDUL, *(nama for nama, _ in bacaan), *(satu.judul for satu in isian)]
        lebar = [8, *(n for _, n in bacaan), *(satu.lebar for satu in isian)]
        sebutan = f"{len(self.isi.formulir)} formulir" if self.banyak else str(self.isi.formulir[0].unit)
        teks = f"{self.isi.periode.perangkat_daerah.nama}, {sebutan}, {self.isi.periode}"
        for nomor, isi in ((1, kode), (2, [KODE_JUDUL, teks]), (3, [KODE_JUDUL, self.isi.cara[0]]), (4, judul)):
            for kolom, nilai in enumerate(isi, start=1):
                if nilai:
                    write_sel(lembar.cell(nomor, kolom), nilai)
                if nomor == 4:
                    sel = lembar.cell(nomor, kolom)
                    sel.font, sel.fill = Font(bold=True), WARNA_JUDUL
        for nomor in (2, 3):
            lembar.cell(nomor, 2).alignment = Alignment(wrap_text=False)
            lembar.cell(nomor, 2).font = Font(bold=nomor == 2, size=14 if nomor == 2 else 11)
        for kolom, ukuran in enumerate(lebar, start=1):
            lembar.column_dimensions[get_column_letter(kolom)].width = ukuran
        lembar.row_dimensions[1].hidden = lembar.column_dimensions["A"].hidden = True

    def _write_isian(self, sel: Cell, baris: Baris, kolom: KolomIsian, periksa: "Periksa") -> None:
        nilai = getattr(baris, kolom.nama)
        if isinstance(nilai, Decimal) and not is_label(baris, kolom):
            sel.value = nilai.normalize()
        elif nilai not in (None, ""):
            write_sel(sel, write_ketikan(baris, kolom.nama, nilai))
        sel.alignment = Alignment(wrap_text=not kolom.angka, vertical="top")
        if kolom.angka:
            sel.number_format = _write_format(baris, kolom, nilai)
        if not is_terisi(baris, kolom.nama):
            return
        if kolom.nama in ("nilai", "pembilang", "jumlah"):
            sel.comment = Comment(self._write_catatan(baris), PENULIS, height=110, width=300)
        if baris.formulir_id in self.isi.terbuka:
            sel.protection, sel.fill = Protection(locked=False), WARNA_ISIAN
            periksa.add(sel, baris, kolom)

    def _write_catatan(self, baris: Baris) -> str:
        """What a person wants to see beside the cell: the target, what was reported before, what is asked for."""
        if isinstance(baris, RealisasiAnggaran):
            return f"Pagu {format_rupiah(baris.pagu.jumlah)}. Tulis jumlah sejak 1 Januari."
        indikator, target = baris.target.indikator, baris.target
        tw = self.isi.periode.triwulan
        teks = [(f"Target TW {ROMAWI[tw]}", target.triwulan[tw - 1]), ("Target setahun", target.setahun)]
        isi = [f"{nama}: {indikator.write_nilai(nilai) or '–'}" for nama, nilai in teks]
        for nama, kapan in self._list_lalu():
            sebelum = write_sebelum(indikator, self.isi.sebelum.get((indikator.pk, *kapan)))
            isi.append(f"Realisasi {nama}: {sebelum or '–'}")
        syarat = [f"Bukti: {'; '.join(indikator.syarat_bukti)}"] if indikator.syarat_bukti else []
        return "\n".join([f"Satuan: {indikator.satuan}", *isi, *syarat])

    def write_daftar(self) -> None:
        """The words of each scale, from which the lists of the cells are drawn."""
        if not self.skala:
            return
        lembar = self.buku.create_sheet(DAFTAR)
        for kolom, label in enumerate(self.skala, start=1):
            for nomor, satu in enumerate(label, start=1):
                write_sel(lembar.cell(nomor, kolom), satu)
        lembar.sheet_state = "hidden"
        _lock(lembar)


def _find_tinggi(isi: Iterable[object], kolom: Iterable[tuple[str, int]]) -> int:
    """Points that the longest text of a row needs when it is wrapped; not every program finds that out itself."""
    baris = [-(-len(str(nilai or "")) // max(1, lebar - 4)) for nilai, (_, lebar) in zip(isi, kolom, strict=True)]
    return 15 * max(1, *baris)


def _write_angka(indikator: Indikator, nilai: object) -> Decimal | str | None:
    """A number as one; a label, a range as people read it."""
    polos = isinstance(nilai, Decimal) and not indikator.label_skala
    return nilai if polos else indikator.write_nilai(nilai)


def _write_format(baris: Baris, kolom: KolomIsian, nilai: object) -> str:
    """As Excel shows it by the office's settings; a value with more decimals than usual is shown with all of them."""
    desimal = 0 if isinstance(baris, RealisasiAnggaran) else baris.target.indikator.desimal
    if isinstance(nilai, Decimal) and len(format_nilai(nilai).partition(",")[2]) > desimal:
        return "#,##0.######"
    return "#,##0" + ("." + "0" * desimal if desimal else "")
