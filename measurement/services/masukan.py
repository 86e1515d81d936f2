"""The figures that a case takes from the finished collection of its triwulan, as they were handed in there."""

from collections.abc import Iterable

from collection.models import Realisasi, RealisasiAnggaran
from measurement.models import PengukuranKinerja
from measurement.services.baris import list_baris


def apply_masukan(kasus: PengukuranKinerja, semua: list[Realisasi]) -> list[Realisasi]:
    """The rows with the collection's frozen figures in them, in memory only; as they are where nothing is linked."""
    if kasus.masukan is None:
        return semua
    beku = {b.baris.indikator_id: b for b in list_baris(kasus.masukan.kertas_kerja_set.first())}
    for realisasi in semua:
        b = beku.get(realisasi.target.indikator_id)
        if b:
            realisasi.terukur, realisasi.keterangan = b.terukur, b.baris.keterangan
            realisasi.tidak_dapat_diukur = "" if b.koreksi else b.baris.tidak_dapat_diukur
            jelas = b.baris.asal.get("penjelasan", {})
            realisasi.kendala, realisasi.rencana = (jelas.get(nama, "") for nama in ("kendala", "rencana"))
            realisasi.diubah_oleh_id, realisasi.sumber = b.baris.diisi_oleh_id, b.baris.pk
    return semua


def apply_masukan_anggaran(
    kasus: PengukuranKinerja, semua: Iterable[RealisasiAnggaran]
) -> Iterable[RealisasiAnggaran]:
    """The same for the money spent."""
    if kasus.masukan is None:
        return semua
    beku = {(a.program_kode, a.kode): a.realisasi for a in kasus.masukan.kertas_kerja_set.first().anggaran_set.all()}
    for anggaran in semua:
        sub = anggaran.pagu.sub_kegiatan
        anggaran.jumlah = beku.get((sub.kegiatan.program.kode, sub.kode), anggaran.jumlah)
    return semua
