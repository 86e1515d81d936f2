"""Which decision on the Tim stands: a later one of the same office and year revokes the one before it.

The usual closing of a decision that takes another's place: "dicabut dan dinyatakan tidak berlaku" (UU 12/2011).
"""

from collections.abc import Iterable, Sequence

from collection.tanggal import write_tanggal
from measurement.enums import Aksi, JenisNaskah, JenisTindakan, Status
from measurement.giliran import list_berlaku
from measurement.models import Naskah, PengukuranKinerja
from measurement.queries import load_riwayat


def find_sk_lama(kasus: PengukuranKinerja) -> Naskah | None:
    """The decision that one signed now takes the place of: the latest of the office's year that still stands."""
    return next(iter(_list_sk({kasus.perangkat_daerah_id}, {kasus.periode.tahun})), None)


def map_sk_baru(semua: Iterable[Naskah]) -> dict[int, Naskah]:
    """Paper → the decision that revoked it, of those of `semua` that a later one did. No query where none is a SK."""
    sk = [satu for satu in semua if satu.jenis == JenisNaskah.SK_TIM and satu.nomor_surat_id]
    if not sk:
        return {}
    kasus = {satu.pk: satu.disposisi.pengukuran for satu in sk}
    ada = _list_sk(
        {satu.perangkat_daerah_id for satu in kasus.values()}, {satu.periode.tahun for satu in kasus.values()}
    )
    return {pk: baru for pk, milik in kasus.items() if (baru := _find_sesudah(pk, milik, ada))}


def write_cabut(naskah: Naskah) -> str:
    """The decision's sentence that revokes another."""
    return (
        f"Pada saat Keputusan ini mulai berlaku, Keputusan Nomor {naskah.nomor_surat} tanggal "
        f"{write_tanggal(naskah.tanggal)} dicabut dan dinyatakan tidak berlaku."
    )


def write_dicabut(pencabut: Naskah) -> str:
    """What is told of a decision that a later one revoked."""
    tanggal = write_tanggal(pencabut.tanggal)
    return f"Keputusan ini dicabut dengan Keputusan Nomor {pencabut.nomor_surat} tanggal {tanggal}."


def _find_sesudah(pk: int, kasus: PengukuranKinerja, ada: Sequence[Naskah]) -> Naskah | None:
    """The next decision after this one: it was that one which took its place."""
    kunci = (kasus.perangkat_daerah_id, kasus.periode.tahun)
    sesudah = (satu for satu in reversed(ada) if satu.pk > pk and _get_kunci(satu) == kunci)
    return next(sesudah, None)


def _get_kunci(naskah: Naskah) -> tuple[int, int]:
    kasus = naskah.disposisi.pengukuran
    return kasus.perangkat_daerah_id, kasus.periode.tahun


def _list_sk(kantor: set[int], tahun: set[int]) -> list[Naskah]:
    """Signed decisions of these offices and years whose act stands, the latest first."""
    semua = Naskah.objects.filter(
        jenis=JenisNaskah.SK_TIM.value, nomor_surat__isnull=False, disposisi__aksi=Aksi.SELESAIKAN.value,
        disposisi__tindakan__jenis=JenisTindakan.TANDA_TANGAN.value,
        disposisi__pengukuran__perangkat_daerah__in=kantor, disposisi__pengukuran__periode__tahun__in=tahun,
    ).exclude(disposisi__pengukuran__status=Status.DIBATALKAN.value)  # fmt: skip
    ada = list(semua.select_related("nomor_surat", "disposisi__pengukuran__periode").defer("isi").order_by("-pk"))
    berlaku = _list_berlaku({satu.disposisi.pengukuran_id: satu.disposisi.pengukuran for satu in ada})
    return [satu for satu in ada if satu.disposisi_id in berlaku]


def _list_berlaku(kasus: dict[int, PengukuranKinerja]) -> set[int]:
    """The acts of these cases that stand."""
    load_riwayat(kasus)
    return {langkah.pk for satu in kasus.values() for langkah in list_berlaku(satu)}
