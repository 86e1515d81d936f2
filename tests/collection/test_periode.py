"""Opening and closing a triwulan, through the service and against the database itself; and what it locks."""

import datetime
import re
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError
from django.utils import timezone

from collection.enums import KeadaanSel, Peran
from collection.errors import AksesError, BentrokError, IsianError, TerkunciError
from collection.kunci import end_hari
from collection.models import (
    Formulir,
    JadwalPeriode,
    Jejak,
    PengecualianPeriode,
    Realisasi,
    RealisasiAnggaran,
    RealisasiBulan,
)
from collection.services.formulir import submit_formulir, withdraw_formulir
from collection.services.kiriman import save_kiriman
from collection.services.kunci_formulir import find_kunci_formulir
from collection.services.periode import (
    Isian,
    add_pengecualian,
    close_periode,
    compute_versi,
    find_jadwal,
    open_otomatis,
    open_periode,
    revoke_pengecualian,
)
from collection.services.realisasi import compute_sidik
from tests.factories.dasar import create_pejabat
from tests.factories.formulir import Kerja, create_kerja, fill, save, save_uang

pytestmark = pytest.mark.django_db

HARI = datetime.date(2026, 11, 20)
TUTUP = "Triwulan I 2026 ditutup sejak 20 November 2026 pukul 10.00 WIB (Rekap dimulai), sampai Tim SAKIP membukanya"


@pytest.fixture
def kerja(jam_basis) -> Kerja:
    return create_kerja()


def read_versi(kerja: Kerja) -> str:
    return compute_versi(kerja.periode, find_jadwal(kerja.periode))


def close(kerja: Kerja, alasan: str = "Rekap dimulai."):
    return close_periode(periode=kerja.periode, alasan=alasan, versi=read_versi(kerja), user=kerja.tim)


def reopen(kerja: Kerja, **isian):
    isian = {"alasan": "Data susulan."} | isian
    return open_periode(periode=kerja.periode, isian=Isian(**isian), versi=read_versi(kerja), user=kerja.tim)


def type_satu(kerja: Kerja, kode: str = "persen", isi: str = "12,5"):
    return save(kerja.get_baris(kode), isi, user=kerja.operator)


def test_without_any_opening_figures_are_taken(kerja):
    assert (find_jadwal(kerja.periode), type_satu(kerja).nilai) == (None, Decimal("12.5"))


def test_a_closed_triwulan_refuses_every_door_with_reason_and_until_when(kerja, jam):
    close(kerja)
    for coba in (
        lambda: type_satu(kerja),
        lambda: save_uang(kerja.anggaran, "1", user=kerja.operator),
        lambda: submit_formulir(formulir=kerja.formulir, user=kerja.operator),
    ):
        with pytest.raises(TerkunciError, match=re.escape(TUTUP)):
            coba()
    assert Jejak.objects.filter(diterima=False, alasan__startswith=TUTUP).count() == 3
    assert kerja.get_baris("persen").nilai is None


def test_a_handed_in_form_is_not_taken_back_from_a_closed_triwulan(kerja, jam):
    fill(kerja)
    submit_formulir(formulir=kerja.formulir, user=kerja.operator)
    close(kerja)
    with pytest.raises(TerkunciError):
        withdraw_formulir(formulir=kerja.formulir, user=kerja.operator)


def test_a_batch_is_answered_with_the_reason_for_each_cell(kerja, jam):
    close(kerja)
    baris = kerja.get_baris("persen")
    sel = {"kunci": "6f0b1a52-3b7b-4a51-8f6b-0c8a8f1f1a01", "baris": f"r{baris.pk}", "kolom": "nilai", "isi": "3",
           "sidik": compute_sidik(None)}  # fmt: skip
    _, [hasil] = save_kiriman(formulir=kerja.formulir.pk, kiriman={"sel": [sel]}, user=kerja.operator)
    assert (hasil.keadaan, hasil.pesan.startswith(TUTUP)) == (KeadaanSel.TERKUNCI, True)


