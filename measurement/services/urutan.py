"""The earlier triwulan of the year, on whose figures a measurement stands: told where one is open, never a bar."""

from collection.models import PerangkatDaerah
from collection.models.formulir import ROMAWI
from measurement.enums import Status
from measurement.giliran import BERAKHIR
from measurement.models import PengukuranKinerja

BULAN_PER_TRIWULAN = 3


def list_peringatan(kasus: PengukuranKinerja) -> list[str]:
    """Sentences about the earlier triwulan of a running case's year; none once its report is signed or it has ended."""
    if kasus.status in (*BERAKHIR, Status.ARSIP):
        return []
    return list_sebelum(kasus.perangkat_daerah, kasus.periode.tahun, kasus.periode.triwulan, kasus.prosedur)


def list_sebelum(kantor: PerangkatDaerah, tahun: int, triwulan: int, prosedur: str) -> list[str]:
    """One sentence for each earlier triwulan that is still open, and one for those without a measurement."""
    semua = PengukuranKinerja.objects.filter(perangkat_daerah=kantor, prosedur=prosedur, periode__tahun=tahun)
    sebelum = semua.filter(periode__triwulan__lt=triwulan).exclude(status=Status.DIBATALKAN.value)
    ada = list(sebelum.select_related("periode", "tindakan__langkah").order_by("periode__triwulan"))
    pesan = [_tell(kasus) for kasus in ada if kasus.tindakan]
    hilang = [ROMAWI[tw] for tw in range(1, triwulan) if tw not in {k.periode.triwulan for k in ada}]
    return [*pesan, f"Belum ada pengukuran Triwulan {_join(hilang)} {tahun}."] if hilang else pesan


def find_bebas(kantor: PerangkatDaerah, prosedur: str, tahun: int, triwulan: int) -> int:
    """That triwulan of the year, or where it has a case already the next without one; itself where all have."""
    semua = PengukuranKinerja.objects.filter(perangkat_daerah=kantor, prosedur=prosedur, periode__tahun=tahun)
    ada = set(semua.exclude(status=Status.DIBATALKAN.value).values_list("periode__triwulan", flat=True))
    urut = [*range(triwulan, max(ROMAWI) + 1), *range(1, triwulan)]
    return next((satu for satu in urut if satu not in ada), triwulan)


def list_sebelum_kini(kantor: PerangkatDaerah, prosedur: str) -> list[str]:
    """The same for who is about to open a case: this year up to today, the year before as a whole.

    Only years with a Perjanjian Kinerja: without targets there is nothing to measure.
    """
    hari = kantor.hari_ini()
    kini = (hari.month - 1) // BULAN_PER_TRIWULAN + 1
    tahun = kantor.pk_set.filter(tahun__in=[hari.year - 1, hari.year]).order_by("tahun").values_list("tahun", flat=True)
    batas = [(satu, kini if satu == hari.year else max(ROMAWI)) for satu in dict.fromkeys(tahun)]
    return [pesan for satu, triwulan in batas for pesan in list_sebelum(kantor, satu, triwulan, prosedur)]


def _tell(kasus: PengukuranKinerja) -> str:
    letak = f"langkah {kasus.tindakan.langkah.nomor}, {_say(kasus)}"
    if kasus.revisi:
        return f"{kasus.periode} sedang direvisi: {letak}. Angkanya yang lama dipakai sampai revisi itu selesai."
    return f"{kasus.periode} belum selesai: {letak}."


def _say(kasus: PengukuranKinerja) -> str:
    label = str(Status(kasus.status).label)
    return label[0].lower() + label[1:]


def _join(romawi: list[str]) -> str:
    return " dan ".join(filter(None, [", ".join(romawi[:-1]), romawi[-1]]))
