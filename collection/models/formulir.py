"""The triwulan and the formulir that each unit fills in for it."""

from django.conf import settings
from django.db import models
from django_fsm import FSMField, transition

from collection.enums import FORMULIR_TERBUKA, StatusFormulir
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
    """What one unit reports for one triwulan, against one version of the Perjanjian Kinerja.

    `tanda_terima_*`: the unit's receipt of the form as it was sent last. `tanpa_validasi`: why it went on to Tim SAKIP
    without a Kabid's word. `pengembalian`: the return that left only some of its rows open; blank: all are.
    """

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
    tanda_terima_pada = models.DateTimeField(null=True, blank=True)
    tanda_terima_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    divalidasi_pada = models.DateTimeField(null=True, blank=True)
    divalidasi_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    tanpa_validasi = models.TextField(blank=True)
    pengembalian = models.ForeignKey(
        "collection.Pengembalian", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["periode", "unit__urutan"]
        constraints = [models.UniqueConstraint(fields=["periode", "unit"], name="formulir_unit_unik")]

    def __str__(self) -> str:
        return f"Formulir {self.unit} {self.periode}"

    @transition(status, source=StatusFormulir.DRAF.value, target=StatusFormulir.DIKIRIM.value)
    def kirim(self) -> None:
        """Tim SAKIP mendistribusikan formulir kepada unit."""

    @transition(status, source=StatusFormulir.DIKIRIM.value, target=StatusFormulir.DIISI.value)
    def terima_unit(self) -> None:
        """Unit menerima formulir (bukti tanda terima)."""

    @transition(status, source=StatusFormulir.DIISI.value, target=StatusFormulir.DISERAHKAN.value)
    def serahkan(self) -> None:
        """Unit menyerahkan formulir terisi kepada Tim SAKIP."""

    @transition(status, source=StatusFormulir.DISERAHKAN.value, target=StatusFormulir.DIISI.value)
    def tarik(self) -> None:
        """Unit menarik kembali penyerahannya sendiri."""

    @transition(status, source=StatusFormulir.DISERAHKAN.value, target=StatusFormulir.DIVALIDASI.value)
    def validasi(self) -> None:
        """Kabid atau Kasubag unit memvalidasi isinya."""

    @transition(
        status,
        source=[StatusFormulir.DISERAHKAN.value, StatusFormulir.DIVALIDASI.value],
        target=StatusFormulir.DITERIMA.value,
    )
    def terima(self) -> None:
        """Tim SAKIP menghimpun formulir; isinya tidak berubah lagi."""

    @transition(
        status,
        source=[StatusFormulir.DISERAHKAN.value, StatusFormulir.DIVALIDASI.value, StatusFormulir.DITERIMA.value],
        target=StatusFormulir.DIKIRIM.value,
    )
    def kembalikan(self) -> None:
        """Formulir kembali kepada unit untuk dilengkapi sesuai arahan."""

    @transition(
        status,
        source=[
            StatusFormulir.DIKIRIM.value, StatusFormulir.DIISI.value, StatusFormulir.DISERAHKAN.value,
            StatusFormulir.DIVALIDASI.value,
        ],
        target=StatusFormulir.DITERIMA.value,
    )  # fmt: skip
    def tutup(self) -> None:
        """Formulir yang dibuka untuk revisi ditutup lagi, sebab revisinya dibatalkan."""

    @property
    def dapat_diisi(self) -> bool:
        """Cells may be written only while the form is with the unit; of some returns only some rows' cells."""
        return self.status in FORMULIR_TERBUKA

    @property
    def arahan(self) -> str:
        """Why the form is with the unit again; blank where it never came back, or was handed in since."""
        return self.catatan_pengembalian if self.dapat_diisi else ""
