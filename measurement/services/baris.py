"""A frozen row as it is read: the original with the Kepala's corrections beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from collection.angka import format_nilai, round_angka
from collection.enums import Konsolidasi
from collection.nilai import Komponen, NilaiRealisasi, NilaiTarget, write_bentuk
from measurement.capaian import is_penyebut_nol
from measurement.models import BarisKertasKerja, KertasKerja, Koreksi


@dataclass(frozen=True)
class BarisRekap:
    """One indicator: the original row and the Kepala's latest correction beside it, which is what counts.

    `riwayat` has everything; what was withdrawn is in there and nowhere else.
    """

    baris: BarisKertasKerja
    riwayat: tuple[Koreksi, ...] = ()

    @property
    def berlaku(self) -> tuple[Koreksi, ...]:
        """The corrections since the last withdrawal."""
        dicabut = [nomor for nomor, koreksi in enumerate(self.riwayat, start=1) if koreksi.pencabutan]
        return self.riwayat[dicabut[-1] :] if dicabut else self.riwayat

    @property
    def koreksi(self) -> Koreksi | None:
        return self.berlaku[-1] if self.berlaku else None

    @property
    def hasil(self) -> BarisKertasKerja | Koreksi:
        """Where the result in force stands: realisasi, capaian, kategori, penjelasan."""
        return self.koreksi or self.baris

    @property
    def dibatasi(self) -> bool:
        """Whether cap or floor made the counted capaian another one than the raw: needs a footnote."""
        return self.hasil.capaian_mentah is not None and self.hasil.capaian_mentah != self.hasil.capaian

    @property
    def penuh(self) -> Decimal | None:
        """The counted capaian before rounding, which goes into means; of a row of before, as it was rounded."""
        teks = self.hasil.capaian_penuh
        return Decimal(teks) if teks else self.hasil.capaian

    @property
    def kelompok(self) -> str:
        """Code and text of the sasaran (or the tujuan where it measures that) or of the program it stands under."""
        return write_kelompok(self.baris.jalur)

    @property
    def terukur(self) -> NilaiRealisasi | None:
        """What counts as measured in the triwulan: as corrected where it was, by components where it has any."""
        return self.baris.read_terukur(self.koreksi)

    @property
    def tak_diukur(self) -> bool:
        """Whether the triwulan was declared not measurable; a penyebut of 0 was measured, its reason is written."""
        return bool(self.baris.tidak_dapat_diukur) and not self.koreksi and not is_penyebut_nol(self.terukur)

    def write(self, nilai: NilaiTarget | NilaiRealisasi | None) -> str:
        """A target or realisasi as a person reads it: its label, else id-ID and unrounded, both bounds of a range."""
        if nilai is None:
            return "–"
        label = {Decimal(skor): teks for skor, teks in self.baris.label_skala.items()}
        if isinstance(nilai, Decimal) and nilai in label:
            return label[nilai]
        return write_bentuk(nilai, self.baris.desimal)

    @property
    def terhitung(self) -> bool:
        """Whether its realisasi is computed, and so may have more decimals than anybody typed."""
        return "komponen" in self.baris.deret or self.baris.konsolidasi == Konsolidasi.RATA_RATA

    def write_cetak(self, nilai: NilaiTarget | NilaiRealisasi | None) -> str:
        """The same in a table: what was computed (from components, as a mean) with the indicator's decimals.

        All of its digits stand on the row's own page ("Kenapa angka ini?").
        """
        if isinstance(nilai, Komponen):
            hasil = nilai.compute_nilai()
            bulat = "" if hasil is None else format_nilai(round_angka(hasil, self.baris.desimal), self.baris.desimal)
            return f"{bulat} ({nilai})" if bulat else str(nilai)
        if isinstance(nilai, Decimal) and self.terhitung:
            return self.write(round_angka(nilai, self.baris.desimal))
        return self.write(nilai)

    @property
    def label_kategori(self) -> str:
        """The band's word, or in a few words why there is none."""
        return self.hasil.kategori or self.hasil.get_alasan_display()

    @property
    def target(self) -> str:
        """By the end of the triwulan, as shown."""
        return self.write(self.baris.get_nilai("target"))

    @property
    def realisasi(self) -> str:
        """The one in force, by the end of the triwulan, as shown."""
        return self.write_cetak(self.hasil.realisasi)

    @property
    def semula(self) -> str:
        """The realisasi before any correction, as shown."""
        return self.write_cetak(self.baris.realisasi)


def write_kelompok(jalur: Sequence[Sequence[str]]) -> str:
    """Code and text of the sasaran in a row's path, else of its first part (tujuan or program)."""
    _, kode, uraian = next((satu for satu in jalur if satu[0] == "sasaran"), jalur[0])
    return uraian if uraian.startswith(kode) else f"{kode} {uraian}"


def list_baris(kertas_kerja: KertasKerja) -> tuple[BarisRekap, ...]:
    """The frozen rows in order, each with its corrections, oldest first."""
    riwayat: dict[int, list[Koreksi]] = {}
    semua = Koreksi.objects.filter(baris__kertas_kerja=kertas_kerja).select_related("pengguna").order_by("pk")
    for koreksi in semua:
        riwayat.setdefault(koreksi.baris_id, []).append(koreksi)
    rows = kertas_kerja.baris_set.select_related("diisi_oleh")
    return tuple(BarisRekap(baris, tuple(riwayat.get(baris.pk, ()))) for baris in rows)
