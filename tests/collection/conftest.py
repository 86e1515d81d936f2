"""Where tests begin: two offices, the Admin of one and a person with a role in it; an agreement and its Perencana."""

import pytest

from collection.enums import Peran
from tests.factories.dasar import assign, create_kantor, create_pejabat, create_user
from tests.factories.rencana import create_rencana


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


@pytest.fixture
def pk(db):
    """An agreement of two indicators, in an office of its own."""
    return create_rencana(create_kantor("dinas-a"), jumlah=2)


@pytest.fixture
def user(pk):
    """Who plans in the agreement's office."""
    return create_pejabat(Peran.PERENCANA, pk.perangkat_daerah)
