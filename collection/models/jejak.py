"""The audit trail: who changed what, from which value to which, and what was refused."""

from django.conf import settings
from django.db import models

from collection.models.kekal import KekalModel
from collection.models.perangkat_daerah import PerangkatDaerah


class Jejak(KekalModel):
    """One accepted change or one refused attempt."""

    perangkat_daerah = models.ForeignKey(PerangkatDaerah, on_delete=models.PROTECT, related_name="jejak_set")
    waktu = models.DateTimeField(auto_now_add=True)
    pengguna = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    aksi = models.CharField(max_length=60)
    objek = models.CharField(max_length=60)
    objek_id = models.BigIntegerField()
    label = models.CharField(max_length=250, blank=True)
    lama = models.JSONField(default=dict)
    baru = models.JSONField(default=dict)
    diterima = models.BooleanField(default=True)
    alasan = models.TextField(blank=True)

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["objek", "objek_id"], name="jejak_objek")]

    def __str__(self) -> str:
        return f"{self.aksi} {self.label}"
