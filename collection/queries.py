"""Who sees what. Every door (list, detail, export, attachment, fragment) starts from one of these scopes."""

import datetime
from collections.abc import Iterable
from zoneinfo import ZoneInfo

from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.formats import date_format

from collection.enums import FORMULIR_TERUTANG, Peran, ZonaWaktu
from collection.errors import AksesError
from collection.models import (
    Bukti,
    Formulir,
    Indikator,
    Jejak,
    Pengguna,
    Penugasan,
    PerangkatDaerah,
    Periode,
    PerjanjianKinerja,
    PerjanjianPejabat,
    Realisasi,
    RealisasiAnggaran,
    Unit,
)

PERAN_UNIT = (Peran.BIDANG, Peran.KABID)
MASA_KABAR = datetime.timedelta(days=30)
MAKS_KABAR = 5
PEMBACA_JEJAK = (Peran.KEPALA, Peran.SEKRETARIS, Peran.ADMIN, Peran.PENGAWAS)


def list_penugasan(user: Pengguna) -> QuerySet[Penugasan]:
    """The user's roles in force today."""
    return Penugasan.objects.berlaku_kini().filter(pengguna=user).select_related("perangkat_daerah", "unit")


def list_unit(user: Pengguna, *peran: Peran) -> Iterable[Unit | int | None]:
    """The units in which the user holds one of these roles today; of a request, the roles that it began with."""
    kini = getattr(user, "penugasan_kini", None)
    if kini is None:
        return list_penugasan(user).filter(peran__in=peran).values_list("unit", flat=True)
    return [satu.unit_id for satu in kini if satu.peran in peran]


def list_luar_masa(
    user: Pengguna, kantor: PerangkatDaerah | None = None, peran: str | None = None
) -> list[Penugasan]:
    """The user's roles of the past and the future (in that office, of that kind).

    Not those whose like, in the same office and unit, is in force today; of each the next span, else the last one.
    """
    kini = {(satu.perangkat_daerah_id, satu.peran, satu.unit_id) for satu in list_penugasan(user)}
    semua = Penugasan.objects.filter(pengguna=user).select_related("perangkat_daerah", "unit").order_by("-mulai", "-pk")
    if kantor:
        semua = semua.filter(perangkat_daerah=kantor)
    if peran:
        semua = semua.filter(peran=peran)
    hasil = {}
    for satu in semua:
        sama = (satu.perangkat_daerah_id, satu.peran, satu.unit_id)
        if sama not in kini and (sama not in hasil or is_mendatang(satu)):
            hasil[sama] = satu
    return list(hasil.values())


def is_mendatang(penugasan: Penugasan) -> bool:
    return penugasan.mulai > penugasan.perangkat_daerah.hari_ini()


def list_kabar(user: Pengguna) -> list[Penugasan]:
    """The roles not in force of which the user is told: those to come, and those that ended lately.

    Who holds no role at all today reads of the last ones however long ago they ended: that is why nothing is there.
    """
    tanpa_peran = not list_penugasan(user).exists()
    semua = list_luar_masa(user)
    return [p for p in semua if tanpa_peran or is_mendatang(p) or _is_baru_usai(p)][:MAKS_KABAR]


def list_kabar_peran(user: Pengguna) -> list[str]:
    """The same as sentences, for the inbox and for a page that the user no longer (or not yet) sees."""
    return [write_masa(satu) for satu in list_kabar(user)]


def _is_baru_usai(penugasan: Penugasan) -> bool:
    return penugasan.perangkat_daerah.hari_ini() - penugasan.selesai <= MASA_KABAR


def write_luar_masa(user: Pengguna, kantor: PerangkatDaerah, peran: str) -> list[str]:
    """Why the user does not hold the role there today, where they did or will: when it ended, or when it begins."""
    return [write_masa(satu) for satu in list_luar_masa(user, kantor, peran)]


def write_masa(penugasan: Penugasan) -> str:
    """When the role ended, or when it begins, with what to do."""
    unit = f" {penugasan.unit.nama}" if penugasan.unit else ""
    awal = f"Peran Anda sebagai {penugasan.sebutan}{unit} pada {penugasan.perangkat_daerah.nama}"
    if is_mendatang(penugasan):
        return f"{awal} mulai {date_format(penugasan.mulai, 'j F Y')}."
    return f"{awal} berakhir {date_format(penugasan.selesai, 'j F Y')}. Hubungi Admin kantor."


def find_peran(user: Pengguna, kantor: PerangkatDaerah) -> set[Peran]:
    """The roles that the user holds today in that office."""
    held = list_penugasan(user).filter(perangkat_daerah=kantor).values_list("peran", flat=True)
    return {Peran(peran) for peran in held}


