"""Plt. and Plh. as the Admin sees them: who acts for whom, until when, and what a role just given brings with it."""

import pytest

from collection.enums import Peran, StatusPenugasan
from collection.services.penugasan import list_pelaksana, list_peringatan, write_rentang
from tests.factories.dasar import assign, create_pejabat, create_unit, create_user
from tests.factories.kantor import count_kueri, link, write_isian_tugas
from tests.halaman import find_inline

pytestmark = pytest.mark.django_db
PLT, PLH = StatusPenugasan.PLT, StatusPenugasan.PLH


@pytest.fixture
def kepala(kantor):
    return create_pejabat(Peran.KEPALA, kantor)


def tell(kantor):
    return [(p.penugasan.sebutan, [m.pengguna.nama for m in p.mewakili]) for p in list_pelaksana(kantor)]


def test_who_acts_for_whom_today_and_later(kantor, lain, kepala, siti):
    unit, unit_lain = create_unit(kantor), create_unit(kantor)
    kabid = create_pejabat(Peran.KABID, kantor, unit=unit)
    create_pejabat(Peran.KABID, kantor, unit=unit_lain)
    assign(siti, Peran.KEPALA, kantor, mulai=-9, selesai=-1, status=PLH)
    assign(siti, Peran.KEPALA, kantor, mulai=0, selesai=0, status=PLH)
    assign(siti, Peran.KABID, kantor, unit, mulai=1, status=PLT)
    assign(siti, Peran.SEKRETARIS, kantor, mulai=2, status=PLT)
    assign(siti, Peran.KEPALA, lain, status=PLT)
    assert tell(kantor) == [
        ("Plh. Kepala", [kepala.nama]), ("Plt. Kepala Bidang", [kabid.nama]), ("Plt. Sekretaris", []),
    ]  # fmt: skip


def test_a_holder_whose_days_are_others_is_not_stood_in_for(kantor, siti):
    assign(create_user("lama"), Peran.KEPALA, kantor, mulai=-90, selesai=3)
    assign(create_user("baru"), Peran.KEPALA, kantor, mulai=10)
    assign(siti, Peran.KEPALA, kantor, mulai=4, selesai=9, status=PLT)
    assert tell(kantor) == [("Plt. Kepala", [])]
    siti.penugasan_set.filter(status=PLT).update(selesai=kantor.hari_ini().replace(year=2099))
    assert tell(kantor) == [("Plt. Kepala", ["baru"])]


def test_a_role_just_given_says_what_it_brings(kantor, kepala, siti):
    plh = assign(siti, Peran.KEPALA, kantor, status=PLH)
    tanpa_akhir, bersama = list_peringatan(plh)
    assert tanpa_akhir == (
        f"Plh. Kepala {siti.nama} tanpa hari terakhir: wewenangnya berlaku terus sampai Anda mengakhirinya."
    )
    definitif = kepala.penugasan_set.get()
    assert bersama.startswith(f"{kepala.nama} juga Kepala, {write_rentang(definitif)}. Pada hari yang sama keduanya")
    assert [satu.split(",")[0] for satu in list_peringatan(definitif)] == [f"{siti.nama} juga Plh. Kepala"]


@pytest.mark.parametrize(
    ("peran", "rentang"),
    [(Peran.KEPALA, {"mulai": 1, "selesai": 9}), (Peran.TIM_SAKIP, {"selesai": 9}), (Peran.SEKRETARIS, {"selesai": 0})],
)
def test_nothing_is_said_where_nobody_else_holds_it_alone(kantor, siti, peran, rentang):
    create_pejabat(Peran.KEPALA, kantor, selesai=0)
    create_pejabat(Peran.TIM_SAKIP, kantor)
    assert list_peringatan(assign(siti, peran, kantor, status=PLT, **rentang)) == []


def test_two_definitive_holders_of_a_shared_role_are_no_news(kantor, siti):
    create_pejabat(Peran.STAF, kantor)
    assert list_peringatan(siti.penugasan_set.get()) == []


def test_kabid_of_another_unit_is_no_overlap(kantor, siti):
    create_pejabat(Peran.KABID, kantor)
    assert list_peringatan(assign(siti, Peran.KABID, kantor, selesai=3, status=PLH)) == []


def test_page_shows_who_acts_and_warns_when_a_role_is_given(client, kantor, admin, kepala, siti):
    client.force_login(admin)
    daftar = link("pengguna_list", kantor.pk)
    assert "Mewakili" not in client.get(daftar).text
    isian = write_isian_tugas(kantor, Peran.KEPALA, status="plh")
    jawaban = client.post(link("penugasan_create", kantor.pk, siti.pk), isian, follow=True)
    assert f"{siti.nama} tanpa hari terakhir" in jawaban.text
    assert f"{kepala.nama} juga Kepala" in jawaban.text
    halaman = client.get(daftar)
    assert [p.penugasan.pengguna for p in halaman.context["pelaksana"]] == [siti]
    assert (kepala.nama in halaman.text, "Belum ditentukan" in halaman.text, find_inline(halaman.text)) == (
        True, True, []
    )  # fmt: skip
    satu = count_kueri(client, daftar)
    for _ in range(3):
        create_pejabat(Peran.SEKRETARIS, kantor, status=PLT, selesai=5)
    assert count_kueri(client, daftar) == satu


def test_a_new_account_with_a_first_role_as_plh_is_warned_of_too(client, kantor, admin, kepala):
    client.force_login(admin)
    isian = write_isian_tugas(kantor, Peran.KEPALA, status="plh")
    orang = {"username": "dewi", "nama": "Dewi", "nip": "", "jabatan": "", "pangkat": ""}
    jawaban = client.post(link("pengguna_create", kantor.pk), isian | orang)
    assert "Plh. Kepala Dewi tanpa hari terakhir" in jawaban.text
