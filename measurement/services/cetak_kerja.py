"""What the process of a Cetakan does: take the work, do it, tell how far it is, and leave nothing half done."""

import logging
import shutil

from collection.errors import SakipError
from measurement.enums import JenisCetakan
from measurement.models import Cetakan
from measurement.services.arsip import store_paket
from measurement.services.cetak_laporan import get_berkas, print_laporan
from measurement.services.cetakan import Diambil, claim_cetakan, finish_cetakan, get_map, tell_kemajuan
from measurement.titik import pass_titik

log = logging.getLogger(__name__)
TAK_TERDUGA = "Terjadi kesalahan yang tidak terduga. Hubungi Admin: rinciannya pada cetak.log."


def run_cetakan(pk: int) -> bool:
    """Do the work where nobody does it; whether it was done here. Finished pieces of a killed run are used.

    Raises whatever was not foreseen, after the work was marked as failed.
    """
    satu = claim_cetakan(pk)
    if satu is None:
        return False
    pass_titik("cetak.diklaim")
    try:
        _work(satu)
        finish_cetakan(satu)
    except Diambil:
        return False
    except SakipError as galat:
        log.warning("cetakan %s (%s): %s", satu.pk, satu.jenis, galat, exc_info=galat.__cause__)
        _give_up(satu, str(galat))
    except Exception:
        _give_up(satu, TAK_TERDUGA)
        raise
    shutil.rmtree(get_map(satu), ignore_errors=True)
    return True


def _work(satu: Cetakan) -> None:
    map_ = get_map(satu)
    map_.mkdir(mode=0o700, parents=True, exist_ok=True)

    def tell(selesai: int, jumlah: int) -> None:
        tell_kemajuan(satu, selesai, jumlah)
        if selesai:
            pass_titik("arsip.sesudah_bagian" if satu.jenis == JenisCetakan.ARSIP else "cetak.sesudah_bagian")

    if satu.jenis == JenisCetakan.ARSIP:
        store_paket(satu.pengukuran, satu.sidik, map_=map_, kabar=tell)
        return
    dokumen, jenis = satu.dokumen, JenisCetakan(satu.jenis)
    if dokumen.sha256_snapshot == satu.sidik and not get_berkas(dokumen, jenis).exists():
        print_laporan(dokumen, jenis, map_=map_, kabar=tell)


def _give_up(satu: Cetakan, galat: str) -> None:
    """Mark it, unless it is another process's by now."""
    try:
        finish_cetakan(satu, galat)
    except Diambil:
        return
