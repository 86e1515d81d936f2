"""What was typed is given back where a session or a role ended: for copying, never a secret, never stored."""

import re
from html import unescape
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from collection.enums import Peran
from collection.models import Jejak, Penugasan
from measurement.enums import Status
from sakip.tulisan import RAHASIA, write_label
from tests.factories.dasar import assign, create_kantor, create_user
from tests.factories.kantor_contoh import create_kasus, get_user
from tests.halaman import find_inline

pytestmark = pytest.mark.django_db
KETIK = {"catatan": "Sudah <b>diperiksa</b>.", "kegiatan-0-2": "31 Februari", "frasa": "rahasia-satu", "ulang": "rahasia-satu",
         "new_password1": "rahasia-dua", "csrfmiddlewaretoken": "rahasia-tiga", "totp": "rahasia-empat", "nik": "rahasia-lima", "versi": "77881", "kosong": " "}  # fmt: skip
LABEL = ["Catatan", "Kegiatan, baris 1, kolom 3"]
SESI = "Sesi Anda berakhir; tulisan terakhir belum tersimpan."


def read_tulisan(response):
    """(label, text) of every text shown for copying; nothing secret is anywhere on the page."""
    assert [rahasia for rahasia in ("rahasia", "77881") if rahasia in response.text] == []
    assert find_inline(response.text) == []
    pola = r'<label for="tulisan-\d+">(.*?)</label>\s*<textarea[^>]* readonly>\n(.*?)</textarea>'
    return {unescape(label): unescape(isi) for label, isi in re.findall(pola, response.text, re.DOTALL)}


def read_penolakan():
    return list(Jejak.objects.filter(diterima=False).values_list("aksi", "perangkat_daerah", "alasan"))


@pytest.fixture
def kasus():
    return create_kasus(Status.VERIFIKASI)


@pytest.fixture
def alamat(kasus):
    return reverse("measurement:langkah_run", args=[kasus.pk, 11, 1, "selesaikan"])


def end_peran(user, kantor):
    Penugasan.objects.filter(pengguna=user).delete()
    return assign(user, Peran.SEKRETARIS, kantor, mulai=-90, selesai=-1)


def test_a_role_that_ended_is_told_the_text_given_back_and_the_attempt_kept(client, kasus, alamat):
    sekretaris, kantor = get_user("sekretaris"), kasus.perangkat_daerah
    penugasan = end_peran(sekretaris, kantor)
    client.force_login(sekretaris)
    response = client.post(alamat, KETIK)
    kabar = f"Peran Anda sebagai Sekretaris pada {kantor.nama} berakhir"
    assert (response.status_code, response.text.count(kabar)) == (403, 1)
    assert read_tulisan(response) == {LABEL[0]: KETIK["catatan"], LABEL[1]: KETIK["kegiatan-0-2"]}
    assert "no-store" in response["Cache-Control"]
    [(aksi, tempat, alasan)] = read_penolakan()
    assert (aksi, tempat) == ("kiriman_luar_masa", penugasan.perangkat_daerah_id)
    assert alasan.startswith(kabar)
    assert alasan.endswith(f"Kiriman ke {alamat} ditolak.")


@pytest.mark.parametrize("nama", ["pengukuran_detail", "kertas_kerja_detail", "pengukuran_alur"])
def test_a_page_of_that_office_says_the_same_and_writes_nothing(client, kasus, nama):
    sekretaris = get_user("sekretaris")
    end_peran(sekretaris, kasus.perangkat_daerah)
    client.force_login(sekretaris)
    response = client.get(reverse(f"measurement:{nama}", args=[kasus.pk]))
    assert (response.status_code, response.text.count("Hubungi Admin kantor.")) == (403, 1)
    assert (read_tulisan(response), read_penolakan()) == ({}, [])


