"""The dashboards: figures in force, marked provisional, in a number of queries that does not grow."""

import re
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from collection.enums import Peran
from collection.models import Penugasan, PerangkatDaerah
from collection.models.kekal import KekalError
from measurement.enums import JenisSop, Status
from measurement.models import KertasKerja, PengukuranKinerja, RingkasanKinerja, Sop
from measurement.services.dasbor import build_sasaran, list_indikator, list_ringkasan
from measurement.services.kertas_kerja import correct_baris
from measurement.services.koreksi import withdraw_koreksi
from measurement.services.rekap import build_rekap, is_terverifikasi, map_terverifikasi
from measurement.services.ringkasan import store_ringkasan, store_tertinggal
from measurement.waktu import Lintasan, recap_lambat
from tests.factories.kantor_contoh import create_kasus, get_user
from tests.factories.laporan import WAKTU, make_kasus, make_koreksi, make_orang

pytestmark = pytest.mark.django_db
DAFTAR = reverse("measurement:dasbor_list")


def visit_dasbor(user, pk=None, **tanya):
    """(the page, how many queries it took) of a client that has signed in before."""
    client = Client()
    client.force_login(user)
    alamat = reverse("measurement:dasbor_detail", args=[pk]) if pk else DAFTAR
    with CaptureQueriesContext(connection) as tanyaan:
        response = client.get(alamat, tanya)
    return response, len(tanyaan)


def read_teks(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode())).replace("\xa0", " ")


def make_dihitung(jumlah=12, **isian):
    kasus = make_kasus(jumlah, **isian)
    store_ringkasan(kasus.kertas)
    return kasus


def test_ringkasan_says_what_the_recapitulation_says():
    kasus = make_dihitung()
    rekap, satu = build_rekap(kasus.kertas), RingkasanKinerja.objects.get()
    assert (satu.capaian, satu.kategori, satu.tingkat) == (rekap.nilai.rerata.nilai, "Tinggi", 4)
    assert (satu.terhitung, satu.jumlah, satu.belum_diukur) == (2, 2, len(rekap.belum_diukur))
    assert (satu.pagu, satu.realisasi, satu.serapan) == (
        rekap.anggaran.pagu, rekap.anggaran.realisasi, rekap.anggaran.serapan
    )  # fmt: skip
    assert [(s["kode"], Decimal(s["capaian"]), s["cakupan"]) for s in satu.sasaran] == [
        (k.kode, k.nilai.rerata.nilai, k.nilai.cakupan) for k in rekap.sasaran
    ]
    assert sum(p["jumlah"] for p in satu.pita) == sum(b.hasil.kategori != "" for b in rekap.baris)


def test_ringkasan_is_kept_for_ever():
    make_dihitung()
    with pytest.raises(KekalError):
        RingkasanKinerja.objects.all().delete()


def test_ringkasan_is_made_at_the_hand_in_and_after_each_correction():
    kasus = create_kasus(Status.KOREKSI)
    assert RingkasanKinerja.objects.count() == 1
    baris = kasus.kertas_kerja_set.get().baris_set.exclude(realisasi_triwulan=None).filter(rumus="maks").first()
    kepala = get_user("kepala")
    correct_baris(baris=baris, isi="0", alasan="Salah hitung.", versi=kasus.versi, user=kepala, yakin=True)
    asal, dikoreksi = RingkasanKinerja.objects.all()
    assert dikoreksi.capaian < asal.capaian
    assert [s.capaian for s in list_semua()] == [dikoreksi.capaian]
    withdraw_koreksi(baris=baris, alasan="Ternyata benar.", versi=kasus.versi, user=kepala)
    assert [s.capaian for s in list_semua()] == [asal.capaian]


def test_ringkasan_of_older_rounds_is_made_once():
    kasus = make_kasus(12)
    make_kasus(6, kantor=None)
    KertasKerja.objects.create(
        pengukuran=kasus.pengukuran, putaran=2, metodologi=kasus.metodologi, dihitung_oleh=kasus.tim,
        dihitung_pada=kasus.kertas.dihitung_pada,
    )  # fmt: skip
    assert [store_tertinggal(), store_tertinggal()] == [2, 0]
    assert RingkasanKinerja.objects.filter(pengukuran=kasus.pengukuran).get().kertas_kerja == kasus.kertas


