"""Handing a form in, seen from the case: the last unit's hand-in finishes the step "pengisian"."""

from collection.models import Formulir, Pengguna
from collection.queries import list_terutang
from collection.services import formulir as layanan
from collection.services.jejak import audited
from measurement.enums import Aksi, JenisTindakan
from measurement.models import PengukuranKinerja
from measurement.services.langkah import lock_pengukuran, run_langkah


def submit_formulir(*, formulir: Formulir, user: Pengguna) -> Formulir:
    """Hand in one unit's form; raises what collection's submit_formulir and run_langkah raise.

    The case is locked first, so that of two simultaneous hand-ins exactly one sees itself as the last.
    """
    kantor = formulir.periode.perangkat_daerah
    with audited(kantor=kantor, user=user, aksi="serahkan_formulir", objek=formulir):
        kasus = _lock_kasus(formulir)
        diserahkan = layanan.submit_formulir(formulir=formulir, user=user)
        if kasus and not list_terutang(formulir.periode):
            run_langkah(
                kasus, tindakan=kasus.tindakan, aksi=Aksi.SELESAIKAN, user=user, versi=kasus.versi,
                catatan="Semua unit telah menyerahkan formulir.",
            )  # fmt: skip
    return diserahkan


def _lock_kasus(formulir: Formulir) -> PengukuranKinerja | None:
    """The case that collects for the form's triwulan now, if there is one."""
    berjalan = PengukuranKinerja.objects.filter(
        periode=formulir.periode_id, tindakan__jenis=JenisTindakan.PENGISIAN.value
    ).first()
    if berjalan is None:
        return None
    kasus = lock_pengukuran(berjalan.pk)
    return kasus if kasus.tindakan and kasus.tindakan.jenis == JenisTindakan.PENGISIAN else None
