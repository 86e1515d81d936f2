"""What of a form's cells has arrived: a change that is sent again after a lost answer is written once."""

from django.conf import settings
from django.db import models

from collection.models.formulir import Formulir


class KirimanSel(models.Model):
    """One accepted change of one cell, by the key that the browser made for it.

    Kept as long as a browser may send it again (services/kiriman.UMUR). `ketikan` is the fingerprint of the cell and
    the text that came with the key, `sidik` that of the value which it left in the cell.
    """

    formulir = models.ForeignKey(Formulir, on_delete=models.CASCADE, related_name="+")
    pengguna = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    kunci = models.UUIDField()
    ketikan = models.CharField(max_length=16)
    sidik = models.CharField(max_length=16)
    waktu = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["formulir", "pengguna", "kunci"], name="kiriman_sel_unik")]
        indexes = [models.Index(fields=["waktu"], name="kiriman_sel_waktu")]

    def __str__(self) -> str:
        return str(self.kunci)
