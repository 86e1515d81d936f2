"""Writing the changes of an import, and taking them back: a few statements for each kind of row, and the trail.

What a row may say was judged in the preview by the rules of the services (collection/muat); here it is held against
what is stored now, under the office's lock.
"""

from collections.abc import Mapping

from django.apps import apps
from django.db import models

from collection.errors import BentrokError
from collection.models import Pengguna, PerangkatDaerah, PerjanjianKinerja
from collection.services.hasil_impor import Ubahan
from collection.services.jejak import CatatanJejak, write_jejak_semua, write_nilai
from collection.services.kemajuan import tell
from collection.services.tulis_angka import ANGKA, BERUBAH, write_angka

URUTAN = (
    "renstra", "tujuan", "sasaran", "program", "kegiatan", "subkegiatan", "indikator", "targetrenstra", "target",
    "pagu",
)  # fmt: skip
"""From the top down: what is added first is what the next hangs on."""

BATCH = 500


def write_ubahan(
    *, kantor: PerangkatDaerah, pk: PerjanjianKinerja | None, ubahan: list[Ubahan], user: Pengguna, impor: int
) -> list[Ubahan]:
    """Write all of it, call it under the office's lock; the same changes with the keys that their rows have now.

    `pk`: the draft that targets and pagu go into. Raises BentrokError where a row is not as the preview saw it.
    """
    kunci: dict[str, int | None] = {}
    jejak: list[CatatanJejak] = []
    for model in URUTAN:
        milik = [(nomor, satu) for nomor, satu in enumerate(ubahan) if satu.model == model]
        if milik:
            tell(f"menulis {get_model(model)._meta.verbose_name}", 2, len(jejak), len(ubahan))
        if milik and model in ANGKA:
            isi = [satu._replace(kunci=_resolve(satu.kunci, kunci)) if kunci else satu for _, satu in milik]
            jejak += write_angka(kantor=kantor, pk=pk, ubahan=isi, impor=impor)
        elif milik:
            isi = [
                satu._replace(kunci=_resolve(satu.kunci, kunci), baru=_resolve(satu.baru, kunci)) for _, satu in milik
            ]
            objek = _write_semua(get_model(model), isi)
            kunci |= {f"#{nomor}": o.pk for (nomor, _), o in zip(milik, objek, strict=True)}
            jejak += _list_jejak(isi, objek, impor)
    tell("mencatat perubahannya pada jejak", 3)
    write_jejak_semua(kantor=kantor, user=user, catatan=jejak)
    if not kunci:
        return ubahan
    return [
        satu._replace(
            pk=kunci.get(f"#{nomor}", satu.pk), kunci=_resolve(satu.kunci, kunci), baru=_resolve(satu.baru, kunci)
        )
        for nomor, satu in enumerate(ubahan)
    ]


def get_model(nama: str) -> type[models.Model]:
    """The model of a kind of row."""
    return apps.get_model("collection", nama)


def _resolve(isi: Mapping[str, object], kunci: Mapping[str, int | None]) -> dict[str, object]:
    """Columns that hang on a row of the same file get its key."""
    return {n: kunci[nilai] if n.endswith("_id") and isinstance(nilai, str) else nilai for n, nilai in isi.items()}


def _write_semua(model: type[models.Model], ubahan: list[Ubahan]) -> list[models.Model]:
    """Elements and indicators: those without a key are added, the others changed, in one statement for many."""
    kini = model._default_manager.in_bulk([satu.pk for satu in ubahan if satu.pk is not None])
    objek = [_change(model, satu, kini) for satu in ubahan]
    model._default_manager.bulk_create([satu for satu in objek if satu.pk is None], batch_size=BATCH)
    lama = [satu for satu in objek if satu.pk in kini]
    if lama:
        nama = {model._meta.get_field(satu).name for u in ubahan if u.pk is not None for satu in u.baru}
        model._default_manager.bulk_update(lama, nama, batch_size=BATCH)
    return objek


def _change(model: type[models.Model], ubahan: Ubahan, kini: Mapping[int, models.Model]) -> models.Model:
    """The row with its new values, in memory. Raises BentrokError where it is not as the preview saw it."""
    objek = model(**ubahan.kunci) if ubahan.pk is None else kini.get(ubahan.pk)
    if objek is None:
        raise BentrokError(BERUBAH.format(ubahan.label))
    for nama, nilai in ubahan.baru.items():
        kolom = model._meta.get_field(nama)
        if ubahan.pk is not None and write_nilai(getattr(objek, nama)) != ubahan.lama.get(nama):
            raise BentrokError(BERUBAH.format(ubahan.label))
        setattr(objek, nama, nilai if kolom.is_relation else kolom.to_python(nilai))
    return objek


def _list_jejak(ubahan: list[Ubahan], objek: list[models.Model], impor: int) -> list[CatatanJejak]:
    hasil = []
    for satu, milik in zip(ubahan, objek, strict=True):
        kerja = "tambah" if satu.pk is None else "ubah"
        aksi = f"{kerja}_{milik._meta.verbose_name.replace(' ', '_')}"
        lama, baru = ({}, satu.kunci) if satu.pk is None else (satu.lama, {})
        isi = {**baru, **satu.baru, "impor": impor}
        hasil.append(CatatanJejak(aksi, satu.model, milik.pk, satu.label, lama, isi))
    return hasil
