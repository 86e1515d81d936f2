"""Saving one cell of a formulir: locked, compared with what was seen, audited."""

import hashlib
import re
from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple

from django.db import models
from django.db.models import QuerySet
from django.utils import timezone

from collection.angka import ANGKA_PENTING_MAKS, parse_angka, parse_rupiah
from collection.enums import Peran
from collection.errors import AksesError, BentrokError, IsianError, TerkunciError
from collection.hafal import hafal, hafal_satu
from collection.models import Formulir, Indikator, Jejak, Pengguna, Realisasi, RealisasiAnggaran, RealisasiBulan
from collection.nilai import Komponen, round_simpan
from collection.queries import filter_formulir_isian, list_unit
from collection.services.formulir import ensure_tanda_terima
from collection.services.jejak import audited, write_jejak
from collection.services.kunci_formulir import require_belum_rapat, require_terbuka

KOMPONEN = ("pembilang", "penyebut")
KOLOM_REALISASI = ("nilai", *KOMPONEN, "tidak_dapat_diukur", "keterangan", "kendala", "rencana")
KOLOM_ANGGARAN = ("jumlah", "keterangan")
KOLOM = {Realisasi: KOLOM_REALISASI, RealisasiAnggaran: KOLOM_ANGGARAN, RealisasiBulan: ("nilai", *KOMPONEN)}
BANGUN = {Realisasi: ("target__indikator",), RealisasiAnggaran: ("pagu__sub_kegiatan",)}
"""What judging and writing a row takes."""
BANGUN_FORMULIR = ("unit", "periode__perangkat_daerah")
PANJANG_TEKS = 2000
GANTI_BARIS = re.compile(r"\r\n?|\x0b")
KENDALI = re.compile(r"[\x00-\x08\x0c-\x1f\x7f]")
Baris = Realisasi | RealisasiAnggaran | RealisasiBulan


class Ubahan(NamedTuple):
    """What one cell held before, and what it holds now."""

    kolom: str
    lama: object
    baru: object


def save_realisasi(
    *, realisasi: Realisasi, kolom: str, isi: str, sidik: str, user: Pengguna, pintu: str = ""
) -> Realisasi:
    """Write one cell of one indicator's row as typed; `sidik` (compute_sidik) is of the value that was seen.

    `pintu`: the door that it came through, where that is not the form itself (services/pintu.py).

    Raises IsianError for a text that cannot be taken, BentrokError when somebody else changed the cell meanwhile
    or the form is no longer with the unit, AksesError for somebody of another unit. Refusals are audited.
    """
    return _save(realisasi, kolom, isi, sidik, user, pintu)


def save_anggaran(
    *, anggaran: RealisasiAnggaran, isi: str, sidik: str, user: Pengguna, kolom: str = "jumlah"
) -> RealisasiAnggaran:
    """Write one cell of one sub kegiatan's row, the money spent so far or a remark; raises as save_realisasi does."""
    return _save(anggaran, kolom, isi, sidik, user)


def compute_sidik(nilai: Decimal | str | None) -> str:
    """A short fingerprint of a cell's stored value: a form carries it back, so that no edit is overwritten unseen."""
    teks = f"{nilai.normalize():f}" if isinstance(nilai, Decimal) else nilai or ""
    return hashlib.sha256(teks.encode()).hexdigest()[:16]


def require_kolom(baris: Baris, kolom: str) -> None:
    """Raises IsianError for a column that nobody types into."""
    if kolom not in KOLOM[type(baris)]:
        raise IsianError(f"Kolom {kolom} tidak dikenal.")


def change_sel(baris: Baris, kolom: str, isi: str, sidik: str, user: Pengguna) -> Ubahan | None:
    """Write one cell as typed into a row that is locked, in memory only; None where it says that already.

    The one rule of every door. Raises IsianError for a text that cannot be taken, TerkunciError where the triwulan is
    closed for this row, and BentrokError where the cell holds something else than what `sidik` was of. The row's
    `formulir` is the one that `lock_formulir` gave.
    """
    require_kolom(baris, kolom)
    require_terbuka(baris)
    lama, baru = getattr(baris, kolom), _read_sel(baris, kolom, _clean(isi))
    if lama == baru:
        return None
    if compute_sidik(lama) != sidik:
        raise BentrokError("Sel ini sudah berubah.")
    _change(baris, kolom, baru, user)
    return Ubahan(kolom, lama, baru)


