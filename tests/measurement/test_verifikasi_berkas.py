"""A PDF that somebody holds, beside the sealed one: each tampering is named, the untouched file passes, nothing crashes."""

import hashlib
import json
import random
from io import BytesIO

import pikepdf
import pytest
from django.core.cache import cache
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, StreamObject, pdf_name, pdf_string
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from collection.services import terbatas
from collection.services.tempat import hold_tempat
from measurement.enums import KeadaanUnggahan
from measurement.models import Dokumen
from measurement.services import cetak_laporan, kedudukan, laporan, verifikasi_berkas
from measurement.services.segel import create_segel
from measurement.services.verifikasi_berkas import DITULIS_ULANG, RUANG_TANDA, SIBUK, TANPA_ASLI, check_unggahan
from measurement.signing.banding import BERAT, TAMBAHAN, compare, compare_aman
from measurement.signing.jejak_berkas import list_tanda
from measurement.signing.pkcs12 import PenandaPkcs12
from measurement.signing.sertifikat import issue_segel
from tests.factories.bersama import share
from tests.factories.laporan import make_kasus
from tests.factories.ringan import KALI

pytestmark = pytest.mark.django_db
FRASA = "frasa sandi yang panjang"
ALASAN = {"alasan": "uji", "lokasi": "Banjarnegara", "nama": "Orang Lain"}
PINTU = "/verifikasi/"
RUSAK_TANDA = "Tanda tangan yang asli masih ada, tetapi tidak cocok lagi dengan isi berkas."
ASLI, BERUBAH, NASKAH, TERKUNCI, BUKAN = KeadaanUnggahan


def build_pdf(kode):
    """Three pages with a text, bookmarks, a title and the report's data attached."""
    with pikepdf.new() as pdf:
        huruf = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Font, ToUnicode=pdf.make_stream(b"1 beginbfchar")))
        for nomor in (1, 2, 3):
            halaman = pdf.add_blank_page(page_size=(595, 842))
            halaman.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=huruf))
            halaman.Contents = pdf.make_stream(b"BT /F1 12 Tf 50 700 Td (Capaian 9%d,50) Tj ET" % nomor)
        pdf.attachments["data-laporan.json"] = json.dumps({"alamat": f"https://x/verifikasi/{kode}/"}).encode()
        pdf.docinfo["/Title"] = "Laporan"
        with pdf.open_outline() as garis:
            garis.root.extend(pikepdf.OutlineItem(f"Bab {nomor}", nomor) for nomor in (0, 1, 2))
        return save(pdf)


def save(pdf, **cara):
    keluaran = BytesIO()
    pdf.save(keluaran, **cara)
    return keluaran.getvalue()


@pytest.fixture(scope="module")
def basis(django_db_setup, django_db_blocker, tmp_path_factory):
    """One signed report, its bytes small but whole."""
    with share(django_db_blocker, tmp_path_factory.mktemp("verifikasi")), pytest.MonkeyPatch.context() as tambal:
        kasus = make_kasus(1)
        disiapkan = laporan.prepare_laporan(kasus.pengukuran)
        tambal.setattr(cetak_laporan, "render_laporan", lambda isi, **cara: build_pdf(disiapkan.kode))
        create_segel(kasus.kantor, FRASA, kasus.kepala)
        isi = {"sebutan": "Kepala", "frasa": FRASA, "sha256_dilihat": disiapkan.sha256_snapshot}
        dokumen = laporan.sign_laporan(kasus.pengukuran, user=kasus.kepala, **isi)
        yield dokumen.pk, dokumen.berkas.name, laporan.render_dokumen(dokumen), kasus


@pytest.fixture
def dokumen(basis, monkeypatch):
    """The stored report; copies are taken apart in this process, which is quicker than one of their own."""
    pk, nama, isi, _ = basis
    default_storage.save(nama, BytesIO(isi))
    monkeypatch.setattr(verifikasi_berkas, "compare_aman", compare)
    return Dokumen.objects.get(pk=pk)


@pytest.fixture
def asli(dokumen, basis):
    return basis[2]


