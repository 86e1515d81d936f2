"""A form that was given back to its unit: by whom, why, and which of its rows with a note each."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from collection.models.formulir import Formulir
from collection.models.kekal import KekalModel
from collection.models.realisasi import Realisasi, RealisasiAnggaran

SATU_BARIS = Q(realisasi=None, anggaran__isnull=False) | Q(realisasi__isnull=False, anggaran=None)
"""A row is an indicator's or a sub kegiatan's, never both."""


class Pengembalian(KekalModel):
    """One return. Without rows of its own the whole form came back."""

    formulir = models.ForeignKey(Formulir, on_delete=models.PROTECT, related_name="pengembalian_set")
    pengguna = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    sebutan = models.CharField(max_length=80, help_text="as what the person returned it")
    catatan = models.TextField()
    waktu = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"Pengembalian {self.formulir}"


class BarisPengembalian(KekalModel):
    """One row that was given back; `isi` is what its cells held then."""

    pengembalian = models.ForeignKey(Pengembalian, on_delete=models.PROTECT, related_name="baris_set")
    realisasi = models.ForeignKey(Realisasi, on_delete=models.PROTECT, null=True, related_name="pengembalian_set")
    anggaran = models.ForeignKey(
        RealisasiAnggaran, on_delete=models.PROTECT, null=True, related_name="pengembalian_set"
    )
    catatan = models.TextField()
    isi = models.JSONField(default=dict)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=SATU_BARIS, name="baris_pengembalian_satu"),
            models.UniqueConstraint(fields=["pengembalian", "realisasi"], name="baris_pengembalian_realisasi_unik"),
            models.UniqueConstraint(fields=["pengembalian", "anggaran"], name="baris_pengembalian_anggaran_unik"),
        ]

    def __str__(self) -> str:
        return f"{self.pengembalian}: {self.realisasi or self.anggaran}"
