"""The pages of a form by Excel: download, upload, decisions, the marked copy; who finds them, and what they cost."""

import re
import time
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from collection.enums import Peran
from collection.models import UnggahanFormulir
from collection.services.unggahan import list_sel
from tests.collection.test_formulir_lalu import report
from tests.factories.buku import Buku, upload
from tests.factories.dasar import create_kantor, create_pejabat
from tests.factories.formulir import add_target, add_unit, create_bahan, create_kerja, fill, save, send
from tests.factories.halaman import link
from tests.factories.kantor import count_kueri

pytestmark = pytest.mark.django_db


@pytest.fixture
def kerja():
    return create_kerja()


@pytest.fixture
def operator(client, kerja):
    client.force_login(kerja.operator)
    return client


def send_file(client, kerja, isi: bytes, nama="isian.xlsx"):
    berkas = SimpleUploadedFile(nama, isi)
    return client.post(link("collection:formulir_excel", kerja.formulir.pk), {"berkas": berkas})


def get_buku(client, alamat: str) -> Buku:
    response = client.get(alamat)
    assert response["Content-Disposition"].startswith("attachment;")
    return Buku(response.content)


def test_download_change_upload_confirm_and_take_back(operator, kerja):
    unduh = link("measurement:formulir_xlsx", kerja.formulir.pk)
    buku = get_buku(operator, unduh)
    buku.type(kerja.get_baris("persen"), "nilai", 12.5)
    response = send_file(operator, kerja, buku.save())
    unggahan = UnggahanFormulir.objects.get()
    assert (response.status_code, response.url) == (302, link("collection:unggahan_detail", unggahan.pk))
    halaman = operator.get(response.url).text
    assert "Simpan ke formulir" in halaman and "12,50" in halaman and kerja.get_baris("persen").nilai is None
    operator.post(link("collection:unggahan_apply", unggahan.pk))
    assert kerja.get_baris("persen").nilai == 12.5
    assert "Urungkan unggahan ini" in operator.get(response.url).text
    operator.post(link("collection:unggahan_undo", unggahan.pk))
    assert kerja.get_baris("persen").nilai is None
    assert "Diurungkan" in operator.get(response.url).text


@pytest.mark.parametrize(
    ("isi", "pesan"),
    [
        (b"%PDF-1.7", "Ini bukan berkas Excel (.xlsx)"), (b"PK\x03\x04rusak", "Berkas rusak atau terpotong"),
        (b"", "Berkas ini kosong"),
    ],
)  # fmt: skip
def test_what_is_no_workbook_is_a_fault_of_the_field(operator, kerja, isi, pesan):
    response = send_file(operator, kerja, isi)
    assert (response.status_code, pesan in response.text, UnggahanFormulir.objects.count()) == (422, True, 0)


def test_conflicts_are_decided_one_by_one_or_all_at_once(operator, kerja):
    kedua = create_pejabat(Peran.BIDANG, kerja.kantor, unit=kerja.unit)
    buku = Buku.download(kerja)
    for kode, nilai in (("persen", "9"), ("jumlah", "3")):
        save(kerja.get_baris(kode), nilai, user=kedua)
        buku.type(kerja.get_baris(kode), "nilai", 7)
    alamat = send_file(operator, kerja, buku.save()).url
    unggahan = UnggahanFormulir.objects.get()
    halaman = operator.get(alamat).text
    assert halaman.count(f"kini “9,00” ({kedua.nama}") == halaman.count("Pakai isi berkas: 7,00") == 1
    terap = link("collection:unggahan_apply", unggahan.pk)
    kurang = operator.post(terap, {"pilih-0": "berkas"})
    assert (kurang.status_code, "Tentukan dahulu isi sel Isian" in kurang.text) == (422, True)
    assert 'value="berkas" checked' in kurang.text and kerja.get_baris("persen").nilai == 9
    operator.post(terap, {"pilih-0": "berkas", "semua": "kini"})
    assert (kerja.get_baris("persen").nilai, kerja.get_baris("jumlah").nilai) == (7, 3)


def test_the_page_of_an_applied_upload_lists_all_that_was_decided_and_how(operator, kerja):
    buku = Buku.download(kerja)
    for kode, isi in (("persen", "1.234"), ("jumlah", 7), ("predikat", "n/a")):
        buku.type(kerja.get_baris(kode), "nilai", isi)
    buku.type(kerja.get_baris("jumlah"), "keterangan", "dua desa baru")
    save(kerja.get_baris("jumlah"), "9", user=kerja.operator)
    alamat = send_file(operator, kerja, buku.save()).url
    unggahan = UnggahanFormulir.objects.get()
    pilih = {f"pilih-{n}": {"bentrok": "kini", "tanya": "0"}.get(s.keadaan, "") for n, s in enumerate(list_sel(unggahan))}
    assert operator.post(link("collection:unggahan_apply", unggahan.pk), pilih).status_code == 302
    halaman = operator.get(alamat).text
    tabel = [re.sub(r"<.*?>", " ", baris).split() for baris in re.findall(r"<tr role=\"row\">(<th role=\"rowheader.*?)</tr>", halaman)]
    putusan = {" ".join(b) for b in tabel}
    assert len(tabel) == 4 and any(" 9 9 Yang tersimpan dibiarkan" in b for b in putusan), putusan
    assert any("Dibaca sebagai" in b for b in putusan) and any("Dikosongkan" in b for b in putusan), putusan
    assert any("dua desa baru Tidak ditanyakan" in b for b in putusan)


