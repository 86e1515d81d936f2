"""The kertas kerja as people read it: filters, why a figure is what it is, computing and correcting by POST."""

import pytest
from django.urls import reverse
from django.utils import timezone

from collection.models import Bukti, Indikator, Jejak
from measurement.models import BarisKertasKerja, Koreksi
from tests.factories.gerak import approve, compute, correct, fetch, finish, get_baris, send_back, walk_to
from tests.factories.kantor import count_kueri
from tests.factories.kantor_contoh import get_user
from tests.halaman import find_inline

pytestmark = pytest.mark.django_db

JUMLAH, AKHIR = "2.14.03.2.01.0014", "IKU-06"


def link(kasus, nama="detail"):
    return reverse(f"measurement:kertas_kerja_{nama}", args=[kasus.pk])


def link_baris(baris):
    return reverse("measurement:baris_detail", args=[baris.pk])


def read(jawaban):
    teks = jawaban.content.decode()
    assert find_inline(teks) == []
    return jawaban.status_code, teks


def post(client, baris, nilai="4", alasan="Salah ketik.", **data):
    versi = baris.kertas_kerja.pengukuran.versi
    return client.post(link_baris(baris), {"versi": versi, "nilai": nilai, "alasan": alasan, **data})


def read_kode(jawaban):
    assert read(jawaban)[0] == 200
    return [b.baris.kode for b in jawaban.context["baris"]]


def test_before_computing_the_page_says_so_and_offers_it_to_the_role(masuk, kasus):
    for nama, tombol in (("tim_sakip", 1), ("sekretaris", 0), ("pengawas", 0)):
        kode, teks = read(masuk(nama).get(link(kasus)))
        assert (kode, teks.count("Kertas kerja belum dihitung"), teks.count("<button class=\"tombol tombol-utama\">")) == (200, 1, tombol)


def test_computing_by_post_leads_back_to_the_page(masuk, kasus):
    client = masuk("tim_sakip")
    jawaban = client.post(link(kasus, "compute"))
    assert (jawaban.status_code, jawaban["Location"]) == (302, link(kasus))
    kode, teks = read(client.get(link(kasus)))
    assert (kode, teks.count("Kertas kerja putaran 1 selesai dihitung."), teks.count("Hitung ulang</button>")) == (200, 1, 1)
    assert client.get(link(kasus, "compute")).status_code == 405


@pytest.mark.parametrize(
    ("nama", "kode", "pesan"),
    [("sekretaris", 403, "Kertas kerja dihitung oleh Tim SAKIP."), ("pengawas", 403, "Kertas kerja dihitung oleh Tim SAKIP.")],
)
def test_computing_by_the_wrong_role_gets_a_page(masuk, kasus, nama, kode, pesan):
    status, teks = read(masuk(nama).post(link(kasus, "compute")))
    assert (status, teks.count(f"<p>{pesan}</p>"), kasus.kertas_kerja_set.count()) == (kode, 1, 0)


def test_computing_out_of_turn_gets_a_409_page(masuk, lalu):
    status, teks = read(masuk("tim_sakip").post(link(lalu, "compute")))
    assert status == 409
    assert teks.count("Kertas kerja dihitung pada langkah pengukuran; sekarang bukan gilirannya.") == 1


def test_the_button_stays_until_the_hand_in(masuk, kasus):
    compute(kasus)
    terlihat = []
    while kasus.tindakan.langkah.nomor < 12:
        terlihat.append(masuk("tim_sakip").get(link(kasus)).context["boleh_hitung"])
        approve(kasus, get_user("sekretaris"))
        kasus = finish(kasus)
    assert terlihat == [True, True, True, False]


def test_another_office_gets_a_404(masuk, kasus, lalu):
    client = masuk("kepala", "dpmd-blora")
    baris = get_baris(lalu, JUMLAH)
    assert [client.get(link(lalu)).status_code, client.get(link_baris(baris)).status_code] == [404, 404]
    assert [client.post(link(kasus, "compute")).status_code, post(client, baris).status_code] == [404, 404]


