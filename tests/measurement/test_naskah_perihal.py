"""What papers say they are of: the SOP's own work, the revision, whether they are still in force."""

import pytest

from measurement.enums import JenisTindakan, KeadaanNaskah
from measurement.models import Naskah
from measurement.services.awal import build_awal
from measurement.services.lembar_naskah import GUGUR, find_lembar
from measurement.services.naskah import read_naskah
from measurement.services.naskah_bahan import write_pekerjaan
from tests.factories.gerak import cancel, do, walk_to
from tests.factories.kantor_contoh import create_kantor_kecil, get_user
from tests.factories.naskah import open_kasus

pytestmark = pytest.mark.django_db


@pytest.fixture
def kantor():
    return create_kantor_kecil()


@pytest.mark.parametrize(
    ("nama", "kata"),
    [("Pengukuran Kinerja", "pengukuran kinerja"), ("Penyusunan LAKIP Dinas", "penyusunan LAKIP dinas")],
)
def test_work_inside_a_sentence(nama, kata):
    assert write_pekerjaan(nama) == kata


def test_a_collections_papers_name_the_collection(kantor):
    kasus = open_kasus(kantor, "bkpsdm-mahulu_pengumpulan", 4)
    assert build_awal(kasus)["isi"].startswith("Laksanakan pengumpulan data kinerja Triwulan IV 2026 sesuai ")
    kasus = do(kasus)
    perintah = Naskah.objects.filter(disposisi__pengukuran=kasus).earliest("pk")
    assert read_naskah(perintah)["teks"]["hal"] == ["Perintah pengumpulan data kinerja Triwulan IV 2026"]


def test_a_row_that_says_no_more_than_dokumen_is_named_by_its_own_words(kantor):
    kasus = open_kasus(kantor, "dpmd-purwakarta_pengumpulan", 4)
    kasus.tindakan = kasus.sop.langkah_set.get(nomor=8).tindakan_set.get(jenis=JenisTindakan.LAPOR.value)
    awal = build_awal(kasus)
    assert (awal["hal"], awal["isi"]) == ("dokumen Lakip", "Disampaikan dokumen Lakip untuk Triwulan IV 2026.")
    assert awal["kepada"].startswith("Kepala Dinas ")


def test_a_void_paper_says_so_on_its_page_and_in_its_pdf(kantor, client):
    kasus = do(walk_to(open_kasus(kantor, "dispermades_pengukuran", 4), 5))
    naskah = Naskah.objects.filter(disposisi__pengukuran=kasus, jenis="undangan").get()
    client.force_login(get_user("staf"))
    alamat = f"/naskah/{naskah.pk}/"
    assert "TIDAK BERLAKU" not in client.get(alamat).content.decode()
    cancel(kasus, "Salah periode.")
    naskah = Naskah.objects.get(pk=naskah.pk)
    assert find_lembar(naskah).keadaan == KeadaanNaskah.BATAL
    assert GUGUR[KeadaanNaskah.BATAL] in client.get(alamat).content.decode()


def test_an_act_keeps_the_capitals_of_an_acronym():
    assert (JenisTindakan.SK_TIM.kata, JenisTindakan.SUSUN.kata) == ("SK Tim", "program kerja")