def append(asli, kerja):
    """An incremental update, as editors write it."""
    penulis = IncrementalPdfFileWriter(BytesIO(asli))
    kerja(penulis, penulis.root["/Pages"]["/Kids"][0].get_object())
    keluaran = BytesIO()
    penulis.write(keluaran)
    return keluaran.getvalue()


def rewrite(asli, kerja):
    """The whole file written anew."""
    with pikepdf.open(BytesIO(asli)) as pdf:
        kerja(pdf)
        return save(pdf)


def draw(penulis, halaman):
    halaman["/Contents"] = penulis.add_object(StreamObject(stream_data=b"1 0 0 rg 100 600 300 100 re f"))
    penulis.update_container(halaman)


def annotate(penulis, halaman):
    isi = {"/Type": pdf_name("/Annot"), "/Subtype": pdf_name("/FreeText"), "/Contents": pdf_string("100,00")}
    catatan = penulis.add_object(DictionaryObject({pdf_name(k): v for k, v in isi.items()}))
    halaman["/Annots"] = ArrayObject([*halaman.get("/Annots", []), catatan])
    penulis.update_container(halaman)


def retitle(penulis, halaman):
    penulis.trailer["/Info"]["/Title"] = pdf_string("Laporan Akhir")
    penulis.update_container(penulis.trailer["/Info"])


def add_kolom(penulis, halaman):
    isi = {"/FT": pdf_name("/Tx"), "/T": pdf_string("Capaian"), "/V": pdf_string("100")}
    kolom = penulis.add_object(DictionaryObject({pdf_name(k): v for k, v in isi.items()}))
    formulir = penulis.root["/AcroForm"]
    formulir["/Fields"] = ArrayObject([*formulir["/Fields"].iterate(), kolom])
    penulis.update_container(formulir)


def drop_page(pdf):
    del pdf.pages[1]


def insert_page(pdf):
    pdf.add_blank_page(page_size=(595, 842))


def swap_lampiran(pdf):
    nama = "data-laporan.json"
    pdf.attachments[nama] = pdf.attachments[nama].get_file().read_bytes().replace(b"{", b'{"capaian": 100, ', 1)


def change_angka(pdf):
    isi = pdf.pages[2].Contents.read_bytes()
    pdf.pages[2].Contents = pdf.make_stream(isi.replace(b"93,50", b"98,50"))


def add_perintah(pdf):
    pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


def strip_tanda(pdf):
    del pdf.Root.AcroForm, pdf.Root.Perms
    if "/Annots" in pdf.pages[0]:
        del pdf.pages[0].Annots


def retell(pdf):
    pdf.pages[0].Resources.Font.F1.ToUnicode = pdf.make_stream(b"2 beginbfchar")


def rename_bab(pdf):
    with pdf.open_outline() as garis:
        garis.root[1].title = "Bab lain"


def sign_draft(asli):
    segel = issue_segel("Kantor Lain", FRASA)
    return PenandaPkcs12(segel.p12).sign(asli[: asli.index(b"%%EOF") + 6], FRASA, **ALASAN)


def sign_again(asli):
    segel = issue_segel("Kantor Lain", FRASA)
    return PenandaPkcs12(segel.p12).sign(rewrite(asli, strip_tanda), FRASA, **ALASAN)


def flip(asli, letak):
    rusak = bytearray(asli)
    rusak[letak] ^= 1
    return bytes(rusak)


def find_page_text(asli):
    with pikepdf.open(BytesIO(asli)) as pdf:
        return asli.find(pdf.pages[0].Contents.read_raw_bytes()) + 25


