"""The Kepala's correction: beside the original, by the same rule, with a reason; and what it moves elsewhere."""

import re
from decimal import Decimal

import pytest
from django.urls import reverse

from collection.angka import format_angka
from collection.errors import IsianError
from collection.models import Indikator, Jejak, Realisasi, Target
from measurement.errors import GiliranError, WewenangError
from measurement.models import BarisKertasKerja, Koreksi
from measurement.queries_lalu import list_realisasi_lalu
from measurement.services.baris import list_baris
from measurement.services.snapshot import build_snapshot
from tests.factories.buku import Buku
from tests.factories.gerak import cancel, compute, correct, finish, get_baris, send_back, walk_to
from tests.factories.kantor_contoh import get_user
from tests.factories.metodologi import fix_metodologi

pytestmark = pytest.mark.django_db

JUMLAH, AKHIR = "2.14.03.2.01.0014", "IKU-06"


def list_penolakan():
    return list(Jejak.objects.filter(diterima=False).order_by("pk").values_list("aksi", "alasan"))


def test_correction_stands_beside_the_original(lalu):
    baris = get_baris(lalu, JUMLAH)
    lama = BarisKertasKerja.objects.filter(pk=baris.pk).values().get()
    koreksi = correct(baris, "4", "  Salah ketik.  ")
    assert BarisKertasKerja.objects.filter(pk=baris.pk).values().get() == lama
    assert (koreksi.realisasi_semula, koreksi.realisasi_triwulan, koreksi.realisasi) == (5, 4, 4)
    assert (koreksi.capaian, koreksi.kategori, koreksi.tingkat) == (Decimal("66.67"), "Sedang", 3)
    assert koreksi.penjelasan == "4 / 6 × 100 = 66,67"
    assert (koreksi.keterangan, koreksi.pengguna) == ("Salah ketik.", get_user("kepala"))
    jejak = Jejak.objects.filter(aksi="koreksi_baris").get()
    assert (jejak.lama, jejak.baru) == ({"realisasi": "5"}, {"realisasi": "4", "alasan": "Salah ketik."})


def test_correction_is_computed_by_the_frozen_rule(lalu):
    baris = get_baris(lalu, AKHIR)
    Indikator.objects.filter(pk=baris.indikator_id).update(rumus="maks", konsolidasi="jumlah")
    Target.objects.filter(indikator=baris.indikator_id).update(tw1=1, tahunan=1)
    fix_metodologi(kantor=lalu.perangkat_daerah, tahun=2026, batas_atas=Decimal(50), batas_bawah=None, nihil=None)
    koreksi = correct(baris, "9,70")
    assert koreksi.penjelasan == "(2 × 9,80 − 9,70) / 9,80 × 100 = 101,02"
    assert koreksi.penjelasan_tahunan == "(2 × 9,20 − 9,70) / 9,20 × 100 = 94,57"
    assert (koreksi.capaian, koreksi.capaian_tahunan) == (Decimal("101.02"), Decimal("94.57"))


def test_a_row_that_was_not_measured_can_be_corrected(lalu):
    baris = get_baris(lalu, "IKU-05")
    assert (baris.realisasi, baris.alasan) == (None, "tanpa_target")
    koreksi = correct(baris, "2,10")
    assert (koreksi.realisasi_semula, koreksi.realisasi) == (None, Decimal("2.1"))
    assert (koreksi.capaian, koreksi.alasan, koreksi.capaian_tahunan) == (None, "tanpa_target", 100)


def test_second_correction_wins_and_the_history_stays(lalu):
    baris = get_baris(lalu, JUMLAH)
    correct(baris, "4")
    correct(baris, "6")
    b = next(b for b in list_baris(baris.kertas_kerja) if b.baris == baris)
    assert [(k.realisasi_semula, k.realisasi) for k in b.riwayat] == [(5, 4), (4, 6)]
    assert (b.baris.realisasi, b.hasil.realisasi, b.hasil.capaian) == (5, 6, 100)


@pytest.mark.parametrize(
    ("isi", "alasan", "pesan"),
    [
        ("4", " ", "Tulis nilai koreksi dan alasannya."),
        (" ", "Salah.", "Tulis nilai koreksi dan alasannya."),
        ("5", "Salah.", "Nilai ini sudah berlaku; tulis nilai lain."),
    ],
)
def test_correction_needs_another_value_and_a_reason(lalu, isi, alasan, pesan):
    with pytest.raises(IsianError) as galat:
        correct(get_baris(lalu, JUMLAH), isi, alasan)
    assert str(galat.value) == pesan
    assert list_penolakan() == [("koreksi_baris", pesan)]
    assert Koreksi.objects.count() == 0


def test_correction_posted_twice_is_stored_once(lalu):
    baris = get_baris(lalu, JUMLAH)
    correct(baris)
    with pytest.raises(IsianError):
        correct(baris)
    assert baris.koreksi_set.count() == 1
    assert correct(baris, "5", "Ternyata benar semula.").realisasi_semula == 4


