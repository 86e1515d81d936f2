"""The same evidence file again: refused on its own row, told of where it proves another one."""

import pytest
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile

from collection.enums import Peran
from collection.errors import BerkasError
from collection.models import Bukti, Jejak
from collection.queries import list_bukti_sama
from collection.services.bukti import attach_bukti, remove_bukti
from tests.factories.berkas import PDF
from tests.factories.dasar import create_pejabat
from tests.factories.formulir import add_unit, create_bahan, create_kerja, send
from tests.factories.halaman import link, visit

pytestmark = pytest.mark.django_db



@pytest.fixture
def kerja():
    return create_kerja()


def attach(kerja, kode="persen", nama="bukti.pdf", isi=PDF, user=None) -> Bukti:
    baris, berkas = kerja.get_baris(kode), SimpleUploadedFile(nama, isi)
    return attach_bukti(realisasi=baris, berkas=berkas, user=user or kerja.operator)


def test_attach_refuses_the_same_content_on_the_same_row_and_names_the_first(kerja, settings):
    rekan = create_pejabat(Peran.BIDANG, kerja.kantor, unit=kerja.unit)
    attach(kerja, nama="laporan.pdf")
    with pytest.raises(BerkasError) as galat:
        attach(kerja, nama="salinan (2).pdf", user=rekan)
    pesan = (
        "Berkas salinan (2).pdf tidak disimpan lagi: isinya sama dengan bukti laporan.pdf yang sudah diunggah "
        f"{kerja.operator.nama} pada baris ini."
    )
    assert (str(galat.value), [b.nama for b in Bukti.objects.all()]) == (pesan, ["laporan.pdf"])
    assert len([b for b in settings.MEDIA_ROOT.rglob("*") if b.is_file()]) == 1
    assert Jejak.objects.get(diterima=False).alasan == pesan


def test_attach_takes_another_content_under_the_same_name(kerja):
    attach(kerja)
    attach(kerja, isi=PDF + b" lain")
    assert list(Bukti.objects.values_list("nama", flat=True)) == ["bukti.pdf"] * 2


def test_attach_takes_a_file_again_that_was_removed(kerja):
    remove_bukti(bukti=attach(kerja), user=kerja.operator)
    attach(kerja)
    assert [b.dihapus_pada is None for b in Bukti.objects.order_by("pk")] == [False, True]


def test_the_same_file_on_another_indicator_says_where_else_it_is_used(client, kerja):
    attach(kerja, nama="rekap.pdf")
    client.force_login(kerja.operator)
    baris = kerja.get_baris("jumlah")
    berkas = {"berkas": SimpleUploadedFile("rekap.pdf", PDF)}
    response = client.post(link("collection:bukti_create", baris.pk), berkas)
    assert [str(p) for p in get_messages(response.wsgi_request)] == [
        "Bukti rekap.pdf tersimpan. Berkas yang sama juga menjadi bukti Persentase desa mandiri (Triwulan I 2026)."
    ]
    halaman = visit(client, kerja.operator, link("collection:formulir_detail", kerja.formulir.pk))
    rincian = halaman.read("span", **{"class": "berkas-rincian"})
    assert [teks.partition("Juga bukti ")[2] for teks in rincian] == [
        "Jumlah desa yang dibina (Triwulan I 2026)",
        "Persentase desa mandiri (Triwulan I 2026)",
    ]


def test_another_units_use_is_told_to_those_who_see_that_unit_only():
    kerja = create_bahan()
    lain = add_unit(kerja, "Bidang Lain")
    send(kerja)
    attach(kerja)
    bukti = attach(kerja, "Bidang Lain", user=lain)
    assert list_bukti_sama(lain, [bukti]) == {bukti.pk: []}
    semua = list_bukti_sama(kerja.tim, [bukti])
    assert [b.realisasi for b in semua[bukti.pk]] == [kerja.get_baris("persen")]


def test_a_removed_copy_is_no_use(kerja):
    remove_bukti(bukti=attach(kerja), user=kerja.operator)
    bukti = attach(kerja, "jumlah")
    assert list_bukti_sama(kerja.tim, [bukti]) == {bukti.pk: []}


def test_many_uses_are_counted_after_the_third(client):
    kerja = create_kerja(tambahan=4)
    for nomor in range(2, 6):
        attach(kerja, f"tambahan-{nomor:02d}")
    client.force_login(kerja.operator)
    berkas = {"berkas": SimpleUploadedFile("a.pdf", PDF)}
    response = client.post(link("collection:bukti_create", kerja.get_baris("persen").pk), berkas)
    [pesan] = [str(p) for p in get_messages(response.wsgi_request)]
    assert pesan.endswith("Indikator tambahan-04 (Triwulan I 2026), dan 1 baris lain.")
