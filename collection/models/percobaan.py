"""Attempts at a public door, kept only as long as they count."""

from django.conf import settings
from django.db import models


class Percobaan(models.Model):
    """One attempt: at signing in, or at another door that may be knocked at so often and no more.

    `kunci` is a keyed hash of the name that was typed, for people type a password into that field by mistake.
    """

    ruang = models.CharField(max_length=20)
    kunci = models.CharField(max_length=64, blank=True)
    alamat = models.CharField(max_length=45)
    pengguna = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="+")
    waktu = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["ruang", "alamat", "waktu"], name="percobaan_alamat"),
            models.Index(fields=["ruang", "kunci", "waktu"], name="percobaan_kunci"),
            models.Index(fields=["ruang", "waktu"], name="percobaan_waktu"),
        ]

    def __str__(self) -> str:
        return f"{self.ruang} {self.alamat}"
