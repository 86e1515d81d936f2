"""Doors of the reports and of the seal: who may open which, and what the public sees."""

import datetime

import pytest
from django.core.files.storage import default_storage
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from collection.enums import Peran, StatusPenugasan
from measurement.models import Dokumen, Segel
from measurement.services.laporan import prepare_laporan, render_dokumen, render_konsep, sign_laporan
from measurement.services.segel import create_segel
from tests.factories.kantor_contoh import FRASA as FRASA_CONTOH
from tests.factories.kantor_contoh import get_user
from tests.factories.kertas import read_halaman, read_kertas
from tests.factories.laporan import make_kasus, make_orang
from tests.factories.ringan import real_paper
from tests.factories.tanda_tangan import create_kasus_siap, press

FRASA = "frasa sandi yang panjang"
pytestmark = pytest.mark.django_db


@pytest.fixture
def kasus():
    return make_kasus(1)


@pytest.fixture
def disiapkan(kasus):
    return prepare_laporan(kasus.pengukuran)


@pytest.fixture
def ditandatangani(kasus, disiapkan):
    create_segel(kasus.kantor, FRASA, kasus.kepala)
    isi = {"sebutan": "Kepala", "frasa": FRASA, "sha256_dilihat": disiapkan.sha256_snapshot}
    return sign_laporan(kasus.pengukuran, user=kasus.kepala, **isi)


def get(client, nama, *args, **query):
    return client.get(reverse(f"measurement:{nama}", args=args), query)


def login(client, user):
    client.force_login(user)
    return client



def test_dokumen_list_shows_the_own_office_only(client, kasus, disiapkan):
    prepare_laporan(make_kasus(1).pengukuran)
    daftar = get(login(client, kasus.tim), "dokumen_list").context["page"].object_list
    assert list(daftar) == [disiapkan]


@pytest.mark.parametrize(
    ("cari", "jumlah"), [("", 1), ("700/1/", 1), ("2025", 1), ("Pemberdayaan DISPERMADES", 1), ("2019", 0), ("x", 0)]
)
def test_dokumen_list_searches_number_office_and_year(client, kasus, disiapkan, cari, jumlah):
    jawaban = get(login(client, kasus.tim), "dokumen_list", cari=cari)
    assert (jawaban.status_code, len(jawaban.context["page"].object_list)) == (200, jumlah)


def count_queries(client, **query):
    with CaptureQueriesContext(connection) as semua:
        jawaban = get(client, "dokumen_list", **query)
    return len(semua), len(jawaban.context["page"].object_list)


def test_dokumen_list_takes_the_same_number_of_queries_at_any_size(client, kasus, disiapkan):
    login(client, kasus.tim)
    sebuah = count_queries(client)
    for n in range(30):
        Dokumen.objects.create(
            pengukuran=kasus.pengukuran, nomor=str(n), tanggal=disiapkan.tanggal, snapshot="{}", sha256_snapshot="0"
        )
    assert (sebuah[1], count_queries(client, page=2)) == (1, (sebuah[0], 11))
    assert sebuah[0] <= 9


@pytest.mark.parametrize("peran", ["sekretaris", "tim", "kepala"])
def test_dokumen_pdf_for_the_own_office(client, kasus, disiapkan, peran):
    jawaban = get(login(client, getattr(kasus, peran)), "dokumen_pdf", disiapkan.pk)
    assert jawaban.status_code == 200
    semestinya = render_dokumen if peran == "kepala" else render_konsep
    assert jawaban.content == semestinya(disiapkan)
    assert jawaban["Content-Type"] == "application/pdf"
    assert jawaban["X-Content-Type-Options"] == "nosniff"
    assert jawaban["Content-Disposition"] == (
        f'inline; filename="Laporan_Hasil_Pengukuran_Kinerja_{kasus.kantor.singkatan}_Triwulan_II_2025.pdf"'
    )
    assert "no-store" in jawaban["Cache-Control"]


def test_dokumen_pdf_of_another_office_is_not_there(client, disiapkan):
    assert get(login(client, make_kasus(1).kepala), "dokumen_pdf", disiapkan.pk).status_code == 404


