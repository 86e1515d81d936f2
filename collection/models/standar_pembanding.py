"""Standards that an indicator is held beside: the national or the province's figure of a year, and where it stands."""

from django.db import models

from collection.enums import TingkatStandar
from collection.models.bilangan import NilaiField
from collection.models.indikator import Indikator


class StandarPembanding(models.Model):
    """One figure of one year; predicates are kept as the score of their scale, as targets are."""

    indikator = models.ForeignKey(Indikator, on_delete=models.PROTECT, related_name="standar_set")
    tingkat = models.CharField(max_length=10, choices=TingkatStandar.choices())
    tahun = models.PositiveSmallIntegerField()
    nilai = NilaiField("standar pembanding", null=False, blank=False)
    sumber = models.CharField(max_length=250, help_text="where the figure is published")

    class Meta:
        ordering = ["indikator", "-tahun", "tingkat"]
        constraints = [
            models.UniqueConstraint(fields=["indikator", "tingkat", "tahun"], name="standar_pembanding_tahun_unik")
        ]

    def __str__(self) -> str:
        return f"{TingkatStandar(self.tingkat).label} {self.tahun}"
