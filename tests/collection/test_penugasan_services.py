"""Roles: giving and ending them, one definitive holder, and never an office without an Admin."""

import pytest
from django.utils.formats import date_format

from collection.enums import Peran, StatusPenugasan
from collection.errors import BentrokError
from collection.models import Jejak, Pengguna, Penugasan
from collection.queries import find_peran
from collection.services.penugasan import add_penugasan, end_penugasan
from tests.factories.dasar import assign, create_pejabat, create_unit, create_user
from tests.factories.kantor import HARI, list_aksi, refuse, write_tugas

pytestmark = pytest.mark.django_db


# Giving roles


@pytest.mark.parametrize("peran", Peran)
def test_add_penugasan_unit_by_role(kantor, admin, siti, peran):
    unit = create_unit(kantor)
    tugas = {"kantor": kantor, "pengguna": siti, "user": admin}
    dengan, tanpa = (write_tugas(kantor, peran, mulai=50, unit=satu) for satu in (unit, None))
    if peran in (Peran.BIDANG, Peran.KABID):
        refuse({"unit": [f"Pilih unit tempat {peran.label} bertugas."]}, add_penugasan, **tugas, isian=tanpa)
        assert add_penugasan(**tugas, isian=dengan).unit == unit
    elif peran in (Peran.KASUBAG, Peran.STAF):
        assert add_penugasan(**tugas, isian=dengan).unit == unit
    else:
        pesan = {"unit": [f"{peran.label} bertugas untuk seluruh kantor. Kosongkan unit."]}
        refuse(pesan, add_penugasan, **tugas, isian=dengan)
        assert add_penugasan(**tugas, isian=tanpa).unit is None


def test_add_penugasan_refuses_a_unit_of_another_office(kantor, lain, admin, siti):
    tugas = write_tugas(kantor, Peran.BIDANG, unit=create_unit(lain))
    refuse(
        {"unit": ["Unit ini bukan unit kantor ini."]}, add_penugasan,
        kantor=kantor, pengguna=siti, isian=tugas, user=admin,
    )  # fmt: skip


def test_add_penugasan_refuses_an_end_before_the_beginning(kantor, admin, siti):
    tugas = write_tugas(kantor, Peran.PERENCANA, mulai=2, selesai=1)
    refuse(
        {"selesai": ["Hari terakhir tidak boleh sebelum hari pertama."]}, add_penugasan,
        kantor=kantor, pengguna=siti, isian=tugas, user=admin,
    )  # fmt: skip


def test_add_penugasan_refuses_the_same_role_twice_at_once(kantor, admin):
    orang = create_user("orang")
    tugas = assign(orang, Peran.TIM_SAKIP, kantor, mulai=0, selesai=5)
    refuse(
        {"peran": [f"orang sudah memegang peran ini, sejak {tanggal(tugas.mulai)} sampai {tanggal(tugas.selesai)}."]},
        add_penugasan, kantor=kantor, pengguna=orang, isian=write_tugas(kantor, Peran.TIM_SAKIP, mulai=5), user=admin,
    )  # fmt: skip
    add_penugasan(kantor=kantor, pengguna=orang, isian=write_tugas(kantor, Peran.TIM_SAKIP, mulai=6), user=admin)
    assert orang.penugasan_set.count() == 2


def tanggal(hari):
    return date_format(hari, "j F Y")


@pytest.mark.parametrize("peran", [Peran.KEPALA, Peran.SEKRETARIS])
@pytest.mark.parametrize(
    ("ada", "baru", "boleh"),
    [
        ((-30, None), (0, None), False),
        ((-30, None), (-99, -31), True),
        ((-30, None), (-99, -30), False),
        ((-30, 5), (5, None), False),
        ((-30, 5), (6, None), True),
        ((10, None), (0, 9), True),
        ((10, None), (0, None), False),
        ((10, 20), (12, 15), False),
    ],
)
def test_one_definitive_holder_at_a_time(kantor, admin, siti, peran, ada, baru, boleh):
    pejabat = create_user("pejabat")
    lama = assign(pejabat, peran, kantor, mulai=ada[0], selesai=ada[1])
    isian = {"kantor": kantor, "pengguna": siti, "user": admin}
    isian["isian"] = write_tugas(kantor, peran, mulai=baru[0], selesai=baru[1])
    if boleh:
        assert add_penugasan(**isian).peran == peran
        return
    akhir = f" sampai {tanggal(lama.selesai)}" if lama.selesai else ""
    pesan = (
        f"{peran.label} definitif adalah pejabat, sejak {tanggal(lama.mulai)}{akhir}. "
        "Akhiri penugasan itu lebih dahulu, atau pilih Plt. atau Plh."
    )
    refuse({"peran": [pesan]}, add_penugasan, **isian)


