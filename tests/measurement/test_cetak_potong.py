"""Where a long page is cut: nothing is lost, nothing that belongs together is parted, the count goes on."""

import re
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from measurement.cetak.bagian import Rencana, find_teks, write_bagian, write_gaya
from measurement.cetak.potong import (
    BAB,
    TANDA_CELAH,
    UKURAN,
    UKURAN_KECIL,
    UTUH,
    Celah,
    Potongan,
    find_ukuran,
    split_halaman,
)
from measurement.cetak.sambung import find_sambungan

KEPALA = "<thead><tr><th>Nama</th></tr></thead>"


def page(isi):
    return f'<!DOCTYPE html>\n<html lang="id"><head><title>A</title></head>\n<body>\n{isi}\n</body></html>'


def table(jumlah, *, kelas="", judul="Tabel"):
    baris = "".join(f'<tr class="{kelas}"><td>baris {n}</td></tr>' for n in range(jumlah))
    return f'<table class="tabel"><caption>{judul}</caption>{KEPALA}<tbody>{baris}</tbody></table>'


def read_teks(isi):
    return re.sub(r"<[^>]*>", " ", re.sub(r"<thead>.*?</thead>", "", isi)).split()


def write(potongan):
    """The HTML of each piece as it was chosen."""
    return [potongan.write(potongan.plan(nomor)) for nomor in range(len(potongan))]


def split(halaman, ukuran):
    """The pieces; every word stands in them once and in its order, and each closes what it opens."""
    potongan = split_halaman(halaman, ukuran)
    semua = write(potongan)
    assert [k for satu in semua for k in read_teks(satu)] == read_teks(halaman.partition("<body>")[2])
    for satu in semua:
        for nama in ("section", "table", "tbody", "tr", "td"):
            assert satu.count(f"<{nama}") == satu.count(f"</{nama}>")
    return potongan, semua


def test_a_short_page_is_one_piece():
    assert write(split_halaman(page("<p>a</p>"))) == ["\n<p>a</p>\n"]


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
    potongan, semua = split(page(f"<p>sampul</p>{bab}"), 700)
    assert semua[0].strip() == "<p>sampul</p>"
    assert not any(potongan.goes_on(nomor) for nomor in range(len(semua) + 1))
    assert [re.findall(r"Bab \d", satu) for satu in semua[1:]] == [
        ["Bab 0", "Bab 1"],
        ["Bab 2", "Bab 3"],
        ["Bab 4", "Bab 5"],
    ]


def test_a_table_is_cut_between_rows_with_its_head_repeated_and_counted_once():
    halaman = page(f'<section class="lampiran" id="l"><h2>Lampiran</h2>{table(120)}</section>')
    potongan, semua = split(halaman, 1200)
    assert len(semua) > 3 and all(KEPALA in satu for satu in semua[1:])
    assert sum("<caption" in satu for satu in semua) == 1
    hitungan = [potongan.count(potongan.plan(nomor))["tabel"] for nomor in range(1, len(semua))]
    assert hitungan == [0] + [1] * (len(semua) - 2)
    assert [satu.count('id="l"') for satu in semua[1:]] == [1] + [0] * (len(semua) - 2)
    assert [satu.count('<section class="lanjutan lampiran"') for satu in semua[1:]] == [0] + [1] * (len(semua) - 2)


def test_no_cut_after_a_group_head_before_a_sum_inside_a_spanned_cell_or_before_the_first_row():
    def write_baris(n):
        kelas = {0: "kelompok k-program", 5: "jumlah"}.get(n % 6, "")
        rentang = ' rowspan="3"' if n % 6 == 1 else ""
        return f'<tr class="{kelas}"><td{rentang}>baris {n}</td></tr>'

    baris = "".join(write_baris(n) for n in range(90))
    halaman = page(f'<section class="bab"><h2>A</h2><table>{KEPALA}<tbody>{baris}</tbody></table></section>')
    potongan, _ = split(halaman, 700)
    tempat = [
        potongan.isi[c.letak :].split("</tr>")[0]
        for c in potongan.celah[1:-1]
        if potongan.isi[c.letak :].startswith("<tr")
    ]
    awal = [int(re.search(r"baris (\d+)", satu)[1]) for satu in tempat]
    assert awal == [n for n in range(1, 90) if n % 6 in (0, 4)]


