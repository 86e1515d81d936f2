"""Two who stand in for one role at once: asked about before it is saved, never forbidden."""

import datetime

import pytest

from collection.enums import Peran, StatusPenugasan
from collection.errors import IsianError
from collection.models import Penugasan
from collection.services.penugasan import add_penugasan
from measurement.queries import find_pejabat
from tests.factories.dasar import assign, create_pejabat, create_unit, create_user
from tests.factories.kantor import link, write_isian_tugas

pytestmark = pytest.mark.django_db
PLT, PLH, DEFINITIF = StatusPenugasan.PLT, StatusPenugasan.PLH, StatusPenugasan.DEFINITIF


@pytest.fixture
def plt(kantor):
    """Sekretaris as Plt. Kepala, today and nine days more."""
    orang = create_user("Ratna Sekretaris")
    return assign(orang, Peran.KEPALA, kantor, mulai=0, selesai=9, status=PLT)


def write_tugas(kantor, status, mulai, selesai, peran=Peran.KEPALA, **lain):
    hari = kantor.hari_ini()
    return {
        "peran": peran.value, "unit": None, "status": status.value, "mulai": hari + datetime.timedelta(days=mulai),
        "selesai": hari + datetime.timedelta(days=selesai), **lain,
    }  # fmt: skip


def add(kantor, admin, siti, *args, **isian):
    return add_penugasan(kantor=kantor, pengguna=siti, isian=write_tugas(kantor, *args, **isian), user=admin)


def test_a_second_stand_in_is_asked_about_with_names_and_dates(kantor, admin, siti, plt):
    with pytest.raises(IsianError) as galat:
        add(kantor, admin, siti, PLH, 4, 7)
    [pesan] = galat.value.kesalahan["yakin"]
    assert "Ratna Sekretaris, Plt. Kepala, sejak " in pesan and f"{siti.nama}, Plh. Kepala, sejak " in pesan
    assert f"laporan adalah {siti.nama} (Plh. Kepala)" in pesan
    assert not Penugasan.objects.filter(pengguna=siti, peran=Peran.KEPALA).exists()
    assert add(kantor, admin, siti, PLH, 0, 3, yakin=True).status == PLH
    assert find_pejabat(kantor, Peran.KEPALA).pengguna == siti


@pytest.mark.parametrize(
    ("status", "mulai", "selesai", "peran"),
    [(PLH, 10, 12, Peran.KEPALA), (PLH, 4, 7, Peran.SEKRETARIS), (PLH, 4, 7, Peran.TIM_SAKIP)],
)
def test_other_days_and_other_roles_are_not(kantor, admin, siti, plt, status, mulai, selesai, peran):
    assert add(kantor, admin, siti, status, mulai, selesai, peran).pk


def test_the_deputy_of_a_definitive_head_is_not_asked_about(kantor, admin, siti):
    create_pejabat(Peran.KEPALA, kantor)
    assert add(kantor, admin, siti, PLH, 4, 7).pk


def test_a_new_definitive_head_beside_a_plt_is(kantor, admin, siti, plt):
    with pytest.raises(IsianError, match=r"laporan adalah Ratna Sekretaris \(Plt\. Kepala\)"):
        add(kantor, admin, siti, DEFINITIF, 0, 99)


def test_the_kabid_of_another_unit_is_no_second(kantor, admin, siti):
    satu, dua = create_unit(kantor), create_unit(kantor)
    assign(create_user("kabid"), Peran.KABID, kantor, satu, mulai=0, status=PLT)
    assert add(kantor, admin, siti, PLT, 0, 3, Peran.KABID, unit=dua).pk
    with pytest.raises(IsianError):
        add(kantor, admin, siti, PLT, 0, 3, Peran.KABID, unit=satu)


def test_the_page_asks_before_it_saves_and_saves_once_confirmed(client, kantor, admin, siti, plt):
    client.force_login(admin)
    alamat = link("penugasan_create", kantor.pk, siti.pk)
    isian = write_isian_tugas(kantor, Peran.KEPALA, status="plh", selesai=kantor.hari_ini().isoformat())
    tanya = client.post(alamat, isian)
    assert (tanya.status_code, "Ratna Sekretaris, Plt. Kepala" in tanya.text, 'name="yakin"' in tanya.text) == (422, True, True)
    assert 'name="yakin"' not in client.get(alamat).text
    assert client.post(alamat, isian | {"yakin": "on"}).status_code == 302
    assert siti.penugasan_set.filter(peran=Peran.KEPALA, status=PLH).exists()


def test_a_new_account_is_asked_about_too(client, kantor, admin, plt):
    client.force_login(admin)
    isian = write_isian_tugas(kantor, Peran.KEPALA, status="plh")
    orang = {"username": "dewi", "nama": "Dewi", "nip": "", "jabatan": "", "pangkat": ""}
    alamat = link("pengguna_create", kantor.pk)
    assert 'name="yakin"' in client.post(alamat, isian | orang).text
    assert "Kata sandi" in client.post(alamat, isian | orang | {"yakin": "on"}).text
    assert Penugasan.objects.filter(pengguna__username="dewi").count() == 1
