"""Whether a form, and each row of it, takes figures now: asked by every door that writes one, and by its page."""

import datetime

from django.db.models import Q
from django.utils import timezone

from collection.errors import TerkunciError
from collection.kunci import Kunci, Masa, find_kunci
from collection.models import Formulir, PengecualianPeriode, Realisasi, RealisasiAnggaran
from collection.services.periode import find_jadwal, tell_tertutup


def find_kunci_formulir(formulir: Formulir, kini: datetime.datetime | None = None) -> Kunci:
    """The lock of a form whose periode and perangkat_daerah are there; one query, two of a closed triwulan."""
    kini = kini or timezone.now()
    tertutup = tell_tertutup(formulir.periode, find_jadwal(formulir.periode), kini)
    if not tertutup:
        return Kunci()
    semua = PengecualianPeriode.objects.filter(
        Q(formulir=formulir) | Q(indikator__in=formulir.realisasi_set.values("indikator")),
        periode=formulir.periode_id, dicabut_pada=None,
    )  # fmt: skip
    isi = semua.values_list("mulai", "sampai", "indikator")
    return find_kunci(tertutup, kini, [Masa(mulai, sampai, indikator) for mulai, sampai, indikator in isi])


def require_terbuka(baris: Realisasi | RealisasiAnggaran) -> None:
    """Raises TerkunciError where the row takes nothing now. Its `formulir` has its `kunci` (`find_kunci_formulir`)."""
    if alasan := baris.formulir.kunci.tell(getattr(baris, "indikator_id", None)):
        raise TerkunciError(alasan)


def require_belum_rapat(formulir: Formulir) -> Kunci:
    """The form's lock. Raises TerkunciError where it takes nothing at all: it is neither handed in nor taken back."""
    kunci = find_kunci_formulir(formulir)
    if kunci.rapat:
        raise TerkunciError(kunci.alasan)
    return kunci