def test_dokumen_pdf_after_the_role_ended_is_refused(client, kasus, disiapkan):
    kemarin = kasus.kantor.hari_ini() - datetime.timedelta(days=1)
    mantan = make_orang(kasus.kantor, Peran.SEKRETARIS, selesai=kemarin)
    assert get(login(client, mantan), "dokumen_pdf", disiapkan.pk).status_code == 403


@pytest.mark.parametrize("nama", ["dokumen_list", "segel_list", "segel_create"])
def test_pages_need_a_login(client, nama):
    assert get(client, nama)["Location"].startswith("/masuk/")


def test_dokumen_pdf_needs_a_login(client, disiapkan):
    assert get(client, "dokumen_pdf", disiapkan.pk)["Location"].startswith("/masuk/")


def test_dokumen_pdf_opened_by_a_reader_changes_nothing(client, kasus, disiapkan):
    make_orang(kasus.kantor, Peran.KEPALA, "Plh", status=StatusPenugasan.PLH.value)
    get(login(client, kasus.tim), "dokumen_pdf", disiapkan.pk)
    assert Dokumen.objects.get().snapshot == disiapkan.snapshot


def test_dokumen_pdf_opened_by_who_may_sign_now_names_that_person(client):
    pengukuran = create_kasus_siap()
    plh = make_orang(pengukuran.perangkat_daerah, Peran.KEPALA, "Plh", status=StatusPenugasan.PLH.value)
    for pembuka in (plh, get_user("kepala")):
        get(login(client, pembuka), "dokumen_pdf", pengukuran.dokumen_set.get().pk)
        assert f'"id":{pembuka.pk},' in Dokumen.objects.get().snapshot


def test_dokumen_pdf_of_a_signed_report_is_the_stored_file(client, kasus, ditandatangani):
    jawaban = get(login(client, kasus.tim), "dokumen_pdf", ditandatangani.pk)
    with default_storage.open(ditandatangani.berkas.name) as berkas:
        assert jawaban.content == berkas.read()



def test_verifikasi_of_a_signed_report_needs_no_login(client, kasus, ditandatangani):
    jawaban = get(client, "verifikasi_detail", ditandatangani.kode)
    teks = jawaban.content.decode()
    assert jawaban.status_code == 200
    for isi in (
        "Dokumen ini asli", ditandatangani.nomor, kasus.kantor.nama, "Triwulan II 2025", "Kepala Contoh, S.Sos., M.Si.",
        ditandatangani.sha256, ditandatangani.segel.subjek,
        "Segel elektronik internal, bukan tanda tangan elektronik tersertifikasi",
        reverse("measurement:verifikasi_pdf", args=[ditandatangani.kode]),
    ):  # fmt: skip
        assert isi in teks
    assert kasus.kepala.nip not in teks


def test_verifikasi_pdf_is_the_signed_file(client, ditandatangani):
    jawaban = get(client, "verifikasi_pdf", ditandatangani.kode)
    assert jawaban.content == render_dokumen(ditandatangani)


@pytest.mark.parametrize("nama", ["verifikasi_detail", "verifikasi_pdf"])
def test_verifikasi_does_not_know_what_is_not_signed(client, kasus, disiapkan, nama):
    assert get(client, nama, disiapkan.kode).status_code == 404
    assert get(login(client, kasus.kepala), nama, disiapkan.kode).status_code == 404
    assert get(client, nama, "0" * 26).status_code == 404


def test_verifikasi_of_an_unknown_code_helps(client, db):
    jawaban = client.get(reverse("measurement:verifikasi_detail", args=["<script>" + "x" * 60]), follow=True)
    assert jawaban.status_code == 404
    assert "Dokumen tidak dikenal" in jawaban.content.decode()
    assert "<script>x" not in jawaban.content.decode()


def test_verifikasi_of_a_changed_file_does_not_say_genuine(client, ditandatangani):
    with default_storage.open(ditandatangani.berkas.name, "ab") as berkas:
        berkas.write(b"x")
    teks = get(client, "verifikasi_detail", ditandatangani.kode).content.decode()
    assert "Keaslian tidak dapat dipastikan" in teks
    assert "Dokumen ini asli" not in teks
    assert get(client, "verifikasi_pdf", ditandatangani.kode).status_code == 422
    default_storage.delete(ditandatangani.berkas.name)
    teks = get(client, "verifikasi_detail", ditandatangani.kode).content.decode()
    assert "Berkas dokumen tidak ditemukan di server." in teks and "tidak cocok dengan sidik" not in teks
    teks = get(client, "verifikasi_pdf", "0" * 26).content.decode()
    assert 'href="/verifikasi/">Verifikasi dokumen' in teks and "Tugas saya" not in teks


