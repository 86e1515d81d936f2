"""The officials' own Perjanjian Kinerja, cascaded from the office's (PermenPANRB 53/2014)."""

from django.db import models
from django.db.models import Q

from collection.enums import JenjangPejabat, StatusPk
from collection.models.indikator import Indikator
from collection.models.perangkat_daerah import Unit
from collection.models.perjanjian_kinerja import PerjanjianKinerja


class PerjanjianPejabat(models.Model):
    """The agreement of one official under one version of the office's. Names stand as the paper prints them.

    `atasan` is the pihak kedua; the Kepala's own is named by the office's agreement. Once `ditetapkan`, `isi` is what
    the paper said.
    """

    perjanjian_kinerja = models.ForeignKey(PerjanjianKinerja, on_delete=models.PROTECT, related_name="pejabat_set")
    jenjang = models.CharField(max_length=10, choices=JenjangPejabat.choices())
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    nama = models.CharField(max_length=150, blank=True)
    nip = models.CharField("NIP", max_length=18, blank=True)
    pangkat = models.CharField(max_length=80, blank=True)
    jabatan = models.CharField(max_length=150)
    atasan = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="bawahan_set")
    nomor = models.CharField(max_length=80, blank=True)
    tanggal = models.DateField(null=True, blank=True)
    status = models.CharField(max_length=10, choices=StatusPk.choices(), default=StatusPk.DRAF.value)
    isi = models.JSONField(default=dict, blank=True)
    urutan = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["perjanjian_kinerja", "urutan", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["perjanjian_kinerja"], condition=Q(jenjang="kepala"), name="pejabat_satu_kepala"
            )
        ]

    def __str__(self) -> str:
        return f"{self.jabatan}, {self.perjanjian_kinerja}"

    @property
    def is_draf(self) -> bool:
        return self.status == StatusPk.DRAF


class PemegangIndikator(models.Model):
    """Which official promises an indicator: one in each version of the office's agreement."""

    perjanjian_kinerja = models.ForeignKey(PerjanjianKinerja, on_delete=models.PROTECT, related_name="pemegang_set")
    indikator = models.ForeignKey(Indikator, on_delete=models.PROTECT, related_name="pemegang_set")
    pejabat = models.ForeignKey(PerjanjianPejabat, on_delete=models.CASCADE, related_name="pemegang_set")

    class Meta:
        ordering = ["perjanjian_kinerja", "indikator__urutan", "indikator__kode"]
        constraints = [
            models.UniqueConstraint(fields=["perjanjian_kinerja", "indikator"], name="pemegang_satu_indikator")
        ]

    def __str__(self) -> str:
        return f"{self.indikator}: {self.pejabat}"
