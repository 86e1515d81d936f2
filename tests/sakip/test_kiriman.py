"""How much a request may carry: refused by its length, cut while it is read, told in Indonesian."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from collection.enums import Peran
from collection.models import Bukti, Formulir
from measurement.enums import Status
from sakip.kiriman import POTONGAN
from tests.factories.berkas import PDF
from tests.factories.dasar import create_kantor, create_pejabat
from tests.factories.kantor_contoh import create_kasus, get_user

pytestmark = pytest.mark.django_db

BESAR = "Kiriman Anda 2 MB; sekali kirim paling besar 1 MB, jadi tidak ada yang disimpan."
TAMU = "Anda belum masuk atau sesi Anda sudah berakhir, jadi tidak ada yang disimpan."
MB = 1024 * 1024


@pytest.fixture(autouse=True)
def _batas(settings):
    settings.MAKS_UKURAN_KIRIMAN, settings.MAKS_UKURAN_KIRIMAN_TAMU = MB, 1024


def send(client, url, ukuran):
    """A POST with one file of that many bytes."""
    return client.post(url, {"berkas": SimpleUploadedFile("a.pdf", b"x" * ukuran)})


@pytest.fixture
def masuk(client):
    client.force_login(create_pejabat(Peran.PERENCANA, create_kantor()))
    return client


@pytest.mark.parametrize("kepala", [{}, {"HTTP_HX_REQUEST": "true"}])
def test_a_body_over_the_bound_is_a_413_page(masuk, kepala):
    jawaban = masuk.post("/sandi/", {"berkas": SimpleUploadedFile("a.pdf", b"x" * (MB + 1))}, **kepala)
    assert (jawaban.status_code, jawaban.text.count(BESAR), "<html" in jawaban.text) == (413, 1, not kepala)


def test_the_413_page_leads_back_to_the_form(masuk):
    jawaban = masuk.post("/sandi/", {"a": "x" * (MB + 1)}, HTTP_REFERER="http://testserver/impor-target/")
    assert jawaban.text.count('href="http://testserver/impor-target/"') == 1


def test_a_body_over_the_bound_is_never_parsed(masuk, monkeypatch):
    monkeypatch.setattr("django.http.request.HttpRequest.parse_file_upload", lambda *args: pytest.fail("parsed"))
    assert send(masuk, "/masuk/", MB).status_code == 413


def test_who_is_not_signed_in_sends_the_login_form_and_nothing_larger(client):
    jawaban = send(client, "/masuk/", 2000)
    assert (jawaban.status_code, jawaban.text.count(TAMU)) == (413, 1)
    assert send(client, "/masuk/", 100).status_code == 200


def test_a_length_that_is_no_number_carries_no_body(masuk):
    assert masuk.post("/masuk/", {"a": "b"}, CONTENT_LENGTH="banyak").status_code in (302, 400)


def test_the_body_is_read_away_so_that_the_browser_shows_the_answer(masuk, rf, monkeypatch):
    dibaca = []
    asli = type(rf.get("/")).read
    monkeypatch.setattr(type(rf.get("/")), "read", lambda self, n: dibaca.append(asli(self, n)) or dibaca[-1])
    send(masuk, "/masuk/", MB)
    assert sum(map(len, dibaca)) > MB
    assert max(map(len, dibaca)) <= POTONGAN


def test_reading_away_ends_in_time(masuk, monkeypatch, rf):
    """A body that never ends: the clock does."""
    detik = iter(range(0, 1000, 7))
    monkeypatch.setattr("sakip.kiriman.time.monotonic", lambda: next(detik))
    dibaca = []
    monkeypatch.setattr(type(rf.get("/")), "read", lambda self, n: dibaca.append(n) or b"x")
    assert send(masuk, "/masuk/", MB).status_code == 413
    assert len(dibaca) == 2


def test_a_file_over_its_bound_is_cut_while_read_and_refused_by_name(client, settings, monkeypatch, tmp_path):
    """Of 900 kB no more is stored than shows that it is over 100 kB."""
    kasus = create_kasus(Status.PENGUMPULAN)
    settings.MAKS_UKURAN_BUKTI, settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 100_000, 1000
    ditulis = []
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    monkeypatch.setattr(
        "django.core.files.uploadedfile.TemporaryUploadedFile.close",
        lambda self: ditulis.append(Path(self.temporary_file_path()).stat().st_size) or self.file.close(),
    )
    client.force_login(get_user("bidang.kb"))
    realisasi = Formulir.objects.get(periode=kasus.periode, unit__singkatan="KB").realisasi_set.first()
    jumlah = Bukti.objects.count()
    berkas = [SimpleUploadedFile("besar.pdf", PDF + b"x" * 900_000), SimpleUploadedFile("kecil.pdf", PDF)]
    jawaban = client.post(reverse("collection:bukti_create", args=[realisasi.pk]), {"berkas": berkas}, follow=True)
    pesan = [str(satu) for satu in jawaban.context["messages"]]
    assert [p.split(".pdf")[0] for p in pesan] == ["Berkas besar", "Bukti kecil"]
    assert Bukti.objects.count() == jumlah + 1
    assert 100_000 < max(ditulis) <= 100_000 + 2 * POTONGAN