@pytest.mark.parametrize("anak", ["h4", "h5", "h6"])
def test_a_heading_stays_with_what_it_heads_and_what_is_to_be_whole_stays_whole(anak):
    isi = "".join(
        f"<h3>Judul {n}</h3><{anak}>Anak {n}</{anak}>{table(9)}<p class='aturan'>{'kata ' * 20}</p>" for n in range(9)
    )
    utuh = f'<section class="bab utuh"><h2>U</h2>{table(60, judul="utuh")}</section>'
    potongan, semua = split(page(f'<section class="bab"><h2>A</h2>{isi}</section>{utuh}'), 700)
    assert not any(potongan.isi.startswith(("<table", f"<{anak}"), c.letak) for c in potongan.celah)
    for satu in semua[2:]:
        assert re.match(r'<section class="(lanjutan bab|bab utuh)"><h[23]', satu)
    (dengan,) = [satu for satu in semua if "utuh</caption>" in satu]
    assert dengan.partition('<section class="bab utuh')[2].count("<tr") == 61


@given(
    st.lists(st.tuples(st.sampled_from("tphf"), st.integers(1, 40)), min_size=1, max_size=25), st.integers(200, 3000)
)
def test_any_page_comes_through_whole(blok, ukuran):
    tulis = {"t": table, "p": lambda n: f"<p>{'kata ' * n}</p>", "h": lambda n: f"<h3>J{n}</h3>",
             "f": lambda n: f"<figure><svg><rect x='{n}'/></svg><figcaption>G</figcaption></figure>"}  # fmt: skip
    isi = "".join(f'<section class="bab">{tulis[j](n)}</section>' if n % 5 == 0 else tulis[j](n) for j, n in blok)
    halaman = page(f'<p>depan</p><section class="bab" id="x">{isi}</section>')
    potongan, semua = split(halaman, ukuran)
    assert [c.letak for c in potongan.celah] == sorted({c.letak for c in potongan.celah})
    assert all(
        satu.startswith(bagian.buka)
        for satu, bagian in zip(semua, (potongan.celah[n] for n in potongan.batas), strict=False)
    )


def test_a_piece_may_end_sooner_and_the_next_begins_there():
    halaman = page(f'<section class="lampiran" id="l"><h2>Lampiran</h2>{table(120)}</section>')
    potongan, semua = split(halaman, 1200)
    assert [potongan.goes_on(n) for n in range(5)] == [False, False, True, True, True]
    tempat = [int(n) for n in re.findall(rf'{TANDA_CELAH}="(\d+)"', semua[1])]
    assert tempat == list(range(potongan.batas[1] + 1, potongan.batas[2]))
    assert TANDA_CELAH not in semua[0] and TANDA_CELAH not in semua[-1]  # nothing is joined to their ends
    lebih_awal = potongan.batas[2] - 4
    pendek = potongan.write(potongan.plan(1)._replace(sampai=lebih_awal))
    panjang = potongan.write(potongan.plan(2, lebih_awal))
    asli = [read_teks(semua[n]) for n in (1, 2)]
    assert read_teks(pendek) == asli[0][:-8] and read_teks(panjang) == asli[0][-8:] + asli[1]


def test_a_section_goes_on_where_that_keeps_nobody_waiting():
    def bagian(*panjang):
        return "".join(f"<h3>J</h3><p>{'x' * n}</p>" for n in panjang)

    lain = f'<section class="bab"><h2>B</h2><p>{"x" * 9_000}</p></section>'
    depan = f"<p>depan</p>{'<p>x</p>' * 80}"
    potongan = split_halaman(page(f'{depan}<section class="bab"><h2>A</h2>{bagian(1900, 1900, 1900, 9000)}</section>{lain}'), 2_000)
    awal = [potongan.isi[potongan.celah[n].letak :][:4] for n in potongan.batas[:-1]]
    lanjut = [n for n in range(len(potongan)) if potongan.goes_on(n)]
    assert awal.count("<h3>") >= 3 and lanjut
    assert all(awal[n] == "<h3>" for n in lanjut) and any(awal[n] == "<h3>" for n in range(len(awal)) if n not in lanjut)


def kotak(*anak, celah=None, biasa=True, kepala=False):
    """A box as WeasyPrint lays one out, as far as the seam looks at it."""
    return SimpleNamespace(
        element={} if celah is None else {TANDA_CELAH: str(celah)}, children=list(anak), is_header=kepala,
        is_in_normal_flow=lambda: biasa,
    )  # fmt: skip


def lembar(*isi):
    return SimpleNamespace(_page_box=kotak(kotak(kotak(*isi)), kotak(celah=99)))


