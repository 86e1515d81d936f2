"""Long reports and big packages made outside of a request: once, resumed, told of, given up with a sentence."""

import datetime
import json

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from measurement.enums import JenisCetakan, StatusCetakan
from measurement.errors import BelumSiapError, SegelError
from measurement.models import Cetakan
from measurement.services import cetak_kerja, cetak_laporan, cetakan
from measurement.services.cetakan import DIAM, MAKS_PERCOBAAN, TUNGGU, Diambil, claim_cetakan
from measurement.services.laporan import prepare_laporan, render_dokumen, render_konsep, sign_laporan
from measurement.services.sapu import sweep
from measurement.services.segel import create_segel
from tests.factories.laporan import make_kasus, make_koreksi

pytestmark = pytest.mark.django_db
FRASA = "frasa sandi yang panjang"


@pytest.fixture
def dimulai(monkeypatch):
    """Which work was started; no process is."""
    semua = []
    monkeypatch.setattr(cetakan, "start_cetakan", semua.append)
    return semua


@pytest.fixture
def kasus(monkeypatch, dimulai):
    monkeypatch.setattr(cetak_laporan, "BARIS_LANGSUNG", 0)
    return make_kasus(4)


@pytest.fixture
def dokumen(kasus, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        return prepare_laporan(kasus.pengukuran)


def age(satu, lama):
    Cetakan.objects.filter(pk=satu.pk).update(denyut=timezone.now() - lama)


def test_preparing_a_long_report_asks_for_its_layout_once(kasus, dokumen, dimulai, django_capture_on_commit_callbacks):
    satu = Cetakan.objects.get()
    assert (satu.jenis, satu.sidik, satu.status, dimulai) == ("laporan", dokumen.sha256_snapshot, "menunggu", [satu.pk])
    with django_capture_on_commit_callbacks(execute=True):
        prepare_laporan(kasus.pengukuran)
    assert dimulai == [satu.pk]


def test_a_short_report_is_laid_out_at_once(dimulai):
    dokumen = prepare_laporan(make_kasus(4).pengukuran)
    assert render_dokumen(dokumen).startswith(b"%PDF") and not dimulai and not Cetakan.objects.exists()


def test_who_opens_it_too_early_is_told_how_far_it_is_and_finds_it_after_that(dokumen):
    satu = Cetakan.objects.get()
    with pytest.raises(BelumSiapError, match="Laporan sedang disiapkan: belum dimulai"):
        render_dokumen(dokumen)
    Cetakan.objects.filter(pk=satu.pk).update(status="berjalan", bagian_selesai=3, bagian_jumlah=9)
    with pytest.raises(BelumSiapError, match="3 dari 9 bagian"):
        render_dokumen(dokumen)
    Cetakan.objects.filter(pk=satu.pk).update(status="menunggu")
    call_command("cetak", str(satu.pk), verbosity=0)
    assert render_dokumen(dokumen).startswith(b"%PDF")
    assert Cetakan.objects.get().status == StatusCetakan.SELESAI


def test_draft_and_report_are_two_works_with_two_files(dokumen, django_capture_on_commit_callbacks):
    with pytest.raises(BelumSiapError, match="Konsep laporan sedang"), django_capture_on_commit_callbacks(execute=True):
        render_konsep(dokumen)
    for satu in Cetakan.objects.all():
        assert cetak_kerja.run_cetakan(satu.pk)
    assert {s.jenis for s in Cetakan.objects.filter(status="selesai")} == {"laporan", "konsep"}
    berkas = [cetak_laporan.get_berkas(dokumen, jenis) for jenis in (JenisCetakan.LAPORAN, JenisCetakan.KONSEP)]
    assert all(satu.exists() for satu in berkas) and len({satu.name for satu in berkas}) == 2


def test_another_content_begins_the_work_anew_and_the_old_process_changes_nothing(kasus, dokumen):
    lama = claim_cetakan(Cetakan.objects.get().pk)
    cetakan.tell_kemajuan(lama, 2, 9)
    make_koreksi(kasus.kertas.baris_set.get(urutan=2), "9.10", kasus.kepala, "Angka tetap BKKBN.")
    baru = prepare_laporan(kasus.pengukuran)
    satu = Cetakan.objects.get()
    assert (satu.sidik, satu.status, satu.bagian_selesai) == (baru.sha256_snapshot, "menunggu", 0)
    for berita in (lambda: cetakan.tell_kemajuan(lama, 3, 9), lambda: cetakan.finish_cetakan(lama)):
        with pytest.raises(Diambil):
            berita()
    assert Cetakan.objects.get().status == StatusCetakan.MENUNGGU


def test_work_has_one_process_until_it_is_silent(dokumen):
    pk = Cetakan.objects.get().pk
    pertama = claim_cetakan(pk)
    assert claim_cetakan(pk) is None and not cetak_kerja.run_cetakan(pk)
    age(pertama, DIAM + datetime.timedelta(seconds=5))
    kedua = claim_cetakan(pk)
    assert kedua.kunci != pertama.kunci and kedua.percobaan == 2
    with pytest.raises(Diambil):
        cetakan.tell_kemajuan(pertama, 1, 2)


def test_after_many_dead_processes_it_is_given_up_with_a_sentence_and_begun_again_by_hand(dokumen, dimulai, client, kasus):
    pk = Cetakan.objects.get().pk
    for _ in range(MAKS_PERCOBAAN):
        age(claim_cetakan(pk), DIAM * 2)
    assert claim_cetakan(pk) is None
    with pytest.raises(BelumSiapError, match="Sudah 5 kali dicoba"):
        render_dokumen(dokumen)
    client.force_login(kasus.kepala)
    assert "Coba lagi" in client.get(reverse("measurement:cetakan_detail", args=[pk])).content.decode()
    client.post(reverse("measurement:cetakan_retry", args=[pk]))
    assert (Cetakan.objects.get().status, Cetakan.objects.get().percobaan) == ("menunggu", 0)


def test_a_failure_is_a_sentence_and_an_unforeseen_one_too(dokumen, monkeypatch, caplog):
    pk = Cetakan.objects.get().pk
    monkeypatch.setattr(cetak_laporan, "render_laporan", lambda *_, **__: raise_(SegelError("Huruf tidak terpasang.")))
    assert cetak_kerja.run_cetakan(pk)
    assert (Cetakan.objects.get().status, Cetakan.objects.get().galat) == ("gagal", "Huruf tidak terpasang.")
    assert f"cetakan {pk} (laporan): Huruf tidak terpasang." in caplog.text  # what goes to cetak.log
    Cetakan.objects.update(status="menunggu")
    monkeypatch.setattr(cetak_laporan, "render_laporan", lambda *_, **__: raise_(ZeroDivisionError()))
    with pytest.raises(ZeroDivisionError):
        cetak_kerja.run_cetakan(pk)
    assert "tidak terduga" in Cetakan.objects.get().galat


def raise_(galat):
    raise galat


def test_signing_waits_for_the_file_and_then_seals_it(kasus, dokumen):
    create_segel(kantor=kasus.kantor, user=kasus.kepala, frasa=FRASA)
    cara = {"user": kasus.kepala, "sebutan": "Kepala", "frasa": FRASA, "sha256_dilihat": dokumen.sha256_snapshot}
    with pytest.raises(BelumSiapError, match="sedang disiapkan"):
        sign_laporan(kasus.pengukuran, **cara)
    cetak_kerja.run_cetakan(Cetakan.objects.get().pk)
    dilihat = render_dokumen(dokumen)
    assert render_dokumen(sign_laporan(kasus.pengukuran, **cara)).startswith(dilihat)


def test_the_pages_show_progress_and_the_sealing_button_waits(kasus, dokumen, client):
    client.force_login(kasus.kepala)
    satu = Cetakan.objects.get()
    jawaban = client.get(reverse("measurement:dokumen_pdf", args=[dokumen.pk]))
    satu = Cetakan.objects.get()
    assert jawaban.status_code == 202 and jawaban["Refresh"] == "5" and "belum dimulai" in jawaban.content.decode()
    alamat = reverse("measurement:cetakan_detail", args=[satu.pk])
    teks = client.get(alamat, {"tombol": 1}, headers={"hx-request": "true"}).content.decode()
    assert "disabled" in teks and 'hx-trigger="every 2s"' in teks and "<html" not in teks
    cetak_kerja.run_cetakan(satu.pk)
    teks = client.get(alamat, {"tombol": 1}, headers={"hx-request": "true"}).content.decode()
    assert "disabled" not in teks and "Tanda tangani</button>" in teks and "hx-trigger" not in teks
    assert client.get(reverse("measurement:dokumen_pdf", args=[dokumen.pk]))["Content-Type"] == "application/pdf"


def test_whoever_opens_stuck_work_starts_it_again_once(dokumen, dimulai, kasus, client):
    satu = Cetakan.objects.get()
    age(satu, TUNGGU * 2)
    client.force_login(kasus.kepala)
    for _ in range(3):
        client.get(reverse("measurement:cetakan_detail", args=[satu.pk]))
    assert dimulai == [satu.pk] * 2


def test_the_sweep_finishes_what_is_stuck_and_leaves_what_lives(dokumen):
    satu = claim_cetakan(Cetakan.objects.get().pk)
    assert sweep().dikerjakan == [] and Cetakan.objects.get().status == StatusCetakan.BERJALAN
    age(satu, DIAM * 2)
    assert len(sweep().dikerjakan) == 1 and Cetakan.objects.get().status == StatusCetakan.SELESAI
    assert render_dokumen(dokumen).startswith(b"%PDF")


def test_a_file_that_is_gone_is_made_again(dokumen, dimulai, django_capture_on_commit_callbacks):
    satu = Cetakan.objects.get()
    cetak_kerja.run_cetakan(satu.pk)
    cetak_laporan.get_berkas(dokumen, JenisCetakan.LAPORAN).unlink()
    with pytest.raises(BelumSiapError), django_capture_on_commit_callbacks(execute=True):
        render_dokumen(dokumen)
    assert dimulai == [satu.pk] * 2
    assert json.loads(dokumen.snapshot)["dokumen"]["nomor"] == dokumen.nomor


def test_the_command_of_the_sweep_tells_what_it_did_and_what_needs_the_admin(dokumen, capsys):
    satu = claim_cetakan(Cetakan.objects.get().pk)
    age(satu, DIAM * 2)
    call_command("sapu")
    assert f"1 cetakan diselesaikan, 0 berkas dibuang.\n- {satu}" in capsys.readouterr().out
    Cetakan.objects.update(status="berjalan", percobaan=MAKS_PERCOBAAN, denyut=timezone.now() - DIAM * 2)
    with pytest.raises(CommandError, match="1 masalah memerlukan Admin"):
        call_command("sapu")
    assert "Sudah 5 kali dicoba" in capsys.readouterr().err