@pytest.mark.parametrize("status", [StatusPenugasan.PLT, StatusPenugasan.PLH])
def test_plt_and_plh_stand_beside_the_definitive_holder(kantor, admin, siti, status):
    create_pejabat(Peran.KEPALA, kantor)
    tugas = write_tugas(kantor, Peran.KEPALA, status=status)
    baru = add_penugasan(kantor=kantor, pengguna=siti, isian=tugas, user=admin)
    assert baru.sebutan == f"{status.label} Kepala"


def test_definitive_holders_of_other_offices_and_roles_do_not_count(kantor, lain, admin, siti):
    create_pejabat(Peran.KEPALA, lain)
    create_pejabat(Peran.KEPALA, kantor, status=StatusPenugasan.PLT)
    create_pejabat(Peran.PERENCANA, kantor)
    for peran in (Peran.KEPALA, Peran.PERENCANA):
        isian = write_tugas(kantor, peran) | {"yakin": True}
        add_penugasan(kantor=kantor, pengguna=siti, isian=isian, user=admin)
    assert find_peran(siti, kantor) == {Peran.KEPALA, Peran.PERENCANA, Peran.STAF}


def test_add_penugasan_writes_the_whole_role(kantor, admin, siti):
    unit = create_unit(kantor, "Bidang PMD")
    baru = add_penugasan(kantor=kantor, pengguna=siti, isian=write_tugas(kantor, Peran.BIDANG, unit=unit), user=admin)
    jejak = Jejak.objects.get()
    assert (jejak.aksi, jejak.objek, jejak.objek_id, jejak.label) == (
        "tambah_penugasan", "penugasan", baru.pk, "siti: Bidang",
    )  # fmt: skip
    assert (jejak.lama, jejak.baru) == (
        {},
        {
            "peran": "bidang",
            "unit": "Bidang PMD",
            "status": "definitif",
            "mulai": baru.mulai.isoformat(),
            "selesai": None,
        },
    )


# Ending roles


@pytest.mark.parametrize(("selesai", "berlaku"), [(-1, False), (0, True), (3, True)])
def test_end_penugasan_names_the_last_day(kantor, admin, siti, selesai, berlaku):
    tugas = siti.penugasan_set.get()
    end_penugasan(penugasan=tugas, selesai=kantor.hari_ini() + selesai * HARI, user=admin)
    tugas.refresh_from_db()
    assert tugas.selesai == kantor.hari_ini() + selesai * HARI
    assert find_peran(siti, kantor) == ({Peran.STAF} if berlaku else set())
    jejak = Jejak.objects.get()
    assert (jejak.aksi, jejak.lama, jejak.baru) == (
        "akhiri_penugasan", {"selesai": None}, {"selesai": tugas.selesai.isoformat()},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("rentang", "selesai", "pesan"),
    [
        ({}, -2, "Hari terakhir paling awal kemarin: yang sudah lewat tidak diubah."),
        ({"selesai": 5}, 5, "Hari terakhir hanya dapat dimajukan. Untuk memperpanjang, tambahkan penugasan baru."),
        ({"selesai": 5}, 6, "Hari terakhir hanya dapat dimajukan. Untuk memperpanjang, tambahkan penugasan baru."),
    ],
)
def test_end_penugasan_refuses_to_rewrite_or_prolong(kantor, admin, rentang, selesai, pesan):
    tugas = assign(create_user(), Peran.STAF, kantor, **rentang)
    hari = kantor.hari_ini() + selesai * HARI
    refuse({"selesai": [pesan]}, end_penugasan, penugasan=tugas, selesai=hari, user=admin)
    assert list_aksi(kantor) == [("akhiri_penugasan", False)]


