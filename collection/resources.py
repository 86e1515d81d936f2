"""Excel rows to Target and Pagu with django-import-export: what would change, cell by cell, and the writing of it.

Rows come from services/lembar.py as cells that know where they stand. Numbers are read by collection/angka.py
only. One query loads all that exists, one each writes what is new and what changed; a preview writes nothing.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from import_export import fields, resources, widgets
from import_export.instance_loaders import BaseInstanceLoader

from collection.angka import format_rupiah, is_satuan_persen, parse_rupiah
from collection.errors import IsianError
from collection.keselarasan import TAHUNAN, TRIWULAN, list_peringatan
from collection.models import Indikator, Pagu, PerangkatDaerah, PerjanjianKinerja, SubKegiatan, Target
from collection.models.formulir import ROMAWI
from collection.services.baca_target import build_target, map_renstra, read_target
from collection.services.kolom import (
    KOLOM_PAGU,
    KOLOM_TARGET,
    Kamus,
    read_teks,
)
from collection.services.lembar import Sel
from collection.services.pk import NILAI_TARGET
from collection.services.templat_impor import JUDUL_PAGU, JUDUL_TARGET

LABEL_TARGET = dict(zip(NILAI_TARGET, ["Target tahunan", *(f"Target TW {r}" for r in ROMAWI.values())], strict=True))

class KamusInstanceLoader(BaseInstanceLoader):
    """Existing rows from the dictionary that the resource loaded at once."""

    def get_instance(self, row: dict) -> Model | None:
        return self.resource.kini.get(row["objek"].pk)


class NilaiWidget(widgets.Widget):
    """A cell as a number of its indicator: a predicate by its label, a percentage cell times 100."""

    def clean(self, value: Sel | None, row: dict | None = None, **kwargs: object) -> Decimal | None:
        if value is None:
            return None
        if value.galat:
            raise ValueError(f"{value.galat}.")
        try:
            return self.read(value, row["objek"])
        except IsianError as galat:
            raise ValueError(str(galat)) from galat

    def read(self, sel: Sel, indikator: Indikator) -> Decimal | None:
        return read_target(indikator, sel.nilai, persen=is_persen(sel, indikator))


class RupiahWidget(NilaiWidget):
    """A cell as an amount of money."""

    def read(self, sel: Sel, sub_kegiatan: SubKegiatan) -> Decimal | None:
        return parse_rupiah(sel.nilai, nama="Pagu")


class LembarResource(resources.ModelResource):
    """One table of one sheet. Subclasses name the model, its columns and what a row's code points at."""

    kode = fields.Field(column_name="kode", readonly=True)
    sebutan = relasi = ""
    label: dict[str, str] = {}
    judul: tuple[str, ...] = ()

    def __init__(self, objek: QuerySet, kini: dict[int, Model], pk: PerjanjianKinerja | None):
        super().__init__()
        self.objek = {o.kode: o for o in objek}
        self.kini, self.pk, self.terlihat = kini, pk, set()

    def before_import_row(self, row: dict, **kwargs: object) -> None:
        """Find what the code means; raises ValidationError where it is empty, unknown or there twice."""
        kode = read_teks(row["kode"])
        if not kode:
            raise ValidationError({"kode": "Kode belum diisi."})
        if kode not in self.objek:
            raise ValidationError({"kode": f"Kode “{kode[:40]}” tidak dikenal sebagai {self.sebutan} kantor ini."})
        if kode in self.terlihat:
            raise ValidationError({"kode": f"Kode “{kode}” sudah ada pada baris lain."})
        self.terlihat.add(kode)
        row["objek"] = self.objek[kode]

    def import_instance(self, instance: Model, row: dict, **kwargs: object) -> None:
        """The library asks each row for its name: without this, that is a query each."""
        setattr(instance, self.relasi, row["objek"])
        super().import_instance(instance, row, **kwargs)

    def validate_instance(
        self, instance: Model, import_validation_errors: dict | None = None, validate_unique: bool = True
    ) -> None:
        """Only what the cells said: the database's own constraints hold the rest, in one query."""
        if import_validation_errors:
            raise ValidationError(import_validation_errors)

    def list_peringatan(self, objek: Model, instance: Model, kolom: Mapping[str, str]) -> list[str]:
        """What to look at again in a row that can be taken; `kolom` has the letter of each field's column."""
        return []

    def bulk_create(self, using_transactions: bool, dry_run: bool, *args: object, **kwargs: object) -> None:
        """A preview writes nothing, not even to take it back."""
        if dry_run:
            self.create_instances.clear()
        super().bulk_create(using_transactions, dry_run, *args, **kwargs)

    def bulk_update(self, using_transactions: bool, dry_run: bool, *args: object, **kwargs: object) -> None:
        if dry_run:
            self.update_instances.clear()
        super().bulk_update(using_transactions, dry_run, *args, **kwargs)

    class Meta:
        import_id_fields = ("kode",)
        instance_loader_class = KamusInstanceLoader
        use_bulk = True
        skip_unchanged = True
        skip_html_diff = True
        store_instance = True


