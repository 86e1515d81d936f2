"""Who is to be reminded of what: notices made from the cases' present turns, each once for its turn."""

import datetime
from collections.abc import Iterator
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format

from collection.enums import FORMULIR_TERBUKA, Peran, ZonaWaktu
from collection.models import Formulir, Pengguna, Penugasan
from collection.queries import scope_kantor
from collection.services.jejak import audited, write_jejak
from measurement.enums import CaraSurel, JenisPengingat, JenisTindakan, KeadaanWaktu
from measurement.giliran import BERAKHIR, attach_lowong
from measurement.kalender import Tenggat
from measurement.models import Pemberitahuan, Pengingat, PengukuranKinerja
from measurement.queries import scope_pengingat
from measurement.tenggat import attach_tenggat

URUTAN = (JenisPengingat.GILIRAN, JenisPengingat.MENJELANG, JenisPengingat.JATUH_TEMPO, JenisPengingat.TERLAMBAT)
MAKS_TAMPIL = 20
PIMPINAN = (Peran.SEKRETARIS.value, Peran.KEPALA.value)
KASUS = ("periode", "sop", "perangkat_daerah", "tindakan__langkah")
TERKAIT = ("pengukuran__periode", "pengukuran__sop", "pengukuran__perangkat_daerah", "tindakan__langkah")


def find_jenis(tenggat: Tenggat | None) -> JenisPengingat:
    """What the holder of an act is to be told by now."""
    if tenggat is None or tenggat.keadaan == KeadaanWaktu.TEPAT:
        return JenisPengingat.GILIRAN
    if -tenggat.sisa >= max(settings.MENIT_HAMPIR, 1):
        return JenisPengingat.TERLAMBAT
    return JenisPengingat.JATUH_TEMPO if tenggat.lewat else JenisPengingat.MENJELANG


def create_pengingat(kini: datetime.datetime) -> int:
    """Make the notices that are due at `kini` and not there yet; how many. Same queries however many cases run.

    Of a turn that was not looked at for long only the latest kind is told, never an earlier one after a later.
    Two runs at one moment make each notice once: the database's constraint decides.
    """
    kasus = list(PengukuranKinerja.objects.exclude(status__in=BERAKHIR).select_related(*KASUS))
    attach_tenggat(kasus, kini)
    attach_lowong(kasus)
    ada = _list_ada(kasus)
    pemegang = Pemegang(kasus)
    baru = [
        Pengingat(
            pengukuran=satu, tindakan=satu.tindakan, versi=satu.versi, jenis=jenis.value, pengguna_id=orang,
            jatuh_tempo=satu.tenggat.jatuh_tempo if satu.tenggat else None, dibuat_pada=kini,
        )
        for satu in kasus
        for jenis, orang in _list_perlu(satu, pemegang)
        if not _is_told(ada.get((satu.pk, orang), set()), jenis)
    ]  # fmt: skip
    Pengingat.objects.bulk_create(baru, ignore_conflicts=True)
    return len(baru)


def _list_ada(kasus: list[PengukuranKinerja]) -> dict[tuple[int, int], set[str]]:
    """(case, person) → kinds that the present turn has told already."""
    versi, hasil = {satu.pk: satu.versi for satu in kasus}, {}
    for pk, lama, jenis, orang in Pengingat.objects.filter(pengukuran__in=kasus).values_list(
        "pengukuran", "versi", "jenis", "pengguna"
    ):
        if versi[pk] == lama:
            hasil.setdefault((pk, orang), set()).add(jenis)
    return hasil


def _is_told(ada: set[str], jenis: JenisPengingat) -> bool:
    """What goes to others stands alone; of the holder's kinds a later one says what an earlier one would."""
    if jenis not in URUTAN:
        return jenis in ada
    return any(satu in ada for satu in URUTAN[URUTAN.index(jenis) :])


def _list_perlu(kasus: PengukuranKinerja, pemegang: "Pemegang") -> Iterator[tuple[JenisPengingat, int]]:
    """(kind, person) for the case now: its holders, and after one working day their superiors.

    Where nobody can do the act, the Admin, who can give its role to somebody. Who is barred from a check is not told,
    and nobody of an act that waits for another procedure.
    """
    if kasus.penantian:
        return
    orang = pemegang.find(kasus)
    jenis = find_jenis(kasus.tenggat)
    yield from ((jenis, satu) for satu in sorted(orang))
    if kasus.lowong:
        yield from ((JenisPengingat.LOWONG, satu) for satu in sorted(pemegang.get(kasus, Peran.ADMIN.value)))
    if kasus.tenggat and -kasus.tenggat.sisa >= kasus.sop.menit_per_hari:
        atasan = {satu for peran in PIMPINAN for satu in pemegang.get(kasus, peran)}
        yield from ((JenisPengingat.ESKALASI, satu) for satu in sorted(atasan - orang - kasus.terhalang))


