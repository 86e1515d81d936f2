"""Handing a form in and taking it back, seen from the case: the last unit's finishes the step "pengisian"."""

from collection.models import Formulir, Pengguna
from collection.queries import list_terutang
from collection.services import formulir as layanan
from collection.services.jejak import audited
from measurement.enums import Aksi, JenisTindakan
from measurement.models import PengukuranKinerja
from measurement.services.langkah import lock_pengukuran, run_langkah
from measurement.services.luput import list_halangan_luput


def submit_formulir(*, formulir: Formulir, user: Pengguna) -> Formulir:
    """Hand in one unit's form; raises what collection's submit_formulir and run_langkah raise, and IsianError with
    the missed targets that nothing is written about.

    The case is locked first, so that of two simultaneous hand-ins exactly one sees itself as the last.
    """
    kantor = formulir.periode.perangkat_daerah
    with audited(kantor=kantor, user=user, aksi="serahkan_formulir", objek=formulir):
        kasus = _lock_kasus(formulir, JenisTindakan.PENGISIAN)
        diserahkan = layanan.submit_formulir(formulir=formulir, user=user, periksa=list_halangan_luput)
        if kasus and not list_terutang(formulir.periode):
            run_langkah(
                kasus, tindakan=kasus.tindakan, aksi=Aksi.SELESAIKAN, user=user, versi=kasus.versi,
                catatan="Semua unit telah menyerahkan formulir.",
            )  # fmt: skip
    return diserahkan


def withdraw_formulir(*, formulir: Formulir, user: Pengguna) -> Formulir:
    """Take one unit's hand-in back until Tim SAKIP gathers; a step that it had finished waits again.

    Raises what collection's withdraw_formulir and run_langkah raise.
    """
    kantor = formulir.periode.perangkat_daerah
    with audited(kantor=kantor, user=user, aksi="tarik_formulir", objek=formulir):
        kasus = _lock_kasus(formulir, JenisTindakan.PENGISIAN, JenisTindakan.HIMPUN)
        ditarik = layanan.withdraw_formulir(formulir=formulir, user=user)
        if kasus and kasus.tindakan.jenis == JenisTindakan.HIMPUN:
            run_langkah(kasus, tindakan=kasus.tindakan, aksi=Aksi.TARIK, user=user, versi=kasus.versi)
    return ditarik


def _lock_kasus(formulir: Formulir, *jenis: JenisTindakan) -> PengukuranKinerja | None:
    """The case of the form's triwulan that stands at an act of these kinds now, if there is one."""
    berjalan = PengukuranKinerja.objects.filter(periode=formulir.periode_id, tindakan__jenis__in=jenis).first()
    if berjalan is None:
        return None
    kasus = lock_pengukuran(berjalan.pk)
    return kasus if kasus.tindakan and kasus.tindakan.jenis in jenis else None
