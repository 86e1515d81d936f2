"""Pages of signing: the form of each way, the Admin's settings with the check of the service, the signer's own NIK."""

import json

import pytest
from django.urls import reverse
from django.utils import timezone

from collection.errors import SibukError
from collection.models import Jejak
from measurement.enums import CaraTanda
from measurement.errors import SegelError
from measurement.models import Dokumen, IdentitasTanda, PengaturanTanda, UpayaTanda
from measurement.services.laporan import prepare_laporan
from measurement.services.pengaturan_tanda import check_sambungan
from measurement.services.penyegelan import read_bersegel
from measurement.services.tanda_tampil import present_tanda_tangan
from measurement.services.tanda_tangan import hold_layanan, read_nik
from measurement.services.upaya import LAYANAN_GAGAL
from measurement.signing import BERTANDA, DISIAPKAN, KALIMAT_SEGEL
from measurement.signing.rahasia import HILANG, unlock
from tests.factories.bsre import AKUN, FRASA_BSRE, NIK, SALAH, SANDI, serve_tsa
from tests.factories.gerak import fetch
from tests.factories.kantor_contoh import FRASA, get_user
from tests.factories.kertas import read_kertas
from tests.factories.loket import Loket
from tests.factories.ringan import real_paper
from tests.factories.sertifikat import create_ca, create_tsa, issue, sign_as
from tests.factories.tanda_tangan import build_pdf, create_kasus_siap, press, set_cara, trust, upload

pytestmark = pytest.mark.django_db


@pytest.fixture
def kasus(settings, tmp_path, ca):
    settings.AKAR_SERTIFIKAT = tmp_path / "akar"
    trust(ca.pem)
    return create_kasus_siap()


@pytest.fixture
def loket():
    return Loket()


def sign(loket, kasus, **isian):
    """The Kepala fills in the form of the page and sends it."""
    kini = fetch(kasus).tindakan
    alamat = reverse("measurement:langkah_run", args=[kasus.pk, kini.langkah.nomor, kini.urutan, "selesaikan"])
    lembar = loket.open("kepala", f"/pengukuran/{kasus.pk}/", alamat)
    return loket.send("kepala", alamat, lembar.isi | isian)


def test_bsre_from_page_to_verification(loket, kasus, layanan):
    set_cara(kasus, CaraTanda.BSRE_V2, layanan.alamat)
    halaman = loket.read("kepala", f"/pengukuran/{kasus.pk}/")
    assert f"{'•' * 12}{NIK[-4:]}" in halaman
    assert NIK not in halaman
    assert sign(loket, kasus) == 422
    assert "Tulis passphrase BSrE atau kode TOTP." in loket.jawaban
    assert sign(loket, kasus, frasa=SALAH) == 422
    assert "Passphrase BSrE salah" in loket.jawaban
    assert SALAH not in loket.jawaban
    assert sign(loket, kasus, frasa=FRASA_BSRE) == 302
    dokumen = Dokumen.objects.get(status="ditandatangani")
    kasusnya = loket.read("kepala", f"/pengukuran/{kasus.pk}/")
    assert f"Laporan nomor {dokumen.nomor} ditandatangani, dan dapat diperiksa siapa pun dengan kodenya. Selanjutnya" in kasusnya
    for satu in (f'href="/verifikasi/{dokumen.kode}/"', dokumen.sha256, f'href="/dokumen/{dokumen.pk}/pdf/"'):
        assert satu in kasusnya
    umum = loket.read("pengawas", f"/verifikasi/{dokumen.kode}/")
    assert "Dokumen ini asli" in umum
    for satu in (BERTANDA["bsre"], "Nama pada sertifikat: Kepala Contoh", "Penerbit: BSrE Percobaan", "PAdES B-B"):
        assert satu in umum
    assert KALIMAT_SEGEL not in umum
    jawab = loket.enter("staf").post("/verifikasi/", {"berkas": upload(read_bersegel(dokumen))})
    assert "Asli, tidak berubah" in jawab.content.decode()