def test_a_preview_out_of_date_says_so_and_is_checked_again_from_the_kept_file(operator, kerja):
    buku = Buku.download(kerja)
    buku.type(kerja.get_baris("persen"), "nilai", 7)
    alamat = send_file(operator, kerja, buku.save()).url
    save(kerja.get_baris("persen"), "9", user=kerja.operator)
    lama = UnggahanFormulir.objects.get()
    halaman = operator.get(alamat).text
    assert "Formulir berubah sejak berkas diperiksa" in halaman and "Simpan ke formulir" not in halaman
    basi = operator.post(link("collection:unggahan_apply", lama.pk), {"pilih-0": "berkas"})
    assert (basi.status_code, "Periksa ulang</button>" in basi.text, "Pilih 0" in basi.text) == (409, True, False)
    assert "berubah sejak berkas diperiksa" in basi.text and "Simpan ke formulir" not in basi.text
    baru = operator.post(link("collection:unggahan_recheck", lama.pk)).url
    assert "Pakai isi berkas: 7,00" in operator.get(baru).text
    assert list(UnggahanFormulir.objects.order_by("pk").values_list("status", flat=True)) == ["dibatalkan", "diperiksa"]


def test_the_marked_copy_has_each_fault_in_its_cell_and_may_be_uploaded_again(operator, kerja):
    buku = Buku.download(kerja)
    sel = buku.type(kerja.get_baris("persen"), "nilai", "dua belas")
    tanya = buku.type(kerja.get_baris("jumlah"), "nilai", "n/a")
    alamat = send_file(operator, kerja, buku.save()).url
    halaman = operator.get(alamat).text
    assert "Simpan ke formulir" not in halaman and 'type="radio"' not in halaman
    for satu, pesan in ((sel, "“dua belas” bukan angka"), (tanya, "“n/a” bukan angka.")):
        assert f"<strong>Isian {satu.coordinate}</strong>, Realisasi triwulan ini, " in halaman and pesan in halaman
    salinan = operator.get(link("collection:unggahan_salinan", UnggahanFormulir.objects.get().pk)).content
    bertanda = load_workbook(BytesIO(salinan))
    assert bertanda.sheetnames[0] == "Kesalahan impor"
    isian = bertanda["Isian"]
    assert isian[sel.coordinate].comment.text.startswith("Kesalahan: “dua belas” bukan angka")
    assert isian[tanya.coordinate].comment.text.startswith("Peringatan: “n/a” bukan angka.")
    isian[sel.coordinate].value, isian[tanya.coordinate].value = 12, 8
    berkas = BytesIO()
    bertanda.save(berkas)
    send_file(operator, kerja, berkas.getvalue())
    unggahan = UnggahanFormulir.objects.first()
    assert unggahan.jumlah == {"ubah": 2, "bentrok": 0, "tanya": 0, "salah": 0, "lewat": 0}


def test_previews_are_their_uploaders_own(client, kerja):
    buku = Buku.download(kerja)
    buku.type(kerja.get_baris("persen"), "nilai", 7)
    unggahan = upload(kerja, buku.save())
    kedua = create_pejabat(Peran.BIDANG, kerja.kantor, unit=kerja.unit)
    for user in (kedua, kerja.tim, create_pejabat(Peran.KEPALA, create_kantor())):
        client.force_login(user)
        kode = {client.get(link(f"collection:unggahan_{n}", unggahan.pk)).status_code for n in ("detail", "salinan")}
        kode |= {
            client.post(link(f"collection:unggahan_{n}", unggahan.pk)).status_code
            for n in ("apply", "cancel", "undo", "recheck")
        }
        assert kode == {404}


def test_the_whole_offices_workbook_says_who_may_write_and_shows_no_other_unit(client):
    kerja = create_bahan()
    lain = add_unit(kerja)
    send(kerja)
    alamat = link("collection:periode_excel", kerja.periode.pk)
    client.force_login(kerja.tim)
    halaman = client.get(alamat).text
    assert "tidak ada formulir triwulan ini yang dapat Anda isi" in halaman
    assert "Unduh buku kerja" in halaman and "Periksa berkas" not in halaman and 'type="file"' not in halaman
    isian = get_buku(client, link("measurement:periode_xlsx", kerja.periode.pk)).buku["Isian"]
    assert {isian.cell(n, 2).value for n in range(5, isian.max_row + 1)} == {"Bidang Desa", "Bidang Lain"}
    assert all(sel.protection.locked for baris in isian.iter_rows(min_row=5) for sel in baris)
    assert isian.cell(3, 2).value.startswith("Berkas ini untuk dibaca") and "kuning" not in isian.cell(3, 2).value
    assert f'href="{alamat}"' in client.get("/formulir/").text
    client.force_login(lain)
    assert "Periksa berkas" in client.get(alamat).text
    isian = get_buku(client, link("measurement:periode_xlsx", kerja.periode.pk)).buku["Isian"]
    assert isian.cell(2, 2).value.endswith("Bidang Lain, Triwulan I 2026") and isian.max_row == 5
    assert f'href="{alamat}"' not in client.get("/formulir/").text
    client.force_login(create_pejabat(Peran.KEPALA, create_kantor()))
    assert client.get(alamat).status_code == client.get(link("measurement:periode_xlsx", kerja.periode.pk)).status_code == 404


