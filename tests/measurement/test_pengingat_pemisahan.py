"""Reminders of a check go to who may do it; where nobody can do an act, its office's Admin is told."""

import pytest
from django.urls import reverse

from collection.enums import Peran
from collection.models import Jejak, Penugasan
from measurement.enums import JenisPengingat, Status
from measurement.giliran import IKUT_MENGERJAKAN, attach_lowong, list_tugas
from measurement.models import Pengingat, PengukuranKinerja
from measurement.queries import has_worked_on, map_penggarap
from measurement.services.pengingat import create_pengingat, list_pengingat
from tests.factories.bersama import share
from tests.factories.dasar import assign, create_user
from tests.factories.gerak import compute, fetch, finish, send_back, walk_to
from tests.factories.kantor_contoh import create_kasus, get_user
from tests.factories.waktu import at, set_sejak

pytestmark = pytest.mark.django_db
SEMUA_TERHALANG = "Setiap Sekretaris ikut mengisi atau menghitung angka ini: minta Admin menugaskan Plt./Plh. lain."


@pytest.fixture(scope="module")
def basis(django_db_setup, django_db_blocker, tmp_path_factory):
    with share(django_db_blocker, tmp_path_factory.mktemp("bersama")):
        yield create_kasus(Status.VERIFIKASI, triwulan=1).pk


@pytest.fixture
def terhalang(basis):
    """At step 11; the one Sekretaris has computed the figures, as Tim SAKIP for a day."""
    kasus = send_back(PengukuranKinerja.objects.get(pk=basis), 8)
    assign(get_user("sekretaris"), Peran.TIM_SAKIP, kasus.perangkat_daerah)
    compute(kasus, "sekretaris")
    Penugasan.objects.filter(pengguna=get_user("sekretaris"), peran=Peran.TIM_SAKIP).delete()
    kasus = walk_to(finish(kasus), 11)
    return set_sejak(kasus, at(kasus.perangkat_daerah, "2026-07-01 10:00"))


def remind(kasus, teks):
    """What a run at that clock makes: (kind, account)."""
    ada = set(Pengingat.objects.values_list("pk", flat=True))
    create_pengingat(at(kasus.perangkat_daerah, teks))
    baru = Pengingat.objects.exclude(pk__in=ada).select_related("pengguna")
    return sorted((satu.jenis, satu.pengguna.username.split(".dis")[0]) for satu in baru)


def test_who_may_not_check_is_not_asked_to(terhalang):
    plt = create_user("plt.dispermades")
    assign(plt, Peran.SEKRETARIS, terhalang.perangkat_daerah)
    assert remind(terhalang, "2026-07-01 10:01") == [("giliran", "plt")]
    assert remind(terhalang, "2026-07-02 10:00") == [("jatuh_tempo", "plt")]


def test_where_nobody_else_is_left_the_admin_is_told_once(terhalang):
    assert remind(terhalang, "2026-07-01 10:01") == [("lowong", "admin")]
    assert remind(terhalang, "2026-07-01 15:00") == []
    assert list_pengingat(get_user("admin")) == [
        (JenisPengingat.LOWONG, "Tidak ada yang dapat mengerjakan langkah 11 (Pemeriksaan): tugaskan orang lain sebagai "
         "Sekretaris. Pengukuran Kinerja Triwulan I 2026.", terhalang.pk)
    ]  # fmt: skip
    assert remind(terhalang, "2026-07-03 10:00") == [("eskalasi", "kepala")]


def test_who_is_barred_is_told_why_and_who_may_and_has_no_task(masuk, terhalang):
    """The check is not the barred Sekretaris' own: below what waits for others, with the reason and a name."""
    plt = create_user("plt.dispermades")
    assign(plt, Peran.SEKRETARIS, terhalang.perangkat_daerah)
    kalimat = f"{IKUT_MENGERJAKAN} Yang dapat memeriksanya: {plt.nama}."
    saya, lain = list_tugas(get_user("sekretaris"))
    assert (saya, [(satu.pk, satu.halangan) for satu in lain]) == ([], [(terhalang.pk, kalimat)])
    halaman = masuk("sekretaris").get(reverse("measurement:tugas_list")).content.decode()
    assert (kalimat in halaman, "Tidak ada yang menunggu Anda" in halaman) == (True, True)
    saya, lain = list_tugas(plt)
    assert ([satu.pengukuran.pk for satu in saya], lain) == ([terhalang.pk], [])
    assert [satu.halangan for satu in list_tugas(get_user("staf"))[1]] == [""]


def test_the_barred_get_no_escalation_of_what_others_must_do(terhalang):
    assign(create_user("plt.dispermades"), Peran.SEKRETARIS, terhalang.perangkat_daerah)
    assert ("eskalasi", "sekretaris") not in remind(terhalang, "2026-07-03 10:00")
    assert Pengingat.objects.filter(pengguna=get_user("sekretaris")).count() == 0


@pytest.mark.parametrize("nama", ["staf", "kepala", "admin"])
def test_the_page_and_the_inbox_tell_everybody_whom_to_ask(masuk, terhalang, nama):
    halaman = masuk(nama).get(reverse("measurement:pengukuran_detail", args=[terhalang.pk])).content.decode()
    inbox = masuk(nama).get(reverse("measurement:tugas_list")).content.decode()
    assert (halaman.count(SEMUA_TERHALANG), inbox.count(SEMUA_TERHALANG)) == (1, 1)


def test_where_nobody_is_kepala_the_admin_is_told_too(basis):
    kasus = walk_to(PengukuranKinerja.objects.get(pk=basis), 12)
    kasus = set_sejak(kasus, at(kasus.perangkat_daerah, "2026-07-01 10:00"))
    get_user("kepala").penugasan_set.all().delete()
    assert remind(kasus, "2026-07-01 10:01") == [("lowong", "admin")]
    assign(create_user("plt.dispermades"), Peran.KEPALA, kasus.perangkat_daerah)
    assert remind(kasus, "2026-07-01 10:02") == [("giliran", "plt")]


def test_other_acts_bar_nobody_by_what_they_did(basis):
    kasus = walk_to(PengukuranKinerja.objects.get(pk=basis), 13)
    Jejak.objects.create(
        perangkat_daerah=kasus.perangkat_daerah, pengguna=get_user("sekretaris"), aksi="isi", diterima=True,
        objek="formulir", objek_id=kasus.periode.formulir_set.first().pk,
    )  # fmt: skip
    attach_lowong([kasus])
    assert (kasus.lowong, kasus.terhalang) == ("", set())


def test_one_question_for_many_is_the_question_for_each(terhalang):
    lain = create_kasus(Status.VERIFIKASI, kantor=terhalang.perangkat_daerah, triwulan=2)
    orang = [get_user(nama) for nama in ("sekretaris", "tim_sakip", "kepala", "bidang.kb", "staf")]
    semua = map_penggarap([fetch(terhalang), lain], [satu.pk for satu in orang])
    for kasus in (fetch(terhalang), lain):
        assert semua[kasus.pk] == {satu.pk for satu in orang if has_worked_on(kasus, satu)}
    assert [get_user("sekretaris").pk in semua[kasus.pk] for kasus in (terhalang, lain)] == [True, False]
    assert get_user("bidang.kb").pk in semua[lain.pk] and get_user("staf").pk not in semua[lain.pk]
