"""Targets of the Perjanjian Kinerja, pagu, targets of the Renstra: read, checked, stored, a part at a time.

Each `save_*` takes what was typed (or read from a file) per row and cell and stores all of it or nothing.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from django.db import models

from collection.angka import parse_rupiah
from collection.errors import IsianError
from collection.models import (
    Indikator,
    Pagu,
    Pengguna,
    PerangkatDaerah,
    PerjanjianKinerja,
    SubKegiatan,
    Target,
    TargetRenstra,
)
from collection.models.perjanjian_kinerja import KOLOM_NILAI, NILAI_TARGET
from collection.nilai import NilaiTarget
from collection.services.baca_target import read_dari, read_target, write_tulisan
from collection.services.jejak import audited, write_jejak
from collection.services.pk import lock_draf, lock_rencana
from collection.services.sidik import check_versi, compute_sidik_objek, compute_sidik_teks

BASELINE = "baseline"
TAHUNAN, TULISAN = "tahunan", "tahunan_teks"
TEMPAT = "{}-{}"
"""How an error names its cell: column, key of the row."""

Isian = Mapping[int, Mapping[str, object]]


def save_target(*, pk: PerjanjianKinerja, isian: Isian, versi: str, user: Pengguna) -> int:
    """Store the targets of some indicators in a draft; the number of rows that changed.

    `isian`: indicator → (tahunan, tw1 … tw4) → what was typed, the annual one also as a part of a whole. A row left
    empty is taken out of the agreement.
    `versi`: fingerprint of what the page showed (write_versi_target). Raises AksesError, BentrokError, and IsianError
    with every cell that cannot be read.
    """
    kantor = pk.perangkat_daerah
    with audited(kantor=kantor, user=user, aksi="ubah_target", objek=pk):
        segar = lock_draf(pk, user)
        kini = {t.indikator_id: t for t in segar.target_set.filter(indikator__in=isian)}
        check_versi(versi, write_versi_target(isian, kini))
        terbaca = _read_semua(load_indikator(kantor, isian), isian)
        return sum(
            _save_target(segar, kini.get(p.pk), p, nilai, write_tulisan(p, isian[p.pk].get(TAHUNAN)), user)
            for p, nilai in terbaca
        )


def load_indikator(kantor: PerangkatDaerah, kunci: Iterable[int]) -> list[Indikator]:
    """The office's indicators among these, with what reading a value needs."""
    return list(
        kantor.indikator_set.filter(pk__in=kunci).select_related("skala").prefetch_related("skala__nilai_set")
    )


def write_versi_target(indikator: Iterable[int], kini: Mapping[int, Target]) -> str:
    """Fingerprint of the targets of these indicators."""
    kolom = (*KOLOM_NILAI, TULISAN)
    return compute_sidik_teks(
        f"{pk}:{compute_sidik_objek(kini[pk], kolom) if pk in kini else ''}" for pk in sorted(indikator)
    )


def _read_semua(indikator: Iterable[Indikator], isian: Isian) -> list[tuple[Indikator, dict[str, NilaiTarget | None]]]:
    """What was typed as numbers. Raises IsianError with a sentence for each cell."""
    hasil, galat = [], {}
    for satu in indikator:
        nilai = {}
        for nama, masukan in isian[satu.pk].items():
            try:
                nilai[nama] = _read(satu, nama, masukan)
            except IsianError as error:
                galat[TEMPAT.format(nama, satu.pk)] = [str(error)]
        hasil.append((satu, nilai))
    if galat:
        raise IsianError("Ada angka yang belum dapat dibaca.", galat)
    return hasil


def _read(indikator: Indikator, nama: str, masukan: object) -> NilaiTarget | None:
    if nama == BASELINE:
        return indikator.read_nilai(masukan)
    dari = read_dari(indikator, masukan) if nama == TAHUNAN else None
    return read_target(indikator, masukan) if dari is None else dari


def _save_target(
    pk: PerjanjianKinerja, lama: Target | None, indikator: Indikator, nilai: Mapping[str, NilaiTarget | None],
    tulisan: str, user: Pengguna,
) -> bool:  # fmt: skip
    target = lama or Target(perjanjian_kinerja=pk, indikator=indikator)
    semula: dict[str, object] = {nama: target.get_nilai(nama) for nama in nilai}
    baru: dict[str, object] = {**nilai}
    for nama, satu in nilai.items():
        target.set_nilai(nama, satu)
    if TAHUNAN in nilai:
        semula[TULISAN], baru[TULISAN] = target.tahunan_teks, tulisan
        target.tahunan_teks = tulisan
    kosong = all(getattr(target, nama) is None for nama in NILAI_TARGET)
    if semula == baru or (kosong and lama is None):
        return False
    _write_ubahan(pk.perangkat_daerah, user, target, semula, baru, hapus=kosong)
    return True


def _write_ubahan(
    kantor: PerangkatDaerah, user: Pengguna, objek: models.Model, lama: Mapping[str, object],
    baru: Mapping[str, object], *, hapus: bool = False,
) -> None:  # fmt: skip
    """Save or delete the row, and put what differs on the trail."""
    kerja = "hapus" if hapus else "ubah" if objek.pk else "tambah"
    beda = [nama for nama in baru if baru[nama] != lama[nama]]
    if not hapus:
        objek.save()
    write_jejak(
        kantor=kantor, user=user, aksi=f"{kerja}_{objek._meta.verbose_name.replace(' ', '_')}", objek=objek,
        lama={nama: lama[nama] for nama in beda}, baru={nama: baru[nama] for nama in beda},
    )  # fmt: skip
    if hapus:
        objek.delete()


