"""Preparing and signing the report: one number, the bytes that were seen, one signature and no second."""

import datetime
import hashlib
import json

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone

from collection.enums import Peran, StatusPenugasan
from collection.errors import AksesError, BentrokError, IsianError
from collection.models import Jejak, PerangkatDaerah
from measurement.enums import StatusDokumen
from measurement.errors import KelengkapanError, SegelError
from measurement.models import Dokumen, NomorSurat, Segel
from measurement.services.laporan import prepare_laporan, render_dokumen, sign_laporan
from measurement.services.penyegelan import check_bersegel
from measurement.services.segel import create_segel, find_segel
from measurement.signing.periksa import validate
from tests.factories.laporan import make_kasus, make_koreksi, make_orang

FRASA = "frasa sandi yang panjang"
pytestmark = pytest.mark.django_db


@pytest.fixture
def kasus():
    return make_kasus(2)


@pytest.fixture
def segel(kasus):
    return create_segel(kasus.kantor, FRASA, kasus.kepala)


@pytest.fixture
def dokumen(kasus):
    return prepare_laporan(kasus.pengukuran)


def sign(kasus, dokumen, **lain):
    isi = {"user": kasus.kepala, "sebutan": "Kepala", "frasa": FRASA, "sha256_dilihat": dokumen.sha256_snapshot}
    return sign_laporan(kasus.pengukuran, **(isi | lain))


def shift_hari(monkeypatch, hari):
    monkeypatch.setattr(PerangkatDaerah, "hari_ini", lambda kantor: hari)



def test_prepare_laporan_makes_number_code_and_snapshot(kasus, dokumen):
    assert dokumen.status == StatusDokumen.DISIAPKAN
    assert dokumen.nomor == f"700/1/DISPERMADESPPKB/{dokumen.tanggal.year}"
    assert dokumen.tanggal == kasus.kantor.hari_ini()
    assert dokumen.sha256_snapshot == hashlib.sha256(dokumen.snapshot.encode()).hexdigest()
    assert json.loads(dokumen.snapshot)["dokumen"]["kode"] == dokumen.kode
    assert len(dokumen.kode) == 26


def test_prepare_laporan_again_writes_nothing(kasus, dokumen):
    lagi = prepare_laporan(kasus.pengukuran)
    assert (lagi.pk, lagi.snapshot) == (dokumen.pk, dokumen.snapshot)
    assert Dokumen.objects.count() == NomorSurat.objects.count() == 1


def test_prepare_laporan_after_a_correction_keeps_number_and_code(kasus, dokumen):
    make_koreksi(kasus.kertas.baris_set.get(urutan=2), "9.10", kasus.kepala)
    lagi = prepare_laporan(kasus.pengukuran)
    assert (lagi.pk, lagi.nomor, lagi.kode) == (dokumen.pk, dokumen.nomor, dokumen.kode)
    assert lagi.sha256_snapshot != dokumen.sha256_snapshot


def test_prepare_laporan_the_next_day_has_the_new_date_and_the_old_number(kasus, dokumen, monkeypatch):
    shift_hari(monkeypatch, dokumen.tanggal + datetime.timedelta(days=1))
    lagi = prepare_laporan(kasus.pengukuran)
    assert (lagi.pk, lagi.nomor) == (dokumen.pk, dokumen.nomor)
    assert lagi.tanggal == dokumen.tanggal + datetime.timedelta(days=1)


def test_prepare_laporan_names_who_asks_for_it(kasus, dokumen):
    plh = make_orang(kasus.kantor, Peran.KEPALA, "Plh", status=StatusPenugasan.PLH.value)
    assert json.loads(prepare_laporan(kasus.pengukuran).snapshot)["penanda_tangan"]["id"] == plh.pk
    untuk = prepare_laporan(kasus.pengukuran, penanda=kasus.kepala)
    assert json.loads(untuk.snapshot)["penanda_tangan"]["id"] == kasus.kepala.pk


@pytest.mark.kertas
def test_render_dokumen_is_kept_for_the_signature_and_replaced_with_the_snapshot(kasus, dokumen):
    pertama = render_dokumen(dokumen)
    assert default_storage.listdir("konsep")[1] == [f"{dokumen.kode}-{dokumen.sha256_snapshot}.pdf"]
    assert render_dokumen(dokumen) == pertama
    make_koreksi(kasus.kertas.baris_set.get(urutan=2), "9.10", kasus.kepala)
    lagi = prepare_laporan(kasus.pengukuran)
    assert render_dokumen(lagi) != pertama
    assert default_storage.listdir("konsep")[1] == [f"{dokumen.kode}-{lagi.sha256_snapshot}.pdf"]



def test_sign_laporan_seals_the_bytes_that_were_seen(kasus, dokumen, segel, django_capture_on_commit_callbacks):
    dilihat = render_dokumen(dokumen)
    with django_capture_on_commit_callbacks(execute=True):
        hasil = sign(kasus, dokumen)
    berkas = render_dokumen(Dokumen.objects.get())
    assert berkas[: len(dilihat)] == dilihat
    assert validate(berkas, [segel.penerbit]).sah
    assert (hasil.pk, hasil.status) == (dokumen.pk, StatusDokumen.DITANDATANGANI)
    assert (hasil.segel, hasil.penanda_tangan, hasil.sebutan) == (segel, kasus.kepala, "Kepala")
    assert hasil.sha256 == hashlib.sha256(berkas).hexdigest()
    assert check_bersegel(hasil).sah
    assert default_storage.listdir("konsep")[1] == []


