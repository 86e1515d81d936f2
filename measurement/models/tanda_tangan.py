"""How an office's reports are signed, each attempt at it, and what the signature in the file is."""

import uuid

from django.conf import settings
from django.db import models

from collection.models import PerangkatDaerah
from collection.models.kekal import KekalModel
from measurement.enums import CaraTanda, JenisTanda, StatusUpaya
from measurement.models.dokumen import Dokumen


class PengaturanTanda(models.Model):
    """An office's way to sign. Without a row it is the office's seal.

    `sandi` is encrypted with a key of the installation (measurement.signing.rahasia); who reads the database alone
    does not have it.
    """

    perangkat_daerah = models.OneToOneField(
        PerangkatDaerah, on_delete=models.PROTECT, related_name="pengaturan_tanda"
    )
    cara = models.CharField(max_length=20, choices=CaraTanda.choices(), default=CaraTanda.SEGEL.value)
    alamat = models.CharField(max_length=200, blank=True, help_text="of the BSrE client service")
    akun = models.CharField(max_length=100, blank=True, help_text="of HTTP Basic")
    sandi = models.TextField(blank=True, help_text="of HTTP Basic, encrypted")
    wajib_tepercaya = models.BooleanField(
        default=True, help_text="only a certificate that chains to a root of the installation"
    )
    alamat_cap = models.CharField(max_length=200, blank=True, help_text="TSA (RFC 3161) of the office's seal")
    jangka_panjang = models.BooleanField(default=False, help_text="PAdES B-LTA rather than B-T")
    diubah_oleh = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    diubah_pada = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["perangkat_daerah"]

    def __str__(self) -> str:
        return f"Tanda tangan {self.perangkat_daerah}"


class IdentitasTanda(models.Model):
    """A signer's NIK as BSrE knows it, encrypted; pages show its last four digits only."""

    pengguna = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="identitas_tanda")
    nik = models.TextField(help_text="encrypted")

    class Meta:
        ordering = ["pengguna"]

    def __str__(self) -> str:
        return str(self.pengguna)


def build_upaya_path(upaya: models.Model, nama: str) -> str:
    """Never the same twice."""
    return f"upaya/{uuid.uuid4().hex}.pdf"


class UpayaTanda(models.Model):
    """One attempt at a signature that is not made inside the door's transaction. One at a time for each document.

    The signed file is kept here (`berkas`) from its arrival until it is stored with the document, so that nobody
    is asked for a second signature where only our own transaction failed.
    """

    dokumen = models.ForeignKey(Dokumen, on_delete=models.PROTECT, related_name="upaya_set")
    pengguna = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    cara = models.CharField(max_length=20, choices=CaraTanda.choices())
    status = models.CharField(max_length=20, choices=StatusUpaya.choices(), default=StatusUpaya.BERJALAN.value)
    sha256 = models.CharField(max_length=64, help_text="of the bytes that were to be signed")
    rujukan = models.CharField(max_length=100, blank=True, help_text="number at the service, for fetching it again")
    berkas = models.FileField(upload_to=build_upaya_path, blank=True)
    hasil = models.JSONField(default=dict, help_text="of a file that has arrived: its SHA-256, whose signature it is")
    alasan = models.TextField(blank=True, help_text="why it failed")
    mulai_pada = models.DateTimeField()
    selesai_pada = models.DateTimeField(null=True)

    class Meta:
        ordering = ["dokumen", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["dokumen"], condition=models.Q(status=StatusUpaya.BERJALAN.value),
                name="upaya_tanda_satu_berjalan",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.get_cara_display()}, {self.dokumen}"


class TandaTangan(KekalModel):
    """What the signature of a report is: whose certificate, by which way it came, what its format is."""

    dokumen = models.OneToOneField(Dokumen, on_delete=models.PROTECT, related_name="tanda_tangan")
    cara = models.CharField(max_length=20, choices=CaraTanda.choices())
    jenis = models.CharField(max_length=20, choices=JenisTanda.choices())
    subjek = models.CharField(max_length=250)
    penerbit = models.CharField(max_length=250)
    sidik_jari = models.CharField(max_length=64, db_index=True, help_text="SHA-256 of the certificate")
    sertifikat = models.TextField(help_text="PEM")
    format = models.CharField(max_length=40, help_text="e.g. PAdES B-B")
    rujukan = models.CharField(max_length=100, blank=True, help_text="number at the service")

    class Meta:
        ordering = ["dokumen"]

    def __str__(self) -> str:
        return self.subjek
