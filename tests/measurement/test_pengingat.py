"""Notices: whose, of what kind, when, and each once for its turn."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from collection.enums import Peran, StatusFormulir
from collection.models import Formulir, Pengguna, Penugasan
from measurement.enums import JenisPengingat, Status
from measurement.models import Pengingat, PengukuranKinerja
from measurement.services.pengingat import create_pengingat, list_pengingat, read_pengingat
from tests.factories.bersama import share
from tests.factories.dasar import assign, create_user
from tests.factories.gerak import cancel, send_back, walk_to
from tests.factories.kantor_contoh import create_kasus, get_user
from tests.factories.waktu import at, create_libur, set_sejak

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def basis(django_db_setup, django_db_blocker, tmp_path_factory):
    """Triwulan I before the Sekretaris (step 11, one day)."""
    with share(django_db_blocker, tmp_path_factory.mktemp("bersama")):
        yield create_kasus(Status.VERIFIKASI, triwulan=1).pk


@pytest.fixture
def kasus(basis):
    """Its turn came on Wednesday 1 July 2026 at 10.00; due on Thursday at 10.00."""
    kasus = PengukuranKinerja.objects.get(pk=basis)
    return set_sejak(kasus, at(kasus.perangkat_daerah, "2026-07-01 10:00"))


def remind(kasus, teks):
    """Run at that clock; what was made by it: (kind, account)."""
    sebelum = set(Pengingat.objects.values_list("pk", flat=True))
    create_pengingat(at(kasus.perangkat_daerah, teks))
    baru = Pengingat.objects.exclude(pk__in=sebelum).select_related("pengguna")
    return sorted((satu.jenis, satu.pengguna.username.split(".dis")[0]) for satu in baru)


def test_a_turn_is_told_from_its_coming_to_its_escalation(kasus):
    langkah = [
        ("2026-07-01 10:01", [("giliran", "sekretaris")]),
        ("2026-07-01 14:30", []),
        ("2026-07-01 15:00", [("menjelang", "sekretaris")]),  # four working hours: one today, three tomorrow
        ("2026-07-02 09:59", []),
        ("2026-07-02 10:00", [("jatuh_tempo", "sekretaris")]),
        ("2026-07-02 14:59", []),
        ("2026-07-02 15:00", [("terlambat", "sekretaris")]),  # four hours after
        ("2026-07-03 09:59", []),
        ("2026-07-03 10:00", [("eskalasi", "kepala")]),  # one working day after
        ("2026-07-31 10:00", []),
    ]
    assert [(saat, remind(kasus, saat)) for saat, _ in langkah] == langkah
    satu = Pengingat.objects.first()
    assert (satu.tindakan, satu.versi, satu.jatuh_tempo) == (kasus.tindakan, kasus.versi, at(kasus.perangkat_daerah, "2026-07-02 10:00"))


def test_a_run_after_a_long_time_tells_the_latest_only(kasus):
    assert remind(kasus, "2026-07-10 10:00") == [("eskalasi", "kepala"), ("terlambat", "sekretaris")]
    create_libur(kasus.perangkat_daerah, *[f"2026-07-{d:02}" for d in range(2, 11)])
    assert remind(kasus, "2026-07-10 11:00") == []  # a later holiday made it early again: nothing earlier is told


def test_a_return_makes_another_turn(kasus):
    remind(kasus, "2026-07-01 10:01")
    kasus = walk_to(send_back(kasus, 8), 11)
    kasus = set_sejak(kasus, at(kasus.perangkat_daerah, "2026-07-06 10:00"))
    assert remind(kasus, "2026-07-06 10:01") == [("giliran", "sekretaris")]
    assert Pengingat.objects.filter(jenis="giliran", tindakan=kasus.tindakan).count() == 2


def test_a_step_without_a_norm_is_told_once(kasus):
    kasus = set_sejak(walk_to(kasus, 16), at(kasus.perangkat_daerah, "2026-07-01 10:00"))
    assert remind(kasus, "2026-07-01 10:01") == [("giliran", "staf")]
    assert remind(kasus, "2027-07-01 10:01") == []
    assert Pengingat.objects.get().jatuh_tempo is None


def test_an_ended_case_reminds_nobody(kasus):
    cancel(kasus)
    assert remind(kasus, "2026-07-20 10:00") == []


def test_escalation_of_the_kepalas_own_step_goes_to_the_sekretaris(kasus):
    kasus = set_sejak(walk_to(kasus, 12), at(kasus.perangkat_daerah, "2026-07-01 10:00"))
    assert remind(kasus, "2026-07-20 10:00") == [("eskalasi", "sekretaris"), ("terlambat", "kepala")]


def test_units_are_reminded_while_their_form_is_with_them(basis):
    kantor = PengukuranKinerja.objects.get(pk=basis).perangkat_daerah
    dua = create_kasus(Status.PENGUMPULAN, kantor=kantor, triwulan=2)
    PengukuranKinerja.objects.filter(pk=basis).update(tindakan_sejak=at(kantor, "2026-07-31 15:00"))
    dua = set_sejak(dua, at(kantor, "2026-07-31 15:00"))
    kb = Formulir.objects.get(periode=dua.periode, unit__singkatan="KB")
    kb.terima_unit()
    kb.serahkan()
    kb.save()
    assert remind(dua, "2026-07-31 15:10") == [("giliran", "bidang.dalduk"), ("giliran", "sekretaris")]
    assert Formulir.objects.get(pk=kb.pk).status == StatusFormulir.DISERAHKAN


def test_only_who_holds_the_role_today_and_may_sign_in_is_reminded(kasus):
    plt, tutup = create_user("plt.dispermades"), create_user("tutup.dispermades")
    assign(plt, Peran.SEKRETARIS, kasus.perangkat_daerah)
    assign(tutup, Peran.SEKRETARIS, kasus.perangkat_daerah)
    Pengguna.objects.filter(pk=tutup.pk).update(is_active=False)
    Penugasan.objects.filter(pengguna=get_user("sekretaris")).delete()
    assert remind(kasus, "2026-07-01 10:01") == [("giliran", "plt")]


def test_notices_cost_the_same_however_many_cases(kasus):
    kini = at(kasus.perangkat_daerah, "2026-07-20 10:00")

    def count():
        with CaptureQueriesContext(connection) as kueri:
            create_pengingat(kini)
        return len(kueri)

    awal = count()
    create_kasus(Status.DISPOSISI, kantor=kasus.perangkat_daerah, triwulan=3)
    create_kasus(Status.DISPOSISI, kantor=kasus.perangkat_daerah, triwulan=4)
    Pengingat.objects.all().delete()
    assert count() == awal


def test_the_inbox_has_notices_until_they_are_read_or_their_turn_is_over(kasus):
    sekretaris = get_user("sekretaris")
    remind(kasus, "2026-07-02 15:00")
    assert list_pengingat(sekretaris) == [
        (JenisPengingat.TERLAMBAT, f"Terlambat: langkah 11 (Pemeriksaan), batas 2 Juli 2026 10.00 WIB. {kasus}.", kasus.pk)
    ]
    assert (read_pengingat(user=sekretaris), list_pengingat(sekretaris), read_pengingat(user=sekretaris)) == (1, [], 0)
    Pengingat.objects.update(dibaca_pada=None)
    assert len(list_pengingat(sekretaris)) == 1
    walk_to(kasus, 12)
    assert list_pengingat(sekretaris) == []


def test_notices_of_an_office_that_one_has_left_are_not_shown(kasus):
    remind(kasus, "2026-07-01 10:01")
    Penugasan.objects.filter(pengguna=get_user("sekretaris")).delete()
    assert list_pengingat(get_user("sekretaris")) == []


@pytest.mark.parametrize("jenis", [JenisPengingat.GILIRAN, JenisPengingat.ESKALASI])
def test_every_kind_is_a_sentence_on_one_line(kasus, jenis):
    Pengingat.objects.create(
        pengukuran=kasus, tindakan=kasus.tindakan, versi=kasus.versi, jenis=jenis.value, pengguna=get_user("kepala"),
        jatuh_tempo=None if jenis == JenisPengingat.GILIRAN else at(kasus.perangkat_daerah, "2026-07-02 10:00"),
        dibuat_pada=datetime.datetime.now(tz=datetime.UTC),
    )  # fmt: skip
    [(_, kalimat, _)] = list_pengingat(get_user("kepala"))
    awal = {
        JenisPengingat.GILIRAN: "Giliran Anda: langkah 11 (Pemeriksaan). ",
        JenisPengingat.ESKALASI: "Terlambat lebih dari satu hari kerja: langkah 11 (Pemeriksaan) pada Sekretaris, batas 2 Juli",
    }[jenis]
    assert kalimat.startswith(awal)
