"""The only door through which a case moves."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.views.decorators.debug import sensitive_variables
from django_fsm import ConcurrentTransition, can_proceed, has_transition_perm

from collection.enums import Peran
from collection.errors import SakipError
from collection.models import Pengguna, Penugasan
from collection.queries import write_luar_masa
from collection.services.cara_masuk import write_masuk
from collection.services.jejak import audited, write_jejak
from measurement import sop as bentuk
from measurement.butir import build_rentang, split_kelengkapan
from measurement.catatan_baku import find_kekurangan, pick_isi
from measurement.enums import Aksi, JenisTindakan, Status, Transisi
from measurement.errors import GiliranError, KelengkapanError, LangkahError, WewenangError
from measurement.giliran import find_tarikan, list_berlaku
from measurement.models import Catatan, Disposisi, PengukuranKinerja, Tindakan, UpayaTanda
from measurement.queries import find_penugasan, has_worked_on
from measurement.rules import HUKUM, find_pelanggaran_jejak
from measurement.services.akibat import enter_tindakan, run_akibat, run_batal, run_kembali
from measurement.services.frasa import RAHASIA, hold_frasa
from measurement.services.kekurangan import list_kekurangan_kasus
from measurement.services.laporan import get_siap, render_dokumen
from measurement.services.naskah import issue_naskah
from measurement.services.sop import build_sop
from measurement.services.tanda_tangan import find_pengaturan, is_di_luar
from measurement.services.upaya import claim_upaya, fetch_tanda

Isian = Mapping[str, Any]


@sensitive_variables("isian", "isi")
def run_langkah(
    pengukuran: PengukuranKinerja,
    *,
    tindakan: Tindakan,
    aksi: Aksi,
    user: Pengguna,
    versi: int,
    catatan: str = "",
    isian: Isian | None = None,
) -> Disposisi:
    """The only door through which a case moves: do (or return, take back, cancel) the act whose turn it is.

    `versi` is the case's version that the user saw. Raises LangkahError with a sentence that names the step:
    GiliranError (not its turn, or somebody was faster), WewenangError, KelengkapanError; and what the act's
    own service raises. Every refusal is audited after its transaction has rolled back. A signature that needs the
    network is asked for before the transaction in which it is stored (services/upaya.py).
    """
    jejak = {
        "kantor": pengukuran.perangkat_daerah, "user": user, "aksi": f"langkah_{aksi}", "objek": pengukuran,
    }  # fmt: skip
    isi = dict(isian or {})
    with hold_frasa(user, any(isi.get(nama) for nama in RAHASIA), **{n: jejak[n] for n in ("kantor", "aksi", "objek")}):
        if aksi == Aksi.SELESAIKAN and tindakan.transisi == Transisi.TANDATANGANI:
            isi["upaya"] = _ask_tanda(pengukuran, tindakan, user, versi, isi, jejak)
        with audited(**jejak):
            return _run(pengukuran.pk, tindakan, aksi, user, versi, catatan.strip(), isi)


@sensitive_variables("isian")
def _ask_tanda(
    pengukuran: PengukuranKinerja, tindakan: Tindakan, user: Pengguna, versi: int, isian: Isian, jejak: dict[str, Any]
) -> UpayaTanda | None:
    """The attempt with its signed file, where the office signs outside the transaction; what the door would refuse
    is refused before anybody is asked for a signature."""
    if not is_di_luar(find_pengaturan(pengukuran.perangkat_daerah)):
        return None
    with audited(**jejak):
        kasus = lock_pengukuran(pengukuran.pk)
        check_giliran_langkah(kasus, tindakan, Aksi.SELESAIKAN, user, versi)
        upaya = claim_upaya(get_siap(kasus, user=user, sha256_dilihat=isian.get("sha256", "")), user)
    try:
        fetch_tanda(upaya, render_dokumen(upaya.dokumen), user, isian)
    except SakipError as galat:
        with audited(**jejak):
            raise galat
    return upaya


def check_giliran_langkah(
    kasus: PengukuranKinerja, tindakan: Tindakan, aksi: Aksi, user: Pengguna, versi: int
) -> Penugasan:
    """How the user holds the act's role. Raises GiliranError or WewenangError."""
    _check_giliran(kasus, tindakan)
    penugasan = _check_tarikan(kasus, user) if aksi == Aksi.TARIK else _check_wewenang(kasus, aksi, user)
    if kasus.versi != versi:
        raise GiliranError(f"{tindakan} sudah berubah sejak halaman dibuka. Muat ulang halaman.")
    return penugasan


@sensitive_variables("isian")
def _run(
    pk: int, tindakan: Tindakan, aksi: Aksi, user: Pengguna, versi: int, catatan: str, isian: Isian
) -> Disposisi:
    kasus = lock_pengukuran(pk)
    penugasan = check_giliran_langkah(kasus, tindakan, aksi, user, versi)
    disposisi = Disposisi(
        pengukuran=kasus, urutan=kasus.versi + 1, tindakan=kasus.tindakan, aksi=aksi.value, pengguna=user,
        dari_status=kasus.status, sebutan=penugasan.sebutan, catatan=catatan, mulai_pada=kasus.tindakan_sejak,
        waktu=timezone.now(),
    )  # fmt: skip
    isi = _AKSI[aksi](kasus, disposisi, isian)
    _close(kasus, disposisi, isi)
    issue_naskah(kasus, disposisi, isi, isian)
    enter_tindakan(kasus)
    return disposisi


