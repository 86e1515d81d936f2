"""The register of follow-up: what an office will change after a measurement, and what became of it."""

import uuid
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from collection.enums import ZonaWaktu
from collection.models import PerangkatDaerah, Periode, Unit
from collection.models.kekal import KekalModel, KekalQuerySet
from measurement.catatan_baku import PERUBAHAN
from measurement.enums import Status, StatusTindakLanjut, SumberTindakLanjut
from measurement.models.kertas_kerja import BarisKertasKerja
from measurement.models.pengukuran import PengukuranKinerja

TERBUKA = (StatusTindakLanjut.BARU.value, StatusTindakLanjut.BERJALAN.value)


class TindakLanjutQuerySet(KekalQuerySet):
    """Rows with what their latest news says; which are open, which are late."""

    def berstatus(self) -> "TindakLanjutQuerySet":
        """With `status` and `kabar_pada` (the moment of the latest news, or None)."""
        terakhir = KabarTindakLanjut.objects.filter(tindak_lanjut=OuterRef("pk")).order_by("-pk")
        baru = Value(StatusTindakLanjut.BARU.value)
        return self.annotate(
            status=Coalesce(Subquery(terakhir.values("status")[:1]), baru),
            kabar_pada=Subquery(terakhir.values("waktu")[:1]),
        )

    def terbuka(self) -> "TindakLanjutQuerySet":
        """Those that are neither done nor called off."""
        return self.berstatus().filter(status__in=TERBUKA)

    def terlambat(self) -> "TindakLanjutQuerySet":
        """The open ones whose last day has passed, each by the calendar of its own office's zone."""
        lewat = Q()
        for zona in ZonaWaktu:
            hari = timezone.localdate(timezone=ZoneInfo(zona))
            lewat |= Q(perangkat_daerah__zona=zona.value, batas__lt=hari)
        return self.terbuka().filter(lewat)

    def sampai(self, periode: Periode) -> "TindakLanjutQuerySet":
        """Those that follow from a case of this triwulan or an earlier one."""
        lalu = Q(asal__periode__tahun__lt=periode.tahun)
        return self.filter(lalu | Q(asal__periode__tahun=periode.tahun, asal__periode__triwulan__lte=periode.triwulan))

    def milik(self, kasus: PengukuranKinerja) -> "TindakLanjutQuerySet":
        """Those that follow from the case; of a revision also what follows from the cases that it stands in for."""
        return self.filter(_build_milik(kasus))

    def relevan(self, kasus: PengukuranKinerja) -> "TindakLanjutQuerySet":
        """What is open up to the case's triwulan, and all that follows from the case."""
        return self.berstatus().sampai(kasus.periode).filter(Q(status__in=TERBUKA) | _build_milik(kasus))


def _build_milik(kasus: PengukuranKinerja) -> Q:
    """A row is written once, so its `asal` stays the case that was replaced: the revision takes over by this."""
    sendiri = Q(asal=kasus.pk)
    if not kasus.menggantikan_id:
        return sendiri
    semula = Q(asal__periode=kasus.periode_id, asal__prosedur=kasus.prosedur, asal__revisi__lt=kasus.revisi)
    return sendiri | semula & Q(asal__status=Status.SELESAI.value)


class TindakLanjut(KekalModel):
    """One follow-up: what will be changed, of which kind, by whom, by when. A slip is called off and written anew.

    The kinds of change are those that PermenPANRB 88/2021 asks for under pemanfaatan. `status` is not stored: it
    follows from the news (`berstatus`).
    """

    perangkat_daerah = models.ForeignKey(PerangkatDaerah, on_delete=models.PROTECT, related_name="tindak_lanjut_set")
    asal = models.ForeignKey(
        PengukuranKinerja, on_delete=models.PROTECT, related_name="tindak_lanjut_set",
        help_text="the case that it follows from",
    )  # fmt: skip
    sumber = models.CharField(max_length=10, choices=SumberTindakLanjut.choices())
    baris = models.ForeignKey(
        BarisKertasKerja, on_delete=models.PROTECT, null=True, related_name="tindak_lanjut_set",
        verbose_name="indikator", help_text="the row of the kertas kerja that it is about",
    )  # fmt: skip
    uraian = models.TextField()
    perubahan = models.CharField("yang diubah", max_length=10, choices=PERUBAHAN)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="tindak_lanjut_set")
    penanggung_jawab = models.CharField(max_length=250)
    batas = models.DateField("batas waktu", help_text="the last day on which it is in time")
    dibuat_oleh = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    dibuat_pada = models.DateTimeField(auto_now_add=True)

    objects = TindakLanjutQuerySet.as_manager()

    class Meta:
        verbose_name = "tindak lanjut"
        ordering = ["batas", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(uraian=""), name="tindak_lanjut_ada_uraian"),
            models.CheckConstraint(condition=~Q(penanggung_jawab=""), name="tindak_lanjut_ada_penanggung_jawab"),
        ]

    def __str__(self) -> str:
        return self.uraian

    @property
    def keadaan(self) -> str:
        """The status in words; of a row that was read with `berstatus`."""
        return StatusTindakLanjut(self.status).label

    @property
    def selesai(self) -> bool:
        """Whether it is closed: done or called off; of a row that was read with `berstatus`."""
        return self.status not in TERBUKA

    @property
    def terlambat(self) -> bool:
        """Whether its last day has passed while it is open; of a row that was read with `berstatus`."""
        return not self.selesai and self.batas < self.perangkat_daerah.hari_ini()


def build_kabar_path(kabar: "KabarTindakLanjut", nama: str) -> str:
    """A name that tells nothing and is never used twice; the original name stays in the row."""
    return f"tindak_lanjut/{uuid.uuid4().hex}"


class KabarTindakLanjut(KekalModel):
    """One piece of news about a follow-up, with a file that proves it where there is one. The latest one counts."""

    tindak_lanjut = models.ForeignKey(TindakLanjut, on_delete=models.PROTECT, related_name="kabar_set")
    status = models.CharField(max_length=10, choices=StatusTindakLanjut.choices())
    keterangan = models.TextField()
    berkas = models.FileField(upload_to=build_kabar_path, blank=True)
    nama = models.CharField(max_length=200, blank=True)
    jenis = models.CharField(max_length=100, blank=True)
    ukuran = models.PositiveIntegerField(default=0, help_text="byte")
    sha256 = models.CharField(max_length=64, blank=True)
    kunci = models.CharField(max_length=36, help_text="made with the form: the same form sent twice is one row")
    pengguna = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    sebutan = models.CharField(max_length=80, help_text="the role as held then, e.g. Plt. Kepala")
    waktu = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "kabar tindak lanjut"
        ordering = ["tindak_lanjut", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["tindak_lanjut", "pengguna", "kunci"], name="kabar_kunci_unik"),
            models.CheckConstraint(condition=~Q(keterangan=""), name="kabar_ada_keterangan"),
        ]

    def __str__(self) -> str:
        return f"{StatusTindakLanjut(self.status).label}: {self.tindak_lanjut}"
