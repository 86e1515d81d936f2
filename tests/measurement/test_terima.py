"""A file that was signed elsewhere: taken with one valid signature and nothing else, and every other thing is named."""

import zlib
from io import BytesIO

import pikepdf
import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID
from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, NumberObject, StreamObject, pdf_name, pdf_string
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader

from collection.services import terbatas
from measurement.enums import JenisTanda
from measurement.signing.banding import BERAT
from measurement.signing.periksa import BUKAN_GUNA, GUNA_LAIN, validate
from measurement.signing.tambahan import BERGAMBAR, DITEMPEL, DITIMPA, KOLOM, METADATA
from measurement.signing.terima import (
    BANYAK,
    BUKAN_PDF,
    BUNTUT,
    LAIN,
    SAMA,
    TAK_SAH,
    TANPA_TANDA,
    check_terima,
    check_terima_aman,
)
from tests.factories.ringan import real_process
from tests.factories.sertifikat import create_ca, create_tsa, issue, sign_as

XMP = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    b'<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" '
    b'xmlns:xmp="http://ns.adobe.com/xap/1.0/" pdfaid:part="3"><xmp:ModifyDate>%s</xmp:ModifyDate>'
    b'<dc:title xmlns:dc="http://purl.org/dc/elements/1.1/"><rdf:Alt><rdf:li>%s</rdf:li></rdf:Alt></dc:title>'
    b"</rdf:Description></rdf:RDF></x:xmpmeta>"
)


def build_pdf():
    """Three pages with a text, title, XMP and an attachment."""
    with pikepdf.new() as pdf:
        for nomor in (1, 2, 3):
            halaman = pdf.add_blank_page(page_size=(595, 842))
            halaman.Contents = pdf.make_stream(b"BT /F1 12 Tf 50 700 Td (Capaian 9%d,50) Tj ET" % nomor)
        pdf.attachments["data-laporan.json"] = b'{"a": 1}'
        pdf.docinfo["/Title"] = "Laporan"
        pdf.Root.Metadata = pdf.make_stream(XMP % (b"2026-01-01", b"Laporan"))
        return save(pdf)


def save(pdf, **cara):
    keluaran = BytesIO()
    pdf.save(keluaran, **cara)
    return keluaran.getvalue()


@pytest.fixture(scope="module")
def asli():
    return build_pdf()


@pytest.fixture(scope="module")
def bertanda(asli, ca, orang):
    return sign_as(asli, ca, *orang)


def append(isi, ubah):
    """An incremental update in which `ubah` did something."""
    penulis = IncrementalPdfFileWriter(BytesIO(isi))
    ubah(penulis)
    keluaran = BytesIO()
    penulis.write(keluaran)
    return keluaran.getvalue()


def draw(penulis):
    halaman = penulis.root["/Pages"]["/Kids"][0].get_object()
    halaman["/Contents"] = penulis.add_object(StreamObject(stream_data=b"1 0 0 rg 100 600 300 100 re f"))
    penulis.update_container(halaman)


def redraw(penulis):
    """The page's own stream written anew: no dictionary differs."""
    aliran = penulis.root["/Pages"]["/Kids"][1].get_object()["/Contents"]
    aliran._data, aliran._encoded_data = b"BT (Capaian 100) Tj ET", None
    penulis.update_container(aliran)


def drop_page(penulis):
    pohon = penulis.root["/Pages"]
    pohon["/Kids"] = ArrayObject(list(pohon.raw_get("/Kids"))[:2])
    pohon["/Count"] = NumberObject(2)
    penulis.update_container(pohon)


def note(penulis):
    halaman = penulis.root["/Pages"]["/Kids"][2].get_object()
    catatan = DictionaryObject({
        pdf_name("/Type"): pdf_name("/Annot"), pdf_name("/Subtype"): pdf_name("/FreeText"),
        pdf_name("/Rect"): ArrayObject(map(NumberObject, (10, 10, 90, 90))), pdf_name("/Contents"): pdf_string("x"),
    })  # fmt: skip
    halaman["/Annots"] = ArrayObject([penulis.add_object(catatan)])
    penulis.update_container(halaman)


