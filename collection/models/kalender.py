"""The office's calendar: its working hours from when to when, and its days off."""

from django.db import models

from collection.enums import JenisLibur
from collection.jam import HARI, Pekan, parse_pekan
from collection.models.perangkat_daerah import PerangkatDaerah


class JamKerja(models.Model):
    """Working hours in force from a day on; with a last day they are an exception, e.g. Ramadan (Perpres 21/2023)."""

    perangkat_daerah = models.ForeignKey(PerangkatDaerah, on_delete=models.PROTECT, related_name="jam_kerja_set")
    nama = models.CharField(max_length=80)
    mulai = models.DateField()
    selesai = models.DateField(null=True, blank=True)
    pekan = models.JSONField(help_text="seven texts, Monday first, e.g. 07.30-12.00, 13.00-16.00; blank: a day off")

    class Meta:
        ordering = ["perangkat_daerah", "-mulai", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(selesai=None) | models.Q(selesai__gte=models.F("mulai")),
                name="jam_kerja_selesai_setelah_mulai",
            )
        ]

    def __str__(self) -> str:
        return self.nama

    @property
    def rentang(self) -> Pekan:
        """The week as spans of minutes. Raises IsianError for a text that no service let in."""
        return parse_pekan(self.pekan)

    @property
    def hari(self) -> list[tuple[str, str]]:
        """(weekday, hours) for the page."""
        return list(zip(HARI, self.pekan, strict=True))


class HariLibur(models.Model):
    """A day on which the office does not work, besides its weekends."""

    perangkat_daerah = models.ForeignKey(PerangkatDaerah, on_delete=models.PROTECT, related_name="libur_set")
    tanggal = models.DateField()
    nama = models.CharField(max_length=120)
    jenis = models.CharField(max_length=20, choices=JenisLibur.choices(), default=JenisLibur.NASIONAL.value)

    class Meta:
        ordering = ["perangkat_daerah", "tanggal"]
        constraints = [models.UniqueConstraint(fields=["perangkat_daerah", "tanggal"], name="libur_tanggal_unik")]

    def __str__(self) -> str:
        return f"{self.tanggal:%Y-%m-%d} {self.nama}"
