"""Giving and ending roles. The office's row is the lock, so that two Admins cannot break a rule together."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.formats import date_format

from collection.enums import Peran, StatusPenugasan
from collection.errors import AksesError, BentrokError, IsianError
from collection.models import Pengguna, Penugasan, PerangkatDaerah
from collection.queries import PERAN_UNIT, scope_pengguna
from collection.services.isian import clean_objek
from collection.services.jejak import audited, write_jejak
from collection.services.kantor import lock_kantor

PERAN_TUNGGAL = (Peran.KEPALA, Peran.SEKRETARIS)
PERAN_SENDIRI = (*PERAN_TUNGGAL, Peran.KABID)
"""Roles that one person holds at a time, of the office or of a unit: two at once are worth a word."""
PERAN_BOLEH_BERUNIT = (*PERAN_UNIT, Peran.KASUBAG, Peran.STAF)
SATU_HARI = datetime.timedelta(days=1)


@dataclass(frozen=True)
class Pelaksana:
    """A Plt. or Plh. of today or later, and whom they stand in for: the definitive holders of those days."""

    penugasan: Penugasan
    mewakili: tuple[Penugasan, ...]


def list_pelaksana(kantor: PerangkatDaerah) -> list[Pelaksana]:
    """Who acts for whom in the office, today and later, first day first. Two queries."""
    semua = kantor.penugasan_set.filter(Q(selesai=None) | Q(selesai__gte=kantor.hari_ini()))
    urut = list(semua.select_related("pengguna", "unit", "perangkat_daerah").order_by("mulai", "pk"))
    definitif = [satu for satu in urut if satu.status == StatusPenugasan.DEFINITIF]
    return [
        Pelaksana(satu, tuple(lain for lain in definitif if _is_sejawat(satu, lain)))
        for satu in urut if satu.status != StatusPenugasan.DEFINITIF
    ]  # fmt: skip


def _is_sejawat(satu: Penugasan, lain: Penugasan) -> bool:
    """The same role, of the same unit, on some same day."""
    sama = (satu.peran, satu.unit_id) == (lain.peran, lain.unit_id)
    return sama and _begins_within(satu, lain) and _begins_within(lain, satu)


def _begins_within(satu: Penugasan, lain: Penugasan) -> bool:
    return lain.selesai is None or satu.mulai <= lain.selesai


def list_peringatan(penugasan: Penugasan) -> list[str]:
    """What the Admin should know of a role just given; nothing of it is a bar.

    A Plt. or Plh. without a last day stays until somebody ends it; and where another holds the same role on the
    same days, both may act, each under the own name.
    """
    pesan, sementara = [], penugasan.status != StatusPenugasan.DEFINITIF
    if sementara and penugasan.selesai is None:
        pesan.append(
            f"{penugasan.sebutan} {penugasan.pengguna.nama} tanpa hari terakhir: wewenangnya berlaku terus sampai "
            "Anda mengakhirinya."
        )
    if penugasan.peran in PERAN_SENDIRI:
        lain = _list_beririsan(penugasan).filter(unit=penugasan.unit).exclude(pk=penugasan.pk)
        pesan += [_write_bersama(satu) for satu in lain if sementara or satu.status != StatusPenugasan.DEFINITIF]
    return pesan


def _write_bersama(lain: Penugasan) -> str:
    return (
        f"{lain.pengguna.nama} juga {lain.sebutan}, {write_rentang(lain)}. Pada hari yang sama keduanya berwenang; "
        "jejak dan laporan menyebut siapa yang bertindak."
    )


def lock_pengguna(pengguna: Pengguna, user: Pengguna) -> Pengguna:
    """The person's row, locked, if known to an office of this Admin. Raises AksesError; superusers are nobody's."""
    segar = Pengguna.objects.select_for_update(no_key=True).get(pk=pengguna.pk)
    if segar.is_superuser:
        raise AksesError(f"Akun {segar.nama} dikelola di server, bukan oleh Admin kantor.")
    if not scope_pengguna(user).filter(pk=segar.pk).exists():
        raise AksesError("Pengguna ini bukan pengguna kantor yang Anda kelola.")
    return segar


def add_penugasan(
    *, kantor: PerangkatDaerah, pengguna: Pengguna, isian: Mapping[str, object], user: Pengguna
) -> Penugasan:
    """Give a role (peran, unit, status, mulai, selesai) in this office; `yakin`: two who stand in at once are meant.

    Raises AksesError for others than its Admin and for people unknown to the Admin; IsianError per field where
    the unit is missing or wrong, the person holds the role already, a definitive holder is in office, or (`yakin`)
    somebody else stands in on the same days and that was not confirmed.
    """
    with audited(kantor=kantor, user=user, aksi="tambah_penugasan", objek=pengguna):
        segar = lock_kantor(kantor, user)
        return create_penugasan(segar, lock_pengguna(pengguna, user), isian, user)


def create_penugasan(
    kantor: PerangkatDaerah, pengguna: Pengguna, isian: Mapping[str, object], user: Pengguna | None
) -> Penugasan:
    """The new row with its audit; the caller holds the lock and has checked who asks. Raises IsianError."""
    tugas = {nama: nilai for nama, nilai in isian.items() if nama != "yakin"}
    baru = Penugasan(perangkat_daerah=kantor, pengguna=pengguna, **tugas)
    _check_tanggal(baru)
    _check_unit(baru)
    _check_rangkap(baru)
    _check_definitif(baru)
    clean_objek(baru)
    if not isian.get("yakin"):
        _ask_bersama(baru)
    baru.save()
    write_jejak(kantor=kantor, user=user, aksi="tambah_penugasan", objek=baru, baru=_write_isi(baru))
    return baru


def _write_isi(penugasan: Penugasan) -> dict[str, object]:
    return {
        "peran": penugasan.peran, "unit": penugasan.unit.nama if penugasan.unit else None,
        "status": penugasan.status, "mulai": penugasan.mulai, "selesai": penugasan.selesai,
    }  # fmt: skip


def _check_tanggal(penugasan: Penugasan) -> None:
    if penugasan.selesai and penugasan.selesai < penugasan.mulai:
        _refuse("selesai", "Hari terakhir tidak boleh sebelum hari pertama.")


def _check_unit(penugasan: Penugasan) -> None:
    peran, unit = Peran(penugasan.peran), penugasan.unit
    if unit and unit.perangkat_daerah_id != penugasan.perangkat_daerah_id:
        _refuse("unit", "Unit ini bukan unit kantor ini.")
    if peran in PERAN_UNIT and not unit:
        _refuse("unit", f"Pilih unit tempat {peran.label} bertugas.")
    if unit and peran not in PERAN_BOLEH_BERUNIT:
        _refuse("unit", f"{peran.label} bertugas untuk seluruh kantor. Kosongkan unit.")


def _check_rangkap(penugasan: Penugasan) -> None:
    """The same role twice at once would let one ending look as if the role had gone."""
    sama = _list_beririsan(penugasan).filter(pengguna=penugasan.pengguna, unit=penugasan.unit).first()
    if sama:
        _refuse("peran", f"{sama.pengguna.nama} sudah memegang peran ini, {write_rentang(sama)}.")


def _check_definitif(penugasan: Penugasan) -> None:
    """One definitive Kepala and one definitive Sekretaris at a time; Plt. and Plh. may stand beside."""
    if penugasan.peran not in PERAN_TUNGGAL or penugasan.status != StatusPenugasan.DEFINITIF:
        return
    lain = _list_beririsan(penugasan).filter(status=StatusPenugasan.DEFINITIF).first()
    if lain:
        _refuse(
            "peran",
            f"{lain.sebutan} definitif adalah {lain.pengguna.nama}, {write_rentang(lain)}. "
            "Akhiri penugasan itu lebih dahulu, atau pilih Plt. atau Plh.",
        )


def _ask_bersama(penugasan: Penugasan) -> None:
    """Two at once of whom one stands in for the other who stands in: lawful, but seldom meant. Of the definitive
    holder's own deputy nothing is asked.
    """
    if penugasan.peran not in PERAN_SENDIRI:
        return
    lain = _list_beririsan(penugasan).filter(unit=penugasan.unit).exclude(status=StatusPenugasan.DEFINITIF)
    semua = [*lain.exclude(pengguna=penugasan.pengguna), penugasan]
    if len(semua) == 1:
        return
    utama = min(semua, key=lambda satu: satu.peringkat)
    siapa = "; ".join(f"{satu.pengguna.nama}, {satu.sebutan}, {write_rentang(satu)}" for satu in semua)
    pesan = (
        f"Lebih dari satu pemegang pada hari yang sama: {siapa}. Semuanya berwenang; yang disebut pada surat dan "
        f"laporan adalah {utama.pengguna.nama} ({utama.sebutan}), karena Plh. didahulukan dari Plt., lalu yang mulai "
        "lebih akhir. Centang bila memang demikian, atau akhiri penugasan yang lama lebih dahulu."
    )
    _refuse("yakin", pesan)


def _list_beririsan(penugasan: Penugasan) -> QuerySet[Penugasan]:
    """The office's holders of the same role on any day of the new span."""
    sama = Penugasan.objects.filter(perangkat_daerah=penugasan.perangkat_daerah, peran=penugasan.peran)
    belum_lewat = sama.filter(Q(selesai=None) | Q(selesai__gte=penugasan.mulai)).select_related("pengguna")
    return belum_lewat.filter(mulai__lte=penugasan.selesai) if penugasan.selesai else belum_lewat