PERUSAKAN = {
    "flipped byte": (lambda a: flip(a, find_page_text(a)), ["1 byte berbeda dari aslinya, mulai pada byte ke-"]),
    "flipped byte of a page": (lambda a: flip(a, find_page_text(a)), ["Isi halaman 1 berubah", RUSAK_TANDA]),
    "byte of the signature": (lambda a: flip(a, a.find(list_tanda(a)[0].hex) + 4000), [RUANG_TANDA]),
    "drawing appended": (lambda a: append(a, draw), ["Isi halaman 1 berubah", "byte ditambahkan di belakang"]),
    "note appended": (lambda a: append(a, annotate), ["Catatan, tautan, atau bidang ditempelkan pada halaman 1"]),
    "form field": (lambda a: append(a, add_kolom), ["Kolom isian “Capaian” ditambahkan."]),
    "metadata": (lambda a: append(a, retitle), ["Metadata diubah: ", "judul", TAMBAHAN["LTA_UPDATES"]]),
    "bytes behind the end": (lambda a: a + b"\n" * 40, ["40 byte ditambahkan di belakang berkas asli."]),
    "page removed": (lambda a: rewrite(a, drop_page), ["Halaman 2 dari aslinya dihilangkan.", RUSAK_TANDA]),
    "page added": (lambda a: rewrite(a, insert_page), ["Halaman 4 disisipkan; aslinya tidak ada."]),
    "attachment swapped": (lambda a: rewrite(a, swap_lampiran), ["Lampiran “data-laporan.json” diganti isinya."]),
    "number changed": (lambda a: rewrite(a, change_angka), ["Isi halaman 3 berubah", RUSAK_TANDA]),
    "script": (lambda a: rewrite(a, add_perintah), ["Perintah yang berjalan sendiri saat berkas dibuka ditambahkan"]),
    "saved again": (lambda a: rewrite(a, lambda pdf: None), [RUSAK_TANDA, DITULIS_ULANG]),
    "signature removed": (lambda a: rewrite(a, strip_tanda), ["Tanda tangan yang asli tidak ada lagi"]),
    "signed by another": (sign_again, ["Tanda tangan yang asli tidak ada lagi", "“Kantor Lain Segel Elektronik"]),
    "draft signed by another": (sign_draft, ["berkas ini sama dengan naskah sebelum ditandatangani", "“Kantor Lain Segel"]),
    "pages in another order": (
        lambda a: rewrite(a, lambda pdf: pdf.pages.reverse()),
        ["Urutan halaman diubah (2 halaman berpindah): halaman "],
    ),
    "page twice": (lambda a: rewrite(a, lambda pdf: pdf.pages.append(pdf.pages[0])), ["Halaman 4 disisipkan."]),
    "text under the letters": (lambda a: rewrite(a, retell), ["Teks halaman 1 sampai 3 berubah: yang tampak sama"]),
    "another font": (
        lambda a: rewrite(a, lambda pdf: setattr(pdf.pages[1].Resources.Font.F1, "BaseFont", pikepdf.Name.Lain)),
        ["Huruf atau gambar yang dipakai halaman 1 sampai 3 diganti"],
    ),
    "page turned": (
        lambda a: rewrite(a, lambda pdf: setattr(pdf.pages[1], "Rotate", 180)), ["putaran halaman 2 diubah: yang tampak"],
    ),
    "one page alone": (
        lambda a: rewrite(a, lambda pdf: [pdf.pages.remove(p=3), pdf.pages.remove(p=1)]),
        ["Halaman 1 dari aslinya dihilangkan.", "Halaman 3 dari aslinya dihilangkan."],
    ),
    "bookmark": (lambda a: rewrite(a, rename_bab), ["Penanda buku (daftar judul di samping halaman) diubah."]),
    "language": (
        lambda a: rewrite(a, lambda pdf: setattr(pdf.Root, "Lang", pikepdf.String("en"))), ["Cara berkas ditampilkan"],
    ),
    "truncated": (lambda a: a[:-300], ["Berkas terpotong: ", " byte."]),
}


@pytest.mark.parametrize("nama", PERUSAKAN)
def test_each_tampering_is_named(dokumen, asli, nama):
    ubah, semestinya = PERUSAKAN[nama]
    hasil = check_unggahan(ubah(asli))
    assert (hasil.keadaan, hasil.dokumen) == (BERUBAH, dokumen), hasil
    for kalimat in semestinya:
        assert any(kalimat in satu for satu in hasil.perubahan), hasil.perubahan


def test_what_only_moved_is_not_called_removed_or_new(dokumen, asli):
    hasil = check_unggahan(rewrite(asli, lambda pdf: pdf.pages.reverse())).perubahan
    assert hasil[0].startswith("Urutan halaman diubah (2 halaman berpindah): halaman ")
    assert not any("disisipkan" in satu or "dihilangkan" in satu or "Isi halaman" in satu for satu in hasil)
    assert not any("yang tampak tidak" in satu for satu in check_unggahan(rewrite(asli, retell)).perubahan)