def test_the_last_second_of_the_last_day_is_taken_and_the_next_is_not(kerja, jam):
    reopen(kerja, sampai=datetime.date(2026, 11, 25), alasan="")
    zona = ZoneInfo("Asia/Jakarta")
    saat = datetime.datetime(2026, 11, 25, 23, 59, 59, tzinfo=zona)
    assert find_jadwal(kerja.periode).sampai == end_hari(datetime.date(2026, 11, 25), "Asia/Jakarta")
    jam.maju(seconds=(saat - timezone.now()).total_seconds())
    type_satu(kerja, isi="1")
    jam.maju(seconds=1)
    with pytest.raises(TerkunciError, match=r"sejak 25 November 2026 pukul 23\.59 WIB"):
        type_satu(kerja, isi="2")


def test_it_is_not_open_before_its_first_day(kerja, jam):
    reopen(kerja, mulai=datetime.date(2026, 11, 21), alasan="")
    with pytest.raises(TerkunciError, match=r"pengisian mulai 21 November 2026 pukul 00\.00 WIB"):
        type_satu(kerja)


def test_opening_again_needs_a_reason_and_is_told_as_such(kerja, jam):
    close(kerja)
    with pytest.raises(IsianError):
        reopen(kerja, alasan=" ")
    jam.maju(minutes=1)
    assert (reopen(kerja).aksi, type_satu(kerja).nilai) == ("buka_lagi", Decimal("12.5"))
    jejak = Jejak.objects.filter(aksi="buka_periode", diterima=True).get()
    assert (jejak.lama["aksi"], jejak.baru["aksi"], jejak.baru["alasan"]) == ("tutup", "buka_lagi", "Data susulan.")


@pytest.mark.parametrize(
    ("isian", "salah"),
    [
        ({"mulai": HARI, "sampai": datetime.date(2026, 11, 19)}, "sampai"),
        ({"sampai": datetime.date(2026, 11, 19)}, "sampai"),
        ({"sampai": HARI, "tenggat": datetime.date(2026, 11, 21)}, "tenggat"),
        ({"mulai": HARI, "tenggat": datetime.date(2026, 11, 19)}, "tenggat"),
        ({"alasan": "x" * 501}, "alasan"),
    ],
)
def test_days_that_make_no_span_are_refused(kerja, isian, salah):
    with pytest.raises(IsianError) as galat:
        reopen(kerja, **isian)
    assert (list(galat.value.kesalahan), JadwalPeriode.objects.count()) == ([salah], 0)


def test_only_tim_sakip_and_admin_open_and_close(kerja):
    versi = read_versi(kerja)
    for peran in (Peran.KEPALA, Peran.SEKRETARIS, Peran.PENGAWAS):
        lain = create_pejabat(peran, kerja.kantor)
        with pytest.raises(AksesError):
            close_periode(periode=kerja.periode, alasan="x", versi=versi, user=lain)
    admin = create_pejabat(Peran.ADMIN, kerja.kantor)
    assert close_periode(periode=kerja.periode, alasan="x", versi=versi, user=admin).aksi == "tutup"


def test_two_at_once_and_a_second_closing_are_conflicts(kerja, jam):
    versi = read_versi(kerja)
    close(kerja)
    with pytest.raises(BentrokError):
        close_periode(periode=kerja.periode, alasan="x", versi=versi, user=kerja.tim)
    with pytest.raises(BentrokError, match="sudah ditutup"):
        close(kerja)


# Exceptions


def except_satu(kerja: Kerja, **isian):
    isian = {"sampai": datetime.date(2026, 11, 22), "alasan": "Data BPS baru terbit."} | isian
    return add_pengecualian(periode=kerja.periode, user=kerja.tim, **isian)


