"""What the case page shows: each step with its state, the open return, the forms, and nothing by the number of rows."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from measurement.enums import Status
from measurement.models import PengukuranKinerja
from measurement.services.halaman import build_halaman
from tests.factories.bersama import share
from tests.factories.gerak import cancel, finish, send_back, walk_to
from tests.factories.kantor_contoh import create_kasus

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def basis(django_db_setup, django_db_blocker, tmp_path_factory):
    with share(django_db_blocker, tmp_path_factory.mktemp("bersama")):
        yield create_kasus(Status.VERIFIKASI, triwulan=1).pk


@pytest.fixture
def kasus(basis):
    """Waits for the Sekretaris at step 11."""
    return PengukuranKinerja.objects.get(pk=basis)


def read_keadaan(kasus):
    """The steps of each state."""
    hasil = {}
    for baris in build_halaman(kasus)["langkah"]:
        hasil.setdefault(baris.keadaan, []).append(baris.langkah.nomor)
    return hasil


def read_pengembalian(kasus):
    satu = build_halaman(kasus)["pengembalian"]
    return satu and (satu.tindakan.langkah.nomor, satu.kembali_ke)


def test_steps_before_the_present_one_are_done(kasus):
    assert read_keadaan(kasus) == {
        "selesai": list(range(1, 11)), "kini": [11], "menunggu": list(range(12, 17)),
    }  # fmt: skip


def test_after_a_return_the_steps_to_come_wait_again_but_keep_what_was_done(kasus):
    kasus = send_back(kasus, 8)
    assert read_keadaan(kasus) == {"selesai": list(range(1, 8)), "kini": [8], "menunggu": list(range(9, 17))}
    dilakukan = {b.langkah.nomor: [d.aksi for d in b.dilakukan] for b in build_halaman(kasus)["langkah"]}
    assert [dilakukan[nomor] for nomor in (4, 7, 8, 11, 12)] == [
        ["selesaikan"] * 2, ["selesaikan"] * 2, ["selesaikan"], ["kembalikan"], [],
    ]  # fmt: skip


def test_at_the_end_every_step_is_done(kasus):
    assert read_keadaan(walk_to(kasus, 0)) == {"selesai": list(range(1, 17))}


def test_of_a_cancelled_case_only_what_was_done_counts_as_done(kasus):
    """The step at which it was called off was not done by it."""
    assert read_keadaan(cancel(kasus)) == {
        "selesai": list(range(1, 11)), "dibatalkan": [11], "menunggu": list(range(12, 17)),
    }  # fmt: skip


def test_step_names_each_role_once(kasus):
    pelaksana = {b.langkah.nomor: b.pelaksana for b in build_halaman(kasus)["langkah"]}
    assert [pelaksana[nomor] for nomor in (1, 4, 7)] == ["Kepala", "Tim SAKIP", "Bidang, Tim SAKIP"]


def test_a_return_stays_until_who_made_it_is_passed_again(kasus):
    assert read_pengembalian(kasus) is None
    kasus = send_back(walk_to(kasus, 12), 10)
    assert read_pengembalian(kasus) == (12, 10)
    kasus = walk_to(kasus, 12)
    assert read_pengembalian(kasus) == (12, 10)
    assert read_pengembalian(finish(kasus)) is None


def test_the_latest_open_return_is_shown_and_then_the_one_before_it(kasus):
    kasus = send_back(walk_to(kasus, 12), 10)
    kasus = send_back(walk_to(kasus, 11), 8)
    assert read_pengembalian(kasus) == (11, 8)
    kasus = walk_to(kasus, 12)
    assert read_pengembalian(kasus) == (12, 10)


def test_a_cancelled_case_asks_for_nothing(kasus):
    assert read_pengembalian(cancel(send_back(kasus, 8))) is None


def test_the_trail_is_latest_first_and_the_forms_are_counted(kasus):
    isi = build_halaman(kasus)
    assert [satu.urutan for satu in isi["disposisi"]] == list(range(kasus.versi, 0, -1))
    assert ([f.unit.singkatan for f in isi["formulir"]], isi["diserahkan"]) == (["Dalduk", "KB"], 2)
    unit = isi["formulir"][0].unit
    isi = build_halaman(send_back(kasus, 7, unit=[unit.pk]))
    assert isi["diserahkan"] == 1


@pytest.mark.parametrize(("nomor", "perlu"), [(8, "perlu_hitung"), (12, "perlu_koreksi"), (14, "perlu_tanda_tangan")])
def test_page_knows_what_the_present_act_needs(kasus, nomor, perlu):
    kasus = send_back(kasus, 8) if nomor == 8 else walk_to(kasus, nomor)
    isi = build_halaman(kasus)
    assert [nama for nama in isi if nama.startswith("perlu_") and isi[nama]] == [perlu]
    assert (isi["kertas"].putaran, isi["dokumen"] is not None) == (1, nomor == 14)


def test_page_of_a_case_that_has_just_been_opened(kasus):
    isi = build_halaman(create_kasus(Status.DISPOSISI, kantor=kasus.perangkat_daerah, triwulan=2))
    assert [isi[nama] for nama in ("disposisi", "formulir", "diserahkan", "kertas", "dokumen", "pengembalian")] == [
        [], [], 0, None, None, None,
    ]  # fmt: skip


def count_kueri(kasus):
    kasus = PengukuranKinerja.objects.get(pk=kasus.pk)
    with CaptureQueriesContext(connection) as kueri:
        build_halaman(kasus)
    return len(kueri)


def test_page_costs_the_same_queries_whatever_the_length_of_the_trail(kasus):
    muda = count_kueri(create_kasus(Status.RAPAT, kantor=kasus.perangkat_daerah, triwulan=2))
    for _ in range(3):
        kasus = send_back(walk_to(kasus, 11), 8)
    assert (kasus.disposisi_set.count(), muda, count_kueri(kasus)) == (21, 15, 15)
