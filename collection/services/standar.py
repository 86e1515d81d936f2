"""National and province's figures that an indicator is held beside: added and taken away by who writes the plan."""

from collection.enums import TingkatStandar
from collection.errors import BentrokError, IsianError
from collection.models import Indikator, Pengguna, StandarPembanding
from collection.services.jejak import audited, write_jejak
from collection.services.pk import lock_rencana

KOLOM = ("tingkat", "tahun", "nilai", "sumber")


def create_standar(
    *, indikator: Indikator, tingkat: str, tahun: int, nilai: str, sumber: str, user: Pengguna
) -> StandarPembanding:
    """Add one figure, `nilai` as it was typed. The same one sent twice is one row.

    Raises AksesError, and IsianError per field: not a number, or the year has another figure already.
    """
    kantor = indikator.perangkat_daerah
    with audited(kantor=kantor, user=user, aksi="tambah_standar", objek=indikator):
        lock_rencana(kantor, user)
        angka = _read_nilai(indikator, nilai)
        isi = {"tingkat": tingkat, "tahun": tahun, "nilai": angka, "sumber": sumber.strip()}
        ada = StandarPembanding.objects.filter(indikator=indikator, tingkat=tingkat, tahun=tahun).first()
        if ada is not None:
            if all(getattr(ada, nama) == satu for nama, satu in isi.items()):
                return ada
            pesan = f"Standar {TingkatStandar(tingkat).label} {tahun} sudah ada. Hapus dahulu bila nilainya berganti."
            raise IsianError(pesan, {"tahun": [pesan]})
        baru = StandarPembanding.objects.create(indikator=indikator, **isi)
        write_jejak(kantor=kantor, user=user, aksi="tambah_standar", objek=baru, baru={"kode": indikator.kode, **isi})
    return baru


def _read_nilai(indikator: Indikator, masukan: str) -> object:
    try:
        nilai = indikator.read_nilai(masukan)
    except IsianError as error:
        raise IsianError(str(error), {"nilai": [str(error)]}) from error
    if nilai is None:
        raise IsianError("Tulis nilainya.", {"nilai": ["Tulis nilainya."]})
    return nilai


def delete_standar(*, standar: StandarPembanding, user: Pengguna) -> None:
    """Take one figure away; signed reports keep it. Raises AksesError, BentrokError where somebody did already."""
    indikator = standar.indikator
    kantor = indikator.perangkat_daerah
    with audited(kantor=kantor, user=user, aksi="hapus_standar", objek=standar):
        lock_rencana(kantor, user)
        segar = StandarPembanding.objects.filter(pk=standar.pk).first()
        if segar is None:
            raise BentrokError("Standar ini sudah dihapus orang lain.")
        isi = {nama: getattr(segar, nama) for nama in KOLOM}
        write_jejak(kantor=kantor, user=user, aksi="hapus_standar", objek=segar, lama={"kode": indikator.kode, **isi})
        segar.delete()
