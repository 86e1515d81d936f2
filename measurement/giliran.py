"""Whose turn it is: the inbox, and what a user may do on a case now. On the floor of queries."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from collection.enums import FORMULIR_TERBUKA, Peran
from collection.models import Formulir, Pengguna, Penugasan
from collection.queries import list_penugasan, list_terutang, scope_formulir_isian
from collection.tanggal import write_tanggal
from measurement import rules
from measurement.enums import Aksi, JenisSop, JenisTindakan, Status, Transisi
from measurement.models import Disposisi, Langkah, PengukuranKinerja, TindakLanjut
from measurement.naskah import is_sk
from measurement.queries import (
    has_koreksi_sejak,
    has_worked_on,
    list_tindak_lanjut_lalu,
    map_pemegang,
    map_penggarap,
    pick_penugasan,
    scope_pengukuran,
)
from measurement.tenggat import attach_tenggat, map_penantian, rank_tenggat

BERAKHIR = (Status.SELESAI.value, Status.DIBATALKAN.value)
TAK_TERBATALKAN = (Status.ARSIP.value, *BERAKHIR)
BERPELAKSANA = (Peran.KEPALA, Peran.SEKRETARIS, Peran.KABID, Peran.KASUBAG)
DaftarPeran = Sequence[Penugasan] | None
Pemegang = Mapping[tuple[int, str], set[int]]
MENGISI = (JenisTindakan.PENGISIAN, JenisTindakan.HIMPUN)  # at the gathering: forms that were given back before it
MENGHITUNG = (JenisTindakan.PENGUKURAN, JenisTindakan.REKAP)


@dataclass(frozen=True)
class Tugas:
    """One line of the inbox: a case (or a form of the user's unit) whose turn it is; `arahan`: why it came back."""

    pengukuran: PengukuranKinerja
    formulir: Formulir | None = None
    arahan: str = ""


@dataclass(frozen=True)
class Pilihan:
    """What the page may offer: an act's button, or the reason why it is not the user's to press."""

    aksi: Aksi
    label: str
    alasan: str = ""
    langkah: tuple[Langkah, ...] = ()


def list_tugas(user: Pengguna) -> tuple[list[Tugas], list[PengukuranKinerja]]:
    """(what waits for me, whose turn I wait for), each with `tenggat` and `lowong`; each form of one's units is a line.

    Mine by due time, what is due never at the end; the others' longest waiting first. A check that the user is barred
    from is the others', its `halangan` says why and who may do it; what waits for another procedure is nobody's yet.
    """
    peran = {(p.perangkat_daerah_id, p.peran) for p in list_penugasan(user)}
    formulir = list(_list_formulir(user))
    saya, lain, aktif = [], [], list(list_aktif(user))
    attach_tenggat(aktif)
    attach_lowong(aktif)
    attach_halangan(aktif, user)
    kembali = list_pengembalian(aktif)
    for kasus in aktif:
        mengisi = kasus.tindakan.jenis in MENGISI and not kasus.sop.masukan
        tugas = [Tugas(kasus, f, f.arahan) for f in formulir if mengisi and f.periode_id == kasus.periode_id]
        if kasus.tindakan.jenis != JenisTindakan.PENGISIAN:
            arahan = kembali[kasus.pk].catatan if kasus.pk in kembali else ""
            milik = (kasus.perangkat_daerah_id, kasus.tindakan.peran) in peran and user.pk not in kasus.terhalang
            tugas += [Tugas(kasus, None, arahan)] if milik and not kasus.penantian else []
        saya += tugas
        lain += [] if tugas else [kasus]
    return sorted(saya, key=lambda tugas: rank_tenggat(tugas.pengukuran)), lain


def list_aktif(user: Pengguna) -> QuerySet[PengukuranKinerja]:
    """The running cases of the user's offices, longest waiting first."""
    semua = scope_pengukuran(user).exclude(status__in=BERAKHIR).order_by("tindakan_sejak")
    return semua.select_related("periode", "sop", "tindakan__langkah", "perangkat_daerah")


def attach_lowong(kasus: list[PengukuranKinerja]) -> None:
    """Sets `lowong` of running cases: the sentence that nobody can do the present act today; else empty.

    Nobody holds its role, or (of a check) everybody who does has worked on the figures: those are `terhalang`, who is
    left is `boleh`.
    """
    pemegang = map_pemegang({satu.perangkat_daerah_id for satu in kasus})
    diperiksa = [satu for satu in kasus if satu.tindakan.jenis == JenisTindakan.PERIKSA]
    calon = {orang for satu in diperiksa for orang in _list_pemegang(satu, pemegang)}
    penggarap = map_penggarap(diperiksa, calon) if calon else {}
    for satu in kasus:
        semua = _list_pemegang(satu, pemegang)
        satu.terhalang = semua & penggarap.get(satu.pk, set())
        satu.boleh = semua - satu.terhalang
        satu.lowong = "" if satu.boleh else _write_lowong(Peran(satu.tindakan.peran), bool(semua))


def attach_halangan(kasus: Iterable[PengukuranKinerja], user: Pengguna) -> None:
    """Sets `halangan` after `attach_lowong`: why a check of the user's role is not the user's, and whose it is."""
    semua = list(kasus)
    perlu = {orang for satu in semua if user.pk in satu.terhalang for orang in satu.boleh}
    nama = dict(Pengguna.objects.filter(pk__in=perlu).values_list("pk", "nama")) if perlu else {}
    for satu in semua:
        lain = ", ".join(sorted(nama[orang] for orang in satu.boleh)) if user.pk in satu.terhalang else ""
        satu.halangan = f"{IKUT_MENGERJAKAN} Yang dapat memeriksanya: {lain}." if lain else ""


IKUT_MENGERJAKAN = "Anda ikut mengisi atau menghitung angka ini, jadi bukan Anda yang memeriksanya."


def _list_pemegang(kasus: PengukuranKinerja, pemegang: Pemegang) -> set[int]:
    return pemegang.get((kasus.perangkat_daerah_id, kasus.tindakan.peran), set())


def _write_lowong(peran: Peran, ada: bool) -> str:
    """`ada`: there are holders, none of whom may check this."""
    if ada:
        return f"Setiap {peran.label} ikut mengisi atau menghitung angka ini: minta Admin menugaskan Plt./Plh. lain."
    minta = "menugaskan Plt./Plh" if peran in BERPELAKSANA else "menugaskannya"
    return f"Tidak ada {peran.label} hari ini: minta Admin {minta}."


def _list_formulir(user: Pengguna) -> QuerySet[Formulir]:
    return scope_formulir_isian(user).filter(status__in=FORMULIR_TERBUKA).select_related("unit", "periode")


def list_pengembalian(kasus: Iterable[PengukuranKinerja]) -> dict[int, Disposisi]:
    """Key of each case that was returned and has not come back since → the return, with its note."""
    semua: dict[int, list[Disposisi]] = {satu.pk: [] for satu in kasus if satu.tindakan_id}
    for disposisi in Disposisi.objects.filter(pengukuran__in=semua).order_by("urutan"):
        semua[disposisi.pengukuran_id].append(disposisi)
    ditemukan = {pk: find_pengembalian(daftar) for pk, daftar in semua.items()}
    return {pk: disposisi for pk, disposisi in ditemukan.items() if disposisi}


def find_pengembalian(disposisi: list[Disposisi]) -> Disposisi | None:
    """The latest return by an act that the case has not passed since: what it asks for is not done yet."""
    lewat = set()
    for satu in reversed(disposisi):
        if satu.aksi == Aksi.KEMBALIKAN and satu.tindakan_id not in lewat:
            return satu
        if satu.aksi == Aksi.SELESAIKAN:
            lewat.add(satu.tindakan_id)
    return None


def list_pilihan(kasus: PengukuranKinerja, user: Pengguna, peran: DaftarPeran = None) -> list[Pilihan]:
    """Every act that the present step offers, each with the reason why this user may not (empty: may).

    `peran`: the user's roles of today, where they have been read already.
    """
    if kasus.tindakan is None:
        return []
    milik = list(list_penugasan(user)) if peran is None else peran
    alasan = find_halangan(kasus, user, milik)
    hasil = [Pilihan(Aksi.SELESAIKAN, find_label(kasus), alasan or write_tunggakan(kasus))]
    if kasus.tindakan.kembali_ke:
        tujuan = [satu for satu in kasus.sop.daftar_langkah if satu.nomor in kasus.tindakan.kembali_ke]
        hasil.append(Pilihan(Aksi.KEMBALIKAN, "Kembalikan", alasan, tuple(reversed(tujuan))))
    if tarikan := find_tarikan(kasus, user, milik):
        hasil.append(Pilihan(Aksi.TARIK, f"Tarik kembali langkah {tarikan.tindakan.langkah.nomor}"))
    if kasus.status not in TAK_TERBATALKAN and pick_penugasan(milik, kasus.perangkat_daerah, Peran.KEPALA):
        hasil.append(Pilihan(Aksi.BATALKAN, "Batalkan pengukuran"))
    return hasil


def list_berlaku(kasus: PengukuranKinerja) -> list[Disposisi]:
    """What was finished and still stands: returns and withdrawals undo what they went back over."""
    berlaku: list[Disposisi] = []
    for satu in kasus.riwayat:
        if satu.aksi == Aksi.SELESAIKAN:
            berlaku.append(satu)
        elif satu.aksi == Aksi.TARIK:
            berlaku.pop()
        elif satu.aksi == Aksi.KEMBALIKAN:
            berlaku = [lain for lain in berlaku if lain.tindakan.langkah.nomor < satu.kembali_ke]
    return berlaku


def find_tarikan(kasus: PengukuranKinerja, user: Pengguna, peran: DaftarPeran = None) -> Disposisi | None:
    """The last act, where this user may still take it back: it is their own and nobody has acted on it since.

    The step "pengisian" is everybody's who filled in: it stands no more once a unit has its form back.
    """
    terakhir = next(iter(list_berlaku(kasus)[-1:]), None)
    if terakhir is None or kasus.tindakan is None:
        return None
    milik = list_penugasan(user) if peran is None else peran
    if not pick_penugasan(milik, kasus.perangkat_daerah, terakhir.tindakan.peran):
        return None
    if terakhir.tindakan.jenis == JenisTindakan.PENGISIAN:
        milik = scope_formulir_isian(user).filter(pk__in=[f.pk for f in list_terutang(kasus.periode)])
        return terakhir if milik.exists() else None
    return terakhir if terakhir.pengguna_id == user.pk and _is_tertarik(kasus, terakhir) else None


def write_tak_tertarik(kasus: PengukuranKinerja, user: Pengguna) -> str:
    """Why the last act, which was this user's own, cannot be taken back although nobody has acted on it; else empty."""
    terakhir = next(iter(list_berlaku(kasus)[-1:]), None)
    if kasus.tindakan is None or terakhir is None or terakhir.pengguna_id != user.pk:
        return ""
    tindakan = terakhir.tindakan
    if tindakan.jenis == JenisTindakan.PENGISIAN:
        return ""
    transisi = Transisi(tindakan.transisi) if tindakan.transisi else None
    return rules.write_tak_tertarik(JenisTindakan(tindakan.jenis), transisi)


def _is_tertarik(kasus: PengukuranKinerja, terakhir: Disposisi) -> bool:
    tindakan = terakhir.tindakan
    transisi = Transisi(tindakan.transisi) if tindakan.transisi else None
    return rules.may_withdraw(JenisTindakan(tindakan.jenis), transisi) and not has_koreksi_sejak(kasus, terakhir.waktu)


def find_halangan(kasus: PengukuranKinerja, user: Pengguna, peran: DaftarPeran = None) -> str:
    """Why the user may not do the present act; empty when they may."""
    tindakan = kasus.tindakan
    milik = list_penugasan(user) if peran is None else peran
    if not pick_penugasan(milik, kasus.perangkat_daerah, tindakan.peran):
        attach_lowong([kasus])
        return kasus.lowong or f"Langkah {tindakan.langkah.nomor} menunggu {tindakan.get_peran_display()}."
    if tindakan.jenis == JenisTindakan.PENGISIAN and (terutang := list_terutang(kasus.periode)):
        return "Menunggu formulir dari " + ", ".join(f.unit.nama for f in terutang) + "."
    if alasan := map_penantian([kasus]).get(kasus.pk):
        return alasan
    if tindakan.jenis == JenisTindakan.PERIKSA and has_worked_on(kasus, user):
        return "Anda ikut mengisi atau menghitung angka ini; orang lain yang memeriksa."
    return ""


def asks_tindak_lanjut(kasus: PengukuranKinerja) -> bool:
    """Whether the present act asks what became of earlier follow-ups: the recapitulation, and the verification.

    Not the check of a draft SK Tim, which carries no transition.
    """
    tindakan = kasus.tindakan
    if tindakan is None:
        return False
    memeriksa = tindakan.jenis == JenisTindakan.PERIKSA and bool(tindakan.transisi)
    return memeriksa or tindakan.jenis == JenisTindakan.REKAP


def list_tunggakan(kasus: PengukuranKinerja) -> list[TindakLanjut]:
    """The late follow-ups of earlier cases without news since this case began: what the present act waits for."""
    if not asks_tindak_lanjut(kasus):
        return []
    return [satu for satu in list_tindak_lanjut_lalu(kasus) if lacks_kabar(kasus, satu)]


def lacks_kabar(kasus: PengukuranKinerja, satu: TindakLanjut) -> bool:
    """Whether it is late and nothing was heard of it since the case began."""
    return satu.terlambat and (satu.kabar_pada is None or satu.kabar_pada < kasus.dibuat_pada)


def write_tunggakan(kasus: PengukuranKinerja) -> str:
    """Why the present act cannot be finished yet, the follow-ups named; empty where nothing is owed."""
    tunggakan = list_tunggakan(kasus)
    if not tunggakan:
        return ""
    semua = "; ".join(f"{satu.uraian} (batas {write_tanggal(satu.batas)})" for satu in tunggakan)
    jumlah = f"{len(tunggakan)} tindak lanjut sudah lewat batas"
    return f"{jumlah} dan belum ada kabarnya sejak pengukuran ini dibuka: {semua}."


def is_giliran_sk(kasus: PengukuranKinerja) -> bool:
    """Whether the present act signs the SK of the Tim, which is sealed as the report is."""
    tindakan = kasus.tindakan
    if tindakan is None:
        return False
    transisi = Transisi(tindakan.transisi) if tindakan.transisi else None
    return is_sk(JenisTindakan(tindakan.jenis), dari=Status(kasus.status), transisi=transisi)


def is_giliran_hitung(kasus: PengukuranKinerja) -> bool:
    """Whether the kertas kerja may be computed now; who may is another question.

    An input may move after the step "pengukuran", through an import or an earlier triwulan's correction: the steps
    up to the hand-in compute again, or none could. What was handed in once stands until a return to "pengukuran".
    A collection has no such step: it computes again whenever it is to hand in again.
    """
    if kasus.status != Status.KERTAS_KERJA:
        return False
    if kasus.sop.jenis == JenisSop.PENGUMPULAN:
        return True
    kertas = kasus.kertas_kerja_set.first()
    return kasus.tindakan.jenis in MENGHITUNG or kertas is None or kertas.dibekukan_pada is None


def find_label(kasus: PengukuranKinerja) -> str:
    """What the button says will happen."""
    if is_giliran_sk(kasus):
        return "Tanda tangani SK Tim"
    if kasus.tindakan.transisi:
        return Transisi(kasus.tindakan.transisi).label
    return f"Selesaikan {JenisTindakan(kasus.tindakan.jenis).kata}"
