"""What happened: realisasi per indicator, and the money spent."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from collection.models.formulir import Formulir, Periode
from collection.models.indikator import Indikator
from collection.models.perjanjian_kinerja import NilaiField, Pagu, RupiahField, Target
from collection.models.program import SubKegiatan
from collection.nilai import Komponen, NilaiRealisasi, build_realisasi, compute_nilai, round_simpan
from collection.tanggal import BULAN


class Realisasi(models.Model):
    """The value of one indicator in one triwulan. Empty is "belum diukur", never 0.

    Of an indicator with components `pembilang` and `penyebut` are what was measured; `nilai` repeats their quotient,
    rounded to what a column holds, for whoever only asks for a number. Figures come from `terukur`.

    `periode` and `indikator` repeat what formulir and target say, so that the database can hold that there is one
    row for both: an indicator that changes its unit does not get a second one.
    """

    periode = models.ForeignKey(Periode, on_delete=models.PROTECT, related_name="+", editable=False)
    indikator = models.ForeignKey(Indikator, on_delete=models.PROTECT, related_name="+", editable=False)
    formulir = models.ForeignKey(Formulir, on_delete=models.PROTECT, related_name="realisasi_set")
    target = models.ForeignKey(Target, on_delete=models.PROTECT, related_name="realisasi_set")
    nilai = NilaiField()
    pembilang = NilaiField()
    penyebut = NilaiField()
    tidak_dapat_diukur = models.TextField("alasan tidak dapat diukur", blank=True)
    keterangan = models.TextField(blank=True)
    kendala = models.TextField(blank=True)
    rencana = models.TextField("rencana tindak lanjut", blank=True)
    diubah_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    diubah_pada = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["formulir", "target__indikator__urutan", "target__indikator__kode"]
        constraints = [
            models.UniqueConstraint(fields=["formulir", "target"], name="realisasi_target_unik"),
            models.UniqueConstraint(fields=["periode", "indikator"], name="realisasi_indikator_unik"),
            models.CheckConstraint(
                condition=Q(nilai=None) | Q(tidak_dapat_diukur=""), name="realisasi_nilai_atau_alasan"
            ),
        ]

    def __str__(self) -> str:
        return f"Realisasi {self.target}"

    @property
    def terukur(self) -> NilaiRealisasi | None:
        """What was measured, unrounded: by its components where both are filled in."""
        return build_realisasi(self.nilai, self.pembilang, self.penyebut, self.target.indikator.pengali)

    @terukur.setter
    def terukur(self, isi: NilaiRealisasi | None) -> None:
        """Put a value, or pembilang and penyebut with their quotient, into the columns; in memory only."""
        bagian = isi if isinstance(isi, Komponen) else Komponen(None, None)
        self.pembilang, self.penyebut = bagian.pembilang, bagian.penyebut
        self.nilai = round_simpan(compute_nilai(isi))


class RealisasiBulan(models.Model):
    """The value of one month of a row whose indicator is measured monthly; what the triwulan is consolidated from.

    `pembilang`, `penyebut` and `nilai` as in Realisasi. A month without a row was not measured. What it repeats of
    its row is what the lock of the database asks (models/kunci.py).
    """

    realisasi = models.ForeignKey(Realisasi, on_delete=models.PROTECT, related_name="bulan_set")
    periode = models.ForeignKey(Periode, on_delete=models.PROTECT, related_name="+", editable=False)
    formulir = models.ForeignKey(Formulir, on_delete=models.PROTECT, related_name="+", editable=False)
    indikator = models.ForeignKey(Indikator, on_delete=models.PROTECT, related_name="+", editable=False)
    bulan = models.PositiveSmallIntegerField()
    nilai = NilaiField()
    pembilang = NilaiField()
    penyebut = NilaiField()
    diubah_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    diubah_pada = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["realisasi", "bulan"]
        constraints = [
            models.UniqueConstraint(fields=["realisasi", "bulan"], name="realisasi_bulan_unik"),
            models.CheckConstraint(condition=Q(bulan__range=(1, 12)), name="realisasi_bulan_1_12"),
        ]

    def __str__(self) -> str:
        return f"{BULAN[self.bulan - 1]}, {self.realisasi}"

    @property
    def target(self) -> Target:
        """What the triwulan's row is measured against, and by which indicator."""
        return self.realisasi.target

    @property
    def tidak_dapat_diukur(self) -> str:
        """A month has no reason of its own: the row of the triwulan says why it was not measurable."""
        return ""

    @property
    def terukur(self) -> NilaiRealisasi | None:
        """What was measured in the month, unrounded: by its components where both are filled in."""
        return build_realisasi(self.nilai, self.pembilang, self.penyebut, self.target.indikator.pengali)


class RealisasiAnggaran(models.Model):
    """Money spent by the end of the triwulan (cumulative) on one sub kegiatan; one row for both, as in Realisasi."""

    periode = models.ForeignKey(Periode, on_delete=models.PROTECT, related_name="+", editable=False)
    sub_kegiatan = models.ForeignKey(SubKegiatan, on_delete=models.PROTECT, related_name="+", editable=False)
    formulir = models.ForeignKey(Formulir, on_delete=models.PROTECT, related_name="realisasi_anggaran_set")
    pagu = models.ForeignKey(Pagu, on_delete=models.PROTECT, related_name="realisasi_anggaran_set")
    jumlah = RupiahField(null=True, blank=True)
    keterangan = models.TextField(blank=True)
    diubah_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    diubah_pada = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["formulir", "pagu__sub_kegiatan__kode"]
        constraints = [
            models.UniqueConstraint(fields=["formulir", "pagu"], name="realisasi_anggaran_pagu_unik"),
            models.UniqueConstraint(fields=["periode", "sub_kegiatan"], name="realisasi_anggaran_sub_kegiatan_unik"),
            models.CheckConstraint(condition=Q(jumlah=None) | Q(jumlah__gte=0), name="realisasi_anggaran_tidak_minus"),
        ]

    def __str__(self) -> str:
        return f"Realisasi anggaran {self.pagu.sub_kegiatan}"
