"""The case: one office measures one triwulan. All of its statuses and transitions are on this page."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.functional import cached_property
from django_fsm import RETURN_VALUE, ConcurrentTransitionMixin, FSMField, transition

from collection.enums import Peran
from collection.models import Penugasan, PerangkatDaerah, Periode
from measurement.enums import Status
from measurement.models.metodologi import Metodologi
from measurement.models.sop import Sop, Tindakan


def may_act(*peran: Peran) -> Callable[["PengukuranKinerja", models.Model], bool]:
    """A permission: the user holds one of the roles in the case's office today, Plt. and Plh. included."""

    def is_holder(pengukuran: "PengukuranKinerja", user: models.Model) -> bool:
        kantor = pengukuran.perangkat_daerah
        berlaku = Penugasan.objects.berlaku(kantor.hari_ini())
        return berlaku.filter(pengguna_id=user.pk, perangkat_daerah=kantor, peran__in=peran).exists()

    return is_holder


class PengukuranQuerySet(models.QuerySet):
    """Refuses what `protected=True` does not: a status written past the transitions."""

    def update(self, **kwargs: object) -> int:
        if "status" in kwargs:
            raise AttributeError("Status pengukuran hanya berpindah melalui run_langkah.")
        return super().update(**kwargs)

    def bulk_update(self, objs: object, fields: list[str], **kwargs: object) -> int:
        if "status" in fields:
            raise AttributeError("Status pengukuran hanya berpindah melalui run_langkah.")
        return super().bulk_update(objs, fields, **kwargs)

    def berlaku(self) -> "PengukuranQuerySet":
        """The cases whose figures count: of a triwulan and procedure the latest finished revision, else the first.

        A revision counts from its end on; one that was cancelled leaves the case that it was to replace in force.
        """
        selesai = models.Q(status=Status.SELESAI.value)
        diganti = PengukuranKinerja.objects.filter(selesai, menggantikan__isnull=False).values("menggantikan")
        tidak_batal = self.exclude(status=Status.DIBATALKAN.value).filter(models.Q(revisi=0) | selesai)
        return tidak_batal.exclude(pk__in=diganti)


