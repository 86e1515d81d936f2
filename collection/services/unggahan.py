"""A form that was filled in offline: previewed, written all or not at all by the rule of the grid, and taken back."""

import datetime
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from django.core.files.base import ContentFile
from django.utils import timezone
from django.utils.formats import date_format

from collection.errors import BentrokError, IsianError
from collection.models import (
    Formulir,
    Jejak,
    Pengguna,
    PerangkatDaerah,
    Periode,
    Realisasi,
    RealisasiAnggaran,
    StatusImpor,
    UnggahanFormulir,
)
from collection.queries_formulir import Baris, write_kunci_baris
from collection.services.jejak import CatatanJejak, audited, write_jejak, write_jejak_semua, write_nilai
from collection.services.kiriman import write_baris
from collection.services.kolom_formulir import write_ketikan
from collection.services.pintu import EXCEL, URUNG_EXCEL
from collection.services.realisasi import BANGUN, change_sel, compute_sidik, lock_formulir
from collection.services.sel_unggahan import BERKAS, BIARKAN, HasilUnggahan, KeadaanUnggahan, SelUnggahan

UMUR = datetime.timedelta(days=7)
"""A preview is confirmed within this time; after it the file is checked again."""
LEWAT_WAKTU = "Pratinjau ini lebih dari 7 hari. Periksa ulang berkasnya, supaya bedanya benar."
BERUBAH = "{}: isi sel ini berubah sejak berkas diperiksa. {}Periksa ulang berkasnya; belum ada yang disimpan."


class Pemuat(Protocol):
    """Reads a workbook against forms; writes nothing."""

    def __call__(
        self, *, periode: Periode, formulir: Formulir | None, isi: bytes, user: Pengguna, semua: Iterable[Formulir]
    ) -> HasilUnggahan: ...


def create_unggahan(
    *, periode: Periode, formulir: Formulir | None, semua: Sequence[Formulir], user: Pengguna, nama: str, isi: bytes,
    muat: Pemuat,
) -> UnggahanFormulir:  # fmt: skip
    """Check a workbook and keep it for confirmation. Raises BerkasError for one that cannot be read at all."""
    hasil = muat(periode=periode, formulir=formulir, isi=isi, user=user, semua=semua)
    return UnggahanFormulir.objects.create(
        periode=periode, formulir=formulir, pengguna=user, nama=nama[-200:], berkas=ContentFile(isi, name="unggahan"),
        sha256=hashlib.sha256(isi).hexdigest(), ringkasan=hasil.build_ringkasan(),
        rincian=[satu.write_daftar() for satu in hasil.sel],
    )  # fmt: skip


def fetch_semua(formulir: Iterable[Formulir], *, kunci: bool = False) -> dict[str, Baris]:
    """Row by its key, of these forms, with all that judging and writing takes; `kunci`: locked. Three queries."""
    milik = {satu.pk: satu for satu in formulir}
    hasil: dict[str, Baris] = {}
    for model in (Realisasi, RealisasiAnggaran):
        semua = model.objects.filter(formulir__in=milik).select_related(*BANGUN[model]).order_by("pk")
        if kunci:
            semua = semua.select_for_update(of=("self",))
        if model is Realisasi:
            semua = semua.prefetch_related("target__indikator__skala__nilai_set")
        for satu in semua:
            satu.formulir = milik[satu.formulir_id]
            hasil[write_kunci_baris(satu)] = satu
    return hasil