def test_figures_are_provisional_until_all_is_measured_and_verified():
    belum_diukur = make_dihitung(12)
    lengkap = make_dihitung(5)
    semua = {s.pengukuran_id: s.sementara for s in list_semua()}
    assert semua == {belum_diukur.pengukuran.pk: True, lengkap.pengukuran.pk: False}
    lengkap.pengukuran.disposisi_set.model.objects.create(
        pengukuran=lengkap.pengukuran, urutan=99, aksi="kembalikan", dari_status="koreksi", ke_status="kertas_kerja",
        tindakan=lengkap.pengukuran.tindakan, pengguna=lengkap.kepala, sebutan="Kepala", catatan="Ulang.",
        mulai_pada=lengkap.kertas.dihitung_pada, waktu=lengkap.kertas.dihitung_pada,
    )  # fmt: skip
    assert [s.sementara for s in list_ringkasan(PengukuranKinerja.objects.filter(pk=lengkap.pengukuran.pk))] == [True]


def test_map_terverifikasi_is_one_query_and_agrees_with_the_single_one():
    kasus = [make_kasus(3).pengukuran for _ in range(3)]
    with CaptureQueriesContext(connection) as tanyaan:
        semua = map_terverifikasi([k.pk for k in kasus])
    assert len(tanyaan) == 1
    assert semua == {k.pk: is_terverifikasi(k) for k in kasus} == {k.pk: True for k in kasus}


def list_semua():
    return list_ringkasan(PengukuranKinerja.objects.all())


def test_indicators_carry_the_figure_in_force():
    kasus = make_dihitung(12)
    baris = kasus.kertas.baris_set.get(urutan=2)
    asal = {b.kode: b.sel for b in list_indikator(list_semua())}
    assert [s and s.capaian for s in asal[baris.kode]] == [None, baris.capaian, None, None]
    assert len(asal) == 12
    koreksi = make_koreksi(baris, "10.00", kasus.kepala)
    baru = {b.kode: b.terakhir for b in list_indikator(list_semua())}
    assert (baru[baris.kode].capaian, baru[baris.kode].pk) == (koreksi.capaian, baris.pk)
    assert koreksi.capaian != baris.capaian
    assert {kode: s for kode, s in baru.items() if kode != baris.kode} == {
        kode: s[1] for kode, s in asal.items() if kode != baris.kode
    }


def test_sasaran_stand_under_their_triwulan():
    make_dihitung(12)
    semua = [(b.kode, [s and s.capaian for s in b.sel]) for b in build_sasaran(list_semua())]
    assert semua == [("S1", [None, Decimal("77.19"), None, None]), ("S2", [None, Decimal(100), None, None])]


def test_a_figure_has_the_decimals_of_its_metodologi_and_leads_to_why():
    kasus = make_dihitung(12)
    satu = list_semua()[0]
    satu.kertas_kerja.metodologi.desimal = 1
    sel = build_sasaran([satu])[0].sel[1]
    assert (sel.desimal, sel.pk) == (1, kasus.kertas.pk)
    halaman = visit_dasbor(kasus.kepala, kasus.kantor.pk)[0].content.decode()
    for kunci in (sel.kunci, "kantor"):
        alamat = reverse("measurement:rerata_detail", args=[kasus.kertas.pk, kunci])
        assert f'href="{alamat}"' in halaman


def test_only_measurements_in_force_are_read():
    berlaku, batal, kumpul = make_dihitung(3), make_dihitung(3), make_dihitung(3)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE measurement_pengukurankinerja SET status = 'dibatalkan' WHERE id = %s", [batal.pengukuran.pk]
        )
    salin = Sop.objects.create(
        perangkat_daerah=kumpul.kantor, prosedur="pengumpulan", versi=1, nama="Pengumpulan", sidik="1" * 64,
        jenis=JenisSop.PENGUMPULAN.value, berlaku_mulai=WAKTU.date(), identitas={},
    )  # fmt: skip
    PengukuranKinerja.objects.filter(pk=kumpul.pengukuran.pk).update(sop=salin)
    assert [s.pengukuran_id for s in list_semua()] == [berlaku.pengukuran.pk]


def test_page_shows_office_sasaran_indicators_and_marks_provisional():
    kasus = make_dihitung(12)
    teks = read_teks(visit_dasbor(kasus.kepala, kasus.kantor.pk)[0])
    satu = RingkasanKinerja.objects.get()
    for semestinya in ("Triwulan II 2025", "Sementara", f"{satu.capaian}".replace(".", ","), "2 dari 2 sasaran"):
        assert semestinya in teks
    assert "12 dari 12. Pilih angkanya" in teks


