"""Indikator with their manual (kamus), and the ordinal scales of predicates."""

from decimal import Decimal

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q

from collection.angka import DESIMAL_MAKS, format_nilai, parse_angka, round_angka
from collection.enums import RUMUS_BERLABEL, Frekuensi, JenisIndikator, Konsolidasi, Rumus
from collection.errors import IsianError
from collection.models.bilangan import NilaiField
from collection.models.perangkat_daerah import PerangkatDaerah, Unit
from collection.models.program import Kegiatan, Program, SubKegiatan
from collection.models.renstra import Sasaran, Tujuan
from collection.nilai import Komponen, NilaiRealisasi, NilaiTarget, write_bentuk
from collection.urut import build_kunci_kode

PENGALI_BAKU = 100
PENGALI = [
    (100, "100 (hasilnya persen)"), (1, "1 (hasilnya perbandingan)"), (1000, "1.000 (hasilnya per 1.000)"),
    (10_000, "10.000 (hasilnya per 10.000)"), (100_000, "100.000 (hasilnya per 100.000)"),
]  # fmt: skip
"""What pembilang over penyebut is multiplied by: rates of births and deaths are given per 1.000 and per 100.000."""
YA_TIDAK = {Decimal(1): "Ya", Decimal(0): "Tidak"}
INDUK = ("tujuan", "sasaran", "program", "kegiatan", "sub_kegiatan")


class Skala(models.Model):
    """An ordinal scale, e.g. Opini BPK or Predikat SAKIP. Shared by all offices."""

    kode = models.SlugField(max_length=30, unique=True)
    nama = models.CharField(max_length=100)

    class Meta:
        ordering = ["nama"]

    def __str__(self) -> str:
        return self.nama


class NilaiSkala(models.Model):
    """One step of a scale; `skor` is what the arithmetic uses."""

    skala = models.ForeignKey(Skala, on_delete=models.CASCADE, related_name="nilai_set")
    label = models.CharField(max_length=20)
    skor = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["skala", "skor"]
        constraints = [
            models.UniqueConstraint(fields=["skala", "label"], name="nilai_skala_label_unik"),
            models.UniqueConstraint(fields=["skala", "skor"], name="nilai_skala_skor_unik"),
        ]

    def __str__(self) -> str:
        return self.label


def split_baris(teks: str) -> list[str]:
    """The lines that say something, in their order, each once."""
    return list(dict.fromkeys(bersih for satu in teks.splitlines() if (bersih := satu.strip())))


def _write_satu_induk() -> Q:
    """Exactly one of the five parents is set."""
    pilihan = Q()
    for nama in INDUK:
        pilihan |= Q(**{f"{lain}__isnull": lain != nama for lain in INDUK})
    return pilihan


