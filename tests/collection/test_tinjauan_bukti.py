"""A form without evidence says so and may be handed in; what is filled in is counted as it is typed."""

import pytest

from collection.enums import StatusFormulir
from collection.queries_formulir import list_kekurangan
from collection.services.bukti import remove_bukti
from collection.services.formulir import submit_formulir
from collection.services.tinjauan import list_halangan, list_tanpa_bukti
from collection.views.baris_formulir import attach_bukti
from tests.factories.formulir import create_kerja, fill, save
from tests.factories.halaman import Halaman, link, visit

pytestmark = pytest.mark.django_db


@pytest.fixture
def kerja():
    return create_kerja()


def add_bukti(kerja, kode="persen"):
    isian = {"nama": "a.pdf", "berkas": "x", "jenis": "application/pdf", "ukuran": 1, "sha256": "0" * 64}
    return kerja.get_baris(kode).bukti_set.create(diunggah_oleh=kerja.operator, **isian)


def list_nama(kerja):
    baris = attach_bukti(list(kerja.formulir.realisasi_set.all()))
    ada = {satu.pk: [bukti.syarat for bukti in satu.bukti_kini] for satu in baris}
    return [t.nama for t in list_tanpa_bukti(kerja.formulir, baris, ada)]


def test_only_what_is_filled_in_wants_evidence_and_a_removed_file_is_none(kerja):
    assert list_nama(kerja) == []
    fill(kerja)
    assert list_nama(kerja) == ["Persentase desa mandiri", "Jumlah desa yang dibina"]
    bukti = add_bukti(kerja)
    assert list_nama(kerja) == ["Jumlah desa yang dibina"]
    remove_bukti(bukti=bukti, user=kerja.operator)
    assert list_nama(kerja) == ["Persentase desa mandiri", "Jumlah desa yang dibina"]


def test_it_does_not_keep_the_form_from_being_handed_in(kerja):
    fill(kerja)
    assert (list_kekurangan(kerja.formulir), list_halangan(kerja.formulir)) == ([], [])
    assert submit_formulir(formulir=kerja.formulir, user=kerja.operator).status == StatusFormulir.DISERAHKAN


def test_half_a_person_wants_a_remark(kerja):
    save(kerja.get_baris("jumlah"), "8,5", user=kerja.operator)
    [kata] = list_halangan(kerja.formulir)
    assert kata.startswith("Jumlah desa yang dibina: Nilai 8,5 desa tidak bulat")


def test_how_much_is_filled_in_comes_with_what_is_left_to_do(client, kerja):
    alamat = link("collection:formulir_detail", kerja.formulir.pk)
    halaman = visit(client, kerja.operator, alamat)
    [awal] = halaman.find("div", id="kemajuan-formulir")
    assert "hx-swap-oob" not in dict(awal.attributes)
    save(kerja.get_baris("persen"), "12", user=kerja.operator)
    potongan = Halaman(client.get(alamat + "?bagian=periksa"))
    [kini] = potongan.find("div", id="kemajuan-formulir")
    assert dict(kini.attributes)["hx-swap-oob"] == "true"
    assert potongan.read("div", id="kemajuan-formulir") == ["Indikator terisi: 1 dari 3"]


def test_the_capaian_says_that_it_is_being_loaded(client, kerja):
    baris = kerja.get_baris("persen")
    halaman = visit(client, kerja.tim, link("collection:formulir_detail", kerja.formulir.pk))
    assert halaman.read("span", id=f"capaian-{baris.pk}")[0].startswith("memuat …")


def test_a_form_that_is_not_ones_own_names_the_role(client, kerja):
    client.force_login(create_kerja().operator)
    response = client.get(link("collection:formulir_detail", kerja.formulir.pk))
    assert response.status_code == 404
    assert "bukan wewenang peran Anda" in response.content.decode()
