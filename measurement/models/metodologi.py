"""The settings of the arithmetic: fixed for a case in its step "metodologi", printed under every table."""

from django.db import models

from collection.models import PerangkatDaerah
from collection.models.kekal import KekalModel


class Metodologi(KekalModel):
    """One version of an office's choices for one year; docs/rumus_capaian.md says what each one does."""

    perangkat_daerah = models.ForeignKey(PerangkatDaerah, on_delete=models.PROTECT, related_name="metodologi_set")
    tahun = models.PositiveSmallIntegerField()
    versi = models.PositiveSmallIntegerField()
    batas_atas = models.DecimalField("batas atas capaian (%)", max_digits=6, decimal_places=2, null=True, blank=True)
    batas_bawah = models.DecimalField("batas bawah capaian (%)", max_digits=6, decimal_places=2, null=True, blank=True)
    nihil_terlampaui = models.DecimalField(
        "capaian bila target nihil terlampaui (%)", max_digits=6, decimal_places=2, null=True, blank=True
    )
    dasar = models.CharField(max_length=250, blank=True)

    class Meta:
        ordering = ["perangkat_daerah", "-tahun", "-versi"]
        constraints = [
            models.UniqueConstraint(fields=["perangkat_daerah", "tahun", "versi"], name="metodologi_versi_unik")
        ]

    def __str__(self) -> str:
        return f"Metodologi {self.tahun} versi {self.versi}"


class PitaKategori(KekalModel):
    """One band of the scale, by its lower bound; `tingkat` 1 (lowest) to 5 picks colour and hatch."""

    metodologi = models.ForeignKey(Metodologi, on_delete=models.PROTECT, related_name="pita_set")
    batas_bawah = models.DecimalField(max_digits=6, decimal_places=2, null=True, help_text="null: the lowest band")
    inklusif = models.BooleanField(default=True)
    label = models.CharField(max_length=40)
    tingkat = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["metodologi", "-tingkat"]
        constraints = [models.UniqueConstraint(fields=["metodologi", "label"], name="pita_label_unik")]

    def __str__(self) -> str:
        return self.label
