"""What the page of a formulir (collection) asks of the measurement: by what it was measured."""

from collections.abc import Iterable

from django import template

from collection.models import Formulir, Realisasi
from measurement.services.cuplikan import list_cuplikan_beku

register = template.Library()


@register.simple_tag
def present_ukuran(formulir: Formulir, baris: Iterable[Realisasi]) -> str:
    """Give each row its `ukuran`: a list of the one frozen result, whose targets it then shows; empty without one."""
    beku = list_cuplikan_beku(formulir, baris)
    for satu in baris:
        satu.ukuran = [beku[satu.pk]] if satu.pk in beku else []
        for ukuran in satu.ukuran:
            satu.tampil_target, satu.tampil_tahunan = ukuran["tampil_target"], ukuran["tampil_tahunan"]
    return ""
