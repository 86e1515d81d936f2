"""The kertas kerja: what the figures add up to. Computing again makes a new round; rows are never edited."""

from decimal import Decimal

from django.conf import settings
from django.db import models

from collection.enums import JenisIndikator, Konsolidasi, Rumus
from collection.models import Indikator
from collection.models.bilangan import NilaiField, RentangModel, RupiahField
from collection.models.kekal import KekalModel
from collection.nilai import NilaiRealisasi, build_realisasi
from measurement.enums import Alasan
from measurement.models.metodologi import Metodologi
from measurement.models.pengukuran import PengukuranKinerja
from measurement.nilai import Komponen, read_realisasi


class PersenField(models.DecimalField):
    """A capaian in percent, rounded half up to the two decimals that are printed."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **{"max_digits": 30, "decimal_places": 2, "null": True, **kwargs})


class KertasKerja(models.Model):
    """One round of computing a case. Frozen once it was handed to the Sekretaris (database trigger)."""

    pengukuran = models.ForeignKey(PengukuranKinerja, on_delete=models.PROTECT, related_name="kertas_kerja_set")
    putaran = models.PositiveSmallIntegerField()
    metodologi = models.ForeignKey(Metodologi, on_delete=models.PROTECT, related_name="+")
    dihitung_oleh = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    dihitung_pada = models.DateTimeField()
    dibekukan_pada = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pengukuran", "-putaran"]
        constraints = [models.UniqueConstraint(fields=["pengukuran", "putaran"], name="kertas_kerja_putaran_unik")]

    def __str__(self) -> str:
        return f"Kertas kerja putaran {self.putaran}"


class HasilModel(KekalModel):
    """The result of the arithmetic for one realisasi, as measurement.capaian gave it."""

    capaian_mentah = PersenField()
    capaian = PersenField(help_text="counted: after cap and floor")
    capaian_penuh = models.CharField(
        max_length=80, blank=True, default="",
        help_text="counted, before rounding, as exact text: what means are taken of; empty in rows of before",
    )
    alasan = models.CharField(max_length=30, choices=Alasan.choices())
    penjelasan = models.TextField(help_text="the worked line")
    kategori = models.CharField(max_length=40, blank=True)
    tingkat = models.PositiveSmallIntegerField(null=True)
    capaian_tahunan = PersenField(help_text="raw, against the annual target")
    penjelasan_tahunan = models.TextField(blank=True)

    class Meta:
        abstract = True


class BarisKertasKerja(HasilModel, RentangModel):
    """One indicator with a copy of everything that its figure came from: later edits move nothing here."""

    kertas_kerja = models.ForeignKey(KertasKerja, on_delete=models.PROTECT, related_name="baris_set")
    indikator = models.ForeignKey(Indikator, on_delete=models.PROTECT, related_name="+")
    urutan = models.PositiveSmallIntegerField()
    jalur = models.JSONField(help_text="path of (jenis, kode, uraian) from tujuan or program down to the parent")
    kode = models.CharField(max_length=40)
    nama = models.TextField()
    jenis = models.CharField(max_length=10, choices=JenisIndikator.choices())
    satuan = models.CharField(max_length=60)
    desimal = models.PositiveSmallIntegerField()
    rumus = models.CharField(max_length=20, choices=Rumus.choices())
    konsolidasi = models.CharField(max_length=20, choices=Konsolidasi.choices())
    label_skala = models.JSONField(default=dict, help_text="score to label: predicates, Ya and Tidak")
    unit = models.CharField(max_length=150)
    deret = models.JSONField(
        default=dict, help_text="target and realisasi of each triwulan so far, as exact text (measurement.nilai)"
    )
    target_triwulan = NilaiField()
    realisasi_triwulan = NilaiField()
    target = NilaiField(help_text="by the end of the triwulan")
    realisasi = NilaiField(help_text="by the end of the triwulan")
    target_tahunan = NilaiField()
    target_triwulan_atas = NilaiField()
    target_atas = NilaiField(help_text="upper bound, where the target is a range; so the two beside it")
    target_tahunan_atas = NilaiField()
    bobot = models.DecimalField(max_digits=6, decimal_places=2, default=Decimal(1), help_text="its weight in means")
    asal = models.JSONField(default=dict, help_text="the agreement of the target; when and where it was filled in")
    tidak_dapat_diukur = models.TextField(blank=True)
    keterangan = models.TextField(blank=True)
    bukti = models.JSONField(default=list, help_text="name and SHA-256 of each evidence file")
    diisi_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["kertas_kerja", "urutan"]
        constraints = [
            models.UniqueConstraint(fields=["kertas_kerja", "indikator"], name="baris_indikator_unik"),
        ]

    def __str__(self) -> str:
        return self.nama

    def read_terukur(self, koreksi: "Koreksi | None" = None) -> NilaiRealisasi | None:
        """What was measured in the triwulan, or what the correction says of it; by components where it has any."""
        if koreksi is not None:
            return build_realisasi(koreksi.realisasi_triwulan, koreksi.pembilang, koreksi.penyebut, self.pengali)
        asal = read_realisasi(self.deret)[-1] if "komponen" in self.deret else None
        return asal if isinstance(asal, Komponen) else self.realisasi_triwulan

    @property
    def pengali(self) -> Decimal:
        """By what pembilang over penyebut is multiplied."""
        return Decimal(self.deret["komponen"]["pengali"]) if "komponen" in self.deret else Decimal(1)

    @property
    def label_komponen(self) -> tuple[str, ...]:
        """What pembilang and penyebut are; empty where the row has none."""
        return tuple(self.deret["komponen"]["label"]) if "komponen" in self.deret else ()


class Koreksi(HasilModel):
    """The Kepala's value beside the original, with its reason. The latest one counts.

    A withdrawal (`pencabutan`) is such a row too: it repeats the original's figures, which count again from then on.
    """

    baris = models.ForeignKey(BarisKertasKerja, on_delete=models.PROTECT, related_name="koreksi_set")
    realisasi_semula = NilaiField(help_text="by the end of the triwulan, before this correction")
    realisasi_triwulan = NilaiField(help_text="of the triwulan alone, corrected")
    realisasi = NilaiField(help_text="by the end of the triwulan, corrected")
    pembilang = NilaiField(help_text="of the triwulan alone, corrected; of an indicator that has components")
    penyebut = NilaiField()
    keterangan = models.TextField("alasan koreksi")
    pencabutan = models.BooleanField(default=False, help_text="takes back the corrections before it")
    pengguna = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    waktu = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["baris", "pk"]

    def __str__(self) -> str:
        return f"Koreksi {self.baris}"


class BarisAnggaran(KekalModel):
    """Pagu and money spent of one sub kegiatan, copied when the round was computed."""

    kertas_kerja = models.ForeignKey(KertasKerja, on_delete=models.PROTECT, related_name="anggaran_set")
    urutan = models.PositiveSmallIntegerField()
    program_kode = models.CharField(max_length=40)
    program_nama = models.TextField()
    kegiatan_kode = models.CharField(max_length=40)
    kegiatan_nama = models.TextField()
    kode = models.CharField(max_length=40)
    nama = models.TextField()
    pagu = RupiahField()
    realisasi = RupiahField(null=True)

    class Meta:
        ordering = ["kertas_kerja", "urutan"]

    def __str__(self) -> str:
        return self.nama