def test_the_answer_is_the_same_whether_the_thing_exists(client, kasus, alamat):
    lain = create_user()
    assign(lain, Peran.KEPALA, create_kantor(), selesai=-1)
    client.force_login(lain)
    ada, tiada = client.get(alamat.split("langkah")[0]), client.get("/pengukuran/99999999/")
    assert ada.status_code == tiada.status_code == 403
    assert kasus.perangkat_daerah.nama not in ada.text
    client.force_login(create_user())
    assert client.get("/pengukuran/99999999/").status_code == 404
    client.force_login(lain)
    assert client.get("/tidak-ada-sama-sekali/").status_code == 404


def test_a_session_that_ended_gives_the_text_back_and_leads_to_the_page_after_the_login(client, kasus, alamat):
    halaman = reverse("measurement:pengukuran_detail", args=[kasus.pk])
    response = client.post(alamat, KETIK, headers={"Referer": f"http://testserver{halaman}"})
    assert (response.status_code, response.text.count(SESI)) == (403, 1)
    assert list(read_tulisan(response)) == LABEL
    assert f'href="/masuk/?next={halaman.replace("/", "%2F")}"' in response.text
    assert ("no-store" in response["Cache-Control"], read_penolakan(), client.session.keys()) == (True, [], set())
    asing = client.post(alamat, KETIK, headers={"Referer": "https://jahat.example/x"})
    assert ("jahat.example" in asing.text, f"next={alamat.replace('/', '%2F')}" in asing.text) == (False, True)
    assert client.get(halaman)["Location"] == f"/masuk/?next={halaman}"
    assert client.post(alamat, KETIK, headers={"HX-Request": "true"}).status_code == 403


@pytest.mark.parametrize(
    ("asal", "label"), [("http://testserver", LABEL), ("https://jahat.example", []), ("null", []), ("", [])]
)
def test_an_outdated_page_gives_the_text_back_that_our_own_page_sent(kasus, alamat, asal, label):
    client = Client(enforce_csrf_checks=True)
    client.force_login(get_user("sekretaris"))
    response = client.post(alamat, KETIK, headers={"Origin": asal} if asal else {})
    assert response.status_code == 403
    assert "<h1>Halaman sudah kedaluwarsa</h1>" in response.text
    assert list(read_tulisan(response)) == label


def test_a_refused_turn_gives_the_text_back(client, kasus, alamat):
    client.force_login(get_user("sekretaris"))
    response = client.post(alamat.replace("/11/", "/10/"), KETIK)
    assert (response.status_code, list(read_tulisan(response))) == (409, LABEL)


def test_every_field_that_hides_what_is_typed_is_secret():
    """Every form field with a password widget, of ours and of Django's sign-in, is known by its name."""
    pola = re.compile(r"^    (?:    self\.fields\[\")?(\w+)(?:\"\])? = forms\.CharField\((?:(?!CharField).)*?PasswordInput", re.M | re.S)
    berkas = [p for app in ("sakip", "collection", "measurement") for p in (Path(settings.BASE_DIR) / app).rglob("forms*.py")]
    nama = {n for p in berkas for n in pola.findall(p.read_text())} | {"password", "old_password", "new_password2"}
    assert {"frasa", "ulang"} <= nama
    assert {n for n in nama if not RAHASIA.search(n)} == set()


def test_labels_say_what_the_field_is():
    assert [write_label(n) for n in ("nomor_kertas", "l3-uraian", "a-0-0")] == ["Nomor kertas", "L3 uraian", "A, baris 1, kolom 1"]


@pytest.mark.parametrize(("asal", "dapat"), [("http://testserver", True), ("https://lain.example", False), ("null", False)])
def test_only_a_cell_of_our_own_page_learns_the_new_token(kasus, alamat, asal, dapat):
    client = Client(enforce_csrf_checks=True)
    client.force_login(get_user("sekretaris"))
    response = client.post(alamat, {"isi": "12"}, headers={"HX-Request": "true", "Origin": asal})
    assert (response.status_code, "data-token=" in response.text) == (403, dapat)
