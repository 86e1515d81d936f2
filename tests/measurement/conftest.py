"""Where the tests of the kertas kerja begin, unless a file has a `basis` of its own: two cases of the small office."""

import pytest

from measurement.models import PengukuranKinerja
from tests.factories.bersama import create_dua_triwulan, share
from tests.factories.bsre import LayananBsre, serve
from tests.factories.kantor_contoh import get_user
from tests.factories.sertifikat import create_ca, issue, sign_as


@pytest.fixture(scope="module")
def basis(django_db_setup, django_db_blocker, tmp_path_factory):
    """The keys of both cases by triwulan; a file builds them once."""
    with share(django_db_blocker, tmp_path_factory.mktemp("bersama")):
        yield create_dua_triwulan()


@pytest.fixture
def lalu(basis):
    """Triwulan I, at step 12."""
    return PengukuranKinerja.objects.get(pk=basis[1])


@pytest.fixture
def kasus(basis):
    """Triwulan II, at step 8, not computed yet."""
    return PengukuranKinerja.objects.get(pk=basis[2])


@pytest.fixture
def masuk(client):
    """Signs in a person, or the demo account of a role; gives the client."""

    def sign_in(siapa, kantor="dispermades"):
        client.force_login(get_user(siapa, kantor) if isinstance(siapa, str) else siapa)
        return client

    return sign_in


@pytest.fixture(scope="module")
def ca():
    """A CA like BSrE's, which nobody trusts yet."""
    return create_ca()


@pytest.fixture(scope="module")
def orang(ca):
    """A key and certificate of "Kepala Contoh" by that CA."""
    return issue(ca)


@pytest.fixture
def layanan(ca, orang):
    """The e-Sign Client Service on loopback, which signs with that certificate."""
    with serve(LayananBsre(lambda isi: sign_as(isi, ca, *orang))) as satu:
        yield satu
