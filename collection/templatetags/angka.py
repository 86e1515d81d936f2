"""Numbers and moments in templates, each through the one writer."""

import datetime
from decimal import Decimal

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe

from collection.angka import format_angka, format_nilai, format_rupiah
from collection.enums import ZonaWaktu
from collection.models.formulir import ROMAWI

register = template.Library()
register.filter("nilai", format_nilai)
register.filter("rupiah", format_rupiah)


@register.filter
def persen(nilai: Decimal | None, desimal: int = 2) -> str:
    """A percentage with 2 decimals, or with as many as the office's Metodologi prints."""
    return format_angka(nilai, desimal=desimal)


@register.filter
def tanda_persen(teks: str) -> str:
    """A written percentage with its sign, which never stands alone on the next line."""
    return f"{teks}\u00a0%"


@register.filter
def waktu(saat: datetime.datetime | None) -> str:
    """A moment in the office's zone, which sakip.middleware put in force, with the zone's name beside it."""
    if saat is None:
        return "–"
    zona = timezone.get_current_timezone_name()
    label = next((z.label for z in ZonaWaktu if z.value == zona), zona)
    return f"{date_format(timezone.localtime(saat), 'j F Y H.i')} {label}"


@register.filter
def romawi(triwulan: int) -> str:
    """The triwulan's number, 1 to 4, as it is written everywhere: I, II, III, IV."""
    return ROMAWI[triwulan]


@register.filter
def nomor(teks: str) -> SafeString:
    """The number of a letter, which may go on in the next line after each slash and nowhere else."""
    return format_html_join(mark_safe("/<wbr>"), "{}", ((bagian,) for bagian in teks.split("/")))
