"""A revision carries the follow-ups of the case that it replaces: nothing stands twice in the register."""

import datetime

import pytest

from measurement.enums import Status
from measurement.models import PengukuranKinerja, TindakLanjut
from measurement.services.awal import build_awal
from measurement.services.contoh_sop import SOP_CONTOH
from measurement.services.pengukuran import create_pengukuran, reopen_pengukuran
from measurement.services.sop import load_sop
from measurement.services.tindak_lanjut import TAK_DISUSUN, record_rencana
from measurement.services.tindak_lanjut_kasus import build_tindak_lanjut
from measurement.views.tindak_lanjut import build_awal as build_awal_solusi
from tests.factories.bersama import share
from tests.factories.gerak import fetch, finish, walk_to
from tests.factories.kantor_contoh import create_kantor_kecil, create_kasus, get_user
from tests.factories.tindak_lanjut import note, tell

pytestmark = pytest.mark.django_db
SOP_DINAS = (SOP_CONTOH.parent / "dinas_pengukuran.toml").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def basis(django_db_setup, django_db_blocker, tmp_path_factory):
    """A finished case of the SOP that ends with a plan of follow-ups; its revision waits at that step."""
    folder = tmp_path_factory.mktemp("bersama")
    with share(django_db_blocker, folder):
        kantor = create_kantor_kecil()
        load_sop(kantor=kantor, teks=SOP_DINAS, berlaku_mulai=datetime.date(2019, 1, 1))
        lama = walk_to(create_pengukuran(kantor=kantor, tahun=2026, triwulan=1, user=get_user("kepala")), 99)
        baru = reopen_pengukuran(pengukuran=lama, alasan="Data salah sumber.", user=get_user("kepala"))
        nomor = lama.sop.langkah_set.get(tindakan_set__jenis="tindak_lanjut").nomor
        yield lama.pk, walk_to(baru, nomor).pk, folder / "berkas"


@pytest.fixture
def lama(basis, settings):
    settings.MEDIA_ROOT = basis[2]
    return PengukuranKinerja.objects.get(pk=basis[0])


@pytest.fixture
def revisi(basis, lama):
    return PengukuranKinerja.objects.get(pk=basis[1])


def list_terbuka():
    return [(satu.uraian, satu.asal.revisi) for satu in TindakLanjut.objects.terbuka().order_by("pk")]


def test_a_revision_run_through_leaves_one_open_item(lama, revisi):
    [semula] = TindakLanjut.objects.all()
    assert build_awal(revisi)["rencana"] == [
        [semula.uraian, semula.perubahan, semula.penanggung_jawab, semula.batas.isoformat()]
    ]  # fmt: skip
    selesai = finish(revisi)
    assert (selesai.status, list_terbuka()) == ("selesai", [(semula.uraian, 0)])
    assert [satu.pk for satu in build_tindak_lanjut(selesai).sendiri] == [semula.pk]
    berikut = create_pengukuran(kantor=lama.perangkat_daerah, tahun=2026, triwulan=2, user=get_user("kepala"))
    assert [satu.pk for satu in build_tindak_lanjut(fetch(berikut)).lalu] == [semula.pk]


def test_another_day_or_another_plan_supersedes_the_item(lama, revisi):
    [semula] = TindakLanjut.objects.all()
    hari = semula.batas + datetime.timedelta(days=30)
    baris = [semula.uraian, semula.perubahan, semula.penanggung_jawab, hari.isoformat()]
    record_rencana(revisi, [baris], get_user("sekretaris"), "Sekretaris")
    assert [(s.batas, s.asal) for s in TindakLanjut.objects.terbuka()] == [(hari, revisi)]
    assert semula.kabar_set.get().keterangan == TAK_DISUSUN


def test_what_was_done_already_is_not_planned_again(lama, revisi):
    tell(TindakLanjut.objects.berstatus().get(), "selesai", nama="sk.pdf")
    assert "rencana" not in build_awal(revisi)


def test_a_row_by_hand_is_not_doubled_either(lama, revisi):
    semula = note(lama, "Catatan tangan")
    assert note(revisi, "Catatan tangan").pk == semula.pk


def test_a_solution_that_the_revised_case_put_on_the_register_is_not_offered_again():
    semula = create_kasus(Status.SELESAI)
    revisi = walk_to(reopen_pengukuran(pengukuran=semula, alasan="Data salah.", user=get_user("kepala")), 10)
    [[solusi, *_]] = build_awal_solusi(revisi)["rencana"]
    note(semula, solusi)
    assert build_awal_solusi(fetch(revisi))["rencana"] == []


def test_the_page_of_a_running_revision_names_the_item_once(lama, revisi):
    """Among those from before while they are asked for, as the revision's own after that."""
    [semula] = TindakLanjut.objects.all()
    tindak_lanjut = build_tindak_lanjut(revisi)
    assert ([s.pk for s in tindak_lanjut.lalu], tindak_lanjut.sendiri) == ([semula.pk], ())


def test_another_case_of_the_triwulan_takes_nothing_over(lama, revisi):
    """Only what the revision stands in for: not the next triwulan's rows, and a first case has its own alone."""
    berikut = create_pengukuran(kantor=lama.perangkat_daerah, tahun=2026, triwulan=2, user=get_user("kepala"))
    satu = note(berikut, "Milik triwulan II")
    for kasus, milik in ((revisi, 1), (lama, 1), (berikut, 1)):
        assert TindakLanjut.objects.milik(kasus).count() == milik, kasus
    assert satu not in TindakLanjut.objects.milik(revisi)
