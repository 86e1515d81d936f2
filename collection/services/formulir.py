"""The life of a unit's formulir: prepared from the Perjanjian Kinerja, sent, handed in, gathered, returned."""

from collections.abc import Callable, Iterable, Mapping

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from collection.enums import FORMULIR_TERBUKA, FORMULIR_TERKUMPUL, FORMULIR_TERUTANG, StatusFormulir
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
from collection.queries import scope_formulir_isian
from collection.queries_formulir import Baris, Validator, list_kekurangan, map_belum_divalidasi
from collection.services.cara_masuk import write_masuk
from collection.services.jejak import audited, write_jejak
from collection.services.kunci_formulir import require_belum_rapat
from collection.services.pengembalian import record_pengembalian
from collection.services.pk import find_pk, find_pk_triwulan
from collection.services.tinjauan import list_halangan, list_halangan_bukti

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
    for formulir in lock_semua(Formulir.objects.filter(periode=periode, status=StatusFormulir.DRAF)):
        move_formulir(formulir, formulir.kirim, user, dikirim_pada=timezone.now())


def accept_formulir(*, formulir: Formulir, user: Pengguna) -> Formulir:
    """The unit says that it has the form ("Bukti Tanda Terima formulir"); who and when are kept.

    Raises AksesError for somebody of another unit, BentrokError where the form does not wait for it.
    """
    with audited(kantor=formulir.periode.perangkat_daerah, user=user, aksi="terima_unit_formulir", objek=formulir):
        terkunci = _lock_milik(formulir.pk, user, "diterima oleh")
        if terkunci.status != StatusFormulir.DIKIRIM:
            raise BentrokError(f"{terkunci} tidak menunggu tanda terima: {terkunci.get_status_display()}.")
        ensure_tanda_terima(terkunci, user)
    return terkunci


def ensure_tanda_terima(formulir: Formulir, user: Pengguna) -> None:
    """The receipt of a form that is locked: who types into it, or hands it in, has received it."""
    if formulir.status == StatusFormulir.DIKIRIM:
        move_formulir(
            formulir, formulir.terima_unit, user, tanda_terima_pada=timezone.now(), tanda_terima_oleh=user
        )


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
    """The unit takes its own hand-in back while nobody has validated or gathered it.

    Raises AksesError for somebody of another unit, BentrokError where the form is not, or no longer, handed in,
    or its triwulan is closed.
    """
    formulir = _lock_milik(formulir.pk, user, "ditarik kembali oleh")
    if formulir.status != StatusFormulir.DISERAHKAN:
        raise BentrokError(f"{formulir} tidak dapat ditarik kembali: {formulir.get_status_display()}.")
    require_belum_rapat(formulir)
    move_formulir(formulir, formulir.tarik, user, catatan_pengembalian=f"Ditarik kembali oleh {user.nama}.")
    return formulir


def _submit(pk: int, user: Pengguna, periksa: Periksa | None) -> Formulir:
    formulir = _lock_milik(pk, user, "diserahkan oleh")
    if not formulir.dapat_diisi:
        raise BentrokError(f"{formulir} tidak dapat diserahkan: {formulir.get_status_display()}.")
    require_belum_rapat(formulir)
    kurang = list_kekurangan(formulir) + list_halangan(formulir) + (periksa(formulir) if periksa else [])
    kurang += list_halangan_bukti(formulir)
    if kurang:
        raise IsianError(f"{formulir} belum lengkap.", {"": kurang})
    ensure_tanda_terima(formulir, user)
    kosong = {"divalidasi_pada": None, "divalidasi_oleh": None, "tanpa_validasi": ""}
    move_formulir(
        formulir, formulir.serahkan, user, diserahkan_pada=timezone.now(), diserahkan_oleh=user, kosong=kosong
    )
    return formulir


def _lock_milik(pk: int, user: Pengguna, kerja: str) -> Formulir:
    """The form, locked, if the user fills it in. Raises AksesError."""
    formulir = lock_semua(Formulir.objects.filter(pk=pk)).get()
    if not scope_formulir_isian(user).filter(pk=pk).exists():
        raise AksesError(f"{formulir} {kerja} {formulir.unit}.")
    return formulir


