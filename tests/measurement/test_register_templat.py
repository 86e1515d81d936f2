"""The register of letters, and the office's own wording of its papers."""

import csv
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from collection.errors import AksesError, BentrokError, IsianError
from collection.models import PerangkatDaerah
from measurement.enums import JenisNaskah
from measurement.models import Naskah, NomorSurat, TemplatNaskah
from measurement.naskah import BUATAN, DISEGEL, merge_teks
from measurement.services.naskah_contoh import build_contoh
from measurement.services.templat_naskah import find_templat, reset_templat, save_templat
from tests.factories.gerak import cancel, do, walk_to
from tests.factories.kantor_contoh import create_kantor_kecil, get_user
from tests.factories.naskah import open_kasus, read_pdf

pytestmark = pytest.mark.django_db
UNDANGAN = JenisNaskah.UNDANGAN


@pytest.fixture
def kantor():
    return create_kantor_kecil()


def save(kantor, *, versi=0, pola="", user="admin", **teks):
    isi = merge_teks(UNDANGAN, {}) | teks
    return save_templat(
        kantor=kantor, jenis=UNDANGAN, teks=isi, pola_nomor=pola, versi=versi, user=get_user(user)
    )


def make_undangan(kantor, triwulan=4):
    kasus = do(walk_to(open_kasus(kantor, "dispermades_pengukuran", triwulan), 5))
    return kasus, Naskah.objects.filter(disposisi__pengukuran=kasus, jenis="undangan").get()


@pytest.mark.kertas
def test_the_offices_words_and_pattern_are_on_the_next_paper_only(kantor):
    _, lama = make_undangan(kantor, 3)
    save(kantor, hal="Undangan Rapat {periode}", pola="005/{urut}/{tahun}")
    _, baru = make_undangan(kantor)
    assert "Undangan Rapat Triwulan IV 2026" in read_pdf(baru)
    assert "Undangan Rapat" not in read_pdf(Naskah.objects.get(pk=lama.pk))
    assert baru.nomor_surat.nomor == f"005/{lama.nomor_surat.urut + 1}/{kantor.hari_ini().year}"


def test_only_what_differs_is_stored_and_a_reset_is_a_version_too(kantor):
    assert save(kantor) is None
    assert save(kantor, hal="Undangan Rapat").teks == {"hal": "Undangan Rapat"}
    assert reset_templat(kantor=kantor, jenis=UNDANGAN, user=get_user("admin")).versi == 2
    assert (find_templat(kantor, UNDANGAN).teks, TemplatNaskah.objects.count()) == ({}, 2)
    assert reset_templat(kantor=kantor, jenis=UNDANGAN, user=get_user("admin")) is None


def test_everything_wrong_is_told_at_once_with_the_blanks_that_are_known(kantor):
    with pytest.raises(IsianError) as galat:
        save(kantor, hal="{nama}", pembuka="{", pola="{urut}")
    assert sorted(galat.value.kesalahan) == ["hal", "pembuka", "pola_nomor"]
    assert "Yang tersedia: {periode}" in galat.value.kesalahan["hal"][0]
    assert TemplatNaskah.objects.count() == 0


def test_who_was_slower_is_told_and_others_than_the_admin_are_refused(kantor):
    save(kantor, hal="A")
    with pytest.raises(BentrokError):
        save(kantor, hal="B", versi=0)
    with pytest.raises(AksesError):
        save(kantor, hal="B", versi=1, user="kepala")


@pytest.mark.parametrize("jenis", BUATAN)
def test_every_kind_has_an_example_that_its_page_shows(client, kantor, jenis):
    contoh = build_contoh(kantor, jenis, merge_teks(jenis, {}), "")
    assert (contoh["jenis"], NomorSurat.objects.count()) == (jenis.value, 0)
    client.force_login(get_user("admin"))
    halaman = client.get(reverse("measurement:templat_update", args=[kantor.pk, jenis.value])).content.decode()
    assert "(contoh)" in halaman
    segel = ("Disegel secara elektronik" in halaman, "/verifikasi/contoh/" in halaman, 'class="qr"' in halaman)
    assert segel == ((jenis in DISEGEL,) * 3)


