"""Where the papers of a case stand: nothing is ever written on one that was issued, so it is read off the trail."""

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from measurement.enums import Aksi, JenisNaskah, JenisTindakan, KeadaanNaskah, Status
from measurement.giliran import list_berlaku
from measurement.models import Disposisi, Naskah, PengukuranKinerja, Pindaian
from measurement.naskah import is_konsep
from measurement.services.sk_tim import map_sk_baru

GUGUR: Mapping[KeadaanNaskah, str] = {
    KeadaanNaskah.DIGANTI: "TIDAK BERLAKU: sudah digantikan naskah yang baru",
    KeadaanNaskah.DITARIK: "TIDAK BERLAKU: langkahnya ditarik atau dikembalikan",
    KeadaanNaskah.BATAL: "TIDAK BERLAKU: pengukurannya dibatalkan",
}
"""What is printed on a paper that is void. A sealed file is never written again: verification tells of it."""


@dataclass(frozen=True)
class Lembar:
    """A paper, or a scan, with where it stands.

    `ganti`: the act that made another in its place; `pencabut`: the later decision that revoked it.
    """

    keadaan: KeadaanNaskah
    naskah: Naskah | None = None
    pindaian: Pindaian | None = None
    ganti: Disposisi | None = None
    pencabut: Naskah | None = None


def attach_lembar(kasus: PengukuranKinerja, disposisi: Iterable[Disposisi]) -> None:
    """Give each Disposisi its `lembar`: papers and scan. One query, whatever the number of acts in `kasus.riwayat`.

    A case with a signed SK asks two more: whether a later one revoked it.
    """
    semua = list(disposisi)
    per_disposisi: dict[int, list[Naskah | Pindaian]] = {}
    naskah = list(Naskah.objects.filter(disposisi__in=semua).select_related("nomor_surat", "bersegel").defer("isi"))
    milik = {satu.pk: satu for satu in semua}
    for satu in naskah:
        satu.disposisi = milik[satu.disposisi_id]
        satu.disposisi.pengukuran = kasus
    pencabut = map_sk_baru(naskah)
    pindaian = [satu.pindaian for satu in semua if hasattr(satu, "pindaian")]
    for satu in (*naskah, *pindaian):
        per_disposisi.setdefault(satu.disposisi_id, []).append(satu)
    berlaku = {satu.pk for satu in list_berlaku(kasus)}
    for satu in semua:
        berkas = per_disposisi.get(satu.pk, ())
        satu.lembar = [_judge(kasus, satu, lembar, berlaku, pencabut) for lembar in berkas]


def _judge(
    kasus: PengukuranKinerja, disposisi: Disposisi, berkas: Naskah | Pindaian, berlaku: set[int],
    pencabut: Mapping[int, Naskah],
) -> Lembar:  # fmt: skip
    ganti = next(
        (satu for satu in kasus.riwayat if satu.aksi == Aksi.SELESAIKAN and satu.urutan > disposisi.urutan
         and satu.tindakan_id == disposisi.tindakan_id),
        None,
    )  # fmt: skip
    keadaan = find_keadaan(kasus, disposisi, berkas, berlaku=disposisi.pk in berlaku, ganti=ganti is not None)
    if not isinstance(berkas, Naskah):
        return Lembar(keadaan, pindaian=berkas, ganti=ganti)
    lembar = Lembar(keadaan, naskah=berkas, ganti=ganti, pencabut=pencabut.get(berkas.pk))
    dicabut = lembar.pencabut and keadaan == KeadaanNaskah.BERLAKU
    return dataclasses.replace(lembar, keadaan=KeadaanNaskah.DICABUT) if dicabut else lembar


def find_keadaan(
    kasus: PengukuranKinerja, disposisi: Disposisi, berkas: Naskah | Pindaian, *, berlaku: bool, ganti: bool
) -> KeadaanNaskah:
    """Replaced by a later one of the same act, undone with its act, called off with its case; else it stands."""
    if ganti:
        return KeadaanNaskah.DIGANTI
    if kasus.status == Status.DIBATALKAN:
        return KeadaanNaskah.BATAL
    if not berlaku:
        return KeadaanNaskah.DITARIK
    tindakan = JenisTindakan(disposisi.tindakan.jenis)
    konsep = isinstance(berkas, Naskah) and is_konsep(JenisNaskah(berkas.jenis), tindakan)
    return KeadaanNaskah.KONSEP if konsep else KeadaanNaskah.BERLAKU


def find_lembar(berkas: Naskah | Pindaian) -> Lembar:
    """One paper, or scan, with where it stands."""
    return list_lembar([berkas])[0]


def list_lembar(semua: Iterable[Naskah | Pindaian]) -> list[Lembar]:
    """Each of them with where it stands; besides the trails of their cases two queries, where one is a signed SK."""
    berkas = list(semua)
    pencabut = map_sk_baru([satu for satu in berkas if isinstance(satu, Naskah)])
    kasus = {satu.disposisi.pengukuran_id: satu.disposisi.pengukuran for satu in berkas}
    berlaku = {pk: {langkah.pk for langkah in list_berlaku(satu)} for pk, satu in kasus.items()}
    return [
        _judge(kasus[pk], satu.disposisi, satu, berlaku[pk], pencabut)
        for satu in berkas for pk in [satu.disposisi.pengukuran_id]
    ]  # fmt: skip
