"""Where the tests of the Admin's doors begin: two offices, the Admin of one, a person with a role in it."""

import pytest

from collection.enums import Peran
from tests.factories.dasar import assign, create_kantor, create_pejabat, create_user


@pytest.fixture
def kantor(db):
    return create_kantor(nama="Dinas PMD", kode_unit_surat="DPMD")


@pytest.fixture
def lain(db):
    """An office that the Admin does not manage."""
    return create_kantor(nama="Dinas Kesehatan")


@pytest.fixture
def admin(kantor):
    """Tests of pages take this one and sign it in."""
    return create_pejabat(Peran.ADMIN, kantor)


@pytest.fixture
def siti(kantor):
    """A Staf of the office."""
    siti = create_user("siti")
    assign(siti, Peran.STAF, kantor)
    return siti
