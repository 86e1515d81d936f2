"""The flowchart's geometry, over the six SOPs and over random ones: nothing overlaps, nothing is passed through or lost."""

from collections import Counter
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collection.enums import Peran
from measurement.bagan import JenisPanah, Keadaan, Lambang, Teks, draw_bagan, list_pelaksana
from measurement.bagan.teks import HURUF, measure, wrap
from measurement.enums import JenisTindakan
from measurement.sop import Langkah, Sop, Tindakan, find_errors, read_sop
from tests.factories.alur_sop import WALKS, build_sop

FOLDER = Path(__file__).parents[2] / "fixtures/sop"
SOP = {path.stem: read_sop(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.toml"))}
HALAMAN = (None, 660, 420, 200)
GAMBAR = [pytest.param(sop, muat, id=f"{nama}-{muat}") for nama, sop in SOP.items() for muat in HALAMAN]
JUDUL = [peran.label for peran in list(Peran)[:7]]


def build_teks(sop):
    uraian, output, waktu = (tuple(getattr(langkah, k) for langkah in sop.langkah) for k in ("uraian", "output", "waktu"))
    return {"kiri": [Teks("No", 26, tuple(str(n.nomor) for n in sop.langkah)), Teks("Kegiatan", 190, uraian)],
            "kanan": [Teks("Output", 108, output, "Mutu Baku"), Teks("Waktu", 54, waktu, "Mutu Baku", tengah=True)]}  # fmt: skip


def draw(sop, muat=None, **isian):
    return draw_bagan(sop, muat=muat, **build_teks(sop), **isian)


def is_di_tepi(simbol, x, y):
    """On the outline, to a unit."""
    a, b, dx, dy = simbol.ukuran[0] / 2, simbol.ukuran[1] / 2, abs(x - simbol.x), y - simbol.y
    if simbol.lambang == Lambang.WAJIK:
        return abs(dx / a + abs(dy) / b - 1) < 0.02
    if simbol.lambang == Lambang.KAPSUL and dx > a - b:
        return abs(((dx - (a - b)) ** 2 + dy**2) ** 0.5 - b) <= 1
    if simbol.lambang == Lambang.SEGI_LIMA and dy > 3:
        return abs(dx / a + (dy - 3) / (b - 3) - 1) < 0.02
    return (dx == a and abs(dy) <= b) or (abs(dy) == b and dx <= a)


def is_di_dalam(simbol, x, y):
    """Inside by more than a unit."""
    a, b, dx, dy = simbol.ukuran[0] / 2 - 1.5, simbol.ukuran[1] / 2 - 1.5, abs(x - simbol.x), abs(y - simbol.y)
    if simbol.lambang == Lambang.WAJIK:
        return dx / a + dy / b < 1
    return dx < a and dy < b and not (simbol.lambang == Lambang.KAPSUL and dx > a - b and (dx - a + b) ** 2 + dy**2 > b * b)


def walk_ruas(panah):
    """Each whole unit of the line."""
    for (x0, y0), (x1, y1) in pairwise(panah.titik):
        assert x0 == x1 or y0 == y1, panah
        for n in range(abs(x1 - x0) + abs(y1 - y0) + 1):
            yield x0 + n * ((x1 > x0) - (x1 < x0)), y0 + n * ((y1 > y0) - (y1 < y0))


def list_garis(panah):
    """(upright, where, from, to) of each piece."""
    for (x0, y0), (x1, y1) in pairwise(panah.titik):
        yield (True, x0, min(y0, y1), max(y0, y1)) if x0 == x1 else (False, y0, min(x0, x1), max(x0, x1))


def find_timpa(gambar):
    """Arrows of different origin that run in one line for more than a unit."""
    for satu, dua in combinations(gambar.panah, 2):
        if satu.dari == dua.dari and satu.jenis == dua.jenis:
            continue
        for a in list_garis(satu):
            yield from ((satu, dua) for b in list_garis(dua) if a[:2] == b[:2] and min(a[3], b[3]) - max(a[2], b[2]) > 1)


def check(gambar):
    for satu, dua in combinations(gambar.simbol, 2):
        jarak = [(satu.ukuran[n] + dua.ukuran[n]) / 2 for n in (0, 1)]
        assert abs(satu.x - dua.x) >= jarak[0] or abs(satu.y - dua.y) >= jarak[1], (satu, dua)
    for panah in gambar.panah:
        for ujung, simbol in ((panah.titik[0], panah.dari), (panah.titik[-1], panah.ke)):
            assert is_di_tepi(gambar.simbol[simbol], *ujung), (panah, gambar.simbol[simbol])
        for x, y in walk_ruas(panah):
            assert 0 < x < gambar.lebar and 0 < y < gambar.tinggi
            assert not [s for s in gambar.simbol if is_di_dalam(s, x, y)], panah
    for simbol in gambar.simbol:
        assert simbol.ukuran[0] / 2 < simbol.x < gambar.lebar - simbol.ukuran[0] / 2
        assert simbol.ukuran[1] / 2 < simbol.y < gambar.tinggi - simbol.ukuran[1] / 2
    for sel in (*gambar.kepala, *gambar.sel):
        assert 0 <= sel.x <= sel.x + sel.lebar <= gambar.lebar and 0 <= sel.y <= sel.y + sel.tinggi <= gambar.tinggi
        assert all(sel.y < y <= sel.y + sel.tinggi for _, y, _ in sel.baris)


def check_semua(sop, halaman, muat):
    """Every step once, every cut connection at both its ends, every return drawn; pages as high as they may be."""
    assert [n for gambar in halaman for n in gambar.langkah] == [langkah.nomor for langkah in sop.langkah]
    huruf = Counter(s.huruf for gambar in halaman for s in gambar.simbol if s.lambang == Lambang.SEGI_LIMA)
    assert set(huruf.values()) <= {2}
    if muat is None:
        assert len(halaman) == 1 and not huruf
    alur = sum(p.jenis == JenisPanah.ALUR for gambar in halaman for p in gambar.panah)
    assert alur == len(sop.langkah) - 1 + len(halaman) - 1


@pytest.mark.parametrize(("sop", "muat"), GAMBAR)
def test_the_six_sops_are_drawn_without_a_fault(sop, muat):
    halaman = draw(sop, muat)
    check_semua(sop, halaman, muat)
    for gambar in halaman:
        check(gambar)
        assert list(find_timpa(gambar)) == []
        assert muat in (None, 200) or gambar.tinggi <= muat


@st.composite
def sops(draw_):
    """Any SOP whose returns lead to earlier steps: the law allows fewer, so what holds here holds for lawful ones."""
    banyak, judul = draw_(st.integers(1, 14)), JUDUL[: draw_(st.integers(1, 7))]
    langkah = []
    for nomor in range(1, banyak + 1):
        tujuan = st.lists(st.integers(1, nomor - 1), unique=True, max_size=2) if nomor > 1 else st.just([])
        acts = draw_(st.lists(st.tuples(st.sampled_from(list(Peran)[:7]), tujuan), min_size=1, max_size=3))
        pelaksana = draw_(st.lists(st.sampled_from(judul), unique=True, max_size=5))
        tindakan = tuple(Tindakan(JenisTindakan.PERIKSA, peran, None, tuple(ke)) for peran, ke in acts)
        uraian = draw_(st.sampled_from(["", "Rapat", "Menyusun dan menyampaikan rencana kegiatan " * 4, "x" * 90]))
        langkah.append(Langkah(nomor, uraian, tuple(pelaksana), "", "", None, uraian[:40], tindakan))
    return Sop("uji", "uji", "", "Uji", tuple(langkah))


@given(sop=sops(), muat=st.sampled_from(HALAMAN))
def test_any_sop_is_drawn_without_a_fault(sop, muat):
    halaman = draw(sop, muat)
    check_semua(sop, halaman, muat)
    for gambar in halaman:
        check(gambar)


@given(nama=st.sampled_from(list(WALKS)), data=st.data())
def test_lawful_sops_with_other_columns_have_no_two_arrows_in_one_line(nama, data):
    sop = build_sop(nama)
    assert find_errors(sop) == []
    pilih = st.lists(st.sampled_from(JUDUL), unique=True, max_size=4)
    langkah = [Langkah(n.nomor, n.uraian, tuple(data.draw(pilih)), "", "", None, "", n.tindakan) for n in sop.langkah]
    for gambar in draw(Sop("uji", sop.prosedur, "", "Uji", tuple(langkah)), data.draw(st.sampled_from(HALAMAN))):
        check(gambar)
        assert list(find_timpa(gambar)) == []


KOLOM = {
    "bkpsdm-mahulu_pengukuran": "KEPALA, SEKRETARIAT, TIM SAKIP, STAF",
    "bkpsdm-mahulu_pengumpulan": "KEPALA, SEKRETARIAT, TIM SAKIP, BIDANG, STAF",
    "dinas_pengukuran": "KADIS, SEKDIS, JFP, TIM PENYUSUN",
    "dinsospermasdes-banyumas_pengukuran": "Kepala Dinsospermasdes, Sekretaris, Kabid, Sek. Tim Sakip, "
                                           "Anggota Tim Sakip, Staf",
    "dispermades_pengukuran": "KEPALA, SEKRETARIAT, BIDANG, TIM SAKIP, STAF",
    "dpmd-purwakarta_pengumpulan": "Kadis, Sekretaris, Kasi/Kasubbag, staff",
}  # fmt: skip


def test_the_columns_are_those_that_the_rows_name_in_the_order_on_which_they_agree():
    assert {nama: ", ".join(list_pelaksana(sop)) for nama, sop in SOP.items()} == KOLOM
    assert list_pelaksana(build_sop("purwakarta")) == ("Kepala", "Sekretaris", "Bidang", "Kepala Subbagian", "Staf")
    sop = SOP["dinas_pengukuran"]
    silang = [Langkah(n, "", judul, "", "", None, "", sop.langkah[0].tindakan) for n, judul in enumerate([("A", "B"), ("B", "A")])]
    assert list_pelaksana(Sop("", "", "", "", tuple(silang))) == ("A", "B")


@pytest.mark.parametrize("sop", [pytest.param(sop, id=nama) for nama, sop in SOP.items()])
def test_every_return_is_drawn_from_a_diamond_with_its_words(sop):
    (gambar,) = draw(sop)
    kembali = [(gambar.simbol[p.dari], gambar.simbol[p.ke].langkah) for p in gambar.panah if p.jenis == JenisPanah.KEMBALI]
    tercetak = {(n.nomor, ke) for n in sop.langkah for t in n.tindakan for ke in t.kembali_ke}
    assert {(simbol.langkah, ke) for simbol, ke in kembali} == tercetak
    assert {simbol.lambang for simbol, _ in kembali} == {Lambang.WAJIK}
    for urutan, simbol in enumerate(gambar.simbol):
        kata = {p.label for p in gambar.panah if p.dari == urutan and p.label}
        assert kata == ({"YA", "TIDAK"} if simbol.lambang == Lambang.WAJIK else set())


@pytest.mark.parametrize("sop", [pytest.param(sop, id=nama) for nama, sop in SOP.items()])
def test_a_capsule_begins_and_ends_and_each_step_stands_in_its_own_columns(sop):
    (gambar,) = draw(sop)
    kapsul = [s.langkah for s in gambar.simbol if s.lambang == Lambang.KAPSUL]
    assert kapsul == [1, sop.langkah[-1].nomor]
    banyak = Counter(s.langkah for s in gambar.simbol)
    assert banyak == {n.nomor: len(n.pelaksana) for n in sop.langkah}
    assert sum(p.jenis == JenisPanah.BERSAMA for p in gambar.panah) == sum(len(n.pelaksana) - 1 for n in sop.langkah)


def test_who_decides_has_the_diamond_and_who_acts_first_is_met_first():
    """Purwakarta 6: the Sekretaris checks, then the Kadis corrects; both may say NO."""
    (gambar,) = draw(SOP["dpmd-purwakarta_pengumpulan"])
    kadis, sekretaris = (s for s in gambar.simbol if s.langkah == 6)
    assert (kadis.lambang, sekretaris.lambang, kadis.x < sekretaris.x) == (Lambang.WAJIK, Lambang.WAJIK, True)
    antara = next(p for p in gambar.panah if p.jenis == JenisPanah.BERSAMA and gambar.simbol[p.dari] == sekretaris)
    assert (gambar.simbol[antara.ke], antara.berarah, antara.label) == (kadis, True, "YA")
    masuk, keluar = (p for p in gambar.panah if p.jenis == JenisPanah.ALUR and 6 in (gambar.simbol[p.dari].langkah, gambar.simbol[p.ke].langkah))
    assert (gambar.simbol[masuk.ke], gambar.simbol[keluar.dari]) == (sekretaris, kadis)


def test_the_state_of_a_case_is_on_symbols_words_and_arrows():
    sop = SOP["dispermades_pengukuran"]
    keadaan = Keadaan({10: "selesai", 11: "kini"}, {((11, 1), 8): 2, ((11, 1), 7): 1, ((12, 1), 10): 0})
    (gambar,) = draw(sop, keadaan=keadaan)
    assert {s.langkah: s.keadaan for s in gambar.simbol if s.keadaan} == {10: "selesai", 11: "kini"}
    assert {s.langkah for s in gambar.simbol if s.tanda} == {10, 11}
    diambil = {gambar.simbol[p.ke].langkah: p.diambil for p in gambar.panah if p.diambil}
    assert diambil == {8: 2, 7: 1}
    assert sorted(p.label for p in gambar.panah if p.label.startswith("TIDAK")) == ["TIDAK", "TIDAK", "TIDAK 3×"]
    assert {gambar.simbol[p.dari].langkah for p in gambar.panah if p.lewat} == {10}


def test_pentagons_say_where_the_drawing_goes_on():
    halaman = draw(SOP["dispermades_pengukuran"], 660)
    kata = [" ".join(teks for _, _, teks in sel.baris) for gambar in halaman for sel in gambar.sel if not sel.langkah and sel.baris]
    assert kata == ["A: berlanjut ke langkah 9. C: dikembalikan dari langkah 11.", "B: dikembalikan dari langkah 11.",
                    "C: kembali ke langkah 7.", "A: lanjutan dari langkah 8. B: kembali ke langkah 8."]  # fmt: skip
    (gambar,) = draw(SOP["dispermades_pengukuran"])
    assert not [sel for sel in gambar.sel if not sel.langkah]


@given(st.text(st.characters(codec="utf-8"), max_size=200), st.integers(30, 250))
def test_lines_hold_every_letter_and_fit(teks, lebar):
    baris = wrap(teks, lebar, HURUF)
    assert "".join(baris).replace(" ", "") == "".join(teks.split())
    assert all(measure(satu, HURUF) <= lebar for satu in baris)


def test_words_break_at_blanks_and_long_ones_after_a_slash():
    assert wrap("Menyusun rencana kegiatan", 60, HURUF) == ("Menyusun", "rencana", "kegiatan")
    assert wrap("tujuan/sasaran/program", 60, HURUF) == ("tujuan/", "sasaran/", "program")
    assert wrap(" ", 60, HURUF) == ()
    assert measure("Kepala", 10) == pytest.approx(31.13, abs=0.01) and measure("a", 10, tebal=True) > measure("a", 10)


@pytest.mark.parametrize("langkah", [(), (Langkah(1, "", (), "", "", None, "", ()),)])
def test_an_sop_without_steps_or_acts_is_refused(langkah):
    with pytest.raises(ValueError, match="tidak dapat digambar"):
        draw_bagan(Sop("", "", "", "", langkah))


def test_pages_are_few_and_then_equal():
    """Purwakarta's 13 rows need two pages of 660; filled one after the other they would be 8 and 5."""
    banyak = {nama: [len(gambar.langkah) for gambar in draw(sop, 660)] for nama, sop in SOP.items()}
    assert banyak["dpmd-purwakarta_pengumpulan"] == [6, 7]
    assert max(map(len, banyak.values())) == 2
