"""Opening a case: by whom, under which SOP, against which agreement, and only once."""

import datetime

import pytest

from collection.enums import Peran, StatusPenugasan
from collection.errors import AksesError, BentrokError, IsianError
from collection.models import Jejak, Penugasan, PerangkatDaerah, Periode
from measurement.models import PengukuranKinerja, Sop
from measurement.services.contoh_sop import SOP_CONTOH
from measurement.services.pengukuran import create_pengukuran
from measurement.services.sop import load_sop
from tests.factories.bersama import share
from tests.factories.dasar import assign, create_pejabat, create_user
from tests.factories.gerak import cancel
from tests.factories.kantor_contoh import create_kantor_kecil, get_user

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def basis(django_db_setup, django_db_blocker, tmp_path_factory):
    with share(django_db_blocker, tmp_path_factory.mktemp("bersama")):
        yield create_kantor_kecil().pk


@pytest.fixture
def kantor(basis):
    return PerangkatDaerah.objects.get(pk=basis)


def open_kasus(kantor, user=None, tahun=2026, triwulan=1, **isian):
    return create_pengukuran(
        kantor=kantor, tahun=tahun, triwulan=triwulan, user=user or get_user("kepala"), **isian
    )


def list_jejak():
    semua = Jejak.objects.filter(aksi="buka_pengukuran").order_by("pk")
    return list(semua.values_list("objek", "diterima", "alasan"))


def refuse(galat, kantor, **isian):
    """Refused with this kind of error, audited with its sentence, and nothing is left of it."""
    sebelum = PengukuranKinerja.objects.count(), Periode.objects.count()
    with pytest.raises(galat) as info:
        open_kasus(kantor, **isian)
    assert (PengukuranKinerja.objects.count(), Periode.objects.count()) == sebelum
    assert list_jejak()[-1] == ("perangkatdaerah", False, str(info.value))
    return str(info.value)


def test_create_waits_for_the_kepalas_order(kantor):
    kasus = open_kasus(kantor, get_user("perencana"), triwulan=3)
    assert (kasus.status, kasus.versi, kasus.metodologi, kasus.prosedur) == ("disposisi", 0, None, "pengukuran_kinerja")
    assert (kasus.tindakan.langkah.nomor, kasus.tindakan.urutan, kasus.tindakan.peran) == (1, 1, "kepala")
    assert (kasus.sop, kasus.dibuat_oleh) == (Sop.objects.get(perangkat_daerah=kantor), get_user("perencana"))
    assert str(kasus) == "Pengukuran Kinerja Triwulan III 2026"
    assert list_jejak() == [("pengukurankinerja", True, "")]


@pytest.mark.parametrize("peran", ["kepala", "sekretaris", "tim_sakip", "perencana"])
def test_create_is_open_to_whom_the_sop_begins_with(kantor, peran):
    assert open_kasus(kantor, get_user(peran)).dibuat_oleh == get_user(peran)


@pytest.mark.parametrize("peran", ["kabid.kb", "kasubag", "bidang.kb", "staf", "admin", "pengawas"])
def test_create_is_refused_to_others(kantor, peran):
    pesan = refuse(AksesError, kantor, user=get_user(peran))
    assert pesan == f"Ini adalah wewenang Kepala atau Sekretaris atau Tim SAKIP atau Perencana pada {kantor.nama}."


def test_create_is_refused_to_another_office_and_to_an_ended_role(kantor):
    refuse(AksesError, kantor, user=get_user("kepala", "dpmd-blora"))
    refuse(AksesError, kantor, user=create_pejabat(Peran.KEPALA, kantor, selesai=-1))
    refuse(AksesError, kantor, user=create_pejabat(Peran.KEPALA, kantor, mulai=1))


def test_create_is_open_to_a_plt(kantor):
    plt = create_user()
    assign(plt, Peran.KEPALA, kantor, status=StatusPenugasan.PLT)
    assert open_kasus(kantor, plt).dibuat_oleh == plt


def test_create_needs_an_sop_in_force(kantor):
    pesan = f"{kantor.nama} belum punya SOP pengukuran yang berlaku. Minta pengelola memuatnya."
    assert refuse(IsianError, kantor, prosedur="pengumpulan_data_kinerja") == pesan
    lain = PerangkatDaerah.objects.get(singkatan="dpmd-blora")
    lain.pk, lain.kode, lain.singkatan, lain.nama = None, "9", "kantor-baru", "Dinas Baru"
    lain.save()
    kepala = create_pejabat(Peran.KEPALA, lain)
    besok = lain.hari_ini() + datetime.timedelta(days=1)
    load_sop(kantor=lain, teks=SOP_CONTOH.read_text(), berlaku_mulai=besok)
    assert refuse(IsianError, lain, user=kepala) == pesan.replace(kantor.nama, "Dinas Baru")


@pytest.mark.parametrize("ada", [False, True])
def test_create_needs_an_agreement_with_targets(kantor, ada):
    if ada:
        kantor.pk_set.create(tahun=2030)
    pesan = "Perjanjian Kinerja 2030 belum punya target. Perencana perlu mengisi dan menetapkannya lebih dahulu."
    assert refuse(IsianError, kantor, tahun=2030) == pesan


def test_create_twice_is_refused_until_the_first_is_cancelled(kantor):
    kasus = open_kasus(kantor)
    assert refuse(BentrokError, kantor, user=get_user("sekretaris")) == "Pengukuran Kinerja Triwulan I 2026 sudah ada."
    cancel(kasus)
    lagi = open_kasus(kantor)
    assert (lagi.periode, lagi.versi, lagi.status) == (kasus.periode, 0, "disposisi")


def test_create_opens_the_next_triwulan_while_the_first_runs(kantor):
    satu, dua = open_kasus(kantor, triwulan=1), open_kasus(kantor, triwulan=2)
    assert [k.periode.triwulan for k in (satu, dua)] == [1, 2]


def test_create_does_not_need_who_will_act_later(kantor):
    """An office without a Sekretaris yet may begin; the step will wait for one."""
    Penugasan.objects.filter(perangkat_daerah=kantor, peran=Peran.SEKRETARIS).delete()
    assert open_kasus(kantor).status == "disposisi"
