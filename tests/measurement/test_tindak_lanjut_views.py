"""Pages of the register of follow-up: list, filters, CSV, one row with its news, and what a case's page shows."""

import csv
import datetime
import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from collection.models import Jejak
from measurement.models import KabarTindakLanjut, TindakLanjut
from measurement.views.tindak_lanjut import PER_HALAMAN
from measurement.views.utuh import TAK_UTUH
from tests.factories.gerak import do, walk_to
from tests.factories.gerak import fetch as fetch_kasus
from tests.factories.tindak_lanjut import PDF, note, tell
from tests.halaman import find_inline

pytestmark = pytest.mark.django_db
DAFTAR = "measurement:tindak_lanjut_list"


def read(client, alamat, **data):
    teks = client.get(alamat, data).content.decode()
    assert find_inline(teks) == []
    return teks


def link(satu):
    return reverse("measurement:tindak_lanjut_detail", args=[satu.pk])


def list_uraian(teks):
    return re.findall(r'<th role="rowheader"[^>]*><a href="[^"]*">([^<]*)</a>', teks)


def later(monkeypatch, hari):
    saat = timezone.now() + datetime.timedelta(days=hari)
    monkeypatch.setattr(timezone, "now", lambda: saat)


@pytest.fixture
def daftar(lalu, monkeypatch):
    """Four rows in four states, two days later: one is late."""
    tell(note(lalu, "Selesai lebih dulu", hari=5), "selesai", nama="sk.pdf")
    tell(note(lalu, "Anggaran digeser", hari=3, unit="KB", perubahan="anggaran"), "berjalan")
    tell(note(lalu, "Tidak jadi", hari=9), "batal")
    note(lalu, "Jadwal <dimajukan>", hari=1, perubahan="kebijakan")
    later(monkeypatch, 2)
    return {satu.uraian: satu for satu in TindakLanjut.objects.all()}


def test_an_empty_register_says_where_rows_come_from(lalu, masuk):
    teks = read(masuk("pengawas"), reverse(DAFTAR))
    assert (teks.count("Belum ada tindak lanjut"), teks.count("Unduh CSV"), teks.count("Catat tindak lanjut")) == (1, 0, 0)


def test_the_list_is_by_due_date_with_the_late_one_marked_and_counted(daftar, masuk):
    teks = read(masuk("sekretaris"), reverse(DAFTAR))
    assert list_uraian(teks) == ["Jadwal &lt;dimajukan&gt;", "Anggaran digeser", "Selesai lebih dulu", "Tidak jadi"]
    assert (teks.count('class="perlu-mata"'), teks.count('cip-galat">Terlambat')) == (1, 1)
    assert (teks.count(">1 terlambat</a>"), teks.count('class="nilai isi-')) == (1, 4)


@pytest.mark.parametrize(
    ("saring", "uraian"),
    [
        ({"keadaan": "terbuka"}, ["Jadwal &lt;dimajukan&gt;", "Anggaran digeser"]),
        ({"keadaan": "terlambat"}, ["Jadwal &lt;dimajukan&gt;"]),
        ({"keadaan": "selesai"}, ["Selesai lebih dulu"]),
        ({"perubahan": "anggaran"}, ["Anggaran digeser"]),
        ({"unit": "KB"}, ["Anggaran digeser"]),
        ({"cari": "DIGESER anggaran"}, ["Anggaran digeser"]),
        ({"cari": "sekretaris", "keadaan": "batal"}, ["Tidak jadi"]),
        ({"tahun": "2026", "perubahan": "kebijakan"}, ["Jadwal &lt;dimajukan&gt;"]),
        ({"cari": "tiada"}, []),
    ],
)
def test_filters(daftar, masuk, saring, uraian):
    client = masuk("sekretaris")
    if "unit" in saring:
        saring = {"unit": str(daftar["Anggaran digeser"].unit_id)}
    teks = read(client, reverse(DAFTAR), **saring)
    assert (list_uraian(teks), teks.count("Tidak ada yang cocok")) == (uraian, int(not uraian))
    baris = list(csv.reader(io.StringIO(client.get(reverse("measurement:tindak_lanjut_csv"), saring).content.decode("utf-8-sig")), delimiter=";"))
    assert len(baris) == 1 + len(uraian)