def test_an_exception_of_an_indicator_opens_that_row_only_until_its_end(kerja, jam):
    close(kerja)
    except_satu(kerja, indikator=kerja.get_baris("persen").indikator)
    type_satu(kerja)
    for tutup in (lambda: type_satu(kerja, "jumlah", "3"), lambda: save_uang(kerja.anggaran, "1", user=kerja.operator)):
        with pytest.raises(TerkunciError):
            tutup()
    akhir = datetime.datetime(2026, 11, 22, 23, 59, 59, tzinfo=ZoneInfo("Asia/Jakarta"))
    jam.maju(seconds=(akhir - timezone.now()).total_seconds())
    type_satu(kerja, isi="13")
    jam.maju(seconds=1)
    with pytest.raises(TerkunciError):
        type_satu(kerja, isi="14")


def test_an_exception_of_a_unit_opens_its_form_with_money_and_hand_in(kerja, jam, client):
    close(kerja)
    except_satu(kerja, formulir=kerja.formulir)
    client.force_login(kerja.operator)
    assert "Dengan pengecualian, formulir ini dapat diisi sampai" in client.get(f"/formulir/{kerja.formulir.pk}/").text
    fill(kerja)
    assert submit_formulir(formulir=kerja.formulir, user=kerja.operator).status == "diserahkan"


def test_a_withdrawn_exception_is_over(kerja, jam):
    close(kerja)
    satu = except_satu(kerja, formulir=kerja.formulir)
    jam.maju(minutes=1)
    revoke_pengecualian(pengecualian=satu, user=kerja.tim)
    with pytest.raises(TerkunciError):
        type_satu(kerja)
    with pytest.raises(BentrokError):
        revoke_pengecualian(pengecualian=satu, user=kerja.tim)


@pytest.mark.parametrize(
    "isian",
    [
        {"sampai": datetime.date(2026, 11, 19)}, {"sampai": datetime.date(2026, 12, 22)}, {"sampai": None},
        {"alasan": " "},
    ],
)  # fmt: skip
def test_an_exception_without_reason_or_end_is_refused(kerja, isian):
    with pytest.raises(IsianError):
        except_satu(kerja, formulir=kerja.formulir, **isian)
    assert not PengecualianPeriode.objects.exists()


def test_an_exception_is_of_one_unit_or_one_indicator_of_this_triwulan(kerja):
    lain = create_kerja(tambahan=0)
    for isian in (
        {}, {"formulir": kerja.formulir, "indikator": kerja.get_baris("persen").indikator},
        {"formulir": lain.formulir}, {"indikator": lain.get_baris("persen").indikator},
    ):  # fmt: skip
        with pytest.raises(IsianError):
            except_satu(kerja, **isian)


def test_forms_that_a_case_sends_open_a_closed_triwulan_and_leave_an_open_one(kerja, jam):
    open_otomatis(periode=kerja.periode, alasan="Dikembalikan.", user=kerja.tim)
    assert find_jadwal(kerja.periode) is None
    close(kerja)
    jam.maju(seconds=1)
    open_otomatis(periode=kerja.periode, alasan="Dikembalikan.", user=kerja.tim)
    assert (find_jadwal(kerja.periode).aksi, find_jadwal(kerja.periode).sampai) == ("buka_lagi", None)
    type_satu(kerja)


# The database, by its own clock and past every service


def put_jadwal(kerja: Kerja, **masa) -> None:
    JadwalPeriode.objects.create(periode=kerja.periode, aksi="buka", oleh=kerja.tim, pada=timezone.now(), **masa)


def put_pengecualian(kerja: Kerja, **isi) -> PengecualianPeriode:
    kini = timezone.now()
    isi = {"mulai": kini - datetime.timedelta(hours=2), "sampai": kini + datetime.timedelta(hours=1)} | isi
    return PengecualianPeriode.objects.create(periode=kerja.periode, alasan="Uji", oleh=kerja.tim, pada=kini, **isi)


def refuses(tulis) -> bool:
    try:
        with transaction.atomic():
            tulis()
    except DatabaseError:
        return True
    return False


