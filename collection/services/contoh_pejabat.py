"""The officials of the demo offices with their own Perjanjian Kinerja, made by the services that the pages use."""

import datetime

from collection.enums import JenjangPejabat, Peran
from collection.models import Jejak, Pengguna, Penugasan, PerangkatDaerah, PerjanjianPejabat
from collection.services.contoh_rencana import KANTOR_CONTOH
from collection.services.pejabat import (
    cascade_pejabat,
    list_kekurangan_pejabat,
    save_pejabat,
    stipulate_pejabat,
    write_versi_pejabat,
)
from collection.services.pk import find_pk_berlaku
from collection.services.pk_isi import build_isi_pejabat

NOMOR = "{}/PK-{:02d} (contoh)"


def create_pejabat_contoh() -> int:
    """Officials for each demo office that never had any; how many agreements were stipulated.

    Those of Kepala, Sekretaris and Kabid are, a Kasubag's stays a draft, to show one. What people made of them since
    stays. Raises what the services raise.
    """
    semua = PerangkatDaerah.objects.filter(singkatan__in=KANTOR_CONTOH)
    return sum(_create_pejabat(kantor) for kantor in semua if not _has_pejabat(kantor))


def _has_pejabat(kantor: PerangkatDaerah) -> bool:
    jejak = Jejak.objects.filter(perangkat_daerah=kantor, aksi="susun_pejabat")
    return jejak.exists() or PerjanjianPejabat.objects.filter(perjanjian_kinerja__perangkat_daerah=kantor).exists()


def _create_pejabat(kantor: PerangkatDaerah) -> int:
    tahun = kantor.pk_set.order_by("tahun").values_list("tahun", flat=True).last()
    pk, berlaku = find_pk_berlaku(kantor, tahun), Penugasan.objects.berlaku(kantor.hari_ini())
    perencana = berlaku.filter(perangkat_daerah=kantor, peran=Peran.PERENCANA).select_related("pengguna").first()
    if pk is None or perencana is None:
        return 0
    user = perencana.pengguna
    cascade_pejabat(pk=pk, user=user)
    semua = pk.pejabat_set.exclude(jenjang=JenjangPejabat.SUB)
    return sum(_stipulate(satu, nomor, user) for nomor, satu in enumerate(semua, start=1))


def _stipulate(pejabat: PerjanjianPejabat, nomor: int, user: Pengguna) -> bool:
    """Whether there was all that it needs; an official without an indicator stays a draft."""
    pk = pejabat.perjanjian_kinerja
    isian = {"nomor": NOMOR.format(pk.nomor.partition(" ")[0], nomor), "tanggal": datetime.date(pk.tahun, 1, 20)}
    pejabat = save_pejabat(pejabat=pejabat, isian=isian, versi=write_versi_pejabat(pejabat), user=user)
    if list_kekurangan_pejabat(pejabat):
        return False
    stipulate_pejabat(pejabat=pejabat, build=build_isi_pejabat, versi=write_versi_pejabat(pejabat), user=user)
    return True
