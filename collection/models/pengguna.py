"""Users, and who holds which role where, from when to when."""

import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from collection.enums import Peran, StatusPenugasan, ZonaWaktu
from collection.models.perangkat_daerah import PerangkatDaerah, Unit


class Pengguna(AbstractUser):
    """A person who signs in. Rights come only from Penugasan."""

    first_name = None
    last_name = None
    nama = models.CharField(max_length=150)
    nip = models.CharField("NIP", max_length=18, blank=True)
    jabatan = models.CharField(max_length=150, blank=True)
    pangkat = models.CharField(max_length=80, blank=True)

    REQUIRED_FIELDS = ["nama"]

    class Meta:
        ordering = ["nama"]

    def __str__(self) -> str:
        return self.nama

    def get_full_name(self) -> str:
        return self.nama


class PenugasanQuerySet(models.QuerySet):
    """Roles by the day on which they are in force."""

    def berlaku(self, tanggal: datetime.date) -> "PenugasanQuerySet":
        """Those in force on that day, first and last day included."""
        return self.filter(mulai__lte=tanggal).filter(Q(selesai=None) | Q(selesai__gte=tanggal))

    def berlaku_kini(self) -> "PenugasanQuerySet":
        """Those in force today, each by the calendar of its own office's zone.

        Most of the time it is the same day in all zones; then no zone is asked for. Every page begins with this.
        """
        hari = {zona: timezone.localdate(timezone=ZoneInfo(zona)) for zona in ZonaWaktu}
        if len(set(hari.values())) == 1:
            return self.berlaku(min(hari.values()))
        kini = Q()
        for zona, tanggal in hari.items():
            kini |= Q(perangkat_daerah__zona=zona.value, mulai__lte=tanggal) & (
                Q(selesai=None) | Q(selesai__gte=tanggal)
            )
        return self.filter(kini)


URUTAN_PEJABAT = [StatusPenugasan.PLH, StatusPenugasan.PLT, StatusPenugasan.DEFINITIF]


class Penugasan(models.Model):
    """One role held by one person in one office (or one unit of it) for a span of days."""

    pengguna = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="penugasan_set")
    peran = models.CharField(max_length=20, choices=Peran.choices())
    perangkat_daerah = models.ForeignKey(PerangkatDaerah, on_delete=models.PROTECT, related_name="penugasan_set")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="penugasan_set")
    status = models.CharField(
        max_length=10, choices=StatusPenugasan.choices(), default=StatusPenugasan.DEFINITIF.value
    )
    mulai = models.DateField()
    selesai = models.DateField(null=True, blank=True)

    objects = PenugasanQuerySet.as_manager()

    class Meta:
        ordering = ["perangkat_daerah", "peran", "-mulai"]
        constraints = [
            models.CheckConstraint(
                condition=Q(selesai=None) | Q(selesai__gte=F("mulai")), name="penugasan_selesai_setelah_mulai"
            ),
            models.CheckConstraint(
                condition=~Q(peran__in=["bidang", "kabid"]) | Q(unit__isnull=False), name="penugasan_bidang_punya_unit"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pengguna}: {self.sebutan}"

    @property
    def sebutan(self) -> str:
        """The role as it is addressed, e.g. "Plt. Kepala"."""
        awalan = "" if self.status == StatusPenugasan.DEFINITIF else f"{StatusPenugasan(self.status).label} "
        return f"{awalan}{Peran(self.peran).label}"

    @property
    def peringkat(self) -> tuple[int, int]:
        """Of several who hold the role the lowest is named as its holder: who stands in goes first, the later one."""
        return URUTAN_PEJABAT.index(self.status), -self.mulai.toordinal()
