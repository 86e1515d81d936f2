"""Targets of the Renstra: what an indicator should reach in each year of the plan."""

from django.db import models

from collection.models.bilangan import NilaiField, RentangModel, build_syarat
from collection.models.indikator import Indikator


class TargetRenstra(RentangModel):
    """The target of one indicator in one year; predicates are kept as the score of their scale."""

    indikator = models.ForeignKey(Indikator, on_delete=models.PROTECT, related_name="target_renstra_set")
    tahun = models.PositiveSmallIntegerField()
    nilai = NilaiField("target Renstra")
    nilai_atas = NilaiField("batas atas target Renstra")

    class Meta:
        ordering = ["indikator", "tahun"]
        constraints = [
            models.UniqueConstraint(fields=["indikator", "tahun"], name="target_renstra_tahun_unik"),
            *build_syarat("target_renstra", ["nilai"]),
        ]

    def __str__(self) -> str:
        return f"{self.indikator} {self.tahun}"