@transaction.atomic
def receive_formulir(*, periode: Periode, user: Pengguna, wajib: bool = False) -> list[str]:
    """Gather: every form handed in is received and closes; what went unvalidated, and why, one clause each.

    `wajib`: none may be left that somebody could validate today. Raises IsianError naming the units that still owe,
    or whose validation is awaited and from whom. All forms are locked before they are looked at, so that a return at
    the same moment is either seen here or comes too late.
    """
    semua = list(lock_semua(Formulir.objects.filter(periode=periode)))
    terutang = [f.unit.nama for f in semua if f.status in FORMULIR_TERUTANG]
    if terutang:
        raise IsianError("Belum menyerahkan formulir: " + ", ".join(terutang) + ".")
    belum = map_belum_divalidasi(semua)
    ditunggu = [f"{f.unit.nama} ({belum[f.pk].nama})" for f in semua if f.pk in belum and belum[f.pk].orang]
    if wajib and ditunggu:
        raise IsianError(f"Belum divalidasi: {', '.join(ditunggu)}.")
    hasil = []
    for formulir in semua:
        tanpa = write_tanpa_validasi(belum[formulir.pk]) if formulir.pk in belum else ""
        if formulir.status in FORMULIR_TERKUMPUL:
            move_formulir(formulir, formulir.terima, user, **({"tanpa_validasi": tanpa} if tanpa else {}))
        hasil += [f"{formulir.unit.nama}: {tanpa}"] if tanpa else []
    return hasil


def write_tanpa_validasi(validator: Validator) -> str:
    """Why a form goes on without a Kabid's word, as a clause."""
    return validator.alasan or f"dihimpun sebelum divalidasi {validator.nama}"


@transaction.atomic
def return_formulir(
    *, periode: Periode, unit: Iterable[Unit] | None, catatan: str, user: Pengguna, sebutan: str = "",
    baris: Mapping[Baris, str] | None = None,
) -> None:  # fmt: skip
    """Give forms back to the chosen units (none chosen: to all) with the note of who returns them.

    `baris`: only the forms of these rows, and in them only these rows open, each with its note.
    """
    kembali = Formulir.objects.filter(periode=periode, status__in=[*FORMULIR_TERKUMPUL, StatusFormulir.DITERIMA])
    if baris:
        kembali = kembali.filter(pk__in={satu.formulir_id for satu in baris})
    elif unit is not None:
        kembali = kembali.filter(unit__in=unit)
    for formulir in lock_semua(kembali):
        milik = {satu: nota for satu, nota in (baris or {}).items() if satu.formulir_id == formulir.pk}
        give_back(formulir, milik, catatan, user, sebutan)


def give_back(formulir: Formulir, baris: Mapping[Baris, str], catatan: str, user: Pengguna, sebutan: str) -> None:
    """One locked form goes back to its unit; where rows are given only they are open, each with a conversation."""
    pengembalian = record_pengembalian(formulir, baris, catatan, user, sebutan)
    kosong = {"tanda_terima_pada": None, "tanda_terima_oleh": None, "pengembalian": pengembalian if baris else None}
    isian: dict[str, object] = {"catatan_pengembalian": catatan}
    if baris:
        isian["baris"] = [str(satu) for satu in baris]
    move_formulir(formulir, formulir.kembalikan, user, kosong=kosong, **isian)


@transaction.atomic
def close_formulir(*, periode: Periode, user: Pengguna) -> None:
    """Close the forms that were opened again for a revision which is called off; what was typed stays in them."""
    terbuka = [*FORMULIR_TERBUKA, *FORMULIR_TERKUMPUL]
    for formulir in lock_semua(Formulir.objects.filter(periode=periode, status__in=terbuka)):
        move_formulir(formulir, formulir.tutup, user)


def lock_semua(formulir: QuerySet[Formulir]) -> QuerySet[Formulir]:
    """The forms, each locked for the transaction in the order of their keys, with unit and office."""
    return formulir.order_by("pk").select_for_update(of=("self",)).select_related("unit", "periode__perangkat_daerah")


def move_formulir(
    formulir: Formulir, transisi: Callable[[], None], user: Pengguna, kosong: Mapping[str, object] | None = None,
    **isian: object,
) -> None:  # fmt: skip
    """The one way in which a form moves: apply a transition to the locked form, set its fields, and audit both.

    `kosong`: fields that only follow from the move and are not told on the trail.
    """
    lama = formulir.status
    transisi()
    for nama, nilai in ((kosong or {}) | {n: i for n, i in isian.items() if n != "baris"}).items():
        setattr(formulir, nama, nilai)
    formulir.save()
    write_jejak(
        kantor=formulir.periode.perangkat_daerah, user=user, aksi=f"{transisi.__name__}_formulir", objek=formulir,
        lama={"status": lama}, baru={"status": formulir.status, **isian, **write_masuk()},
    )  # fmt: skip
