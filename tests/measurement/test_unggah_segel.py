"""The office's own PKCS#12 as its seal: what is taken, what is refused and why, what is then said of it."""

import datetime
import json
import subprocess
from io import BytesIO

import pytest
from asn1crypto.pkcs12 import Pfx
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import dsa, ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from django.core.files.uploadedfile import SimpleUploadedFile
from pyhanko.pdf_utils.reader import PdfFileReader

from collection.errors import AksesError, BentrokError, IsianError
from collection.models import Jejak, PerangkatDaerah
from collection.services import terbatas
from measurement.enums import JenisTanda
from measurement.errors import FrasaError
from measurement.models import Dokumen, NaskahBersegel, PengukuranKinerja, Segel
from measurement.services.contoh import Contoh
from measurement.services.dokumen_arsip import write_dokumen_arsip
from measurement.services.laporan import prepare_laporan
from measurement.services.naskah import read_naskah
from measurement.services.penyegelan import check_bersegel, seal_pdf
from measurement.services.segel import find_segel, upload_segel
from measurement.services.tanda_tampil import present_tanda_tangan
from measurement.signing import BERTANDA, KALIMAT_SEGEL, KALIMAT_UNGGAHAN
from measurement.signing import unggah_p12 as p12
from tests.factories.bersama import share
from tests.factories.gerak import fetch, walk_to
from tests.factories.kantor_contoh import FRASA, get_user
from tests.factories.naskah import open_kasus
from tests.factories.ringan import build_kertas
from tests.factories.sertifikat import build_guna, build_nama, create_ca, issue, write_p12
from tests.factories.tanda_tangan import create_kasus_siap, press
from tests.halaman import find_inline

pytestmark = pytest.mark.django_db
SANDI = "frasa berkas dari luar"


@pytest.fixture(scope="module")
def ca():
    return create_ca("CA Pemerintah", "Penerbit Percobaan")


@pytest.fixture(scope="module")
def berkas(ca):
    """A sound file: key, certificate, the CA that issued it."""
    sertifikat, kunci = issue(ca, "Dinas Contoh")
    return write_p12(sertifikat, kunci, ca, SANDI)


@pytest.fixture(scope="module")
def basis(django_db_setup, django_db_blocker, tmp_path_factory):
    with share(django_db_blocker, tmp_path_factory.mktemp("unggah")):
        yield create_kasus_siap().pk


@pytest.fixture
def kasus(basis):
    return PengukuranKinerja.objects.get(pk=basis)


@pytest.fixture
def kantor(kasus):
    return kasus.perangkat_daerah


@pytest.fixture
def akar(settings, tmp_path):
    """Trusts a root from now on."""
    settings.AKAR_SERTIFIKAT = tmp_path
    return lambda ca: (tmp_path / "akar.pem").write_text(ca.pem)


@pytest.fixture(autouse=True)
def sekaligus(request, monkeypatch):
    """The process of its own costs seconds; all but the tests that are about it (`terbatas`) go without."""
    if "terbatas" not in request.node.name:
        monkeypatch.setattr(p12, "run", lambda modul, masukan: p12.answer(masukan))


def upload(kantor, isi, frasa=SANDI, **lain):
    return upload_segel(kantor, isi, frasa, get_user("kepala"), **lain)


def refuse(kantor, isi, frasa=SANDI, **lain):
    """(field, sentence) of the refusal; nothing is stored."""
    banyak = Segel.objects.count()
    with pytest.raises(IsianError) as galat:
        upload(kantor, isi, frasa, **lain)
    assert Segel.objects.count() == banyak
    assert (not frasa or frasa not in str(galat.value)) and galat.value.__cause__ is None
    ((medan, pesan),) = galat.value.kesalahan.items()
    return medan, pesan[0]


def make(ca, kunci, *, guna=("digital_signature",), is_ca=False):
    """A file with that key, certified."""
    kini = datetime.datetime.now(datetime.UTC)
    hari = datetime.timedelta(days=1)
    nama = build_nama("Dinas Contoh", "Pemerintah Kabupaten")
    pembuat = x509.CertificateBuilder().subject_name(nama).issuer_name(ca.sertifikat.subject)
    pembuat = pembuat.public_key(kunci.public_key()).serial_number(7).not_valid_before(kini - hari)
    pembuat = pembuat.not_valid_after(kini + hari).add_extension(build_guna(*guna), critical=True)
    pembuat = pembuat.add_extension(x509.BasicConstraints(ca=is_ca, path_length=None), critical=True)
    return write_p12(pembuat.sign(ca.kunci, hashes.SHA256()), kunci, ca, SANDI)