def require_peran(user: Pengguna, kantor: PerangkatDaerah, *peran: Peran) -> None:
    """Raises AksesError, naming who may, unless the user holds one of the roles today."""
    if not find_peran(user, kantor) & set(peran):
        wewenang = " atau ".join(p.label for p in peran)
        raise AksesError(f"Ini adalah wewenang {wewenang} pada {kantor.nama}.")


def scope_kantor(user: Pengguna) -> QuerySet[PerangkatDaerah]:
    """The offices in which the user holds a role today."""
    return PerangkatDaerah.objects.filter(pk__in=list_penugasan(user).values("perangkat_daerah"))


def scope_kantor_semua_unit(user: Pengguna) -> QuerySet[PerangkatDaerah]:
    """The offices of which the user sees every unit's form today: by any role but those of a unit."""
    milik = list_penugasan(user).exclude(peran__in=PERAN_UNIT)
    return PerangkatDaerah.objects.filter(pk__in=milik.values("perangkat_daerah"))


def require_semua_unit(user: Pengguna, kantor: PerangkatDaerah) -> None:
    """Raises AksesError unless the user sees every unit's form of that office today."""
    if not scope_kantor_semua_unit(user).filter(pk=kantor.pk).exists():
        raise AksesError(
            "Verifikasi memuat isian semua unit, jadi dibuka oleh yang melihat formulir semua unit. Angka kantor ada "
            "pada Kertas kerja, dan isian unit Anda pada Formulir."
        )


def scope_indikator(user: Pengguna) -> QuerySet[Indikator]:
    return Indikator.objects.filter(perangkat_daerah__in=scope_kantor(user))


def scope_pk(user: Pengguna) -> QuerySet[PerjanjianKinerja]:
    return PerjanjianKinerja.objects.filter(perangkat_daerah__in=scope_kantor(user))


def scope_pejabat(user: Pengguna) -> QuerySet[PerjanjianPejabat]:
    return PerjanjianPejabat.objects.filter(perjanjian_kinerja__in=scope_pk(user))


def scope_formulir(user: Pengguna) -> QuerySet[Formulir]:
    """The whole office's forms; a Bidang or Kabid sees the own unit's only."""
    semua_unit = Q(periode__perangkat_daerah__in=scope_kantor_semua_unit(user))
    return Formulir.objects.filter(semua_unit | Q(unit__in=list_unit(user, *PERAN_UNIT)))


def scope_formulir_isian(user: Pengguna) -> QuerySet[Formulir]:
    """The forms that the user fills in: those of the units where the user is Bidang."""
    return filter_formulir_isian(list_unit(user, Peran.BIDANG))


def filter_formulir_isian(unit: Iterable[Unit | int | None]) -> QuerySet[Formulir]:
    """The forms that somebody fills in who is Bidang of these units."""
    return Formulir.objects.filter(unit__pk__in=unit)


def scope_realisasi(user: Pengguna) -> QuerySet[Realisasi]:
    return Realisasi.objects.filter(formulir__in=scope_formulir(user))


def scope_realisasi_anggaran(user: Pengguna) -> QuerySet[RealisasiAnggaran]:
    return RealisasiAnggaran.objects.filter(formulir__in=scope_formulir(user))


def scope_bukti(user: Pengguna) -> QuerySet[Bukti]:
    """Evidence that was not taken off, with what another one replaced: that stays readable."""
    return Bukti.objects.terpasang().filter(realisasi__in=scope_realisasi(user))


def scope_bukti_lepas(user: Pengguna) -> QuerySet[Bukti]:
    """Evidence that was taken off the rows which the user fills in, and may be put back."""
    milik = Realisasi.objects.filter(formulir__in=scope_formulir_isian(user))
    return Bukti.objects.exclude(dihapus_pada=None).filter(realisasi__in=milik)


def list_bukti_sama(user: Pengguna, bukti: Iterable[Bukti]) -> dict[int, list[Bukti]]:
    """Key of each of these files → the same content (SHA-256) where else the user may see it, latest triwulan first.

    One file may prove several indicators; a reader should know that it does.
    """
    milik = list(bukti)
    semua = scope_bukti(user).kini().filter(sha256__in={b.sha256 for b in milik})
    urut = semua.select_related("realisasi__formulir__periode", "realisasi__target__indikator").order_by(
        "-realisasi__formulir__periode__tahun", "-realisasi__formulir__periode__triwulan", "pk"
    )
    lain = list(urut) if milik else []
    return {b.pk: [s for s in lain if s.sha256 == b.sha256 and s.realisasi_id != b.realisasi_id] for b in milik}


def scope_jejak(user: Pengguna) -> QuerySet[Jejak]:
    """The audit trail of the offices where the user leads, checks or administers."""
    kantor = list_penugasan(user).filter(peran__in=PEMBACA_JEJAK).values("perangkat_daerah")
    return Jejak.objects.filter(perangkat_daerah__in=kantor)


