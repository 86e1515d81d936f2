"""Tim SAKIP reminds units of forms that they owe: of each form at most once a day, in the inbox and by mail."""

from collections.abc import Iterable

from django.utils import timezone

from collection.enums import JenisPanggilan
from collection.errors import AksesError, BentrokError, IsianError, SakipError
from collection.models import Formulir, Panggilan, Pengguna
from collection.queries_formulir import list_operator, scope_formulir_ingat
from collection.services.formulir import lock_semua
from collection.services.jejak import audited, write_jejak


def remind_formulir(*, formulir: Formulir, user: Pengguna) -> list[Pengguna]:
    """Remind the unit's operators of today; who was reminded. Mail goes out with the next run of `ingatkan`.

    Raises AksesError for others than Tim SAKIP, BentrokError where the form is not with its unit or was reminded of
    today (by the office's calendar), IsianError where nobody fills it in.
    """
    kantor = formulir.periode.perangkat_daerah
    with audited(kantor=kantor, user=user, aksi="ingatkan_formulir", objek=formulir):
        terkunci = lock_semua(Formulir.objects.filter(pk=formulir.pk)).get()
        if not scope_formulir_ingat(user).filter(pk=terkunci.pk).exists():
            raise AksesError("Mengingatkan unit adalah wewenang Tim SAKIP.")
        if not terkunci.dapat_diisi:
            raise BentrokError(f"{terkunci} tidak sedang diisi: {terkunci.get_status_display()}.")
        hari = kantor.hari_ini()
        if terkunci.panggilan_set.filter(jenis=JenisPanggilan.INGAT.value, hari=hari).exists():
            raise BentrokError(f"{terkunci.unit} sudah diingatkan hari ini untuk {terkunci.periode}.")
        semua = list_operator(terkunci)
        if not semua:
            kurang = f"{terkunci.unit} belum punya petugas pengisi hari ini untuk {terkunci.periode}"
            raise IsianError(f"{kurang}: minta Admin menugaskannya.")
        Panggilan.objects.bulk_create(
            Panggilan(
                formulir=terkunci, jenis=JenisPanggilan.INGAT.value, pengguna=orang, oleh=user, hari=hari,
                dibuat_pada=timezone.now(),
            )
            for orang in semua
        )  # fmt: skip
        nama = [orang.nama for orang in semua]
        write_jejak(kantor=kantor, user=user, aksi="ingatkan_formulir", objek=terkunci, baru={"diingatkan": nama})
    return semua


def remind_semua(*, formulir: Iterable[Formulir], user: Pengguna) -> tuple[list[Formulir], list[str]]:
    """Each form by itself: (those of which somebody was reminded, a sentence for each that was not)."""
    hasil: list[Formulir] = []
    ditolak: list[str] = []
    for satu in formulir:
        try:
            remind_formulir(formulir=satu, user=user)
        except SakipError as galat:
            ditolak.append(str(galat))
        else:
            hasil.append(satu)
    return hasil, ditolak
