"""The gathering: it waits for forms that were given back and, where the office says so, for those not validated."""

import pytest

from collection.enums import Peran
from collection.models import Jejak
from collection.services.validasi import return_baris, validate_formulir
from measurement.enums import Aksi, JenisTindakan
from measurement.errors import LangkahError
from measurement.giliran import list_tugas
from measurement.models import PengukuranKinerja
from measurement.queries import has_worked_on
from measurement.services.kekurangan import list_kekurangan_kasus
from measurement.services.langkah import run_langkah
from measurement.services.penyerahan import submit_formulir
from tests.factories.dasar import create_pejabat
from tests.factories.formulir import create_kasus, create_kerja, fill

pytestmark = pytest.mark.django_db


@pytest.fixture
def kerja():
    return create_kerja()


@pytest.fixture
def kabid(kerja):
    return create_pejabat(Peran.KABID, kerja.kantor, unit=kerja.unit)


@pytest.fixture
def kasus(kerja):
    """The only unit has handed in: Tim SAKIP may gather."""
    create_kasus(kerja)
    fill(kerja)
    submit_formulir(formulir=kerja.formulir, user=kerja.operator)
    return fetch()


def fetch():
    return PengukuranKinerja.objects.select_related("tindakan").get()


def gather(kerja):
    satu = fetch()
    return run_langkah(satu, tindakan=satu.tindakan, aksi=Aksi.SELESAIKAN, user=kerja.tim, versi=satu.versi, isian={})


def demand(kerja):
    kerja.kantor.wajib_validasi = True
    kerja.kantor.save()


def test_a_form_given_back_before_the_gathering_is_its_units_task_and_is_waited_for(kerja, kasus):
    assert kasus.tindakan.jenis == JenisTindakan.HIMPUN
    return_baris(formulir=kerja.formulir, baris={kerja.get_baris("persen"): "Cek."}, catatan="", user=kerja.tim)
    saya, _ = list_tugas(kerja.operator)
    assert [(tugas.formulir, tugas.arahan) for tugas in saya] == [
        (kerja.formulir, "Lihat catatan pada baris yang dikembalikan.")
    ]
    assert [tugas.formulir for tugas in list_tugas(kerja.tim)[0]] == [None]
    assert list_kekurangan_kasus(fetch(), {}) == ["Belum menyerahkan formulir: Bidang Desa."]
    with pytest.raises(Exception, match="Belum menyerahkan formulir: Bidang Desa"):
        gather(kerja)
    submit_formulir(formulir=kerja.formulir, user=kerja.operator)
    assert fetch().tindakan.jenis == JenisTindakan.HIMPUN
    gather(kerja)
    assert (fetch().tindakan.jenis, kerja.formulir.status) == (JenisTindakan.PENGUKURAN, "diterima")


def test_the_gathering_names_whose_validation_it_waits_for(kerja, kasus, kabid):
    demand(kerja)
    pesan = f"Belum divalidasi: Bidang Desa ({kabid.nama})."
    assert list_kekurangan_kasus(fetch(), {}) == [pesan]
    with pytest.raises(Exception) as galat:
        gather(kerja)
    assert str(galat.value) == pesan
    assert (fetch().tindakan.jenis, kerja.formulir.status) == (JenisTindakan.HIMPUN, "diserahkan")
    validate_formulir(formulir=kerja.formulir, user=kabid)
    gather(kerja)
    assert kerja.formulir.tanpa_validasi == ""


def test_where_nobody_can_validate_the_gathering_goes_on_and_puts_it_on_record(kerja, kasus):
    demand(kerja)
    disposisi = gather(kerja)
    alasan = "tidak ada Kabid atau Kasubag Bidang Desa hari ini"
    assert disposisi.isi_catatan.isi == {"tanpa_validasi": [f"Bidang Desa: {alasan}"]}
    assert kerja.formulir.tanpa_validasi == alasan
    assert Jejak.objects.get(aksi="terima_formulir").baru["tanpa_validasi"] == alasan


def test_an_sop_that_validates_by_itself_does_not_wait(kerja, kasus, kabid):
    demand(kerja)
    langkah = fetch().sop.langkah_set.create(nomor=9, uraian="Validasi", pelaksana=["Kabid"])
    langkah.tindakan_set.create(urutan=1, jenis=JenisTindakan.VALIDASI.value, peran=Peran.KABID.value, transisi="")
    gather(kerja)
    assert kerja.formulir.tanpa_validasi == f"dihimpun sebelum divalidasi {kabid.nama}"


def test_validating_and_giving_back_is_no_work_on_the_figures(kerja, kasus, kabid):
    validate_formulir(formulir=kerja.formulir, user=kabid)
    return_baris(formulir=kerja.formulir, baris={kerja.get_baris("persen"): "Cek."}, catatan="", user=kerja.tim)
    assert [has_worked_on(kasus, user) for user in (kabid, kerja.tim, kerja.operator)] == [False, False, True]
    with pytest.raises(LangkahError):
        run_langkah(
            kasus, tindakan=kasus.tindakan, aksi=Aksi.SELESAIKAN, user=kabid, versi=kasus.versi, isian={}
        )
