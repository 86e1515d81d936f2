"""The life of a unit's formulir: prepared from the Perjanjian Kinerja, sent, handed in, gathered, returned."""

from collections.abc import Callable, Iterable

from django.db import transaction
from django.utils import timezone

from collection.enums import StatusFormulir
from collection.errors import AksesError, BentrokError, IsianError
from collection.models import (
    Formulir,
    Pagu,
    Pengguna,
    Periode,
    PerjanjianKinerja,
    Realisasi,
    RealisasiAnggaran,
    Target,
    Unit,
)
from collection.queries import list_kekurangan, list_terutang, scope_formulir_isian
from collection.services.jejak import audited, write_jejak
from collection.services.kunci_formulir import require_belum_rapat
from collection.services.pk import find_pk, find_pk_triwulan
from collection.services.tinjauan import list_halangan

Periksa = Callable[[Formulir], list[str]]


def get_pk(periode: Periode) -> PerjanjianKinerja:
    """The version that the triwulan is measured by (`find_pk_triwulan`). Raises IsianError where there is none."""
    pk = find_pk_triwulan(periode.perangkat_daerah, periode.tahun, periode.triwulan)
    if pk is not None:
        return pk
    draf = find_pk(periode.perangkat_daerah, periode.tahun)
    if draf and draf.target_set.exists():
        raise IsianError(f"{draf} masih draf. Perencana atau Admin menetapkannya lebih dahulu pada halaman Rencana.")
    raise IsianError(
        f"Perjanjian Kinerja {periode.tahun} belum punya target. Perencana perlu mengisi dan menetapkannya "
        "lebih dahulu."
    )


@transaction.atomic
def prepare_formulir(*, periode: Periode, user: Pengguna) -> list[Formulir]:
    """One form for each unit that has targets or pagu, with a row for each of them. Can be called again.

    An indicator or sub kegiatan has one row in a triwulan. Where it changed its unit after the forms were prepared,
    the row stays with the unit that has it, with all that was typed and attached: who began the triwulan finishes
    it. The new unit has it from the next triwulan on.
    """
    pk = _find_pk(periode) or get_pk(periode)
    target, pagu = _list_target_baru(periode, pk), _list_pagu_baru(periode, pk)
    unit = {t.indikator.unit_id for t in target} | {p.sub_kegiatan.unit_id for p in pagu}
    unit |= set(periode.formulir_set.values_list("unit", flat=True))
    hasil = []
    for satu in Unit.objects.filter(pk__in=unit):
        formulir, baru = Formulir.objects.get_or_create(periode=periode, unit=satu, defaults={"perjanjian_kinerja": pk})
        _prepare_baris(formulir, target, pagu)
        if baru:
            write_jejak(kantor=periode.perangkat_daerah, user=user, aksi="siapkan_formulir", objek=formulir)
        hasil.append(formulir)
    return hasil


def _find_pk(periode: Periode) -> PerjanjianKinerja | None:
    """The version that the triwulan's forms are against already: with a later one's targets every row would double."""
    ada = periode.formulir_set.select_related("perjanjian_kinerja").first()
    return ada.perjanjian_kinerja if ada else None


def _list_target_baru(periode: Periode, pk: PerjanjianKinerja) -> list[Target]:
    """The targets that no unit's form of the triwulan has yet."""
    ada = Realisasi.objects.filter(periode=periode).values("indikator")
    return list(pk.target_set.exclude(indikator__in=ada).select_related("indikator"))


def _list_pagu_baru(periode: Periode, pk: PerjanjianKinerja) -> list[Pagu]:
    ada = RealisasiAnggaran.objects.filter(periode=periode).values("sub_kegiatan")
    return list(pk.pagu_set.exclude(sub_kegiatan__in=ada).select_related("sub_kegiatan"))


def _prepare_baris(formulir: Formulir, target: Iterable[Target], pagu: Iterable[Pagu]) -> None:
    """The rows that are still missing; a target imported since the form was first prepared gets its own."""
    milik = [t for t in target if t.indikator.unit_id == formulir.unit_id]
    uang = [p for p in pagu if p.sub_kegiatan.unit_id == formulir.unit_id]
    periode = formulir.periode_id
    Realisasi.objects.bulk_create(
        Realisasi(formulir=formulir, target=t, periode_id=periode, indikator=t.indikator) for t in milik
    )
    RealisasiAnggaran.objects.bulk_create(
        RealisasiAnggaran(formulir=formulir, pagu=p, periode_id=periode, sub_kegiatan=p.sub_kegiatan) for p in uang
    )


@transaction.atomic
def distribute_formulir(*, periode: Periode, user: Pengguna) -> None:
    """Send every form that is still a draft to its unit."""
    for formulir in _lock(Formulir.objects.filter(periode=periode, status=StatusFormulir.DRAF)):
        _move(formulir, formulir.kirim, user, dikirim_pada=timezone.now())


