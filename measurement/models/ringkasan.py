"""What a handed-over kertas kerja adds up to, kept so that many offices and years are read in one query."""

from django.db import models

from collection.models.kekal import KekalModel
from collection.models.perjanjian_kinerja import RupiahField
from measurement.models.kertas_kerja import KertasKerja, PersenField
from measurement.models.pengukuran import PengukuranKinerja


class RingkasanKinerja(KekalModel):
    """The office's figures of one case as `build_rekap` gave them at the hand-in, and again after each correction.

    The latest one of a case counts. Figures in percent; a mean carries how many of how many went into it.
    """

    pengukuran = models.ForeignKey(PengukuranKinerja, on_delete=models.PROTECT, related_name="ringkasan_set")
    kertas_kerja = models.ForeignKey(KertasKerja, on_delete=models.PROTECT, related_name="ringkasan_set")
    dibuat_pada = models.DateTimeField(auto_now_add=True)
    capaian = PersenField(help_text="mean of the sasaran, counted values")
    kategori = models.CharField(max_length=40, blank=True)
    tingkat = models.PositiveSmallIntegerField(null=True)
    terhitung = models.PositiveSmallIntegerField(help_text="sasaran with a figure")
    jumlah = models.PositiveSmallIntegerField(help_text="all sasaran")
    belum_diukur = models.PositiveSmallIntegerField(help_text="indicators that nobody reported")
    pagu = RupiahField(null=True)
    realisasi = RupiahField(null=True)
    serapan = PersenField()
    efisiensi = models.CharField(max_length=40, blank=True)
    pita = models.JSONField(default=list, help_text="label, tingkat and number of indicators of each band, best first")
    sasaran = models.JSONField(
        default=list, help_text="kode, uraian, capaian, kategori, tingkat, cakupan, kunci of each"
    )

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"Ringkasan {self.pengukuran}"

    @property
    def desimal(self) -> int:
        """How many decimals the Metodologi of the round prints of a capaian."""
        return self.kertas_kerja.metodologi.desimal
