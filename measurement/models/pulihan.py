"""An archive package brought back into an installation that does not hold its case, and the signed papers in it."""

import uuid
from dataclasses import dataclass

from django.db import models

from collection.enums import ZonaWaktu
from collection.models.kekal import KekalModel
from measurement.enums import JenisNaskah, JenisTanda
from measurement.models.dokumen import build_dokumen_path


@dataclass(frozen=True)
class KantorPulihan:
    """The office as the package names it; there may be no row of it here."""

    kode: str
    nama: str
    pemerintah: str
    singkatan: str
    zona: str


@dataclass(frozen=True)
class PenandaPulihan:
    """Who signed, as the package names them."""

    nama: str


def build_arsip_path(arsip: models.Model, nama: str) -> str:
    """Never the name that the file came with."""
    return f"arsip/{uuid.uuid4().hex}.zip"


class ArsipPulihan(KekalModel):
    """One package, kept whole. The office stands here in words: the installation may be empty, or get it later."""

    kode_kantor = models.CharField(max_length=40, db_index=True)
    nama_kantor = models.CharField(max_length=250)
    pemerintah = models.CharField(max_length=150)
    singkatan = models.CharField(max_length=30)
    zona = models.CharField(max_length=30, choices=ZonaWaktu.choices())
    tahun = models.PositiveSmallIntegerField()
    sebutan_periode = models.CharField(max_length=80)
    nama = models.CharField(max_length=250, help_text="of the case")
    berkas = models.FileField(upload_to=build_arsip_path)
    ukuran = models.PositiveBigIntegerField(help_text="byte")
    sha256 = models.CharField(max_length=64)
    dipulihkan_pada = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-tahun", "-pk"]

    def __str__(self) -> str:
        return f"{self.nama}, {self.nama_kantor}"

    @property
    def perangkat_daerah(self) -> KantorPulihan:
        """The office whose case it was."""
        return KantorPulihan(self.kode_kantor, self.nama_kantor, self.pemerintah, self.singkatan, self.zona)


class DokumenPulihan(KekalModel):
    """A signed report or sealed paper of such a package. It reads as a signed Dokumen does: one page verifies all."""

    arsip = models.ForeignKey(ArsipPulihan, on_delete=models.PROTECT, related_name="dokumen_set")
    jenis = models.CharField(max_length=30, choices=JenisNaskah.choices())
    kode = models.CharField(max_length=40, unique=True)
    nomor = models.CharField(max_length=120)
    tanggal = models.DateField()
    nama_penanda = models.CharField(max_length=250)
    sebutan = models.CharField(max_length=80)
    ditandatangani_pada = models.DateTimeField()
    berkas = models.FileField(upload_to=build_dokumen_path)
    sha256 = models.CharField(max_length=64, db_index=True)
    jenis_tanda = models.CharField(max_length=20, choices=JenisTanda.choices())
    subjek = models.CharField(max_length=250)
    nama_penerbit = models.CharField(max_length=250, blank=True)
    format = models.CharField(max_length=40, blank=True)
    sidik_jari = models.CharField(max_length=64, db_index=True, help_text="SHA-256 of the signing certificate")
    penerbit = models.TextField(blank=True, help_text="PEM of the seal's internal CA; blank: signed in another way")
    gugur = models.TextField(blank=True, help_text="why it was not in force when the package was made")
    menggantikan = models.CharField(max_length=40, blank=True, db_index=True, help_text="code of the report before it")

    class Meta:
        ordering = ["arsip", "pk"]

    def __str__(self) -> str:
        return f"{self.judul} {self.nomor}".strip()

    @property
    def pengukuran(self) -> ArsipPulihan:
        """What stands for the case: office and period."""
        return self.arsip

    @property
    def judul(self) -> str:
        """What kind of document it is."""
        return JenisNaskah(self.jenis).label

    @property
    def penanda_tangan(self) -> PenandaPulihan:
        """Who signed."""
        return PenandaPulihan(self.nama_penanda)