def test_upload_from_page_to_verification(loket, kasus, ca, orang):
    PengaturanTanda.objects.create(perangkat_daerah=kasus.perangkat_daerah, cara="unggah", wajib_tepercaya=False)
    pdf = loket.enter("kepala").get(f"/dokumen/{kasus.dokumen_set.get().pk}/pdf/").content
    assert pdf == build_pdf(kasus)
    assert sign(loket, kasus) == 422
    assert "Pilih berkas PDF yang sudah ditandatangani." in loket.jawaban
    assert sign(loket, kasus, berkas_bertanda=upload(pdf)) == 422
    assert "sama persis dengan yang diunduh" in loket.jawaban
    assert sign(loket, kasus, berkas_bertanda=upload(pdf, "laporan.docx")) == 422
    lain = create_ca("CA Lain", "Perusahaan")
    assert sign(loket, kasus, berkas_bertanda=upload(sign_as(pdf, lain, *issue(lain, "Nama Lain")))) == 302
    umum = loket.read("pengawas", f"/verifikasi/{Dokumen.objects.get(status='ditandatangani').kode}/")
    assert BERTANDA["luar"] in umum
    assert "Nama pada sertifikat: Nama Lain" in umum and "lain dari nama penanda tangan di atas" in umum
    assert "BSrE" not in umum


def test_without_a_nik_the_page_and_the_refusal_lead_to_where_it_is_typed(loket, kasus, layanan):
    set_cara(kasus, CaraTanda.BSRE_V1, layanan.alamat)
    IdentitasTanda.objects.all().delete()
    assert reverse("measurement:nik_update") in loket.read("kepala", f"/pengukuran/{kasus.pk}/")
    assert sign(loket, kasus, frasa=FRASA_BSRE) == 422
    assert "NIK Anda belum tercatat" in loket.jawaban
    assert loket.send("kepala", "/tanda-tangan/nik/", {"nik": "12345"}) == 422
    assert loket.send("kepala", "/tanda-tangan/nik/", {"nik": NIK[:8] + " " + NIK[8:]}) == 302
    assert read_nik(get_user("kepala")) == NIK
    assert NIK not in IdentitasTanda.objects.get().nik
    assert NIK not in loket.read("kepala", "/tanda-tangan/nik/")
    assert sign(loket, kasus, frasa=FRASA_BSRE) == 302


ATUR = {"cara": "bsre_v1", "alamat": "http://10.1.1.1", "akun": AKUN, "sandi": SANDI, "wajib_tepercaya": "on"}


def test_the_admin_sets_the_way_and_no_page_shows_the_password_again(loket, kasus):
    alamat = f"/kantor/{kasus.perangkat_daerah_id}/tanda-tangan/"
    assert loket.send("admin", alamat, ATUR) == 302
    satu = PengaturanTanda.objects.get()
    assert (satu.cara, satu.alamat, unlock(satu.sandi, "x")) == ("bsre_v1", "http://10.1.1.1", SANDI)
    assert SANDI not in satu.sandi + loket.read("admin", alamat) + str(list(Jejak.objects.values()))
    assert loket.send("admin", alamat, ATUR | {"sandi": "", "akun": "lain"}) == 302
    satu.refresh_from_db()
    assert (satu.akun, unlock(satu.sandi, "x")) == ("lain", SANDI)
    assert Jejak.objects.filter(aksi="atur_tanda_tangan", diterima=True).count() == 2
    assert "BSrE Percobaan" in loket.read("admin", alamat)


def test_a_password_does_not_follow_to_another_address(loket, kasus):
    alamat = f"/kantor/{kasus.perangkat_daerah_id}/tanda-tangan/"
    loket.send("admin", alamat, ATUR)
    assert loket.send("admin", alamat, ATUR | {"sandi": "", "alamat": "http://10.9.9.9"}) == 422
    assert "Tulis kata sandi layanan." in loket.jawaban
    assert PengaturanTanda.objects.get().alamat == "http://10.1.1.1"


@pytest.mark.parametrize(
    ("isi", "pesan"),
    [
        ({"alamat": ""}, "Tulis alamat layanan BSrE."), ({"akun": ""}, "Tulis nama akun layanan."),
        ({"sandi": ""}, "Tulis kata sandi layanan."), ({"akun": "a:b"}, "titik dua"),
        ({"alamat": "ftp://10.1.1.1"}, "http:// atau https://"), ({"alamat": "http://u:p@h/"}, "http:// atau https://"),
        ({"alamat": "http://h/?a=1"}, "http:// atau https://"), ({"alamat": "http://h:99999999"}, "http:// atau https://"),
        ({"alamat_cap": "file:///etc/passwd"}, "http:// atau https://"),
        ({"jangka_panjang": "on"}, "memerlukan layanan cap waktu"), ({"cara": "lain"}, "Pilih cara menandatangani laporan."),
    ],
)  # fmt: skip
def test_settings_that_cannot_work_are_refused(loket, kasus, isi, pesan):
    assert loket.send("admin", f"/kantor/{kasus.perangkat_daerah_id}/tanda-tangan/", ATUR | isi) == 422
    assert pesan in loket.jawaban
    assert not PengaturanTanda.objects.exists()


