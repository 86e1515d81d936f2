"""How long steps took: from the trail alone, pass by pass, per step, per office, as bars and as CSV."""

import csv
import datetime
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from collection.services.lembar_tulis import guard
from measurement.enums import Aksi, Status
from measurement.models import Disposisi, PengukuranKinerja, Tindakan
from measurement.services.pengukuran import reopen_pengukuran
from measurement.waktu import list_batang, list_lintasan, list_tahun, recap_kantor, recap_langkah, write_median
from tests.factories.bersama import share
from tests.factories.halaman import visit
from tests.factories.kantor_contoh import create_kantor_kecil, create_kasus, get_user
from tests.factories.waktu import at, create_libur, set_sejak

pytestmark = pytest.mark.django_db
DAFTAR, UNDUH = reverse("measurement:waktu_list"), reverse("measurement:waktu_csv")
# (step, act, turn came, done): step 1 has 10 minutes, 2 four hours, 7 two days, 10 thirty minutes, 11 one day
BIASA = [
    (1, 1, "2026-07-01 07:30", "2026-07-01 07:40"), (2, 1, "2026-07-01 07:40", "2026-07-01 14:00"),
    (7, 1, "2026-07-01 14:00", "2026-07-02 14:00"), (7, 2, "2026-07-02 14:00", "2026-07-02 15:00"),
    (10, 1, "2026-07-02 15:00", "2026-07-03 08:00"),
]  # fmt: skip


@pytest.fixture(scope="module")
def basis(django_db_setup, django_db_blocker, tmp_path_factory):
    """Two cases of the small office whose trails are still empty."""
    with share(django_db_blocker, tmp_path_factory.mktemp("bersama")):
        kantor = create_kantor_kecil()
        yield {tw: create_kasus(Status.DISPOSISI, kantor=kantor, triwulan=tw).pk for tw in (1, 2)}


@pytest.fixture
def satu(basis):
    return PengukuranKinerja.objects.get(pk=basis[1])


@pytest.fixture
def dua(basis):
    return PengukuranKinerja.objects.get(pk=basis[2])


def write_trail(kasus, baris, aksi=Aksi.SELESAIKAN):
    """Rows of the trail with moments of our own, as run_langkah would have written them then."""
    awal, kantor = kasus.disposisi_set.count(), kasus.perangkat_daerah
    for urutan, (nomor, ke, mulai, selesai) in enumerate(baris, start=awal + 1):
        Disposisi.objects.create(
            pengukuran=kasus, urutan=urutan, aksi=aksi.value, dari_status="rapat", ke_status="rapat",
            tindakan=Tindakan.objects.get(langkah__sop=kasus.sop, langkah__nomor=nomor, urutan=ke),
            pengguna=get_user("staf"), sebutan=f"Peran {ke}", mulai_pada=at(kantor, mulai), waktu=at(kantor, selesai),
        )  # fmt: skip


def read_lintasan(*kasus):
    semua = list_lintasan(PengukuranKinerja.objects.filter(pk__in=[k.pk for k in kasus]))
    return [(satu.nomor, satu.menit, satu.norma, satu.lewat) for satu in semua]


def test_passes_are_working_minutes_of_steps(satu):
    """The noon break and the night do not count; both acts of step 7 are one pass."""
    write_trail(satu, BIASA)
    assert read_lintasan(satu) == [(1, 10, 10, 0), (2, 320, 240, 80), (7, 510, 900, 0), (10, 90, 30, 60)]
    [_, dua, tujuh, _] = list_lintasan(PengukuranKinerja.objects.filter(pk=satu.pk))
    assert (dua.teks, dua.teks_norma, dua.teks_lewat, tujuh.sebutan) == ("5 jam 20 menit", "4 jam", "1 jam 20 menit", "Peran 1, Peran 2")


def test_a_holiday_of_the_office_takes_nobodys_time(satu):
    write_trail(satu, BIASA)
    create_libur(satu.perangkat_daerah, "2026-07-02")
    assert read_lintasan(satu) == [(1, 10, 10, 0), (2, 320, 240, 80), (7, 120, 900, 0), (10, 30, 30, 0)]


