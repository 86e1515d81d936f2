"""Who sees what of the figures: versions of the Metodologi, whole rounds, the history of a cell."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, QuerySet

from collection.enums import Peran
from collection.models import Jejak, Pengguna, PerangkatDaerah, Realisasi
from collection.queries import list_penugasan, scope_kantor, scope_realisasi
from measurement.models import BarisKertasKerja, KertasKerja, Metodologi, PengukuranKinerja
from measurement.queries import scope_pengukuran

PENULIS_METODOLOGI = (Peran.ADMIN, Peran.TIM_SAKIP)
AKSI_SEL = {
    "isi_nilai": "Realisasi", "isi_pembilang": "Pembilang", "isi_penyebut": "Penyebut",
    "isi_tidak_dapat_diukur": "Alasan tidak dapat diukur", "isi_keterangan": "Keterangan", "isi_kendala": "Kendala",
    "isi_rencana": "Rencana tindak lanjut",
}  # fmt: skip


def scope_metodologi(user: Pengguna) -> QuerySet[Metodologi]:
    """The versions of the user's offices, with bands and weights."""
    semua = Metodologi.objects.filter(perangkat_daerah__in=scope_kantor(user))
    return semua.select_related("perangkat_daerah", "dibuat_oleh").prefetch_related("pita_set", "bobot_set")


def scope_kantor_metodologi(user: Pengguna) -> QuerySet[PerangkatDaerah]:
    """The offices for which the user may write a version today."""
    kantor = list_penugasan(user).filter(peran__in=PENULIS_METODOLOGI).values("perangkat_daerah")
    return PerangkatDaerah.objects.filter(pk__in=kantor)


def scope_kertas_kerja(user: Pengguna) -> QuerySet[KertasKerja]:
    """The rounds of the cases of the user's offices."""
    return KertasKerja.objects.filter(pengukuran__in=scope_pengukuran(user))


def list_riwayat_sel(baris: BarisKertasKerja) -> list[Jejak]:
    """What was typed into the cell before the row was computed, oldest first; of a row that the user may see."""
    kertas = baris.kertas_kerja
    sel = find_sel(baris)
    semua = Jejak.objects.filter(objek=Realisasi._meta.model_name, objek_id=sel, aksi__in=AKSI_SEL, diterima=True)
    milik = semua.filter(perangkat_daerah=kertas.pengukuran.perangkat_daerah_id, waktu__lte=kertas.dihitung_pada)
    return list(milik.select_related("pengguna").order_by("pk")) if sel else []


def find_sel(baris: BarisKertasKerja) -> int | None:
    """The key of the cell that the row was computed from; None where there was none."""
    sel: int | None = baris.asal.get("realisasi", {}).get("sel")
    return sel or _find_sel(baris)


def may_read_sel(user: Pengguna, baris: BarisKertasKerja) -> bool:
    """Whether the user may read what stands behind the figure: who typed what, and the evidence.

    The figure itself is the office's; its cell is the unit's, as on the page of its history (`find_baris`). Of a row
    without a cell there is nothing to hide.
    """
    sel = find_sel(baris)
    return sel is None or scope_realisasi(user).filter(pk=sel).exists()


def _find_sel(baris: BarisKertasKerja) -> int | None:
    """Of a row that was computed before rows kept the key of their cell."""
    letak: dict[str, Any] = {"periode": baris.kertas_kerja.pengukuran.periode_id, "indikator": baris.indikator_id}
    return Realisasi.objects.filter(**letak).values_list("pk", flat=True).first()


def map_pemakai(semua: Iterable[Metodologi]) -> dict[int, int]:
    """Version (its key) → how many cases keep it; those that none keeps are left out."""
    kasus = PengukuranKinerja.objects.filter(metodologi__in=[satu.pk for satu in semua])
    return dict(kasus.values_list("metodologi").annotate(jumlah=Count("pk")).order_by())


def find_baris_lalu(baris: BarisKertasKerja) -> dict[int, int]:
    """Earlier triwulan of the year → the row that measured the indicator there, in force; of two the measurement's."""
    periode = baris.kertas_kerja.pengukuran.periode
    letak = {"perangkat_daerah": periode.perangkat_daerah_id, "tahun": periode.tahun}
    lalu = PengukuranKinerja.objects.filter(**{f"periode__{nama}": isi for nama, isi in letak.items()})
    kasus = lalu.filter(periode__triwulan__lt=periode.triwulan).berlaku()
    semua = BarisKertasKerja.objects.filter(indikator=baris.indikator_id, kertas_kerja__pengukuran__in=kasus)
    beku = semua.exclude(kertas_kerja__dibekukan_pada=None).order_by(
        "kertas_kerja__pengukuran__sop__jenis", "kertas_kerja__dibekukan_pada", "kertas_kerja__putaran"
    )
    return dict(beku.values_list("kertas_kerja__pengukuran__periode__triwulan", "pk"))
