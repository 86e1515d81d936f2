"""Which rows of a round were looked at by whoever verifies, and which are still to be."""

from collections.abc import Mapping

from measurement.enums import HasilPeriksa, JenisTindakan
from measurement.models import KertasKerja, Koreksi, PemeriksaanBaris, PengukuranKinerja


def is_giliran_periksa(kasus: PengukuranKinerja) -> bool:
    """Whether the present act verifies figures; the check of a draft SK Tim carries no transition."""
    tindakan = kasus.tindakan
    return tindakan is not None and tindakan.jenis == JenisTindakan.PERIKSA and bool(tindakan.transisi)


def map_pemeriksaan(kertas: KertasKerja) -> dict[int, PemeriksaanBaris]:
    """Key of each row of the round → what was said of it last, where no correction came after it. Two queries."""
    terakhir = dict(Koreksi.objects.filter(baris__kertas_kerja=kertas).order_by("pk").values_list("baris", "pk"))
    semua = PemeriksaanBaris.objects.filter(baris__kertas_kerja=kertas).select_related("pengguna").order_by("pk")
    hasil = {satu.baris_id: satu for satu in semua}
    return {pk: satu for pk, satu in hasil.items() if satu.koreksi_id == terakhir.get(pk)}


def is_disetujui(pemeriksaan: Mapping[int, PemeriksaanBaris], pk: int) -> bool:
    """Whether the row was approved as it now is."""
    satu = pemeriksaan.get(pk)
    return satu is not None and satu.hasil == HasilPeriksa.SETUJU


def count_belum_diperiksa(kasus: PengukuranKinerja) -> tuple[int, int]:
    """(rows of the latest round that nobody has approved as they are, all of its rows)."""
    kertas = kasus.kertas_kerja_set.first()
    if kertas is None:
        return 0, 0
    ada = map_pemeriksaan(kertas)
    kunci = list(kertas.baris_set.values_list("pk", flat=True))
    return sum(not is_disetujui(ada, pk) for pk in kunci), len(kunci)


def write_belum_diperiksa(kasus: PengukuranKinerja) -> str:
    """Why the verification cannot be finished yet, as a sentence; empty where every row was approved."""
    if not is_giliran_periksa(kasus):
        return ""
    belum, semua = count_belum_diperiksa(kasus)
    return (
        f"{belum} dari {semua} indikator belum disetujui: setujui atau kembalikan pada halaman Verifikasi."
        if belum else ""
    )  # fmt: skip
