"""A report printed in pieces: the same words, places and bookmarks as in one, clean PDF/A, the same bytes each time."""

import base64
import datetime
import hashlib
import os
import re
import subprocess
import sys
from io import BytesIO

import pikepdf
import pytest
from django.db import transaction

from measurement import pdf
from measurement.cetak import CetakGagal, sejajar, susun
from measurement.cetak.bagian import lay_out
from measurement.cetak.gabung import find_letak
from measurement.cetak.nomor import NomorTidakAda
from measurement.cetak.susun import plan_cetakan, print_cetakan
from measurement.pdf import render_html, render_laporan, write_canonical
from measurement.services.snapshot import build_snapshot
from measurement.signing.pkcs12 import PenandaPkcs12
from measurement.signing.sertifikat import issue_segel
from tests.factories.kertas import read_halaman
from tests.factories.laporan import make_kasus
from tests.factories.logo import draw
from tests.factories.periksa_pdf import find_cacat

pytestmark = [pytest.mark.django_db, pytest.mark.kertas]

UKURAN = 7_000
NOMOR = re.compile(r"Halaman (\d+) dari (\d+)")


@pytest.fixture(scope="module")
def snapshot(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        kasus = make_kasus(10, batas_atas="110").pengukuran
        hasil = build_snapshot(kasus, nomor="700/14/X/2025", tanggal=datetime.date(2025, 7, 5), kode="a1b2c3")
        transaction.set_rollback(True)
    logo = base64.b64encode(draw(mode="RGB")).decode()
    hasil["kantor"]["logo"] = {"sha256": "uji", "png": f"data:image/png;base64,{logo}"}
    return hasil


@pytest.fixture(scope="module")
def rencana(snapshot):
    return plan_cetakan(render_html(snapshot, konsep=True), pdf._read_css("cetak.css"), UKURAN)


@pytest.fixture(scope="module")
def isi(rencana):
    return print_cetakan(rencana, proses=2)


@pytest.fixture(scope="module")
def sekali(snapshot):
    """The same report in one piece."""
    return render_laporan(snapshot, konsep=True)


def read_judul(isi):
    def walk(semua, dalam=0):
        for satu in semua:
            yield dalam, str(satu.title)
            yield from walk(satu.children, dalam + 1)

    with pikepdf.open(BytesIO(isi)) as berkas, berkas.open_outline() as garis:
        return list(walk(garis.root))


def count_tag(isi):
    with pikepdf.open(BytesIO(isi)) as berkas:
        semua = [str(o.S) for o in berkas.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/StructElem"]
    return {tag: semua.count(f"/{tag}") for tag in ("H1", "H2", "H3", "H4", "Caption", "Figure")}


def test_it_is_cut_into_many_pieces(rencana):
    assert len(rencana.potongan) > 5


def test_pieces_make_a_clean_pdf_a(isi, sekali):
    assert find_cacat(isi) == []
    assert find_cacat(sekali) == []


def test_it_stays_clean_when_it_is_signed(isi, sekali):
    segel = issue_segel("Kantor", "frasa sandi yang panjang")
    for satu in (isi, sekali):
        bertanda = PenandaPkcs12(segel.p12).sign(
            satu, "frasa sandi yang panjang", alasan="Uji", lokasi="Banjarnegara", nama="Kepala"
        )
        assert bertanda.startswith(satu) and find_cacat(bertanda) == []


def test_every_page_is_numbered_through_and_marked(isi):
    semua = read_halaman(isi)
    assert [NOMOR.search(satu).groups() for satu in semua] == [(str(n), str(len(semua))) for n in range(1, len(semua) + 1)]
    assert all(len(NOMOR.findall(satu)) == 1 and satu.count("KONSEP") == 1 for satu in semua)
    assert all("Laporan Hasil Pengukuran Kinerja" in satu and "Kode a1b2c3" in satu for satu in semua[1:])


def test_the_same_words_tables_headings_and_bookmarks_as_in_one_piece(isi, sekali):
    def count(isi):
        kata = " ".join(read_halaman(isi))
        return {k: kata.count(k) for k in re.findall(r"Tabel L?\d+\.\d+|Gambar \d+\.\d+|Dikoreksi|mentah [\d,]+|= [\d,]+", kata)}

    assert count(isi) == count(sekali) and len(count(isi)) > 15
    assert read_judul(isi) == read_judul(sekali)
    assert count_tag(isi) == count_tag(sekali)


def test_nobody_sees_where_a_table_was_cut():
    """Page by page the words of the page laid out at once, in any number of processes."""
    def write(n):
        kelas = ' class="kelompok"' if n % 7 == 0 else ""
        return f"<tr{kelas}><td>Baris {n}</td><td>{'kata yang panjang ' * (n * 37 % 40)}</td></tr>"

    kepala = '<thead><tr><th scope="col">Baris</th><th scope="col">Uraian</th></tr></thead>'
    tabel = f"<table class='tabel'><caption>T</caption>{kepala}<tbody>{''.join(map(write, range(160)))}</tbody></table>"
    badan = f'<p>depan</p><section class="bab" id="a"><h2>Bab</h2>{tabel}<h4>Sesudah</h4><p>kata</p>{tabel}</section>'
    halaman = f'<html lang="id"><head><title>A</title></head><body>{badan}</body></html>'
    gaya = pdf._read_css("cetak.css")
    sekali = read_halaman(lay_out(halaman, gaya))
    potong = plan_cetakan(halaman, gaya, 15_000)
    assert len(potong.potongan) > 6 and len(sekali) > 12
    assert read_halaman(print_cetakan(potong, proses=2)) == sekali


def test_an_office_with_a_long_name_leaves_the_number_its_line(snapshot):
    nama = "Dinas Pemberdayaan Masyarakat dan Desa, Pengendalian Penduduk dan Keluarga Berencana, Triwulan III 2026 " * 2
    halaman = re.sub(r'(<p class="kaki-kiri">).*?(</p>)', rf"\1{nama}\2", render_html(snapshot, konsep=True))
    hasil = print_cetakan(plan_cetakan(halaman, pdf._read_css("cetak.css"), UKURAN), proses=2)
    semua = [NOMOR.findall(teks) for teks in read_halaman(hasil)]
    assert len(semua) > 12 and all(len(satu) == 1 for satu in semua[1:])


def test_the_contents_name_the_page_where_each_chapter_is(isi):
    """The number that stands in each link's rectangle is that of the page where the link leads, which has its heading."""
    semua, letak = read_halaman(isi), find_letak([BytesIO(isi)])
    nomor = next(n for n, teks in enumerate(semua) if "DAFTAR ISI" in teks)
    perintah = ["pdftotext", "-bbox", "-f", str(nomor + 1), "-l", str(nomor + 1), "-", "-"]
    teks = subprocess.run(perintah, input=isi, capture_output=True, check=True).stdout.decode()
    kata = re.findall(r'xMin="([\d.]+)" yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)">(.*?)</word>', teks)
    with pikepdf.open(BytesIO(isi)) as berkas:
        tautan = [t for t in berkas.pages[nomor].Annots if "/Dest" in t]
        tinggi = float(berkas.pages[nomor].MediaBox[3])
        assert len(tautan) > 12 and {"pendahuluan", "lampiran-3"} <= {str(t.Dest) for t in tautan}
        for satu in tautan:
            kiri, atas, kanan, bawah = map(float, satu.Rect)
            milik = [
                k for x, y, z, k in kata
                if kiri - 1 <= float(x) <= kanan and tinggi - atas <= (float(y) + float(z)) / 2 <= tinggi - bawah
            ]  # fmt: skip
            ke = [int(k) for k in milik if k.isdigit()][-1]  # the last word may be of the mark of a draft
            assert ke == letak[str(satu.Dest)], milik
            assert len(milik) == 1 or max(milik, key=len).lower() in semua[ke - 1].lower(), milik
        assert not any("bagian.invalid" in str(t.get("/A", "")) for h in berkas.pages for t in h.get("/Annots", []))


def test_the_numbers_end_at_the_same_place_as_in_one_piece(isi, sekali, tmp_path):
    """The last sign of the page number, as poppler sees it."""
    def measure(isi):
        (tmp_path / "a.pdf").write_bytes(isi)
        perintah = ["pdftotext", "-bbox", "-l", "3", str(tmp_path / "a.pdf"), "-"]
        teks = subprocess.run(perintah, capture_output=True, text=True, check=True).stdout
        kotak = re.findall(r'xMax="([\d.]+)" yMax="([\d.]+)">(\d+)</word>\n  </page>', teks)
        return [(round(float(x), 1), round(float(y), 1)) for x, y, _ in kotak]

    assert measure(isi) == measure(sekali) and len(measure(isi)) == 3


def test_the_bytes_are_the_same_with_any_number_of_processes_and_after_a_stop(rencana, isi, tmp_path):
    """With one process: the next test."""
    kabar = []
    with pytest.raises(KeyboardInterrupt):
        print_cetakan(rencana, proses=3, map_=tmp_path, kabar=stop_after(3, kabar))
    ada = {satu.name: satu.stat().st_mtime_ns for satu in tmp_path.glob("*.pdf")}
    assert 0 < len(ada) < len(rencana.potongan)
    assert print_cetakan(rencana, proses=3, map_=tmp_path, kabar=lambda *n: kabar.append(n)) == isi
    assert all((tmp_path / nama).stat().st_mtime_ns == waktu for nama, waktu in ada.items())
    assert kabar[-1] == (len(rencana.potongan) - 1, len(rencana.potongan))


def stop_after(jumlah, kabar):
    def tell(selesai, semua):
        kabar.append((selesai, semua))
        if selesai >= jumlah:
            raise KeyboardInterrupt

    return tell


@pytest.mark.parametrize(("tebakan", "kali"), [(3, 1), (9, 2)])
def test_the_front_is_laid_out_once_where_it_was_guessed_right_and_always_the_same(rencana, isi, monkeypatch, tebakan, kali):
    asli, tata = susun.render_bagian, []

    def count(*semua):
        tata.append(semua[1].nomor)
        return asli(*semua)

    monkeypatch.setattr(susun, "render_bagian", count)
    monkeypatch.setattr(susun, "HALAMAN_DEPAN", tebakan)
    assert print_cetakan(rencana, proses=2) == isi
    assert tata == [0] * kali


def test_a_long_front_is_laid_out_with_the_others(rencana, isi, monkeypatch, tmp_path):
    monkeypatch.setattr(susun, "DEPAN_PENDEK", 10)
    assert print_cetakan(rencana, proses=2, map_=tmp_path) == isi
    assert list(tmp_path.glob("0000-*.pdf"))


def test_another_process_writes_the_same_bytes(snapshot, rencana, isi, tmp_path):
    (tmp_path / "snapshot.json").write_text(write_canonical(snapshot))
    perintah = (
        "import django, hashlib, json, sys; django.setup(); from measurement import pdf;"
        "from measurement.cetak.susun import plan_cetakan, print_cetakan;"
        "h = pdf.render_html(json.load(open(sys.argv[1])), konsep=True);"
        f"r = plan_cetakan(h, pdf._read_css('cetak.css'), {UKURAN});"
        "print(hashlib.sha256(print_cetakan(r, proses=1)).hexdigest())"
    )
    lingkungan = os.environ | {"DJANGO_SETTINGS_MODULE": "sakip.settings", "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo"}
    hasil = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", perintah, str(tmp_path / "snapshot.json")],
        env=lingkungan, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert hasil.stdout.strip() == hashlib.sha256(isi).hexdigest()


def test_a_piece_that_cannot_be_printed_is_told_and_nothing_comes_of_it(rencana, monkeypatch, tmp_path, capfd):
    asli = sejajar.render_bagian
    monkeypatch.setattr(sejajar, "render_bagian", lambda r, b: asli(r, b) if b.nomor != 2 else 1 / 0)
    with pytest.raises(CetakGagal, match="Bagian 3 tidak dapat dicetak"):
        print_cetakan(rencana, proses=2, map_=tmp_path)
    assert not list(tmp_path.glob("0002-*.pdf"))
    assert "ZeroDivisionError" in capfd.readouterr().err


def test_a_page_without_a_number_is_never_let_through(rencana):
    tanpa = type(rencana)(**{**vars(rencana), "gaya": rencana.gaya.replace("counter(page)", '"?"')})
    with pytest.raises(NomorTidakAda, match="tidak bernomor"):
        print_cetakan(tanpa, proses=2)


def test_a_long_report_is_cut_by_itself(snapshot, monkeypatch):
    """The door that services use, with the size lowered."""
    monkeypatch.setattr("measurement.cetak.susun.plan_cetakan.__defaults__", (UKURAN,))
    kabar = []
    isi = render_laporan(snapshot, kabar=lambda *n: kabar.append(n))
    assert len(kabar) > 3 and find_cacat(isi) == []
    with pikepdf.open(BytesIO(isi)) as berkas:
        assert berkas.attachments[pdf.LAMPIRAN].get_file().read_bytes().decode() == write_canonical(snapshot)


def test_the_checker_sees_what_is_wrong(isi):
    def change(ubah):
        with pikepdf.open(BytesIO(isi)) as berkas:
            ubah(berkas)
            hasil = BytesIO()
            berkas.save(hasil)
        return " ".join(find_cacat(hasil.getvalue()))

    def drop_font(berkas):
        for satu in berkas.pages[3].Resources.Font.values():
            del satu.DescendantFonts[0].FontDescriptor["/FontFile2"]

    def move_widths(berkas):
        next(iter(berkas.pages[3].Resources.Font.values())).DescendantFonts[0].W[1][0] = 1

    def hide_link(berkas):
        next(h for h in berkas.pages if "/Annots" in h).Annots[0].F = 2

    def shift_tree(berkas):
        berkas.pages[2].obj.StructParents = 1

    assert "tidak ditanam" in change(drop_font)
    assert "lebar glif" in change(move_widths)
    assert "tidak tercetak" in change(hide_link)
    assert "ParentTree" in change(shift_tree) or "menunjuk halaman lain" in change(shift_tree)
    assert "OutputIntent" in change(lambda b: b.Root.__delitem__("/OutputIntents"))
    assert "bahasa" in change(lambda b: b.Root.__delitem__("/Lang"))
    assert find_letak([BytesIO(isi)])["pendahuluan"] == 4
