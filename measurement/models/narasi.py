"""What Tim SAKIP writes for the report in its own words, of the office and of each sasaran."""

from django.conf import settings
from django.db import models

from collection.models.kekal import KekalModel
from measurement.enums import JenisNarasi
from measurement.models.kertas_kerja import KertasKerja
from measurement.models.pengukuran import PengukuranKinerja


class Narasi(KekalModel):
    """One wording of one text, never changed: the latest of a case, group and kind counts, an empty one is none.

    `kelompok`: the group's key within a round of the kertas kerja (services.rekap.build_kunci), or KANTOR.
    """

    pengukuran = models.ForeignKey(PengukuranKinerja, on_delete=models.PROTECT, related_name="narasi_set")
    kertas_kerja = models.ForeignKey(
        KertasKerja, on_delete=models.PROTECT, related_name="+", help_text="the figures that it was written from"
    )
    kelompok = models.CharField(max_length=16)
    jenis = models.CharField(max_length=20, choices=JenisNarasi.choices())
    teks = models.TextField(blank=True)
    penulis = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    waktu = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pengukuran", "pk"]

    def __str__(self) -> str:
        return JenisNarasi(self.jenis).label
