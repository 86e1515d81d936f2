"""The life of a Perjanjian Kinerja: draft, stipulated, and the draft of its Perubahan.

Which version a triwulan is measured by is answered here, for the forms and for everybody who shows it.
"""

import datetime
from collections.abc import Callable, Mapping

from django.db.models import QuerySet
from django.utils import timezone

from collection.enums import RUMUS_RENTANG, Peran, StatusPk
from collection.errors import BentrokError, IsianError
from collection.models import (
    Pagu,
    PemegangIndikator,
    Pengguna,
    PerangkatDaerah,
    PerjanjianKinerja,
    PerjanjianPejabat,
    Target,
)
from collection.models.perjanjian_kinerja import KOLOM_NILAI, NILAI_TARGET
from collection.nilai import Rentang
from collection.queries import require_peran
from collection.services.jejak import audited, write_jejak
from collection.services.sidik import check_versi, compute_sidik_objek
from collection.tanggal import write_tanggal

PERAN_RENCANA = (Peran.PERENCANA, Peran.ADMIN)
KEPALA_PK = ("nomor", "tanggal", "alasan", "pihak_kedua", "jabatan_pihak_kedua")
"""What a draft says of itself, besides its figures."""

BUKAN_DRAF = "{} sudah ditetapkan, jadi tidak diubah lagi. Buat Perubahan untuk mengubah target atau pagu."


def find_pk(kantor: PerangkatDaerah, tahun: int) -> PerjanjianKinerja | None:
    """The last version of the year, draft or stipulated: what an import begins from."""
    return _list_versi(kantor, tahun).first()


def find_pk_berlaku(kantor: PerangkatDaerah, tahun: int) -> PerjanjianKinerja | None:
    """The last stipulated version of the year; where there is none, its draft."""
    semua = _list_versi(kantor, tahun)
    return semua.filter(status=StatusPk.DITETAPKAN).first() or semua.first()


def find_pk_triwulan(kantor: PerangkatDaerah, tahun: int, triwulan: int) -> PerjanjianKinerja | None:
    """The version that a triwulan is measured by: the last stipulated one dated on or before its last day.

    A Perubahan of 1 September so counts for triwulan III and IV, and for triwulan I and II the version before it,
    whenever they are measured. Where none is that old, the first stipulated one: an agreement that was signed late
    is still the year's (PermenPANRB 53/2014: one month after the DPA). Versions without targets are passed over.
    """
    semua = _list_versi(kantor, tahun).filter(status=StatusPk.DITETAPKAN, target_set__isnull=False).distinct()
    akhir = find_akhir(tahun, triwulan)
    return next((pk for pk in semua if pk.tanggal is None or pk.tanggal <= akhir), semua.last())


