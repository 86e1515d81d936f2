"""The icons of pages are those of lucide, drawn once."""

from django.template import Context, Template
from lucide.templatetags.lucide import lucide

TULIS = '{% lucide nama size=16 class=kelas aria_hidden="true" %}'


def test_an_icon_is_the_one_that_lucide_draws_whatever_was_drawn_before():
    for nama, kelas in (("check", "ikon"), ("menu", "ikon"), ("check", 'a" b'), ("check", "ikon")):
        isi = {"class": kelas, "aria_hidden": "true"}
        assert Template(TULIS).render(Context({"nama": nama, "kelas": kelas})) == lucide(nama, size=16, **isi)