def test_a_piece_ends_with_its_last_full_page():
    tanda, kepala = kotak(celah=77, biasa=False), kotak(kotak(celah=78), kepala=True)
    satu, dua = (
        lembar(kotak(kotak(celah=1), kotak(celah=2))),
        lembar(tanda, kotak(kepala, kotak(kotak(celah=3), kotak(celah=4)))),
    )
    assert find_sambungan([satu, dua], 9) == (1, 3)
    assert find_sambungan([satu], 9) == (1, 9)


def test_a_page_that_begins_inside_of_something_is_no_end():
    """A row that goes on, or a paragraph before it: the page before is looked at, three of them at most."""
    satu, dua = lembar(kotak(celah=1)), lembar(kotak(celah=2), kotak(kotak(), celah=3))
    terbelah, alinea = lembar(kotak(kotak(), celah=3), kotak(celah=4)), lembar(kotak(), kotak(celah=5))
    assert find_sambungan([satu, dua, terbelah], 9) == (1, 2)
    assert find_sambungan([satu, dua, lembar(kotak(celah=4)), alinea], 9) == (2, 4)
    assert find_sambungan([satu, dua, alinea, alinea, alinea], 9) == (5, 9)


def build_rencana(gaya="", isi='<p class="kaki-kiri">No "1"</p><h1 class="judul-laporan">Laporan &amp; <b>B</b></h1>'):
    depan = f'{isi}<a href="#b">b</a><table><caption>T</caption></table>'
    semua = f'{depan}<p id="b">x</p><a href="#b">b</a>'
    celah = (Celah(0, BAB), Celah(len(depan), BAB), Celah(len(semua), BAB))
    return Rencana(
        "<html><head></head>", Potongan(semua, celah, (0, 1, 2)), gaya, find_teks(isi), '<p class="konsep">KONSEP</p>'
    )


def test_a_piece_has_the_strings_counts_and_marks_of_the_whole():
    rencana = build_rencana("@page :first { margin: 1mm; @top-left { content: none } } @page { margin: 2mm }")
    assert rencana.teks == {"judul": "Laporan & B", "kaki": 'No "1"'}
    depan, dalam = rencana.potongan.plan(0), rencana.potongan.plan(1)
    gaya = write_gaya(rencana, dalam)
    assert ":first" not in gaya and "@page { margin: 2mm }" in gaya
    assert (
        'counter-reset: bab 0 lampiran 0 tabel 1 gambar 0; string-set: judul "Laporan \\26  B", kaki "No \\22 1\\22 "'
        in gaya
    )
    assert ":first" in write_gaya(rencana, depan)
    assert "KONSEP" in write_bagian(rencana, dalam, {}) and "KONSEP" not in write_bagian(rencana, depan, {})


def test_a_link_into_another_piece_waits_and_knows_its_page():
    rencana = build_rencana("a::after { content: target-counter(attr(href url), page) }")
    assert 'href="https://bagian.invalid/#b" data-halaman="7"' in write_bagian(
        rencana, rencana.potongan.plan(0), {"b": 7}
    )
    assert 'href="#b" data-halaman="0"' in write_bagian(rencana, rencana.potongan.plan(1), {})
    assert "attr(data-halaman)" in write_gaya(rencana, rencana.potongan.plan(0))


def test_tables_are_counted_within_their_chapter_or_annex_also_where_it_goes_on():
    bab = "".join(f'<section class="bab" id="b{n}"><h2>B</h2>{table(40)}{table(40)}</section>' for n in range(2))
    lampiran = f'<section class="lampiran-tegak" id="l"><h2>L</h2>{table(80)}<figure><figcaption>G</figcaption></figure></section>'
    susul = f'<section class="lampiran-tegak menyusul" id="m"><h2>M</h2>{table(40)}</section>'
    potongan, semua = split(page(f"<p>depan</p>{bab}{lampiran}{susul}"), 1500)
    hitungan = [
        tuple(potongan.count(potongan.plan(nomor)).values()) for nomor in range(len(semua))
    ]  # bab, lampiran, tabel, gambar
    assert hitungan[:2] == [(0, 0, 0, 0), (0, 0, 0, 0)]
    assert {(1, 0, 1, 0), (1, 0, 2, 0), (2, 0, 2, 0), (2, 1, 1, 0)} <= set(hitungan)
    assert not any(satu.startswith('<section class="lampiran-tegak menyusul') for satu in semua)
