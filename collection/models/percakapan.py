"""What people say to each other about one row of a form, and who is called to it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from collection.enums import JenisKomentar, JenisPanggilan
from collection.models.formulir import Formulir
from collection.models.kekal import KekalModel
from collection.models.pengembalian import SATU_BARIS
from collection.models.realisasi import Realisasi, RealisasiAnggaran


class Komentar(KekalModel):
    """One entry of the conversation about an indicator (or a sub kegiatan) in one triwulan.

    The conversation of a row is the rows here that name it; it is open unless the last of them says `selesai`.
    """

    realisasi = models.ForeignKey(Realisasi, on_delete=models.PROTECT, null=True, related_name="komentar_set")
    anggaran = models.ForeignKey(RealisasiAnggaran, on_delete=models.PROTECT, null=True, related_name="komentar_set")
    jenis = models.CharField(max_length=20, choices=JenisKomentar.choices())
    isi = models.TextField(blank=True)
    pengguna = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    sebutan = models.CharField(max_length=80, help_text="as what the person spoke")
    waktu = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=SATU_BARIS, name="komentar_satu_baris")]

    def __str__(self) -> str:
        return f"{JenisKomentar(self.jenis).label}: {self.realisasi or self.anggaran}"


class Panggilan(models.Model):
    """One person called to a comment, or reminded of a form. It is unread until the person opens the conversation.

    The last three fields are the e-mail's: tries are counted before each, as for Pengingat upstairs.
    """

    formulir = models.ForeignKey(Formulir, on_delete=models.PROTECT, related_name="panggilan_set")
    komentar = models.ForeignKey(Komentar, on_delete=models.PROTECT, null=True, related_name="panggilan_set")
    jenis = models.CharField(max_length=20, choices=JenisPanggilan.choices())
    pengguna = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="panggilan_set")
    oleh = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    hari = models.DateField(help_text="by the office's calendar")
    dibuat_pada = models.DateTimeField()
    dibaca_pada = models.DateTimeField(null=True)
    percobaan = models.PositiveSmallIntegerField(default=0)
    dicoba_pada = models.DateTimeField(null=True)
    dikirim_pada = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-dibuat_pada", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["komentar", "pengguna"], name="panggilan_komentar_sekali"),
            models.UniqueConstraint(
                fields=["formulir", "pengguna", "hari"], condition=Q(komentar=None), name="panggilan_sehari_sekali"
            ),
        ]

    def __str__(self) -> str:
        return f"{JenisPanggilan(self.jenis).label}: {self.formulir}"
