"""Guesses at the phrase of a signature are counted by person: a few wrong ones, then one waits.

OWASP ASVS 5.0, 6.3.1, as at the login. A service such as BSrE's may lock an account after some wrong passphrases;
ours holds before that.
"""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import models
from django.utils.crypto import salted_hmac

from collection.errors import TertahanError
from collection.models import Pengguna, PerangkatDaerah, Percobaan
from collection.services.jejak import write_penolakan
from collection.services.percobaan import Batas, Ruang, add_percobaan, keep_percobaan
from measurement.errors import FrasaError

FRASA = Ruang(
    "frasa", datetime.timedelta(minutes=15), (Batas(("kunci",), 5),),
    "Terlalu banyak percobaan frasa sandi, jadi yang ini tidak dicoba. Coba lagi sesudah {pukul}.",
)  # fmt: skip
RAHASIA = ("frasa", "totp")
TERTUNDA = datetime.timedelta(minutes=5)
"""Longer than any signature takes. Of a process that died over one nobody knows whether the phrase was right."""


@contextmanager
def hold_frasa(
    user: Pengguna, ada: bool, *, kantor: PerangkatDaerah, aksi: str, objek: models.Model
) -> Iterator[None]:
    """Around what opens with a phrase: counted before it is tried, forgotten where it was right, kept where wrong.

    `ada`: whether one was typed; the phrase itself does not come here, for an error report shows what a generator
    holds. What fails for another reason does not count. Raises TertahanError, put on the trail, where there were too
    many.
    """
    if not ada:
        yield
        return
    kunci = salted_hmac(__name__, str(user.pk), algorithm="sha256").hexdigest()
    try:
        percobaan = add_percobaan(FRASA, alamat="", kunci=kunci, pengguna=user, sementara=TERTUNDA)
    except TertahanError as galat:
        write_penolakan(kantor=kantor, user=user, aksi=aksi, objek=objek, alasan=str(galat))
        raise
    try:
        yield
    except FrasaError:
        keep_percobaan(percobaan)
        raise
    except BaseException:
        percobaan.delete()
        raise
    Percobaan.objects.filter(ruang=FRASA.nama, kunci=kunci).delete()
