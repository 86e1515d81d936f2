"""Writing the figures of an import: targets of the Renstra, targets and pagu of an agreement, thousands at a time."""

from collections.abc import Mapping

from django.db import models

from collection.errors import BentrokError
from collection.models import Pagu, PerangkatDaerah, PerjanjianKinerja, Target, TargetRenstra
from collection.models.bilangan import ATAS
from collection.services.banyak import fetch_mentah, insert_semua
from collection.services.hasil_impor import Ubahan
from collection.services.jejak import CatatanJejak

BERUBAH = "{} berubah sejak berkas ini diperiksa. Unggah berkasnya lagi dan periksa bedanya."
ANGKA: dict[str, tuple[type[models.Model], tuple[str, ...]]] = {
    "targetrenstra": (TargetRenstra, ("indikator_id", "tahun")),
    "target": (Target, ("indikator_id",)),
    "pagu": (Pagu, ("sub_kegiatan_id",)),
}
"""Kinds of row that are figures: found by what they hang on, and gone where no figure is left in them."""

DALAM_PK = ("target", "pagu")
Kini = dict[tuple, tuple]


def write_angka(
    *, kantor: PerangkatDaerah, pk: PerjanjianKinerja | None, ubahan: list[Ubahan], impor: int
) -> list[CatatanJejak]:
    """Write figures of one kind; what the trail says of them. Raises BentrokError where one is not as it was seen.

    `pk`: the draft that targets and pagu go into.
    """
    nama = ubahan[0].model
    model, kunci = ANGKA[nama]
    kolom = [f.attname for f in model._meta.concrete_fields if isinstance(f, models.DecimalField)]
    teks = ["tahunan_teks"] if model is Target else []
    kini = _load(kantor, pk, nama, [*kolom, *teks])
    atas = (pk.pk,) if pk and nama in DALAM_PK else ()
    simpan, hapus = [], set()
    semua = [tuple(satu.kunci[n] for n in kunci) for satu in ubahan]
    for satu, milik in zip(ubahan, semua, strict=True):
        semula = kini.get(milik)
        isi = _change(satu, dict(zip([*kolom, *teks], semula[1:], strict=True)) if semula else {})
        baris = [isi.get(n) for n in kolom]
        if any(nilai is not None for nilai in baris):
            simpan.append((*atas, *milik, *baris, *(isi.get(n) or "" for n in teks)))
        elif semula:
            hapus.add(semula[0])
    unik = (*(["perjanjian_kinerja_id"] if atas else []), *kunci)
    insert_semua(model, (*unik, *kolom, *teks), simpan, unik=unik)
    _delete(model, hapus)
    kunci_baris = {milik: satu[0] for milik, satu in kini.items()}
    if not kunci_baris.keys() >= set(semua):  # rows that were added have a key by now
        kunci_baris |= {milik: satu[0] for milik, satu in _load(kantor, pk, nama, kolom).items()}
    sebutan = model._meta.verbose_name.replace(" ", "_")
    return [
        _build_jejak(satu, sebutan, kunci_baris.get(milik, 0), milik in kini, hapus, impor)
        for satu, milik in zip(ubahan, semua, strict=True)
    ]


def _delete(model: type[models.Model], kunci: set[int]) -> None:
    if kunci:
        model._default_manager.filter(pk__in=kunci).delete()


def _load(kantor: PerangkatDaerah, pk: PerjanjianKinerja | None, nama: str, kolom: list[str]) -> Kini:
    """What it hangs on → its key and its figures, as the driver gives them."""
    model, kunci = ANGKA[nama]
    milik = {"perjanjian_kinerja": pk} if nama in DALAM_PK else {"indikator__perangkat_daerah": kantor}
    semua = model._default_manager.filter(**milik).order_by().values_list(*kunci, "pk", *kolom)
    return {satu[: len(kunci)]: satu[len(kunci) :] for satu in fetch_mentah(semua)}


def _change(ubahan: Ubahan, kini: Mapping[str, object]) -> dict[str, object]:
    """The row's figures with the new ones. A target whose upper bound is left out was one number, and still is."""
    for nama, lama in ubahan.lama.items():
        atas = ATAS.format(nama)
        if is_lain(lama, kini.get(nama), nama) or (kini.get(atas) is not None and atas not in ubahan.lama):
            raise BentrokError(BERUBAH.format(ubahan.label))
    return {**kini, **ubahan.baru}


def is_lain(lama: object, kini: object, nama: str) -> bool:
    """Whether what is stored is another number, or is written otherwise, than the preview saw."""
    if nama.endswith("_teks"):
        return (lama or "") != (kini or "")
    return kini != lama and (kini is None or lama is None or float(str(lama)) != float(str(kini)))


def _build_jejak(ubahan: Ubahan, sebutan: str, kunci: int, ada: bool, hapus: set[int], impor: int) -> CatatanJejak:
    kerja = "hapus" if kunci in hapus else "ubah" if ada else "tambah"
    baru = {**ubahan.baru, "impor": impor}
    return CatatanJejak(f"{kerja}_{sebutan}", ubahan.model, kunci, ubahan.label, ubahan.lama, baru)
