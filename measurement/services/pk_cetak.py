"""The Perjanjian Kinerja on paper: the statement and its annex (PermenPANRB 53/2014, Lampiran I)."""

from typing import Any

from django.template.loader import render_to_string

from measurement.pdf import render_pdf

TITIK = "……………………………"


def render_pk(isi: dict[str, Any], *, konsep: bool) -> bytes:
    """Both parts as PDF/A, from what `collection.services.pk_isi` says; the same content gives the same bytes.

    `konsep` marks it as not stipulated. Raises SegelError where a font is missing.
    """
    halaman = render_to_string("pk/cetak.html", {"p": isi, "konsep": konsep, "titik": TITIK})
    return render_pdf(halaman, gaya="naskah.css")