def test_a_closed_form_is_downloaded_to_be_read(operator, kerja):
    fill(kerja)
    kerja.periode.formulir_set.update(status="diserahkan")
    halaman = operator.get(link("collection:formulir_excel", kerja.formulir.pk)).text
    assert "semua selnya terkunci" in halaman and "tidak dapat Anda isi sekarang (diserahkan)" in halaman
    isian = get_buku(operator, link("measurement:formulir_xlsx", kerja.formulir.pk)).buku["Isian"]
    assert all(sel.protection.locked for baris in isian.iter_rows(min_row=5) for sel in baris)


def test_the_workbook_is_locked_but_for_its_cells_with_lists_notes_and_checks(operator, kerja):
    buku = get_buku(operator, link("measurement:formulir_xlsx", kerja.formulir.pk))
    isian, persen = buku.buku["Isian"], buku.find(kerja.get_baris("persen"), "nilai")
    terbuka = {s.coordinate for b in isian.iter_rows(min_row=5) for s in b if not s.protection.locked}
    assert isian.protection.sheet and persen.coordinate in terbuka and f"B{persen.row}" not in terbuka
    assert buku.find(kerja.get_baris("persen"), "pembilang").coordinate not in terbuka
    assert "Target TW I: 20,00" in persen.comment.text and isian.freeze_panes == "C5"
    periksa = {v.type: v for v in isian.data_validations.dataValidation}
    assert periksa["list"].formula1 == "Daftar!$A$1:$A$3" and set(periksa) == {"list", "decimal"}
    assert (isian.row_dimensions[1].hidden, isian.column_dimensions["A"].hidden) == (True, True)
    keadaan = {s.title: s.sheet_state for s in buku.buku.worksheets}
    assert keadaan == {"Isian": "visible", "Anggaran": "visible", "Petunjuk": "visible", "Daftar": "hidden",
                       "_sakip": "veryHidden"}  # fmt: skip


def test_the_workbook_shows_every_earlier_triwulan_and_the_same_of_last_year_as_the_grid_does(operator):
    kerja = create_kerja(triwulan=4)
    report(kerja, 1, persen="11")
    report(kerja, 2, persen="22")

    def read():
        isian = Buku.download(kerja).buku["Isian"]
        nomor = Buku.find(Buku.download(kerja), kerja.get_baris("persen"), "nilai").row
        semua = {isian.cell(4, n).value: isian.cell(nomor, n).value for n in range(2, isian.max_column + 1)}
        return {judul: nilai for judul, nilai in semua.items() if judul.startswith("Realisasi TW")}

    lalu = {"Realisasi TW I 2026": 11, "Realisasi TW II 2026": 22, "Realisasi TW III 2026": None}
    assert read() == lalu
    report(kerja, 3, tahun=2025, persen="33")
    assert read() == lalu
    report(kerja, 4, tahun=2025, persen="44")
    assert read() == lalu | {"Realisasi TW IV 2025": 44}
    client = operator
    client.force_login(kerja.operator)
    halaman = client.get(link("collection:formulir_detail", kerja.formulir.pk)).text
    assert all(f"<dt>TW {tw}</dt>" in halaman for tw in ("I", "II", "III", "IV 2025"))


def test_three_hundred_rows_cost_no_more_queries_than_three_and_a_few_seconds(client):
    def measure(tambahan):
        kerja = create_bahan()
        for nomor in range(tambahan):
            add_target(kerja, f"i{nomor:03d}", [10, 20, 30, 40])
        send(kerja)
        client.force_login(kerja.operator)
        unduh = link("measurement:formulir_xlsx", kerja.formulir.pk)
        mulai = time.perf_counter()
        kueri = [count_kueri(client, unduh)]
        buku = Buku(client.get(unduh).content)
        for nomor in range(tambahan):
            buku.type(kerja.get_baris(f"i{nomor:03d}"), "nilai", 10 + nomor)
        lama = time.perf_counter() - mulai
        alamat = send_file(client, kerja, buku.save()).url
        return [*kueri, count_kueri(client, alamat)], lama

    sedikit, _ = measure(3)
    banyak, lama = measure(297)
    assert (banyak, lama < 60) == (sedikit, True)