def retitle(penulis):
    penulis.trailer["/Info"]["/Title"] = pdf_string("Laporan palsu")
    penulis.update_container(penulis.trailer["/Info"])


def replace_xmp(isi, xmp):
    """The XMP written anew by hand: pyHanko's writer would make its own."""
    pembaca = PdfFileReader(BytesIO(isi))
    nomor, lama = pembaca.root.raw_get("/Metadata").idnum, pembaca.xrefs.get_startxref_for_revision(-1)
    aliran = zlib.compress(xmp)
    objek = b"%d 0 obj\n<< /Type /Metadata /Subtype /XML /Filter /FlateDecode /Length %d >>\nstream\n%b\nendstream\nendobj\n"
    baru = isi + objek % (nomor, len(aliran), aliran)
    akar, info = (pembaca.trailer.raw_get(n).idnum for n in ("/Root", "/Info"))
    xref = b"xref\n%d 1\n%010d 00000 n \ntrailer\n<< /Size %d /Root %d 0 R /Info %d 0 R /Prev %d >>\nstartxref\n%d\n%%%%EOF\n"
    return baru + xref % (nomor, len(isi), pembaca.trailer["/Size"], akar, info, lama, len(baru))


def swap_attachment(penulis):
    berkas = penulis.root["/Names"]["/EmbeddedFiles"]["/Names"][1].get_object()
    aliran = berkas["/EF"]["/F"].get_object()
    aliran._data, aliran._encoded_data = b'{"a": 2}', None
    penulis.update_container(aliran)


def add_script(penulis):
    aksi = DictionaryObject({pdf_name("/S"): pdf_name("/JavaScript"), pdf_name("/JS"): pdf_string("app.alert(1)")})
    penulis.root["/OpenAction"] = penulis.add_object(aksi)
    penulis.update_root()


def add_field(penulis):
    kolom = DictionaryObject({pdf_name("/FT"): pdf_name("/Tx"), pdf_name("/T"): pdf_string("isian")})
    penulis.root["/AcroForm"] = DictionaryObject({pdf_name("/Fields"): ArrayObject([penulis.add_object(kolom)])})
    penulis.update_root()


def stamp_tool(penulis):
    """What iText leaves behind: its name and the moment."""
    penulis.trailer["/Info"]["/Producer"] = pdf_string("iText 5")
    penulis.trailer["/Info"]["/ModDate"] = pdf_string("D:20260101")
    penulis.update_container(penulis.trailer["/Info"])


def test_one_valid_signature_is_taken_and_told(asli, bertanda, ca, orang):
    hasil = check_terima(asli, bertanda, [ca.pem])
    assert (hasil.kesalahan, hasil.jenis, hasil.format) == ([], JenisTanda.BSRE, "PAdES B-B")
    assert (hasil.subjek, hasil.penerbit) == ("Kepala Contoh", "BSrE Percobaan")
    assert "BEGIN CERTIFICATE" in hasil.sertifikat
    assert len(hasil.sidik_jari) == 64


def test_whose_root_is_not_here_is_not_called_trusted(asli, bertanda, orang):
    lain = create_ca("CA Lain", "Perusahaan")
    assert check_terima(asli, bertanda, []).jenis == JenisTanda.LUAR
    assert check_terima(asli, bertanda, [create_ca().pem]).jenis == JenisTanda.LUAR
    milik = sign_as(asli, lain, *issue(lain, "BSrE Gadungan"))
    assert check_terima(asli, milik, [lain.pem]).jenis == JenisTanda.TEPERCAYA


def test_the_other_usual_format_and_a_time_stamp(asli, ca, orang):
    assert check_terima(asli, sign_as(asli, ca, *orang, pades=False), [ca.pem]).format == "PKCS#7"
    bercap = check_terima(asli, sign_as(asli, ca, *orang, cap=create_tsa(ca)), [ca.pem])
    assert (bercap.kesalahan, bercap.format) == ([], "PAdES B-T")