def test_a_return_makes_another_pass_and_a_cancelling_none(satu):
    write_trail(satu, BIASA)
    write_trail(satu, [(11, 1, "2026-07-03 08:00", "2026-07-03 08:20")], Aksi.KEMBALIKAN)
    write_trail(satu, [(10, 1, "2026-07-03 08:20", "2026-07-03 08:30")])
    write_trail(satu, [(11, 1, "2026-07-03 08:30", "2026-07-31 08:30")], Aksi.BATALKAN)
    assert read_lintasan(satu)[3:] == [(10, 90, 30, 60), (11, 20, 450, 0), (10, 10, 30, 0)]


def test_recap_of_each_step(satu, dua):
    write_trail(satu, BIASA)
    write_trail(dua, [(1, 1, "2026-07-06 07:30", "2026-07-06 07:45")])
    lintasan = list_lintasan(PengukuranKinerja.objects.all())
    langkah = recap_langkah(satu.sop, lintasan)
    assert [baris.nomor for baris in langkah] == list(range(1, 17))
    baris = {b.nomor: (b.norma, b.jumlah, b.median, b.terlama, b.tepat) for b in langkah}
    assert baris[1] == ("10 menit", 2, "12 menit", "15 menit", 50)
    assert baris[7] == ("2 hari kerja", 1, "1 hari kerja 1 jam", "1 hari kerja 1 jam", 100)
    assert baris[3] == ("1 hari kerja", 0, "", "", None)
    assert baris[16] == ("", 0, "", "", None)


def test_recap_of_the_office(satu, dua):
    write_trail(satu, BIASA)
    write_trail(dua, [(1, 1, "2026-07-06 07:30", "2026-07-06 07:45")])
    [kantor] = recap_kantor([satu, dua], list_lintasan(PengukuranKinerja.objects.all()))
    assert (kantor.kasus, kantor.selesai, kantor.median, kantor.lintasan, kantor.terlambat) == (2, 0, "", 5, 3)


def test_a_finished_case_tells_how_long_it_took_in_all(basis):
    selesai = create_kasus(Status.SELESAI, kantor=PengukuranKinerja.objects.get(pk=basis[1]).perangkat_daerah, triwulan=3)
    [kantor] = recap_kantor([selesai], list_lintasan(PengukuranKinerja.objects.filter(pk=selesai.pk)))
    assert (kantor.kasus, kantor.selesai, kantor.median, kantor.terlambat) == (1, 1, "0 menit", 0)


@pytest.fixture
def revisi(basis):
    """Triwulan III finished, and opened again: its first step took a day, where the first case took ten minutes."""
    kantor = PengukuranKinerja.objects.get(pk=basis[1]).perangkat_daerah
    lama = create_kasus(Status.SELESAI, kantor=kantor, triwulan=3)
    baru = reopen_pengukuran(pengukuran=lama, alasan="Salah data.", user=get_user("kepala"))
    write_trail(baru, [(1, 1, "2026-07-06 07:30", "2026-07-07 14:00")])
    return lama, baru


def test_a_revision_counts_apart_and_in_no_other_figure(revisi):
    lama, baru = revisi
    semua = PengukuranKinerja.objects.filter(pk__in=[lama.pk, baru.pk])
    [kantor] = recap_kantor([lama, baru], list_lintasan(semua))
    [tanpa] = recap_kantor([lama], list_lintasan(semua.filter(pk=lama.pk)))
    assert (kantor.revisi, tanpa.revisi) == (1, 0)
    assert (kantor.kasus, kantor.selesai, kantor.median, kantor.lintasan, kantor.terlambat) == (
        tanpa.kasus, tanpa.selesai, tanpa.median, tanpa.lintasan, tanpa.terlambat
    )  # fmt: skip
    assert recap_langkah(lama.sop, list_lintasan(semua)) == recap_langkah(lama.sop, list_lintasan(semua.filter(revisi=0)))


def test_the_page_and_the_csv_say_what_a_revision_is(client, revisi):
    halaman = visit(client, get_user("pengawas"), DAFTAR)
    angka = halaman.read("td", **{"class": "angka"})
    assert (angka[0], angka[1], angka[4]) == ("3", "1", "1")
    baris = list(csv.reader(io.StringIO(client.get(UNDUH).content.decode()), delimiter=";"))
    assert [satu[3] for satu in baris if satu[1] == "Triwulan III 2026 Revisi 1"] == ["1"]


