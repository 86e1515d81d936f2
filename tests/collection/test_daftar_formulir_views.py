"""The list of forms: progress, order, filter, and what is done with many at once; the return page."""

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test.utils import CaptureQueriesContext

from collection.enums import Peran
from collection.models import Formulir, Panggilan, Periode, Unit
from collection.services.formulir import submit_formulir
from collection.views.daftar_formulir import write_diingatkan
from tests.factories.dasar import create_kantor, create_pejabat
from tests.factories.formulir import add_unit, create_bahan, create_kerja, fill, save, send
from tests.factories.halaman import Halaman, get, visit

pytestmark = pytest.mark.django_db
DAFTAR, VALIDASI, INGAT = "/formulir/", "/formulir/validasi/", "/formulir/ingatkan/"


@pytest.fixture
def kerja():
    """Two units: one has handed in, one owes with nothing typed."""
    kerja = create_bahan()
    add_unit(kerja)
    send(kerja)
    fill(kerja)
    submit_formulir(formulir=kerja.formulir, user=kerja.operator)
    return kerja


@pytest.fixture
def kabid(kerja):
    return create_pejabat(Peran.KABID, kerja.kantor, unit=kerja.unit)


def read_pesan(response):
    """The last message."""
    return [(pesan.level_tag, str(pesan)) for pesan in get_messages(response.wsgi_request)][-1]


def list_unit(halaman):
    return halaman.read("th", scope="row")


def test_each_form_shows_how_far_it_is(client, kerja):
    halaman = visit(client, kerja.tim, DAFTAR)
    assert halaman.read("td", **{"data-label": "Terisi"}) == ["3 dari 4", "0 dari 1"]
    assert halaman.read("td", **{"data-label": "Bukti"}) == ["0 dari 2", "0 dari 0"]
    assert [(get(e, "value"), get(e, "max")) for e in halaman.find("progress")] == [("3", "4"), ("0", "1")]


def test_sorted_by_progress_and_filtered_by_state_and_triwulan(client, kerja):
    Periode.objects.create(perangkat_daerah=kerja.kantor, tahun=2026, triwulan=2)
    assert list_unit(visit(client, kerja.tim, DAFTAR)) == ["Bidang Desa", "Bidang Lain"]
    assert list_unit(visit(client, kerja.tim, DAFTAR + "?urut=kemajuan")) == ["Bidang Lain", "Bidang Desa"]
    assert list_unit(visit(client, kerja.tim, DAFTAR + "?status=dikirim")) == ["Bidang Lain"]
    assert list_unit(visit(client, kerja.tim, DAFTAR + "?periode=2026-2")) == []
    for ngawur in ("?periode=2026-1", "?periode=x", "?periode=9999999-1", "?urut=pk;--", "?status=x"):
        assert len(list_unit(visit(client, kerja.tim, DAFTAR + ngawur))) == 2


def test_only_what_one_may_do_can_be_ticked(client, kerja, kabid):
    def ticks(user):
        return [int(get(e, "value")) for e in visit(client, user, DAFTAR).find("input", name="formulir")]

    lain = Formulir.objects.get(unit__nama="Bidang Lain").pk
    assert (ticks(kerja.tim), ticks(kabid)) == ([lain], [kerja.formulir.pk])
    for user in (kerja.operator, create_pejabat(Peran.KEPALA, kerja.kantor), create_pejabat(Peran.STAF, kerja.kantor)):
        assert ticks(user) == []


def test_the_kabid_validates_all_without_findings(client, kerja, kabid):
    client.force_login(kabid)
    assert read_pesan(client.post(VALIDASI, {"cara": "pilihan"})) == ("warning", "Pilih formulir yang divalidasi.")
    response = client.post(VALIDASI, {"cara": "tanpa_peringatan", "kembali": DAFTAR + "?urut=unit"})
    assert (response.url, read_pesan(response)) == (DAFTAR + "?urut=unit", ("success", "1 formulir divalidasi."))
    assert kerja.formulir.status == "divalidasi"
    kosong = read_pesan(client.post(VALIDASI, {"cara": "tanpa_peringatan"}))
    assert kosong == ("warning", "Tidak ada formulir yang menunggu validasi Anda.")


@pytest.mark.parametrize("kembali", ["https://jahat.example/", "//jahat.example/", "formulir", ""])
def test_one_is_led_back_to_our_own_pages_only(client, kerja, kabid, kembali):
    client.force_login(kabid)
    assert client.post(VALIDASI, {"cara": "tanpa_peringatan", "kembali": kembali}).url == DAFTAR


def test_forms_of_others_in_a_crafted_request_are_left_alone(client, kerja):
    asing = create_pejabat(Peran.KABID, create_kantor())
    client.force_login(asing)
    pk = kerja.formulir.pk
    assert read_pesan(client.post(VALIDASI, {"cara": "pilihan", "formulir": [pk, "x", "-1"]}))[0] == "warning"
    lain = Formulir.objects.get(unit__nama="Bidang Lain")
    for user in (asing, kerja.operator, create_pejabat(Peran.TIM_SAKIP, create_kantor())):
        client.force_login(user)
        client.post(INGAT, {"formulir": [lain.pk]})
        client.post(INGAT, {"periode": kerja.periode.pk})
    assert (kerja.formulir.status, Panggilan.objects.count()) == ("diserahkan", 0)


