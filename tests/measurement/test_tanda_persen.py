"""A percentage keeps its sign on its line; a bar that is cut off says so."""

import re
from decimal import Decimal

from django.conf import settings
from django.template import Context, Template
from django.template.loader import render_to_string

POTONG = "Batang terpotong"


def test_the_sign_sticks_to_the_number():
    assert Template("{% load angka %}{{ n|persen|tanda_persen }}").render(Context({"n": Decimal("211.31")})) == "211,31\u00a0%"


def test_no_template_writes_a_sign_that_may_break_off():
    lepas = [
        path.name for path in sorted((settings.BASE_DIR / "templates").rglob("*.html"))
        if re.search(r"\}\} %(?!\})|%\} %\{%", path.read_text(encoding="utf-8"))
    ]  # fmt: skip
    assert lepas == []


def test_a_bar_beyond_the_axis_has_a_break_mark_and_its_number():
    isi = {"label": "Desa", "tingkat": 5}
    panjang = render_to_string("components/_batang_satu.html", {"nilai": Decimal(322), "teks": "322,00", **isi})
    assert POTONG in panjang
    assert "batang-putus" in panjang
    assert "terpotong, 322,00\u00a0%" in panjang
    for nilai in (Decimal(150), Decimal(80), None):
        assert "otong" not in render_to_string("components/_batang_satu.html", {"nilai": nilai, "teks": "–", **isi})


def test_number_of_a_letter_breaks_after_a_slash_only():
    halaman = Template("{% load angka %}{{ n|nomor }}").render(Context({"n": "067/14.8 /DINAS<b>/2023"}))
    assert halaman == "067/<wbr>14.8 /<wbr>DINAS&lt;b&gt;/<wbr>2023"