# What is taken


def test_it_is_locked_again_and_the_phrase_is_nowhere(kantor, berkas, ca):
    segel = upload(kantor, berkas)
    assert (find_segel(kantor), segel.unggahan, segel.subjek) == (segel, True, "Dinas Contoh")
    assert segel.penerbit == ca.pem and bytes(segel.p12) != berkas
    jejak = Jejak.objects.filter(aksi="unggah_segel").get()
    assert SANDI not in json.dumps([jejak.baru, jejak.lama]) and jejak.diterima
    assert SANDI.encode() not in bytes(segel.p12)
    kunci, sertifikat, rantai = pkcs12.load_key_and_certificates(bytes(segel.p12), SANDI.encode())
    assert kunci.public_key() == sertifikat.public_key() and [satu.subject for satu in rantai] == [ca.sertifikat.subject]


def test_the_chain_is_in_the_signature_and_a_phrase_of_its_own_locks_it(kantor, berkas, ca):
    upload(kantor, berkas, frasa_baru="frasa segel yang baru")
    hasil = seal_pdf(build_kertas(), "frasa segel yang baru", kantor=kantor, alasan="x", penanda=get_user("kepala"))
    tanda = PdfFileReader(BytesIO(hasil.isi)).embedded_regular_signatures[0]
    nama = [satu.chosen.subject.native["common_name"] for satu in tanda.signed_data["certificates"]]
    assert sorted(nama) == ["CA Pemerintah", "Dinas Contoh"]
    with pytest.raises(FrasaError):
        seal_pdf(build_kertas(), SANDI, kantor=kantor, alasan="x", penanda=get_user("kepala"))


def test_rsa_and_a_file_without_its_chain_are_taken(kantor, ca):
    kunci = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    assert upload(kantor, make(ca, kunci)).subjek == "Dinas Contoh"
    sertifikat, kunci = issue(ca)
    sandi = serialization.BestAvailableEncryption(SANDI.encode())
    segel = upload(kantor, pkcs12.serialize_key_and_certificates(None, kunci, sertifikat, None, sandi))
    assert segel.penerbit == segel.sertifikat
    hasil = seal_pdf(build_kertas(), SANDI, kantor=kantor, alasan="x", penanda=get_user("kepala"))
    assert hasil.jenis == JenisTanda.LUAR


def test_an_empty_phrase_opens_a_file_that_has_none(kantor, ca):
    isi = write_p12(*issue(ca), ca, "")
    assert refuse(kantor, isi, "")[0] == "frasa"
    assert upload(kantor, isi, "", frasa_baru="frasa segel yang baru").unggahan


# What is refused


def test_what_is_no_pkcs12_is_told(kantor, berkas, ca):
    for isi in (b"", b"bukan", ca.pem.encode(), build_kertas(), berkas[:50], berkas + b"x", b"\x30\x80" * 4000):
        assert refuse(kantor, isi) == ("berkas", p12.BUKAN)
    assert refuse(kantor, bytes(p12.MAKS_UKURAN + 1)) == ("berkas", p12.TERLALU_BESAR)
    assert refuse(kantor, bytes(p12.MAKS_UKURAN + 1), "pendek") == ("berkas", p12.TERLALU_BESAR)


def test_phrases_are_told_apart(kantor, berkas):
    assert refuse(kantor, berkas, "bukan frasanya itu") == ("frasa", p12.SALAH)
    medan, pesan = refuse(kantor, berkas, "pendek")
    assert medan == "frasa" and "Isi juga frasa sandi baru" in pesan
    assert refuse(kantor, berkas, SANDI, frasa_baru="pendek")[0] == "frasa_baru"


