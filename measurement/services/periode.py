"""Opening a triwulan again, seen from what was built on it: a finished case is revised, a handed-in one returned.

A kertas kerja that is not handed in stays, and must be computed again: its round is older than the opening.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from collection.enums import AksiPeriode
from collection.errors import BentrokError
from collection.models import Formulir, Indikator, JadwalPeriode, PengecualianPeriode, Pengguna, Periode
from collection.services import periode as layanan
from collection.services.jejak import audited
from measurement.enums import Status
from measurement.models import KertasKerja, PengukuranKinerja


@dataclass(frozen=True)
class Dampak:
    """What opening a closed triwulan again meets: `halangan` says why it is refused, `revisi` is the finished case
    to be opened again instead; `usang` are the rounds that must be computed again."""

    halangan: str = ""
    revisi: PengukuranKinerja | None = None
    usang: tuple[KertasKerja, ...] = ()


def find_dampak(periode: Periode) -> Dampak:
    """What opening the triwulan again would meet; nothing where no case has come to figures."""
    if periode.pk is None:
        return Dampak()
    if selesai := map_selesai([periode.pk]).get(periode.pk):
        pesan = (
            f"{selesai} sudah selesai, jadi angkanya tidak diubah dengan membuka periode. Kepala membuka kembali "
            "pengukurannya sebagai revisi; formulir dan periodenya terbuka begitu revisi mulai mengumpulkan data."
        )
        return Dampak(pesan, selesai)
    tamat = (Status.DIBATALKAN.value, Status.SELESAI.value)
    berjalan = PengukuranKinerja.objects.filter(periode=periode).exclude(status__in=tamat)
    return _find_berjalan(list(berjalan.select_related("sop", "periode").order_by("pk")))


def map_selesai(periode: Iterable[int]) -> dict[int, PengukuranKinerja]:
    """Key of each finished triwulan → its finished case that no revision has taken up: the way to its figures.

    One query. A triwulan whose revision is under way is not finished.
    """
    semua = PengukuranKinerja.objects.filter(periode__in=list(periode), status=Status.SELESAI.value)
    revisi = PengukuranKinerja.objects.exclude(status=Status.DIBATALKAN.value).exclude(menggantikan=None)
    akhir = semua.exclude(pk__in=revisi.values("menggantikan")).select_related("sop", "periode").order_by("-pk")
    return {satu.periode_id: satu for satu in akhir}


def _find_berjalan(kasus: list[PengukuranKinerja]) -> Dampak:
    """Of running cases: figures that the Sekretaris has are returned within the case, others are computed again."""
    usang = []
    for satu in kasus:
        if satu.status == Status.ARSIP:
            return Dampak(
                f"Laporan {satu} sudah ditandatangani. Selesaikan pengarsipannya; setelah itu Kepala dapat membukanya "
                "kembali sebagai revisi."
            )
        kertas = satu.kertas_kerja_set.first()
        if kertas is not None and kertas.dibekukan_pada and satu.status in _DISERAHKAN:
            pesan = (
                f"Angka {satu} sudah diserahkan kepada Sekretaris. Kembalikan lebih dahulu lewat langkah "
                "pengukurannya; periodenya terbuka bersama formulir yang dikembalikan."
            )
            return Dampak(pesan)
        if kertas is not None and not kertas.dibekukan_pada:
            usang.append(kertas)
    return Dampak(usang=tuple(usang))


_DISERAHKAN = frozenset({Status.VERIFIKASI.value, Status.KOREKSI.value, Status.TANDA_TANGAN.value})


def open_periode(*, periode: Periode, isian: layanan.Isian, versi: str, user: Pengguna) -> JadwalPeriode:
    """Open a triwulan; raises what collection's open_periode raises, and BentrokError where figures stand on it."""
    with audited(kantor=periode.perangkat_daerah, user=user, aksi="buka_periode", objek=periode):
        _require_bebas(periode)
        return layanan.open_periode(periode=periode, isian=isian, versi=versi, user=user)


def close_periode(*, periode: Periode, alasan: str, versi: str, user: Pengguna) -> JadwalPeriode:
    """Close a triwulan; raises what collection's close_periode raises, and BentrokError where it is finished."""
    with audited(kantor=periode.perangkat_daerah, user=user, aksi="tutup_periode", objek=periode):
        _require_bebas(periode)
        return layanan.close_periode(periode=periode, alasan=alasan, versi=versi, user=user)


def add_pengecualian(
    *, periode: Periode, sampai: datetime.date | None, alasan: str, user: Pengguna,
    formulir: Formulir | None = None, indikator: Indikator | None = None,
) -> PengecualianPeriode:  # fmt: skip
    """Open a closed triwulan for one unit or indicator; raises as open_periode does."""
    with audited(kantor=periode.perangkat_daerah, user=user, aksi="beri_pengecualian", objek=periode):
        _require_bebas(periode)
        return layanan.add_pengecualian(
            periode=periode, sampai=sampai, alasan=alasan, user=user, formulir=formulir, indikator=indikator
        )


def _require_bebas(periode: Periode) -> None:
    """Whoever locks the triwulan's row first wins against a case that is being handed in. A finished one is not set."""
    PengukuranKinerja.objects.select_for_update(of=("self",)).filter(periode=periode).order_by("pk").first()
    dampak = find_dampak(periode)
    if dampak.revisi or (dampak.halangan and layanan.is_tutup(layanan.find_jadwal(periode))):
        raise BentrokError(dampak.halangan)


def tell_dibuka_lagi(kertas: KertasKerja) -> str:
    """That the triwulan was opened again after this round was computed, as a clause; empty where it was not."""
    semua = JadwalPeriode.objects.filter(periode=kertas.pengukuran.periode_id, aksi=AksiPeriode.BUKA_LAGI.value)
    sesudah = semua.filter(pada__gt=kertas.dihitung_pada).order_by("pk").first()
    putaran = f"putaran {kertas.putaran}"
    return f"periode dibuka kembali sesudah {putaran} dihitung, jadi {putaran} usang" if sesudah else ""
