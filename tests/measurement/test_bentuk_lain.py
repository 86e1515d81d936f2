"""What else reads figures knows ranges, Ya or Tidak and components: other settings, a published table, pages, trail."""

import html

import pytest
from django.urls import reverse

from collection.enums import Peran
from measurement.periksa_tabel.baca import Sel
from measurement.periksa_tabel.hasil import check_tabel
from measurement.services.baris import list_baris
from measurement.services.dampak import measure_dampak
from measurement.services.metodologi import build_ketentuan
from tests.factories.bentuk import BENTUK, compute_bentuk, create_bentuk
from tests.factories.bersama import share
from tests.factories.dasar import create_pejabat
from tests.factories.halaman import find_inline

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def basis(django_db_setup, django_db_blocker, tmp_path_factory):
    with share(django_db_blocker, tmp_path_factory.mktemp("bentuk-lain")):
        kerja = create_bentuk()
        yield kerja, compute_bentuk(kerja)


@pytest.fixture
def kerja(basis):
    return basis[0]


@pytest.fixture
def kertas(basis):
    return basis[1]


def test_the_same_settings_change_no_figure_of_any_kind(kertas):
    dampak = measure_dampak(kertas, build_ketentuan(kertas.metodologi))
    assert len(dampak.baris) == len(BENTUK) + 3
    for pindah in dampak.baris:
        assert (pindah.baru.hasil.capaian, pindah.baru.hasil.penjelasan) == (
            pindah.lama.hasil.capaian, pindah.lama.hasil.penjelasan,
        )  # fmt: skip
    assert dampak.baru.nilai.rerata == dampak.lama.nilai.rerata


def test_our_own_table_of_all_kinds_agrees_with_its_check(kertas):
    ada = [b for b in list_baris(kertas) if b.hasil.capaian is not None]
    baris = [b for b in ada if b.baris.kode != "mutu"]  # its scale is the test's own, the check knows SAKIP's
    tabel = [
        {
            "indikator": Sel(b.baris.nama), "satuan": Sel(b.baris.satuan), "arah": Sel(b.baris.get_rumus_display()),
            "target": Sel(b.target), "realisasi": Sel(b.write(b.hasil.realisasi)), "capaian": Sel(f"{b.hasil.capaian}".replace(".", ",")),
        }
        for b in baris
    ]  # fmt: skip
    salah = [(b.baris.kode, v.penjelasan) for b, v in zip(baris, check_tabel(tabel), strict=True) if v.capaian != b.hasil.capaian]
    assert salah == []


@pytest.mark.parametrize("kode", BENTUK)
def test_why_this_figure_and_the_indicator_itself_are_shown(client, kerja, kertas, kode):
    client.force_login(create_pejabat(Peran.KEPALA, kerja.kantor))
    b = next(b for b in list_baris(kertas) if b.baris.kode == kode)
    for alamat, isi in (
        (reverse("measurement:baris_detail", args=[b.baris.pk]), (b.target, b.write(b.hasil.realisasi), b.hasil.penjelasan)),
        (reverse("collection:indikator_detail", args=[b.baris.indikator_id]), (b.baris.indikator.get_rumus_display(),)),
        (f"{reverse('collection:rencana_list')}?kantor={kerja.kantor.singkatan}&tahun=2026", (b.baris.nama,)),
    ):
        jawab = client.get(alamat)
        teks = html.unescape(jawab.content.decode())
        assert jawab.status_code == 200 and find_inline(teks) == []
        assert [satu for satu in isi if satu not in teks] == [], alamat
