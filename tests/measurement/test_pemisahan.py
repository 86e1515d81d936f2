"""Separation of duties: nobody verifies a figure of their own, however they hold the role."""

import pytest

from collection.enums import Peran, StatusPenugasan
from collection.models import Formulir, Jejak, Penugasan
from measurement.enums import Aksi, Status
from measurement.errors import WewenangError
from measurement.models import PengukuranKinerja
from measurement.queries import has_worked_on
from measurement.services.langkah import run_langkah
from tests.factories.bersama import share
from tests.factories.dasar import assign, create_pejabat, create_user
from tests.factories.gerak import approve, cancel, compute, correct, do, get_baris, send_back, walk_to
from tests.factories.kantor_contoh import create_kasus, get_user

pytestmark = pytest.mark.django_db

PESAN = "Langkah 11: Anda ikut mengisi atau menghitung angka ini; orang lain yang memeriksa."


@pytest.fixture(scope="module")
def basis(django_db_setup, django_db_blocker, tmp_path_factory):
    with share(django_db_blocker, tmp_path_factory.mktemp("bersama")):
        yield create_kasus(Status.VERIFIKASI, triwulan=1).pk


@pytest.fixture
def kasus(basis):
    """Waits for the Sekretaris at step 11."""
    return PengukuranKinerja.objects.get(pk=basis)


def verify(kasus, user, aksi=Aksi.SELESAIKAN, catatan="", isian=None):
    return run_langkah(
        kasus, tindakan=kasus.tindakan, aksi=aksi, user=user, versi=kasus.versi, catatan=catatan, isian=isian
    )


def stand_in(kasus, user, status=StatusPenugasan.PLT):
    """From today also Sekretaris."""
    return assign(user, Peran.SEKRETARIS, kasus.perangkat_daerah, status=status)


@pytest.mark.parametrize("status", [StatusPenugasan.PLT, StatusPenugasan.PLH])
def test_a_stand_in_with_clean_hands_verifies_under_that_title(kasus, status):
    orang = create_user()
    stand_in(kasus, orang, status)
    approve(kasus, orang)
    disposisi = verify(kasus, orang)
    assert (disposisi.ke_status, disposisi.sebutan) == ("koreksi", f"{status.label} Sekretaris")


@pytest.mark.parametrize("nama", ["tim_sakip", "bidang.kb", "bidang.dalduk"])
@pytest.mark.parametrize("aksi", [Aksi.SELESAIKAN, Aksi.KEMBALIKAN])
def test_a_stand_in_who_filled_in_or_computed_neither_verifies_nor_returns(kasus, nama, aksi):
    stand_in(kasus, get_user(nama))
    with pytest.raises(WewenangError) as galat:
        verify(kasus, get_user(nama), aksi, "Ulangi.", {"ke": 8})
    assert str(galat.value) == PESAN
    assert Jejak.objects.get(diterima=False).alasan == PESAN


def test_who_computed_an_earlier_round_may_not_verify_the_later(kasus):
    lain = create_pejabat(Peran.TIM_SAKIP, kasus.perangkat_daerah)
    kasus = send_back(kasus, 8)
    stand_in(kasus, get_user("tim_sakip"))
    compute(kasus)
    Penugasan.objects.filter(pengguna=get_user("tim_sakip"), peran=Peran.TIM_SAKIP).delete()
    kasus = walk_to(kasus, 11)
    assert kasus.kertas_kerja_set.first().dihitung_oleh == lain
    with pytest.raises(WewenangError):
        verify(kasus, get_user("tim_sakip"))


def test_who_corrected_may_not_verify_the_correction(kasus):
    """A Kepala who stands in as Sekretaris must not approve the figure that the same hand wrote."""
    kepala = get_user("kepala")
    stand_in(kasus, kepala)
    assert has_worked_on(kasus, kepala) is False
    kasus = walk_to(kasus, 12)
    correct(get_baris(kasus, "2.14.03.2.01.0014"))
    kasus = send_back(kasus, 10)
    kasus = walk_to(kasus, 11)
    with pytest.raises(WewenangError) as galat:
        verify(kasus, kepala)
    assert str(galat.value) == PESAN
    approve(kasus, get_user("sekretaris"))
    assert verify(kasus, get_user("sekretaris")).ke_status == "koreksi"


def test_a_correction_in_another_case_bars_nobody(kasus):
    lain = create_kasus(Status.VERIFIKASI, kantor=kasus.perangkat_daerah, triwulan=2)
    kasus = walk_to(kasus, 12)
    correct(get_baris(kasus, "2.14.03.2.01.0014"))
    stand_in(lain, get_user("kepala"))
    approve(lain, get_user("kepala"))
    assert verify(lain, get_user("kepala")).ke_status == "koreksi"


def test_a_kepala_who_is_also_operator_fills_in_corrects_and_signs_but_does_not_verify(kasus):
    kepala, unit = get_user("kepala"), Formulir.objects.filter(periode=kasus.periode).first().unit
    Penugasan.objects.filter(unit=unit, peran=Peran.BIDANG).delete()
    assign(kepala, Peran.BIDANG, kasus.perangkat_daerah, unit)
    kasus = do(send_back(kasus, 7, unit=[unit.pk]))
    formulir = Formulir.objects.get(periode=kasus.periode, unit=unit)
    assert (formulir.status, formulir.diserahkan_oleh) == ("diserahkan", kepala)
    kasus = walk_to(kasus, 11)
    stand_in(kasus, kepala)
    with pytest.raises(WewenangError):
        verify(kasus, kepala)
    Penugasan.objects.filter(pengguna=kepala, peran=Peran.SEKRETARIS).delete()
    kasus = walk_to(kasus, 12)
    assert correct(get_baris(kasus, "2.14.03.2.01.0014")).pengguna == kepala
    kasus = do(walk_to(kasus, 14))
    assert (kasus.status, kasus.dokumen_set.get().penanda_tangan) == ("arsip", kepala)


def test_a_kepala_who_corrected_may_still_cancel_while_it_is_verified(kasus):
    """Calling a case off approves nothing."""
    kasus = walk_to(kasus, 12)
    correct(get_baris(kasus, "2.14.03.2.01.0014"))
    kasus = walk_to(send_back(kasus, 10), 11)
    assert has_worked_on(kasus, get_user("kepala")) is True
    assert cancel(kasus).status == "dibatalkan"
