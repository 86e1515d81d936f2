"""System checks: what would fail later, told when the server starts."""

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from measurement import sop
from measurement.pdf import find_font_errors


@register()
def check_huruf(**kwargs: object) -> list[CheckMessage]:
    """Without its fonts no report can be printed; without any font at all WeasyPrint ends the process."""
    return [Error(pesan, id="measurement.E001") for pesan in find_font_errors()]


@register()
def check_sop(**kwargs: object) -> list[CheckMessage]:
    """Every SOP file that comes with the application is lawful."""
    return [
        Error(f"{berkas.name}: {pesan}", id="measurement.E002")
        for berkas in sorted((settings.BASE_DIR / "fixtures" / "sop").glob("*.toml"))
        for pesan in find_sop_errors(berkas.read_text(encoding="utf-8"))
    ]


def find_sop_errors(teks: str) -> list[str]:
    """What is wrong with an SOP's text, as no SOP or as an unlawful one; empty where it can be loaded."""
    try:
        return [str(kesalahan) for kesalahan in sop.find_errors(sop.read_sop(teks))]
    except sop.SopError as error:
        return [str(kesalahan) for kesalahan in error.daftar]
