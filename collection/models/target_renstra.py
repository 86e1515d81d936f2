"""Targets of the Renstra: what an indicator should reach in each year of the plan."""

from django.db import models

from collection.models.bilangan import NilaiField
from collection.models.indikator import Indikator


class TargetRenstra(models.Model):
    """The target of one indicator in one year; predicates are kept as the score of their scale."""

    indikator = models.ForeignKey(Indikator, on_delete=models.PROTECT, related_name="target_renstra_set")
    tahun = models.PositiveSmallIntegerField()
    nilai = NilaiField("target Renstra")

    class Meta:
        ordering = ["indikator", "tahun"]
        constraints = [models.UniqueConstraint(fields=["indikator", "tahun"], name="target_renstra_tahun_unik")]

    def __str__(self) -> str:
        return f"{self.indikator} {self.tahun}"