def list_tulis(kerja: Kerja):
    """One write of each table of figures, past the services."""
    baris = kerja.get_baris("persen")
    milik = {"realisasi": baris, "periode": kerja.periode, "formulir": baris.formulir, "indikator": baris.indikator}
    return (
        lambda: Realisasi.objects.filter(pk=baris.pk).update(nilai=1),
        lambda: RealisasiBulan.objects.create(bulan=1, nilai=1, **milik),
        lambda: RealisasiAnggaran.objects.filter(pk=kerja.anggaran.pk).update(jumlah=1),
    )


@pytest.mark.parametrize(
    ("masa", "tutup"),
    [
        ({}, False), ({"sampai": -1}, True), ({"sampai": 1}, False), ({"mulai": 1}, True), ({"mulai": -1}, False),
        ({"mulai": -2, "sampai": -1}, True), ({"mulai": -1, "sampai": 1}, False),
    ],
)  # fmt: skip
def test_the_database_refuses_what_the_service_would(masa, tutup):
    kerja = create_kerja()
    put_jadwal(kerja, **{n: timezone.now() + datetime.timedelta(seconds=60 * jarak) for n, jarak in masa.items()})
    assert [refuses(tulis) for tulis in list_tulis(kerja)] == [tutup] * 3


def test_the_database_takes_the_latest_opening_and_knows_exceptions():
    kerja = create_kerja()
    sejam = datetime.timedelta(hours=1)
    put_jadwal(kerja, sampai=timezone.now() - sejam)
    baris = kerja.get_baris("persen")
    assert [refuses(tulis) for tulis in list_tulis(kerja)] == [True] * 3
    satu = put_pengecualian(kerja, indikator=baris.indikator)
    assert [refuses(tulis) for tulis in list_tulis(kerja)] == [False, False, True]
    PengecualianPeriode.objects.filter(pk=satu.pk).update(sampai=timezone.now() - sejam / 2)
    assert [refuses(tulis) for tulis in list_tulis(kerja)] == [True] * 3
    unit = put_pengecualian(kerja, formulir=kerja.formulir)
    RealisasiBulan.objects.all().delete()
    assert [refuses(tulis) for tulis in list_tulis(kerja)] == [False] * 3
    PengecualianPeriode.objects.filter(pk=unit.pk).update(dicabut_pada=timezone.now())
    assert refuses(list_tulis(kerja)[0])
    put_jadwal(kerja)
    assert not refuses(list_tulis(kerja)[0])


def test_another_triwulan_is_not_locked_with_it():
    kerja, lain = create_kerja(), create_kerja(triwulan=2)
    put_jadwal(kerja, sampai=timezone.now() - datetime.timedelta(hours=1))
    assert [refuses(tulis) for tulis in list_tulis(lain)] == [False] * 3


def test_the_trigger_is_there_however_the_tables_were_built_anew():
    """SQLite drops triggers with a table that it builds anew: a later migration that does ends with KunciOperation."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'kunci_%'")
        else:
            cursor.execute("SELECT DISTINCT tgname FROM pg_trigger WHERE tgname LIKE 'kunci_%'")
        ada = sorted(nama for (nama,) in cursor.fetchall())
    assert ada == [
        "kunci_collection_realisasi_update", "kunci_collection_realisasianggaran_update",
        "kunci_collection_realisasibulan_insert", "kunci_collection_realisasibulan_update",
    ]  # fmt: skip


def test_the_lock_costs_one_query_and_two_of_a_closed_triwulan(jam, django_assert_num_queries):
    kerja = create_kerja()
    formulir = Formulir.objects.select_related("periode__perangkat_daerah").get(pk=kerja.formulir.pk)
    with django_assert_num_queries(1):
        assert not find_kunci_formulir(formulir).alasan
    close(kerja)
    with django_assert_num_queries(2):
        assert find_kunci_formulir(formulir).rapat
