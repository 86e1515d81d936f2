"""Defects that a reading of collection found, each proven and mended: refusals on record, lost files, true sentences."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from collection.enums import Peran
from collection.errors import AksesError, BentrokError, IsianError
from collection.models import Impor, Jejak, Target
from collection.muat import load_rencana
from collection.services.bukti import attach_bukti
from collection.services.impor import apply_impor, cancel_impor, create_impor
from tests.factories.berkas import PDF
from tests.factories.dasar import create_pejabat, create_user
from tests.factories.formulir import create_kerja
from tests.factories.halaman import Halaman, link, read_teks, visit
from tests.factories.rencana import build_xlsx

pytestmark = pytest.mark.django_db


@pytest.fixture
def kerja():
    return create_kerja()


def create(kerja) -> tuple[Impor, object]:
    user = create_pejabat(Peran.PERENCANA, kerja.kantor)
    isi = build_xlsx([["persen", "", "%", 60, 25, None, None, 60]])
    return create_impor(kantor=kerja.kantor, tahun=2026, user=user, nama="a.xlsx", isi=isi, muat=load_rencana), user


def test_a_refused_cancelling_of_an_import_is_on_record(kerja):
    impor, user = create(kerja)
    asing = create_user()
    with pytest.raises(AksesError):
        cancel_impor(impor=impor, user=asing)
    apply_impor(impor=impor, user=user)
    with pytest.raises(BentrokError):
        cancel_impor(impor=impor, user=user)
    ditolak = Jejak.objects.filter(diterima=False, objek_id=impor.pk).order_by("pk")
    assert list(ditolak.values_list("aksi", "pengguna")) == [("batalkan_impor", asing.pk), ("batalkan_impor", user.pk)]


def test_an_import_whose_file_is_lost_says_so_and_changes_nothing(kerja):
    impor, user = create(kerja)
    impor.berkas.storage.delete(impor.berkas.name)
    with pytest.raises(IsianError, match=r"^Berkas yang diperiksa tidak ada lagi di penyimpanan\."):
        apply_impor(impor=impor, user=user)
    assert Target.objects.get(indikator__kode="persen").tahunan == 50


def test_evidence_whose_file_is_lost_says_so(client, kerja):
    berkas = SimpleUploadedFile("bukti.pdf", PDF)
    bukti = attach_bukti(realisasi=kerja.get_baris("persen"), berkas=berkas, user=kerja.operator)
    bukti.berkas.storage.delete(bukti.berkas.name)
    client.force_login(kerja.operator)
    halaman = Halaman(client.get(link("collection:bukti_detail", bukti.pk)))
    assert (halaman.status, "Berkas bukti.pdf tidak ada di penyimpanan." in read_teks(halaman.akar)) == (422, True)


def test_the_page_of_an_applied_import_says_what_happens_to_forms_that_were_sent(client, kerja):
    """The agreement of the form is stipulated, so that the import goes into a draft: the page must say so."""
    impor, user = create(kerja)
    apply_impor(impor=impor, user=user)
    formulir = visit(client, kerja.operator, link("collection:formulir_detail", kerja.formulir.pk))
    assert "25,00" not in formulir.read("td", **{"class": "angka"})
    halaman = visit(client, user, link("collection:impor_detail", impor.pk))
    [kalimat] = halaman.read("section", **{"class": "selanjutnya"})
    assert "Target tersimpan dalam draf Perjanjian Kinerja." in kalimat
