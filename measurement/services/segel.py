"""The office's seal: made or uploaded by the Kepala, with a passphrase that only the Kepala keeps."""

import datetime
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from collection.enums import Peran
from collection.errors import IsianError
from collection.models import Pengguna, PerangkatDaerah
from collection.queries import require_peran
from collection.services.jejak import audited, write_jejak
from collection.tanggal import write_tanggal
from measurement.errors import FrasaError, SegelError
from measurement.models import Segel
from measurement.signing import KALIMAT_SEGEL, KALIMAT_UNGGAHAN
from measurement.signing.sertifikat import SegelBaru, issue_segel
from measurement.signing.unggah_p12 import MAKS_UKURAN, TERLALU_BESAR, read_p12_aman

PANJANG_FRASA = 10
SEGERA = datetime.timedelta(days=30)
"""So long before its end a seal is spoken of."""
PANJANG_SUBJEK = 250
PENDEK = f"Frasa sandi paling sedikit {PANJANG_FRASA} karakter."
PENDEK_BERKAS = f"Frasa sandi berkas ini kurang dari {PANJANG_FRASA} karakter. Isi juga frasa sandi baru."


@sensitive_variables("frasa")
def create_segel(kantor: PerangkatDaerah, frasa: str, user: Pengguna) -> Segel:
    """Issue the office's next certificate; the phrase is stored nowhere and never logged.

    Earlier seals stay, for what they signed stays valid. Raises AksesError unless the user is Kepala there today,
    IsianError for a phrase that is too short.
    """
    with audited(kantor=kantor, user=user, aksi="buat_segel", objek=kantor):
        require_peran(user, kantor, Peran.KEPALA)
        if len(frasa) < PANJANG_FRASA:
            raise IsianError(PENDEK, {"frasa": [PENDEK]})
        return _store(kantor, issue_segel(kantor.nama, frasa, kantor.singkatan.upper()), user, aksi="buat_segel")


@sensitive_variables("frasa", "frasa_baru")
def upload_segel(kantor: PerangkatDaerah, isi: bytes, frasa: str, user: Pengguna, *, frasa_baru: str = "") -> Segel:
    """Take the office's own PKCS#12 as its next seal, kept locked with `frasa_baru`, or the file's own phrase.

    Neither phrase is stored or logged, nor is the file as it came. Earlier seals stay, as in `create_segel`. Raises
    AksesError unless the user is Kepala there today, IsianError with the field of what is wrong.
    """
    with audited(kantor=kantor, user=user, aksi="unggah_segel", objek=kantor):
        require_peran(user, kantor, Peran.KEPALA)
        if len(isi) > MAKS_UKURAN:
            raise IsianError(TERLALU_BESAR, {"berkas": [TERLALU_BESAR]})
        if len(frasa_baru or frasa) < PANJANG_FRASA:
            medan, pesan = ("frasa_baru", PENDEK) if frasa_baru else ("frasa", PENDEK_BERKAS)
            raise IsianError(pesan, {medan: [pesan]})
        try:
            baru = read_p12_aman(isi, frasa, frasa_baru or frasa)
        except SegelError as galat:
            medan = "frasa" if isinstance(galat, FrasaError) else "berkas"
            raise IsianError(str(galat), {medan: [str(galat)]}) from None
        return _store(kantor, baru, user, aksi="unggah_segel", unggahan=True)


@transaction.atomic
def _store(kantor: PerangkatDaerah, baru: SegelBaru, user: Pengguna, *, aksi: str, unggahan: bool = False) -> Segel:
    isi = baru._asdict() | {"subjek": baru.subjek[:PANJANG_SUBJEK]}
    segel = Segel.objects.create(perangkat_daerah=kantor, dibuat_oleh=user, unggahan=unggahan, **isi)
    terang = {nama: getattr(segel, nama) for nama in ("subjek", "sidik_jari", "berlaku_sampai")}
    write_jejak(kantor=kantor, user=user, aksi=aksi, objek=segel, baru=terang)
    return segel


def write_kalimat(kantor: PerangkatDaerah) -> str:
    """What kind of seal the office's next paper bears, in words that are true before it is there."""
    return _write_kalimat(_find_terakhir(kantor))


def describe_segel(kantor: PerangkatDaerah) -> dict[str, str]:
    """For who is about to sign: the words of `write_kalimat`, and that there is no seal or that it ends soon."""
    segel = _find_terakhir(kantor)
    return {"kalimat_segel": _write_kalimat(segel), "masa_segel": _write_masa(kantor, segel)}


def _write_kalimat(segel: Segel | None) -> str:
    return KALIMAT_UNGGAHAN if segel and segel.unggahan else KALIMAT_SEGEL


def _write_masa(kantor: PerangkatDaerah, segel: Segel | None) -> str:
    try:
        segel = _require_berlaku(kantor, segel)
    except SegelError as galat:
        return str(galat)
    sisa = segel.berlaku_sampai - timezone.now()
    if sisa > SEGERA:
        return ""
    sampai = write_tanggal(segel.berlaku_sampai.astimezone(ZoneInfo(kantor.zona)).date())
    return f"Segel kantor berlaku sampai {sampai}, {sisa.days} hari lagi. Buat yang baru pada halaman Segel kantor."


def find_segel(kantor: PerangkatDaerah) -> Segel:
    """The seal in force: the latest. Raises SegelError where there is none, or it has expired."""
    return _require_berlaku(kantor, _find_terakhir(kantor))


def _find_terakhir(kantor: PerangkatDaerah) -> Segel | None:
    return Segel.objects.filter(perangkat_daerah=kantor).first()


def _require_berlaku(kantor: PerangkatDaerah, segel: Segel | None) -> Segel:
    if segel is None:
        raise SegelError(f"{kantor.nama} belum mempunyai segel. Kepala membuatnya pada halaman Segel kantor.")
    if segel.berlaku_sampai <= timezone.now():
        raise SegelError("Segel kantor sudah kedaluwarsa. Kepala membuat segel baru pada halaman Segel kantor.")
    return segel
