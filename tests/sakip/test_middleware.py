"""Refusals as pages, the zone of the user's office, and the login inside htmx."""

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from collection.angka import AngkaError
from collection.enums import Peran, ZonaWaktu
from collection.errors import (
    AksesError,
    BentrokError,
    BerkasError,
    IsianError,
    SakipError,
    SibukError,
    TerkunciError,
    TertahanError,
)
from measurement.errors import (
    BelumSiapError,
    FrasaError,
    GiliranError,
    KelengkapanError,
    LangkahError,
    LayananError,
    PeringatanError,
    PulihError,
    SedangDitandaError,
    SegelError,
    WewenangError,
)
from measurement.services.narasi import NarasiBentrokError
from measurement.services.periksa_berkas import LembarError
from sakip.middleware import SakipErrorMiddleware, ZonaMiddleware, find_status
from tests.factories.dasar import create_kantor, create_pejabat, create_user
from tests.factories.laporan import make_kantor, make_kasus
from tests.halaman import find_inline

STATUS = [
    (AksesError, 403), (WewenangError, 403), (BentrokError, 409), (TerkunciError, 409), (GiliranError, 409), (IsianError, 422),
    (KelengkapanError, 422), (LangkahError, 422), (SegelError, 422), (BerkasError, 422), (AngkaError, 422),
    (PeringatanError, 422), (SakipError, 422), (TertahanError, 429), (FrasaError, 422), (LayananError, 422),
    (BelumSiapError, 422), (LembarError, 422), (NarasiBentrokError, 409), (PulihError, 422), (SedangDitandaError, 409),
    (SibukError, 503),
]  # fmt: skip
JUDUL = {403: "Bukan wewenang Anda", 409: "Keadaan sudah berubah", 422: "Belum dapat dilakukan"}
HTMX = {"HTTP_HX_REQUEST": "true"}


def list_galat(kelas=SakipError):
    yield kelas
    for anak in kelas.__subclasses__():
        yield from list_galat(anak)


@pytest.mark.parametrize(("kelas", "status"), STATUS)
def test_find_status_by_kind_of_refusal(kelas, status):
    assert find_status(kelas.__new__(kelas)) == status


def test_the_table_above_has_every_refusal():
    assert {kelas.__name__ for kelas in list_galat()} - {"SopError"} == {kelas.__name__ for kelas, _ in STATUS}


@pytest.fixture
def kantor(db):
    return create_kantor()


@pytest.fixture
def masuk(client, kantor):
    """A Kepala of the office, signed in."""
    client.force_login(create_pejabat(Peran.KEPALA, kantor))
    return client


def refuse(rf, user, galat, **kepala):
    """What comes back when a view lets this refusal through."""
    request = rf.get("/pengukuran/7/", **kepala)
    request.user = user
    request.htmx = "HTTP_HX_REQUEST" in kepala
    middleware = SakipErrorMiddleware(lambda request: HttpResponse())
    return middleware.process_exception(request, galat)


@pytest.mark.parametrize(("galat", "status"), [(AksesError, 403), (GiliranError, 409), (SegelError, 422)])
def test_a_refusal_is_a_whole_page_with_what_happened(rf, kantor, galat, status):
    jawaban = refuse(rf, create_pejabat(Peran.KEPALA, kantor), galat("Tidak <b>bisa</b>."))
    teks = jawaban.content.decode()
    assert (jawaban.status_code, teks.count(f"<h1>{JUDUL[status]}</h1>")) == (status, 1)
    assert (teks.count("<p>Tidak &lt;b&gt;bisa&lt;/b&gt;.</p>"), teks.count("<html"), find_inline(teks)) == (1, 1, [])


def test_other_errors_are_not_ours_to_tell(rf, kantor):
    assert refuse(rf, create_user(), ValueError("Rahasia.")) is None


def test_a_refusal_by_the_site_itself_for_a_browser_and_for_htmx(masuk, kantor):
    url = reverse("collection:impor_list")
    halaman, potong = masuk.get(url), masuk.get(url, **HTMX)
    boosted = masuk.get(url, HTTP_HX_BOOSTED="true", **HTMX)
    teks = [jawaban.content.decode() for jawaban in (halaman, potong, boosted)]
    assert [jawaban.status_code for jawaban in (halaman, potong, boosted)] == [403] * 3
    assert [satu.count("<html") for satu in teks] == [1, 0, 1]
    assert [satu.count("data-penolakan") for satu in teks] == [0, 1, 0]
    assert [satu.count(JUDUL[403]) for satu in teks] == [2, 1, 2]


