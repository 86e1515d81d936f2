"""Signing in and out, the password, health, and the pages of refusal."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.views import defaults
from django_htmx.middleware import HtmxDetails

from collection.errors import AksesError
from collection.models import Pengguna
from sakip.middleware import SakipErrorMiddleware
from tests.halaman import find_inline

SANDI = "kuda-laut-biru"
SANDI_BARU = "gajah-hutan-hijau"
GALAT_MASUK = "Nama pengguna atau kata sandi tidak cocok. Periksa keduanya, lalu coba lagi."


@pytest.fixture
def pengguna(db):
    return Pengguna.objects.create_user("siti", password=SANDI, nama="Siti Aminah")


def post_masuk(client, username="siti", password=SANDI, **extra):
    return client.post("/masuk/", {"username": username, "password": password, **extra})


def is_signed_in(client) -> bool:
    return "_auth_user_id" in client.session


def test_masuk_signs_in_and_leads_home(client, pengguna):
    response = post_masuk(client)
    assert (response.status_code, response["Location"]) == (302, "/")
    assert is_signed_in(client)


@pytest.mark.parametrize(
    ("lanjut", "tujuan"),
    [("/sandi/", "/sandi/"), ("https://jahat.example/", "/"), ("//jahat.example/", "/"), ("javascript:x", "/")],
)
def test_masuk_follows_next_only_inside_the_site(client, pengguna, lanjut, tujuan):
    assert post_masuk(client, next=lanjut)["Location"] == tujuan


@pytest.mark.parametrize(("username", "password"), [("siti", "salah"), ("tidak-ada", SANDI)])
def test_masuk_refusal_does_not_say_which_was_wrong(client, pengguna, username, password):
    response = post_masuk(client, username, password)
    assert response.context["form"].non_field_errors() == [GALAT_MASUK]
    assert password not in response.text
    assert not is_signed_in(client)


def test_masuk_refuses_a_closed_account_in_the_same_words(client, pengguna):
    pengguna.is_active = False
    pengguna.save()
    assert post_masuk(client).context["form"].non_field_errors() == [GALAT_MASUK]


def test_masuk_empty_links_each_error_to_its_field(client, db):
    response = post_masuk(client, "", "")
    assert response.context["form"].errors == {
        "username": ["Isi nama pengguna Anda."],
        "password": ["Isi kata sandi Anda."],
    }
    for tautan in ('href="#id_username"', 'href="#id_password"', 'aria-describedby="id_password_error"'):
        assert response.text.count(tautan) == 1


def test_masuk_sends_a_signed_in_user_home(client, pengguna):
    client.force_login(pengguna)
    assert client.get("/masuk/")["Location"] == "/"


def test_page_without_login_leads_to_masuk_and_back(client, db):
    assert client.get("/sandi/")["Location"] == "/masuk/?next=/sandi/"


def test_htmx_without_login_redirects_the_whole_page(client, db):
    response = client.get("/sandi/", headers={"HX-Request": "true"})
    assert (response.status_code, response["HX-Redirect"]) == (204, "/masuk/?next=%2Fsandi%2F")


def test_keluar_signs_out_and_says_so(client, pengguna):
    client.force_login(pengguna)
    response = client.post("/keluar/", follow=True)
    assert response.redirect_chain == [("/masuk/", 302)]
    assert [str(m) for m in response.context["messages"]] == ["Anda sudah keluar."]
    assert not is_signed_in(client)


def test_keluar_by_link_is_refused(client, pengguna):
    client.force_login(pengguna)
    assert client.get("/keluar/").status_code == 405
    assert is_signed_in(client)


def post_sandi(client, lama=SANDI, baru=SANDI_BARU, ulang=None):
    isian = {"old_password": lama, "new_password1": baru, "new_password2": baru if ulang is None else ulang}
    return client.post("/sandi/", isian)


def test_sandi_changes_it_and_keeps_the_session(client, pengguna):
    client.force_login(pengguna)
    assert post_sandi(client)["Location"] == "/"
    assert is_signed_in(client)
    pengguna.refresh_from_db()
    assert pengguna.check_password(SANDI_BARU)


def test_sandi_ends_the_other_sessions(client, pengguna):
    lain = Client()
    for peramban in (client, lain):
        peramban.force_login(pengguna)
    post_sandi(client)
    assert lain.get("/sandi/")["Location"] == "/masuk/?next=/sandi/"


@pytest.mark.parametrize(
    ("isian", "galat"),
    [
        ({"lama": "salah"}, {"old_password": ["Kata sandi sekarang tidak cocok. Ketik ulang."]}),
        ({"lama": ""}, {"old_password": ["Isi kata sandi Anda sekarang."]}),
        (
            {"ulang": "lain-sama-sekali"},
            {"new_password2": ["Kedua kata sandi baru tidak sama. Ketik ulang keduanya."]},
        ),
        (
            {"baru": "xkcd-93"},
            {"new_password2": ["Kata sandi terlalu pendek. Harus mengandung setidaknya 10 karakter."]},
        ),
        ({"baru": "1234567890"}, {"new_password2": ["Kata sandi ini terlalu umum."]}),
    ],
)
def test_sandi_refusal_is_in_indonesian(client, pengguna, isian, galat):
    client.force_login(pengguna)
    assert post_sandi(client, **isian).context["form"].errors == galat
    pengguna.refresh_from_db()
    assert pengguna.check_password(SANDI)


def test_sehat_answers_without_login(client, db):
    response = client.get("/sehat/")
    assert (response.status_code, response.json()) == (200, {"status": "sehat", "basis_data": "menjawab"})


@pytest.mark.parametrize("nama", ["masuk", "sandi_ubah"])
def test_page_holds_to_the_content_security_policy(client, pengguna, nama):
    if nama != "masuk":
        client.force_login(pengguna)
    response = client.get(reverse(nama))
    kebijakan = dict(bagian.strip().split(" ", 1) for bagian in response["Content-Security-Policy"].split(";"))
    assert {kebijakan[nama] for nama in ("script-src", "style-src", "img-src", "form-action")} == {"'self'"}
    assert kebijakan["default-src"] == "'none'"
    assert find_inline(response.text) == []


def test_find_inline_finds_what_the_policy_blocks():
    html = '<p style="x"><a href="javascript:x" onclick="y"></a><script>z</script><style></style>'
    assert find_inline(html) == ["p style", "a href=javascript:x", "a onclick", "<script>", "<style>"]


@pytest.mark.parametrize("masuk", [True, False])
def test_unknown_address_gives_an_indonesian_404(client, pengguna, masuk):
    if masuk:
        client.force_login(pengguna)
    response = client.get("/tidak-ada-sama-sekali/")
    assert response.status_code == 404
    assert response.text.count("<h1>Halaman tidak ditemukan</h1>") == 1
    assert find_inline(response.text) == []


def test_unknown_host_gives_an_indonesian_400(client, db):
    response = client.get("/masuk/", headers={"Host": "jahat.example"})
    assert (response.status_code, "<h1>Permintaan tidak dapat dibaca</h1>" in response.text) == (400, True)


def test_post_without_csrf_token_explains_itself(pengguna):
    response = post_masuk(Client(enforce_csrf_checks=True))
    assert (response.status_code, "<h1>Halaman sudah kedaluwarsa</h1>" in response.text) == (403, True)


def build_request(rf, user, **headers):
    request = rf.get("/", headers=headers)
    request.user, request.htmx = user, HtmxDetails(request)
    return request


def test_permission_denied_page(rf, pengguna):
    response = defaults.permission_denied(build_request(rf, pengguna), PermissionDenied())
    assert (response.status_code, response.text.count("<h1>Bukan wewenang Anda</h1>")) == (403, 1)


def test_server_error_page_needs_nothing(rf):
    response = defaults.server_error(build_request(rf, AnonymousUser()))
    assert (response.status_code, find_inline(response.text)) == (500, [])


@pytest.mark.parametrize(("headers", "halaman"), [({}, True), ({"HX-Request": "true"}, False)])
def test_refusal_is_a_page_or_inside_htmx_a_notice(rf, pengguna, headers, halaman):
    penjaga = SakipErrorMiddleware(lambda request: None)
    pesan = "Ini adalah wewenang Sekretaris."
    response = penjaga.process_exception(build_request(rf, pengguna, **headers), AksesError(pesan))
    assert (response.status_code, response.text.count(pesan)) == (403, 1)
    assert ("<html" in response.text, "data-penolakan" in response.text) == (halaman, not halaman)