def test_the_page_previews_saves_and_shows_the_history(client, kantor, jam):
    client.force_login(get_user("admin"))
    alamat = reverse("measurement:templat_update", args=[kantor.pk, UNDANGAN.value])
    isi = merge_teks(UNDANGAN, {}) | {"hal": "Rapat {tahun}", "versi": 0, "pola_nomor": ""}
    assert "Yang dapat disisipkan" in client.get(alamat).content.decode()
    contoh = client.post(alamat, isi | {"pratinjau": "1"})
    assert (contoh.status_code, "Rapat 2026" in contoh.content.decode()) == (200, True)
    assert TemplatNaskah.objects.count() == 0
    pratinjau = client.post(reverse("measurement:templat_preview", args=[kantor.pk, UNDANGAN.value]), isi)
    assert "Rapat 2026" in pratinjau.content.decode()
    salah = client.post(alamat, isi | {"hal": "{siapa}"})
    assert (salah.status_code, "{siapa} tidak dikenal" in salah.content.decode()) == (422, True)
    assert client.post(alamat, isi).status_code == 302
    assert "Versi 1" in client.get(alamat).content.decode()
    assert client.get(reverse("measurement:templat_update", args=[kantor.pk, "laporan"])).status_code == 404


def test_the_register_explains_the_numbers_of_a_cancelled_case(client, kantor):
    kasus, undangan = make_undangan(kantor)
    cancel(kasus, "Salah periode.")
    client.force_login(get_user("staf"))
    halaman = client.get(reverse("measurement:nomor_list")).content.decode().replace("<wbr>", "")
    assert undangan.nomor_surat.nomor in halaman and "Pengukuran dibatalkan: Salah periode." in halaman
    baris = list(csv.reader(io.StringIO(client.get(reverse("measurement:nomor_csv")).content.decode()), delimiter=";"))
    assert [(satu[4], satu[2]) for satu in baris[1:]] == [("Undangan", "1"), ("Lembar disposisi", "1")]
    assert client.get(reverse("measurement:nomor_list"), {"jenis": "laporan"}).context["baris"] == []
    assert client.get(reverse("measurement:nomor_list"), {"tahun": "x"}).status_code == 404


def test_the_workbook_has_the_rows_of_the_csv_and_every_cell_is_text(client, kantor):
    """Also where a reason begins as a formula would."""
    kasus, _ = make_undangan(kantor)
    cancel(kasus, "Salah periode.")
    PerangkatDaerah.objects.filter(pk=kantor.pk).update(nama="=1+1")
    client.force_login(get_user("staf"))
    for saring in ({}, {"jenis": "undangan"}):
        teks = client.get(reverse("measurement:nomor_csv"), saring).content.decode("utf-8-sig")
        semestinya = [tuple(satu) for satu in csv.reader(io.StringIO(teks), delimiter=";")]
        jawaban = client.get(reverse("measurement:nomor_xlsx"), saring)
        lembar = load_workbook(io.BytesIO(jawaban.content)).active
        isi = [tuple(sel.value or "" for sel in baris) for baris in lembar.iter_rows()]
        assert [("'=1+1" if satu[0] == "=1+1" else satu[0], *satu[1:]) for satu in isi] == semestinya
        assert {sel.data_type for baris in lembar.iter_rows() for sel in baris if sel.value} == {"s"}
        assert lembar["A2"].value == "=1+1" and lembar["A2"].quotePrefix
    assert 'filename="register_surat.xlsx"' in jawaban["Content-Disposition"]


def test_the_register_asks_as_often_for_many_numbers_as_for_few(client, kantor):
    client.force_login(get_user("staf"))
    jumlah = []
    for triwulan in (3, 4):
        make_undangan(kantor, triwulan)
        with CaptureQueriesContext(connection) as kueri:
            client.get(reverse("measurement:nomor_list"))
        jumlah.append(len(kueri))
    assert jumlah[0] == jumlah[1]


def test_another_office_sees_nothing_of_it(client, kantor):
    _, undangan = make_undangan(kantor)
    client.force_login(get_user("kepala", "dpmd-blora"))
    assert client.get(reverse("measurement:nomor_list")).context["baris"] == []
    assert client.get(reverse("measurement:naskah_detail", args=[undangan.pk])).status_code == 404
