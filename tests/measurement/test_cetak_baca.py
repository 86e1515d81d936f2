"""A page read by the parser written in C: the same tree as WeasyPrint's own, and the usual way where it is no XML."""

import pytest
import tinyhtml5

from measurement.cetak import bagian
from measurement.cetak.baca import read_pohon
from measurement.pdf import _read_css

KEPALA = '<!DOCTYPE html>\n<html lang="id"><head><meta charset="utf-8"><title>Uji</title></head>'
ISI = [
    '<p class="uji">Ani &amp; Budi &lt;b&gt; &#x27;kutip&#x27; &quot;dua&quot; ≥ 5 – “é”</p>',
    '<table><colgroup><col class="m-8"><col></colgroup><tbody><tr><td>1<br>2</td><td><span>a</span> b</td></tr></tbody></table>',
    '<svg viewBox="0 0 10 10"><title>QR</title><path d="M0 0h10"/></svg><hr><p>ekor</p> sisa',
    '<svg class="q" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><rect width="3" height="3"/></svg>',
    '<p title="a > b"><a href="#x-1">ke sana</a></p>\n<section id="x-1"><h2>Bab</h2></section>',
]


def flatten(simpul):
    atribut = {nama: nilai for nama, nilai in simpul.attrib.items() if not nama.endswith("xmlns")}
    return [simpul.tag, atribut, simpul.text or "", simpul.tail or "", [flatten(anak) for anak in simpul]]


@pytest.mark.parametrize("isi", ISI)
def test_it_is_the_tree_of_the_usual_parser(isi):
    halaman = f"{KEPALA}<body>{isi}</body></html>"
    assert flatten(read_pohon(halaman)) == flatten(tinyhtml5.parse(halaman, namespace_html_elements=False))


@pytest.mark.parametrize(
    "isi", ["<p>terbuka", "<p>&nbsp;</p>", "<!-- komentar --><p>a</p>", "<p>\x0b</p>", "<p a=1>b</p>"]
)  # fmt: skip
def test_what_is_no_xml_is_read_the_usual_way(isi):
    assert read_pohon(f"{KEPALA}<body>{isi}</body></html>") is None


def test_a_page_that_declares_entities_is_never_expanded():
    bom = '<!DOCTYPE html [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><html><body><p>&b;</p></body></html>'
    assert read_pohon(bom) is None
    assert read_pohon(KEPALA.replace("<!DOCTYPE html>", '<!DOCTYPE html><!ENTITY a "b">') + "<body></body></html>") is None


@pytest.mark.kertas
def test_both_ways_give_the_same_bytes(monkeypatch):
    halaman = f"{KEPALA}<body>{''.join(ISI)}</body></html>"
    cepat = bagian.lay_out(halaman, _read_css("cetak.css"))
    monkeypatch.setattr("measurement.cetak.baca.read_pohon", lambda _: None)
    assert bagian.lay_out(halaman, _read_css("cetak.css")) == cepat
