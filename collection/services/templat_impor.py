"""The Excel template of an import: what is agreed now, ready to be changed and uploaded again."""

from collections.abc import Iterable
from decimal import Decimal

from openpyxl import Workbook

from collection.enums import Rumus
from collection.models import Indikator, PerangkatDaerah, PerjanjianKinerja, SubKegiatan
from collection.services.lembar_tulis import save_buku, write_lembar
from collection.services.pk import NILAI_TARGET

JUDUL_TARGET = ("Kode", "Indikator", "Satuan", "Target tahunan", "TW I", "TW II", "TW III", "TW IV")
JUDUL_PAGU = ("Kode sub kegiatan", "Nama sub kegiatan", "Pagu (Rp)")
LEBAR_TARGET = (22, 70, 18, 16, 12, 12, 12, 12)
LEBAR_PAGU = (24, 80, 20)
PETUNJUK = (
    "Isi lembar Target dan Pagu, lalu unggah berkas ini pada halaman Rencana, Impor target.",
    "Sebelum apa pun disimpan, semua perubahan ditampilkan; satu kesalahan saja, tidak ada yang disimpan.",
    "Baris dikenali dari kolom Kode. Jangan ubah kode; nama dan satuan hanya untuk dibaca.",
    "Angka ditulis 1.234,50: titik memisahkan ribuan, koma memulai desimal. Angka asli Excel juga dapat dipakai.",
    "Persentase ditulis tanpa tanda persen: 62,5 untuk 62,5 persen. Sel berformat persen dibaca dikali 100.",
    "Target predikat ditulis dengan labelnya, misalnya BB atau WTP.",
    "Sel kosong berarti tidak ada target pada periode itu; 0 adalah target nol. Mengosongkan sel menghapus targetnya.",
    "Baris yang dihapus dari berkas tidak mengubah apa pun. Kolom boleh dihapus atau dipindah.",
)  # fmt: skip


def build_templat(*, kantor: PerangkatDaerah, pk: PerjanjianKinerja | None) -> bytes:
    """A workbook with the office's indicators and sub kegiatan; uploaded unchanged it changes nothing."""
    buku = Workbook()
    write_lembar(buku.active, "Target", JUDUL_TARGET, LEBAR_TARGET, _list_target(kantor, pk))
    write_lembar(buku.create_sheet(), "Pagu", JUDUL_PAGU, LEBAR_PAGU, _list_pagu(kantor, pk))
    write_lembar(buku.create_sheet(), "Petunjuk", ("Petunjuk",), (110,), [(teks,) for teks in PETUNJUK])
    return save_buku(buku)


def _list_target(kantor: PerangkatDaerah, pk: PerjanjianKinerja | None) -> Iterable[tuple]:
    target = {t.indikator_id: t for t in pk.target_set.all()} if pk else {}
    for indikator in kantor.indikator_set.select_related("skala").prefetch_related("skala__nilai_set"):
        nilai = [_write_target(indikator, getattr(target.get(indikator.pk), nama, None)) for nama in NILAI_TARGET]
        yield (indikator.kode, indikator.nama, indikator.satuan, *nilai)


def _list_pagu(kantor: PerangkatDaerah, pk: PerjanjianKinerja | None) -> Iterable[tuple]:
    pagu = {p.sub_kegiatan_id: p.jumlah for p in pk.pagu_set.all()} if pk else {}
    for sub in SubKegiatan.objects.filter(kegiatan__program__perangkat_daerah=kantor).order_by("kode"):
        yield (sub.kode, sub.nama, pagu.get(sub.pk))


def _write_target(indikator: Indikator, nilai: Decimal | None) -> Decimal | str | None:
    return indikator.write_nilai(nilai) if indikator.rumus == Rumus.PREDIKAT else nilai