def test_filters_leave_what_they_say(masuk, lalu):
    correct(get_baris(lalu, JUMLAH), "1")
    correct(get_baris(lalu, AKHIR), "9,70")
    client, url = masuk("pengawas"), link(lalu)
    semua = read_kode(client.get(url))
    assert len(semua) == 18
    assert read_kode(client.get(url + "?saring=perlu")) == [JUMLAH]
    assert read_kode(client.get(url + "?saring=dikoreksi")) == [AKHIR, JUMLAH]
    assert read_kode(client.get(url + "?saring=tanpa")) == ["IKU-05", "2.14.02.2.02.0012"]
    assert read_kode(client.get(url + "?saring=bukan-saringan")) == semua


def test_a_filter_that_leaves_nothing_says_so(masuk, lalu):
    kode, teks = read(masuk("pengawas").get(link(lalu) + "?saring=dikoreksi"))
    assert (kode, teks.count("Tidak ada indikator pada saringan ini")) == (200, 1)


def test_a_corrected_row_shows_both_values(masuk, lalu):
    correct(get_baris(lalu, JUMLAH), "1")
    _, teks = read(masuk("pengawas").get(link(lalu)))
    assert teks.count("dikoreksi, semula 5") == 1
    assert teks.count("1 / 6 × 100 = 16,67") == 1


def test_the_page_costs_the_same_whatever_was_corrected(masuk, lalu):
    client = masuk("kepala")
    awal = count_kueri(client, link(lalu))
    for baris in lalu.kertas_kerja_set.get().baris_set.filter(konsolidasi="jumlah"):
        correct(baris, str(int(baris.realisasi_triwulan) + 1))
    assert (count_kueri(client, link(lalu)), Koreksi.objects.count()) == (awal, 13)
    assert awal <= 12


def test_why_this_figure(masuk, lalu):
    baris = get_baris(lalu, AKHIR)
    kode, teks = read(masuk("pengawas").get(link_baris(baris)))
    assert kode == 200
    for isi in (
        "<strong>102,04\u00a0%</strong>", "(2 × 9,80 − 9,60) / 9,80 × 100 = 102,04", "Makin rendah makin baik (selisih)",
        "Posisi terakhir", f"SHA-256 {baris.bukti[0]['sha256']}", str(baris.kertas_kerja.metodologi),
        'scope="row">Triwulan I</th><td role="cell" data-label="Target" class="angka">9,80</td>',
        '<td role="cell" data-label="Realisasi" class="angka">9,60</td></tr>',
    ):  # fmt: skip
        assert teks.count(isi) == 1, isi
    assert teks.count("Simpan koreksi") == 0
    bukti = Bukti.objects.get(sha256=baris.bukti[0]["sha256"], realisasi__indikator=baris.indikator, realisasi__periode=lalu.periode)
    assert f'<a class="berkas-nama" href="/bukti/{bukti.pk}/lihat/">{bukti.nama}</a>' in teks
    Bukti.objects.filter(pk=bukti.pk).update(dihapus_pada=timezone.now(), dihapus_oleh=bukti.diunggah_oleh)
    assert f'<span class="berkas-nama">{bukti.nama}</span>' in read(masuk("pengawas").get(link_baris(baris)))[1]


def test_the_form_of_correction_is_the_kepalas_at_step_12(masuk, lalu, kasus):
    compute(kasus)
    terlihat = {
        (nama, satu.periode.triwulan): masuk(nama).get(link_baris(get_baris(satu, JUMLAH))).context["boleh_koreksi"]
        for nama in ("kepala", "sekretaris", "tim_sakip") for satu in (lalu, kasus)
    }  # fmt: skip
    assert [kunci for kunci, boleh in terlihat.items() if boleh] == [("kepala", 1)]