class PengukuranKinerja(ConcurrentTransitionMixin, models.Model):
    """A case. `tindakan` is the act whose turn it is; none once the case has ended."""

    perangkat_daerah = models.ForeignKey(PerangkatDaerah, on_delete=models.PROTECT, related_name="pengukuran_set")
    periode = models.ForeignKey(Periode, on_delete=models.PROTECT, related_name="pengukuran_set")
    sop = models.ForeignKey(Sop, on_delete=models.PROTECT, related_name="pengukuran_set")
    prosedur = models.SlugField(max_length=40)
    status = FSMField(choices=Status.choices(), default=Status.DISPOSISI.value, protected=True)
    tindakan = models.ForeignKey(Tindakan, on_delete=models.PROTECT, null=True, related_name="+")
    tindakan_sejak = models.DateTimeField()
    metodologi = models.ForeignKey(Metodologi, on_delete=models.PROTECT, null=True, related_name="+")
    masukan = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="dipakai_set",
        help_text="the finished collection whose figures this case measures",
    )  # fmt: skip
    revisi = models.PositiveSmallIntegerField(default=0, help_text="0: the first; n: the nth revision of the triwulan")
    menggantikan = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="revisi_set",
        help_text="the finished case that this revision supersedes once it is finished itself",
    )  # fmt: skip
    alasan = models.CharField(max_length=500, blank=True, help_text="why the Kepala ordered the revision")
    sebutan = models.CharField(max_length=80, blank=True, help_text="the role under which the revision was opened")
    versi = models.PositiveIntegerField(default=0, help_text="counts the acts done; a form carries it back")
    dibuat_oleh = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    dibuat_pada = models.DateTimeField(auto_now_add=True)

    objects = PengukuranQuerySet.as_manager()

    class Meta:
        ordering = ["-periode__tahun", "-periode__triwulan", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["periode", "prosedur", "revisi"],
                condition=~models.Q(status=Status.DIBATALKAN.value),
                name="pengukuran_satu_per_revisi",
            ),
            models.UniqueConstraint(
                fields=["periode", "prosedur"],
                condition=~models.Q(status__in=[Status.SELESAI.value, Status.DIBATALKAN.value]),
                name="pengukuran_satu_berjalan",
            ),
            models.CheckConstraint(
                condition=models.Q(revisi=0, menggantikan=None, alasan="")
                | models.Q(revisi__gt=0, menggantikan__isnull=False) & ~models.Q(alasan=""),
                name="pengukuran_revisi_beralasan",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sop.nama} {self.sebutan_periode}"

    @property
    def sebutan_periode(self) -> str:
        """The triwulan, and which revision of its measurement: "Triwulan I 2026 Revisi 1"."""
        return f"{self.periode} Revisi {self.revisi}" if self.revisi else str(self.periode)

    @cached_property
    def riwayat(self) -> list[Any]:
        """Its Disposisi, oldest first, read once for a page: what was done, and (replayed) what still stands."""
        semua = self.disposisi_set.select_related("tindakan__langkah", "pengguna", "isi_catatan", "pindaian")
        return list(semua.order_by("urutan"))

    @cached_property
    def tindak_lanjut(self) -> list[Any]:
        """The office's TindakLanjut up to this triwulan that are open, and those of this case, read once for a page."""
        semua = self.perangkat_daerah.tindak_lanjut_set.relevan(self)
        return list(semua.select_related("asal__periode", "perangkat_daerah", "unit"))

    @transition(status, Status.DISPOSISI.value, Status.RAPAT.value, permission=may_act(Peran.KEPALA))
    def disposisikan(self) -> None:
        """Kepala memerintahkan Sekretaris melakukan pengukuran kinerja."""

    @transition(
        status,
        Status.RAPAT.value,
        Status.PENGUMPULAN.value,
        permission=may_act(Peran.KEPALA, Peran.SEKRETARIS, Peran.TIM_SAKIP, Peran.PERENCANA),
    )
    def mulai_pengumpulan(self) -> None:
        """Formulir berada pada unit."""

    @transition(
        status,
        Status.PENGUMPULAN.value,
        Status.KERTAS_KERJA.value,
        permission=may_act(Peran.TIM_SAKIP, Peran.KABID, Peran.KASUBAG),
    )
    def mulai_pengukuran(self) -> None:
        """Data terhimpun; capaian diukur dan direkap."""

    @transition(
        status,
        Status.KERTAS_KERJA.value,
        Status.VERIFIKASI.value,
        permission=may_act(Peran.TIM_SAKIP, Peran.KASUBAG, Peran.STAF),
    )
    def ajukan(self) -> None:
        """Hasil rekapitulasi dilaporkan kepada Sekretaris."""

    @transition(
        status,
        Status.KERTAS_KERJA.value,
        Status.KOREKSI.value,
        permission=may_act(Peran.TIM_SAKIP, Peran.KASUBAG),
    )
    def ajukan_koreksi(self) -> None:
        """Hasil rekapitulasi dilaporkan langsung kepada Kepala (Banyumas)."""

    @transition(status, Status.VERIFIKASI.value, Status.KOREKSI.value, permission=may_act(Peran.SEKRETARIS))
    def verifikasi(self) -> None:
        """Sekretaris menyatakan hasil rekapitulasi benar."""

    @transition(status, Status.KOREKSI.value, Status.VERIFIKASI.value, permission=may_act(Peran.KEPALA))
    def minta_verifikasi(self) -> None:
        """Kepala mengoreksi lebih dahulu, lalu meminta verifikasi Sekretaris (Banyumas)."""

    @transition(status, Status.KOREKSI.value, Status.TANDA_TANGAN.value, permission=may_act(Peran.KEPALA))
    def koreksi(self) -> None:
        """Kepala selesai mengoreksi laporan."""

    @transition(status, Status.VERIFIKASI.value, Status.TANDA_TANGAN.value, permission=may_act(Peran.SEKRETARIS))
    def setujui(self) -> None:
        """Sekretaris menyetujui hasil koreksi Kepala (Banyumas)."""

    @transition(status, Status.TANDA_TANGAN.value, Status.ARSIP.value, permission=may_act(Peran.KEPALA))
    def tandatangani(self) -> None:
        """Kepala menandatangani Laporan Hasil Pengukuran."""

    @transition(status, Status.KOREKSI.value, Status.ARSIP.value, permission=may_act(Peran.KEPALA))
    def terima(self) -> None:
        """Kepala menerima laporan dengan disposisi, tanpa tanda tangan (Mahakam Ulu)."""

    @transition(
        status,
        Status.ARSIP.value,
        Status.SELESAI.value,
        permission=may_act(Peran.STAF, Peran.TIM_SAKIP, Peran.SEKRETARIS),
    )
    def arsipkan(self) -> None:
        """Dokumen diarsipkan; tidak ada jalan keluar."""

    @transition(
        status,
        [Status.RAPAT.value, Status.VERIFIKASI.value, Status.KOREKSI.value, Status.TANDA_TANGAN.value],
        RETURN_VALUE(
            Status.RAPAT.value,
            Status.PENGUMPULAN.value,
            Status.KERTAS_KERJA.value,
            Status.VERIFIKASI.value,
            Status.KOREKSI.value,
        ),
        permission=may_act(Peran.KEPALA, Peran.SEKRETARIS),
    )
    def kembalikan(self, ke: Status) -> str:
        """Dikembalikan untuk dilengkapi sesuai arahan, ke status langkah yang dituju."""
        return ke.value

    @transition(
        status,
        [Status.VERIFIKASI.value, Status.KOREKSI.value],
        Status.KERTAS_KERJA.value,
        permission=may_act(Peran.TIM_SAKIP, Peran.KASUBAG, Peran.STAF),
    )
    def tarik(self) -> None:
        """Yang mengajukan menarik kembali pengajuannya sebelum ada yang menindaklanjuti."""

    @transition(
        status,
        [
            Status.DISPOSISI.value,
            Status.RAPAT.value,
            Status.PENGUMPULAN.value,
            Status.KERTAS_KERJA.value,
            Status.VERIFIKASI.value,
            Status.KOREKSI.value,
            Status.TANDA_TANGAN.value,
        ],
        Status.DIBATALKAN.value,
        permission=may_act(Peran.KEPALA),
    )
    def batalkan(self) -> None:
        """Kepala membatalkan pengukuran dengan alasan."""