def write_rentang(penugasan: Penugasan) -> str:
    """The span as words, e.g. "sejak 1 Januari 2025 sampai 30 Juni 2025"."""
    akhir = f" sampai {date_format(penugasan.selesai, 'j F Y')}" if penugasan.selesai else ""
    return f"sejak {date_format(penugasan.mulai, 'j F Y')}{akhir}"


def end_penugasan(*, penugasan: Penugasan, selesai: datetime.date, user: Pengguna) -> None:
    """Make `selesai` the last day of a role. Yesterday ends it at once; a day before its first day cancels it.

    Raises AksesError for others than the office's Admin, BentrokError where it was cancelled meanwhile,
    IsianError for a day that rewrites history or prolongs, and where the office would be left without an Admin.
    """
    kantor = penugasan.perangkat_daerah
    with audited(kantor=kantor, user=user, aksi="akhiri_penugasan", objek=penugasan):
        hari_ini = lock_kantor(kantor, user).hari_ini()
        segar = Penugasan.objects.select_for_update(of=("self",), no_key=True).filter(pk=penugasan.pk).first()
        if segar is None:
            raise BentrokError("Penugasan ini baru saja dibatalkan Admin lain.")
        lock_pengguna(segar.pengguna, user)
        _check_akhir(segar, selesai, hari_ini)
        _check_admin_terakhir(segar, selesai, hari_ini)
        _end(segar, selesai, user)