def lock_pengukuran(pk: int) -> PengukuranKinerja:
    """The case, locked until the transaction ends and read again: what the page showed does not count.

    Locked first and read after that: of a row that it had to wait for, PostgreSQL gives the new values but joins what
    it had found before, so that an act which changed meanwhile would be none.
    """
    PengukuranKinerja.objects.select_for_update().values_list("pk").get(pk=pk)
    terkait = PengukuranKinerja.objects.select_related("perangkat_daerah", "periode", "sop", "tindakan__langkah")
    return terkait.get(pk=pk)


def _check_giliran(kasus: PengukuranKinerja, tindakan: Tindakan) -> None:
    if kasus.tindakan is None:
        raise GiliranError(f"{kasus} sudah berakhir: {kasus.get_status_display()}.")
    if kasus.tindakan_id != tindakan.pk:
        raise GiliranError(f"{tindakan} bukan gilirannya; sekarang {kasus.tindakan}.")


def _check_wewenang(kasus: PengukuranKinerja, aksi: Aksi, user: Pengguna) -> Penugasan:
    peran = Peran.KEPALA if aksi == Aksi.BATALKAN else Peran(kasus.tindakan.peran)
    penugasan = find_penugasan(user, kasus.perangkat_daerah, peran)
    if penugasan is None:
        masa = write_luar_masa(user, kasus.perangkat_daerah, peran)
        apa = "Membatalkan pengukuran" if aksi == Aksi.BATALKAN else f"Langkah {kasus.tindakan.langkah.nomor}"
        raise WewenangError(" ".join([f"{apa} adalah wewenang {peran.label}.", *masa]))
    memeriksa = kasus.tindakan.jenis == JenisTindakan.PERIKSA and aksi != Aksi.BATALKAN
    if memeriksa and has_worked_on(kasus, user):
        nomor = kasus.tindakan.langkah.nomor
        raise WewenangError(f"Langkah {nomor}: Anda ikut mengisi atau menghitung angka ini; orang lain yang memeriksa.")
    return penugasan


def _check_tarikan(kasus: PengukuranKinerja, user: Pengguna) -> Penugasan:
    """Only one's own last act, before anybody acted on it; the role under which it was done is still held."""
    tarikan = find_tarikan(kasus, user)
    if tarikan is None:
        raise GiliranError("Tidak ada langkah Anda yang dapat ditarik kembali: sudah ada yang menindaklanjutinya.")
    return find_penugasan(user, kasus.perangkat_daerah, tarikan.tindakan.peran)


@sensitive_variables("isian")
def _finish(kasus: PengukuranKinerja, disposisi: Disposisi, isian: Isian) -> dict[str, Any]:
    """Done: the record is complete, its effect happens, the transition (if any) is made, the next act's turn comes."""
    tindakan = kasus.tindakan
    jenis = JenisTindakan(tindakan.jenis)
    rentang = build_rentang(kasus.periode.tahun, kasus.perangkat_daerah.hari_ini())
    dokumen = split_kelengkapan(tindakan.langkah.kelengkapan, tindakan.langkah.dokumen)
    kurang = find_kekurangan(jenis, isian, rentang, dokumen)
    if kurang:
        lain = list_kekurangan_kasus(kasus, isian)
        semua = " ".join([*(pesan for daftar in kurang.values() for pesan in daftar), *lain])
        raise KelengkapanError(f"{tindakan} belum lengkap. {semua}", kurang)
    _check_jejak(kasus)
    isi = pick_isi(jenis, isian) | run_akibat(kasus, disposisi, isian)
    if tindakan.transisi:
        _transit(kasus, Transisi(tindakan.transisi), disposisi.pengguna)
    berikut = bentuk.next_tindakan(build_sop(kasus.sop), tindakan.langkah.nomor, tindakan.urutan)
    _point(kasus, berikut)
    return isi


def _check_jejak(kasus: PengukuranKinerja) -> None:
    """Into `arsip` only what this case's own history, replayed, shows as verified and seen since its last hand-in.

    The SOP was held to the same rule when it was loaded; this holds where rows came past the door.
    """
    tindakan = kasus.tindakan
    if not tindakan.transisi or HUKUM[Transisi(tindakan.transisi)].tujuan != Status.ARSIP:
        return
    berlaku = [satu.tindakan for satu in list_berlaku(kasus)] + [tindakan]
    pesan = find_pelanggaran_jejak([(Transisi(t.transisi), Peran(t.peran)) for t in berlaku if t.transisi])
    if pesan:
        raise LangkahError(f"Langkah {tindakan.langkah.nomor}: {' '.join(pesan)}")


