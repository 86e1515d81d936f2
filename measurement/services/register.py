"""The register of letters: every number that the office has taken, for what, and where it stands."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from measurement.enums import Aksi, JenisNaskah, KeadaanNaskah, Status
from measurement.models import Naskah, NomorSurat, PengukuranKinerja, Pindaian
from measurement.queries import load_riwayat
from measurement.services.lembar_naskah import Lembar, list_lembar
from measurement.services.sk_tim import write_dicabut

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
    load_riwayat(kasus)
    berkas = {satu.pk: per_nomor.get(satu.pk) or per_disposisi.get(satu.disposisi_id) for satu in semua}
    ada = {pk: satu for pk, satu in berkas.items() if satu}
    lembar = dict(zip(ada, list_lembar(ada.values()), strict=True))
    return [_build_baris(satu, lembar.get(satu.pk)) for satu in semua]


def _build_baris(nomor: NomorSurat, lembar: Lembar | None) -> BarisRegister:
    if lembar is None:
        batal = nomor.pengukuran.status == Status.DIBATALKAN
        lembar = Lembar(KeadaanNaskah.BATAL if batal else KeadaanNaskah.BERLAKU)
    return BarisRegister(nomor, lembar.naskah, lembar.pindaian, lembar.keadaan, _write_sebab(nomor.pengukuran, lembar))


def _write_sebab(kasus: PengukuranKinerja, lembar: Lembar) -> str:
    """Why a number stays taken that no paper in force carries."""
    if lembar.keadaan == KeadaanNaskah.BATAL:
        batal = next((satu for satu in kasus.riwayat if satu.aksi == Aksi.BATALKAN), None)
        return f"Pengukuran dibatalkan: {batal.catatan}" if batal else "Pengukuran dibatalkan."
    if lembar.keadaan == KeadaanNaskah.DICABUT and lembar.pencabut:
        return write_dicabut(lembar.pencabut)
    if lembar.keadaan == KeadaanNaskah.DIGANTI:
        return "Langkahnya dikerjakan lagi dan suratnya bernomor baru."
    return "Langkahnya ditarik atau dikembalikan." if lembar.keadaan == KeadaanNaskah.DITARIK else ""
