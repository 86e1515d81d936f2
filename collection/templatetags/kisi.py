"""The parts of a form's page that are drawn after the measurement has given its rows their words (`ukuran`)."""

from collections.abc import Iterable

from django import template
from django.middleware.csrf import get_token
from django.template.context import Context
from django.utils.safestring import SafeString

from collection.models import Realisasi
from collection.services.tinjauan import Tinjauan
from collection.views.gambar_baris import draw_baris, draw_bukti, draw_temuan

register = template.Library()


@register.simple_tag
def gambar_baris(baris: Iterable[Realisasi], boleh_isi: bool, sebelum: bool) -> SafeString:
    """The rows of one table of the form."""
    return draw_baris(baris, boleh_isi=boleh_isi, sebelum=sebelum)


@register.simple_tag
def gambar_temuan(semua: Iterable[Tinjauan]) -> SafeString:
    """The lines of what is to be looked at again before the form is handed in."""
    return draw_temuan(semua)


@register.simple_tag(takes_context=True)
def gambar_bukti(context: Context, baris: Iterable[Realisasi], boleh_isi: bool, buka: str) -> SafeString:
    """The boxes of evidence of the form's rows."""
    return draw_bukti(baris, boleh_isi=boleh_isi, token=get_token(context["request"]), buka=buka)
