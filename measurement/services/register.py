"""The register of letters: every number that the office has taken, for what, and where it stands."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from measurement.enums import Aksi, JenisNaskah, KeadaanNaskah, Status
from measurement.models import Disposisi, Naskah, NomorSurat, PengukuranKinerja, Pindaian
from measurement.services.naskah import find_lembar

URUTAN = ("perangkat_daerah__nama", "-tahun", "-diambil_pada", "-pk")
MAKS_CARI = 100


@dataclass(frozen=True)
class BarisRegister:
    """One number. `naskah` is its paper, or `pindaian` the scan of it; a report has neither, but its case.

    `sebab`: why it is no longer in use.
    """

    nomor: NomorSurat
    naskah: Naskah | None
    pindaian: Pindaian | None
    keadaan: KeadaanNaskah
    sebab: str

    @property
    def jenis(self) -> str:
        """The kind of paper, and whether it was scanned."""
        return f"{self.nomor.get_jenis_display()}{' (pindaian)' if self.pindaian else ''}"


def filter_nomor(
    semua: QuerySet[NomorSurat], *, cari: str, tahun: int | None, jenis: JenisNaskah | None
) -> QuerySet[NomorSurat]:
    """Every word must be found in the number, the office or the case; the newest number first."""
    if tahun:
        semua = semua.filter(tahun=tahun)
    if jenis:
        semua = semua.filter(jenis=jenis.value)
    for kata in cari[:MAKS_CARI].split():
        kantor, sop = Q(perangkat_daerah__nama__icontains=kata), Q(pengukuran__sop__nama__icontains=kata)
        semua = semua.filter(Q(nomor__icontains=kata) | kantor | sop)
    return semua.order_by(*URUTAN)


def list_baris(nomor: Iterable[NomorSurat]) -> list[BarisRegister]:
    """The rows of a page; the same number of queries whatever their number."""
    semua = list(nomor)
    kasus = {satu.pengukuran_id: satu.pengukuran for satu in semua}
    naskah = Naskah.objects.filter(nomor_surat__in=semua).defer("isi").select_related("disposisi__tindakan")
    per_nomor = {satu.nomor_surat_id: satu for satu in naskah}
    milik = Pindaian.objects.filter(disposisi__nomor_kertas__in=semua).select_related("disposisi__tindakan")
    per_disposisi = {satu.disposisi_id: satu for satu in milik}
    for satu in (*per_nomor.values(), *per_disposisi.values()):
        satu.disposisi.pengukuran = kasus[satu.disposisi.pengukuran_id]
    _load_riwayat(kasus)
    return [_build_baris(satu, per_nomor.get(satu.pk), per_disposisi.get(satu.disposisi_id)) for satu in semua]


def _load_riwayat(kasus: dict[int, PengukuranKinerja]) -> None:
    """The trail of every case of the page at once, where each would read its own."""
    riwayat: dict[int, list[Disposisi]] = {pk: [] for pk in kasus}
    semua = Disposisi.objects.filter(pengukuran__in=kasus).select_related("tindakan__langkah").order_by("urutan")
    for satu in semua:
        riwayat[satu.pengukuran_id].append(satu)
    for pk, satu in kasus.items():
        satu.riwayat = riwayat[pk]


def _build_baris(nomor: NomorSurat, naskah: Naskah | None, pindaian: Pindaian | None) -> BarisRegister:
    berkas = naskah or pindaian
    if berkas:
        keadaan = find_lembar(berkas).keadaan
    else:
        batal = nomor.pengukuran.status == Status.DIBATALKAN
        keadaan = KeadaanNaskah.BATAL if batal else KeadaanNaskah.BERLAKU
    return BarisRegister(nomor, naskah, pindaian, keadaan, _write_sebab(nomor.pengukuran, keadaan))


def _write_sebab(kasus: PengukuranKinerja, keadaan: KeadaanNaskah) -> str:
    """Why a number stays taken that no paper in force carries."""
    if keadaan == KeadaanNaskah.BATAL:
        batal = next((satu for satu in kasus.riwayat if satu.aksi == Aksi.BATALKAN), None)
        return f"Pengukuran dibatalkan: {batal.catatan}" if batal else "Pengukuran dibatalkan."
    if keadaan == KeadaanNaskah.DIGANTI:
        return "Langkahnya dikerjakan lagi dan suratnya bernomor baru."
    return "Langkahnya ditarik atau dikembalikan." if keadaan == KeadaanNaskah.DITARIK else ""
