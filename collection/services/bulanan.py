"""Figures of the months of a triwulan: typed like any cell, by the one rule (`change_sel`), locked and on the trail."""

from collection.enums import Frekuensi
from collection.errors import IsianError
from collection.frekuensi import list_bulan
from collection.models import Pengguna, Realisasi, RealisasiBulan
from collection.services.jejak import audited, write_jejak
from collection.services.realisasi import change_sel, lock_formulir
from collection.tanggal import BULAN


def list_kolom_bulan(realisasi: Realisasi) -> tuple[str, ...]:
    """The columns of a month that are typed: the value, or its two components."""
    return ("pembilang", "penyebut") if realisasi.target.indikator.berkomponen else ("nilai",)


def fetch_bulan(realisasi: Realisasi) -> list[RealisasiBulan]:
    """The three months of the row's triwulan, in order; one that was not measured is not stored yet."""
    ada = {satu.bulan: satu for satu in realisasi.bulan_set.all()}
    return [ada.get(bulan) or _make(realisasi, bulan) for bulan in list_bulan(realisasi.formulir.periode.triwulan)]


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
            nama = f"{kolom} {BULAN[bulan - 1]}"
            write_jejak(
                kantor=periode.perangkat_daerah, user=user, aksi=f"isi_{kolom}_bulan", objek=realisasi,
                lama={nama: ubahan.lama}, baru={nama: ubahan.baru},
            )  # fmt: skip
    return satu


def _make(realisasi: Realisasi, bulan: int) -> RealisasiBulan:
    return RealisasiBulan(
        realisasi=realisasi, periode_id=realisasi.periode_id, formulir_id=realisasi.formulir_id,
        indikator_id=realisasi.indikator_id, bulan=bulan,
    )  # fmt: skip