def _check_akhir(penugasan: Penugasan, selesai: datetime.date, hari_ini: datetime.date) -> None:
    lama = penugasan.selesai
    if lama and lama < hari_ini:
        _refuse("selesai", f"Penugasan ini sudah berakhir pada {date_format(lama, 'j F Y')}.")
    if lama and selesai >= lama:
        _refuse("selesai", "Hari terakhir hanya dapat dimajukan. Untuk memperpanjang, tambahkan penugasan baru.")
    if selesai < hari_ini - SATU_HARI:
        _refuse("selesai", "Hari terakhir paling awal kemarin: yang sudah lewat tidak diubah.")


def _check_admin_terakhir(penugasan: Penugasan, selesai: datetime.date, hari_ini: datetime.date) -> None:
    """On the first day without this Admin another active one must hold the role."""
    if penugasan.peran != Peran.ADMIN:
        return
    lepas = max(selesai + SATU_HARI, penugasan.mulai, hari_ini)
    admin = Penugasan.objects.berlaku(lepas).filter(perangkat_daerah=penugasan.perangkat_daerah, peran=Peran.ADMIN)
    if not admin.filter(pengguna__is_active=True).exclude(pk=penugasan.pk).exists():
        _refuse("selesai", "Ini Admin terakhir kantor ini. Tambahkan Admin lain lebih dahulu, baru akhiri peran ini.")


def _end(penugasan: Penugasan, selesai: datetime.date, user: Pengguna) -> None:
    """Shorten the span, or take a role away that has no day left; the trail keeps what it was."""
    kantor, lama = penugasan.perangkat_daerah, _write_isi(penugasan)
    if selesai < penugasan.mulai:
        write_jejak(kantor=kantor, user=user, aksi="batalkan_penugasan", objek=penugasan, lama=lama)
        penugasan.delete()
        return
    penugasan.selesai = selesai
    penugasan.save(update_fields=["selesai"])
    write_jejak(
        kantor=kantor, user=user, aksi="akhiri_penugasan", objek=penugasan, lama={"selesai": lama["selesai"]},
        baru={"selesai": selesai},
    )  # fmt: skip


def _refuse(nama: str, pesan: str) -> None:
    raise IsianError(pesan, {nama: [pesan]})
