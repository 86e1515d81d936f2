"""Crosscutting: indicators of different units tied to each other, and how they are told from either end."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Q

from collection.enums import JenisTautan
from collection.errors import BentrokError, IsianError
from collection.models import Indikator, Pengguna, PerangkatDaerah, TautanIndikator
from collection.services.jejak import audited, write_jejak
from collection.services.pk import lock_rencana

KATA = {
    (JenisTautan.MENDUKUNG, True): "Mendukung",
    (JenisTautan.MENDUKUNG, False): "Didukung oleh",
    (JenisTautan.BERSAMA, True): "Dikerjakan bersama",
    (JenisTautan.BERSAMA, False): "Dikerjakan bersama",
}
"""(kind, seen from its beginning) → its words."""


@dataclass(frozen=True, slots=True)
class Sisi:
    """One tie as it is seen from one of its two indicators."""

    pk: int
    kata: str
    lain: Indikator
    keterangan: str


def list_tautan(indikator: Indikator) -> list[Sisi]:
    """The ties of one indicator."""
    return _group(TautanIndikator.objects.filter(Q(dari=indikator) | Q(ke=indikator)))[indikator.pk]


def map_tautan(kantor: PerangkatDaerah) -> dict[int, list[Sisi]]:
    """Indikator → its ties, of a whole office in one query."""
    return _group(TautanIndikator.objects.filter(dari__perangkat_daerah=kantor))


def _group(semua) -> defaultdict[int, list[Sisi]]:
    hasil: defaultdict[int, list[Sisi]] = defaultdict(list)
    for satu in semua.select_related("dari__unit", "ke__unit"):
        for dari, (sisi, lain) in ((True, (satu.dari_id, satu.ke)), (False, (satu.ke_id, satu.dari))):
            hasil[sisi].append(Sisi(satu.pk, KATA[JenisTautan(satu.jenis), dari], lain, satu.keterangan))
    return hasil


def create_tautan(
    *, dari: Indikator, ke: Indikator, jenis: str, keterangan: str, user: Pengguna
) -> TautanIndikator:  # fmt: skip
    """Tie two indicators of different units of one office. A second click finds the tie that is there.

    Raises AksesError, IsianError where the two are of one unit, or tied already in another way.
    """
    kantor = dari.perangkat_daerah
    with audited(kantor=kantor, user=user, aksi="tambah_tautan", objek=dari):
        lock_rencana(kantor, user)
        _check_pasangan(dari, ke)
        ada = TautanIndikator.objects.filter(Q(dari=dari, ke=ke) | Q(dari=ke, ke=dari)).first()
        if ada is not None:
            if (ada.dari_id, ada.jenis, ada.keterangan) == (dari.pk, jenis, keterangan):
                return ada
            pesan = "Kedua indikator ini sudah bertaut. Hapus tautan yang lama lebih dahulu."
            raise IsianError(pesan, {"ke": [pesan]})
        baru = TautanIndikator.objects.create(dari=dari, ke=ke, jenis=jenis, keterangan=keterangan)
        isi = {"dari": dari.kode, "ke": ke.kode, "jenis": jenis, "keterangan": keterangan}
        write_jejak(kantor=kantor, user=user, aksi="tambah_tautan", objek=baru, baru=isi)
    return baru


def _check_pasangan(dari: Indikator, ke: Indikator) -> None:
    pesan = ""
    if dari.perangkat_daerah_id != ke.perangkat_daerah_id:
        pesan = "Pilih indikator kantor ini."
    elif dari.unit_id == ke.unit_id:
        pesan = "Tautan menghubungkan indikator unit yang berbeda; keduanya dipegang unit yang sama."
    if pesan:
        raise IsianError(pesan, {"ke": [pesan]})


def delete_tautan(*, tautan: TautanIndikator, user: Pengguna) -> None:
    """Untie the two. Raises AksesError, BentrokError where somebody did already."""
    kantor = tautan.dari.perangkat_daerah
    with audited(kantor=kantor, user=user, aksi="hapus_tautan", objek=tautan):
        lock_rencana(kantor, user)
        segar = TautanIndikator.objects.filter(pk=tautan.pk).select_related("dari", "ke").first()
        if segar is None:
            raise BentrokError("Tautan ini sudah dihapus orang lain.")
        isi = {"dari": segar.dari.kode, "ke": segar.ke.kode, "jenis": segar.jenis, "keterangan": segar.keterangan}
        write_jejak(kantor=kantor, user=user, aksi="hapus_tautan", objek=segar, lama=isi)
        segar.delete()
