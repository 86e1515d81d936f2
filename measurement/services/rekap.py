"""Rekapitulasi: the frozen rows grouped as the SOP asks, "per tujuan, sasaran, program dan kegiatan".

The kertas kerja page and the report's snapshot both take their groups, means and sums from build_rekap; the
arithmetic itself is in measurement.capaian (docs/rumus_capaian.md, section 4).
"""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from collection.enums import JenisIndikator
from measurement import rules
from measurement.capaian import Pita, Rerata, compute_rerata, compute_serapan
from measurement.enums import Aksi, Alasan, Status
from measurement.models import BarisAnggaran, Disposisi, KertasKerja, PengukuranKinerja
from measurement.services.baris import BarisRekap, list_baris
from measurement.services.hitung import Patokan, build_patokan

SEBUTAN_JENIS = {
    "tujuan": "tujuan", "sasaran": "sasaran", "program": "program", "kegiatan": "kegiatan",
    "sub_kegiatan": "sub kegiatan",
}  # fmt: skip


KANTOR = "kantor"
"""The key of the office's own mean, where a group has a hash."""
PANJANG_KUNCI = 16


@dataclass(frozen=True)
class Uang:
    """Σ pagu and Σ realisasi in rupiah; serapan is their quotient in percent, never a mean of percentages."""

    pagu: Decimal
    realisasi: Decimal | None
    serapan: Decimal | None


@dataclass(frozen=True)
class Nilai:
    """A mean with what was averaged ("3 dari 4 indikator") and its band."""

    rerata: Rerata
    atas: str
    kategori: str = ""
    tingkat: int | None = None
    berbobot: bool = False

    @property
    def cakupan(self) -> str:
        return f"{self.rerata.cakupan} {self.atas}{', berbobot' if self.berbobot else ''}"


@dataclass(frozen=True)
class Kelompok:
    """A tujuan, sasaran, program, kegiatan or sub kegiatan with its own indicators and what lies below it."""

    jenis: str
    kode: str
    uraian: str
    baris: tuple[BarisRekap, ...]
    anak: tuple["Kelompok", ...]
    nilai: Nilai
    anggaran: Uang | None
    efisiensi: str | None
    kunci: str

    @property
    def selisih(self) -> Decimal | None:
        return _subtract(self.nilai, self.anggaran)

    @property
    def lengkap(self) -> bool:
        """Whether every indicator in it has been measured; until then its mean is provisional."""
        return not any(_is_belum_diukur(b) for k in self.walk() for b in k.baris)

    def walk(self) -> Iterator["Kelompok"]:
        """Itself and everything below, in order."""
        yield self
        for anak in self.anak:
            yield from anak.walk()


@dataclass(frozen=True)
class Kategori:
    """How many indicators fell into one band, IKU and IKK apart."""

    pita: Pita
    tingkat: int
    iku: int
    ikk: int

    @property
    def jumlah(self) -> int:
        return self.iku + self.ikk


@dataclass(frozen=True)
class Rekap:
    """The recapitulation of one kertas kerja. The office's figure is the mean of its sasaran.

    `penuh`: whether means are of unrounded figures, as in every round that was computed since these are kept.
    """

    baris: tuple[BarisRekap, ...]
    tujuan: tuple[Kelompok, ...]
    program: tuple[Kelompok, ...]
    nilai: Nilai
    kategori: tuple[Kategori, ...]
    anggaran: Uang | None
    efisiensi: str | None
    terverifikasi: bool
    desimal: int
    kertas: KertasKerja
    penuh: bool

    def walk(self) -> Iterator[Kelompok]:
        """Every group, tujuan first, in order."""
        for satu in (*self.tujuan, *self.program):
            yield from satu.walk()

    @property
    def sasaran(self) -> tuple[Kelompok, ...]:
        return _list_sasaran(self.tujuan)

    @property
    def selisih(self) -> Decimal | None:
        return _subtract(self.nilai, self.anggaran)

    @property
    def tanpa_nilai(self) -> tuple[BarisRekap, ...]:
        """Rows without a capaian; each says why."""
        return tuple(b for b in self.baris if b.hasil.capaian is None)

    @property
    def belum_diukur(self) -> tuple[BarisRekap, ...]:
        """Rows whose realisasi nobody has reported: the completeness gap."""
        return tuple(b for b in self.baris if _is_belum_diukur(b))

    @property
    def sementara(self) -> bool:
        """Figures are provisional until every indicator has a result and the Sekretaris has verified."""
        return bool(self.belum_diukur) or not self.terverifikasi


