"""A form's workbook as it came back, between preview and confirmation, and afterwards as its record."""

import uuid

from django.conf import settings
from django.db import models

from collection.models.formulir import Formulir, Periode
from collection.models.impor import StatusImpor
from collection.models.padat import PadatField


def build_unggahan_path(unggahan: "UnggahanFormulir", nama: str) -> str:
    """A name that tells nothing and is never used twice; the original name stays in the row."""
    return f"unggahan/{uuid.uuid4().hex}"


class UnggahanFormulir(models.Model):
    """Cells of a form (or, where `formulir` is empty, of several forms of a triwulan) that somebody filled in offline.

    `rincian`: the cells that differ (services/sel_unggahan.py), each with its place in the file, what it held when the
    file was made, what the file says, and what stood there at the preview. Once applied: what was written.
    """

    periode = models.ForeignKey(Periode, on_delete=models.PROTECT, related_name="unggahan_set")
    formulir = models.ForeignKey(
        Formulir, on_delete=models.PROTECT, null=True, blank=True, related_name="unggahan_set"
    )
    pengguna = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    berkas = models.FileField(upload_to=build_unggahan_path)
    nama = models.CharField("nama berkas", max_length=200)
    sha256 = models.CharField(max_length=64)
    status = models.CharField(max_length=10, choices=StatusImpor.choices(), default=StatusImpor.DIPERIKSA.value)
    ringkasan = models.JSONField(default=dict, help_text="counts, notes and faults of the file")
    rincian = PadatField(default=list, help_text="cells that differ")
    diunggah_pada = models.DateTimeField(auto_now_add=True)
    selesai_pada = models.DateTimeField(null=True, blank=True)
    diurungkan_pada = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"Unggahan {self.nama}"

    @property
    def jumlah(self) -> dict[str, int]:
        """How many cells are of each state (services/sel_unggahan.KeadaanUnggahan)."""
        return self.ringkasan["jumlah"]

    @property
    def dapat_diterapkan(self) -> bool:
        """All or nothing: a file with one fault changes nothing, and neither does one that says what is stored."""
        beda = self.jumlah["ubah"] + self.jumlah["bentrok"] + self.jumlah["tanya"]
        return self.status == StatusImpor.DIPERIKSA and beda > 0 and not self.jumlah["salah"]