def apply_sel(
    baris: Baris, semua: Iterable[tuple[SelUnggahan, str]], user: Pengguna
) -> tuple[list[tuple[SelUnggahan, object, object]], list[tuple[SelUnggahan, IsianError]]]:
    """Type texts into a row, in memory, in whatever order its rules allow: a reason goes before the value comes.

    What was changed (cell, old, new), and what no order allows with its refusal. Raises BentrokError.
    """
    sisa, berubah = list(semua), []
    gagal: list[tuple[SelUnggahan, IsianError]] = []
    while sisa:
        gagal, lagi = [], []
        for sel, isi in sisa:
            try:
                ubahan = change_sel(baris, sel.kolom, isi, sel.sidik or compute_sidik(getattr(baris, sel.kolom)), user)
            except IsianError as error:
                gagal.append((sel, error))
                lagi.append((sel, isi))
                continue
            if ubahan:
                berubah.append((sel, ubahan.lama, ubahan.baru))
        if len(lagi) == len(sisa):
            break
        sisa = lagi
    return berubah, gagal


def list_sel(unggahan: UnggahanFormulir) -> list[SelUnggahan]:
    """The cells as they are kept."""
    return [SelUnggahan.read_daftar(satu) for satu in unggahan.rincian]


def find_usang(unggahan: UnggahanFormulir) -> list[SelUnggahan]:
    """The cells that hold something else by now than at the preview, or, once written, than what was written."""
    semua = [satu for satu in list_sel(unggahan) if satu.keadaan != KeadaanUnggahan.LEWAT]
    baris = fetch_semua(Formulir.objects.filter(pk__in={satu.formulir for satu in semua}))
    terapan = unggahan.status == StatusImpor.DITERAPKAN
    milik = [(satu, satu.sidik_baru if terapan else satu.sidik) for satu in semua]
    return [
        satu for satu, sidik in milik
        if sidik and (satu.baris not in baris or compute_sidik(getattr(baris[satu.baris], satu.kolom)) != sidik)
    ]  # fmt: skip


def apply_unggahan(*, unggahan: UnggahanFormulir, putusan: Mapping[int, str], user: Pengguna) -> UnggahanFormulir:
    """Write every cell of a checked workbook, or none. A second click changes nothing.

    `putusan`: number of the cell in `rincian` → BERKAS, BIARKAN, or the number of the reading that is meant. Raises
    IsianError where the file has faults or a cell is undecided, BentrokError where a cell changed since the preview or
    a form is closed, AksesError for somebody of another unit. Refusals are audited.
    """
    kantor = unggahan.periode.perangkat_daerah
    with audited(kantor=kantor, user=user, aksi="terapkan_unggahan", objek=unggahan):
        segar = _lock(unggahan)
        if segar.status == StatusImpor.DITERAPKAN:
            return segar
        _check_siap(segar)
        semua = list_sel(segar)
        rencana = _decide(semua, putusan)
        milik = [lock_formulir(pk, user) for pk in sorted({satu.formulir for satu, _ in rencana})]
        _write(segar, milik, rencana, user, EXCEL)
        segar.rincian = [satu.write_daftar() for satu in semua]
        return _finish(segar, kantor, user, StatusImpor.DITERAPKAN, "terapkan_unggahan")


def _lock(unggahan: UnggahanFormulir) -> UnggahanFormulir:
    semua = UnggahanFormulir.objects.select_for_update(of=("self",))
    return semua.select_related("periode__perangkat_daerah").get(pk=unggahan.pk)


def _check_siap(unggahan: UnggahanFormulir) -> None:
    if unggahan.status != StatusImpor.DIPERIKSA:
        raise BentrokError(f"Unggahan ini sudah {StatusImpor(unggahan.status).label.lower()}. Unggah berkasnya lagi.")
    if unggahan.ringkasan["jumlah"]["salah"]:
        raise IsianError("Berkas ini memuat kesalahan, jadi belum ada yang disimpan. Perbaiki, lalu unggah lagi.")
    if timezone.now() - unggahan.diunggah_pada > UMUR:
        raise BentrokError(LEWAT_WAKTU)


