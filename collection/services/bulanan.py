"""Figures of the months of a triwulan: typed like any cell, by the one rule (`change_sel`), locked and on the trail."""

import re
from collections.abc import Iterable

from collection.enums import Frekuensi
from collection.errors import IsianError
from collection.frekuensi import list_bulan
from collection.models import Formulir, Pengguna, Realisasi, RealisasiBulan
from collection.services.jejak import audited, write_jejak
from collection.services.realisasi import change_sel, lock_formulir
from collection.tanggal import BULAN

SEL_BULAN = re.compile(r"m(?P<pk>[1-9][0-9]{0,17})_(?P<bulan>1[0-2]|[1-9])")
"""How pages and batches name a month: m7_10 is October of the row r7."""


def list_kolom_bulan(realisasi: Realisasi) -> tuple[str, ...]:
    """The columns of a month that are typed: the value, or its two components."""
    return ("pembilang", "penyebut") if realisasi.target.indikator.berkomponen else ("nilai",)


def fetch_bulan(realisasi: Realisasi) -> list[RealisasiBulan]:
    """The three months of the row's triwulan, in order; one that was not measured is not stored yet."""
    ada = {satu.bulan: satu for satu in realisasi.bulan_set.all()}
    return [ada.get(bulan) or _make(realisasi, bulan) for bulan in list_bulan(realisasi.formulir.periode.triwulan)]


def fetch_sel_bulan(formulir: Formulir, nama: Iterable[str]) -> dict[str, RealisasiBulan]:
    """The months of the locked form that these names are of, one that is not stored yet included. Two queries.

    None of an indicator that is not measured monthly, or of another triwulan.
    """
    cocok = [satu for teks in nama if (satu := SEL_BULAN.fullmatch(teks))]
    if not cocok:
        return {}
    semua = Realisasi.objects.select_for_update(of=("self",)).filter(
        formulir=formulir, pk__in={int(satu["pk"]) for satu in cocok}, indikator__frekuensi=Frekuensi.BULAN.value
    )  # fmt: skip
    hasil = {}
    for realisasi in semua.order_by("pk").select_related("target__indikator").prefetch_related("bulan_set"):
        realisasi.formulir = formulir
        for satu in fetch_bulan(realisasi):
            satu.realisasi = realisasi
            hasil[f"m{realisasi.pk}_{satu.bulan}"] = satu
    return {satu[0]: hasil[satu[0]] for satu in cocok if satu[0] in hasil}


def write_semua_bulan(semua: Iterable[RealisasiBulan]) -> None:
    """Store months that were changed in memory, each by its own statement: a batch from a keyboard has few."""
    for satu in semua:
        satu.save()


def save_bulan(
    *, realisasi: Realisasi, bulan: int, kolom: str, isi: str, sidik: str, user: Pengguna
) -> RealisasiBulan:
    """Write one cell of one month as typed; `sidik` is of the value that was seen.

    Raises IsianError for a month that is not of the triwulan, an indicator that is not measured monthly, or a text that
    cannot be taken; BentrokError, AksesError and TerkunciError as `save_realisasi` does. Refusals are audited.
    """
    periode = realisasi.formulir.periode
    with audited(kantor=periode.perangkat_daerah, user=user, aksi=f"isi_{kolom}_bulan", objek=realisasi):
        formulir = lock_formulir(realisasi.formulir_id, user)
        if realisasi.target.indikator.frekuensi != Frekuensi.BULAN or bulan not in list_bulan(periode.triwulan):
            raise IsianError(f"{realisasi.target.indikator} tidak diisi untuk bulan itu pada {periode}.")
        satu = RealisasiBulan.objects.select_for_update(of=("self",)).filter(realisasi=realisasi, bulan=bulan).first()
        satu = satu or _make(realisasi, bulan)
        satu.realisasi, satu.formulir = realisasi, formulir
        ubahan = change_sel(satu, kolom, isi, sidik, user)
        if ubahan:
            satu.save()
            nama = write_nama_bulan(satu, kolom)
            write_jejak(
                kantor=periode.perangkat_daerah, user=user, aksi=f"isi_{kolom}_bulan", objek=realisasi,
                lama={nama: ubahan.lama}, baru={nama: ubahan.baru},
            )  # fmt: skip
    return satu


def write_nama_bulan(satu: RealisasiBulan, kolom: str) -> str:
    """What the trail calls a column of a month, e.g. "nilai Juli"."""
    return f"{kolom} {BULAN[satu.bulan - 1]}"


def _make(realisasi: Realisasi, bulan: int) -> RealisasiBulan:
    return RealisasiBulan(
        realisasi=realisasi, periode_id=realisasi.periode_id, formulir_id=realisasi.formulir_id,
        indikator_id=realisasi.indikator_id, bulan=bulan,
    )  # fmt: skip