def test_what_is_missing_in_it_is_told(kantor, ca):
    sertifikat, _ = issue(ca)
    _, lain = issue(ca)
    assert refuse(kantor, write_p12(sertifikat, None, ca, SANDI)) == ("berkas", p12.TANPA_KUNCI)
    sandi = serialization.BestAvailableEncryption(SANDI.encode())
    tanpa = pkcs12.serialize_key_and_certificates(None, lain, None, [ca.sertifikat], sandi)
    assert refuse(kantor, tanpa) == ("berkas", p12.TANPA_SERTIFIKAT)


@pytest.mark.parametrize(
    ("isian", "kata"),
    [({"dari": -400, "sampai": -1}, "sudah kedaluwarsa"), ({"dari": 1, "sampai": 9}, "baru berlaku mulai"),
     ({"guna": ("key_encipherment",)}, "bukan untuk tanda tangan")],
)  # fmt: skip
def test_a_certificate_that_cannot_sign_now_is_refused(kantor, ca, isian, kata):
    medan, pesan = refuse(kantor, write_p12(*issue(ca, **isian), ca, SANDI))
    assert medan == "berkas" and kata in pesan


def test_a_ca_a_weak_key_and_an_algorithm_of_no_reader_are_refused(kantor, ca):
    p256 = ec.generate_private_key(ec.SECP256R1())
    assert refuse(kantor, make(ca, p256, is_ca=True, guna=("digital_signature", "key_cert_sign"))) == ("berkas", p12.CA)
    lemah = rsa.generate_private_key(public_exponent=65537, key_size=1024)
    assert refuse(kantor, make(ca, lemah)) == ("berkas", p12.LEMAH.format(n=1024))
    for kunci in (dsa.generate_private_key(2048), ec.generate_private_key(ec.SECP256K1())):
        assert refuse(kantor, make(ca, kunci)) == ("berkas", p12.ALGORITMA)


def test_terbatas_a_file_that_takes_for_ever_is_stopped(kantor, berkas, monkeypatch):
    """By its seconds of work, which are over long before anybody's patience is."""
    monkeypatch.setattr(terbatas, "MAKS_DETIK", 2)
    galat = []

    def run(modul, masukan):
        try:
            return terbatas.run(modul, masukan)
        except subprocess.SubprocessError as satu:
            galat.append(type(satu))
            raise

    monkeypatch.setattr(p12, "run", run)
    pembungkus = Pfx.load(berkas)
    pembungkus["mac_data"]["iterations"] = 2**31 - 1
    assert refuse(kantor, pembungkus.dump(force=True)) == ("berkas", p12.BERAT)
    assert galat == [subprocess.CalledProcessError]


def test_only_the_kepala_of_the_office(kantor, berkas):
    lain = PerangkatDaerah.objects.exclude(pk=kantor.pk).get()
    for user, milik in ((get_user("admin"), kantor), (get_user("sekretaris"), kantor), (get_user("kepala"), lain)):
        with pytest.raises(AksesError):
            upload_segel(milik, berkas, SANDI, user)
    assert not Segel.objects.filter(unggahan=True).exists()


# What is said of it


def test_a_report_is_called_what_its_chain_makes_of_it(kasus, kantor, berkas, ca, akar, masuk, client):
    lama = find_segel(kantor)
    upload(kantor, berkas)
    assert KALIMAT_UNGGAHAN[1:] in masuk("kepala").get(f"/pengukuran/{kasus.pk}/").text
    press(kasus, frasa=SANDI)
    dokumen = Dokumen.objects.get(pengukuran=kasus)
    isi = json.loads(dokumen.snapshot)
    assert KALIMAT_UNGGAHAN in isi["segel"]["kalimat"] and KALIMAT_SEGEL not in dokumen.snapshot
    assert check_bersegel(dokumen).sah
    client.logout()
    url = f"/verifikasi/{dokumen.kode}/"
    teks = client.get(url).text
    assert "rantai sertifikat tidak dapat dipastikan" in teks and "Penerbit: CA Pemerintah" in teks
    assert "Segel elektronik internal" not in teks and "Nama pada sertifikat: Dinas Contoh" in teks
    akar(ca)
    assert BERTANDA[JenisTanda.TEPERCAYA] in client.get(url).text
    arsip = json.loads(write_dokumen_arsip(kasus).read())["dokumen"]
    laporan = next(satu for satu in arsip if satu["jenis"] == "laporan")
    assert (laporan["penerbit"], laporan["nama_penerbit"], laporan["jenis_tanda"]) == ("", "CA Pemerintah", "luar")
    assert lama.pk and not lama.unggahan


