"""The tables in which targets and pagu are typed: which part of the plan, its rows, and what to look at again."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from django.db.models import Q

from collection.angka import format_nilai, format_rupiah
from collection.keselarasan import list_peringatan
from collection.kewajaran import tell_pecahan
from collection.models import Indikator, PerangkatDaerah, PerjanjianKinerja, SubKegiatan, Target
from collection.models.formulir import ROMAWI
from collection.models.indikator import INDUK
from collection.models.perjanjian_kinerja import NILAI_TARGET
from collection.nilai import NilaiTarget
from collection.services.baca_target import build_target, map_renstra
from collection.services.target import BASELINE, TEMPAT, map_target_renstra
from collection.urut import build_kunci_kode, group_urut

KOLOM_TARGET = dict(zip(NILAI_TARGET, ["Target tahun", *(f"TW {r}" for r in ROMAWI.values())], strict=True))
UTAMA = "utama"
INDUK_INDIKATOR = (
    "tujuan", "sasaran", "program", "kegiatan__program", "sub_kegiatan__kegiatan__program",
)  # fmt: skip

Galat = Mapping[str, list[str]]


@dataclass(frozen=True, slots=True)
class Bagian:
    """One part of the plan that is edited at a time: tujuan and sasaran, or one program."""

    kode: str
    nama: str


@dataclass(frozen=True, slots=True)
class SelIsian:
    """One cell to type in: the name of its field, its text, and what is wrong with it."""

    nama: str
    label: str
    nilai: str
    galat: list[str]
    tampil: str = ""
    """What the page of an agreement shows of it: of a target in words the number that counts, as it is printed."""


@dataclass(frozen=True, slots=True)
class BarisIsian:
    """One row: what it is about, its cells, what it is compared with, and what to look at again."""

    pk: int
    kode: str
    nama: str
    satuan: str
    unit: str
    sel: list[SelIsian]
    induk: str = ""
    banding: str = ""
    peringatan: list[str] = field(default_factory=list)
    tulisan: str = ""


def list_bagian(kantor: PerangkatDaerah) -> list[Bagian]:
    """The parts of the office's plan, in its order."""
    program = sorted(kantor.program_set.order_by(), key=lambda p: build_kunci_kode(p.kode))
    return [
        Bagian(UTAMA, "Tujuan dan sasaran (IKU)"),
        *(Bagian(str(p.pk), f"Program {p.kode} {p.nama}") for p in program),
    ]


def list_indikator(kantor: PerangkatDaerah, bagian: str = "") -> list[Indikator]:
    """The indicators of one part, or all of them, in the order of the plan, with what their rows show.

    Those of one sasaran, program, … stand together, wherever their own numbers would put them.
    """
    semua = kantor.indikator_set.select_related("unit", "skala", *INDUK_INDIKATOR)
    semua = semua.prefetch_related("skala__nilai_set")
    urut = sorted(semua.filter(_build_saring(bagian)).order_by(), key=lambda i: i.kunci_urut)
    return group_urut(urut, lambda i: tuple(getattr(i, f"{nama}_id") for nama in INDUK))


def _build_saring(bagian: str) -> Q:
    if not bagian:
        return Q()
    if bagian == UTAMA:
        return Q(tujuan__isnull=False) | Q(sasaran__isnull=False)
    per_program = Q(program=bagian) | Q(kegiatan__program=bagian)
    return per_program | Q(sub_kegiatan__kegiatan__program=bagian)


def list_sub_kegiatan(kantor: PerangkatDaerah, bagian: str = "") -> list[SubKegiatan]:
    """The sub kegiatan of one program, or all of them, by code."""
    semua = SubKegiatan.objects.filter(kegiatan__program__perangkat_daerah=kantor)
    semua = semua.select_related("unit", "kegiatan__program")
    milik = (semua.filter(kegiatan__program=bagian) if bagian else semua).order_by()
    return sorted(milik, key=lambda s: build_kunci_kode(s.kode))


def build_baris_target(
    pk: PerjanjianKinerja, indikator: Iterable[Indikator], tulisan: Mapping[str, str] | None = None,
    galat: Galat | None = None,
) -> list[BarisIsian]:  # fmt: skip
    """Rows of targets; `tulisan` and `galat` (by field) are what was typed and refused."""
    target = {t.indikator_id: t for t in pk.target_set.order_by()}
    renstra = map_renstra(pk.perangkat_daerah, pk.tahun)
    return [
        _build_target(satu, target.get(satu.pk), renstra.get(satu.pk), tulisan or {}, galat or {})
        for satu in indikator
    ]


