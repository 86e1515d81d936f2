"""Signing by each way, against a local service: one sealed document or none, and a sentence for each failure."""

import json
import logging
import sys

import pytest
from django.core.files.storage import default_storage
from django.db import connection
from django.test import RequestFactory
from django.utils import timezone
from django.views.debug import ExceptionReporter

from collection.errors import BentrokError, TertahanError
from collection.models import Jejak, Percobaan
from measurement.enums import Aksi, CaraTanda, JenisTanda, StatusUpaya
from measurement.errors import FrasaError, KelengkapanError, LayananError, SegelError
from measurement.models import Dokumen, PengaturanTanda, TandaTangan, UpayaTanda
from measurement.services import langkah, upaya
from measurement.services.penyegelan import check_bersegel, read_bersegel
from measurement.services.tanda_tampil import present_tanda_tangan
from measurement.services.upaya import LAYANAN_GAGAL, UNDUH_LAGI
from measurement.signing import BERTANDA, bsre, cap_waktu, kirim
from sakip.settings import BASE_DIR
from tests.factories.bsre import FRASA_BSRE, NIK, SALAH, SANDI, TOTP, serve_tsa, write_json
from tests.factories.gerak import fetch
from tests.factories.kantor_contoh import FRASA, get_user
from tests.factories.sertifikat import create_tsa, sign_as
from tests.factories.tanda_tangan import build_pdf, create_kasus_siap, press, set_cara, trust, upload

pytestmark = pytest.mark.django_db
BSRE = pytest.mark.parametrize("cara", [CaraTanda.BSRE_V1, CaraTanda.BSRE_V2])


@pytest.fixture
def kasus(settings, tmp_path):
    settings.AKAR_SERTIFIKAT = tmp_path / "akar"
    return create_kasus_siap()


def count_sah():
    return Dokumen.objects.filter(status="ditandatangani").count()


def assert_belum(kasus):
    """Nothing half: no document, no signature, the case where it was."""
    assert (count_sah(), TandaTangan.objects.count()) == (0, 0)
    assert fetch(kasus).tindakan.jenis == "tanda_tangan"
    assert not UpayaTanda.objects.filter(status=StatusUpaya.BERJALAN).exists()


@BSRE
def test_bsre_signs_once_and_says_so(kasus, layanan, ca, cara):
    trust(ca.pem)
    set_cara(kasus, cara, layanan.alamat)
    pdf = build_pdf(kasus)
    press(kasus, frasa=FRASA_BSRE)
    dokumen = Dokumen.objects.get(status="ditandatangani")
    isi = read_bersegel(dokumen)
    assert isi.startswith(pdf) and len(isi) > len(pdf)
    tanda = dokumen.tanda_tangan
    assert (tanda.cara, tanda.jenis, tanda.subjek, tanda.format) == (cara, JenisTanda.BSRE, "Kepala Contoh", "PAdES B-B")
    assert tanda.rujukan == ("dok-1" if cara == CaraTanda.BSRE_V1 else "")
    assert (check_bersegel(dokumen).sah, check_bersegel(dokumen).tepercaya, dokumen.segel) == (True, True, None)
    assert present_tanda_tangan(dokumen).kalimat == BERTANDA[JenisTanda.BSRE]
    assert fetch(kasus).status == "arsip"
    assert layanan.ditandatangani == 1
    assert layanan.permintaan[0][1].endswith(("status", NIK))
    assert "BSrE" in json.loads(dokumen.snapshot)["segel"]["kalimat"]


def test_a_totp_code_signs_in_place_of_the_passphrase(kasus, layanan, ca):
    trust(ca.pem)
    set_cara(kasus, CaraTanda.BSRE_V2, layanan.alamat)
    with pytest.raises(FrasaError, match="Kode TOTP BSrE salah"):
        press(kasus, totp="000000")
    with pytest.raises(KelengkapanError, match="passphrase BSrE atau kode TOTP"):
        press(kasus)
    press(kasus, totp=TOTP)
    assert count_sah() == 1


