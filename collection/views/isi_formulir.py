"""A form as a whole: its rows in tables, and what has to be looked at before it is handed in, by how grave it is."""

from dataclasses import dataclass, field

from collection.enums import Derajat
from collection.models import Formulir, Realisasi, RealisasiAnggaran
from collection.queries_formulir import map_nota_kembali
from collection.services.tinjauan import Tinjauan, list_kosong, list_tanpa_bukti, list_tinjauan
from collection.views.baris_formulir import attach_temuan, list_anggaran, list_baris

DERAJAT_HALANG = (Derajat.HALANGI, Derajat.PERINGATAN)


@dataclass(frozen=True)
class IsiFormulir:
    """All rows of a form, and what has to be looked at before it is handed in."""

    baris: list[Realisasi]
    anggaran: list[RealisasiAnggaran]
    tinjauan: list[Tinjauan]
    kurang: list[Tinjauan]
    tanpa_bukti: list[Tinjauan]
    luput: list[Tinjauan] = field(default_factory=list)
    nota: dict[str, str] = field(default_factory=dict)
    """Row, by name → the note with which it came back."""

    @property
    def periksa(self) -> list[Tinjauan]:
        """All that is not in order, by the order of the rows; what is only worth knowing last."""
        return [*self.kurang, *self.tinjauan, *self.luput, *self.tanpa_bukti]

    @property
    def kelompok(self) -> list[tuple[str, list[Tinjauan]]]:
        """The same by how grave it is, with the words above each; groups without anything are left out."""
        semua = self.periksa
        halangi, perlu = ([t for t in semua if t.menghalangi and t.temuan.derajat is d] for d in DERAJAT_HALANG)
        beres = [t for t in semua if t.temuan.derajat is Derajat.PERINGATAN and not t.menghalangi]
        info = [t for t in semua if t.temuan.derajat is Derajat.INFO]
        kata = ("Harus diisi atau dibetulkan", "Perlu penjelasan", "Sudah dijelaskan", "Perlu diketahui")
        return [(k, isi) for k, isi in zip(kata, (halangi, perlu, beres, info), strict=True) if isi]

    @property
    def terhalang(self) -> int:
        """How many things keep the form from being handed in."""
        return sum(satu.menghalangi for satu in self.periksa)

    @property
    def diminta(self) -> list[Realisasi]:
        """The rows whose time is this triwulan, and others that were filled in, or given back, all the same."""
        return [b for b in self.baris if not self._is_nanti(b)]

    def _is_nanti(self, baris: Realisasi) -> bool:
        return bool(baris.belum_waktunya) and not baris.terjawab and f"r{baris.pk}" not in self.nota

    @property
    def tabel(self) -> list[tuple[str, list[Realisasi]]]:
        """The tables of the page: what is asked for, and folded what may be filled in but is not asked for yet."""
        diminta = self.diminta
        nanti = [b for b in self.baris if self._is_nanti(b)]
        return [(k, isi) for k, isi in (("Realisasi indikator", diminta), ("Belum waktunya", nanti)) if isi]

    @property
    def bernilai(self) -> int:
        """How many rows have a value: of these, and no others, evidence is missed (`tanpa_bukti`)."""
        return sum(b.nilai is not None for b in self.baris)

    @property
    def terisi(self) -> int:
        return sum(b.terjawab for b in self.baris)


def build_isi(formulir: Formulir) -> IsiFormulir:
    """The form's rows with their words and findings; the number of queries is fixed."""
    baris, anggaran = list_baris(formulir), list_anggaran(formulir)
    tinjauan = list_tinjauan(formulir, baris, anggaran)
    attach_temuan([*baris, *anggaran], tinjauan)
    kurang = list_kosong(formulir, baris, anggaran)
    ada = {satu.pk: [bukti.syarat for bukti in satu.bukti_kini] for satu in baris}
    tanpa = list_tanpa_bukti(formulir, baris, ada)
    return IsiFormulir(baris, anggaran, tinjauan, kurang, tanpa, nota=map_nota_kembali(formulir))