def test_a_locked_file_is_not_called_a_stranger(dokumen, asli):
    with pikepdf.open(BytesIO(asli)) as pdf:
        terkunci = save(pdf, encryption=pikepdf.Encryption(owner="rahasia", user=""))
    assert check_unggahan(terkunci).keadaan == TERKUNCI
    teks = ask(terkunci).text
    assert "Berkas terkunci" in teks and "Bukan dokumen dari sini" not in teks


def test_files_of_others_are_looked_through_one_at_a_time_and_our_own_always(dokumen, asli):
    with hold_tempat("verifikasi", "uji"):
        jawaban = ask(asli + b"\n")
        assert (jawaban.status_code, SIBUK in jawaban.text, jawaban["Retry-After"]) == (503, True, "10")
        assert "Asli, tidak berubah" in ask(asli).text
    assert "Berubah setelah ditandatangani" in ask(asli + b"\n").text


def test_an_untouched_file_passes_even_where_the_stored_one_is_gone(dokumen, asli):
    assert check_unggahan(asli).keadaan == ASLI
    default_storage.delete(dokumen.berkas.name)
    cache.clear()
    hasil = check_unggahan(asli)
    assert (hasil.keadaan, hasil.dokumen, hasil.perubahan) == (ASLI, dokumen, [])
    assert check_unggahan(asli + b"\n").perubahan == [TANPA_ASLI]


def test_a_hash_alone_does_not_make_a_file_genuine(dokumen, asli, monkeypatch):
    """A row whose hash was written by hand, past the services: the signature decides."""
    palsu = build_pdf(dokumen.kode)
    monkeypatch.setattr(verifikasi_berkas, "find_publik", lambda **syarat: dokumen if "sha256" in syarat else None)
    dokumen.sha256 = hashlib.sha256(palsu).hexdigest()
    assert check_unggahan(palsu).keadaan == BERUBAH


def test_what_is_not_signed_is_as_unknown_as_any_file(basis, dokumen):
    kasus = make_kasus(1)
    disiapkan = laporan.prepare_laporan(kasus.pengukuran)
    konsep = build_pdf(disiapkan.kode)
    for isi in (konsep, b"", b"%PDF-1.7\n", b"PK\x03\x04", build_pdf("0" * 26)):
        assert check_unggahan(isi) == check_unggahan(b"bukan PDF"), isi[:20]
    assert check_unggahan(konsep).keadaan == BUKAN


def test_mutated_files_never_crash_it(dokumen, asli):
    acak = random.Random(20261121)
    for nomor in range(200 * KALI):
        isi = bytearray(asli)
        for _ in range(acak.choice((1, 3, 20))):
            letak, panjang = acak.randrange(len(isi)), acak.choice((1, 2, 60, 900))
            isi[letak : letak + acak.choice((0, 1, panjang))] = acak.randbytes(acak.choice((0, 1, panjang)))
        hasil = check_unggahan(bytes(isi))
        assert (hasil.keadaan == ASLI) == (bytes(isi) == asli), nomor
        assert (hasil.keadaan == BERUBAH) == bool(hasil.perubahan), nomor


def test_the_bounded_process_tells_the_same_and_ends_what_takes_too_much(asli, monkeypatch):
    salinan = rewrite(asli, change_angka)
    assert compare_aman(asli, salinan) == compare(asli, salinan)
    bom = rewrite(asli, lambda pdf: setattr(pdf.pages[0], "Contents", pdf.make_stream(bytes(120_000_000))))
    assert len(bom) < 500_000
    monkeypatch.setattr(terbatas, "MAKS_MEMORI", 300_000_000)
    assert compare_aman(asli, bom) == [BERAT]


def ask(isi, nama="laporan.pdf", **alamat):
    return Client(**alamat).post(PINTU, {"berkas": SimpleUploadedFile(nama, isi)})


