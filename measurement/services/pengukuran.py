"""Opening a case, and opening a finished one again as a revision that supersedes it."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from collection.enums import Peran
from collection.errors import BentrokError, IsianError
from collection.models import Pengguna, PerangkatDaerah, Periode
from collection.queries import require_peran, write_luar_masa
from collection.services.formulir import get_pk
from collection.services.jejak import audited, write_jejak
from measurement.enums import Status
from measurement.errors import WewenangError
from measurement.models import PengukuranKinerja, Sop, Tindakan
from measurement.queries import find_penugasan
from measurement.services.sop import find_sop

PEMBUKA = (Peran.KEPALA, Peran.SEKRETARIS, Peran.TIM_SAKIP, Peran.PERENCANA)
PROSEDUR = "pengukuran_kinerja"
ALASAN_MAKS = 500


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
    pengukuran = _create(periode, sop, user)
    write_jejak(kantor=kantor, user=user, aksi="buka_pengukuran", objek=pengukuran)
    return pengukuran


def _create(periode: Periode, sop: Sop, user: Pengguna, **revisi: object) -> PengukuranKinerja:
    """A case at the first act of the SOP."""
    return PengukuranKinerja.objects.create(
        perangkat_daerah=periode.perangkat_daerah, periode=periode, sop=sop, prosedur=sop.prosedur, dibuat_oleh=user,
        tindakan=Tindakan.objects.filter(langkah__sop=sop).first(), tindakan_sejak=timezone.now(), **revisi,
    )  # fmt: skip


def reopen_pengukuran(*, pengukuran: PengukuranKinerja, alasan: str, user: Pengguna) -> PengukuranKinerja:
    """A new case that revises a finished one, which stays as it is and in force until the revision is finished.

    `selesai` has no way out (measurement/rules.py); a mistake found later is put right by a report that supersedes
    the old one, which stays readable. The Kepala's right, Plt. and Plh. included. Raises WewenangError,
    BentrokError (not finished, or revised already), IsianError (no reason, no SOP in force).
    """
    kantor = pengukuran.perangkat_daerah
    with audited(kantor=kantor, user=user, aksi="buka_revisi", objek=pengukuran):
        lama = PengukuranKinerja.objects.select_for_update(of=("self",)).get(pk=pengukuran.pk)
        penugasan = find_penugasan(user, kantor, Peran.KEPALA)
        if penugasan is None:
            masa = write_luar_masa(user, kantor, Peran.KEPALA)
            raise WewenangError(" ".join(["Membuka kembali pengukuran yang selesai adalah wewenang Kepala.", *masa]))
        require_dapat_direvisi(lama)
        return _reopen_once(lama, _check_alasan(alasan), penugasan.sebutan, user)


def require_dapat_direvisi(pengukuran: PengukuranKinerja) -> None:
    """Raises BentrokError unless the case is finished and no revision, running or finished, stands in its place."""
    if pengukuran.status != Status.SELESAI:
        raise BentrokError(f"{pengukuran} belum selesai: {pengukuran.get_status_display()}. Belum ada yang direvisi.")
    revisi = pengukuran.revisi_set.exclude(status=Status.DIBATALKAN.value).first()
    if revisi is not None:
        raise BentrokError(f"{pengukuran} sudah dibuka kembali sebagai Revisi {revisi.revisi}.")


def _check_alasan(alasan: str) -> str:
    alasan = " ".join(alasan.split())
    if not alasan or len(alasan) > ALASAN_MAKS:
        pesan = f"Tulis alasan membuka kembali, paling panjang {ALASAN_MAKS} huruf."
        raise IsianError(pesan, {"alasan": [pesan]})
    return alasan


def _reopen_once(lama: PengukuranKinerja, alasan: str, sebutan: str, user: Pengguna) -> PengukuranKinerja:
    """The database refuses a second running or a second same revision, whoever opens it."""
    sop = find_sop(lama.perangkat_daerah, lama.prosedur)
    if sop is None:
        raise IsianError(f"{lama.perangkat_daerah.nama} belum punya SOP {lama.sop.nama} yang berlaku.")
    isi = {"revisi": lama.revisi + 1, "menggantikan": lama, "alasan": alasan, "sebutan": sebutan}
    try:
        with transaction.atomic():
            baru = _create(lama.periode, sop, user, **isi)
    except IntegrityError as error:
        raise BentrokError(f"{lama} sudah dibuka kembali.") from error
    jejak = {"revisi": baru.revisi, "menggantikan": lama.pk, "alasan": alasan, "sebagai": sebutan}
    write_jejak(kantor=lama.perangkat_daerah, user=user, aksi="buka_revisi", objek=baru, baru=jejak)
    return baru