def test_the_check_asks_for_a_status_and_signs_nothing(loket, kasus, layanan):
    alamat = f"/kantor/{kasus.perangkat_daerah_id}/tanda-tangan/"
    assert loket.send("admin", f"{alamat}periksa/", {"nik": ""}) == 422
    assert "Simpan dahulu pengaturan" in loket.jawaban
    for versi in ("bsre_v1", "bsre_v2"):
        loket.send("admin", alamat, ATUR | {"cara": versi, "alamat": layanan.alamat})
        for nik, kata in (("", "Tersambung: layanan BSrE"), (NIK, "status ISSUE. Boleh"), ("1" * 16, "NIK ini belum terdaftar")):
            assert loket.send("admin", f"{alamat}periksa/", {"nik": nik}) == 302
            halaman = loket.read("admin", alamat)
            assert kata in halaman and NIK not in halaman
    assert layanan.ditandatangani == 0
    loket.send("admin", alamat, ATUR | {"alamat": layanan.alamat, "sandi": "salah"})
    assert loket.send("admin", f"{alamat}periksa/", {"nik": NIK}) == 422
    assert "menolak akun aplikasi ini" in loket.jawaban
    assert NIK not in str(list(Jejak.objects.values()))


def test_another_secret_key_asks_for_the_secrets_again(loket, kasus, layanan, settings):
    set_cara(kasus, CaraTanda.BSRE_V1, layanan.alamat)
    terkunci = PengaturanTanda.objects.get().sandi
    settings.SECRET_KEY = "kunci lain " * 5
    with pytest.raises(Exception, match=HILANG[:20]):
        unlock(terkunci, "Kata sandi layanan BSrE")


def test_a_root_that_is_none_is_named(loket, kasus, settings):
    (settings.AKAR_SERTIFIKAT / "rusak.pem").write_text("bukan sertifikat")
    halaman = loket.read("admin", f"/kantor/{kasus.perangkat_daerah_id}/tanda-tangan/")
    assert "rusak.pem" in halaman


def test_a_root_that_is_none_tells_strangers_nothing_of_the_server(loket, kasus, settings, caplog):
    set_cara(kasus, CaraTanda.UNGGAH, wajib_tepercaya=False)
    lain = create_ca("CA Lain", "Perusahaan")
    press(kasus, berkas_bertanda=upload(sign_as(build_pdf(kasus), lain, *issue(lain))))
    dokumen = Dokumen.objects.get(status="ditandatangani")
    (settings.AKAR_SERTIFIKAT / "rusak.pem").write_text("bukan sertifikat")
    umum = loket.read("pengawas", f"/verifikasi/{dokumen.kode}/")
    assert "Daftar akar sertifikat di server sedang tidak dapat dibaca." in umum and "rusak.pem" not in umum
    assert "rusak.pem" in caplog.text


@pytest.mark.parametrize("cara", [CaraTanda.SEGEL, CaraTanda.UNGGAH, CaraTanda.BSRE_V1])
def test_the_certificate_page_tells_the_way_and_never_more(kasus, cara):
    if cara != CaraTanda.SEGEL:
        set_cara(kasus, cara, "http://10.1.1.1")
    with real_paper():
        from measurement.services.laporan import render_dokumen

        dokumen = prepare_laporan(fetch(kasus), penanda=get_user("kepala"))
        teks = read_kertas(render_dokumen(dokumen))
    akhir = teks[teks.rindex("Lembar keterangan tanda tangan") :]
    assert DISIAPKAN[cara] in akhir
    for satu in (dokumen.nomor, dokumen.kode, dokumen.sha256_snapshot, "Kepala Dinas", "akun pribadi dan kata sandi"):
        assert satu in akhir
    assert "diterbitkan oleh Balai Sertifikasi Elektronik" not in teks
    assert (KALIMAT_SEGEL in teks) == (cara == CaraTanda.SEGEL)
    assert ("Jenis segel" in akhir, "Jenis tanda tangan" in akhir) == (cara == CaraTanda.SEGEL, cara != CaraTanda.SEGEL)
    assert "Waktu tanda tangan tercantum dalam tanda tangan elektroniknya" in " ".join(akhir.split())
    jejak = json.loads(dokumen.snapshot)["jejak"]
    assert all(satu["oleh"] in akhir and satu["waktu"] in akhir for satu in jejak)