@BSRE
def test_a_wrong_passphrase_is_told_counted_and_nothing_is_signed(kasus, layanan, ca, cara):
    trust(ca.pem)
    set_cara(kasus, cara, layanan.alamat)
    with pytest.raises(FrasaError, match="Passphrase BSrE salah"):
        press(kasus, frasa=SALAH)
    assert_belum(kasus)
    assert Percobaan.objects.filter(ruang="frasa").count() == 1
    press(kasus, frasa=FRASA_BSRE)
    assert (count_sah(), Percobaan.objects.filter(ruang="frasa").count()) == (1, 0)


@BSRE
@pytest.mark.parametrize("status", list(bsre.STATUS))
def test_each_status_that_may_not_sign_has_its_sentence(kasus, layanan, cara, status):
    set_cara(kasus, cara, layanan.alamat)
    layanan.status = status
    with pytest.raises(SegelError) as galat:
        press(kasus, frasa=FRASA_BSRE)
    assert str(galat.value) == bsre.STATUS[status].format("Anda")
    assert_belum(kasus)
    assert not any("sign/pdf" in jalur for _, jalur in layanan.permintaan)


NGAWUR = {
    "nonsense": (200, {"Content-Type": "application/pdf"}, b"<html>selamat datang</html>"),
    "empty": (200, {"Content-Type": "application/pdf"}, b""),
    "half json": (200, {"Content-Type": "application/json"}, b'{"file": ["JVBERi0'),
    "no file": write_json({"time": 1, "file": []}),
    "not base64": write_json({"time": 1, "file": ["***"]}),
    "deep": (200, {"Content-Type": "application/json"}, b"[" * 100_000),
    "redirect": (302, {"Location": "http://127.0.0.1:1/"}, b""),
    "refused": write_json({"error": "Kuota habis", "status_code": 2099}, 400),
    "repeats": write_json({"error": f"salah: {FRASA_BSRE}"}, 400),
    "broken": (500, {}, b"Traceback"),
    "account": write_json({"error": "Unauthorized"}, 401),
}


@BSRE
@pytest.mark.parametrize("nama", NGAWUR)
def test_whatever_else_the_service_answers_is_a_sentence(kasus, layanan, cara, nama):
    set_cara(kasus, cara, layanan.alamat)
    layanan.jawab = lambda jalur: NGAWUR[nama] if "sign/pdf" in jalur else None
    with pytest.raises(SegelError) as galat:
        press(kasus, frasa=FRASA_BSRE)
    assert "BSrE" in str(galat.value) and LAYANAN_GAGAL in str(galat.value)
    assert FRASA_BSRE not in str(galat.value)
    assert ("Kuota habis" in str(galat.value)) == (nama == "refused")
    assert_belum(kasus)


@BSRE
def test_slow_down_and_too_large_are_sentences(kasus, layanan, cara, monkeypatch):
    set_cara(kasus, cara, layanan.alamat)
    monkeypatch.setattr(bsre, "DETIK_STATUS", 0.2)
    layanan.tunda = 0.6
    with pytest.raises(LayananError, match=r"tidak menjawab dalam 0\.2 detik"):
        press(kasus, frasa=FRASA_BSRE)
    layanan.tunda = 0
    monkeypatch.setattr(bsre, "MAKS_STATUS", 4)
    with pytest.raises(LayananError, match="lebih besar"):
        press(kasus, frasa=FRASA_BSRE)
    set_cara(kasus, cara, "http://127.0.0.1:9")
    with pytest.raises(LayananError, match="tidak dapat dihubungi"):
        press(kasus, frasa=FRASA_BSRE)
    assert_belum(kasus)


def test_an_answer_that_breaks_off_is_fetched_by_its_number(kasus, layanan, ca):
    trust(ca.pem)
    set_cara(kasus, CaraTanda.BSRE_V1, layanan.alamat)
    layanan.potong = 3000
    press(kasus, frasa=FRASA_BSRE)
    assert (count_sah(), layanan.ditandatangani) == (1, 1)
    assert ("GET", "/api/sign/download/dok-1") in layanan.permintaan