def build_rekap(
    kertas_kerja: KertasKerja, patokan: Patokan | None = None, baris: tuple[BarisRekap, ...] | None = None
) -> Rekap:
    """Group and add up one kertas kerja. Six queries, whatever its size.

    Other settings with the rows that they give may stand in for its own (services/dampak.py).
    """
    patokan = patokan or build_patokan(kertas_kerja.metodologi)
    baris = list_baris(kertas_kerja) if baris is None else baris
    patokan = replace(patokan, penuh=not any(b.baris.capaian is not None and not b.baris.capaian_penuh for b in baris))
    anggaran = tuple(kertas_kerja.anggaran_set.all())
    akar = _build_pohon(baris, anggaran)
    tujuan = tuple(_freeze(s, patokan) for s in akar.urut() if s.jenis != "program")
    program = tuple(_freeze(s, patokan) for s in akar.urut() if s.jenis == "program")
    nilai, uang = _average(_list_sasaran(tujuan), "sasaran", patokan), sum_uang(anggaran)
    return Rekap(
        baris=baris, tujuan=tujuan, program=program, nilai=nilai, kategori=_count(baris, patokan.pita), anggaran=uang,
        efisiensi=_find_efisiensi(nilai, uang, patokan), terverifikasi=is_terverifikasi(kertas_kerja.pengukuran),
        desimal=patokan.desimal, kertas=kertas_kerja, penuh=patokan.penuh,
    )  # fmt: skip


def is_terverifikasi(pengukuran: PengukuranKinerja) -> bool:
    """Whether the Sekretaris has verified since the last hand-in and was not sent the case back."""
    return map_terverifikasi([pengukuran.pk])[pengukuran.pk]


def map_terverifikasi(kasus: Iterable[int]) -> dict[int, bool]:
    """The same for many cases by their keys; one query however many."""
    sah = dict.fromkeys(kasus, False)
    jejak = Disposisi.objects.filter(pengukuran__in=sah).order_by("pengukuran", "urutan")
    for pk, aksi, transisi, ke_status in jejak.values_list("pengukuran", "aksi", "tindakan__transisi", "ke_status"):
        if aksi == Aksi.SELESAIKAN:
            sah[pk] = transisi in rules.TANDA_DIVERIFIKASI or (sah[pk] and transisi not in rules.PENYERAHAN)
        elif aksi != Aksi.TARIK:
            sah[pk] = sah[pk] and ke_status == Status.KOREKSI
    return sah


@dataclass
class _Simpul:
    """A group while the tree grows."""

    jenis: str = ""
    kode: str = ""
    uraian: str = ""
    baris: list[BarisRekap] = field(default_factory=list)
    anggaran: list[BarisAnggaran] = field(default_factory=list)
    anak: dict[tuple[str, str], "_Simpul"] = field(default_factory=dict)

    def reach(self, jalur: Iterable[Sequence[str]]) -> "_Simpul":
        """The node at the end of a path of (jenis, kode, uraian), grown where it is missing."""
        simpul = self
        for jenis, kode, uraian in jalur:
            simpul = simpul.anak.setdefault((jenis, kode), _Simpul(jenis, kode, uraian))
        return simpul

    def urut(self) -> list["_Simpul"]:
        """What lies below it, by code (S2 before S10): money may name a program that has no indicator."""
        return sorted(self.anak.values(), key=lambda simpul: _split_kode(simpul.kode))

    def list_anggaran(self) -> list[BarisAnggaran]:
        return self.anggaran + [a for simpul in self.urut() for a in simpul.list_anggaran()]


def _build_pohon(baris: Iterable[BarisRekap], anggaran: Iterable[BarisAnggaran]) -> _Simpul:
    akar = _Simpul()
    for b in baris:
        akar.reach(b.baris.jalur).baris.append(b)
    for a in anggaran:
        program = ("program", a.program_kode, a.program_nama)
        kegiatan = ("kegiatan", a.kegiatan_kode, a.kegiatan_nama)
        akar.reach((program, kegiatan, ("sub_kegiatan", a.kode, a.nama))).anggaran.append(a)
    return akar