def require_pembaca_jejak(user: Pengguna) -> None:
    """Raises AksesError, naming who may, unless the user reads the audit trail of some office today."""
    if not list_penugasan(user).filter(peran__in=PEMBACA_JEJAK).exists():
        raise AksesError(f"Jejak audit dibaca oleh {', '.join(p.label for p in PEMBACA_JEJAK)}.")


def filter_jejak(
    semua: QuerySet[Jejak], *, pengguna: str = "", aksi: str = "", objek: str = "", model: Iterable[str] = (),
    dari: datetime.date | None = None, sampai: datetime.date | None = None, hasil: str = "",
) -> QuerySet[Jejak]:  # fmt: skip
    """Rows by who (text), act, what (text of its label, or one of these kinds), days of the office, and result."""
    if pengguna:
        semua = semua.filter(Q(pengguna__nama__icontains=pengguna) | Q(pengguna__username__icontains=pengguna))
    if aksi:
        semua = semua.filter(aksi=aksi)
    if objek:
        semua = semua.filter(Q(label__icontains=objek) | Q(objek__in=model))
    if hasil:
        semua = semua.filter(diterima=hasil == "diterima")
    return semua.filter(_build_rentang(dari, sampai)) if dari or sampai else semua


def _build_rentang(dari: datetime.date | None, sampai: datetime.date | None) -> Q:
    """Both days included, each by the calendar of the row's own office."""
    rentang = Q()
    for zona in ZonaWaktu:
        hari = Q(perangkat_daerah__zona=zona.value)
        if dari:
            hari &= Q(waktu__gte=datetime.datetime.combine(dari, datetime.time.min, ZoneInfo(zona)))
        if sampai:
            hari &= Q(waktu__lte=datetime.datetime.combine(sampai, datetime.time.max, ZoneInfo(zona)))
        rentang |= hari
    return rentang


def scope_kantor_admin(user: Pengguna) -> QuerySet[PerangkatDaerah]:
    """The offices that the user administers today."""
    kantor = list_penugasan(user).filter(peran=Peran.ADMIN).values("perangkat_daerah")
    return PerangkatDaerah.objects.filter(pk__in=kantor)


def scope_penugasan_admin(user: Pengguna) -> QuerySet[Penugasan]:
    """Past, present and future roles in the offices that the user administers."""
    return Penugasan.objects.filter(perangkat_daerah__in=scope_kantor_admin(user))


def scope_pengguna(user: Pengguna) -> QuerySet[Pengguna]:
    """The people who hold, held or will hold a role in an office that the user administers."""
    return Pengguna.objects.filter(pk__in=scope_penugasan_admin(user).values("pengguna"))


def find_larangan_akun(user: Pengguna, pengguna: Pengguna) -> str:
    """Why this Admin may not change the person's data, password or activity; empty where the Admin may.

    An account that opens another office's doors, today or later, is out of reach: a password set here would
    be a key to that office.
    """
    if pengguna.is_superuser:
        return f"Akun {pengguna.nama} dikelola di server, bukan oleh Admin kantor."
    hari_ini = min(timezone.localdate(timezone=ZoneInfo(zona)) for zona in ZonaWaktu)
    bertugas = Penugasan.objects.filter(Q(selesai=None) | Q(selesai__gte=hari_ini), pengguna=pengguna)
    if bertugas.exclude(perangkat_daerah__in=scope_kantor_admin(user)).exists():
        return (
            f"{pengguna.nama} juga bertugas di kantor yang tidak Anda kelola. Data, kata sandi, dan keaktifannya "
            "hanya diubah oleh Admin yang mengelola semua kantornya, atau oleh pengelola server."
        )
    return ""


def list_terutang(periode: Periode) -> list[Formulir]:
    """The forms that their units have not handed in yet."""
    return list(Formulir.objects.filter(periode=periode, status__in=FORMULIR_TERUTANG).select_related("unit"))


def count_terutang(periode: Iterable[int]) -> dict[int, tuple[int, int]]:
    """Key of a triwulan → (forms not handed in, all forms); one query however many triwulan."""
    belum = Count("pk", filter=Q(status__in=FORMULIR_TERUTANG))
    semua = Formulir.objects.filter(periode__in=list(periode)).order_by().values("periode")
    return {satu["periode"]: (satu["belum"], satu["semua"]) for satu in semua.annotate(belum=belum, semua=Count("pk"))}


def list_unit_pelapor(kantor: PerangkatDaerah) -> QuerySet[Unit]:
    """The office's units that answer for an indicator or a sub kegiatan, in the office's order."""
    milik = Q(indikator_set__isnull=False) | Q(sub_kegiatan_set__isnull=False)
    return Unit.objects.filter(milik, perangkat_daerah=kantor).distinct()
