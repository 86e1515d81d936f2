"""The settings of the arithmetic: fixed for a case in its step "metodologi", printed under every table."""

from decimal import Decimal

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models

from collection.enums import Rumus
from collection.models import Indikator, PerangkatDaerah
from collection.models.kekal import KekalModel
from measurement.ketentuan import RUMUS_TURUN


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
    rumus_turun = models.CharField(
        "rumus bawaan bila makin rendah makin baik", max_length=20, choices=Rumus.choices(*RUMUS_TURUN),
        default=Rumus.MIN_SELISIH.value,
    )  # fmt: skip
    desimal = models.PositiveSmallIntegerField("angka di belakang koma", default=2)
    ambang_efisiensi = models.DecimalField(
        max_digits=5, decimal_places=2, default=Decimal(5), help_text="percent points of capaian over serapan"
    )
    capaian_efisiensi = models.DecimalField(
        max_digits=5, decimal_places=2, default=Decimal(100), help_text="% below which no efficiency is claimed"
    )
    dasar = models.CharField(max_length=250, blank=True)
    catatan = models.TextField("alasan versi ini", blank=True)
    dibuat_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+",
        help_text="null: written by the application, the usual settings",
    )  # fmt: skip
    dibuat_pada = models.DateTimeField(auto_now_add=True, null=True)

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


class BobotIndikator(KekalModel):
    """The weight of one indicator in means, where a version of the Metodologi gives it another one than 1."""

    metodologi = models.ForeignKey(Metodologi, on_delete=models.PROTECT, related_name="bobot_set")
    indikator = models.ForeignKey(Indikator, on_delete=models.PROTECT, related_name="+")
    bobot = models.DecimalField(max_digits=6, decimal_places=2, validators=[MinValueValidator(Decimal(0))])

    class Meta:
        ordering = ["metodologi", "indikator__urutan", "indikator__kode"]
        constraints = [
            models.UniqueConstraint(fields=["metodologi", "indikator"], name="bobot_indikator_unik"),
        ]

    def __str__(self) -> str:
        return f"{self.indikator}: {self.bobot}"
