"""The Admin's pages about roles: what they tell, what they refuse."""

import pytest

from collection.enums import Peran
from collection.queries import find_peran
from tests.factories.dasar import assign, create_user
from tests.factories.kantor import count_kueri, link, write_isian_tugas
from tests.halaman import find_inline

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(admin, client):
    """Signed in."""
    client.force_login(admin)
    return admin


def test_detail_tells_past_present_and_future(client, kantor, admin, siti):
    siti.penugasan_set.all().delete()
    for peran, rentang in (
        (Peran.STAF, {"mulai": -9, "selesai": -1}), (Peran.PERENCANA, {"mulai": -8, "selesai": 0}),
        (Peran.TIM_SAKIP, {"mulai": 0}), (Peran.KASUBAG, {"mulai": 1}),
    ):  # fmt: skip
        assign(siti, peran, kantor, **rentang)
    response = client.get(link("pengguna_detail", kantor.pk, siti.pk))
    assert [(satu.peran, satu.keadaan) for satu in response.context["penugasan"]] == [
        ("kasubag", "Akan datang"), ("tim_sakip", "Berlaku"), ("perencana", "Berlaku"), ("staf", "Berakhir"),
    ]  # fmt: skip
    assert response.text.count(">Akhiri<") == 3
    assert find_inline(response.text) == []


def test_detail_shows_roles_of_all_own_offices_and_leads_to_them(client, kantor, lain, admin, siti):
    assign(admin, Peran.ADMIN, lain)
    assign(siti, Peran.STAF, lain)
    response = client.get(link("pengguna_detail", kantor.pk, siti.pk))
    assert {satu.perangkat_daerah for satu in response.context["penugasan"]} == {kantor, lain}
    assert (response.context["larangan"], list(response.context["kantor_lain"])) == ("", [lain])
    assert (
        client.post(link("penugasan_create", lain.pk, siti.pk), write_isian_tugas(lain, Peran.PERENCANA)).status_code
        == 302
    )
    assert find_peran(siti, lain) == {Peran.STAF, Peran.PERENCANA}


def test_detail_costs_the_same_for_one_role_and_for_thirty(client, kantor, admin, siti):
    url, biaya = link("pengguna_detail", kantor.pk, siti.pk), []
    for jumlah in (1, 29):
        for n in range(jumlah):
            assign(siti, Peran.BIDANG, kantor, mulai=-n - 2, selesai=-1)
        biaya.append(count_kueri(client, url))
    assert biaya[0] == biaya[1] <= 15


def test_second_definitive_kepala_is_refused_by_name(client, kantor, admin, siti):
    kepala = assign(create_user("kepala lama"), Peran.KEPALA, kantor)
    response = client.post(link("penugasan_create", kantor.pk, siti.pk), write_isian_tugas(kantor, Peran.KEPALA))
    assert response.status_code == 422
    assert [pesan.split(", sejak")[0] for pesan in response.context["form"].errors["peran"]] == [
        "Kepala definitif adalah kepala lama"
    ]
    data = write_isian_tugas(kantor, Peran.KEPALA, status="plh")
    assert client.post(link("penugasan_create", kantor.pk, siti.pk), data).status_code == 302
    assert find_peran(siti, kantor) == {Peran.STAF, Peran.KEPALA}
    assert find_peran(kepala.pengguna, kantor) == {Peran.KEPALA}


def test_last_admin_stays(client, kantor, admin):
    tugas = admin.penugasan_set.get()
    url = link("penugasan_end", kantor.pk, admin.pk, tugas.pk)
    response = client.post(url, {"selesai": kantor.hari_ini().isoformat()})
    assert (response.status_code, response.context["form"].errors) == (
        422,
        {"selesai": ["Ini Admin terakhir kantor ini. Tambahkan Admin lain lebih dahulu, baru akhiri peran ini."]},
    )
    assert find_peran(admin, kantor) == {Peran.ADMIN}


def test_end_offers_today_and_explains_a_cancellation(client, kantor, admin, siti):
    lama, baru = siti.penugasan_set.get(), assign(siti, Peran.PERENCANA, kantor, mulai=4)
    for tugas, batal in ((lama, False), (baru, True)):
        response = client.get(link("penugasan_end", kantor.pk, siti.pk, tugas.pk))
        assert response.context["form"]["selesai"].value() == kantor.hari_ini()
        assert response.context["keterangan"].endswith("membatalkan penugasan ini.") is batal
        assert response.text.count(f'value="{kantor.hari_ini().isoformat()}"') == 1
