"""The office's SOP as versioned rows, read from TOML (fixtures/sop). Never edited: a change is a new version."""

from django.conf import settings
from django.db import models
from django.utils.functional import cached_property

from collection.enums import Peran
from collection.models import PerangkatDaerah
from collection.models.kekal import KekalModel
from measurement.enums import JenisSop, JenisTindakan, Transisi
from measurement.mutu_baku import write_waktu


class Sop(KekalModel):
    """One version of one procedure of an office, with its identity sheet (PermenPANRB 35/2012)."""

    perangkat_daerah = models.ForeignKey(PerangkatDaerah, on_delete=models.PROTECT, related_name="sop_set")
    prosedur = models.SlugField(max_length=40)
    versi = models.PositiveSmallIntegerField()
    nomor = models.CharField(max_length=80)
    nama = models.CharField(max_length=150)
    jenis = models.CharField(max_length=20, choices=JenisSop.choices(), default=JenisSop.PENGUKURAN.value)
    masukan = models.SlugField(
        max_length=40, blank=True, help_text="the procedure whose finished case of the triwulan it takes its data from"
    )
    identitas = models.JSONField(default=dict)
    menit_per_hari = models.PositiveSmallIntegerField(default=450)
    sidik = models.CharField(max_length=64, help_text="SHA-256 of the TOML text that it was read from")
    berlaku_mulai = models.DateField()

    class Meta:
        ordering = ["perangkat_daerah", "prosedur", "-versi"]
        constraints = [
            models.UniqueConstraint(fields=["perangkat_daerah", "prosedur", "versi"], name="sop_versi_unik")
        ]

    def __str__(self) -> str:
        return f"{self.nama} (versi {self.versi})"

    @cached_property
    def daftar_langkah(self) -> list["Langkah"]:
        """Its rows with their acts (each has one at least), read once for a page: they never change."""
        semua = Tindakan.objects.filter(langkah__sop=self).select_related("langkah")
        langkah = {satu.langkah_id: satu.langkah for satu in semua}
        for satu in langkah.values():
            satu.daftar_tindakan = [tindakan for tindakan in semua if tindakan.langkah_id == satu.pk]
        return list(langkah.values())

    @property
    def sebutan(self) -> str:
        """How a sentence names it: by its number, or by its name where the document prints none."""
        return f"SOP {self.nomor or self.nama}"


class Langkah(KekalModel):
    """One row of the SOP's table, worded as the document has it, with its mutu baku."""

    sop = models.ForeignKey(Sop, on_delete=models.PROTECT, related_name="langkah_set")
    nomor = models.PositiveSmallIntegerField()
    uraian = models.TextField()
    pelaksana = models.JSONField(default=list)
    kelengkapan = models.TextField(blank=True)
    dokumen = models.JSONField(
        default=list, help_text="the documents that kelengkapan names, where its commas do not separate them"
    )
    waktu = models.CharField(max_length=30, blank=True, help_text="as printed")
    menit = models.PositiveIntegerField(null=True, help_text="working minutes")
    output = models.TextField(blank=True)
    catatan = models.TextField(blank=True, help_text="what is odd about the row")

    class Meta:
        ordering = ["sop", "nomor"]
        constraints = [models.UniqueConstraint(fields=["sop", "nomor"], name="langkah_nomor_unik")]

    def __str__(self) -> str:
        return f"Langkah {self.nomor}: {self.uraian}"

    @cached_property
    def daftar_tindakan(self) -> list["Tindakan"]:
        """Its acts in order, read once."""
        return list(self.tindakan_set.all())

    @property
    def norma(self) -> str:
        """The time norm as it is shown: as printed, with its unit where the column's head has it."""
        return write_waktu(self.waktu)


class Tindakan(KekalModel):
    """One act of a step: its kind, who does it, the transition that it carries, where a return may land."""

    langkah = models.ForeignKey(Langkah, on_delete=models.PROTECT, related_name="tindakan_set")
    urutan = models.PositiveSmallIntegerField()
    jenis = models.CharField(max_length=20, choices=JenisTindakan.choices())
    peran = models.CharField(max_length=20, choices=Peran.choices())
    transisi = models.CharField(max_length=20, choices=Transisi.choices(), blank=True)
    kembali_ke = models.JSONField(default=list, help_text="numbers of the steps to which a return may lead")

    class Meta:
        ordering = ["langkah__nomor", "urutan"]
        constraints = [models.UniqueConstraint(fields=["langkah", "urutan"], name="tindakan_urutan_unik")]

    def __str__(self) -> str:
        return f"Langkah {self.langkah.nomor} ({JenisTindakan(self.jenis).label})"


class DrafSop(models.Model):
    """The next version of a procedure while its office's Admin writes it; one of each procedure at a time.

    Gone once it is put into force: from then on it is rows of Sop, and the trail says who did it. `versi` counts what
    was stored, against two people who edit at once.
    """

    perangkat_daerah = models.ForeignKey(PerangkatDaerah, on_delete=models.PROTECT, related_name="draf_sop_set")
    prosedur = models.SlugField(max_length=40)
    dasar = models.ForeignKey(
        Sop, on_delete=models.PROTECT, null=True, related_name="+", help_text="the version that it began from"
    )
    isi = models.JSONField(help_text="every cell as typed, see measurement.sop_draf")
    versi = models.PositiveIntegerField(default=1)
    diubah_oleh = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    diubah_pada = models.DateTimeField()

    class Meta:
        ordering = ["perangkat_daerah", "prosedur"]
        constraints = [
            models.UniqueConstraint(fields=["perangkat_daerah", "prosedur"], name="draf_sop_prosedur_unik")
        ]

    def __str__(self) -> str:
        return f"Draf SOP {self.isi['nama'] or self.prosedur}"
