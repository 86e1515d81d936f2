"""What has become of a signed document since: under revision, replaced, undone, called off, revoked, brought back."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from collection.tanggal import write_tanggal
from measurement.enums import KeadaanNaskah
from measurement.models import Dokumen, DokumenPulihan, Naskah
from measurement.queries import scope_pulihan_publik
from measurement.services.lembar_naskah import find_lembar
from measurement.services.penyegelan import Bersegel
from measurement.services.revisi import Revisi, find_revisi, find_semula
from measurement.services.sk_tim import write_dicabut

GUGUR = {
    KeadaanNaskah.DIGANTI: "Surat ini sudah digantikan surat lain yang bernomor baru.",
    KeadaanNaskah.DITARIK: "Penandatanganannya ditarik atau dikembalikan dan belum diulang.",
    KeadaanNaskah.BATAL: "Pengukuran kinerja yang mendasarinya dibatalkan.",
}
"""Why a paper that is genuine is not in force."""


@dataclass(frozen=True)
class Pengganti:
    """A restored report that says of itself that it replaces another restored one."""

    teks: str
    kode: str
    cip: str = "Digantikan"


@dataclass(frozen=True)
class Kedudukan:
    """`revisi`: what stands, or is to stand, in its place; `gugur`: why a paper is void; `pulihan`: of one
    that came back in a package, what cannot be known; `semula`: the signed report in whose place it stands."""

    revisi: Revisi | Pengganti | None = None
    gugur: str = ""
    pulihan: str = ""
    semula: Dokumen | DokumenPulihan | None = None


def find_kedudukan(dokumen: Bersegel) -> Kedudukan:
    """Where a signed report or sealed paper stands now."""
    if isinstance(dokumen, DokumenPulihan):
        lama = scope_pulihan_publik().filter(kode=dokumen.menggantikan).first() if dokumen.menggantikan else None
        return Kedudukan(_find_pengganti(dokumen), dokumen.gugur, write_pulihan(dokumen), lama)
    if isinstance(dokumen, Dokumen):
        semula = find_semula(dokumen.pengukuran)
        return Kedudukan(find_revisi(dokumen.pengukuran), semula=semula.dokumen if semula else None)
    return Kedudukan(gugur=write_gugur(dokumen.naskah))


def write_gugur(naskah: Naskah) -> str:
    """Why a paper is not in force; empty where it is."""
    lembar = find_lembar(naskah)
    return GUGUR.get(lembar.keadaan, "") or (write_dicabut(lembar.pencabut) if lembar.pencabut else "")


def write_pulihan(dokumen: DokumenPulihan) -> str:
    """That the installation knows it from a package alone, and so nothing that happened after that."""
    tanggal = write_tanggal(dokumen.arsip.dipulihkan_pada.astimezone(ZoneInfo(dokumen.arsip.zona)).date())
    return (
        f"Dokumen ini dipulihkan pada {tanggal} dari paket arsip pengukuran kinerjanya. Yang terjadi sesudah paket itu "
        "dibuat, misalnya revisi atau pencabutan, hanya diketahui di sini bila arsipnya juga dipulihkan."
    )


def _find_pengganti(dokumen: DokumenPulihan) -> Pengganti | None:
    baru = scope_pulihan_publik().filter(menggantikan=dokumen.kode).first()
    if baru is None:
        return None
    return Pengganti(f"Digantikan oleh laporan nomor {baru.nomor} tanggal {write_tanggal(baru.tanggal)}.", baru.kode)