@pytest.mark.parametrize("cacat", [{"guna": False}, {"sampai": -1}, {"geser": -6}, {"geser": 6}])
@pytest.mark.parametrize("panjang", [True, False])
def test_a_time_stamp_by_a_wrong_certificate_or_clock_is_a_sentence(kasus, ca, cacat, panjang):
    with serve_tsa(create_tsa(ca, **cacat)) as alamat:
        set_cara(kasus, CaraTanda.SEGEL, alamat_cap=alamat, jangka_panjang=panjang)
        with pytest.raises(SegelError, match="Cap waktu") as galat:
            press(kasus, frasa=FRASA)
    assert not Dokumen.objects.filter(status="ditandatangani").exists()
    assert UpayaTanda.objects.get().alasan in str(galat.value) and str(galat.value).endswith(LAYANAN_GAGAL)


def test_a_clock_that_is_a_little_wrong_is_taken_and_the_stamps_maker_is_not_vouched_for(loket, kasus, ca):
    with serve_tsa(create_tsa(ca, geser=3)) as alamat:
        set_cara(kasus, CaraTanda.SEGEL, alamat_cap=alamat)
        press(kasus, frasa=FRASA)
    dokumen = Dokumen.objects.get(status="ditandatangani")
    umum = loket.read("pengawas", f"/verifikasi/{dokumen.kode}/")
    assert "PAdES B-T" in umum and "penerbit cap waktunya tidak dipastikan" in umum


def test_who_presses_twice_lands_on_the_signed_report(loket, kasus):
    kini = fetch(kasus).tindakan
    alamat = reverse("measurement:langkah_run", args=[kasus.pk, kini.langkah.nomor, kini.urutan, "selesaikan"])
    isi = loket.open("kepala", f"/pengukuran/{kasus.pk}/", alamat).isi | {"frasa": FRASA}
    assert loket.send("kepala", alamat, isi) == 302
    dokumen = Dokumen.objects.get(status="ditandatangani")
    for _ in range(2):
        assert loket.send("kepala", alamat, isi) == 302
        halaman = loket.read("kepala", f"/pengukuran/{kasus.pk}/")
        assert f"Laporan nomor {dokumen.nomor} sudah Anda tanda tangani pada" in halaman
    assert Dokumen.objects.filter(status="ditandatangani").count() == 1
    assert loket.send("sekretaris", alamat, isi) == 409


def test_a_press_while_the_service_signs_says_so_on_the_page_of_the_case(loket, kasus, layanan):
    set_cara(kasus, CaraTanda.BSRE_V2, layanan.alamat)
    UpayaTanda.objects.create(
        dokumen=kasus.dokumen_set.get(), pengguna=get_user("kepala"), cara="bsre_v2", mulai_pada=timezone.now(),
        sha256=kasus.dokumen_set.get().sha256_snapshot,
    )  # fmt: skip
    assert sign(loket, kasus, frasa=FRASA_BSRE) == 302
    assert "sedang berjalan" in loket.read("kepala", f"/pengukuran/{kasus.pk}/")
    assert layanan.ditandatangani == 0


def test_a_certificate_that_names_neither_signer_nor_office_is_told(kasus, layanan):
    set_cara(kasus, CaraTanda.BSRE_V2, layanan.alamat)
    press(kasus, frasa=FRASA_BSRE)
    dokumen = Dokumen.objects.get(status="ditandatangani")
    for nama, lain in (("Dr. Contoh, M.Si.", False), ("KEPALA CONTOH", False), ("Kepala Dinas", True), ("Orang Lain", True)):
        dokumen.penanda_tangan.nama = nama
        assert present_tanda_tangan(dokumen).nama_lain == lain, nama
    dokumen.penanda_tangan.nama, dokumen.pengukuran.perangkat_daerah.nama = "Kepala", "Badan Contoh"
    assert not present_tanda_tangan(dokumen).nama_lain


@pytest.mark.parametrize("cara", [CaraTanda.BSRE_V1, CaraTanda.BSRE_V2])
def test_who_finds_both_places_taken_is_told_and_nothing_is_sent(kasus, layanan, cara):
    set_cara(kasus, cara, layanan.alamat)
    with hold_layanan():
        press_lain = pytest.raises(SibukError, match="permintaan Anda belum dikirim")
        with hold_layanan(), press_lain:
            press(kasus, frasa=FRASA_BSRE)
        assert layanan.permintaan == []
        press(kasus, frasa=FRASA_BSRE)
    assert (fetch(kasus).status, layanan.ditandatangani) == ("arsip", 1)


def test_the_check_of_the_service_finds_no_place_either(loket, kasus, layanan):
    set_cara(kasus, CaraTanda.BSRE_V2, layanan.alamat)
    with hold_layanan(), hold_layanan(), pytest.raises(SibukError, match="Tekan lagi satu menit lagi"):
        check_sambungan(kasus.perangkat_daerah, NIK, get_user("admin"))
    assert layanan.permintaan == []
