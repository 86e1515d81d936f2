"""What is questionable in a form: every figure judged (collection/kewajaran.py) against plan, money and past.

The past is what the units handed in: a correction by the Kepala, upstairs, is not seen here.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from collection.enums import Derajat
from collection.frekuensi import is_waktunya
from collection.kewajaran import (
    PERIKSA_BUKTI,
    Konteks,
    Temuan,
    find_temuan,
    grade_temuan,
    tell_bukti,
    tell_kurang,
)
from collection.models import Bukti, Formulir, Periode, Realisasi, RealisasiAnggaran
from collection.nilai import get_batas
from collection.services.riwayat import Lalu, build_riwayat, filter_lalu, map_lalu

Baris = Realisasi | RealisasiAnggaran
SEBUT = {"kendala": "kendala", "rencana": "rencana tindak lanjut"}


@dataclass(frozen=True, slots=True)
class Tinjauan:
    """One finding about one row. A `halangi` is settled by another value, a `peringatan` by the texts of
    the row that `jawab` names, all of them; where it names none, by a remark."""

    baris: Baris
    nama: str
    temuan: Temuan
    kosong: bool = False
    jawab: tuple[str, ...] = ()

    @property
    def jangkar(self) -> str:
        """The cell that it is about, as the page names it: the text that is still missing, else the figure."""
        if isinstance(self.baris, RealisasiAnggaran):
            return f"a{self.baris.pk}-jumlah"
        if self.jawab:
            return f"r{self.baris.pk}-{(self._list_kosong() or self.jawab)[0]}"
        return f"r{self.baris.pk}-{'pembilang' if self.baris.target.indikator.berkomponen else 'nilai'}"

    @property
    def tautan(self) -> str:
        """Where on the page it is mended: the row's evidence, or the cell."""
        return f"bukti-{self.baris.pk}" if self.temuan.jenis in PERIKSA_BUKTI else f"isi-{self.jangkar}"

    @property
    def menghalangi(self) -> bool:
        """Whether it keeps the form from being handed in."""
        if self.temuan.derajat is Derajat.PERINGATAN:
            return bool(self._list_kosong())
        return self.temuan.derajat is Derajat.HALANGI

    def _list_kosong(self) -> list[str]:
        """The texts of the row that are still asked for."""
        return [nama for nama in self.jawab or ("keterangan",) if not getattr(self.baris, nama).strip()]

    @property
    def tindak_lanjut(self) -> str:
        """What the unit has to do about it, as a sentence; empty where nothing."""
        if not self.menghalangi:
            return ""
        if self.temuan.jenis in PERIKSA_BUKTI:
            lain = "" if self.temuan.derajat is Derajat.HALANGI else ", atau tulis keterangan pada baris ini"
            return f"Lampirkan buktinya{lain}."
        if self.temuan.derajat is Derajat.HALANGI:
            return "" if self.kosong else "Betulkan isinya."
        if self.jawab:
            return f"Tulis {' dan '.join(SEBUT[nama] for nama in self._list_kosong())} pada baris ini."
        return "Betulkan, atau tulis keterangan pada baris ini."


def list_tinjauan(
    formulir: Formulir, baris: Sequence[Realisasi], anggaran: Sequence[RealisasiAnggaran],
    lalu: Mapping[int, list[Lalu]] | None = None,
) -> list[Tinjauan]:  # fmt: skip
    """All findings about the figures of these rows, in their order. The number of queries is fixed.

    Rows bring target, indikator, skala with its nilai_set, pagu and sub kegiatan with them. `lalu`: what `map_lalu`
    says of them, where the caller has asked already.
    """
    if lalu is None:
        lalu = map_lalu(formulir.periode, [b.target.indikator_id for b in baris])
    konteks = [*_list_konteks(formulir, baris, lalu), *_list_konteks_uang(formulir, anggaran)]
    nilai = [*((b, b.target.indikator.nama, b.nilai) for b in baris), *_list_uang(anggaran)]
    atur = formulir.periode.perangkat_daerah.derajat_periksa
    return [
        Tinjauan(satu, nama, grade_temuan(temuan, atur))
        for (satu, nama, isi), sekitar in zip(nilai, konteks, strict=True)
        for temuan in find_temuan(isi, sekitar)
    ]


def list_tanpa_bukti(
    formulir: Formulir, baris: Iterable[Realisasi], ada: Mapping[int, Collection[str]]
) -> list[Tinjauan]:
    """What the answered rows lack of evidence, as grave as the office has it. No query.

    Rows bring target and indikator with them; `ada`: key of a row → the lines of the manual that its evidence meets.
    A row that is still to be filled in is told as such.
    """
    atur = formulir.periode.perangkat_daerah.derajat_periksa
    return [
        Tinjauan(b, b.target.indikator.nama, grade_temuan(temuan, atur))
        for b in baris
        if b.nilai is not None and (temuan := tell_bukti(b.target.indikator.syarat_bukti, ada.get(b.pk, ())))
    ]