@pytest.mark.parametrize("peran", ["sekretaris", "tim_sakip", "bidang.kb", "admin", "pengawas"])
def test_correction_is_the_kepalas(lalu, peran):
    with pytest.raises(WewenangError) as galat:
        correct(get_baris(lalu, JUMLAH), peran=peran)
    assert list_penolakan() == [("koreksi_baris", str(galat.value))] == [("koreksi_baris", "Koreksi dilakukan oleh Kepala.")]
    assert Koreksi.objects.count() == 0


def test_correction_is_refused_outside_its_step_on_a_stale_page_and_on_an_older_round(kasus, lalu):
    compute(kasus)
    with pytest.raises(GiliranError) as langkah:
        correct(get_baris(kasus, JUMLAH))
    lama = get_baris(lalu, JUMLAH)
    with pytest.raises(GiliranError) as basi:
        correct(lama, versi=lalu.versi - 1)
    lalu = send_back(walk_to(send_back(lalu, 10), 11), 8)
    compute(lalu)
    lalu = walk_to(finish(lalu), 12)
    with pytest.raises(GiliranError) as putaran:
        correct(lama, versi=lalu.versi)
    assert [str(galat.value) for galat in (langkah, basi, putaran)] == [
        "Koreksi dilakukan pada langkah koreksi Kepala; sekarang bukan gilirannya.",
        "Pengukuran ini sudah bergerak sejak halaman dibuka. Muat ulang halaman.",
        "Baris ini milik kertas kerja putaran lama. Muat ulang halaman.",
    ]
    assert Koreksi.objects.count() == 0


def test_corrected_triwulan_counts_in_the_next(kasus, lalu):
    baris = get_baris(lalu, JUMLAH)
    kunci = (baris.indikator_id, 1)
    assert list_realisasi_lalu(kasus.periode)[kunci] == 5
    correct(baris, "4")
    correct(baris, "3")
    assert list_realisasi_lalu(kasus.periode)[kunci] == 3
    compute(kasus)
    kini = get_baris(kasus, JUMLAH)
    assert kini.deret["realisasi"][0] == "3.000000"
    assert kini.realisasi == 3 + kini.realisasi_triwulan


def test_page_and_workbook_of_the_next_triwulan_show_the_corrected_figure_beside_what_was_reported(kasus, lalu, client):
    correct(get_baris(lalu, JUMLAH), "4")
    baris = Realisasi.objects.get(periode=kasus.periode, indikator__kode=JUMLAH)
    client.force_login(get_user("tim_sakip"))
    halaman = client.get(reverse("collection:formulir_detail", args=[baris.formulir_id])).text
    [isi] = re.findall(rf'id="realisasi-{baris.pk}".*?<dl class="sebelum">(.*?)</dl>', halaman, re.DOTALL)
    buku = Buku(client.get(reverse("measurement:formulir_xlsx", args=[baris.formulir_id])).content)
    judul = {sel.value: sel.column for sel in buku.buku["Isian"][4]}
    nilai = buku.find(baris, "nilai")
    assert isi == "<div><dt>TW I</dt><dd>4 (dikoreksi, semula 5)</dd></div>"
    assert "Realisasi TW I 2026: 4 (dikoreksi, semula 5)" in nilai.comment.text
    assert buku.buku["Isian"].cell(nilai.row, judul["Realisasi TW I 2026"]).value == 4


def test_a_cancelled_triwulan_counts_as_its_units_typed_it(kasus, lalu):
    baris = get_baris(lalu, JUMLAH)
    correct(baris, "4")
    cancel(lalu)
    assert list_realisasi_lalu(kasus.periode)[baris.indikator_id, 1] == 5


def read_layar(html):
    """Key of each row → the capaian that its cell shows."""
    semua = re.findall(r'<tr role="row" id="baris-(\d+)"(.*?)</tr>', html, re.DOTALL)
    sel = {int(pk): re.findall(r"<td[^>]*>(.*?)</td>", isi, re.DOTALL) for pk, isi in semua}
    return {pk: re.sub("<[^>]*>", "", isi[2]) for pk, isi in sel.items()}


def walk_snapshot(kelompok):
    for satu in kelompok:
        yield from satu["baris"]
        yield from walk_snapshot(satu["anak"])


def test_capaian_on_screen_in_the_report_and_in_the_database_are_one(lalu, client):
    correct(get_baris(lalu, JUMLAH))
    correct(get_baris(lalu, AKHIR), "9,70")
    semua = list_baris(lalu.kertas_kerja_set.get())
    tersimpan = {b.baris.kode: format_angka(b.hasil.capaian) or "–" for b in semua}
    client.force_login(get_user("pengawas"))
    layar = read_layar(client.get(reverse("measurement:kertas_kerja_detail", args=[lalu.pk])).content.decode())
    snapshot = build_snapshot(lalu, nomor="1", tanggal=lalu.perangkat_daerah.hari_ini(), kode="uji")
    laporan = {b["kode"]: b["capaian"]["teks"] for b in walk_snapshot(snapshot["tujuan"] + snapshot["program"])}
    assert {b.baris.kode: layar[b.baris.pk] for b in semua} == tersimpan == laporan
    assert (len(tersimpan), tersimpan[JUMLAH], tersimpan[AKHIR]) == (18, "66,67", "101,02")
