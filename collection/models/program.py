"""Program, kegiatan and sub kegiatan, by the codes of Kepmendagri 900.1.15.5-1317/2023."""

from django.db import models

from collection.models.perangkat_daerah import PerangkatDaerah, Unit
from collection.models.renstra import Sasaran


class Program(models.Model):
    """A program of the office (three code segments), in support of a sasaran where one is named."""

    perangkat_daerah = models.ForeignKey(PerangkatDaerah, on_delete=models.PROTECT, related_name="program_set")
    sasaran = models.ForeignKey(
        Sasaran, on_delete=models.PROTECT, null=True, blank=True, related_name="program_set",
        help_text="Sasaran yang didukung",
    )  # fmt: skip
    kode = models.CharField(max_length=40)
    nama = models.TextField()

    class Meta:
        ordering = ["perangkat_daerah", "kode"]
        constraints = [models.UniqueConstraint(fields=["perangkat_daerah", "kode"], name="program_kode_unik")]

    def __str__(self) -> str:
        return self.nama


class Kegiatan(models.Model):
    """A kegiatan of a program (five code segments)."""

    program = models.ForeignKey(Program, on_delete=models.PROTECT, related_name="kegiatan_set")
    kode = models.CharField(max_length=40)
    nama = models.TextField()

    class Meta:
        ordering = ["program", "kode"]
        constraints = [models.UniqueConstraint(fields=["program", "kode"], name="kegiatan_kode_unik")]

    def __str__(self) -> str:
        return self.nama


class SubKegiatan(models.Model):
    """A sub kegiatan (six code segments): where the money is, and the unit that answers for it."""

    kegiatan = models.ForeignKey(Kegiatan, on_delete=models.PROTECT, related_name="sub_kegiatan_set")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="sub_kegiatan_set")
    kode = models.CharField(max_length=40)
    nama = models.TextField()

    class Meta:
        ordering = ["kegiatan", "kode"]
        constraints = [models.UniqueConstraint(fields=["kegiatan", "kode"], name="sub_kegiatan_kode_unik")]

    def __str__(self) -> str:
        return self.nama
