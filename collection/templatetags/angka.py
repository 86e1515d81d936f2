"""Numbers in templates, through the one writer."""

from django import template

from collection.angka import format_angka, format_nilai, format_rupiah

register = template.Library()
register.filter("nilai", format_nilai)
register.filter("rupiah", format_rupiah)
register.filter("persen", format_angka)