class TargetResource(LembarResource):
    """Targets by the code of their indicator."""

    tahunan = fields.Field("tahunan", "tahunan", NilaiWidget())
    tw1 = fields.Field("tw1", "tw1", NilaiWidget())
    tw2 = fields.Field("tw2", "tw2", NilaiWidget())
    tw3 = fields.Field("tw3", "tw3", NilaiWidget())
    tw4 = fields.Field("tw4", "tw4", NilaiWidget())
    sebutan = relasi = "indikator"
    label = LABEL_TARGET
    judul = JUDUL_TARGET
    renstra: Mapping[int, Decimal] = {}

    class Meta(LembarResource.Meta):
        model = Target
        fields = ("kode", *NILAI_TARGET)

    @classmethod
    def build(cls, kantor: PerangkatDaerah, pk: PerjanjianKinerja | None, tahun: int = 0) -> "TargetResource":
        """For the office's indicators and the targets that they have."""
        objek = kantor.indikator_set.select_related("skala").prefetch_related("skala__nilai_set")
        resource = cls(objek, {t.indikator_id: t for t in pk.target_set.all()} if pk else {}, pk)
        resource.renstra = map_renstra(kantor, tahun or (pk.tahun if pk else 0))
        return resource

    def init_instance(self, row: dict | None = None) -> Target:
        return Target(perjanjian_kinerja_id=self.pk and self.pk.pk, indikator_id=row["objek"].pk)

    def list_peringatan(self, objek: Indikator, instance: Target, kolom: Mapping[str, str]) -> list[str]:
        """Where the targets of the triwulan, of the year and of the Renstra do not agree."""
        tempat = {nama: _write_kolom(kolom, [nama]) for nama in (TAHUNAN, *TRIWULAN)}
        tempat["+".join(TRIWULAN)] = _write_kolom(kolom, TRIWULAN)
        return list_peringatan(build_target(objek, instance, self.renstra.get(objek.pk)), objek.write_nilai, tempat)

    def write_nilai(self, objek: Indikator, nilai: Decimal | None) -> str:
        return objek.write_nilai(nilai)


class PaguResource(LembarResource):
    """Budgets by the code of their sub kegiatan."""

    jumlah = fields.Field("jumlah", "pagu", RupiahWidget())
    sebutan, relasi = "sub kegiatan", "sub_kegiatan"
    label = {"jumlah": "Pagu"}
    judul = JUDUL_PAGU

    class Meta(LembarResource.Meta):
        model = Pagu
        fields = ("kode", "jumlah")

    @classmethod
    def build(cls, kantor: PerangkatDaerah, pk: PerjanjianKinerja | None, tahun: int = 0) -> "PaguResource":
        """For the office's sub kegiatan and the pagu that they have."""
        objek = SubKegiatan.objects.filter(kegiatan__program__perangkat_daerah=kantor)
        return cls(objek, {p.sub_kegiatan_id: p for p in pk.pagu_set.all()} if pk else {}, pk)

    def init_instance(self, row: dict | None = None) -> Pagu:
        return Pagu(perjanjian_kinerja_id=self.pk and self.pk.pk, sub_kegiatan_id=row["objek"].pk)

    def validate_instance(
        self, instance: Pagu, import_validation_errors: dict | None = None, validate_unique: bool = True
    ) -> None:
        super().validate_instance(instance, import_validation_errors, validate_unique)
        if instance.jumlah is None:
            raise ValidationError({"jumlah": "Pagu tidak boleh dikosongkan. Tulis 0 bila tidak ada anggaran."})

    def write_nilai(self, objek: SubKegiatan, nilai: Decimal | None) -> str:
        return format_rupiah(nilai)


def _write_kolom(kolom: Mapping[str, str], nama: Iterable[str]) -> str:
    """Where the figures stand in the file; what it leaves out is as it was stored."""
    huruf = [kolom[satu] for satu in nama if satu in kolom]
    return f" (kolom {', '.join(huruf)})" if huruf else " (tersimpan)"


def is_persen(sel: Sel, indikator: Indikator) -> bool:
    """A number in a percentage cell is its hundredth, where the indicator is a percentage at all."""
    return sel.persen and not isinstance(sel.nilai, str) and is_satuan_persen(indikator.satuan)


TABEL: tuple[tuple[type[LembarResource], Kamus], ...] = ((TargetResource, KOLOM_TARGET), (PaguResource, KOLOM_PAGU))
Milik = list[tuple[LembarResource, Kamus]]
