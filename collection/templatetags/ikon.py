"""Icons of lucide, each drawn once in a process: a page has dozens, of a few kinds."""

import functools

from django import template
from django.utils.safestring import SafeString
from lucide.templatetags.lucide import lucide as draw_lucide

register = template.Library()


@functools.lru_cache(maxsize=512)
def _draw(nama: str, size: int | None, atribut: tuple[tuple[str, object], ...]) -> SafeString:
    return draw_lucide(nama, size=size, **dict(atribut))


@register.simple_tag
def lucide(name: str, *, size: int | None = 24, **atribut: object) -> SafeString:
    """The icon as inline SVG, as lucide's own tag draws it; `size` in pixels."""
    return _draw(name, size, tuple(atribut.items()))
