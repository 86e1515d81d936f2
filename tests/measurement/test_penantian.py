"""A measurement that waits for its collection: nobody is dunned, and the clock begins when the collection has ended."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from measurement.giliran import list_tugas
from measurement.models import Pengingat, PengukuranKinerja
from measurement.services.contoh_sop import SOP_CONTOH
from measurement.services.pengingat import create_pengingat
from measurement.services.pengukuran import create_pengukuran, reopen_pengukuran
from measurement.services.sop import load_sop
from measurement.tenggat import map_penantian
from measurement.waktu import list_batang
from tests.factories.bersama import share
from tests.factories.gerak import cancel, do, fetch, finish, walk_to
from tests.factories.kantor_contoh import create_kantor_kecil, get_user
from tests.factories.waktu import at, set_sejak

pytestmark = pytest.mark.django_db
HIMPUN, UKUR = "pengumpulan_data_kinerja", "pengukuran_kinerja"
MENUNGGU = "Menunggu Pengumpulan Data Kinerja Triwulan I 2026 selesai"


def create(kantor, prosedur, triwulan=1):
    return create_pengukuran(kantor=kantor, tahun=2026, triwulan=triwulan, user=get_user("kepala"), prosedur=prosedur)


@pytest.fixture(scope="module")
def basis(django_db_setup, django_db_blocker, tmp_path_factory):
    """The small office under both SOPs of Mahakam Ulu; the collection waits for its archive, the measurement for it."""
    folder = tmp_path_factory.mktemp("bersama")
    with share(django_db_blocker, folder):
        kantor = create_kantor_kecil()
        for nama in ("pengumpulan", "pengukuran"):
            teks = (SOP_CONTOH.parent / f"bkpsdm-mahulu_{nama}.toml").read_text(encoding="utf-8")
            load_sop(kantor=kantor, teks=teks, berlaku_mulai=datetime.date(2019, 1, 1))
        ukur = walk_to(create(kantor, UKUR), 4)
        do(ukur)
        yield walk_to(create(kantor, HIMPUN), 12).pk, ukur.pk, folder / "berkas"


@pytest.fixture
def himpun(basis, settings):
    settings.MEDIA_ROOT = basis[2]
    return PengukuranKinerja.objects.get(pk=basis[0])


@pytest.fixture
def ukur(basis):
    """Its turn came on Wednesday 1 July 2026, long overdue if that counted."""
    kasus = PengukuranKinerja.objects.get(pk=basis[1])
    return set_sejak(kasus, at(kasus.perangkat_daerah, "2026-07-01 10:00"))


def list_inbox(peran):
    saya, lain = list_tugas(get_user(peran))
    return [satu.pengukuran.pk for satu in saya], {satu.pk: satu for satu in lain}


def test_the_inbox_gives_the_reason_and_no_clock(himpun, ukur, client):
    saya, lain = list_inbox("tim_sakip")
    assert (ukur.pk in saya, lain[ukur.pk].tenggat) == (False, None)
    client.force_login(get_user("tim_sakip"))
    for alamat in (
        reverse("measurement:tugas_list"), reverse("measurement:pengukuran_detail", args=[ukur.pk]),
        reverse("measurement:dasbor_detail", args=[ukur.perangkat_daerah_id]),
    ):  # fmt: skip
        teks = client.get(alamat).content.decode()
        assert (MENUNGGU in teks, "1 Juli 2026 10.00, batas" in teks, "Terlambat" in teks) == (True, False, False), alamat


def test_nobody_is_reminded_before_the_collection_has_ended_and_then_at_once(himpun, ukur, jam):
    create_pengingat(jam())
    assert not Pengingat.objects.filter(pengukuran=ukur).exists()
    jam.maju(hours=1)
    finish(himpun)
    saya, _ = list_inbox("tim_sakip")
    segar = fetch(ukur)
    assert (ukur.pk in saya, segar.tindakan_sejak, segar.versi) == (True, jam(), ukur.versi)
    create_pengingat(jam())
    satu = Pengingat.objects.get(pengukuran=ukur)
    assert (satu.jenis, satu.pengguna, satu.jatuh_tempo > jam()) == ("giliran", get_user("tim_sakip"), True)


def test_the_time_of_the_step_is_counted_from_then(himpun, ukur, jam):
    assert [b.lintasan.nomor for b in list_batang(ukur) if b.lintasan.selesai is None] == []
    finish(himpun)
    mulai = jam()
    jam.maju(minutes=30)
    disposisi = finish(fetch(ukur)).disposisi_set.last()
    assert (disposisi.mulai_pada, disposisi.waktu) == (mulai, jam())


def test_the_end_of_a_revision_starts_no_clock_again(himpun, ukur, jam):
    """The first collection's figures stand while it is revised: nobody waits."""
    selesai = finish(himpun)
    sejak = fetch(ukur).tindakan_sejak
    jam.maju(hours=2)
    revisi = reopen_pengukuran(pengukuran=selesai, alasan="Data salah.", user=get_user("kepala"))
    assert map_penantian([fetch(ukur)]) == {}
    walk_to(revisi, 99)
    assert fetch(ukur).tindakan_sejak == sejak


def test_the_collection_of_another_triwulan_is_not_the_one(himpun, ukur):
    walk_to(create(himpun.perangkat_daerah, HIMPUN, 2), 99)
    assert list(map_penantian([ukur])) == [ukur.pk]


def test_many_that_wait_cost_as_many_queries_as_one(himpun, ukur):
    lain = do(walk_to(create(ukur.perangkat_daerah, UKUR, 2), 4))
    semua = list(PengukuranKinerja.objects.filter(pk__in=[ukur.pk, lain.pk]).select_related("sop", "periode", "tindakan"))
    with CaptureQueriesContext(connection) as kueri:
        alasan = map_penantian(semua)
    assert (len(kueri), alasan[lain.pk]) == (1, "Menunggu data dari SOP pengumpulan Triwulan II 2026, yang belum dibuka.")
    cancel(lain)
    with CaptureQueriesContext(connection) as kueri:
        assert map_penantian([fetch(lain)]) == {}
    assert len(kueri) == 1  # the fetch itself
