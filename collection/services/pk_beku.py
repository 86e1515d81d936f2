"""Papers of agreements that were stipulated before their content was kept: kept now, before anything else changes."""

from collections.abc import Iterable
from dataclasses import replace

from collection.enums import StatusPk
from collection.models import PerjanjianKinerja
from collection.services.jejak import audited, write_jejak
from collection.services.pk_isi import build_isi
from collection.services.tabel_target import BarisIsian


def freeze_nama(pk: PerjanjianKinerja, baris: Iterable[BarisIsian]) -> list[BarisIsian]:
    """The rows of a stipulated agreement with names and units as they were signed; of a draft as they are.

    The paper keeps the names of the office's own indicators only (`isi`); of all of them the trail tells what a
    later change found, which is what stood there on the day of the stipulation (PermenPANRB 53/2014).
    """
    baris = list(baris)
    if pk.is_draf or pk.ditetapkan_pada is None:
        return baris
    jejak = pk.perangkat_daerah.jejak_set.filter(
        objek="indikator", objek_id__in=[b.pk for b in baris], diterima=True, waktu__gt=pk.ditetapkan_pada
    )
    semula: dict[int, dict[str, str]] = {}
    for kunci, lama in jejak.order_by("-pk").values_list("objek_id", "lama"):
        semula.setdefault(kunci, {}).update({nama: lama[nama] for nama in ("nama", "satuan") if nama in lama})
    return [replace(b, **semula[b.pk]) if semula.get(b.pk) else b for b in baris]


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
    with audited(kantor=kantor, user=None, aksi="simpan_isi_perjanjian_kinerja", objek=perjanjian):
        segar = PerjanjianKinerja.objects.select_for_update(of=("self",)).get(pk=pk)
        if segar.isi:
            return False
        segar.isi = build_isi(segar)
        segar.save(update_fields=["isi"])
        write_jejak(
            kantor=kantor, user=None, aksi="simpan_isi_perjanjian_kinerja", objek=segar,
            baru={"nomor": segar.nomor, "sasaran": len(segar.isi["sasaran"])},
        )  # fmt: skip
    return True