def test_the_mark_of_a_signing_program_is_no_change(asli, ca, orang):
    bercap_alat = sign_as(append(asli, stamp_tool), ca, *orang)
    assert check_terima(asli, bercap_alat, [ca.pem]).kesalahan == []
    for judul, kesalahan in ((b"Laporan", []), (b"Palsu", [METADATA])):
        ulang = sign_as(replace_xmp(asli, XMP % (b"2026-09-09", judul)), ca, *orang)
        assert check_terima(asli, ulang, [ca.pem]).kesalahan == kesalahan


@pytest.mark.parametrize(
    ("ubah", "kalimat"),
    [
        (draw, DITIMPA), (redraw, DITIMPA), (drop_page, DITIMPA), (note, DITEMPEL.format(n=3)), (retitle, METADATA),
        (swap_attachment, DITIMPA), (add_script, DITIMPA), (add_field, KOLOM),
    ],
)  # fmt: skip
def test_what_was_changed_before_it_was_signed_is_refused(asli, ca, orang, ubah, kalimat):
    hasil = check_terima(asli, sign_as(append(asli, ubah), ca, *orang), [ca.pem])
    assert kalimat in hasil.kesalahan
    lepas = check_terima(asli, append(asli, ubah), [ca.pem])
    assert lepas.kesalahan


@pytest.mark.parametrize("ubah", [draw, redraw, note, retitle, swap_attachment, add_script, add_field])
def test_what_was_changed_after_it_was_signed_is_refused(asli, bertanda, ca, ubah):
    hasil = check_terima(asli, append(bertanda, ubah), [ca.pem])
    assert {BUNTUT, TANPA_TANDA} & set(hasil.kesalahan)
    assert len(hasil.kesalahan) > 1


def test_a_signature_that_is_drawn_on_a_page_is_refused_with_what_to_do(asli, ca, orang):
    hasil = check_terima(asli, sign_as(asli, ca, *orang, kotak=(1, (50, 50, 200, 100))), [ca.pem])
    assert BERGAMBAR.format(n=2) in hasil.kesalahan


def test_two_signatures_none_and_the_same_file(asli, bertanda, ca, orang):
    dua = sign_as(bertanda, ca, *issue(ca, "Orang Kedua"), nama="Tanda2")
    assert BANYAK.format(n=2) in check_terima(asli, dua, [ca.pem]).kesalahan
    assert check_terima(asli, append(asli, lambda p: p.add_object(NumberObject(1))), []).kesalahan == [TANPA_TANDA]
    assert check_terima_aman(asli, asli, []).kesalahan == [SAMA]
    assert check_terima_aman(asli, b"PK\x03\x04", []).kesalahan == [BUKAN_PDF]


def test_another_document_and_one_written_anew_are_told_apart(asli, bertanda, ca, orang):
    with pikepdf.open(BytesIO(bertanda)) as pdf:
        ulang = save(pdf)
    assert check_terima(asli, ulang, [ca.pem]).kesalahan[0] == LAIN
    with pikepdf.open(BytesIO(asli)) as pdf:
        pdf.pages[1].Contents = pdf.make_stream(b"BT (Capaian 100) Tj ET")
        lain = save(pdf)
    hasil = check_terima(asli, sign_as(lain, ca, *orang), [ca.pem])
    assert hasil.kesalahan[0] == LAIN
    assert "Isi halaman 2 berubah: yang tampak tidak lagi seperti aslinya." in hasil.kesalahan


def test_the_signers_own_field_is_nobodys_addition(asli, ca, orang):
    """A file written anew and then signed: refused for that alone; a note beside the field is still named."""
    with pikepdf.open(BytesIO(asli)) as pdf:
        ulang = save(pdf)
    kesalahan = check_terima(asli, sign_as(ulang, ca, *orang), [ca.pem]).kesalahan
    assert kesalahan[0] == LAIN
    assert not [satu for satu in kesalahan if "ditempelkan" in satu]
    bercatatan = check_terima(asli, sign_as(append(ulang, note), ca, *orang), [ca.pem]).kesalahan
    assert [satu for satu in bercatatan if "ditempelkan" in satu and "(1 buah)" in satu]


