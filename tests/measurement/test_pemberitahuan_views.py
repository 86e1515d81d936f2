"""Notices on the page: shown in the inbox, put aside, and the user's own wish about e-mail."""

import pytest
from django.urls import reverse

from collection.enums import Peran
from measurement.enums import CaraSurel, Status
from measurement.models import Pengingat, PengukuranKinerja
from measurement.services.pengingat import create_pengingat, find_cara
from tests.factories.bersama import share
from tests.factories.dasar import create_kantor, create_pejabat, create_user
from tests.factories.halaman import Halaman, visit
from tests.factories.kantor_contoh import create_kasus, get_user
from tests.factories.waktu import at, set_sejak

pytestmark = pytest.mark.django_db
TUGAS, ATUR, BACA = (reverse(f"measurement:{n}") for n in ("tugas_list", "pemberitahuan_update", "pengingat_read"))


@pytest.fixture(scope="module")
def basis(django_db_setup, django_db_blocker, tmp_path_factory):
    """Triwulan I before the Sekretaris (step 11, one day)."""
    with share(django_db_blocker, tmp_path_factory.mktemp("bersama")):
        yield create_kasus(Status.VERIFIKASI, triwulan=1).pk


@pytest.fixture
def kasus(basis):
    kasus = PengukuranKinerja.objects.get(pk=basis)
    return set_sejak(kasus, at(kasus.perangkat_daerah, "2026-07-01 10:00"))


def read_kalimat(halaman):
    return [teks for teks in halaman.read("li") if ": langkah" in teks]


def test_notices_are_ones_own_and_put_aside_by_oneself(client, kasus):
    create_pengingat(at(kasus.perangkat_daerah, "2026-07-20 10:00"))
    [terlambat] = read_kalimat(visit(client, get_user("sekretaris"), TUGAS))
    [eskalasi] = read_kalimat(visit(client, get_user("kepala"), TUGAS))
    assert (terlambat[:9], eskalasi[:36]) == ("Terlambat", "Terlambat lebih dari satu hari kerja")
    assert read_kalimat(visit(client, get_user("staf"), TUGAS)) == []
    client.force_login(get_user("kepala"))
    assert client.get(BACA).status_code == 405
    assert client.post(BACA).url == TUGAS
    assert read_kalimat(visit(client, get_user("kepala"), TUGAS)) == []
    assert len(read_kalimat(visit(client, get_user("sekretaris"), TUGAS))) == 1
    assert Pengingat.objects.filter(dibaca_pada=None).count() == 1


def test_the_page_keeps_address_and_wish(client):
    orang = create_pejabat(Peran.STAF, create_kantor())
    halaman = visit(client, orang, ATUR)
    assert (halaman.status, halaman.inline) == (200, [])
    jawab = client.post(ATUR, {"email": "orang@contoh.go.id", "cara": "harian"})
    orang.refresh_from_db()
    assert (jawab.status_code, orang.email, find_cara(orang)) == (302, "orang@contoh.go.id", CaraSurel.HARIAN)
    dipilih = [dict(e.attributes) for e in visit(client, orang, ATUR).find("input", name="cara")]
    assert [e["value"] for e in dipilih if "checked" in e] == ["harian"]


@pytest.mark.parametrize("isian", [{"email": "bukan", "cara": "setiap"}, {"email": "", "cara": "tiap jam"}, {},
                                   {"email": "a@b.id\nBcc: c@d.id", "cara": "setiap"}])  # fmt: skip
def test_an_address_or_wish_that_is_none_is_refused(client, isian):
    orang = create_pejabat(Peran.STAF, create_kantor())
    client.force_login(orang)
    isian = isian or {"kirim": "1"}
    assert Halaman(client.post(ATUR, isian)).status == 422
    orang.refresh_from_db()
    assert (orang.email, find_cara(orang)) == ("", CaraSurel.SETIAP)


def test_somebody_without_a_role_may_set_it_too(client):
    orang = create_user()
    client.force_login(orang)
    assert client.post(ATUR, {"email": "", "cara": "tidak"}).status_code == 302
    assert find_cara(orang) == CaraSurel.TIDAK
