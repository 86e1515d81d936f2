"""What every workbook that somebody brought has in common, from its preview to its undo."""

from django.conf import settings
from django.db import models

from collection.enums import Pilihan


class StatusImpor(Pilihan):
    DIPERIKSA = "diperiksa", "Menunggu konfirmasi"
    DITERAPKAN = "diterapkan", "Diterapkan"
    DIBATALKAN = "dibatalkan", "Dibatalkan"
    DIURUNGKAN = "diurungkan", "Diurungkan"


class BerkasIsian(models.Model):
    """A file between preview and confirmation, and afterwards as its record."""

    pengguna = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    nama = models.CharField("nama berkas", max_length=200)
    sha256 = models.CharField(max_length=64)
    status = models.CharField(max_length=10, choices=StatusImpor.choices(), default=StatusImpor.DIPERIKSA.value)
    diunggah_pada = models.DateTimeField(auto_now_add=True)
    selesai_pada = models.DateTimeField(null=True, blank=True)
    diurungkan_pada = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True
        ordering = ["-pk"]

    @property
    def jumlah(self) -> dict[str, int]:
        """How many rows (plan) or cells (form) are of each state, as the preview found them."""
        return self.ringkasan["jumlah"]