def test_a_lost_answer_is_fetched_at_the_next_press(kasus, layanan, ca):
    """The download failed too: the number is kept, and no second signature is asked for."""
    trust(ca.pem)
    set_cara(kasus, CaraTanda.BSRE_V1, layanan.alamat)
    layanan.potong = 3000
    layanan.jawab = lambda jalur: (503, {}, b"") if "download" in jalur else None
    with pytest.raises(LayananError):
        press(kasus, frasa=FRASA_BSRE)
    assert_belum(kasus)
    layanan.jawab, layanan.potong = lambda jalur: None, None
    press(kasus, frasa=FRASA_BSRE)
    assert (count_sah(), layanan.ditandatangani) == (1, 1)


@BSRE
def test_an_answer_of_another_document_is_refused(kasus, layanan, ca, orang, cara):
    trust(ca.pem)
    set_cara(kasus, cara, layanan.alamat)
    layanan.sign = lambda isi: sign_as(isi.replace(b"595", b"596"), ca, *orang)
    with pytest.raises(SegelError, match=r"^Jawaban layanan BSrE tidak diterima.+bukan yang disiapkan") as galat:
        press(kasus, frasa=FRASA_BSRE)
    assert LAYANAN_GAGAL in str(galat.value) and UNDUH_LAGI not in str(galat.value)
    layanan.sign = lambda isi: isi
    with pytest.raises(SegelError, match="belum ditandatangani"):
        press(kasus, frasa=FRASA_BSRE)
    assert_belum(kasus)


def test_a_chain_that_is_not_trusted_is_the_offices_choice(kasus, layanan, ca):
    set_cara(kasus, CaraTanda.BSRE_V2, layanan.alamat)
    with pytest.raises(SegelError, match="Rantai sertifikat “Kepala Contoh”"):
        press(kasus, frasa=FRASA_BSRE)
    assert_belum(kasus)
    PengaturanTanda.objects.update(wajib_tepercaya=False)
    press(kasus, frasa=FRASA_BSRE)
    dokumen = Dokumen.objects.get(status="ditandatangani")
    assert present_tanda_tangan(dokumen).kalimat == BERTANDA[JenisTanda.LUAR]
    assert (check_bersegel(dokumen).sah, check_bersegel(dokumen).tepercaya) == (True, False)


def test_an_upload_of_the_very_bytes_is_taken_and_others_are_not(kasus, ca, orang):
    trust(ca.pem)
    set_cara(kasus, CaraTanda.UNGGAH)
    pdf = build_pdf(kasus)
    for isi, kata in ((pdf, "belum ditandatangani"), (b"%PDF-1.7 bukan", "bukan yang disiapkan"), (b"PK", "bukan berkas PDF")):
        with pytest.raises(SegelError, match=kata) as galat:
            press(kasus, berkas_bertanda=upload(isi))
        assert (UNDUH_LAGI in str(galat.value)) == (kata == "bukan yang disiapkan")
    with pytest.raises(KelengkapanError, match="Pilih berkas PDF"):
        press(kasus)
    assert_belum(kasus)
    press(kasus, berkas_bertanda=upload(sign_as(pdf, ca, *orang)))
    dokumen = Dokumen.objects.get(status="ditandatangani")
    assert (dokumen.tanda_tangan.cara, dokumen.tanda_tangan.subjek) == (CaraTanda.UNGGAH, "Kepala Contoh")
    assert "di luar aplikasi" in json.loads(dokumen.snapshot)["segel"]["kalimat"]


def test_a_signed_file_that_arrived_is_used_by_the_next_press(kasus, layanan, ca, monkeypatch):
    """The service signed, our own transaction failed: no second signature, no passphrase asked for again."""
    trust(ca.pem)
    set_cara(kasus, CaraTanda.BSRE_V2, layanan.alamat)
    with monkeypatch.context() as tambal:
        tambal.setattr(langkah, "issue_naskah", lambda *semua: (_ for _ in ()).throw(BentrokError("Basis data sibuk.")))
        with pytest.raises(BentrokError):
            press(kasus, frasa=FRASA_BSRE)
    assert_belum(kasus)
    satu = UpayaTanda.objects.get()
    assert (satu.status, layanan.ditandatangani) == (StatusUpaya.TIBA, 1)
    press(kasus)
    satu.refresh_from_db()
    assert (count_sah(), layanan.ditandatangani, satu.status) == (1, 1, StatusUpaya.SELESAI)


