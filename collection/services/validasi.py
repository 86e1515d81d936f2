"""A Kabid's or Kasubag's word on a unit's form, and rows given back before it is gathered."""

from collections.abc import Iterable, Mapping

from django.utils import timezone

from collection.enums import FORMULIR_TERKUMPUL, Peran, StatusFormulir
from collection.errors import AksesError, BentrokError, IsianError, SakipError, TerkunciError
from collection.models import Formulir, Pengguna
from collection.queries import find_peran
from collection.queries_formulir import Baris, map_validator, scope_formulir_validasi
from collection.services.formulir import give_back, lock_semua, move_formulir
from collection.services.jejak import audited
from collection.services.kunci_formulir import tell_kembali_percuma
from collection.services.percakapan import find_sebutan
from collection.services.tinjauan import count_peringatan


def validate_formulir(*, formulir: Formulir, user: Pengguna, tanpa_peringatan: bool = False) -> Formulir:
    """The unit's Kabid or Kasubag stands for what the form says.

    `tanpa_peringatan`: only where no finding about its figures is left. Raises AksesError for others and for whoever
    worked on the form, BentrokError where it does not wait for it, IsianError for a form with findings.
    """
    with audited(kantor=formulir.periode.perangkat_daerah, user=user, aksi="validasi_formulir", objek=formulir):
        terkunci = lock_semua(Formulir.objects.filter(pk=formulir.pk)).get()
        _require_validator(terkunci, user)
        if terkunci.status != StatusFormulir.DISERAHKAN:
            raise BentrokError(f"{terkunci} tidak menunggu validasi: {terkunci.get_status_display()}.")
        if tanpa_peringatan and (jumlah := count_peringatan(terkunci)):
            raise IsianError(f"{terkunci} masih punya {jumlah} peringatan. Buka formulirnya, lalu validasi sendiri.")
        move_formulir(terkunci, terkunci.validasi, user, divalidasi_pada=timezone.now(), divalidasi_oleh=user)
    return terkunci


def validate_semua(
    *, formulir: Iterable[Formulir], user: Pengguna, tanpa_peringatan: bool = False
) -> tuple[list[Formulir], list[str]]:
    """Each form by itself, so that one that is refused stops no other: (validated, a sentence for each refused)."""
    hasil: list[Formulir] = []
    ditolak: list[str] = []
    for satu in formulir:
        try:
            hasil.append(validate_formulir(formulir=satu, user=user, tanpa_peringatan=tanpa_peringatan))
        except SakipError as galat:
            ditolak.append(str(galat))
    return hasil, ditolak


def _require_validator(formulir: Formulir, user: Pengguna) -> None:
    if not scope_formulir_validasi(user).filter(pk=formulir.pk).exists():
        raise AksesError(f"{formulir} divalidasi oleh Kabid atau Kasubag {formulir.unit}.")
    if user.pk not in {orang.pk for orang in map_validator([formulir])[formulir.pk].orang}:
        raise AksesError("Anda ikut mengisi formulir ini, jadi bukan Anda yang memvalidasinya.")


def return_baris(
    *, formulir: Formulir, baris: Mapping[Baris, str], catatan: str, user: Pengguna
) -> Formulir:
    """Give a form back to its unit before it is gathered; with `baris` (row → its note) only those rows open.

    A Kabid or Kasubag of the unit before the validation, Tim SAKIP until the forms are gathered. Raises AksesError,
    BentrokError where it is too early or too late, TerkunciError where the triwulan is closed for what is given back
    (only a case opens it by itself), IsianError without a note or for a row of another form.
    """
    with audited(kantor=formulir.periode.perangkat_daerah, user=user, aksi="kembalikan_formulir", objek=formulir):
        terkunci = lock_semua(Formulir.objects.filter(pk=formulir.pk)).get()
        _require_pengembali(terkunci, user)
        if not catatan.strip() and not (baris and all(nota.strip() for nota in baris.values())):
            raise IsianError("Tulis catatan: apa yang harus dilengkapi.", {"catatan": ["Tulis catatannya."]})
        if any(satu.formulir_id != terkunci.pk for satu in baris):
            raise IsianError("Baris yang dipilih bukan milik formulir ini. Muat ulang halaman.")
        if alasan := tell_kembali_percuma(terkunci, baris):
            raise TerkunciError(alasan)
        arahan = catatan.strip() or "Lihat catatan pada baris yang dikembalikan."
        give_back(terkunci, baris, arahan, user, find_sebutan(user, terkunci))
    return terkunci


def _require_pengembali(formulir: Formulir, user: Pengguna) -> None:
    tim = Peran.TIM_SAKIP in find_peran(user, formulir.periode.perangkat_daerah)
    kabid = scope_formulir_validasi(user).filter(pk=formulir.pk).exists()
    if not tim and not kabid:
        raise AksesError(f"{formulir} dikembalikan oleh Tim SAKIP, atau oleh Kabid atau Kasubag {formulir.unit}.")
    boleh = FORMULIR_TERKUMPUL if tim else (StatusFormulir.DISERAHKAN,)
    if formulir.status not in boleh:
        raise BentrokError(f"{formulir} tidak dapat dikembalikan sekarang: {formulir.get_status_display()}.")
