"""The office's logo, as its letterhead prints it."""

from django.conf import settings
from django.db import models

from collection.models.kekal import KekalModel
from collection.models.perangkat_daerah import PerangkatDaerah


class Logo(KekalModel):
    """A logo of an office, made anew from what was uploaded. The latest row counts; without content there is none.

    Rows stay: papers that were issued with an earlier logo still show it.
    """

    perangkat_daerah = models.ForeignKey(PerangkatDaerah, on_delete=models.PROTECT, related_name="logo_set")
    isi = models.BinaryField(default=b"", help_text="PNG; empty: the office has no logo from then on")
    sha256 = models.CharField(max_length=64, blank=True)
    lebar = models.PositiveSmallIntegerField(default=0, help_text="pixels")
    tinggi = models.PositiveSmallIntegerField(default=0, help_text="pixels")
    diunggah_oleh = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    diunggah_pada = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"Logo {self.perangkat_daerah}" if self.sha256 else f"Tanpa logo, {self.perangkat_daerah}"
