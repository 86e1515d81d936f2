"""The law: which transition is lawful from which status by which role, and everything else refused."""

import itertools

import pytest
from django_fsm import can_proceed, has_transition_perm

from collection.enums import Peran
from measurement import rules
from measurement.enums import Status, Transisi
from measurement.models import PengukuranKinerja
from tests.factories.dasar import assign, create_kantor, create_pejabat, create_user

pytestmark = pytest.mark.django_db

# (transition, from, to, lawful roles), as the table "The law (in code)" of the domain notes says it.
HUKUM = [
    ("disposisikan", "disposisi", "rapat", "kepala"),
    ("mulai_pengumpulan", "rapat", "pengumpulan", "kepala sekretaris tim_sakip perencana"),
    ("mulai_pengukuran", "pengumpulan", "kertas_kerja", "tim_sakip kabid kasubag"),
    ("ajukan", "kertas_kerja", "verifikasi", "tim_sakip kasubag staf"),
    ("ajukan_koreksi", "kertas_kerja", "koreksi", "tim_sakip kasubag"),
    ("verifikasi", "verifikasi", "koreksi", "sekretaris"),
    ("minta_verifikasi", "koreksi", "verifikasi", "kepala"),
    ("koreksi", "koreksi", "tanda_tangan", "kepala"),
    ("setujui", "verifikasi", "tanda_tangan", "sekretaris"),
    ("tandatangani", "tanda_tangan", "arsip", "kepala"),
    ("terima", "koreksi", "arsip", "kepala"),
    ("arsipkan", "arsip", "selesai", "staf tim_sakip sekretaris"),
    *[("tarik", dari, "kertas_kerja", "tim_sakip kasubag staf") for dari in ("verifikasi", "koreksi")],
    *[("kembalikan", dari, None, "kepala sekretaris") for dari in ("rapat", "verifikasi", "koreksi", "tanda_tangan")],
    *[
        ("batalkan", dari, "dibatalkan", "kepala")
        for dari in ("disposisi", "rapat", "pengumpulan", "kertas_kerja", "verifikasi", "koreksi", "tanda_tangan")
    ],
]
SAH = {(transisi, dari, peran) for transisi, dari, _, semua in HUKUM for peran in semua.split()}


@pytest.fixture
def kantor():
    return create_kantor()


def build_kasus(kantor, status):
    return PengukuranKinerja(perangkat_daerah=kantor, status=status)


@pytest.mark.parametrize("peran", list(Peran))
def test_transition_is_lawful_for_exactly_the_triples_of_the_law(kantor, peran):
    user = create_pejabat(peran, kantor)
    boleh = {
        (transisi.value, status.value, peran.value)
        for transisi, status in itertools.product(Transisi, Status)
        for kasus in [build_kasus(kantor, status)]
        for method in [getattr(kasus, transisi.value)]
        if can_proceed(method) and has_transition_perm(method, user)
    }
    assert boleh == {triple for triple in SAH if triple[2] == peran}


@pytest.mark.parametrize(("transisi", "dari", "ke", "_peran"), [h for h in HUKUM if h[2]])
def test_transition_leads_where_the_law_says(kantor, transisi, dari, ke, _peran):
    kasus = build_kasus(kantor, dari)
    getattr(kasus, transisi)()
    assert kasus.status == ke


def test_kembalikan_leads_to_the_status_of_the_step_returned_to(kantor):
    kasus = build_kasus(kantor, Status.TANDA_TANGAN)
    kasus.kembalikan(Status.KOREKSI)
    assert kasus.status == "koreksi"


def test_rules_and_model_say_the_same_law():
    """measurement.rules is what SOP files are checked against; it may not drift from the model."""
    menurut_rules = {
        (transisi.value, dari.value, peran.value)
        for transisi, hukum in rules.HUKUM.items()
        for dari in hukum.sumber
        for peran in hukum.peran
    }
    assert menurut_rules == SAH


def test_transition_of_another_office_is_refused(kantor):
    user = create_pejabat(Peran.KEPALA, create_kantor())
    assert has_transition_perm(build_kasus(kantor, "disposisi").disposisikan, user) is False


@pytest.mark.parametrize(("mulai", "selesai", "boleh"), [(-9, -1, False), (-9, 0, True), (0, 0, True), (1, 9, False)])
def test_role_counts_from_its_first_to_its_last_day(kantor, mulai, selesai, boleh):
    user = create_user()
    assign(user, Peran.KEPALA, kantor, mulai=mulai, selesai=selesai)
    assert has_transition_perm(build_kasus(kantor, "disposisi").disposisikan, user) is boleh


def test_status_cannot_be_written_past_the_transitions(kantor):
    kasus = build_kasus(kantor, "disposisi")
    with pytest.raises(AttributeError):
        kasus.status = "selesai"
    with pytest.raises(AttributeError):
        PengukuranKinerja.objects.update(status="selesai")
    with pytest.raises(AttributeError):
        PengukuranKinerja.objects.bulk_update([kasus], ["status"])