def test_median_of_an_even_number_is_between_both():
    assert [write_median(menit, 450) for menit in ([], [5], [1, 4], [450, 1, 901])] == ["", "5 menit", "2 menit", "1 hari kerja"]


def test_bars_share_one_axis_and_end_with_the_present_step(satu):
    write_trail(satu, BIASA)
    kasus = set_sejak(satu, timezone.now() - datetime.timedelta(days=30))
    batang = list_batang(kasus)
    assert [(b.lintasan.nomor, b.garis is None) for b in batang][-1] == (1, False)
    assert (batang[-1].lintasan.selesai, batang[-1].lebar) == (None, 1000)
    panjang = batang[-1].lintasan.menit
    assert [(b.lebar, b.garis) for b in batang[:2]] == [(10000 // panjang, 10000 // panjang), (320000 // panjang, 240000 // panjang)]


def test_pages_of_each_office_show_its_own(client, satu, dua):
    write_trail(satu, BIASA)
    halaman = visit(client, get_user("pengawas"), DAFTAR)
    assert halaman.inline == []
    assert halaman.read("td", **{"class": "angka"})[:4] == ["2", "0", "4", "2"]
    kasus = visit(client, get_user("staf"), reverse("measurement:pengukuran_waktu", args=[satu.pk]))
    assert (kasus.inline, len(kasus.find("svg", **{"class": "batang-svg"}))) == ([], 5)
    assert kasus.read("span", **{"class": "cip cip-galat"})[:2] == ["lewat 1 jam 20 menit", "lewat 1 jam"]
    kosong = visit(client, get_user("kepala", "dpmd-blora"), DAFTAR)
    assert kosong.read("h2") == ["Belum ada pengukuran"]
    assert list_tahun(get_user("kepala", "dpmd-blora")) == []


@pytest.mark.parametrize(
    ("kueri", "kode"),
    [("?tahun=2026", 200), ("?tahun=1990", 200), ("?tahun=x", 404), ("?sop=999999999", 200), ("?sop=-1", 404), ("?tahun=9999999999", 404)],
)
def test_a_year_or_sop_that_is_none_is_no_fault_of_the_server(client, satu, kueri, kode):
    client.force_login(get_user("kepala"))
    assert client.get(DAFTAR + kueri).status_code == kode


def test_csv_has_a_line_for_each_pass(client, satu):
    write_trail(satu, BIASA)
    client.force_login(get_user("pengawas"))
    jawaban = client.get(UNDUH)
    assert (jawaban["Content-Type"], jawaban["Content-Disposition"]) == ("text/csv; charset=utf-8", 'attachment; filename="waktu_2026.csv"')
    baris = list(csv.DictReader(io.StringIO(jawaban.content.decode("utf-8-sig")), delimiter=";"))
    assert [(b["langkah"], b["mulai"], b["menit_kerja"], b["mutu_baku_menit"], b["terlambat_menit"]) for b in baris[:2]] == [
        ("1", "2026-07-01 07:30:00", "10", "10", "0"), ("2", "2026-07-01 07:40:00", "320", "240", "80"),
    ]  # fmt: skip
    assert [guard(teks) for teks in ("=1+1", "-2", "@x", "Rapat - 2")] == ["'=1+1", "'-2", "'@x", "Rapat - 2"]


def test_pages_cost_the_same_however_long_the_trail(client, satu, dua):
    client.force_login(get_user("pengawas"))
    urls = (DAFTAR, UNDUH, reverse("measurement:pengukuran_waktu", args=[satu.pk]))

    def count():
        hasil = []
        for url in urls:
            with CaptureQueriesContext(connection) as kueri:
                client.get(url)
            hasil.append(len(kueri))
        return hasil

    write_trail(satu, BIASA[:1])
    awal = count()
    write_trail(satu, BIASA[1:])
    write_trail(dua, BIASA)
    assert count() == awal
    assert max(awal) <= 11  # the last is for the holidays of a year that has none entered yet
