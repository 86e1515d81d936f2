"""Whether a form, and each row of it, takes figures now: asked by every door that writes one, and by its page."""

import datetime
from collections.abc import Iterable
from dataclasses import replace

from django.db.models import Q
from django.utils import timezone

from collection.errors import TerkunciError
from collection.kunci import Kunci, Masa, find_kunci
from collection.models import Formulir, PengecualianPeriode
from collection.queries_formulir import Baris, list_baris_terbuka, write_kunci_baris
from collection.services.periode import find_jadwal, tell_tertutup

BUKA_DAHULU = "Sebelum itu {} belum dapat dikembalikan: unitnya tidak dapat mengisi apa pun."


def find_kunci_formulir(formulir: Formulir, kini: datetime.datetime | None = None) -> Kunci:
    """The lock of a form whose periode and perangkat_daerah are there; a query, one more each for what closes it."""
    kini, baris = kini or timezone.now(), list_baris_terbuka(formulir)
    tertutup = tell_tertutup(formulir.periode, find_jadwal(formulir.periode), kini)
    if not tertutup:
        return Kunci(baris=baris)
    semua = PengecualianPeriode.objects.filter(
        Q(formulir=formulir) | Q(indikator__in=formulir.realisasi_set.values("indikator")),
        periode=formulir.periode_id, dicabut_pada=None,
    )  # fmt: skip
    isi = semua.values_list("mulai", "sampai", "indikator")
    return find_kunci(tertutup, kini, [Masa(mulai, sampai, indikator) for mulai, sampai, indikator in isi], baris)


def tell_terkunci(kunci: Kunci, baris: Baris) -> str:
    """Why the row takes nothing now; empty where it does."""
    return kunci.tell(getattr(baris, "indikator_id", None), write_kunci_baris(baris))


def is_terbuka(baris: Baris) -> bool:
    """Whether a row of a form takes something now, whoever asks; the form's lock is asked for anew."""
    formulir = baris.formulir
    return formulir.dapat_diisi and not tell_terkunci(find_kunci_formulir(formulir), baris)


def require_terbuka(baris: Baris) -> None:
    """Raises TerkunciError where the row takes nothing now. Its `formulir` has its `kunci` (`find_kunci_formulir`)."""
    if alasan := tell_terkunci(baris.formulir.kunci, baris):
        raise TerkunciError(alasan)


def require_belum_rapat(formulir: Formulir) -> Kunci:
    """The form's lock. Raises TerkunciError where it takes nothing at all: it is neither handed in nor taken back."""
    kunci = find_kunci_formulir(formulir)
    if kunci.rapat:
        raise TerkunciError(kunci.alasan)
    return kunci


def tell_kembali_percuma(formulir: Formulir, baris: Iterable[Baris] = ()) -> str:
    """Why its unit could not type into what is given back (these rows, none named: the whole form), as a sentence.

    Empty where it could. Which rows came back the last time says nothing of the next.
    """
    kunci = replace(find_kunci_formulir(formulir), baris=None)
    milik = list(baris)
    terkunci = any(tell_terkunci(kunci, satu) for satu in milik) if milik else kunci.rapat
    return f"{kunci.alasan} {BUKA_DAHULU.format(formulir)}" if terkunci else ""