def _save(baris, kolom: str, isi: str, sidik: str, user: Pengguna, pintu: str = ""):
    require_kolom(baris, kolom)
    kantor = baris.formulir.periode.perangkat_daerah
    with audited(kantor=kantor, user=user, aksi=f"isi_{kolom}", objek=baris):
        return _write(baris, kolom, isi, sidik, user, pintu)


def _write(baris, kolom: str, isi: str, sidik: str, user: Pengguna, pintu: str):
    formulir = lock_formulir(baris.formulir_id, user)
    segar = type(baris).objects.select_for_update(of=("self",)).get(pk=baris.pk)
    segar.formulir = formulir
    try:
        ubahan = change_sel(segar, kolom, isi, sidik, user)
    except TerkunciError:
        raise
    except BentrokError as error:
        raise BentrokError(f"{_write_pengubah(segar, kolom, user)} Isi terbaru ditampilkan; periksa lagi.") from error
    if ubahan:
        segar.save()
        write_jejak(
            kantor=formulir.periode.perangkat_daerah, user=user, aksi=f"isi_{kolom}", objek=segar,
            lama={kolom: ubahan.lama}, baru={kolom: ubahan.baru} | ({"pintu": pintu} if pintu else {}),
        )  # fmt: skip
    return segar


def _write_pengubah(baris: models.Model, kolom: str, user: Pengguna) -> str:
    """Who wrote the cell last: the trail knows it, the row only who wrote into any of its cells."""
    semua = Jejak.objects.filter(objek=baris._meta.model_name, objek_id=baris.pk, aksi=f"isi_{kolom}", diterima=True)
    terakhir = semua.select_related("pengguna").first()
    if terakhir is None:
        return "Sel ini sudah berubah."
    sendiri = terakhir.pengguna_id == user.pk
    siapa = "Anda sendiri di jendela atau perangkat lain" if sendiri else terakhir.pengguna
    return f"Sel ini baru saja diubah oleh {siapa}."


def _change(baris: Baris, kolom: str, nilai: object, user: Pengguna) -> None:
    setattr(baris, kolom, nilai)
    if kolom in KOMPONEN:
        komponen = compute_bagian(baris.target.indikator, baris.pembilang, baris.penyebut)
        baris.nilai = round_simpan(komponen.compute_nilai())
    baris.diubah_oleh, baris.diubah_pada = user, timezone.now()


def lock_formulir(pk: int, user: Pengguna) -> Formulir:
    """The form, locked for the transaction, if the user may write into it now, with its `kunci` (collection/kunci.py).

    Who writes into it has received it: where nobody said so yet, that is put on record. Raises AksesError,
    BentrokError (not with the unit), TerkunciError (its triwulan takes no figures at all).
    """
    formulir = _lock_isian(pk, [satu for satu in list_unit(user, Peran.BIDANG) if satu])
    if formulir is None:
        lain = Formulir.objects.select_related(*BANGUN_FORMULIR).get(pk=pk)
        raise AksesError(f"{lain} diisi oleh {lain.unit}.")
    if not formulir.dapat_diisi:
        raise BentrokError(f"{formulir} terkunci: {formulir.get_status_display()}.")
    formulir.kunci = require_belum_rapat(formulir)
    ensure_tanda_terima(formulir, user)
    return formulir


@hafal_satu
def _lock_isian(pk: int, unit: list[int]) -> QuerySet[Formulir]:
    milik = filter_formulir_isian(unit).select_for_update(of=("self",))
    return milik.filter(pk=pk).select_related(*BANGUN_FORMULIR)


def _hafal_lock(model: type[Baris]) -> Callable[[int, list[int]], list[Baris]]:
    """Lock these rows of a form, given by their keys, in the order of their keys."""
    milik = model.objects.select_for_update(of=("self",)).order_by("pk").select_related(*BANGUN[model])
    return hafal(lambda formulir, pk: milik.filter(formulir=formulir, pk__in=pk))


