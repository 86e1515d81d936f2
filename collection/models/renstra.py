"""Renstra: what the office wants to reach in five years."""

from django.db import models

from collection.models.perangkat_daerah import PerangkatDaerah


class Renstra(models.Model):
    """The five-year plan of an office."""

    perangkat_daerah = models.ForeignKey(PerangkatDaerah, on_delete=models.PROTECT, related_name="renstra_set")
    nama = models.CharField(max_length=200)
    tahun_awal = models.PositiveSmallIntegerField()
    tahun_akhir = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["perangkat_daerah", "-tahun_awal"]
        constraints = [
            models.UniqueConstraint(fields=["perangkat_daerah", "tahun_awal"], name="renstra_tahun_unik"),
            models.CheckConstraint(
                condition=models.Q(tahun_akhir__gte=models.F("tahun_awal")), name="renstra_rentang_tahun"
            ),
        ]

    def __str__(self) -> str:
        return self.nama


class Tujuan(models.Model):
    """What the office wants to reach by the end of the Renstra."""

    renstra = models.ForeignKey(Renstra, on_delete=models.PROTECT, related_name="tujuan_set")
    kode = models.CharField(max_length=20)
    uraian = models.TextField()

    class Meta:
        ordering = ["renstra", "kode"]
        constraints = [models.UniqueConstraint(fields=["renstra", "kode"], name="tujuan_kode_unik")]

    def __str__(self) -> str:
        return self.uraian


class Sasaran(models.Model):
    """A measurable part of a tujuan; its IKU are promised in the Perjanjian Kinerja."""

    tujuan = models.ForeignKey(Tujuan, on_delete=models.PROTECT, related_name="sasaran_set")
    kode = models.CharField(max_length=20)
    uraian = models.TextField()

    class Meta:
        ordering = ["tujuan", "kode"]
        constraints = [models.UniqueConstraint(fields=["tujuan", "kode"], name="sasaran_kode_unik")]

    def __str__(self) -> str:
        return self.uraian