def test_end_penugasan_refuses_what_has_ended(kantor, admin):
    tugas = assign(create_user(), Peran.STAF, kantor, selesai=-1)
    pesan = f"Penugasan ini sudah berakhir pada {tanggal(tugas.selesai)}."
    refuse({"selesai": [pesan]}, end_penugasan, penugasan=tugas, selesai=kantor.hari_ini(), user=admin)


@pytest.mark.parametrize(("mulai", "selesai"), [(0, -1), (5, -1), (5, 0), (5, 4)])
def test_end_penugasan_before_its_first_day_cancels_it(kantor, admin, mulai, selesai):
    orang = create_user("orang")
    tugas = assign(orang, Peran.STAF, kantor, mulai=mulai)
    end_penugasan(penugasan=tugas, selesai=kantor.hari_ini() + selesai * HARI, user=admin)
    assert list(orang.penugasan_set.all()) == []
    jejak = Jejak.objects.get()
    assert (jejak.aksi, jejak.label, jejak.objek_id, jejak.baru) == ("batalkan_penugasan", "orang: Staf", tugas.pk, {})
    assert jejak.lama == {
        "peran": "staf", "unit": None, "status": "definitif", "mulai": tugas.mulai.isoformat(), "selesai": None,
    }  # fmt: skip


def test_end_penugasan_that_another_admin_cancelled(kantor, admin):
    tugas = assign(create_user(), Peran.STAF, kantor, mulai=3)
    salinan = Penugasan.objects.get(pk=tugas.pk)
    end_penugasan(penugasan=tugas, selesai=kantor.hari_ini(), user=admin)
    with pytest.raises(BentrokError):
        end_penugasan(penugasan=salinan, selesai=kantor.hari_ini(), user=admin)


TERAKHIR = {"selesai": ["Ini Admin terakhir kantor ini. Tambahkan Admin lain lebih dahulu, baru akhiri peran ini."]}


@pytest.mark.parametrize(
    ("pengganti", "selesai", "boleh"),
    [
        (None, 0, False),
        ({}, 0, True),
        ({}, -1, True),
        ({"mulai": 1}, 0, True),
        ({"mulai": 2}, 0, False),
        ({"mulai": 2}, 1, True),
        ({"selesai": 5}, 4, True),
        ({"selesai": 5}, 5, False),
    ],
)
def test_the_last_admin_stays_until_another_takes_over(kantor, admin, pengganti, selesai, boleh):
    if pengganti is not None:
        create_pejabat(Peran.ADMIN, kantor, **pengganti)
    tugas, hari = admin.penugasan_set.get(), kantor.hari_ini() + selesai * HARI
    if boleh:
        end_penugasan(penugasan=tugas, selesai=hari, user=admin)
        tugas.refresh_from_db()
        assert tugas.selesai == hari
    else:
        refuse(TERAKHIR, end_penugasan, penugasan=tugas, selesai=hari, user=admin)


def test_a_closed_account_does_not_count_as_another_admin(kantor, lain, admin):
    tutup = create_pejabat(Peran.ADMIN, kantor)
    Pengguna.objects.filter(pk=tutup.pk).update(is_active=False)
    create_pejabat(Peran.ADMIN, lain)
    tugas = admin.penugasan_set.get()
    refuse(TERAKHIR, end_penugasan, penugasan=tugas, selesai=kantor.hari_ini(), user=admin)


def test_the_admin_who_is_to_take_over_is_not_cancelled_after_the_other_has_ended(kantor, admin):
    nanti = assign(create_user(), Peran.ADMIN, kantor, mulai=5)
    end_penugasan(penugasan=admin.penugasan_set.get(), selesai=kantor.hari_ini() + 4 * HARI, user=admin)
    refuse(TERAKHIR, end_penugasan, penugasan=nanti, selesai=kantor.hari_ini(), user=admin)
    assert Penugasan.objects.filter(pk=nanti.pk).exists()