def test_a_refusal_that_lacks_something_comes_as_a_page_or_as_a_piece_of_one(rf, kantor):
    pesan, kepala = "Belum punya SOP.", create_pejabat(Peran.KEPALA, kantor)
    for meta, html in (({}, 1), (HTMX, 0)):
        jawaban = refuse(rf, kepala, IsianError(pesan), **meta)
        teks = jawaban.content.decode()
        assert (jawaban.status_code, teks.count(f"<p>{pesan}</p>"), teks.count("<html")) == (422, 1, html)


@pytest.mark.parametrize(
    ("asal", "tautan"),
    [
        ("http://testserver/pengukuran/7/", 1), ("https://jahat.example/", 0), ("javascript:alert(1)", 0),
        ("//jahat.example/", 0), ("http://[", 0), ("", 0),
    ],
)  # fmt: skip
def test_a_refusal_links_back_to_our_own_pages_only(rf, kantor, asal, tautan):
    jawaban = refuse(rf, create_pejabat(Peran.KEPALA, kantor), AksesError("Tidak."), HTTP_REFERER=asal)
    teks = jawaban.content.decode()
    assert teks.count("Kembali ke halaman sebelumnya") == tautan
    assert teks.count("jahat") == 0


def read_zona(rf, user):
    """The zone in force while a view runs for the user."""
    request = rf.get("/")
    request.user = user
    return ZonaMiddleware(lambda request: timezone.get_current_timezone_name())(request)


@pytest.mark.parametrize("zona", list(ZonaWaktu))
def test_zone_is_the_offices(rf, db, zona):
    user = create_pejabat(Peran.STAF, create_kantor(zona=zona.value))
    assert read_zona(rf, user) == zona.value
    assert timezone.get_current_timezone_name() == settings.TIME_ZONE


def test_zone_without_an_office_is_the_installations(rf, db, client):
    kantor = create_kantor(zona=ZonaWaktu.WIT.value)
    assert read_zona(rf, create_user()) == settings.TIME_ZONE
    assert read_zona(rf, create_pejabat(Peran.STAF, kantor, selesai=-1)) == settings.TIME_ZONE
    assert client.get(reverse("masuk")).status_code == 200


@pytest.mark.parametrize(
    ("zona", "teks"),
    [
        (ZonaWaktu.WIB, "1 Juli 2025 09.30 WIB"), (ZonaWaktu.WITA, "1 Juli 2025 10.30 WITA"),
        (ZonaWaktu.WIT, "1 Juli 2025 11.30 WIT"),
    ],
)  # fmt: skip
def test_a_page_shows_moments_in_the_zone_of_the_office(client, db, zona, teks):
    """02.30 UTC, on the inbox of the office's Kepala."""
    kasus = make_kasus(1, kantor=make_kantor(zona=zona.value))
    client.force_login(kasus.kepala)
    halaman = client.get(reverse("measurement:tugas_list")).content.decode()
    assert halaman.count(f"Menunggu sejak {teks}") == 1


@pytest.mark.django_db
def test_a_session_that_ended_inside_htmx_leads_the_whole_page_to_the_login(client):
    url = reverse("measurement:tugas_list")
    biasa, potong = client.get(url), client.get(url, **HTMX)
    assert (biasa.status_code, biasa["Location"]) == (302, "/masuk/?next=/")
    assert (potong.status_code, potong["HX-Redirect"], potong.content) == (204, "/masuk/?next=%2F", b"")


@pytest.mark.django_db
def test_a_cell_sent_after_the_session_ended_is_told_and_keeps_its_text(client):
    asal = "http://testserver/formulir/7/?unit=1"
    jawaban = client.post(reverse("collection:realisasi_update", args=[1]), {"isi": "12"}, HTTP_REFERER=asal, **HTMX)
    assert (jawaban.status_code, "HX-Redirect" in jawaban) == (403, False)
    assert "data-penolakan" in jawaban.text and "Tulisan Anda masih ada di selnya." in jawaban.text
    assert 'href="/masuk/?next=%2Fformulir%2F7%2F%3Funit%3D1" target="_blank"' in jawaban.text


def test_a_redirect_elsewhere_inside_htmx_stays_one(masuk):
    jawaban = masuk.get(reverse("masuk"), **HTMX)
    assert (jawaban.status_code, jawaban["Location"]) == (302, "/")


@pytest.mark.django_db
def test_an_address_that_only_takes_posts_says_so_in_indonesian(client):
    client.force_login(create_user())
    jawaban = client.get("/keluar/")
    assert (jawaban.status_code, "Alamat ini hanya menerima kiriman" in jawaban.content.decode()) == (405, True)
