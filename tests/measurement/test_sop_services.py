"""An SOP as versioned rows: loaded once, never edited, kept by the case that started under it. All are walked in tests/alur."""

import datetime

import pytest

from collection.models import PerangkatDaerah
from measurement.errors import KelengkapanError
from measurement.models import Langkah, Sop, Tindakan
from measurement.services.contoh_sop import SOP_CONTOH
from measurement.services.pengukuran import create_pengukuran
from measurement.services.sop import build_sop, find_sop, load_sop
from measurement.sop import SopError, read_sop
from tests.factories.bersama import share
from tests.factories.dasar import create_kantor
from tests.factories.gerak import do, fetch
from tests.factories.kantor_contoh import create_kantor_kecil, get_user

pytestmark = pytest.mark.django_db

TEKS = SOP_CONTOH.read_text(encoding="utf-8")
MULAI = datetime.date(2019, 1, 1)


@pytest.fixture(scope="module")
def basis(django_db_setup, django_db_blocker, tmp_path_factory):
    with share(django_db_blocker, tmp_path_factory.mktemp("bersama")):
        yield create_kantor_kecil().pk


@pytest.fixture
def kantor(basis):
    return PerangkatDaerah.objects.get(pk=basis)


def change(lama, baru):
    assert lama in TEKS
    return TEKS.replace(lama, baru)


def load(kantor, teks=TEKS, mulai=MULAI):
    return load_sop(kantor=kantor, teks=teks, berlaku_mulai=mulai)


def count_rows(kantor):
    """SOPs, steps and acts of the office."""
    langkah, tindakan = Langkah.objects.filter(sop__perangkat_daerah=kantor), Tindakan.objects.all()
    return kantor.sop_set.count(), langkah.count(), tindakan.filter(langkah__in=langkah).count()


def test_load_sop_keeps_every_word_and_act():
    sop = load(create_kantor("dispermades"))
    assert (sop.versi, str(sop)) == (1, "Pengukuran Kinerja (versi 1)")
    asal, kini = read_sop(TEKS), build_sop(Sop.objects.get(pk=sop.pk))
    assert (kini.kantor, kini.prosedur, kini.nomor, kini.nama) == (asal.kantor, asal.prosedur, asal.nomor, asal.nama)
    assert (kini.langkah, kini.menit_per_hari) == (asal.langkah, asal.menit_per_hari)
    assert {k: tuple(n) if isinstance(n, list) else n for k, n in kini.identitas.items()} == asal.identitas
    assert count_rows(sop.perangkat_daerah) == (1, 16, 18)


def test_load_sop_of_the_same_text_is_the_same_version():
    kantor = create_kantor()
    satu = load(kantor)
    assert load(kantor, mulai=datetime.date(2030, 1, 1)) == satu
    assert count_rows(kantor) == (1, 16, 18)


def test_load_sop_of_a_changed_text_is_the_next_version_and_the_old_stays():
    kantor = create_kantor()
    satu = load(kantor)
    dua = load(kantor, change('waktu = "4 Jam"\nmenit = 240', 'waktu = "5 Jam"\nmenit = 300'))
    assert [(s.versi, s.langkah_set.get(nomor=2).waktu) for s in (satu, dua)] == [(1, "4 Jam"), (2, "5 Jam")]
    assert load(kantor).versi == 3
    assert count_rows(kantor) == (3, 48, 54)


def test_load_sop_is_of_one_office():
    assert [load(create_kantor()).versi, load(create_kantor()).versi] == [1, 1]


def test_load_sop_of_an_unlawful_text_stores_nothing_and_names_the_steps():
    salah = change('peran = "sekretaris", transisi = "verifikasi"', 'peran = "staf", transisi = "verifikasi"')
    kantor = create_kantor()
    with pytest.raises(KelengkapanError) as galat:
        load(kantor, salah)
    assert str(galat.value) == "SOP Pengukuran Kinerja tidak sah."
    assert galat.value.kesalahan == {"": [
        'Langkah 11: Tindakan 1: Peran "staf" tidak berwenang atas "verifikasi"; yang berwenang: "sekretaris".',
        'Langkah 11: Tindakan 1: Peran "staf" tidak dapat mengembalikan; hanya "kepala" atau "sekretaris".',
        "Langkah 14: Tindakan 1: Laporan belum diverifikasi Sekretaris sejak pengajuan terakhir.",
    ]}  # fmt: skip
    assert count_rows(kantor) == (0, 0, 0)


def test_load_sop_of_a_text_that_is_no_sop_stores_nothing():
    kantor = create_kantor()
    for teks in ("bukan = [toml", change('jenis = "perintah"', 'jenis = "titah"')):
        with pytest.raises(SopError):
            load(kantor, teks)
    assert count_rows(kantor) == (0, 0, 0)


def test_find_sop_is_the_latest_version_that_has_begun():
    kantor = create_kantor()
    hari = kantor.hari_ini()
    assert find_sop(kantor, "pengukuran_kinerja") is None
    satu = load(kantor, mulai=hari)
    load(kantor, change('waktu = "4 Jam"\nmenit = 240', 'waktu = "5 Jam"\nmenit = 300'), hari + datetime.timedelta(1))
    assert find_sop(kantor, "pengukuran_kinerja") == satu
    assert find_sop(kantor, "pengumpulan_data_kinerja") is None
    assert find_sop(create_kantor(), "pengukuran_kinerja") is None


def test_a_running_case_keeps_the_version_that_it_started_under(kantor):
    """In the next version step 2 is a report: the old case holds its meeting still, the new one does not."""

    def create(triwulan):
        return create_pengukuran(kantor=kantor, tahun=2026, triwulan=triwulan, user=get_user("kepala"))

    lama = create(1)
    baris = change('jenis = "rapat", peran = "sekretaris" }', 'jenis = "lapor", peran = "sekretaris" }')
    sop = load(kantor, baris)
    baru = create(2)
    assert (lama.sop.versi, baru.sop, sop.versi) == (1, sop, 2)
    assert [do(kasus).tindakan.jenis for kasus in (lama, baru)] == ["rapat", "lapor"]
    lama, baru = fetch(lama), fetch(baru)
    assert [(k.tindakan.langkah.sop, k.tindakan.langkah.nomor) for k in (lama, baru)] == [(lama.sop, 2), (sop, 2)]
    assert do(do(lama)).tindakan.langkah.sop == lama.sop