def submit_formulir(*, formulir: Formulir, user: Pengguna, periksa: Periksa | None = None) -> Formulir:
    """Hand a filled form in to Tim SAKIP; a refused attempt is audited. `periksa` tells what else keeps it back.

    Raises AksesError for somebody of another unit, BentrokError where it was handed in already or its triwulan is
    closed, IsianError with every missing row, and every questionable figure without a remark, at once.
    """
    kantor = formulir.periode.perangkat_daerah
    with audited(kantor=kantor, user=user, aksi="serahkan_formulir", objek=formulir):
        return _submit(formulir.pk, user, periksa)


@transaction.atomic
def withdraw_formulir(*, formulir: Formulir, user: Pengguna) -> Formulir:
    """The unit takes its own hand-in back while Tim SAKIP has not gathered it.

    Raises AksesError for somebody of another unit, BentrokError where the form is not, or no longer, handed in,
    or its triwulan is closed.
    """
    formulir = _lock(Formulir.objects.filter(pk=formulir.pk)).get()
    if not scope_formulir_isian(user).filter(pk=formulir.pk).exists():
        raise AksesError(f"{formulir} ditarik kembali oleh {formulir.unit} sendiri.")
    if formulir.status != StatusFormulir.DISERAHKAN:
        raise BentrokError(f"{formulir} tidak dapat ditarik kembali: {formulir.get_status_display()}.")
    require_belum_rapat(formulir)
    _move(formulir, formulir.kembalikan, user, catatan_pengembalian=f"Ditarik kembali oleh {user.nama}.")
    return formulir


def _submit(pk: int, user: Pengguna, periksa: Periksa | None) -> Formulir:
    formulir = _lock(Formulir.objects.filter(pk=pk)).get()
    if not scope_formulir_isian(user).filter(pk=pk).exists():
        raise AksesError(f"{formulir} diserahkan oleh {formulir.unit}.")
    if not formulir.dapat_diisi:
        raise BentrokError(f"{formulir} tidak dapat diserahkan: {formulir.get_status_display()}.")
    require_belum_rapat(formulir)
    kurang = list_kekurangan(formulir) + list_halangan(formulir) + (periksa(formulir) if periksa else [])
    if kurang:
        raise IsianError(f"{formulir} belum lengkap.", {"": kurang})
    _move(formulir, formulir.serahkan, user, diserahkan_pada=timezone.now(), diserahkan_oleh=user)
    return formulir


@transaction.atomic
def receive_formulir(*, periode: Periode, user: Pengguna) -> None:
    """Gather: every form handed in is received and closes. Raises IsianError naming the units that still owe."""
    terutang = [f.unit.nama for f in list_terutang(periode)]
    if terutang:
        raise IsianError("Belum menyerahkan formulir: " + ", ".join(terutang) + ".")
    for formulir in _lock(Formulir.objects.filter(periode=periode, status=StatusFormulir.DISERAHKAN)):
        _move(formulir, formulir.terima, user)


@transaction.atomic
def return_formulir(*, periode: Periode, unit: Iterable[Unit] | None, catatan: str, user: Pengguna) -> None:
    """Give forms back to the chosen units (none chosen: to all) with the note of who returns them."""
    kembali = Formulir.objects.filter(periode=periode, status__in=[StatusFormulir.DISERAHKAN, StatusFormulir.DITERIMA])
    for formulir in _lock(kembali if unit is None else kembali.filter(unit__in=unit)):
        _move(formulir, formulir.kembalikan, user, catatan_pengembalian=catatan)


@transaction.atomic
def close_formulir(*, periode: Periode, user: Pengguna) -> None:
    """Close the forms that were opened again for a revision which is called off; what was typed stays in them."""
    terbuka = [StatusFormulir.DIKIRIM, StatusFormulir.DISERAHKAN]
    for formulir in _lock(Formulir.objects.filter(periode=periode, status__in=terbuka)):
        _move(formulir, formulir.tutup, user)


def _lock(formulir):
    return formulir.select_for_update(of=("self",)).select_related("unit", "periode__perangkat_daerah")


def _move(formulir: Formulir, transisi, user: Pengguna, **isian: object) -> None:
    """Apply a transition, set the fields that go with it, and audit both."""
    lama = formulir.status
    transisi()
    for nama, nilai in isian.items():
        setattr(formulir, nama, nilai)
    formulir.save()
    write_jejak(
        kantor=formulir.periode.perangkat_daerah, user=user, aksi=f"{transisi.__name__}_formulir", objek=formulir,
        lama={"status": lama}, baru={"status": formulir.status, **isian},
    )  # fmt: skip