def _return(kasus: PengukuranKinerja, disposisi: Disposisi, isian: Isian) -> dict[str, Any]:
    """Sent back to an earlier step with a note; forms reopen where that step collects."""
    tindakan, ke = kasus.tindakan, isian.get("ke")
    if not ke and tindakan.kembali_ke:
        raise KelengkapanError("Pilih langkah tujuan pengembalian.", {"ke": ["Pilih langkah tujuan."]})
    if ke not in tindakan.kembali_ke:
        raise LangkahError(_write_tanpa_kembali(tindakan, ke))
    if not disposisi.catatan:
        raise KelengkapanError(
            "Tulis catatan: apa yang harus dilengkapi.", {"catatan": ["Catatan pengembalian wajib diisi."]}
        )
    status = bentuk.return_status(build_sop(kasus.sop), ke)
    if status != kasus.status:
        _transit(kasus, Transisi.KEMBALIKAN, disposisi.pengguna, status)
    disposisi.kembali_ke = ke
    _point(kasus, (ke, 1))
    return run_kembali(kasus, disposisi, isian)


def _write_tanpa_kembali(tindakan: Tindakan, ke: int | None) -> str:
    """Why there is no return (there), and what may be done instead."""
    if tindakan.kembali_ke:
        tujuan = " atau ".join(str(nomor) for nomor in sorted(tindakan.kembali_ke))
        return f"{tindakan} tidak mengenal pengembalian ke langkah {ke}. Pilih langkah {tujuan}."
    jalan = "Selesaikan langkah ini, atau minta Kepala membatalkan pengukuran bila tidak dapat dilanjutkan."
    return f"{tindakan} tidak mengenal pengembalian{f' ke langkah {ke}' if ke else ''}. {jalan}"


def _cancel(kasus: PengukuranKinerja, disposisi: Disposisi, isian: Isian) -> dict[str, Any]:
    """Called off by the Kepala, with a reason; there is no way back."""
    if not disposisi.catatan:
        raise KelengkapanError("Tulis alasan pembatalan.", {"catatan": ["Alasan pembatalan wajib diisi."]})
    _transit(kasus, Transisi.BATALKAN, disposisi.pengguna)
    _point(kasus, None)
    return run_batal(kasus, disposisi)


def _withdraw(kasus: PengukuranKinerja, disposisi: Disposisi, isian: Isian) -> dict[str, Any]:
    """Taken back by whoever did it: the turn goes back to that act, a hand-in is undone."""
    tarikan = find_tarikan(kasus, disposisi.pengguna)
    tindakan = tarikan.tindakan
    if tindakan.transisi:
        _transit(kasus, Transisi.TARIK, disposisi.pengguna)
    disposisi.tindakan, disposisi.kembali_ke = tindakan, tindakan.langkah.nomor
    _point(kasus, (tindakan.langkah.nomor, tindakan.urutan))
    return {}


_AKSI = {Aksi.SELESAIKAN: _finish, Aksi.KEMBALIKAN: _return, Aksi.TARIK: _withdraw, Aksi.BATALKAN: _cancel}


def _transit(kasus: PengukuranKinerja, transisi: Transisi, user: Pengguna, *isi: Status) -> None:
    """Both checks of the FSM, then the transition: in memory only, the caller saves."""
    langkah = kasus.tindakan.langkah
    method = getattr(kasus, transisi.value)
    if not can_proceed(method):
        raise LangkahError(f"Langkah {langkah.nomor}: {transisi.label} tidak dapat dari {kasus.get_status_display()}.")
    if not has_transition_perm(method, user):
        raise WewenangError(f"Langkah {langkah.nomor}: peran Anda tidak berwenang untuk {transisi.label}.")
    method(*isi)


def _point(kasus: PengukuranKinerja, posisi: bentuk.Posisi | None) -> None:
    kasus.tindakan_sejak = timezone.now()
    kasus.tindakan = None
    if posisi:
        nomor, urutan = posisi
        semua = Tindakan.objects.select_related("langkah")
        kasus.tindakan = semua.get(langkah__sop=kasus.sop, langkah__nomor=nomor, urutan=urutan)


def _close(kasus: PengukuranKinerja, disposisi: Disposisi, isi: dict[str, Any]) -> None:
    """Save the case, its trail, its record and the audit row: all or none."""
    kasus.versi += 1
    try:
        kasus.save()
    except ConcurrentTransition as error:
        raise GiliranError(f"{disposisi.tindakan} baru saja dikerjakan orang lain. Muat ulang halaman.") from error
    disposisi.ke_status = kasus.status
    disposisi.save()
    Catatan.objects.create(disposisi=disposisi, jenis=disposisi.tindakan.jenis, isi=isi)
    write_jejak(
        kantor=kasus.perangkat_daerah, user=disposisi.pengguna, aksi=f"langkah_{disposisi.aksi}", objek=kasus,
        lama={"status": disposisi.dari_status, "langkah": disposisi.tindakan.langkah.nomor},
        baru={
            "status": kasus.status, "langkah": kasus.tindakan.langkah.nomor if kasus.tindakan else None, **write_masuk()
        },
    )  # fmt: skip