def test_a_kept_file_that_was_altered_is_not_used(kasus, layanan, ca, monkeypatch):
    trust(ca.pem)
    set_cara(kasus, CaraTanda.BSRE_V2, layanan.alamat)
    with monkeypatch.context() as tambal:
        tambal.setattr(langkah, "issue_naskah", lambda *semua: (_ for _ in ()).throw(BentrokError("x")))
        with pytest.raises(BentrokError):
            press(kasus, frasa=FRASA_BSRE)
    with default_storage.open(UpayaTanda.objects.get().berkas.name, "r+b") as berkas:
        berkas.seek(200)
        berkas.write(b"X")
    press(kasus, frasa=FRASA_BSRE)
    assert (count_sah(), layanan.ditandatangani) == (1, 2)


def test_a_process_that_died_holds_nobody_up_for_long(kasus, layanan, ca, monkeypatch):
    trust(ca.pem)
    set_cara(kasus, CaraTanda.BSRE_V2, layanan.alamat)
    with monkeypatch.context() as tambal:
        tambal.setattr(upaya, "_sign", lambda *semua: (_ for _ in ()).throw(SystemExit))
        with pytest.raises(SystemExit):
            press(kasus, frasa=FRASA_BSRE)
    assert UpayaTanda.objects.get().status == StatusUpaya.BERJALAN
    with pytest.raises(BentrokError, match="sedang berjalan"):
        press(kasus, frasa=FRASA_BSRE)
    UpayaTanda.objects.update(mulai_pada=timezone.now() - upaya.BASI)
    press(kasus, frasa=FRASA_BSRE)
    assert (count_sah(), layanan.ditandatangani) == (1, 1)
    assert UpayaTanda.objects.last().alasan == upaya.TERPUTUS


def test_ten_presses_make_one_document(kasus, layanan, ca):
    trust(ca.pem)
    set_cara(kasus, CaraTanda.BSRE_V1, layanan.alamat)
    lama = fetch(kasus)
    isi = {"frasa": FRASA_BSRE, "sha256": lama.dokumen_set.first().sha256_snapshot}
    hasil = []
    for _ in range(10):
        try:
            hasil.append(langkah.run_langkah(
                lama, tindakan=lama.tindakan, aksi=Aksi.SELESAIKAN, user=get_user("kepala"), versi=lama.versi,
                isian=isi,
            ))  # fmt: skip
        except BentrokError:
            hasil.append(None)
    assert (sum(satu is not None for satu in hasil), count_sah(), layanan.ditandatangani) == (1, 1, 1)


def test_five_wrong_phrases_and_then_one_waits(kasus):
    for _ in range(5):
        with pytest.raises(FrasaError):
            press(kasus, frasa="bukan frasanya")
    with pytest.raises(TertahanError, match="Terlalu banyak percobaan frasa sandi"):
        press(kasus, frasa=FRASA)
    assert Jejak.objects.filter(diterima=False, alasan__startswith="Terlalu banyak percobaan frasa").count() == 1
    Percobaan.objects.update(waktu=timezone.now() - timezone.timedelta(minutes=16))
    press(kasus, frasa=FRASA)
    assert (count_sah(), Percobaan.objects.count()) == (1, 0)


def test_a_time_stamp_makes_the_seal_b_t_and_b_lta(kasus, ca):
    trust(ca.pem)
    with serve_tsa(create_tsa(ca), detik=1.1) as alamat:  # so that the revisions are of different seconds
        set_cara(kasus, CaraTanda.SEGEL, alamat_cap=alamat, jangka_panjang=True)
        press(kasus, frasa=FRASA)
    dokumen = Dokumen.objects.get(status="ditandatangani")
    assert (dokumen.tanda_tangan.format, dokumen.tanda_tangan.jenis) == ("PAdES B-LTA", JenisTanda.SEGEL)
    assert dokumen.segel.subjek == dokumen.tanda_tangan.subjek
    assert check_bersegel(dokumen).sah


