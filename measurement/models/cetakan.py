"""Work that takes longer than a request may: a report that is laid out, an archive package that is written."""

from django.db import models

from measurement.enums import JenisCetakan, StatusCetakan
from measurement.models.dokumen import Dokumen
from measurement.models.pengukuran import PengukuranKinerja


class Cetakan(models.Model):
    """One piece of such work for a case. One of a kind at a time (the database holds it): a newer content begins anew.

    Not a record of what was done but of what is being done: its rows change, and nothing legal hangs on them.
    """

    pengukuran = models.ForeignKey(PengukuranKinerja, on_delete=models.PROTECT, related_name="cetakan_set")
    dokumen = models.ForeignKey(Dokumen, on_delete=models.PROTECT, null=True, related_name="cetakan_set")
    jenis = models.CharField(max_length=10, choices=JenisCetakan.choices())
    sidik = models.CharField(max_length=64, help_text="SHA-256 of what is printed; another one begins the work anew")
    status = models.CharField(max_length=10, choices=StatusCetakan.choices(), default=StatusCetakan.MENUNGGU.value)
    kunci = models.CharField(max_length=32, blank=True, help_text="of the process that works on it")
    bagian_selesai = models.PositiveIntegerField(default=0)
    bagian_jumlah = models.PositiveIntegerField(default=0, help_text="0: not known yet")
    percobaan = models.PositiveSmallIntegerField(default=0)
    denyut = models.DateTimeField(help_text="last sign of life")
    galat = models.TextField(blank=True, help_text="sentence for the user: why it failed")

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["pengukuran", "jenis"], name="cetakan_satu_per_jenis")]

    def __str__(self) -> str:
        return f"{JenisCetakan(self.jenis).label} {self.pengukuran}"

    @property
    def berjalan(self) -> bool:
        """Whether it is still to come."""
        return self.status in (StatusCetakan.MENUNGGU, StatusCetakan.BERJALAN)

    @property
    def kemajuan(self) -> str:
        """How far it is, in words."""
        if not self.bagian_jumlah:
            return "belum dimulai" if self.status == StatusCetakan.MENUNGGU else "sedang dimulai"
        return f"{self.bagian_selesai} dari {self.bagian_jumlah} bagian"
