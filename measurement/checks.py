"""System checks: what would fail later, told when the server starts."""

from django.core.checks import CheckMessage, Error, register

from measurement.pdf import find_font_errors


@register()
def check_huruf(**kwargs: object) -> list[CheckMessage]:
    """Without its fonts no report can be printed; without any font at all WeasyPrint ends the process."""
    return [Error(pesan, id="measurement.E001") for pesan in find_font_errors()]
