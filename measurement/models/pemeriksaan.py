"""What the verification said of each row of a round: approved, or given back with a note."""

from django.conf import settings
from django.db import models

from collection.models.kekal import KekalModel
from measurement.enums import HasilPeriksa
from measurement.models.kertas_kerja import BarisKertasKerja, Koreksi


class PemeriksaanBaris(KekalModel):
    """One look at one row by whoever verifies; the latest one of a row counts.

    `koreksi` is the Kepala's correction that stood beside the row then: another one since must be looked at again.
    """

    baris = models.ForeignKey(BarisKertasKerja, on_delete=models.PROTECT, related_name="pemeriksaan_set")
    koreksi = models.ForeignKey(Koreksi, on_delete=models.PROTECT, null=True, related_name="+")
    hasil = models.CharField(max_length=10, choices=HasilPeriksa.choices())
    catatan = models.TextField(blank=True)
    pengguna = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    sebutan = models.CharField(max_length=80)
    waktu = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{HasilPeriksa(self.hasil).label}: {self.baris}"
