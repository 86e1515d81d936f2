"""Into `arsip` only what the case's own history shows as verified and seen: also where rows came past the door."""

import datetime

import pytest
from django.db import connection
from django.utils import timezone

from collection.models import Jejak
from measurement.enums import Aksi, Status
from measurement.errors import LangkahError
from measurement.models import Disposisi, PengukuranKinerja, Tindakan
from measurement.services.contoh_sop import SOP_CONTOH
from measurement.services.sop import load_sop
from tests.factories.bersama import share
from tests.factories.gerak import build_contoh, do, fetch, finish, send_back, walk_to
from tests.factories.kantor_contoh import create_kasus, get_user

pytestmark = pytest.mark.django_db

MAHULU = SOP_CONTOH.parent / "bkpsdm-mahulu_pengumpulan.toml"
MULAI = datetime.date(2019, 1, 1)
BELUM_DIVERIFIKASI = "Laporan belum diverifikasi Sekretaris sejak pengajuan terakhir."
BELUM_DILIHAT = "Laporan belum dilihat Kepala sejak pengajuan terakhir."


@pytest.fixture(scope="module")
def basis(django_db_setup, django_db_blocker, tmp_path_factory):
    with share(django_db_blocker, tmp_path_factory.mktemp("bersama")):
        yield create_kasus(Status.VERIFIKASI, triwulan=1).pk


@pytest.fixture
def kasus(basis):
    """Waits for the Sekretaris at step 11."""
    return PengukuranKinerja.objects.get(pk=basis)


def find_tindakan(kasus, nomor, urutan=1):
    return Tindakan.objects.get(langkah__sop=kasus.sop, langkah__nomor=nomor, urutan=urutan)


def forge_posisi(kasus, nomor, status, urutan=1):
    """The case set to a step past every check, as only SQL can."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {PengukuranKinerja._meta.db_table} SET status = %s, tindakan_id = %s WHERE id = %s",
            [status, find_tindakan(kasus, nomor, urutan).pk, kasus.pk],
        )
    return fetch(kasus)


def forge_jejak(kasus, nomor, aksi=Aksi.SELESAIKAN, kembali_ke=None):
    """A line of the trail that no act made; the version counts it."""
    Disposisi.objects.create(
        pengukuran=kasus, urutan=kasus.versi + 1, tindakan=find_tindakan(kasus, nomor), aksi=aksi.value,
        dari_status=kasus.status, ke_status=kasus.status, kembali_ke=kembali_ke, pengguna=get_user("sekretaris"),
        sebutan="Sekretaris", mulai_pada=timezone.now(), waktu=timezone.now(),
    )  # fmt: skip
    PengukuranKinerja.objects.filter(pk=kasus.pk).update(versi=kasus.versi + 1)
    return fetch(kasus)


def refuse(kasus, *pesan):
    """The act is refused with these sentences, on record, and nothing is signed."""
    nomor = kasus.tindakan.langkah.nomor
    with pytest.raises(LangkahError) as galat:
        do(kasus)
    assert str(galat.value) == f"Langkah {nomor}: {' '.join(pesan)}"
    assert (fetch(kasus).versi, fetch(kasus).status) == (kasus.versi, kasus.status)
    assert Jejak.objects.get(aksi="langkah_selesaikan", diterima=False).alasan == str(galat.value)
    assert not kasus.dokumen_set.filter(status="ditandatangani").exists()


def test_a_case_put_at_the_signature_unverified_is_not_signed(kasus):
    refuse(forge_posisi(kasus, 14, "tanda_tangan"), BELUM_DIVERIFIKASI)


def test_a_case_that_was_never_handed_in_is_not_signed(kasus):
    baru = walk_to(create_kasus(Status.KERTAS_KERJA, kantor=kasus.perangkat_daerah, triwulan=2), 10)
    refuse(forge_posisi(baru, 14, "tanda_tangan"), BELUM_DIVERIFIKASI, BELUM_DILIHAT)


def test_what_a_forged_return_undid_does_not_count(kasus):
    """Verified and corrected, then sent back to 8 by a forged line: nothing was handed in since."""
    kasus = walk_to(kasus, 14)
    refuse(forge_jejak(kasus, 12, Aksi.KEMBALIKAN, 8), BELUM_DIVERIFIKASI, BELUM_DILIHAT)


def test_what_a_forged_withdrawal_undid_does_not_count(kasus):
    kasus = walk_to(kasus, 12)
    refuse(forge_posisi(forge_jejak(kasus, 11, Aksi.TARIK, 11), 14, "tanda_tangan"), BELUM_DIVERIFIKASI)


def test_the_acts_before_it_are_not_held_up(kasus):
    """The gate is the way into `arsip`; a forged position is stopped there."""
    kasus = finish(forge_posisi(kasus, 13, "tanda_tangan"))
    refuse(kasus, BELUM_DIVERIFIKASI)


def test_a_report_that_is_received_without_a_signature_is_held_to_the_same(kasus):
    load_sop(kantor=kasus.perangkat_daerah, teks=MAHULU.read_text(encoding="utf-8"), berlaku_mulai=MULAI)
    contoh = build_contoh(kasus)
    baru = contoh.run(tahun=2026, triwulan=3, tahap=Status.VERIFIKASI, prosedur="pengumpulan_data_kinerja")
    refuse(forge_posisi(baru, 11, "koreksi", urutan=2), BELUM_DIVERIFIKASI)


def test_a_lawful_case_is_signed_also_after_returns(kasus):
    kasus = send_back(walk_to(kasus, 14), 12)
    kasus = send_back(walk_to(kasus, 12), 10)
    assert do(walk_to(kasus, 14)).status == "arsip"
