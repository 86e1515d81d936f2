"""Notices about an act's turn and due time, and how each person wants them by e-mail."""

from django.conf import settings
from django.db import models

from measurement.enums import CaraSurel, JenisPengingat
from measurement.models.pengukuran import PengukuranKinerja
from measurement.models.sop import Tindakan


class Pengingat(models.Model):
    """One notice to one person, once for each kind and turn of an act.

    `versi` is the case's version while the act's turn lasts: a return to the act is another turn, and a notice whose
    turn has passed is no longer shown or sent. The last three fields are the e-mail's: tries are counted before each.
    """

    pengukuran = models.ForeignKey(PengukuranKinerja, on_delete=models.PROTECT, related_name="pengingat_set")
    tindakan = models.ForeignKey(Tindakan, on_delete=models.PROTECT, related_name="+")
    versi = models.PositiveIntegerField()
    jenis = models.CharField(max_length=20, choices=JenisPengingat.choices())
    pengguna = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="pengingat_set")
    jatuh_tempo = models.DateTimeField(null=True)
    dibuat_pada = models.DateTimeField()
    dibaca_pada = models.DateTimeField(null=True)
    percobaan = models.PositiveSmallIntegerField(default=0)
    dicoba_pada = models.DateTimeField(null=True)
    dikirim_pada = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-dibuat_pada", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["pengukuran", "versi", "jenis", "pengguna"], name="pengingat_sekali")
        ]

    def __str__(self) -> str:
        return f"{JenisPengingat(self.jenis).label}: {self.tindakan}"


class Pemberitahuan(models.Model):
    """How a person wants notices by e-mail; without a row each at once."""

    pengguna = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="pemberitahuan")
    cara = models.CharField(max_length=10, choices=CaraSurel.choices(), default=CaraSurel.SETIAP.value)
    ringkasan_pada = models.DateField(null=True, help_text="day of the last digest, in the office's zone")

    class Meta:
        ordering = ["pengguna"]

    def __str__(self) -> str:
        return CaraSurel(self.cara).label
