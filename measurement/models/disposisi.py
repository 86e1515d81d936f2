"""The trail of a case: one row per act done, with the record that the act made."""

from django.conf import settings
from django.db import models

from collection.models.kekal import KekalModel
from measurement.butir import write_butir
from measurement.catatan_baku import BUTIR, LABEL_AKIBAT
from measurement.enums import Aksi, JenisTindakan, Status
from measurement.models.pengukuran import PengukuranKinerja
from measurement.models.sop import Tindakan


class Disposisi(KekalModel):
    """Who did which act, in which capacity, when, and where the case went."""

    pengukuran = models.ForeignKey(PengukuranKinerja, on_delete=models.PROTECT, related_name="disposisi_set")
    urutan = models.PositiveIntegerField()
    tindakan = models.ForeignKey(Tindakan, on_delete=models.PROTECT, related_name="+")
    aksi = models.CharField(max_length=20, choices=Aksi.choices())
    dari_status = models.CharField(max_length=20, choices=Status.choices())
    ke_status = models.CharField(max_length=20, choices=Status.choices())
    kembali_ke = models.PositiveSmallIntegerField(null=True, help_text="number of the step returned to")
    pengguna = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    sebutan = models.CharField(max_length=80, help_text="the role as held then, e.g. Plt. Kepala")
    catatan = models.TextField(blank=True)
    mulai_pada = models.DateTimeField(help_text="when the act's turn came")
    waktu = models.DateTimeField()

    class Meta:
        ordering = ["pengukuran", "urutan"]
        constraints = [models.UniqueConstraint(fields=["pengukuran", "urutan"], name="disposisi_urutan_unik")]

    def __str__(self) -> str:
        return f"{self.tindakan}: {Aksi(self.aksi).label}"


class Catatan(KekalModel):
    """What an act puts on record (minutes, program kerja, copies, filing …), in the words typed."""

    disposisi = models.OneToOneField(Disposisi, on_delete=models.PROTECT, related_name="isi_catatan")
    jenis = models.CharField(max_length=20, choices=JenisTindakan.choices())
    isi = models.JSONField(default=dict)

    class Meta:
        ordering = ["disposisi"]

    def __str__(self) -> str:
        return f"Catatan {JenisTindakan(self.jenis).label}"

    @property
    def butir(self) -> list[tuple[str, str]]:
        """(label, text) of everything on record, in the order of the form."""
        butir = {butir.nama: butir for butir in BUTIR.get(JenisTindakan(self.jenis), ())}
        label = {nama: satu.label for nama, satu in butir.items()} | LABEL_AKIBAT
        return [(label[nama], write_butir(butir.get(nama), self.isi[nama])) for nama in label if self.isi.get(nama)]
