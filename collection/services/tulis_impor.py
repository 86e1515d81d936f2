"""Writing the changes of an import, and taking them back: a few statements for each kind of row, and the trail.

What a row may say was judged in the preview by the rules of the services (collection/muat); here it is held against
what is stored now, under the office's lock.
"""

from collections.abc import Iterable, Mapping

from django.apps import apps
from django.db import models

from collection.errors import BentrokError
from collection.models import Pengguna, PerangkatDaerah, PerjanjianKinerja
from collection.services.hasil_impor import Ubahan
from collection.services.jejak import CatatanJejak, write_jejak_semua, write_nilai

URUTAN = (
    "renstra", "tujuan", "sasaran", "program", "kegiatan", "subkegiatan", "indikator", "targetrenstra", "target",
    "pagu",
)  # fmt: skip
"""From the top down: what is added first is what the next hangs on."""

ANGKA: dict[str, tuple[str, ...]] = {
    "targetrenstra": ("indikator_id", "tahun"), "target": ("indikator_id",), "pagu": ("sub_kegiatan_id",),
}  # fmt: skip
"""Kinds of row that are figures: found by what they hang on, and gone where no figure is left in them."""

DALAM_PK = ("target", "pagu")
BERUBAH = "{} berubah sejak berkas ini diperiksa. Unggah berkasnya lagi dan periksa bedanya."
BATCH = 500
Kunci = tuple[object, ...]


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
            isi = [
                satu._replace(kunci=_resolve(satu.kunci, kunci), baru=_resolve(satu.baru, kunci)) for _, satu in milik
            ]
            objek = _write_semua(get_model(model), pk, isi)
            kunci |= {f"#{nomor}": o.pk for (nomor, _), o in zip(milik, objek, strict=True)}
            jejak += _list_jejak(isi, objek, impor)
    write_jejak_semua(kantor=kantor, user=user, catatan=jejak)
    return [
        satu._replace(pk=kunci[f"#{nomor}"], kunci=_resolve(satu.kunci, kunci), baru=_resolve(satu.baru, kunci))
        for nomor, satu in enumerate(ubahan)
    ]


def get_model(nama: str) -> type[models.Model]:
    """The model of a kind of row."""
    return apps.get_model("collection", nama)


def _resolve(isi: Mapping[str, object], kunci: Mapping[str, int | None]) -> dict[str, object]:
    """Columns that hang on a row of the same file get its key."""
    return {n: kunci[nilai] if n.endswith("_id") and isinstance(nilai, str) else nilai for n, nilai in isi.items()}


def _write_semua(model: type[models.Model], pk: PerjanjianKinerja | None, ubahan: list[Ubahan]) -> list[models.Model]:
    kini = _load(model, pk, ubahan)
    objek = []
    for satu in ubahan:
        lama = kini.get(_find_kunci(satu))
        if lama is None and satu.lama and any(nilai is not None for nilai in satu.lama.values()):
            raise BentrokError(BERUBAH.format(satu.label))
        objek.append(_change(model, pk, satu, lama))
    _store(model, objek, {nama for satu in ubahan for nama in satu.baru})
    return objek


def _find_kunci(ubahan: Ubahan) -> Kunci:
    """What its row is found by; of one that is not a figure its key."""
    kolom = ANGKA.get(ubahan.model)
    return tuple(ubahan.kunci[nama] for nama in kolom) if kolom else (ubahan.pk,)


def _load(model: type[models.Model], pk: PerjanjianKinerja | None, ubahan: list[Ubahan]) -> dict[Kunci, models.Model]:
    """The rows that are changed, as they are now."""
    nama = model._meta.model_name
    kolom = ANGKA.get(nama, ("pk",))
    semua = model._default_manager.order_by()
    if nama in DALAM_PK:
        semua = semua.filter(perjanjian_kinerja=pk)
    else:
        dicari = {_find_kunci(satu)[0] for satu in ubahan} - {None}
        semua = semua.filter(**{f"{kolom[0]}__in": dicari})
    return {tuple(getattr(satu, k) for k in kolom): satu for satu in semua}


def _change(
    model: type[models.Model], pk: PerjanjianKinerja | None, ubahan: Ubahan, lama: models.Model | None
) -> models.Model:
    """The row with its new values, in memory. Raises BentrokError where it is not as the preview saw it."""
    objek = lama
    if objek is None:
        atas = {"perjanjian_kinerja_id": pk.pk} if pk and ubahan.model in DALAM_PK else {}
        objek = model(**ubahan.kunci, **atas)
    for nama, nilai in ubahan.baru.items():
        kolom = model._meta.get_field(nama)
        if lama is not None and write_nilai(getattr(objek, nama)) != ubahan.lama.get(nama):
            raise BentrokError(BERUBAH.format(ubahan.label))
        setattr(objek, nama, nilai if kolom.is_relation else kolom.to_python(nilai))
    return objek


def _is_kosong(objek: models.Model) -> bool:
    """Whether a row of figures has none left."""
    kolom = [f.attname for f in objek._meta.concrete_fields if isinstance(f, models.DecimalField)]
    return objek._meta.model_name in ANGKA and all(getattr(objek, nama) is None for nama in kolom)


def _store(model: type[models.Model], objek: list[models.Model], kolom: Iterable[str]) -> None:
    """One statement for many rows: those without a key are added, the others changed or, empty, taken away."""
    baru = [satu for satu in objek if satu.pk is None and not _is_kosong(satu)]
    kosong = [satu for satu in objek if satu.pk is not None and _is_kosong(satu)]
    lama = [satu for satu in objek if satu.pk is not None and not _is_kosong(satu)]
    model._default_manager.bulk_create(baru, batch_size=BATCH)
    nama = [model._meta.get_field(satu).name for satu in kolom]
    model._default_manager.bulk_create(
        lama, batch_size=BATCH, update_conflicts=True, unique_fields=["pk"], update_fields=nama
    )
    model._default_manager.filter(pk__in=[satu.pk for satu in kosong]).delete()


def _list_jejak(ubahan: list[Ubahan], objek: list[models.Model], impor: int) -> list[CatatanJejak]:
    hasil = []
    for satu, milik in zip(ubahan, objek, strict=True):
        nama = milik._meta.verbose_name.replace(" ", "_")
        kerja = (
            "hapus" if _is_kosong(milik) else "tambah" if not any(v is not None for v in satu.lama.values()) else "ubah"
        )
        baru = {**satu.kunci, **satu.baru} if satu.model not in ANGKA else satu.baru
        hasil.append(
            CatatanJejak(f"{kerja}_{nama}", satu.model, milik.pk or 0, satu.label, satu.lama, {**baru, "impor": impor})
        )
    return hasil
