"""The office's seal: made by the Kepala, with a passphrase that only the Kepala keeps."""

from django.db import transaction
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from collection.enums import Peran
from collection.errors import IsianError
from collection.models import Pengguna, PerangkatDaerah
from collection.queries import require_peran
from collection.services.jejak import audited, write_jejak
from measurement.errors import SegelError
from measurement.models import Segel
from measurement.signing.sertifikat import issue_segel

PANJANG_FRASA = 10


@sensitive_variables("frasa")
def create_segel(kantor: PerangkatDaerah, frasa: str, user: Pengguna) -> Segel:
    """Issue the office's next certificate; the phrase is stored nowhere and never logged.

    Earlier seals stay, for what they signed stays valid. Raises AksesError unless the user is Kepala there today,
    IsianError for a phrase that is too short.
    """
    with audited(kantor=kantor, user=user, aksi="buat_segel", objek=kantor):
        require_peran(user, kantor, Peran.KEPALA)
        if len(frasa) < PANJANG_FRASA:
            pesan = f"Frasa sandi paling sedikit {PANJANG_FRASA} karakter."
            raise IsianError(pesan, {"frasa": [pesan]})
        return _store(kantor, frasa, user)


@sensitive_variables("frasa")
@transaction.atomic
def _store(kantor: PerangkatDaerah, frasa: str, user: Pengguna) -> Segel:
    baru = issue_segel(kantor.nama, frasa)
    segel = Segel.objects.create(perangkat_daerah=kantor, dibuat_oleh=user, **baru._asdict())
    terang = {nama: getattr(segel, nama) for nama in ("subjek", "sidik_jari", "berlaku_sampai")}
    write_jejak(kantor=kantor, user=user, aksi="buat_segel", objek=segel, baru=terang)
    return segel


def find_segel(kantor: PerangkatDaerah) -> Segel:
    """The seal in force: the latest. Raises SegelError where there is none, or it has expired."""
    segel = Segel.objects.filter(perangkat_daerah=kantor).first()
    if segel is None:
        raise SegelError(f"{kantor.nama} belum mempunyai segel. Kepala membuatnya pada halaman Segel kantor.")
    if segel.berlaku_sampai <= timezone.now():
        raise SegelError("Segel kantor sudah kedaluwarsa. Kepala membuat segel baru pada halaman Segel kantor.")
    return segel
