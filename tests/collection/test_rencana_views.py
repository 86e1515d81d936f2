"""The plan as tree and table, and the page of one indicator: content, doors, and a fixed number of queries."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from collection.enums import Konsolidasi, Peran, Rumus
from collection.models import PerjanjianKinerja, Target
from collection.services.rencana import build_rencana
from collection.views.indikator import KONSOLIDASI_KATA, RUMUS_KATA
from tests.factories.dasar import create_kantor, create_pejabat, create_user
from tests.factories.rencana import create_indikator, create_predikat, create_rencana
from tests.halaman import find_inline

pytestmark = pytest.mark.django_db
DAFTAR = "/rencana/"


@pytest.fixture
def kantor():
    return create_kantor("dinas-a")


@pytest.fixture
def pk(kantor):
    return create_rencana(kantor, jumlah=2)


@pytest.fixture
def masuk(client, kantor):
    client.force_login(create_pejabat(Peran.BIDANG, kantor))
    return client


def get(client, alamat: str = DAFTAR, status: int = 200) -> str:
    response = client.get(alamat)
    assert response.status_code == status
    return response.content.decode()


def test_rencana_list_needs_a_login(client):
    assert client.get(DAFTAR).url == "/masuk/?next=/rencana/"


@pytest.mark.parametrize("tampilan", ["", "?tampilan=tabel"])
def test_rencana_list_shows_the_whole_plan(masuk, pk, tampilan):
    isi = get(masuk, DAFTAR + tampilan)
    ada = [
        "Tujuan uji",
        "Sasaran uji",
        "Indikator 1",
        "Indikator 2",
        "Program 1",
        "Kegiatan 1",
        "Sub kegiatan 1",
        "50,00",
    ]
    assert [teks for teks in ada if teks not in isi] == []
    assert "2 indikator, pagu <strong>Rp1.000.000</strong>" in isi
    assert find_inline(isi) == []


def test_rencana_list_search_keeps_what_is_above(masuk, pk):
    isi = get(masuk, DAFTAR + "?q=indikator+2")
    assert ("Indikator 2" in isi, "Sasaran uji" in isi, "Indikator 1" in isi, "Program 1" in isi) == (
        True,
        True,
        False,
        False,
    )
    assert 'value="indikator 2"' in isi


def test_rencana_list_search_without_a_hit_says_so(masuk, pk):
    assert "Tidak ada yang cocok" in get(masuk, DAFTAR + "?q=zzz")


def test_rencana_list_search_is_shown_as_text(masuk, pk):
    isi = get(masuk, DAFTAR + "?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E")
    assert "<script>alert" not in isi


def test_rencana_list_empty_says_who_comes_next(masuk):
    isi = get(masuk)
    assert "Rencana belum diisi" in isi
    assert "Perencana atau Admin menambah Renstra, tujuan, sasaran, program, dan indikator" in isi


def test_rencana_list_without_any_role(client):
    client.force_login(create_user())
    assert "Anda belum memegang peran" in get(client)


def test_rencana_list_year_of_renstra_without_agreement(masuk, pk):
    isi = get(masuk, DAFTAR + "?tahun=2028")
    assert "Perjanjian Kinerja tahun ini belum ada." in isi
    assert "belum ada target" in isi


@pytest.mark.parametrize("kueri", ["?tahun=1999", "?tahun=abc", "?kantor=dinas-b", "?kantor=tidak-ada"])
def test_rencana_list_outside_is_not_found(masuk, pk, kueri):
    create_rencana(create_kantor("dinas-b"))
    get(masuk, DAFTAR + kueri, 404)


def test_rencana_list_begins_with_the_last_year_that_has_begun(masuk, kantor, pk):
    tahun_ini = kantor.hari_ini().year
    for tahun in (tahun_ini - 1, tahun_ini, tahun_ini + 1):
        PerjanjianKinerja.objects.get_or_create(perangkat_daerah=kantor, tahun=tahun, versi=1)
    assert f"<h1>Rencana {tahun_ini}</h1>" in get(masuk)


def test_rencana_list_shows_the_version_in_force(masuk, kantor, pk):
    baru = PerjanjianKinerja.objects.create(
        perangkat_daerah=kantor, tahun=2026, versi=2, nomor="050/9", tanggal=datetime.date(2026, 9, 1),
        status="ditetapkan",
    )
    Target.objects.create(perjanjian_kinerja=baru, indikator=kantor.indikator_set.first(), tahunan=77)
    isi = get(masuk, DAFTAR + "?tahun=2026")
    assert "Perjanjian Kinerja 2026 Perubahan 1</a>, nomor 050/9, 1 September 2026." in isi
    assert ("77,00" in isi, "50,00" in isi) == (True, False)


def test_rencana_list_two_offices_are_never_mixed(client, kantor, pk):
    lain = create_rencana(create_kantor("dinas-b"), jumlah=3).perangkat_daerah
    user = create_pejabat(Peran.PENGAWAS, kantor)
    lain.penugasan_set.create(pengguna=user, peran=Peran.PENGAWAS, mulai=kantor.hari_ini())
    client.force_login(user)
    assert "2 indikator" in get(client, DAFTAR + "?kantor=dinas-a")
    isi = get(client, DAFTAR + "?kantor=dinas-b")
    assert "3 indikator" in isi
    assert '<option value="dinas-a">' in isi


@pytest.mark.parametrize("peran", list(Peran))
def test_rencana_list_import_button_only_where_it_works(client, kantor, pk, peran):
    client.force_login(create_pejabat(peran, kantor))
    assert ("Impor dari Excel</a>" in get(client)) == (peran in (Peran.PERENCANA, Peran.ADMIN))


@pytest.mark.parametrize("tampilan", ["", "?tampilan=tabel"])
def test_rencana_list_number_of_queries_does_not_grow(client, tampilan):
    hitung = []
    for nomor, jumlah in enumerate((1, 30)):
        kantor = create_kantor(f"banyak-{nomor}")
        create_rencana(kantor, jumlah=jumlah)
        client.force_login(create_pejabat(Peran.KEPALA, kantor))
        with CaptureQueriesContext(connection) as query:
            get(client, DAFTAR + tampilan)
        hitung.append(len(query))
    assert hitung[0] == hitung[1] <= 20


def test_build_rencana_pagu_adds_up_and_none_is_not_zero(kantor, pk):
    [program] = build_rencana(kantor=kantor, tahun=2026, pk=pk).program
    assert [simpul.pagu for simpul in program.walk()] == [1_000_000] * 3
    [program] = build_rencana(kantor=kantor, tahun=2026, pk=None).program
    assert [simpul.pagu for simpul in program.walk()] == [None] * 3


def test_build_rencana_leaves_out_the_renstra_of_other_years(kantor, pk):
    assert build_rencana(kantor=kantor, tahun=2031, pk=None).tujuan == []


def test_indikator_detail_tells_manual_and_targets(masuk, kantor, pk):
    indikator = kantor.indikator_set.first()
    lama = PerjanjianKinerja.objects.create(perangkat_daerah=kantor, tahun=2025, nomor="050/1", status="ditetapkan")
    Target.objects.create(perjanjian_kinerja=lama, indikator=indikator, tahunan=40)
    perubahan = PerjanjianKinerja.objects.create(perangkat_daerah=kantor, tahun=2025, versi=2, status="ditetapkan")
    Target.objects.create(perjanjian_kinerja=perubahan, indikator=indikator, tahunan=45)
    isi = get(masuk, reverse("collection:indikator_detail", args=[indikator.pk]))
    ada = [
        "Tujuan uji",
        "Sasaran uji",
        RUMUS_KATA[Rumus.MAKS],
        KONSOLIDASI_KATA[Konsolidasi.AKHIR],
        "Belum diisi. Perencana",
    ]
    assert [teks for teks in ada if teks not in isi] == []
    assert isi.index("2025 (Perubahan 1)") < isi.index("45,00") < isi.index("50,00")
    assert "40,00" not in isi
    assert find_inline(isi) == []


def test_indikator_detail_predicate_shows_labels(masuk, kantor, pk):
    predikat = create_predikat(kantor.indikator_set.first().sasaran, 9)
    Target.objects.create(perjanjian_kinerja=pk, indikator=predikat, tahunan=2)
    isi = get(masuk, reverse("collection:indikator_detail", args=[predikat.pk]))
    assert "Skala Uji: B = 1, BB = 2, A = 3" in isi
    assert 'data-label="Tahunan" class="angka">BB</td>' in isi


def test_indikator_detail_of_a_sub_kegiatan_shows_the_whole_path(masuk, kantor, pk):
    sub = pk.pagu_set.get().sub_kegiatan
    indikator = create_indikator(kantor.indikator_set.first().sasaran, 8)
    kantor.indikator_set.filter(pk=indikator.pk).update(sasaran=None, sub_kegiatan=sub)
    isi = get(masuk, reverse("collection:indikator_detail", args=[indikator.pk]))
    assert isi.index("Program 1") < isi.index("Kegiatan 1") < isi.index("Sub kegiatan 1")
    assert "Belum ada target" in isi


def test_indikator_detail_of_another_office_is_not_found(masuk):
    lain = create_rencana(create_kantor("dinas-b"))
    get(masuk, reverse("collection:indikator_detail", args=[lain.target_set.get().indikator_id]), 404)


def test_every_rumus_and_konsolidasi_is_explained():
    assert (set(RUMUS_KATA), set(KONSOLIDASI_KATA)) == (set(Rumus), set(Konsolidasi))
