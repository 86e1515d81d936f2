"""The words under which an agreement was signed: kept for papers of before, and put back on its pages."""

import datetime
from collections.abc import Iterable
from typing import TypeVar

from collection.enums import StatusPk
from collection.models import Indikator, PerjanjianKinerja, SubKegiatan
from collection.models.indikator import INDUK
from collection.services.jejak import audited, write_jejak
from collection.services.pk_isi import build_isi

Baris = TypeVar("Baris", Indikator, SubKegiatan)
SIMPAN = "simpan_isi_perjanjian_kinerja"
KATA = ("kode", "nama", "uraian", "satuan")
UNSUR = ("indikator", "tujuan", "sasaran", "program", "kegiatan", "subkegiatan")
"""What has words on the pages of an agreement, as the trail names it."""


def freeze_kata(pk: PerjanjianKinerja, unsur: Iterable[Baris]) -> list[Baris]:
    """The rows, and the elements that they stand under, with codes, names and units as a stipulated agreement has them.

    Of a draft as they are. In memory only: never save what this gives. The paper keeps the names of the office's own
    indicators only (`isi`); of all of them the trail tells what a later change found, which is what stood there on
    the day of the stipulation (PermenPANRB 53/2014).
    """
    unsur = list(unsur)
    sejak = None if pk.is_draf else _find_saat(pk)
    if sejak is None:
        return unsur
    semula = _map_semula(pk, sejak)
    for satu in unsur:
        atas = [getattr(satu, nama) for nama in INDUK] if isinstance(satu, Indikator) else [satu.kegiatan]
        for objek in [satu, *(milik for milik in atas if milik is not None)]:
            for nama, isi in semula.get((objek._meta.model_name or "", objek.pk), {}).items():
                setattr(objek, nama, isi)
    return unsur


def _find_saat(pk: PerjanjianKinerja) -> datetime.datetime | None:
    """Since when its words stand: the stipulation, else the moment at which its paper was kept; None without either."""
    if pk.ditetapkan_pada is not None:
        return pk.ditetapkan_pada
    jejak = pk.perangkat_daerah.jejak_set.filter(
        aksi=SIMPAN, objek=pk._meta.model_name, objek_id=pk.pk, diterima=True
    )
    return jejak.order_by("pk").values_list("waktu", flat=True).first()


def _map_semula(pk: PerjanjianKinerja, sejak: datetime.datetime) -> dict[tuple[str, int], dict[str, str]]:
    """What was changed since, by kind and key: the words that the first change found."""
    jejak = pk.perangkat_daerah.jejak_set.filter(objek__in=UNSUR, diterima=True, waktu__gt=sejak)
    semula: dict[tuple[str, int], dict[str, str]] = {}
    for objek, kunci, lama in jejak.order_by("-pk").values_list("objek", "objek_id", "lama"):
        semula.setdefault((objek, kunci), {}).update({nama: lama[nama] for nama in KATA if nama in lama})
    return semula


def store_isi_tertinggal() -> int:
    """Give every stipulated agreement without `isi` the content that it has today, once; how many there were.

    Demo offices begin with an agreement that nobody stipulated on a page, and so do installations of before drafts.
    What a later rename of an indicator or a new Kepala would say is no longer what was signed (PermenPANRB 53/2014).
    """
    semua = PerjanjianKinerja.objects.filter(status=StatusPk.DITETAPKAN, isi={}).values_list("pk", flat=True)
    return sum(_store_isi(pk) for pk in list(semua))


def _store_isi(pk: int) -> bool:
    """Under the row's lock: of two starts at one moment one does it."""
    perjanjian = PerjanjianKinerja.objects.select_related("perangkat_daerah").get(pk=pk)
    kantor = perjanjian.perangkat_daerah
    with audited(kantor=kantor, user=None, aksi=SIMPAN, objek=perjanjian):
        segar = PerjanjianKinerja.objects.select_for_update(of=("self",)).get(pk=pk)
        if segar.isi:
            return False
        segar.isi = build_isi(segar)
        segar.save(update_fields=["isi"])
        write_jejak(
            kantor=kantor, user=None, aksi=SIMPAN, objek=segar,
            baru={"nomor": segar.nomor, "sasaran": len(segar.isi["sasaran"])},
        )  # fmt: skip
    return True
