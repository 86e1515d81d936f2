"""The plan of one office and year as a tree, with all figures ready to print; the number of queries is fixed."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal

from django.db.models import Model

from collection.models import (
    Indikator,
    Kegiatan,
    PerangkatDaerah,
    PerjanjianKinerja,
    Program,
    Sasaran,
    SubKegiatan,
    Target,
    Tujuan,
)
from collection.models.indikator import INDUK
from collection.services.tautan import Sisi, map_tautan
from collection.urut import build_kunci_kode


@dataclass(frozen=True, slots=True)
class BarisIndikator:
    """One indicator with its targets as a person reads them."""

    pk: int
    kode: str
    nama: str
    satuan: str
    unit: str
    tahunan: str
    triwulan: tuple[str, ...]
    tautan: tuple[Sisi, ...] = ()


@dataclass(frozen=True, slots=True)
class Simpul:
    """One element of the plan, what measures it, and what is below it."""

    jenis: str
    kode: str
    uraian: str
    pagu: Decimal | None = None
    unit: str = ""
    indikator: list[BarisIndikator] = field(default_factory=list)
    anak: list["Simpul"] = field(default_factory=list)
    pk: int = 0

    @property
    def slug(self) -> str:
        """The kind as addresses name it."""
        return self.jenis.lower().replace(" ", "_")

    @property
    def jenis_anak(self) -> str:
        """The kind of what may be added below; empty at the bottom."""
        return {"tujuan": "sasaran", "program": "kegiatan", "kegiatan": "sub_kegiatan"}.get(self.slug, "")

    def walk(self) -> Iterator["Simpul"]:
        """This element and all below it, from the top."""
        yield self
        for anak in self.anak:
            yield from anak.walk()


@dataclass(frozen=True, slots=True)
class Rencana:
    """Both trees: what is to be reached, and with which programs and money."""

    tujuan: list[Simpul]
    program: list[Simpul]

    @property
    def bagian(self) -> list[tuple[str, list[Simpul]]]:
        """The trees that hold something, each with its heading."""
        semua = [("Tujuan dan sasaran", self.tujuan), ("Program, kegiatan, dan sub kegiatan", self.program)]
        return [(judul, akar) for judul, akar in semua if akar]

    @property
    def simpul(self) -> list[Simpul]:
        return [simpul for akar in [*self.tujuan, *self.program] for simpul in akar.walk()]

    @property
    def jumlah_indikator(self) -> int:
        return sum(len(simpul.indikator) for simpul in self.simpul)

    @property
    def pagu(self) -> Decimal:
        return sum((program.pagu or Decimal(0) for program in self.program), Decimal(0))


def build_rencana(*, kantor: PerangkatDaerah, tahun: int, pk: PerjanjianKinerja | None, cari: str = "") -> Rencana:
    """The Renstra in force that year and all programs, with the targets of that Perjanjian Kinerja.

    `cari` keeps what holds the words, with all above and below it.
    """
    perakit = _Perakit(kantor, pk)
    akar = {"tujuan": perakit.build_tujuan(tahun), "program": perakit.build_program()}
    kata = cari.casefold().split()
    return Rencana(**{nama: _filter(simpul, kata) if kata else simpul for nama, simpul in akar.items()})


def _filter(simpul: Iterable[Simpul], kata: list[str]) -> list[Simpul]:
    return [hasil for satu in simpul if (hasil := _filter_satu(satu, kata))]


def _filter_satu(simpul: Simpul, kata: list[str]) -> Simpul | None:
    if _is_cocok(f"{simpul.kode} {simpul.uraian}", kata):
        return simpul
    indikator = [i for i in simpul.indikator if _is_cocok(f"{i.kode} {i.nama} {i.unit}", kata)]
    anak = _filter(simpul.anak, kata)
    return replace(simpul, indikator=indikator, anak=anak) if indikator or anak else None


def _is_cocok(teks: str, kata: list[str]) -> bool:
    return all(satu in teks.casefold() for satu in kata)


class _Perakit:
    """Loads each kind of row at once and hands out children by their parent."""

    def __init__(self, kantor: PerangkatDaerah, pk: PerjanjianKinerja | None):
        self.kantor = kantor
        self.target = {t.indikator_id: t for t in pk.target_set.order_by()} if pk else {}
        self.pagu = dict(pk.pagu_set.order_by().values_list("sub_kegiatan", "jumlah")) if pk else {}
        self.indikator = self._group_indikator()

    def build_tujuan(self, tahun: int) -> list[Simpul]:
        renstra = {"renstra__tahun_awal__lte": tahun, "renstra__tahun_akhir__gte": tahun}
        semua = Tujuan.objects.filter(renstra__perangkat_daerah=self.kantor, **renstra)
        tujuan = sorted(semua, key=lambda t: (t.renstra_id, build_kunci_kode(t.kode)))
        sasaran = self._group(Sasaran.objects.filter(tujuan__in=tujuan), "tujuan_id")
        return [self._build("Tujuan", t, t.uraian, sasaran[t.pk], self._build_sasaran) for t in tujuan]

    def build_program(self) -> list[Simpul]:
        self.kegiatan = self._group(Kegiatan.objects.filter(program__perangkat_daerah=self.kantor), "program_id")
        sub = SubKegiatan.objects.filter(kegiatan__program__perangkat_daerah=self.kantor).select_related("unit")
        self.sub = self._group(sub, "kegiatan_id")
        program = sorted(Program.objects.filter(perangkat_daerah=self.kantor), key=lambda p: build_kunci_kode(p.kode))
        return [self._build("Program", p, p.nama, self.kegiatan[p.pk], self._build_kegiatan) for p in program]

    def _build_sasaran(self, sasaran: Sasaran) -> Simpul:
        indikator = self.indikator["sasaran", sasaran.pk]
        return Simpul("Sasaran", sasaran.kode, sasaran.uraian, indikator=indikator, pk=sasaran.pk)

    def _build_kegiatan(self, kegiatan: Kegiatan) -> Simpul:
        return self._build("Kegiatan", kegiatan, kegiatan.nama, self.sub[kegiatan.pk], self._build_sub)

    def _build_sub(self, sub: SubKegiatan) -> Simpul:
        return Simpul(
            "Sub kegiatan", sub.kode, sub.nama, self.pagu.get(sub.pk), sub.unit.nama,
            self.indikator["sub_kegiatan", sub.pk], pk=sub.pk,
        )  # fmt: skip

    def _build(self, jenis: str, objek: Model, uraian: str, bawahan: list, build_anak) -> Simpul:
        anak = [build_anak(satu) for satu in bawahan]
        uang = [satu.pagu for satu in anak if satu.pagu is not None]
        indikator = self.indikator[objek._meta.model_name, objek.pk]
        return Simpul(jenis, objek.kode, uraian, sum(uang, Decimal(0)) if uang else None, "", indikator, anak, objek.pk)

    def _group(self, baris: Iterable[Model], kunci: str) -> defaultdict[int, list]:
        per_induk = defaultdict(list)
        for satu in sorted(baris, key=lambda b: build_kunci_kode(b.kode)):
            per_induk[getattr(satu, kunci)].append(satu)
        return per_induk

    def _group_indikator(self) -> defaultdict[tuple[str, int], list[BarisIndikator]]:
        per_induk, tautan = defaultdict(list), map_tautan(self.kantor)
        semua = self.kantor.indikator_set.select_related("unit", "skala").prefetch_related("skala__nilai_set")
        for indikator in sorted(semua, key=lambda i: i.kunci_urut):
            induk = next((nama, pk) for nama in INDUK if (pk := getattr(indikator, f"{nama}_id")))
            baris = _build_indikator(indikator, self.target.get(indikator.pk), tautan.get(indikator.pk, []))
            per_induk[induk].append(baris)
        return per_induk


def _build_indikator(indikator: Indikator, target: Target | None, tautan: list[Sisi]) -> BarisIndikator:
    nilai = (target.setahun, *target.triwulan) if target else (None,) * 5
    tahunan = indikator.write_setahun(nilai[0], target.tahunan_teks if target else "")
    triwulan = [indikator.write_nilai(satu) for satu in nilai[1:]]
    return BarisIndikator(
        indikator.pk, indikator.kode, indikator.nama, indikator.satuan, indikator.unit.nama, tahunan, tuple(triwulan),
        tuple(tautan),
    )  # fmt: skip
