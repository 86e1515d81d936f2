"""Opening a case."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from collection.enums import Peran
from collection.errors import BentrokError, IsianError
from collection.models import Pengguna, PerangkatDaerah, Periode
from collection.queries import require_peran
from collection.services.formulir import get_pk
from collection.services.jejak import audited, write_jejak
from measurement.models import PengukuranKinerja, Sop, Tindakan
from measurement.services.sop import find_sop

PEMBUKA = (Peran.KEPALA, Peran.SEKRETARIS, Peran.TIM_SAKIP, Peran.PERENCANA)
PROSEDUR = "pengukuran_kinerja"


def create_pengukuran(
    *, kantor: PerangkatDaerah, tahun: int, triwulan: int, user: Pengguna, prosedur: str = PROSEDUR
) -> PengukuranKinerja:
    """Open the case of a triwulan; it then waits for the Kepala's order.

    Raises AksesError, IsianError (no SOP in force, no Perjanjian Kinerja), BentrokError (there is one already).
    """
    with audited(kantor=kantor, user=user, aksi="buka_pengukuran", objek=kantor):
        require_peran(user, kantor, *PEMBUKA)
        sop = find_sop(kantor, prosedur)
        if sop is None:
            raise IsianError(f"{kantor.nama} belum punya SOP pengukuran yang berlaku. Minta pengelola memuatnya.")
        return _open_once(kantor, tahun, triwulan, user, sop)


def _open_once(kantor: PerangkatDaerah, tahun: int, triwulan: int, user: Pengguna, sop: Sop) -> PengukuranKinerja:
    try:
        with transaction.atomic():
            return _open(kantor, tahun, triwulan, user, sop)
    except IntegrityError as error:
        raise BentrokError(f"{sop.nama} {Periode(tahun=tahun, triwulan=triwulan)} sudah ada.") from error


def _open(kantor: PerangkatDaerah, tahun: int, triwulan: int, user: Pengguna, sop: Sop) -> PengukuranKinerja:
    periode, _ = Periode.objects.get_or_create(perangkat_daerah=kantor, tahun=tahun, triwulan=triwulan)
    get_pk(periode)
    pengukuran = PengukuranKinerja.objects.create(
        perangkat_daerah=kantor, periode=periode, sop=sop, prosedur=sop.prosedur, dibuat_oleh=user,
        tindakan=Tindakan.objects.filter(langkah__sop=sop).first(), tindakan_sejak=timezone.now(),
    )  # fmt: skip
    write_jejak(kantor=kantor, user=user, aksi="buka_pengukuran", objek=pengukuran)
    return pengukuran