def test_page_filters_and_sorts():
    kasus = make_dihitung(12)
    def list_nama(**tanya):
        page = visit_dasbor(kasus.kepala, kasus.kantor.pk, **tanya)[0].context["page"]
        return [(b.kode, b.terakhir.capaian) for b in page]
    rendah = [nilai for _, nilai in list_nama(urut="rendah")]
    terisi = [nilai for nilai in rendah if nilai is not None]
    assert terisi == sorted(terisi)
    assert rendah[len(terisi):] == [None] * (12 - len(terisi))
    assert list_nama(urut="tinggi")[0][1] == terisi[-1]
    satu = list_nama()[0][0]
    assert [kode for kode, _ in list_nama(cari=satu)] == [satu]
    assert list_nama(cari="tidak ada yang begini") == []
    assert all(b.terakhir.tingkat <= 2 for b in visit_dasbor(kasus.kepala, kasus.kantor.pk, perlu="1")[0].context["page"])


def test_who_serves_one_office_goes_straight_to_it():
    kasus = make_dihitung(3)
    response, _ = visit_dasbor(kasus.kepala)
    assert (response.status_code, response.url) == (302, reverse("measurement:dasbor_detail", args=[kasus.kantor.pk]))


def test_other_offices_are_neither_listed_nor_opened():
    satu, dua, lain = make_dihitung(3), make_dihitung(3), make_dihitung(3)
    pengawas = make_orang(satu.kantor, Peran.PENGAWAS)
    Penugasan.objects.create(
        pengguna=pengawas, perangkat_daerah=dua.kantor, peran=Peran.PENGAWAS.value,
        mulai=Penugasan.objects.filter(pengguna=pengawas).get().mulai,
    )  # fmt: skip
    response, _ = visit_dasbor(pengawas)
    assert {k.kantor for k in response.context["kantor"]} == {satu.kantor, dua.kantor}
    assert visit_dasbor(pengawas, lain.kantor.pk)[0].status_code == 404


def test_empty_office_is_told_what_is_missing():
    kantor = PerangkatDaerah.objects.create(kode="1", singkatan="baru", nama="Dinas Baru", pemerintah="Kabupaten")
    teks = read_teks(visit_dasbor(make_orang(kantor, Peran.KEPALA), kantor.pk)[0])
    assert "Belum ada hasil pengukuran" in teks


@pytest.mark.parametrize("tahun", ["abc", "-1", "99999999999"])
def test_year_that_is_none_is_not_found(tahun):
    kasus = make_dihitung(3)
    assert visit_dasbor(kasus.kepala, kasus.kantor.pk, tahun=tahun)[0].status_code == 404


def test_queries_do_not_grow_with_indicators_or_offices():
    kecil, besar = make_dihitung(3), make_dihitung(60)
    assert visit_dasbor(kecil.kepala, kecil.kantor.pk)[1] == visit_dasbor(besar.kepala, besar.kantor.pk)[1]
    pengawas = make_orang(kecil.kantor, Peran.PENGAWAS)
    jumlah = []
    for kasus in (besar, make_dihitung(3), make_dihitung(3)):
        Penugasan.objects.create(
            pengguna=pengawas, perangkat_daerah=kasus.kantor, peran=Peran.PENGAWAS.value,
            mulai=kasus.kertas.dihitung_pada.date(),
        )  # fmt: skip
        jumlah.append(visit_dasbor(pengawas)[1])
    assert jumlah == jumlah[:1] * 3


def make_lintasan(nomor, menit, norma):
    sop = SimpleNamespace(menit_per_hari=480)
    return Lintasan(SimpleNamespace(sop=sop, sop_id=1), nomor, f"Langkah {nomor}", "Staf", WAKTU, WAKTU, menit, norma)


def test_late_steps_are_named_most_often_late_first():
    jalan = [(1, 30, 20), (2, 100, 20), (2, 10, 20), (3, 500, None), (4, 21, 20), (4, 25, 20), (5, 20, 20)]
    semua = recap_lambat(make_lintasan(*satu) for satu in jalan)
    assert [(s.nomor, s.terlambat, s.jumlah, s.terburuk) for s in semua] == [
        (4, 2, 2, "5 menit"), (1, 1, 1, "10 menit"), (2, 1, 2, "1 jam 20 menit"),
    ]  # fmt: skip
