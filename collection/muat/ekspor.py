"""The plan as a workbook: the same sheets that an import reads, so that it comes back without a change."""

from collections.abc import Iterable

from django.db import models
from openpyxl import Workbook

from collection.models import Indikator, PerangkatDaerah, PerjanjianKinerja, TargetRenstra
from collection.models.bilangan import RentangModel
from collection.muat.bahan import Bahan
from collection.muat.indikator import find_jenis_induk
from collection.resources import (
    LEMBAR_PETUNJUK,
    IndikatorResource,
    Kolom,
    LembarResource,
    PaguResource,
    TargetRenstraResource,
    TargetResource,
    UnsurResource,
)
from collection.services.lembar_tulis import save_buku, write_lembar
from collection.services.unsur import UNSUR
from collection.urut import build_kunci_kode
from collection.widget import NilaiWidget

PETUNJUK = (
    "Ubah isi lembar yang perlu, lalu unggah berkas ini pada halaman Rencana, Impor dari Excel.",
    "Sebelum apa pun disimpan, semua perubahan ditampilkan; satu kesalahan saja, tidak ada yang disimpan.",
    "Baris dikenali dari kolom Kode. Kode yang belum ada menjadi baris baru pada lembar Renstra, Program, Indikator.",
    "Pada lembar Target Renstra, Target, dan Pagu kode harus ada di kantor ini atau pada lembar lain berkas ini.",
    "Kode induk menyebut yang memuat baris itu. Bila satu kode dipakai dua kali, tulis dengan induknya: T1/S1.",
    "Angka ditulis 1.234,50: titik memisahkan ribuan, koma memulai desimal. Angka asli Excel juga dapat dipakai.",
    "Persentase ditulis tanpa tanda persen: 62,5 untuk 62,5 persen. Sel berformat persen dibaca dikali 100.",
    "Target predikat ditulis dengan labelnya, misalnya BB atau WTP; target ya atau tidak ditulis Ya.",
    "Target rentang ditulis dengan kedua batasnya dalam satu sel: 80 s.d. 90. Ketikan 7-8 diubah Excel menjadi "
    "tanggal, lalu ditolak.",
    "Target lain memuat satu angka. Hanya target setahun yang boleh ditulis “100 dari 110 organisasi”: pada indikator "
    "persen dihitung 90,91, pada yang lain 100; tulisannya ikut disimpan dan dicetak.",
    "Sel kosong berarti tidak ada target pada periode itu; 0 adalah target nol. Mengosongkan sel menghapus isinya.",
    "Baris yang dihapus dari berkas tidak mengubah apa pun. Kolom boleh dihapus atau dipindah.",
)  # fmt: skip


def build_ekspor(*, kantor: PerangkatDaerah, pk: PerjanjianKinerja | None, tahun: int) -> bytes:
    """The whole plan with the targets and pagu of one year; uploaded unchanged it changes nothing."""
    bahan = Bahan(kantor, pk, tahun)
    bahan.load_unsur()
    indikator = list(kantor.indikator_set.select_related("skala", "unit").prefetch_related("skala__nilai_set"))
    buku = Workbook()
    buku.remove(buku.active)
    semua = {jenis: [s for (satu, _), isi in bahan.unsur.items() if satu == jenis for s in isi] for jenis in UNSUR}
    _write(buku, "Renstra", UnsurResource, _list_unsur(bahan, [*semua["renstra"], *semua["tujuan"], *semua["sasaran"]]))
    _write(buku, "Program", UnsurResource, _list_unsur(
        bahan, sorted([*semua["program"], *semua["kegiatan"], *semua["sub_kegiatan"]], key=lambda s: s.kode)
    ))  # fmt: skip
    _write(buku, "Indikator", IndikatorResource, _list_indikator(bahan, indikator))
    _write_renstra(buku, kantor, indikator)
    _write(buku, "Target", TargetResource, _list_target(pk, indikator))
    _write(buku, "Pagu", PaguResource, _list_pagu(pk, [s.objek for s in semua["sub_kegiatan"]]))
    write_lembar(buku.create_sheet(), LEMBAR_PETUNJUK, (LEMBAR_PETUNJUK,), (110,), [(teks,) for teks in PETUNJUK])
    return save_buku(buku)


