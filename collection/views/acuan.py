"""Parts of a page that are drawn hundreds of times. A template stays the one description of such a part: it is
rendered once for each shape that the page has, with marks where values go, and each part fills them in. Hundreds of
rows would else resolve the same template tens of thousands of times."""

import re
from collections.abc import Mapping
from html import escape

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

TANDA = "\ue000{}\ue001"  # from Unicode's private area: escaping leaves them alone
YA = "1"
"""What stands for yes among the values of a part: it is only asked whether it is there."""
POLA = re.compile("\ue000([a-z_0-9]+)\ue001")


def write_aman(teks: str) -> str:
    """As Django's conditional_escape, for texts only: that one asks each of thousands whether it is lazy."""
    return teks if isinstance(teks, SafeString) else escape(teks)


class Acuan:
    """A template of one part; it knows the part's values as attributes of `b`, and `tetap`, the same for all parts.

    Its conditions ask only whether a value is empty, so that what is empty is what makes a shape.
    """

    def __init__(self, templat: str, tetap: Mapping[str, object] | None = None):
        self.templat, self.tetap = templat, dict(tetap or {})
        self.bentuk: dict[tuple[str, ...], list[str]] = {}

    def draw(self, **isi: str) -> SafeString:
        """The part with these texts; what is no SafeString is escaped."""
        ada = tuple([nama for nama, satu in isi.items() if satu])
        if ada not in self.bentuk:
            tanda = dict.fromkeys(isi, "") | {nama: TANDA.format(nama) for nama in ada}
            self.bentuk[ada] = POLA.split(render_to_string(self.templat, {**self.tetap, "b": tanda}))
        bagian = self.bentuk[ada].copy()
        bagian[1::2] = [write_aman(isi[nama]) for nama in bagian[1::2]]
        return mark_safe("".join(bagian))