def list_halangan_bukti(formulir: Formulir) -> list[str]:
    """What missing evidence keeps the form from being handed in, one sentence each. Two queries."""
    ada: dict[int, list[str]] = {}
    bukti = Bukti.objects.kini().filter(realisasi__formulir=formulir).order_by()
    for pk, syarat in bukti.values_list("realisasi", "syarat"):
        ada.setdefault(pk, []).append(syarat)
    semua = list_tanpa_bukti(formulir, formulir.realisasi_set.select_related("target__indikator"), ada)
    return [write_halangan(t) for t in semua if t.menghalangi]


def write_halangan(tinjauan: Tinjauan) -> str:
    """What keeps the form back, and what to do about it, in a sentence."""
    return f"{tinjauan.nama}: {tinjauan.temuan.pesan} {tinjauan.tindak_lanjut}"


def list_kosong(
    formulir: Formulir, baris: Iterable[Realisasi], anggaran: Iterable[RealisasiAnggaran]
) -> list[Tinjauan]:
    """What is not filled in yet and must be before the hand-in; as `queries_formulir.list_kekurangan`, row by row."""
    triwulan = formulir.periode.triwulan
    hasil = [
        Tinjauan(satu, satu.target.indikator.nama, Temuan(Derajat.HALANGI, kurang), kosong=True)
        for satu in baris
        if satu.nilai is None and not satu.tidak_dapat_diukur and (kurang := _tell_kurang(satu, triwulan))
    ]
    uang = Temuan(Derajat.HALANGI, "isi realisasi anggaran.")
    return hasil + [
        Tinjauan(satu, satu.pagu.sub_kegiatan.nama, uang, kosong=True) for satu in anggaran if satu.jumlah is None
    ]


def _tell_kurang(baris: Realisasi, triwulan: int) -> str:
    diminta = is_waktunya(baris.target.indikator.frekuensi, triwulan)
    target = get_batas(t)[0] if diminta and (t := baris.target.triwulan[triwulan - 1]) is not None else None
    return tell_kurang(baris.pembilang, baris.penyebut, target)


def list_halangan(formulir: Formulir) -> list[str]:
    """What findings keep the form from being handed in, one sentence each; empty where none."""
    baris = formulir.realisasi_set.select_related("target__indikator__skala")
    anggaran = formulir.realisasi_anggaran_set.select_related("pagu__sub_kegiatan")
    semua = list_tinjauan(formulir, baris.prefetch_related("target__indikator__skala__nilai_set"), anggaran)
    return [write_halangan(t) for t in semua if t.menghalangi]


def count_peringatan(formulir: Formulir) -> int:
    """How many findings there are that a remark settles: what a person who validates should look at."""
    baris = formulir.realisasi_set.select_related("target__indikator__skala")
    anggaran = formulir.realisasi_anggaran_set.select_related("pagu__sub_kegiatan")
    semua = list_tinjauan(formulir, baris.prefetch_related("target__indikator__skala__nilai_set"), anggaran)
    return sum(t.temuan.derajat is not Derajat.INFO for t in semua)


def _list_uang(anggaran: Iterable[RealisasiAnggaran]) -> list[tuple[Baris, str, Decimal | None]]:
    return [(a, a.pagu.sub_kegiatan.nama, a.jumlah) for a in anggaran]


def _list_konteks(
    formulir: Formulir, baris: Sequence[Realisasi], lalu: Mapping[int, list[Lalu]]
) -> list[Konteks]:
    """An indicator that was negative before may be so again: the first time wants a remark."""
    ada = {kunci: [satu for satu in semua if satu.nilai is not None] for kunci, semua in lalu.items()}
    return [_build_konteks(formulir.periode, b, ada.get(b.target.indikator_id, [])) for b in baris]


def _build_konteks(periode: Periode, baris: Realisasi, lalu: list[Lalu]) -> Konteks:
    indikator, target = baris.target.indikator, baris.target
    setahun = [get_batas(nilai)[1] for nilai in (target.setahun, *target.triwulan) if nilai is not None]
    return Konteks(
        satuan=indikator.satuan, desimal=indikator.desimal, bertanda=any(satu.nilai < 0 for satu in lalu),
        target=max(setahun, default=None), lalu=lalu[-1].nilai if lalu else None, skala=indikator.label_skala or None,
        riwayat=build_riwayat(periode, baris, lalu), hitung=indikator.berkomponen,
    )  # fmt: skip


def _list_konteks_uang(formulir: Formulir, anggaran: Sequence[RealisasiAnggaran]) -> list[Konteks]:
    """Money starts anew each year."""
    if not anggaran:
        return []
    semua = RealisasiAnggaran.objects.filter(
        sub_kegiatan__in=[a.pagu.sub_kegiatan_id for a in anggaran], periode__tahun=formulir.periode.tahun
    ).exclude(jumlah=None)
    lalu = dict(filter_lalu(semua, formulir.periode).values_list("sub_kegiatan", "jumlah"))
    return [Konteks(uang=True, pagu=a.pagu.jumlah, lalu=lalu.get(a.pagu.sub_kegiatan_id)) for a in anggaran]
