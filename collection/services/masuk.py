"""Signing in: wrong passwords are counted by account and by address, and every lock is put on the trail.

OWASP ASVS 5.0, 6.3.1: guessing is slowed without closing an account for good. The counter does not ask whether
the account exists, so what it says does not tell.
"""

import datetime
import logging
import unicodedata

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from collection.models import Pengguna, PerangkatDaerah, Percobaan
from collection.services.jejak import write_penolakan
from collection.services.percobaan import Batas, Ruang, add_percobaan, list_serupa, write_pukul

MASUK = Ruang(
    "masuk", datetime.timedelta(minutes=15),
    (Batas(("kunci", "alamat"), 5), Batas(("alamat",), 20), Batas(("kunci",), 50)),
    "Terlalu banyak percobaan masuk yang gagal. Coba lagi sesudah {pukul}, atau minta Admin kantor Anda menyetel "
    "kata sandi baru.",
)  # fmt: skip

log = logging.getLogger(__name__)


def build_kunci(username: str) -> str:
    """A keyed hash of the name as typed, however its letters are written."""
    return salted_hmac(__name__, unicodedata.normalize("NFKC", username).casefold(), algorithm="sha256").hexdigest()


def begin_masuk(*, username: str, alamat: str) -> Percobaan:
    """Count the attempt before its password is looked at. Raises TertahanError."""
    pengguna = Pengguna.objects.filter(username__iexact=username).first()
    return add_percobaan(MASUK, alamat=alamat, kunci=build_kunci(username), pengguna=pengguna)


def finish_masuk(percobaan: Percobaan) -> None:
    """The password was right: what this address tried at this account is forgotten.

    Not what it tried at others, nor what others tried here: an own account must not reset the count of guesses.
    """
    Percobaan.objects.filter(ruang=MASUK.nama, kunci=percobaan.kunci, alamat=percobaan.alamat).delete()


def fail_masuk(percobaan: Percobaan) -> None:
    """The password was wrong: where a bound is reached by it, the lock goes on the trail and into the log."""
    for batas in MASUK.batas:
        if list_serupa(MASUK, batas, percobaan, timezone.now()).count() + 1 == batas.maks:
            _record(batas, percobaan)


def lift_tahanan(akun: Pengguna) -> None:
    """A new password begins with a clean count."""
    Percobaan.objects.filter(ruang=MASUK.nama, kunci=build_kunci(akun.username)).delete()


@transaction.atomic
def _record(batas: Batas, percobaan: Percobaan) -> None:
    """One row for each office that knows an account that was tried; a name that nobody has is in the log only."""
    terlibat = list_serupa(MASUK, batas, percobaan, timezone.now()).values_list("pengguna", flat=True)
    dicoba = {*terlibat, percobaan.pengguna_id} - {None}
    akun = percobaan.pengguna if "kunci" in batas.kolom else None
    sampai = percobaan.waktu + MASUK.lama
    for kantor in PerangkatDaerah.objects.filter(penugasan_set__pengguna__in=dicoba).distinct():
        with timezone.override(kantor.zona):
            alasan = _write_alasan(batas, percobaan, sampai)
        write_penolakan(kantor=kantor, user=None, aksi="tahan_masuk", objek=akun or kantor, alasan=alasan)
    log.warning("Masuk ditahan: %s", _write_alasan(batas, percobaan, sampai))


def _write_alasan(batas: Batas, percobaan: Percobaan, sampai: datetime.datetime) -> str:
    asal = f"dari {percobaan.alamat}" if "alamat" in batas.kolom else "dari semua alamat"
    sasaran = "pada akun ini" if "kunci" in batas.kolom else "pada semua akun"
    menit = MASUK.lama // datetime.timedelta(minutes=1)
    gagal = f"{batas.maks} percobaan masuk gagal {asal} {sasaran} dalam {menit} menit"
    return f"{gagal}; ditahan sampai {write_pukul(sampai)}."
