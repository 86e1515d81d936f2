"""The office's choices for the arithmetic, and the pure rules built from them."""

from decimal import Decimal

from django.db import transaction

from collection.models import PerangkatDaerah
from measurement.capaian import PITA_BAKU, Aturan, Pita
from measurement.models import Metodologi, PengukuranKinerja, PitaKategori

DASAR_BAKU = "Skala nilai peringkat kinerja Permendagri Nomor 86 Tahun 2017"


def get_metodologi(pengukuran: PengukuranKinerja) -> Metodologi:
    """The one fixed for the case, else the latest of the office and year, else the default, stored as version 1."""
    kantor, tahun = pengukuran.perangkat_daerah, pengukuran.periode.tahun
    baku = {"batas_atas": None, "batas_bawah": None, "nihil": Decimal(0)}
    return pengukuran.metodologi or find_metodologi(kantor, tahun) or fix_metodologi(kantor=kantor, tahun=tahun, **baku)


def find_metodologi(kantor: PerangkatDaerah, tahun: int) -> Metodologi | None:
    """The latest version of the office and year."""
    return Metodologi.objects.filter(perangkat_daerah=kantor, tahun=tahun).first()


@transaction.atomic
def fix_metodologi(
    *, kantor: PerangkatDaerah, tahun: int, batas_atas: Decimal | None, batas_bawah: Decimal | None,
    nihil: Decimal | None, dasar: str = DASAR_BAKU,
) -> Metodologi:  # fmt: skip
    """The latest version if it says the same, else a new version with the default bands."""
    PerangkatDaerah.objects.select_for_update(no_key=True).get(pk=kantor.pk)
    semua = Metodologi.objects.filter(perangkat_daerah=kantor, tahun=tahun)
    isi = {"batas_atas": batas_atas, "batas_bawah": batas_bawah, "nihil_terlampaui": nihil, "dasar": dasar}
    terakhir = semua.first()
    if terakhir and all(getattr(terakhir, nama) == nilai for nama, nilai in isi.items()):
        return terakhir
    versi = terakhir.versi + 1 if terakhir else 1
    metodologi = Metodologi.objects.create(perangkat_daerah=kantor, tahun=tahun, versi=versi, **isi)
    PitaKategori.objects.bulk_create(
        PitaKategori(
            metodologi=metodologi, batas_bawah=p.batas_bawah, inklusif=p.inklusif, label=p.label,
            tingkat=len(PITA_BAKU) - nomor,
        )
        for nomor, p in enumerate(PITA_BAKU)
    )  # fmt: skip
    return metodologi


def build_aturan(metodologi: Metodologi) -> Aturan:
    """Cap, floor and zero policy as the arithmetic takes them."""
    return Aturan(metodologi.batas_atas, metodologi.batas_bawah, metodologi.nihil_terlampaui)


def build_pita(metodologi: Metodologi) -> dict[Pita, int]:
    """Each band with its `tingkat` (1 lowest to 5)."""
    return {Pita(p.batas_bawah, p.label, p.inklusif): p.tingkat for p in metodologi.pita_set.all()}