def test_a_chain_through_bsre_is_called_so(kantor, akar, kasus):
    bsre = create_ca()
    akar(bsre)
    upload(kantor, write_p12(*issue(bsre), bsre, SANDI))
    hasil = seal_pdf(build_kertas(), SANDI, kantor=kantor, alasan="x", penanda=get_user("kepala"))
    assert hasil.jenis == JenisTanda.BSRE


def test_old_signatures_go_on_to_verify_and_keep_their_name(kantor, kasus, berkas, masuk):
    press(kasus, frasa=FRASA)
    dokumen = Dokumen.objects.get(pengukuran=kasus)
    upload(kantor, berkas)
    assert check_bersegel(dokumen).sah and present_tanda_tangan(dokumen).jenis == JenisTanda.SEGEL
    baris = masuk("kepala").get("/segel/").text
    assert "Penerbit: CA Pemerintah." in baris and baris.count("bukan tanda tangan elektronik tersertifikasi") == 1


def test_the_certificate_of_another_upload_is_not_believed(kantor, kasus, berkas, ca):
    """Whoever holds a certificate of the same CA is not the office."""
    upload(kantor, berkas)
    with pytest.raises(BentrokError, match="Isi laporan berubah"):
        press(kasus, frasa=SANDI)
    prepare_laporan(fetch(kasus), penanda=get_user("kepala"))
    press(kasus, frasa=SANDI)
    dokumen = Dokumen.objects.get(pengukuran=kasus)
    upload(kantor, write_p12(*issue(ca, "Orang Lain"), ca, SANDI))
    assert check_bersegel(dokumen).dikenal
    dokumen.segel = find_segel(kantor)
    assert not check_bersegel(dokumen).sah


# The page


def test_terbatas_the_page_takes_a_file_and_never_shows_a_phrase(kantor, berkas, masuk):
    kepala = masuk("kepala")
    halaman = kepala.get("/segel/unggah/")
    assert find_inline(halaman.text) == [] and 'enctype="multipart/form-data"' in halaman.text

    def send(isi, nama="kantor.p12", **lain):
        isian = {"kantor": kantor.pk, "frasa": SANDI, "berkas": SimpleUploadedFile(nama, isi)} | lain
        return kepala.post("/segel/unggah/", isian)

    for jawaban, medan in (
        (send(berkas, "kantor.pdf"), "berkas"), (send(b""), "berkas"),
        (send(berkas, frasa="salah sekali ya"), "frasa"),
        (send(berkas, frasa_baru="satu dua tiga", ulang="empat"), "ulang"), (kepala.post("/segel/unggah/", {}), "berkas"),
    ):  # fmt: skip
        assert (jawaban.status_code, medan in jawaban.context["form"].errors) == (422, True)
        assert SANDI not in jawaban.text and "salah sekali ya" not in jawaban.text
    assert send(berkas).status_code == 302
    assert "Dinas Contoh" in kepala.get("/segel/").text


def test_a_sealed_sk_says_the_same_on_paper_and_page(kantor, berkas, masuk, client):
    upload(kantor, berkas)
    kasus = walk_to(open_kasus(kantor, "dinas_pengukuran", 3), 5)
    contoh = Contoh(kantor, 1, SANDI)
    while not NaskahBersegel.objects.exists():
        contoh.do_tindakan(fetch(kasus))
    bersegel = NaskahBersegel.objects.get()
    assert read_naskah(bersegel.naskah)["segel"]["teks"] == KALIMAT_UNGGAHAN
    halaman = masuk("kepala").get(f"/naskah/{bersegel.naskah_id}/").text
    for teks in (halaman, client.get(f"/verifikasi/{bersegel.kode}/").text):
        assert "rantai sertifikat tidak dapat dipastikan" in teks and "Penerbit: CA Pemerintah" in teks
        assert "internal" not in teks
    arsip = json.loads(write_dokumen_arsip(fetch(kasus)).read())["dokumen"]
    assert [(satu["jenis_tanda"], satu["penerbit"]) for satu in arsip] == [("luar", "")]
