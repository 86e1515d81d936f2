"""Perjanjian Kinerja: targets of a year and the money for them."""

from decimal import Decimal

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q

from collection.enums import StatusPk
from collection.models.bilangan import NilaiField, RentangModel, RupiahField, build_syarat, list_kolom
from collection.models.indikator import Indikator
from collection.models.perangkat_daerah import PerangkatDaerah
from collection.models.program import SubKegiatan
from collection.nilai import NilaiTarget

NILAI_TARGET = ("tahunan", "tw1", "tw2", "tw3", "tw4")
"""The targets of a year; each has its upper bound beside it (`tahunan_atas`, …), filled where it is a range."""
KOLOM_NILAI = list_kolom(NILAI_TARGET)


class PerjanjianKinerja(models.Model):
    """The agreement of one year. A change is a new version (PK Perubahan); the original stays.

    A `draf` is written on; once `ditetapkan` it is signed, and its targets and pagu are never changed again
    (PermenPANRB 53/2014). `isi` is what its document said on that day; empty for an agreement of before drafts.
    """

    perangkat_daerah = models.ForeignKey(PerangkatDaerah, on_delete=models.PROTECT, related_name="pk_set")
    tahun = models.PositiveSmallIntegerField()
    versi = models.PositiveSmallIntegerField(default=1)
    nomor = models.CharField(max_length=80, blank=True)
    tanggal = models.DateField(null=True, blank=True)
    status = models.CharField(max_length=10, choices=StatusPk.choices(), default=StatusPk.DRAF.value)
    alasan = models.TextField("alasan perubahan", blank=True)
    pihak_kedua = models.CharField("nama pihak kedua", max_length=150, blank=True)
    jabatan_pihak_kedua = models.CharField(max_length=150, blank=True)
    isi = models.JSONField(default=dict, blank=True)
    ditetapkan_pada = models.DateTimeField(null=True, blank=True)
    ditetapkan_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["perangkat_daerah", "-tahun", "-versi"]
        constraints = [
            models.UniqueConstraint(fields=["perangkat_daerah", "tahun", "versi"], name="pk_tahun_versi_unik"),
            models.UniqueConstraint(
                fields=["perangkat_daerah", "tahun"], condition=Q(status="draf"), name="pk_satu_draf"
            ),
        ]

    def __str__(self) -> str:
        return f"Perjanjian Kinerja {self.tahun}" + (f" Perubahan {self.versi - 1}" if self.versi > 1 else "")

    @property
    def is_draf(self) -> bool:
        return self.status == StatusPk.DRAF


class Target(RentangModel):
    """What is promised of one indicator in one year; predicates are kept as the score of their scale.

    `tahunan_teks` is how the annual target was written where that says more than its number: 100 dari 110 organisasi.
    """

    perjanjian_kinerja = models.ForeignKey(PerjanjianKinerja, on_delete=models.PROTECT, related_name="target_set")
    indikator = models.ForeignKey(Indikator, on_delete=models.PROTECT, related_name="target_set")
    tahunan = NilaiField("target tahunan")
    tw1 = NilaiField("target TW I")
    tw2 = NilaiField("target TW II")
    tw3 = NilaiField("target TW III")
    tw4 = NilaiField("target TW IV")
    tahunan_teks = models.CharField("tulisan target tahunan", max_length=120, blank=True, default="", db_default="")
    tahunan_atas = NilaiField("batas atas target tahunan")
    tw1_atas = NilaiField("batas atas target TW I")
    tw2_atas = NilaiField("batas atas target TW II")
    tw3_atas = NilaiField("batas atas target TW III")
    tw4_atas = NilaiField("batas atas target TW IV")

    class Meta:
        ordering = ["perjanjian_kinerja", "indikator__urutan", "indikator__kode"]
        constraints = [
            models.UniqueConstraint(fields=["perjanjian_kinerja", "indikator"], name="target_indikator_unik"),
            *build_syarat("target", NILAI_TARGET),
        ]

    def __str__(self) -> str:
        return f"{self.indikator}"

    @property
    def setahun(self) -> NilaiTarget | None:
        """The annual target."""
        return self.get_nilai("tahunan")

    @property
    def triwulan(self) -> tuple[NilaiTarget | None, ...]:
        """The four quarterly targets, in order."""
        return tuple(self.get_nilai(nama) for nama in NILAI_TARGET[1:])


class Pagu(models.Model):
    """The year's budget of one sub kegiatan."""

    perjanjian_kinerja = models.ForeignKey(PerjanjianKinerja, on_delete=models.PROTECT, related_name="pagu_set")
    sub_kegiatan = models.ForeignKey(SubKegiatan, on_delete=models.PROTECT, related_name="pagu_set")
    jumlah = RupiahField(validators=[MinValueValidator(Decimal(0))])

    class Meta:
        ordering = ["perjanjian_kinerja", "sub_kegiatan__kode"]
        constraints = [
            models.UniqueConstraint(fields=["perjanjian_kinerja", "sub_kegiatan"], name="pagu_sub_kegiatan_unik")
        ]

    def __str__(self) -> str:
        return f"Pagu {self.sub_kegiatan}"
