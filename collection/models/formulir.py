"""The triwulan and the formulir that each unit fills in for it."""

from django.conf import settings
from django.db import models
from django_fsm import FSMField, transition

from collection.enums import StatusFormulir
from collection.models.perangkat_daerah import PerangkatDaerah, Unit
from collection.models.perjanjian_kinerja import PerjanjianKinerja

ROMAWI = {1: "I", 2: "II", 3: "III", 4: "IV"}


class Periode(models.Model):
    """One triwulan of one office."""

    perangkat_daerah = models.ForeignKey(PerangkatDaerah, on_delete=models.PROTECT, related_name="periode_set")
    tahun = models.PositiveSmallIntegerField()
    triwulan = models.PositiveSmallIntegerField(choices=[(n, f"Triwulan {r}") for n, r in ROMAWI.items()])

    class Meta:
        ordering = ["perangkat_daerah", "-tahun", "-triwulan"]
        constraints = [
            models.UniqueConstraint(fields=["perangkat_daerah", "tahun", "triwulan"], name="periode_unik"),
            models.CheckConstraint(condition=models.Q(triwulan__range=(1, 4)), name="periode_triwulan_1_4"),
        ]

    def __str__(self) -> str:
        return f"Triwulan {ROMAWI[self.triwulan]} {self.tahun}"


class Formulir(models.Model):
    """What one unit reports for one triwulan, against one version of the Perjanjian Kinerja."""

    periode = models.ForeignKey(Periode, on_delete=models.PROTECT, related_name="formulir_set")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="formulir_set")
    perjanjian_kinerja = models.ForeignKey(PerjanjianKinerja, on_delete=models.PROTECT, related_name="formulir_set")
    status = FSMField(choices=StatusFormulir.choices(), default=StatusFormulir.DRAF.value, protected=True)
    dikirim_pada = models.DateTimeField(null=True, blank=True)
    diserahkan_pada = models.DateTimeField(null=True, blank=True)
    diserahkan_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    catatan_pengembalian = models.TextField(blank=True)

    class Meta:
        ordering = ["periode", "unit__urutan"]
        constraints = [models.UniqueConstraint(fields=["periode", "unit"], name="formulir_unit_unik")]

    def __str__(self) -> str:
        return f"Formulir {self.unit} {self.periode}"

    @transition(status, source=StatusFormulir.DRAF.value, target=StatusFormulir.DIKIRIM.value)
    def kirim(self) -> None:
        """Tim SAKIP mendistribusikan formulir kepada unit."""

    @transition(status, source=StatusFormulir.DIKIRIM.value, target=StatusFormulir.DISERAHKAN.value)
    def serahkan(self) -> None:
        """Unit menyerahkan formulir terisi kepada Tim SAKIP."""

    @transition(status, source=StatusFormulir.DISERAHKAN.value, target=StatusFormulir.DITERIMA.value)
    def terima(self) -> None:
        """Tim SAKIP menghimpun formulir; isinya tidak berubah lagi."""

    @transition(
        status,
        source=[StatusFormulir.DISERAHKAN.value, StatusFormulir.DITERIMA.value],
        target=StatusFormulir.DIKIRIM.value,
    )
    def kembalikan(self) -> None:
        """Formulir kembali kepada unit untuk dilengkapi sesuai arahan."""

    @transition(
        status,
        source=[StatusFormulir.DIKIRIM.value, StatusFormulir.DISERAHKAN.value],
        target=StatusFormulir.DITERIMA.value,
    )
    def tutup(self) -> None:
        """Formulir yang dibuka untuk revisi ditutup lagi, sebab revisinya dibatalkan."""

    @property
    def dapat_diisi(self) -> bool:
        """Cells may be written only while the form is with the unit."""
        return self.status == StatusFormulir.DIKIRIM

    @property
    def arahan(self) -> str:
        """Why the form is with the unit again; blank where it never came back, or was handed in since."""
        return self.catatan_pengembalian if self.dapat_diisi else ""