class Indikator(models.Model):
    """What is measured, how, and by whom. Hangs on exactly one tujuan, sasaran, program, kegiatan or sub kegiatan."""

    perangkat_daerah = models.ForeignKey(PerangkatDaerah, on_delete=models.PROTECT, related_name="indikator_set")
    tujuan = models.ForeignKey(Tujuan, on_delete=models.PROTECT, null=True, blank=True, related_name="indikator_set")
    sasaran = models.ForeignKey(Sasaran, on_delete=models.PROTECT, null=True, blank=True, related_name="indikator_set")
    program = models.ForeignKey(Program, on_delete=models.PROTECT, null=True, blank=True, related_name="indikator_set")
    kegiatan = models.ForeignKey(
        Kegiatan, on_delete=models.PROTECT, null=True, blank=True, related_name="indikator_set"
    )
    sub_kegiatan = models.ForeignKey(
        SubKegiatan, on_delete=models.PROTECT, null=True, blank=True, related_name="indikator_set"
    )
    unit = models.ForeignKey(
        Unit, verbose_name="unit penanggung jawab", on_delete=models.PROTECT, related_name="indikator_set"
    )
    kode = models.CharField(max_length=40)
    nama = models.TextField()
    jenis = models.CharField(max_length=10, choices=JenisIndikator.choices())
    satuan = models.CharField(max_length=60)
    desimal = models.PositiveSmallIntegerField(
        "angka di belakang koma", default=2, validators=[MaxValueValidator(DESIMAL_MAKS)]
    )
    rumus = models.CharField(max_length=20, choices=Rumus.choices())
    konsolidasi = models.CharField(max_length=20, choices=Konsolidasi.choices())
    target_kumulatif = models.BooleanField(
        default=False, help_text="Target triwulan ditulis kumulatif (25, 50, 75, 100), bukan per triwulan."
    )
    skala = models.ForeignKey(Skala, on_delete=models.PROTECT, null=True, blank=True, related_name="indikator_set")
    label_pembilang = models.CharField("nama pembilang", max_length=150, blank=True)
    label_penyebut = models.CharField("nama penyebut", max_length=150, blank=True)
    pengali = models.PositiveIntegerField(choices=PENGALI, default=PENGALI_BAKU)
    definisi = models.TextField("definisi operasional", blank=True)
    cara_hitung = models.TextField("cara menghitung", blank=True)
    sumber_data = models.CharField(max_length=250, blank=True)
    alasan_pemilihan = models.TextField(blank=True)
    penyedia_data = models.CharField(max_length=250, blank=True)
    frekuensi = models.CharField("frekuensi pengukuran", max_length=10, choices=Frekuensi.choices(), blank=True)
    batasan = models.TextField("batasan pengukuran", blank=True)
    bukti_diminta = models.TextField("bukti yang diminta", blank=True)
    baseline = NilaiField("kondisi awal (baseline)")
    tahun_baseline = models.PositiveSmallIntegerField("tahun kondisi awal", null=True, blank=True)
    urutan = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["perangkat_daerah", "urutan", "kode"]
        constraints = [
            models.UniqueConstraint(fields=["perangkat_daerah", "kode"], name="indikator_kode_unik"),
            models.CheckConstraint(condition=_write_satu_induk(), name="indikator_satu_induk"),
            models.CheckConstraint(
                condition=Q(rumus="predikat", skala__isnull=False) | (~Q(rumus="predikat") & Q(skala__isnull=True)),
                name="indikator_skala_hanya_predikat",
            ),
            models.CheckConstraint(
                condition=Q(label_pembilang="", label_penyebut="") | ~(Q(label_pembilang="") | Q(label_penyebut="")),
                name="indikator_komponen_berpasangan",
            ),
            models.CheckConstraint(
                condition=~Q(konsolidasi="rasio") | ~Q(label_pembilang=""), name="indikator_rasio_berkomponen"
            ),
        ]

    def __str__(self) -> str:
        return self.nama

    @property
    def kunci_urut(self) -> tuple:
        """What a list of indicators is sorted by: its place in the plan, then its code as people count."""
        return (self.urutan, build_kunci_kode(self.kode))

    @property
    def label_skala(self) -> dict[Decimal, str]:
        """Score to label, of a predicate's scale or of Ya and Tidak; empty for every other rumus."""
        if self.rumus == Rumus.YA_TIDAK:
            return YA_TIDAK
        return {Decimal(n.skor): n.label for n in self.skala.nilai_set.all()} if self.skala_id else {}

    @property
    def berkomponen(self) -> bool:
        """Whether its realisasi is measured as pembilang and penyebut."""
        return bool(self.label_pembilang)

    @property
    def label_komponen(self) -> tuple[str, ...]:
        """What pembilang and penyebut are; empty where it has none."""
        return (self.label_pembilang, self.label_penyebut) if self.berkomponen else ()

    def read_nilai(self, masukan: object, *, persen: bool = False) -> Decimal | None:
        """A typed value as a number: a predicate's label, Ya or Tidak as its score. Raises IsianError.

        `persen` tells that a native number comes from a cell formatted as a percentage (collection/angka.py).
        """
        if not self.label_skala:
            return parse_angka(masukan, desimal=self.desimal, persen=persen)
        teks = "" if masukan is None else str(masukan).strip().upper()
        skor = {label.upper(): skor for skor, label in self.label_skala.items()}
        if teks and teks not in skor:
            pilihan = ", ".join(self.label_skala.values())
            raise IsianError(
                f"Pilih salah satu {'predikat' if self.rumus == Rumus.PREDIKAT else 'jawaban'}: {pilihan}."
            )
        return skor.get(teks)

    def write_nilai(self, nilai: NilaiTarget | NilaiRealisasi | None) -> str:
        """A value as a person reads it: its label, else id-ID with all of its decimals, a range with both bounds."""
        if nilai is None:
            return ""
        if self.rumus in RUMUS_BERLABEL and isinstance(nilai, Decimal | int) and (label := self.label_skala):
            return label.get(Decimal(nilai), format_nilai(nilai))
        return write_bentuk(nilai, self.desimal)

    def write_hasil(self, nilai: Decimal | None) -> str:
        """A value that was computed from components, which stand beside it: rounded as it is printed."""
        return "" if nilai is None else self.write_nilai(round_angka(nilai, self.desimal))

    def write_terukur(self, nilai: NilaiRealisasi | None) -> str:
        """A realisasi as it was measured: of components the rounded value and both: `6,15 (4 / 65)`."""
        hasil = nilai.compute_nilai() if isinstance(nilai, Komponen) else None
        return self.write_nilai(nilai) if hasil is None else f"{self.write_hasil(hasil)} ({nilai})"

    def write_setahun(self, nilai: NilaiTarget | None, tulisan: str) -> str:
        """An annual target as it is printed: `90,91 (100 dari 110 organisasi)` where it was written in words."""
        if not tulisan or not isinstance(nilai, Decimal):
            return self.write_nilai(nilai)
        return f"{format_nilai(round_angka(nilai, self.desimal), self.desimal)} ({tulisan})"

    @property
    def syarat_bukti(self) -> list[str]:
        """The pieces of evidence that are asked for, one for each line of `bukti_diminta`, without repetition."""
        return split_baris(self.bukti_diminta)

    @property
    def induk(self) -> models.Model:
        """The tujuan, sasaran, program, kegiatan or sub kegiatan that it measures."""
        return next(getattr(self, nama) for nama in INDUK if getattr(self, f"{nama}_id"))
