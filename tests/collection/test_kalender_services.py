"""The office's calendar as its Admin keeps it: who may, what is refused, what the trail has."""

import datetime

import pytest

from collection.enums import JenisLibur, Peran
from collection.errors import BentrokError, IsianError
from collection.jam import TEKS_BIASA, TEKS_RAMADAN
from collection.models import HariLibur, Jejak
from collection.services.kalender import (
    CalonLibur,
    add_jam,
    add_libur,
    list_kurang,
    load_nasional,
    load_nasional_awal,
    plan_libur,
    read_nasional,
    remove_jam,
    remove_libur,
    save_libur,
)
from tests.factories.dasar import create_kantor, create_pejabat
from tests.factories.kantor import forbid, list_aksi, refuse

pytestmark = pytest.mark.django_db
HARI = datetime.date(2026, 9, 26)


@pytest.fixture
def kantor():
    return create_kantor()


@pytest.fixture
def admin(kantor):
    return create_pejabat(Peran.ADMIN, kantor)


def write_libur(**isian):
    return {"tanggal": HARI, "nama": "Hari jadi", "jenis": JenisLibur.DAERAH.value} | isian


def write_jam(**isian):
    return {"nama": "Jam", "mulai": HARI, "selesai": None, "pekan": list(TEKS_BIASA)} | isian


def test_a_day_off_is_added_and_removed_on_the_trail(kantor, admin):
    libur = add_libur(kantor=kantor, isian=write_libur(), user=admin)
    remove_libur(libur=HariLibur.objects.get(pk=libur.pk), user=admin)
    assert list_aksi(kantor) == [("tambah_libur", True), ("hapus_libur", True)]
    semua = Jejak.objects.filter(perangkat_daerah=kantor).order_by("pk")
    isi = {"tanggal": "2026-09-26", "nama": "Hari jadi", "jenis": "daerah"}
    assert [(j.lama, j.baru) for j in semua] == [({}, isi), (isi, {})]
    assert kantor.libur_set.count() == 0


def test_a_day_off_that_is_gone_is_told(kantor, admin):
    libur = add_libur(kantor=kantor, isian=write_libur(), user=admin)
    kantor.libur_set.all().delete()
    with pytest.raises(BentrokError):
        remove_libur(libur=libur, user=admin)


@pytest.mark.parametrize(
    "isian", [{"nama": ""}, {"tanggal": datetime.date(1999, 12, 31)}, {"tanggal": datetime.date(2101, 1, 1)}, {"jenis": "pribadi"}]
)
def test_a_day_off_that_is_none_is_refused(kantor, admin, isian):
    with pytest.raises(IsianError) as galat:
        add_libur(kantor=kantor, isian=write_libur(**isian), user=admin)
    assert list(galat.value.kesalahan) == list(isian)
    assert (kantor.libur_set.count(), list_aksi(kantor)) == (0, [("tambah_libur", False)])


def test_the_same_day_twice_is_refused(kantor, admin):
    add_libur(kantor=kantor, isian=write_libur(), user=admin)
    pesan = "Tanggal ini sudah libur: Hari jadi. Hapus dahulu bila namanya salah."
    refuse({"tanggal": [pesan]}, add_libur, kantor=kantor, isian=write_libur(nama="Lain"), user=admin)


def test_the_calendar_is_the_admins(kantor, admin):
    libur = add_libur(kantor=kantor, isian=write_libur(), user=admin)
    jam = add_jam(kantor=kantor, isian=write_jam(), user=admin)
    pesan = f"Ini adalah wewenang Admin pada {kantor.nama}."
    for orang in (create_pejabat(Peran.KEPALA, kantor), create_pejabat(Peran.ADMIN, create_kantor())):
        forbid(pesan, add_libur, kantor=kantor, isian=write_libur(), user=orang)
        forbid(pesan, remove_libur, libur=libur, user=orang)
        forbid(pesan, save_libur, kantor=kantor, daftar=[CalonLibur(HARI, "x")], user=orang)
        forbid(pesan, load_nasional, kantor=kantor, tahun=2026, user=orang)
        forbid(pesan, add_jam, kantor=kantor, isian=write_jam(), user=orang)
        forbid(pesan, remove_jam, jam=jam, user=orang)
    assert (kantor.libur_set.count(), kantor.jam_kerja_set.count()) == (1, 1)


