"""Where a long page is cut: nothing is lost, nothing that belongs together is parted, the count goes on."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from measurement.cetak.bagian import Rencana, find_teks, write_bagian, write_gaya
from measurement.cetak.potong import UKURAN, UKURAN_KECIL, UTUH, Bagian, find_ukuran, split_halaman

KEPALA = "<thead><tr><th>Nama</th></tr></thead>"


def page(isi):
    return f'<!DOCTYPE html>\n<html lang="id"><head><title>A</title></head>\n<body>\n{isi}\n</body></html>'


def table(jumlah, *, kelas="", judul="Tabel"):
    baris = "".join(f'<tr class="{kelas}"><td>baris {n}</td></tr>' for n in range(jumlah))
    return f'<table class="tabel"><caption>{judul}</caption>{KEPALA}<tbody>{baris}</tbody></table>'


def read_teks(isi):
    return re.sub(r"<[^>]*>", " ", re.sub(r"<thead>.*?</thead>", "", isi)).split()


def assert_whole(semua, halaman):
    """Every word once and in its order; every piece closes what it opens."""
    assert [k for satu in semua for k in read_teks(satu.isi)] == read_teks(halaman.partition("<body>")[2])
    for satu in semua:
        for nama in ("section", "table", "tbody", "tr", "td"):
            assert satu.isi.count(f"<{nama}") == satu.isi.count(f"</{nama}>")


def test_a_short_page_is_one_piece():
    assert split_halaman(page("<p>a</p>")) == [Bagian("\n<p>a</p>\n")]


def test_pieces_are_small_enough_for_several_processes_and_none_of_what_is_short():
    assert [find_ukuran(n) for n in (UTUH, UTUH + 1, 300_000, 5_000_000)] == [UKURAN, UKURAN_KECIL, 60_000, UKURAN]
    assert UTUH <= 2 * UKURAN
    bab = f'<section class="bab"><h2>Bab</h2><p>{"kata " * 4_000}</p></section>'
    assert len(split_halaman(page(bab * 4))) == 1 < 5 <= len(split_halaman(page(bab * 6)))


def test_a_page_without_body_is_refused():
    with pytest.raises(ValueError, match="body"):
        split_halaman("<p>a</p>")


def test_the_first_chapter_begins_a_piece_and_others_where_the_size_asks_for_it():
    bab = "".join(f'<section class="bab" id="b{n}"><h2>Bab {n}</h2><p>{"kata " * 60}</p></section>' for n in range(6))
    semua = split_halaman(page(f"<p>sampul</p>{bab}"), 700)
    assert_whole(semua, page(f"<p>sampul</p>{bab}"))
    assert semua[0].isi.strip() == "<p>sampul</p>"
    assert [re.findall(r"Bab \d", satu.isi) for satu in semua[1:]] == [["Bab 0", "Bab 1"], ["Bab 2", "Bab 3"], ["Bab 4", "Bab 5"]]


def test_a_table_is_cut_between_rows_with_its_head_repeated_and_counted_once():
    halaman = page(f'<section class="lampiran" id="l"><h2>Lampiran</h2>{table(120)}</section>')
    semua = split_halaman(halaman, 1200)
    assert_whole(semua, halaman)
    assert len(semua) > 3 and all(KEPALA in satu.isi for satu in semua[1:])
    assert sum("<caption" in satu.isi for satu in semua) == 1
    assert [satu.hitungan["tabel"] for satu in semua[1:]] == [0] + [1] * (len(semua) - 2)
    assert [satu.isi.count('id="l"') for satu in semua[1:]] == [1] + [0] * (len(semua) - 2)
    assert [satu.isi.count('<section class="lanjutan lampiran"') for satu in semua[1:]] == [0] + [1] * (len(semua) - 2)


def test_no_cut_after_a_group_head_before_a_sum_inside_a_spanned_cell_or_near_the_ends():
    def write(n):
        kelas = {0: "kelompok k-program", 5: "jumlah"}.get(n % 6, "")
        rentang = ' rowspan="3"' if n % 6 == 1 else ""
        return f'<tr class="{kelas}"><td{rentang}>baris {n}</td></tr>'

    baris = "".join(write(n) for n in range(90))
    halaman = page(f'<section class="bab"><h2>A</h2><table>{KEPALA}<tbody>{baris}</tbody></table></section>')
    semua = split_halaman(halaman, 700)
    assert_whole(semua, halaman)
    awal = [int(re.search(r"baris (\d+)", satu.isi)[1]) for satu in semua[2:]]
    assert awal and {n % 6 for n in awal} <= {0, 4}
    assert min(awal) >= 8 and max(awal) <= 90 - 8


def test_a_heading_stays_with_what_it_heads_and_what_is_to_be_whole_stays_whole():
    isi = "".join(f"<h3>Judul {n}</h3><h4>Anak {n}</h4>{table(9)}<p class='aturan'>{'kata ' * 20}</p>" for n in range(9))
    utuh = f'<section class="bab utuh"><h2>U</h2>{table(60, judul="utuh")}</section>'
    semua = split_halaman(page(f'<section class="bab"><h2>A</h2>{isi}</section>{utuh}'), 700)
    for satu in semua[2:]:
        assert re.match(r'<section class="(lanjutan bab|bab utuh)"><h[23]>', satu.isi)
    assert sum(satu.isi.count("utuh</caption>") for satu in semua) == 1
    assert next(s for s in semua if "utuh</caption>" in s.isi).isi.count("<tr") == 61 + (
        next(s for s in semua if "utuh</caption>" in s.isi).isi.split("<section class=\"bab utuh")[0].count("<tr")
    )


@given(st.lists(st.tuples(st.sampled_from("tphf"), st.integers(1, 40)), min_size=1, max_size=25), st.integers(200, 3000))
def test_any_page_comes_through_whole(blok, ukuran):
    tulis = {"t": table, "p": lambda n: f"<p>{'kata ' * n}</p>", "h": lambda n: f"<h3>J{n}</h3>",
             "f": lambda n: f"<figure><svg><rect x='{n}'/></svg><figcaption>G</figcaption></figure>"}  # fmt: skip
    isi = "".join(f'<section class="bab">{tulis[j](n)}</section>' if n % 5 == 0 else tulis[j](n) for j, n in blok)
    halaman = page(f'<p>depan</p><section class="bab" id="x">{isi}</section>')
    assert_whole(split_halaman(halaman, ukuran), halaman)


def build_rencana(gaya="", isi='<p class="kaki-kiri">No "1"</p><h1 class="judul-laporan">Laporan &amp; <b>B</b></h1>'):
    bagian = [Bagian(f'{isi}<a href="#b">b</a>'), Bagian('<p id="b">x</p><a href="#b">b</a>', {"tabel": 3, "gambar": 1})]
    return Rencana("<html><head></head>", bagian, gaya, find_teks(isi), '<p class="konsep">KONSEP</p>')


def test_a_piece_has_the_strings_counts_and_marks_of_the_whole():
    rencana = build_rencana("@page :first { margin: 1mm; @top-left { content: none } } @page { margin: 2mm }")
    assert rencana.teks == {"judul": "Laporan & B", "kaki": 'No "1"'}
    gaya = write_gaya(rencana, 1)
    assert ":first" not in gaya and "@page { margin: 2mm }" in gaya
    assert 'counter-reset: tabel 3 gambar 1; string-set: judul "Laporan \\26  B", kaki "No \\22 1\\22 "' in gaya
    assert ":first" in write_gaya(rencana, 0)
    assert "KONSEP" in write_bagian(rencana, 1, {}) and "KONSEP" not in write_bagian(rencana, 0, {})


def test_a_link_into_another_piece_waits_and_knows_its_page():
    rencana = build_rencana("a::after { content: target-counter(attr(href url), page) }")
    assert 'href="https://bagian.invalid/#b" data-halaman="7"' in write_bagian(rencana, 0, {"b": 7})
    assert 'href="#b" data-halaman="0"' in write_bagian(rencana, 1, {})
    assert "attr(data-halaman)" in write_gaya(rencana, 0)


def test_tables_are_counted_within_their_chapter_or_annex_also_where_it_goes_on():
    bab = "".join(f'<section class="bab" id="b{n}"><h2>B</h2>{table(40)}{table(40)}</section>' for n in range(2))
    lampiran = f'<section class="lampiran-tegak" id="l"><h2>L</h2>{table(80)}<figure><figcaption>G</figcaption></figure></section>'
    susul = f'<section class="lampiran-tegak menyusul" id="m"><h2>M</h2>{table(40)}</section>'
    semua = split_halaman(page(f"<p>depan</p>{bab}{lampiran}{susul}"), 1500)
    hitungan = [tuple(satu.hitungan.values()) for satu in semua]  # bab, lampiran, tabel, gambar
    assert hitungan[:2] == [(0, 0, 0, 0), (0, 0, 0, 0)]
    assert {(1, 0, 1, 0), (1, 0, 2, 0), (2, 0, 2, 0), (2, 1, 1, 0)} <= set(hitungan)
    assert not any(satu.isi.startswith('<section class="lampiran-tegak menyusul') for satu in semua)