@pytest.mark.parametrize(
    ("sifat", "kata"),
    [({"sampai": -1, "dari": -5}, "kedaluwarsa"), ({"dari": 2}, "baru berlaku"), ({"guna": ("key_agreement",)}, BUKAN_GUNA),
     ({"khusus": ExtendedKeyUsageOID.SERVER_AUTH}, GUNA_LAIN)],
)
def test_a_certificate_that_cannot_sign_is_refused(asli, ca, sifat, kata):
    hasil = check_terima(asli, sign_as_lax(asli, ca, sifat), [ca.pem])
    assert any(kata in satu for satu in hasil.kesalahan)


def sign_as_lax(asli, ca, sifat):
    return sign_as(asli, ca, *issue(ca, **sifat))


def test_flipped_bytes_never_pass_and_never_crash(asli, bertanda, ca):
    panjang = len(bertanda) - len(asli)
    for n in range(40):
        rusak = bytearray(bertanda)
        rusak[len(asli) + n * panjang // 40] ^= 0x55
        hasil = check_terima(asli, bytes(rusak), [ca.pem])
        if not hasil.kesalahan:  # a byte of the padding, or of what no reader looks at
            assert hasil.sidik_jari == check_terima(asli, bertanda, [ca.pem]).sidik_jari
    tengah = bytearray(bertanda)
    tengah[bertanda.rindex(b"Tanda1") + 3] ^= 1
    assert check_terima(asli, bytes(tengah), [ca.pem]).kesalahan == [TAK_SAH]


def test_a_flipped_byte_in_a_certificate_that_came_along_is_refused_without_its_root_too(asli, bertanda, ca):
    """The signature does not cover what the signer's program added of its chain. Only a root that names another issuer
    than itself cannot be told from a certificate whose issuer is not here."""
    penerbit = ca.sertifikat.issuer.public_bytes().hex().encode()
    dibawa = ca.sertifikat.public_bytes(Encoding.DER).hex().encode()
    panjang, awal = len(dibawa), bertanda.lower().index(dibawa, len(asli))
    assert check_terima(asli, bertanda, []).kesalahan == []
    for n in range(1, 12):
        rusak = bytearray(bertanda)
        letak = awal + n * panjang // 12
        if bertanda.lower().index(penerbit, awal) <= letak < bertanda.lower().index(penerbit, awal) + len(penerbit):
            continue
        rusak[letak : letak + 1] = b"0" if bertanda[letak : letak + 1] != b"0" else b"1"
        assert check_terima(asli, bytes(rusak), []).kesalahan != [], n


def test_the_bounded_process_says_the_same(asli, bertanda, ca, monkeypatch):
    with real_process():
        assert check_terima_aman(asli, bertanda, [ca.pem]) == check_terima(asli, bertanda, [ca.pem])
    bom = replace_xmp(asli, XMP % (b" " * 150_000_000, b"Laporan"))
    assert len(bom) < 500_000
    monkeypatch.setattr(terbatas, "MAKS_MEMORI", 300_000_000)
    with real_process():
        assert check_terima_aman(asli, bom, [ca.pem]).kesalahan == [BERAT]


def test_validate_knows_the_accepted_certificate_without_its_root(bertanda, asli, ca):
    sidik = check_terima(asli, bertanda, []).sidik_jari
    assert validate(bertanda, [ca.pem]).sah
    assert not validate(bertanda, []).sah
    kenal = validate(bertanda, [], kenal=sidik)
    assert (kenal.sah, kenal.tepercaya, kenal.dikenal) == (True, False, True)
    assert not validate(append(bertanda, draw), [ca.pem], kenal=sidik).sah
