"""An office without a Kepala today: what waits for one says so, and what others finish stands."""

import json

import pytest
from django.urls import reverse

from collection.enums import Peran, StatusPenugasan
from collection.models import Jejak, Pengguna
from measurement.enums import Aksi, Status
from measurement.errors import KelengkapanError, SegelError, WewenangError
from measurement.giliran import attach_lowong, list_tugas
from measurement.models import NomorSurat, PengukuranKinerja
from measurement.queries import find_pejabat, map_pemegang
from measurement.services.langkah import run_langkah
from measurement.services.laporan import prepare_laporan
from tests.factories.bersama import share
from tests.factories.dasar import assign, create_user
from tests.factories.gerak import build_contoh, cancel, do, fetch, finish, walk_to
from tests.factories.kantor_contoh import create_kasus, get_user

pytestmark = pytest.mark.django_db

LOWONG = "Tidak ada Kepala hari ini: minta Admin menugaskan Plt./Plh."
SEMUA = ("sekretaris", "tim_sakip", "staf", "admin", "pengawas")


@pytest.fixture(scope="module")
def basis(django_db_setup, django_db_blocker, tmp_path_factory):
    with share(django_db_blocker, tmp_path_factory.mktemp("bersama")):
        yield create_kasus(Status.KOREKSI, triwulan=1).pk


@pytest.fixture
def kasus(basis):
    """Waits for the Kepala's correction at step 12."""
    return PengukuranKinerja.objects.get(pk=basis)


def end_kepala(kasus):
    find_pejabat(kasus.perangkat_daerah, Peran.KEPALA).delete()


def assign_plt(kasus):
    plt = create_user("Pejabat Pengganti")
    assign(plt, Peran.KEPALA, kasus.perangkat_daerah, status=StatusPenugasan.PLT)
    return plt


def link(kasus):
    return reverse("measurement:pengukuran_detail", args=[kasus.pk])


@pytest.fixture
def tanpa_laporan(kasus):
    """At the signature, entered while nobody was Kepala: there is no report yet."""
    kasus = walk_to(kasus, 13)
    kasus.dokumen_set.all().delete()
    end_kepala(kasus)
    return finish(kasus)


@pytest.mark.parametrize("nama", SEMUA)
def test_page_and_inbox_tell_everybody_that_there_is_no_kepala(kasus, masuk, nama):
    end_kepala(kasus)
    teks = masuk(nama).get(link(kasus)).content.decode()
    assert teks.count(f"<p>{LOWONG}</p>") == 1
    inbox = masuk(nama).get(reverse("measurement:tugas_list")).content.decode()
    assert (inbox.count(LOWONG), "Langkah 12 pada Kepala sejak" in inbox) == (1, True)
    saya, lain = list_tugas(get_user(nama))
    assert (saya, [satu.lowong for satu in lain]) == ([], [LOWONG])


def test_who_has_a_kepala_reads_nothing_of_it(kasus, masuk):
    assign_plt(kasus)
    end_kepala(kasus)
    teks = masuk("staf").get(link(kasus)).content.decode()
    assert ("<p>Langkah 12 menunggu Kepala.</p>" in teks, "Tidak ada Kepala" in teks) == (True, False)
    assert "Tidak ada Kepala" not in masuk("staf").get(reverse("measurement:tugas_list")).content.decode()


def test_a_kepala_who_cannot_sign_in_is_none(kasus):
    Pengguna.objects.filter(pk=get_user("kepala").pk).update(is_active=False)
    assert (kasus.perangkat_daerah_id, "kepala") not in map_pemegang([kasus.perangkat_daerah_id])
    attach_lowong([kasus])
    assert kasus.lowong == LOWONG


def test_of_a_role_that_is_no_office_the_admin_is_asked_to_name_somebody(kasus):
    kasus = do(walk_to(kasus, 14))
    get_user("staf").penugasan_set.all().delete()
    attach_lowong([kasus])
    assert (kasus.tindakan.peran, kasus.lowong) == ("staf", "Tidak ada Staf hari ini: minta Admin menugaskannya.")


def test_the_sekretaris_finishes_and_the_report_waits_for_a_kepala(kasus):
    """The act before the signature stands; number, name and report come with whoever is Kepala next."""
    kasus = walk_to(kasus, 13)
    laporan, ada = kasus.dokumen_set.get(), list(NomorSurat.objects.filter(jenis="laporan").values_list())
    end_kepala(kasus)
    kasus = finish(kasus)
    assert (kasus.tindakan.langkah.nomor, kasus.status) == (14, "tanda_tangan")
    assert not Jejak.objects.filter(diterima=False).exists()
    with pytest.raises(SegelError) as galat:
        prepare_laporan(kasus)
    assert str(galat.value).startswith("Tidak ada Kepala yang bertugas pada ")
    assert (kasus.dokumen_set.get().snapshot, list(NomorSurat.objects.filter(jenis="laporan").values_list())) == (laporan.snapshot, ada)
    plt = assign_plt(kasus)
    kasus = do(kasus)
    assert (kasus.status, kasus.tindakan.langkah.nomor) == ("arsip", 15)
    dokumen = kasus.dokumen_set.get()
    penanda = json.loads(dokumen.snapshot)["penanda_tangan"]
    assert (penanda["id"], penanda["sebutan"]) == (plt.pk, f"Plt. {kasus.perangkat_daerah.sebutan_kepala}")
    assert (dokumen.nomor, dokumen.penanda_tangan) == (laporan.nomor, plt)


@pytest.mark.parametrize("nama", SEMUA)
def test_pages_of_a_signature_without_a_report_open(tanpa_laporan, masuk, nama):
    client = masuk(nama)
    semua = ("pengukuran_detail", "kertas_kerja_detail", "pengukuran_alur", "pengukuran_waktu")
    assert [client.get(reverse(f"measurement:{n}", args=[tanpa_laporan.pk])).status_code for n in semua] == [200] * 4
    assert tanpa_laporan.dokumen_set.count() == 0


def test_the_next_kepala_opens_the_page_and_finds_the_report(tanpa_laporan, masuk):
    plt = assign_plt(tanpa_laporan)
    with pytest.raises(KelengkapanError):
        finish_as(tanpa_laporan)
    teks = masuk(plt).get(link(tanpa_laporan)).content.decode()
    dokumen = tanpa_laporan.dokumen_set.get()
    assert dokumen.nomor in teks
    assert json.loads(dokumen.snapshot)["penanda_tangan"]["id"] == plt.pk
    assert do(tanpa_laporan).status == "arsip"


def finish_as(kasus):
    """Signed without having opened the report."""
    build_contoh(kasus).run_langkah(kasus, Aksi.SELESAIKAN, {"frasa": "x", "sha256": ""})


def test_nobody_else_does_the_kepalas_acts(kasus):
    semula = fetch(kasus)
    plt = assign_plt(kasus)
    plt.penugasan_set.all().delete()
    end_kepala(kasus)
    for siapa in (get_user("sekretaris"), plt):
        with pytest.raises(WewenangError):
            run(kasus, siapa)
    assert fetch(kasus).versi == semula.versi
    assign(plt, Peran.KEPALA, kasus.perangkat_daerah)
    assert cancel(kasus).status == "dibatalkan"


def run(kasus, user):
    run_langkah(kasus, tindakan=kasus.tindakan, aksi=Aksi.SELESAIKAN, user=user, versi=kasus.versi)
