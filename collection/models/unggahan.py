"""A form's workbook as it came back, between preview and confirmation, and afterwards as its record."""

import uuid

from django.db import models

from collection.models.berkas_isian import BerkasIsian, StatusImpor
from collection.models.formulir import Formulir, Periode
from collection.models.padat import PadatField


def build_unggahan_path(unggahan: "UnggahanFormulir", nama: str) -> str:
    """A name that tells nothing and is never used twice; the original name stays in the row."""
    return f"unggahan/{uuid.uuid4().hex}"


class UnggahanFormulir(BerkasIsian):
    """Cells of a form (or, where `formulir` is empty, of several forms of a triwulan) that somebody filled in offline.

    `rincian`: the cells that differ (services/sel_unggahan.py), each with its place in the file, what it held when the
    file was made, what the file says, and what stood there at the preview. Once applied: what was written.
    """

    periode = models.ForeignKey(Periode, on_delete=models.PROTECT, related_name="unggahan_set")
    formulir = models.ForeignKey(
        Formulir, on_delete=models.PROTECT, null=True, blank=True, related_name="unggahan_set"
    )
    berkas = models.FileField(upload_to=build_unggahan_path)
    ringkasan = models.JSONField(default=dict, help_text="counts, notes and faults of the file")
    rincian = PadatField(default=list, help_text="cells that differ")

    def __str__(self) -> str:
        return f"Unggahan {self.nama}"

    @property
    def dapat_diterapkan(self) -> bool:
        """All or nothing: a file with one fault changes nothing, and neither does one that says what is stored."""
        beda = self.jumlah["ubah"] + self.jumlah["bentrok"] + self.jumlah["tanya"]
        return self.status == StatusImpor.DIPERIKSA and beda > 0 and not self.jumlah["salah"]