def save_pagu(*, pk: PerjanjianKinerja, isian: Mapping[int, object], versi: str, user: Pengguna) -> int:
    """Store the pagu of some sub kegiatan in a draft, in rupiah; empty takes it out. The number that changed.

    Raises AksesError, BentrokError, and IsianError with every cell that cannot be read.
    """
    kantor = pk.perangkat_daerah
    with audited(kantor=kantor, user=user, aksi="ubah_pagu", objek=pk):
        segar = lock_draf(pk, user)
        kini = {p.sub_kegiatan_id: p for p in segar.pagu_set.filter(sub_kegiatan__in=isian)}
        check_versi(versi, write_versi_pagu(isian, kini))
        milik = SubKegiatan.objects.filter(pk__in=isian, kegiatan__program__perangkat_daerah=kantor)
        jumlah = _read_pagu(isian)
        return sum(_save_pagu(segar, kini.get(sub.pk), sub, jumlah[sub.pk], user) for sub in milik)


def write_versi_pagu(sub_kegiatan: Iterable[int], kini: Mapping[int, Pagu]) -> str:
    """Fingerprint of the pagu of these sub kegiatan."""
    return compute_sidik_teks(
        f"{pk}:{compute_sidik_objek(kini[pk], ['jumlah']) if pk in kini else ''}" for pk in sorted(sub_kegiatan)
    )


def _read_pagu(isian: Mapping[int, object]) -> dict[int, Decimal | None]:
    hasil, galat = {}, {}
    for kunci, masukan in isian.items():
        try:
            hasil[kunci] = parse_rupiah(masukan, nama="Pagu")
        except IsianError as error:
            galat[TEMPAT.format("jumlah", kunci)] = [str(error)]
    if galat:
        raise IsianError("Ada angka yang belum dapat dibaca.", galat)
    return hasil


def _save_pagu(
    pk: PerjanjianKinerja, lama: Pagu | None, sub: SubKegiatan, jumlah: Decimal | None, user: Pengguna
) -> bool:
    pagu = lama or Pagu(perjanjian_kinerja=pk, sub_kegiatan=sub)
    semula = {"jumlah": pagu.jumlah}
    if semula["jumlah"] == jumlah:
        return False
    pagu.jumlah = jumlah if jumlah is not None else pagu.jumlah
    _write_ubahan(pk.perangkat_daerah, user, pagu, semula, {"jumlah": jumlah}, hapus=jumlah is None)
    return True


def save_target_renstra(*, kantor: PerangkatDaerah, isian: Isian, versi: str, user: Pengguna) -> int:
    """Store the Renstra's targets of some indicators; the number of indicators that changed.

    `isian`: indicator → `baseline` or a year ("2027") → what was typed; empty takes the year's target out. Raises
    AksesError, BentrokError, and IsianError with every cell that cannot be read.
    """
    with audited(kantor=kantor, user=user, aksi="ubah_target_renstra", objek=kantor):
        segar = lock_rencana(kantor, user)
        indikator = load_indikator(segar, isian)
        kini = map_target_renstra(indikator)
        check_versi(versi, write_versi_renstra(indikator, kini))
        terbaca = _read_semua(indikator, isian)
        return sum(_save_renstra(satu, kini, nilai, user) for satu, nilai in terbaca)


def map_target_renstra(indikator: Iterable[Indikator]) -> dict[tuple[int, int], TargetRenstra]:
    """(indicator, year) → its row."""
    semua = TargetRenstra.objects.filter(indikator__in=[i.pk for i in indikator])
    return {(t.indikator_id, t.tahun): t for t in semua}


def write_versi_renstra(indikator: Iterable[Indikator], kini: Mapping[tuple[int, int], TargetRenstra]) -> str:
    """Fingerprint of baseline and targets of these indicators."""
    kolom = ("indikator_id", "tahun", "nilai", "nilai_atas")
    baris = [compute_sidik_objek(kini[kunci], kolom) for kunci in sorted(kini)]
    awal = [compute_sidik_objek(i, ["pk", BASELINE]) for i in sorted(indikator, key=lambda i: i.pk)]
    return compute_sidik_teks([*baris, *awal])


def _save_renstra(
    indikator: Indikator, kini: Mapping[tuple[int, int], TargetRenstra], nilai: Mapping[str, NilaiTarget | None],
    user: Pengguna,
) -> bool:  # fmt: skip
    berubah = False
    for nama, satu in nilai.items():
        if nama == BASELINE:
            berubah |= _save_baseline(indikator, satu, user)
            continue
        target = kini.get((indikator.pk, int(nama))) or TargetRenstra(indikator=indikator, tahun=int(nama))
        berubah |= _save_tahun(target, satu, user)
    return berubah


def _save_baseline(indikator: Indikator, nilai: NilaiTarget | None, user: Pengguna) -> bool:
    semula = indikator.baseline
    if semula == nilai:
        return False
    indikator.baseline = nilai
    _write_ubahan(indikator.perangkat_daerah, user, indikator, {BASELINE: semula}, {BASELINE: nilai})
    return True


def _save_tahun(target: TargetRenstra, nilai: NilaiTarget | None, user: Pengguna) -> bool:
    semula = target.get_nilai("nilai")
    if semula == nilai:
        return False
    target.set_nilai("nilai", nilai)
    kantor = target.indikator.perangkat_daerah
    _write_ubahan(kantor, user, target, {"nilai": semula}, {"nilai": nilai}, hapus=nilai is None)
    return True