@pytest.mark.parametrize("saring", [{"keadaan": "x"}, {"unit": "9" * 30}, {"tahun": "abc"}, {"page": "99"}, {"cari": "a\x00b"}])
def test_a_filter_that_cannot_be_read_shows_the_list_all_the_same(daftar, masuk, saring):
    assert masuk("sekretaris").get(reverse(DAFTAR), saring).status_code == 200
    assert masuk("sekretaris").get(reverse("measurement:tindak_lanjut_csv"), saring).status_code == 200


def test_the_list_turns_pages_and_costs_the_same_queries(lalu, masuk, django_assert_max_num_queries):
    for nomor in range(PER_HALAMAN + 2):
        note(lalu, f"Tindak lanjut {nomor}", hari=nomor)
    client = masuk("sekretaris")
    with django_assert_max_num_queries(14):
        teks = read(client, reverse(DAFTAR))
    assert (len(list_uraian(teks)), teks.count('rel="next"')) == (PER_HALAMAN, 1)
    assert len(list_uraian(read(client, reverse(DAFTAR), page=2))) == 2


def test_the_csv_is_text_to_a_spreadsheet(lalu, masuk):
    tell(note(lalu, '=HYPERLINK("http://x")', unit="KB"), keterangan="+1; dan\nbaris kedua")
    response = masuk("pengawas").get(reverse("measurement:tindak_lanjut_csv"))
    assert (response["Content-Type"], response["Content-Disposition"][:10]) == ("text/csv; charset=utf-8", "attachment")
    kepala, baris = csv.reader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";")
    isi = dict(zip(kepala, baris, strict=True))
    assert (isi["Tindak lanjut"], isi["Isi kabar"]) == ("'=HYPERLINK(\"http://x\")", "'+1; dan\nbaris kedua")
    assert (isi["Keadaan"], isi["Terlambat"]) == ("Berjalan", "")


def test_news_with_a_file_goes_from_the_form_to_the_page_and_back_as_a_download(lalu, masuk):
    satu = note(lalu, unit="KB")
    client = masuk("bidang.kb")
    form = client.get(link(satu)).context["form"]
    data = {"kunci": str(form["kunci"].value()), "status": "selesai", "keterangan": "Berlaku <mulai> Mei."}
    for _ in range(2):  # a double click
        berkas = SimpleUploadedFile("sk kepala.pdf", PDF)
        assert client.post(link(satu), data | {"berkas": berkas}).status_code == 302
    kabar = KabarTindakLanjut.objects.get()
    teks = read(client, link(satu))
    assert (teks.count("Berlaku &lt;mulai&gt; Mei."), teks.count(">sk kepala.pdf</a>")) == (1, 1)
    assert (teks.count("Simpan kabar"), teks.count("Tim SAKIP membukanya lagi")) == (0, 1)
    alamat = reverse("measurement:kabar_bukti", args=[kabar.pk])
    response = client.get(alamat)
    assert (b"".join(response), "attachment" in response["Content-Disposition"]) == (PDF, True)
    assert masuk("kepala", "dpmd-blora").get(alamat).status_code == 404
    assert client.get(link(satu)).status_code == 404


def test_what_is_missing_stands_beside_its_field_and_nothing_typed_is_lost(lalu, masuk):
    satu = note(lalu)
    client = masuk("sekretaris")
    kunci = str(client.get(link(satu)).context["form"]["kunci"].value())
    response = client.post(link(satu), {"kunci": kunci, "status": "selesai", "keterangan": "Sudah jadi."})
    teks = response.content.decode()
    assert (response.status_code, teks.count("Sudah jadi.</textarea>")) == (422, 1)
    assert (teks.count("Lampirkan bukti"), response.context["form"]["kunci"].value()) == (2, kunci)


def test_a_form_without_its_key_is_told_and_goes_through_when_sent_again(lalu, masuk):
    satu = note(lalu)
    client = masuk("sekretaris")
    isian = {"status": "berjalan", "keterangan": "Jalan."}
    response = client.post(link(satu), isian | {"kunci": "x"})
    assert (response.status_code, response.content.decode().count(TAK_UTUH)) == (422, 1)
    assert Jejak.objects.get(diterima=False).alasan == TAK_UTUH
    assert client.post(link(satu), isian | {"kunci": str(response.context["form"]["kunci"].value())}).status_code == 302


def test_who_may_not_tell_reads_who_may(lalu, masuk):
    satu = note(lalu, unit="KB")
    client = masuk("bidang.ks")
    teks = read(client, link(satu))
    assert (teks.count("Simpan kabar"), teks.count("Kabar ditulis oleh Sekretaris, Tim SAKIP, atau")) == (0, 1)
    assert client.post(link(satu), {"status": "berjalan", "keterangan": "x"}).status_code == 403


