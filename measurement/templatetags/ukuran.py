"""What the page of a formulir (collection) asks of the measurement: by what it was measured."""

from collections.abc import Iterable
from typing import Any

from django import template

from collection.models import Formulir, Realisasi, RealisasiAnggaran
from measurement.services.bulanan import list_beda_bulan
from measurement.services.cuplikan import attach_anggaran_lalu, attach_sebelum, list_cuplikan_beku
from measurement.services.luput import list_luput
from measurement.services.periode_halaman import tell_tenggat

register = template.Library()


@register.simple_tag
def present_ukuran(formulir: Formulir, baris: Iterable[Realisasi]) -> bool:
    """Give each row its `ukuran`: a list of the one frozen result, whose targets it then shows; empty without one.

    Also `tampil_sebelum`: what counted in earlier triwulan. Gives whether there were any, and so a column for them.
    """
    sebelum = attach_sebelum(formulir, baris)
    beku = list_cuplikan_beku(formulir, baris)
    for satu in baris:
        satu.ukuran = [beku[satu.pk]] if satu.pk in beku else []
        for ukuran in satu.ukuran:
            satu.tampil_target, satu.tampil_tahunan = ukuran["tampil_target"], ukuran["tampil_tahunan"]
    return sebelum


register.simple_tag(tell_tenggat)


@register.simple_tag
def attach_luput(formulir: Formulir, isi: Any) -> str:
    """Give the form's `isi.luput` the rows whose target was missed; what of them is unexplained keeps it from being
    handed in (services/luput.py). Also those whose months come to another figure, which is only told."""
    isi.luput[:] = [*list_luput(formulir, isi.baris), *list_beda_bulan(formulir, isi.baris)]
    return ""


@register.simple_tag
def present_anggaran_lalu(formulir: Formulir, anggaran: Iterable[RealisasiAnggaran]) -> str:
    """Give each row its `tampil_lalu`: what was spent until the latest earlier triwulan of the year with a figure."""
    attach_anggaran_lalu(formulir, anggaran)
    return ""
