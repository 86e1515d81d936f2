"""A Perjanjian Kinerja beside the one that it changes: target by target, pagu by pagu."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from collection.angka import format_nilai, format_rupiah
from collection.models import Indikator, PerjanjianKinerja, SubKegiatan, Target
from collection.models.perjanjian_kinerja import NILAI_TARGET
from collection.nilai import NilaiTarget, Rentang
from collection.services.pk_beku import freeze_kata
from collection.services.tabel_target import KOLOM_TARGET, list_indikator, list_sub_kegiatan


@dataclass(frozen=True, slots=True)
class Beda:
    """One figure: what it was, what it is, and by how much it differs (empty where that is no number)."""

    kode: str
    nama: str
    satuan: str
    kolom: str
    lama: str
    baru: str
    selisih: str


@dataclass(frozen=True, slots=True)
class BedaPk:
    """All differences of two versions, and the sums of their money."""

    target: list[Beda]
    pagu: list[Beda]
    jumlah_lama: str
    jumlah_baru: str
    selisih: str


def compare_pk(lama: PerjanjianKinerja, baru: PerjanjianKinerja) -> BedaPk:
    """What `baru` changes of `lama`, in the order of the plan; once it is stipulated, in the words of that day."""
    kantor = baru.perangkat_daerah
    target = [{t.indikator_id: t for t in pk.target_set.order_by()} for pk in (lama, baru)]
    pagu = [dict(pk.pagu_set.order_by().values_list("sub_kegiatan", "jumlah")) for pk in (lama, baru)]
    indikator = freeze_kata(baru, list_indikator(kantor))
    jumlah = [sum(isi.values(), Decimal(0)) for isi in pagu]
    return BedaPk(
        [b for i in indikator for b in _compare_target(i, *(isi.get(i.pk) for isi in target))],
        list(_compare_pagu(freeze_kata(baru, list_sub_kegiatan(kantor)), *pagu)),
        *(format_rupiah(satu) for satu in jumlah), write_selisih_rupiah(jumlah[1] - jumlah[0]),
    )  # fmt: skip


def _compare_target(indikator: Indikator, lama: Target | None, baru: Target | None) -> list[Beda]:
    semua = ((nama, *(t.get_nilai(nama) if t else None for t in (lama, baru))) for nama in NILAI_TARGET)
    return [
        Beda(
            indikator.kode, indikator.nama, indikator.satuan, KOLOM_TARGET[nama], indikator.write_nilai(dulu) or "–",
            indikator.write_nilai(kini) or "–", _write_selisih(indikator, dulu, kini),
        )
        for nama, dulu, kini in semua
        if dulu != kini
    ]  # fmt: skip


def _write_selisih(indikator: Indikator, lama: NilaiTarget | None, baru: NilaiTarget | None) -> str:
    """With its sign; nothing between labels or ranges, or where one of the two is missing."""
    if lama is None or baru is None or indikator.label_skala:
        return ""
    if isinstance(lama, Rentang) or isinstance(baru, Rentang):
        return ""
    tanda = "+" if baru > lama else ""
    return f"{tanda}{format_nilai(baru - lama, indikator.desimal)}"


def _compare_pagu(
    sub_kegiatan: Iterable[SubKegiatan], lama: dict[int, Decimal], baru: dict[int, Decimal]
) -> Iterable[Beda]:
    for sub in sub_kegiatan:
        dulu, kini = lama.get(sub.pk), baru.get(sub.pk)
        if dulu != kini:
            selisih = (kini or Decimal(0)) - (dulu or Decimal(0))
            yield Beda(
                sub.kode, sub.nama, "Rp", "Pagu", format_rupiah(dulu) or "–", format_rupiah(kini) or "–",
                write_selisih_rupiah(selisih),
            )  # fmt: skip


def write_selisih_rupiah(selisih: Decimal) -> str:
    """Money with its sign."""
    return f"+{format_rupiah(selisih)}" if selisih > 0 else format_rupiah(selisih)
