"""Papers that acts make, scans that stand for them, and the office's own wording of each kind."""

import datetime
import uuid

from django.conf import settings
from django.db import models

from collection.models import Pengguna, PerangkatDaerah
from collection.models.kekal import KekalModel
from measurement.enums import JenisNaskah
from measurement.models.disposisi import Disposisi
from measurement.models.dokumen import NomorSurat, Segel, build_dokumen_path, build_kode
from measurement.models.pengukuran import PengukuranKinerja


class TemplatNaskah(KekalModel):
    """One version of an office's wording of one kind of paper; a part that it does not name has the usual wording."""

    perangkat_daerah = models.ForeignKey(
        PerangkatDaerah, on_delete=models.PROTECT, related_name="templat_naskah_set"
    )
    jenis = models.CharField(max_length=30, choices=JenisNaskah.choices())
    versi = models.PositiveIntegerField()
    teks = models.JSONField(default=dict, help_text="name of the part → wording; empty: the usual wording again")
    pola_nomor = models.CharField(max_length=120, blank=True, help_text="blank: the office's own pattern")
    dibuat_oleh = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    dibuat_pada = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["perangkat_daerah", "jenis", "-versi"]
        constraints = [
            models.UniqueConstraint(
                fields=["perangkat_daerah", "jenis", "versi"], name="templat_naskah_versi_unik"
            )
        ]

    def __str__(self) -> str:
        return f"{JenisNaskah(self.jenis).label} versi {self.versi}"


class Naskah(KekalModel):
    """One paper, as it was when the act was done: everything that it shows is in `isi`."""

    disposisi = models.ForeignKey(Disposisi, on_delete=models.PROTECT, related_name="naskah_set")
    jenis = models.CharField(max_length=30, choices=JenisNaskah.choices())
    nomor_surat = models.OneToOneField(NomorSurat, on_delete=models.PROTECT, null=True, related_name="naskah")
    tanggal = models.DateField()
    isi = models.TextField(help_text="canonical JSON: all that the paper shows")
    sha256 = models.CharField(max_length=64, help_text="of isi")

    class Meta:
        ordering = ["disposisi", "pk"]
        constraints = [models.UniqueConstraint(fields=["disposisi", "jenis"], name="naskah_satu_per_jenis")]

    def __str__(self) -> str:
        return f"{JenisNaskah(self.jenis).label} {self.nomor_surat or ''}".strip()


class NaskahBersegel(KekalModel):
    """The sealed PDF of a paper that the Kepala signs in the office's name; who signed, and when, its act says.

    It reads as a signed Dokumen does, so that one page verifies both.
    """

    naskah = models.OneToOneField(Naskah, on_delete=models.PROTECT, related_name="bersegel")
    kode = models.CharField(max_length=40, unique=True, default=build_kode)
    berkas = models.FileField(upload_to=build_dokumen_path)
    sha256 = models.CharField(max_length=64, help_text="of the file as it was sealed")
    segel = models.ForeignKey(Segel, on_delete=models.PROTECT, related_name="naskah_bersegel_set")

    class Meta:
        ordering = ["naskah"]

    def __str__(self) -> str:
        return str(self.naskah)

    @property
    def pengukuran(self) -> PengukuranKinerja:
        """The case whose paper it is."""
        return self.naskah.disposisi.pengukuran

    @property
    def judul(self) -> str:
        """What kind of document it is."""
        return JenisNaskah(self.naskah.jenis).label

    @property
    def nomor(self) -> str:
        """Its number in the office's register."""
        return str(self.naskah.nomor_surat or "")

    @property
    def tanggal(self) -> datetime.date:
        """The day that the paper bears."""
        return self.naskah.tanggal

    @property
    def penanda_tangan(self) -> Pengguna:
        """Who typed the phrase."""
        return self.naskah.disposisi.pengguna

    @property
    def sebutan(self) -> str:
        """The role as held then, e.g. Plt. Kepala."""
        return self.naskah.disposisi.sebutan

    @property
    def ditandatangani_pada(self) -> datetime.datetime:
        """When the act was done that signed it."""
        return self.naskah.disposisi.waktu


def build_pindaian_path(pindaian: "Pindaian", nama: str) -> str:
    """Never a name that somebody typed, never the same twice."""
    return f"pindaian/{uuid.uuid4().hex}"


class Pindaian(KekalModel):
    """The scan of a paper that was made outside and stands for the one that the act would make; no other one."""

    disposisi = models.OneToOneField(Disposisi, on_delete=models.PROTECT, related_name="pindaian")
    berkas = models.FileField(upload_to=build_pindaian_path)
    nama = models.CharField(max_length=200)
    jenis = models.CharField(max_length=100, help_text="MIME type, by content")
    ukuran = models.PositiveIntegerField(help_text="byte")
    sha256 = models.CharField(max_length=64)
    nomor = models.CharField(max_length=120, blank=True, help_text="as written on the paper")
    untuk = models.CharField(
        max_length=30, choices=JenisNaskah.choices(), blank=True,
        help_text="the paper for which it stands; blank of old: all papers of its act",
    )  # fmt: skip

    class Meta:
        ordering = ["disposisi"]

    def __str__(self) -> str:
        return self.nama