def _split_kode(kode: str) -> list[tuple[str, int]]:
    """A sort key that reads digits as numbers."""
    return [(teks, int(angka or 0)) for teks, angka in re.findall(r"(\D*)(\d*)", kode)]


def build_kunci(jalur: Iterable[Sequence[str]]) -> str:
    """The address of a group within its round: the codes on the way down to it, as a short hash."""
    teks = json.dumps([[jenis, kode] for jenis, kode, _ in jalur])
    return hashlib.sha256(teks.encode()).hexdigest()[:PANJANG_KUNCI]


def _freeze(simpul: _Simpul, patokan: Patokan, atas: tuple[tuple[str, str, str], ...] = ()) -> Kelompok:
    """A group's figure is the mean of its own indicators by their weights; without any, of the groups below it."""
    jalur = (*atas, (simpul.jenis, simpul.kode, simpul.uraian))
    anak = tuple(_freeze(s, patokan, jalur) for s in simpul.urut())
    if simpul.baris or not anak:
        nilai = _average_baris(simpul.baris, patokan)
    else:
        nilai = _average(anak, SEBUTAN_JENIS[anak[0].jenis], patokan)
    isi = (simpul.jenis, simpul.kode, simpul.uraian, tuple(simpul.baris), anak)
    uang = sum_uang(simpul.list_anggaran())
    return Kelompok(*isi, nilai, uang, _find_efisiensi(nilai, uang, patokan), build_kunci(jalur))


def _average_baris(baris: Sequence[BarisRekap], patokan: Patokan) -> Nilai:
    bobot = [b.baris.bobot for b in baris]
    rerata = _mean([(b.hasil.capaian, b.penuh) for b in baris], patokan, bobot)
    return Nilai(rerata, "indikator", *patokan.find_kategori(rerata.nilai), berbobot=len(set(bobot)) > 1)


def _average(kelompok: Sequence[Kelompok], atas: str, patokan: Patokan) -> Nilai:
    rerata = _mean([(k.nilai.rerata.nilai, k.nilai.rerata.penuh) for k in kelompok], patokan)
    return Nilai(rerata, atas, *patokan.find_kategori(rerata.nilai))


def _mean(
    semua: Sequence[tuple[Decimal | None, Decimal | None]], patokan: Patokan, bobot: Sequence[Decimal] | None = None
) -> Rerata:
    """Of (rounded, unrounded) figures: of the latter, but in a round of before, whose means are what they were."""
    return compute_rerata([penuh if patokan.penuh else nilai for nilai, penuh in semua], bobot, patokan.desimal)


def _find_efisiensi(nilai: Nilai, anggaran: Uang | None, patokan: Patokan) -> str | None:
    return patokan.find_efisiensi(nilai.rerata.nilai, anggaran.serapan) if anggaran else None


def _is_belum_diukur(baris: BarisRekap) -> bool:
    return baris.hasil.alasan == Alasan.BELUM_DIUKUR


def sum_uang(anggaran: Sequence[BarisAnggaran]) -> Uang | None:
    """Pagu and money spent of these sub kegiatan; None where there is no money at all."""
    if not anggaran:
        return None
    pagu, realisasi = [a.pagu for a in anggaran], [a.realisasi for a in anggaran]
    terpakai = [r for r in realisasi if r is not None]
    return Uang(sum(pagu), sum(terpakai) if terpakai else None, compute_serapan(realisasi, pagu))


def _subtract(nilai: Nilai, anggaran: Uang | None) -> Decimal | None:
    """Capaian − serapan in percent points: what the label of efficiency was read from."""
    if anggaran is None or anggaran.serapan is None or nilai.rerata.nilai is None:
        return None
    return nilai.rerata.nilai - anggaran.serapan


def _count(baris: Iterable[BarisRekap], pita: dict[Pita, int]) -> tuple[Kategori, ...]:
    isi = [(b.hasil.kategori, b.baris.jenis) for b in baris]
    iku, ikk = JenisIndikator.IKU.value, JenisIndikator.IKK.value
    return tuple(Kategori(p, t, isi.count((p.label, iku)), isi.count((p.label, ikk))) for p, t in pita.items())


def _list_sasaran(tujuan: Iterable[Kelompok]) -> tuple[Kelompok, ...]:
    return tuple(k for t in tujuan for k in t.walk() if k.jenis == "sasaran")