def _decide(semua: list[SelUnggahan], putusan: Mapping[int, str]) -> list[tuple[SelUnggahan, str]]:
    """What is typed into which cell. Raises IsianError naming the cells about which nothing was decided."""
    hasil, kurang = [], []
    for nomor, sel in enumerate(semua):
        if sel.keadaan == KeadaanUnggahan.LEWAT:
            continue
        pilih = putusan.get(nomor, "") if sel.ditanyakan else BERKAS
        sel.putusan = pilih
        if pilih == BERKAS and sel.keadaan != KeadaanUnggahan.TANYA:
            hasil.append((sel, sel.isi))
        elif pilih in map(str, range(len(sel.pilihan))):
            sel.putusan = sel.pilihan[int(pilih)]
            hasil.append((sel, sel.putusan))
        elif pilih != BIARKAN:
            kurang.append(sel.tempat)
    if kurang:
        lebih = f" dan {len(kurang) - 10} sel lain" if len(kurang) > 10 else ""
        raise IsianError(f"Tentukan dahulu isi sel {', '.join(kurang[:10])}{lebih}.")
    if not hasil:
        raise IsianError("Tidak ada sel yang berubah, jadi tidak ada yang disimpan.")
    return hasil


def _write(
    unggahan: UnggahanFormulir, formulir: list[Formulir], rencana: list[tuple[SelUnggahan, str]], user: Pengguna,
    pintu: str,
) -> None:  # fmt: skip
    """Type the texts into the locked rows. Raises BentrokError, IsianError naming the cell; the caller rolls back."""
    baris = fetch_semua(formulir, kunci=True)
    per_baris: dict[str, list[tuple[SelUnggahan, str]]] = {}
    for sel, isi in rencana:
        per_baris.setdefault(sel.baris, []).append((sel, isi))
    ubah, catatan = [], []
    for nama, semua in per_baris.items():
        objek = baris.get(nama)
        if objek is None:
            raise BentrokError(BERUBAH.format(semua[0][0].tempat, "Barisnya tidak ada lagi. "))
        for sel, _ in semua:
            if compute_sidik(getattr(objek, sel.kolom)) != sel.sidik:
                raise BentrokError(BERUBAH.format(sel.tempat, _write_siapa(sel)))
        berubah, gagal = apply_sel(objek, semua, user)
        if gagal:
            raise IsianError(f"{gagal[0][0].tempat}: {gagal[0][1]}")
        ubah += [objek] if berubah else []
        for sel, lama, baru in berubah:
            sel.ketik_lama, sel.sidik_baru = write_ketikan(objek, sel.kolom, lama), compute_sidik(baru)
            catatan.append(CatatanJejak(
                f"isi_{sel.kolom}", objek._meta.model_name, objek.pk, str(objek), {sel.kolom: write_nilai(lama)},
                {sel.kolom: write_nilai(baru), "pintu": pintu, "unggahan": unggahan.pk},
            ))  # fmt: skip
    write_baris(ubah)
    write_jejak_semua(kantor=unggahan.periode.perangkat_daerah, user=user, catatan=catatan)


def _write_siapa(sel: SelUnggahan) -> str:
    jejak = find_pengubah([sel]).get((sel.baris, sel.kolom))
    return f"{jejak.pengguna} mengubahnya pada {write_saat(jejak)}. " if jejak else ""


def find_pengubah(semua: Iterable[SelUnggahan]) -> dict[tuple[str, str], Jejak]:
    """Row and column → the trail's last accepted change of that cell; one query."""
    milik = list(semua)
    jenis = {"r": "realisasi", "a": "realisasianggaran"}
    jejak = Jejak.objects.filter(
        objek__in=set(jenis.values()), objek_id__in={int(s.baris[1:]) for s in milik},
        aksi__in={f"isi_{s.kolom}" for s in milik}, diterima=True,
    ).select_related("pengguna").order_by("pk") if milik else ()  # fmt: skip
    terakhir = {(satu.objek, satu.objek_id, satu.aksi): satu for satu in jejak}
    cari = {(s.baris, s.kolom): (jenis[s.baris[0]], int(s.baris[1:]), f"isi_{s.kolom}") for s in milik}
    return {kunci: terakhir[asal] for kunci, asal in cari.items() if asal in terakhir}


