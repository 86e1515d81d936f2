"""Crosscutting: an indicator of one unit tied to an indicator of another."""

from django.db import models
from django.db.models import F, Q

from collection.enums import JenisTautan
from collection.models.indikator import Indikator


class TautanIndikator(models.Model):
    """`dari` supports `ke`, or both units work on the two together."""

    dari = models.ForeignKey(Indikator, on_delete=models.PROTECT, related_name="tautan_dari_set")
    ke = models.ForeignKey(Indikator, on_delete=models.PROTECT, related_name="tautan_ke_set")
    jenis = models.CharField(max_length=10, choices=JenisTautan.choices(), default=JenisTautan.MENDUKUNG.value)
    keterangan = models.CharField(max_length=250, blank=True)

    class Meta:
        ordering = ["dari__urutan", "ke__urutan", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["dari", "ke"], name="tautan_unik"),
            models.CheckConstraint(condition=~Q(dari=F("ke")), name="tautan_dua_indikator"),
        ]

    def __str__(self) -> str:
        return f"{self.dari} → {self.ke}"
