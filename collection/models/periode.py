"""When a triwulan takes figures: its openings and closings, the exceptions, and the figures of its months."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from collection.enums import AksiPeriode
from collection.models.formulir import Formulir, Periode
from collection.models.indikator import Indikator
from collection.models.kekal import KekalModel


class JadwalPeriode(KekalModel):
    """One opening or closing of a triwulan, written once; the latest row counts, and without one it is open.

    `mulai` is the first moment at which figures are taken, `sampai` the first one after the last; blank is no limit.
    `tenggat` is the moment by which units should hand in: told, never enforced. collection/kunci.py reads them.
    """

    periode = models.ForeignKey(Periode, on_delete=models.PROTECT, related_name="jadwal_set")
    aksi = models.CharField(max_length=10, choices=AksiPeriode.choices())
    mulai = models.DateTimeField(null=True, blank=True)
    sampai = models.DateTimeField(null=True, blank=True)
    tenggat = models.DateTimeField(null=True, blank=True)
    alasan = models.TextField(blank=True)
    oleh = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    pada = models.DateTimeField()

    class Meta:
        ordering = ["periode", "pk"]

    def __str__(self) -> str:
        return f"{self.get_aksi_display()} {self.periode}"


class PengecualianPeriode(models.Model):
    """A closed triwulan that still takes figures: of one unit's form or of one indicator, for a reason and a time."""

    periode = models.ForeignKey(Periode, on_delete=models.PROTECT, related_name="pengecualian_set")
    formulir = models.ForeignKey(
        Formulir, on_delete=models.PROTECT, null=True, blank=True, related_name="pengecualian_set"
    )
    indikator = models.ForeignKey(Indikator, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    mulai = models.DateTimeField()
    sampai = models.DateTimeField()
    alasan = models.TextField()
    oleh = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    pada = models.DateTimeField()
    dicabut_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    dicabut_pada = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["periode", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(formulir__isnull=True) ^ Q(indikator__isnull=True), name="pengecualian_satu_sasaran"
            ),
            models.CheckConstraint(condition=Q(sampai__gt=models.F("mulai")), name="pengecualian_bermasa"),
        ]

    def __str__(self) -> str:
        return f"Pengecualian {self.indikator or self.formulir.unit} {self.periode}"