def test_the_page_needs_no_login_and_keeps_nothing(dokumen, asli, settings):
    sebelum = sorted(settings.MEDIA_ROOT.rglob("*"))
    teks = ask(asli).text
    assert "<p class=\"kotak-judul\">Asli, tidak berubah</p>" in teks
    assert dokumen.nomor in teks and dokumen.sha256 in teks
    teks = ask(append(asli, draw)).text
    assert "Berubah setelah ditandatangani" in teks and "Isi halaman 1 berubah" in teks
    assert reverse("measurement:verifikasi_pdf", args=[dokumen.kode]) in teks
    teks = ask(b"%PDF-1.7 lain").text
    assert "Bukan dokumen dari sini" in teks and dokumen.nomor not in teks
    assert sorted(settings.MEDIA_ROOT.rglob("*")) == sebelum


def test_an_old_version_is_genuine_and_says_what_replaced_it(dokumen, asli, monkeypatch):
    pengganti = type("Pengganti", (), {"cip": "Digantikan", "teks": "Digantikan oleh laporan nomor 067/15."})
    monkeypatch.setattr(kedudukan, "find_revisi", lambda kasus: pengganti)
    teks = ask(asli).text
    assert "Asli, tidak berubah" in teks and "Digantikan oleh laporan nomor 067/15." in teks


def test_a_file_that_is_none_or_too_large_is_refused_in_words(dokumen, settings):
    assert "Pilih berkas PDF yang akan diperiksa." in Client().post(PINTU, {}).text
    jawaban = ask(b"x", "foto.png")
    assert (jawaban.status_code, "Berkas foto.png tidak diterima. Unggah berkas PDF." in jawaban.text) == (422, True)
    settings.MAKS_UKURAN_BUKTI, settings.MAKS_UKURAN_KIRIMAN_TAMU = 2 * 1024 * 1024, 1024
    jawaban = ask(b"%PDF" + b"0" * settings.MAKS_UKURAN_BUKTI)
    assert (jawaban.status_code, "melebihi 2 MB" in jawaban.text) == (422, True)
    jawaban = ask(b"%PDF" + b"0" * 3 * 1024 * 1024)
    assert (jawaban.status_code, "yang dapat diverifikasi paling besar 2 MB" in jawaban.text) == (413, True)
    jawaban = Client().post("/masuk/", {"berkas": SimpleUploadedFile("a.pdf", b"0" * 2000)})
    assert jawaban.status_code == 413


def test_one_address_uploads_thirty_times_a_minute(dokumen, jam):
    kode = [ask(b"%PDF", REMOTE_ADDR="10.0.0.1").status_code for _ in range(31)]
    assert kode == [200] * 30 + [429]
    assert ask(b"%PDF", REMOTE_ADDR="10.0.0.2").status_code == 200
    assert Client(REMOTE_ADDR="10.0.0.1").get(PINTU).status_code == 200


def test_a_typed_code_leads_to_its_page(dokumen):
    tujuan = reverse("measurement:verifikasi_detail", args=[dokumen.kode])
    tertulis = dokumen.kode.upper()
    for kode in (f" {tertulis} ", f"{tertulis[:4]}-{tertulis[4:9]} {tertulis[9:]}", f"/{tertulis}/"):
        assert Client().get(PINTU, {"kode": kode})["Location"] == tujuan
    assert Client().get(f"{PINTU}{tertulis}/")["Location"] == tujuan
    assert Client().get(PINTU, {"kode": "/../../"}).status_code == 302


def test_what_was_to_be_signed_is_named_so_and_not_called_changed(dokumen, asli):
    awal = asli[: asli.index(b"%%EOF") + 6]
    assert not list_tanda(awal)
    hasil = check_unggahan(awal)
    assert (hasil.keadaan, hasil.dokumen, hasil.perubahan) == (NASKAH, dokumen, [])
    assert "Belum ditandatangani" in ask(awal).text
    assert check_unggahan(awal[:-40]).keadaan == BERUBAH


def test_bytes_in_front_and_in_the_signature_s_own_room_are_named_alone(dokumen, asli):
    assert check_unggahan(b"xx\n" + asli).perubahan[-1] == "3 byte ditambahkan di depan berkas asli."
    letak = asli.index(list_tanda(asli)[0].hex) + 40
    isi = asli[:letak] + (b"0" if asli[letak : letak + 1] != b"0" else b"1") + asli[letak + 1 :]
    assert check_unggahan(isi).perubahan == [RUANG_TANDA]
