"""An uploaded Excel file of the plan between preview and confirmation, and afterwards as its record."""

import uuid

from django.db import models

from collection.models.berkas_isian import BerkasIsian, StatusImpor
from collection.models.padat import PadatField
from collection.models.perangkat_daerah import PerangkatDaerah


def build_impor_path(impor: "Impor", nama: str) -> str:
    """A name that tells nothing and is never used twice; the original name stays in the row."""
    return f"impor/{uuid.uuid4().hex}"


class Impor(BerkasIsian):
    """What the file would change was found against the plan of that moment; `sidik` is its fingerprint.

    `rincian` is what the preview shows of each row, `ubahan` what is written, and, once written, with the keys of the
    rows, what is undone. Both may be large: lists of imports leave them in the database.
    """

    perangkat_daerah = models.ForeignKey(PerangkatDaerah, on_delete=models.PROTECT, related_name="impor_set")
    tahun = models.PositiveSmallIntegerField()
    berkas = models.FileField(upload_to=build_impor_path)
    ringkasan = models.JSONField(default=dict, help_text="counts, notes and sheets")
    rincian = PadatField(default=list, help_text="rows with errors, warnings and every changed cell, old and new")
    ubahan = PadatField(default=list, help_text="rows of the database to add or change, old and new")
    sidik = models.CharField(max_length=64, help_text="fingerprint of the plan that the preview was made of")

    def __str__(self) -> str:
        return f"Impor {self.nama}"

    @property
    def jumlah_ubah(self) -> int:
        """How many rows add or change something."""
        return self.jumlah["baru"] + self.jumlah["berubah"]

    @property
    def dapat_diterapkan(self) -> bool:
        """All or nothing: a file with one error changes nothing."""
        return self.status == StatusImpor.DIPERIKSA and self.jumlah_ubah > 0 and not self.jumlah["salah"]