def _write(
    buku: Workbook,
    nama: str,
    resource: type[LembarResource],
    baris: Iterable[dict],
    kolom: dict[str, Kolom] | None = None,
) -> None:
    """A sheet with the columns of its resource; a row maps column to value, and `objek` to what it is of."""
    semua = kolom or resource.fields
    judul, lebar = tuple(k.judul for k in semua.values()), tuple(k.lebar for k in semua.values())
    isi = [tuple(k.widget.render(satu.get(nama_), satu.get("objek")) for nama_, k in semua.items()) for satu in baris]
    write_lembar(buku.create_sheet(), nama, judul, lebar, isi)


def _list_unsur(bahan: Bahan, simpul: Iterable) -> Iterable[dict]:
    for satu in simpul:
        objek, induk = satu.objek, satu.induk
        if satu.jenis == "program" and objek.sasaran_id:
            induk = next(
                s for (j, _), isi in bahan.unsur.items() if j == "sasaran" for s in isi if s.kunci == objek.sasaran_id
            )
        yield {
            "jenis": satu.jenis, "kode": satu.kode, "uraian": str(objek),
            "induk": bahan.write_rujukan(induk) if induk else "",
            "unit": objek.unit.singkatan if satu.jenis == "sub_kegiatan" else "",
        }  # fmt: skip


def _list_indikator(bahan: Bahan, indikator: Iterable[Indikator]) -> Iterable[dict]:
    simpul = {(s.jenis, s.kunci): s for isi in bahan.unsur.values() for s in isi}
    for satu in indikator:
        jenis = find_jenis_induk(satu)
        isi = {nama: getattr(satu, nama) for nama in IndikatorResource.fields if nama not in ("jenis_induk", "induk")}
        yield {
            **isi, "objek": satu, "jenis_induk": jenis,
            "induk": bahan.write_rujukan(simpul[jenis, getattr(satu, f"{jenis}_id")]),
            "unit": satu.unit.singkatan, "skala": satu.skala.kode if satu.skala else "",
        }  # fmt: skip


def _write_renstra(buku: Workbook, kantor: PerangkatDaerah, indikator: list[Indikator]) -> None:
    rentang = kantor.renstra_set.values_list("tahun_awal", "tahun_akhir")
    tahun = sorted({satu for awal, akhir in rentang for satu in range(awal, akhir + 1)})
    nilai: dict[int, dict[str, object]] = {}
    for target in TargetRenstra.objects.filter(indikator__perangkat_daerah=kantor, tahun__in=tahun):
        nilai.setdefault(target.indikator_id, {})[str(target.tahun)] = target.get_nilai("nilai")
    kolom = TargetRenstraResource.fields | {str(satu): Kolom(str(satu), str(satu), NilaiWidget()) for satu in tahun}
    baris = ({**_read_kepala(satu), **nilai.get(satu.pk, {})} for satu in indikator)
    _write(buku, "Target Renstra", TargetRenstraResource, baris, kolom)


def _list_target(pk: PerjanjianKinerja | None, indikator: Iterable[Indikator]) -> Iterable[dict]:
    return _list_angka(TargetResource, {t.indikator_id: t for t in pk.target_set.all()} if pk else {}, indikator)


def _list_pagu(pk: PerjanjianKinerja | None, sub: Iterable[models.Model]) -> Iterable[dict]:
    milik = {p.sub_kegiatan_id: p for p in pk.pagu_set.all()} if pk else {}
    return _list_angka(PaguResource, milik, sorted(sub, key=lambda satu: build_kunci_kode(satu.kode)))


def _list_angka(
    resource: type[LembarResource], kini: dict[int, models.Model], objek: Iterable[models.Model]
) -> Iterable[dict]:
    for satu in objek:
        baris = kini.get(satu.pk)
        yield {**_read_kepala(satu), **{nama: _read(baris, nama) for nama in resource.penanda}}


def _read(baris: models.Model | None, nama: str) -> object:
    """A figure of a row; of a target both of its columns, or how it was written."""
    if nama == "tahunan" and baris is not None and baris.tahunan_teks:
        return baris.tahunan_teks
    return baris.get_nilai(nama) if isinstance(baris, RentangModel) else getattr(baris, nama, None)


def _read_kepala(objek: models.Model) -> dict:
    """What says which row it is."""
    return {"objek": objek, "kode": objek.kode, "nama": objek.nama, "satuan": getattr(objek, "satuan", "")}