class Pemegang:
    """Who holds which role, and which unit's open form, today: read once for all cases."""

    def __init__(self, kasus: list[PengukuranKinerja]):
        kantor = {satu.perangkat_daerah_id for satu in kasus}
        berlaku = Penugasan.objects.berlaku_kini().filter(perangkat_daerah__in=kantor, pengguna__is_active=True)
        self.peran: dict[tuple[int, str], set[int]] = {}
        self.unit: dict[int, set[int]] = {}
        kolom = ("pengguna", "peran", "perangkat_daerah", "unit")
        for orang, peran, milik, unit in berlaku.order_by().values_list(*kolom):
            self.peran.setdefault((milik, peran), set()).add(orang)
            if peran == Peran.BIDANG:
                self.unit.setdefault(unit, set()).add(orang)
        terbuka = Formulir.objects.filter(periode__in=[k.periode_id for k in kasus], status__in=FORMULIR_TERBUKA)
        self.terbuka: dict[int, set[int]] = {}
        for periode, unit in terbuka.values_list("periode", "unit").order_by():
            self.terbuka.setdefault(periode, set()).add(unit)

    def find(self, kasus: PengukuranKinerja) -> set[int]:
        """Whose turn it is: the act's role, or while units fill in those whose form is still with them.

        Not who has worked on the figures that are to be checked.
        """
        if kasus.tindakan.jenis != JenisTindakan.PENGISIAN:
            return self.get(kasus, kasus.tindakan.peran) - kasus.terhalang
        return {satu for unit in self.terbuka.get(kasus.periode_id, ()) for satu in self.unit.get(unit, ())}

    def get(self, kasus: PengukuranKinerja, peran: str) -> set[int]:
        """Who holds the role in the case's office."""
        return self.peran.get((kasus.perangkat_daerah_id, peran), set())


def list_pengingat(user: Pengguna) -> list[tuple[JenisPengingat, str, int]]:
    """The user's notices that were not put aside, latest first: kind, sentence, key of the case."""
    baru = scope_pengingat(user).filter(dibaca_pada=None).select_related(*TERKAIT)[:MAKS_TAMPIL]
    return [(JenisPengingat(satu.jenis), write_kalimat(satu), satu.pengukuran_id) for satu in baru]


def read_pengingat(*, user: Pengguna) -> int:
    """Put the user's notices aside; how many. The tasks themselves stay where they are."""
    return scope_pengingat(user).filter(dibaca_pada=None).update(dibaca_pada=timezone.now())


def find_cara(user: Pengguna) -> CaraSurel:
    """How the user wants notices by e-mail."""
    baris = Pemberitahuan.objects.filter(pengguna=user).first()
    return CaraSurel(baris.cara) if baris else CaraSurel.SETIAP


def update_pemberitahuan(*, user: Pengguna, cara: CaraSurel, email: str) -> None:
    """The user's own wish and address; told on the trail of each of the user's offices."""
    lama = {"email": user.email, "cara": find_cara(user).value}
    baru = {"email": email, "cara": cara.value}
    kantor = list(scope_kantor(user))
    if not kantor:
        _save_pemberitahuan(user, cara, email)
        return
    with audited(kantor=kantor[0], user=user, aksi="ubah_pemberitahuan", objek=user):
        _save_pemberitahuan(user, cara, email)
        for satu in kantor if baru != lama else ():
            write_jejak(kantor=satu, user=user, aksi="ubah_pemberitahuan", objek=user, lama=lama, baru=baru)


def _save_pemberitahuan(user: Pengguna, cara: CaraSurel, email: str) -> None:
    Pemberitahuan.objects.update_or_create(pengguna=user, defaults={"cara": cara.value})
    user.email = email
    user.save(update_fields=["email"])


def write_kalimat(pengingat: Pengingat) -> str:
    """The notice as one sentence on one line, with the due time by the clock of its office."""
    tindakan = pengingat.tindakan
    jenis = JenisPengingat(pengingat.jenis)
    langkah = f"langkah {tindakan.langkah.nomor} ({JenisTindakan(tindakan.jenis).label})"
    tempo = write_tempo(pengingat)
    kalimat = {
        JenisPengingat.GILIRAN: f"Giliran Anda: {langkah}{f', batas {tempo}' if tempo else ''}",
        JenisPengingat.MENJELANG: f"Hampir jatuh tempo: {langkah}, batas {tempo}",
        JenisPengingat.JATUH_TEMPO: f"Jatuh tempo: {langkah}, batas {tempo}",
        JenisPengingat.TERLAMBAT: f"Terlambat: {langkah}, batas {tempo}",
        JenisPengingat.ESKALASI: f"Terlambat lebih dari satu hari kerja: {langkah} pada "
        f"{tindakan.get_peran_display()}, batas {tempo}",
        JenisPengingat.LOWONG: f"Tidak ada yang dapat mengerjakan {langkah}: tugaskan orang lain sebagai "
        f"{tindakan.get_peran_display()}",
    }[jenis]
    return " ".join(f"{kalimat}. {pengingat.pengukuran}.".split())


def write_tempo(pengingat: Pengingat) -> str:
    """The due time with its zone, or nothing."""
    if pengingat.jatuh_tempo is None:
        return ""
    zona = ZonaWaktu(pengingat.pengukuran.perangkat_daerah.zona)
    return f"{date_format(pengingat.jatuh_tempo.astimezone(ZoneInfo(zona)), 'j F Y H.i')} {zona.label}"