def test_tim_sakip_reminds_who_owes_and_sees_when(client, kerja):
    client.force_login(kerja.tim)
    assert "diingatkan" not in visit(client, kerja.tim, DAFTAR).read("table")[0]
    response = client.post(INGAT, {"periode": kerja.periode.pk})
    assert read_pesan(response) == (
        "success", "Diingatkan: Bidang Lain (Triwulan I 2026). Pengingat tampil pada Tugas saya dan dikirim lewat surel.",
    )
    assert read_pesan(client.post(INGAT, {"periode": kerja.periode.pk})) == (
        "warning", "Bidang Lain sudah diingatkan hari ini untuk Triwulan I 2026.",
    )
    assert "diingatkan" in visit(client, kerja.tim, DAFTAR).read("table")[0]


def test_units_are_named_by_triwulan():
    periode = {tw: Periode(tahun=2026, triwulan=tw) for tw in (1, 2)}
    semua = [Formulir(unit=Unit(nama=nama), periode=periode[tw]) for nama, tw in (("A", 1), ("B", 2), ("C", 1))]
    assert write_diingatkan(semua).startswith("Diingatkan: A, C (Triwulan I 2026); B (Triwulan II 2026). ")
    assert write_diingatkan([]) == ""


def test_the_list_costs_the_same_with_more_forms(client, kerja, kabid):
    def count():
        client.force_login(kerja.tim)
        with CaptureQueriesContext(connection) as kueri:
            client.get(DAFTAR)
        return len(kueri)

    sebelum = count()
    for triwulan in (2, 3, 4):
        periode = Periode.objects.create(perangkat_daerah=kerja.kantor, tahun=2026, triwulan=triwulan)
        Formulir.objects.create(periode=periode, unit=kerja.unit, perjanjian_kinerja=kerja.pk, status="dikirim")
    assert count() == sebelum


# The form's own page and the return page


def test_the_form_says_where_it_stands_and_offers_the_next_act(client, kabid, kerja):
    alamat = f"/formulir/{kerja.formulir.pk}/"
    halaman = visit(client, kabid, alamat)
    assert f"Menunggu validasi {kabid.nama}." in halaman.read("p")
    assert "Validasi formulir ini" in halaman.read("button")
    assert client.post(alamat + "validasi/").status_code == 302
    halaman = visit(client, kerja.tim, alamat)
    assert [p for p in halaman.read("p") if p.startswith("Divalidasi oleh")]
    assert "Kembalikan baris" in halaman.read("a")


def test_the_unit_gives_its_receipt(client):
    kerja = create_kerja()
    client.force_login(kerja.operator)
    alamat = f"/formulir/{kerja.formulir.pk}/"
    assert "Tanda terima" in Halaman(client.get(alamat)).read("button")
    assert client.post(alamat + "tanda-terima/").status_code == 302
    assert kerja.formulir.tanda_terima_oleh == kerja.operator
    assert client.post(alamat + "tanda-terima/").status_code == 409


def test_rows_are_given_back_on_a_page_that_keeps_what_was_typed(client, kerja, kabid):
    alamat = f"/formulir/{kerja.formulir.pk}/kembalikan/"
    persen, uang = f"r{kerja.get_baris('persen').pk}", f"a{kerja.anggaran.pk}"
    halaman = visit(client, kabid, alamat)
    assert (halaman.status, len(halaman.find("input", name="baris")), halaman.inline) == (200, 4, [])
    ditolak = Halaman(client.post(alamat, {"baris": [persen, uang], f"catatan-{persen}": "Cek."}))
    assert ditolak.status == 422
    assert len([e for e in ditolak.find("input", name="baris") if "checked" in dict(e.attributes)]) == 2
    assert ditolak.read("textarea", name=f"catatan-{persen}") == ["Cek."]
    assert client.post(alamat, {"baris": ["r999999"], "catatan": "x"}).status_code == 404
    assert client.post(alamat, {"baris": [persen], f"catatan-{persen}": "Cek."}).status_code == 302
    assert kerja.formulir.status == "dikirim"
    assert client.get(alamat).status_code == 403


def test_a_locked_row_answers_that_it_is_locked(client, kerja, kabid):
    client.force_login(kabid)
    persen = kerja.get_baris("persen")
    client.post(f"/formulir/{kerja.formulir.pk}/kembalikan/", {"baris": [f"r{persen.pk}"], "catatan": "Cek."})
    client.force_login(kerja.operator)
    jumlah = kerja.get_baris("jumlah")
    isi = {"kolom": "nilai", "isi": "9", "sidik": "x"}
    jawaban = client.post(f"/formulir/realisasi/{jumlah.pk}/simpan/", isi)
    assert "terkunci" in client.get(jawaban.url).text and kerja.get_baris("jumlah").nilai == jumlah.nilai
    save(persen, "14", user=kerja.operator)