def test_a_row_by_hand_from_the_page_with_its_indicator(lalu, kasus, masuk):
    client = masuk("perencana")
    alamat = f"{reverse('measurement:tindak_lanjut_create')}?asal={lalu.pk}"
    baris = lalu.kertas_kerja_set.first().baris_set.first()
    batas = lalu.perangkat_daerah.hari_ini() + datetime.timedelta(days=20)
    kosong = client.post(alamat, {})
    assert (kosong.status_code, set(kosong.context["form"].errors)) == (422, {"uraian", "perubahan", "batas"})
    data = {"uraian": "Menambah kader", "perubahan": "strategi", "batas": batas.isoformat(), "baris": baris.pk}
    tanpa = client.post(alamat, data)
    assert (tanpa.status_code, set(tanpa.context["form"].errors)) == (422, {"penanggung_jawab"})
    response = client.post(alamat, data | {"penanggung_jawab": "Kepala Bidang KB"})
    satu = TindakLanjut.objects.get()
    assert (response["Location"], satu.asal, satu.baris) == (link(satu), lalu, baris)
    assert read(client, link(satu)).count(baris.nama) == 1


@pytest.mark.parametrize(("asal", "kode"), [("0", 404), ("x", 404), ("²", 404), ("", 200)])
def test_the_case_in_the_address_is_one_that_there_is(lalu, masuk, asal, kode):
    assert masuk("sekretaris").get(reverse("measurement:tindak_lanjut_create"), {"asal": asal}).status_code == kode


def test_solutions_of_the_recapitulation_become_rows_by_a_button(kasus, masuk):
    selesai = walk_to(kasus, 99)
    alamat = reverse("measurement:solusi_create", args=[selesai.pk])
    halaman = reverse("measurement:pengukuran_detail", args=[selesai.pk])
    assert read(masuk("tim_sakip"), halaman).count(f'href="{alamat}"') == 1
    assert read(masuk("staf"), halaman).count(alamat) == 0
    client = masuk("tim_sakip")
    solusi = "Memajukan jadwal pengumpulan data desa dua minggu (contoh)."
    assert client.get(alamat).context["form"].initial["rencana"] == [[solusi, "", "", ""]]
    sel = {"rencana-0-0": solusi, "rencana-0-2": "KB", "rencana-0-3": selesai.perangkat_daerah.hari_ini().isoformat()}
    kurang = client.post(alamat, sel)
    assert (kurang.status_code, kurang.content.decode().count("Yang diubah belum diisi")) == (422, 2)
    tambah = client.post(alamat, sel | {"tambah": "rencana"})
    assert (tambah.status_code, tambah.content.decode().count(f'value="{solusi}"')) == (200, 1)
    for _ in range(2):
        assert client.post(alamat, sel | {"rencana-0-1": "kebijakan"})["Location"] == halaman
    satu = TindakLanjut.objects.get()
    assert (satu.sumber, satu.unit.singkatan) == ("rekap", "KB")
    assert client.get(alamat).context["form"].initial["rencana"] == []
    assert read(client, halaman).count(link(satu)) == 1


def test_the_cases_page_asks_with_links_and_hides_the_button(lalu, kasus, masuk, monkeypatch):
    satu = note(lalu, "Terlambat", hari=0)
    kasus = do(kasus)
    later(monkeypatch, 1)
    client, halaman = masuk("tim_sakip"), reverse("measurement:pengukuran_detail", args=[kasus.pk])
    teks = read(client, halaman)
    assert (teks.count("1 tindak lanjut sudah lewat batas"), teks.count(". Perlu kabar"), teks.count("Selesaikan rekapitulasi</button>")) == (1, 1, 0)
    assert teks.count(f'href="{link(satu)}"') == 1
    langkah = reverse("measurement:langkah_run", args=[kasus.pk, 9, 1, "selesaikan"])
    assert client.post(langkah, {"versi": fetch_kasus(kasus).versi}).status_code == 422
    tell(satu)
    teks = read(client, halaman)
    assert (teks.count(". Perlu kabar"), teks.count("Selesaikan rekapitulasi</button>")) == (0, 1)
    assert teks.count("1 tindak lanjut dari pengukuran sebelumnya masih terbuka") == 1
