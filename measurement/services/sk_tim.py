"""Which decision on the Tim stands: a later one of the same office and year revokes the one before it.

The usual closing of a decision that takes another's place: "dicabut dan dinyatakan tidak berlaku" (UU 12/2011).
"""

from collections.abc import Iterator

from collection.tanggal import write_tanggal
from measurement.enums import Aksi, JenisNaskah, JenisTindakan, Status
from measurement.giliran import list_berlaku
from measurement.models import Naskah, PengukuranKinerja


def find_sk_lama(kasus: PengukuranKinerja) -> Naskah | None:
    """The decision that one signed now takes the place of: the latest of the office's year that still stands."""
    return next(_list_sk(kasus), None)


def find_sk_baru(naskah: Naskah) -> Naskah | None:
    """The decision that revoked this one; none while it stands, and for any other kind of paper."""
    if naskah.jenis != JenisNaskah.SK_TIM or naskah.nomor_surat_id is None:
        return None
    return next((satu for satu in _list_sk(naskah.disposisi.pengukuran) if satu.pk > naskah.pk), None)


def write_cabut(naskah: Naskah) -> str:
    """The decision's sentence that revokes another."""
    return (
        f"Pada saat Keputusan ini mulai berlaku, Keputusan Nomor {naskah.nomor_surat} tanggal "
        f"{write_tanggal(naskah.tanggal)} dicabut dan dinyatakan tidak berlaku."
    )


def write_dicabut_oleh(naskah: Naskah) -> str:
    """What is told of a paper that a later decision revoked; empty while it stands."""
    baru = find_sk_baru(naskah)
    if baru is None:
        return ""
    return f"Keputusan ini dicabut dengan Keputusan Nomor {baru.nomor_surat} tanggal {write_tanggal(baru.tanggal)}."


def _list_sk(kasus: PengukuranKinerja) -> Iterator[Naskah]:
    """Signed decisions of the office's year whose act stands, the latest first."""
    semua = Naskah.objects.filter(
        jenis=JenisNaskah.SK_TIM.value, nomor_surat__isnull=False, disposisi__aksi=Aksi.SELESAIKAN.value,
        disposisi__tindakan__jenis=JenisTindakan.TANDA_TANGAN.value,
        disposisi__pengukuran__perangkat_daerah=kasus.perangkat_daerah,
        disposisi__pengukuran__periode__tahun=kasus.periode.tahun,
    ).exclude(disposisi__pengukuran__status=Status.DIBATALKAN.value)  # fmt: skip
    terkait = ("nomor_surat", "disposisi__pengukuran__sop", "disposisi__pengukuran__periode")
    for satu in semua.select_related(*terkait).order_by("-pk"):
        if satu.disposisi_id in {langkah.pk for langkah in list_berlaku(satu.disposisi.pengukuran)}:
            yield satu