def test_a_row_of_an_older_round_offers_no_correction(masuk, lalu):
    lama = get_baris(lalu, JUMLAH)
    lalu = send_back(walk_to(send_back(lalu, 10), 11), 8)
    compute(lalu)
    lalu = walk_to(finish(lalu), 12)
    client = masuk("kepala")
    baru = get_baris(lalu, JUMLAH)
    assert [client.get(link_baris(b)).context["boleh_koreksi"] for b in (lama, baru)] == [False, True]
    kode, teks = read(post(client, fetch_baris(lama)))
    assert (kode, teks.count("<p>Baris ini milik kertas kerja putaran lama. Muat ulang halaman.</p>")) == (409, 1)


def fetch_baris(baris):
    return BarisKertasKerja.objects.get(pk=baris.pk)


def test_correcting_by_post_leads_to_the_row_and_shows_the_history(masuk, lalu):
    client, baris = masuk("kepala"), get_baris(lalu, JUMLAH)
    jawaban = post(client, baris, "4", "Salah <ketik>.\r\nLagi.")
    assert (jawaban.status_code, jawaban["Location"]) == (302, f"{link(lalu)}#baris-{baris.pk}")
    assert post(client, baris, "6").status_code == 302
    kode, teks = read(client.get(link_baris(baris)))
    assert (kode, teks.count("<strong>100,00\u00a0%</strong>")) == (200, 1)
    assert [teks.count(f"<strong>Semula {nilai}</strong>, dikoreksi ") for nilai in ("5", "4")] == [1, 1]
    assert teks.count("<blockquote>Salah &lt;ketik&gt;.<br>Lagi.</blockquote>") == 1


@pytest.mark.parametrize(
    ("nilai", "alasan", "pesan"),
    [
        ("", "Salah.", "Tulis nilai koreksi."),
        ("4", " ", "Tulis alasan koreksi."),
        ("empat", "Salah.", "“empat” bukan angka yang dapat dibaca."),
        ("5", "Salah.", "Nilai ini sudah berlaku; tulis nilai lain."),
        ("4", "x" * 1001, "Pastikan nilai ini mengandung paling banyak 1000 karakter (sekarang 1001 karakter)."),
    ],
)
def test_a_correction_that_cannot_be_taken_keeps_what_was_typed(masuk, lalu, nilai, alasan, pesan):
    kode, teks = read(post(masuk("kepala"), get_baris(lalu, JUMLAH), nilai, alasan))
    assert (kode, teks.count(f'name="nilai" value="{nilai}"')) == (422, int(nilai != ""))
    assert teks.count(f">\n{alasan}</textarea>") == 1
    assert (teks.count(pesan), Koreksi.objects.count()) == (2, 0)


def test_a_correction_by_the_wrong_role_gets_a_403_page(masuk, lalu):
    kode, teks = read(post(masuk("sekretaris"), get_baris(lalu, JUMLAH)))
    assert (kode, teks.count("<p>Koreksi dilakukan oleh Kepala.</p>")) == (403, 1)
    assert (Koreksi.objects.count(), Jejak.objects.get(diterima=False).aksi) == (0, "koreksi_baris")


def test_a_correction_out_of_turn_or_on_a_stale_page_gets_a_409_page(masuk, lalu, kasus):
    compute(kasus)
    assert read(post(masuk("kepala"), get_baris(kasus, JUMLAH)))[0] == 409
    assert read(post(masuk("kepala"), get_baris(lalu, JUMLAH), versi=lalu.versi - 1))[0] == 409
    assert (Koreksi.objects.count(), fetch(lalu).versi) == (0, lalu.versi)


def test_text_of_the_plan_and_of_the_unit_is_escaped(masuk, kasus):
    Indikator.objects.filter(kode=JUMLAH).update(nama="<b>Tebal</b>", satuan="<i>")
    compute(kasus)
    _, tabel = read(masuk("pengawas").get(link(kasus)))
    _, rinci = read(masuk("pengawas").get(link_baris(get_baris(kasus, JUMLAH))))
    assert [teks.count("<b>Tebal</b>") for teks in (tabel, rinci)] == [0, 0]
    assert tabel.count("&lt;b&gt;Tebal&lt;/b&gt;") == 1