def test_a_list_adds_and_renames_and_leaves_the_rest(kantor, admin):
    add_libur(kantor=kantor, isian=write_libur(), user=admin)
    lain = datetime.date(2026, 9, 28)
    daftar = [CalonLibur(HARI, "Hari jadi kabupaten", "daerah"), CalonLibur(lain, "Cuti bersama", "cuti_bersama")]
    assert [(c.tanggal, c.lama) for c in plan_libur(kantor, daftar)] == [(HARI, "Hari jadi"), (lain, "")]
    assert save_libur(kantor=kantor, daftar=daftar, user=admin) == 2
    assert save_libur(kantor=kantor, daftar=daftar, user=admin) == 0
    assert list(kantor.libur_set.values_list("nama", flat=True)) == ["Hari jadi kabupaten", "Cuti bersama"]
    assert list_aksi(kantor)[1:] == [("impor_libur", True)] * 2


def test_hours_are_added_normalized_and_removed(kantor, admin):
    jam = add_jam(kantor=kantor, isian=write_jam(pekan=["7:30 – 12.00;13.00-16.00", *[""] * 6]), user=admin)
    assert jam.pekan == ["07.30-12.00, 13.00-16.00", *[""] * 6]
    remove_jam(jam=jam, user=admin)
    assert list_aksi(kantor) == [("tambah_jam_kerja", True), ("hapus_jam_kerja", True)]
    with pytest.raises(BentrokError):
        remove_jam(jam=jam, user=admin)


@pytest.mark.parametrize(
    ("isian", "nama"),
    [
        ({"selesai": HARI - datetime.timedelta(days=1)}, "selesai"),
        ({"mulai": datetime.date(2101, 1, 1)}, "mulai"),
        ({"pekan": ["pagi", *[""] * 6]}, "senin"),
        ({"pekan": [""] * 7}, ""),
        ({"nama": ""}, "nama"),
    ],
)
def test_hours_that_are_none_are_refused(kantor, admin, isian, nama):
    with pytest.raises(IsianError) as galat:
        add_jam(kantor=kantor, isian=write_jam(**isian), user=admin)
    assert (list(galat.value.kesalahan), kantor.jam_kerja_set.count()) == ([nama], 0)


def test_hours_of_the_same_span_are_refused(kantor, admin):
    add_jam(kantor=kantor, isian=write_jam(), user=admin)
    pesan = "Sudah ada jam kerja dengan masa berlaku yang sama. Hapus dahulu yang lama."
    refuse({"mulai": [pesan]}, add_jam, kantor=kantor, isian=write_jam(), user=admin)


def test_national_days_are_those_of_the_decrees():
    """17 and 11, 17 and 8 as the decrees count them; of 2027 only what has the same date every year."""
    jumlah = {
        tahun: [sum(c.jenis == jenis for c in isi.libur) for jenis in ("nasional", "cuti_bersama")]
        for tahun, isi in read_nasional().items()
    }
    assert jumlah == {2025: [17, 11], 2026: [17, 8], 2027: [5, 0]}
    for tahun, isi in read_nasional().items():
        tanggal = [c.tanggal for c in isi.libur]
        assert tanggal == sorted(set(tanggal))
        assert {hari.year for hari in tanggal} == {tahun}
    tetap = [(c.tanggal.month, c.tanggal.day) for c in read_nasional()[2027].libur]
    assert tetap == [(1, 1), (5, 1), (6, 1), (8, 17), (12, 25)]
    assert [isi.lengkap for isi in read_nasional().values()] == [True, True, False]
    assert all(set(tetap) <= {(c.tanggal.month, c.tanggal.day) for c in isi.libur} for isi in read_nasional().values())


def test_national_days_of_a_year_fill_what_is_missing(kantor, admin):
    add_libur(kantor=kantor, isian=write_libur(tanggal=datetime.date(2026, 8, 17), nama="Tujuh belasan"), user=admin)
    assert len(list_kurang(kantor, read_nasional()[2026])) == 24
    assert load_nasional(kantor=kantor, tahun=2026, user=admin) == 24
    assert load_nasional(kantor=kantor, tahun=2026, user=admin) == 0
    assert kantor.libur_set.get(tanggal="2026-08-17").nama == "Tujuh belasan"
    ramadan = kantor.jam_kerja_set.get()
    assert (ramadan.mulai.isoformat(), ramadan.selesai.isoformat(), tuple(ramadan.pekan)) == ("2026-02-19", "2026-03-20", TEKS_RAMADAN)
    pesan = "Aplikasi tidak memuat hari libur nasional tahun 2031. Tambahkan sendiri."
    refuse({"": [pesan]}, load_nasional, kantor=kantor, tahun=2031, user=admin)


def test_a_new_office_begins_with_the_national_days_once(kantor, admin):
    """What its Admin takes away does not come back at the next start."""
    assert load_nasional_awal(kantor) == 28 + 25 + 5
    for libur in kantor.libur_set.select_related("perangkat_daerah"):
        remove_libur(libur=libur, user=admin)
    assert (load_nasional_awal(kantor), kantor.libur_set.count()) == (0, 0)