def _build_target(
    indikator: Indikator, target: Target | None, renstra: NilaiTarget | None, tulisan: Mapping[str, str], galat: Galat
) -> BarisIsian:
    nilai = {nama: write_isian(indikator, target.get_nilai(nama) if target else None) for nama in NILAI_TARGET}
    tampil = dict(nilai)
    if target and target.tahunan_teks:
        nilai["tahunan"] = target.tahunan_teks
        tampil["tahunan"] = indikator.write_setahun(target.setahun, target.tahunan_teks).partition(" (")[0]
    sel = [
        replace(_build_sel(indikator.pk, n, KOLOM_TARGET[n], nilai[n], tulisan, galat), tampil=tampil[n])
        for n in NILAI_TARGET
    ]
    peringatan = list_peringatan(build_target(indikator, target, renstra), indikator.write_nilai)
    isi = {KOLOM_TARGET[nama]: target.get_nilai(nama) for nama in NILAI_TARGET} if target else {}
    return BarisIsian(
        indikator.pk, indikator.kode, indikator.nama, indikator.satuan, indikator.unit.nama, sel,
        write_induk(indikator), indikator.write_nilai(renstra),
        [*list_pecahan(indikator, isi), *(f"{satu[0].upper()}{satu[1:]}" for satu in peringatan)],
        target.tahunan_teks if target else "",
    )  # fmt: skip


def list_pecahan(indikator: Indikator, isi: Mapping[str, NilaiTarget | None]) -> list[str]:
    """Percentages that may be hundredths, with the columns that they stand in: asked as an import asks of its cells."""
    kolom: dict[str, list[str]] = {}
    for label, nilai in isi.items():
        if isinstance(nilai, Decimal) and (pesan := tell_pecahan(indikator.satuan, nilai)):
            kolom.setdefault(pesan, []).append(label)
    return [f"{', '.join(label)}: {pesan}" for pesan, label in kolom.items()]


def write_isian(indikator: Indikator, nilai: NilaiTarget | None) -> str:
    """A value as it is typed: every digit that it has, both bounds of a range, a predicate by its label."""
    return indikator.write_nilai(nilai) if nilai is not None else ""


def write_induk(indikator: Indikator) -> str:
    """What the indicator measures, as the heading above its row."""
    induk = indikator.induk
    return f"{str(induk._meta.verbose_name).capitalize()} {induk.kode} {induk}"


def _build_sel(
    kunci: int, nama: str, label: str, nilai: str, tulisan: Mapping[str, str], galat: Galat
) -> SelIsian:
    tempat = TEMPAT.format(nama, kunci)
    return SelIsian(tempat, label, tulisan.get(tempat, nilai), list(galat.get(tempat, ())))


def build_baris_renstra(
    indikator: Iterable[Indikator], tahun: Iterable[int], tulisan: Mapping[str, str] | None = None,
    galat: Galat | None = None,
) -> list[BarisIsian]:  # fmt: skip
    """Rows of the Renstra: baseline, then a cell for each year."""
    indikator, tahun = list(indikator), list(tahun)
    kini = map_target_renstra(indikator)
    hasil = []
    for satu in indikator:
        nilai = {BASELINE: satu.baseline}
        nilai |= {str(t): kini[satu.pk, t].get_nilai("nilai") if (satu.pk, t) in kini else None for t in tahun}
        sel = [
            _build_sel(
                satu.pk, nama, "Kondisi awal" if nama == BASELINE else nama, write_isian(satu, isi), tulisan or {},
                galat or {},
            )
            for nama, isi in nilai.items()
        ]  # fmt: skip
        hasil.append(
            BarisIsian(
                satu.pk, satu.kode, satu.nama, satu.satuan, satu.unit.nama, sel, write_induk(satu),
                peringatan=list_pecahan(
                    satu, {"Kondisi awal" if n == BASELINE else n: isi for n, isi in nilai.items()}
                ),
            )
        )
    return hasil


def build_baris_pagu(
    pk: PerjanjianKinerja, sub_kegiatan: Iterable[SubKegiatan], tulisan: Mapping[str, str] | None = None,
    galat: Galat | None = None,
) -> list[BarisIsian]:  # fmt: skip
    """Rows of pagu, one for each sub kegiatan."""
    pagu = dict(pk.pagu_set.order_by().values_list("sub_kegiatan", "jumlah"))
    return [
        BarisIsian(
            sub.pk, sub.kode, sub.nama, "Rp", sub.unit.nama,
            [_build_sel(sub.pk, "jumlah", "Pagu", format_nilai(pagu.get(sub.pk)), tulisan or {}, galat or {})],
            f"Kegiatan {sub.kegiatan.kode} {sub.kegiatan.nama}",
        )
        for sub in sub_kegiatan
    ]  # fmt: skip


def sum_pagu(pk: PerjanjianKinerja) -> str:
    """All of the agreement's money, as people read it."""
    return format_rupiah(sum(pk.pagu_set.order_by().values_list("jumlah", flat=True), Decimal(0)))
