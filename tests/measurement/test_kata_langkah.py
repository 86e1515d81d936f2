"""Small words that were wrong: who may open a case, when the earlier triwulan still matters, the verbs of the trail."""

import datetime

import pytest
from django.urls import reverse
from django.utils.formats import date_format

from collection.enums import Peran
from collection.views.jejak import write_aksi
from collection.views.pengguna import write_akhir
from measurement.enums import Aksi, Status
from measurement.services.urutan import list_peringatan
from sakip.context import _build_menu
from tests.factories.dasar import assign, create_kantor, create_user
from tests.factories.kantor_contoh import create_kasus, get_user

pytestmark = pytest.mark.django_db


def test_who_may_not_open_a_case_is_told_instead_of_shown_a_form(client):
    create_kasus(Status.DISPOSISI)
    client.force_login(get_user("staf"))
    pesan = "Membuka pengukuran adalah wewenang Kepala atau Sekretaris atau Tim SAKIP atau Perencana."
    for jawaban in (client.get(reverse("measurement:pengukuran_create")), client.post("/pengukuran/baru/", {"tahun": 2026})):
        assert (jawaban.status_code, jawaban.text.count(pesan), "<select" in jawaban.text) == (403, 1, False)
    client.force_login(get_user("kepala"))
    assert client.get("/pengukuran/baru/").status_code == 200


@pytest.mark.parametrize(("status", "ada"), [(Status.VERIFIKASI, True), (Status.TANDA_TANGAN, True), (Status.ARSIP, False)])
def test_the_warning_about_earlier_triwulan_ends_with_the_signature(status, ada):
    assert bool(list_peringatan(create_kasus(status))) is ada


def test_the_trail_tells_what_happened_to_a_step():
    kata = ["Langkah diselesaikan", "Langkah dikembalikan", "Langkah ditarik kembali", "Langkah dibatalkan"]
    assert [write_aksi(f"langkah_{aksi}") for aksi in Aksi] == kata
    assert [write_aksi(aksi) for aksi in ("ubah_unit", "langkah_lain")] == ["Ubah unit", "Langkah lain"]


@pytest.mark.parametrize("alamat", ["/pengukuran/7/", "/kertas-kerja/baris/3/", "/kertas-kerja/baris/3/cabut-koreksi/"])
def test_a_row_of_the_worksheet_stands_under_pengukuran(alamat):
    assert [butir.label for butir in _build_menu(alamat, set()) if butir.kini] == ["Pengukuran"]


def test_a_role_ends_on_its_day_and_its_name_is_told_once():
    siti = create_user("siti")
    tugas = assign(siti, Peran.SEKRETARIS, create_kantor(), mulai=0)
    akhir = tugas.mulai + datetime.timedelta(days=40)
    assert write_akhir(tugas, akhir) == f"Peran Sekretaris dari {siti.nama} berakhir {date_format(akhir, 'j F Y')}."
    batal = write_akhir(tugas, tugas.mulai - datetime.timedelta(days=1))
    assert batal == f"Peran Sekretaris dari {siti.nama} dibatalkan sebelum mulai berlaku."