def write_saat(jejak: Jejak) -> str:
    """When, by the clock of the reader's office."""
    return date_format(timezone.localtime(jejak.waktu), "j F Y H.i")


def write_pengubah_semua(semua: list[SelUnggahan], user: Pengguna) -> None:
    """Say at each conflict who wrote the other value, and when."""
    bentrok = [satu for satu in semua if satu.sidik and satu.semula != satu.kini]
    siapa = find_pengubah(bentrok)
    for satu in bentrok:
        if jejak := siapa.get((satu.baris, satu.kolom)):
            nama = "Anda sendiri" if jejak.pengguna_id == user.pk else str(jejak.pengguna)
            satu.pengubah = f"{nama}, {write_saat(jejak)}"


def cancel_unggahan(*, unggahan: UnggahanFormulir, user: Pengguna) -> UnggahanFormulir:
    """Drop a checked workbook. A second click changes nothing. Raises BentrokError for one that was applied."""
    kantor = unggahan.periode.perangkat_daerah
    with audited(kantor=kantor, user=user, aksi="batalkan_unggahan", objek=unggahan):
        segar = _lock(unggahan)
        if segar.status == StatusImpor.DIBATALKAN:
            return segar
        if segar.status != StatusImpor.DIPERIKSA:
            raise BentrokError("Unggahan ini sudah diterapkan, jadi tidak dapat dibatalkan. Urungkan bila perlu.")
        return _finish(segar, kantor, user, StatusImpor.DIBATALKAN, "batalkan_unggahan")


def undo_unggahan(*, unggahan: UnggahanFormulir, user: Pengguna) -> UnggahanFormulir:
    """Put back every cell as it was before the upload, or none; only while nothing else was typed into them.

    Raises BentrokError naming the first cell that was changed since, or where a form is closed; AksesError.
    """
    kantor = unggahan.periode.perangkat_daerah
    with audited(kantor=kantor, user=user, aksi="urungkan_unggahan", objek=unggahan):
        segar = _lock(unggahan)
        if segar.status == StatusImpor.DIURUNGKAN:
            return segar
        if segar.status != StatusImpor.DITERAPKAN:
            raise BentrokError("Unggahan ini belum diterapkan, jadi tidak ada yang diurungkan.")
        balik = []
        for satu in list_sel(segar):
            if satu.sidik_baru:
                satu.sidik = satu.sidik_baru
                balik.append((satu, satu.ketik_lama))
        milik = [lock_formulir(pk, user) for pk in sorted({satu.formulir for satu, _ in balik})]
        usang = find_usang(segar)
        if usang:
            pesan = f"{usang[0].tempat}: isi sel ini sudah diubah lagi sesudah unggahan diterapkan. "
            raise BentrokError(f"{pesan}{_write_siapa(usang[0])}Jadi unggahan ini tidak dapat diurungkan.")
        _write(segar, milik, balik, user, URUNG_EXCEL)
        segar.diurungkan_pada = timezone.now()
        return _finish(segar, kantor, user, StatusImpor.DIURUNGKAN, "urungkan_unggahan")


def _finish(
    unggahan: UnggahanFormulir, kantor: PerangkatDaerah, user: Pengguna, status: StatusImpor, aksi: str
) -> UnggahanFormulir:
    lama, unggahan.status = unggahan.status, status.value
    unggahan.selesai_pada = unggahan.selesai_pada or timezone.now()
    unggahan.save(update_fields=["status", "selesai_pada", "diurungkan_pada", "rincian"])
    write_jejak(
        kantor=kantor, user=user, aksi=aksi, objek=unggahan, lama={"status": lama},
        baru={"status": unggahan.status, "sha256": unggahan.sha256},
    )  # fmt: skip
    return unggahan
