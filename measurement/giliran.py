"""Whose turn it is: the inbox, and what a user may do on a case now. On the floor of queries."""

from dataclasses import dataclass

from django.db.models import QuerySet

from collection.enums import Peran, StatusFormulir
from collection.models import Formulir, Pengguna
from collection.queries import list_penugasan, list_terutang, scope_formulir_isian
from measurement.enums import Aksi, JenisTindakan, Status, Transisi
from measurement.models import Langkah, PengukuranKinerja
from measurement.queries import find_penugasan, has_worked_on, scope_pengukuran
from measurement.tenggat import attach_tenggat, rank_tenggat

BERAKHIR = (Status.SELESAI.value, Status.DIBATALKAN.value)
TAK_TERBATALKAN = (Status.ARSIP.value, *BERAKHIR)
MENGHITUNG = (JenisTindakan.PENGUKURAN, JenisTindakan.REKAP)


@dataclass(frozen=True)
class Tugas:
    """One line of the inbox: a case (or a form of the user's unit) whose turn it is."""

    pengukuran: PengukuranKinerja
    formulir: Formulir | None = None


@dataclass(frozen=True)
class Pilihan:
    """What the page may offer: an act's button, or the reason why it is not the user's to press."""

    aksi: Aksi
    label: str
    alasan: str = ""
    langkah: tuple[Langkah, ...] = ()


def list_tugas(user: Pengguna) -> tuple[list[Tugas], list[PengukuranKinerja]]:
    """(what waits for me, whose turn I wait for), each with its `tenggat`; each form of one's units is a line.

    Mine by due time, what is due never at the end; the others' longest waiting first.
    """
    peran = {(p.perangkat_daerah_id, p.peran) for p in list_penugasan(user)}
    formulir = list(_list_formulir(user))
    aktif, saya, lain = list(list_aktif(user)), [], []
    attach_tenggat(aktif)
    for kasus in aktif:
        if kasus.tindakan.jenis == JenisTindakan.PENGISIAN:
            tugas = [Tugas(kasus, f) for f in formulir if f.periode_id == kasus.periode_id]
        else:
            tugas = [Tugas(kasus)] if (kasus.perangkat_daerah_id, kasus.tindakan.peran) in peran else []
        saya += tugas
        lain += [] if tugas else [kasus]
    return sorted(saya, key=lambda tugas: rank_tenggat(tugas.pengukuran)), lain


def list_aktif(user: Pengguna) -> QuerySet[PengukuranKinerja]:
    """The running cases of the user's offices, longest waiting first."""
    semua = scope_pengukuran(user).exclude(status__in=BERAKHIR).order_by("tindakan_sejak")
    return semua.select_related("periode", "sop", "tindakan__langkah", "perangkat_daerah")


def _list_formulir(user: Pengguna) -> QuerySet[Formulir]:
    return scope_formulir_isian(user).filter(status=StatusFormulir.DIKIRIM).select_related("unit", "periode")


def list_pilihan(kasus: PengukuranKinerja, user: Pengguna) -> list[Pilihan]:
    """Every act that the present step offers, each with the reason why this user may not (empty: may)."""
    if kasus.tindakan is None:
        return []
    alasan = find_halangan(kasus, user)
    hasil = [Pilihan(Aksi.SELESAIKAN, find_label(kasus), alasan)]
    if kasus.tindakan.kembali_ke:
        tujuan = Langkah.objects.filter(sop=kasus.sop, nomor__in=kasus.tindakan.kembali_ke).order_by("-nomor")
        hasil.append(Pilihan(Aksi.KEMBALIKAN, "Kembalikan", alasan, tuple(tujuan)))
    if kasus.status not in TAK_TERBATALKAN and find_penugasan(user, kasus.perangkat_daerah, Peran.KEPALA):
        hasil.append(Pilihan(Aksi.BATALKAN, "Batalkan pengukuran"))
    return hasil


def find_halangan(kasus: PengukuranKinerja, user: Pengguna) -> str:
    """Why the user may not do the present act; empty when they may."""
    tindakan = kasus.tindakan
    if not find_penugasan(user, kasus.perangkat_daerah, tindakan.peran):
        return f"Langkah {tindakan.langkah.nomor} menunggu {tindakan.get_peran_display()}."
    if tindakan.jenis == JenisTindakan.PENGISIAN and (terutang := list_terutang(kasus.periode)):
        return "Menunggu formulir dari " + ", ".join(f.unit.nama for f in terutang) + "."
    if tindakan.jenis == JenisTindakan.PERIKSA and has_worked_on(kasus, user):
        return "Anda ikut mengisi atau menghitung angka ini; orang lain yang memeriksa."
    return ""


def is_giliran_hitung(kasus: PengukuranKinerja) -> bool:
    """Whether the kertas kerja may be computed now; who may is another question.

    An input may move after the step "pengukuran", through an import or an earlier triwulan's correction: the steps
    up to the hand-in compute again, or none could. What was handed in once stands until a return to "pengukuran".
    """
    if kasus.status != Status.KERTAS_KERJA:
        return False
    kertas = kasus.kertas_kerja_set.first()
    return kasus.tindakan.jenis in MENGHITUNG or kertas is None or kertas.dibekukan_pada is None


def find_label(kasus: PengukuranKinerja) -> str:
    """What the button says will happen."""
    if kasus.tindakan.transisi:
        return Transisi(kasus.tindakan.transisi).label
    return f"Selesaikan {JenisTindakan(kasus.tindakan.jenis).label.lower()}"