def test_sign_laporan_twice_is_refused(kasus, dokumen, segel):
    sign(kasus, dokumen)
    with pytest.raises(BentrokError, match="sudah ditandatangani"):
        sign(kasus, dokumen)
    assert Dokumen.objects.filter(status=StatusDokumen.DITANDATANGANI.value).count() == 1


def test_prepare_laporan_leaves_a_signed_report_alone(kasus, dokumen, segel):
    tanda = sign(kasus, dokumen)
    make_koreksi(kasus.kertas.baris_set.get(urutan=2), "9.10", kasus.kepala)
    lagi = prepare_laporan(kasus.pengukuran)
    assert (lagi.pk, lagi.sha256, lagi.snapshot) == (tanda.pk, tanda.sha256, dokumen.snapshot)


def test_sign_laporan_of_another_text_than_was_seen_is_refused(kasus, dokumen, segel):
    make_koreksi(kasus.kertas.baris_set.get(urutan=2), "9.10", kasus.kepala)
    prepare_laporan(kasus.pengukuran)
    with pytest.raises(BentrokError, match="berubah sejak Anda membukanya"):
        sign(kasus, dokumen)


def test_sign_laporan_of_figures_that_moved_since_is_refused(kasus, dokumen, segel):
    make_koreksi(kasus.kertas.baris_set.get(urutan=2), "9.10", kasus.kepala)
    with pytest.raises(BentrokError, match="Isi laporan berubah"):
        sign(kasus, dokumen)


def test_sign_laporan_after_midnight_is_refused(kasus, dokumen, segel, monkeypatch):
    shift_hari(monkeypatch, dokumen.tanggal + datetime.timedelta(days=1))
    with pytest.raises(BentrokError, match="Tanggal sudah berganti"):
        sign(kasus, dokumen)


def test_sign_laporan_in_the_name_of_another_is_refused(kasus, dokumen, segel):
    plh = make_orang(kasus.kantor, Peran.KEPALA, "Plh", status=StatusPenugasan.PLH.value)
    with pytest.raises(BentrokError, match=r"atas nama Kepala Contoh, S\.Sos\., M\.Si\."):
        sign(kasus, dokumen, user=plh)


@pytest.mark.parametrize("frasa", ["", "frasa sandi yang salah"])
def test_sign_laporan_with_a_wrong_phrase_changes_nothing(kasus, dokumen, segel, frasa):
    with pytest.raises(SegelError, match="Frasa sandi salah"):
        sign(kasus, dokumen, frasa=frasa)
    tersimpan = Dokumen.objects.get()
    assert (tersimpan.status, tersimpan.berkas.name, tersimpan.sha256) == (StatusDokumen.DISIAPKAN, "", "")


def test_sign_laporan_unprepared_or_without_seal_is_refused(kasus):
    with pytest.raises(KelengkapanError, match="belum disiapkan"):
        sign_laporan(kasus.pengukuran, user=kasus.kepala, sebutan="Kepala", frasa=FRASA, sha256_dilihat="")
    dokumen = prepare_laporan(kasus.pengukuran)
    with pytest.raises(SegelError, match="belum mempunyai segel"):
        sign(kasus, dokumen)


def test_render_dokumen_refuses_a_file_that_was_changed(kasus, dokumen, segel):
    tanda = sign(kasus, dokumen)
    with default_storage.open(tanda.berkas.name, "ab") as berkas:
        berkas.write(b"\n")
    with pytest.raises(SegelError, match="tidak cocok dengan sidik"):
        render_dokumen(tanda)
    hasil = check_bersegel(tanda)
    assert (hasil.sah, hasil.pesan[:24]) == (False, "Berkas dokumen di server")


def test_check_bersegel_still_holds_after_the_certificate_expired(kasus, dokumen, segel):
    tanda = sign(kasus, dokumen)
    tanda.ditandatangani_pada = timezone.now() + datetime.timedelta(days=5 * 365)
    assert not check_bersegel(tanda).sah
    assert check_bersegel(Dokumen.objects.get()).sah



def test_create_segel_is_audited_without_the_phrase(kasus, segel):
    jejak = Jejak.objects.get(aksi="buat_segel", diterima=True)
    assert jejak.baru["sidik_jari"] == segel.sidik_jari
    assert FRASA not in f"{jejak.baru}{jejak.lama}{jejak.alasan}{jejak.label}"
    assert FRASA not in segel.sertifikat + segel.penerbit
    assert segel.dibuat_oleh == kasus.kepala


def test_create_segel_with_a_short_phrase_is_refused(kasus):
    with pytest.raises(IsianError) as galat:
        create_segel(kasus.kantor, "123456789", kasus.kepala)
    assert galat.value.kesalahan == {"frasa": ["Frasa sandi paling sedikit 10 karakter."]}
    assert not Segel.objects.exists()


def test_create_segel_by_anybody_but_the_kepala_is_refused_and_recorded(kasus):
    with pytest.raises(AksesError):
        create_segel(kasus.kantor, FRASA, kasus.sekretaris)
    assert Jejak.objects.get(aksi="buat_segel").diterima is False


def test_find_segel_is_the_latest_and_not_expired(kasus, segel, monkeypatch):
    baru = create_segel(kasus.kantor, FRASA, kasus.kepala)
    assert find_segel(kasus.kantor) == baru
    monkeypatch.setattr(timezone, "now", lambda: baru.berlaku_sampai)
    with pytest.raises(SegelError, match="kedaluwarsa"):
        find_segel(kasus.kantor)