LOCK_BARIS = {model: _hafal_lock(model) for model in BANGUN}


def lock_baris(realisasi: Realisasi, user: Pengguna) -> Formulir:
    """The form of a row that takes evidence now, locked. Raises as `lock_formulir`, TerkunciError for the row alone."""
    realisasi.formulir = lock_formulir(realisasi.formulir_id, user)
    require_terbuka(realisasi)
    return realisasi.formulir


def _clean(isi: str) -> str:
    """Line ends as one character each, as the page counts them; what nobody can type (PostgreSQL keeps no NUL) seen."""
    return KENDALI.sub("\ufffd", GANTI_BARIS.sub("\n", isi))


def _read_sel(baris: Baris, kolom: str, isi: str) -> object:
    return _read_anggaran(kolom, isi) if isinstance(baris, RealisasiAnggaran) else _read_kolom(baris, kolom, isi)


def _read_kolom(baris: Realisasi | RealisasiBulan, kolom: str, isi: str) -> object:
    if kolom in KOMPONEN:
        return _read_komponen(baris, kolom, isi)
    if kolom == "nilai":
        return _read_nilai(baris, isi)
    teks = _read_teks(isi)
    if kolom == "tidak_dapat_diukur" and teks and baris.nilai is not None:
        raise IsianError("Kosongkan realisasi lebih dahulu, lalu tulis alasan tidak dapat diukur.")
    return teks


def _read_anggaran(kolom: str, isi: str) -> object:
    return parse_rupiah(isi, nama="Realisasi anggaran") if kolom == "jumlah" else _read_teks(isi)


def _read_nilai(baris: Realisasi | RealisasiBulan, isi: str) -> Decimal | None:
    indikator = baris.target.indikator
    if indikator.berkomponen:
        raise IsianError("Realisasi indikator ini dihitung dari pembilang dan penyebutnya; isi keduanya.")
    return _check_alasan(baris, indikator.read_nilai(isi))


def _check_alasan(baris: Realisasi | RealisasiBulan, nilai: Decimal | None) -> Decimal | None:
    if nilai is not None and baris.tidak_dapat_diukur:
        raise IsianError("Hapus alasan tidak dapat diukur lebih dahulu, lalu isi realisasi.")
    return nilai


def _read_komponen(baris: Realisasi | RealisasiBulan, kolom: str, isi: str) -> Decimal | None:
    """One part; together they must make a number that a column can hold. A penyebut of 0 makes none and is kept."""
    indikator = baris.target.indikator
    if not indikator.berkomponen:
        raise IsianError("Indikator ini tidak memakai pembilang dan penyebut; isi realisasinya.")
    bagian = read_bagian(indikator, kolom, isi)
    semua = {nama: getattr(baris, nama) for nama in KOMPONEN} | {kolom: bagian}
    _check_alasan(baris, compute_bagian(indikator, **semua).compute_nilai())
    return bagian


def read_bagian(indikator: Indikator, kolom: str, isi: str) -> Decimal | None:
    """A typed pembilang or penyebut. Raises IsianError, also for a penyebut below 0."""
    nilai = parse_angka(isi, desimal=indikator.desimal)
    if kolom == "penyebut" and nilai is not None and nilai < 0:
        raise IsianError("Penyebut tidak boleh negatif.")
    return nilai


def compute_bagian(indikator: Indikator, pembilang: Decimal | None, penyebut: Decimal | None) -> Komponen:
    """Both parts as a realisasi. Raises IsianError where their quotient is longer than any figure can be."""
    komponen = Komponen(pembilang, penyebut, Decimal(indikator.pengali))
    nilai = komponen.compute_nilai()
    if nilai is not None and nilai.adjusted() >= ANGKA_PENTING_MAKS:
        raise IsianError("Hasil bagi terlalu besar. Periksa pembilang dan penyebutnya.")
    return komponen


def _read_teks(isi: str) -> str:
    teks = isi.strip()
    if len(teks) > PANJANG_TEKS:
        raise IsianError(f"Teks terlalu panjang: paling banyak {PANJANG_TEKS} huruf.")
    return teks
