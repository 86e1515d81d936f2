"""The months of a triwulan made into its figure: by the indicator's konsolidasi, with the line to check by hand."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import prefetch_related_objects

from collection.enums import Derajat, Frekuensi, Konsolidasi
from collection.errors import AksesError, IsianError
from collection.kewajaran import Temuan
from collection.models import Formulir, Indikator, Pengguna, Realisasi
from collection.nilai import Komponen, NilaiRealisasi, round_simpan
from collection.queries import scope_formulir_isian
from collection.services.bulanan import fetch_bulan
from collection.services.jejak import audited
from collection.services.pintu import GABUNGAN
from collection.services.realisasi import compute_sidik, save_realisasi
from collection.services.tinjauan import Tinjauan
from measurement.capaian import consolidate
from measurement.nilai import compute_nilai


@dataclass(frozen=True)
class Gabungan:
    """What the filled months come to: `nilai` unrounded (None where none is filled), and how, in a line."""

    nilai: NilaiRealisasi | None
    baris: str = ""


def combine(indikator: Indikator, bulan: Sequence[NilaiRealisasi | None]) -> Gabungan:
    """The months of a triwulan, in order, as one realisasi; a month that was not measured adds nothing."""
    konsolidasi = Konsolidasi(indikator.konsolidasi)
    hasil = consolidate(konsolidasi, [None] * len(bulan), bulan).realisasi
    if hasil is None:
        return Gabungan(None)
    isi = [n for satu in bulan if (n := compute_nilai(satu)) is not None]
    tulis = [write_bulanan(indikator, satu) for satu in isi]
    if isinstance(hasil, Komponen):
        return Gabungan(hasil, f"{hasil} × {indikator.pengali} = {write_bulanan(indikator, _round(hasil))}")
    kata = {
        Konsolidasi.JUMLAH: " + ".join(tulis), Konsolidasi.RATA_RATA: f"({' + '.join(tulis)}) / {len(isi)}",
        Konsolidasi.MAKSIMUM: f"tertinggi dari {'; '.join(tulis)}",
    }.get(konsolidasi, f"bulan terakhir yang terisi dari {'; '.join(tulis)}")  # fmt: skip
    return Gabungan(hasil, f"{kata} = {write_bulanan(indikator, _round(hasil))}")


def use_gabungan(*, realisasi: Realisasi, sidik: str, user: Pengguna) -> Realisasi:
    """Write what the months come to into the triwulan's cell; `sidik` is of the triwulan's value that was seen.

    Raises AksesError for somebody of another unit, IsianError where no month is filled, or where components do not come
    to components (their mean, sum or maximum has none: the triwulan's own are typed); and as save_realisasi does.
    """
    indikator = realisasi.target.indikator
    with audited(
        kantor=realisasi.formulir.periode.perangkat_daerah, user=user, aksi="gabung_bulan", objek=realisasi
    ):
        if not scope_formulir_isian(user).filter(pk=realisasi.formulir_id).exists():
            raise AksesError(f"{realisasi.formulir} diisi oleh {realisasi.formulir.unit}.")
        hasil = combine(indikator, [satu.terukur for satu in fetch_bulan(realisasi)]).nilai
        if hasil is None:
            raise IsianError("Belum ada bulan yang terisi.")
        if indikator.berkomponen != isinstance(hasil, Komponen):
            raise IsianError("Isi pembilang dan penyebut triwulan pada formulir: gabungan ini tidak punya keduanya.")
        bagian = {"pembilang": hasil.pembilang, "penyebut": hasil.penyebut} if isinstance(hasil, Komponen) else {}
        for kolom, nilai in (bagian or {"nilai": _round(hasil)}).items():
            terlihat = sidik if kolom != "penyebut" else compute_sidik(realisasi.penyebut)
            isi = indikator.write_nilai(nilai) if kolom == "nilai" else _write(nilai)
            realisasi = save_realisasi(
                realisasi=realisasi, kolom=kolom, isi=isi, sidik=terlihat, user=user, pintu=GABUNGAN
            )
    return realisasi


def tell_beda(realisasi: Realisasi, gabungan: Gabungan) -> str:
    """That the triwulan's figure is another one than its months come to, as a sentence; empty where it is not."""
    indikator, hasil = realisasi.target.indikator, _round(gabungan.nilai)
    if hasil is None or realisasi.nilai is None or hasil == realisasi.nilai:
        return ""
    bulan, kini = write_bulanan(indikator, hasil), write_bulanan(indikator, realisasi.nilai)
    if bulan == kini:  # they differ in what is not printed
        bulan, kini = indikator.write_nilai(hasil), indikator.write_nilai(realisasi.nilai)
    return f"Realisasi triwulan {kini}, gabungan angka bulannya kini {bulan}."


def is_terpakai(realisasi: Realisasi, gabungan: Gabungan) -> bool:
    """Whether the triwulan's cell already holds what its months come to, so that there is nothing to take over."""
    if isinstance(gabungan.nilai, Komponen):
        return (realisasi.pembilang, realisasi.penyebut) == (gabungan.nilai.pembilang, gabungan.nilai.penyebut)
    return realisasi.nilai is not None and _round(gabungan.nilai) == realisasi.nilai


def write_bulanan(indikator: Indikator, nilai: Decimal | None) -> str:
    """A value of the months as it is printed: rounded where it was computed, of components or as a mean."""
    dihitung = indikator.berkomponen or Konsolidasi(indikator.konsolidasi) is Konsolidasi.RATA_RATA
    return indikator.write_hasil(nilai) if dihitung else indikator.write_nilai(nilai)


def list_beda_bulan(formulir: Formulir, baris: Iterable[Realisasi]) -> list[Tinjauan]:
    """Of a form that is with its unit the monthly rows whose figure is another one than their months come to.

    Only told: the unit may know better than its months. Rows bring target and indikator; one query, none without any.
    """
    bulanan = [satu for satu in baris if satu.target.indikator.frekuensi == Frekuensi.BULAN]
    if not formulir.dapat_diisi or not bulanan:
        return []
    prefetch_related_objects(bulanan, "bulan_set")
    beda = [(b, tell_beda(b, combine(b.target.indikator, [s.terukur for s in fetch_bulan(b)]))) for b in bulanan]
    return [Tinjauan(b, b.target.indikator.nama, Temuan(Derajat.INFO, pesan)) for b, pesan in beda if pesan]


def _round(nilai: NilaiRealisasi | None) -> Decimal | None:
    return round_simpan(compute_nilai(nilai))


def _write(nilai: Decimal | None) -> str:
    return "" if nilai is None else f"{nilai.normalize():f}".replace(".", ",")