def find_akhir(tahun: int, triwulan: int) -> datetime.date:
    """The last day of a triwulan."""
    depan = datetime.date(tahun + triwulan // 4, triwulan * 3 % 12 + 1, 1)
    return depan - datetime.timedelta(days=1)


def _list_versi(kantor: PerangkatDaerah, tahun: int) -> QuerySet[PerjanjianKinerja]:
    return PerjanjianKinerja.objects.filter(perangkat_daerah=kantor, tahun=tahun).order_by("-versi")


def lock_rencana(kantor: PerangkatDaerah, user: Pengguna) -> PerangkatDaerah:
    """The office's row, locked: changes of one office's plan wait for each other. Raises AksesError."""
    segar = PerangkatDaerah.objects.select_for_update(no_key=True).get(pk=kantor.pk)
    require_peran(user, segar, *PERAN_RENCANA)
    return segar


def lock_draf(pk: PerjanjianKinerja, user: Pengguna) -> PerjanjianKinerja:
    """The draft as it is now, under its office's lock. Raises AksesError, BentrokError where it is no draft (now)."""
    lock_rencana(pk.perangkat_daerah, user)
    segar = PerjanjianKinerja.objects.select_related("perangkat_daerah").filter(pk=pk.pk).first()
    if segar is None:
        raise BentrokError("Draf ini sudah dihapus orang lain. Kembali ke Rencana.")
    if not segar.is_draf:
        raise BentrokError(BUKAN_DRAF.format(segar))
    return segar


def create_pk(*, kantor: PerangkatDaerah, tahun: int, user: Pengguna, alasan: str = "") -> PerjanjianKinerja:
    """The year's draft: the first version empty, a Perubahan as a copy of the version before, with its reason.

    A second click finds the draft that is there. Raises AksesError, IsianError where a Perubahan has no reason.
    """
    with audited(kantor=kantor, user=user, aksi="buat_perjanjian_kinerja", objek=kantor):
        lock_rencana(kantor, user)
        akhir = find_pk(kantor, tahun)
        if akhir is not None and not akhir.is_draf and not alasan.strip():
            pesan = "Tulis mengapa Perjanjian Kinerja diubah."
            raise IsianError(pesan, {"alasan": [pesan]})
        return ensure_draf(kantor=kantor, tahun=tahun, user=user, alasan=alasan.strip())


def ensure_draf(*, kantor: PerangkatDaerah, tahun: int, user: Pengguna, alasan: str) -> PerjanjianKinerja:
    """The year's draft, made where there is none; call it with the office locked."""
    akhir = find_pk(kantor, tahun)
    if akhir is not None and akhir.is_draf:
        return akhir
    baru = _copy(akhir, alasan) if akhir else PerjanjianKinerja.objects.create(perangkat_daerah=kantor, tahun=tahun)
    isi = {"tahun": tahun, "versi": baru.versi, "alasan": baru.alasan}
    write_jejak(kantor=kantor, user=user, aksi="buat_perjanjian_kinerja", objek=baru, baru=isi)
    return baru


def _copy(lama: PerjanjianKinerja, alasan: str) -> PerjanjianKinerja:
    """The next version with the same figures, officials and holders; its number and date are still to come."""
    baru = PerjanjianKinerja.objects.create(
        perangkat_daerah=lama.perangkat_daerah, tahun=lama.tahun, versi=lama.versi + 1, alasan=alasan,
        pihak_kedua=lama.pihak_kedua, jabatan_pihak_kedua=lama.jabatan_pihak_kedua,
    )  # fmt: skip
    Target.objects.bulk_create(
        Target(
            perjanjian_kinerja=baru, indikator_id=t.indikator_id, tahunan_teks=t.tahunan_teks,
            **{n: getattr(t, n) for n in KOLOM_NILAI},
        )
        for t in lama.target_set.order_by("pk")
    )
    Pagu.objects.bulk_create(
        Pagu(perjanjian_kinerja=baru, sub_kegiatan_id=p.sub_kegiatan_id, jumlah=p.jumlah)
        for p in lama.pagu_set.order_by("pk")
    )
    _copy_pejabat(lama, baru)
    return baru


KOLOM_PEJABAT = ("jenjang", "unit_id", "nama", "nip", "pangkat", "jabatan", "urutan")
"""What an official's agreement takes over into the next version."""


def is_salinan(pk: PerjanjianKinerja) -> bool:
    """Whether a draft holds nothing of its own: the first version empty, a Perubahan as it was copied."""
    lama = PerjanjianKinerja.objects.filter(
        perangkat_daerah=pk.perangkat_daerah, tahun=pk.tahun, versi=pk.versi - 1
    ).first()  # fmt: skip
    return not pk.nomor and _list_isi(pk) == (_list_isi(lama) if lama else [[], [], []])


def _list_isi(pk: PerjanjianKinerja) -> list[list[tuple]]:
    target = pk.target_set.order_by("indikator").values_list("indikator", "tahunan_teks", *KOLOM_NILAI)
    pagu = pk.pagu_set.order_by("sub_kegiatan").values_list("sub_kegiatan", "jumlah")
    return [list(target), list(pagu), list(pk.pejabat_set.order_by("pk").values_list(*KOLOM_PEJABAT))]


def _copy_pejabat(lama: PerjanjianKinerja, baru: PerjanjianKinerja) -> None:
    padanan: dict[int, PerjanjianPejabat] = {}
    semua = list(lama.pejabat_set.order_by("pk"))
    for satu in semua:
        isi = {nama: getattr(satu, nama) for nama in KOLOM_PEJABAT}
        padanan[satu.pk] = PerjanjianPejabat.objects.create(perjanjian_kinerja=baru, **isi)
    for satu in semua:
        if satu.atasan_id in padanan:
            padanan[satu.pk].atasan = padanan[satu.atasan_id]
            padanan[satu.pk].save(update_fields=["atasan"])
    PemegangIndikator.objects.bulk_create(
        PemegangIndikator(
            perjanjian_kinerja=baru, indikator_id=p.indikator_id, pejabat=padanan[p.pejabat_id]
        ) for p in lama.pemegang_set.order_by("pk")
    )  # fmt: skip


def write_versi_pk(pk: PerjanjianKinerja) -> str:
    """Fingerprint of what the form of a draft's head shows."""
    return compute_sidik_objek(pk, KEPALA_PK)


def save_pk(*, pk: PerjanjianKinerja, isian: Mapping[str, object], versi: str, user: Pengguna) -> PerjanjianKinerja:
    """Change what a draft says of itself (KEPALA_PK). Raises AksesError, BentrokError, IsianError per field."""
    with audited(kantor=pk.perangkat_daerah, user=user, aksi="ubah_perjanjian_kinerja", objek=pk):
        segar = lock_draf(pk, user)
        check_versi(versi, write_versi_pk(segar))
        kembar = find_nomor_kembar(segar, str(isian.get("nomor", "")))
        if kembar:
            raise IsianError(kembar, {"nomor": [kembar]})
        lama = {nama: getattr(segar, nama) for nama in isian if getattr(segar, nama) != isian[nama]}
        for nama in lama:
            setattr(segar, nama, isian[nama])
        if lama:
            segar.save(update_fields=list(lama))
            baru = {nama: isian[nama] for nama in lama}
            write_jejak(
                kantor=segar.perangkat_daerah, user=user, aksi="ubah_perjanjian_kinerja", objek=segar, lama=lama,
                baru=baru,
            )  # fmt: skip
    return segar


def list_kekurangan_pk(pk: PerjanjianKinerja) -> list[str]:
    """What keeps a draft from being stipulated, one sentence each."""
    kurang = []
    if not pk.nomor.strip():
        kurang.append("Isi nomor Perjanjian Kinerja.")
    kembar = find_nomor_kembar(pk, pk.nomor)
    if kembar:
        kurang.append(kembar)
    if pk.tanggal is None:
        kurang.append("Isi tanggal Perjanjian Kinerja.")
    if pk.versi > 1 and not pk.alasan.strip():
        kurang.append("Tulis alasan perubahan.")
    if not pk.target_set.exclude(tahunan=None).exists():
        kurang.append("Isi target tahunan paling sedikit satu indikator.")
    if salah := _list_rentang_salah(pk):
        kurang.append(f"Tulis target satu angka, bukan rentang, pada {', '.join(salah)}: rumusnya bukan rentang.")
    sebelum = find_sebelum(pk)
    if pk.tanggal and sebelum and sebelum.tanggal and pk.tanggal < sebelum.tanggal:
        kurang.append("Tanggal Perubahan tidak boleh sebelum tanggal versi yang diubah.")
    if pk.tanggal and not pk.tahun - 1 <= pk.tanggal.year <= pk.tahun + 1:
        kurang.append(f"Tanggal {write_tanggal(pk.tanggal)} tidak wajar untuk Perjanjian Kinerja {pk.tahun}.")
    return kurang


def find_nomor_kembar(pk: PerjanjianKinerja, nomor: str) -> str:
    """Why an agreement cannot have that number: another version of the year bears it. Empty where none does.

    A Perubahan is a paper of its own; spaces and capitals make no other number.
    """
    polos = "".join(nomor.split()).casefold()
    semua = _list_versi(pk.perangkat_daerah, pk.tahun).exclude(pk=pk.pk)
    lain = next((satu for satu in semua if polos and "".join(satu.nomor.split()).casefold() == polos), None)
    return f"Nomor {nomor.strip()} sudah dipakai {lain}. Perubahan memerlukan nomor sendiri." if lain else ""


def _list_rentang_salah(pk: PerjanjianKinerja) -> list[str]:
    """Codes of indicators whose rumus was changed in the draft to one that no longer takes the range that is there."""
    lain = pk.target_set.exclude(indikator__rumus__in=RUMUS_RENTANG).select_related("indikator")
    return [t.indikator.kode for t in lain if any(isinstance(t.get_nilai(nama), Rentang) for nama in NILAI_TARGET)]


def find_sebelum(pk: PerjanjianKinerja) -> PerjanjianKinerja | None:
    """The version that this one changes."""
    return _list_versi(pk.perangkat_daerah, pk.tahun).filter(versi__lt=pk.versi).first()


def stipulate_pk(
    *, pk: PerjanjianKinerja, build: Callable[[PerjanjianKinerja], dict], versi: str, user: Pengguna
) -> PerjanjianKinerja:
    """The draft was signed: from now on it is never changed. `build` says what its document says (pk_isi.build_isi).

    `versi`: the fingerprint of the figures on the page that was confirmed. Raises AksesError, BentrokError where the
    draft changed since, IsianError with all that is missing.
    """
    with audited(kantor=pk.perangkat_daerah, user=user, aksi="tetapkan_perjanjian_kinerja", objek=pk):
        segar = lock_draf(pk, user)
        check_versi(versi, compute_sidik_pk(segar))
        kurang = list_kekurangan_pk(segar)
        if kurang:
            raise IsianError(f"{segar} belum dapat ditetapkan. {' '.join(kurang)}", {"": kurang})
        segar.status, segar.isi = StatusPk.DITETAPKAN.value, build(segar)
        segar.ditetapkan_pada, segar.ditetapkan_oleh = timezone.now(), user
        segar.save()
        write_jejak(
            kantor=segar.perangkat_daerah, user=user, aksi="tetapkan_perjanjian_kinerja", objek=segar,
            lama={"status": StatusPk.DRAF.value},
            baru={"status": segar.status, "nomor": segar.nomor, "tanggal": segar.tanggal, "alasan": segar.alasan},
        )  # fmt: skip
    return segar


def compute_sidik_pk(pk: PerjanjianKinerja) -> str:
    """Fingerprint of the whole agreement: what it says of itself, its targets, its pagu."""
    kolom = ("indikator_id", "tahunan_teks", *KOLOM_NILAI)
    target = [compute_sidik_objek(t, kolom) for t in pk.target_set.order_by("indikator")]
    pagu = [compute_sidik_objek(p, ("sub_kegiatan_id", "jumlah")) for p in pk.pagu_set.order_by("sub_kegiatan")]
    return compute_sidik_objek(pk, KEPALA_PK, *target, *pagu)


def delete_draf(*, pk: PerjanjianKinerja, user: Pengguna) -> None:
    """Drop a draft with its figures; the stipulated versions stay. Raises AksesError, BentrokError."""
    with audited(kantor=pk.perangkat_daerah, user=user, aksi="hapus_draf_perjanjian_kinerja", objek=pk):
        segar = lock_draf(pk, user)
        isi = {"tahun": segar.tahun, "versi": segar.versi, "target": segar.target_set.count()}
        write_jejak(
            kantor=segar.perangkat_daerah, user=user, aksi="hapus_draf_perjanjian_kinerja", objek=segar, lama=isi
        )  # fmt: skip
        drop_draf(segar)


def drop_draf(pk: PerjanjianKinerja) -> None:
    """The rows of a locked draft, from the bottom up."""
    pk.pemegang_set.all().delete()
    pk.pejabat_set.update(atasan=None)
    for milik in (pk.pejabat_set, pk.target_set, pk.pagu_set):
        milik.all().delete()
    pk.delete()