def test_b_t_needs_no_root_and_a_dead_or_mad_tsa_is_a_sentence(kasus, ca, layanan):
    for alamat in ("http://127.0.0.1:9", layanan.alamat):
        set_cara(kasus, CaraTanda.SEGEL, alamat_cap=alamat)
        with pytest.raises(LayananError, match=cap_waktu.LAYANAN.replace("(", r"\(").replace(")", r"\)")):
            press(kasus, frasa=FRASA)
    assert_belum(kasus)
    with serve_tsa(create_tsa(ca)) as alamat:
        set_cara(kasus, CaraTanda.SEGEL, alamat_cap=alamat, jangka_panjang=True)
        with pytest.raises(SegelError, match="akar yang dipercaya"):
            press(kasus, frasa=FRASA)
        set_cara(kasus, CaraTanda.SEGEL, alamat_cap=alamat, jangka_panjang=False)
        press(kasus, frasa=FRASA)
    assert Dokumen.objects.get(status="ditandatangani").tanda_tangan.format == "PAdES B-T"


def test_without_a_time_stamp_the_seal_is_b_b_and_made_inside_the_door(kasus):
    press(kasus, frasa=FRASA)
    assert Dokumen.objects.get(status="ditandatangani").tanda_tangan.format == "PAdES B-B"
    assert not UpayaTanda.objects.exists()


@BSRE
def test_no_secret_is_kept_logged_or_reported(kasus, layanan, ca, cara, caplog):
    """Database, files, logs: neither passphrase nor NIK nor the service's password, right or wrong."""
    trust(ca.pem)
    set_cara(kasus, cara, layanan.alamat)
    with caplog.at_level(logging.DEBUG):
        for frasa in (SALAH, FRASA_BSRE):
            try:
                press(kasus, frasa=frasa)
            except FrasaError as galat:
                assert galat.__cause__ is None
    assert count_sah() == 1
    rahasia = (SALAH, FRASA_BSRE, NIK, SANDI)
    isi = "".join(str(baris) for tabel in connection.introspection.table_names() for baris in read_tabel(tabel))
    assert not [satu for satu in rahasia if satu in isi or satu in caplog.text]
    assert not [satu for satu in rahasia if satu in repr(kirim.Akun("a", SANDI)) + repr(bsre.Pelanggan("h", kirim.Akun(), NIK))]


def read_tabel(tabel):
    with connection.cursor() as kursor:
        kursor.execute(f'SELECT * FROM "{tabel}"')
        return kursor.fetchall()


@BSRE
@pytest.mark.parametrize("di_mana", ["_open", "_read"])
def test_an_error_report_shows_no_secret(kasus, layanan, cara, di_mana, monkeypatch):
    """Something of ours breaks while the passphrase is in memory: the report that Django writes has none of it."""
    set_cara(kasus, cara, layanan.alamat)
    monkeypatch.setattr(kirim, di_mana, lambda *semua: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        try:
            press(kasus, frasa=FRASA_BSRE)
        except ZeroDivisionError:
            bingkai = ExceptionReporter(RequestFactory().post("/"), *sys.exc_info()).get_traceback_frames()
            raise
    # The frames of this test itself hold what it typed; those of the application are looked at.
    milik = [satu for satu in bingkai if f"{BASE_DIR}/measurement" in satu["filename"]]
    assert {"run_langkah", "fetch_tanda", "sign", "send"} <= {satu["function"] for satu in milik}
    bocor = [
        (satu["function"], nama) for satu in milik for nama, nilai in satu["vars"]
        if any(rahasia in str(nilai) for rahasia in (FRASA_BSRE, NIK, SANDI))
    ]  # fmt: skip
    assert bocor == []
    assert UpayaTanda.objects.get().status == StatusUpaya.GAGAL