@pytest.mark.parametrize("nama", ["dokumen_list", "verifikasi_detail"])
def test_pages_answer_to_reading_only(client, kasus, ditandatangani, nama):
    args = [ditandatangani.kode] if nama == "verifikasi_detail" else []
    login(client, kasus.kepala)
    assert client.post(reverse(f"measurement:{nama}", args=args)).status_code == 405



def test_segel_list_for_kepala_and_admin(client, kasus):
    segel = create_segel(kasus.kantor, FRASA, kasus.kepala)
    create_segel(*(lambda lain: (lain.kantor, FRASA, lain.kepala))(make_kasus(1)))
    for orang, boleh in ((kasus.kepala, True), (make_orang(kasus.kantor, Peran.ADMIN), False)):
        jawaban = get(login(client, orang), "segel_list")
        assert list(jawaban.context["daftar"]) == [segel]
        assert ("Buat segel baru" in jawaban.content.decode()) is boleh
        assert segel.sidik_jari in jawaban.content.decode()


@pytest.mark.parametrize("nama", ["segel_list", "segel_create"])
def test_segel_is_not_for_others(client, kasus, nama):
    assert get(login(client, kasus.sekretaris), nama).status_code == 403


def test_segel_create_is_not_for_the_admin(client, kasus):
    admin = make_orang(kasus.kantor, Peran.ADMIN)
    assert get(login(client, admin), "segel_create").status_code == 403
    assert post_segel(client, kasus.kantor).status_code == 403
    assert not Segel.objects.exists()


def post_segel(client, kantor, frasa=FRASA, ulang=FRASA):
    return client.post(reverse("measurement:segel_create"), {"kantor": kantor.pk, "frasa": frasa, "ulang": ulang})


def test_segel_create_by_the_kepala(client, kasus):
    jawaban = post_segel(login(client, kasus.kepala), kasus.kantor)
    assert jawaban["Location"] == reverse("measurement:segel_list")
    segel = Segel.objects.get()
    assert (segel.perangkat_daerah, segel.dibuat_oleh) == (kasus.kantor, kasus.kepala)


@pytest.mark.parametrize(
    ("frasa", "ulang", "pesan"),
    [
        ("pendek", "pendek", "Frasa sandi paling sedikit 10 karakter."),
        (FRASA, FRASA + "x", "Kedua frasa sandi tidak sama."),
        ("", "", "Tulis frasa sandi."),
    ],
)
def test_segel_create_tells_what_is_wrong_and_never_shows_the_phrase(client, kasus, frasa, ulang, pesan):
    jawaban = post_segel(login(client, kasus.kepala), kasus.kantor, frasa, ulang)
    assert jawaban.status_code == 422
    assert pesan in jawaban.content.decode()
    assert FRASA not in jawaban.content.decode()
    assert not Segel.objects.exists()


def test_segel_create_for_another_office_is_refused(client, kasus):
    jawaban = post_segel(login(client, kasus.kepala), make_kasus(1).kantor)
    assert jawaban.status_code == 422
    assert not Segel.objects.exists()


@pytest.mark.kertas
def test_dokumen_pdf_of_a_draft_says_so_on_every_page(client, kasus, disiapkan):
    jawaban = get(login(client, kasus.tim), "dokumen_pdf", disiapkan.pk)
    halaman = read_halaman(jawaban.content)
    assert ["KONSEP, belum ditandatangani" in satu for satu in halaman] == [True] * len(halaman)


@pytest.mark.kertas("dibaca")
def test_the_signed_report_carries_no_draft_mark_and_the_analysis(client, kasus):
    pengukuran = create_kasus_siap()
    with real_paper():
        press(pengukuran, frasa=FRASA_CONTOH)
    jawaban = get(login(client, get_user("staf")), "dokumen_pdf", pengukuran.dokumen_set.get().pk)
    teks = read_kertas(jawaban.content)
    assert "KONSEP" not in teks
    for isi in ("Faktor pendorong keberhasilan.", "Sebagian data desa baru tersedia setelah akhir triwulan (contoh)."):
        assert isi in teks
