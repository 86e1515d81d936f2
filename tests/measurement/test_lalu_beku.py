"""What the form shows of the triwulan before is what its case handed in, also while that triwulan is filled in again."""

from decimal import Decimal

import pytest
from django.urls import reverse

from collection.models import Formulir, Realisasi, RealisasiAnggaran
from measurement.enums import Status
from measurement.models import PengukuranKinerja
from measurement.services.pengukuran import reopen_pengukuran
from tests.factories.bersama import share
from tests.factories.gerak import cancel, walk_to
from tests.factories.halaman import get, read_teks, visit
from tests.factories.kantor_contoh import create_kasus, get_user

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def basis(django_db_setup, django_db_blocker, tmp_path_factory):
    """Triwulan I finished, its revision with the units; triwulan II with the units too."""
    with share(django_db_blocker, tmp_path_factory.mktemp("lalu")):
        lama = create_kasus(Status.SELESAI, triwulan=1)
        kedua = walk_to(create_kasus(Status.PENGUMPULAN, kantor=lama.perangkat_daerah, triwulan=2), 7)
        revisi = reopen_pengukuran(pengukuran=lama, alasan="Salah sumber.", user=get_user("kepala"))
        yield lama.pk, kedua.pk, walk_to(revisi, 7).pk


KOLOM = ("Realisasi sebelumnya", "Realisasi sebelumnya (Rp)")


@pytest.fixture
def kasus(basis):
    return [PengukuranKinerja.objects.get(pk=pk) for pk in basis]


def list_sel(client, kedua):
    """Of every form of the triwulan: what stands under the heading of the one before."""
    hasil = []
    for formulir in Formulir.objects.filter(periode=kedua.periode):
        halaman = visit(client, get_user("tim_sakip"), reverse("collection:formulir_detail", args=[formulir.pk]))
        hasil += [read_teks(td) for td in halaman.find("td") if (get(td, "data-label") or "") in KOLOM]
    return hasil


def retype(lama):
    """Every live cell of the triwulan before, as its units write in the revision."""
    Realisasi.objects.filter(periode=lama.periode).exclude(nilai=None).update(nilai=Decimal("777"))
    RealisasiAnggaran.objects.filter(periode=lama.periode).update(jumlah=Decimal("777"))


def test_cells_typed_in_a_revision_do_not_show_before_it_is_finished(client, kasus):
    lama, kedua, _ = kasus
    sebelum = list_sel(client, kedua)
    assert len([satu for satu in sebelum if satu not in ("–", "TW I –")]) > 5
    retype(lama)
    assert list_sel(client, kedua) == sebelum


def test_a_finished_revision_supersedes_what_stood_there(client, kasus):
    lama, kedua, revisi = kasus
    retype(lama)
    sebelum = list_sel(client, kedua)
    assert walk_to(revisi, 99).status == Status.SELESAI
    sesudah = list_sel(client, kedua)
    assert sesudah != sebelum
    baru = [satu.removeprefix("TW I ").removesuffix(" s.d. TW I") for satu in sesudah if "777" in satu]
    assert {satu.partition(",")[0] for satu in baru} == {"777"}


def test_a_cancelled_revision_leaves_what_was_handed_in(client, kasus):
    lama, kedua, revisi = kasus
    sebelum = list_sel(client, kedua)
    retype(lama)
    cancel(revisi)
    assert list_sel(client, kedua) == sebelum
