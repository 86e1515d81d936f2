"""Evidence of a realisasi: a file, a link or a note; nothing of it is ever deleted."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from collection.enums import BentukBukti
from collection.models.realisasi import Realisasi

PANJANG_SYARAT = 150


def build_bukti_path(bukti: "Bukti", nama: str) -> str:
    """A name that tells nothing and is never used twice; the original name stays in the row."""
    return f"bukti/{uuid.uuid4().hex}"


class BuktiQuerySet(models.QuerySet):
    """Evidence by where it stands."""

    def terpasang(self) -> "BuktiQuerySet":
        """What was not taken off its row; with those that another one replaced, which stay readable."""
        return self.filter(dihapus_pada=None)

    def kini(self) -> "BuktiQuerySet":
        """What stands for the row now: neither taken off nor replaced."""
        return self.terpasang().filter(pengganti=None)


class Bukti(models.Model):
    """One piece of evidence. A removed or replaced one stays in the store, marked with who, when and why.

    A file has `berkas`, a link its address and a note its text in `isi`; `sha256` is of the file's bytes or of `isi`
    in UTF-8. `syarat` repeats the line of Indikator.bukti_diminta that it meets, in the words of that day.
    """

    realisasi = models.ForeignKey(Realisasi, on_delete=models.PROTECT, related_name="bukti_set")
    bentuk = models.CharField(max_length=10, choices=BentukBukti.choices(), default=BentukBukti.BERKAS.value)
    berkas = models.FileField(upload_to=build_bukti_path, blank=True)
    isi = models.TextField("tautan atau catatan", blank=True)
    nama = models.CharField(max_length=200)
    jenis = models.CharField(max_length=100)
    ukuran = models.PositiveIntegerField(help_text="byte")
    sha256 = models.CharField(max_length=64)
    halaman = models.CharField(max_length=60, blank=True)
    syarat = models.CharField("bukti yang diminta", max_length=PANJANG_SYARAT, blank=True)
    diunggah_oleh = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    diunggah_pada = models.DateTimeField(auto_now_add=True)
    pengganti = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="digantikan_set"
    )
    alasan_ganti = models.TextField("alasan penggantian", blank=True)
    dihapus_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    dihapus_pada = models.DateTimeField(null=True, blank=True)

    objects = BuktiQuerySet.as_manager()

    class Meta:
        ordering = ["realisasi", "diunggah_pada", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(bentuk="berkas", isi="") & ~Q(berkas="") | ~Q(bentuk="berkas") & ~Q(isi="") & Q(berkas=""),
                name="bukti_berkas_atau_isi",
            ),
            models.CheckConstraint(
                condition=Q(pengganti=None, alasan_ganti="") | Q(pengganti__isnull=False) & ~Q(alasan_ganti=""),
                name="bukti_ganti_beralasan",
            ),
        ]

    def __str__(self) -> str:
        return self.nama
