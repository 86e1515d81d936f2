"""The office and its units."""

import datetime
from zoneinfo import ZoneInfo

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone

from collection.enums import JenisUnit, NasibArsip, ZonaWaktu

RENTANG_TAHUN = "Tulis bilangan bulat 1 sampai 100."
TAHUN_RETENSI = [MinValueValidator(1, RENTANG_TAHUN), MaxValueValidator(100, RENTANG_TAHUN)]


class PerangkatDaerah(models.Model):
    """A Dinas or Badan. Everything else belongs to exactly one of them.

    The years of retention are what its government's JRA says of the case's records; what the act of archiving put on
    record for one case goes before them.
    """

    kode = models.CharField(max_length=40, unique=True)
    singkatan = models.SlugField(max_length=30, unique=True)
    nama = models.CharField(max_length=250)
    pemerintah = models.CharField(max_length=150, help_text="Baris pertama kop, misalnya Pemerintah Kabupaten …")
    alamat = models.CharField(max_length=250)
    kota = models.CharField("tempat penandatanganan", max_length=80)
    zona = models.CharField(max_length=30, choices=ZonaWaktu.choices(), default=ZonaWaktu.WIB.value)
    sebutan_kepala = models.CharField(max_length=80, default="Kepala Dinas")
    pola_nomor = models.CharField(
        "pola nomor laporan", max_length=120, default="{klasifikasi}/{urut}/{unit}/{tahun}",
        help_text="Bagian yang tersedia: {klasifikasi} {urut} {unit} {tahun}",
    )  # fmt: skip
    kode_klasifikasi = models.CharField("kode klasifikasi arsip", max_length=20, default="700")
    kode_unit_surat = models.CharField("kode unit pada nomor surat", max_length=40)
    wajib_validasi = models.BooleanField(
        "formulir divalidasi Kabid sebelum dihimpun", default=False,
        help_text="Bila dicentang, Tim SAKIP baru dapat menghimpun setelah Kabid atau Kasubag memvalidasi formulir "
        "unitnya. Unit yang tidak punya Kabid atau Kasubag hari itu dilewati, dan itu tercatat.",
    )  # fmt: skip
    derajat_periksa = models.JSONField(
        default=dict, blank=True, editable=False,
        help_text="how grave a check of its forms is where the office has it otherwise than usual (kewajaran.py)",
    )  # fmt: skip
    retensi_aktif = models.PositiveSmallIntegerField(
        "retensi aktif laporan (tahun)", default=2, validators=TAHUN_RETENSI,
        help_text="Dihitung sejak pengukuran selesai.",
    )  # fmt: skip
    retensi_inaktif = models.PositiveSmallIntegerField(
        "retensi inaktif laporan (tahun)", default=3, validators=TAHUN_RETENSI, help_text="Sesudah masa aktifnya."
    )
    nasib_arsip = models.CharField(
        "nasib akhir laporan", max_length=20, choices=NasibArsip.choices(), default=NasibArsip.PERMANEN.value
    )
    retensi_kerja = models.PositiveSmallIntegerField(
        "retensi kertas kerja, bukti, dan naskah (tahun)", default=5, validators=TAHUN_RETENSI,
        help_text="Dihitung sejak pengukuran selesai; sesudah itu dapat diusulkan musnah.",
    )  # fmt: skip

    class Meta:
        ordering = ["nama"]

    def __str__(self) -> str:
        return self.nama

    def hari_ini(self) -> datetime.date:
        """Today in the office's own zone: the day by which roles begin and end and letters are dated."""
        return timezone.localdate(timezone=ZoneInfo(self.zona))


class Unit(models.Model):
    """Sekretariat, a bidang or a UPTD: fills in one formulir per triwulan."""

    perangkat_daerah = models.ForeignKey(PerangkatDaerah, on_delete=models.PROTECT, related_name="unit_set")
    singkatan = models.CharField(max_length=30)
    nama = models.CharField(max_length=150)
    jenis = models.CharField(max_length=20, choices=JenisUnit.choices(), default=JenisUnit.BIDANG.value)
    urutan = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["perangkat_daerah", "urutan", "nama"]
        constraints = [
            models.UniqueConstraint(fields=["perangkat_daerah", "singkatan"], name="unit_singkatan_unik")
        ]

    def __str__(self) -> str:
        return self.nama
