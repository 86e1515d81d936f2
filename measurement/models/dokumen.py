"""The sealed report, the snapshot that it shows, the register of numbers, and the office's seal."""

import secrets
import uuid

from django.conf import settings
from django.db import models

from collection.models import PerangkatDaerah
from collection.models.kekal import KekalModel
from measurement.enums import BATAL_BERSAMA, JenisNaskah, Status, StatusDokumen
from measurement.models.disposisi import Disposisi
from measurement.models.pengukuran import PengukuranKinerja
from measurement.naskah import BERAGENDA

AGENDA = [jenis.value for jenis in BERAGENDA]


class NomorSurat(KekalModel):
    """One number of the office's register. Gap-free per office and year: a number once given stays on record.

    The numbers of the agenda (lembar disposisi) count for themselves. A number that a scanned paper brings with it is
    entered as it is written there, without a place (`urut`) among our own.
    """

    perangkat_daerah = models.ForeignKey(PerangkatDaerah, on_delete=models.PROTECT, related_name="nomor_surat_set")
    tahun = models.PositiveSmallIntegerField()
    urut = models.PositiveIntegerField(null=True, help_text="none: the number of a scanned paper")
    nomor = models.CharField(max_length=120)
    jenis = models.CharField(max_length=30, choices=JenisNaskah.choices(), default=JenisNaskah.LAPORAN.value)
    pengukuran = models.ForeignKey(PengukuranKinerja, on_delete=models.PROTECT, related_name="nomor_surat_set")
    disposisi = models.OneToOneField(
        Disposisi, on_delete=models.PROTECT, null=True, related_name="nomor_kertas",
        help_text="the act whose scan brought it",
    )  # fmt: skip
    diambil_pada = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["perangkat_daerah", "tahun", "urut"]
        constraints = [
            models.UniqueConstraint(
                fields=["perangkat_daerah", "tahun", "urut"],
                condition=~models.Q(jenis__in=AGENDA),
                name="nomor_surat_urut_unik",
            ),
            models.UniqueConstraint(
                fields=["perangkat_daerah", "tahun", "urut"],
                condition=models.Q(jenis__in=AGENDA),
                name="nomor_agenda_urut_unik",
            ),
            models.UniqueConstraint(
                fields=["pengukuran"],
                condition=models.Q(jenis=JenisNaskah.LAPORAN.value),
                name="nomor_surat_satu_laporan",
            ),
            models.CheckConstraint(
                condition=models.Q(urut=None, disposisi__isnull=False) | models.Q(urut__isnull=False, disposisi=None),
                name="nomor_surat_urut_atau_pindaian",
            ),
        ]

    def __str__(self) -> str:
        return self.nomor

    @property
    def sebutan(self) -> str:
        """The number with the word for it."""
        return f"Nomor agenda {self.nomor}" if self.jenis in AGENDA else f"Nomor {self.nomor}"


class Segel(KekalModel):
    """The office's own certificate. The PKCS#12 is encrypted with a passphrase that is stored nowhere.

    `unggahan`: somebody else issued it and the office uploaded it; then who is trusted decides what it is called.
    """

    perangkat_daerah = models.ForeignKey(PerangkatDaerah, on_delete=models.PROTECT, related_name="segel_set")
    p12 = models.BinaryField()
    sertifikat = models.TextField(help_text="PEM")
    penerbit = models.TextField(
        help_text="PEM of the internal CA that issued it; of an uploaded one what the chain in its file ends in"
    )
    unggahan = models.BooleanField(default=False, help_text="issued elsewhere, and uploaded")
    subjek = models.CharField(max_length=250)
    sidik_jari = models.CharField(max_length=64, help_text="SHA-256 of the certificate")
    berlaku_sampai = models.DateTimeField()
    dibuat_pada = models.DateTimeField(auto_now_add=True)
    dibuat_oleh = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["perangkat_daerah", "-pk"]

    def __str__(self) -> str:
        return self.subjek


def build_kode() -> str:
    """A code for the QR that nobody can guess: 100 bits."""
    return secrets.token_hex(13)


def build_dokumen_path(dokumen: models.Model, nama: str) -> str:
    """Never the same twice: a signed file is never rewritten."""
    return f"dokumen/{uuid.uuid4().hex}.pdf"


class Dokumen(models.Model):
    """A report: prepared, then signed once. Nothing changes after that (database trigger)."""

    pengukuran = models.ForeignKey(PengukuranKinerja, on_delete=models.PROTECT, related_name="dokumen_set")
    nomor = models.CharField(max_length=120)
    tanggal = models.DateField()
    kode = models.CharField(max_length=40, unique=True, default=build_kode)
    snapshot = models.TextField(help_text="canonical JSON: all that the PDF shows")
    sha256_snapshot = models.CharField(max_length=64)
    status = models.CharField(
        max_length=20, choices=StatusDokumen.choices(), default=StatusDokumen.DISIAPKAN.value
    )
    berkas = models.FileField(upload_to=build_dokumen_path, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    segel = models.ForeignKey(Segel, on_delete=models.PROTECT, null=True, related_name="dokumen_set")
    penanda_tangan = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    sebutan = models.CharField(max_length=80, blank=True)
    ditandatangani_pada = models.DateTimeField(null=True)
    dibuat_pada = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pengukuran", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["pengukuran"],
                condition=models.Q(status=StatusDokumen.DITANDATANGANI.value),
                name="dokumen_satu_bertanda_tangan",
            )
        ]

    def __str__(self) -> str:
        return self.nomor

    @property
    def judul(self) -> str:
        """What kind of document it is."""
        return JenisNaskah.LAPORAN.label

    @property
    def batal(self) -> bool:
        """Whether its case was cancelled before it was signed: it will never be a report."""
        return self.status == StatusDokumen.DISIAPKAN and self.pengukuran.status == Status.DIBATALKAN

    @property
    def keadaan(self) -> str:
        """Where the report stands, as the register says it."""
        return BATAL_BERSAMA if self.batal else str(StatusDokumen(self.status).label)
